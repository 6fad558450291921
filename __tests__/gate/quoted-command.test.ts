// SPDX-License-Identifier: Apache-2.0
// A line with other quotes runs something else, and does not pass for the demanded command.
import { expect, test } from '@jest/globals'
import { jobWith, verdict } from '../support/intents-layout.ts'
import { given } from '../support/memory-job.ts'
import { CI } from '../support/two-steps.ts'

const gate = async (demanded: readonly string[], run: string): Promise<readonly string[]> => {
  const job = jobWith(['test takes source', `test command ${JSON.stringify(demanded)}`])
  job.checkOut(job.commit)
  const begun = await job.begin({ 'step-name': 'test', run })
  await job.end({ ...given(begun), outcomes: 'success', 'signing-key': CI.privatePem })
  const { codes } = await verdict(job, { needs: '{"test":{"result":"success"}}' })
  return codes.filter((code) => code === 'COMMAND_DIFFERS')
}

const LINE = 'npm ci && npm test'
test('a demanded program passes as it is', async () => expect(await gate(['bash', '-c', LINE], LINE)).toEqual([]))
test.each([
  [['bash', '-c', LINE], "npm ci '&&' npm test"],
  [['npm', 'ci', '&&', 'npm', 'test'], "npm ci '&&' npm test"],
  [['npm', 'ci', ';', 'npm', 'test'], 'npm ci \\; npm test'],
  [['true', '#', 'npm', 'test'], 'true # npm test']
])('of %j, %s is another command', async (demanded, run) =>
  expect(await gate(demanded, run)).toEqual(['COMMAND_DIFFERS'])
)
