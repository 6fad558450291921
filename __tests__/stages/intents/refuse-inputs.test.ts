// SPDX-License-Identifier: Apache-2.0
// The lines that are offered in the place of inputs are lines that a layout can be built from.
import { describe, expect, test } from '@jest/globals'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { recordingPlan } from '../../../src/stages/intents/recording-plan.ts'
import { refuseInputs, type GivenInputs } from '../../../src/stages/intents/refuse-inputs.ts'
import { errorOf } from '../../support/errors.ts'
import { statementsIn, stepsText } from '../../support/intents-source.ts'

const STATEMENTS = ['on takes source', 's takes on', 'release nothing', 'steps only']

function offered(given: GivenInputs): string {
  const takes = recordingPlan(readStatements(STATEMENTS), 's')?.takes
  const { hint = '' } = errorOf(() => refuseInputs({ step: 's', takes, from: 'x' }, given))
  return (/`([a-z-]+: [^`]*)`\. Sign/.exec(hint) ?? [])[1] ?? ''
}

/** What a layout with an offered line says of the step. */
function saidBy(line: string): string[] {
  const step = line.startsWith('takes:') ? line : `takes: on, ${line}`
  const text = stepsText([
    "name: 'on', takes: source, adds: '**'",
    `name: s, ${step.replace('takes: on', "takes: 'on'")}`
  ])
  return statementsIn(text).filter((one) => one.startsWith('s ') && one !== 's takes on')
}

describe('the line that is offered in the place of', () => {
  test.each<[string, GivenInputs, string[]]>([
    ['materials', { materials: ['src', './a.js'] }, ['s takes on only src/**', 's takes on only a.js']],
    [
      'materials with the whole tree among them',
      { materials: ['.', 'a.js'] },
      ['s takes on only **', 's takes on only a.js']
    ],
    ['products', { products: ['dist/'] }, ['s adds dist/**']],
    ['products of a hidden directory', { products: ['.github'] }, ['s adds .github/**']],
    [
      'products whose names YAML would read',
      { products: ["it's", 'on.txt', 'ab: b/x y.js'] },
      ["s adds it's/**", 's adds on.txt', 's adds ab: b/x y.js']
    ],
    ['products whose names hold what patterns mean', { products: ['x[1].js'] }, ['s adds x[[]1].js']],
    [
      'exclude',
      { exclude: ['*.log', "it's/", 'on', 'x'] },
      ['s scratch *.log', "s scratch it's/", 's scratch on', 's scratch x']
    ],
    ['installs', { installs: [{ text: 'on', leftOut: [] }] }, ['s installs "on"']],
    [
      'installs of which one may change',
      {
        installs: [
          { text: 'node_modules', leftOut: [] },
          { text: 'vendor', leftOut: ['.cache/'] }
        ]
      },
      ['s installs "node_modules"', 's installs "vendor" may-change .cache/']
    ],
    [
      'installs that may change',
      { installs: [{ text: "it's", leftOut: ['*.pyc', 'a b/'] }] },
      ['s installs "it\'s" may-change *.pyc', 's installs "it\'s" may-change a b/']
    ],
    [
      'installs by patterns and at home',
      { installs: ['**/node_modules', '~/.m2'].map((text) => ({ text, leftOut: [] })) },
      ['s installs "**/node_modules"', 's installs "~/.m2"']
    ]
  ])('%s is built', (_input, given, statements) => expect(saidBy(offered(given))).toEqual(statements))
  test('dependencies is a step whose line is built', () => {
    const given = {
      dependencies: [
        { text: 'vendor', leftOut: ['.cache/'] },
        { text: 'on', leftOut: [] }
      ]
    }
    const { hint = '' } = errorOf(() =>
      refuseInputs({ step: 's', takes: recordingPlan(readStatements(STATEMENTS), 's')?.takes, from: 'x' }, given)
    )
    const line = /`takes: STEP`, where STEP is the one with `(installs-into: [^`]*)`/.exec(hint)?.[1] ?? ''
    expect(saidBy(line)).toEqual(['s installs "vendor" may-change .cache/', 's installs "on"'])
  })
})
