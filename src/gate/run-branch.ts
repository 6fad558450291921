// SPDX-License-Identifier: Apache-2.0
import { isOfPullRequest, type GateRun } from './gate-run.ts'

/**
 * The branch or tag that the run is for, in full: of a pull request and of a merge queue the branch that it goes to, whose
 * ref says something else. Undefined where the event does not tell.
 */
export function branchOfRun({
  event,
  eventName,
  ref
}: Pick<GateRun, 'event' | 'eventName' | 'ref'>): string | undefined {
  if (eventName === 'merge_group') return event.text('merge_group.base_ref')
  if (!isOfPullRequest(eventName)) return ref
  const base = event.text('pull_request.base.ref')
  return base === undefined ? undefined : `refs/heads/${base}`
}
