// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { KnownKeys } from '../../../src/intoto/keys/known-keys.ts'
import { publicKeyFromPem, type PublicKey } from '../../../src/intoto/keys/public-key.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'

const { publicPem } = generateKey({ type: 'ed25519' })
const key = publicKeyFromPem(publicPem, 'owner.pub')

/** How often a key is read for these texts, one after the other. */
function readings(texts: readonly string[]): number {
  const known = new KnownKeys<PublicKey>()
  let count = 0
  const read = (): PublicKey => {
    count += 1
    return key
  }
  for (const text of texts) expect(known.of(text, read)).toBe(key)
  return count
}

test('a key is read once for one text', () => {
  expect(readings(['one', 'one', 'other', 'one'])).toBe(2)
})

test('what is kept is bounded', () => {
  const long = 'x'.repeat(4097)
  expect(readings([long, long])).toBe(2)
  const many = Array.from({ length: 256 }, (_, index) => `${index}`)
  expect(readings([...many, ...many])).toBe(256)
  expect(readings(['first', ...many, 'first'])).toBe(258)
})

test('what is refused is refused again', () => {
  const known = new KnownKeys<PublicKey>()
  const refuse = (): PublicKey => {
    throw new Error('no key')
  }
  expect(() => known.of('one', refuse)).toThrow('no key')
  expect(() => known.of('one', refuse)).toThrow('no key')
  expect(known.of('one', () => key)).toBe(key)
})

test('a file says in its own name what is wrong with it', () => {
  expect(publicKeyFromPem(publicPem, 'same.pub')).toBe(key)
  for (const source of ['one.pub', 'other.pub'])
    expect(() => publicKeyFromPem('no key', source)).toThrow(expect.objectContaining({ at: source }))
})
