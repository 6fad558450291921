// SPDX-License-Identifier: Apache-2.0
// A good run of the two steps of the layout, for a gate to look at.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { Job } from './job.ts'
import { CI, head, OWNER, server } from './served-repository.ts'

/** Inputs of a gate over the two steps, whose stages check nothing out. */
export const GATE = { 'layout-keys': OWNER.publicPem, needs: '{"write":{"result":"success"}}', source: 'none' }

/** Runs the two stages of a good run; returns the job of the second. */
export async function pipeline(
  run: string,
  changes: { readonly pack?: () => void; readonly attempt?: string; readonly end?: Record<string, string> } = {}
): Promise<Job> {
  const facts = { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: changes.attempt ?? '1' }
  server.runs.set(run, { id: run, attempt: Number(facts.GITHUB_RUN_ATTEMPT), head, event: 'push' })
  const write = new Job({ ...facts, GITHUB_JOB: 'write' })
  const written = await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
  expect([written.status, written.log]).toEqual([0, expect.any(String)])
  const pack = new Job({ ...facts, GITHUB_JOB: 'pack' })
  const packed = await pack.stage(
    'pack',
    () => {
      expect(readFileSync(join(pack.workspace, 'a.js'), 'utf8')).toBe('alpha')
      pack.write('app.tgz', 'package')
      changes.pack?.()
    },
    changes.end ?? {},
    { 'take-over': 'write', 'take-over-keys': CI.publicPem }
  )
  expect([packed.status, packed.log]).toEqual([0, expect.any(String)])
  return pack
}
