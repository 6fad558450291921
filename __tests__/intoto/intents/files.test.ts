// SPDX-License-Identifier: Apache-2.0
// Files are compared, united and taken in the same way whatever form their artifacts have; and of tables no more is looked
// at than has to be. Work is counted, and no clock asked.
import { createHash } from 'node:crypto'
import { describe, expect, jest, test } from '@jest/globals'
import { ArtifactTable } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import {
  compareFiles,
  countOf,
  directoriesIn,
  filesIn,
  fitsOne,
  hasFile,
  heldFiles,
  lessFiles,
  pathsOf,
  uniteFiles,
  type Files
} from '../../../src/intoto/intents/files.ts'
import { parseIntentPattern } from '../../../src/intoto/intents/intent-pattern.ts'
import { PathSelection, testOfDirectory, testOfPattern } from '../../../src/intoto/intents/path-test.ts'
import { digestOfSource } from '../../../src/intoto/intents/source-digest.ts'
import { TableFiles, tableOfFiles } from '../../../src/intoto/intents/table-files.ts'
import { filesTaken, placeInTaker } from '../../../src/intoto/intents/taken-files.ts'
import { NameList } from '../../../src/intoto/json/digest-section.ts'
import { TablesOf } from '../../support/artifact-forms.ts'
import { caseCount, Chance, report, seed } from '../../support/cases.ts'

const NAMES = 'a b/c b/d b/dir:x b/e/f c dir dir:a dir:b/c dir:x dir; dist/x e e/a e/b e/b/c e//f f z'.split(' ')
const PATTERNS = [
  '**',
  'b/**',
  'b/*',
  '*',
  'e/?',
  'a',
  'q',
  '**/c',
  'dis[t]/*',
  '**/dir:?',
  'b/*[c-d]',
  '?[[]*',
  'e/**/c',
  '**/e/[b]',
  'é*',
  'b/**/f'
].map(parseIntentPattern)

const digestOf = (number: number): DigestSet => `sha256:${String(number).repeat(64)}` as DigestSet

interface Forms {
  readonly map: Artifacts
  readonly table: Artifacts
}

class Cases {
  readonly chance: Chance
  readonly #tables: TablesOf

  constructor(start: number) {
    this.chance = new Chance(start)
    this.#tables = new TablesOf(() => !this.chance.once(3))
  }

