// SPDX-License-Identifier: Apache-2.0
// Outside judges of what identities sign: the real authority, timestamp authority and log sign and enter it, and
// sigstore-python verifies it, as we verify its signatures. Needs Go and Python; nothing leaves the loopback interface
// while anything is verified.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import { httpPost } from '../../src/github/http-post.ts'
import { InTotoError } from '../../src/base/errors.ts'
import { readJson } from '../../src/intoto/json/read-json.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { chooseInstance } from '../../src/sigstore/instance.ts'
import { signKeyless } from '../../src/sigstore/keyless-signer.ts'
import { RekorV2Witness } from '../../src/sigstore/rekor-v2-witness.ts'
import { signLinkKeyless } from '../../src/stages/sign-link-keyless.ts'
import { FakeLog } from './sigstore/fake-log.ts'
import { identityOf, identityMismatches } from '../../src/intoto/keys/keyless-identity.ts'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import { readTrustedRoot } from '../../src/sigstore/trusted-root.ts'
import { installSigstore } from './sigstore/install.ts'
import type { Claims } from './sigstore/issuer.ts'
import { startSigstore, type SigstoreStack } from './sigstore/stack.ts'

const PYTHON_VERSION = '4.5.1'
const ISSUER = 'https://token.actions.githubusercontent.com'
const IDENTITY = 'https://github.com/octo-org/octo-repo/.github/workflows/build.yml@refs/heads/main'
const COMMIT = 'a'.repeat(40)
const CLAIMS: Claims = { sha: COMMIT, run_id: '1001' }

const root = resolve(import.meta.dirname, '../..')
const cli = join(root, 'dist/cli.mjs')
const work = mkdtempSync(join(tmpdir(), 'in-toto-sigstore-'))
/** Whoever tries to leave runs into this. */
const OFFLINE = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' }
const LIMIT_MS = 60_000
let passed = 0
let failed = 0

async function check(name: string, body: () => void | Promise<void>): Promise<void> {
  try {
    await body()
    passed += 1
    console.log(`ok   ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}\n${(error as Error).message.split('\n').slice(0, 30).join('\n')}`)
  }
}

interface Ran {
  readonly status: number | null
  readonly text: string
}

/** Never blocks: the issuer of tokens lives in this process. */
async function run(
  program: string,
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {}
): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: work, ...environment }
  const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  return { status, text: Buffer.concat(chunks).toString('utf8') }
}

async function ours(words: readonly string[], cwd: string): Promise<string> {
  const { status, text } = await run(process.execPath, [cli, ...words], cwd)
  assert.equal(status, 0, `exit status ${status} of ${words.join(' ')}\n${text}`)
  return text
}

/** The command line in a job with an identity. */
function asJob(
  stack: SigstoreStack,
  words: readonly string[],
  cwd: string,
  facts: Readonly<Record<string, string>> = {}
): Promise<Ran> {
  return run(process.execPath, ['--import', stack.issuer.preload, cli, ...words], cwd, {
    ACTIONS_ID_TOKEN_REQUEST_URL: stack.requestUrl(CLAIMS),
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: stack.issuer.requestToken,
    ...facts
  })
}

function installPython(): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'in-toto-actions')
  const venv = join(cache, `sigstore-python-${PYTHON_VERSION}`)
  if (!existsSync(join(venv, 'complete'))) {
    rmSync(venv, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' })
    const words = ['install', '--quiet', '--disable-pip-version-check', `sigstore==${PYTHON_VERSION}`]
    execFileSync(join(venv, 'bin/pip'), words, { stdio: 'inherit' })
    writeFileSync(join(venv, 'complete'), '')
  }
  return join(venv, 'bin/python')
}

const LAYOUT = `
expires: 1 year
functionaries:
  ci: { workflow: .github/workflows/build.yml, refs: refs/heads/main, runner: github-hosted }
steps:
  - { name: checkout, by: ci, materials: [DISALLOW *], products: [REQUIRE package.json, CREATE *, DISALLOW *] }
  - name: build
    by: ci
    materials: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM checkout, CREATE dist/*, DISALLOW *]
  - name: test
    by: ci
    materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
    products: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
  - name: package
    by: ci
    materials: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
    products: [CREATE greeter-1.0.0.tgz, DISALLOW *]
inspections: []
`

