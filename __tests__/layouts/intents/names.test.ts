// SPDX-License-Identifier: Apache-2.0
// Names that no honest run can have are refused where the last of the sentences stands: a file and a directory of one name,
// and whatever lies in /.git.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const FILE = 'name: a, takes: source, adds: dist'

/** What is said of some steps: code, and what stands from its place on. */
function refused(steps: readonly string[]): readonly (readonly string[])[] {
  const text = stepsText(steps)
  return problemsIn(text).map(({ code, line, column, message, hint }) => [
    code,
    (text.split('\n')[line - 1] ?? '').slice(column - 1),
    message,
    hint
  ])
}

describe('a file and a directory of one name', () => {
  test.each([
    ['in one step', ['name: a, takes: source, adds: [dist, dist/x]'], 'dist/x] }', '"dist/x" of "a"'],
    ['the directory first', ["name: a, takes: source, adds: ['dist/**', dist]"], 'dist] }', 'dist/**'],
    ['the file before', [FILE, 'name: b, takes: a, adds: dist/x'], 'dist/x }', '"dist" of "a"'],
    [
      'the directory before',
      ['name: a, takes: source, adds: dist/x/*', 'name: b, takes: a, adds: dist'],
      'dist }',
      'of "a"'
    ],
    [
      'into it',
      [FILE, 'name: b, takes: nothing, adds: x', 'name: c, takes: [a, { b: { into: dist/y } }]'],
      'b: {',
      '"dist/y/x"'
    ],
    [
      'over what is put there',
      ['name: a, takes: source, adds: x', 'name: b, takes: { a: { into: d/e } }, adds: d'],
      'd }',
      '"d/e/x"'
    ],
    [
      'by way of a step',
      [FILE, 'name: b, takes: a', "name: c, takes: { b: { only: dist } }, adds: 'dist/*.js'"],
      "'dist/*.js' }",
      '"dist/a.js"'
    ],
    [
      'of two that are taken',
      [FILE, 'name: b, takes: nothing, adds: dist/x', 'name: c, takes: [b, a]'],
      'a] }',
      '"dist/x" of "b"'
    ],
    ['of what is changed below', ['name: a, takes: source, adds: src, changes: src/a.js'], 'src/a.js }', '"src/a.js"'],
    ['of a file that is changed', ['name: a, takes: source, changes: lib, adds: lib/x'], 'lib/x }', '"lib" of "a"'],
    [
      'of what is removed below a file',
      [FILE, "name: b, takes: a, removes: 'dist/*.js'"],
      "'dist/*.js' }",
      'begin with'
    ],
    [
      'of two that are taken, although one is removed',
      [FILE, 'name: b, takes: nothing, adds: dist/x', 'name: c, takes: [b, a], removes: dist'],
      'a], removes',
      'begin with both'
    ],
    [
      'of parts that are taken, although one may be removed',
      [
        'name: a, takes: source, adds: dist/out',
        'name: d, takes: source, adds: dist/out/x',
        'name: c, takes: { a: dist/**, d: dist/** }, may-remove: dist/out/x'
      ],
      'd: dist/**',
      'begin with both'
    ],
    ['whatever is scratch', ['name: a, takes: source, scratch: dist/, adds: [dist, dist/x]'], 'dist/x] }', '"dist"'],
    [
      'that is installed',
      ['name: a, takes: source, adds: lib, installs-into: lib'],
      'lib }',
      'installed directory "lib"'
    ],
    ['of what is installed below', [FILE, 'name: b, takes: a, installs-into: dist/deps'], 'dist/deps }', '"dist/deps"'],
    [
      'of what was installed',
      ['name: a, takes: source, installs-into: v/gems', 'name: b, takes: a, adds: v'],
      'v }',
      '"v/gems"'
    ]
  ])('are refused: %s', (_what, steps, at, says) => {
    const [problem, ...others] = refused(steps)
    expect([problem?.[0], problem?.[1]?.startsWith(at), others]).toEqual(['LAYOUT_SOURCE_IMPOSSIBLE', true, []])
    expect(`${problem?.[2]} ${problem?.[3]}`).toContain(says)
  })
  test.each([
    ['where the file is removed', [FILE, 'name: b, takes: a, removes: dist, adds: dist/x']],
    ['where a directory becomes a file', ['name: a, takes: source, adds: src, removes: src/a.js']],
    ['where what is changed may lie elsewhere', ["name: a, takes: source, adds: src, changes: '**/a.js'"]],
    ['where the file may be removed', [FILE, 'name: b, takes: a, may-remove: dist, adds: dist/x']],
    ['where the file may be left out', ['name: a, takes: source, may-add: dist', 'name: b, takes: a, adds: dist/x']],
    ['where it is not taken', ['name: a, takes: source, adds: [dist, x]', 'name: b, takes: { a: x }, adds: dist/x']],
    ['where another name fits', ['name: a, takes: source, adds: a', "name: b, takes: a, adds: '?/x'"]],
    ['where anything fits', [FILE, "name: b, takes: a, adds: '**/x'"]],
    ['where only some lie there', [FILE, "name: b, takes: a, adds: '[d]ist*/x'"]],
    ['where the name only begins alike', [FILE, 'name: b, takes: a, adds: dist.d/x, installs-into: distant']],
    ['in the home', ['name: a, takes: source, adds: m2, installs-into: ~/m2']]
  ])('are allowed %s', (_what, steps) => expect(refused(steps)).toEqual([]))
})

