// SPDX-License-Identifier: Apache-2.0
// What the language refuses: each mistake by code, line and column, and with what to write in its place.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const A = 'name: a, takes: source, adds: [x, dist/**]'
const M = 'name: m, matrix: { os: [p, q], v: [1, 2] }, takes: source'
const N = 'name: n, matrix: { os: [p, q] }, takes: source'
const NOTHING = 'release: nothing\n'

/** What is said of one step, `s`, that stands below others: codes, columns within its braces, and remedies. */
function refusals(step: string, before: readonly string[], after: readonly string[]): [string, number, string][] {
  const problems = problemsIn(stepsText([...before, `name: s, ${step}`, ...after]))
  expect(problems.map(({ line }) => line)).toEqual(problems.map(() => before.length + 2))
  return problems.map(({ code, column, hint }) => [code, column - '  - { name: s, '.length - 1, hint])
}

describe('a step is refused', () => {
  type Row = [what: string, step: string, code: string, at: string, hint: string | RegExp]
  test.each<Row>([
    ['that does not say what it takes', 'adds: x', 'LAYOUT_SOURCE_MISSING', '', '`takes: source`'],
    ['with takes of nothing at all', 'takes: []', 'LAYOUT_SOURCE_VALUE', '[]', '`takes: nothing`'],
    ['with empty braces', 'takes: {}', 'LAYOUT_SOURCE_AMBIGUOUS', '{}', '`takes: nothing`'],
    ['with nothing and something', 'takes: [a, nothing]', 'LAYOUT_SOURCE_AMBIGUOUS', 'nothing', 'alone'],
    ['with a part of source', 'takes: { source: x }', 'LAYOUT_SOURCE_VALUE', 'source', '`takes: source`'],
    ['with a part of nothing', 'takes: { nothing: x }', 'LAYOUT_SOURCE_VALUE', 'nothing', '`takes: nothing`'],
    ['with from in the place of a step', 'takes: { from: x }', 'LAYOUT_SOURCE_VALUE', 'from', '{ build: { from: …'],
    ['with a part that is left open', 'takes: { a: }', 'LAYOUT_SOURCE_AMBIGUOUS', 'a:', '`takes: a`'],
    ['with an empty part', 'takes: { a: {} }', 'LAYOUT_SOURCE_AMBIGUOUS', '{} }', '`takes: a`'],
    ['with an unknown word of a part', 'takes: { a: { form: x } }', 'LAYOUT_SOURCE_UNKNOWN', 'form', '"from"'],
    ['with a step taken twice', 'takes: [a, a]', 'LAYOUT_SOURCE_AMBIGUOUS', 'a]', 'Remove one'],
    [
      'with a step and a part of it',
      'takes: [a, { a: x }]',
      'LAYOUT_SOURCE_AMBIGUOUS',
      'a: x',
      '`{ a: x }` for a part'
    ],
    ['with two parts of a step', 'takes: [{ a: x }, { a: y }]', 'LAYOUT_SOURCE_AMBIGUOUS', 'a: y', "{ a: [x, 'y'] }"],
    ['with an unknown step', 'takes: sorce', 'LAYOUT_SOURCE_UNKNOWN', 'sorce', '"source"'],
    ['with a step below', 'takes: later', 'LAYOUT_SOURCE_VALUE', 'later', 'Move "later" above "s"'],
    ['that takes itself', 'takes: s', 'LAYOUT_SOURCE_VALUE', 's', 'a step above'],
    ['that takes what takes it', 'takes: circle', 'LAYOUT_SOURCE_VALUE', 'circle', 'above both'],
    ['with legs of none', 'takes: { a: { legs: all } }', 'LAYOUT_SOURCE_VALUE', 'a:', 'Leave out "legs"'],
    ['with legs of one leg', 'takes: { m-p-1: { legs: same } }', 'LAYOUT_SOURCE_VALUE', 'm-p-1', 'Leave out'],
    ['with other legs', 'takes: { m: { legs: some } }', 'LAYOUT_SOURCE_VALUE', 'some', 'legs: all'],
    [
      'with the same legs of no matrix',
      'takes: { m: { legs: same } }',
      'LAYOUT_SOURCE_VALUE',
      'm: {',
      'Leave out "legs"'
    ],
    [
      'with a matrix that shares a dimension',
      'takes: m, matrix: { os: [p, q] }',
      'LAYOUT_SOURCE_AMBIGUOUS',
      'm,',
      /`\{ m: \{ legs: same \} \}` .* `\{ m: \{ legs: all \} \}` .* 'm-\$\{\{ matrix\.os \}\}-1'/
    ],
    [
      'with a matrix of as many legs, of which one is another',
      'takes: n, matrix: { os: [q, r] }',
      'LAYOUT_SOURCE_AMBIGUOUS',
      'n,',
      /legs: all/
    ],
    [
      'with no leg that agrees',
      'takes: { m: { legs: same } }, matrix: { os: [r] }',
      'LAYOUT_SOURCE_VALUE',
      'm:',
      'Add the leg'
    ],
    ['with a leg that is not there', 'takes: m-p-3', 'LAYOUT_SOURCE_UNKNOWN', 'm-p-3', '"m-p-'],
    [
      'with a pattern outside of from',
      "takes: { a: { from: dist, only: '*.js' } }",
      'LAYOUT_SOURCE_AMBIGUOUS',
      "'*.js'",
      'dist/*.js'
    ],
    ['with from with a slash', 'takes: { a: { from: dist/ } }', 'LAYOUT_SOURCE_VALUE', 'dist/', '`from: dist`'],
    ['with from ./', 'takes: { a: { from: ./dist } }', 'LAYOUT_SOURCE_VALUE', './dist', '`from: dist`'],
    ['with into .', 'takes: { a: { into: . } }', 'LAYOUT_SOURCE_VALUE', '. }', 'leave out "into"'],
    ['with into that is a pattern', 'takes: { a: { into: a* } }', 'LAYOUT_SOURCE_VALUE', 'a*', 'shortest form'],
    ['with source and more', 'takes: nothing, adds: [source, z]', 'LAYOUT_SOURCE_AMBIGUOUS', 'source, z', 'alone'],
    ['with source that takes', 'takes: a, adds: source', 'LAYOUT_SOURCE_VALUE', 'a,', '`takes: nothing`'],
    [
      'with source and scratch',
      'takes: nothing, adds: source, scratch: z',
      'LAYOUT_SOURCE_AMBIGUOUS',
      'source,',
      'alone'
    ],
    ['with nothing added', 'takes: a, adds: nothing', 'INTENT_PATTERN_INVALID', 'nothing', '[n]othing'],
    ['with an empty list', 'takes: a, adds: []', 'LAYOUT_SOURCE_VALUE', '[]', 'Leave out "adds"'],
    ['with an empty text', "takes: a, adds: ''", 'LAYOUT_SOURCE_TYPE', "''", 'leave out "adds"'],
    ['with no value', 'takes: a, adds: ~', 'LAYOUT_SOURCE_TYPE', '~', "'~'"],
    ['with a pattern twice', 'takes: a, adds: [z, z]', 'LAYOUT_SOURCE_VALUE', 'z]', 'Remove one'],
    ['with a directory', 'takes: a, adds: out/', 'INTENT_PATTERN_INVALID', 'out/', '"out/**"'],
    ['with an absolute path', 'takes: a, adds: /z', 'INTENT_PATTERN_INVALID', '/z', '"z"'],
    ['with stars beside letters', "takes: a, adds: 'a**'", 'INTENT_PATTERN_INVALID', "'a**'", 'alone between slashes'],
    ['with !', "takes: a, adds: '!z'", 'INTENT_PATTERN_INVALID', "'!z'", 'what is meant'],
    ['with a backslash', "takes: a, adds: 'a\\b'", 'INTENT_PATTERN_INVALID', "'a\\b'", 'Write `/`'],
    ['with braces', "takes: a, adds: '{b,c}'", 'INTENT_PATTERN_INVALID', "'{b", 'one pattern each'],
    ['with dir:', 'takes: a, adds: dir:z', 'INTENT_PATTERN_INVALID', 'dir:z', 'installs-into'],
    ['with another expression', "takes: a, adds: 'z${{ github.sha }}'", 'LAYOUT_SOURCE_VALUE', "'z$", 'matrix.NAME'],
    ['with an index', "takes: a, adds: '${{ matrix[0] }}'", 'LAYOUT_SOURCE_VALUE', "'$", 'matrix.NAME'],
    ['with a value of no matrix', "takes: a, adds: '${{ matrix.os }}'", 'LAYOUT_SOURCE_UNKNOWN', "'$", 'Give the step'],
    [
      'with a value of another name',
      "takes: a, matrix: { os: [p] }, adds: '${{ matrix.so }}'",
      'LAYOUT_SOURCE_UNKNOWN',
      "'$",
      'matrix.os'
    ],
    ['with what must and may be', 'takes: a, adds: z, may-add: z', 'LAYOUT_SOURCE_AMBIGUOUS', 'z', 'none is needed'],
    ['with what is added and gone', 'takes: a, adds: z, removes: z', 'LAYOUT_SOURCE_AMBIGUOUS', 'z', 'are gone'],
    ['with what is changed and gone', 'takes: a, changes: x, removes: x', 'LAYOUT_SOURCE_AMBIGUOUS', 'x', 'are gone'],
    ['with what must and may go', 'takes: a, removes: x, may-remove: x', 'LAYOUT_SOURCE_AMBIGUOUS', 'x', 'may stay'],
    ['with ! in scratch', "takes: a, scratch: '!z'", 'LAYOUT_SOURCE_VALUE', "'!z'", 'Name what is left behind'],
    ['with # in scratch', "takes: a, scratch: '#z'", 'LAYOUT_SOURCE_VALUE', "'#z'", 'comment'],
    ['with a backslash in scratch', "takes: a, scratch: 'a\\b'", 'LAYOUT_SOURCE_VALUE', "'a\\b'", 'Write a/b'],
    ['with blanks at the ends', "takes: a, scratch: ' z'", 'LAYOUT_SOURCE_VALUE', "' z'", 'Write z'],
    ['with $ in scratch', 'takes: a, scratch: $z', 'LAYOUT_SOURCE_VALUE', '$z', 'a line of gitignore'],
    [
      'with an expression in scratch',
      "takes: a, scratch: '${{ matrix.v }}'",
      'LAYOUT_SOURCE_VALUE',
      "'$",
      'fits all legs'
    ],
    ['with a control character', 'takes: a, scratch: "z\\x01"', 'LAYOUT_SOURCE_VALUE', '"z', 'a line of gitignore'],
    [
      'with a slash behind what is installed',
      'takes: a, installs-into: d/',
      'LAYOUT_SOURCE_VALUE',
      'd/',
      'installs-into: d`'
    ],
    [
      'with all below what is installed',
      "takes: a, installs-into: 'd/**'",
      'LAYOUT_SOURCE_VALUE',
      "'d",
      'installs-into: d`'
    ],
    ['with a directory out of the workspace', 'takes: a, installs-into: /usr', 'LAYOUT_SOURCE_VALUE', '/usr', '~/.m2'],
    ['with the home of another', 'takes: a, installs-into: ~bob/x', 'LAYOUT_SOURCE_VALUE', '~bob', '~/.m2'],
    ['with what is installed twice', 'takes: a, installs-into: [d, d]', 'LAYOUT_SOURCE_VALUE', 'd]', 'one mapping'],
    ['with nothing installed', 'takes: a, installs-into: []', 'LAYOUT_SOURCE_VALUE', '[]', 'Leave out'],
    ['with empty braces installed', 'takes: a, installs-into: {}', 'LAYOUT_SOURCE_VALUE', '{}', 'Leave out'],
    [
      'with what is installed left open',
      'takes: a, installs-into: { d: ~ }',
      'LAYOUT_SOURCE_TYPE',
      '~ }',
      'may-change'
    ],
    [
      'with another word inside',
      'takes: a, installs-into: { d: { may: z } }',
      'LAYOUT_SOURCE_UNKNOWN',
      'may',
      'may-change'
    ],
    [
      'with all of it changed',
      "takes: a, installs-into: { d: { may-change: '*' } }",
      'LAYOUT_SOURCE_VALUE',
      "'*'",
      'names'
    ],
    ['with an empty command', "takes: a, command: ''", 'LAYOUT_SOURCE_VALUE', "''", 'Leave out "command"'],
    ['with no words', 'takes: a, command: []', 'LAYOUT_SOURCE_VALUE', '[]', 'Leave out "command"'],
    ['with a brace in a command', "takes: a, command: 'echo ${z}'", 'LAYOUT_SOURCE_VALUE', "'echo", 'script'],
    ['with a brace in a setup', "takes: a, command: z, setup: 'f() { z; }'", 'LAYOUT_SOURCE_VALUE', "'f()", 'script'],
    [
      'with an operator in a command',
      "takes: a, command: 'npm ci && npm test'",
      'LAYOUT_SOURCE_AMBIGUOUS',
      "'npm",
      "`command: [bash, -c, 'npm ci && npm test']` if the input `run` of a stage is this text (its `shell` in the place of bash), or `command: [npm, ci, '&&', npm, test]`"
    ],
    [
      'with an operator in quotes',
      `takes: a, command: "npm ci '&&' npm test"`,
      'LAYOUT_SOURCE_AMBIGUOUS',
      '"npm',
      "`command: [bash, -c, 'npm ci ''&&'' npm test']`"
    ],
    [
      'with an operator behind backslashes',
      "takes: a, command: 'npm ci \\; npm test'",
      'LAYOUT_SOURCE_AMBIGUOUS',
      "'npm",
      "`command: [npm, ci, ';', npm, test]`"
    ],
    ['with a variable', "takes: a, command: 'make $X'", 'LAYOUT_SOURCE_AMBIGUOUS', "'make", "[bash, -c, 'make $X']"],
    ['with a variable set', "takes: a, command: 'CI=1 z'", 'LAYOUT_SOURCE_AMBIGUOUS', "'CI", "['CI=1', z]"],
    [
      'with a command of two lines',
      'takes: a, command: "npm ci\\nnpm test"',
      'LAYOUT_SOURCE_AMBIGUOUS',
      '"npm',
      '`command: [bash, -c, "npm ci\\nnpm test"]`'
    ],
    ['with a setup alone', 'takes: a, setup: z', 'LAYOUT_SOURCE_MISSING', 'setup', '`command: npm test`'],
    [
      'with a directory alone',
      'takes: a, working-directory: z',
      'LAYOUT_SOURCE_MISSING',
      'working',
      '`command: npm test`'
    ],
    [
      'with a directory above',
      'takes: a, command: z, working-directory: ../z',
      'LAYOUT_SOURCE_VALUE',
      '../z',
      'shortest'
    ],
    ['with another definition', 'takes: a, definition: abc', 'LAYOUT_SOURCE_VALUE', 'abc', 'sha256:'],
    ['with another word for delegated', 'takes: a, delegated: yes', 'LAYOUT_SOURCE_VALUE', 'yes', 'delegated: true'],
    ['with another recording', 'takes: a, recording: whole', 'LAYOUT_SOURCE_VALUE', 'whole', 'recording: any'],
    [
      'with rules beside',
      'takes: a, materials: anything',
      'LAYOUT_SOURCE_AMBIGUOUS',
      'materials',
      'all of the step in rules'
    ],
    ['with run beside', 'takes: a, run: make', 'LAYOUT_SOURCE_AMBIGUOUS', 'run', '`command:`'],
    ['with a key that is spelt otherwise', 'takes: a, may-adds: z', 'LAYOUT_SOURCE_UNKNOWN', 'may-adds', '"may-add"']
  ])('%s', (_what, step, code, at, hint) => {
    const told = refusals(step, [A, M, N], ['name: later, takes: source', 'name: circle, takes: s'])
    const place =
      at === '' ? -'name: s, '.length - 2 : step.endsWith(at) ? step.lastIndexOf(at) : step.search(escaped(at))
    expect(told).toEqual([
      [code, place, hint instanceof RegExp ? expect.stringMatching(hint) : expect.stringContaining(hint)]
    ])
  })
  test.each([
    ['take: a', '"takes"'],
    ['tkaes: a, adds: z', '"takes"'],
    ['takes: a, scrach: z', '"scratch"'],
    ['may_add: z', '"may-add"']
  ])('with a misspelt key: %s', (step, hint) =>
    expect(problemsIn(stepsText([A, `name: s, ${step}`])).map(({ hint }) => hint)).toContainEqual(
      expect.stringContaining(hint)
    )
  )
  test('in a circle of several, each of whose steps takes one below', () =>
    expect(
      problemsIn(
        stepsText([
          'name: a, takes: c',
          'name: b, takes: a',
          'name: c, takes: b',
          'name: d, takes: e',
          'name: e, takes: b'
        ])
      ).map(({ line, message }) => [line, message.includes('neither could begin')])
    ).toEqual([
      [2, true],
      [5, false]
    ]))
  test('once, where takes is misspelt', () => expect(problemsIn(stepsText(['name: s, take: source']))).toHaveLength(1))
  test('in rules when it says nothing, beside steps in intents', () => {
    const problems = problemsIn(stepsText([A, 'name: s', 'name: source, materials: anything']))
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['LAYOUT_SOURCE_AMBIGUOUS', 3],
      ['LAYOUT_SOURCE_NAME', 4]
    ])
    expect(problems[0]?.hint).toMatch(/takes: nothing.*materials: anything/)
  })
  test.each([['takes: a b'], ['takes: source, adds: q }\nrelease: { a b: x } #']])(
    'that names one in rules as no statement can: %s',
    (step) => {
      const text = step.startsWith('takes: source')
        ? `steps:\n  - { name: a b, materials: anything }\n  - { name: s, ${step}\n`
        : stepsText(['name: a b, materials: anything', `name: s, ${step}`])
      expect(problemsIn(text).map(({ code }) => code)).toEqual(['LAYOUT_SOURCE_NAME'])
    }
  )
})

