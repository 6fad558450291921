// SPDX-License-Identifier: Apache-2.0
// Whole runs with a stage of which the layout does not know: behind the gate, so that it has not run, or has failed, when
// the gate runs again; or beside it.
import { describe, expect, test } from '@jest/globals'
import { zip } from '../../.github/scripts/e2e/zip.ts'
import { MemoryGitHub } from '../support/memory-github.ts'
import { MemoryJob, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { CI } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>

const COMPLETE = '{"write":{"result":"success"},"pack":{"result":"success"}}'
const TAKING = { 'take-over': 'write', 'take-over-keys': CI.publicPem }
const ENDED = { status: 'completed', completed: 'then' }
const GOES_ON = { status: 'in_progress', conclusion: null, completed: undefined }

const jobOf = (github: MemoryGitHub, name: string, attempt = '1'): MemoryJob =>
  new MemoryJob(github, { GITHUB_RUN_ID: '10', GITHUB_JOB: name, GITHUB_RUN_ATTEMPT: attempt })
const again = (github: MemoryGitHub): Promise<string> => pipeline(github, '10', { facts: { GITHUB_RUN_ATTEMPT: '2' } })
const gate = (job: MemoryJob, needs: string, inputs: Texts = {}): Promise<Ran> =>
  job.verify({ needs, 'other-steps': 'publish', ...inputs })

/** The stage behind the gate, by a job of its own. */
async function publish(github: MemoryGitHub, inputs: Texts = {}, end: Texts = {}): Promise<void> {
  const job = jobOf(github, 'publish')
  const ran = await job.stage('publish', () => job.write('done', 'x'), end, inputs)
  expect(ran.codes).toEqual([])
}

describe.each([COMPLETE, 'none'])(
  'a stage that the layout does not have stands in no way of the gate: needs %s',
  (needs) => {
    test.each<[string, (github: MemoryGitHub) => unknown, (github: MemoryGitHub) => unknown]>([
      ['that took over, when all jobs run again', (github) => publish(github, TAKING), again],
      [
        'whose job failed after it',
        async (github) => {
          await publish(github)
          github.ran('10', 'publish', 1, { conclusion: 'failure' })
        },
        again
      ],
      [
        'whose job is to run again',
        (github) => publish(github),
        async (github) => {
          await again(github)
          github.ran('10', 'publish', 2, {
            status: 'queued',
            conclusion: null,
            started: undefined,
            completed: undefined
          })
        }
      ],
      [
        'whose job was skipped then',
        (github) => publish(github),
        async (github) => {
          await again(github)
          github.ran('10', 'publish', 2, { conclusion: 'skipped' })
        }
      ],
      [
        'whose job has another name then',
        (github) => publish(github),
        async (github) => {
          await again(github)
          github.ran('10', 'publish, again', 2, { conclusion: 'failure' })
        }
      ],
      [
        'that is recorded anew and waits for its signature',
        (github) => publish(github),
        async (github) => {
          await again(github)
          github.add('10', 'in-toto-unsigned.publish.publish.0.2', zip([]), 'uploader of publish')
        }
      ],
      [
        'on a server that does not list jobs',
        (github) => publish(github),
        async (github) => {
          await again(github)
          github.tellsJobs = false
        }
      ]
    ])('%s', async (_what, first, then) => {
      const github = new MemoryGitHub()
      await pipeline(github, '10')
      expect((await gate(jobOf(github, 'verify'), needs)).codes).toEqual([])
      await first(github)
      github.ran('10', 'verify', 1, { ...ENDED, conclusion: 'success' })
      await then(github)
      expect((await gate(jobOf(github, 'verify', '2'), needs)).codes).toEqual([])
    })
    test('that the job of the gate has itself, when that job runs again alone', async () => {
      const github = new MemoryGitHub()
      await pipeline(github, '10')
      const release = jobOf(github, 'release')
      expect((await gate(release, needs)).codes).toEqual([])
      expect((await release.stage('publish', () => release.write('done', 'x'))).codes).toEqual([])
      github.ran('10', 'release', 1, { ...ENDED, conclusion: 'failure' })
      expect((await gate(jobOf(github, 'release', '2'), needs)).codes).toEqual([])
    })
    test.each([GOES_ON, { conclusion: 'failure' }])('whose job is beside the gate: %j', async (state) => {
      const github = new MemoryGitHub()
      await pipeline(github, '10')
      await publish(github)
      github.ran('10', 'publish', 1, state)
      expect((await gate(jobOf(github, 'verify'), needs)).codes).toEqual([])
    })
  }
)

describe('other-steps', () => {
  test('excuses no job of a step of the layout', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.ran('10', 'write', 1, { conclusion: 'failure' })
    const ran = await gate(jobOf(github, 'verify'), 'none', { 'other-steps': '*' })
    expect(ran.codes).toEqual(['LINK_JOB_NOT_SUCCESSFUL'])
  })
  test('excuses no step that took over before another one of the layout ran again', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    const write = jobOf(github, 'write', '2')
    await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
    const ran = await gate(jobOf(github, 'verify', '2'), COMPLETE, { 'other-steps': '*' })
    expect(ran.codes).toEqual(['TAKE_OVER_OLD'])
  })
  test('excuses no step of the layout that waits for its signature', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.add('10', 'in-toto-unsigned.write.write.0.2', zip([]), 'somebody')
    const ran = await gate(jobOf(github, 'verify', '2'), COMPLETE, { 'other-steps': '*' })
    expect(ran.codes).toEqual(['LINK_SUPERSEDED'])
  })
  test('excuses no job of a step that it does not name', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    await publish(github)
    github.ran('10', 'publish', 1, { conclusion: 'failure' })
    const ran = await gate(jobOf(github, 'verify'), COMPLETE, { 'other-steps': 'docs' })
    expect(ran.codes).toEqual(['LINK_JOB_NOT_SUCCESSFUL', 'LINK_UNKNOWN_STEP'])
  })
  test('excuses nobody who stored a link in the name of another job', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    await publish(github)
    github.storedAs('in-toto.pack', '10').by = github.storedAs('in-toto.publish', '10').by
    const ran = await gate(jobOf(github, 'verify'), COMPLETE)
    expect(ran.codes).toEqual(['LINK_UPLOADED_BY_OTHER_JOB'])
  })
})
