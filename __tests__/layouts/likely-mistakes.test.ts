// SPDX-License-Identifier: Apache-2.0
// Mistakes of a first layout: one is told once, with what to write.
import { describe, expect, test } from '@jest/globals'
import { buildLayout } from '../../src/layouts/build-layout.ts'
import { LayoutSourceError } from '../../src/layouts/problem.ts'
import { generateKey } from '../../src/signing/generate-key.ts'

const { publicKey } = generateKey({ type: 'ed25519' })
const GOOD = `expires: 1 year
functionaries:
  ci: { key: ci.pub }
by: ci
steps:
  - { name: a, takes: nothing, adds: x }
  - { name: b, takes: a }
release: a
`

function problems(change: (text: string) => string): string[] {
  try {
    buildLayout({ text: change(GOOD), source: 'layout.yml', readKey: () => publicKey, now: 0, keyIdForm: 'current' })
    return []
  } catch (error) {
    if (!(error instanceof LayoutSourceError)) throw error
    return error.problems.map(({ message, hint }) => `${message} ${hint}`)
  }
}

const mistake = (from: string, to: string): string[] => problems((text) => text.replace(from, to))

describe('a mistake is told once', () => {
  test.each([
    ['functionaries:', 'functionarys:', 'Did you mean "functionaries"?'],
    ['steps:', 'Steps:', 'Did you mean "steps"?'],
    ['expires:', 'expire:', 'Did you mean "expires"?'],
    ['release:', 'releases:', 'Did you mean "release"?'],
    ['by: ci\n', '', 'with a line at the top of the file: `by: ci`'],
    ['by: ci\n', 'by: myself\n', 'name one that is there: "ci".'],
    ['ci: { key: ci.pub }', 'ci: keys/ci.pub', 'write `ci: { key: keys/ci.pub }`'],
    ['  ci: {', '\tci: {', 'Indent with spaces'],
    ['  - { name: b', '\t- { name: b', 'Indent with spaces']
  ])('%j written as %j', (from, to, hint) => expect(mistake(from, to)).toEqual([expect.stringContaining(hint)]))
  test('a good layout has none', () => expect(problems((text) => text)).toEqual([]))
  test('both of a misspelt key and the right one are told as they are', () =>
    expect(mistake('steps:', 'step: []\nsteps:')).toEqual([expect.stringContaining('Did you mean "steps"?')]))
  test('who is not known where nobody is defined has to be defined', () =>
    expect(mistake('  ci: { key: ci.pub }', '  {}').join()).toContain('Define it under "functionaries".'))
})
