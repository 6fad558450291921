// SPDX-License-Identifier: Apache-2.0
// What `layout.yml` says of a pipeline is what its plain data say, every leg of a matrix and every pattern.
import { expect, test } from '@jest/globals'
import { InTotoError } from '../../src/base/errors.ts'
import { writeStatements } from '../../src/intoto/intents/write-statements.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { builtLayout } from '../support/intents/built-layout.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import { intentsOfPlain } from '../support/intents/plain-intents.ts'
import type { PlainPipeline } from '../support/intents/plain-pipeline.ts'
import { randomPipeline } from '../support/intents/random-pipeline.ts'

const plainly = (pipeline: PlainPipeline): string[] => writeStatements(intentsOfPlain(pipeline)).toSorted()

/** The statements of what the text builds; why it builds nothing. */
function asWritten(pipeline: PlainPipeline): readonly string[] {
  try {
    const { intents } = builtLayout(pipeline)
    return intents === undefined ? ['no intents'] : writeStatements(intents.intents).toSorted()
  } catch (error) {
    if (error instanceof InTotoError) return [`${error.code}: ${error.message}`]
    throw error
  }
}

test.each(NAMED_PIPELINES.map((pipeline) => [pipeline.name, pipeline] as const))('%s', (_, pipeline) => {
  expect(asWritten(pipeline)).toEqual(plainly(pipeline))
})

test('random pipelines', () => {
  const count = caseCount(600)
  const chance = new Chance(seed())
  for (let index = 0; index < count; index += 1) {
    const pipeline = randomPipeline(chance, `random ${index}`)
    expect([pipeline.text, asWritten(pipeline)]).toEqual([pipeline.text, plainly(pipeline)])
  }
  report('texts of intents', count, seed(), {})
}, 1_800_000)
