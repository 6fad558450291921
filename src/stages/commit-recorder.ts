// SPDX-License-Identifier: Apache-2.0
// How a stage that checks nothing out itself records: beside the commit, where one is checked out in the workspace. Its
// claim says which commit it saw; what differs from it is what an earlier step made, and nothing to fail for.
import { join } from 'node:path'
import type { Environment } from '../base/environment.ts'
import { count } from '../base/count.ts'
import { listed } from '../base/listed.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { InTotoError } from '../base/errors.ts'
import type { Runner } from '../base/runner.ts'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import { readConverted } from '../intoto/link/converted-files.ts'
import type { Link } from '../intoto/link/link.ts'
import type { SourceClaim } from '../intoto/link/source-claim.ts'
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'
import type { Tracking } from '../recording/tracking.ts'
import type { ReadTree } from '../recording/source/commit-tree.ts'
import type { RecordedSource, SourceOptions } from '../recording/source/recorded-source.ts'
import { hasRepository } from '../recording/source/repository.ts'
import { checkoutsBelow, NO_CHECKOUTS, type CheckoutsBelow } from './checkouts-below.ts'
import type { ConvertedFile } from './converted-products.ts'
import { sparseIn } from './text-in-git.ts'
import { joined, knowing, type KnownOfCommit } from './known-of-commit.ts'
import { differencesText } from './source-differences.ts'
import { recordWithSource } from '../recording/source/record-with-source.ts'
import type { StepRecorded, StepRecorder } from './step-recorder.ts'

export interface CommitRecording {
  readonly recorder: Pick<Recorder, 'record'>
  readonly workspace: string
  /** `none` records every file by its own bytes, and claims nothing. */
  readonly source: 'auto' | 'none'
  /** Files of the commit that were checked out elsewhere. */
  readonly known: KnownOfCommit
  readonly runner: Pick<Runner, 'log' | 'annotate'>
  /** Records beside the commit that is checked out at the top of the workspace. @throws SOURCE_ and RECORD_ codes, GIT_FAILED */
  readonly beside: (request: RecordRequest, recorder: Pick<Recorder, 'record'>) => Promise<RecordedSource>
  /** How to record beside commits that are checked out further down; undefined for who checks out at the top alone. */
  readonly below?: BelowOptions
}

export interface BelowOptions {
  readonly environment: Environment
  /** That of the run: where nothing is checked out at the top, it is claimed of the one directory that has it. */
  readonly commit: string | undefined
  /** What lies further down, for who has looked already with the same patterns. */
  readonly seen?: CheckoutsBelow
}

/**
 * Records materials, and claims the commit that is checked out at the top of the workspace.
 *
 * @throws every RECORD_ code, from `record`
 */
export function materialsRecorder(recording: CommitRecording): StepRecorder {
  return recorderOf(recording, 'warning', (recorded) => recorded)
}

/** Records products. The claim is that of the beginning, and the command may have changed everything since. */
export function productsRecorder(recording: CommitRecording): StepRecorder {
  return recorderOf(recording, 'notice', ({ claim: _claim, ...recorded }) => recorded)
}

/** What the end of a stage knows of the commit's files: what it took over, and what it began with. */
export function knownAtEnd({ converted, links }: KnownOfCommit, { materials, environment }: Link): KnownOfCommit {
  const begun = readConverted(environment, 'materials')
  const known = new Map<ArtifactPath, ConvertedFile>(converted)
  for (const [path, disk] of begun === 'malformed' ? [] : begun) {
    const commit = materials.get(path)?.slice('sha256:'.length)
    if (commit !== undefined) known.set(path, { disk, commit })
  }
  return { converted: known, links }
}

function recorderOf(
  recording: CommitRecording,
  unreadable: 'warning' | 'notice',
  taken: (recorded: StepRecorded) => StepRecorded
): StepRecorder {
  const { recorder, workspace, source } = recording
  if (source === 'none') return recorder
  const known = knowing(recorder, recording.known, workspace)
  return {
    record: async (request) => {
      const top = hasRepository(workspace)
      if (top && request.paths.length === 0) return known.record(request)
      // Only that there is nothing holds whatever else is passed over.
      const seen = recording.below?.seen
      const { checkouts, some } = seen === NO_CHECKOUTS ? seen : checkoutsBelow(workspace, request)
      const claims = new Map<string, SourceClaim>()
      let all = known
      if (recording.below !== undefined && request.paths.length > 0)
        for (const path of checkouts)
          all = besideBelow({ ...recording, recorder: all }, recording.below, { path, unreadable, claims })
      const recorded = top ? await besideCommit({ ...recording, recorder: all }, request, unreadable) : undefined
      if (recorded !== undefined) return taken(recorded)
      const own = await all.record(request)
      // What a checkout further down says of its commit, it does not say of one at the top that nobody can read.
      const claim = top ? undefined : some ? claimBelow([...claims.values()], recording.below?.commit) : 'no-repository'
      return taken({ ...own, claim })
    }
  }
}

/** Of several checkouts of one commit, none is that which the step works on. */
function claimBelow(claims: readonly SourceClaim[], commit: string | undefined): SourceClaim | undefined {
  const [claim, ...others] = claims.filter((one) => one.commit === commit)
  return others.length > 0 ? undefined : claim
}

