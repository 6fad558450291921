import type { JsonAt } from '../json/json-at.js';
import type { ArtifactRule } from './artifact-rule.js';
/** One rule of a layout's list (in-toto v1.0, 4.3.3). @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_RULE_INVALID */
export declare function parseRule(at: JsonAt): ArtifactRule;
/**
 * A rule from its words. Keywords may be in any letter case.
 *
 * @param where where the rule stands, escaped, for messages
 * @throws METADATA_RULE_INVALID
 */
export declare function parseRuleTokens(tokens: readonly string[], where: string): ArtifactRule;
