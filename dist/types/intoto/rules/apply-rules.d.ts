import type { ArtifactPath, Artifacts, DigestSet } from '../artifacts/artifacts.js';
import type { ArtifactKind, ArtifactRule } from './artifact-rule.js';
import type { MatchingWork } from './pattern.js';
/** What one rule did. */
export interface RuleEffect {
    readonly list: ArtifactKind;
    readonly index: number;
    readonly rule: ArtifactRule;
    /** Artifacts in the queue before the rule. */
    readonly before: number;
    readonly consumed: number;
    /** The first consumed paths. */
    readonly consumedPaths: readonly ArtifactPath[];
}
/** Why an artifact was not taken by a MATCH rule whose pattern fits it. */
export type MatchMiss = {
    readonly ruleIndex: number;
    readonly from: string;
    readonly because: 'no-link' | 'absent';
}
/** The digests are equal, and nobody knows whether the files are. */
 | {
    readonly ruleIndex: number;
    readonly from: string;
    readonly because: 'weak';
    readonly here: DigestSet;
} | {
    readonly ruleIndex: number;
    readonly from: string;
    readonly because: 'differs';
    readonly here: DigestSet;
    readonly there: DigestSet;
};
/** An artifact that a DISALLOW rule forbade. */
export interface DisallowedArtifact {
    readonly path: ArtifactPath;
    /** How the step treated it. */
    readonly change: 'created' | 'deleted' | 'modified' | 'unchanged';
    readonly misses: readonly MatchMiss[];
}
/** The rule at which a list failed. Later rules of the list are not applied. */
export type RuleFailure = {
    readonly type: 'disallowed';
    readonly index: number;
    readonly rule: ArtifactRule;
    readonly count: number;
    /** The first of them in order. */
    readonly artifacts: readonly DisallowedArtifact[];
} | {
    readonly type: 'required';
    readonly index: number;
    readonly rule: ArtifactRule;
    readonly path: string;
    /** The artifact was there and an earlier rule had taken it. */
    readonly alreadyConsumed: boolean;
};
/** What rules look at: the artifacts of a step or inspection, as its link has them. */
export type ItemArtifacts = Readonly<Record<ArtifactKind, Artifacts>>;
export interface ApplyRulesRequest {
    readonly rules: readonly ArtifactRule[];
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
/** Applies one list of rules. */
export declare function applyRules(request: ApplyRulesRequest): {
    trace: RuleEffect[];
    failure: RuleFailure | undefined;
};
/** A prefix of a MATCH rule with the slash that the reference adds. */
export declare function asDirectory(prefix: string): string;
