// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath, DigestSet } from '../../src/intoto/artifacts/artifacts.ts'
import { NameList } from '../../src/intoto/json/digest-section.ts'
import type { FileDigests } from '../../src/recording/file-digests.ts'
import { gatherArtifacts } from '../../src/recording/gather-artifacts.ts'
import { PlannedFiles, type DigestsOf, type Plan } from '../../src/recording/plan.ts'
import { errorOf } from '../support/errors.ts'

const NONE = new NameList([])
const sha = (number: number): DigestSet => `sha256:${number.toString(16).padStart(2, '0').repeat(32)}` as DigestSet
const numberOf = (digests: DigestSet): number => Number.parseInt(digests.slice(7, 9), 16)

/** Digests by the numbers of files; those of the bytes on the disk where some differ. */
const digestsOf = (numbers: readonly number[], disk?: readonly number[]): FileDigests => ({
  of: (file) => sha(numbers[file] as number),
  copySha256: (first, files, into, at) => {
    for (let file = 0; file < files; file += 1)
      into.fill(numbers[first + file] as number, at + 32 * file, at + 32 * (file + 1))
  },
  onDisk: disk && ((file) => sha(disk[file] as number))
})

function filesOf(names: readonly string[]): PlannedFiles {
  const files = new PlannedFiles((name) => `/${name}`)
  for (const name of names) files.add(name)
  return files
}
const each = (...names: string[]): Plan => ({
  entries: names.length,
  files: filesOf(names),
  artifacts: { kind: 'each', names: names as ArtifactPath[] },
  modes: () => []
})

/** A directory whose digest is the sum of its files' numbers; tells how often it was asked. */
function whole(name: string, ...names: string[]): { readonly plan: Plan; readonly asked: () => number } {
  let asked = 0
  const digests = (of: DigestsOf): DigestSet => {
    asked += 1
    return sha(names.reduce((sum, _, file) => sum + numberOf(of(file)), 0))
  }
  const artifacts = { kind: 'one', name: name as ArtifactPath, digests } as const
  return {
    plan: { entries: names.length, files: filesOf(names), artifacts, modes: () => [] },
    asked: () => asked
  }
}

describe('artifacts of several paths', () => {
  test('are one table in order', () => {
    const { plan } = whole('dir:x', 'x/1', 'x/2')
    const { artifacts, converted } = gatherArtifacts(
      [each('b', 'c'), plan, each('a')],
      digestsOf([1, 2, 3, 4, 5]),
      NONE
    )
    expect([...artifacts]).toEqual([
      ['a', sha(5)],
      ['b', sha(1)],
      ['c', sha(2)],
      ['dir:x', sha(7)]
    ])
    expect([artifacts instanceof ArtifactTable, converted.size]).toEqual([true, 0])
  })
  test('are in order of code points where the language has another', () => {
    const { artifacts } = gatherArtifacts([each('\u{1f600}', '\ufb01', 'z')], digestsOf([1, 2, 3]), NONE)
    expect([...artifacts]).toEqual([
      ['z', sha(3)],
      ['\ufb01', sha(2)],
      ['\u{1f600}', sha(1)]
    ])
  })
  test('share the names of another recording where all of them are the same, and no others', () => {
    const earlier = new NameList(['a', 'b'])
    const listOf = (...names: string[]): unknown => {
      const { artifacts } = gatherArtifacts([each(...names)], digestsOf([1, 2, 3]), earlier)
      expect([...artifacts.paths()]).toEqual(names)
      return (artifacts as ArtifactTable).list
    }
    expect(listOf('a', 'b')).toBe(earlier)
    for (const names of [['a', 'c'], ['a'], ['a', 'b', 'c']]) expect(listOf(...names)).not.toBe(earlier)
  })
  test('may be one file twice, and not two files', () => {
    const twice = gatherArtifacts([each('a', 'b'), each('a')], digestsOf([1, 2, 1]), NONE)
    expect([...twice.artifacts.paths()]).toEqual(['a', 'b'])
    const { code } = errorOf(() => gatherArtifacts([each('a', 'b'), each('a')], digestsOf([1, 2, 3]), NONE))
    expect(code).toBe('RECORD_NAME_TAKEN')
  })
})

describe('files that lie on the disk with other bytes', () => {
  test('are told with the digests of these, in order, and so are their directories', () => {
    const [one, other] = [whole('dir:y', 'y/1', 'y/2'), whole('dir:x', 'x/1')]
    const digests = digestsOf([1, 2, 3, 4, 5], [1, 9, 3, 8, 5])
    const { artifacts, converted } = gatherArtifacts([one.plan, each('b', 'a'), other.plan], digests, NONE)
    expect(artifacts.get('dir:y' as ArtifactPath)).toBe(sha(3))
    expect([...converted]).toEqual([
      ['a', '08'.repeat(32)],
      ['dir:y', '0a'.repeat(32)]
    ])
  })
  test('let the text of no other directory be put together again', () => {
    const [one, other] = [whole('dir:y', 'y/1'), whole('dir:x', 'x/1')]
    gatherArtifacts([one.plan, other.plan], digestsOf([1, 2], [1, 7]), NONE)
    expect([one.asked(), other.asked()]).toEqual([1, 2])
  })
})
