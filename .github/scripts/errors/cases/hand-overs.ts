// SPDX-License-Identifier: Apache-2.0
// Products that are handed over, or taken over, and are not what they should be by then.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { MemoryGitHub } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { CI } from '../../../../__tests__/support/two-steps.ts'
import { LIMITS } from '../../../../src/base/limits.ts'
import type { ActionCase } from '../error-case.ts'
import { signed } from './stages.ts'

const PRODUCT = 'dist/app.js'

const built = (job: MemoryJob): ReturnType<MemoryJob['stage']> =>
  job.stage('build', () => job.write(PRODUCT, 'app'), { 'hand-over': 'dist/**' })

export const HAND_OVER_CASES: readonly ActionCase[] = [
  {
    code: 'HAND_OVER_CHANGED',
    action: 'actions/end',
    act: () => {
      const job = new MemoryJob(new MemoryGitHub())
      // A process that still runs, say, removes what was recorded before it is stored.
      const artifacts = async (temporary: string): Promise<ReturnType<MemoryGitHub['artifactsOf']>> => {
        rmSync(join(job.workspace, PRODUCT))
        return job.github.artifactsOf(job.run, temporary)
      }
      job.world = { artifacts }
      return built(job)
    }
  },
  {
    code: 'TAKE_OVER_UNSAFE',
    action: 'actions/begin',
    act: async () => {
      const { github } = await made()
      const inputs = { 'step-name': 'test', materials: '.', 'take-over': 'build', 'take-over-keys': CI.publicPem }
      return new MemoryJob(github, { GITHUB_JOB: 'test' }, { [`${PRODUCT}/map`]: '' }).begin(inputs)
    }
  },
  {
    code: 'SIGN_TIME_LIMIT',
    action: 'actions/sign',
    act: () => {
      let time = 0
      const now = (): number => (time += LIMITS.handOverReadMs + 1)
      return signed(() => {}, { 'hand-over': 'app.tgz' }, {}, { now })
    }
  }
]

async function made(): Promise<MemoryJob> {
  const job = new MemoryJob(new MemoryGitHub())
  await built(job)
  return job
}
