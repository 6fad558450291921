// SPDX-License-Identifier: Apache-2.0
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'

/**
 * Links of older attempts where neither the server nor `needs` tells what became of their jobs.
 *
 * @param isOwn whether they are of the run that verifies: of another one `needs` says nothing
 */
export function ofOlderAttempt(names: readonly string[], attempt: number, isOwn: boolean): GateFailure {
  return {
    code: 'LINK_OF_OLDER_ATTEMPT',
    message: `${count(names.length, 'link')} of older attempts than ${attempt} cannot be counted: ${isOwn ? 'the input needs was not given' : 'they are of another run, of which needs says nothing'}, and the server does not tell which jobs ran since.`,
    details: names.slice(0, 20).map((name) => quoteUntrusted(name)),
    hint: isOwn
      ? 'Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}.'
      : 'Run all jobs of that run again, so that every link is of its newest attempt.'
  }
}
