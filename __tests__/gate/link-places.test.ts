// SPDX-License-Identifier: Apache-2.0
// What the input `links` takes, by the table of places. A word that is not known must not turn into a weaker way of
// looking.
import { describe, expect, test } from '@jest/globals'
import type { LinkPlaceKind } from '../../src/gate/link-place.ts'
import { LINK_PLACES, readLinkPlace } from '../../src/gate/link-places.ts'
import { LINKS_OF_DIRECTORY } from '../../src/gate/links-of-directory.ts'
import { LINKS_OF_RUN } from '../../src/gate/links-of-run.ts'
import { errorOf } from '../support/errors.ts'

describe('the input links', () => {
  test.each<[string, LinkPlaceKind]>([
    ['run', LINKS_OF_RUN],
    ['7', LINKS_OF_RUN],
    ['123456789012345', LINKS_OF_RUN],
    ['./run', LINKS_OF_DIRECTORY],
    ['./7', LINKS_OF_DIRECTORY],
    ['../links', LINKS_OF_DIRECTORY],
    ['/links', LINKS_OF_DIRECTORY],
    ['C:\\links', LINKS_OF_DIRECTORY]
  ])('names one kind of place by %j', (text, kind) => {
    expect(LINK_PLACES.filter(({ read }) => read(text) !== undefined)).toEqual([kind])
    expect(readLinkPlace(text).sublayouts).toBe(kind === LINKS_OF_DIRECTORY ? 'possible' : 'impossible')
  })
  test.each(['', 'Run', 'run ', 'runs', 'links', 'none', '-7', '7a', '1234567890123456', '.../links', 'run\n./a'])(
    'does not take %j, and says what it takes',
    (text) => {
      const error = errorOf(() => readLinkPlace(text))
      expect(error.code).toBe('INPUT_INVALID')
      for (const { takes } of LINK_PLACES) for (const word of takes) expect(error.message).toContain(word)
      for (const word of ['run', 'id', 'directory']) expect(error.message).toContain(word)
      // Most who get here wrote the name of a directory.
      expect(error.hint).toContain('"./"')
    }
  )
})

test('a place with a gap does not compile', () => {
  const { read: _, ...rest } = LINKS_OF_RUN
  // @ts-expect-error it is not said which texts name it
  const lacks: LinkPlaceKind = rest
  expect(lacks).toBeDefined()
})
