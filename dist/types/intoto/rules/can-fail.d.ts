import type { ArtifactRule } from './artifact-rule.js';
/** False for a list that passes whatever it is given: only DISALLOW and REQUIRE judge, the others only consume. */
export declare function canFail(rules: readonly ArtifactRule[]): boolean;
/** True for a list whose author says that anything may pass: its only rule is `ALLOW *` or `CREATE *`. */
export declare function allowsOpenly(rules: readonly ArtifactRule[]): boolean;