/** A text as a regular expression that matches it where it first stands behind a blank or a bracket. */
function escaped(text: string): RegExp {
  return new RegExp(`(?<=[ [{])${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}`)
}

describe('a name is refused', () => {
  test.each([
    'source',
    'nothing',
    'only',
    'from',
    'into',
    'legs',
    'release',
    'steps',
    'layout',
    'branches',
    'tags',
    'intents'
  ])('%s', (name) =>
    expect(problemsIn(stepsText([`name: ${name}, takes: source`])).map(({ code }) => code)).toEqual([
      'LAYOUT_SOURCE_NAME'
    ])
  )
  test.each(['a b', 'a/b', 'ä', 'a:b'])('%j', (name) =>
    expect(problemsIn(stepsText([`name: "${name}", takes: source`]))[0]?.code).toBe('LAYOUT_SOURCE_NAME')
  )
  test.each<[string, string[]]>([
    ['of two legs', ['name: a, matrix: { x: ["b c", b-c] }, takes: source']],
    ['of two equal legs', ['name: a, matrix: { x: [b, b] }, takes: source']],
    ['of a leg and a step', ['name: a-b, takes: source', 'name: a, matrix: { x: [b] }, takes: source']],
    ['of a step and a leg', ['name: a, matrix: { x: [b] }, takes: source', 'name: a-b, takes: source']],
    [
      'of legs of two steps',
      ['name: a-b, matrix: { x: [c] }, takes: source', 'name: a, matrix: { x: [b], y: [c] }, takes: source']
    ]
  ])('%s', (_what, steps) => {
    const problems = problemsIn(stepsText(steps))
    expect(problems.map(({ code }) => code)).toEqual(['LAYOUT_SOURCE_NAME'])
  })
  test('of an inspection that carries intents', () =>
    expect(
      problemsIn(
        `${stepsText([A])}inspections: [{ name: intents, run: x, products: [MATCH * WITH PRODUCTS FROM a, DISALLOW *] }]\n`
      ).map(({ code, line }) => [code, line])
    ).toEqual([['LAYOUT_SOURCE_NAME', 4]]))
})

