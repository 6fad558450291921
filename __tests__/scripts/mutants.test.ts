// SPDX-License-Identifier: Apache-2.0
// What decides about mutants: which tests can notice them, what the own operators make, and what is told of them.
import { describe, expect, test } from '@jest/globals'
import { findNamed, type NamedMutant } from '../../.github/scripts/mutants/find-named.ts'
import { hasCode } from '../../.github/scripts/mutants/has-code.ts'
import { importGraph, quickestTests, relatedTests } from '../../.github/scripts/mutants/import-graph.ts'
import { applyMutant } from '../../.github/scripts/mutants/mutant.ts'
import { NAMED } from '../../.github/scripts/mutants/named.ts'
import { ownMutants } from '../../.github/scripts/mutants/own-operators.ts'
import { code, reportOf } from '../../.github/scripts/mutants/report.ts'
import { repositoryFiles, sourcesAndTests } from '../../.github/scripts/mutants/repository.ts'
import { countsOf, hashOf, scoreOf, type FileResult } from '../../.github/scripts/mutants/results.ts'
import { fateOf, type FileReport } from '../../.github/scripts/mutants/run-tests.ts'
import { intervalOf, isInSample } from '../../.github/scripts/mutants/sample.ts'
import { seededOrder } from '../../.github/scripts/mutants/seeded-order.ts'
import { readReport } from '../../.github/scripts/mutants/stryker.ts'

describe('tests of a source', () => {
  const graphOf = (texts: Readonly<Record<string, string>>): ReturnType<typeof importGraph> =>
    importGraph(new Map(Object.entries(texts)))

  test('are those that import it, by whatever way', () => {
    const graph = graphOf({
      'src/a/one.ts': '',
      'src/a/two.ts': "export { x } from './one.ts'",
      'src/b/three.ts': "const { x } = await import('../a/two.ts')",
      'src/b/worker.ts': "import '../a/one.ts'",
      'src/b/pool.ts': "const places = ['./worker.mjs', './worker.ts']",
      '__tests__/b/three.test.ts': "import { y } from '../../src/b/three.ts'",
      '__tests__/b/pool.test.ts': "import { y } from '../../src/b/pool.ts'",
      '__tests__/b/other.test.ts': "import { y } from './support.ts'",
      '__tests__/b/support.ts': ''
    })
    expect(relatedTests(graph, 'src/a/one.ts')).toMatchObject({
      near: ['__tests__/b/pool.test.ts', '__tests__/b/three.test.ts'],
      far: []
    })
  })
  test('are not those that name but its types', () => {
    const graph = graphOf({
      'src/a/one.ts': '',
      '__tests__/a/one.test.ts':
        "import type {\n  X\n} from '../../src/a/one.ts'\nimport { test } from '@jest/globals'",
      '__tests__/a/two.test.ts': "import { type X, y } from '../../src/a/one.ts'"
    })
    expect(relatedTests(graph, 'src/a/one.ts').near).toEqual(['__tests__/a/two.test.ts'])
  })
  test('are near in its own directory, else in its room', () => {
    const importing = "import '../../../src/a/deep/one.ts'"
    const texts = {
      'src/a/deep/one.ts': '',
      '__tests__/a/deep/one.test.ts': importing,
      '__tests__/a/other/two.test.ts': importing,
      '__tests__/b/c/three.test.ts': importing
    }
    const [own, room, far] = Object.keys(texts).slice(1)
    expect(relatedTests(graphOf(texts), 'src/a/deep/one.ts')).toMatchObject({ near: [own], far: [room, far] })
    expect(relatedTests(graphOf({ ...texts, '__tests__/a/deep/one.test.ts': '' }), 'src/a/deep/one.ts')).toMatchObject({
      near: [room],
      far: [far]
    })
  })
  test('try a mutant one after the other: of the same name, near, far', () => {
    const importing = "import '../../src/a/one.ts'"
    const graph = graphOf({
      'src/a/one.ts': '',
      '__tests__/a/one.test.ts': importing,
      '__tests__/a/two.test.ts': importing,
      '__tests__/b/one.test.ts': importing
    })
    const related = relatedTests(graph, 'src/a/one.ts')
    const [first, near, far] = ['__tests__/a/one.test.ts', '__tests__/a/two.test.ts', '__tests__/b/one.test.ts']
    expect(related).toEqual({ first: [first], near: [first, near], far: [far] })
    expect(quickestTests(related)).toEqual([first])
    expect(quickestTests({ ...related, first: [] })).toEqual([first, near])
  })
  test('are near with the fewest imports in between where its room has none', () => {
    const graph = graphOf({
      'src/a/one.ts': '',
      'src/b/two.ts': "import '../a/one.ts'",
      '__tests__/b/two.test.ts': "import '../../src/b/two.ts'",
      '__tests__/c/one.test.ts': "import '../../src/a/one.ts'"
    })
    expect(relatedTests(graph, 'src/a/one.ts')).toMatchObject({
      near: ['__tests__/c/one.test.ts'],
      far: ['__tests__/b/two.test.ts']
    })
  })
  test('are never those of bundles, of random cases and of the house', () => {
    const importing = "import '../src/a.ts'\nimport '../../src/a.ts'"
    const names = ['__tests__/dist/x.test.ts', '__tests__/deep/x.test.ts', '__tests__/architecture.test.ts']
    const graph = graphOf({ 'src/a.ts': '', ...Object.fromEntries(names.map((name) => [name, importing])) })
    expect(relatedTests(graph, 'src/a.ts')).toEqual({ first: [], near: [], far: [] })
  })
})

