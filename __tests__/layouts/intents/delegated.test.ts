// SPDX-License-Identifier: Apache-2.0
// What a layout in the place of a link cannot show is not demanded of a step that may be delegated.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const text = (rest: string): string => stepsText([`name: s, takes: source, ${rest}`])

describe('a delegated step', () => {
  test.each([
    ['a command', 'delegated: true, command: make', 'command'],
    ['a command above it', 'command: [make, all], delegated: true', 'command'],
    ['a directory', 'delegated: true, working-directory: a, command: make', 'working-directory'],
    ['a setup', "delegated: true, setup: '. venv', command: make", 'setup'],
    ['a definition', `definition: '${DIGEST}', delegated: true`, 'definition'],
    ['a command of each leg', 'delegated: true, matrix: { v: [a, b] }, command: "make ${{ matrix.v }}"', 'command']
  ])('demands %s, which nobody could see', (_what, rest, key) => {
    const problems = problemsIn(text(rest))
    const at = text(rest).split('\n')[1]?.indexOf(`${key}:`)
    expect(problems.map(({ code, line, column }) => [code, line, column - 1])).toEqual([
      ['LAYOUT_SOURCE_IMPOSSIBLE', 2, at]
    ])
    expect(problems[0]?.hint).toMatch(/inner layout.*or leave out "delegated"/)
  })
  test('may demand the rest, as another step may demand these', () => {
    expect(() => buildIntents(text('adds: x, scratch: tmp/, installs-into: deps, delegated: true'))).not.toThrow()
    expect(() => buildIntents(text(`command: make, setup: x, definition: '${DIGEST}'`))).not.toThrow()
  })
  test('is not told twice what is wrong with either', () =>
    expect(problemsIn(text('delegated: yes, command: make')).map(({ code }) => code)).toEqual(['LAYOUT_SOURCE_VALUE']))
})