describe('a matrix is refused', () => {
  const of = (matrix: string): [string, string][] =>
    problemsIn(stepsText([`name: s, takes: source, matrix: ${matrix}`])).map(({ code, hint }) => [code, hint])
  test.each<[string, string, string]>([
    ['{}', 'LAYOUT_SOURCE_TYPE', 'matrix: {'],
    ['[a]', 'LAYOUT_SOURCE_TYPE', 'matrix: {'],
    ['{ os: a }', 'LAYOUT_SOURCE_TYPE', 'os: [a]'],
    ['{ os: [] }', 'LAYOUT_SOURCE_TYPE', 'os: ['],
    ["{ os: '${{ fromJSON(x) }}' }", 'LAYOUT_SOURCE_TYPE', 'os: [a, b]'],
    ['{ os: [[a]] }', 'LAYOUT_SOURCE_TYPE', 'quotes'],
    ['{ v: [3.10] }', 'LAYOUT_SOURCE_TYPE', "'3.10'"],
    ['{ v: [3.9] }', 'LAYOUT_SOURCE_TYPE', "'3.9'"],
    ['{ v: [1e3] }', 'LAYOUT_SOURCE_TYPE', "'1e3'"],
    ['{ v: [0x10] }', 'LAYOUT_SOURCE_TYPE', "'0x10'"],
    ['{ v: [010] }', 'LAYOUT_SOURCE_TYPE', "'010'"],
    ['{ v: [+1] }', 'LAYOUT_SOURCE_TYPE', "'+1'"],
    ['{ v: [true] }', 'LAYOUT_SOURCE_TYPE', "'true'"],
    ['{ v: [null] }', 'LAYOUT_SOURCE_TYPE', "'null'"],
    ['{ v: [~] }', 'LAYOUT_SOURCE_TYPE', "'~'"],
    ["{ v: [''] }", 'LAYOUT_SOURCE_VALUE', 'workflow'],
    ['{ v: [on] }', 'LAYOUT_SOURCE_AMBIGUOUS', "'on'"],
    ['{ v: [No] }', 'LAYOUT_SOURCE_AMBIGUOUS', "'No'"],
    ['{ v: [1_000] }', 'LAYOUT_SOURCE_AMBIGUOUS', "'1_000'"],
    ['{ v: [12:30] }', 'LAYOUT_SOURCE_AMBIGUOUS', "'12:30'"],
    ['{ v: [2026-01-31] }', 'LAYOUT_SOURCE_AMBIGUOUS', "'2026-01-31'"],
    ["{ v: ['a*'] }", 'LAYOUT_SOURCE_VALUE', 'without `*`'],
    ["{ v: ['[a]'] }", 'LAYOUT_SOURCE_VALUE', 'without `*`'],
    ["{ v: ['${{ x }}'] }", 'LAYOUT_SOURCE_VALUE', 'without `*`'],
    ['{ "a b": [x] }', 'LAYOUT_SOURCE_NAME', 'letters'],
    ['{ os: [a], include: { os: b } }', 'LAYOUT_SOURCE_TYPE', 'include: ['],
    ['{ os: [a], include: [b] }', 'LAYOUT_SOURCE_TYPE', 'include: ['],
    ['{ os: [a], include: [{}] }', 'LAYOUT_SOURCE_TYPE', 'include: ['],
    ['{ os: [a], include: [{ v: 3.10 }] }', 'LAYOUT_SOURCE_TYPE', "'3.10'"],
    ['{ os: [a], include: [{ "a b": 1 }] }', 'LAYOUT_SOURCE_NAME', 'letters'],
    ['{ os: [a, b], exclude: [{ so: a }] }', 'LAYOUT_SOURCE_UNKNOWN', '"os"'],
    ['{ os: [a], exclude: [{ os: a }] }', 'LAYOUT_SOURCE_VALUE', 'exclude'],
    [`{ a: [${Array.from({ length: 257 }, (_, index) => index).join(', ')}] }`, 'LAYOUT_SOURCE_VALUE', 'fewer'],
    [
      `{ ${'abcdefgh'
        .split('')
        .map((name) => `${name}: [1, 2, 3, 4, 5, 6, 7, 8, 9]`)
        .join(', ')} }`,
      'LAYOUT_SOURCE_VALUE',
      'fewer'
    ]
  ])('%s', (matrix, code, hint) => expect(of(matrix)).toEqual([[code, expect.stringContaining(hint)]]))
  test('once for all of its legs, and what depends on it is not told', () => {
    const steps = ['name: a, matrix: { v: [3.10] }, takes: source, adds: "${{ matrix.v }}"', 'name: b, takes: a']
    expect(problemsIn(stepsText(steps, 'release: a\n'))).toHaveLength(1)
    const odd = ['name: a, matrix: { v: [1, 2] }, takes: source, adds: "${{ matrix.v }}/"']
    expect(problemsIn(stepsText(odd))).toHaveLength(1)
  })
  test('that gives a leg no value that others have', () =>
    expect(
      problemsIn(
        stepsText(['name: a, matrix: { v: [1], include: [{ v: 2, w: x }] }, takes: source, adds: "${{ matrix.w }}"'])
      ).map(({ code }) => code)
    ).toEqual(['LAYOUT_SOURCE_UNKNOWN']))
  test('whose value makes a pattern or a directory that is none', () => {
    const of = (step: string): string[] =>
      problemsIn(stepsText([A, `name: s, matrix: { v: [../b] }, ${step}`])).map(({ code }) => code)
    expect(of("takes: a, adds: 'x/${{ matrix.v }}'")).toEqual(['INTENT_PATTERN_INVALID'])
    expect(of("takes: { a: { into: 'x/${{ matrix.v }}' } }")).toEqual(['LAYOUT_SOURCE_VALUE'])
    expect(of("takes: a, installs-into: 'x/${{ matrix.v }}'")).toEqual(['LAYOUT_SOURCE_VALUE'])
    expect(of("takes: a, command: x, working-directory: 'x/${{ matrix.v }}'")).toEqual(['LAYOUT_SOURCE_VALUE'])
    expect(of("takes: { a: 'x/${{ matrix.v }}' }")).toEqual(['INTENT_PATTERN_INVALID'])
  })
  test('where one leg would take a whole and a part', () =>
    expect(
      problemsIn(stepsText([M, "name: s, matrix: { os: [p] }, takes: ['m-${{ matrix.os }}-1', { m-p-1: x }]"])).map(
        ({ code }) => code
      )
    ).toEqual(['LAYOUT_SOURCE_AMBIGUOUS']))
})

