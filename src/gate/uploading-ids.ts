// SPDX-License-Identifier: Apache-2.0
// Whether links were stored by the jobs that they name. The service for workflow artifacts calls each execution of a job
// by an id that no link knows and no job can choose; so it does not say which job that is, but which links are of one.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import type { NamedArtifact } from './named-artifacts.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/** What was stored in the name of a job: links, and what jobs left for another one to sign. */
export interface StoredInName extends NamedArtifact {
  /** The server's id of the job, where a link says it. */
  readonly checkRunId: string | undefined
}

/** The job that stored a link is the one that signed it. */
export function linksInName(links: readonly StoredLink[]): StoredInName[] {
  return links.map((link) => ({ ...link, checkRunId: link.run.check_run_id }))
}

/**
 * What one job stored must name one job, and links of one job in one attempt must have been stored by one.
 *
 * @param uploaders from ids of workflow artifacts to those of the jobs that stored them
 */
export function checkUploaders(
  stored: readonly StoredInName[],
  uploaders: ReadonlyMap<string, string>
): readonly GateFailure[] {
  const told = stored.flatMap((one) => {
    const uploader = uploaders.get(one.listed.id)
    return uploader === undefined ? [] : [{ one, uploader }]
  })
  const byUploader = Map.groupBy(told, ({ uploader }) => uploader)
  const failures = [...byUploader].flatMap(([uploader, group]) => {
    const facts = uploader === group[0]?.one.name.job ? OF_ALL_LEGS : OF_ONE_EXECUTION
    const pair = differing(
      group.map(({ one }) => one),
      facts
    )
    return pair === undefined ? [] : [twoClaims(...pair)]
  })
  // Without the id of the job, those that two callers of one workflow start would have one name.
  const known = told.filter(({ one }) => one.checkRunId !== undefined)
  const byClaim = Map.groupBy(known, ({ one: { checkRunId } }) => checkRunId)
  return [
    ...failures,
    ...[...byClaim.values()].flatMap((group) => {
      const [first, ...rest] = group
      const other = rest.find(({ uploader }) => uploader !== first?.uploader)
      return first === undefined || other === undefined ? [] : [twoUploaders(first.one, other.one)]
    })
  ]
}

/** What a link says of the job that it names; undefined where it does not say. */
type FactOf = (one: StoredInName) => string | number | undefined

/** What the legs and attempts of a job share: a service may call all of them by the id of the job in the workflow. */
const OF_ALL_LEGS: readonly FactOf[] = [({ name }) => name.job]
const OF_ONE_EXECUTION: readonly FactOf[] = [...OF_ALL_LEGS, ({ name }) => name.attempt, ({ checkRunId }) => checkRunId]

/** Two that one job stored and that name different jobs. One that leaves a fact out agrees with nothing by it. */
function differing(
  stored: readonly StoredInName[],
  facts: readonly FactOf[]
): readonly [StoredInName, StoredInName] | undefined {
  for (const factOf of facts) {
    const [first, ...rest] = stored.filter((one) => factOf(one) !== undefined)
    if (first === undefined) continue
    const other = rest.find((one) => factOf(one) !== factOf(first))
    if (other !== undefined) return [first, other]
  }
  return undefined
}

const HINT =
  'A job stored a link in the name of another one. Find out which job of the run has the key, or the identity, of that step and should not.'

function twoClaims(first: StoredInName, other: StoredInName): GateFailure {
  return {
    code: 'LINK_UPLOADED_BY_OTHER_JOB',
    step: escapeUntrusted(other.name.step),
    message: `One job stored what step ${quoteUntrusted(first.name.step)} and step ${quoteUntrusted(other.name.step)} recorded, and that names different jobs.`,
    details: [describe(first), describe(other)],
    hint: HINT
  }
}

function twoUploaders(first: StoredInName, other: StoredInName): GateFailure {
  return {
    code: 'LINK_UPLOADED_BY_OTHER_JOB',
    step: escapeUntrusted(other.name.step),
    message: `The links of step ${quoteUntrusted(first.name.step)} and of step ${quoteUntrusted(other.name.step)} name one job, and different jobs stored them.`,
    details: [describe(first), describe(other)],
    hint: HINT
  }
}

function describe({ listed, name: { job, attempt }, checkRunId }: StoredInName): string {
  const id = checkRunId === undefined ? '' : ` (id ${quoteUntrusted(checkRunId, 40)})`
  return `${quoteUntrusted(listed.name)} names the job ${quoteUntrusted(job)}${id} of attempt ${attempt}`
}
