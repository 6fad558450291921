import type { ParsedLink } from '../link/parse-link.js';
import type { Failure } from './failure.js';
/** Everything in a link for `step` that strict verification refuses. `at` is the link's file name, escaped. */
export declare function checkLink(parsed: ParsedLink, stepName: string, at: string): Failure[];
/**
 * True for a relative path in its shortest form, after the scheme if it has one (ITE-4). Anything else can spell a
 * file in a way that no rule expects (CVE-2021-41087; the reference still has it).
 */
export declare function isNormalised(path: string): boolean;
