import type { Layout } from './layout.js';
/**
 * Puts parameters into rules and commands (in-toto v1.0, 4.3.4); names, keys and the readme keep their braces.
 *
 * @param otherBraces as `substitute` takes it
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX, METADATA_RULE_INVALID when a rule is none afterwards
 */
export declare function substituteLayout(layout: Layout, parameters: ReadonlyMap<string, string>, otherBraces?: 'text' | 'refused'): Layout;
/** The parameters that rules and commands of a layout wait for, and where, escaped. */
export declare function awaitedParameters({ steps, inspections }: Layout): Map<string, string>;
