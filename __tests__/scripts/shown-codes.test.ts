// SPDX-License-Identifier: Apache-2.0
// Every published code is shown by a command that ends with it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { saysRemedy, shownCodes, wrongCodes } from '../../.github/scripts/errors/shown-codes.ts'
import { UNPRINTED } from '../../.github/scripts/errors/unprinted-codes.ts'
import { ROOT } from '../../.github/scripts/harness/repository.ts'
import { MEANINGS } from '../../src/reporting/all-codes.ts'

const CODES = Object.keys(MEANINGS)

describe('a code', () => {
  test('without a case is named', () =>
    expect(wrongCodes(['A', 'B'], ['A'])).toEqual([expect.stringMatching(/^B has no case/)]))
  test('that is shown twice is named', () =>
    expect(wrongCodes(['A'], ['A', 'A'])).toEqual([expect.stringMatching(/^A stands twice/)]))
  test('that nothing has any more is named', () =>
    expect(wrongCodes(['A'], ['A', 'B'])).toEqual([expect.stringMatching(/^B has a case/)]))
  test.each<[string, string, boolean]>([
    ['a terminal', 'error: Too much.\n  at:  x\n  fix: Take less.\n', true],
    ['an annotation', 'Too much.\nfix: Take less.', true],
    ['a value', "{\n  code: 'A',\n  hint: 'Take less.'\n}", true],
    ['a terminal without a remedy', 'error: Too much.\n  at:  x\n  see: y\n', false],
    ['a value without a remedy', "{ code: 'A' }", false],
    ['a message that has the word', 'error: nothing to fix: it is gone\n', false]
  ])('says how to fix it, in %s', (_where, shown, says) => expect(saysRemedy(shown)).toBe(says))
})

test('a code that nothing prints comes from the check of a bundle with a key alone, and nothing asks for that', () => {
  const source = join(ROOT, 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  const naming = (word: RegExp): string[] => files.filter((path) => word.test(readFileSync(join(source, path), 'utf8')))
  expect(Object.keys(UNPRINTED)).toEqual(['BUNDLE_WITHOUT_KEY'])
  expect(naming(/BUNDLE_WITHOUT_KEY',/)).toEqual([join('sigstore', 'bundle-form.ts')])
  expect(naming(/(signer: |source, )'key'/)).toEqual([join('sigstore', 'bundle-verifier.ts')])
  expect(naming(/verifyWithKey/)).toEqual([join('sigstore', 'bundle-verifier.ts')])
})

// That it is the same each time is told by `npm run docs:check`.
test('what is shown is what a command prints, and names no place of this machine', async () => {
  const shown = await shownCodes(CODES)
  expect(shown.size).toBe(CODES.length)
  expect(shown.get('TAKES_EXTRA')).toContain('Step "test" began with "evil.js", which nothing that it takes has.')
  const text = [...shown.values()].join('\n')
  expect(text).not.toMatch(/\/tmp\/|\/dev\/shm|in-toto-test-|in-toto-errors-/)
  expect(text).not.toContain(process.cwd())
})
