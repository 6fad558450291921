import { type JsonObject } from '../json/json-value.js';
/** The job whose word the products of a link are. */
export interface RecordedBy {
    readonly job: string;
    /** From 1. */
    readonly attempt: string;
    /** `github-hosted` or `self-hosted`, by its own word; undefined where its runner does not tell. */
    readonly runner: string | undefined;
    /** The server's id of the job, by its own word; undefined where its runner does not tell. */
    readonly checkRunId?: string | undefined;
}
/** The environment of a link with the mark. */
export declare function withRecordedBy(environment: JsonObject, { job, attempt, runner, checkRunId }: RecordedBy): JsonObject;
/** Undefined for a link that the job which signed it recorded itself. */
export declare function readRecordedBy(environment: JsonObject): RecordedBy | 'malformed' | undefined;