describe('the own operators', () => {
  const changed = (text: string): string[] =>
    ownMutants('src/a.ts', text).map((mutant) => `${mutant.by}: ${applyMutant(text, mutant)}`)

  test.each<[string, string, string[]]>([
    ['a call', 'check(a)\nreturned()', ['DropStatement: ;\nreturned()', 'DropStatement: check(a)\n;']],
    ['an awaited call', 'await check(a)', ['DropStatement: ;']],
    ['a call that may not be', 'a?.check()', ['DropStatement: ;']],
    ['a throw below a condition', 'if (x) throw new E()', ['DropStatement: if (x) ;']],
    ['an element of a set', "new Set(['a', 'b'])", ["DropElement: new Set(['b'])", "DropElement: new Set(['a'])"]],
    [
      'behind the line that names an interpreter',
      '#!/usr/bin/env node\nf()',
      ['DropStatement: #!/usr/bin/env node\n;']
    ],
    ['the only element', "const a = ['a'] as const", ['DropElement: const a = [] as const']],
    [
      'behind letters of several bytes',
      "// é €\nconst a = '😀'; f('ü'); g",
      ["DropStatement: // é €\nconst a = '😀'; ; g"]
    ],
    [
      'an element of several bytes',
      "const a = ['ä', '😀', 'b']",
      ["DropElement: const a = ['😀', 'b']", "DropElement: const a = ['ä', 'b']", "DropElement: const a = ['ä', '😀']"]
    ]
  ])('leave out %s', (_what, text, expected) => expect(changed(text)).toEqual(expected))
  test.each([
    ['a value', 'const a = f()'],
    ['an assignment', 'a = f()'],
    ['a list of other things', "const a = ['a', 1, f]"],
    ['a list that takes in another', "const a = [...b, 'a']"],
    ['a type', "type A = ['a', 'b']"]
  ])('leave %s alone', (_what, text) => expect(changed(text)).toEqual([]))
  test('say where', () => {
    expect(ownMutants('src/a.ts', '\n\n  f()\n')).toEqual([
      { file: 'src/a.ts', line: 3, by: 'DropStatement', before: 'f()', after: ';', start: 4, end: 7 }
    ])
  })
  test('are not applied to a text that has changed', () => {
    const [mutant] = ownMutants('src/a.ts', 'f()')
    expect(() => applyMutant('g()', mutant as NonNullable<typeof mutant>)).toThrow('not the one')
  })
})

