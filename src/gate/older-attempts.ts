// SPDX-License-Identifier: Apache-2.0
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'

/** Links of older attempts where neither the server nor `needs` tells what became of their jobs. */
export function ofOlderAttempt(names: readonly string[], attempt: number): GateFailure {
  return {
    code: 'LINK_OF_OLDER_ATTEMPT',
    message: `${count(names.length, 'link')} of older attempts than ${attempt} cannot be counted: the input needs was not given, and the server does not tell which jobs ran since.`,
    details: names.slice(0, 20).map((name) => quoteUntrusted(name)),
    hint: 'Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}.'
  }
}
