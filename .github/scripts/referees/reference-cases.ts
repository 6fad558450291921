// SPDX-License-Identifier: Apache-2.0
// Chains whose metadata was changed in one place, with the verdict of in-toto-python 3.1.0 on each as data. The tests
// hold `--compat reference` to it, and the referee holds the data to the real in-toto-python.
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import { preAuthenticationEncoding } from '../../../src/intoto/envelope/pae.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import type { JsonObject } from '../../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { encodePublicKey } from '../../../src/intoto/keys/public-key.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../../src/signing/key-signer.ts'
import { DOCUMENT_CHANGES } from './document-changes.ts'
import { add, remove, rename, shadow, type Change, type Json } from './object-changes.ts'
import { VERDICTS } from './reference-verdicts.ts'

export type Verdict = 'passes' | 'fails'

export interface ReferenceCase {
  readonly name: string
  /** Of in-toto-python. */
  readonly python: Verdict
  /** By name; the layout is root.layout. */
  readonly files: ReadonlyMap<string, string>
}

type Member = Json & Record<'steps' | 'inspect', Json[]>

const key = (): { signer: ReturnType<typeof loadPrivateKey>; keyId: string; publicPem: string; object: Json } => {
  const { privatePem, publicPem } = generateKey({ type: 'ed25519' })
  const signer = loadPrivateKey({ pem: privatePem, source: 'referee' })
  const keyId = keyIdOf(signer.publicKey, 'current')
  return { signer, keyId, publicPem, object: plain(encodePublicKey(signer.publicKey, keyId)) }
}

const [OWNER, WRITER] = [key(), key()]

/** Whose signature the layout must have, as PEM. */
export const OWNER_PEM = OWNER.publicPem

const LAYOUT = (): Member => ({
  _type: 'layout',
  expires: '2090-01-01T00:00:00Z',
  readme: '',
  keys: { [WRITER.keyId]: { ...WRITER.object } },
  steps: [
    {
      _type: 'step',
      name: 'write',
      threshold: 1,
      pubkeys: [WRITER.keyId],
      expected_command: [],
      expected_materials: [],
      expected_products: [
        ['ALLOW', 'a'],
        ['DISALLOW', '*']
      ]
    }
  ],
  inspect: [{ _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }]
})

const LINK = (): Json => ({
  _type: 'link',
  name: 'write',
  command: [],
  materials: {},
  products: { a: { sha256: 'a'.repeat(64) } },
  byproducts: {},
  environment: {}
})

/** A place in the payload of a layout. */
const PLACES: Readonly<Record<string, (layout: Member) => Json>> = {
  layout: (layout) => layout,
  step: (layout) => layout.steps[0] ?? {},
  inspection: (layout) => layout.inspect[0] ?? {},
  key: (layout) => (layout['keys'] as Record<string, Json>)[WRITER.keyId] ?? {}
}

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  layout: ['steps', 'inspect', 'keys', 'readme'],
  step: ['_type', 'threshold', 'pubkeys', 'expected_command', 'expected_materials', 'expected_products'],
  inspection: ['_type', 'name', 'run', 'expected_materials', 'expected_products'],
  key: ['keyid', 'keytype', 'scheme', 'keyval', 'keyid_hash_algorithms'],
  link: ['name', 'command', 'materials', 'products', 'byproducts', 'environment']
}

/** Changes of one object, by what they do. */
const changesOf = (place: string): [string, Change][] => [
  ['with an added member', add('evil', 1)],
  ['with an added object', add('evil', { a: [1, { b: null }] })],
  ['with a member of a newer kind', add('rootcas', {})],
  ...(MEMBERS[place] ?? []).flatMap((name): [string, Change][] => [
    [`without ${name}`, remove(name)],
    [`with ${name} in other letters`, rename(name)],
    [`with ${name} in other letters beside it`, shadow(name, name === 'threshold' ? 9 : [])],
    [`with null for ${name}`, add(name, null)]
  ]),
  ['with another _type', add('_type', 'other')]
]

interface Signed {
  readonly payload: Json
  /** What the signature covers, where that is another payload. */
  readonly covered: Json
  readonly by: typeof OWNER
}