describe('on top is refused', () => {
  const of = (top: string): [string, string][] =>
    problemsIn(`steps:\n  - { ${A} }\n  - { ${M} }\n  - { name: r, products: [CREATE x, DISALLOW *] }\n${top}\n`).map(
      ({ code, hint }) => [code, hint]
    )
  test.each<[string, string, string]>([
    ['', 'LAYOUT_SOURCE_MISSING', '`release: a`'],
    ['release: []', 'LAYOUT_SOURCE_VALUE', 'release: nothing'],
    ['release: {}', 'LAYOUT_SOURCE_AMBIGUOUS', 'release: nothing'],
    ['release: [nothing, a]', 'LAYOUT_SOURCE_AMBIGUOUS', 'alone'],
    ['release: source', 'LAYOUT_SOURCE_VALUE', 'Name the step'],
    ['release: b', 'LAYOUT_SOURCE_UNKNOWN', '"a"'],
    ['release: [a, a]', 'LAYOUT_SOURCE_AMBIGUOUS', 'one entry'],
    ['release: [a, { a: x }]', 'LAYOUT_SOURCE_AMBIGUOUS', 'one entry'],
    ['release: { a: { only: x } }', 'LAYOUT_SOURCE_TYPE', 'release: { a:'],
    ['release: { a: x/ }', 'INTENT_PATTERN_INVALID', 'x/**'],
    ['release: { a: "${{ matrix.os }}" }', 'LAYOUT_SOURCE_UNKNOWN', 'matrix'],
    ['release: r', 'LAYOUT_SOURCE_AMBIGUOUS', '{ r:'],
    ['release: m', 'LAYOUT_SOURCE_IMPOSSIBLE', 'release: nothing'],
    [`${NOTHING}branches: refs/heads/main`, 'LAYOUT_SOURCE_VALUE', 'Write main'],
    [`${NOTHING}tags: refs/heads/main`, 'LAYOUT_SOURCE_VALUE', 'refs/tags/'],
    [`${NOTHING}branches: []`, 'LAYOUT_SOURCE_VALUE', 'Leave out'],
    [`${NOTHING}branches: '**x'`, 'INTENT_PATTERN_INVALID', 'alone'],
    [`${NOTHING}branches: 1.10`, 'LAYOUT_SOURCE_TYPE', "'1.10'"],
    [`${NOTHING}source: head`, 'LAYOUT_SOURCE_TYPE', '{ commit: head }'],
    [`${NOTHING}source: { commit: tip }`, 'LAYOUT_SOURCE_VALUE', '{ commit: head }'],
    [`${NOTHING}source: { comit: head }`, 'LAYOUT_SOURCE_UNKNOWN', '"commit"'],
    [`${NOTHING}version: 0`, 'LAYOUT_SOURCE_VALUE', 'version: 1'],
    [`${NOTHING}version: '1'`, 'LAYOUT_SOURCE_VALUE', 'version: 1'],
    [`${NOTHING}version: 0x1`, 'LAYOUT_SOURCE_VALUE', 'version: 1'],
    [`${NOTHING}version: 2`, 'LAYOUT_SOURCE_MISSING', 'version 1'],
    [`${NOTHING}version: 2\nafter: abc`, 'LAYOUT_SOURCE_VALUE', 'sha256:'],
    [`${NOTHING}version: 1\nafter: abc`, 'LAYOUT_SOURCE_VALUE', 'Leave out'],
    [`${NOTHING}version: 2\nafter: [x]`, 'LAYOUT_SOURCE_TYPE', 'quotes'],
    [`${NOTHING}after: abc`, 'LAYOUT_SOURCE_MISSING', 'version: 2'],
    [`${NOTHING}elsewhere: rules`, 'LAYOUT_SOURCE_VALUE', 'elsewhere: rules-only'],
    [`${NOTHING}scratch: '!x'`, 'LAYOUT_SOURCE_VALUE', 'left behind'],
    [`${NOTHING}by: eve`, 'YAML_KEY_DUPLICATE', 'Remove one'],
    [`${NOTHING}relase: a`, 'LAYOUT_SOURCE_UNKNOWN', '"release"']
  ])('%j', (top, code, hint) => expect(of(top)).toEqual([[code, expect.stringContaining(hint)]]))
  test('what is about steps in intents, where there are none', () =>
    expect(
      problemsIn('steps:\n  - { name: r, products: [CREATE x, DISALLOW *] }\nrelease: r\nscratch: x\n').map(
        ({ code, line, column }) => [code, line, column]
      )
    ).toEqual([
      ['LAYOUT_SOURCE_UNKNOWN', 3, 1],
      ['LAYOUT_SOURCE_UNKNOWN', 4, 1]
    ]))
  test('may-add alone, which is released when a pattern names it', () =>
    expect(
      problemsIn(stepsText(['name: a, takes: source, may-add: out/**'], 'release: a')).map(({ hint }) => hint)
    ).toEqual([expect.stringContaining('{ a: out/** }')]))
})

