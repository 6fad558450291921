// SPDX-License-Identifier: Apache-2.0
// A cause is told before what follows from it: a link that is missing before what hangs on it, what a link left out, said
// or did not say before what was found by it. And a link that is missing makes nothing else wrong: whatever is told beside
// it holds of the same run with that link.
import { describe, expect, test } from '@jest/globals'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { lossesOfLinks, twoWrongs } from '../support/intents/causes.ts'
import { holdAgainst, type Course, type Score } from '../support/intents/harness.ts'
import { AS_REFERENCE, CHECK, WHOLE } from '../support/intents/judges.ts'
import { evidenceMutations } from '../support/intents/mutate-evidence.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import type { PlainPipeline } from '../support/intents/plain-pipeline.ts'
import { disagreementText, sumOf } from '../support/intents/print-scores.ts'
import { randomPipeline } from '../support/intents/random-pipeline.ts'

const LONG = 3_600_000
const IN_FULL = caseCount(2) === 2

interface Trial extends Pick<Course, 'judge' | 'chance' | 'oneIn' | 'mutations'> {
  readonly pipelines: Iterable<PlainPipeline>
}

async function scoresOf({ pipelines, ...course }: Trial): Promise<readonly Score[]> {
  const scores: Score[] = []
  for (const pipeline of pipelines) scores.push(await holdAgainst({ ...course, pipeline, runs: 1 }))
  return scores
}

function* randomPipelines(chance: Chance, count: number): Generator<PlainPipeline> {
  for (let index = 0; index < count; index += 1) yield randomPipeline(chance, `random ${index}`)
}

/** What is wrong with some scores, and whether enough was tried. */
function outcome(what: string, scores: readonly Score[]): { wrong: string[]; passed: number; isEnough: boolean } {
  const { bad, passed, disagreements } = sumOf(what, scores)
  report(`causes first, ${what}`, scores.length, seed(), { bad, passed })
  return { wrong: disagreements.slice(0, 10).map(disagreementText), passed, isEnough: bad > 10 }
}

const GOOD = { wrong: [], passed: 0, isEnough: true }

describe.each([
  ['links that are missing', lossesOfLinks, [1, 2, 4]],
  ['two wrongs', twoWrongs, [1, 2, 4]],
  ['what links say', evidenceMutations, [1, 20, 40]]
] as const)('%s', (what, mutations, [byCheck, byWhole, byReference]) => {
  test.each([
    ['the check', CHECK, byCheck],
    [WHOLE.name, WHOLE, byWhole],
    [AS_REFERENCE.name, AS_REFERENCE, byReference]
  ])(
    'in named pipelines by %s',
    async (by, judge, oneIn) => {
      const chance = new Chance(seed())
      const every = oneIn * (IN_FULL ? 1 : 4)
      const scores = await scoresOf({ pipelines: NAMED_PIPELINES, judge, chance, mutations, oneIn: every })
      expect(outcome(`${what}, by ${by}`, scores)).toEqual(GOOD)
    },
    LONG
  )
  test(
    'in random pipelines by the check',
    async () => {
      const chance = new Chance(seed())
      const pipelines = randomPipelines(chance, caseCount(600))
      const scores = await scoresOf({ pipelines, judge: CHECK, chance, mutations, oneIn: 4 })
      expect(outcome(`${what}, in random pipelines`, scores)).toEqual(GOOD)
    },
    LONG
  )
})