/** The pipeline of the demo, every step signed by identity; what it leaves is verified without the servers. */
interface Pipeline {
  readonly directory: string
  readonly links: string
  readonly root: string
}

async function pipeline(name: string, stack: SigstoreStack): Promise<Pipeline> {
  const directory = join(work, name)
  const [project, links] = [join(directory, 'project'), join(directory, 'links')]
  for (const path of [project, links]) mkdirSync(path, { recursive: true })
  const trustedRoot = join(directory, 'trusted_root.json')
  writeFileSync(trustedRoot, JSON.stringify(stack.trustedRoot))
  const signing = [
    '--keyless',
    '--sigstore=custom',
    `--fulcio-url=${stack.fulcioUrl}`,
    ...(stack.logUrl === '' ? [] : [`--rekor-url=${stack.logUrl}`]),
    `--timestamp-url=${stack.timestampUrl}`,
    `--trusted-root=${trustedRoot}`
  ]
  const steps: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['checkout', [], ['cp', '-R', `${join(root, 'examples/greeter')}/.`, '.']],
    ['build', ['-m', '.', '-p', '.'], ['npm', 'run', 'build']],
    ['test', ['-m', '.', '-p', '.'], ['npm', 'test']],
    ['package', ['-m', '.', '-p', 'greeter-1.0.0.tgz'], ['npm', 'pack']]
  ]
  for (const [step, paths, command] of steps) {
    const recorded = paths.length === 0 ? ['-p', '.'] : paths
    const run = ['--run-id', '1001', '--commit', COMMIT]
    await ours(
      ['run', '--unsigned', '-n', step, ...recorded, ...run, '-e', '.in-toto', '-d', directory, '--', ...command],
      project
    )
    const signed = await asJob(stack, ['sign', '-f', join(directory, `${step}.link`), ...signing, '-q'], directory)
    assert.deepEqual([signed.status, signed.text], [0, ''], 'nothing is said')
    const bundle = readdirSync(directory).find((file) => file.startsWith(`${step}.`) && file.endsWith('.sigstore.json'))
    cpSync(join(directory, bundle ?? ''), join(links, bundle ?? ''))
  }
  const layout = join(directory, 'layout.yml')
  writeFileSync(layout, LAYOUT)
  await ours(
    ['layout', 'build', layout, '-o', join(directory, 'root.layout'), '--repository', 'octo-org/octo-repo'],
    directory
  )
  const signed = await asJob(stack, ['sign', '-f', join(directory, 'root.layout'), ...signing], directory)
  assert.equal(signed.status, 0, signed.text)
  return { directory, links, root: trustedRoot }
}

function verify({ directory, links, root: trustedRoot }: Pipeline, more: readonly string[] = []): Promise<Ran> {
  const words = ['verify', '-l', join(directory, 'root.layout.sigstore.json'), '--link-dir', links]
  return run(
    process.execPath,
    [cli, ...words, '--trusted-root', trustedRoot, '--identity', IDENTITY, ...more],
    directory,
    OFFLINE
  )
}

const programs = installSigstore()
const python = installPython()

