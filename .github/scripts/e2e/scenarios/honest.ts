// SPDX-License-Identifier: Apache-2.0
// Stages in isolation as people use them: each signs what is in the commit or what it took over, and the gate passes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { API_TOKEN, keylessLayout, type Harness, type RanScenario, type Scenario } from '../harness.ts'
import { signedLink } from '../signed-link.ts'
import { FIRST_STAGE, gate, isolatedPipeline, stageJob, stagePipeline, STAGE_SIGNER } from './isolated-pipeline.ts'

const STEP = (name: string, materials: string, products: string): string => `  - name: ${name}
    by: ci
    materials: [${materials}DISALLOW *]
    products: [${products}DISALLOW *]
`
const CHECKED_OUT = STEP('checkout', '', 'REQUIRE package.json, CREATE *, ')
const MATCH = (kind: string): string => `MATCH * WITH ${kind}, `

/** A layout of steps in isolation. */
const layoutOf = (...steps: string[]): string =>
  keylessLayout(STAGE_SIGNER).replace(/steps:\n[\s\S]*?(?=inspections)/, `steps:\n${steps.join('')}`)

/** Files that git can change on their way into a work tree. */
const LINE_ENDINGS = {
  '.gitattributes': '* text=auto\n*.txt eol=crlf\n*.sh eol=lf\n*.bin -text\n',
  'notes.txt': 'one\r\ntwo\r\n',
  'run.sh': 'echo one\n',
  'data.bin': 'one\r\ntwo\n'
}

export async function honestStages(e2e: Harness): Promise<void> {
  const { server, project, run, check, expectRun, stepsStored, useKeyless, withSigstore } = e2e

  const runAs = (how: Scenario = {}): Promise<RanScenario> =>
    run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN }, ...how })

  function expectPassed(ran: RanScenario): void {
    expectRun(ran, Object.fromEntries([...ran.jobs.keys()].map((job) => [job, 'success'])), 'passed')
  }

  /** The files of the commit, with the digests that the commit has of them. */
  function committed(): Readonly<Record<string, string>> {
    const git = (...words: string[]): Buffer => execFileSync('git', ['-C', project.tree, ...words])
    const files = git('ls-tree', '-r', '-z', '--name-only', 'HEAD').toString('utf8').split('\0').slice(0, -1)
    return Object.fromEntries(files.map((file) => [file, digestOf(git('cat-file', 'blob', `HEAD:${file}`))]))
  }

  await check('an isolated stage that checks out signs the files of the commit, also in a second attempt', () =>
    withSigstore(async () => {
      for (const [name, text] of Object.entries(LINE_ENDINGS)) project.write(name, text)
      useKeyless(
        layoutOf('  - { name: build, by: ci, materials: [REQUIRE package.json], products: anything }\n'),
        stagePipeline(
          e2e,
          { build: { run: 'node scripts/build.mjs', checkout: 'true', 'hand-over': 'dist/**' } },
          gate(e2e, ['build'])
        )
      )
      const ran = await runAs()
      expectPassed(ran)
      assert.deepEqual(signedLink(server, ran.runId, 'build')?.materials, committed())
      const digest = digestOf(Buffer.from(LINE_ENDINGS['notes.txt']))
      assert.notEqual(committed()['notes.txt'], digest, 'the checkout must have changed something')
      assert.deepEqual(signedLink(server, ran.runId, 'build')?.environment['converted'], {
        materials: { 'notes.txt': digest },
        products: { 'notes.txt': digest }
      })
      // All jobs run again.
      const again = await runAs({ runId: ran.runId, attempt: 2 })
      expectPassed(again)
      assert.deepEqual(stepsStored(ran.runId, 2), ['build'])
    })
  )

  await check('an isolated stage signs what it took over from a stage that only checked out', () =>
    withSigstore(async () => {
      for (const [name, text] of Object.entries(LINE_ENDINGS)) project.write(name, text)
      useKeyless(
        layoutOf(
          CHECKED_OUT,
          STEP('build', MATCH('PRODUCTS FROM checkout'), `CREATE dist/*, ${MATCH('PRODUCTS FROM checkout')}`)
        ),
        isolatedPipeline(e2e, 'node scripts/build.mjs')
      )
      const ran = await runAs()
      expectPassed(ran)
      const [first, second] = ['checkout', 'build'].map((step) => signedLink(server, ran.runId, step))
      assert.deepEqual(first?.materials, {})
      assert.deepEqual(first.products, committed())
      assert.deepEqual(second?.materials, committed())
    })
  )

  await check('the legs of a matrix are isolated stages of their own', () =>
    withSigstore(async () => {
      const legs = ['a', 'b']
      const leg = stageJob(
        e2e,
        'build',
        {
          'step-name': 'build-${{ matrix.leg }}',
          run: 'echo "$LEG" > "out-${{ matrix.leg }}.txt"',
          'take-over': 'checkout'
        },
        'checkout',
        `    strategy: { fail-fast: false, matrix: { leg: [${legs.join(', ')}] } }\n`
      )
      const matched = MATCH('PRODUCTS FROM checkout')
      useKeyless(
        layoutOf(
          CHECKED_OUT,
          ...legs.map((name) => STEP(`build-${name}`, matched, `CREATE out-${name}.txt, ${matched}`))
        ),
        stagePipeline(e2e, { checkout: FIRST_STAGE }, `${leg}${gate(e2e, ['checkout', 'build'])}`)
      )
      const ran = await runAs()
      expectPassed(ran)
      assert.deepEqual(stepsStored(ran.runId, 1), ['build-a', 'build-b', 'checkout'])
      for (const name of legs)
        assert.deepEqual(signedLink(server, ran.runId, `build-${name}`)?.materials, committed(), name)
    })
  )
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
