// SPDX-License-Identifier: Apache-2.0
// What happens to honest people whose layout is in intents: jobs that run again, packages that two stages use, jobs that
// check nothing out, workspaces that are kept, legs of a matrix, and a layout that changes. Beside each stands what must not
// pass.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ALL, type Harness } from '../harness.ts'
import { SUITE } from '../project.ts'
import { withLastStep, withoutJobs } from '../rerun.ts'
import { signedLink } from '../signed-link.ts'

const layoutOf = (steps: string): string => `expires: 1 year
functionaries:
  ci: { key: keys/build.pub }
by: ci
${steps}`

/** A stage of a job; all sign with one key. */
function stage(action: string, inputs: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ 'signing-key': '${{ secrets.BUILD_KEY }}', ...inputs })
  return `      - uses: ${SUITE}/actions/${action}@e2e
        with:
${lines.map(([name, value]) => `          ${name}: ${name === 'signing-key' ? value : JSON.stringify(value)}\n`).join('')}`
}

const job = (name: string, steps: string, more = ''): string => `  ${name}:
    runs-on: ubuntu-latest
${more}    steps:
${steps}`

const CHECK_OUT = `      - uses: ${SUITE}/actions/source@e2e\n`
const SOURCE = { source: 'demanded' } as const
const ONE_JOB = { stages: 'success', verify: 'success' } as const
const REFUSED = { ...ONE_JOB, verify: 'failure' } as const

