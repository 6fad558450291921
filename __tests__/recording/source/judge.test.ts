// SPDX-License-Identifier: Apache-2.0
// What is decided of files without looking at any.
import { describe, expect, test } from '@jest/globals'
import type { Machine } from '../../../src/recording/source/checkout-bytes.ts'
import { conversionOf } from '../../../src/recording/source/checkout-bytes.ts'
import type { Look } from '../../../src/recording/source/disk.ts'
import type { Facts } from '../../../src/recording/source/expected.ts'
import { judge, judgeLook, type JudgeOptions } from '../../../src/recording/source/judge.ts'
import { likeliestMachine, machinesOf } from '../../../src/recording/source/machine.ts'
import type { ComparedFile } from '../../../src/recording/source/tracked-file.ts'
import { compileSparse, coneDirectory, sparsePatterns } from '../../../src/recording/source/sparse.ts'

const FILE: Look = { kind: 'file', executable: false, bytes: 3 }
const LINK: Look = { kind: 'link', target: { sha256: 'blob', gitId: 'id' } }

function facts(file: Partial<ComparedFile>, more: Partial<Facts> = {}): Facts {
  const compared: ComparedFile = {
    path: 'a',
    name: 'w/a',
    kind: 'file',
    id: 'id',
    look: FILE,
    conversion: undefined,
    lfs: false,
    disk: 'blob',
    diskId: undefined,
    ...file
  }
  return { file: compared, blob: 'blob', pointer: undefined, expected: () => 'blob', ...more }
}

const machines = machinesOf('linux')
const OPTIONS: JudgeOptions = {
  encodings: 'demanded',
  machine: machines[0] as Machine,
  machines,
  abilities: { executableBits: true, links: 'always' }
}

/** Digest and differences in short. */
function judged(of: Facts, options: Partial<JudgeOptions> = {}): string {
  const { recorded, findings, told } = judge(of, { ...OPTIONS, ...options })
  return [recorded, ...findings.map(({ kind }) => kind), ...(told === undefined ? [] : ['told'])].join(' ')
}

describe('a file', () => {
  test('is the blob, what the machine writes, or itself', () => {
    expect(judged(facts({}))).toBe('blob')
    expect(judged(facts({ disk: 'crlf' }, { expected: () => 'crlf' }))).toBe('blob')
    expect(judged(facts({ disk: 'x' }))).toBe('x content')
    expect(judged(facts({}, { expected: () => 'crlf' }))).toBe('blob content')
  })
  test('that another machine would write is said to be so', () => {
    const other = facts({ disk: 'crlf' }, { expected: ({ setting }) => (setting === 'as-is' ? 'blob' : 'crlf') })
    expect(judged(other)).toBe('crlf content')
    expect(judge(other, OPTIONS).findings[0]?.message).toContain('"w/a" has other ends of lines')
    expect(judge(facts({ disk: 'x' }), OPTIONS).findings[0]?.message).toBe(
      '"w/a" has other bytes than a clean checkout of the commit.'
    )
  })
  test('may be what Git LFS keeps', () => {
    const pointer = { oid: 'content', size: 3 }
    expect(judged(facts({ disk: 'content', lfs: true }, { pointer }))).toBe('blob')
    expect(judged(facts({ disk: 'content', lfs: true }, { pointer: { ...pointer, size: 4 } }))).toBe('content lfs')
    expect(judged(facts({ disk: 'other', lfs: true }, { pointer }))).toBe('other lfs')
    expect(judged(facts({ disk: 'content' }, { pointer }))).toBe('content content')
    expect(judged(facts({ disk: 'other', lfs: true }))).toBe('other lfs')
    expect(judged(facts({ lfs: true }))).toBe('blob')
  })
  test('in an unknown encoding is itself', () => {
    const conversion = conversionOf(new Map([['working-tree-encoding', { text: 'latin1' }]]))
    for (const disk of ['blob', 'x']) {
      expect(judged(facts({ conversion, disk }))).toBe(`${disk} encoding`)
      expect(judged(facts({ conversion, disk }), { encodings: 'told' })).toBe(`${disk} told`)
    }
  })
  test('has the mode of the commit, where the file system keeps modes', () => {
    const executable: Look = { ...FILE, executable: true }
    expect(judged(facts({ look: executable }))).toBe('blob mode')
    expect(judged(facts({ kind: 'executable' }))).toBe('blob mode')
    expect(judged(facts({ kind: 'executable', look: executable }))).toBe('blob')
    expect(judged(facts({ kind: 'executable', disk: 'x' }))).toBe('x content mode')
    expect(judged(facts({ look: executable }), { abilities: { executableBits: false, links: 'always' } })).toBe('blob')
    const messages = [facts({ look: executable }), facts({ kind: 'executable' })].map(
      (of) => judge(of, OPTIONS).findings[0]?.message
    )
    expect(messages).toEqual([
      '"w/a" is executable, but not in the commit.',
      '"w/a" is not executable, but is in the commit.'
    ])
  })
})

