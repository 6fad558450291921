// SPDX-License-Identifier: Apache-2.0
// A link says by its own word on whose machine its job ran. The server knows it better, where it tells.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import { runnerOf, type RunJob } from './gate-server.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/** The jobs that a link comes from. */
export interface JobsOfLink {
  readonly stored: RunJob
  /** The job that worked where another one signed. */
  readonly recorded: RunJob | undefined
}

/** What links say of their runners and the server says otherwise. @param jobs by the names of link files */
export function checkRunners(links: readonly StoredLink[], jobs: ReadonlyMap<string, JobsOfLink>): GateFailure[] {
  return links.flatMap((link) => {
    const of = jobs.get(link.file)
    if (of === undefined) return []
    const { recordedBy } = link
    const recorded = recordedBy === 'malformed' ? undefined : recordedBy?.runner
    return [...contradiction(link, of.stored, link.run.runner), ...contradiction(link, of.recorded, recorded)]
  })
}

function contradiction(
  { name, file }: StoredLink,
  job: RunJob | undefined,
  claimed: string | undefined
): GateFailure[] {
  const actual = job === undefined ? undefined : runnerOf(job)
  if (job === undefined || claimed === undefined || actual === undefined || actual === claimed) return []
  return [
    {
      code: 'LINK_RUNNER_OTHER',
      step: escapeUntrusted(name.step),
      message: `The link ${quoteUntrusted(file)} says that job ${quoteUntrusted(job.name)} ran on a runner that is ${quoteUntrusted(claimed)}; the server says that it is ${actual}.`,
      details: [],
      hint: 'Do not believe this link. Find out what ran in that job and set RUNNER_ENVIRONMENT, or signed for it.'
    }
  ]
}
