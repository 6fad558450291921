// SPDX-License-Identifier: Apache-2.0
// Layouts in intents, judged by others: with our program on PATH and the three variables they pass what is good and refuse
// what only the check can see; without either they pass nothing. With the same rules and no inspection all agree.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signMetadata } from '../../../src/intoto/envelope/sign-metadata.ts'
import { JsonAt } from '../../../src/intoto/json/json-at.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { encodePublicKey } from '../../../src/intoto/keys/public-key.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { sha256HexOfTexts } from '../../../src/intoto/hashing/sha256.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../../src/signing/key-signer.ts'
import { FORMATS, type Court, type Format } from './court.ts'
import { askJudge, expectVerdict, judgesOf, textsOf, WHOLE_WORLD, type Judges } from './intents-judges.ts'

type Files = Readonly<Record<string, string>>
type Json = Record<string, unknown>
type Links = Record<'build' | 'test' | 'package', Link>

interface Link {
  materials: Files
  products: Files
  environment: Json
  name?: string
}

const WORDS = [
  'build takes source',
  'build adds dist/**',
  'test takes build',
  'test may-add coverage/**',
  'package takes build',
  'package adds *.tgz',
  'release package',
  'steps only'
]
const SOURCE: Files = { 'package.json': '1', 'src/a.js': '2' }
const BUILT: Files = { ...SOURCE, 'dist/a.js': '3' }
const RECORDING = { materials: { paths: ['.'] }, products: { paths: ['.'] }, scratch: 'none at begin' }

function good(): Links {
  const lines = Object.entries(SOURCE).map(([path, digit]) => `${digit.repeat(64)}  ${path}\n`)
  const source = { commit: 'c'.repeat(40), tree: 'd'.repeat(40), files: lines.length, digest: sha256HexOfTexts(lines) }
  return {
    build: { materials: SOURCE, products: BUILT, environment: { recording: RECORDING, source } },
    test: { materials: BUILT, products: BUILT, environment: { recording: RECORDING } },
    package: { materials: BUILT, products: { ...BUILT, 'app.tgz': '4' }, environment: { recording: RECORDING } }
  }
}

/** Runs that their rules alone let pass: only the check sees what is wrong. */
const BAD: readonly (readonly [what: string, change: (links: Links) => void])[] = [
  ['a test that left something behind', ({ test }) => (test.products = { ...BUILT, 'evil.js': '9' })],
  ['a test that began with less', ({ test }) => Object.assign(test, { materials: SOURCE, products: SOURCE })],
  ['nothing packed', (links) => (links.package.products = BUILT)],
  [
    'files that were hidden',
    ({ test }) =>
      (test.environment = { recording: { ...RECORDING, materials: { paths: ['.'], left_out: { 'src/': 2 } } } })
  ],
  ['narrow paths', ({ test }) => (test.environment = { recording: { ...RECORDING, products: { paths: ['dist'] } } })],
  ['no claim about source', ({ build }) => (build.environment = { recording: RECORDING })],
  ['a link that was copied', ({ test }) => (test.name = 'build')]
]

const RULES = {
  build: { materials: [['ALLOW', '*']], products: [['ALLOW', '*']] },
  test: {
    materials: [
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'],
      ['DISALLOW', '*']
    ],
    products: [['ALLOW', '*']]
  },
  package: {
    materials: [
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'],
      ['DISALLOW', '*']
    ],
    products: [['ALLOW', '*']]
  }
} as const

