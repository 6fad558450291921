import type { Layout } from './layout.js';
/**
 * Puts parameters into rules and commands as the reference does (in-toto v1.0, 4.3.4); names, keys and the readme keep
 * their braces.
 *
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX, METADATA_RULE_INVALID when a rule is none afterwards
 */
export declare function substituteLayout(layout: Layout, parameters: ReadonlyMap<string, string>): Layout;
/**
 * The same in the strict mode: braces that are no parameter with a value are text. Doubled braces of an expected command
 * stay, since it is only compared; `compareCommand` takes them for either.
 *
 * @throws METADATA_RULE_INVALID when a rule is none afterwards
 */
export declare function fillLayout(layout: Layout, parameters: ReadonlyMap<string, string>): Layout;
/** The layout where no parameters are given: `{{name}}` in the command of an inspection is `{name}`, as it is with them. */
export declare function unfilledLayout(layout: Layout): Layout;