describe('what YAML reads otherwise is refused', () => {
  const of = (text: string): [string, string][] => problemsIn(text).map(({ code, hint }) => [code, hint])
  test.each<[string, string, string]>([
    ['steps:\n  - name: a\n    takes: source\n    adds: *.tgz\n', 'YAML_FEATURE', "'*.tgz'"],
    ['steps:\n  - { name: a, takes: source, adds: [s]ource }\n', 'YAML_SYNTAX', "'[s]ource'"],
    ['steps:\n  - { name: a, takes: source, adds: dist/${{ matrix.x }} }\n', 'YAML_SYNTAX', "'dist/${{ matrix.x }}'"],
    ['steps:\n  - { name: a, takes: build-${{ matrix.x }}-y }\n', 'YAML_SYNTAX', "'build-${{ matrix.x }}-y'"],
    ['steps:\n  - { name: a, takes: &x source }\n', 'YAML_FEATURE', 'write values out'],
    ['steps:\n  - { <<: { takes: source }, name: a }\n', 'YAML_FEATURE', 'Write the values out'],
    ['steps:\n  - { name: a, takes: source, takes: nothing }\n', 'YAML_KEY_DUPLICATE', 'Remove one'],
    ['steps:\n  - { name: a, takes: source, adds: !x }\n', 'YAML_FEATURE', 'Remove it']
  ])('%j', (text, code, hint) => expect(of(text)).toEqual([[code, expect.stringContaining(hint)]]))
  test('a key that is called <<, in quotes, is only unknown', () =>
    expect(of(stepsText(['name: a, takes: source, "<<": x']))).toEqual([['LAYOUT_SOURCE_UNKNOWN', expect.any(String)]]))
})

