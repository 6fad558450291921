// SPDX-License-Identifier: Apache-2.0
// Jobs that run again: what an attempt did not do again does not count by what an older one did.
import assert from 'node:assert/strict'
import { ALL, BLOCKED, type Harness, type RanScenario, type Scenario } from '../harness.ts'
import { withFirstStep, withoutJobs } from '../rerun.ts'

/** Fails on a day on which the network is down. */
const NETWORK_TEST = `import assert from 'node:assert/strict'
import { test } from 'node:test'

test('reaches the network', () => assert.notEqual(process.env.NETWORK, 'down'))
`
const DOWN = { variables: { NETWORK: 'down' } }
/** A build that fails on another day. */
const BUILD = '[ "$DISK" != full ] && node scripts/build.mjs'
const FULL = { variables: { DISK: 'full' } }

export async function runReruns(e2e: Harness): Promise<void> {
  const { server, project, check, run, expectRun, useWorkflow, stepsStored } = e2e

  /** A workflow whose first attempt passes, and the second attempt of the same run. */
  async function twice(workflow: string, second: Scenario, again = workflow): Promise<RanScenario> {
    project.write('test/network.test.mjs', NETWORK_TEST)
    useWorkflow(workflow)
    const first = await run()
    expectRun(first, ALL, 'passed')
    project.write('.github/workflows/pipeline.yml', again)
    return run({ ...second, runId: first.runId, attempt: 2 })
  }
  const tolerant = (job: string, workflow = project.pipeline()): string =>
    withFirstStep(workflow, job, { 'continue-on-error': true })

  await check('a stage that failed in attempt 2 blocks, though its job goes on and needs is complete', async () => {
    const ran = await twice(tolerant('test'), DOWN)
    expectRun(ran, BLOCKED, 'failed', 'LINK_JOB_RAN_AGAIN')
    assert.deepEqual(stepsStored(ran.runId, 2), ['build', 'checkout', 'package'])
    assert.match(ran.printed, /job "test" ran again in attempt 2/)
  })

  await check('a job that failed in attempt 2 blocks, though needs leaves it out', async () => {
    const workflow = project.pipeline().replace('[checkout, build, test, package]', '[checkout, build, package]')
    expectRun(await twice(workflow, DOWN), { ...BLOCKED, test: 'failure' }, 'failed', 'LINK_JOB_NOT_SUCCESSFUL')
  })

  await check('a stage that attempt 2 skipped by an if blocks', async () => {
    const workflow = withFirstStep(project.pipeline(), 'test', { if: "${{ env.NETWORK != 'down' }}" })
    expectRun(await twice(workflow, DOWN), BLOCKED, 'failed', 'LINK_JOB_RAN_AGAIN')
  })

  await check('what was taken over from a build that failed in attempt 2 blocks', async () => {
    const ran = await twice(tolerant('build', project.pipeline({ commands: { build: BUILD } })), FULL)
    expectRun(ran, BLOCKED, 'failed', 'LINK_JOB_RAN_AGAIN')
    assert.match(ran.printed, /job "build" ran again in attempt 2/)
  })

  await check('a hand-over of an older attempt than the link that counts blocks', async () => {
    const workflow = project.pipeline()
    const kept = ['test', 'package']
    const again = withoutJobs(workflow, Object.fromEntries(kept.map((job) => [job, {}])))
    expectRun(await twice(workflow, { kept }, again), BLOCKED, 'failed', 'TAKE_OVER_OLD')
  })

  for (const carried of ['kept', 'copied'] as const) {
    await check(`a gate that runs again alone passes, where the other jobs are ${carried}`, async () => {
      server.carried = carried
      const workflow = project.pipeline({ verify: { needs: 'none' } })
      const kept = ['checkout', 'build', 'test', 'package']
      const again = withoutJobs(workflow, Object.fromEntries(kept.map((job) => [job, {}])))
      expectRun(await twice(workflow, { kept }, again), ALL, 'passed')
      server.carried = 'kept'
    })
  }

  await check('a link that another job stored blocks', async () => {
    server.stored = (artifact) => {
      const build = server.artifacts.find(
        ({ run: id, name }) => id === artifact.run && name.startsWith('in-toto.build.')
      )
      if (artifact.name.startsWith('in-toto.test.')) artifact.job = build?.job ?? ''
    }
    expectRun(await run(), BLOCKED, 'failed', 'LINK_UPLOADED_BY_OTHER_JOB')
  })
}
