// SPDX-License-Identifier: Apache-2.0
// Which workflows may have signed a link that is taken over. The default is the workflow that the job belongs to. Where
// one workflow calls another, that is the one called, and GITHUB_WORKFLOW_REF names the caller; only the expression
// job.workflow_ref tells it, so it comes through an input that nobody need give.
import type { StageRun } from './stage-run.ts'
import type { ExpectedSigners } from './trusted-link.ts'

/**
 * The identities that were named, as patterns; where none were, the one by which the workflow of this job would sign,
 * letter by letter.
 *
 * @param named the input take-over-identities
 * @param jobWorkflowRef the input job-workflow-ref. Some runners leave it empty; then the workflow that was started
 * stands for it.
 */
export function expectedSigners(
  named: readonly string[],
  jobWorkflowRef: string,
  { serverUrl, workflowRef }: Pick<StageRun, 'serverUrl' | 'workflowRef'>
): ExpectedSigners {
  if (named.length > 0) return { kind: 'patterns', patterns: named }
  const ref = jobWorkflowRef === '' ? workflowRef : jobWorkflowRef
  return ref === '' ? { kind: 'unknown' } : { kind: 'exact', identity: `${serverUrl}/${ref}` }
}
