// SPDX-License-Identifier: Apache-2.0
// A link that is missing is told before what hangs on it, and makes nothing else wrong: whatever is told beside it holds of
// the same run with that link.
import { expect, test } from '@jest/globals'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { holdAgainst, type Score } from '../support/intents/harness.ts'
import { AS_REFERENCE, CHECK, WHOLE } from '../support/intents/judges.ts'
import type { Judge } from '../support/intents/judge.ts'
import { lossesOfLinks } from '../support/intents/lose-links.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import type { PlainPipeline } from '../support/intents/plain-pipeline.ts'
import { disagreementText, sumOf } from '../support/intents/print-scores.ts'
import { randomPipeline } from '../support/intents/random-pipeline.ts'

const LONG = 3_600_000

interface Trial {
  readonly pipelines: Iterable<PlainPipeline>
  readonly judge: Judge
  readonly chance: Chance
  readonly oneIn: number
}

async function scoresOf({ pipelines, judge, chance, oneIn }: Trial): Promise<readonly Score[]> {
  const scores: Score[] = []
  for (const pipeline of pipelines)
    scores.push(await holdAgainst({ pipeline, judge, chance, runs: 1, oneIn, mutations: lossesOfLinks }))
  return scores
}

function* randomPipelines(chance: Chance, count: number): Generator<PlainPipeline> {
  for (let index = 0; index < count; index += 1) yield randomPipeline(chance, `random ${index}`)
}

/** What is wrong with some scores, and whether enough was tried. */
function outcome(what: string, scores: readonly Score[]): { wrong: string[]; passed: number; isEnough: boolean } {
  const { bad, passed, disagreements } = sumOf(what, scores)
  report(`lost links, ${what}`, scores.length, seed(), { bad, passed })
  return { wrong: disagreements.slice(0, 10).map(disagreementText), passed, isEnough: bad > 10 }
}

const GOOD = { wrong: [], passed: 0, isEnough: true }

test.each([
  ['the check', CHECK, 1],
  [WHOLE.name, WHOLE, 8],
  [AS_REFERENCE.name, AS_REFERENCE, 16]
])(
  'named pipelines by %s',
  async (what, judge, oneIn) => {
    const chance = new Chance(seed())
    const sampled = caseCount(2) === 2 ? 1 : 4
    const scores = await scoresOf({ pipelines: NAMED_PIPELINES, judge, chance, oneIn: oneIn * sampled })
    expect(outcome(what, scores)).toEqual(GOOD)
  },
  LONG
)

test(
  'random pipelines by the check',
  async () => {
    const chance = new Chance(seed())
    const pipelines = randomPipelines(chance, caseCount(1000))
    expect(outcome('random pipelines', await scoresOf({ pipelines, judge: CHECK, chance, oneIn: 4 }))).toEqual(GOOD)
  },
  LONG
)
