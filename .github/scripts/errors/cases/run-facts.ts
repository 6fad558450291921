// SPDX-License-Identifier: Apache-2.0
// Runs of which the gate finds other facts than it needs: attempts, and the event.
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { zip } from '../../e2e/zip.ts'
import type { ActionCase } from '../error-case.ts'
import { again, goodRun } from './gate.ts'

export const RUN_CASES: readonly ActionCase[] = [
  again('LINK_SUPERSEDED', (github) => void github.add('10', 'in-toto-unsigned.write.write.0.2', zip([]))),
  {
    code: 'TAKE_OVER_OLD',
    action: '.',
    act: async () => {
      const github = await goodRun()
      const write = new MemoryJob(github, { GITHUB_JOB: 'write', GITHUB_RUN_ATTEMPT: '2' })
      await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
      return new MemoryJob(github, { GITHUB_JOB: 'verify', GITHUB_RUN_ATTEMPT: '2' }).verify()
    }
  },
  {
    code: 'LAYOUT_REF_INVALID',
    action: '.',
    act: async () => {
      const facts = { GITHUB_JOB: 'verify', GITHUB_EVENT_NAME: 'merge_group' }
      return new MemoryJob(await goodRun(), facts, {}, { merge_group: {} }).verify()
    }
  }
]
