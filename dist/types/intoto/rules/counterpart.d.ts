import type { ArtifactPath } from '../artifacts/artifacts.js';
import type { ArtifactRule } from './artifact-rule.js';
import type { MatchingWork } from './pattern.js';
export type MatchRule = Extract<ArtifactRule, {
    type: 'MATCH';
}>;
/**
 * For a MATCH rule, the path that an artifact has at the destination, or undefined when prefix or pattern do not fit.
 * Prefixes are literal and the pattern applies to what follows them. An absolute remainder would make the reference
 * leave the prefix behind and crash; here it does not fit.
 */
export declare function counterpartOf({ pattern, sourcePrefix, destinationPrefix }: MatchRule, work: MatchingWork | undefined): (path: ArtifactPath) => ArtifactPath | undefined;
/** A prefix of a MATCH rule with the slash that the reference adds. */
export declare function asDirectory(prefix: string): string;
