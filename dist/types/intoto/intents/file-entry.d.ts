import type { ArtifactPath, DigestSet } from '../artifacts/artifacts.js';
export type FileEntry = readonly [path: ArtifactPath, digests: DigestSet];
/** How a path stands in two sets of files: in one alone, in both with other bytes, in both with the same. */
export type Standing = 'left' | 'right' | 'other' | 'same';
