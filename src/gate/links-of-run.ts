// SPDX-License-Identifier: Apache-2.0
// Links that the stages of a run stored: of the run that verifies, or of another one of the repository.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { RunReport } from '../reporting/report.ts'
import type { FoundRun } from './found-run.ts'
import type { GateFailure } from './gate-failure.ts'
import { isOfPullRequest, type GateRun } from './gate-run.ts'
import type { LinkPlaceKind, LinkTarget, PlaceQuestion } from './link-place.ts'
import { listedAhead } from './listed-ahead.ts'
import { ownRunReport } from './own-run-report.ts'
import { checkRunOrigin, originMissing, originRef } from './run-origin.ts'

export const LINKS_OF_RUN: LinkPlaceKind = {
  takes: ['run', 'the id of a run'],
  read: (text) => {
    if (text !== 'run' && !/^\d{1,15}$/.test(text)) return undefined
    const isOwn = ({ runId }: GateRun): boolean => text === 'run' || text === runId
    return {
      // Stages store links only; sublayouts come in directories.
      sublayouts: 'impossible',
      namesOtherRun: text !== 'run',
      namedRun: (run) => (isOwn(run) ? ownRunReport(run) : otherRunReport(text, run)),
      find: async (question) => {
        if (text === 'run') return targetOf(ownRun(question.run), question)
        const found = await namedRun(text, question)
        const own = isOwn(question.run) ? { ...ownRun(question.run), failures: found.strangeness } : found
        return targetOf(own, question)
      }
    }
  }
}

function otherRunReport(runId: string, { repository }: GateRun): RunReport {
  return { repository, id: runId, attempt: undefined, event: undefined, commit: undefined }
}

function ownRun({ binding, repository, runId, attempt, sha: commit, eventName: event }: GateRun): FoundRun {
  const { repository_id: repositoryId } = binding
  const known = repositoryId === undefined ? {} : { repository_id: repositoryId }
  const own = { id: runId, repository, commit, ...known }
  return { own: true, job: binding.job ?? '', runId, attempt, event, binding: own, repository, failures: [] }
}

/**
 * A run that is named by its id. It must come from where the caller says; and nothing in the `needs` of this run speaks of
 * the jobs of another one, so that must be a success as a whole.
 *
 * @throws what `checkRunOrigin` throws
 */
async function namedRun(
  runId: string,
  { run, server, origin }: PlaceQuestion
): Promise<FoundRun & { readonly strangeness: readonly GateFailure[] }> {
  if (origin === undefined) throw originMissing()
  const state = await server.runState(runId)
  const { head, attempt, event, status, conclusion } = state
  const strangeness = checkRunOrigin(origin, { runId, state, run })
  // The links of a pull request name its merge commit and its ref, which the interface does not tell; they must still
  // agree. A tag may be called like a branch, and links tell the one from the other.
  const commit = isOfPullRequest(event) ? {} : { commit: head }
  const isOfBranch = !isOfPullRequest(event) && !strangeness.some(({ code }) => code === 'RUN_OF_OTHER_BRANCH')
  const told = { ...commit, ...(isOfBranch ? { ref: originRef(origin, run) } : {}) }
  const succeeded = status === 'completed' && conclusion === 'success'
  const failures = succeeded ? [] : [runNotSuccessful(runId, attempt, status === 'completed' ? conclusion : status)]
  const { repository } = run
  const binding = { id: runId, repository, ...told }
  return {
    own: false,
    job: '',
    runId,
    attempt,
    event,
    binding,
    repository,
    failures: [...strangeness, ...failures],
    strangeness
  }
}

/** Its workflow artifacts are listed, and what reads them is loaded, while somebody else waits for the layout. */
function targetOf(found: FoundRun, { server, temporary, ahead }: PlaceQuestion): LinkTarget {
  const { runId, attempt, event, binding, repository } = found
  const loaded = ahead.ask(import('./collect-links-of-run.ts'))
  const source = ahead.ask(listedAhead(server, { runId, temporary, ahead }))
  return {
    name: `run ${runId}`,
    run: { repository, id: runId, attempt, event, commit: binding.commit },
    collect: async (tools) => (await loaded).collectLinksOfRun({ ...found, source }, tools)
  }
}

function runNotSuccessful(runId: string, attempt: number, state: unknown): GateFailure {
  return {
    code: 'RUN_NOT_SUCCESSFUL',
    message: `Run ${runId}, attempt ${attempt}, is ${quoteUntrusted(String(state), 60)} and not a success, so its links may be of jobs that failed later.`,
    details: [],
    hint: 'Wait for the run, fix what failed in it, and verify then.'
  }
}
