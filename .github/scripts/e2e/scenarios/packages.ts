// SPDX-License-Identifier: Apache-2.0
// Packages in one job that installs, tests and packs: two stages that use them, and caches that are poisoned before,
// between and after.
import assert from 'node:assert/strict'
import type { Harness, RanScenario } from '../harness.ts'
import { LAYOUT, SUITE } from '../project.ts'
import { signedLink } from '../signed-link.ts'

const INSTALL = 'npm ci --ignore-scripts --no-audit'
const PACKAGES_LAYOUT = LAYOUT.replace(
  / {2}- name: build\n[\s\S]*?(?=inspections)/,
  `  - name: build
    by: build
    run: ${INSTALL}
    materials: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [REQUIRE dir:node_modules, CREATE dir:node_modules, MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
  - name: test
    by: test
    run: npm run lint
    materials: [REQUIRE dir:node_modules, MATCH dir:* WITH PRODUCTS FROM build, MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
  - name: package
    by: package
    run: npm pack --silent --ignore-scripts
    materials: [REQUIRE dir:node_modules, MATCH dir:* WITH PRODUCTS FROM build, MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [REQUIRE greeter-1.0.0.tgz, CREATE greeter-1.0.0.tgz, MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
`
)

/** What a restored cache would do. */
const POISON = 'mkdir -p node_modules/greeter-lint && echo evil > node_modules/evil.mjs'

type Place = 'before' | 'between' | 'after'

export async function runPackages(e2e: Harness): Promise<void> {
  const { server, project, check, run, expectRun, useWorkflow } = e2e

  function workflow(poisoned?: Place, inputs = 'dependencies: node_modules'): string {
    const cache = (place: Place): string => (place === poisoned ? `      - run: ${POISON}\n` : '')
    const stage = (name: 'build' | 'test' | 'package', command: string, more: string): string =>
      `      - uses: ${SUITE}/actions/${name}@e2e
        with:
          run: ${command}
          ${more}
          signing-key: \${{ secrets.${name.toUpperCase()}_KEY }}
`
    return `name: pipeline
on: push
permissions: {}
jobs:
  stages:
    runs-on: ubuntu-latest
    steps:
      - uses: ${SUITE}/actions/checkout@e2e
        with:
          signing-key: \${{ secrets.CHECKOUT_KEY }}
${cache('before')}${stage('build', INSTALL, 'installs: node_modules')}${cache('between')}${stage('test', 'npm run lint', inputs)}${cache('after')}${stage('package', 'npm pack --silent --ignore-scripts', inputs)}${project.verifyJob(['stages'], {})}`
  }

  async function tried(poisoned?: Place, inputs?: string): Promise<RanScenario> {
    project.writeLayout(PACKAGES_LAYOUT)
    useWorkflow(workflow(poisoned, inputs))
    project.publish()
    return run()
  }

  await check('two stages of a job use the packages that a third installed', async () => {
    const ran = await tried()
    expectRun(ran, { stages: 'success', verify: 'success' }, 'passed')
    const [built, tested] = ['build', 'test'].map((step) => signedLink(server, ran.runId, step))
    assert.match(built?.products['dir:node_modules'] ?? '', /^[0-9a-f]{64}$/)
    assert.equal(tested?.materials['dir:node_modules'], built?.products['dir:node_modules'])
  })

  await check('packages that a cache restored before their installer are refused', async () => {
    const ran = await tried('before')
    expectRun(ran, { stages: 'failure', verify: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.match(ran.annotations.join('\n'), /scratch_present/)
  })

  for (const place of ['between', 'after'] as const)
    await check(`packages that are changed ${place} stages fail by their digest`, async () => {
      const ran = await tried(place)
      expectRun(ran, { stages: 'success', verify: 'failure' }, 'failed', 'RULE_ARTIFACT_DISALLOWED')
      assert.match(ran.printed, /dir:node_modules/)
    })

  await check('packages that a later stage excludes are refused when it begins', async () => {
    const ran = await tried(undefined, 'exclude: node_modules/')
    expectRun(ran, { stages: 'failure', verify: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.match(ran.annotations.join('\n'), /scratch_present/)
  })
}
