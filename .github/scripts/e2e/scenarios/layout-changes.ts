// SPDX-License-Identifier: Apache-2.0
// The page on changing a layout, done on the runner: what it says passes in its order, and all of it at once does not.
import assert from 'node:assert/strict'
import { changingTheLayout, type LayoutState, type Use } from '../../harness/changing-the-layout.ts'
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

  await check('intents: a layout that allows a change for a while allows no other', async () => {
    const [output, scratch, step] = changes.map(({ states: [first] }) => first)
    const asPilfer = (use: Use): Use =>
      use.with?.['step-name'] === undefined ? use : { ...use, with: { ...use.with, 'step-name': 'pilfer' } }
    const build = (command: string): LayoutState['stages'] =>
      start.stages.map((use) => (use.uses.includes('/build@') ? { ...use, with: { run: command } } : use))
    for (const [allowing, stages, code] of [
      [output, build('mkdir dist pages && cp src/app.js dist/app.js && echo api > pages/api.md'), 'ADDED_UNEXPECTED'],
      [scratch, build('mkdir dist && cp src/app.js dist/app.js && echo built > other.log'), 'ADDED_UNEXPECTED'],
      [step, step?.stages.map(asPilfer), 'STEP_UNKNOWN']
    ] as const) {
      assert.ok(allowing !== undefined && stages !== undefined)
      begin()
      use(layoutOf(allowing.layout), workflow(allowing))
      expectRun(await proposed({ ...allowing, stages }), REFUSED, 'failed', code)
    }
  })
}
