// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable, tableOfNames } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { withMore } from '../../../src/intoto/artifacts/more-artifacts.ts'

const sha = (number: number): DigestSet => `sha256:${number.toString(16).padStart(2, '0').repeat(32)}` as DigestSet
const pairs = (names: readonly string[], from = 0): [ArtifactPath, DigestSet][] =>
  names.map((name, index) => [name as ArtifactPath, sha(from + index)])
const tableFrom = (names: readonly string[]): ArtifactTable =>
  tableOfNames(
    names as ArtifactPath[],
    Uint8Array.from(names.flatMap((_, index) => Array.from({ length: 32 }, () => index)))
  )
const isTable = (artifacts: Artifacts): boolean => artifacts instanceof ArtifactTable

describe('artifacts and more of them are one set in order', () => {
  test.each<[string, string[], string[]]>([
    ['before', ['c', 'd'], ['a', 'b']],
    ['between', ['a', 'dist/x', 'src/y'], ['dir:node_modules', 'dir:a', 'q']],
    ['behind', ['a'], ['z', 'b']],
    ['beside none', [], ['b', 'a']]
  ])('%s', (_what, names, more) => {
    const expected = [...artifactsOf([...pairs(names), ...pairs(more, 100)])]
    const merged = withMore(tableFrom(names), pairs(more, 100))
    expect([[...merged], isTable(merged)]).toEqual([expected, true])
    const inMap = withMore(artifactsOf(pairs(names)), pairs(more, 100))
    expect([[...inMap], isTable(inMap)]).toEqual([expected, false])
  })
  test('none is added', () => {
    const table = tableFrom(['a'])
    expect(withMore(table, [])).toBe(table)
  })
  test('names of which one is the start of another', () => {
    const merged = withMore(tableFrom(['a', 'a/b', 'ab']), pairs(['a/', 'a/b/c', 'aa'], 50))
    expect([...merged.paths()]).toEqual(['a', 'a/', 'a/b', 'a/b/c', 'aa', 'ab'])
    expect(merged.get('a/b/c' as ArtifactPath)).toBe(sha(51))
    expect(merged.get('ab' as ArtifactPath)).toBe(sha(2))
  })
})

describe('what a table cannot hold is held by a map', () => {
  test.each<[string, [string, string][]]>([
    ['a name beyond ASCII', [['dir:\u00e4', sha(9)]]],
    ['another digest', [['b', `sha512:${'a'.repeat(128)}`]]],
    ['two digests', [['b', `sha256:${'a'.repeat(64)},sha512:${'a'.repeat(128)}`]]],
    ['digits in upper case', [['b', `sha256:${'A'.repeat(64)}`]]],
    ['a path that is there', [['a', sha(9)]]],
    [
      'a path that comes twice',
      [
        ['b', sha(8)],
        ['c', sha(7)],
        ['b', sha(9)]
      ]
    ]
  ])('%s', (_what, more) => {
    const added = more as [ArtifactPath, DigestSet][]
    const merged = withMore(tableFrom(['a']), added)
    const expected = [...new Map([...pairs(['a']), ...added])].toSorted(([one], [other]) => (one < other ? -1 : 1))
    expect([[...merged], isTable(merged)]).toEqual([expected, false])
  })
})