export async function intentsDays(e2e: Harness): Promise<void> {
  const { server, project, work, check, run, expectRun, stepsStored } = e2e

  const workflowOf = (jobs: string, needs: readonly string[], gate: Readonly<Record<string, string>> = {}): string =>
    `name: pipeline\non: [push, pull_request]\npermissions: {}\njobs:\n${jobs}${project.verifyJob(needs, { ...SOURCE, ...gate })}`

  /** Commits layout and workflow. */
  function bring(layout: string, workflow: string): void {
    project.writeLayout(layout)
    project.write('.github/workflows/pipeline.yml', workflow)
    project.commit('Layout and workflow')
  }

  /** Commits layout and workflow, and makes them the default branch's. */
  function use(layout: string, workflow: string): void {
    bring(layout, workflow)
    project.publish()
  }

  await check('intents: failed jobs that run again pass, in jobs that check nothing out', async () => {
    const workflow = withLastStep(
      project.pipeline({
        inputs: { package: { products: '.' } },
        commands: { test: '[ "$NETWORK" != down ]' },
        verify: SOURCE
      }),
      'package',
      { run: '[ "$NETWORK" != down ]' }
    )
    const keys = ['checkout', 'build', 'test', 'package'].map((name) => `  ${name}: { key: keys/${name}.pub }\n`)
    use(
      `expires: 1 year
functionaries:
${keys.join('')}steps:
  - { name: checkout, by: checkout, takes: nothing, adds: source }
  - { name: build, by: build, takes: checkout, adds: dist/**, command: node scripts/build.mjs }
  - { name: test, by: test, takes: build }
  - { name: package, by: package, takes: build, adds: '*.tgz', command: npm pack --silent }
release: package
`,
      workflow
    )
    const first = await run({ variables: { NETWORK: 'down' } })
    const failed = { ...ALL, test: 'failure', package: 'failure', verify: 'failure' } as const
    expectRun(first, failed, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.deepEqual(stepsStored(first.runId, 1), ['build', 'checkout', 'package'])
    project.write('.github/workflows/pipeline.yml', withoutJobs(workflow, { checkout: {}, build: {} }))
    const second = await run({ runId: first.runId, attempt: 2, kept: ['checkout', 'build'] })
    expectRun(second, ALL, 'passed')
    assert.deepEqual(stepsStored(first.runId, 2), ['package', 'test'])
  })

  const PACKAGES = layoutOf(`steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: install, takes: checkout, installs-into: { node_modules: { may-change: .cache/ } } }
  - { name: build, takes: install, adds: dist/** }
  - { name: test, takes: build }
release: build
`)
  const withPackages = (between = ''): string =>
    workflowOf(
      job(
        'stages',
        [
          stage('checkout'),
          stage('step', {
            'step-name': 'install',
            run: 'mkdir -p node_modules/tool && echo tool > node_modules/tool/index.js'
          }),
          stage('build', {
            run: 'node scripts/build.mjs && mkdir node_modules/.cache && echo built > node_modules/.cache/build'
          }),
          between,
          stage('test', { run: 'test -s node_modules/tool/index.js && echo tested > node_modules/.cache/test' })
        ].join('')
      ),
      ['stages']
    )

  await check('intents: two stages of one job use what a third installed, and nothing else passes', async () => {
    use(PACKAGES, withPackages())
    const ran = await run()
    expectRun(ran, ONE_JOB, 'passed')
    const link = signedLink(server, ran.runId, 'test')
    assert.ok('dir:node_modules' in (link?.materials ?? {}), 'the tests name what was installed')
    use(PACKAGES, withPackages('      - run: echo evil >> node_modules/tool/index.js\n'))
    expectRun(await run(), REFUSED, 'failed', 'TAKES_DIFFERS')
  })

  const kept = join(work, 'kept-intents')
  const LEAVES = layoutOf(`steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: build, takes: checkout, adds: dist/**, scratch: cache/ }
release: build
`)
  const keeping = (clean: boolean, takeAway = 'nothing'): string =>
    workflowOf(
      job(
        'stages',
        [
          `      - run: if [ -d "$KEPT" ]; then cp -a "$KEPT/." . && rm -rf ${takeAway}; fi\n`,
          stage('checkout', { clean: String(clean) }),
          stage('build', { run: 'node scripts/build.mjs && mkdir -p cache && echo $$ > cache/page' }),
          '      - run: mkdir -p "$KEPT" && cp -a . "$KEPT"\n'
        ].join('')
      ),
      ['stages']
    )

  await check('intents: a kept workspace passes when it is cleaned, and not with what a former run left', async () => {
    rmSync(kept, { recursive: true, force: true })
    const variables = { KEPT: kept }
    use(LEAVES, keeping(true))
    expectRun(await run({ variables }), ONE_JOB, 'passed')
    expectRun(await run({ variables }), ONE_JOB, 'passed')
    use(LEAVES, keeping(false, 'dist cache'))
    expectRun(await run({ variables }), ONE_JOB, 'passed')
    use(LEAVES, keeping(false, 'dist'))
    const cached = await run({ variables })
    expectRun(cached, { stages: 'failure', verify: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.match(cached.annotations.join('\n'), /cache\/page/)
    use(LEAVES, keeping(false, 'cache'))
    const left = await run({ variables })
    expectRun(left, REFUSED, 'failed', 'ADDED_UNEXPECTED')
    assert.match(left.printed, /dist\/index\.mjs/)
  })

  const LEGS = layoutOf(`steps:
  - name: build
    matrix: { goos: [linux, darwin], goarch: [amd64, arm64] }
    takes: source
    adds: 'out/app_\${{ matrix.goos }}_*'
  - { name: checksums, takes: { build: { from: out } }, adds: checksums.txt }
release: [build, checksums]
`)
  const legs = (matrix: string): string =>
    workflowOf(
      job(
        'build',
        CHECK_OUT +
          stage('build', {
            'step-name': 'build-${{ matrix.goos }}-${{ matrix.goarch }}',
            run: 'mkdir out && echo "$LEG" > out/app_$LEG'
          }),
        `    env: { LEG: '\${{ matrix.goos }}_\${{ matrix.goarch }}' }\n    strategy:\n      matrix: ${matrix}\n`
      ) +
        job(
          'checksums',
          stage('step', {
            'step-name': 'checksums',
            run: 'sha256sum app_* > checksums.txt',
            'take-over': 'build-*',
            'take-over-keys': project.key('build').public
          }),
          '    needs: build\n'
        ),
      ['build', 'checksums']
    )

  await check('intents: what legs of a matrix made comes together in a job without a checkout', async () => {
    use(LEGS, legs('{ goos: [linux, darwin], goarch: [amd64, arm64] }'))
    const ran = await run()
    expectRun(ran, Object.fromEntries([...ran.jobs.keys()].map((name) => [name, 'success'])), 'passed')
    const link = signedLink(server, ran.runId, 'checksums')
    assert.deepEqual(Object.keys(link?.materials ?? {}).sort(), [
      'app_darwin_amd64',
      'app_darwin_arm64',
      'app_linux_amd64',
      'app_linux_arm64'
    ])
    use(LEGS, legs('{ goos: [linux, darwin], goarch: [amd64] }'))
    const fewer = await run()
    assert.equal(fewer.jobs.get('verify'), 'failure')
    assert.match(fewer.printed, /Verdict: failed[^\n]*LINK_MISSING/)
  })

  const PLAIN = '  - { name: checkout, takes: nothing, adds: source }\n'
  const OLD = layoutOf(`steps:
${PLAIN}  - { name: build, takes: checkout, adds: dist/** }
release: build
`)
  const MORE = layoutOf(`steps:
${PLAIN}  - { name: build, takes: checkout, adds: dist/**, may-add: docs/**, scratch: /build.log }
release: build
`)
  const NEW = layoutOf(`steps:
${PLAIN}  - { name: build, takes: checkout, adds: [dist/**, docs/**], scratch: /build.log }
  - { name: lint, takes: build }
release: build
`)
  const does = (more: boolean, lint: boolean, gate: Readonly<Record<string, string>> = {}): string =>
    workflowOf(
      job(
        'stages',
        [
          stage('checkout'),
          stage('build', {
            run: more
              ? 'node scripts/build.mjs && mkdir docs && echo api > docs/api.md && echo built > build.log'
              : 'node scripts/build.mjs'
          }),
          // A later stage of the job must not begin with what the build left behind.
          ...(lint
            ? ['      - run: rm build.log\n', stage('step', { 'step-name': 'lint', run: 'test -s dist/index.mjs' })]
            : [])
        ].join('')
      ),
      ['stages'],
      gate
    )

  await check('intents: a new output, scratch line and step pass in the order of the documentation alone', async () => {
    const pull = { event: 'pull_request' } as const
    use(OLD, does(false, false))
    // All of it at once.
    bring(NEW, does(true, true))
    const refused = await run(pull)
    expectRun(refused, REFUSED, 'failed', 'STEP_UNKNOWN')
    for (const code of ['ADDED_UNEXPECTED', 'EXCLUDED_UNEXPECTED']) assert.ok(refused.printed.includes(code), code)
    const order = [
      [MORE, does(false, false)],
      [MORE, does(true, true, { 'other-steps': 'lint' })],
      [NEW, does(true, true, { 'other-steps': 'lint' })],
      [NEW, does(true, true)]
    ] as const
    use(OLD, does(false, false))
    for (const [layout, workflow] of order) {
      bring(layout, workflow)
      expectRun(await run(pull), ONE_JOB, 'passed')
      project.publish()
    }
  })
}
