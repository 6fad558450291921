import type { ArtifactKind } from '../rules/artifact-rule.js';
/** Every failure code with its one-line meaning; docs/errors.md is generated from this table. */
export declare const FAILURE_CODES: {
    readonly SCRATCH_PRESENT: 'Something that is excluded, or is yet to be installed, lies there already when the step begins.';
    readonly TAKES_EXTRA: 'A step began with a file that nothing it takes has.';
    readonly TAKES_MISSING: 'A step began without a file that it takes.';
    readonly TAKES_DIFFERS: 'A step began with other bytes than what it takes has.';
    readonly TAKES_CONFLICT: 'Two things that a step takes have other bytes under one name.';
    readonly SOURCE_AMBIGUOUS: 'No link tells the files of source apart from the others that a step takes.';
    readonly BRANCH_OTHER: 'The run is of a branch or tag for which the layout does not speak.';
    readonly ADDED_UNEXPECTED: 'A step ended with a new file that it does not say it adds.';
    readonly REMOVED_UNEXPECTED: 'A step ended without a file that it does not say it removes.';
    readonly CHANGED_UNEXPECTED: 'A step ended with other bytes in a file that it does not say it changes.';
    readonly NOT_REMOVED: 'A step ended with a file that it says it removes.';
    readonly TOOK_NOTHING: 'Nothing fits a pattern of what a step adds, changes, removes or installs.';
    readonly EXCLUDED_UNEXPECTED: 'A recording left out files by a line that the layout does not have as scratch.';
    readonly RECORDING_UNKNOWN: 'A link does not say as we write it what it recorded and what it left out.';
    readonly LINK_NAME: 'The name within a link is not that of the step.';
    readonly COMMAND_DIFFERS: 'A step ran another command than the layout demands.';
    readonly DEFINITION_DIFFERS: 'The definition of a job is not the one that the layout demands.';
    readonly SUBLAYOUT_UNEXPECTED: 'A layout stands in the place of a link of a step that is not delegated.';
    readonly STEP_UNKNOWN: 'There is a link of a step that the layout does not know.';
    readonly RELEASE_CONFLICT: 'Two released steps have other bytes under one name.';
    readonly LAYOUT_KEYS_MISSING: 'No key was given to verify the layout with.';
    readonly LAYOUT_SIGNATURE_MISSING: 'The layout has no signature by a key that must have signed it.';
    readonly LAYOUT_SIGNATURE_INVALID: 'A signature of the layout does not verify.';
    readonly LAYOUT_DIGEST_DIFFERS: 'The layout is not the one whose digest was demanded; it may be an older one.';
    readonly LAYOUT_EXPIRED: 'The layout has expired.';
    readonly LAYOUT_EMPTY: 'The layout has no steps, so it demands nothing.';
    readonly LAYOUT_THRESHOLD_INVALID: 'A step demands fewer than one functionary.';
    readonly LAYOUT_THRESHOLD_UNREACHABLE: 'A step demands more functionaries than it authorises.';
    readonly LAYOUT_KEY_DUPLICATE: 'One key stands in the layout under two key ids.';
    readonly LAYOUT_KEY_UNKNOWN: 'A step authorises a key id that the layout does not define.';
    readonly LAYOUT_KEY_ID_MISMATCH: 'A key of the layout names another key id inside than outside.';
    readonly LAYOUT_MEMBER_UNKNOWN: 'The layout has a member that this tool does not know and so cannot enforce.';
    readonly LAYOUT_MEMBER_CASE: 'A member is spelled like a known one in other letter case; readers would disagree.';
    readonly LAYOUT_RULES_CANNOT_FAIL: 'A list of rules can never fail, so it demands nothing.';
    readonly LAYOUT_STEP_UNCONSTRAINED: 'Nothing about the artifacts of a step can make verification fail.';
    readonly LAYOUT_MATCH_UNKNOWN_STEP: 'A MATCH rule names a step that the layout does not have.';
    readonly LAYOUT_NAME_UNSAFE: 'A step or inspection has a name that cannot be a file name.';
    readonly LAYOUT_IDENTITY_TOO_WIDE: 'A functionary of the layout may be the workflow of any repository.';
    readonly LAYOUT_IDENTITY_OTHER: 'The layout is signed by another identity than those that were demanded.';
    readonly LAYOUT_BUNDLE_REFUSED: 'The Sigstore bundle around the layout does not verify.';
    readonly LAYOUT_INTENTS_INVALID: 'What the layout says in intents cannot be read, so nothing can be held to it.';
    readonly PARAMETER_WILDCARD: 'A parameter put into a rule holds a wildcard character.';
    readonly PARAMETER_EMPTY: 'A parameter that the layout uses is empty.';
    readonly PARAMETER_NOT_GIVEN: 'The layout waits for a parameter that was not given.';
    readonly PARAMETER_UNFIT: 'With the parameters that were given, a rule fits no file.';
    readonly LINK_MISSING: 'There are fewer links for a step than its threshold.';
    readonly LINK_UNREADABLE: 'A link is malformed.';
    readonly LINK_BUNDLE_REFUSED: 'The Sigstore bundle of a link does not verify.';
    readonly LINK_RUN_NOT_CERTIFIED: 'A link claims another run than the certificate that signed it.';
    readonly LINK_THRESHOLD: 'Fewer distinct functionaries than the threshold signed links for a step.';
    readonly LINK_SIGNATURE_MISSING: 'A link is not signed by a key that must have signed it.';
    readonly LINK_NAME_MISMATCH: 'A link names another step than the one it was filed under.';
    readonly LINK_MEMBER_UNKNOWN: 'A link has a member that the specification does not know.';
    readonly LINK_MEMBER_CASE: 'A member of a link is spelled like a known one in other letter case.';
    readonly LINK_PATH_NOT_NORMALISED: 'An artifact path is absolute, has backslashes, or is not in its shortest form.';
    readonly LINK_DIGEST_INVALID: 'An artifact has no digest, or one that is not known: its algorithm, its length or its letter case.';
    readonly LINK_COMMAND_FAILED: 'The command of a step did not succeed.';
    readonly LINK_OUTCOME_MISSING: 'A link names a command, and does not say whether it succeeded.';
    readonly LINK_OF_NOBODY: 'A run stored a link of a step of the layout by nobody who may perform that step.';
    readonly LINK_UNKNOWN_STEP: 'There is a link of a step that the layout does not have.';
    readonly LINKS_DISAGREE: 'Links of one step report different artifacts.';
    readonly LINK_OF_OTHER_RUN: 'A link does not belong to the run that is verified.';
    readonly LINKS_OF_DIFFERENT_RUNS: 'Links come from different runs of the pipeline.';
    readonly SOURCE_DIFFERS: 'Links of one run claim different source.';
    readonly SOURCE_OTHER_COMMIT: 'A link claims source of another commit than the one that is verified.';
    readonly SOURCE_FALSE: 'What a link claims of source is not what the repository has, or not what the link itself recorded.';
    readonly SOURCE_UNKNOWN: 'A link that must claim source does not, no link does, or one claims some files where all are demanded.';
    readonly RULE_ARTIFACT_DISALLOWED: 'An artifact is forbidden by a DISALLOW rule.';
    readonly RULE_ARTIFACT_REQUIRED: 'An artifact demanded by a REQUIRE rule is not there.';
    readonly SUBLAYOUT_TOO_DEEP: 'Layouts nest deeper than the bound.';
    readonly SUBLAYOUT_TOO_MANY: 'More layouts stand in the place of links than the bound.';
    readonly SUBLAYOUT_TOO_COSTLY: 'Layouts in the place of links would cause more work, or hold more memory, than the bound.';
    readonly INSPECTION_WITHHELD: 'An inspection was not run, because something else was wrong already.';
    readonly INSPECTION_NOT_ALLOWED: 'The layout demands inspections, and running commands of a layout was not allowed.';
    readonly INSPECTION_OF_SUBLAYOUT: 'A layout in the place of a link demands inspections, and running commands of functionaries was not allowed.';
    readonly INSPECTION_TIMED_OUT: 'The command of an inspection did not end in the time for it.';
    readonly INSPECTION_FAILED: 'The command of an inspection did not succeed.';
    readonly PRODUCT_UNKNOWN: 'A file given as final product is not among the final products.';
    readonly PRODUCT_DIFFERS: 'A file given as final product differs from what was recorded of it.';
    readonly PRODUCT_MISSING: 'A product that a link names is not among the files given.';
    readonly PRODUCT_NONE: 'Final products were asked for, and no file was found to compare, or one that was named is left out.';
    readonly PRODUCT_OUTSIDE: 'A file given as final product is a symbolic link that leads out of the workspace, or into `.git`.';
};
/** The closed set of failure codes. */
export type FailureCode = keyof typeof FAILURE_CODES;
/** One reason why the supply chain does not verify. All texts are escaped and ready to show. */
export interface Failure<Code extends string = FailureCode> {
    readonly code: Code;
    /** The error code within, where metadata could not be read (LINK_UNREADABLE). */
    readonly errorCode?: string;
    /** Step or inspection, with the steps of outer layouts before it (`outer/inner`). */
    readonly step?: string;
    readonly list?: ArtifactKind;
    /** Index of the rule in its list, from 0. */
    readonly ruleIndex?: number;
    /** The rule as text. */
    readonly rule?: string;
    /** The statement of the layout's intents that is broken; escaped. */
    readonly statement?: string;
    /** The artifacts concerned, at most 100, escaped. */
    readonly artifacts?: readonly string[];
    /** File name and JSON path, where a document is at fault. */
    readonly at?: string;
    /** One sentence: what happened, with the values. */
    readonly message: string;
    /** Further lines: which artifact for which reason. */
    readonly details: readonly string[];
    /** One sentence: how to mend it, or who can. */
    readonly hint: string;
}
/** Something to look at that does not change the verdict. */
export interface Warning {
    readonly code: 'COMMAND_DIFFERS' | 'CHECKOUT_OF_OTHER_COMMIT' | 'LINK_IGNORED' | 'VERIFIED_AT_OTHER_TIME' | 'RUN_UNBOUND' | 'RUN_NOT_ASKED' | 'SOURCE_UNCHECKED' | 'SOURCE_UNCLAIMED' | 'SOURCE_PARTIAL' | 'LAYOUT_EXPIRES_SOON' | 'LAYOUT_LIST_EMPTY' | 'REFERENCE_COMPATIBLE' | 'MODE_CHANGED' | 'FILES_EXCLUDED' | 'INTENTS_NOT_EVALUATED' | 'INTENTS_LOOSE' | 'REPORT_CUT';
    readonly step?: string;
    readonly message: string;
}
