// SPDX-License-Identifier: Apache-2.0
// Pull requests: who decides the layout, and what runs of forks are worth.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALL, BLOCKED, type Harness } from '../harness.ts'

export async function runPullRequests(e2e: Harness): Promise<void> {
  const { server, project, run, check, expectRun, useWorkflow } = e2e

  await check('a layout that a pull request edits decides nothing', async () => {
    project.writeLayout(
      readFileSync(join(project.tree, '.in-toto/layout.yml'), 'utf8').replace(
        / {2}- name: test\n[\s\S]*?(?= {2}- name: package)/,
        ''
      ),
      'mallory'
    )
    useWorkflow(project.pipeline({ without: ['test'] }))
    const ran = await run({ event: 'pull_request' })
    expectRun(
      ran,
      { checkout: 'success', build: 'success', package: 'success', verify: 'failure' },
      'failed',
      'LINK_MISSING'
    )
    const summary = ran.summaries.find(({ job }) => job === 'verify')?.content ?? ''
    assert.match(summary, /also changes the layout[\s\S]*LAYOUT_SIGNATURE_MISSING/)
  })

  await check('a layout read from the head must be signed, too', async () => {
    project.writeLayout(readFileSync(join(project.tree, '.in-toto/layout.yml'), 'utf8'), 'mallory')
    useWorkflow(project.pipeline({ verify: { 'layout-ref': 'head' } }))
    expectRun(await run({ event: 'pull_request' }), BLOCKED, 'failed', 'LAYOUT_SIGNATURE_MISSING')
  })

  await check('a pull request of a fork gets advice, and the job fails', async () => {
    server.tokens.set('ghs_readonly', 'read')
    const ran = await run({ event: 'pull_request', author: 'fork', secrets: { API_TOKEN: 'ghs_readonly' } })
    expectRun(ran, BLOCKED, 'advisory')
    assert.match(ran.annotations.join('\n'), /not signed/)
  })

  await check('a pull request of a fork gets advice, and the job succeeds where the policy says so', async () => {
    useWorkflow(project.pipeline({ verify: { 'fork-policy': 'advisory', 'check-run': 'auto' } }))
    const ran = await run({ event: 'pull_request', author: 'fork', secrets: { API_TOKEN: 'ghs_readonly' } })
    expectRun(ran, ALL, 'advisory')
    assert.match(ran.annotations.join('\n'), /checks: write/)
  })

  await check('advice on a fork still applies the rules', async () => {
    useWorkflow(
      project.pipeline({
        commands: { test: 'node --test && echo "evil()" >> dist/greet.mjs' },
        verify: { 'fork-policy': 'advisory' }
      })
    )
    expectRun(await run({ event: 'pull_request', author: 'fork' }), BLOCKED, 'failed', 'RULE_ARTIFACT_DISALLOWED')
  })

  await check('unsigned links of the own repository never get advice', async () => {
    const unsigned = { sign: 'none' }
    useWorkflow(project.pipeline({ inputs: { test: unsigned }, verify: { 'fork-policy': 'advisory' } }))
    expectRun(await run(), BLOCKED, 'failed', 'LINK_MISSING')
  })
}
