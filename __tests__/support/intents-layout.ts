// SPDX-License-Identifier: Apache-2.0
// A signed layout whose steps are in intents, by its statements.
import { Buffer } from 'node:buffer'
import { keyObject, layoutOf, step } from './chain.ts'
import { CommitJob, FILES } from './commit-job.ts'
import { MemoryJob } from './memory-job.ts'
import { KEY_ID, signedLayout, signingIdentity } from './two-steps.ts'

/** Where the layout lies in a repository. */
export const LAYOUT = '.in-toto/root.layout'

/**
 * The text of a signed layout.
 *
 * @param statements as the check has them; steps stand in the order of their first statement
 * @param rules names of steps that are written in rules
 */
export function layoutText(statements: readonly string[], rules: readonly string[] = []): string {
  const named = statements.map((text) => text.split(' ')[0] ?? '')
  const steps = [...new Set(named), ...rules].map((name) => step(name, [signingIdentity], { expected_command: [] }))
  const inspect = {
    _type: 'inspection',
    name: 'intents',
    run: ['in-toto-actions', 'check', 'v1', ...statements, 'release nothing', 'steps only'],
    expected_materials: [],
    expected_products: []
  }
  const layout = layoutOf(steps, { keys: { [KEY_ID]: keyObject(signingIdentity) }, inspect: [inspect] })
  return Buffer.from(signedLayout(layout)).toString('utf8')
}

/** A job of a commit that has such a layout. */
export function jobWith(statements: readonly string[], files: Readonly<Record<string, string>> = {}): CommitJob {
  return new CommitJob({ ...FILES, [LAYOUT]: layoutText(statements), ...files })
}

/** Another job of the same run, with an empty workspace. */
export function nextJob(job: CommitJob, name: string): MemoryJob {
  const { GITHUB_WORKSPACE: _workspace, RUNNER_TEMP: _temporary, ...facts } = job.facts
  return new MemoryJob(job.github, { ...facts, GITHUB_JOB: name })
}

/** The same with the commit checked out. */
export function nextCheckout(job: CommitJob, name: string): MemoryJob {
  const next = nextJob(job, name)
  CommitJob.prototype.checkOut.call(Object.assign(next, { origin: job.origin }) as unknown as CommitJob, job.commit)
  return next
}