  artifacts(): Forms {
    const { chance } = this
    const often = chance.pick([2, 3, 100])
    const kinds = chance.pick([1, 2, 3])
    const map = artifactsOf(
      NAMES.filter(() => !chance.once(often)).map((name) => [name as ArtifactPath, digestOf(chance.below(kinds))])
    )
    return { map, table: this.#tables.of(map) }
  }

  take(): Parameters<typeof filesTaken>[0] {
    const { chance } = this
    const from = chance.pick([undefined, 'b', 'e', 'q'])
    const only = chance.once(2) ? [] : PATTERNS.filter(() => chance.once(4))
    return { of: 'step', step: 's', only, from, into: chance.pick([undefined, 'b', 'e', 'ö', 'é']) }
  }

  selection(): PathSelection {
    const { chance } = this
    return new PathSelection(
      [
        ...PATTERNS.filter(() => chance.once(8)).map(testOfPattern),
        ...['b', 'e', 'q'].filter(() => chance.once(5)).map(testOfDirectory)
      ],
      new Set(['a', 'q', 'e/b'].filter(() => chance.once(5)))
    )
  }

  /** Files of one side, in both forms. */
  files(): { readonly map: Files; readonly table: Files } {
    const { map, table } = this.artifacts()
    if (this.chance.once(2)) return { map: filesIn(map), table: filesIn(table) }
    const take = this.take()
    return { map: filesTaken(take, map), table: filesTaken(take, table) }
  }
}

const visits = (left: Files, right: Files, also: PathSelection): string[] => {
  const seen: string[] = []
  compareFiles(left, right, (path, standing) => seen.push(`${standing} ${path}`), also)
  return seen
}

test('files of tables are those of maps, and so is what becomes of them', () => {
  const cases = new Cases(seed())
  const count = caseCount(10_000)
  let byPosition = 0
  for (let index = 0; index < count; index += 1) {
    const [one, other] = [cases.files(), cases.files()]
    const also = cases.selection()
    const ofMaps = visits(one.map, other.map, also)
    const forms = [
      [one.table, other.table],
      [one.map, other.table],
      [one.table, other.map]
    ] as const
    for (const [left, right] of forms) {
      expect([index, visits(left, right, also)]).toEqual([index, ofMaps])
      const [united, wanted] = [uniteFiles([left, right, one.map]), uniteFiles([one.map, other.map, one.map])]
      expect([index, [...united.files], [...united.conflicts]]).toEqual([
        index,
        [...wanted.files],
        [...wanted.conflicts]
      ])
      const [both, pair] = [uniteFiles([left, right]), uniteFiles([one.map, other.map])]
      expect([index, [...both.files], [...both.conflicts]]).toEqual([index, [...pair.files], [...pair.conflicts]])
      expect([index, [...lessFiles(left, right)]]).toEqual([index, [...lessFiles(one.map, other.map)]])
    }
    expect([index, visits(one.table, one.table, also)]).toEqual([index, visits(one.map, one.map, also)])
    if (one.table instanceof TableFiles && other.table instanceof TableFiles) byPosition += 1
    expect(pathsOf(one.table)).toEqual(pathsOf(one.map))
    expect(digestOfSource(one.table, '')).toBe(digestOfSource(one.map, ''))
    expect(countOf(heldFiles(one.table))).toBe(countOf(heldFiles(one.map)))
    for (const pattern of PATTERNS) expect(fitsOne(one.table, pattern)).toBe(fitsOne(one.map, pattern))
    for (const name of ['a', 'dir:x', 'dir:a', 'q']) expect(hasFile(one.table, name)).toBe(hasFile(one.map, name))
    const { map, table } = cases.artifacts()
    expect(directoriesIn(table)).toEqual(directoriesIn(map))
  }
  expect(byPosition).toBeGreaterThan(count / 2)
  report('files in tables', count, seed(), { 'both sides in tables': byPosition })
})

const pair = (path: string, number = 1): [ArtifactPath, DigestSet] => [path as ArtifactPath, digestOf(number)]
const tableOf = (names: readonly string[], number: (index: number) => number = () => 1): ArtifactTable =>
  (tableOfFiles(names.map((name, index) => pair(name, number(index)))) as TableFiles).table

describe('a table of files', () => {
  test('holds those in ASCII that have one SHA-256 each', () => {
    expect([...(tableOfFiles([pair('a', 1), pair('b', 2)]) as TableFiles)]).toEqual([pair('a', 1), pair('b', 2)])
    const hex = '0123456789abcdef'.repeat(4)
    expect([...(tableOfFiles([['a' as ArtifactPath, `sha256:${hex}` as DigestSet]]) as TableFiles)][0]?.[1]).toBe(
      `sha256:${hex}`
    )
    expect(tableOfFiles([])).toHaveProperty('size', 0)
  })
  test.each<[string, string]>([
    ['é', `sha256:${'1'.repeat(64)}`],
    ['a', `sha256:${'A'.repeat(64)}`],
    ['a', `sha512:${'1'.repeat(128)}`],
    ['a', `sha1:${'1'.repeat(40)},sha256:${'1'.repeat(64)}`],
    ['a', `sha256:${'1'.repeat(64)},sha512:${'1'.repeat(128)}`],
    ['a', '']
  ])('holds no %s with %.20s', (path, digests) =>
    expect(tableOfFiles([pair('0'), [path as ArtifactPath, digests as DigestSet]])).toBeUndefined()
  )
})

test('one of two is what both are together, where it says the same', () => {
  const [all, part] = [tableOf(['a', 'b', 'c']), tableOf(['a', 'c'])]
  for (const sets of [
    [all, part],
    [part, all],
    [all, all]
  ])
    expect((uniteFiles(sets.map(filesIn)).files as TableFiles).table).toBe(all)
  // What the left has differs there.
  const other = tableOf(['a', 'c'], (index) => index)
  const { files, conflicts } = uniteFiles([filesIn(other), filesIn(all)])
  expect([[...files], [...conflicts]]).toEqual([[pair('a', 0), pair('b'), pair('c')], ['a']])
})

test('the digest over files is that of their lines, however many and long they are', () => {
  const digests = 'f0123456789abcde'.repeat(4)
  const entries = (names: string[]): [ArtifactPath, DigestSet][] =>
    names.map((name) => [`sub/${name}` as ArtifactPath, `sha256:${digests}` as DigestSet])
  for (const names of [['x'], manyNames(2000), ['a', 'b'.repeat(70_000), 'c'], ['a'.repeat(70_000)], []]) {
    const files = entries(names)
    const wanted = createHash('sha256')
      .update(names.map((name) => `${digests}  ${name}\n`).join(''))
      .digest('hex')
    expect(digestOfSource(files, 'sub')).toBe(wanted)
    expect(digestOfSource(tableOfFiles(files) as TableFiles, 'sub')).toBe(wanted)
  }
})

test('a part that is not moved keeps its names', () => {
  const table = tableOf(['a', 'b/c', 'b/d', 'dir:b'])
  const take = { of: 'step', step: 's', only: [], from: 'b', into: 'b' } as const
  expect(pathsOf(filesTaken(take, table))).toEqual(['b/c', 'b/d'])
  expect(placeInTaker(take, 'b/c')).toBe('b/c')
})

/** A list whose names are counted whenever one is looked at. */
class Counted {
  looks = 0
  readonly list: NameList

