import type { Pattern } from './pattern.js';
/** Which artifacts of a link. */
export type ArtifactKind = 'materials' | 'products';
/**
 * An artifact rule (in-toto v1.0, 4.3.3), parsed. `tokens` is the rule as the layout spells it, for messages and for
 * writing it again.
 */
export type ArtifactRule = {
    readonly type: 'CREATE' | 'DELETE' | 'MODIFY' | 'ALLOW' | 'DISALLOW';
    readonly pattern: Pattern;
    readonly tokens: readonly string[];
} | {
    /** Takes a literal path, not a pattern. */
    readonly type: 'REQUIRE';
    readonly path: string;
    readonly tokens: readonly string[];
} | {
    readonly type: 'MATCH';
    readonly pattern: Pattern;
    /** `IN` before `WITH`; the empty string when absent. */
    readonly sourcePrefix: string;
    readonly destinationKind: ArtifactKind;
    /** `IN` after `WITH`; the empty string when absent. */
    readonly destinationPrefix: string;
    readonly from: string;
    readonly tokens: readonly string[];
};
