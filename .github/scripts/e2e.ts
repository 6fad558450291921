// SPDX-License-Identifier: Apache-2.0
// The suite on a local runner: a pipeline of five jobs that passes, and one run for each way of cheating it. Every
// scenario asserts the exact set of jobs that ran. E2E_CHECKOUT names a folder with the real actions/checkout at the
// commit that actions/checkout/action.yml pins; then it is used instead of a stub. E2E_ONLY runs the scenarios and attacks
// that its text is part of the name of. E2E_ALL=1 tries every forgery of a record, where each commit else has a fifth.
// E2E_SUMMARIES names a folder for the summaries of the gate, one file a scenario.
import assert from 'node:assert/strict'
import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { ServedArtifact } from './e2e/github-server.ts'
import { API_TOKEN, CANARY, keylessLayout, replace, startHarness, type Results } from './e2e/harness.ts'
import { MATRIX_LAYOUT, REPOSITORY, STAGES, SUITE } from './e2e/project.ts'
import { RestDescription } from './e2e/openapi.ts'
import { attacksOnIsolatedStages } from './e2e/scenarios/attacks.ts'
import { honestStages } from './e2e/scenarios/honest.ts'
import { isolatedStages } from './e2e/scenarios/isolated.ts'
import { jobTools } from './e2e/scenarios/job-tools.ts'
import { unzip } from './e2e/zip.ts'

const e2e = await startHarness()
const { only, server, project, sigstore, withSigstore, sigstoreInputs } = e2e
const { run, check, expectRun, useWorkflow, useKeyless, stepsStored } = e2e

const ALL: Results = { checkout: 'success', build: 'success', test: 'success', package: 'success', verify: 'success' }
const BLOCKED: Results = { ...ALL, verify: 'failure' }
const OWN_JOBS = Object.fromEntries(STAGES.map((name) => [name, '']))

/** Changes the payload of an envelope and keeps its signatures. */
function alterPayload(content: Uint8Array, change: (text: string) => string): Uint8Array {
  const envelope = JSON.parse(Buffer.from(content).toString('utf8')) as { payload: string }
  const payload = Buffer.from(envelope.payload, 'base64').toString('utf8')
  assert.notEqual(change(payload), payload)
  return Buffer.from(JSON.stringify({ ...envelope, payload: Buffer.from(change(payload)).toString('base64') }))
}

/** The line that holds a secret is shown up to the secret. */
function assertClean(what: string, text: string, secret: string): void {
  const line = text.split('\n').find((candidate) => candidate.includes(secret))
  assert.equal(line?.slice(0, line.indexOf(secret)), undefined, what)
}

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
    // Whoever does not tell the outcome gets a link that does not speak of it.
    useWorkflow(wrap("''"))
    const silent = await run()
    const stored = server.artifacts.find(({ run: id, name }) => id === silent.runId && name.startsWith('in-toto.test.'))
    const envelope = JSON.parse(Buffer.from(unzip(stored?.zip ?? Buffer.alloc(0))[0]?.content ?? []).toString()) as {
      payload: string
    }
    assert.doesNotMatch(Buffer.from(envelope.payload, 'base64').toString(), /return-value/)
  }
)