for (const [log, certificateLog] of [
  [true, true],
  [true, false],
  [false, true],
  [false, false]
] as const) {
  const what = `${log ? 'with' : 'without'} the log, ${certificateLog ? 'with' : 'without'} promises of the certificate log`
  const stack = await startSigstore({ programs, issuer: ISSUER, log, certificateLog })
  let built: Pipeline | undefined
  await check(`the pipeline signs by identity, ${what}`, async () => {
    built = await pipeline(`pipeline-${String(log)}-${String(certificateLog)}`, stack)
  })
  await stack.close()
  await check(`it verifies offline, ${what}`, async () => {
    assert.ok(built)
    const place = join(built.directory, 'project')
    const { status, text } = await verify(built, ['-p', 'greeter-1.0.0.tgz', '--base-path', place])
    assert.equal(status, 0, text)
    const text2 = await verify(built, ['--json'])
    assert.equal(text2.status, 0, text2.text)
  })
  await check(`and not by another identity, root, or with a link exchanged, ${what}`, async () => {
    assert.ok(built)
    const other = await verify(built, ['--issuer', `${ISSUER}/evil`])
    assert.deepEqual([other.status, /LAYOUT_IDENTITY_OTHER/.test(other.text)], [1, true], other.text)
    const words = ['verify', '-l', join(built.directory, 'root.layout.sigstore.json'), '--link-dir', built.links]
    const carried = await run(process.execPath, [cli, ...words, '--identity', IDENTITY], built.directory, OFFLINE)
    assert.deepEqual([carried.status, /LAYOUT_BUNDLE_REFUSED/.test(carried.text)], [1, true], carried.text)
    const [build, test] = ['build', 'test'].map((step) => {
      const name = readdirSync(built?.links ?? '').find((file) => file.startsWith(`${step}.`)) ?? ''
      return join(built?.links ?? '', name)
    })
    const kept = readFileSync(test ?? '')
    cpSync(build ?? '', test ?? '')
    const exchanged = await verify(built)
    writeFileSync(test ?? '', kept)
    assert.deepEqual([exchanged.status, /LINK_NAME_MISMATCH/.test(exchanged.text)], [1, true], exchanged.text)
  })
}

const stack = await startSigstore({ programs, issuer: ISSUER })
const judged = await pipeline('judged', stack)
const trust = join(judged.directory, 'trust_config.json')
writeFileSync(trust, JSON.stringify(stack.trustConfig))
const bundles = readdirSync(judged.links).map((name) => join(judged.links, name))

const LIBRARY = `
import sys, json
from sigstore.models import Bundle, ClientTrustConfig
from sigstore.verify import Verifier
from sigstore.verify.policy import AllOf, Identity
trust = ClientTrustConfig.from_json(open(sys.argv[1]).read())
verifier = Verifier(trusted_root=trust.trusted_root)
for path in sys.argv[4:]:
    bundle = Bundle.from_json(open(path).read())
    kind, payload = verifier.verify_dsse(bundle, Identity(identity=sys.argv[2], issuer=sys.argv[3]))
    print(kind, json.loads(payload)["predicateType"])
`
await check('sigstore-python, the library, verifies our bundles', async () => {
  const { status, text } = await run(python, ['-c', LIBRARY, trust, IDENTITY, ISSUER, ...bundles], work, OFFLINE)
  assert.equal(status, 0, text)
  assert.equal(
    text.match(/application\/vnd\.in-toto\+json https:\/\/in-toto\.io\/attestation\/link\/v0\.3/g)?.length,
    4
  )
})
await check('and refuses them for another identity', async () => {
  const { status, text } = await run(python, ['-c', LIBRARY, trust, `${IDENTITY}x`, ISSUER, ...bundles], work, OFFLINE)
  assert.notEqual(status, 0, text)
})
await check('sigstore-python, the command, verifies our bundle of the package by its product', async () => {
  const bundle = bundles.find((path) => basename(path).startsWith('package.')) ?? ''
  const product = join(judged.directory, 'project/greeter-1.0.0.tgz')
  const words = ['--trust-config', trust, 'verify', 'identity', '--offline', '--bundle', bundle]
  const wanted = ['--cert-identity', IDENTITY, '--cert-oidc-issuer', ISSUER]
  const { status, text } = await run(python, ['-m', 'sigstore', ...words, ...wanted, product], work, OFFLINE)
  assert.equal(status, 0, text)
  const other = join(judged.directory, 'project/package.json')
  const refused = await run(python, ['-m', 'sigstore', ...words, ...wanted, other], work, OFFLINE)
  assert.notEqual(refused.status, 0)
})

