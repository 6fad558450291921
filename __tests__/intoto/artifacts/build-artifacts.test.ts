// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { ArtifactPath, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { ArtifactsBuilder, artifactsOf, NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'

const path = (text: string): ArtifactPath => text as ArtifactPath
const digests = (digit: string): DigestSet => `sha256:${digit.repeat(64)}` as DigestSet
const pairs = (...texts: string[]): [ArtifactPath, DigestSet][] =>
  texts.map((text, index) => [path(text), digests(String(index))])

describe('artifacts', () => {
  test('come in order of the code points of their paths, however they were given', () => {
    // By the units of JavaScript's strings U+FF5E would come after U+1F600.
    const sorted = ['B', 'a', 'a/b', 'b', '\uff5e', '\u{1f600}']
    for (const given of [sorted, [...sorted].reverse(), ['b', 'a', '\u{1f600}', 'B', '\uff5e', 'a/b']]) {
      const artifacts = artifactsOf(pairs(...given))
      expect([...artifacts.paths()]).toEqual(sorted)
      expect([...artifacts].map(([name]) => name)).toEqual(sorted)
      expect([...artifacts].every(([name, found]) => artifacts.get(name) === found)).toBe(true)
    }
  })
  test('are found by their paths, spelled as they are', () => {
    const artifacts = artifactsOf(pairs('a', '__proto__'))
    expect([artifacts.size, artifacts.has(path('a')), artifacts.has(path('A'))]).toEqual([2, true, false])
    expect([artifacts.get(path('__proto__')), artifacts.get(path('constructor'))]).toEqual([digests('1'), undefined])
  })
  test('that stand twice are told, and the last counts', () => {
    const builder = new ArtifactsBuilder()
    expect([builder.add(path('a'), digests('0')), builder.add(path('a'), digests('1'))]).toEqual([true, false])
    const artifacts = builder.build()
    expect([...artifacts]).toEqual([['a', digests('1')]])
  })
  test('stay as they are when their builder goes on', () => {
    const builder = new ArtifactsBuilder()
    builder.add(path('b'), digests('0'))
    builder.add(path('a'), digests('0'))
    const first = builder.build()
    expect(builder.build().size).toBe(0)
    builder.add(path('c'), digests('0'))
    expect([...first.paths()]).toEqual(['a', 'b'])
  })
  test('may be none', () => expect([NO_ARTIFACTS.size, [...NO_ARTIFACTS]]).toEqual([0, []]))
})
