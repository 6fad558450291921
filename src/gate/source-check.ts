// SPDX-License-Identifier: Apache-2.0
// What claims about source are held against: the files of the commit, as the repository itself has them. They are asked for
// when there is a claim to hold against them, and once.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { count } from '../base/count.ts'
import type { Environment } from '../base/environment.ts'
import { LIMITS } from '../base/limits.ts'
import type { ExpectedSource, RepositoryFiles } from '../intoto/verification/expected-source.ts'
import { RecordingError } from '../recording/codes.ts'
import { commitFiles } from '../recording/source/commit-files.ts'
import { decide, type GateDecision, type GateRequest } from './decide.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateServer } from './gate-server.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface SourceQuestion {
  readonly inputs: Pick<VerifyInputs, 'source' | 'sourcePatterns' | 'sourceCheck'>
  /** The commit that the claims must name; undefined: the one on which they agree. */
  readonly commit: string | undefined
  readonly server: GateServer
  /** A directory of our own. */
  readonly temporary: string
  readonly environment: Environment
  readonly log: (line: string) => void
}

const CLAIMS = { auto: 'where-possible', demanded: 'demanded', none: 'optional' } as const

/** What claims are held against; the fetching waits until somebody asks for files. */
export function expectedSource(question: SourceQuestion): ExpectedSource {
  const { inputs, commit } = question
  const expected = { commit, claims: CLAIMS[inputs.source], only: inputs.sourcePatterns }
  if (inputs.sourceCheck === 'none') return expected
  const fetched = new Map<string, Promise<string>>()
  const repositoryOf = (id: string): Promise<string> => {
    const repository = fetched.get(id) ?? fetchedRepository(question, id)
    fetched.set(id, repository)
    return repository
  }
  return {
    ...expected,
    files: (id: string, only?: readonly string[]) =>
      asFault(() => filesIn(repositoryOf(id), { ...question, commit: id, only })),
    checkedBy: 'the gate'
  }
}

/** The repository that has the commit, and nothing else. */
async function fetchedRepository({ server, temporary, log }: SourceQuestion, commit: string): Promise<string> {
  const directory = join(temporary, `source-${commit}`)
  mkdirSync(directory)
  log(`Fetching the files of commit ${commit.slice(0, 12)}, to hold against them what the links say of source.`)
  const fetched = await server.fetchCommit(commit, directory)
  if (fetched.outcome === 'too-large') throw new SourceFault({ beyond: MORE_BYTES })
  return fetched.repository
}

interface Part extends SourceQuestion {
  readonly commit: string
  /** The patterns of a sparse checkout. */
  readonly only: readonly string[] | undefined
}

async function filesIn(
  repository: Promise<string>,
  { commit, only, environment, log }: Part
): Promise<RepositoryFiles> {
  const asked = { directory: await repository, commit, environment, ...(only === undefined ? {} : { only }) }
  const found = await commitFiles(asked)
  const { files, digest } = found
  log(
    `It has ${count(files, 'file')}${only === undefined ? '' : ' of the patterns that a link names'}, with the digest ${digest}.`
  )
  return found
}

/** @throws SourceFault */
async function asFault<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof SourceFault) throw error
    const isBeyond = error instanceof RecordingError && error.code === 'SOURCE_TOO_LARGE'
    throw new SourceFault(isBeyond ? { beyond: error.message } : { error })
  }
}

/** The files of the commit could not be had: they are beyond a bound, or it could not be told. */
class SourceFault extends Error {
  /** Which bound it is beyond, as a sentence; or what was thrown. */
  readonly reason: { readonly beyond: string } | { readonly error: unknown }

  constructor(reason: SourceFault['reason']) {
    super('the files of the commit could not be had')
    this.reason = reason
  }
}

export interface SourceDecision {
  readonly decision: GateDecision
  /** What was decided on in the end. */
  readonly request: GateRequest
}

/**
 * Decides, although the files of the commit may not be had. A commit beyond the bounds is decided on without them, which
 * is told; of any other reason nobody can tell what it hides, so it is an error, after the failures that are known.
 *
 * @param say takes a note
 * @param onKnown takes failures that are known before the error
 * @throws what `decide` throws, SOURCE_NOT_FETCHED, SOURCE_COMMIT_UNKNOWN, SOURCE_UNREADABLE, GIT_FAILED
 */
export async function decideOnSource(
  request: GateRequest,
  say: (note: string) => void,
  onKnown: (failures: readonly GateFailure[]) => void
): Promise<SourceDecision> {
  try {
    return { decision: await decide(request), request }
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    const { source, ...verification } = request.verification
    const { commit, only, claims = 'demanded' } = source ?? {}
    const without: GateRequest = { ...request, verification: { ...verification, source: { commit, only, claims } } }
    if ('beyond' in error.reason) {
      say(`The source claims were not checked against the repository: ${lowerFirst(error.reason.beyond)}`)
      return { decision: await decide(without), request: without }
    }
    // Nothing is run or compared for it: it cannot become a pass.
    const inspections = without.verification.inspections === undefined ? undefined : 'withheld'
    const known = await decide({
      ...without,
      verification: { ...without.verification, inspections },
      products: undefined
    })
    if (known.verdict === 'failed') onKnown(known.failures)
    throw error.reason.error
  }
}

const lowerFirst = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`

const MORE_BYTES = `The commit takes more than ${LIMITS.fetchedBytes / 2 ** 30} GiB, as git packs it.`
