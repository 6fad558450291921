// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { Inputs } from '../../src/base/inputs.ts'
import { logLine } from '../../src/github/log-line.ts'
import { readPublicKeys } from '../../src/signing/keys-in-input.ts'
import type { Runner } from '../../src/base/runner.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { errorOf } from '../support/errors.ts'

const inputs = (values: Readonly<Record<string, string>>): Inputs =>
  new Inputs({ input: (name: string) => values[name] ?? '', isSet: (name: string) => name in values } as Runner)

describe('an input', () => {
  test('that is needed must be there', () => {
    expect(inputs({ a: 'x' }).required('a')).toBe('x')
    expect(errorOf(() => inputs({}).required('a')).code).toBe('INPUT_MISSING')
  })
  test('of lines gives those that are not empty', () =>
    expect(inputs({ a: '\n dist \r\n\n$(id)\n' }).lines('a')).toEqual(['dist', '$(id)']))
  test.each(['Auto', 'auto ', 'auto\nkey', 'toString'])('of one word takes only that: %j', (a) =>
    expect(errorOf(() => inputs({ a }).choice('a', ['auto', 'key'])).code).toBe('INPUT_INVALID')
  )
  test.each(['-1', '1.5', '1e3', '91', '0x1', '١'])('of a number takes only that: %j', (a) =>
    expect(errorOf(() => inputs({ a }).number('a', 90)).code).toBe('INPUT_INVALID')
  )
  test.each([
    ['a word', (all: Inputs) => all.choice('a', ['auto', 'key'])],
    ['a number', (all: Inputs) => all.number('a', 90)],
    ['a text', (all: Inputs) => all.control('a', 'none')],
    ['lines', (all: Inputs) => all.controlLines('a')]
  ])('of %s is not empty, and the error tells of expressions', (_what, read) =>
    expect(errorOf(() => read(inputs({ a: '' })))).toMatchObject({
      code: 'INPUT_MISSING',
      at: 'input a',
      hint: expect.stringMatching(/expression.*vars\..*secrets\..*output.*contain a secret/) as unknown
    })
  )
  test('that is a control has a word for off, in these very letters', () => {
    expect(inputs({ a: 'none' }).control('a', 'none')).toBeUndefined()
    expect(inputs({ a: 'none' }).control('a', 'own-key')).toBe('none')
    expect(errorOf(() => inputs({ a: 'None' }).control('a', 'none')).code).toBe('INPUT_INVALID')
    expect(inputs({ a: 'none' }).controlLines('a')).toEqual([])
    expect(inputs({ a: './none\n\nb' }).controlLines('a')).toEqual(['./none', 'b'])
    expect(errorOf(() => inputs({ a: 'dist\nnone' }).controlLines('a')).code).toBe('INPUT_INVALID')
  })
  test('that nobody declared is as its default', () => {
    expect(inputs({}).control('a', 'none')).toBeUndefined()
    expect(inputs({}).controlLines('a')).toEqual([])
  })
  test('of a number', () => expect(inputs({ a: '90' }).number('a', 90)).toBe(90))
})

describe('public keys in an input', () => {
  const [one, two] = [
    generateKey({ type: 'ed25519' }).publicPem,
    generateKey({ type: 'ecdsa', curve: 'P-256' }).publicPem
  ]
  test('stand one after another', () => expect(readPublicKeys('k', `\n${one}\n${two}`)).toHaveLength(2))
  test('may be none, which the gate refuses itself', () => expect(readPublicKeys('k', ' \n')).toEqual([]))
  test.each([
    ['the last one cut off', `${one}${two.slice(0, 60)}`],
    ['a remark between', `${one}# and\n${two}`],
    ['line breaks lost', one.replaceAll('\n', ' ').replace('-----BEGIN', '----BEGIN')],
    ['a path', '.in-toto/keys/owner.pub']
  ])('are refused with %s', (_what, text) =>
    expect(errorOf(() => readPublicKeys('k', text)).code).toBe('INPUT_INVALID')
  )
  test('are no private ones', () =>
    expect(errorOf(() => readPublicKeys('k', generateKey({ type: 'ed25519' }).privatePem)).code).toBe('KEY_NOT_PUBLIC'))
})

describe('a line for the log', () => {
  test.each(['::set-output name=a::b', '  ::error::x', '##[error]x', 'text ##[group]x', '\t::stop-commands::t'])(
    'is no command: %j',
    (line) => {
      const shown = logLine(line)
      expect(shown.trim().startsWith('::')).toBe(false)
      expect(shown).not.toContain('##[')
    }
  )
  test('is left alone otherwise', () => expect(logLine('a::b #[x]')).toBe('a::b #[x]'))
})
