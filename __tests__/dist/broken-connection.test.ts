// SPDX-License-Identifier: Apache-2.0
// A connection that breaks in the middle of an answer: the library never learns of it, and a process that has nothing
// else to wait for would end without a word.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { Job, type Ran } from '../support/job.ts'
import { CI, runIdsFrom, server, serveRepository } from '../support/served-repository.ts'

const newRun = runIdsFrom(8_000)
serveRepository()
afterEach(() => {
  server.fault = () => false
})

/** Breaks off the answer to one method of the service for workflow artifacts. */
function breakOff(method: string): void {
  server.fault = ({ path }, response) => {
    if (!path.endsWith(`/${method}`)) return false
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"artifacts":[')
    setImmediate(() => response.socket?.destroy())
    return true
  }
}

const annotations = ({ log }: Ran): string[] => log.split('\n').filter((line) => line.startsWith('::error'))

test.each([
  ['CreateArtifact', 3],
  ['FinalizeArtifact', 3],
  // Threads of the recorder are idle by then, and must not keep the process.
  ['CreateArtifact', 1600]
])('while %s is answered fails the end of a stage of %d files with its cause', async (method, count) => {
  const files = Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 'x']))
  const job = new Job({ GITHUB_RUN_ID: newRun() }, files)
  breakOff(method)
  const ran = await job.stage('build', () => undefined)
  expect([ran.status, annotations(ran)]).toEqual([1, [expect.stringContaining('ARTIFACT_UPLOAD_FAILED')]])
  expect(readdirSync(join(job.directory, 'temp'))).toEqual([])
})

test('while artifacts are listed fails a take-over with its cause', async () => {
  breakOff('ListArtifacts')
  const job = new Job({ GITHUB_RUN_ID: newRun() })
  const inputs = { 'step-name': 'pack', materials: '.', 'take-over': 'write', 'take-over-keys': CI.publicPem }
  const ran = await job.run('begin', inputs)
  expect([ran.status, annotations(ran)]).toEqual([1, [expect.stringContaining('ARTIFACT_LIST_FAILED')]])
  expect(readdirSync(join(job.directory, 'temp'))).toEqual([])
})
