// SPDX-License-Identifier: Apache-2.0
// Runs that the gate blocks, and what it cannot tell.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { linkFileName } from '../../../../src/intoto/link/link-file-name.ts'
import { zip } from '../../e2e/zip.ts'
import { HEAD, LAYOUT, MemoryGitHub, runState } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import { CI, layoutWith } from '../../../../__tests__/support/two-steps.ts'
import { linkOf } from '../chain.ts'
import { who } from '../bench.ts'
import { file, step } from '../../../../__tests__/support/chain.ts'
import type { ActionCase } from '../error-case.ts'

type Texts = Readonly<Record<string, string>>

let made: Promise<MemoryGitHub> | undefined

/** A good run of two stages, of which each case has a copy. */
export async function goodRun(): Promise<MemoryGitHub> {
  made ??= twoStages()
  return copyOf(await made)
}

function copyOf({ artifacts, jobs, runs }: MemoryGitHub): MemoryGitHub {
  const github = new MemoryGitHub()
  github.jobs = [...jobs]
  for (const [id, state] of runs) github.runs.set(id, state)
  for (const { run, name, zip: archive, by } of artifacts) github.add(run, name, archive, by)
  return github
}

async function twoStages(facts: Texts = {}, event?: unknown): Promise<MemoryGitHub> {
  const github = new MemoryGitHub()
  github.runs.set('10', runState())
  const job = (name: string): MemoryJob =>
    new MemoryJob(github, { GITHUB_JOB: name, RUNNER_ENVIRONMENT: 'github-hosted', ...facts }, {}, event)
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
export const again = (code: string, change: (github: MemoryGitHub) => void): ActionCase =>
  gate(code, change, { needs: 'none' }, { GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'release' })

const MERGE = 'b'.repeat(40)
const CHANGE = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: MERGE, GITHUB_REF: 'refs/pull/3/merge' }
const EVENT = {
  pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: 'f'.repeat(40), repo: { id: 1 } } }
}
let proposed: Promise<MemoryGitHub> | undefined

/** A pull request that brings another layout than the one that decides. */
function brings(code: string, layout: Uint8Array | undefined): ActionCase {
  return {
    code,
    action: '.',
    act: async () => {
      proposed ??= twoStages(CHANGE, EVENT)
      const github = copyOf(await proposed)
      if (layout !== undefined) github.files.set(`${MERGE}:${LAYOUT}`, layout)
      return new MemoryJob(github, { GITHUB_JOB: 'verify', ...CHANGE }, {}, EVENT).verify()
    }
  }
}

const nothing = (): void => {}

export const GATE_CASES: readonly ActionCase[] = [
  gate('NEEDED_JOB_FAILED', nothing, { needs: '{"write":{"result":"skipped"}}' }),
  gate('NEEDED_JOBS_NONE', nothing, { needs: '{}' }),
  gate('LAYOUT_BUNDLE_REFUSED', nothing, {
    'layout-keys': 'none',
    'layout-identities': 'https://github.com/o/r/.github/workflows/layout.yml@refs/heads/main',
    'trusted-root': 'github'
  }),
  gate('LINK_RUNNER_OTHER', (github) => {
    github.jobs = github.jobs.map((job) => (job.name === 'pack' ? { ...job, labels: ['self-hosted'] } : job))
  }),
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
  gate(
    'INSPECTION_WITHHELD',
    (github) => {
      const inspection = {
        _type: 'inspection',
        name: 'look',
        run: ['true'],
        expected_materials: [],
        expected_products: []
      }
      github.files.set(`${HEAD}:${LAYOUT}`, layoutWith({ inspect: [inspection] }))
    },
    { needs: '{"write":{"result":"failure"}}', inspections: 'allow' }
  ),
  again('LINK_JOB_NOT_SUCCESSFUL', (github) => void github.ran('10', 'pack', 2, { conclusion: 'failure' })),
  again('LINK_JOB_RAN_AGAIN', (github) => void github.ran('10', 'pack', 2)),
  again('LINK_JOB_UNKNOWN', (github) => void (github.jobs = [])),
  again('LINK_OF_OLDER_ATTEMPT', (github) => void (github.tellsJobs = false)),
  {
    code: 'RECORD_NOTHING',
    action: '.',
    act: async () => {
      const job = new MemoryJob(await goodRun(), { GITHUB_JOB: 'verify' }, { 'app.tgz': 'package' })
      mkdirSync(join(job.workspace, 'dist'))
      return job.verify({ products: 'app.tgz\ndist' })
    }
  },
  release('RUN_NOT_SUCCESSFUL', { conclusion: 'failure' }),
  release('RUN_OF_OTHER_WORKFLOW', {}, { 'from-workflow': 'release.yml' }),
  release('RUN_OF_OTHER_EVENT', { event: 'workflow_dispatch' }, { 'from-event': 'push' }),
  release('RUN_OF_OTHER_BRANCH', {
    from: { path: '.github/workflows/ci.yml', branch: 'experiment', isOwn: true, repository: 'o/r' }
  }),
  release('RUN_OF_FORK', {
    from: { path: '.github/workflows/ci.yml', branch: 'main', isOwn: false, repository: 'fork/r' }
  }),
  brings('OWN_LAYOUT_MISSING', undefined),
  brings('OWN_LAYOUT_INVALID', Buffer.from('{}')),
  brings('OWN_LAYOUT_UNSIGNED', layoutWith({}, CI)),
  brings('OWN_LAYOUT_WORSE', layoutWith({ steps: [] })),
  {
    code: 'LAYOUT_CHANGED_SINCE',
    action: '.',
    act: async () => {
      const github = await goodRun()
      github.refs.set('o/r@heads/main', MERGE)
      github.files.set(`${MERGE}:${LAYOUT}`, layoutWith({ steps: [step('review', [])] }))
      return new MemoryJob(github, { GITHUB_JOB: 'verify' }).verify()
    }
  }
]
