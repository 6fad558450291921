// SPDX-License-Identifier: Apache-2.0
// What a stage makes of the command that it runs, and of what the command does to it.
import assert from 'node:assert/strict'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { BLOCKED, type Harness } from '../harness.ts'
import { SUITE } from '../project.ts'

export async function runCommands(e2e: Harness): Promise<void> {
  const { project, run, check, expectRun, useWorkflow, stepsStored } = e2e

  await check('a command is run whatever stands around the name of its shell', async () => {
    useWorkflow(
      project.pipeline({
        inputs: { test: { shell: 'bash ' }, package: { shell: '\tpython' } },
        commands: { test: 'exit 7', package: 'raise SystemExit(3)' }
      })
    )
    const ran = await run()
    expectRun(ran, { ...BLOCKED, test: 'failure', package: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.deepEqual(stepsStored(ran.runId, 1), ['build', 'checkout'])
  })

  await check(
    'a wrapped step that failed is not said to have succeeded, and a link out of the workspace is not followed',
    async () => {
      const wrap = (outcomes: string): string =>
        project.pipeline().replace(
          / {2}test:\n[\s\S]*?(?= {2}package:)/,
          `  test:
    runs-on: ubuntu-latest
    needs: build
    steps:
      - id: begin
        uses: ${SUITE}/actions/begin@e2e
        with:
          step-name: test
          run: node --test
          materials: .
          take-over: build
          take-over-keys: ${JSON.stringify(project.key('build').public)}
      - id: wrapped
        continue-on-error: true
        run: exit 1
      - uses: ${SUITE}/actions/end@e2e
        with:
          recording: \${{ steps.begin.outputs.recording }}
          recording-digest: \${{ steps.begin.outputs.recording-digest }}
          outcomes: ${outcomes}
          products: .
          signing-key: \${{ secrets.TEST_KEY }}
`
        )
      useWorkflow(wrap('${{ steps.wrapped.outcome }}'))
      const ran = await run()
      expectRun(ran, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
      assert.match(ran.annotations.join('\n'), /ended with/)
      // Whoever does not tell the outcome gets no link, and is told which line is missing.
      useWorkflow(wrap('none'))
      const silent = await run()
      expectRun(silent, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
      assert.match(silent.annotations.join('\n'), /outcomes: \$\{\{ steps\.ID\.outcome \}\}/)
      assert.deepEqual(stepsStored(silent.runId, 1), ['build', 'checkout', 'package'])
    }
  )

  await check('a stage ends with its own beginning, or not at all', async () => {
    const begin = (id: string): string =>
      `      - id: ${id}
        uses: ${SUITE}/actions/begin@e2e
        with: { step-name: ${id}, run: make ${id}, materials: made.txt }
`
    const end = (recording: string, digest: string, more: string): string =>
      `      - continue-on-error: true
        uses: ${SUITE}/actions/end@e2e
        with:
          recording: \${{ steps.${recording}.outputs.recording }}
          recording-digest: \${{ steps.${digest}.outputs.recording-digest }}
          products: made.txt
          signing-key: \${{ secrets.BUILD_KEY }}
          ${more}
`
    const told = 'outcomes: ${{ steps.work.outcome }}'
    useWorkflow(`name: pipeline
on: push
permissions: {}
jobs:
  stages:
    runs-on: ubuntu-latest
    steps:
      - run: echo made > made.txt
${begin('one')}${begin('two')}      - id: work
        run: echo again >> made.txt
${end('one', 'two', told)}${end('one', 'one', `step-name: two\n          ${told}`)}${end('one', 'one', 'step-name: one')}      - env:
          RECORDING: \${{ steps.two.outputs.recording }}
        run: rm "$RECORDING" && mkfifo "$RECORDING"
${end('two', 'two', told)}${end('one', 'one', `step-name: one\n          ${told}`)}${end('one', 'one', told)}`)
    const ran = await run()
    assert.deepEqual(Object.fromEntries(ran.jobs), { stages: 'success' }, ran.printed)
    assert.deepEqual(stepsStored(ran.runId, 1), ['one'])
    const annotations = ran.annotations.join('\n')
    for (const code of [
      'recording_tampered',
      'recording_other',
      'job_not_successful',
      'file_unreadable',
      'recording_not_started'
    ])
      assert.equal(annotations.match(new RegExp(`#${code}`, 'g'))?.length, 1, annotations)
    assert.match(`${annotations}\n${ran.printed}`, /Step "two" begins, and "one" of the same workspace did not end/)
  })

  await check('a command runs in the workspace, where its link says, or not at all', async () => {
    const step = (id: string, inputs: Readonly<Record<string, string>>): string =>
      `      - id: ${id}
        continue-on-error: true
        uses: ${SUITE}/actions/step@e2e
        with:
          step-name: ${id}
          materials: none
          signing-key: \${{ secrets.BUILD_KEY }}
${Object.entries(inputs)
  .map(([name, value]) => `          ${name}: ${JSON.stringify(value)}\n`)
  .join('')}`
    const canary = 'touch "$GITHUB_WORKSPACE/canary"'
    useWorkflow(`name: pipeline
on: push
permissions: {}
jobs:
  place:
    runs-on: ubuntu-latest
    steps:
      - run: ln -s /tmp out && mkdir sub
${step('top', { run: 'pwd -P > top.txt', 'working-directory': '.', products: 'top.txt' })}${step('made', { setup: 'mkdir -p made/here && pwd -P > setup.txt', run: 'pwd -P > here.txt', 'working-directory': ' ./made//here/ ', products: 'made' })}${step('up', { run: canary, 'working-directory': '..' })}${step('absolute', { run: canary, 'working-directory': '/tmp' })}${step('link', { run: canary, 'working-directory': 'out' })}${step('replaced', { run: 'cd .. && rmdir sub && ln -s /tmp sub && echo canary-replaced', 'working-directory': 'sub', products: 'top.txt' })}      - run: |
          test "$(cat top.txt)" = "$(pwd -P)"
          test "$(cat setup.txt)" = "$(pwd -P)"
          test "$(cat made/here/here.txt)" = "$(pwd -P)/made/here"
          test ! -e canary
`)
    const ran = await run()
    assert.deepEqual(Object.fromEntries(ran.jobs), { place: 'success' }, ran.printed)
    assert.deepEqual(stepsStored(ran.runId, 1), ['made', 'top'])
    assert.equal(ran.annotations.join('\n').match(/#working_directory_outside/g)?.length, 4, ran.annotations.join('\n'))
    // The command that replaced its directory did run.
    assert.match(ran.printed, /\| canary-replaced/)
  })

  await check('what a checkout links to outside of the workspace goes nowhere', async () => {
    symlinkSync('/etc', join(project.tree, 'docs'))
    useWorkflow(project.pipeline())
    const ran = await run()
    // The link is recorded by the name of its target, and is made nowhere else.
    assert.equal(ran.jobs.get('checkout'), 'success')
    expectRun(ran, { checkout: 'success', build: 'failure', verify: 'failure' }, 'failed', 'NEEDED_JOB_FAILED')
    assert.match(ran.annotations.join('\n'), /docs.*lead/)
    rmSync(join(project.tree, 'docs'))
  })

  await check('a step name with a line break is refused before anything runs', async () => {
    useWorkflow(project.pipeline({ inputs: { test: { 'step-name': 'test\n::set-output name=x::y' } } }))
    const ran = await run()
    expectRun(ran, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED')
    assert.match(ran.annotations.join('\n'), /cannot be a file name/)
  })

  await check('materials that the command rewrites are found', async () => {
    useWorkflow(
      project.pipeline({
        commands: { test: 'node --test && for f in "$RUNNER_TEMP"/in-toto-*.json; do sed -i s/greet/evil/ "$f"; done' }
      })
    )
    const ran = await run()
    expectRun(ran, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED')
    assert.match(ran.annotations.join('\n'), /RECORDING_TAMPERED|was changed while the step ran/)
  })

  await check('a command that names another issuer ends its stage', async () => {
    const attack = 'echo "ACTIONS_ID_TOKEN_REQUEST_URL=http://127.0.0.1:9/" >> "$GITHUB_ENV"'
    useWorkflow(project.pipeline({ commands: { test: `node --test && ${attack}` } }))
    const ran = await run()
    expectRun(ran, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.match(ran.annotations.join('\n'), /ACTIONS_ID_TOKEN_REQUEST_URL changed/)
  })
}