describe('a named mutant', () => {
  const named: NamedMutant = { name: 'n', file: 'src/a.ts', find: 'x()', replace: '', tests: ['__tests__/a.test.ts'] }
  const at = (texts: Readonly<Record<string, string>>): ReturnType<typeof findNamed> =>
    findNamed(named, new Map(Object.entries({ '__tests__/a.test.ts': 'x() x()', ...texts })))

  test('is found in its file, and elsewhere once it moved', () => {
    expect(at({ 'src/a.ts': '\nx()', 'src/b.ts': 'x()' })).toMatchObject({ mutant: { file: 'src/a.ts', line: 2 } })
    expect(at({ 'src/a.ts': '', 'src/b.ts': 'x()' })).toMatchObject({ mutant: { file: 'src/b.ts', start: 0, end: 3 } })
  })
  test.each([
    ['its text is gone', { 'src/a.ts': '' }],
    ['its text is there twice', { 'src/a.ts': 'x() x()' }],
    ['its text moved to two places', { 'src/b.ts': 'x()', 'src/c.ts': 'x()' }]
  ])('has a problem when %s', (_what, texts) => expect(at(texts).problem).toMatch(/the code moved/))
  test('has a problem without tests', () => {
    expect(findNamed(named, new Map([['src/a.ts', 'x()']])).problem).toMatch(/none of its tests/)
  })
  test('has a name of its own, and changes something', () => {
    expect(new Set(NAMED.map(({ name }) => name)).size).toBe(NAMED.length)
    expect(NAMED.filter(({ find, replace }) => find === replace)).toEqual([])
  })
  test('has its text and its tests in this repository', () => {
    const texts = sourcesAndTests(repositoryFiles())
    expect(NAMED.map((each) => findNamed(each, texts).problem).filter((problem) => problem !== undefined)).toEqual([])
  })
})

describe('a run of tests', () => {
  const suite = (...statuses: string[]): FileReport => ({
    file: '/copy/__tests__/a.test.ts',
    message: '',
    tests: statuses.map((status, index) => ({ status, fullName: `test ${index}` }))
  })
  const fate = (...reports: FileReport[]): ReturnType<typeof fateOf> => fateOf(reports, '/copy', 'the output')

  test('kills by its first failure', () => {
    expect(fate(suite('passed', 'failed', 'failed'))).toEqual({ fate: 'killed', by: '__tests__/a.test.ts: test 1' })
  })
  test('lets live when all passed', () => expect(fate(suite('passed', 'pending')).fate).toBe('survived'))
  test.each([
    ['a file could not be loaded', fate(suite('passed'), { ...suite(), message: ' \n a\n b' }), /a\.test\.ts: a b$/],
    ['no test ran', fate(suite('pending')), /no test ran/],
    ['there is no report', fate(), /the output/]
  ])('says nothing when %s', (_what, run, by) => {
    expect(run).toEqual({ fate: 'broken', by: expect.stringMatching(by) as unknown })
  })
})

describe('a report of Stryker', () => {
  const mutant = (status: string, mutatorName = 'BooleanLiteral', replacement = 'false'): object => ({
    status,
    mutatorName,
    replacement,
    location: { start: { line: 2, column: 3 }, end: { line: 2, column: 7 } }
  })
  test('is counted, and gives what survived with its text', () => {
    const mutants = ['Killed', 'Killed', 'Timeout', 'RuntimeError', 'Survived', 'NoCoverage', 'Ignored'].map((status) =>
      mutant(status)
    )
    const report = { files: { 'src/a.ts': { mutants: [...mutants, mutant('Ignored', 'StringLiteral')] } } }
    const survivor = {
      line: 2,
      by: 'BooleanLiteral',
      before: 'true',
      after: 'false',
      range: 'src/a.ts:2:2-2:6'
    }
    expect(readReport(report as Parameters<typeof readReport>[0], 'src/a.ts', 'a\n  true\n')).toEqual({
      tried: new Set(['src/a.ts:2:2-2:6 BooleanLiteral false', 'src/a.ts:2:2-2:6 StringLiteral false']),
      killed: 2,
      timeouts: 1,
      broken: 1,
      survived: [survivor, survivor, survivor]
    })
  })
  test('may hold no mutant', () => {
    expect(readReport({ files: {} }, 'src/a.ts', '')).toMatchObject({ killed: 0, timeouts: 0, broken: 0, survived: [] })
  })
})

