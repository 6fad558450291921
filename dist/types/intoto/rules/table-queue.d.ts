import { ArtifactTable } from '../artifacts/artifact-table.js';
import type { ArtifactPath } from '../artifacts/artifacts.js';
import { type ArtifactQueue, type QueueRequest } from './artifact-queue.js';
import type { ArtifactRule } from './artifact-rule.js';
import type { Pattern } from './pattern.js';
/** A queue of the artifacts of a table. */
export declare class TableQueue implements ArtifactQueue {
    #private;
    size: number;
    /** @param own the artifacts that the rules are about */
    constructor(own: ArtifactTable, request: QueueRequest);
    has(path: string): boolean;
    matching(pattern: Pattern): ArtifactPath[];
    take(rule: ArtifactRule): readonly ArtifactPath[];
}