const verifier = new BundleVerifier([readTrustedRoot(Buffer.from(JSON.stringify(stack.trustedRoot)), 'trusted root')])
const expected = identityOf(ISSUER, { kind: 'exact', text: IDENTITY }, new Map())
await check('we verify what sigstore-python signs, files and attestations', async () => {
  const file = join(work, 'file.txt')
  writeFileSync(file, 'signed by somebody else')
  const token = await stack.token(CLAIMS)
  // It checks the audience of the token, and this flag names it.
  const given = ['--identity-token', token, '--oidc-client-id', stack.fulcioUrl]
  const signed = await run(
    python,
    ['-m', 'sigstore', '--trust-config', trust, 'sign', ...given, '--bundle', `${file}.json`, file],
    work
  )
  assert.equal(signed.status, 0, signed.text)
  const certificate = verifier.verifyArtifact(readFileSync(`${file}.json`), readFileSync(file), 'file')
  assert.deepEqual(identityMismatches(expected, certificate), [])
  assert.throws(() => verifier.verifyArtifact(readFileSync(`${file}.json`), Buffer.from('other'), 'file'))
  const predicate = join(work, 'predicate.json')
  writeFileSync(
    predicate,
    JSON.stringify({
      buildDefinition: { buildType: 'x', externalParameters: {}, internalParameters: {}, resolvedDependencies: [] },
      runDetails: {
        builder: { id: 'x', builderDependencies: [], version: {} },
        metadata: { invocationId: 'x' },
        byproducts: []
      }
    })
  )
  const words = [
    'attest',
    '--identity-token',
    await stack.token(CLAIMS),
    '--oidc-client-id',
    stack.fulcioUrl,
    '--predicate',
    predicate,
    '--predicate-type',
    'https://slsa.dev/provenance/v1'
  ]
  const attested = await run(
    python,
    ['-m', 'sigstore', '--trust-config', trust, ...words, '--bundle', `${file}.att.json`, file],
    work
  )
  assert.equal(attested.status, 0, attested.text)
  const { payload } = verifier.verifyEnvelope(readFileSync(`${file}.att.json`), 'attestation')
  const { subject } = JSON.parse(Buffer.from(payload).toString()) as { subject: { digest: { sha256: string } }[] }
  assert.equal(subject[0]?.digest.sha256, createHash('sha256').update(readFileSync(file)).digest('hex'))
})
const PUBLISH = `
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import MetaFile, Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
place, file, rotate = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "rotate"
(place / "targets").mkdir(parents=True)
expires = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=1)
old, new, online = CryptoSigner.generate_ed25519(), CryptoSigner.generate_ecdsa(), CryptoSigner.generate_ecdsa()
root = Metadata(Root(expires=expires, consistent_snapshot=True))
root.signed.add_key(old.public_key, "root")
for role in ("timestamp", "snapshot", "targets"):
    root.signed.add_key(online.public_key, role)
root.sign(old)
root.to_file(str(place / "1.root.json"))
if rotate:
    root.signed.revoke_key(old.public_key.keyid, "root")
    root.signed.add_key(new.public_key, "root")
    root.signed.version = 2
    root.sign(old)
    root.sign(new, append=True)
    root.to_file(str(place / "2.root.json"))
target = TargetFile.from_file("trusted_root.json", str(file))
targets = Metadata(Targets(expires=expires, targets={"trusted_root.json": target}))
snapshot = Metadata(Snapshot(expires=expires, meta={"targets.json": MetaFile(1)}))
timestamp = Metadata(Timestamp(expires=expires, snapshot_meta=MetaFile(1)))
for name, metadata in (("1.targets.json", targets), ("1.snapshot.json", snapshot), ("timestamp.json", timestamp)):
    metadata.sign(online)
    metadata.to_file(str(place / name))
(place / "targets" / (target.hashes["sha256"] + ".trusted_root.json")).write_bytes(file.read_bytes())
`
await check(
  'trusted-root fetch takes what python-tuf publishes, over a change of root keys, and nothing else',
  async () => {
    const place = join(work, 'tuf')
    const published = await run(python, ['-c', PUBLISH, place, judged.root, 'rotate'], work)
    assert.equal(published.status, 0, published.text)
    const server = createServer((request, response) => {
      const path = join(place, request.url ?? '')
      if (existsSync(path)) response.end(readFileSync(path))
      else response.writeHead(404).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    try {
      const { port } = server.address() as AddressInfo
      const fetch = (root: string): string[] => [
        'trusted-root',
        'fetch',
        `--tuf-url=http://127.0.0.1:${port}`,
        `--tuf-root=${root}`,
        '--output=fetched.json',
        '--cache=tuf-cache'
      ]
      await ours(fetch(join(place, '1.root.json')), work)
      assert.ok(readFileSync(join(work, 'fetched.json')).equals(readFileSync(judged.root)))
      const other = await run(python, ['-c', PUBLISH, join(work, 'other'), judged.root, 'keep'], work)
      assert.equal(other.status, 0, other.text)
      const refused = await run(process.execPath, [cli, ...fetch(join(work, 'other/1.root.json'))], work)
      assert.equal(refused.status, 2)
      assert.match(refused.text, /trusted_root_refused/)
    } finally {
      server.close()
    }
  }
)
await check('inspect prints the identity and a layout that accepts it', async () => {
  const bundle = bundles[0] ?? ''
  const text = await ours(['inspect', bundle], judged.directory)
  const yaml = text.slice(text.indexOf('functionaries:'))
  assert.ok(text.includes(`identity: ${IDENTITY}`), text)
  const step = basename(bundle).split('.')[0] ?? ''
  writeFileSync(
    join(judged.directory, 'snippet.yml'),
    `expires: 1 year\n${yaml}steps:\n  - { name: ${step}, by: ci, products: [REQUIRE package.json, ALLOW *] }\ninspections: []\n`
  )
  await ours(['key', 'generate', '--output', 'owner'], judged.directory)
  await ours(['layout', 'sign', 'snippet.yml', '-k', 'owner', '-o', 'snippet.layout'], judged.directory)
  const words = ['verify', '-l', 'snippet.layout', '--verification-keys', 'owner.pub', '--link-dir', judged.links]
  const { status, text: said } = await run(
    process.execPath,
    [cli, ...words, '--trusted-root', judged.root],
    judged.directory,
    OFFLINE
  )
  assert.equal(status, 0, said)
})
// What the library accepts and we must refuse: entries that no honest log makes, in a log of our own beside the real
// authority and timestamps.
const log = new FakeLog()
const NOW = new Date(Date.now() - 60_000).toISOString()
const trustWith = (validFor: { start?: string; end?: string }): BundleVerifier => {
  const trustedRoot = { ...stack.trustedRoot, tlogs: [log.trusted(validFor)] }
  return new BundleVerifier([readTrustedRoot(Buffer.from(JSON.stringify(trustedRoot)), 'trusted root')])
}
const withoutLog = { ...stack.trustedRoot, tlogs: [] }
const { bundle: plainBundle } = await signKeyless({
  payload: Buffer.from('{}'),
  payloadType: 'application/vnd.in-toto+json',
  token: await stack.token(CLAIMS),
  post: httpPost,
  instance: chooseInstance(
    {
      choice: 'custom',
      publishPrivateNames: false,
      fulcioUrl: stack.fulcioUrl,
      logUrl: '',
      logVersion: 2,
      timestampUrl: stack.timestampUrl,
      trust: [readTrustedRoot(Buffer.from(JSON.stringify(withoutLog)), 'trusted root')]
    },
    undefined
  )
})
interface BundleJson {
  mediaType: string
  verificationMaterial: {
    certificate: { rawBytes: string }
    tlogEntries: Record<string, unknown>[]
    [name: string]: unknown
  }
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid?: string }[] }
  [name: string]: unknown
}
const base = (): BundleJson => JSON.parse(Buffer.from(plainBundle).toString()) as BundleJson
const { certificate: signedBy } = base().verificationMaterial
const pae = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload])
const paeDigest = createHash('sha256')
  .update(pae('application/vnd.in-toto+json', Buffer.from('{}')))
  .digest('base64')