describe('results', () => {
  const result: FileResult = {
    hash: 'h',
    commit: 'c0ffee',
    date: '2026-01-02',
    seconds: 9,
    tests: 'near',
    killed: 2,
    timeouts: 1,
    broken: 5,
    survived: [{ line: 7, by: 'DropElement', before: "'a`b'", after: '' }]
  }
  test('are stale when the file changes', () => {
    expect(hashOf('a')).toBe(hashOf('a'))
    expect(hashOf('a')).not.toBe(hashOf('b'))
  })
  test('have a score, which what could not run leaves alone', () => {
    expect(scoreOf(countsOf([result]))).toBe(75)
    expect(scoreOf({ killed: 0, timeouts: 0, survived: 0 })).toBeUndefined()
  })
  test('are told with room, file, survivors, commit and day', () => {
    const page = reportOf({ 'src/a/x.ts': result }, {}, () => true, ['src/a/x.ts', 'src/a/y.ts', 'src/b/z.ts'])
    expect(page).toContain('| `a` | 1 of 2 | 75.0 % | 3 | 1 |')
    expect(page).toContain('| `b` | 0 of 1 | – | 0 | 0 |')
    expect(page).toContain('| `src/a/x.ts` (stale) | 75.0 % | 3 | 1 | near | `c0ffee` | 2026-01-02 | 9 s |')
    expect(page).toContain("- Line 7, DropElement: `` 'a`b' `` → nothing")
  })
  test('show code on one line, and not all of what is long', () => {
    expect(code('a\n   b')).toBe('`a b`')
    expect(code('x'.repeat(200))).toHaveLength(92)
  })
})

test.each([
  [
    'types',
    "import { type A } from './a.ts'\nexport interface B { a: A }\nexport type { C } from './c.ts'\ntype D = 1",
    false
  ],
  ['a brand', 'declare const brand: unique symbol\nexport type E = string & { [brand]: 1 }', false],
  ['a constant', 'export type A = 1\nexport const A = 1', true],
  ['what another file has', "export { a } from './a.ts'", false],
  ['a name for what it has', 'const a = 1\nexport { a }', true],
  ['nothing', '', false]
])('a file with %s has code or has none', (_what, text, expected) => expect(hasCode(text)).toBe(expected))

test('a seed alone decides the order', () => {
  const order = (things: readonly string[], seed: string): string[] => seededOrder(things, seed, (thing) => thing)
  const things = [...'abcdefgh']
  expect(order(things, '1')).toEqual(order([...things].reverse(), '1'))
  expect(order(things, '1')).not.toEqual(order(things, '2'))
  expect(order(things, '1').sort()).toEqual(things)
})

describe('a sample', () => {
  const names = Array.from({ length: 4000 }, (_, index) => `src/a.ts:${index}:0-${index}:9 DropStatement ;`)

  test('holds about one in so many, the same at each run, others with another seed', () => {
    const drawn = (seed: string): string[] => names.filter((name) => isInSample({ oneIn: 10, seed }, name))
    expect(drawn('a')).toEqual(drawn('a'))
    expect(drawn('a')).not.toEqual(drawn('b'))
    for (const seed of ['a', 'b', 'c']) expect(Math.abs(drawn(seed).length - 400)).toBeLessThan(80)
  })
  test('of one in one is everything', () =>
    expect(names.every((name) => isInSample({ oneIn: 1, seed: 'a' }, name))).toBe(true))
  // Figures of Wilson's interval as statistics packages give them.
  test.each([
    [81, 19, 72.2, 87.5],
    [0, 10, 0, 27.8],
    [0, 0, 0, 100]
  ])('with %d noticed and %d survived says %d to %d %%', (noticed, survived, least, most) => {
    const [from, to] = intervalOf({ noticed, survived })
    expect([from.toFixed(1), to.toFixed(1)]).toEqual([least.toFixed(1), most.toFixed(1)])
  })
  test('leaves the others out of what survived', () => {
    const mutant = (line: number): object => ({
      status: 'Survived',
      mutatorName: 'DropStatement',
      replacement: ';',
      location: { start: { line, column: 1 }, end: { line, column: 10 } }
    })
    const report = { files: { 'src/a.ts': { mutants: names.map((_, index) => mutant(index)) } } }
    const sample = { oneIn: 10, seed: 'a' }
    const { survived, tried } = readReport(report as never, 'src/a.ts', '', sample)
    expect(survived.map(({ range, by, after }) => `${range} ${by} ${after}`)).toEqual(
      names.filter((name) => isInSample(sample, name))
    )
    expect(tried.size).toBe(4000)
  })
  test('has a part of the page', () => {
    const sample = { oneIn: 10, seed: 's', commit: 'abc', date: '2026-01-02', tests: 'near' as const }
    const page = reportOf({}, { a: { ...sample, files: [3, 4], noticed: 81, survived: 19 } }, () => true, [
      'src/a/x.ts'
    ])
    expect(page).toContain('- `a`: 81.0 % (72.2 to 87.5 %): 81 noticed, 19 survived; one in 10, seed s, 3 of 4 files')
  })
})
