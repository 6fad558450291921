import { type DigestSet } from './artifacts.js';
/** Whether there is a digest, and each has a known name and a value of the right length in lower case. */
export declare function areKnownDigests(digests: DigestSet): boolean;
/** Whether files of these digests are the same: one of the algorithms resists collisions. */
export declare function areCollisionResistant(digests: DigestSet): boolean;
