// SPDX-License-Identifier: Apache-2.0
// Where a run and its layout come from: runs that a release may name and runs that it may not, and pull requests that
// change the layout, in the documented order and in others.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ALL, BLOCKED, type Harness, type Results } from '../harness.ts'
import { LAYOUT, REPOSITORY } from '../project.ts'

/** The pipeline, and a build that also writes a page. */
const WITH_PAGE = 'node scripts/build.mjs && mkdir -p docs && echo greet > docs/api.md'
/** The layout that allows that page, and any command. */
const PAGE_LAYOUT = LAYOUT.replace('CREATE dist/*, DISALLOW', 'CREATE dist/*, CREATE docs/*, DISALLOW')

export async function runOrigins(e2e: Harness): Promise<void> {
  await namedRuns(e2e)
  await ownLayouts(e2e)
  await documentedOrder(e2e)
}

async function namedRuns({ server, project, run, check, expectRun, useWorkflow }: Harness): Promise<void> {
  await check('a release verifies a run that it names, of its workflow and branch, and no other', async () => {
    const made = await run()
    expectRun(made, ALL, 'passed')
    const known = server.runs.get(made.runId)
    assert.ok(known !== undefined, 'the run is known')
    const release = async (changes: Partial<typeof known>, verify: Readonly<Record<string, string>> = {}) => {
      server.runs.set(made.runId, { ...known, path: '.github/workflows/pipeline.yml', ...changes })
      useWorkflow(`name: pipeline
on: push
permissions: {}
jobs:
  first:
    runs-on: ubuntu-latest
    steps:
      - run: 'true'
${project.verifyJob(['first'], { links: made.runId, 'from-workflow': 'pipeline.yml', ...verify })}`)
      return run()
    }
    const good: Results = { first: 'success', verify: 'success' }
    const bad: Results = { ...good, verify: 'failure' }
    expectRun(await release({}), good, 'passed')
    expectRun(await release({ path: '.github/workflows/evil.yml' }), bad, 'failed', 'RUN_OF_OTHER_WORKFLOW')
    expectRun(await release({ branch: 'change' }), bad, 'failed', 'RUN_OF_OTHER_BRANCH')
    expectRun(await release({}, { 'from-event': 'schedule' }), bad, 'failed', 'RUN_OF_OTHER_EVENT')
    const fork = { id: 9, full_name: 'mallory/greeter' }
    expectRun(await release({ headRepository: fork }), bad, 'failed', 'RUN_OF_FORK')
    const missing = await release({}, { 'from-workflow': 'none' })
    assert.deepEqual(Object.fromEntries(missing.jobs), bad)
    assert.match(missing.annotations.join('\n'), /from-workflow: \.github\/workflows\/ci\.yml/)
  })
}

async function ownLayouts({ server, project, run, check, expectRun, useWorkflow }: Harness): Promise<void> {
  await check('a pull request that takes the layout away does not pass', async () => {
    rmSync(join(project.tree, '.in-toto/root.layout'))
    project.commit('No layout')
    expectRun(await run({ event: 'pull_request' }), BLOCKED, 'failed', 'OWN_LAYOUT_MISSING')
    expectRun(await run({ event: 'merge_group' }), BLOCKED, 'failed', 'OWN_LAYOUT_MISSING')
    useWorkflow(project.pipeline({ verify: { 'own-layout': 'told' } }))
    expectRun(await run({ event: 'pull_request' }), ALL, 'passed')
  })

  await check('a pull request whose base is edited is judged by the layout of the new one', async () => {
    const main = project.git('rev-parse', 'HEAD')
    project.writeLayout(
      LAYOUT.replace(/ {2}- name: test\n[\s\S]*?(?= {2}- name: package)/, '').replace(/ {2}test: .*\n/, '')
    )
    project.commit('An older branch, without tests')
    project.git('push', '--quiet', '--force', project.bare, 'HEAD:refs/heads/old')
    const old = project.git('rev-parse', 'HEAD')
    project.git('checkout', '--quiet', '--force', main)
    useWorkflow(project.pipeline({ without: ['test'] }))
    const jobs: Results = { checkout: 'success', build: 'success', package: 'success' }
    // By the branch that it was opened for, it passes what it brings; by the one that it is for now, it fails.
    project.git('checkout', '--quiet', old, '--', '.in-toto')
    project.commit('As the old branch has it')
    expectRun(await run({ event: 'pull_request', onto: 'old' }), { ...jobs, verify: 'success' }, 'passed')
    expectRun(await run({ event: 'pull_request' }), { ...jobs, verify: 'failure' }, 'failed', 'LINK_MISSING')
  })

  await check('a run from before the layout was changed is told to begin anew', async () => {
    const before = project.git('rev-parse', 'HEAD')
    project.writeLayout(PAGE_LAYOUT.replace('CREATE dist/*, CREATE', 'REQUIRE docs/api.md, CREATE dist/*, CREATE'))
    project.commit('Demand a page')
    project.publish()
    project.git('checkout', '--quiet', '--force', before)
    const ran = await run()
    expectRun(ran, BLOCKED, 'failed', 'RULE_ARTIFACT_REQUIRED', 'LAYOUT_CHANGED_SINCE')
    assert.ok(server.repositories.has(REPOSITORY))
  })
}

async function documentedOrder({ project, run, check, expectRun, useWorkflow }: Harness): Promise<void> {
  await check('a new output comes in the documented order, and in one pull request it does not', async () => {
    const workflow = project.pipeline({ commands: { build: WITH_PAGE } })
    const layout = PAGE_LAYOUT.replace('    run: node scripts/build.mjs\n', '')
    // All in one.
    project.writeLayout(layout)
    useWorkflow(workflow)
    const failing: Results = { ...BLOCKED }
    expectRun(await run({ event: 'pull_request' }), failing, 'failed', 'RULE_ARTIFACT_DISALLOWED')
    // The layout first, which both pass.
    project.git('checkout', '--quiet', '--force', 'HEAD~1')
    project.writeLayout(layout)
    project.commit('Allow a page')
    expectRun(await run({ event: 'pull_request' }), ALL, 'passed')
    expectRun(await run({ event: 'merge_group' }), ALL, 'passed')
    project.publish()
    expectRun(await run(), ALL, 'passed')
    // Then the workflow.
    useWorkflow(workflow)
    expectRun(await run({ event: 'pull_request' }), ALL, 'passed')
    project.publish()
    expectRun(await run(), ALL, 'passed')
  })
}
