// SPDX-License-Identifier: Apache-2.0
// Which runs the input `links` may name by id: those of a workflow file, a branch and events that the caller says. Any
// run of the repository has an id, those of branches and pull requests that nobody reviewed, too; so the server is
// asked where a run came from, and the caller says where it must have come from.
import { BaseError } from '../base/codes.ts'
import { GateError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { invalid, NONE, oneOf, type Inputs } from '../base/inputs.ts'
import type { GateFailure } from './gate-failure.ts'
import { isOfPullRequest, type GateRun } from './gate-run.ts'
import type { RunState } from './gate-server.ts'

/** Where a run must have come from. */
export interface RunOrigin {
  /** Path of its workflow file in the repository, like `.github/workflows/ci.yml`. */
  readonly workflow: string
  /** Its whole ref, like `refs/heads/main`; undefined for the default branch. */
  readonly ref: string | undefined
  /** Names of events of which it must be one; undefined for any but those of pull requests. */
  readonly events: readonly string[] | undefined
}

/** The words for what is so without a value. */
const DEFAULT_BRANCH = 'default-branch'
const NO_PULL_REQUESTS = 'any-but-pull-requests'

const WORKFLOWS = /^\.(?:github|gitea|forgejo)\/workflows\/[^/@\t\r\n*]+\.ya?ml$/
const WORKFLOW_NAME = /^[^/@\t\r\n*]+\.ya?ml$/

/**
 * Where the run that the input `links` names must have come from; undefined where it names none by its id.
 *
 * @throws INPUT_MISSING, INPUT_INVALID
 */
export function readRunOrigin(
  inputs: Inputs,
  { namesOtherRun }: { readonly namesOtherRun: boolean }
): RunOrigin | undefined {
  const given = {
    workflow: inputs.control('from-workflow', NONE),
    ref: inputs.control('from-branch', DEFAULT_BRANCH),
    events: inputs.controlLines('from-event', { word: NO_PULL_REQUESTS })
  }
  if (!namesOtherRun) {
    refuseAll({
      'from-workflow': given.workflow !== undefined,
      'from-branch': given.ref !== undefined,
      'from-event': given.events.length > 0
    })
    return undefined
  }
  if (given.workflow === undefined) throw originMissing()
  return {
    workflow: workflowPath(given.workflow),
    ref: given.ref === undefined ? undefined : wholeRef(given.ref),
    events: given.events.length === 0 ? undefined : given.events.map(eventName)
  }
}

/** A run is named by its id, and nobody says where it must have come from. */
export function originMissing(): BaseError {
  return new BaseError('INPUT_MISSING', 'The input links names a run by its id, and from-workflow is not given.', {
    at: 'input from-workflow',
    hint: 'Every branch has runs. Name the workflow that the run must be of: `from-workflow: .github/workflows/ci.yml`.'
  })
}

/** A control beside a place that it says nothing about would look as if it held. */
function refuseAll(given: Readonly<Record<string, boolean>>): void {
  const [name] = Object.entries(given).find(([, isGiven]) => isGiven) ?? []
  if (name !== undefined)
    throw invalid(
      name,
      'the input links names no run by its id',
      `Leave ${name} away, or write \`links: <id of a run>\`.`
    )
}

function workflowPath(text: string): string {
  const path = text.replace(/^\.\//, '')
  if (WORKFLOWS.test(path)) return path
  if (WORKFLOW_NAME.test(path)) return `.github/workflows/${path}`
  throw invalid(
    'from-workflow',
    `${quoteUntrusted(text, 100)} does not name a workflow file`,
    'Write its path without a ref: `from-workflow: .github/workflows/ci.yml`.'
  )
}

/** Of a branch by its name, or of a branch or tag by its whole ref. */
function wholeRef(text: string): string {
  const ref = /^refs\/(?:heads|tags)\/./.test(text) ? text : `refs/heads/${text}`
  if (!/[\s\p{Cc}*?[\\^~:]/u.test(ref) && (ref === text || !text.startsWith('refs/'))) return ref
  throw invalid(
    'from-branch',
    `${quoteUntrusted(text, 100)} does not name one branch`,
    'Write the name of the branch, `from-branch: main`, or a whole ref, `from-branch: refs/tags/v1.0.0`.'
  )
}

function eventName(text: string): string {
  if (/^[a-z_]{1,60}$/.test(text)) return text
  throw invalid(
    'from-event',
    `${quoteUntrusted(text, 100)} is not the name of an event`,
    'Write one name a line: `push`.'
  )
}

/** What is asked of a run that is named by its id. */
export interface OriginQuestion {
  readonly runId: string
  readonly state: RunState
  readonly run: GateRun
}

/**
 * Why a run is not one that may be named: of another workflow, branch or event, or of a fork. Empty when it is one.
 *
 * @throws GITHUB_UNAVAILABLE where the server does not tell where the run came from, INPUT_INVALID where nobody tells the
 * default branch
 */
export function checkRunOrigin(origin: RunOrigin, question: OriginQuestion): GateFailure[] {
  const { runId, state, run } = question
  const { from, event } = state
  if (from === undefined)
    throw new GateError(
      'GITHUB_UNAVAILABLE',
      `The server does not tell of which workflow, branch and repository run ${runId} is.`,
      { hint: 'Verify the links in the run that made them: `links: run`.' }
    )
  const differs = (what: Difference): GateFailure => ofOtherOrigin(runId, what)
  const failures: GateFailure[] = []
  if (!from.isOwn)
    failures.push({
      code: 'RUN_OF_FORK',
      message: `Run ${runId} is of ${from.repository === undefined ? 'a repository that is not there any more' : quoteUntrusted(from.repository, 100)}, not of ${run.repository}.`,
      details: [],
      hint: 'A fork can call its branches and workflows as it likes. Name a run of the repository itself.'
    })
  const ref = originRef(origin, run)
  const branch = ref.replace(/^refs\/(?:heads|tags)\//, '')
  if (!isPathOf(origin.workflow, state))
    failures.push(
      differs({
        code: 'RUN_OF_OTHER_WORKFLOW',
        what: 'workflow',
        found: from.path,
        wanted: origin.workflow,
        input: 'from-workflow'
      })
    )
  if (from.branch !== branch)
    failures.push(
      differs({ code: 'RUN_OF_OTHER_BRANCH', what: 'branch', found: from.branch, wanted: branch, input: 'from-branch' })
    )
  if (origin.events === undefined ? isOfPullRequest(event) : !origin.events.includes(event))
    failures.push(
      differs({
        code: 'RUN_OF_OTHER_EVENT',
        what: 'event',
        found: event,
        wanted: origin.events === undefined ? 'any but those of pull requests' : oneOf(origin.events),
        input: 'from-event'
      })
    )
  return failures
}

/**
 * Whether the server's path is that of a workflow's file. Behind it may stand the ref that the file was read at; and a file
 * may have an "@" in its name, which ends as every workflow's does.
 */
function isPathOf(workflow: string, { from, event }: RunState): boolean {
  if (from === undefined || !from.path.startsWith(workflow)) return false
  const rest = from.path.slice(workflow.length)
  const { branch } = from
  if (['', `@refs/heads/${branch}`, `@refs/tags/${branch}`].includes(rest)) return true
  if (isOfPullRequest(event) && /^@refs\/pull\/\d+\/(?:head|merge)$/.test(rest)) return true
  return rest === `@${branch}` && !/\.ya?ml$/.test(branch)
}

/** The whole ref that a run must have been started on. @throws INPUT_INVALID where nobody tells the default branch */
export function originRef({ ref }: RunOrigin, { event }: Pick<GateRun, 'event'>): string {
  if (ref !== undefined) return ref
  const branch = event.text('repository.default_branch')
  if (branch !== undefined) return `refs/heads/${branch}`
  throw invalid(
    'from-branch',
    'the payload of the event does not tell the default branch',
    'Name the branch: `from-branch: main`.'
  )
}

interface Difference {
  readonly code: 'RUN_OF_OTHER_WORKFLOW' | 'RUN_OF_OTHER_BRANCH' | 'RUN_OF_OTHER_EVENT'
  readonly what: string
  readonly found: string
  readonly wanted: string
  readonly input: string
}

function ofOtherOrigin(runId: string, { code, what, found, wanted, input }: Difference): GateFailure {
  return {
    code,
    message: `Run ${runId} is of another ${what} than the input ${input} says.`,
    details: [`expected: ${wanted}`, `found:    ${quoteUntrusted(found, 200)}`],
    hint: `Name a run of the ${what} that is expected. If runs of that ${what} are meant: \`${input}: ${shown(found)}\`.`
  }
}

/** A value to paste; what could break out of its line is left for the writer to fill in. */
function shown(found: string): string {
  return /^[\w./-]{1,100}$/.test(found) ? found : '…'
}
