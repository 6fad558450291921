// SPDX-License-Identifier: Apache-2.0
// Which variables the bundles read, seen by running them under a `process.env` that writes names down, and found in
// their text for what no run here reaches. None that an earlier workflow step can change may be read without being
// compared, or listed with the reason why its value has no effect.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { startIssuer } from '../../.github/scripts/sigstore/issuer.ts'
import { PASSING } from '../../src/stages/steering-table.ts'
import { isNamed, steeringOf } from '../../src/stages/steering-variables.ts'
import { directoryWith } from '../support/directory.ts'
import { FaultyService, json } from '../support/faulty-service.ts'
import { claimSources, trueClaim, trueFiles } from '../support/claimed-links.ts'
import { Job } from '../support/job.ts'
import { GATE } from '../support/pipeline.ts'
import { CI, head, repository, runIdsFrom, server, serveRepository, storedAs } from '../support/served-repository.ts'
import { SmallAuthority, SmallLog } from '../support/small-sigstore.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const WATCH = pathToFileURL(resolve(import.meta.dirname, '../support/watch-environment.mjs')).href
const BUNDLES = ['begin', 'end', 'sign', 'verify'] as const
type Bundle = (typeof BUNDLES)[number]

type Fate = 'kept' | 'sent' | 'changed'
const { variables: FATES, native: NATIVE } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../fixtures/runner-variables.json'), 'utf8')
) as { variables: Record<string, Fate>; native: string[] }

/** What an earlier step can do to a variable; what nobody knows of counts as changed. */
function fateOf(name: string): Fate {
  const known = Object.keys(FATES).find((entry) => isNamed({ names: [entry] }, name))
  return FATES[known ?? ''] ?? 'changed'
}

/** Those that an earlier step can change, and that neither are compared nor have a reason. */
const unjudged = (names: Iterable<string>): string[] =>
  [...names].filter(
    (name) =>
      fateOf(name) !== 'kept' && steeringOf(name) === undefined && !PASSING.some((entry) => isNamed(entry, name))
  )

serveRepository()
const newRun = runIdsFrom(11_000)
const file = join(directoryWith({ names: '' }), 'names')
const read = new Map<Bundle, Set<string>>()

/** Runs a bundle, and adds what it read to what is known of it. */
async function watched(
  bundle: Bundle,
  job: Job,
  inputs: Record<string, string>,
  { preload = '', error = '' } = {}
): Promise<Readonly<Record<string, string>>> {
  execFileSync('truncate', ['--size', '0', file])
  const imports = [WATCH, ...(preload === '' ? [] : [preload])].map((module) => `--import ${module}`)
  const ran = await job.run(bundle, inputs, { NODE_OPTIONS: imports.join(' '), WATCHED_NAMES: file })
  expect([bundle, ran.status, ran.log]).toEqual([bundle, error === '' ? 0 : 1, expect.stringContaining(error)])
  const names = readFileSync(file, 'utf8')
    .split('\n')
    .filter((name) => name !== '')
  read.set(bundle, new Set([...(read.get(bundle) ?? []), ...names]))
  return ran.outputs
}

const handedOn = (outputs: Readonly<Record<string, string>>): Record<string, string> => ({
  recording: outputs['recording'] ?? '',
  'recording-digest': outputs['recording-digest'] ?? ''
})

beforeAll(async () => {
  const run = newRun()
  server.runs.set(run, { id: run, attempt: 1, head: '', event: 'push' })
  const facts = { GITHUB_RUN_ID: run, RUNNER_ENVIRONMENT: 'github-hosted' }
  // A stage that hands over, one that takes over, and the gate over both.
  const write = new Job({ ...facts, GITHUB_JOB: 'write' }, { 'a.js': 'alpha' })
  const common = { 'signing-key': CI.privatePem, products: '.' }
  const written = await watched('begin', write, { 'step-name': 'write', run: 'make', materials: 'none' })
  await watched('end', write, { ...handedOn(written), ...common, outcomes: 'success', 'hand-over': '*' })
  const pack = new Job({ ...facts, GITHUB_JOB: 'pack' })
  const from = { 'take-over': 'write', 'take-over-keys': CI.publicPem }
  const packed = await watched('begin', pack, { 'step-name': 'pack', run: 'make', materials: '.', ...from })
  pack.write('app.tgz', 'package')
  await watched('end', pack, { ...handedOn(packed), ...common, outcomes: 'success' })
  const claim = await trueClaim(repository, head)
  const files = await trueFiles(repository, head)
  claimSources(
    server.artifacts.filter(({ name, run: of }) => of === run && name.startsWith('in-toto.')),
    () => claim,
    'signed',
    () => files
  )
  await watched('verify', new Job({ ...facts, GITHUB_JOB: 'verify', GITHUB_SERVER_URL: server.origin }), GATE)
  // A stage whose products are what git tracks, and an isolated one.
  const checkedOut = (job: string): Job => {
    const made = new Job({ ...facts, GITHUB_JOB: job })
    execFileSync('git', ['clone', '--quiet', repository, '.'], { cwd: made.workspace, stdio: 'ignore' })
    return made
  }
  const source = checkedOut('source')
  const begun = await watched('begin', source, { 'step-name': 'source', materials: 'none', command: 'optional' })
  await watched('end', source, { ...handedOn(begun), ...common, 'product-source': 'git' })
  const work = checkedOut('work')
  const step = { 'step-name': 'build', run: 'make build', materials: '.' }
  const worked = await watched('begin', work, { ...step, command: 'required' })
  work.write('app.tgz', 'package')
  await watched('end', work, { ...handedOn(worked), products: '.', outcomes: 'success', sign: 'later' })
  const record = storedAs('in-toto-unsigned.', run)
  await watched('sign', checkedOut('sign'), {
    ...step,
    'link-artifact-id': String(record.id),
    'link-artifact-digest': sha256(record.zip),
    checkout: 'true',
    'signing-key': CI.privatePem
  })
})

