// SPDX-License-Identifier: Apache-2.0
// Coverage, which tests may leave: the stages after them begin with it, and nothing else slips in beside it.
import assert from 'node:assert/strict'
import type { Harness } from '../harness.ts'
import { CHECK_OUT, command, intentsProject, job, layoutOf, ONE_JOB, REFUSED, stage } from '../intents-project.ts'

export async function intentsCoverage(e2e: Harness): Promise<void> {
  const { project, check, run, expectRun } = e2e
  const { workflowOf, use } = intentsProject(e2e)

  await check('intents: coverage passes where it may be, and nowhere else', async () => {
    const layout = layoutOf(`steps:
  - { name: checkout, takes: nothing, adds: source }
  - { name: build, takes: checkout, adds: dist/** }
  - { name: test, takes: build, may-add: coverage/** }
  - { name: package, takes: test, adds: '*.tgz' }
release: package
`)
    const covering = (test: string, after = 'true'): string =>
      workflowOf(
        job('stages', [
          stage('checkout'),
          stage('build', { run: 'node scripts/build.mjs' }),
          stage('test', { run: test }),
          command(after),
          stage('package', { run: 'npm pack --silent' })
        ]),
        ['stages']
      )
    const COVER = 'mkdir coverage && echo "SF:dist/greet.mjs" > coverage/lcov.info'
    use(layout, covering(COVER))
    expectRun(await run(), ONE_JOB, 'passed')
    use(layout, covering(`${COVER} && echo "covered" > dist/coverage.html`))
    const outside = await run()
    expectRun(outside, REFUSED, 'failed', 'ADDED_UNEXPECTED')
    assert.match(outside.printed, /dist\/coverage\.html/)
    use(layout, covering(COVER, 'echo "SF:none" > coverage/lcov.info'))
    expectRun(await run(), REFUSED, 'failed', 'TAKES_DIFFERS')
  })

  await check('intents: coverage of one leg alone passes, and not where its build is', async () => {
    const layout = layoutOf(`steps:
  - { name: build, takes: source, adds: dist/** }
  - { name: test, matrix: { node: ['22', '24'] }, takes: build, may-add: coverage/** }
release: build
`)
    const covering = (directory: string): string =>
      workflowOf(
        job('build', [CHECK_OUT, stage('build', { run: 'node scripts/build.mjs' })]) +
          job(
            'test',
            [
              CHECK_OUT,
              stage('test', {
                'step-name': 'test-${{ matrix.node }}',
                run: `if [ "$LEG" = 24 ]; then mkdir -p ${directory} && echo covered > ${directory}/index.html; fi`,
                'take-over': 'build',
                'take-over-keys': project.key('build').public
              })
            ],
            "    needs: build\n    env: { LEG: '${{ matrix.node }}' }\n    strategy: { matrix: { node: ['22', '24'] } }\n"
          ),
        ['build', 'test']
      )
    const jobs = { build: 'success', 'test-1': 'success', 'test-2': 'success', verify: 'success' } as const
    use(layout, covering('coverage'))
    expectRun(await run(), jobs, 'passed')
    use(layout, covering('dist'))
    const outside = await run()
    expectRun(outside, { ...jobs, verify: 'failure' }, 'failed', 'ADDED_UNEXPECTED')
    assert.match(outside.printed, /dist\/index\.html/)
  })
}
