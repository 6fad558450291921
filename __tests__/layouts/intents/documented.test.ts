// SPDX-License-Identifier: Apache-2.0
// The documentation has every key of the language, each with an example that is built and one that is refused, and what
// it shows of whole layouts is built, too.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { KEYS } from '../../../.github/scripts/intents/keys.ts'
import { TOP_KEYS } from '../../../src/layouts/intents/read-top.ts'
import { INTENT_KEYS } from '../../../src/layouts/intents/step-template.ts'
import { buildLayout } from '../../../src/layouts/build-layout.ts'
import { LayoutSourceError } from '../../../src/layouts/problem.ts'
import { testedLayout } from '../../../src/layouts/self-test/tested-layout.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const EXAMPLES = join(ROOT, 'examples/intents')
const KEY_OF = new Map(['ci', 'ann', 'bob'].map((name) => [name, generateKey({ type: 'ed25519' }).publicKey]))

/** What follows the lines of an example. */
function build(text: string, by = 'by: ci\n'): ReturnType<typeof buildLayout> {
  const names = [...KEY_OF.keys()].map((name) => `${name}: { key: ${name} }`).join(', ')
  const head = text.includes('functionaries:') ? '' : `expires: 1 year\nfunctionaries: { ${names} }\n`
  return buildLayout({
    text: `${text}${/^by:/m.test(text) ? '' : by}${head}`,
    source: 'layout.yml',
    readKey: (path) => KEY_OF.get(path.replace(/^.*\/|\.pub$/g, '')) ?? generateKey({ type: 'ed25519' }).publicKey,
    now: Date.parse('2028-01-31T10:00:00Z'),
    keyIdForm: 'current'
  })
}
const example = (name: string, kind: string): string => readFileSync(join(EXAMPLES, name, `${kind}.yml`), 'utf8')

test('each key of the language is documented, and each documented key has its directory', () => {
  const names = KEYS.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining([
      ...INTENT_KEYS,
      ...TOP_KEYS,
      'by',
      'threshold',
      'only',
      'from',
      'into',
      'legs',
      'may-change',
      'submodules'
    ])
  )
  expect(new Set(names).size).toBe(names.length)
  expect(readdirSync(EXAMPLES).toSorted()).toEqual(names.toSorted())
})
/** What is said of each example that is refused, and in which line. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  takes: ['LAYOUT_SOURCE_VALUE:2'],
  only: ['LAYOUT_SOURCE_AMBIGUOUS:3'],
  from: ['LAYOUT_SOURCE_AMBIGUOUS:3'],
  into: ['LAYOUT_SOURCE_VALUE:7'],
  legs: ['LAYOUT_SOURCE_AMBIGUOUS:8'],
  adds: ['INTENT_PATTERN_INVALID:2'],
  'adds-source': ['LAYOUT_SOURCE_AMBIGUOUS:2'],
  'may-add': ['LAYOUT_SOURCE_IMPOSSIBLE:3'],
  changes: ['LAYOUT_SOURCE_IMPOSSIBLE:3'],
  removes: ['LAYOUT_SOURCE_AMBIGUOUS:2'],
  'may-remove': ['LAYOUT_SOURCE_AMBIGUOUS:2'],
  scratch: ['LAYOUT_SOURCE_IMPOSSIBLE:3'],
  'installs-into': ['LAYOUT_SOURCE_IMPOSSIBLE:2'],
  'may-change': ['LAYOUT_SOURCE_VALUE:2'],
  matrix: ['LAYOUT_SOURCE_TYPE:3', 'LAYOUT_SOURCE_TYPE:3'],
  command: ['LAYOUT_SOURCE_VALUE:2'],
  'working-directory': ['LAYOUT_SOURCE_MISSING:2'],
  setup: ['LAYOUT_SOURCE_MISSING:2'],
  definition: ['LAYOUT_SOURCE_VALUE:2'],
  delegated: ['LAYOUT_SOURCE_VALUE:2'],
  recording: ['LAYOUT_SOURCE_VALUE:2'],
  by: ['LAYOUT_SOURCE_MISSING:2'],
  threshold: ['LAYOUT_SOURCE_VALUE:2'],
  release: ['LAYOUT_SOURCE_MISSING:1'],
  branches: ['LAYOUT_SOURCE_VALUE:1'],
  tags: ['LAYOUT_SOURCE_TYPE:1'],
  source: ['LAYOUT_SOURCE_TYPE:1'],
  submodules: ['LAYOUT_SOURCE_VALUE:1'],
  version: ['LAYOUT_SOURCE_MISSING:1'],
  after: ['LAYOUT_SOURCE_MISSING:1'],
  elsewhere: ['LAYOUT_SOURCE_VALUE:1']
}

/** Codes and lines of the mistakes of a text. */
function refusedAs(text: string, by?: string): readonly string[] {
  try {
    build(text, by)
    return []
  } catch (error) {
    if (!(error instanceof LayoutSourceError)) throw error
    return error.problems.map(({ code, line }) => `${code}:${line}`)
  }
}

describe.each(KEYS.map(({ name, written = name }) => [name, written.replace(/:.*/, '')] as const))(
  'the examples of %s',
  (name, key) => {
    // A part is also said without `only`, and what is missing cannot be there.
    const kinds = name === 'only' ? [] : ['by', 'legs', 'release'].includes(name) ? ['good'] : ['good', 'bad']
    test('have the key', () => expect(kinds.filter((kind) => !example(name, kind).includes(`${key}:`))).toEqual([]))
    test('are built without a warning that is about them, and refused where they stand', () => {
      const { warnings, intents } = build(example(name, 'good'))
      expect(warnings.filter(({ message }) => !message.includes('performs no step'))).toEqual([])
      expect(intents?.intents.steps.size).toBeGreaterThan(0)
      expect(refusedAs(example(name, 'bad'), name === 'by' ? '' : undefined)).toEqual(REFUSED[name])
    })
  }
)
test('the layouts that the page shows are built', () => {
  const page = readFileSync(join(ROOT, 'docs/intents.md'), 'utf8')
  const written = page.slice(0, page.indexOf('<!-- keys -->'))
  const layouts = [...written.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text)
  expect(layouts).toHaveLength(6)
  const built = layouts.map((text) => build(text))
  expect(built.map(({ intents }) => intents?.intents.release.map(({ step }) => step))).toEqual([
    ['package'],
    ['package'],
    ['package'],
    [
      ...['linux', 'darwin', 'windows'].flatMap((os) => ['amd64', 'arm64'].map((arch) => `build-${os}-${arch}`)),
      'checksums'
    ],
    ['sdist', 'wheel-ubuntu-24.04', 'wheel-macos-15', 'wheel-windows-2025'],
    ['package']
  ])
  // An honest run of each passes, and no wrong one does.
  for (const { layout, intents } of built)
    expect(testedLayout(layout, intents?.intents as Intents)).toMatchObject({ refused: undefined, passed: [] })
  const warnings = built.flatMap((one) => one.warnings).filter(({ message }) => !message.includes('performs no step'))
  expect(warnings).toEqual([])
})
