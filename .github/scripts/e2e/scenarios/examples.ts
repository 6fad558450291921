// SPDX-License-Identifier: Apache-2.0
// Every example of examples/workflows, with its layout, on the project of examples/greeter: each passes its own gate.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXAMPLES, exampleLayout, exampleWorkflow, NO_COMMIT, type Inputs } from '../examples.ts'
import { sha256 } from '../github-server.ts'
import type { Harness, RanScenario, Scenario } from '../harness.ts'
import { REPOSITORY, SUITE } from '../project.ts'
import { withoutJobs } from '../rerun.ts'
import { signedLink } from '../signed-link.ts'

const READ_ONLY = 'ghs_readonly'
const STAGE_SIGNER = `${SUITE}/.github/workflows/stage.yml@${NO_COMMIT}`

/** How a run of an example ends: its jobs, the verdict, and the steps of which it stores links. */
interface Ending {
  readonly jobs: Readonly<Record<string, 'success' | 'failure'>>
  readonly verdict: 'passed' | 'advisory'
  readonly steps: readonly string[]
}

const IN_ONE_JOB = ['build', 'checkout', 'package', 'test']

/** What publishing leaves here: its words, and the file that it was given. */
const KEEP_RELEASE = `[ -n "$GH_TOKEN" ] && [ "$GH_REPO" = ${REPOSITORY} ]
echo "$*" > "$KEPT/words"
cp "\${@: -1}" "$KEPT/package"
`

/** Somebody changes a file of the commit, of whose bytes nothing is handed over, just before a stage. */
function changedBefore(stage: string, workflow: string): string {
  const place = workflow.indexOf(`      - uses: ${SUITE}/actions/${stage}@`)
  assert.ok(place > 0, `the workflow has a stage ${stage}`)
  return `${workflow.slice(0, place)}      - run: echo '// changed' >> test/greet.test.mjs\n${workflow.slice(place)}`
}

