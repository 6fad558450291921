// SPDX-License-Identifier: Apache-2.0
// Random layouts of names and patterns that somebody might read in another way, in all words of the language: rules and
// whole verification let each honest run pass, the check refuses whatever no pattern allows, and `layout sign` signs.
import { describe, expect, test } from '@jest/globals'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { builtLayout } from '../support/intents/built-layout.ts'
import { drivePipeline, hostilePipeline } from '../support/intents/hostile-pipeline.ts'
import { honestRuns } from '../support/intents/harness.ts'
import type { Answer, Judge } from '../support/intents/judge.ts'
import { AS_REFERENCE, CHECK, RULES, RULES_AS_REFERENCE, WHOLE } from '../support/intents/judges.ts'
import { fileMutations } from '../support/intents/mutate-files.ts'
import { judgeRun } from '../support/intents/oracle.ts'
import type { PlainPipeline } from '../support/intents/plain-pipeline.ts'
import { KNOWS_ALL, type PlainRun } from '../support/intents/plain-run.ts'
import { testedLayout } from '../../src/layouts/self-test/tested-layout.ts'

const LONG = 3_600_000

/** Pipelines with an honest run each, the same for every judge. */
function* cases(count: number): Generator<readonly [PlainPipeline, ReturnType<typeof firstRun>]> {
  const chance = new Chance(seed())
  for (let index = 0; index < count; index += 1) {
    const pipeline = (index % 3 === 0 ? drivePipeline : hostilePipeline)(chance, `hostile ${index}`)
    yield [pipeline, firstRun(pipeline, chance)]
  }
}

function firstRun(pipeline: PlainPipeline, chance: Chance) {
  for (;;) for (const honest of honestRuns(pipeline, chance, 1)) return honest
}

function refusalOf(pipeline: PlainPipeline, { told }: Answer): readonly unknown[] {
  return told.length === 0 ? [] : [{ layout: pipeline.text, told: told.slice(0, 3) }]
}

async function refused(judges: readonly Judge[], count: number) {
  const refusals: unknown[] = []
  let runs = 0
  for (const [pipeline, { run }] of cases(count)) {
    for (const judge of judges) {
      const answer = await judge.of(pipeline)(run, KNOWS_ALL)
      if (answer === undefined) continue
      runs += 1
      refusals.push(...refusalOf(pipeline, answer))
    }
  }
  return { refusals, runs }
}

describe('of hostile names and patterns', () => {
  test(
    'compiled rules refuse no honest run, read strictly or as the reference does',
    async () => {
      const { refusals, runs } = await refused([RULES, RULES_AS_REFERENCE], caseCount(20_000))
      report('hostile names by rules', runs, seed(), { refused: refusals.length })
      expect(refusals.slice(0, 5)).toEqual([])
      expect(runs).toBe(2 * caseCount(20_000))
    },
    LONG
  )

  test(
    'whole verification refuses none',
    async () => {
      const strict = await refused([WHOLE], caseCount(1000))
      const reference = await refused([AS_REFERENCE], caseCount(500))
      const runs = strict.runs + reference.runs
      report('hostile names by verification', runs, seed(), { refused: strict.refusals.length })
      expect([...strict.refusals, ...reference.refusals].slice(0, 5)).toEqual([])
      expect(runs).toBeGreaterThan(caseCount(1000))
    },
    LONG
  )

  test(
    'the check refuses what nothing allows, and nothing else',
    async () => {
      const wrong: unknown[] = []
      let [good, bad] = [0, 0]
      for (const [pipeline, honest] of cases(caseCount(2000))) {
        const decide = CHECK.of(pipeline)
        const runs = [...fileMutations(honest)]
          .filter(() => honest.chance.once(4))
          .map(({ what, run }) => [what, run()])
        for (const [what, run] of [['honest', honest.run], ...runs] as [string, PlainRun][]) {
          const isGood = judgeRun(pipeline, run, KNOWS_ALL).wrongs.length === 0
          const answer = await decide(run, KNOWS_ALL)
          if (isGood) good += 1
          else bad += 1
          if (isGood !== (answer?.told.length === 0)) wrong.push({ layout: pipeline.text, what, isGood })
        }
      }
      report('hostile names by the check', good + bad, seed(), { good, bad, wrong: wrong.length })
      expect(wrong.slice(0, 5)).toEqual([])
      expect(bad).toBeGreaterThan(caseCount(2000))
    },
    LONG
  )

  test(
    'each layout is built and proven',
    () => {
      const unproven: unknown[] = []
      let proven = 0
      for (const [pipeline] of cases(caseCount(1000))) {
        try {
          const { layout, intents } = builtLayout(pipeline)
          if (intents !== undefined && testedLayout(layout, intents.intents).refused === undefined) proven += 1
        } catch (error) {
          unproven.push({ layout: pipeline.text, error })
        }
      }
      report('hostile names by layout sign', caseCount(1000), seed(), { proven, unproven: unproven.length })
      expect(unproven.slice(0, 5)).toEqual([])
      expect(proven).toBeGreaterThan(0.9 * caseCount(1000))
    },
    LONG
  )
})
