// SPDX-License-Identifier: Apache-2.0
// The core leaves Node: bundled for a browser, in a context that has the language, TextEncoder and TextDecoder and
// nothing else, it verifies a chain through its ports, and through them alone.
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type * as Core from '../../src/intoto/index.ts'
import { signMetadata, type SigningIdentity, type WrapperFormat } from '../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { encodeKeylessIdentity, identityOf, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { encodeStatement } from '../../src/intoto/link/statement.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { writeJson } from '../../src/intoto/json/write-json.ts'
import { generateKey, type KeyRequest } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { verifySupplyChain } from '../../src/intoto/verification/verify-supply-chain.ts'
import { caseCount, Chance, seed } from '../support/cases.ts'
import {
  keyObject,
  LAYOUT,
  layoutOf,
  linkOf,
  MemoryStore,
  NOW,
  OWNER as SPELT_OWNER,
  PACK,
  payload,
  step,
  WRITE
} from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { plain, valueAt } from '../support/json.ts'
import { EVERY_BUNDLE, SpeltChains } from '../support/spelt-chains.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const ENTRY = join(ROOT, 'src/intoto/index.ts')

let core: typeof Core
let code: string
let written: readonly string[]
const context = createContext({ TextEncoder, TextDecoder }, { codeGeneration: { strings: false, wasm: false } })

beforeAll(() => {
  const directory = directoryWith()
  const words = ['--platform', 'browser', '--format', 'iife', '--name', 'core', '--dir', directory]
  execFileSync(process.execPath, [join(ROOT, 'node_modules/rolldown/bin/cli.mjs'), ENTRY, ...words], { cwd: directory })
  written = readdirSync(directory)
  code = readFileSync(join(directory, 'index.js'), 'utf8')
  // What V8 puts into every context beside the language.
  runInContext('delete globalThis.console; delete globalThis.WebAssembly', context)
  runInContext(code, context)
  core = runInContext('core', context) as typeof Core
})

const identity = (request: KeyRequest, name: string): SigningIdentity => {
  const signer = loadPrivateKey({ pem: generateKey(request).privatePem, source: name })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}
const OWNER = identity({ type: 'rsa', bits: 2048 }, 'owner')
const WRITER = identity({ type: 'ed25519' }, 'writer')
const PACKER = identity({ type: 'ecdsa', curve: 'P-384' }, 'packer')

const [, packStep] = LAYOUT['steps'] as readonly Record<string, unknown>[]
const STEPS = [step('write', [WRITER]), { ...packStep, pubkeys: [PACKER.keyId] }]
const KEYS = { [WRITER.keyId]: keyObject(WRITER), [PACKER.keyId]: keyObject(PACKER) }
const layoutFile = (format: WrapperFormat = 'dsse', steps = STEPS, keys: object = KEYS): Uint8Array =>
  signMetadata({ payload: payload(layoutOf(steps, { keys })), format, signers: [OWNER] })
const links = (format: WrapperFormat = 'dsse', pack: Record<string, unknown> = PACK): MemoryStore =>
  new MemoryStore().put('write', WRITER, WRITE, [WRITER], format).put('pack', PACKER, pack, [PACKER], format)

/** Ed25519, ECDSA and RSA-PSS with SHA-256 or SHA-384, by hand: what a browser would do by its own cryptography. */
const signatures: Core.SignatureVerifier = {
  verify: async (key, message, signature) => {
    const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' })
    const hash = { ed25519: null, 'ecdsa-sha2-nistp384': 'sha384', 'rsassa-pss-sha256': 'sha256' }[
      key.scheme as 'ed25519'
    ]
    const padding = key.keyType === 'rsa' ? { padding: 6, saltLength: 32 } : {}
    return verify(hash, message, { key: publicKey, ...padding }, signature) ? 'valid' : 'invalid'
  }
}

const ports = (changes: Partial<Core.CorePorts> = {}): Core.CorePorts => ({
  signatures,
  bytes: core.PORTABLE_BYTES,
  hasher: {
    sha256: () => {
      throw new Error('nothing here is large')
    }
  },
  ...changes
})

