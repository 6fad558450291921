// SPDX-License-Identifier: Apache-2.0
// What attacks rest on: each job has its own programs and its own suite.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Harness } from '../harness.ts'
import { SUITE } from '../project.ts'

const ATTACK = join(import.meta.dirname, '../attack')

/** Uses every tool that a job has. */
const USE = `      - uses: ${SUITE}/actions/begin@e2e
        with:
          step-name: tools
          materials: .
      - run: git --version && node --version
`

export async function jobTools({ work, project, run, check, useWorkflow }: Harness): Promise<void> {
  await check('a job that exchanges its node, its git and its suite exchanges those of no other job', async () => {
    const canaries = join(work, 'canaries')
    rmSync(canaries, { recursive: true, force: true })
    useWorkflow(`name: pipeline
on: push
permissions: {}
jobs:
  attacked:
    runs-on: ubuntu-latest
    steps:
${USE}      - run: |
          node "$ATTACK/exchange-suite.ts" '**/*'
          node "$ATTACK/exchange-program.ts" git
          node "$ATTACK/exchange-program.ts" node
${USE}      - run: touch "$CANARIES/over"
  beside:
    runs-on: ubuntu-latest
    steps:
${USE}      - run: for i in $(seq 300); do [ -e "$CANARIES/over" ] && break; sleep 0.2; done; [ -e "$CANARIES/over" ]
${USE}  after:
    runs-on: ubuntu-latest
    needs: attacked
    steps:
${USE}`)
    const ran = await run({ variables: { ATTACK, CANARIES: canaries } })
    assert.deepEqual(
      Object.fromEntries(ran.jobs),
      { attacked: 'success', beside: 'success', after: 'success' },
      ran.printed
    )
    for (const name of ['git started', 'node started', 'loaded dist begin.mjs', 'exchanged action.yml'])
      assert.ok(existsSync(join(canaries, name)), `${name} of ${readdirSync(canaries).join(', ')}`)
    const jobs = readdirSync(canaries).flatMap((name) => readFileSync(join(canaries, name), 'utf8').split('\n'))
    assert.deepEqual([...new Set(jobs)].sort(), ['', 'attacked'])
    assert.equal(project.git('status', '--porcelain'), '')
  })
}
