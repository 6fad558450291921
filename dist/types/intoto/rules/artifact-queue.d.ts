import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.js';
import type { ArtifactKind, ArtifactRule } from './artifact-rule.js';
import type { MatchingWork, Pattern } from './pattern.js';
/** How many paths a trace keeps of each rule; counts are exact. */
export declare const SAMPLE = 10;
/** What rules look at: the artifacts of a step or inspection, as its link has them. */
export type ItemArtifacts = Readonly<Record<ArtifactKind, Artifacts>>;
export interface QueueRequest {
    readonly kind: ArtifactKind;
    /** The artifacts of the step or inspection that the rules belong to. */
    readonly item: ItemArtifacts;
    /** The artifacts of what MATCH may name. */
    readonly links: ReadonlyMap<string, ItemArtifacts>;
    /** Which digests MATCH compares: all, or only those of which one resists collisions. */
    readonly digests?: 'any' | 'collision-resistant';
    /** Is told the work: one for each artifact that a rule is held against, and the steps of patterns. */
    readonly work?: MatchingWork | undefined;
}
/** Artifacts that no rule has taken yet, in order of their paths. */
export interface ArtifactQueue {
    readonly size: number;
    has(path: string): boolean;
    /** The paths that a pattern fits. */
    matching(pattern: Pattern): ArtifactPath[];
    /** Takes out what a rule consumes. Returns the first of the paths. */
    take(rule: ArtifactRule): readonly ArtifactPath[];
}
