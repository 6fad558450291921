import { type JsonObject } from '../json/json-value.js';
/** A link by which products were taken over. */
export interface TookOver {
    readonly step: string;
    /** The attempt of the run that the link is of, from 1. */
    readonly attempt: string;
    /** SHA-256 of the file that held the link, 64 digits. */
    readonly digest: string;
}
/** An environment with the links that were taken over from. */
export declare function withTookOver(environment: JsonObject, taken: readonly TookOver[]): JsonObject;
/** None for a link that says nothing of it; `malformed` where it is not written as we write it. */
export declare function readTookOver(environment: JsonObject): readonly TookOver[] | 'malformed';
