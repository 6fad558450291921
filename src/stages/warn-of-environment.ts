// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import { steeringNames } from './steering-variables.ts'

/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
export function warnOfEnvironment(runner: Pick<Runner, 'annotate'>, environment: Environment): void {
  const names = steeringNames(environment)
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Unusual environment',
    `${names.join(', ')} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`
  )
}
