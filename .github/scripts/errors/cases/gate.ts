// SPDX-License-Identifier: Apache-2.0
// Runs that the gate blocks, and what it cannot tell.
import { linkFileName } from '../../../../src/intoto/link/link-file-name.ts'
import { zip } from '../../e2e/zip.ts'
import { HEAD, LAYOUT, MemoryGitHub, runState } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { CI, layoutWith } from '../../../../__tests__/support/two-steps.ts'
import { linkOf } from '../chain.ts'
import { who } from '../bench.ts'
import { file } from '../../../../__tests__/support/chain.ts'
import type { ActionCase } from '../error-case.ts'

type Texts = Readonly<Record<string, string>>

/** A good run of two stages. */
async function goodRun(): Promise<MemoryGitHub> {
  const github = new MemoryGitHub()
  github.runs.set('10', runState())
  const job = (name: string): MemoryJob => new MemoryJob(github, { GITHUB_JOB: name })
  const write = job('write')
  await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
  const pack = job('pack')
  const takesOver = { 'take-over': 'write', 'take-over-keys': CI.publicPem }
  await pack.stage('pack', () => pack.write('app.tgz', 'package'), {}, takesOver)
  return github
}

/** A gate of a good run, to which something was done. */
function gate(code: string, change: (github: MemoryGitHub) => void, inputs: Texts = {}, facts: Texts = {}): ActionCase {
  return {
    code,
    action: '.',
    act: async () => {
      const github = await goodRun()
      change(github)
      return new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }).verify(inputs)
    }
  }
}

/** A later run that verifies that one. */
const release = (code: string, state: Parameters<typeof runState>[0], inputs: Texts = {}): ActionCase =>
  gate(
    code,
    (github) => github.runs.set('10', runState(state)),
    { links: '10', 'from-workflow': 'ci.yml', ...inputs },
    { GITHUB_RUN_ID: '11', GITHUB_JOB: 'release' }
  )

/** The same run in its second attempt. */
const again = (code: string, change: (github: MemoryGitHub) => void): ActionCase =>
  gate(code, change, { needs: 'none' }, { GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'release' })

const nothing = (): void => {}

export const GATE_CASES: readonly ActionCase[] = [
  gate('NEEDED_JOB_FAILED', nothing, { needs: '{"write":{"result":"skipped"}}' }),
  gate('NEEDED_JOBS_NONE', nothing, { needs: '{}' }),
  gate('RECORD_NOTHING', nothing, { products: 'empty' }),
  gate('LINK_ARTIFACT_INVALID', (github) => {
    github.add('10', 'in-toto.pack.other.0.1', zip([{ name: 'notes.txt', content: Buffer.from('x') }]))
  }),
  gate('LINK_ARTIFACT_RENAMED', (github) => {
    github.storedAs('in-toto.pack.', '10').name = 'in-toto.pack.other.0.1'
  }),
  gate('LINKS_COLLIDE', (github) => {
    github.add('10', 'in-toto.pack.other.0.1', github.storedAs('in-toto.pack.', '10').zip)
  }),
  gate('LINK_OF_NOBODY', (github) => {
    const run = { id: '10', repository: 'o/r', repository_id: '1', commit: HEAD, attempt: '1', job: 'other' }
    const bytes = file(linkOf('pack', { environment: { run } }), [who('bob')])
    const name = linkFileName('pack', who('bob').keyId)
    github.add('10', 'in-toto.pack.other.0.1', zip([{ name, content: Buffer.from(bytes) }]))
  }),
  gate('LINK_UPLOADED_BY_OTHER_JOB', (github) => {
    github.storedAs('in-toto.pack.', '10').by = github.storedAs('in-toto.write.', '10').by
  }),
  gate('INSPECTION_WITHHELD', (github) => {
    const inspection = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
    github.files.set(`${HEAD}:${LAYOUT}`, layoutWith({ inspect: [inspection] }))
  }, { needs: '{"write":{"result":"failure"}}', inspections: 'allow' }),
  again('LINK_JOB_NOT_SUCCESSFUL', (github) => void github.ran('10', 'pack', 2, { conclusion: 'failure' })),
  again('LINK_JOB_RAN_AGAIN', (github) => void github.ran('10', 'pack', 2)),
  again('LINK_JOB_UNKNOWN', (github) => void (github.jobs = [])),
  again('LINK_OF_OLDER_ATTEMPT', (github) => void (github.tellsJobs = false)),
  release('RUN_NOT_SUCCESSFUL', { conclusion: 'failure' }),
  release('RUN_OF_OTHER_WORKFLOW', {}, { 'from-workflow': 'release.yml' }),
  release('RUN_OF_OTHER_EVENT', { event: 'workflow_dispatch' }),
  release('RUN_OF_OTHER_BRANCH', {
    from: { path: '.github/workflows/ci.yml', branch: 'experiment', isOwn: true, repository: 'o/r' }
  }),
  release('RUN_OF_FORK', {
    from: { path: '.github/workflows/ci.yml', branch: 'main', isOwn: false, repository: 'fork/r' }
  })
]
