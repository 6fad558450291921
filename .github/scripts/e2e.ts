// SPDX-License-Identifier: Apache-2.0
// The suite on a local runner: a pipeline of five jobs that passes, and one run for each way of cheating it. Every
// scenario asserts the exact set of jobs that ran. E2E_CHECKOUT names a folder with the real actions/checkout at the
// commit that actions/checkout/action.yml pins; then it is used instead of a stub. E2E_ONLY runs what its text is part of.
// E2E_SUMMARIES names a folder for the summaries of the gate, one file a scenario.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { GitHubServer, sha256, type ServedArtifact } from './e2e/github-server.ts'
import { installAct, runWorkflow, type RanWorkflow, type WorkflowRun } from './e2e/local-runner.ts'
import { LAYOUT, MATRIX_LAYOUT, Project, REPOSITORY, STAGES, SUITE } from './e2e/project.ts'
import { RestDescription } from './e2e/openapi.ts'
import { installSigstore } from './sigstore/install.ts'
import { startSigstore, type SigstoreStack } from './sigstore/stack.ts'
import { unzip, zip, type ZipEntry } from './e2e/zip.ts'

const root = resolve(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'in-toto-e2e-'))
const only = process.env['E2E_ONLY'] ?? ''
const CANARY = 'canary-5f0c1d7e9b'
const API_TOKEN = `ghs_${CANARY}-api`

const act = installAct()
const server = new GitHubServer()
const service = await server.start()
const project = new Project(join(work, 'project'))
server.repositories.set(REPOSITORY, project.bare)
server.tokens.set(API_TOKEN, 'write')
const base = project.git('rev-parse', 'HEAD')

const checkoutPin =
  /uses: (actions\/checkout@[0-9a-f]{40})/.exec(readFileSync(join(root, 'actions/checkout/action.yml'), 'utf8'))?.[1] ??
  ''
const actions = new Map([
  [`${SUITE}@e2e`, project.rendered],
  [checkoutPin, process.env['E2E_CHECKOUT'] ?? project.checkoutStub()]
])

let passed = 0
let failed = 0
let runNumber = 100

interface Scenario {
  readonly event?: 'push' | 'pull_request'
  readonly fork?: boolean
  readonly secrets?: Readonly<Record<string, string>>
  readonly runId?: string
  readonly attempt?: number
  readonly ref?: string
  readonly variables?: Readonly<Record<string, string>>
  /** Jobs that have an identity, and as which workflow they sign. */
  readonly identities?: Readonly<Record<string, string>>
}

/** A Sigstore on loopback, for as long as scenarios need one. */
let stack: SigstoreStack | undefined

function identityOf(
  jobs: Readonly<Record<string, string>>,
  { sha, runId, attempt, event }: { sha: string; runId: string; attempt: number; event: string }
): NonNullable<WorkflowRun['identity']> {
  const ref = event === 'push' ? 'refs/heads/main' : 'refs/pull/7/merge'
  const own = `${REPOSITORY}/.github/workflows/pipeline.yml@${ref}`
  const claims = {
    repository: REPOSITORY,
    repository_id: '4711',
    repository_visibility: 'private',
    ref,
    sha,
    run_id: runId,
    run_attempt: String(attempt),
    event_name: event,
    workflow_ref: own,
    workflow_sha: sha
  }
  const urls = Object.entries(jobs).map(([job, signer]) => [
    job,
    stack?.requestUrl({ ...claims, job_workflow_ref: signer === '' ? own : signer }) ?? ''
  ])
  const { requestToken: token = '', preload = '' } = stack?.issuer ?? {}
  return { token, urls: Object.fromEntries(urls) as Record<string, string>, preload }
}

