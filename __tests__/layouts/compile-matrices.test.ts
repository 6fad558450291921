// SPDX-License-Identifier: Apache-2.0
// Large matrices: that their rules are those of small ones, and how little is looked at for them.
import { describe, expect, test } from '@jest/globals'
import { readStatements } from '../../src/intoto/intents/read-statements.ts'
import type { Intents } from '../../src/intoto/intents/intents.ts'
import { readCells } from '../../src/layouts/compile/cells.ts'
import { compileIntents } from '../../src/layouts/compile/compile-intents.ts'
import { groupsOf } from '../../src/layouts/compile/groups.ts'
import { Histories } from '../../src/layouts/compile/histories.ts'
import { Holders } from '../../src/layouts/compile/holders.ts'
import { Pipeline } from '../../src/layouts/compile/pipeline.ts'
import { runOf, stepsOfRun, type RunPlan } from '../../src/layouts/self-test/run-files.ts'

function intentsOf(statements: readonly string[]): Intents {
  return readStatements([...statements, 'release nothing', 'steps only'])
}

function pipelineOf(intents: Intents): Pipeline {
  return new Pipeline({ intents, steps: [...intents.steps.keys()], inRules: new Set() })
}

const legsOf = (count: number): string[] => Array.from({ length: count }, (_, leg) => `leg-${leg}`)

/** Legs that each add a directory, all of which one step takes. */
const INTO_ONE = (count: number): string[] => [
  ...legsOf(count).flatMap((leg) => [`${leg} takes source`, `${leg} adds out/${leg}/**`]),
  ...legsOf(count).map((leg) => `pack takes ${leg} only out/${leg}/**`),
  'pack adds all.tar'
]

/** Legs that add the same names, which one step takes into directories. */
const MOVED = (count: number): string[] => [
  ...legsOf(count).flatMap((leg) => [`${leg} takes source`, `${leg} adds out/**`]),
  ...legsOf(count).map((leg) => `pack takes ${leg} from "out" into "art/${leg}"`),
  'pack adds all.tar'
]

/** Legs of which each leg of another matrix takes all. */
const ALL_OF_ALL = (count: number): string[] => [
  ...legsOf(count).flatMap((leg) => [`${leg} takes source`, `${leg} adds out/${leg}`]),
  ...legsOf(count).flatMap((taker) => [
    ...legsOf(count).map((leg) => `test-${taker} takes ${leg} only out/${leg}`),
    `test-${taker} adds report-${taker}.xml`
  ])
]

function rulesOf(intents: Intents, step: string): string[] {
  const compiled = compileIntents({ intents, steps: [...intents.steps.keys()], inRules: new Set() }).get(step)
  return [...(compiled?.materials ?? []), ...(compiled?.products ?? [])].map(({ words }) => words.join(' '))
}

describe('rules of large matrices', () => {
  test('a step that takes the legs asks each of them', () => {
    const rules = rulesOf(intentsOf(INTO_ONE(48)), 'pack')
    for (const leg of legsOf(48)) expect(rules).toContain(`MATCH out/${leg}/* WITH PRODUCTS FROM ${leg}`)
  })

  test('so does one that takes them into directories', () => {
    const rules = rulesOf(intentsOf(MOVED(48)), 'pack')
    for (const leg of legsOf(48)) expect(rules).toContain(`MATCH * IN art/${leg} WITH PRODUCTS IN out FROM ${leg}`)
  })

  test('and each leg that takes all legs of another matrix', () => {
    // All taker legs begin with the same files: each asks another one, and so does whoever made them.
    expect(rulesOf(intentsOf(ALL_OF_ALL(16)), 'test-leg-7')).not.toContain('DISALLOW .git/*')
    for (const leg of legsOf(16)) {
      const own = rulesOf(intentsOf(ALL_OF_ALL(16)), leg)
      expect(own.some((rule) => rule.startsWith(`MATCH out/${leg} WITH `) && / FROM test-/.test(rule))).toBe(true)
    }
  })
})

