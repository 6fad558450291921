// SPDX-License-Identifier: Apache-2.0
// What Stryker loads: the operators of this project, and its test runner.
import { addOwnMutators } from './own-mutators.ts'
import { ResidentRunner, type ResidentOptions } from './resident-runner.ts'

function createRunner(options: ResidentOptions): ResidentRunner {
  return new ResidentRunner(options)
}
createRunner.inject = ['options'] as const

await addOwnMutators()

export const strykerPlugins = [{ kind: 'TestRunner', name: 'resident', factory: createRunner }]