/** Records as another does, beside the commit that is checked out in a directory of the workspace. */
function besideBelow(
  { recorder: inner, workspace, runner }: CommitRecording,
  { environment }: BelowOptions,
  { path, unreadable, claims }: BelowPlace
): Pick<Recorder, 'record'> {
  const beside = besideDirectory({ directory: join(workspace, path), prefix: `${path}/` }, environment)
  // What cannot be read once is not tried again when another has to start over.
  let isReadable = true
  return {
    record: async (request, tracking) => {
      if (!isReadable) return inner.record(request, tracking)
      const recorder: Pick<Recorder, 'record'> = {
        record: (same, own) => inner.record(same, own === undefined ? tracking : joined(tracking, own))
      }
      const recorded = await besideCommit({ recorder, runner, beside }, request, unreadable)
      isReadable = recorded !== undefined
      if (recorded === undefined) return inner.record(request, tracking)
      claims.set(path, recorded.claim)
      return recorded
    }
  }
}

interface BelowPlace {
  /** Relative to the workspace. */
  readonly path: string
  readonly unreadable: 'warning' | 'notice'
  /** What is found is added, by the path. */
  readonly claims: Map<string, SourceClaim>
}

/** Undefined where the commit cannot be read. */
async function besideCommit(
  { recorder, runner, beside }: Pick<CommitRecording, 'recorder' | 'runner' | 'beside'>,
  request: RecordRequest,
  unreadable: 'warning' | 'notice'
): Promise<RecordedSource | undefined> {
  try {
    const recorded = await beside(request, withOwnErrors(recorder))
    const { differences, claim } = recorded
    // Whoever can write into the workspace can write patterns, and take files of the commit out of the repository.
    if (claim.only !== undefined)
      runner.annotate(
        unreadable,
        'A part of the commit is compared',
        `Files of commit ${claim.commit} are missing from the repository, so ${count(claim.files, 'file')} of it are compared and claimed: those that the patterns of \`.git/info/sparse-checkout\` name, which are ${listed(claim.only, MOST_PATTERNS, (line) => quoteUntrusted(line, 100))}. Others are recorded by their own bytes. If nobody asked for a sparse checkout, an earlier workflow step did this: check out again, into an empty workspace.`
      )
    if (differences.length > 0)
      runner.log(
        `Recorded as they are, since a clean checkout of ${claim.commit} writes others: ${differencesText(differences)}.`
      )
    return recorded
  } catch (error) {
    if (!(error instanceof InTotoError) || !UNREADABLE.includes(error.code)) throw error
    runner.annotate(
      unreadable,
      'The commit cannot be read',
      `Files are recorded by their own bytes, and nothing is claimed of a commit: ${escapeUntrusted(error.message)} ${unreadableHint(error)}`
    )
    return undefined
  }
}

/** A name that cannot be claimed stays so, however the commit is checked out. */
function unreadableHint({ code }: InTotoError): string {
  return code === 'RECORD_NAME_CONTROL' || code === 'RECORD_NAME_NOT_UTF8'
    ? 'Rename the file, and commit it.'
    : 'In a partial clone, leave `filter` of the checkout away; where no commit matters to a step in rules, write `source: none`.'
}

/** What the files of one commit threw while they were compared, until whoever compares them has it. */
class ComparisonError extends Error {
  readonly of: Tracking

  constructor(of: Tracking, cause: unknown) {
    super('', { cause })
    this.of = of
  }
}

/** Recorders lie within each other, and each starts over when its own commit cannot be read: not when another's cannot. */
function withOwnErrors(recorder: Pick<Recorder, 'record'>): Pick<Recorder, 'record'> {
  return {
    record: async (request, tracking) => {
      if (tracking === undefined) return recorder.record(request)
      const own: Tracking = {
        ...tracking,
        settle: async (disk, gitIds) => {
          try {
            return await tracking.settle(disk, gitIds)
          } catch (cause) {
            throw new ComparisonError(own, cause)
          }
        }
      }
      try {
        return await recorder.record(request, own)
      } catch (error) {
        throw error instanceof ComparisonError && error.of === own ? error.cause : error
      }
    }
  }
}

/** Patterns that one message names. */
const MOST_PATTERNS = 10

/** Git is not there, or there is nothing that it could read, or nothing that a claim could name. */
export const UNREADABLE: readonly string[] = [
  'SOURCE_UNREADABLE',
  'SOURCE_TOO_LARGE',
  'RECORD_NAME_CONTROL',
  'RECORD_NAME_NOT_UTF8',
  'GIT_FAILED'
]

/**
 * Records beside the commit that is checked out at the top of a workspace, whatever that is. A sparse checkout often
 * lacks what it left out; then the claim is about the patterns that it has, and names them.
 */
export function besideWorkspace(
  workspace: string,
  environment: Environment,
  readTree?: ReadTree
): CommitRecording['beside'] {
  return besideDirectory({ directory: workspace, prefix: '', readTree }, environment)
}

function besideDirectory(
  place: Pick<SourceOptions, 'directory' | 'prefix' | 'readTree'>,
  environment: Environment
): CommitRecording['beside'] {
  const source = { ...place, environment, encodings: 'told', tracked: 'recorded' } as const
  return async (request, recorder) => {
    try {
      return await recordWithSource(recorder, request, source)
    } catch (error) {
      const patterns =
        error instanceof InTotoError && error.code === 'SOURCE_UNREADABLE' ? sparseIn(place.directory) : []
      if (patterns.length === 0) throw error
      return recordWithSource(recorder, request, { ...source, only: { patterns, cone: false } })
    }
  }
}