export async function runExamples(e2e: Harness): Promise<void> {
  const { server, project, sigstore, withSigstore, sigstoreInputs, work, check, run, stepsStored } = e2e
  project.addKey('ci')
  const tried = new Set<string>()

  /** Commits an example, and makes its layout the default branch's. */
  function useExample(name: string, inputs: Inputs = {}, layout = exampleLayout(name)): string {
    project.writeLayout(layout)
    const keys = { owner: project.key('owner').public, ci: project.key('ci').public }
    const workflow = exampleWorkflow(name, keys, inputs)
    project.write(`.github/workflows/${name}.yml`, workflow)
    project.commit(`The example ${name}`)
    project.publish()
    tried.add(name)
    return workflow
  }

  /** @returns the directory for the PATH */
  function writeProgram(name: string, script: string, kept: string): string {
    const directory = join(work, 'programs')
    for (const each of [directory, kept]) mkdirSync(each, { recursive: true })
    writeFileSync(join(directory, name), `#!/usr/bin/env bash\nset -e\nKEPT=${kept}\n${script}`)
    chmodSync(join(directory, name), 0o755)
    return directory
  }

  function runExample(workflow: string, how: Scenario = {}): Promise<RanScenario> {
    const member = how.author === undefined
    return run({
      workflow,
      secrets: member ? { IN_TOTO_SIGNING_KEY: project.key('ci').private } : { GITHUB_TOKEN: READ_ONLY },
      ...how
    })
  }

  /** Runs an example that somebody tampers with; its gate refuses that, by the code and the file. */
  async function expectRefusal(name: string, tampered: string, code: string, how: Scenario = {}): Promise<void> {
    project.write(`.github/workflows/${name}.yml`, tampered)
    project.commit(`An attack on the example ${name}`)
    const ran = await runExample(name, how)
    const context = `${ran.printed.split('\n').slice(-30).join('\n')}\n${ran.annotations.join('\n')}`
    assert.equal(ran.jobs.get('verify'), 'failure', context)
    const summary = ran.summaries.find(({ job }) => job === 'verify')?.content ?? ''
    assert.ok(summary.startsWith('## ❌ Failed'), `the summary begins with ${summary.slice(0, 80)}\n${context}`)
    const read = summary.replaceAll(/&#(\d+);/g, (_all, point: string) => String.fromCodePoint(Number(point)))
    for (const text of [code, 'test/greet.test.mjs'])
      assert.ok(read.includes(text), `the summary lacks ${text}\n${read}`)
  }

  function expectEnding(ran: RanScenario, { jobs, verdict, steps }: Ending): void {
    const context = `${ran.printed.split('\n').slice(-30).join('\n')}\n${ran.annotations.join('\n')}`
    assert.deepEqual(Object.fromEntries(ran.jobs), jobs, context)
    const summary = ran.summaries.find(({ job }) => job === 'verify')?.content ?? ''
    const headline = { passed: '✅ Passed', advisory: '⚠️ Advisory' }[verdict]
    assert.ok(summary.startsWith(`## ${headline}`), `the summary begins with ${summary.slice(0, 80)}\n${context}`)
    assert.deepEqual(stepsStored(ran.runId, 1), steps)
  }

  await check(
    'the example pull-request passes, and not when a file is changed before the tests',
    async () => {
      const workflow = useExample('pull-request')
      const jobs = { build: 'success', test: 'success', package: 'success', verify: 'success' } as const
      const steps = ['build', 'package', 'test']
      const passed = await runExample('pull-request', { event: 'pull_request' })
      expectEnding(passed, { jobs, verdict: 'passed', steps })
      // Dependabot's branch is one of the repository itself, and its runs get no secret.
      server.tokens.set(READ_ONLY, 'read')
      const ran = await runExample('pull-request', { event: 'pull_request', author: 'dependabot' })
      expectEnding(ran, { jobs: { ...jobs, verify: 'failure' }, verdict: 'advisory', steps })
      await expectRefusal('pull-request', changedBefore('test', workflow), 'TAKES_DIFFERS', { event: 'pull_request' })
    },
    'a pull request of Dependabot gets advice, and the example pull-request fails its job'
  )

  await check('the example matrix passes, and not when a leg changes a file before its tests', async () => {
    const workflow = useExample('matrix')
    const legs = ['ubuntu-24.04', 'macos-15', 'windows-2025']
    expectEnding(await runExample('matrix', { event: 'pull_request' }), {
      jobs: {
        'leg ubuntu-24.04-1': 'success',
        'leg macos-15-2': 'success',
        'leg windows-2025-3': 'success',
        verify: 'success'
      },
      verdict: 'passed',
      steps: ['build', 'test'].flatMap((step) => legs.map((leg) => `${step}-${leg}`)).sort()
    })
    const tampered = changedBefore('test', workflow).replace(
      'run: echo',
      "if: matrix.os == 'macos-15'\n        run: echo"
    )
    await expectRefusal('matrix', tampered, 'TAKES_DIFFERS', { event: 'pull_request' })
  })

  await check('the example merge-queue gives advice to a fork and to Dependabot, and passes in the queue', async () => {
    const workflow = useExample('merge-queue')
    server.tokens.set(READ_ONLY, 'read')
    const ending = { jobs: { stages: 'success', verify: 'success' }, steps: IN_ONE_JOB } as const
    const advised = await runExample('merge-queue', { event: 'pull_request', author: 'fork' })
    expectEnding(advised, { ...ending, verdict: 'advisory' })
    const bumped = await runExample('merge-queue', { event: 'pull_request', author: 'dependabot' })
    expectEnding(bumped, { ...ending, verdict: 'advisory' })
    expectEnding(await runExample('merge-queue', { event: 'merge_group' }), { ...ending, verdict: 'passed' })
    await expectRefusal('merge-queue', changedBefore('build', workflow), 'TAKES_DIFFERS', { event: 'merge_group' })
  })

  await check(
    'the example release releases what the gate saw, and a release that failed runs again alone',
    async () => {
      const workflow = useExample('release')
      const released = join(work, 'released')
      // GitHub does not answer the first time.
      const programs = [writeProgram('gh', `[ "$GITHUB_RUN_ATTEMPT" != 1 ]\n${KEEP_RELEASE}`, released)]
      const how = { ref: 'refs/tags/v1.0.0', programs }
      const failed = await runExample('release', how)
      const jobs = { stages: 'success', verify: 'success', release: 'success' } as const
      expectEnding(failed, { jobs: { ...jobs, release: 'failure' }, verdict: 'passed', steps: IN_ONE_JOB })
      const stored = server.artifacts.find(({ run: id, name }) => id === failed.runId && name === 'package')
      const kept = { stages: { package: String(stored?.id) }, verify: { verdict: 'passed' } }
      project.write('.github/workflows/release.yml', withoutJobs(workflow, kept))
      const again = await runExample('release', {
        ...how,
        runId: failed.runId,
        attempt: 2,
        kept: Object.keys(kept)
      })
      assert.deepEqual(Object.fromEntries(again.jobs), jobs, again.printed)
      assert.match(
        readFileSync(join(released, 'words'), 'utf8'),
        /^release create v1\.0\.0 .*out\/greeter-1\.0\.0\.tgz$/m
      )
      assert.equal(
        sha256(readFileSync(join(released, 'package'))),
        `sha256:${signedLink(server, failed.runId, 'package')?.products['out/greeter-1.0.0.tgz'] ?? ''}`
      )
      await expectRefusal('release', changedBefore('package', workflow), 'TAKES_DIFFERS', how)
    }
  )

  await check('the example wrap-uses passes, and not when a file is changed before the action', async () => {
    const workflow = useExample('wrap-uses')
    expectEnding(await runExample('wrap-uses'), {
      jobs: { stages: 'success', verify: 'success' },
      verdict: 'passed',
      steps: ['checkout', 'sbom']
    })
    await expectRefusal('wrap-uses', changedBefore('begin', workflow), 'RULE_ARTIFACT_DISALLOWED')
  })

  await check('the example keyless passes, and not when the build changes a file', () =>
    withSigstore(async () => {
      // The local runner does not tell a job which workflow it is in, so nothing can be the default.
      const signers = { 'take-over-identities': `https://github.com/${STAGE_SIGNER}` }
      const workflow = useExample(
        'keyless',
        {
          stage: { ...sigstoreInputs(), ...signers },
          gate: { 'trusted-root': `public-good=${JSON.stringify(sigstore().trustedRoot)}` }
        },
        exampleLayout('keyless').replace('example/package', REPOSITORY)
      )
      const how = { secrets: {}, identities: { sign: STAGE_SIGNER } }
      const ran = await runExample('keyless', how)
      expectEnding(ran, {
        jobs: { work: 'success', sign: 'success', verify: 'success' },
        verdict: 'passed',
        steps: ['build', 'checkout']
      })
      const tampered = workflow.replace('npm run build', "npm run build && echo '// changed' >> test/greet.test.mjs")
      await expectRefusal('keyless', tampered, 'CHANGED_UNEXPECTED', how)
    })
  )

  await check('no example is left out', () => {
    if (e2e.only === '') assert.deepEqual([...tried].sort(), EXAMPLES)
    return Promise.resolve()
  })
}