  constructor(names: readonly string[]) {
    this.list = new NameList(
      new Proxy([...names], {
        get: (all, key): unknown => {
          if (typeof key === 'string' && /^\d+$/.test(key)) this.looks += 1
          return Reflect.get(all, key)
        }
      })
    )
  }

  table(number = 1): ArtifactTable {
    const size = this.list.names.length
    return new ArtifactTable({ list: this.list, digests: new Uint8Array(32 * size).fill(number) })
  }
}

const manyNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${index < count / 2 ? 'dist' : 'src'}/${String(index).padStart(9, '0')}`)

const NOTHING = new PathSelection([])

describe('of large lists', () => {
  test.each([1000, 20_000, 400_000])(
    'of %d files one table has no name looked at, nor another of its list',
    (count) => {
      const counted = new Counted(manyNames(count))
      const [one, other] = [filesIn(counted.table()), filesIn(counted.table())]
      const before = counted.looks
      expect([...visits(one, one, NOTHING), ...visits(one, other, NOTHING)]).toEqual([])
      expect(counted.looks - before).toBe(0)
    }
  )

  test('of one table no digest is compared, whatever else is in it', () => {
    const table = tableOf(['a', 'dir:b', 'z'])
    const spy = jest.spyOn(ArtifactTable.prototype, 'countSame')
    expect(visits(filesIn(table), filesIn(table), NOTHING)).toEqual([])
    expect(spy).not.toHaveBeenCalled()
    spy.mockRestore()
  })

  test.each<[string, (names: string[]) => string[], number]>([
    ['one more at the end', (names) => [...names, 'zz/x'], 1],
    ['all gone', () => [], 1000],
    ['all new', (names) => names.map((name) => `z${name}`), 2000],
    ['every other one gone', (names) => names.filter((_, index) => index % 2 === 0), 500]
  ])('%s costs as much as there is', (_what, change, differing) => {
    const looksAt = (count: number): number => {
      const names = manyNames(count)
      const [left, right] = [new Counted(names), new Counted(change(names))]
      const [one, other] = [filesIn(left.table()), filesIn(right.table())]
      left.looks = 0
      const seen = visits(one, other, NOTHING)
      expect(seen.length).toBe(differing === 1 ? 1 : (differing * count) / 1000)
      return left.looks + right.looks
    }
    const few = looksAt(1000)
    expect(few).toBeLessThan(9 * 1000)
    expect(looksAt(5000)).toBeLessThanOrEqual(5.1 * few)
    expect(looksAt(20_000)).toBeLessThanOrEqual(20.1 * few)
  })

  test('all changed is told by name alone', () => {
    const counted = new Counted(manyNames(20_000))
    const [one, other] = [filesIn(counted.table(1)), filesIn(counted.table(2))]
    counted.looks = 0
    expect(visits(one, other, NOTHING)).toHaveLength(20_000)
    expect(counted.looks).toBe(20_000)
  })

  test('a pattern is held against what begins like it, and once', () => {
    const counted = new Counted(manyNames(20_000))
    const files = filesIn(counted.table())
    const pattern = parseIntentPattern('lib/**/*.ts')
    counted.looks = 0
    expect(fitsOne(files, pattern)).toBe(false)
    expect(counted.looks).toBeLessThan(100)
    let held = 0
    const wide = parseIntentPattern('**/*7')
    const asked = { text: wide.text, matches: (path: string) => ((held += 1), wide.matches(path)) }
    const take = { of: 'step', step: 's', only: [asked], from: undefined, into: undefined } as const
    const first = pathsOf(filesTaken(take, counted.table(1)))
    expect(first).toHaveLength(2000)
    expect(pathsOf(filesTaken(take, counted.table(2)))).toEqual(first)
    // Those that end otherwise are not even held against it.
    expect(held).toBe(2000)
  })

  test('what is kept of a list has a bound', () => {
    const { list } = new Counted(manyNames(40_000))
    let held = 0
    const ask = (text: string): Uint8Array =>
      new PathSelection([{ key: text, head: '', matches: () => ((held += 1), true) }]).on(list)
    ask('a')
    ask('a')
    expect(held).toBe(40_000)
    ask('b')
    ask('a')
    expect(held).toBe(120_000)
  })
})
