// SPDX-License-Identifier: Apache-2.0
// What happens to honest people, and must not stop them: jobs that fail by chance and run again, commands in directories
// of their own, and runners that keep what lies in the workspace.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ALL, type Harness } from '../harness.ts'
import { LAYOUT, SUITE } from '../project.ts'
import { withLastStep, withoutJobs } from '../rerun.ts'
import { signedLink } from '../signed-link.ts'

/** Fails on a day on which the network is down. */
const NETWORK_TEST = `import assert from 'node:assert/strict'
import { test } from 'node:test'

test('reaches the network', () => assert.notEqual(process.env.NETWORK, 'down'))
`

/** Makes a page, and a cache that the next build would use. */
const MAKE_SITE = `import { mkdirSync, writeFileSync } from 'node:fs'

for (const folder of ['dist', 'node_modules/.cache']) mkdirSync(folder, { recursive: true })
writeFileSync('dist/page.html', '<p>Hello')
writeFileSync('node_modules/.cache/page', String(process.pid))
`

/** No word on which command makes the site. */
const SITE_LAYOUT = LAYOUT.replace(
  / {2}- name: build\n[\s\S]*?(?=inspections)/,
  `  - name: build
    by: build
    materials: [REQUIRE package.json, MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [REQUIRE site/dist/page.html, MATCH * WITH PRODUCTS FROM checkout, CREATE site/dist/*, DISALLOW *]
`
).replace(/ {2}(?:test|package): \{.*\n/g, '')

export async function honestDays(e2e: Harness): Promise<void> {
  const { server, project, work, check, run, expectRun, useWorkflow, stepsStored } = e2e

  await check('failed jobs that run again verify with the links of those that did not', async () => {
    project.write('test/network.test.mjs', NETWORK_TEST)
    const workflow = withLastStep(project.pipeline(), 'package', { run: '[ "$NETWORK" != down ]' })
    useWorkflow(workflow)
    const first = await run({ variables: { NETWORK: 'down' } })
    // One stage failed; of another job a workflow step did, after the stage had stored its link.
    expectRun(
      first,
      { ...ALL, test: 'failure', package: 'failure', verify: 'failure' },
      'failed',
      'NEEDED_JOB_FAILED',
      'LINK_MISSING'
    )
    assert.deepEqual(stepsStored(first.runId, 1), ['build', 'checkout', 'package'])
    project.write('.github/workflows/pipeline.yml', withoutJobs(workflow, { checkout: {}, build: {} }))
    const second = await run({ runId: first.runId, attempt: 2, kept: ['checkout', 'build'] })
    expectRun(second, ALL, 'passed')
    assert.deepEqual(stepsStored(first.runId, 2), ['package', 'test'])
  })

  const kept = join(work, 'kept')

  /** @param left what a former run leaves, as far as it is not taken away */
  function useSite({ clean, takeAway = 'nothing' }: { clean: boolean; takeAway?: string }): void {
    project.writeLayout(SITE_LAYOUT)
    project.write('site/make.mjs', MAKE_SITE)
    useWorkflow(`name: pipeline
on: push
permissions: {}
jobs:
  stages:
    runs-on: ubuntu-latest
    steps:
      - run: if [ -d "$KEPT" ]; then cp -a "$KEPT/." . && rm -rf ${takeAway} && [ -e site/make.mjs ]; fi
      - uses: ${SUITE}/actions/checkout@e2e
        with:
          clean: ${clean}
          signing-key: \${{ secrets.CHECKOUT_KEY }}
      - uses: ${SUITE}/actions/build@e2e
        with:
          run: node make.mjs
          working-directory: site
          exclude: node_modules/
          signing-key: \${{ secrets.BUILD_KEY }}
      - run: mkdir -p "$KEPT" && cp -a . "$KEPT"
${project.verifyJob(['stages'], {})}`)
    project.publish()
  }

  const variables = { KEPT: kept }
  const passes = { stages: 'success', verify: 'success' } as const

  await check('a command in a directory of its own passes, and again where the runner kept the workspace', async () => {
    rmSync(kept, { recursive: true, force: true })
    useSite({ clean: true })
    const first = await run({ variables })
    expectRun(first, passes, 'passed')
    assert.doesNotMatch(first.printed, /COMMAND_DIFFERS/)
    const link = signedLink(server, first.runId, 'build')
    assert.equal(link?.environment['working_directory'], 'site')
    const second = await run({ variables })
    expectRun(second, passes, 'passed')
    const again = signedLink(server, second.runId, 'build')
    assert.deepEqual([again?.materials, again?.products], [link.materials, link.products])
  })

  await check(
    'a workspace that is not cleaned passes with nothing that stages leave out, and nothing else',
    async () => {
      useSite({ clean: false, takeAway: 'site/dist site/node_modules' })
      expectRun(await run({ variables }), passes, 'passed')
      useSite({ clean: false, takeAway: 'site/dist' })
      const cached = await run({ variables })
      expectRun(cached, { stages: 'failure', verify: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
      assert.match(cached.annotations.join('\n'), /site\/node_modules\/\.cache\/page/)
      useSite({ clean: false, takeAway: 'site/node_modules' })
      const ran = await run({ variables })
      expectRun(ran, { ...passes, verify: 'failure' }, 'failed', 'RULE_ARTIFACT_DISALLOWED')
      assert.match(ran.printed, /site\/dist\/page\.html/)
    }
  )
}
