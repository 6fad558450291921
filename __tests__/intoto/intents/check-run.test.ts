// SPDX-License-Identifier: Apache-2.0
// What is said of the run as a whole: what is final, its branch, steps that nobody knows, and what follows from what.
import { describe, expect, test } from '@jest/globals'
import { foldFindings } from '../../../src/intoto/intents/fold-findings.ts'
import type { Finding } from '../../../src/intoto/intents/finding.ts'
import type { FileEntry } from '../../../src/intoto/intents/file-entry.ts'
import { areSameBytes, joinFiles, uniteFiles } from '../../../src/intoto/intents/files.ts'
import { directoryTest, lineHides } from '../../../src/intoto/intents/installed-directories.ts'
import type { ArtifactPath, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { check, filesOf, told, type Contents, type Run, type StepLink } from '../../support/intents-run.ts'

const nothing = (ends: Contents): StepLink => ({ ends })
const released = (words: readonly string[], links: Run['links']): Record<string, string> | undefined => {
  const { released: files } = check({ words: [...words, 'steps only'], links })
  return files === undefined
    ? undefined
    : Object.fromEntries([...files].map(([path, digests]) => [path, digests.slice(7)]))
}
const final = (contents: Contents): Record<string, string> => Object.fromEntries(filesOf(contents))
const warnings = (words: readonly string[], links: Run['links']): readonly string[] =>
  check({ words: [...words, 'steps only'], links }).warnings

describe('what is released', () => {
  const BUILD = ['build takes nothing', 'build adds dist/**', 'build may-add *.log']
  const build = nothing({ 'dist/a': 'a', 'dist/b': 'b', 'x.log': 'x' })
  const SIGN = [...BUILD, 'sign takes build', 'sign changes dist/*', 'sign may-remove dist/*']
  const sign = (ends: Contents): StepLink => ({ begins: build.ends ?? {}, ends: { 'x.log': 'x', ...ends } })

  test('is nothing, or all that a step says that it adds', () => {
    expect(released([...BUILD, 'release nothing'], { build })).toEqual({})
    expect(released([...BUILD, 'release build'], { build })).toEqual(final({ 'dist/a': 'a', 'dist/b': 'b' }))
  })
  test('is what a pattern names, whatever allows it', () => {
    const words = [...BUILD, 'release build only *.log', 'release build only dist/a']
    expect(released(words, { build })).toEqual(final({ 'x.log': 'x', 'dist/a': 'a' }))
  })
  test('is of steps that take one another what the last has', () => {
    const words = [
      ...SIGN,
      'between takes sign',
      'last takes between',
      'last may-add *',
      'release sign',
      'release build',
      'release last only dist/*'
    ]
    const changed = sign({ 'dist/a': 'A', 'dist/b': 'b' })
    const ends = changed.ends ?? {}
    const between = { begins: ends, ends }
    const { 'dist/b': _b, ...less } = ends
    const links = { build, sign: changed, between, last: { begins: ends, ends: less } }
    expect(released(words, links)).toEqual(final({ 'dist/a': 'A' }))
    expect(warnings(words, links)).toEqual([expect.stringContaining('"dist/*"')])
  })
  test('is warned of where nothing fits a pattern, and of no other one', () => {
    const words = ['a takes nothing', 'a adds **', 'release a only *.tgz', 'release a only *.zip']
    const links = { a: { begins: {}, ends: { 'x.tgz': '1', other: '2' } } }
    expect(warnings(words, links)).toEqual([expect.stringContaining('fits "*.zip"')])
    expect(released(words, links)).toEqual(final({ 'x.tgz': '1' }))
  })
  test('is all of a step in rules, and of a checkout', () => {
    const words = ['other takes nothing', 'other adds source', 'release ruled', 'release other', 'steps only']
    const links = { ruled: nothing({ a: '1' }), other: nothing({ b: '2' }) }
    const verdict = check({ words, links, known: { files: filesOf({ b: '2' }) } })
    expect([...(verdict.released ?? [])].map(([path]) => path)).toEqual(['a', 'b'])
  })
  test('cannot be told of steps that differ', () => {
    const words = [
      'one takes nothing',
      'one adds *',
      'two takes nothing',
      'two adds *',
      'release one',
      'release two',
      'steps only'
    ]
    const links = { one: nothing({ a: '1', b: '1' }), two: nothing({ a: '2', b: '1' }) }
    const verdict = check({ words, links })
    expect(told(verdict)).toEqual(['RELEASE_CONFLICT two a'])
    expect([verdict.released, verdict.failures[0]?.statement]).toEqual([undefined, 'release two'])
    expect(told(check({ words, links: { ...links, two: nothing({ a: '1', c: '2' }) } }))).toEqual([])
  })
  test('is warned of where there is nothing', () => {
    const words = ['build takes nothing', 'build may-add *', 'release build']
    expect(warnings(words, { build: nothing({ a: '1' }) })).toEqual([expect.stringContaining('made nothing')])
  })
})

describe('a file that one removed', () => {
  const words = [
    'one takes nothing',
    'one adds **',
    'two takes one',
    'two removes a/*',
    'both takes one',
    'both takes two',
    'release nothing'
  ]
  const all = { 'a/x': 'x', 'a/y': 'y', b: 'b' }
  const two = { begins: all, ends: { b: 'b' } }
  test('comes back from another, which is told', () => {
    const links = { one: nothing(all), two, both: { begins: all, ends: all } }
    expect(warnings(words, links)).toEqual([expect.stringMatching(/^Step "two" removed "a\/x", "a\/y".* them again/)])
    const one = { begins: { 'a/x': 'x', b: 'b' }, ends: { 'a/x': 'x', b: 'b' } }
    const part = [
      ...words.slice(0, 4),
      'both takes one only b',
      'both takes one only a/x',
      'both takes two',
      'release nothing'
    ]
    expect(warnings(part, { one: nothing(all), two, both: one })).toEqual([expect.stringContaining('has it again')])
  })
  test('stays away otherwise', () => {
    const part = [...words.slice(0, 4), 'both takes one only b', 'both takes two', 'release nothing']
    expect(warnings(part, { one: nothing(all), two, both: { begins: { b: 'b' }, ends: { b: 'b' } } })).toEqual([])
  })
})

describe('the branch of a run', () => {
  const words = (...more: string[]): string[] => ['a takes nothing', 'release nothing', 'steps only', ...more]
  const codes = (ref: string | undefined, ...more: string[]): string[] =>
    told(check({ words: words(...more), links: { a: {} }, known: { ref } }))
  test.each<[string, string[], string[]]>([
    ['refs/heads/main', [], []],
    ['refs/heads/main', ['branches main'], []],
    ['refs/heads/release/1', ['branches main', 'branches release/**'], []],
    ['refs/heads/feature', ['branches main'], ['BRANCH_OTHER -']],
    ['refs/heads/main', ['tags v*'], ['BRANCH_OTHER -']],
    ['refs/tags/v1', ['branches main'], ['BRANCH_OTHER -']],
    ['refs/tags/main', ['branches main', 'tags v*'], ['BRANCH_OTHER -']],
    ['refs/tags/v1', ['branches main', 'tags v*'], []],
    ['refs/pull/7/merge', ['branches main'], ['BRANCH_OTHER -']],
    ['main', ['branches main'], ['BRANCH_OTHER -']]
  ])('%s, %j', (ref, more, wanted) => expect(codes(ref, ...more)).toEqual(wanted))
  test('is told as unknown, and offered', () => {
    const { notEvaluated } = check({ words: words('branches main'), links: { a: {} } })
    expect(notEvaluated).toEqual([expect.stringContaining('branch or tag')])
    const hint = (ref: string, ...more: string[]): string =>
      check({ words: words(...more), links: { a: {} }, known: { ref } }).failures[0]?.hint ?? ''
    expect(hint('refs/heads/x', 'branches main')).toContain('`branches: [main, x]`')
    expect(hint('refs/tags/x', 'branches main', 'tags v*')).toContain('`tags: [v*, x]`')
  })
})

test('steps that nobody knows are told one by one, a hundred at most', () => {
  const unknownSteps = Array.from({ length: 101 }, (_, index) => `step ${index}`)
  const verdict = check({ words: ['a takes nothing', 'release nothing', 'steps only'], links: { a: {} }, unknownSteps })
  expect(told(verdict).slice(0, 2)).toEqual(['STEP_UNKNOWN step 0', 'STEP_UNKNOWN step 1'])
  expect(verdict.failures).toHaveLength(100)
})

describe('findings', () => {
  const finding = (step: string, follows: Finding['follows'], ...files: string[]): Finding => ({
    code: 'TAKES_EXTRA',
    step,
    statement: undefined,
    follows,
    files,
    say: (own) => ({ message: own.join(), hint: '' })
  })
  test('about one file are told once, with the steps in which it shows', () => {
    const failures = foldFindings([
      finding('a', 'ends', 'x'),
      finding('a', 'ends', 'x', 'y'),
      finding('b', 'begins', 'x', 'z'),
      finding('c', 'begins', 'x', 'y'),
      finding('d', 'ends', 'x'),
      finding('e', 'begins')
    ])
    expect(failures.map(({ step, message, details }) => [step, message, ...details])).toEqual([
      ['a', 'x', 'The same shows in steps "b", "c".'],
      ['a', 'y', 'The same shows in step "c".'],
      ['b', 'z'],
      ['d', 'x'],
      ['e', '']
    ])
  })
  test('tell apart who differs in another way: he may have what is right', () => {
    const changed: Finding = { ...finding('a', 'ends', 'x'), code: 'CHANGED_UNEXPECTED' }
    const differs = (step: string): Finding => ({ ...finding(step, 'begins', 'x'), code: 'TAKES_DIFFERS' })
    const details = (findings: readonly Finding[]): readonly string[] => foldFindings(findings)[0]?.details ?? []
    expect(details([changed, differs('b')])).toEqual(['In the same files step "b" differs from what it takes.'])
    expect(details([changed, differs('b'), differs('c')])).toEqual([
      'In the same files steps "b", "c" differ from what they take.'
    ])
    const added: Finding = { ...finding('a', 'ends', 'x'), code: 'ADDED_UNEXPECTED' }
    const missing: Finding = { ...finding('c', 'begins', 'x'), code: 'TAKES_MISSING' }
    expect(details([added, finding('b', 'begins', 'x'), missing])).toEqual([
      'The same shows in step "b".',
      'In the same files step "c" differs from what it takes.'
    ])
  })
  test('list a hundred files, and escape them', () => {
    const [failure] = foldFindings([finding('a', 'alone', 'x\ny', ...Array.from({ length: 200 }, (_, at) => `${at}`))])
    expect(failure?.artifacts).toHaveLength(100)
    expect(failure?.artifacts[0]).toBe('x\\u{a}y')
  })
})

describe('files', () => {
  const entries = (text: string): FileEntry[] =>
    text === '' ? [] : text.split(' ').map((pair) => pair.split('=') as unknown as FileEntry)
  const D = (hex: string): DigestSet => `sha256:${hex.repeat(64)}` as DigestSet

  test('are joined in the order of code points', () => {
    const seen: string[] = []
    const visit = (path: ArtifactPath, one?: string, other?: string): void =>
      void seen.push(`${path}${one ?? '-'}${other ?? '-'}`)
    joinFiles(entries('b=1 \u{ffff}=1 \u{1f600}=1'), entries('a=2 b=2 \u{1f600}=2'), visit)
    expect(seen).toEqual(['a-2', 'b12', '\u{ffff}1-', '\u{1f600}12'])
    seen.length = 0
    joinFiles(entries('x=1'), entries(''), visit)
    joinFiles(entries(''), entries('x=1'), visit)
    expect(seen).toEqual(['x1-', 'x-1'])
  })
  test('are looked at once for each halving of the number of sets', () => {
    let looked = 0
    const sets = Array.from({ length: 64 }, (_, at) => [
      [`f${String(at).padStart(2, '0')}`, D('a')] as unknown as FileEntry
    ]).map((set) => ({
      *[Symbol.iterator]() {
        looked += set.length
        yield* set
      }
    }))
    expect([...uniteFiles(sets).files]).toHaveLength(64)
    expect(looked).toBe(64)
    expect([...uniteFiles([]).files]).toEqual([])
    expect([...uniteFiles(sets.slice(0, 3)).files]).toHaveLength(3)
  })
  test('are the same by an algorithm that counts', () => {
    const md5 = `md5:${'a'.repeat(32)}` as DigestSet
    const both = `${D('a')},sha512:${'a'.repeat(128)}` as DigestSet
    expect([
      areSameBytes(D('a'), D('a')),
      areSameBytes(D('a'), D('b')),
      areSameBytes(D('a'), both),
      areSameBytes(both, D('a'))
    ]).toEqual([true, false, true, true])
    expect([areSameBytes(md5, md5), areSameBytes(md5, D('a')), areSameBytes(both, both)]).toEqual([false, false, true])
  })
})

describe('installed directories', () => {
  test.each<[string, string, boolean]>([
    ['node_modules', 'node_modules', true],
    ['node_modules', 'a/node_modules', false],
    ['**/node_modules', 'a/node_modules', true],
    ['**/node_modules', '~/node_modules', false],
    ['~/.cargo', '~/.cargo', true]
  ])('%s fits %s: %s', (directory, path, fits) => expect(directoryTest({ directory, mayChange: [] })(path)).toBe(fits))
  test.each<[string, string, 'directory' | 'file', boolean]>([
    ['node_modules/', 'node_modules', 'directory', true],
    ['node_modules/', 'node_modules', 'file', false],
    ['node_modules/', 'a/node_modules/b', 'file', true],
    ['/node_modules', 'a/node_modules', 'directory', false],
    ['a/*', 'a/b/c', 'file', true],
    ['*.é', 'x/y.é', 'file', true],
    ['#', '#', 'file', false],
    ['node_modules', '~/node_modules', 'directory', false]
  ])('%s hides %s, a %s: %s', (line, path, kind, hides) => expect(lineHides(line)(path, kind)).toBe(hides))

  const WORDS = ['one takes nothing', 'one installs "**/n"', 'two takes one', 'release nothing', 'steps only']
  const one: StepLink = { ends: { 'dir:a/n': 'n', x: 'x', 'e/dir:x': 'd' } }
  test('are not taken by a part, by scratch, or by who installs itself', () => {
    const links = (two: StepLink): Run['links'] => ({ one: { ends: { 'dir:a/n': 'n' } }, two })
    expect(told(check({ words: WORDS, links: links({}) }))).toEqual(['TAKES_MISSING two dir:a/n'])
    expect(told(check({ words: [...WORDS, 'two scratch a/'], links: links({}) }))).toEqual([])
    const part = WORDS.map((word) => word.replace('takes one', 'takes one only **'))
    expect(told(check({ words: part, links: links({}) }))).toEqual([])
    const own = [...WORDS, 'two installs "a/n"']
    expect(told(check({ words: own, links: links({ ends: { 'dir:a/n': 'm' } }) }))).toEqual([])
    expect(told(check({ words: own, links: { one, two: {} } }))[0]).toMatch(/^ADDED_UNEXPECTED one/)
  })
  test.each<[string, Partial<StepLink>, string[]]>([
    ['at the end', { products: { directories: { 'dir:a/n': [], 'dir:b/n': [] } } }, ['dir:b/n']],
    ['at the beginning', { materials: { directories: { 'dir:a/n': [], 'dir:b/n': [] } } }, ['dir:a/n', 'dir:b/n']]
  ])('are not there by their notes alone, %s', (_when, notes, wanted) => {
    const links = { one: { ends: { 'dir:a/n': 'n' }, ...notes }, two: { begins: { 'dir:a/n': 'n' } } }
    expect(told(check({ words: WORDS, links }))).toEqual(wanted.map((name) => `EXCLUDED_UNEXPECTED one ${name}`))
  })
  test('of a step in rules are those among its products', () => {
    const words = ['two takes ruled', 'three takes two', 'release nothing', 'steps only']
    const ruled = { ends: { 'dir:n': 'n' }, products: { directories: { 'dir:n': ['.cache/'] } } }
    const taker = { begins: { 'dir:n': 'n' }, materials: { directories: { 'dir:n': ['.cache/'] } } }
    expect(told(check({ words, links: { ruled, two: taker, three: taker } }))).toEqual([])
    const silent = { ends: { 'dir:n': 'n' }, environment: { recording: 1 } }
    expect(told(check({ words, links: { ruled: silent, two: taker, three: taker } }))).toEqual([
      'EXCLUDED_UNEXPECTED two dir:n',
      'EXCLUDED_UNEXPECTED three dir:n'
    ])
  })
  test('that two installed alike are taken once', () => {
    const words = [
      'one takes nothing',
      'one installs "n"',
      'two takes nothing',
      'two installs "n"',
      'both takes one',
      'both takes two',
      'release nothing',
      'steps only'
    ]
    const links = {
      one: { ends: { 'dir:n': 'n' } },
      two: { ends: { 'dir:n': 'n' } },
      both: { begins: { 'dir:n': 'n' } }
    }
    expect(told(check({ words, links }))).toEqual([])
    expect(told(check({ words, links: { ...links, two: { ends: { 'dir:n': 'm' } } } }))).toEqual([
      'TAKES_CONFLICT both dir:n'
    ])
  })
})

describe('a part of a step that has nothing in it', () => {
  const first = { a: { ends: { 'dist/x': 'x' } } }
  test.each<[string, Contents, string[]]>([
    ['b takes a only dist/*.js', {}, ['fits "dist/*.js"']],
    ['b takes a from "out"', {}, ['lies in "out"']],
    ['b takes a from "out" only out/*', {}, ['fits "out/*"']],
    ['b takes a only dist/*', { 'dist/x': 'x' }, []],
    ['b takes a from "dist"', { x: 'x' }, []],
    ['b takes a into "d"', { 'd/dist/x': 'x' }, []],
    ['b takes a', { 'dist/x': 'x' }, []]
  ])('is told, and nothing else is: %s', (take, begins, parts) => {
    const told = warnings(['a takes nothing', 'a adds **', take, 'release nothing'], {
      ...first,
      b: { begins, ends: begins }
    })
    expect(told).toEqual(parts.map((part) => `Nothing that step "a" ended with ${part}, which step "b" takes.`))
  })
  test('is told of a step that ended with no file, and of none without a link', () => {
    const words = ['a takes nothing', 'b takes a into "d"', 'release nothing']
    expect(warnings(words, { a: {}, b: {} })).toEqual([
      'Nothing that step "a" ended with is a file, which step "b" takes.'
    ])
    expect(warnings(words, { a: [], b: {} })).toEqual([])
  })
})

test.each(['*', '?*', '!x'])('a step in rules hands on no directory of which the line %s may differ', (line) => {
  const words = ['b takes ruled', 'release nothing', 'steps only']
  const D = { 'dir:nm': 'x' }
  const run = (left: readonly string[]): string[] =>
    told(
      check({
        words,
        links: {
          ruled: { ends: D, products: { directories: { 'dir:nm': left } } },
          b: { begins: D, materials: { directories: { 'dir:nm': left } } }
        }
      })
    )
  expect(run([line])).toEqual(['EXCLUDED_UNEXPECTED b dir:nm'])
  expect(run(['.cache/'])).toEqual([])
})
