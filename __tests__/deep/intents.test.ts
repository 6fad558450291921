// SPDX-License-Identifier: Apache-2.0
// The built-in check, compiled rules and both in verification against the oracle, over named and random pipelines: honest runs, and single
// mutations of them before, inside and after each step. It prints good, bad and passed.
import { describe, expect, test } from '@jest/globals'
import { INTENT_FAILURE_CODES } from '../../src/intoto/intents/intent-failure.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { holdAgainst, type Score } from '../support/intents/harness.ts'
import { AS_REFERENCE, CHECK, RULES, WHOLE } from '../support/intents/judges.ts'
import type { Judge } from '../support/intents/judge.ts'
import { AMONG_RULES } from '../support/intents/named/matrices.ts'
import { namedScores } from '../support/intents/named-scores.ts'
import { codeLines, disagreementText, scoreLine, sumOf } from '../support/intents/print-scores.ts'
import { oddPipeline, randomPipeline } from '../support/intents/random-pipeline.ts'

const LONG = 3_600_000
/** Whether this is the deep run, which tries every mutation. */
const IN_FULL = caseCount(2) === 2

async function named(judge: Judge): Promise<readonly Score[]> {
  return namedScores({ judge, seed: seed(), runs: caseCount(8), oneIn: IN_FULL ? 1 : 5 })
}

async function random(judge: Judge): Promise<readonly Score[]> {
  const chance = new Chance(seed())
  const scores: Score[] = []
  for (let index = caseCount(2000); index > 0; index -= 1) {
    const pipeline = randomPipeline(chance, `random ${index}`)
    scores.push(await holdAgainst({ pipeline, judge, chance, runs: 2, oneIn: 12 }))
  }
  return scores
}

/** Rules alone: what the check makes of a pattern depends on no other. */
async function odd(judge: Judge): Promise<readonly Score[]> {
  const chance = new Chance(seed())
  const scores: Score[] = []
  for (let index = caseCount(1000); index > 0; index -= 1) {
    const pipeline = oddPipeline(chance, `odd ${index}`)
    scores.push(await holdAgainst({ pipeline, judge, chance, runs: 2, oneIn: 12 }))
  }
  return scores
}

function told(what: string, scores: readonly Score[]): Score {
  const { good, bad, passed, refused, artifacts, ...rest } = sumOf(what, scores)
  report(`intents, ${what}`, scores.length, seed(), {
    good,
    refused,
    bad,
    passed,
    'of files': artifacts.bad,
    'passed of files': artifacts.passed
  })
  return { good, bad, passed, refused, artifacts, ...rest }
}

/** One in ten is the most, where there are enough to tell, and where all steps are in intents. */
const passesTooMuch = ({ pipeline, artifacts: { bad, passed } }: Score): boolean =>
  pipeline !== AMONG_RULES && bad >= 50 && passed > bad / 10

const POPULATIONS = [
  ['named pipelines', named],
  ['random pipelines', random]
] as const

describe.each([WHOLE, AS_REFERENCE])('$name', (judge) => {
  test(
    'refuses what is bad and nothing else, the cause first',
    async () => {
      const runs = caseCount(1)
      const scores = await namedScores({ judge, seed: seed(), runs, oneIn: IN_FULL ? 2 : 40 })
      const score = told(`named pipelines by ${judge.name}`, scores)
      expect(score.disagreements.slice(0, 10).map(disagreementText)).toEqual([])
      expect([score.passed, score.refused, score.good > 0, score.bad > 20]).toEqual([0, 0, true, true])
    },
    LONG
  )
})

describe.each(POPULATIONS)('%s', (population, scoresOf) => {
  test(
    'the check refuses what is bad and nothing else, the cause first',
    async () => {
      const scores = await scoresOf(CHECK)
      const score = told(`${population} by the check`, scores)
      if (population === 'named pipelines')
        process.stdout.write(`${[...scores.map(scoreLine), ...codeLines(score)].join('\n')}\n`)
      expect(score.disagreements.slice(0, 10).map(disagreementText)).toEqual([])
      expect([score.passed, score.refused, score.good > 0, score.bad > 100]).toEqual([0, 0, true, true])
      const untried = Object.keys(INTENT_FAILURE_CODES).filter((code) => !score.byCode.has(code))
      if (IN_FULL && population === 'named pipelines') expect(untried).toEqual([])
    },
    LONG
  )

  test(
    'compiled rules refuse nothing good, and of what is bad nearly all',
    async () => {
      const scores = await scoresOf(RULES)
      const score = told(`${population} by rules alone`, scores)
      const refused = score.disagreements.filter(({ sort }) => sort === 'good refused')
      expect(refused.slice(0, 10).map(disagreementText)).toEqual([])
      expect(score.refused).toBe(0)
      const { bad, passed } = score.artifacts
      expect(passed).toBeLessThanOrEqual(bad / 40)
      if (population === 'named pipelines') expect(scores.filter(passesTooMuch).map(scoreLine)).toEqual([])
    },
    LONG
  )
})

test(
  'compiled rules refuse nothing good where patterns are odd',
  async () => {
    const score = told('odd pipelines by rules alone', await odd(RULES))
    const refused = score.disagreements.filter(({ sort }) => sort === 'good refused')
    expect(refused.slice(0, 10).map(disagreementText)).toEqual([])
    expect([score.refused, score.good > 0, score.bad > 100]).toEqual([0, true, true])
  },
  LONG
)
