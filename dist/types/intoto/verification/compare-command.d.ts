import type { Step } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { Warning } from './failure.js';
import type { Compatibility } from './verification.js';
/**
 * How a command differs from the one that the layout expects (5.2, step 8): a difference is worth a look and proves
 * nothing, since a command can be aliased. The same words in another directory, or after a setup that could rewrite what
 * they run, are another command, too.
 *
 * Each difference is a warning of its own, so that a long one pushes no other out of sight.
 */
export declare function compareCommand(step: Step, { command, environment }: Link, { prefix, compatibility }: {
    readonly prefix: string;
    readonly compatibility: Compatibility;
}): Warning[];