/** Runs what is committed in the tree. */
async function run(how: Scenario = {}): Promise<RanWorkflow & { runId: string }> {
  runNumber += 1
  const { event = 'push', fork = false, attempt = 1 } = how
  const runId = how.runId ?? String(runNumber)
  const directory = join(work, `run-${runId}-${attempt}`)
  mkdirSync(directory)
  const sha = project.git('rev-parse', 'HEAD')
  const repository = { id: 4711, full_name: REPOSITORY, default_branch: 'main' }
  const payload =
    event === 'push'
      ? { ref: 'refs/heads/main', after: sha, repository }
      : {
          action: 'synchronize',
          number: 7,
          repository,
          pull_request: {
            number: 7,
            base: { ref: 'main', sha: base, repo: repository },
            head: { ref: 'change', sha, repo: fork ? { id: 4712, full_name: 'mallory/greeter' } : repository }
          }
        }
  server.runs.set(runId, { id: runId, attempt, head: sha, event })
  const ran = await runWorkflow(act, directory, {
    tree: project.tree,
    repositories: project.repositories,
    event,
    payload,
    actor: fork ? 'mallory' : 'alice',
    runId,
    attempt,
    repository: REPOSITORY,
    sha,
    ref: how.ref ?? (event === 'push' ? 'refs/heads/main' : 'refs/pull/7/merge'),
    service,
    secrets: { GITHUB_TOKEN: API_TOKEN, API_TOKEN, ...(fork ? {} : project.secrets()), ...how.secrets },
    variables: how.variables ?? {},
    actions,
    canary: CANARY,
    ...(how.identities === undefined || stack === undefined
      ? {}
      : { identity: identityOf(how.identities, { sha, runId, attempt, event }) })
  })
  writeFileSync(join(directory, 'act.log'), ran.raw)
  return { ...ran, runId }
}

let scenario = ''

