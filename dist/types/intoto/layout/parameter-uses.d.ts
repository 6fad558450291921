import type { ArtifactKind } from '../rules/artifact-rule.js';
import type { Inspection, Layout, Step } from './layout.js';
/** A rule or a command that holds names in braces. */
export interface ParameterUse {
    readonly item: Step | Inspection;
    /** The list and the index of the rule; undefined for a command. */
    readonly rule: {
        readonly list: ArtifactKind;
        readonly index: number;
    } | undefined;
    readonly words: readonly string[];
    /** All names in braces. */
    readonly names: readonly string[];
    /** Those that must have a value. */
    readonly demanded: readonly string[];
}
/**
 * Where rules and commands hold names in braces, in order.
 *
 * A rule decides, and the command of an inspection runs, so each name there must have a value; but for the variables of a
 * shell, like `${HOME}`. The expected command of a step is only compared: without a value its braces are text, as in
 * `curl -w %{http_code}`.
 */
export declare function parameterUses({ steps, inspections }: Layout): ParameterUse[];
/** Where a use stands, for people; escaped. */
export declare function describeUse({ item, rule }: ParameterUse): string;
/** A use as text; escaped. */
export declare function useText({ words }: ParameterUse): string;
