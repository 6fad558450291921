// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/** LINK_UNREADABLE for a link that has a member of the environment in another form than stages write it. */
export function malformedMember(
  { name, listed }: Pick<StoredLink, 'name' | 'listed'>,
  member: 'recorded_by' | 'took_over'
): GateFailure {
  return {
    code: 'LINK_UNREADABLE',
    step: escapeUntrusted(name.step),
    message: `The link of step ${quoteUntrusted(name.step)} has a malformed ${member}.`,
    details: [quoteUntrusted(listed.name)],
    hint: 'Let all jobs use one version of this suite. If they do, find out what made that link.'
  }
}