await check('a command runs in the workspace, where its link says, or not at all', async () => {
  const step = (id: string, inputs: Readonly<Record<string, string>>): string =>
    `      - id: ${id}
        continue-on-error: true
        uses: ${SUITE}/actions/step@e2e
        with:
          step-name: ${id}
          materials: ''
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
${step('top', { run: 'pwd -P > top.txt', 'working-directory': '', products: 'top.txt' })}${step('made', { setup: 'mkdir -p made/here && pwd -P > setup.txt', run: 'pwd -P > here.txt', 'working-directory': ' ./made//here/ ', products: 'made' })}${step('up', { run: canary, 'working-directory': '..' })}${step('absolute', { run: canary, 'working-directory': '/tmp' })}${step('link', { run: canary, 'working-directory': 'out' })}${step('replaced', { run: 'cd .. && rmdir sub && ln -s /tmp sub && echo canary-replaced', 'working-directory': 'sub', products: 'top.txt' })}      - run: |
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
  assert.equal(ran.jobs.get('checkout'), 'failure')
  assert.match(ran.annotations.join('\n'), /docs.*leads out of/)
  assert.deepEqual(
    server.artifacts.filter(({ run: id }) => id === ran.runId),
    []
  )
  rmSync(join(project.tree, 'docs'))
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
  const ran = await run({ event: 'pull_request', fork: true, secrets: { API_TOKEN: 'ghs_readonly' } })
  expectRun(ran, BLOCKED, 'advisory')
  assert.match(ran.annotations.join('\n'), /not signed/)
})

await check('a pull request of a fork gets advice, and the job succeeds where the policy says so', async () => {
  useWorkflow(project.pipeline({ verify: { 'fork-policy': 'advisory', 'check-run': 'auto' } }))
  const ran = await run({ event: 'pull_request', fork: true, secrets: { API_TOKEN: 'ghs_readonly' } })
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
  expectRun(await run({ event: 'pull_request', fork: true }), BLOCKED, 'failed', 'RULE_ARTIFACT_DISALLOWED')
})

await check('unsigned links of the own repository never get advice', async () => {
  const unsigned = { sign: 'none' }
  useWorkflow(project.pipeline({ inputs: { test: unsigned }, verify: { 'fork-policy': 'advisory' } }))
  expectRun(await run(), BLOCKED, 'failed', 'LINK_MISSING')
})

await check('three legs of a matrix and a second attempt verify', async () => {
  project.writeLayout(MATRIX_LAYOUT)
  useWorkflow(
    project
      .matrixPipeline('test "$GITHUB_RUN_ATTEMPT" = 2 -o "$LEG" != b && echo $LEG > out-$LEG.txt')
      .replaceAll('$LEG', '${{ matrix.leg }}')
  )
  project.publish()
  const runId = '900'
  const first = await run({ runId })
  // The runner gives one result to all legs, so what they stored tells which of them succeeded.
  assert.deepEqual([...first.jobs.keys()].sort(), ['build-1', 'build-2', 'build-3', 'checkout', 'verify'])
  assert.deepEqual(stepsStored(runId, 1), ['build-a', 'build-c', 'checkout'])
  assert.equal(first.outputs.get('verify')?.get('gate.verdict'), 'failed')
  // Whoever runs the failed jobs again keeps the links of the others.
  server.stored = (artifact) => {
    if (artifact.name.includes('.checkout.') && artifact.name.startsWith('in-toto.')) server.remove(artifact)
  }
  const second = await run({ runId, attempt: 2 })
  const jobs = Object.fromEntries([...second.jobs].map(([name]) => [name, 'success' as const]))
  assert.equal(Object.keys(jobs).length, 5)
  expectRun(second, jobs, 'passed')
  assert.deepEqual(stepsStored(runId, 2), ['build-a', 'build-b', 'build-c'])
})

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
      commands: { test: `node --test\nnode -e ${JSON.stringify(script).replaceAll('$', '\\$').replaceAll('`', '\\`')}` }
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

await check('stages sign as the workflow, and no key is anywhere', () =>
  withSigstore(async () => {
    const inputs = { ...sigstoreInputs(), sign: 'keyless', 'signing-key': '', 'take-over-keys': '' }
    const verify = { 'trusted-root': JSON.stringify(sigstore().trustedRoot) }
    const workflow = project.pipeline({ inputs: Object.fromEntries(STAGES.map((name) => [name, inputs])), verify })
    useKeyless(keylessLayout(), workflow)
    const ran = await run({ identities: OWN_JOBS, secrets: { GITHUB_TOKEN: API_TOKEN } })
    expectRun(ran, ALL, 'passed')
    const links = server.artifacts.filter(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.'))
    assert.equal(links.length, 4)
    for (const { zip: archive } of links) assert.match(unzip(archive)[0]?.name ?? '', /\.sigstore\.json$/)
    // The shim asks with the job's own token, as the runner does.
    assert.doesNotMatch(ran.annotations.join('\n'), /ACTIONS_RUNTIME_TOKEN/)
    // The runner is told the token so that it can hide it; nothing else may show it.
    const log = ran.raw.split('\n').filter((line) => !line.includes('"command":"add-mask"'))
    assert.ok(!log.join('\n').includes(sigstore().issuer.requestToken), 'the token that asks for tokens')
    assert.doesNotMatch(log.join('\n'), /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/, 'an identity token')
    // The same links, but the layout means another repository's workflow.
    project.writeLayout(keylessLayout().replaceAll(REPOSITORY, 'acme/other'))
    project.commit('Mean somebody else')
    project.publish()
    const other = await run({ identities: OWN_JOBS, secrets: { GITHUB_TOKEN: API_TOKEN } })
    expectRun(other, BLOCKED, 'failed', 'LINK_THRESHOLD')
  })
)

await check('a stage without an identity says which permission it lacks', () =>
  withSigstore(async () => {
    const inputs = { ...sigstoreInputs(), sign: 'keyless', 'signing-key': '' }
    useKeyless(keylessLayout(), project.pipeline({ inputs: { checkout: inputs } }))
    const ran = await run({ identities: {}, secrets: { GITHUB_TOKEN: API_TOKEN } })
    assert.equal(ran.jobs.get('checkout'), 'failure')
    assert.match(ran.printed + ran.annotations.join(), /KEYLESS_TOKEN_UNAVAILABLE|id-token: write/)
  })
)

await check('a command that names another issuer ends its stage', async () => {
  const attack = 'echo "ACTIONS_ID_TOKEN_REQUEST_URL=http://127.0.0.1:9/" >> "$GITHUB_ENV"'
  useWorkflow(project.pipeline({ commands: { test: `node --test && ${attack}` } }))
  const ran = await run()
  expectRun(ran, { ...BLOCKED, test: 'failure' }, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
  assert.match(ran.annotations.join('\n'), /ACTIONS_ID_TOKEN_REQUEST_URL changed/)
})

await jobTools(e2e)
await isolatedStages(e2e)
await honestStages(e2e)
await attacksOnIsolatedStages(e2e)

await check('requests and answers are those of the published description', () => {
  const rest = server.requests.filter(({ path }) => path.startsWith('/repos/'))
  const description = new RestDescription()
  assert.deepEqual([...new Set(rest.flatMap((request) => description.differences(request)))], [])
  const kinds = new Set(
    rest.map(
      ({ method, path }) =>
        `${method} ${path
          .split('/')
          .slice(4, 6)
          .join('/')
          .replace(/\d+|[0-9a-f]{40}|%.*$/g, '*')}`
    )
  )
  assert.ok(only !== '' || kinds.size >= 6, [...kinds].join(', '))
  return Promise.resolve()
})

await e2e.end()
