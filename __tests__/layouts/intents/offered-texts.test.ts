// SPDX-License-Identifier: Apache-2.0
// What is offered in the place of an odd name or of nothing can be written.
import { describe, expect, test } from '@jest/globals'
import { patternOfFile, yamlText } from '../../../src/intoto/intents/yaml-text.ts'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const B = 'name: b, takes: source, adds: [x, dist/**]'
const hints = (text: string): string[] => problemsIn(text).map(({ hint }) => hint)

describe('the pattern of a file', () => {
  test.each(['a\u200db', 'a\u{e0041}b', 'a\u00ad', '\ufe0fx', 'a\u3164\u115f/b', 'a\u0085b', 'a\rb', 'ü😀', 'a\u2028'])(
    '%j is a pattern in a layout',
    (file) => {
      const text = stepsText([`name: b, takes: source, adds: ${yamlText(patternOfFile(file))}`])
      const [pattern] = buildIntents(text).intents?.intents.steps.get('b')?.adds ?? []
      expect(pattern?.matches(file)).toBe(true)
    }
  )
})

describe('what has to be written', () => {
  test.each([
    ['release: { b: [] }', 'Write `b` for all of its files'],
    ['release: { b: dist/**, x: [] }', 'Write `x` for all of its files'],
    ["release: ''", 'Write `release: nothing`'],
    ['release:', 'Write `release: nothing`'],
    ["release: ['']", 'Write `release: nothing`'],
    ["source: { commit: '' }\nrelease: nothing", 'Write run, head or named']
  ])('%s', (rest, wanted) => {
    const [hint] = hints(stepsText([B, 'name: x, takes: b, adds: y'], `${rest}\n`))
    expect(hint).toContain(wanted)
    expect(hint).not.toMatch(/leave out "(release|commit)"/i)
  })
  test.each([
    ['takes: { b: [] }', 'Write `b` for all of its files'],
    ["takes: ''", '`takes: nothing`'],
    ['takes:', '`takes: nothing`'],
    ["takes: [b, '']", '`takes: nothing`']
  ])('%s', (rest, wanted) => {
    const [hint] = hints(stepsText([B, `name: s, ${rest}`]))
    expect(hint).toContain(wanted)
    expect(hint).not.toMatch(/leave out "takes"/i)
  })
  test.each([
    ["command: ''", 'leave out "command"'],
    ["command: ' '", 'leave out "command"'],
    ['command:', 'leave out "command"'],
    ["command: ['']", 'between the quotes'],
    ["command: z, setup: ''", 'leave out "setup"'],
    ["matrix: { v: [a] }, name: ''", 'between the quotes']
  ])('%s', (rest, wanted) => {
    const found = hints(stepsText([`${rest.includes('name') ? '' : 'name: s, '}takes: nothing, ${rest}`]))
    expect(found.join()).toMatch(new RegExp(wanted, 'i'))
    expect(found.join()).not.toContain('into quotes')
  })
})