function keepSummary(summary: string): void {
  const folder = process.env['E2E_SUMMARIES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${scenario.replaceAll(/[^a-z]+/g, '-')}.md`), summary)
}

async function check(name: string, body: () => Promise<void>): Promise<void> {
  if (!name.includes(only)) return
  scenario = name
  const start = performance.now()
  server.stored = () => {}
  server.fault = () => false
  project.git('checkout', '--quiet', '--force', base)
  project.publish()
  try {
    await body()
    passed += 1
    console.log(`ok   ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}\n${(error as Error).message.split('\n').slice(0, 120).join('\n')}`)
  }
}

type Results = Readonly<Record<string, 'success' | 'failure'>>

/** The exact jobs that ran and how they ended, and what the gate said. */
function expectRun(
  ran: RanWorkflow,
  results: Results,
  verdict: 'passed' | 'failed' | 'advisory',
  ...codes: string[]
): void {
  const context = (): string => `${ran.printed.split('\n').slice(-30).join('\n')}\n${ran.annotations.join('\n')}`
  assert.deepEqual(Object.fromEntries(ran.jobs), { ...results }, `the jobs that ran\n${context()}`)
  const outputs = ran.outputs.get('verify')
  assert.equal(outputs?.get('gate.verdict'), verdict, context())
  assert.equal(outputs?.get('gate.verified'), String(verdict === 'passed'), context())
  const summary = ran.summaries.find(({ job }) => job === 'verify')?.content ?? ''
  const headline = { passed: '✅ Passed', failed: '❌ Failed', advisory: '⚠️ Advisory' }[verdict]
  assert.ok(summary.startsWith(`## ${headline}`), `the summary begins with ${summary.slice(0, 80)}`)
  for (const code of codes) {
    assert.ok(summary.includes(code), `the summary lacks ${code}\n${context()}`)
    assert.match(ran.printed, new RegExp(`Verdict: ${verdict}[^\\n]*${code}`), context())
  }
  keepSummary(summary)
  if (verdict === 'passed') assert.match(summary, /```mermaid\nflowchart LR/)
}

const ALL: Results = { checkout: 'success', build: 'success', test: 'success', package: 'success', verify: 'success' }
const BLOCKED: Results = { ...ALL, verify: 'failure' }

/** Changes files of a workflow artifact, with a digest that fits, as any job of a run could. */
function replace(artifact: ServedArtifact, change: (entry: ZipEntry) => Uint8Array): void {
  const content = zip(unzip(artifact.zip).map((entry) => ({ ...entry, content: change(entry) })))
  Object.assign(artifact, { zip: content, digest: sha256(content) })
}

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

/** The steps of which an attempt stored links. */
function stepsStored(runId: string, attempt: number): string[] {
  return server.artifacts
    .filter(({ run: id, name }) => id === runId && name.startsWith('in-toto.') && name.endsWith(`.${attempt}`))
    .map(({ name }) => name.split('.')[1] ?? '')
    .sort()
}

/** Commits the workflow and, if told, makes it the default branch's. */
function useWorkflow(text: string): string {
  project.write('.github/workflows/pipeline.yml', text)
  return project.commit('The workflow of a scenario')
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

const STAGE_WORKFLOW = `${SUITE}/.github/workflows/stage.yml`
const STAGE_SIGNER = `${STAGE_WORKFLOW}@refs/tags/v1.0.0`
const OWN_JOBS = Object.fromEntries(STAGES.map((name) => [name, '']))

/** How stages reach the Sigstore on loopback, and what it is verified with. */
function sigstoreInputs(): Record<string, string> {
  if (stack === undefined) throw new Error('there is no Sigstore')
  return {
    sigstore: 'custom',
    'fulcio-url': stack.fulcioUrl,
    'rekor-url': stack.logUrl,
    'timestamp-url': stack.timestampUrl,
    'trusted-root': JSON.stringify(stack.trustedRoot)
  }
}

async function withSigstore(body: () => Promise<void>): Promise<void> {
  stack = await startSigstore({ programs: installSigstore(), issuer: 'https://token.actions.githubusercontent.com' })
  try {
    await body()
  } finally {
    await stack.close()
    stack = undefined
  }
}

const keylessLayout = (through = ''): string =>
  LAYOUT.replace(
    /functionaries:\n[\s\S]*?steps:/,
    `functionaries:\n  ci: { workflow: .github/workflows/pipeline.yml, repository: ${REPOSITORY}, refs: refs/heads/main, runner: github-hosted${through === '' ? '' : `, through: ${through}`} }\nsteps:`
  ).replace(/by: \w+/g, 'by: ci')

function useKeyless(layout: string, workflow: string): void {
  project.writeLayout(layout)
  project.write('.github/workflows/pipeline.yml', workflow)
  project.commit('Sign by identity')
  project.publish()
}

await check('stages sign as the workflow, and no key is anywhere', () =>
  withSigstore(async () => {
    const inputs = { ...sigstoreInputs(), sign: 'keyless', 'signing-key': '', 'take-over-keys': '' }
    const verify = { 'trusted-root': JSON.stringify(stack?.trustedRoot) }
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
    assert.ok(!log.join('\n').includes(stack?.issuer.requestToken ?? ''), 'the token that asks for tokens')
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

/** Every stage in isolation: its code in one job, its signature in another. */
function isolatedPipeline(build: string): string {
  const stage = (name: string, needs: string, values: Record<string, string>): string => {
    const all = { 'step-name': name, ...values, ...sigstoreInputs() }
    const lines = Object.entries(all).map(
      ([key, value]) => `      ${key}: ${value === 'true' ? value : JSON.stringify(value)}\n`
    )
    return `  ${name}:\n${needs === '' ? '' : `    needs: ${needs}\n`}    uses: ${STAGE_WORKFLOW}@e2e\n    with:\n${lines.join('')}`
  }
  return `name: pipeline
on: [push, pull_request]
permissions: {}
jobs:
${stage('checkout', '', { run: 'true', checkout: 'true', materials: '', 'hand-over': '*' })}${stage('build', 'checkout', { run: build, setup: 'echo ready', 'take-over': 'checkout', 'hand-over': '*' })}${project.verifyJob(['checkout', 'build'], { 'trusted-root': JSON.stringify(stack?.trustedRoot) })}`
}

const isolatedLayout = (): string =>
  keylessLayout(STAGE_SIGNER).replace(/ {2}- name: test\n[\s\S]*?(?=inspections)/, '')

await check('an isolated stage signs in a job that runs no code of the user', () =>
  withSigstore(async () => {
    const spy = 'env > dist/environment.txt; cat /proc/*/environ 2>/dev/null | tr "\\0" "\\n" > dist/others.txt || true'
    useKeyless(isolatedLayout(), isolatedPipeline(`node scripts/build.mjs && ${spy}`))
    const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
    expectRun(ran, Object.fromEntries([...ran.jobs.keys()].map((job) => [job, 'success'])), 'passed')
    const work = server.artifacts.find(
      ({ run: id, name }) => id === ran.runId && name.startsWith('in-toto-products.build')
    )
    const seen = unzip(work?.zip ?? Buffer.alloc(0))
    assert.ok(seen.some(({ name }) => name === 'dist/environment.txt'))
    for (const { name, content } of seen) {
      assert.ok(
        !Buffer.from(content).includes(stack?.issuer.requestToken ?? ''),
        `${name} holds the token that asks for tokens`
      )
      for (const variable of ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_RUNTIME_TOKEN'])
        assert.ok(!Buffer.from(content).includes(variable), `${name} holds ${variable}`)
    }
    const [signed] = server.artifacts.filter(
      ({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.build')
    )
    assert.match(unzip(signed?.zip ?? Buffer.alloc(0))[0]?.name ?? '', /^build\.[0-9a-f]{8}\.sigstore\.json$/)
    // A layout that means the workflow itself does not take the isolated signer for it, nor another version of it.
    for (const layout of [
      keylessLayout().replace(/ {2}- name: test\n[\s\S]*?(?=inspections)/, ''),
      isolatedLayout().replace('v1.0.0', 'v1.0.1')
    ]) {
      project.writeLayout(layout)
      project.commit('Mean another signer')
      project.publish()
      const other = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
      assert.equal(other.outputs.get('verify')?.get('gate.verdict'), 'failed')
      assert.match(other.printed, /Verdict: failed[^\n]*LINK_THRESHOLD/)
    }
  })
)

await check('code in an isolated stage cannot change what is signed', () =>
  withSigstore(async () => {
    const tries: readonly (readonly [string, RegExp])[] = [
      // The recording of the materials lies where the runner may write.
      [
        `sed -i 's/"name":"build"/"name":"test"/; s/[0-9a-f]\\{64\\}/${'0'.repeat(64)}/' "$RUNNER_TEMP"/in-toto-*.json`,
        /recording_tampered/
      ],
      // Outputs of other workflow steps cannot be written, whatever the names.
      [
        'for f in "$RUNNER_TEMP"/../*/* "$GITHUB_OUTPUT"; do [ -f "$f" ] && echo "begun-digest=sha256:0" >> "$f" || true; done; rm -f "$RUNNER_TEMP"/in-toto-*.json',
        /recording_/
      ]
    ]
    for (const [attack, refusal] of tries) {
      useKeyless(isolatedLayout(), isolatedPipeline(`node scripts/build.mjs; ${attack}`))
      const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
      assert.match(ran.printed + ran.annotations.join('\n'), refusal, attack)
      assert.ok(
        !server.artifacts.some(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.build')),
        attack
      )
    }
  })
)

await check('an unsigned link that was exchanged on its way is not signed', () =>
  withSigstore(async () => {
    useKeyless(isolatedLayout(), isolatedPipeline('node scripts/build.mjs'))
    const changes: readonly ((entry: ZipEntry) => Uint8Array)[] = [
      ({ content }) => Buffer.from(Buffer.from(content).toString().replace('"payload":"', '"payload":"eyJ4IjoxfQ')),
      () => Buffer.from('{}')
    ]
    for (const change of changes) {
      server.stored = (artifact) => {
        if (artifact.name.startsWith('in-toto-unsigned.build')) replace(artifact, change)
      }
      const ran = await run({ identities: { sign: STAGE_SIGNER }, secrets: { GITHUB_TOKEN: API_TOKEN } })
      assert.match(ran.printed + ran.annotations.join('\n'), /sign_refused/)
      assert.ok(!server.artifacts.some(({ run: id, name }) => id === ran.runId && name.startsWith('in-toto.build')))
    }
  })
)

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

console.log(`${passed} passed, ${failed} failed`)
await server.stop()
if (failed === 0) rmSync(work, { recursive: true, force: true })
else console.log(`What the runs left is in ${work}.`)
process.exitCode = failed === 0 ? 0 : 1
