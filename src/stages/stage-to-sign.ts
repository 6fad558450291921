// SPDX-License-Identifier: Apache-2.0
// What the signing job of an isolated stage knows by itself: its own inputs, and its own run.
import type { JsonObject } from '../intoto/json/json-value.ts'
import { writeWorkflowArtifactName, type WorkflowArtifactKind } from '../intoto/link/link-artifact-name.ts'
import type { Link } from '../intoto/link/link.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { Runner } from '../base/runner.ts'
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'
import type { RecordedSource } from '../recording/source/recorded-source.ts'
import type { ArtifactReference } from './find-artifact.ts'
import type { SourceMode } from './commit-notes.ts'
import type { DependencyInputs } from './inputs/dependency-inputs.ts'
import type { HandOverInput } from './inputs/hand-over-inputs.ts'
import type { KeptInGit } from './kept-in-git.ts'
import type { StageTaken } from './taken-products.ts'
import type { HashingArtifacts } from './workflow-artifacts.ts'

interface AnyStage {
  readonly step: string
  /** Gitignore patterns of what is not recorded. */
  readonly exclude: readonly string[]
  readonly handOver: HandOverInput
  /** Tells the legs of a matrix apart. */
  readonly matrix: string
  readonly run: RunBinding
  /** 0 takes the default of the repository. */
  readonly retentionDays: number
}

/** A stage whose command ran in a working job. */
export interface WorkedStage extends AnyStage, DependencyInputs {
  readonly kind: 'worked'
  readonly command: readonly string[]
  /** Empty for none. */
  readonly setup: string
  /** In its shortest form; `.` for the workspace itself. */
  readonly workingDirectory: string
  readonly materials: readonly string[]
  readonly products: readonly string[]
  /** Names of the variables whose values the working job may tell. */
  readonly variables: readonly string[]
  /** Whether the signing job has the commit of the run checked out; else its workspace must be empty. */
  readonly source: 'commit' | 'nothing'
  /** Whether files are compared with that commit, which the link then claims. */
  readonly claims: SourceMode
  /** Where the record of the working job is. */
  readonly record: ArtifactReference
}

/** A stage that checks the commit of the run out, and has no working job. */
export interface CheckoutStage extends AnyStage {
  readonly kind: 'checkout'
  /** Values of variables of the signing job itself. */
  readonly variables: JsonObject
}

export type StageToSign = WorkedStage | CheckoutStage

/** What was checked out in the workspace of the signing job, before anything of this ran. */
export interface Checkout {
  /** The commit of HEAD. @throws GIT_FAILED */
  commit(): Promise<string>
  /**
   * Records beside the commit of HEAD: all of its files and nothing else, or what the request names.
   *
   * @throws GIT_FAILED, SOURCE_ and RECORD_ codes
   */
  record(
    request: RecordRequest,
    tracked: 'all' | 'recorded',
    recorder: Pick<Recorder, 'record'>
  ): Promise<RecordedSource>
  /** Paths of the files of the commit of HEAD. */
  tracked(): Promise<readonly string[]>
  /** What its `.git` holds that no fresh checkout leaves there. */
  kept(): readonly KeptInGit[]
}

export interface SignPorts {
  readonly recorder: Recorder
  readonly artifacts: HashingArtifacts
  readonly checkout: Checkout
  /** Puts products of earlier steps into the workspace, compared with their links, and reads the layout; nothing for undefined. */
  readonly takeOver: (() => Promise<StageTaken>) | undefined
  readonly runner: Pick<Runner, 'log' | 'annotate'>
  /** Milliseconds of a clock. */
  readonly now: () => number
}

/** Directories of the signing job. */
export interface SignPlaces {
  readonly workspace: string
  /** Empty, not in the workspace, and removed by the caller. */
  readonly temporary: string
}

/** A link that is ready to be signed. */
export interface LinkToSign {
  readonly link: Link
  /** Number of files that are handed over. */
  readonly handedOver: number
}

/** The name of a workflow artifact of the signing job. @throws ARTIFACT_NAME */
export function artifactNameOf({ step, matrix, run }: StageToSign, kind: WorkflowArtifactKind): string {
  return writeWorkflowArtifactName({ kind, step, job: run.job ?? '', matrix, attempt: Number(run.attempt) })
}