const UTF8 = new TextEncoder()

function metablock({ payload, covered, by }: Signed, change: (document: Json, signature: Json) => void): string {
  const sig = Buffer.from(by.signer.sign(canonicalJson(value(covered)))).toString('hex')
  const signature: Json = { keyid: by.keyId, sig }
  const document: Json = { signed: payload, signatures: [signature] }
  change(document, signature)
  return JSON.stringify(document)
}

function dsse({ payload, by }: Signed, change: (document: Json, signature: Json) => void): string {
  // So long that padding is needed, and such bytes that both alphabets differ.
  let bytes = UTF8.encode(JSON.stringify(payload))
  while (bytes.length % 3 !== 1) bytes = UTF8.encode(`${Buffer.from(bytes).toString()} `)
  const sig = Buffer.from(by.signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE, bytes))).toString('base64')
  const signature: Json = { keyid: by.keyId, sig }
  const document: Json = {
    payload: Buffer.from(bytes).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [signature]
  }
  change(document, signature)
  return JSON.stringify(document)
}

type Wrap = (signed: Signed, change: (document: Json, signature: Json) => void) => string
const WRAPS: Readonly<Record<'metablock' | 'dsse', Wrap>> = { metablock, dsse }
const SAME = (): void => undefined

/** How a payload that was changed is signed. */
const WAYS: readonly (readonly [name: string, wrap: Wrap, when: 'before' | 'after'])[] = [
  ['DSSE', dsse, 'before'],
  ['Metablock, signed as it is written', metablock, 'before'],
  ['Metablock, changed after it was signed', metablock, 'after']
]

function chainOf(layout: string, link: string): ReadonlyMap<string, string> {
  return new Map([
    ['root.layout', layout],
    [linkFileName('write', WRITER.keyId as never), link]
  ])
}

const goodLayout = (wrap: Wrap = dsse, change = SAME as Parameters<Wrap>[1]): string =>
  wrap({ payload: LAYOUT(), covered: LAYOUT(), by: OWNER }, change)
const goodLink = (wrap: Wrap = dsse, change = SAME as Parameters<Wrap>[1]): string =>
  wrap({ payload: LINK(), covered: LINK(), by: WRITER }, change)

function payloadCases(): [string, ReadonlyMap<string, string>][] {
  const places = [...Object.keys(PLACES), 'link']
  return places.flatMap((place) =>
    changesOf(place).flatMap(([what, change]) =>
      WAYS.map(([way, wrap, when]): [string, ReadonlyMap<string, string>] => {
        const isLink = place === 'link'
        const [payload, original] = isLink ? [LINK(), LINK()] : [LAYOUT(), LAYOUT()]
        change(isLink ? payload : (PLACES[place]?.(payload as Member) ?? {}))
        const signed = { payload, covered: when === 'before' ? payload : original, by: isLink ? WRITER : OWNER }
        const text = wrap(signed, SAME)
        return [`${place} ${what}: ${way}`, isLink ? chainOf(goodLayout(), text) : chainOf(text, goodLink())]
      })
    )
  )
}

function documentCases(): [string, ReadonlyMap<string, string>][] {
  return DOCUMENT_CHANGES.flatMap(([what, formats, change]) =>
    formats.flatMap((format): [string, ReadonlyMap<string, string>][] => [
      [`layout, ${format}: ${what}`, chainOf(goodLayout(WRAPS[format], change), goodLink())],
      [`link, ${format}: ${what}`, chainOf(goodLayout(), goodLink(WRAPS[format], change))]
    ])
  )
}

function plain(object: JsonObject): Json {
  return JSON.parse(writeJson(object)) as Json
}

function value(object: Json): JsonObject {
  const bytes = UTF8.encode(JSON.stringify(object))
  return readJson(bytes, { source: 'referee', maxBytes: bytes.length }).object()
}

/** Every case, made anew. */
export function referenceCases(): ReferenceCase[] {
  return [...payloadCases(), ...documentCases()].map(([name, files]) => ({
    name,
    files,
    python: VERDICTS.has(name) ? 'passes' : 'fails'
  }))
}
