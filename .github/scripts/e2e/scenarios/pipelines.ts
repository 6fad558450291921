// SPDX-License-Identifier: Apache-2.0
// Pipelines of ordinary jobs: one that passes, and ways of cheating it between its jobs.
import assert from 'node:assert/strict'
import { ALL, BLOCKED, replace, type Harness } from '../harness.ts'
import { MATRIX_LAYOUT, STAGES } from '../project.ts'
import { withoutJobs } from '../rerun.ts'
import type { ServedArtifact } from '../github-server.ts'
import { unzip } from '../zip.ts'

/** Changes the payload of an envelope and keeps its signatures. */
function alterPayload(content: Uint8Array, change: (text: string) => string): Uint8Array {
  const envelope = JSON.parse(Buffer.from(content).toString('utf8')) as { payload: string }
  const payload = Buffer.from(envelope.payload, 'base64').toString('utf8')
  assert.notEqual(change(payload), payload)
  return Buffer.from(JSON.stringify({ ...envelope, payload: Buffer.from(change(payload)).toString('base64') }))
}

export async function runPipelines(e2e: Harness): Promise<void> {
  const { server, project, run, check, expectRun, useWorkflow, stepsStored } = e2e

  let firstLinks: ServedArtifact[] = []

  await check('a pipeline of five jobs passes', async () => {
    const ran = await run()
    firstLinks = server.artifacts.filter((artifact) => artifact.run === ran.runId)
    expectRun(ran, ALL, 'passed')
    assert.match(ran.outputs.get('verify')?.get('gate.subjects') ?? '', /greeter-1\.0\.0\.tgz/)
    assert.deepEqual(
      firstLinks.map(({ name }) => name).sort(),
      [
        'in-toto-products.build.build.0.1',
        'in-toto-products.checkout.checkout.0.1',
        ...STAGES.map((stage) => `in-toto.${stage}.${stage}.0.1`)
      ].sort()
    )
    for (const { name, zip } of firstLinks.filter((artifact) => artifact.name.startsWith('in-toto.'))) {
      const files = unzip(zip).map((entry) => entry.name)
      assert.equal(files.length, 1, name)
      assert.match(files[0] ?? '', /^\w+\.[0-9a-f]{8}\.link$/)
    }
  })

  const fetches = (): number => server.requests.filter(({ path }) => path.endsWith('.git/git-upload-pack')).length

  await check(
    'the source is held against the repository, and must be of the commit that the gate is told',
    async () => {
      const before = fetches()
      const passed = await run()
      expectRun(passed, ALL, 'passed')
      assert.equal(fetches(), before + 1)
      assert.match(passed.printed, /source: commit [0-9a-f]{40}, \d+ files, held against the repository by the gate/)
      // The stages check out the commit of the run, and the gate is told of its parent.
      useWorkflow(project.pipeline({ verify: { commit: project.git('rev-parse', 'HEAD') } }))
      expectRun(await run(), BLOCKED, 'failed', 'SOURCE_OTHER_COMMIT')
    }
  )

  await check('the verdict says where nobody held the source against the repository', async () => {
    const before = fetches()
    useWorkflow(project.pipeline({ verify: { 'source-check': 'none' } }))
    const ran = await run()
    expectRun(ran, ALL, 'passed')
    assert.match(ran.printed, /warning SOURCE_UNCHECKED/)
    assert.equal(fetches(), before)
  })

  await check('products that were changed between jobs stop the next job and the gate', async () => {
    server.stored = (artifact) => {
      if (artifact.name.startsWith('in-toto-products.build.'))
        replace(artifact, (entry) => (entry.name === 'dist/greet.mjs' ? Buffer.from('evil()\n') : entry.content))
    }
    const ran = await run()
    expectRun(
      ran,
      { checkout: 'success', build: 'success', test: 'failure', package: 'failure', verify: 'failure' },
      'failed',
      'NEEDED_JOB_FAILED',
      'LINK_MISSING'
    )
    assert.match(ran.annotations.join('\n'), /take_over_differs/)
    assert.ok(!ran.printed.includes('evil'), 'what was put in between was run')
  })

  await check('a product that a later stage changed is found by the gate', async () => {
    useWorkflow(project.pipeline({ commands: { test: 'node --test && echo "evil()" >> dist/greet.mjs' } }))
    expectRun(await run(), BLOCKED, 'failed', 'RULE_ARTIFACT_DISALLOWED')
  })

  await check('a product that is named and left out stops its stage, and the gate', async () => {
    useWorkflow(project.pipeline({ inputs: { package: { exclude: '*.tgz' } } }))
    const ran = await run()
    const results = { ...ALL, package: 'failure', verify: 'failure' } as const
    expectRun(ran, results, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.match(ran.annotations.join('\n'), /record_excluded/)
  })

  await check('a product that the gate is told to compare and to leave out fails the gate', async () => {
    useWorkflow(project.pipeline({ verify: { products: 'greeter-1.0.0.tgz', exclude: '*.tgz' } }))
    expectRun(await run(), BLOCKED, 'failed', 'RECORD_EXCLUDED')
  })

  await check('a link artifact that was replaced does not count', async () => {
    server.stored = (artifact) => {
      if (artifact.name.startsWith('in-toto.test.'))
        replace(artifact, ({ content }) =>
          alterPayload(content, (text) => text.replace('"return-value":0', '"return-value":0,"note":1'))
        )
    }
    expectRun(await run(), BLOCKED, 'failed', 'LINK_THRESHOLD')
  })

  await check('a step that is missing blocks', async () => {
    useWorkflow(project.pipeline({ without: ['test'] }))
    expectRun(
      await run(),
      { checkout: 'success', build: 'success', package: 'success', verify: 'failure' },
      'failed',
      'LINK_MISSING'
    )
  })

  await check('a link that is deleted blocks', async () => {
    server.stored = (artifact) => {
      if (artifact.name.startsWith('in-toto.test.')) server.remove(artifact)
    }
    expectRun(await run(), BLOCKED, 'failed', 'LINK_MISSING')
  })

  await check('a job that failed blocks, and leaves no link', async () => {
    useWorkflow(project.pipeline({ commands: { test: 'node --test && exit 3' } }))
    const ran = await run()
    expectRun(ran, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.ok(!server.artifacts.some(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.test.')))
  })

  await check('a wrong key blocks', async () => {
    const ran = await run({ secrets: { PACKAGE_KEY: project.key('mallory').private } })
    expectRun(ran, BLOCKED, 'failed', 'LINK_MISSING')
  })

  await check('a link of another run blocks', async () => {
    const old = firstLinks.find(({ name }) => name.startsWith('in-toto.test.'))
    assert.ok(old !== undefined, 'the first run must have passed')
    server.stored = (artifact) => {
      if (artifact.name === old.name && artifact.run !== old.run)
        Object.assign(artifact, { zip: old.zip, digest: old.digest })
    }
    expectRun(await run(), BLOCKED, 'failed', 'LINK_OF_OTHER_RUN')
  })

  await check('three legs of a matrix and a second attempt verify', async () => {
    project.writeLayout(MATRIX_LAYOUT)
    const workflow = project
      .matrixPipeline('test "$GITHUB_RUN_ATTEMPT" = 2 -o "$LEG" != b && echo $LEG > out-$LEG.txt')
      .replaceAll('$LEG', '${{ matrix.leg }}')
    useWorkflow(workflow)
    project.publish()
    const runId = '900'
    const first = await run({ runId })
    // The runner gives one result to all legs, so what they stored tells which of them succeeded.
    assert.deepEqual([...first.jobs.keys()].sort(), ['build-1', 'build-2', 'build-3', 'checkout', 'verify'])
    assert.deepEqual(stepsStored(runId, 1), ['build-a', 'build-c', 'checkout'])
    assert.equal(first.outputs.get('verify')?.get('gate.verdict'), 'failed')
    // Whoever runs the failed jobs again keeps the links of the others.
    project.write('.github/workflows/pipeline.yml', withoutJobs(workflow, { checkout: {} }))
    const second = await run({ runId, attempt: 2, kept: ['checkout'] })
    const jobs = Object.fromEntries([...second.jobs].map(([name]) => [name, 'success' as const]))
    assert.equal(Object.keys(jobs).length, 5)
    expectRun(second, jobs, 'passed')
    assert.deepEqual(stepsStored(runId, 2), ['build-a', 'build-b', 'build-c'])
  })
  await check('a leg of a matrix that the layout does not have blocks, unless other-steps allows it', async () => {
    project.writeLayout(MATRIX_LAYOUT.replace(/ {2}- name: build-c\n[\s\S]*?(?=inspections)/, ''))
    const pipeline = (verify: Readonly<Record<string, string>>): string =>
      project.matrixPipeline('echo x > out-${{ matrix.leg }}.txt', verify)
    for (const verify of [{}, { 'other-steps': 'none' }, { 'other-steps': 'build-d' }]) {
      useWorkflow(pipeline(verify))
      project.publish()
      const ran = await run()
      assert.equal(ran.outputs.get('verify')?.get('gate.verdict'), 'failed')
      assert.match(ran.annotations.join('\n'), /link_unknown_step/)
    }
    useWorkflow(pipeline({ 'other-steps': 'build-c' }))
    project.publish()
    const ran = await run()
    expectRun(ran, Object.fromEntries([...ran.jobs.keys()].map((job) => [job, 'success' as const])), 'passed')
  })
}