describe('what no honest run can be is refused with an example', () => {
  const BUILD = 'name: build, takes: source, adds: [dist/**, VERSION]'
  test.each<[string, string[], string, string]>([
    ['a line that hides what is taken', ['name: s, takes: build, scratch: dist/'], 'dist/', '"dist/a"'],
    ['a line on top that does', ['name: s, takes: build'], '', '"dist/a"'],
    [
      'a line that hides what a pattern takes',
      ["name: s, takes: { build: 'lib/*.js' }, scratch: '*.js'"],
      "'*.js' }",
      '"lib/a.js"'
    ],
    [
      'a line that hides what lies elsewhere here',
      ['name: s, takes: { build: { from: dist, into: vendor } }, scratch: vendor'],
      'vendor }',
      '"vendor/a"'
    ],
    [
      'a line that hides what is installed',
      ['name: s, takes: build, installs-into: a/deps, scratch: [x, deps/]'],
      'deps/]',
      '"a/deps"'
    ],
    [
      'a file of changes that is not taken',
      ['name: s, takes: { build: dist/** }, changes: package.json'],
      'package',
      '"dist/a"'
    ],
    [
      'a file of changes in another place',
      ["name: s, takes: { build: { only: 'dist/*.js', from: dist, into: web } }, changes: web/a.css"],
      'web/a.css',
      'web/'
    ],
    ['a file to remove that is not there', ['name: s, takes: nothing, adds: x, removes: y'], 'y', 'no files at all'],
    ['a new file that is there', ['name: s, takes: build, adds: VERSION'], 'VERSION', 'changes: VERSION']
  ])('%s', (_what, steps, at, shown) => {
    const rest = at === '' ? 'release: nothing\nscratch: dist/\n' : NOTHING
    const problems = problemsIn(stepsText([BUILD, ...steps], rest))
    const line = `  - { ${steps[0] as string} }`
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['LAYOUT_SOURCE_IMPOSSIBLE', at === '' ? 5 : 3, at === '' ? 10 : line.lastIndexOf(at) + 1]
    ])
    expect(`${problems[0]?.message} ${problems[0]?.hint}`).toContain(shown)
  })
  test.each<[string, string[], string]>([
    ['a line that hides one of many', ["name: s, takes: { build: 'lib/*' }, scratch: lib/a"], ''],
    [
      'a line that hides one of what is installed',
      ["name: s, takes: build, installs-into: '**/deps', scratch: b/"],
      ''
    ],
    ['a line below which the step may add', ['name: s, takes: build, scratch: dist/, may-add: dist/**'], ''],
    [
      'what may be gone on the way',
      ['name: r, takes: build, may-remove: dist/**', 'name: s, takes: r, scratch: dist/'],
      ''
    ],
    ['what may be there', ['name: m, takes: source, may-add: out/**', 'name: s, takes: m, scratch: out/'], ''],
    ['a part of which nothing is needed', ["name: s, takes: { build: ['dist/x/**', VERSION] }, scratch: dist/b/"], ''],
    ['a line that hides a part', ['name: s, takes: build, scratch: dist/b/'], ''],
    [
      'a line below which the step adds files',
      ['name: s, takes: source, adds: target/release/app, scratch: target/'],
      ''
    ],
    [
      'what was removed on the way',
      ['name: r, takes: build, removes: dist/**', 'name: s, takes: r, scratch: dist/'],
      ''
    ],
    ['what is taken without it', ['name: s, takes: { build: VERSION }, scratch: dist/'], ''],
    ['what is installed in the home', ['name: s, takes: source, installs-into: ~/x, scratch: x'], ''],
    ['a change of what may be there', ['name: m, takes: nothing, may-add: a/b', 'name: s, takes: m, changes: a/*'], ''],
    ['a change of what a step in rules has', ['name: r, materials: anything', 'name: s, takes: r, changes: x'], ''],
    ['a change of a part of source', ["name: s, takes: { build: 'lib/**' }, changes: lib/x"], ''],
    ['a new file of a pattern that others add', ['name: s, takes: build, adds: dist/more/**'], '']
  ])('and not %s', (_what, steps) => expect(problemsIn(stepsText([BUILD, ...steps]))).toEqual([]))
})

