// SPDX-License-Identifier: Apache-2.0
// The page on changing a layout, done on the runner: what it says passes in its order, and all of it at once does not.
import assert from 'node:assert/strict'
import { changingTheLayout, type LayoutState } from '../../harness/changing-the-layout.ts'
import type { Harness, RanScenario } from '../harness.ts'
import { intentsProject, job, layoutOf, ONE_JOB, REFUSED, stage } from '../intents-project.ts'

export async function layoutChanges(e2e: Harness): Promise<void> {
  const { project, check, run, expectRun } = e2e
  const { workflowOf, bring, use } = intentsProject(e2e)
  const { start, changes } = changingTheLayout()

  const workflow = ({ stages, gate }: LayoutState): string => {
    const all = stages.map(({ uses, with: inputs }) => stage(/\/actions\/(\w+)@/.exec(uses)?.[1] ?? '', inputs))
    return workflowOf(job('stages', all), ['stages'], gate)
  }
  const begin = (): void => {
    project.write('src/app.js', 'export const app = true\n')
    use(layoutOf(start.layout), workflow(start))
  }
  /** The run of a pull request that brings a state. */
  const proposed = (state: LayoutState): Promise<RanScenario> => {
    bring(layoutOf(state.layout), workflow(state))
    return run({ event: 'pull_request' })
  }

  for (const { title, code, states } of changes) {
    await check(`intents: ${title.toLowerCase()} passes in the order of the documentation alone`, async () => {
      const last = states.at(-1)
      assert.ok(last !== undefined)
      begin()
      expectRun(await proposed(last), REFUSED, 'failed', code)
      begin()
      for (const state of states) {
        expectRun(await proposed(state), ONE_JOB, 'passed')
        project.publish()
      }
    })
  }
}
