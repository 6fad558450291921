// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { knownFolders } from '../../../src/stages/intents/known-folders.ts'
import { recordingPlan, type RecordingPlan } from '../../../src/stages/intents/recording-plan.ts'

function planOf(step: string, ...statements: readonly string[]): RecordingPlan {
  const plan = recordingPlan(readStatements([...statements, 'release nothing', 'steps only']), step)
  if (plan === undefined) throw new Error(`no step ${step}`)
  return plan
}

const dependenciesOf = (step: string, ...statements: readonly string[]): string[] =>
  planOf(step, ...statements).dependencies.map(({ text }) => text)

describe('the plan of a step', () => {
  test('is none for a step that the intents do not speak of', () =>
    expect(recordingPlan(readStatements(['a takes source', 'release nothing', 'steps only']), 'b')).toBeUndefined())
  test('has its scratch, and what it installs with the lines that may change', () => {
    const { scratch, installs } = planOf(
      'a',
      'a takes source',
      'a scratch tmp/',
      'a installs "vendor" may-change .cache/',
      'a installs "**/node_modules"'
    )
    expect(scratch).toEqual(['tmp/'])
    expect(installs).toEqual([
      { text: 'vendor', leftOut: ['.cache/'] },
      { text: '**/node_modules', leftOut: [] }
    ])
  })
  test('records under scratch what it adds or may add, and not what it changes', () => {
    const { isAdded } = planOf('a', 'a takes source', 'a adds x/*', 'a may-add y/**', 'a changes z', 'a scratch x/')
    expect(['x/1', 'x/1/2', 'y/1/2', 'z', 'dir:x/1'].filter(isAdded)).toEqual(['x/1', 'y/1/2'])
  })
  test('hands over what somebody takes of what it adds, may add and changes', () => {
    const steps = ['a takes source', 'a adds x/**', 'a may-add y', 'a changes z', 'a removes w']
    const all = ['x/1', 'x/2/3', 'y', 'z', 'w', 'other']
    const stored = (...takes: readonly string[]): string[] => all.filter(planOf('a', ...steps, ...takes).isHandedOver)
    expect(stored()).toEqual([])
    expect(stored('b takes a')).toEqual(['x/1', 'x/2/3', 'y', 'z'])
    expect(stored('b takes a from "x"')).toEqual(['x/1', 'x/2/3'])
    expect(stored('b takes a only x/*', 'c takes a only y')).toEqual(['x/1', 'y'])
    expect(stored('b takes source')).toEqual([])
  })
  test('hands over nothing of a checkout', () =>
    expect(planOf('a', 'a takes nothing', 'a adds source', 'b takes a').isHandedOver('a.js')).toBe(false))
  test('knows whom it takes, directly and through others', () => {
    const takes = planOf('c', 'a takes source', 'b takes a only x', 'c takes b', 'd takes c').takes
    expect([takes?.source, [...(takes?.above ?? [])].sort(), takes?.isExact]).toEqual([false, ['a', 'b'], true])
  })
  test('knows whether it is the last', () => {
    const steps = ['a takes source', 'b takes a']
    expect([planOf('a', ...steps).isLast, planOf('b', ...steps).isLast]).toEqual([false, true])
  })
})

describe('installed directories that a step begins with', () => {
  const INSTALL = ['i takes source', 'i installs "vendor"', 'i installs "**/node_modules"']
  test.each<[string, readonly string[], readonly string[]]>([
    ['directly', ['t takes i'], ['vendor', '**/node_modules']],
    ['through others', ['b takes i', 't takes b'], ['vendor', '**/node_modules']],
    ['once, by two ways', ['b takes i', 't takes b', 't takes i'], ['vendor', '**/node_modules']],
    ['not by a part', ['t takes i only x'], []],
    ['not by from', ['t takes i from "x"'], []],
    ['not by into', ['t takes i into "x"'], []],
    ['not by a part of a step between', ['b takes i only x', 't takes b'], []],
    ['not what it installs itself', ['t takes i', 't installs "vendor"'], ['**/node_modules']],
    ['not what its own pattern installs', ['t takes i', 't installs "vend*"'], ['**/node_modules']],
    ['not what its scratch hides', ['t takes i', 't scratch vendor/'], ['**/node_modules']],
    ['not what its scratch hides wherever it lies', ['t takes i', 't scratch node_modules/'], ['vendor']],
    [
      'but for what scratch hides in one place alone',
      ['t takes i', 't scratch /node_modules/'],
      ['vendor', '**/node_modules']
    ],
    ['not what is hidden on the way', ['b takes i', 'b scratch vendor/', 't takes b'], ['**/node_modules']]
  ])('%s', (_what, more, found) => expect(dependenciesOf('t', ...INSTALL, ...more)).toEqual(found))
})

test('well-known folders are found by their names, the outermost alone', () =>
  expect(
    knownFolders(['node_modules/a/node_modules/b', 'src/target', 'x/.venv/y', 'targets/z', 'a.js', 'x/target/z'])
  ).toEqual(['node_modules', 'x/.venv', 'x/target']))