describe('what YAML reads in another way than it is meant', () => {
  const step = (...lines: string[]): string =>
    `steps:\n  - name: build\n    takes: source\n    adds: x\n  - name: s\n    ${lines.join('\n    ')}\nrelease: build\n`
  test.each([
    [['takes: build: dist/**'], 'YAML_SYNTAX', '`takes: { build: dist/** }`'],
    [['takes: build: "*.x" # all'], 'YAML_SYNTAX', "`takes: { build: '*.x' }`"],
    [['takes: source', 'installs-into: vendor: x y'], 'YAML_SYNTAX', "`installs-into: { vendor: 'x y' }`"],
    [['takes: source', 'scratch: |', '  target/', '  *.log'], 'LAYOUT_SOURCE_VALUE', "`scratch: [target/, '*.log']`"],
    [['takes: source', 'adds: |', '  out/**'], 'INTENT_PATTERN_INVALID', '`adds: out/**`'],
    [['takes: build', 'may-remove:', '  - |', '    a', '    b'], 'INTENT_PATTERN_INVALID', '`may-remove: [a, b]`'],
    [['takes:', '  build: |', '    a', '    b'], 'INTENT_PATTERN_INVALID', 'Write `[a, b]`'],
    [['takes: source', 'adds: nothing'], 'INTENT_PATTERN_INVALID', 'Leave `adds` out'],
    [['takes: source', 'scratch: nothing'], 'LAYOUT_SOURCE_VALUE', 'Leave `scratch` out'],
    [['takes: source', 'removes: [nothing]'], 'INTENT_PATTERN_INVALID', 'Leave `removes` out']
  ])('%j', (lines, code, hint) =>
    expect(problemsIn(step(...lines)).map((one) => [one.code, one.hint])).toEqual([
      [code, expect.stringContaining(hint)]
    ])
  )
  test.each([
    ['command: "x ${{ github.ref }}"', 'LAYOUT_SOURCE_VALUE', 'matrix.NAME'],
    ['command: [x, "${{ matrix.v }}"]', 'LAYOUT_SOURCE_UNKNOWN', 'os'],
    ['command: x, setup: "y ${{ matrix.o }}"', 'LAYOUT_SOURCE_UNKNOWN', 'matrix.os'],
    ['command: "x ${{ matrix.os }} {y}"', 'LAYOUT_SOURCE_VALUE', 'script']
  ])('an expression in %s', (command, code, hint) => {
    expect(
      problemsIn(stepsText([`name: s, matrix: { os: [p, q] }, takes: source, ${command}`])).map((one) => [
        one.code,
        one.hint
      ])
    ).toEqual([[code, expect.stringContaining(hint)]])
  })
  test.each(['on', 'no', 'yes', '2026-01-01'])('the name %s without quotes', (name) => {
    const named = (text: string): string => stepsText([`name: ${text}, takes: source`])
    expect(problemsIn(named(name)).map(({ code, hint }) => [code, hint])).toEqual([
      ['LAYOUT_SOURCE_AMBIGUOUS', `Write '${name}'.`]
    ])
    expect(problemsIn(named(`'${name}'`))).toEqual([])
  })
})

describe('files below what is recorded as one digest', () => {
  const INSTALL = 'name: install, takes: source, installs-into: target'
  test.each<[string, string[], string, string]>([
    [
      'of the step itself',
      ['name: s, takes: source, installs-into: target, adds: target/release/app'],
      'target/release',
      'dist/app'
    ],
    ['of a step that takes it', [INSTALL, 'name: s, takes: install, adds: [x, target/**]'], 'target/**', 'dist/**'],
    [
      'of a step that takes one that takes it',
      [INSTALL, 'name: r, takes: install, adds: y', "name: s, takes: r, adds: 'target/*.x'"],
      "'target/*.x'",
      'dist/*.x'
    ],
    [
      'of a pattern of directories',
      ["name: s, takes: source, installs-into: '**/deps', adds: 'a/deps/x'"],
      "'a/deps/x'",
      'dist/x'
    ]
  ])('%s', (_what, steps, at, shown) => {
    const problems = problemsIn(stepsText(steps))
    const line = `  - { ${steps.at(-1) as string} }`
    expect(problems.map(({ code, line: row, column }) => [code, row, column])).toEqual([
      ['LAYOUT_SOURCE_IMPOSSIBLE', steps.length + 1, line.lastIndexOf(at) + 1]
    ])
    expect(problems[0]?.hint).toBe(`Write it elsewhere, such as ${shown}.`)
  })
  test.each([
    ['of a step that takes a part', ['name: s, takes: { install: lib/** }, adds: target/x']],
    ['that lie elsewhere, too', ["name: s, takes: install, adds: '**/x'"]],
    ['of a directory that is scratch', ['name: s, takes: install, scratch: /target/, adds: target/x']],
    ['of a directory called alike', ['name: s, takes: install, adds: target-x/y']],
    ['of the home', ['name: s, takes: source, installs-into: ~/x, adds: x/y']]
  ])('and not those %s', (_what, steps) => expect(problemsIn(stepsText([INSTALL, ...steps]))).toEqual([]))
  test('warns of what may be added there', () =>
    expect(
      buildIntents(stepsText([INSTALL, 'name: s, takes: install, may-add: target/x'])).warnings.map(
        ({ message }) => message
      )
    ).toEqual([expect.stringContaining('recorded as one digest')]))
})

