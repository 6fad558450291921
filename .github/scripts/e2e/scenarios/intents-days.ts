// SPDX-License-Identifier: Apache-2.0
// What happens to honest people whose layout is in intents: jobs that run again, packages that two stages use, jobs that
// check nothing out, workspaces that are kept, and legs of a matrix. Beside each stands what must not pass.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ALL, type Harness } from '../harness.ts'
import { CHECK_OUT, command, intentsProject, job, layoutOf, ONE_JOB, REFUSED, stage } from '../intents-project.ts'
import { withLastStep, withoutJobs } from '../rerun.ts'
import { signedLink } from '../signed-link.ts'

export async function intentsDays(e2e: Harness): Promise<void> {
  const { server, project, work, check, run, expectRun, stepsStored } = e2e
  const { workflowOf, use } = intentsProject(e2e)

  await check('intents: failed jobs that run again pass, in jobs that check nothing out', async () => {
    const workflow = withLastStep(
      project.pipeline({
        inputs: { package: { products: '.' } },
        commands: { test: '[ "$NETWORK" != down ]' },
        verify: { source: 'demanded' }
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
      job('stages', [
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
      ]),
      ['stages']
    )

  await check('intents: two stages of one job use what a third installed, and nothing else passes', async () => {
    use(PACKAGES, withPackages())
    const ran = await run()
    expectRun(ran, ONE_JOB, 'passed')
    const link = signedLink(server, ran.runId, 'test')
    assert.ok('dir:node_modules' in (link?.materials ?? {}), 'the tests name what was installed')
    use(PACKAGES, withPackages(command('echo evil >> node_modules/tool/index.js')))
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
      job('stages', [
        command(`if [ -d "$KEPT" ]; then cp -a "$KEPT/." . && rm -rf ${takeAway}; fi`),
        stage('checkout', { clean: String(clean) }),
        stage('build', { run: 'node scripts/build.mjs && mkdir -p cache && echo $$ > cache/page' }),
        command('mkdir -p "$KEPT" && cp -a . "$KEPT"')
      ]),
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
        [
          CHECK_OUT,
          stage('build', {
            'step-name': 'build-${{ matrix.goos }}-${{ matrix.goarch }}',
            run: 'mkdir out && echo "$LEG" > out/app_$LEG'
          })
        ],
        `    env: { LEG: '\${{ matrix.goos }}_\${{ matrix.goarch }}' }\n    strategy:\n      matrix: ${matrix}\n`
      ) +
        job(
          'checksums',
          [
            stage('step', {
              'step-name': 'checksums',
              run: 'sha256sum app_* > checksums.txt',
              'take-over': 'build-*',
              'take-over-keys': project.key('build').public
            })
          ],
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
}
