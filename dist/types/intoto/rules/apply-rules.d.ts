import type { ArtifactPath, DigestSet } from '../artifacts/artifacts.js';
import type { QueueRequest } from './artifact-queue.js';
import type { ArtifactKind, ArtifactRule } from './artifact-rule.js';
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
export interface ApplyRulesRequest extends QueueRequest {
    readonly rules: readonly ArtifactRule[];
}
/** Applies one list of rules. */
export declare function applyRules(request: ApplyRulesRequest): {
    trace: RuleEffect[];
    failure: RuleFailure | undefined;
};