// A stage whose link an identity signs: a token, a certificate, an entry of a log.
beforeAll(async () => {
  const [authority, log, service] = [new SmallAuthority(), new SmallLog(), new FaultyService()]
  const issuer = await startIssuer(undefined, directoryWith())
  service.answer = (request, response) => {
    const before = service.received.length
    request.on('end', () => {
      const body = service.received.slice(before)
      if (request.url?.includes('/log/') === true) return json(response, log.enter(body), 201)
      const { publicKeyRequest } = JSON.parse(body) as { publicKeyRequest: { publicKey: { content: string } } }
      const chain = { certificates: [authority.certify(publicKeyRequest.publicKey.content)] }
      return json(response, { signedCertificateEmbeddedSct: { chain } }, 201)
    })
  }
  await service.start()
  try {
    const root = {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      certificateAuthorities: [authority.trusted],
      tlogs: [log.trusted]
    }
    const job = new Job(
      {
        GITHUB_RUN_ID: newRun(),
        ACTIONS_ID_TOKEN_REQUEST_URL: issuer.requestUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: `a.b.${issuer.requestToken}`
      },
      { 'a.js': 'alpha' }
    )
    const { preload } = issuer
    const begun = await watched('begin', job, { 'step-name': 'build', run: 'make', materials: '.' }, { preload })
    const keyless = {
      sign: 'keyless',
      sigstore: 'custom',
      'fulcio-url': service.origin,
      'rekor-url': service.origin,
      'rekor-version': '1',
      'trusted-root': JSON.stringify(root)
    }
    // The certificates of this authority name no run, which is the last thing that is compared before storing.
    await watched(
      'end',
      job,
      { ...handedOn(begun), ...keyless, products: '.', outcomes: 'success' },
      { preload, error: 'KEYLESS_IDENTITY_UNEXPECTED' }
    )
  } finally {
    issuer.close()
    await service.stop()
  }
})

describe.each(BUNDLES)('%s', (bundle) => {
  test('was seen to read what it lives on', () => {
    const names = [...(read.get(bundle) ?? [])]
    expect(names).toEqual(expect.arrayContaining(['GITHUB_WORKSPACE', 'RUNNER_TEMP', 'GITHUB_OUTPUT', 'GITHUB_JOB']))
    expect(names.some((name) => name.startsWith('INPUT_'))).toBe(true)
    if (bundle !== 'verify') expect(names).toContain('ACTIONS_RUNTIME_TOKEN')
  })
  test('reads nothing that an earlier step can change, unless it is compared or has no effect', () =>
    expect(unjudged(read.get(bundle) ?? [])).toEqual([]))
  test('names nothing of that kind in its text either', () => {
    const names = namedIn(`${bundle}.mjs`)
    // Each is named by a library that is loaded late.
    expect(names).toContain(bundle === 'verify' ? 'GITHUB_RUN_ID' : 'ACTIONS_RESULTS_URL')
    expect(unjudged(names)).toEqual([])
  })
})

describe('what is judged', () => {
  test('would be told of a variable that nobody thought of', () =>
    expect(unjudged(['HTTPS_PROXY', 'SOME_LIBRARY_MODULE', 'NODE_ENV'])).toEqual(['SOME_LIBRARY_MODULE']))
  test('would be told of one whose entry is gone', () =>
    expect(unjudged(['GITHUB_TOKEN', 'GITHUB_ACTION_PATH'])).toEqual(['GITHUB_TOKEN', 'GITHUB_ACTION_PATH']))
  test('covers what is read outside of JavaScript, which no run here shows', () =>
    expect(NATIVE.filter((name) => steeringOf(name) === undefined)).toEqual([]))
  test('says of nothing that the runner sets it anew which it does not', () => {
    const said = PASSING.filter(({ reason }) => reason.includes('anew by the runner')).flatMap(({ names }) => names)
    // State is an action's own; ours keep none.
    expect(said.filter((name) => name !== 'STATE_*' && fateOf(name) !== 'kept')).toEqual([])
    expect(said.length).toBeGreaterThan(8)
  })
})

/** Variables that are named in a bundle or in what it imports, at once or later. */
function namedIn(entry: string): Set<string> {
  const [names, seen, left] = [new Set<string>(), new Set<string>(), [join(ROOT, 'dist', entry)]]
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, name = ''] of text.matchAll(
      /\b(?:process|node_process)\.env\??(?:\.|\[["'])([A-Za-z_][A-Za-z0-9_]*)/g
    ))
      names.add(name)
    for (const [, name = ''] of text.matchAll(/\benvironment\[["']([A-Za-z_][A-Za-z0-9_]*)/g)) names.add(name)
    for (const [, target = ''] of text.matchAll(/(?:\bfrom |\bimport ?\(?)["'](\.{1,2}\/[^"']+\.mjs)["']/g))
      left.push(resolve(dirname(path), target))
  }
  return names
}
