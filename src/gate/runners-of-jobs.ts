// SPDX-License-Identifier: Apache-2.0
// A link says by its own word on whose machine its job ran. The server knows it better, where it tells.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import { runnerOf, type RunJob } from './gate-server.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/** The jobs that a link comes from: of each part one, of which several may be meant. */
export interface JobsOfLink {
  readonly stored: readonly RunJob[]
  /** The job that worked where another one signed. */
  readonly recorded: readonly RunJob[]
}

/**
 * LINK_RUNNER_OTHER for what links say of their runners where the server says otherwise of a job that may be meant.
 *
 * @param jobs by the names of link files
 */
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
  jobs: readonly RunJob[],
  claimed: string | undefined
): GateFailure[] {
  if (claimed === undefined) return []
  const contradicts = (job: RunJob): boolean => ![undefined, claimed].includes(runnerOf(job))
  const job = jobs.find(contradicts)
  if (job === undefined) return []
  const says = `The link ${quoteUntrusted(file)} says that job ${quoteUntrusted(job.name)} ran on a runner that is ${quoteUntrusted(claimed)}`
  const about = { code: 'LINK_RUNNER_OTHER', step: escapeUntrusted(name.step), details: [] } as const
  if (jobs.every(contradicts))
    return [
      {
        ...about,
        message: `${says}; the server says that it is ${String(runnerOf(job))}.`,
        hint: 'Do not believe this link. Find out what ran in that job and set RUNNER_ENVIRONMENT, or signed for it.'
      }
    ]
  return [
    {
      ...about,
      message: `${says}; of the ${jobs.length} jobs that it may mean, the server says of one at least that it is ${String(runnerOf(job))}.`,
      hint: 'Give jobs that run on different runners names that differ, and leave the input check-run-id as it is, so that the gate can tell which of them the link is of.'
    }
  ]
}
