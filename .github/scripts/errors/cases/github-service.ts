// SPDX-License-Identifier: Apache-2.0
// What GitHub answers a gate that asks for a layout, for links, or for the files of a commit.
import { claimedFiles, claimSources } from '../../../../__tests__/support/claimed-links.ts'
import { HEAD, runState, type MemoryGitHub } from '../../../../__tests__/support/memory-github.ts'
import { MemoryJob } from '../../../../__tests__/support/memory-job.ts'
import type { Fault } from '../../e2e/github-server.ts'
import type { ActionCase } from '../error-case.ts'
import { answers, served } from '../served-github.ts'
import { goodRun } from './gate.ts'

type Texts = Readonly<Record<string, string>>

/** A gate of a good run, which asks services on loopback. */
function asks(
  code: string,
  fault: Fault,
  inputs: Texts = {},
  change: (github: MemoryGitHub) => void = () => {}
): ActionCase {
  return {
    code,
    action: '.',
    act: async () => {
      const github = await goodRun()
      github.runs.set('10', runState())
      change(github)
      const job = new MemoryJob(github, { GITHUB_JOB: 'verify' })
      return served({ github, job, fault }, () => job.verify(inputs))
    }
  }
}

/** Every link says which commit was checked out, so that the gate fetches that one. */
function claim(github: MemoryGitHub): void {
  const files = { 'a.js': 'd'.repeat(64) }
  const source = { commit: HEAD, tree: 'b'.repeat(40), ...claimedFiles(files) }
  const links = github.storedIn('10').filter(({ name }) => name.startsWith('in-toto.'))
  claimSources(
    links,
    () => source,
    'signed',
    () => files
  )
}

const REFUSAL = { message: 'Resource not accessible by integration' }
const isGit = (path: string): boolean => path.includes('.git/')

export const GITHUB_CASES: readonly ActionCase[] = [
  asks(
    'GITHUB_FORBIDDEN',
    answers((path) => path.endsWith('/runs/10/artifacts'), 403, REFUSAL)
  ),
  asks('GITHUB_NOT_FOUND', () => false, { layout: 'layouts/root.layout' }),
  asks(
    'GITHUB_UNAVAILABLE',
    answers((path) => path.endsWith('/commits/heads%2Fmain'), 502, { message: 'Bad gateway' })
  ),
  asks('SOURCE_NOT_FETCHED', answers(isGit, 403, REFUSAL), {}, claim),
  // The repository on loopback has other commits.
  asks('SOURCE_COMMIT_UNKNOWN', () => false, {}, claim)
]