describe('a link', () => {
  test('is the name of its target', () => {
    expect(judged(facts({ kind: 'link', look: LINK }))).toBe('blob')
    expect(judged(facts({ kind: 'link', look: LINK, disk: 'x' }))).toBe('x target')
  })
  test('in the place of a file is another type, and so is the other way round', () => {
    expect(judged(facts({ look: LINK }))).toBe('blob type')
    expect(judged(facts({ kind: 'executable', look: LINK }))).toBe('blob type')
    expect(judged(facts({ kind: 'link' }))).toBe('blob type')
  })
  test('may be a file where there are no links', () => {
    for (const links of ['sometimes', 'never'] as const) {
      const abilities = { executableBits: true, links }
      expect(judged(facts({ kind: 'link' }), { abilities })).toBe('blob')
      expect(judged(facts({ kind: 'link', disk: 'x' }), { abilities })).toBe('x type')
      expect(judged(facts({ look: LINK }), { abilities })).toBe('blob type')
    }
  })
})

test.each<readonly [look: Look, said: string | undefined]>([
  [FILE, undefined],
  [LINK, undefined],
  [{ kind: 'missing' }, 'missing w/d/a'],
  [{ kind: 'directory' }, 'type w/d/a'],
  [{ kind: 'other' }, 'type w/d/a'],
  [{ kind: 'behind', at: 'd' }, 'type w/d']
])('what is not there to compare is told: %j', (look, said) => {
  const difference = judgeLook(facts({ path: 'd/a', name: 'w/d/a', look }).file)
  expect(difference && `${difference.kind} ${difference.path}`).toBe(said)
  if (difference !== undefined) expect(difference.message).toContain(`"${difference.path}"`)
})

describe('the likeliest machine', () => {
  const named = ({ setting, order }: Machine): string => `${setting} ${order}`
  test('is that of the platform where nothing speaks for another', () => {
    expect(
      (['linux', 'darwin', 'win32'] as const).map((platform) => named(likeliestMachine(machinesOf(platform), [])))
    ).toEqual(['as-is little', 'as-is big', 'all-crlf big'])
  })
  test('explains most files', () => {
    const witness = (fits: (machine: Machine) => boolean) => ({
      disk: 'x',
      expected: (machine: Machine) => (fits(machine) ? 'x' : 'y')
    })
    const plain = witness(({ setting }) => setting === 'as-is')
    const text = witness(({ setting }) => setting !== 'as-is')
    const all = witness(({ setting }) => setting === 'all-crlf')
    const big = witness(({ order }) => order === 'big')
    const found = (...files: ReturnType<typeof witness>[]): string =>
      named(likeliestMachine(machinesOf('linux'), files))
    expect(found(plain)).toBe('as-is little')
    expect(found(plain, text)).toBe('as-is little')
    expect(found(plain, text, text)).toBe('text-crlf little')
    expect(found(plain, text, all)).toBe('all-crlf little')
    expect(found(plain, big)).toBe('as-is big')
    expect(found(text, all, big, plain)).toBe('all-crlf big')
  })
  test('may be any that there is', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(new Set(machinesOf(platform).map(named)).size).toBe(6)
  })
})

describe('a sparse checkout', () => {
  test('of directories has the lines that git makes of them', () => {
    const lines = (...patterns: string[]): readonly string[] => sparsePatterns({ cone: true, patterns })
    expect(lines('src')).toEqual(['/*', '!/*/', '/src/'])
    expect(lines('/src/', '', 'src')).toEqual(['/*', '!/*/', '/src/'])
    for (const spelt of ['./src', 'src//', '/src', ' src ', 'docs/../src', './/src/'])
      expect([spelt, lines(spelt)]).toEqual([spelt, ['/*', '!/*/', '/src/']])
    for (const none of ['..', '../src', 'src/../..', 'src/lib/..', 'src/lib/../', 'src/.'])
      expect([none, coneDirectory(none)]).toEqual([none, undefined])
    expect(lines('a//b')).toEqual(lines('a/b'))
    expect(lines('.', './', '/', 'src/..')).toEqual(['/*', '!/*/'])
    expect(lines('a/b/c', 'a/d')).toEqual(['/*', '!/*/', '/a/', '!/a/*/', '/a/b/', '!/a/b/*/', '/a/b/c/', '/a/d/'])
    expect(lines('a', 'a/b', 'ab')).toEqual(['/*', '!/*/', '/a/', '/ab/'])
    expect(lines('[x]*')).toEqual(['/*', '!/*/', '/\\[x\\]\\*/'])
    expect(lines()).toEqual(['/*', '!/*/'])
    expect(sparsePatterns({ cone: false, patterns: ['/src/'] })).toEqual(['/src/'])
  })
  test('has what its last line fits, or that of a directory above', () => {
    const has = (patterns: string[], ...paths: string[]): boolean[] => paths.map(compileSparse(patterns))
    expect(has(['/*', '!/*/', '/a/', '!/a/*/', '/a/b/'], 'x', 'a/x', 'a/b/x', 'a/b/c/x', 'a/c/x', 'b/x')).toEqual([
      true,
      true,
      true,
      true,
      false,
      false
    ])
    expect(has(['src', '!*.md', 'src/deep/keep.md'], 'src/a', 'src/a.md', 'src/deep/keep.md', 'a')).toEqual([
      true,
      false,
      true,
      false
    ])
    expect(has(['a/'], 'a', 'a/b', 'b/a/c')).toEqual([false, true, true])
    expect(has(['# comment', ''], 'a')).toEqual([false])
  })
})
