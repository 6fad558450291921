// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { leftOut, madeLeftOut } from '../../src/github/left-out.ts'
import { noFormData } from '../../src/github/no-form-data.ts'

type Anything = Record<string, unknown> & (new () => Record<string, unknown>) & (() => unknown)

const REFUSAL = 'a.js (read) is left out of the bundle'

describe('what is left out of the bundle fails with its name', () => {
  test.each<[string, (part: Anything) => unknown]>([
    ['called', (part) => part()],
    ['read', (part) => part['member']],
    ['written', (part) => (part['member'] = 1)],
    ['asked for a member', (part) => 'member' in part],
    ['compared with', (part) => ({}) instanceof part],
    ['a base', (part) => class extends (part as unknown as new () => object) {}]
  ])('when it is %s', (_how, use) => {
    expect(() => use(leftOut('a.js (read)') as Anything)).toThrow(REFUSAL)
    expect(() => use(madeLeftOut('a.js (read)') as Anything)).toThrow(REFUSAL)
  })
  test('when it is made, or what was made of it is used', () => {
    expect(() => new (leftOut('a.js (read)') as Anything)()).toThrow(REFUSAL)
    const made = new (madeLeftOut('a.js (read)') as Anything)()
    expect(() => made['member']).toThrow(REFUSAL)
  })
})

describe('what stands in for reading forms', () => {
  test.each([undefined, null, '', 'text', Buffer.from('bytes'), () => undefined, new URLSearchParams()])(
    'takes %p for no form',
    (body) => {
      expect(noFormData(body)).toBeUndefined()
    }
  )
  test('refuses a form', () => {
    expect(() => noFormData(new FormData())).toThrow('Forms are not sent.')
  })
})
