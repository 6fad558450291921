// SPDX-License-Identifier: Apache-2.0
// A good run of the two steps of the layout, for a gate to look at.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { runState, type MemoryGitHub } from './memory-github.ts'
import { MemoryJob } from './memory-job.ts'
import { CI } from './two-steps.ts'

export interface PipelineChanges {
  /** What the command of pack does besides. */
  readonly pack?: (job: MemoryJob) => void
  readonly facts?: Readonly<Record<string, string>>
  /** Inputs of both ends. */
  readonly end?: Readonly<Record<string, string>>
  readonly event?: unknown
}

/** Runs both stages; returns the id of the run. */
export async function pipeline(github: MemoryGitHub, run: string, changes: PipelineChanges = {}): Promise<string> {
  const { facts = {}, end = {}, event } = changes
  const attempt = Number(facts['GITHUB_RUN_ATTEMPT'] ?? '1')
  github.runs.set(run, runState({ attempt }))
  const job = (name: string): MemoryJob =>
    new MemoryJob(github, { GITHUB_RUN_ID: run, GITHUB_JOB: name, ...facts }, {}, event)
  const write = job('write')
  const written = await write.stage('write', () => write.write('a.js', 'alpha'), { ...end, 'hand-over': '*' })
  expect(written.codes).toEqual([])
  const pack = job('pack')
  const packed = await pack.stage(
    'pack',
    () => {
      expect(readFileSync(join(pack.workspace, 'a.js'), 'utf8')).toBe('alpha')
      pack.write('app.tgz', 'package')
      changes.pack?.(pack)
    },
    end,
    { 'take-over': 'write', 'take-over-keys': CI.publicPem }
  )
  expect(packed.codes).toEqual([])
  return run
}