async function codesOf(changes: Partial<Core.VerificationRequest> = {}): Promise<readonly string[]> {
  const verification = await core.verifySupplyChain({
    ports: ports(),
    layout: layoutFile(),
    layoutSource: 'root.layout',
    layoutKeys: [core.publicKeyFromPem(OWNER.signer.publicKey.pem, 'owner.pub')],
    links: links(),
    now: NOW,
    compatibility: 'strict',
    ...changes
  })
  return verification.outcome === 'passed' ? [] : verification.failures.map((failure) => failure.code)
}

describe('the core in a context without Node', () => {
  test('finds nothing there but the language', () => {
    const found = runInContext('Object.getOwnPropertyNames(globalThis).join(" ")', context) as string
    const others = found.split(' ').filter((name) => !(name in LANGUAGE) && name !== 'core')
    expect(others.sort()).toEqual(['TextDecoder', 'TextEncoder'])
    expect(written).toEqual(['index.js'])
    expect(code).not.toMatch(/\brequire\(|\bimport\(|['"]node:/)
  })

  test.each(['dsse', 'metablock'] as const)('verifies a chain in %s', async (format) =>
    expect(await codesOf({ layout: layoutFile(format), links: links(format) })).toEqual([])
  )
  test('reads keys as outside', () => {
    for (const { signer, keyId } of [OWNER, WRITER, PACKER]) {
      const { spki, fingerprint, pem } = signer.publicKey
      const key = core.publicKeyFromSpki(spki, 'key')
      expect([core.keyIdOf(key, 'current'), key.fingerprint, key.pem]).toEqual([keyId, fingerprint, pem])
    }
  })

  test.each(['dsse', 'metablock'] as const)(
    'refuses a link in %s that was changed after it was signed',
    async (format) => {
      const store = links(format)
      const [name, bytes] = [...store.files].find(([file]) => file.startsWith('pack.')) as [string, Uint8Array]
      const text = Buffer.from(bytes).toString()
      const changed =
        format === 'metablock'
          ? text.replace('b'.repeat(64), 'c'.repeat(64))
          : text.replace(/"payload":"([^"]*)"/, (_all, payload: string) => {
              const inside = Buffer.from(payload, 'base64').toString().replace('b'.repeat(64), 'c'.repeat(64))
              return `"payload":"${Buffer.from(inside).toString('base64')}"`
            })
      expect(changed).not.toBe(text)
      store.files.set(name, Buffer.from(changed))
      expect(await codesOf({ links: store })).toEqual(['LINK_THRESHOLD'])
    }
  )
  test('refuses a link that breaks a rule', async () => {
    const pack = linkOf('pack', {
      ...PACK,
      products: { ...(PACK['products'] as object), evil: { sha256: 'e'.repeat(64) } }
    })
    expect(await codesOf({ links: links('dsse', pack) })).toEqual(['RULE_ARTIFACT_DISALLOWED'])
  })
  test('refuses a layout of another owner', async () =>
    expect(await codesOf({ layoutKeys: [core.publicKeyFromPem(WRITER.signer.publicKey.pem, 'x')] })).toEqual([
      'LAYOUT_SIGNATURE_MISSING'
    ]))
  test('refuses everything when the port calls no signature good', async () =>
    expect(await codesOf({ ports: ports({ signatures: { verify: async () => 'invalid' } }) })).toEqual([
      'LAYOUT_SIGNATURE_INVALID'
    ]))
  test('believes the port alone: with one that calls all good, a forged link passes', async () => {
    const forged = new MemoryStore().put('write', WRITER, WRITE, [WRITER])
    const mallory = { signer: WRITER.signer, keyId: PACKER.keyId }
    forged.put('pack', PACKER, PACK, [mallory])
    expect(await codesOf({ links: forged })).toEqual(['LINK_THRESHOLD'])
    expect(await codesOf({ links: forged, ports: ports({ signatures: { verify: async () => 'valid' } }) })).toEqual([])
  })
  test('hands a large layout to the hasher when a digest is demanded, and believes it', async () => {
    const layout = signMetadata({
      payload: payload(layoutOf(STEPS, { keys: KEYS, readme: 'x'.repeat(core.LIMITS.hashedInCore) })),
      format: 'dsse',
      signers: [OWNER]
    })
    const hasher = { sha256: async () => new Uint8Array(32).fill(0xab) }
    expect(await codesOf({ layout, layoutDigest: 'ab'.repeat(32), ports: ports({ hasher }) })).toEqual([])
    expect(await codesOf({ layout, layoutDigest: 'ac'.repeat(32), ports: ports({ hasher }) })).toEqual([
      'LAYOUT_DIGEST_DIFFERS'
    ])
  })

  test('judges chains as outside, however their links are spelled', async () => {
    const chains = new SpeltChains(new Chance(seed()))
    const told = async (verified: Promise<Core.Verification>): Promise<string> => {
      try {
        const { items, warnings, ...rest } = await verified
        const [failures, products] = 'failures' in rest ? [rest.failures, []] : [[], [...rest.summary.products]]
        return JSON.stringify({ items, warnings, failures, products })
      } catch (error) {
        return String(error)
      }
    }
    let passed = 0
    for (let index = 0; index < caseCount(1000); index += 1) {
      const { layout, files, compatibility } = chains.next()
      const request = { layout, layoutSource: 'l', links: new MemoryStore(new Map(files)), now: NOW, compatibility }
      const all = { ...request, keyless: EVERY_BUNDLE }
      const { pem } = SPELT_OWNER.signer.publicKey
      const inside = core.verifySupplyChain({
        ...all,
        ports: ports({ signatures: NODE_PORTS.signatures }),
        layoutKeys: [core.publicKeyFromPem(pem, 'k')]
      })
      const outside = verifySupplyChain({ ...all, ports: NODE_PORTS, layoutKeys: [SPELT_OWNER.signer.publicKey] })
      const text = await told(outside)
      expect([index, await told(inside)]).toEqual([index, text])
      if (text.includes('"failures":[]')) passed += 1
    }
    expect(passed).toBeGreaterThan(0)
  })

  describe('where an identity signs', () => {
    const SUBJECT = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
    const ISSUER = 'https://token.actions.githubusercontent.com'
    const ci = identityOf(ISSUER, { kind: 'exact', text: SUBJECT }, new Map())
    const id = keylessKeyId(ci)
    const layout = layoutFile('dsse', [STEPS[0] as never, { ...packStep, pubkeys: [id] }], {
      [WRITER.keyId]: keyObject(WRITER),
      [id]: plain(encodeKeylessIdentity(ci))
    })
    const statement = writeJson(encodeStatement(parseLink(valueAt(PACK)).link, 'https://github.com'))
    const store = new MemoryStore().put('write', WRITER, WRITE, [WRITER])
    store.files.set('pack.00000000.sigstore.json', Buffer.from('{}'))
    const keyless = (subject: string): Core.KeylessVerifier => ({
      verify: async () => ({
        certificate: { issuer: ISSUER, subject, extensions: new Map() },
        trustedRoots: ['public-good'],
        payloadType: 'application/vnd.in-toto+json',
        payload: new TextEncoder().encode(statement)
      })
    })
    test('the port says who it was', async () => {
      expect(await codesOf({ layout, links: store, keyless: keyless(SUBJECT) })).toEqual([])
      expect(await codesOf({ layout, links: store, keyless: keyless(`${SUBJECT}2`) })).toEqual(['LINK_THRESHOLD'])
    })
    test('a refusal of the port is one of the chain', async () => {
      const refuses: Core.KeylessVerifier = {
        verify: async () => {
          throw new core.InTotoError('BUNDLE_SIGNATURE', 'The bundle does not verify.')
        }
      }
      expect(await codesOf({ layout, links: store, keyless: refuses })).toEqual(['LINK_BUNDLE_REFUSED'])
    })
    test('nothing passes without the port', () =>
      expect(codesOf({ layout, links: store })).rejects.toMatchObject({ code: 'TRUSTED_ROOT_MISSING' }))
  })
})

/** ECMA-262, 19 and annex B.2, with what later editions and V8 add to the language itself. */
const LANGUAGE = Object.fromEntries(
  `globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView
  Date Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Int8Array Int16Array Int32Array
  Iterator Map Number Object Promise Proxy RangeError ReferenceError RegExp Set SharedArrayBuffer String SuppressedError
  Symbol SyntaxError TypeError Uint8Array Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakRef WeakSet Atomics
  DisposableStack AsyncDisposableStack JSON Math Reflect Intl`
    .split(/\s+/)
    .map((name) => [name, true])
)
