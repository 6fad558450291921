// SPDX-License-Identifier: Apache-2.0
// What a place that links come from has to tell.
import type { Runner } from '../base/runner.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { KnownLinks } from '../intoto/verification/known-links.ts'
import type { LinkStore } from '../intoto/verification/verification.ts'
import type { GateReport } from '../reporting/report.ts'
import type { AsksAhead } from './asks-ahead.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import type { RunOrigin } from './run-origin.ts'
import type { RunJobsAnswer } from './run-jobs.ts'
import type { StepsThatCount } from './steps-that-count.ts'

/** How the input `links` names places of one kind. */
export interface LinkPlaceKind {
  /** What it takes, each with its article where it has one, for the message about a word that it does not take. */
  readonly takes: readonly string[]
  /** What helps whoever meant such a place and wrote it otherwise. */
  readonly hint?: string
  /** The place that a text names; undefined when it names none of this kind. */
  readonly read: (text: string) => LinkPlace | undefined
}

/** A place that the input `links` names; nobody has looked at it yet. */
export interface LinkPlace {
  /** Whether links there may bring layouts of their own, which nobody knows beforehand. */
  readonly sublayouts: 'possible' | 'impossible'
  /** Whether a run is named by its id, so that the caller must say where it came from. */
  readonly namesOtherRun: boolean
  /** The run that is asked for, as far as the input tells of it. */
  readonly namedRun: (run: GateRun) => GateReport['run']
  /** @throws GITHUB_ codes where the server is asked */
  readonly find: (question: PlaceQuestion) => Promise<LinkTarget>
}

export interface PlaceQuestion {
  readonly run: GateRun
  readonly server: GateServer
  /** An empty directory for what is fetched. */
  readonly temporary: string
  /** For what can be asked before the layout is there. */
  readonly ahead: AsksAhead
  /** Whether links must be of the run, or at least of the commit, that verifies; or only of one run. */
  readonly runBinding: 'this' | 'any'
  /** Where a run that is named by its id must have come from. */
  readonly origin: RunOrigin | undefined
}

/** A place that was found, and what its links must name. */
export interface LinkTarget {
  /** As the log names it. */
  readonly name: string
  /** As the report names its run. */
  readonly run: GateReport['run']
  /** @throws what reading the place throws */
  readonly collect: (tools: CollectTools) => Promise<CollectedLinks>
}

export interface CollectTools extends StepsThatCount {
  readonly server: GateServer
  readonly runner: Pick<Runner, 'group' | 'endGroup' | 'log'>
  /** Ids of the jobs of this run that the gate needs; undefined where nobody told. */
  readonly needs: ReadonlySet<string> | undefined
  /** The server's id of the job that verifies; undefined where its runner does not tell. */
  readonly checkRunId: string | undefined
}

export interface CollectedLinks {
  readonly store: LinkStore
  /** Paths of the files that were read so far, where they lie in a directory of the machine. */
  readonly filesRead?: () => readonly string[]
  /** What was read of them on the way. */
  readonly known: KnownLinks | undefined
  /** Steps that were recorded, as something else than the links tells. */
  readonly recorded: readonly string[]
  /** What becomes of links by nobody who may perform their step. */
  readonly nobodysLinks: 'refused' | 'told'
  /** What they must name; undefined where they only have to agree with one another. */
  readonly run: RunBinding | undefined
  readonly failures: readonly GateFailure[]
  readonly notes: readonly string[]
  /** What the server told of the jobs that the links come from; undefined where there is no run to ask about. */
  readonly jobs?: Pick<RunJobsAnswer, 'told' | 'jobs'>
}
