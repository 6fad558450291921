// SPDX-License-Identifier: Apache-2.0
// Whatever a failure of the built-in check offers to paste builds, and the same run then passes what it was offered for:
// over all named pipelines, with single mutations and with many files at once.
import { expect, test } from '@jest/globals'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import { newOfferScore, OfferTrial } from '../support/intents/offers.ts'

const LONG = 3_600_000
const IN_FULL = caseCount(2) === 2

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0)

test(
  'what is offered to paste builds, and the same run passes what it was offered for',
  () => {
    const score = newOfferScore()
    const oneIn = IN_FULL ? 1 : 25
    for (const pipeline of NAMED_PIPELINES)
      new OfferTrial({ pipeline, chance: new Chance(seed()), runs: 1, oneIn, proveOneIn: 20 }, score).run()
    const { held, parts, later, wrong, wrongs } = score
    report('offers of the check', NAMED_PIPELINES.length, seed(), {
      held: sum(held),
      'of a part': sum(parts),
      'for a new run': sum(later),
      wrong: wrongs
    })
    expect(wrong.slice(0, 12)).toEqual([])
    expect(sum(held)).toBeGreaterThan(50)
  },
  LONG
)
