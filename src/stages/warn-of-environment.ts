// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { Runner } from '../base/runner.ts'
import { commandSteeringNames, steeringNames } from './steering-variables.ts'

const MOST_NAMES = 10

/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
export function warnOfEnvironment(runner: Pick<Runner, 'annotate'>, environment: Environment): void {
  const names = steeringNames(environment)
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Unusual environment',
    `${listed(names)} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`
  )
}

/** What makes the command of a step do something else than its words say. */
export function warnOfCommandEnvironment(runner: Pick<Runner, 'annotate'>, environment: Environment): void {
  const names = commandSteeringNames(environment)
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Unusual environment',
    `${listed(names)} is set where the step begins, and makes shells or interpreters load code of somebody. The command may do other things than the link says. If no workflow step of yours sets it, find out which one does, through GITHUB_ENV.`
  )
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return `${names
    .slice(0, MOST_NAMES)
    .map((name) => escapeUntrusted(name, 100))
    .join(', ')}${more}`
}
