// SPDX-License-Identifier: Apache-2.0
// What reaches logs, summaries, issues and check runs, and what must not.
import assert from 'node:assert/strict'
import { ALL, BLOCKED, CANARY, type Harness } from '../harness.ts'
import { unzip } from '../zip.ts'

/** The line that holds a secret is shown up to the secret. */
function assertClean(what: string, text: string, secret: string): void {
  const line = text.split('\n').find((candidate) => candidate.includes(secret))
  assert.equal(line?.slice(0, line.indexOf(secret)), undefined, what)
}

export async function runReports(e2e: Harness): Promise<void> {
  const { server, project, run, check, expectRun, useWorkflow } = e2e

  await check('a canary in keys and tokens is seen nowhere', async () => {
    useWorkflow(
      project.pipeline({
        commands: {
          build:
            'node scripts/build.mjs && env > dist/environment.txt && ls -laR "$RUNNER_TEMP" > dist/temp.txt && cat "$RUNNER_TEMP"/*.json > dist/state.txt'
        },
        inputs: { build: { 'signing-key-passphrase': '${{ secrets.PASSPHRASE }}' } }
      })
    )
    const passphrase = `${CANARY}-passphrase`
    const ran = await run({ secrets: { PASSPHRASE: passphrase, BUILD_KEY: project.encryptedKey('build', passphrase) } })
    expectRun(ran, ALL, 'passed')
    const secrets = [
      CANARY,
      ...Object.values(project.secrets()).flatMap((pem) =>
        pem.split('\n').filter((line) => line.length > 30 && !line.startsWith('-'))
      )
    ]
    const mine = server.artifacts.filter((artifact) => artifact.run === ran.runId)
    const files = mine.flatMap(({ zip }) => unzip(zip))
    assert.ok(files.some(({ name, content }) => name === 'dist/environment.txt' && content.length > 100))
    assert.ok(files.some(({ name, content }) => name === 'dist/state.txt' && content.length > 100))
    for (const secret of secrets) {
      for (const { name, content } of files)
        assertClean(`${name} in a workflow artifact`, Buffer.from(content).toString('latin1'), secret)
      assertClean('the log', ran.printed, secret)
      assertClean('annotations', ran.annotations.join('\n'), secret)
      assert.ok(!ran.summaries.some(({ content }) => content.includes(secret)), 'summaries')
      for (const values of ran.outputs.values()) assert.ok(![...values.values()].join().includes(secret), 'outputs')
    }
  })

  await check('names that try to be commands are recorded, and never run or rendered', async () => {
    const hostile = [
      '::set-output name=verified::true',
      '$(touch pwned)',
      "'; touch pwned; '",
      '\u001b[31mred',
      '\u202egnp.exe',
      '##[error]old',
      '`touch pwned`',
      'a\n::error::line',
      '<img src=x>',
      '[x](https:evil)',
      '@everyone'
    ]
    const script = `const fs = require('node:fs'); for (const name of ${JSON.stringify(hostile)}) fs.writeFileSync(name, 'x')`
    useWorkflow(
      project.pipeline({
        commands: {
          test: `node --test\nnode -e ${JSON.stringify(script).replaceAll('$', '\\$').replaceAll('`', '\\`')}`
        }
      })
    )
    const ref = 'refs/heads/$(id)";\'`id`;$x'
    project.git('push', '--quiet', '--force', project.bare, `HEAD:${ref}`)
    const ran = await run({ ref })
    expectRun(ran, BLOCKED, 'failed', 'RULE_ARTIFACT_DISALLOWED')
    const summary = ran.summaries.find(({ job }) => job === 'verify')?.content ?? ''
    const report = ran.printed
    assert.ok(!/[\u001b\u202e]/.test(summary), 'a control character in the summary')
    assert.ok(!/\u001b\[31mred|\u202egnp/.test(report), 'a control character in the log')
    assert.ok(summary.includes('u{1b}'), 'the names are shown, escaped')
    assert.ok(!ran.annotations.some((text) => /^error: line$|^error: old$/.test(text)), 'a file name became a command')
    assert.equal(ran.outputs.get('verify')?.get('gate.verified'), 'false')
  })

  await check('a failure on the default branch opens one issue and a check run, and the rest is reported', async () => {
    useWorkflow(
      project.pipeline({
        without: ['test'],
        verify: { 'alert-issue': 'on-failure', 'check-run': 'auto', 'sarif-file': 'findings.sarif' }
      })
    )
    await run()
    const ran = await run()
    expectRun(
      ran,
      { checkout: 'success', build: 'success', package: 'success', verify: 'failure' },
      'failed',
      'LINK_MISSING'
    )
    assert.equal(server.issues.length, 1)
    assert.match(server.issues[0]?.body ?? '', /LINK_MISSING/)
    assert.equal(server.checkRuns.at(-1)?.['conclusion'], 'failure')
  })
}
