// SPDX-License-Identifier: Apache-2.0
// What is offered where two matrices share a dimension builds.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const text = (b: string, t: string, takes: string): string =>
  stepsText([`name: b, takes: source, adds: x, matrix: ${b}`, `name: t, matrix: ${t}, takes: ${takes}`])

/** The offers for a whole step: what stands between marks, as the value of `takes`. */
function offers(b: string, t: string): string[] {
  const problems = problemsIn(text(b, t, 'b'))
  expect(problems.map(({ code }) => code)).toEqual(['LAYOUT_SOURCE_AMBIGUOUS'])
  return [...(problems[0]?.hint ?? '').matchAll(/`(\{.*?\} \})`|'(b-[^']*)'/g)].map(
    ([, part, name]) => part ?? `'${name}'`
  )
}

const SAME = '{ b: { legs: same } }'
const ALL = '{ b: { legs: all } }'

describe('the offers for matrices that are not the same', () => {
  test.each<[string, string, string, string[]]>([
    [
      'a leg that is left out',
      '{ os: [a, b], v: [p, q], exclude: [{ os: a, v: p }] }',
      '{ os: [a, b], v: [p, q] }',
      [ALL]
    ],
    ['a value of one leg alone', '{ os: [a, b], include: [{ os: a, z: q }] }', '{ os: [a, b], v: [p] }', [SAME, ALL]],
    ['other values', '{ os: [a, b] }', '{ os: [b, c] }', [ALL]],
    [
      'a first leg that others lack',
      '{ os: [a, b], v: [p, q], exclude: [{ os: b, v: p }] }',
      '{ os: [a, b] }',
      [SAME, ALL, "'b-${{ matrix.os }}-q'"]
    ],
    ['one more dimension', '{ os: [a, b], v: [p, q] }', '{ os: [a, b] }', [SAME, ALL, "'b-${{ matrix.os }}-p'"]],
    ['one dimension less', '{ os: [a, b] }', '{ os: [a, b], v: [p] }', [SAME, ALL, "'b-${{ matrix.os }}'"]],
    ['a value that a name spells otherwise', '{ os: ["a b", c], v: [p] }', '{ os: ["a b", c] }', [SAME, ALL]],
    [
      'a value of one own leg alone',
      '{ os: [a, b], v: [p] }',
      '{ n: [x, y], include: [{ n: x, os: a }] }',
      [SAME, ALL]
    ],
    ['own legs without the other', '{ os: [a] }', '{ include: [{ os: a, w: x }, { w: y }] }', [SAME, ALL]]
  ])('build: %s', (_what, b, t, expected) => {
    const found = offers(b, t)
    expect(found).toEqual(expected)
    for (const offer of found) expect(() => buildIntents(text(b, t, offer))).not.toThrow()
  })
})
