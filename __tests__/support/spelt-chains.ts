// SPDX-License-Identifier: Apache-2.0
// Random chains whose links are spelled by hand, byte by byte, and signed as they stand: as tools write them, and as
// nobody does. What is odd about a section or an envelope is said, so that a test can ask who read it.
import { Buffer } from 'node:buffer'
import { PAYLOAD_TYPE } from '../../src/intoto/envelope/payload-type.ts'
import { preAuthenticationEncoding } from '../../src/intoto/envelope/pae.ts'
import type { SigningIdentity } from '../../src/intoto/envelope/sign-metadata.ts'
import { canonicalJson } from '../../src/intoto/json/canonical-json.ts'
import { readJson } from '../../src/intoto/json/read-json.ts'
import { encodeKeylessIdentity, identityOf, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { linkBundleName, linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { LINK_PREDICATE_TYPE, STATEMENT_TYPE } from '../../src/intoto/link/statement.ts'
import type { KeylessVerifier } from '../../src/intoto/verification/verification.ts'
import type { Chance } from './cases.ts'
import { ALICE, BOB, file, keyObject, layoutOf, OWNER, step } from './chain.ts'
import { plain } from './json.ts'
import {
  mutateSection,
  objectText,
  oddResources,
  resourcesText,
  sectionText,
  SPACINGS,
  type Entry,
  type Spacing
} from './spelt-sections.ts'

/** How a section was made: as tools write it, changed and still as tools could write it, or as none would. */
export type SectionKind = 'honest' | 'changed' | 'odd'

/** A section of a link, as it stands there. */
export interface SpeltSection {
  readonly kind: SectionKind
  readonly text: string
}

export interface SpeltChain {
  readonly layout: Uint8Array
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly compatibility: 'strict' | 'reference'
  readonly sections: readonly SpeltSection[]
}

const ISSUER = 'https://token.actions.githubusercontent.com'
const IDENTITY = identityOf(ISSUER, { kind: 'exact', text: 'ci' }, new Map())
const IDENTITY_ID = keylessKeyId(IDENTITY)

/** Takes every bundle for one that the identity of the chains signed. */
export const EVERY_BUNDLE: KeylessVerifier = {
  verify: async (bundle) => {
    const { dsseEnvelope } = JSON.parse(Buffer.from(bundle).toString()) as { dsseEnvelope: { payload: string } }
    return {
      certificate: { issuer: ISSUER, subject: 'ci', extensions: new Map() },
      trustedRoots: ['github'],
      payloadType: PAYLOAD_TYPE,
      payload: Buffer.from(dsseEnvelope.payload, 'base64')
    }
  }
}

const PATTERNS = ['*', '*', '*', 'src/*', '*.js', 'README', '?*', '[a-r]*', '*a*', 'lib/*/y', 'src/[!b].js']
const NAMES = ['README', 'a', 'app.tgz', 'b-1', 'lib/x/y', 'lib/z', 'src/a.js', 'src/b.js', 'src/c d.js', 'z~']

function randomRule(chance: Chance, earlier: readonly string[]): string[] {
  const pattern = chance.pick(PATTERNS)
  if (earlier.length > 0 && chance.once(2)) {
    const [from, kind] = [chance.pick(earlier), chance.pick(['PRODUCTS', 'PRODUCTS', 'MATERIALS'])]
    if (!chance.once(4)) return ['MATCH', pattern, 'WITH', kind, 'FROM', from]
    return chance.once(2)
      ? ['MATCH', pattern, 'IN', 'src', 'WITH', kind, 'IN', 'lib', 'FROM', from]
      : ['MATCH', pattern, 'IN', 'src', 'WITH', kind, 'IN', 'src/', 'FROM', from]
  }
  if (chance.once(8)) return ['REQUIRE', chance.pick(NAMES)]
  return [chance.pick(['ALLOW', 'CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'DISALLOW']), pattern]
}

/** Takes every name of these chains, and not every name there is: a list that cannot fail is refused. */
const ALL_NAMES = ['README', 'a*', 'b-1', 'lib/*', 'src/*', 'z~', 'constructor'].map((pattern) => ['ALLOW', pattern])

function rules(chance: Chance, earlier: readonly string[]): string[][] {
  const some = Array.from({ length: chance.below(3) }, () => randomRule(chance, earlier))
  return [...(chance.once(3) ? some : []), ...(chance.once(5) ? [] : ALL_NAMES), ['DISALLOW', '*']]
}

/** A digest of its own for each number. */
const digestOf = (number: number): string => `${number.toString(16).padStart(4, '0')}${'ab01'.repeat(15)}`

function someEntries(chance: Chance): Entry[] {
  return NAMES.filter(() => !chance.once(3)).map((name) => ({ name, digest: digestOf(chance.below(4)) }))
}

/** As many files as make a link of more than 64 KB. */
function manyEntries(chance: Chance): Entry[] {
  return Array.from({ length: 600 + chance.below(200) }, (_, index) => ({
    name: `src/module-${String(index).padStart(4, '0')}/file.ts`,
    digest: digestOf(index)
  }))
}

/** What one step makes of files. */
function changed(entries: readonly Entry[], chance: Chance): Entry[] {
  const often = Math.max(4, Math.floor(entries.length / 8))
  return entries
    .filter(() => !chance.once(often * 2))
    .map((entry) => (chance.once(often) ? { ...entry, digest: digestOf(chance.below(9)) } : entry))
}

/** Makes one chain after the other. */
export class SpeltChains {
  readonly #chance: Chance
  #sections: SpeltSection[] = []

  constructor(chance: Chance) {
    this.#chance = chance
  }

  next(): SpeltChain {
    const chance = this.#chance
    this.#sections = []
    const steps: Record<string, unknown>[] = []
    const files = new Map<string, Uint8Array>()
    let before = chance.once(40) ? manyEntries(chance) : someEntries(chance)
    for (const index of [0, 1, 2]) {
      const name = `s${index}`
      const earlier = Array.from({ length: index }, (_, number) => `s${number}`)
      const materials = chance.once(8) ? someEntries(chance) : before
      const products = chance.once(3) ? materials : changed(materials, chance)
      before = products
      const keyless = chance.once(8)
      const two = !keyless && chance.once(6)
      const lists = { expected_materials: rules(chance, earlier), expected_products: rules(chance, earlier) }
      const by = { pubkeys: keyless ? [IDENTITY_ID] : [ALICE, ...(two ? [BOB] : [])].map(({ keyId }) => keyId) }
      steps.push(step(name, [], { expected_command: [], threshold: two ? 2 : 1, ...by, ...lists }))
      if (keyless) files.set(linkBundleName(name, IDENTITY_ID), this.#statement(name, materials, products))
      else
        for (const who of two ? [ALICE, BOB] : [ALICE])
          files.set(linkFileName(name, who.keyId), this.#link(name, who, materials, products))
    }
    const keys = { [IDENTITY_ID]: plain(encodeKeylessIdentity(IDENTITY)) }
    const all = { ...keys, ...Object.fromEntries([ALICE, BOB].map((who) => [who.keyId, keyObject(who)])) }
    return {
      layout: file(layoutOf(steps, { keys: all }), [OWNER]),
      files,
      compatibility: chance.once(3) ? 'reference' : 'strict',
      sections: this.#sections
    }
  }

  #section(entries: readonly Entry[], spacing: Spacing): string {
    const mutated = this.#chance.once(12) ? mutateSection(entries, this.#chance) : undefined
    const text = mutated?.text ?? sectionText(entries, spacing)
    // An empty one is nothing to be fast at.
    if (entries.length > 0) this.#sections.push({ kind: mutated?.kind ?? 'honest', text })
    return text
  }

  #payload(name: string, materials: readonly Entry[], products: readonly Entry[], spacing: Spacing): string {
    const chance = this.#chance
    const members: [string, string][] = [
      ['_type', '"link"'],
      ['byproducts', objectText([['return-value', '0']], spacing)],
      ['command', '[]'],
      ['environment', '{}'],
      ['materials', this.#section(materials, spacing)],
      ['name', JSON.stringify(name)],
      ['products', this.#section(products, spacing)]
    ]
    if (!chance.once(20)) return objectText(members, spacing)
    const section = sectionText(materials, spacing)
    chance.pick([
      () => members.push(['materials', section]),
      () => members.splice(4, 0, ['materials', '{}']),
      () => members.reverse(),
      () => members.shift(),
      () => members.splice(0, 1, ['_type', chance.pick(['"layout"', '"Link"', '5'])]),
      () => members.splice(1, 1, ['byproducts', objectText([['materials', section]], spacing)]),
      () => members.splice(3, 1, ['environment', section]),
      () => members.push(['Products', section]),
      () => members.push(['zzz', section]),
      () => members.splice(5, 1, ['name', '"other"']),
      () => members.splice(4, 1, ['materials', chance.pick(['[]', 'null', '"x"', '{"a":{}}', '{"":[]}'])])
    ])()
    return objectText(members, spacing)
  }

  #link(name: string, who: SigningIdentity, materials: readonly Entry[], products: readonly Entry[]): Uint8Array {
    const chance = this.#chance
    const payload = this.#payload(name, materials, products, chance.pick(SPACINGS))
    if (chance.once(4)) return this.#metablock(payload, who)
    return chance.once(10)
      ? Buffer.from(`{"mediaType":"x","dsseEnvelope":${this.#envelope(payload, who)}}`)
      : this.#damaged(this.#envelope(payload, who))
  }

  #metablock(signed: string, who: SigningIdentity): Uint8Array {
    let message: Uint8Array = Buffer.from(signed)
    try {
      message = canonicalJson(readJson(message, { source: 'x', maxBytes: 1 << 24 }).value)
    } catch {
      // What is no document has no canonical form, and any signature is as good.
    }
    const sig = Buffer.from(who.signer.sign(message)).toString('hex')
    const signature = objectText(
      [
        ['keyid', `"${who.keyId}"`],
        ['sig', `"${sig}"`]
      ],
      SPACINGS[0]
    )
    const members: [string, string][] = [
      ['signatures', `[${signature}]`],
      ['signed', signed]
    ]
    return this.#damaged(objectText(this.#chance.once(2) ? members : members.toReversed(), this.#chance.pick(SPACINGS)))
  }

  #envelope(payload: string, who: SigningIdentity): string {
    const chance = this.#chance
    const bytes = Buffer.from(payload)
    const sig = Buffer.from(who.signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE, bytes))).toString('base64')
    const signature = objectText(
      [
        ['keyid', `"${who.keyId}"`],
        ['sig', `"${sig}"`]
      ],
      SPACINGS[0]
    )
    const members: [string, string][] = [
      ['payload', `"${this.#base64(bytes.toString('base64'))}"`],
      ['payloadType', JSON.stringify(chance.once(40) ? 'text/plain' : PAYLOAD_TYPE)],
      ['signatures', chance.once(40) ? '[]' : `[${signature}]`]
    ]
    if (chance.once(25)) {
      const other = Buffer.from(payload.replace('"link"', '"layout"')).toString('base64')
      chance.pick([
        () => members.unshift(['x', `{"payload":"${other}"}`]),
        () => members.unshift(['x', `"\\"payload\\":\\"${other}"`]),
        () => members.unshift(['x', '"payload"']),
        () => members.unshift(['payload', `"${other}"`]),
        () => members.push(['payload', `"${other}"`]),
        () => members.splice(0, 1, ['payload', '""']),
        () => members.splice(0, 1, ['payload', '7']),
        () => members.splice(0, 1),
        () => members.push(['signed', '{}'])
      ])()
    }
    return objectText(chance.once(3) ? members.toReversed() : members, chance.pick(SPACINGS))
  }

  /** Base64, now and then in a spelling of its own. */
  #base64(text: string): string {
    const chance = this.#chance
    if (!chance.once(25)) return text
    const at = chance.below(text.length)
    const withAt = (odd: string): string => `${text.slice(0, at)}${odd}${text.slice(at)}`
    return chance.pick([
      () => text.replaceAll('+', '-').replaceAll('/', '_'),
      () => text.replace(/=+$/, ''),
      () => text.slice(0, -1),
      () => text.slice(0, at),
      () => `${text}=`,
      () => withAt(' '),
      () => withAt('\\n'),
      () => withAt('\\u0041').replace('\\u0041A', '\\u0041'),
      () => withAt('\n'),
      () => withAt('\u0000'),
      () => withAt('='),
      () => withAt('é'),
      () => withAt('-_'),
      () => text.replace(/.(=*)$/, 'B$1'),
      () => text.replace(/[A-Z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
    ])()
  }

  /** A file, now and then with something wrong around or in it. */
  #damaged(text: string): Uint8Array {
    const chance = this.#chance
    const bytes = Buffer.from(text)
    if (!chance.once(25)) return bytes
    const at = chance.below(bytes.length)
    return chance.pick([
      () => Buffer.concat([Buffer.from('\ufeff'), bytes]),
      () => Buffer.concat([bytes, Buffer.from('{}')]),
      () => Buffer.concat([Buffer.from(' \r\n\t'), bytes, Buffer.from('\n')]),
      () => bytes.subarray(0, at),
      () => bytes.fill(chance.below(256), at, at + 1),
      () => bytes.fill(0x22, at, at + 1),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]),
      () => Buffer.from(text.replace('}', ',}'))
    ])()
  }

  #statement(name: string, materials: readonly Entry[], products: readonly Entry[]): Uint8Array {
    const chance = this.#chance
    const spacing = chance.pick(SPACINGS)
    const members: [string, string][] = [
      ['_type', JSON.stringify(STATEMENT_TYPE)],
      ['predicate', this.#predicate(name, materials, spacing)],
      ['predicateType', JSON.stringify(LINK_PREDICATE_TYPE)],
      ['subject', this.#resources(products, spacing)]
    ]
    if (chance.once(20)) {
      const list = resourcesText(products, spacing, 'name first')
      chance.pick([
        () => members.push(['subject', list]),
        () => members.splice(3, 1),
        () => members.splice(3, 1, ['subject', '{}']),
        () => members.splice(3, 1, ['subject', sectionText(products, spacing)]),
        () => members.push(['materials', list]),
        () => members.push(['x', objectText([['materials', list]], spacing)]),
        () => members.push(['Subject', list])
      ])()
    }
    const text = objectText(chance.once(2) ? members : members.toReversed(), spacing)
    return Buffer.from(JSON.stringify({ dsseEnvelope: { payload: Buffer.from(text).toString('base64') } }))
  }

  #predicate(name: string, materials: readonly Entry[], spacing: Spacing): string {
    const list = this.#resources(materials, spacing)
    const members: [string, string][] = [
      ['byproducts', '{}'],
      ['command', '[]'],
      ['environment', this.#chance.once(20) ? objectText([['materials', list]], spacing) : '{}'],
      ['materials', list],
      ['name', JSON.stringify(name)]
    ]
    return objectText(this.#chance.once(20) ? [...members, ['subject', list]] : members, spacing)
  }

  #resources(entries: readonly Entry[], spacing: Spacing): string {
    const chance = this.#chance
    const odd = entries.length > 0 && chance.once(6)
    const order = chance.pick(['digest first', 'name first'] as const)
    const text = odd ? oddResources(entries, chance) : resourcesText(entries, spacing, order)
    if (entries.length > 0) this.#sections.push({ kind: odd ? 'odd' : 'honest', text })
    return text
  }
}
