// SPDX-License-Identifier: Apache-2.0
// Who asks for a run of a layout in intents: strangers, Dependabot, and the queue that merges what they ask for. What the
// check says, it says of links that nobody signed, too.
import assert from 'node:assert/strict'
import type { Harness, RanScenario, Scenario } from '../harness.ts'
import { command, intentsProject, job, layoutOf, ONE_JOB, REFUSED, stage } from '../intents-project.ts'

const LAYOUT = layoutOf(`steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: build, takes: checkout, adds: dist/** }
  - { name: test, takes: build }
release: build
branches: main
`)

interface Request {
  readonly checkout?: Readonly<Record<string, string>>
  readonly build?: string
  readonly between?: string
}

const READ_ONLY = 'ghs_readonly'

export async function intentsRequests(e2e: Harness): Promise<void> {
  const { server, project, check, run, expectRun, useWorkflow } = e2e
  const { workflowOf, use } = intentsProject(e2e)

  const workflow = ({ checkout = {}, build = 'node scripts/build.mjs', between = 'true' }: Request = {}): string =>
    workflowOf(
      job('stages', [
        stage('checkout', checkout),
        stage('build', { run: build }),
        command(between),
        stage('test', { run: 'node --test' })
      ]),
      ['stages'],
      { 'fork-policy': 'advisory' }
    )

  /** The run of a pull request that gets no secret. */
  async function requested(author: 'fork' | 'dependabot', how: Request = {}): Promise<RanScenario> {
    const scenario: Scenario = { event: 'pull_request', author, secrets: { API_TOKEN: READ_ONLY } }
    server.tokens.set(READ_ONLY, 'read')
    useWorkflow(workflow(how))
    return run(scenario)
  }

  await check('intents: a fork gets advice, and not when it deletes a test before the tests', async () => {
    use(LAYOUT, workflow())
    project.write('src/late.mjs', 'export const late = true\n')
    const advised = await requested('fork')
    expectRun(advised, ONE_JOB, 'advisory')
    assert.match(advised.annotations.join('\n'), /not signed/)
    project.write('src/late.mjs', 'export const late = false\n')
    const refused = await requested('fork', { between: 'rm test/greet.test.mjs' })
    expectRun(refused, REFUSED, 'failed', 'TAKES_MISSING')
    assert.match(refused.printed, /test\/greet\.test\.mjs/)
  })

  await check('intents: Dependabot gets advice, and not when what it updates changes a source', async () => {
    use(LAYOUT, workflow())
    project.write('tools/package.json', '{ "name": "greeter-lint", "version": "2.0.0", "bin": "lint.mjs" }\n')
    expectRun(await requested('dependabot'), ONE_JOB, 'advisory')
    const evil = { build: 'node scripts/build.mjs && echo "// evil" >> src/greet.mjs' }
    const refused = await requested('dependabot', evil)
    expectRun(refused, REFUSED, 'failed', 'CHANGED_UNEXPECTED')
    assert.match(refused.printed, /src\/greet\.mjs/)
  })

  await check(
    'intents: a merge queue passes, and not with another commit, nor for a branch that the layout does not name',
    async () => {
      use(LAYOUT, workflow())
      const alone = project.git('rev-parse', 'HEAD')
      project.write('src/merged.mjs', 'export const merged = true\n')
      project.commit('What the queue merges it with')
      expectRun(await run({ event: 'merge_group' }), ONE_JOB, 'passed')
      project.git('push', '--quiet', '--force', project.bare, 'HEAD:refs/heads/other')
      expectRun(await run({ event: 'merge_group', onto: 'other' }), REFUSED, 'failed', 'BRANCH_OTHER')
      useWorkflow(workflow({ checkout: { ref: alone, commit: alone } }))
      expectRun(await run({ event: 'merge_group' }), REFUSED, 'failed', 'SOURCE_OTHER_COMMIT')
    }
  )
}