describe('what lies in .git at the top', () => {
  test.each([
    ['added', ['name: a, takes: source, adds: .git/x'], '.git/x }'],
    ['added by a pattern', ["name: a, takes: source, adds: '.git/**/x*'"], "'.git/**/x*' }"],
    ['itself', ['name: a, takes: source, adds: .git'], '.git }'],
    ['changed', ['name: a, takes: source, changes: .git/config'], '.git/config }'],
    ['removed', ["name: a, takes: source, removes: '.git/hooks/*'"], "'.git/hooks/*' }"],
    ['installed into', ['name: a, takes: source, installs-into: .git'], '.git }'],
    ['installed below', ['name: a, takes: source, installs-into: [x, .git/foo]'], '.git/foo]'],
    [
      'installed with changes',
      ['name: a, takes: source, installs-into: { .git/hooks: { may-change: x/ } }'],
      '.git/hooks:'
    ],
    ['installed by a pattern', ["name: a, takes: source, installs-into: '.git/*'"], "'.git/*' }"],
    ['moved there', ["name: a, takes: source, adds: 'x/.git/**'", 'name: b, takes: { a: { from: x } }'], 'a: {'],
    ['moved there itself', ['name: a, takes: source, adds: x/.git', 'name: b, takes: { a: { from: x } }'], 'a: {'],
    ['taken', ['name: a, takes: source, adds: x', 'name: b, takes: { a: .git/config }'], 'a: .git/config'],
    ['taken from', ['name: a, takes: source, adds: x', 'name: b, takes: { a: { from: .git/hooks } }'], 'a: {'],
    ['put there', ['name: a, takes: source, adds: x', 'name: b, takes: { a: { into: .git/y } }'], 'a: {']
  ])('cannot be recorded: %s', (_what, steps, at) => {
    const [problem, ...others] = refused(steps)
    expect([problem?.[0], problem?.[1]?.startsWith(at), others]).toEqual(['LAYOUT_SOURCE_IMPOSSIBLE', true, []])
    expect(problem?.[2]).toContain('Nothing in ".git" at the top is ever recorded')
  })
  test('need not be said to be possible', () => {
    const { warnings } = buildIntents(stepsText(['name: a, takes: source, may-add: .git/x', 'name: b, takes: a']))
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('such as ".git/x"'))
  })
  test.each(['sub/.git/x', "'**/.git'", '.github/x', "'.g*/x'", '.gitignore'])('is something else than %s', (text) =>
    expect(refused([`name: a, takes: source, adds: ${text}`])).toEqual([])
  )
})
