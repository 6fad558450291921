// SPDX-License-Identifier: Apache-2.0
// "It does not verify", as values. Every failure has a code, a place, a reason and a remedy.
import { INTENT_FAILURE_CODES } from '../intents/intent-failure.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'

/** Every failure code with its one-line meaning; docs/errors.md is generated from this table. */
export const FAILURE_CODES = {
  LAYOUT_KEYS_MISSING: 'No key was given to verify the layout with.',
  LAYOUT_SIGNATURE_MISSING: 'The layout has no signature by a key that must have signed it.',
  LAYOUT_SIGNATURE_INVALID: 'A signature of the layout does not verify.',
  LAYOUT_DIGEST_DIFFERS: 'The layout is not the one whose digest was demanded; it may be an older one.',
  LAYOUT_EXPIRED: 'The layout has expired.',
  LAYOUT_EMPTY: 'The layout has no steps, so it demands nothing.',
  LAYOUT_THRESHOLD_INVALID: 'A step demands fewer than one functionary.',
  LAYOUT_THRESHOLD_UNREACHABLE: 'A step demands more functionaries than it authorises.',
  LAYOUT_KEY_DUPLICATE: 'One key stands in the layout under two key ids.',
  LAYOUT_KEY_UNKNOWN: 'A step authorises a key id that the layout does not define.',
  LAYOUT_KEY_ID_MISMATCH: 'A key of the layout names another key id inside than outside.',
  LAYOUT_MEMBER_UNKNOWN: 'The layout has a member that this tool does not know and so cannot enforce.',
  LAYOUT_MEMBER_CASE: 'A member is spelled like a known one in other letter case; readers would disagree.',
  LAYOUT_RULES_CANNOT_FAIL: 'A list of rules can never fail, so it demands nothing.',
  LAYOUT_STEP_UNCONSTRAINED: 'Nothing about the artifacts of a step can make verification fail.',
  LAYOUT_MATCH_UNKNOWN_STEP: 'A MATCH rule names a step that the layout does not have.',
  LAYOUT_NAME_UNSAFE: 'A step or inspection has a name that cannot be a file name.',
  LAYOUT_IDENTITY_TOO_WIDE: 'A functionary of the layout may be the workflow of any repository.',
  LAYOUT_IDENTITY_OTHER: 'The layout is signed by another identity than those that were demanded.',
  LAYOUT_BUNDLE_REFUSED: 'The Sigstore bundle around the layout does not verify.',
  LAYOUT_INTENTS_INVALID: 'What the layout says in intents cannot be read, so nothing can be held to it.',
  PARAMETER_WILDCARD: 'A parameter put into a rule holds a wildcard character.',
  PARAMETER_EMPTY: 'A parameter that the layout uses is empty.',
  PARAMETER_NOT_GIVEN: 'The layout waits for a parameter that was not given.',
  PARAMETER_UNFIT: 'With the parameters that were given, a rule fits no file.',
  LINK_MISSING: 'There are fewer links for a step than its threshold.',
  LINK_UNREADABLE: 'A link is malformed.',
  LINK_BUNDLE_REFUSED: 'The Sigstore bundle of a link does not verify.',
  LINK_RUN_NOT_CERTIFIED: 'A link claims another run than the certificate that signed it.',
  LINK_THRESHOLD: 'Fewer distinct functionaries than the threshold signed links for a step.',
  LINK_SIGNATURE_MISSING: 'A link is not signed by a key that must have signed it.',
  LINK_NAME_MISMATCH: 'A link names another step than the one it was filed under.',
  LINK_MEMBER_UNKNOWN: 'A link has a member that the specification does not know.',
  LINK_MEMBER_CASE: 'A member of a link is spelled like a known one in other letter case.',
  LINK_PATH_NOT_NORMALISED: 'An artifact path is absolute, has backslashes, or is not in its shortest form.',
  LINK_DIGEST_INVALID:
    'An artifact has no digest, or one that is not known: its algorithm, its length or its letter case.',
  LINK_COMMAND_FAILED: 'The command of a step did not succeed.',
  LINK_OUTCOME_MISSING: 'A link names a command, and does not say whether it succeeded.',
  LINK_OF_NOBODY: 'A run stored a link of a step of the layout by nobody who may perform that step.',
  LINK_UNKNOWN_STEP: 'There is a link of a step that the layout does not have.',
  LINKS_DISAGREE: 'Links of one step report different artifacts.',
  LINK_OF_OTHER_RUN: 'A link does not belong to the run that is verified.',
  LINKS_OF_DIFFERENT_RUNS: 'Links come from different runs of the pipeline.',
  SOURCE_DIFFERS: 'Links of one run claim different source.',
  SOURCE_OTHER_COMMIT: 'A link claims source of another commit than the one that is verified.',
  SOURCE_FALSE: 'What a link claims of source is not what the repository has, or not what the link itself recorded.',
  SOURCE_UNKNOWN:
    'A link that must claim source does not, no link does, or one claims some files where all are demanded.',
  ...INTENT_FAILURE_CODES,
  RULE_ARTIFACT_DISALLOWED: 'An artifact is forbidden by a DISALLOW rule.',
  RULE_ARTIFACT_REQUIRED: 'An artifact demanded by a REQUIRE rule is not there.',
  SUBLAYOUT_TOO_DEEP: 'Layouts nest deeper than the bound.',
  SUBLAYOUT_TOO_MANY: 'More layouts stand in the place of links than the bound.',
  SUBLAYOUT_TOO_COSTLY: 'Layouts in the place of links would cause more work, or hold more memory, than the bound.',
  INSPECTION_WITHHELD: 'An inspection was not run, because something else was wrong already.',
  INSPECTION_NOT_ALLOWED: 'The layout demands inspections, and running commands of a layout was not allowed.',
  INSPECTION_OF_SUBLAYOUT:
    'A layout in the place of a link demands inspections, and running commands of functionaries was not allowed.',
  INSPECTION_TIMED_OUT: 'The command of an inspection did not end in the time for it.',
  INSPECTION_FAILED: 'The command of an inspection did not succeed.',
  PRODUCT_UNKNOWN: 'A file given as final product is not among the final products.',
  PRODUCT_DIFFERS: 'A file given as final product differs from what was recorded of it.',
  PRODUCT_MISSING: 'A product that a link names is not among the files given.',
  PRODUCT_NONE: 'Final products were asked for, and no file was found to compare, or one that was named is left out.',
  PRODUCT_OUTSIDE: 'A file given as final product is a symbolic link that leads out of the workspace, or into `.git`.'
} as const

