// SPDX-License-Identifier: Apache-2.0
// What the check looks at: every accepted link, and what the caller knows of the commit.
import type { Artifacts } from '../artifacts/artifacts.ts'
import type { Link } from '../link/link.ts'
import type { SourceClaim } from '../link/source-claim.ts'
import type { IntentFailure } from './intent-failure.ts'
import type { Intents } from './intents.ts'

/** One link of a step that counts, or a layout that stands in its place. */
export type AcceptedEvidence = AcceptedLink | AcceptedSublayout

export interface AcceptedLink {
  readonly kind: 'link'
  /** Its file, escaped. */
  readonly at: string
  readonly link: Link
}

export interface AcceptedSublayout {
  readonly kind: 'sublayout'
  /** Its file, escaped. */
  readonly at: string
  /** The link that stands for its chain. */
  readonly link: Link
  /** Whether it is in intents itself, with each of its steps. */
  readonly inIntents: boolean
  /** What it says in intents. */
  readonly intents?: Intents | undefined
  /** What the links below it that take or add source claim of it, in its layouts in intents. */
  readonly claims: readonly SourceClaim[]
}

export interface IntentsEvidence {
  readonly intents: Intents
  /** All accepted links by the step, of every step of the layout, in intents or in rules; none without one. */
  readonly accepted: ReadonlyMap<string, readonly AcceptedEvidence[]>
  /** The steps of the layout, in its order. */
  readonly layoutSteps: readonly string[]
  /** Steps that files in the store of the links are named after, and that the layout does not know. */
  readonly unknownSteps: readonly string[]
  /** What the caller knows; what is undefined is told as not evaluated. */
  readonly known: KnownOfRun
}

export interface KnownOfRun {
  /** The commit that is verified, 40 or 64 digits. */
  readonly commit: string | undefined
  /** SHA-256 in hex by path of the commit's own files, without those of submodules, from its repository. */
  readonly files: ReadonlyMap<string, string> | undefined
  /** Git's ids of the commits of its submodules by path, from its repository. */
  readonly submodules?: ReadonlyMap<string, string> | undefined
  /** The branch or tag that the run is for, `refs/heads/main`: of a pull request or a merge queue the branch it goes to. */
  readonly ref: string | undefined
}

export interface IntentsVerdict {
  /** The cause first. */
  readonly failures: readonly IntentFailure[]
  readonly warnings: readonly string[]
  /** What could not be looked at, in sentences; never a pass. */
  readonly notEvaluated: readonly string[]
  /** What `release` says is final; undefined where it could not be told. */
  readonly released: Artifacts | undefined
}
