// SPDX-License-Identifier: Apache-2.0
// Whether links were stored by the jobs that they name. The service for workflow artifacts calls each execution of a job
// by an id that no link knows and no job can choose; so it does not say which job that is, but which links are of one.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/**
 * Links that one job stored must name one job, and links of one job in one attempt must have been stored by one.
 *
 * @param uploaders from ids of workflow artifacts to those of the jobs that stored them
 */
export function checkUploaders(
  links: readonly StoredLink[],
  uploaders: ReadonlyMap<string, string>
): readonly GateFailure[] {
  const told = links.flatMap((link) => {
    const uploader = uploaders.get(link.listed.id)
    return uploader === undefined ? [] : [{ link, uploader }]
  })
  const byUploader = Map.groupBy(told, ({ uploader }) => uploader)
  const failures = [...byUploader.values()].flatMap((group) => {
    const [first, ...rest] = group.map(({ link }) => link)
    const other = rest.find((link) => first !== undefined && claimOf(link) !== claimOf(first))
    return first === undefined || other === undefined ? [] : [twoClaims(first, other)]
  })
  // Without the id of the job, those that two callers of one workflow start would have one name.
  const known = told.filter(({ link }) => link.run.check_run_id !== undefined)
  const byClaim = Map.groupBy(known, ({ link }) => claimOf(link))
  return [
    ...failures,
    ...[...byClaim.values()].flatMap((group) => {
      const [first, ...rest] = group
      const other = rest.find(({ uploader }) => uploader !== first?.uploader)
      return first === undefined || other === undefined ? [] : [twoUploaders(first.link, other.link)]
    })
  ]
}

/** The execution of a job that a link names. */
function claimOf({ name: { job, attempt }, run }: StoredLink): string {
  return JSON.stringify([job, attempt, run.check_run_id ?? null])
}

const HINT =
  'A job stored a link in the name of another one. Find out which job of the run has the key, or the identity, of that step and should not.'

function twoClaims(first: StoredLink, other: StoredLink): GateFailure {
  return {
    code: 'LINK_UPLOADED_BY_OTHER_JOB',
    step: escapeUntrusted(other.name.step),
    message: `One job stored the links of step ${quoteUntrusted(first.name.step)} and of step ${quoteUntrusted(other.name.step)}, and they name different jobs.`,
    details: [describe(first), describe(other)],
    hint: HINT
  }
}

function twoUploaders(first: StoredLink, other: StoredLink): GateFailure {
  return {
    code: 'LINK_UPLOADED_BY_OTHER_JOB',
    step: escapeUntrusted(other.name.step),
    message: `The links of step ${quoteUntrusted(first.name.step)} and of step ${quoteUntrusted(other.name.step)} name one job, and different jobs stored them.`,
    details: [describe(first), describe(other)],
    hint: HINT
  }
}

function describe({ listed, name: { job, attempt }, run }: StoredLink): string {
  const id = run.check_run_id === undefined ? '' : ` (id ${quoteUntrusted(run.check_run_id, 40)})`
  return `${quoteUntrusted(listed.name)} names the job ${quoteUntrusted(job)}${id} of attempt ${attempt}`
}