/** The entry that an honest log makes, changed. */
function record(
  change: { verifier?: unknown; algorithm?: string; digest?: string; version?: string; kind?: string } = {}
): Record<string, unknown> {
  const { kind = 'hashedrekord', version = '0.0.2' } = change
  return log.entry(kind, version, {
    apiVersion: version,
    kind,
    spec: {
      hashedRekordV002: {
        data: { algorithm: change.algorithm ?? 'SHA2_256', digest: change.digest ?? paeDigest },
        signature: {
          content: base().dsseEnvelope.signatures[0]?.sig,
          verifier: change.verifier ?? { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: signedBy }
        }
      }
    }
  })
}
const otherCertificate = (JSON.parse(readFileSync(bundles[0] ?? '', 'utf8')) as BundleJson).verificationMaterial
  .certificate
const bareKey = new X509Certificate(Buffer.from(signedBy.rawBytes, 'base64')).publicKey.export({
  type: 'spki',
  format: 'der'
})
const good = (change: (bundle: BundleJson) => void = () => {}): Buffer => {
  const bundle = base()
  bundle.verificationMaterial.tlogEntries = [record()]
  change(bundle)
  return Buffer.from(JSON.stringify(bundle))
}
const entryWith = (entry: Record<string, unknown>) => (bundle: BundleJson) => {
  bundle.verificationMaterial.tlogEntries = [entry]
}
const proofWith = (changes: object) => (bundle: BundleJson) => {
  const [entry] = bundle.verificationMaterial.tlogEntries
  if (entry !== undefined) entry['inclusionProof'] = { ...(entry['inclusionProof'] as object), ...changes }
}
/** A kind that logs of version 2 do not have, in the form that the library reads. */
const forgedDsse = log.entry('dsse', '0.0.2', {
  apiVersion: '0.0.2',
  kind: 'dsse',
  spec: {
    dsseV002: {
      payloadHash: { algorithm: 'SHA2_256', digest: createHash('sha256').update('{}').digest('base64') },
      signatures: [
        {
          content: base().dsseEnvelope.signatures[0]?.sig,
          verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: signedBy }
        }
      ]
    }
  }
})
const strict = trustWith({ start: NOW })
await check('a bundle with an honest entry in that log is accepted', () => {
  assert.equal(strict.verifyEnvelope(good(), 'bundle').certificate.subject, IDENTITY)
})
const refusals: readonly (readonly [string, BundleVerifier, Buffer, string])[] = [
  [
    'a log entry with another certificate',
    strict,
    good(entryWith(record({ verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: otherCertificate } }))),
    'BUNDLE_LOG_ENTRY_OTHER'
  ],
  [
    'a log entry with a bare key',
    strict,
    good(
      entryWith(
        record({
          verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes: bareKey.toString('base64') } }
        })
      )
    ),
    'BUNDLE_LOG_ENTRY_OTHER'
  ],
  [
    'a log entry with another name of a hash',
    strict,
    good(entryWith(record({ algorithm: 'SHA2_512' }))),
    'BUNDLE_LOG_ENTRY_OTHER'
  ],
  [
    'a log entry of another digest',
    strict,
    good(entryWith(record({ digest: createHash('sha256').digest('base64') }))),
    'BUNDLE_LOG_ENTRY_OTHER'
  ],
  [
    'a media type that is not known',
    strict,
    good((bundle) => (bundle.mediaType = 'application/vnd.dev.sigstore.bundle.v9.9+json')),
    'BUNDLE_MEDIA_TYPE'
  ],
  ['a member that is not known', strict, good((bundle) => (bundle['extra'] = 1)), 'BUNDLE_MEMBER_UNKNOWN'],
  [
    'a key id in the signature',
    strict,
    good((bundle) => bundle.dsseEnvelope.signatures.forEach((signature) => (signature.keyid = 'x'))),
    'BUNDLE_KEY_ID'
  ],
  ['another size of the tree', strict, good(proofWith({ treeSize: '2' })), 'BUNDLE_LOG'],
  ['another position outside', strict, good(entryWith({ ...record(), logIndex: '7' })), 'BUNDLE_LOG'],
  [
    'a key of the log that no longer counted',
    trustWith({ start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' }),
    good(),
    'BUNDLE_LOG_KEY_TIME'
  ],
  [
    'a key of the log that did not count yet',
    trustWith({ start: '2999-01-01T00:00:00Z' }),
    good(),
    'BUNDLE_LOG_KEY_TIME'
  ],
  ['a kind of entry that there is not', strict, good(entryWith(forgedDsse)), 'BUNDLE_LOG_KIND']
]
for (const [what, against, bundle, code] of refusals) {
  await check(`refused with ${code}: ${what}`, () => {
    assert.throws(
      () => against.verifyEnvelope(bundle, 'bundle'),
      (error) => error instanceof InTotoError && error.code === code
    )
  })
}
await check('refused: a second certificate of the same key, in the real log', async () => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificateOf = async (claims: Claims): Promise<string> => {
    const token = await stack.token(claims)
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
    const body = JSON.stringify({
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: key.publicKey.export({ type: 'spki', format: 'pem' }) },
        proofOfPossession: sign('sha256', Buffer.from(sub), key.privateKey).toString('base64')
      }
    })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${stack.fulcioUrl}/api/v2/signingCert`, { method: 'POST', headers, body })
    const { signedCertificateEmbeddedSct: signed } = (await answer.json()) as {
      signedCertificateEmbeddedSct: { chain: { certificates: string[] } }
    }
    return signed.chain.certificates[0] ?? ''
  }
  const [mine, theirs] = [await certificateOf(CLAIMS), await certificateOf({ ...CLAIMS, repository: 'evil/repo' })]
  const payload = Buffer.from('{}')
  const sig = sign('sha256', pae('application/vnd.in-toto+json', payload), key.privateKey)
  const content: Parameters<RekorV2Witness['testify']>[0] = {
    $case: 'dsseEnvelope',
    dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig, keyid: '' }] }
  }
  const der = (pem: string): string => new X509Certificate(pem).raw.toString('base64')
  const timestamp = await fetch(stack.timestampUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ artifactHash: createHash('sha256').update(sig).digest('base64'), hashAlgorithm: 'sha256' })
  })
  const signedTimestamp = Buffer.from(await timestamp.arrayBuffer()).toString('base64')
  const witness = new RekorV2Witness({ url: stack.logUrl, post: httpPost, timeoutMs: 20_000 })
  const codes: (string | undefined)[] = []
  for (const logged of [mine, theirs]) {
    const { tlogEntries } = await witness.testify(content, logged)
    const bundle = {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: der(mine) },
        tlogEntries: tlogEntries.map((entry) => TransparencyLogEntry.toJSON(entry)),
        timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp }] }
      },
      dsseEnvelope: {
        payload: payload.toString('base64'),
        payloadType: 'application/vnd.in-toto+json',
        signatures: [{ sig: sig.toString('base64') }]
      }
    }
    try {
      verifier.verifyEnvelope(Buffer.from(JSON.stringify(bundle)), 'bundle')
      codes.push(undefined)
    } catch (error) {
      codes.push((error as InTotoError).code)
    }
  }
  assert.deepEqual(codes, [undefined, 'BUNDLE_LOG_ENTRY_OTHER'])
})
await check('a certificate that names another run than the one that signs is not used', async () => {
  const directory = mkdtempSync(join(work, 'run-'))
  const link = parseLink(
    readJson(
      Buffer.from(
        JSON.stringify({
          _type: 'link',
          name: 'build',
          command: [],
          materials: {},
          products: { a: { sha256: 'a'.repeat(64) } },
          byproducts: {},
          environment: {}
        })
      ),
      { source: 'x', maxBytes: 1 << 20 }
    )
  ).link
  const request = {
    link,
    directory,
    serverUrl: 'https://github.com',
    token: await stack.token(CLAIMS),
    post: httpPost,
    instance: chooseInstance(
      {
        choice: 'custom',
        publishPrivateNames: false,
        fulcioUrl: stack.fulcioUrl,
        logUrl: '',
        logVersion: 2,
        timestampUrl: stack.timestampUrl,
        trust: [readTrustedRoot(Buffer.from(JSON.stringify(withoutLog)), 'root')]
      },
      undefined
    )
  }
  const own = { id: '1001', attempt: '1', repository: 'octo-org/octo-repo', repository_id: '1234567', commit: COMMIT }
  await signLinkKeyless({ ...request, run: own })
  for (const changes of [
    { id: '1002' },
    { attempt: '2' },
    { repository: 'octo-org/other' },
    { repository_id: '2' },
    { commit: 'b'.repeat(40) }
  ])
    await assert.rejects(
      signLinkKeyless({ ...request, run: { ...own, ...changes } }),
      (error) => error instanceof InTotoError && error.code === 'KEYLESS_IDENTITY_UNEXPECTED'
    )
})
await check('tokens for other audiences are not sent, and the authority would not take them', async () => {
  const file = join(judged.directory, 'root.layout')
  const output = join(work, 'audience.json')
  const tokenFile = join(work, 'token')
  const words = ['sign', '-f', file, '--keyless', '--sigstore=custom', `--fulcio-url=${stack.fulcioUrl}`, '-o', output]
  const more = [`--timestamp-url=${stack.timestampUrl}`, `--rekor-url=${stack.logUrl}`, `--trusted-root=${judged.root}`]
  for (const [audience, taken] of [
    [stack.fulcioUrl, true],
    ['sigstore', false],
    [`${stack.fulcioUrl}/`, false],
    ['https://fulcio.example.org', false]
  ] as const) {
    const token = await stack.token(CLAIMS, audience)
    writeFileSync(tokenFile, token)
    const ran = await run(process.execPath, [cli, ...words, ...more, `--identity-token=${tokenFile}`], judged.directory)
    assert.deepEqual([ran.status, existsSync(output)], [taken ? 0 : 2, taken], ran.text)
    if (!taken) assert.match(ran.text, /keyless_token_audience/)
    rmSync(output, { force: true })
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
    const body = JSON.stringify({
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
        proofOfPossession: sign('sha256', Buffer.from(sub), privateKey).toString('base64')
      }
    })
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(`${stack.fulcioUrl}/api/v2/signingCert`, { method: 'POST', headers, body })
    assert.equal(status < 300, taken, `the authority answered ${status} to a token for ${audience}`)
  }
})
await check('nor by the command in a run', async () => {
  const file = join(judged.directory, 'root.layout')
  const words = ['sign', '-f', file, '--keyless', '--sigstore=custom', `--fulcio-url=${stack.fulcioUrl}`]
  const more = [`--timestamp-url=${stack.timestampUrl}`, `--rekor-url=${stack.logUrl}`, `--trusted-root=${judged.root}`]
  const sign = (facts: Readonly<Record<string, string>>): Promise<Ran> =>
    asJob(stack, [...words, ...more, '-o', join(work, 'signed.json')], judged.directory, facts)
  const own = { GITHUB_RUN_ID: '1001', GITHUB_RUN_ATTEMPT: '1', GITHUB_REPOSITORY: 'octo-org/octo-repo' }
  const good = await sign({ ...own, GITHUB_SHA: COMMIT })
  assert.equal(good.status, 0, good.text)
  rmSync(join(work, 'signed.json'))
  const other = await sign({ ...own, GITHUB_RUN_ID: '1002' })
  assert.equal(other.status, 2, other.text)
  assert.match(other.text, /keyless_identity_unexpected/)
  assert.ok(!existsSync(join(work, 'signed.json')))
})
await stack.close()

rmSync(work, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
