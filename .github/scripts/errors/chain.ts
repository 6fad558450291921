// SPDX-License-Identifier: Apache-2.0
// A small supply chain in rules, and what of it may be wrong: `ci` writes, `ann` packs.
import { createHash } from 'node:crypto'
import { keyObject, layoutOf as layoutOfTests, linkOf as linkOfTests, step } from '../../../__tests__/support/chain.ts'
import { plain } from '../../../__tests__/support/json.ts'
import { GITHUB_ISSUER } from '../../../src/intoto/keys/github-issuer.ts'
import { encodeKeylessIdentity, identityOf, keylessKeyId } from '../../../src/intoto/keys/keyless-identity.ts'
import { who, type Bench, type Name } from './bench.ts'
import type { ErrorCase, Json } from './error-case.ts'

const FUNCTIONARIES = ['ci', 'ann', 'bob'] as const

export const digestOf = (text: string): Json => ({ sha256: createHash('sha256').update(text).digest('hex') })

export const keyOf = (name: Name): unknown => keyObject(who(name))

export const stepOf = (name: string, by: readonly Name[], changes: Json = {}): Json => step(name, by.map(who), changes)

export const layoutOf = (steps: readonly Json[], changes: Json = {}): Json =>
  layoutOfTests(steps, {
    keys: Object.fromEntries(FUNCTIONARIES.map((name) => [who(name).keyId, keyOf(name)])),
    ...changes
  })

export const linkOf = (name: string, changes: Json = {}): Json =>
  linkOfTests(name, {
    environment: { run: { id: '1', repository: 'octo-org/app', commit: 'a'.repeat(40) } },
    ...changes
  })

/** A functionary who is a workflow, and the `keys` of a layout that has no other. */
export function workflow(text: string, trustedRoot?: string): { readonly keyId: string; readonly keys: Json } {
  const who = identityOf(GITHUB_ISSUER, { kind: 'pattern', text }, new Map(), trustedRoot)
  const keyId = keylessKeyId(who)
  return { keyId, keys: { [keyId]: plain(encodeKeylessIdentity(who)) } }
}

/** What of the chain is other than it should be. */
export interface Wrong {
  readonly layout?: Json
  readonly write?: Json
  readonly pack?: Json
  readonly writeLink?: Json
  readonly packLink?: Json | 'none'
  /** Who signs the layout. */
  readonly owners?: readonly Name[]
  /** What else lies there. */
  readonly more?: (bench: Bench) => void
  readonly flags?: readonly string[]
  /** All words, in the place of those of `verify`. */
  readonly words?: readonly string[]
}

export const VERIFY = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub']

export const MATCH = ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write']
const PACKED = digestOf('packed')

export function writeChain(bench: Bench, wrong: Wrong = {}): void {
  const { layout = {}, write = {}, pack = {}, writeLink = {}, packLink = {}, owners = ['owner'] } = wrong
  const steps = [
    stepOf('write', ['ci'], write),
    stepOf('pack', ['ann'], {
      expected_materials: [MATCH, ['DISALLOW', '*']],
      expected_products: [
        ['REQUIRE', 'app.tgz'],
        ['CREATE', 'app.tgz'],
        ['DISALLOW', '*']
      ],
      ...pack
    })
  ]
  bench.sign('root.layout', layoutOf(steps, layout), owners)
  bench.link(linkOf('write', { products: { 'src/a.js': digestOf('a') }, ...writeLink }), 'ci', 'write')
  if (packLink !== 'none') {
    const link = linkOf('pack', { materials: { 'src/a.js': digestOf('a') }, products: { 'app.tgz': PACKED } })
    bench.link({ ...link, ...packLink }, 'ann', 'pack')
  }
  wrong.more?.(bench)
}

/** The chain with something wrong in it. */
export function chain(code: string, wrong: Wrong): ErrorCase {
  return {
    code,
    prepare: (bench) => writeChain(bench, wrong),
    words: wrong.words ?? [...VERIFY, ...(wrong.flags ?? [])]
  }
}
