// SPDX-License-Identifier: Apache-2.0
// A command of a matrix that is written as text is what a stage records of the line that GitHub makes of it.
import { describe, expect, test } from '@jest/globals'
import { commandWords } from '../../../src/stages/stage-settings.ts'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const source = (values: string, command: string): string =>
  stepsText([`name: s, takes: source, matrix: { v: [${values}] }, command: ${command}`])

/** The words that each leg demands. */
const demanded = (text: string): (readonly string[])[] =>
  [...(buildIntents(text).intents?.intents.steps.values() ?? [])].map(({ command }) => command?.words ?? [])

const recorded = (line: string, values: readonly string[]): string[][] =>
  values.map((value) => commandWords('bash', line.replaceAll('${{ matrix.v }}', value)))

describe('a value in a text', () => {
  test.each<[string, string[]]>([
    ['cargo build ${{ matrix.v }}', ['--release --locked', '--debug']],
    ['go test ${{ matrix.v }} ./...', ['-race -count=1', '-short']],
    ['npm ${{ matrix.v }}', ['run lint', 'test']],
    ['make ${{ matrix.v }}-all', ['a b', 'c']],
    ['${{ matrix.v }}', ['npm test', 'tox -e py']],
    ['pip install ${{ matrix.v }} ', ['foo ', ' bar']],
    ['mvn -B "-Dmode=${{ matrix.v }}"', ['fast run', 'slow']],
    ["sh build.sh '${{ matrix.v }}'", ['a  b', 'c']],
    ['tool ${{ matrix.v }}', ['"a b" c', 'd']]
  ])('%s', (line, values) => {
    const text = source(values.map((value) => JSON.stringify(value)).join(', '), JSON.stringify(line))
    expect(demanded(text)).toEqual(recorded(line, values))
  })
  test('is one word in a list of words', () =>
    expect(demanded(source('"a b", "c>d"', '[make, "${{ matrix.v }}"]'))).toEqual([
      ['make', 'a b'],
      ['make', 'c>d']
    ]))
})

describe('a value that means something to a shell', () => {
  test.each<[string, string[]]>([
    ['pip install foo${{ matrix.v }}', ['>=3.9', '~3.8']],
    ['nox -s ${{ matrix.v }}', ['a; b', 'c && d']],
    ['echo ${{ matrix.v }}', ["it's", '#1']]
  ])('%s is refused, and what is offered is what is recorded', (line, values) => {
    const list = values.map((value) => JSON.stringify(value)).join(', ')
    const problems = problemsIn(source(list, JSON.stringify(line)))
    expect(problems.map(({ code, line: at }) => [code, at])).toEqual([['LAYOUT_SOURCE_AMBIGUOUS', 2]])
    const [, offered = ''] = /`command: (\[bash.*?\])` if/.exec(problems[0]?.hint ?? '') ?? []
    expect(demanded(source(list, offered))).toEqual(recorded(line, values))
  })
  test.each([
    ['one leg alone', '">=3.9", "-q"', '"pip install ${{ matrix.v }}"'],
    ['blanks at an end', '">=3.9 ", ">=4"', '"pip install ${{ matrix.v }}"']
  ])('is refused without a list that would not fit: %s', (_what, values, command) => {
    const [problem, ...others] = problemsIn(source(values, command))
    expect(others).toEqual([])
    expect(problem?.code).toBe('LAYOUT_SOURCE_AMBIGUOUS')
    expect(problem?.message).toContain('"s--')
    expect(problem?.hint).not.toContain('bash')
    expect(problem?.hint).toContain('step of their own')
  })
  test.each(['x && '.repeat(100) + 'y', 'a && b\u007f', 'a\n\u200db && c'])(
    'is offered whole, and so is a text without values: %j',
    (line) => {
      const step = (command: string): string => stepsText([`name: s, takes: source, command: ${command}`])
      const [, offered = ''] =
        /`command: (\[bash.*?\])` if/.exec(problemsIn(step(JSON.stringify(line)))[0]?.hint ?? '') ?? []
      expect(demanded(step(offered))).toEqual([commandWords('bash', line)])
    }
  )
  test('is refused where nothing is left of the command', () =>
    expect(problemsIn(source('" "', '"${{ matrix.v }}"')).map(({ code }) => code)).toEqual(['LAYOUT_SOURCE_VALUE']))
})
