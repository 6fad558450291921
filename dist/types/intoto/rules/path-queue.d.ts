import type { ArtifactPath } from '../artifacts/artifacts.js';
import { type ArtifactQueue, type QueueRequest } from './artifact-queue.js';
import type { ArtifactRule } from './artifact-rule.js';
import type { Pattern } from './pattern.js';
/** A queue of artifacts of any form, path by path. */
export declare class PathQueue implements ArtifactQueue {
    #private;
    constructor(request: QueueRequest);
    get size(): number;
    has(path: string): boolean;
    matching(pattern: Pattern): ArtifactPath[];
    take(rule: ArtifactRule): readonly ArtifactPath[];
}