describe('a release by which nothing would be final', () => {
  const BUILD = "name: build, takes: source, adds: ['*.tar.gz', VERSION], may-add: log/**, changes: CHANGES"
  const LEGS = "name: leg, matrix: { os: [p, q] }, takes: source, adds: 'bin/${{ matrix.os }}'"
  test.each([
    ["release: { build: '*.tgz' }", "'*.tgz'", "'*.tar.gz'"],
    ["release: { build: ['*.tar.gz', 'out/*'] }", "'out/*'", "'*.tar.gz'"],
    ['release: [{ leg: bin/z }, build]', 'bin/z', 'bin/p'],
    ['release: { taker: VERSION }', 'VERSION', 'release: nothing']
  ])('%s', (release, at, shown) => {
    const problems = problemsIn(stepsText([BUILD, LEGS, 'name: taker, takes: build'], `${release}\n`))
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['LAYOUT_SOURCE_IMPOSSIBLE', 5, release.lastIndexOf(at) + 1]
    ])
    expect(problems[0]?.hint).toContain(shown)
  })
  test.each([
    "release: { build: ['**/*.gz', 'log/x', 'C*'] }",
    'release: { leg: bin/p }',
    "release: { checkout: '*.md' }",
    "release: { rules: '*.md' }"
  ])('and not %s', (release) => {
    const others = ['name: checkout, takes: nothing, adds: source', 'name: rules, products: [DISALLOW *]']
    expect(problemsIn(stepsText([BUILD, LEGS, ...others], `${release}\n`))).toEqual([])
  })
})

describe('what is hardly meant is a warning', () => {
  const BUILD = 'name: build, takes: source, adds: [dist/**, VERSION]'
  const OTHER = 'name: other, takes: source, adds: VERSION'
  const warnings = (steps: readonly string[], release = 'release: build\n'): string[] =>
    buildIntents(stepsText([BUILD, OTHER, ...steps], release)).warnings.map(
      ({ line, message }) => `${line - 3}: ${message}`
    )
  test.each<[string, string[], RegExp]>([
    ...['*', '**', '/*', '*/', '**/*', '/**/'].map((line): [string, string[], RegExp] => [
      `a line that hides everything, ${line}`,
      [`name: s, takes: source, scratch: "${line}"`],
      /^4: The line "[*/]+" hides/
    ]),
    ['two takes with one file', ['name: s, takes: [build, other]'], /^4: "build" and "other" both add "VERSION"/],
    [
      'a part that is nothing',
      ['name: n, takes: nothing, adds: x', "name: s, takes: { n: 'y/*' }"],
      /^5: .*takes nothing by it/
    ],
    [
      'a file that may be removed and is not there',
      ['name: s, takes: { build: dist/** }, may-remove: x'],
      /^4: Nothing that step "s" takes/
    ],
    [
      'what was removed and comes back',
      ['name: r, takes: source, removes: test/**', 'name: s, takes: [r, build]'],
      /^5: What fits "test\/\*\*" was removed/
    ],
    [
      'what one of them changed, and source has',
      ['name: bump, takes: source, changes: package.json', 'name: s, takes: [source, bump]'],
      /^5: "bump" changes what fits "package.json", and step "s" takes the same names of "source"/
    ],
    [
      'what one of them changed, and another one added',
      ['name: bump, takes: { other: VERSION }, changes: V*', 'name: s, takes: [bump, { other: VERSION }]'],
      /^5: "bump" changes what fits "V\*", and step "s" takes the same names of "other"/
    ],
    [
      'a released file that changes',
      ['name: s, takes: build, changes: dist/*.js'],
      /^4: Step "s" may change or remove what "build" releases/
    ]
  ])('%s', (_what, steps, message) => {
    const told = warnings(steps)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(message)
  })
  test.each<[string, string[], string]>([
    ['two takes of which one has a part', ['name: s, takes: [other, { build: dist/** }]'], 'release: build\n'],
    [
      'two takes in directories of their own',
      ['name: s, takes: { build: { into: a }, other: { into: b } }'],
      'release: build\n'
    ],
    [
      'a released file that changes where that is released',
      ['name: s, takes: build, changes: dist/*.js'],
      'release: [build, s]\n'
    ],
    [
      'what both have from one that changed it',
      ['name: bump, takes: source, changes: x', 'name: s, takes: bump, adds: y', 'name: t, takes: [bump, s]'],
      'release: nothing\n'
    ],
    [
      'a change of names that the other does not have',
      ['name: bump, takes: { build: dist/** }, changes: dist/*.js', "name: s, takes: [bump, { build: 'dist/*.css' }]"],
      'release: nothing\n'
    ],
    ['a change of what is not released', ['name: s, takes: build, changes: README'], 'release: build\n']
  ])('and not %s', (_what, steps, release) => expect(warnings(steps, release)).toEqual([]))
})

test.each([
  ['name: s, takes: source, matrix: { v: [a.b, A.b] }', 1],
  ['name: S-a, takes: source }\n  - { name: s, takes: source, matrix: { v: [A, b] }', 2],
  ['name: build, takes: source }\n  - { name: Build, takes: source', 2]
])('names that are one file on some systems: %s', (step, line) =>
  expect(problemsIn(stepsText([step])).map(({ code, line: at }) => [code, at])).toEqual([
    ['LAYOUT_SOURCE_NAME', line + 1]
  ])
)
