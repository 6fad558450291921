// SPDX-License-Identifier: Apache-2.0
// A small pipeline in intents: build takes source, test and package take build. Its links can be changed one by one.
import { createHash } from 'node:crypto'
import type { VerificationRequest, Verification } from '../../src/intoto/verification/verification.ts'
import { ALICE, BOB, digest, file, layoutOf, linkOf, MemoryStore, OWNER, step, verifyChain } from './chain.ts'

export type Files = Readonly<Record<string, string>>
type Json = Record<string, unknown>

export const WORDS = [
  'build takes source',
  'build adds dist/**',
  'build scratch node_modules/',
  'test takes build',
  'test may-add coverage/**',
  'package takes build',
  'package adds *.tgz',
  'release package',
  'steps only'
]

/** As the layout carries them. */
export const inspection = (words: readonly string[], changes: Json = {}): Json => ({
  _type: 'inspection',
  name: 'intents',
  run: ['in-toto-actions', 'check', 'v1', ...words],
  expected_materials: [],
  expected_products: [],
  ...changes
})

const ALL = [['ALLOW', '*']]
const from = (name: string): string[][] => [
  ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', name],
  ['DISALLOW', '*']
]

/** Steps as rules have them, as strict as those of people. */
export const STEPS = [
  step('build', [ALICE], { expected_materials: ALL, expected_products: ALL }),
  step('test', [ALICE], { expected_materials: from('build'), expected_products: ALL }),
  step('package', [ALICE], { expected_materials: from('build'), expected_products: ALL })
]

export const layoutWith = (words: readonly string[] = WORDS, changes: Json = {}): Json =>
  layoutOf(STEPS, { inspect: [inspection(words)], ...changes })

export const artifacts = (files: Files): Json =>
  Object.fromEntries(Object.entries(files).map(([path, digit]) => [path, digest(digit)]))

export const COMMIT = 'c'.repeat(40)
export const SOURCE: Files = { 'package.json': '1', 'src/a.js': '2' }
export const BUILT: Files = { ...SOURCE, 'dist/a.js': '3' }
export const PACKED: Files = { ...BUILT, 'app.tgz': '4' }

/** What a recorder claims of these files. */
export function claimOf(files: Files, changes: Json = {}): Json {
  const lines = Object.entries(files)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, digit]) => `${digit.repeat(64)}  ${path}\n`)
  const sum = createHash('sha256').update(lines.join('')).digest('hex')
  return { commit: COMMIT, tree: 'd'.repeat(40), files: lines.length, digest: sum, ...changes }
}

export const RUN = { id: '1', repository: 'o/r', commit: COMMIT }
/** What the recorder says of a step in intents. */
export const WHOLE = { materials: { paths: ['.'] }, products: { paths: ['.'] }, scratch: 'none at begin' }

export interface Recorded {
  readonly materials: Files
  readonly products: Files
  readonly environment?: Json
  readonly name?: string
}

export const recorded = (
  name: string,
  { materials, products, environment = {}, name: inside = name }: Recorded
): Json =>
  linkOf(inside, {
    command: [],
    materials: artifacts(materials),
    products: artifacts(products),
    environment: { run: RUN, recording: WHOLE, ...environment }
  })

export const BUILD: Recorded = { materials: SOURCE, products: BUILT, environment: { source: claimOf(SOURCE) } }
export const TEST: Recorded = { materials: BUILT, products: BUILT }
export const PACKAGE: Recorded = { materials: BUILT, products: PACKED }

/** The store of a good run, but for what is given. */
export function store(changes: Readonly<Record<string, Recorded | undefined>> = {}): MemoryStore {
  const all = { build: BUILD, test: TEST, package: PACKAGE, ...changes }
  const links = new MemoryStore()
  for (const [name, link] of Object.entries(all)) if (link !== undefined) links.put(name, ALICE, recorded(name, link))
  return links
}

export const verifyIntents = (
  changes: Readonly<Record<string, Recorded | undefined>> = {},
  request: Partial<VerificationRequest> & { readonly value?: Json } = {}
): Promise<Verification> => {
  const { value = layoutWith(), ...rest } = request
  return verifyChain({ layout: file(value, [OWNER]), links: store(changes), ...rest })
}

export { ALICE, BOB, OWNER, MemoryStore, file }
