// SPDX-License-Identifier: Apache-2.0
// What a layout in the place of a link is answered with builds, whatever else the step demands.
import { expect, test } from '@jest/globals'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { writeStatements } from '../../../src/intoto/intents/write-statements.ts'
import { buildIntents, stepsText } from '../../support/intents-source.ts'
import { check } from '../../support/intents-run.ts'
import { merged, offersIn } from '../../support/intents/offers.ts'

const DEFINITION = `definition: 'sha256:${'1'.repeat(64)}'`

test.each<[string, string, string[]]>([
  ['nothing', 'adds: x', []],
  ['a command', 'adds: x, command: make', ['command']],
  ['a directory', 'adds: x, command: make, working-directory: p', ['command', 'working-directory']],
  ['a setup', "adds: x, command: make, setup: '. env'", ['command', 'setup']],
  ['a definition', `adds: x, ${DEFINITION}`, ['definition']],
  [
    'all of it',
    `command: make, working-directory: p, setup: a, ${DEFINITION}`,
    ['command', 'working-directory', 'setup', 'definition']
  ]
])('a step that demands %s beside', (_, keys, replaced) => {
  const text = stepsText([`name: do, takes: nothing, ${keys}`])
  const intentsIn = (layout: string) => buildIntents(layout).intents?.intents as Intents
  const intents = intentsIn(text)
  const { failures } = check({
    words: writeStatements(intents),
    links: { do: { kind: 'sublayout in intents', ends: { x: '1' } } }
  })
  expect(failures.map(({ code }) => code)).toEqual(['SUBLAYOUT_UNEXPECTED'])
  const offers = offersIn(failures[0]?.hint ?? '')
  expect(offers).toEqual([{ lines: ['delegated: true'], replaced, step: undefined, promises: 'this run' }])
  for (const offer of offers) {
    const step = intentsIn(merged(text, offer, 'do')).steps.get('do')
    expect(step).toMatchObject({ delegated: true, command: undefined, definition: undefined })
  }
})
