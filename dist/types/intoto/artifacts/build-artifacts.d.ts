import type { ArtifactPath, Artifacts, DigestSet } from './artifacts.js';
/** Takes artifacts one by one. */
export declare class ArtifactsBuilder {
    #private;
    /** Adds one; of a path that is there already it replaces the digests. Returns whether the path is new. */
    add(path: ArtifactPath, digests: DigestSet): boolean;
    /** What was added. The builder is empty afterwards. */
    build(): Artifacts;
}
/** Artifacts of these pairs, in any order; of a path that stands twice the last counts. */
export declare function artifactsOf(pairs: Iterable<readonly [ArtifactPath, DigestSet]>): Artifacts;
/** No artifacts. */
export declare const NO_ARTIFACTS: Artifacts;