/** Signs as one person, under the key id that in-toto-golang looks for, too. */
class Signer {
  readonly #signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'referee' })
  readonly keyId = keyIdOf(this.#signer.publicKey, 'legacy')
  readonly pem = this.#signer.publicKey.pem
  readonly key = JSON.parse(writeJson(encodePublicKey(this.#signer.publicKey, this.keyId))) as Json

  sign(value: Json, format: Format, ids: 'both' | 'legacy' = 'legacy'): Uint8Array {
    const payload = JsonAt.root(
      readJson(new TextEncoder().encode(JSON.stringify(value)), { source: 'referee', maxBytes: 2 ** 20 }).value,
      'referee'
    ).object()
    const signers = [
      ...(ids === 'both' ? [{ signer: this.#signer, keyId: keyIdOf(this.#signer.publicKey, 'current') }] : []),
      { signer: this.#signer, keyId: this.keyId }
    ]
    return signMetadata({ payload, format, signers })
  }
}

interface Place {
  readonly at: string
  readonly links: Links
  readonly format: Format
  readonly inspect: 'intents' | 'nothing'
}

/** Writes a signed layout, its owner's key and the links of a run. */
function write(signer: Signer, { at, links, format, inspect }: Place): void {
  const artifacts = (files: Files): Json =>
    Object.fromEntries(Object.entries(files).map(([path, digit]) => [path, { sha256: digit.repeat(64) }]))
  mkdirSync(join(at, 'links'), { recursive: true })
  for (const [name, { materials, products, environment, name: inside = name }] of Object.entries(links)) {
    const link = {
      _type: 'link',
      name: inside,
      command: [],
      materials: artifacts(materials),
      products: artifacts(products),
      byproducts: { 'return-value': 0 },
      environment
    }
    writeFileSync(join(at, 'links', linkFileName(name, signer.keyId)), signer.sign(link, format))
  }
  const layout = {
    _type: 'layout',
    expires: '2039-01-01T00:00:00Z',
    readme: '',
    keys: { [signer.keyId]: signer.key },
    steps: Object.entries(RULES).map(([name, { materials, products }]) => ({
      _type: 'step',
      name,
      threshold: 1,
      pubkeys: [signer.keyId],
      expected_command: [],
      expected_materials: materials,
      expected_products: products
    })),
    inspect:
      inspect === 'nothing'
        ? []
        : [
            {
              _type: 'inspection',
              name: 'intents',
              run: ['in-toto-actions', 'check', 'v1', ...WORDS],
              expected_materials: [],
              expected_products: []
            }
          ]
  }
  writeFileSync(join(at, 'root.layout'), signer.sign(layout, format, 'both'))
  writeFileSync(join(at, 'owner.pub'), signer.pem)
}

export async function intentsAreHeldByAll(court: Court, judges: Judges): Promise<void> {
  const signer = new Signer()
  for (const format of FORMATS) {
    const made = (what: string, links: Links, inspect: Place['inspect'] = 'intents'): string => {
      const at = court.directory(`intents-${format}-${inspect}-${what}`)
      write(signer, { at, links, format, inspect })
      return at
    }
    const at = made('good', good())
    for (const judge of judgesOf(at, judges)) {
      const { isOurs } = judge
      await court.tally.check(`${judge.name} passes a good run of a layout in intents (${format})`, async () => {
        expectVerdict(await askJudge(court, judge, at, WHOLE_WORLD), 'passed')
      })
      for (const [why, world] of [
        ['without the program', { ...WHOLE_WORLD, program: 'nowhere' }],
        ['without the variables', { ...WHOLE_WORLD, variables: 'not set' }]
      ] as const)
        // Ours is built in, and asks nobody.
        await court.tally.check(`${judge.name} ${isOurs ? 'passes' : 'refuses'} it ${why} (${format})`, async () => {
          expectVerdict(await askJudge(court, judge, at, world), isOurs ? 'passed' : 'refused')
        })
    }
    for (const [what, change] of BAD) {
      const links = good()
      change(links)
      const bad = made(what, links)
      for (const judge of judgesOf(bad, judges))
        await court.tally.check(`${judge.name} refuses ${what} (${format})`, async () => {
          expectVerdict(await askJudge(court, judge, bad, WHOLE_WORLD), 'refused')
        })
      const bare = made(what, links, 'nothing')
      await court.tally.check(`by the rules alone all judge alike: ${what} (${format})`, async () => {
        const verdicts = await Promise.all(
          judgesOf(bare, judges).map((judge) => askJudge(court, judge, bare, WHOLE_WORLD))
        )
        assert.equal(new Set(verdicts.map(({ status }) => status === 0)).size, 1, textsOf(verdicts))
      })
    }
  }
}
