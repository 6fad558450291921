// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { givenAway } from '../../../src/intoto/intents/given-away.ts'
import type { AcceptedEvidence } from '../../../src/intoto/intents/intents-evidence.ts'
import type { StepIntents } from '../../../src/intoto/intents/intents.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { StepRecord } from '../../../src/intoto/intents/step-record.ts'
import type { Link } from '../../../src/intoto/link/link.ts'

const link = {} as Link

function stepOf(...words: string[]): StepIntents {
  const step = readStatements(['build takes nothing', ...words, 'release nothing', 'steps only']).steps.get('build')
  if (step === undefined) throw new Error('it is there')
  return step
}

/** What a layout of these statements gives away where the step around it says those. */
function away(inner: readonly string[], outer: readonly string[] = []): string[] {
  const intents = readStatements([...inner, 'release nothing', 'steps only'])
  const evidence: AcceptedEvidence = { kind: 'sublayout', at: 'build.link', link, inIntents: true, intents, claims: [] }
  const step = stepOf(...outer)
  return givenAway(new StepRecord('build', step, [evidence]), step).map((text) =>
    text.replace('The layout build.link, which stands in the place of the link of step "build", ', '')
  )
}

const TWO = ['one takes nothing', 'two takes one']
const CHANGES = 'lets files differ in directories that its steps install, where the step itself does not have them as'

describe('a layout in the place of a link gives away', () => {
  test('nothing where it says no more than the step', () => {
    expect(away(TWO)).toEqual([])
    const words = (name: string): string[] => [
      `${name} recording any`,
      `${name} scratch tmp/`,
      `${name} installs "deps" may-change .cache/`
    ]
    expect(away([...TWO, ...words('one')], words('build'))).toEqual([])
  })
  test('what links leave out, of those steps alone that say so', () =>
    expect(away([...TWO, 'two recording any'])).toEqual([
      'takes links that do not say what they left out (`recording: any`), of "two".'
    ]))
  test('lines of scratch that the step does not have, each once', () => {
    const inner = [...TWO, 'one scratch kept/', 'one scratch tmp/', 'two scratch tmp/']
    expect(away(inner, ['build scratch kept/'])).toEqual([
      'lets its steps leave files behind that the step itself does not have as scratch: "tmp/".'
    ])
  })
  test('files that may differ in an installed directory, but for those that may in the step as well', () => {
    const inner = [...TWO, 'one installs "deps" may-change .cache/', 'one installs "deps" may-change logs/']
    expect(away(inner, ['build installs "deps" may-change .cache/'])).toEqual([
      `${CHANGES} \`may-change\`: "deps: logs/".`
    ])
    expect(away(inner)).toEqual([`${CHANGES} \`may-change\`: "deps: .cache/", "deps: logs/".`])
    expect(away(inner, ['build installs "*" may-change logs/'])).toEqual([
      `${CHANGES} \`may-change\`: "deps: .cache/".`
    ])
  })
  test('further layouts, of those steps alone that let one stand in the place of their link', () =>
    expect(away([...TWO, 'one delegated'])).toEqual(['lets further layouts stand in the place of links, of "one".']))
  test('nothing that the check reads where it is a link, or a layout in rules', () => {
    const step = stepOf()
    const rules: AcceptedEvidence = { kind: 'sublayout', at: 'r', link, inIntents: false, claims: [] }
    expect(givenAway(new StepRecord('build', step, [{ kind: 'link', at: 'l', link }, rules]), step)).toEqual([])
  })
})
