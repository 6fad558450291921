// SPDX-License-Identifier: Apache-2.0
// A small supply chain in memory: two steps, signed, and easy to break.
import { Buffer } from 'node:buffer'
import { signMetadata, type SigningIdentity, type WrapperFormat } from '../../src/intoto/envelope/sign-metadata.ts'
import { JsonAt } from '../../src/intoto/json/json-at.ts'
import type { JsonObject, JsonValue } from '../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { encodePublicKey } from '../../src/intoto/keys/public-key.ts'
import { sublayoutDirectoryName, linkFileName } from '../../src/intoto/link/link-file-name.ts'
import type { Inspection } from '../../src/intoto/layout/layout.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import type {
  InspectionRunner,
  LinkStore,
  Verification,
  VerificationRequest
} from '../../src/intoto/verification/verification.ts'
import { verifySupplyChain } from '../../src/intoto/verification/verify-supply-chain.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { plain, valueAt } from './json.ts'

export const NOW = Date.parse('2029-06-01T12:00:00Z')

function identity(name: string): SigningIdentity {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: name })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}

export const OWNER = identity('owner')
export const ALICE = identity('alice')
export const BOB = identity('bob')
export const MALLORY = identity('mallory')

export const keyObject = ({ signer, keyId }: SigningIdentity): unknown =>
  plain(encodePublicKey(signer.publicKey, keyId))
export const digest = (digit: string): { sha256: string } => ({ sha256: digit.repeat(64) })

type Json = Record<string, unknown>

export const step = (name: string, by: readonly SigningIdentity[], changes: Json = {}): Json => ({
  _type: 'step',
  name,
  threshold: 1,
  pubkeys: by.map(({ keyId }) => keyId),
  expected_command: ['make', name],
  expected_materials: [['DISALLOW', '*']],
  expected_products: [
    ['CREATE', '*'],
    ['DISALLOW', '*']
  ],
  ...changes
})

export const layoutOf = (steps: readonly Json[], changes: object = {}): Json => ({
  _type: 'layout',
  expires: '2030-01-01T00:00:00Z',
  readme: '',
  keys: Object.fromEntries([ALICE, BOB].map((who) => [who.keyId, keyObject(who)])),
  steps,
  inspect: [],
  ...changes
})

export const linkOf = (name: string, changes: Json = {}): Json => ({
  _type: 'link',
  name,
  command: ['make', name],
  materials: {},
  products: {},
  byproducts: { 'return-value': 0 },
  environment: { run: { id: '1', repository: 'o/r', commit: 'c' } },
  ...changes
})

export const payload = (value: unknown): JsonObject => valueAt(value).object()

/** A layout of write and pack, and its two links. */
export const LAYOUT = layoutOf([
  step('write', [ALICE]),
  step('pack', [BOB], {
    expected_materials: [
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ['DISALLOW', '*']
    ],
    expected_products: [
      ['REQUIRE', 'app.tgz'],
      ['CREATE', 'app.tgz'],
      ['DISALLOW', '*']
    ]
  })
])
export const WRITE = linkOf('write', { products: { 'src/a.js': digest('a') } })
export const PACK = linkOf('pack', { materials: { 'src/a.js': digest('a') }, products: { 'app.tgz': digest('b') } })

/** A file of metadata, signed. */
export function file(value: unknown, signers: readonly SigningIdentity[], format: WrapperFormat = 'dsse'): Uint8Array {
  return signMetadata({ payload: payload(value), format, signers })
}

/** Files by name; a `/` stands between the directory of a sublayout and what lies in it. */
export class MemoryStore implements LinkStore {
  readonly files: Map<string, Uint8Array>
  readonly #prefix: string

  constructor(files: Map<string, Uint8Array> = new Map(), prefix = '') {
    this.files = files
    this.#prefix = prefix
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return this.files.get(`${this.#prefix}${name}`)
  }

  async names(): Promise<string[]> {
    return [...this.files.keys()]
      .filter((name) => name.startsWith(this.#prefix))
      .map((name) => name.slice(this.#prefix.length))
  }

  sub(directory: string): MemoryStore {
    return new MemoryStore(this.files, `${this.#prefix}${directory}/`)
  }

  put(
    name: string,
    who: SigningIdentity,
    value: unknown,
    signers: readonly SigningIdentity[] = [who],
    format: WrapperFormat = 'dsse'
  ): this {
    this.files.set(`${this.#prefix}${linkFileName(name, who.keyId)}`, file(value, signers, format))
    return this
  }

  of(name: string, who: SigningIdentity): MemoryStore {
    return this.sub(sublayoutDirectoryName(name, who.keyId))
  }
}

export const goodStore = (): MemoryStore => new MemoryStore().put('write', ALICE, WRITE).put('pack', BOB, PACK)

/** Verifies the chain above, but for what is given. */
export async function verifyChain(changes: Partial<VerificationRequest> = {}): Promise<Verification> {
  return verifySupplyChain({
    ports: NODE_PORTS,
    layout: file(LAYOUT, [OWNER]),
    layoutSource: 'root.layout',
    layoutKeys: [OWNER.signer.publicKey],
    links: goodStore(),
    now: NOW,
    compatibility: 'strict',
    ...changes
  })
}

export const codes = (verification: Verification): string[] =>
  verification.outcome === 'failed' ? verification.failures.map(({ code }) => code) : []

/** Inspections that end as told, having seen the files told. */
export function inspections(results: Readonly<Record<string, Json>>): InspectionRunner & { readonly ran: string[] } {
  const ran: string[] = []
  return {
    ran,
    run: (inspection: Inspection) => {
      ran.push(inspection.name)
      return Promise.resolve(
        parseLink(
          JsonAt.root(
            payload({ _type: 'link', name: inspection.name, ...results[inspection.name] }) as JsonValue,
            'inspection'
          )
        ).link
      )
    }
  }
}

export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