/** How often it is asked what one place holds, and how often two cells are compared. */
function workOf(statements: readonly string[]): {
  readonly holds: number
  readonly pairs: number
  readonly cells: number
} {
  let [holds, pairs] = [0, 0]
  class CountingHistories extends Histories {
    override has(...asked: Parameters<Histories['has']>): boolean {
      holds += 1
      return super.has(...asked)
    }
  }
  class CountingHolders extends Holders {
    override areSame(...asked: Parameters<Holders['areSame']>): boolean {
      pairs += 1
      return super.areSame(...asked)
    }
  }
  const pipeline = pipelineOf(intentsOf(statements))
  const histories = new CountingHistories(pipeline)
  const cells = readCells(pipeline, histories).flatMap((set) => set.cells ?? [])
  groupsOf(cells, new CountingHolders(histories))
  return { holds, pairs, cells: cells.length }
}

/** Three layers of legs, of which each takes all of the layer before into directories. */
const LAYERS = (count: number): string[] =>
  [0, 1, 2].flatMap((layer) =>
    legsOf(count).flatMap((leg) => [
      ...(layer === 0
        ? [`l0-${leg} takes source`]
        : legsOf(count).map((other) => `l${layer}-${leg} takes l${layer - 1}-${other} into "art/${other}"`)),
      `l${layer}-${leg} adds out/**`
    ])
  )

describe('ways of files that multiply', () => {
  const compiledOf = (count: number, mostRelations?: number) => {
    const intents = intentsOf(LAYERS(count))
    const request = { intents, steps: [...intents.steps.keys()], inRules: new Set<string>() }
    return [...compileIntents(mostRelations === undefined ? request : { ...request, mostRelations }).values()]
  }

  test('are followed where they are few', () => {
    const all = compiledOf(3)
    expect(all.map(({ isWhole, unknown }) => [isWhole, unknown])).toEqual(all.map(() => [true, undefined]))
    const words = all.at(-1)?.materials.map((rule) => rule.words.join(' '))
    expect(words).toContain('MATCH out/* IN art/leg-0/art/leg-0 WITH PRODUCTS IN art/leg-2/art/leg-0 FROM l2-leg-1')
  })

  test.each([
    ['with a bound', 3, 500],
    ['in large matrices', 16, undefined]
  ])('are not followed where they are too many, %s: nothing is said of any step', (_, count, most) => {
    const all = compiledOf(count, most)
    const never = [['DISALLOW', '.git/*']]
    for (const { materials, products, isWhole, unknown } of all)
      expect([materials.map(({ words }) => words), products.map(({ words }) => words), isWhole, unknown]).toEqual([
        never,
        never,
        false,
        'ways'
      ])
  })
})

test.each([
  ['legs into one step', INTO_ONE, 1],
  // Names that each leg makes for itself: each is looked for in all others.
  ['legs into directories of one step', MOVED, 2],
  ['all legs into all legs', ALL_OF_ALL, 1]
])('what is looked at for %s grows no faster than it must', (_, written, power) => {
  const [small, large] = [workOf(written(10)), workOf(written(40))]
  const growth = large.cells / small.cells
  expect(large.holds / small.holds).toBeLessThan(2 * growth ** power)
  expect(large.pairs).toBeLessThan(8 * large.cells)
})

test('of a wrong run only the steps that find something else are run again', () => {
  const intents = intentsOf(INTO_ONE(20))
  const pipeline = pipelineOf(intents)
  const adds = (name: string): Set<string> => new Set(name === 'pack' ? ['all.tar'] : [`out/${name}/a`])
  const work = new Map(
    [...intents.steps.keys()].map((name) => [name, { adds: adds(name), installs: new Set<string>() }])
  )
  const plan: RunPlan = { source: new Set(['readme']), work, changes: true, mayRemove: false }
  const honest = runOf(pipeline, intents, plan)
  const change = (files: Map<string, string>): void => void files.set('readme', 'wrong')
  const tampering = { step: 'leg-3', place: 'inside', change } as const
  const again = [...stepsOfRun(pipeline, intents, plan, { tampering, honest })].map(({ name }) => name)
  expect(again).toEqual(['leg-3', 'pack'])
  const { files } = runOf(pipeline, intents, plan, { tampering, honest })
  expect(files.get('leg-3')?.products.get('readme')).toBe('wrong')
  expect(files.get('leg-4')).toBe(honest.files.get('leg-4'))
})
