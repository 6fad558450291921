// SPDX-License-Identifier: Apache-2.0
// Facts about the run, from the environment that the runner sets for actions. They never come through inputs: an
// expression in a workflow can be chosen by whoever writes the workflow, and some contexts are empty on other runners.
import type { Environment } from '../base/environment.ts'
import { BaseError } from '../base/codes.ts'
import { apiUrlOf, serverUrlOf } from '../base/github-addresses.ts'
import type { Origin } from '../base/origin.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { GateRun } from '../gate/gate-run.ts'
import type { StageRun } from '../stages/stage-run.ts'
import { readEvent, type EventPayload } from './event.ts'

/** All facts about the run, of which stages and gate ask for some. */
export interface RunContext extends StageRun, GateRun {
  readonly repositoryId: string
  readonly actor: string
  readonly actorId: string
  readonly runner: string
  readonly runnerName: string
  readonly event: EventPayload
}

/** @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
export function readRunContext(environment: Environment): RunContext {
  const required = (name: string): string => {
    const value = environment[name]
    if (value !== undefined && value !== '') return value
    throw new BaseError('RUNNER_VARIABLE_MISSING', `The environment has no ${name}.`, {
      hint: 'This program is an action: call it by `uses:` in a workflow. For the command line there is in-toto-actions.'
    })
  }
  const repository = required('GITHUB_REPOSITORY')
  const [owner, name, ...more] = repository.split('/')
  const attempt = Number(required('GITHUB_RUN_ATTEMPT'))
  if (owner === undefined || name === undefined || owner === '' || name === '' || more.length > 0)
    throw malformed('GITHUB_REPOSITORY')
  if (!Number.isSafeInteger(attempt) || attempt < 1) throw malformed('GITHUB_RUN_ATTEMPT')
  const event = readEvent(environment['GITHUB_EVENT_PATH'])
  const eventName = required('GITHUB_EVENT_NAME')
  const actor = environment['GITHUB_ACTOR'] ?? ''
  const context = {
    repository,
    owner,
    name,
    repositoryId: environment['GITHUB_REPOSITORY_ID'] ?? '',
    runId: required('GITHUB_RUN_ID'),
    attempt,
    job: required('GITHUB_JOB'),
    workflowRef: environment['GITHUB_WORKFLOW_REF'] ?? '',
    eventName,
    sha: required('GITHUB_SHA'),
    ref: environment['GITHUB_REF'] ?? '',
    actor,
    actorId: environment['GITHUB_ACTOR_ID'] ?? '',
    runner: environment['RUNNER_ENVIRONMENT'] ?? '',
    runnerName: environment['RUNNER_NAME'] ?? '',
    workspace: required('GITHUB_WORKSPACE'),
    temporary: required('RUNNER_TEMP'),
    apiUrl: apiUrlOf(environment),
    serverUrl: serverUrlOf(environment),
    event,
    origin: originOf(eventName, event, actor),
    headCommit: event.text('pull_request.head.sha') ?? ''
  }
  return { ...context, binding: runBindingOf(context) }
}

/** The run as a link names it. Facts that the runner does not tell are left out. */
export function runBindingOf(context: Omit<RunContext, 'binding'>): RunBinding {
  const facts = {
    id: context.runId,
    attempt: String(context.attempt),
    repository: context.repository,
    repository_id: context.repositoryId,
    commit: context.sha,
    ref: context.ref,
    workflow: context.workflowRef,
    job: context.job,
    event: context.eventName,
    actor_id: context.actorId,
    runner: context.runner,
    runner_name: context.runnerName
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
}

/**
 * A pull request whose head lies in another repository, or in one that was deleted since, comes from a fork;
 * pull_request_target and workflow_run have the identity of the base, whoever started them.
 */
function originOf(eventName: string, event: EventPayload, actor: string): Origin {
  // Dependabot's runs get the secrets of Dependabot alone, pull request or not.
  if (actor === 'dependabot[bot]' && /^(?:pull_request(?:_review|_review_comment)?|push|create)$/.test(eventName))
    return 'dependabot'
  if (!/^pull_request(_review|_review_comment)?$/.test(eventName)) return 'own'
  const [head, base] = [event.number('pull_request.head.repo.id'), event.number('pull_request.base.repo.id')]
  const [headName, baseName] = [
    event.text('pull_request.head.repo.full_name'),
    event.text('pull_request.base.repo.full_name')
  ]
  const same =
    head !== undefined && base !== undefined ? head === base : headName !== undefined && headName === baseName
  return same ? 'own' : 'fork'
}

function malformed(name: string): BaseError {
  return new BaseError('RUNNER_VARIABLE_MISSING', `The environment has no ${name} that can be read.`, {
    hint: 'The runner sets it; do not set it yourself.'
  })
}
