// SPDX-License-Identifier: Apache-2.0
// The server that the gate asks about runs and files, and tells of its verdict. The room `github` provides it.
import type { Place } from '../base/runner.ts'
import type { LinkSource, ListedArtifact } from './link-source.ts'
import type { LayoutRef } from './layout-ref.ts'

export interface FetchedFile {
  readonly bytes: Uint8Array
  readonly commit: string
  /** Git's id of the content. */
  readonly blob: string
}

/** Another run of the repository, as the server tells of it. */
export interface RunState {
  /** The newest. */
  readonly attempt: number
  /** The head commit; of a pull request not the one that its links name. */
  readonly head: string
  readonly event: string
  /** Words of the server, or what came in their place. */
  readonly status: unknown
  readonly conclusion: unknown
  /** Undefined where the server does not tell all of it. */
  readonly from: RunFrom | undefined
}

/** Where a run came from. */
export interface RunFrom {
  /** Path of the workflow file that it began with; some servers write a ref behind it, after an `@`. */
  readonly path: string
  /** Name of the branch or tag that it was started on; of a pull request, of its head. */
  readonly branch: string
  /** Whether that branch is of the repository itself. */
  readonly isOwn: boolean
  /** `owner/name` of the repository of that branch; undefined when it is not there any more. */
  readonly repository: string | undefined
}

/** A job of a run in one attempt, as the server tells of it. */
export interface RunJob {
  readonly id: number
  /** As people see it: the name of its own, or its id with the values of its matrix, after the jobs that called it. */
  readonly name: string
  readonly attempt: number
  /** Words of the server, or what came in their place. */
  readonly status: unknown
  readonly conclusion: unknown
  /** As texts; undefined where the server does not tell. */
  readonly started: string | undefined
  readonly completed: string | undefined
  /** The newest attempt whose list has it, where lists were read by attempts. */
  readonly listedIn?: number | undefined
  /** Undefined where the server does not tell, as for a job that no runner took. */
  readonly runnerName?: string | undefined
  /** The group of its runner. */
  readonly runnerGroup?: string | undefined
  /** The labels that it asked for. */
  readonly labels?: readonly string[] | undefined
}

/** Whose machine a job ran on, as the server tells; undefined where that does not follow from what it tells. */
export function runnerOf({ runnerGroup, labels }: RunJob): 'github-hosted' | 'self-hosted' | undefined {
  if (labels?.includes('self-hosted') === true) return 'self-hosted'
  // Nobody can name a group of his own so; larger machines of GitHub are in groups that owners name.
  return runnerGroup === 'GitHub Actions' ? 'github-hosted' : undefined
}

/** The jobs of a run. */
export type RunJobs =
  | {
      readonly kind: 'told'
      /** Every job, once for each attempt that it is listed with or ran in. */
      readonly jobs: readonly RunJob[]
      /** The attempts that were looked at. */
      readonly read: 'all' | ReadonlySet<number>
    }
  /** The server has no such list. */
  | { readonly kind: 'untold' }

/** The attempts that somebody wants to know about. */
export interface WantedAttempts {
  readonly newest: number
  /** Those that matter beside the newest. */
  readonly others: readonly number[]
}

/** A completed check run. */
export interface CheckRun {
  /** The commit that the check is shown on: the head of a pull request, not its merge commit. */
  readonly commit: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
  readonly title: string
  /** Markdown of any length. */
  readonly summary: string
  readonly annotations: readonly (Place & {
    readonly title: string
    readonly message: string
    readonly level: 'error' | 'warning'
  })[]
}

/** What came of fetching a commit: a bare repository that has it, or nothing, since it has more bytes than the bound. */
export type FetchedCommit =
  { readonly outcome: 'fetched'; readonly repository: string } | { readonly outcome: 'too-large' }

export interface GateServer {
  /** The commit that a ref leads to. @throws GITHUB_ codes, LAYOUT_REF_INVALID */
  resolveCommit(place: LayoutRef): Promise<string>
  /** Whether the repository of the run has a commit, by its whole id. @throws GITHUB_ codes */
  hasCommit(commit: string): Promise<boolean>
  /**
   * The objects of a commit of the repository of the run, without its history, in an empty directory that is for nothing
   * else. @throws SOURCE_NOT_FETCHED, SOURCE_COMMIT_UNKNOWN
   */
  fetchCommit(commit: string, directory: string): Promise<FetchedCommit>
  /** A file at a commit, compared with git's id of it. @throws GITHUB_ codes, LAYOUT_FILE_INVALID */
  fetchFile(place: LayoutRef, commit: string, path: string): Promise<FetchedFile>
  /** @throws GITHUB_ codes */
  runState(runId: string): Promise<RunState>
  /** The jobs of a run, of all its attempts where those are few. @throws GITHUB_ codes */
  jobs(runId: string, attempts: WantedAttempts): Promise<RunJobs>
  /**
   * Which job stored each of some workflow artifacts of the run that asks, by names that the service alone gives: from ids
   * of artifacts to those of jobs. Undefined where nobody tells.
   *
   * @throws ARTIFACT_LIST_FAILED
   */
  uploaders(artifacts: readonly ListedArtifact[]): Promise<ReadonlyMap<string, string> | undefined>
  /** The links of a run. `temporary` is an empty directory for what is fetched. */
  links(runId: string, temporary: string): Promise<LinkSource>
  /** @throws GITHUB_ codes */
  publishCheckRun(check: CheckRun): Promise<void>
  /** Opens the issue that tells of a failure, or updates the one that is open; returns its number. @throws GITHUB_ codes */
  raiseAlert(body: string): Promise<number>
}
