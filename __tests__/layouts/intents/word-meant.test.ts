// SPDX-License-Identifier: Apache-2.0
// A misspelt word of the language is no file: it would be signed, and the first run would fail.
import { describe, expect, test } from '@jest/globals'
import { patternOfFile, yamlText } from '../../../src/intoto/intents/yaml-text.ts'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const SEEN = 'name: checkout, takes: nothing, adds: source'
const told = (steps: readonly string[], rest?: string): string[] =>
  problemsIn(stepsText(steps, rest)).map(({ message, hint }) => `${message} ${hint}`)

describe('a word that is misspelt is told with both readings', () => {
  test.each(['soruce', 'Source', 'sources', 'SOURCE', 'sorce', 'souurce', 'soruces', 'suorec'])('adds: %s', (word) => {
    const [first = '', ...others] = told([`name: checkout, takes: nothing, adds: ${word}`])
    expect(others).toEqual([])
    expect(first).toContain('Did you mean `source`?')
    expect(first).toContain('`adds: source`')
    expect(first).toContain(`\`adds: '[${word.slice(0, 1)}]${word.slice(1)}'\``)
  })
  test.each([
    ['adds: [a, nohting]', '`nothing`', 'leave `adds` out'],
    ['may-add: Nothing', '`nothing`', 'leave `may-add` out'],
    ['scratch: nothin', '`nothing`', "`scratch: '[n]othin'`"],
    ['adds: a, changes: soruce', '`source`', "`changes: '[s]oruce'`"],
    ['adds: a, removes: Sources', '`source`', "`removes: '[S]ources'`"]
  ])('%s', (line, word, hint) => {
    const [first = '', ...others] = told([SEEN, `name: b, takes: checkout, ${line}`])
    expect(others).toEqual([])
    expect(first).toContain(`Did you mean ${word}?`)
    expect(first).toContain(hint)
  })
  test('also behind a step that is taken or released, and where a leg writes it', () => {
    expect(told([SEEN, 'name: b, takes: { checkout: soruce }, adds: a'])).toEqual([
      expect.stringContaining("`'[s]oruce'`")
    ])
    expect(told([SEEN, 'name: b, takes: checkout, adds: a'], 'release: { b: Nothing }\n').join()).toContain('`nothing`')
    expect(
      told([SEEN, "name: b, matrix: { v: [soruce, x] }, takes: checkout, adds: '${{ matrix.v }}'"]).join()
    ).toContain('Did you mean `source`?')
  })
  test.each(['takes: soruce', 'takes: [checkout, Source]'])('%s', (line) =>
    expect(told([SEEN, `name: b, ${line}, adds: a`])).toEqual([expect.stringContaining('Did you mean "source"?')])
  )
  test('release: Nothing', () =>
    expect(told([SEEN, 'name: b, takes: checkout, adds: a'], 'release: Nothing\n')).toEqual([
      expect.stringContaining('Did you mean "nothing"?')
    ]))
})

describe('a file is a file', () => {
  test.each([
    'soruce.txt',
    './soruce'.slice(2) + '/x',
    "'[s]oruce'",
    'resource',
    'course',
    'server',
    'app',
    "'s?urce'",
    'everything'
  ])('adds: %s', (text) => expect(told([`name: b, takes: nothing, adds: ${text}`])).toEqual([]))
  test('and a branch is a branch', () =>
    expect(told(['name: b, takes: nothing, adds: a'], 'branches: sources\nrelease: nothing\n')).toEqual([]))
  test.each(['soruce', 'Nothing', '-source', 'sources'])('%j is offered so that it can be pasted', (file) => {
    const text = stepsText([`name: b, takes: nothing, adds: ${yamlText(patternOfFile(file))}`])
    const [pattern] = buildIntents(text).intents?.intents.steps.get('b')?.adds ?? []
    expect(pattern?.matches(file)).toBe(true)
  })
})
