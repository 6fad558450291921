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
      'may-change'
    ])
  )
  expect(new Set(names).size).toBe(names.length)
  expect(readdirSync(EXAMPLES).toSorted()).toEqual(names.toSorted())
})
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
      expect(() => build(example(name, 'bad'), name === 'by' ? '' : undefined)).toThrow(LayoutSourceError)
    })
  }
)
test('the layouts that the page shows are built', () => {
  const page = readFileSync(join(ROOT, 'docs/intents.md'), 'utf8')
  const written = page.slice(0, page.indexOf('<!-- keys -->'))
  const layouts = [...written.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text)
  expect(layouts).toHaveLength(5)
  for (const text of layouts) expect(build(text).intents?.intents.release).not.toEqual([])
})
