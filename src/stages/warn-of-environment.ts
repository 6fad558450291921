// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
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
    `${shown(names)} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`
  )
}

/** What makes the command of a step do something else than its words say. */
export function warnOfCommandEnvironment(runner: Pick<Runner, 'annotate'>, environment: Environment): void {
  const names = commandSteeringNames(environment)
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Unusual environment',
    `${shown(names)} is set where the step begins, and makes shells or interpreters load code of somebody. The command may do other things than the link says. If no workflow step of yours sets it, find out which one does, through GITHUB_ENV.`
  )
}

function shown(names: readonly string[]): string {
  return listed(names, MOST_NAMES, (name) => escapeUntrusted(name, 100))
}