/** The closed set of failure codes. */
export type FailureCode = keyof typeof FAILURE_CODES

/** One reason why the supply chain does not verify. All texts are escaped and ready to show. */
export interface Failure<Code extends string = FailureCode> {
  readonly code: Code
  /** The error code within, where metadata could not be read (LINK_UNREADABLE). */
  readonly errorCode?: string
  /** Step or inspection, with the steps of outer layouts before it (`outer/inner`). */
  readonly step?: string
  readonly list?: ArtifactKind
  /** Index of the rule in its list, from 0. */
  readonly ruleIndex?: number
  /** The rule as text. */
  readonly rule?: string
  /** The statement of the layout's intents that is broken; escaped. */
  readonly statement?: string
  /** The artifacts concerned, at most 100, escaped. */
  readonly artifacts?: readonly string[]
  /** File name and JSON path, where a document is at fault. */
  readonly at?: string
  /** One sentence: what happened, with the values. */
  readonly message: string
  /** Further lines: which artifact for which reason. */
  readonly details: readonly string[]
  /** One sentence: how to mend it, or who can. */
  readonly hint: string
}

/** Something to look at that does not change the verdict. */
export interface Warning {
  readonly code:
    | 'COMMAND_DIFFERS'
    | 'CHECKOUT_OF_OTHER_COMMIT'
    | 'LINK_IGNORED'
    | 'VERIFIED_AT_OTHER_TIME'
    | 'RUN_UNBOUND'
    | 'RUN_NOT_ASKED'
    | 'SOURCE_UNCHECKED'
    | 'SOURCE_UNCLAIMED'
    | 'SOURCE_PARTIAL'
    | 'LAYOUT_EXPIRES_SOON'
    | 'LAYOUT_LIST_EMPTY'
    | 'REFERENCE_COMPATIBLE'
    | 'MODE_CHANGED'
    | 'FILES_EXCLUDED'
    | 'INTENTS_NOT_EVALUATED'
    | 'INTENTS_LOOSE'
    | 'REPORT_CUT'
  readonly step?: string
  readonly message: string
}
