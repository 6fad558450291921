// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isJsonObject } from '../json/json-value.ts'
import type { Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import { readRunBinding } from '../link/run-binding.ts'
import type { Warning } from './failure.ts'

/** A stage may check out something else than the commit of its run, on purpose or not. */
export function compareCheckout({ name }: Step, { environment }: Link, prefix: string): Warning[] {
  const checkout = environment.get('checkout')
  const run = readRunBinding(environment)
  if (checkout === undefined || run === undefined || run === 'malformed' || run.commit === undefined) return []
  const commit = isJsonObject(checkout) ? checkout.get('commit') : undefined
  if (commit === run.commit) return []
  return [
    {
      code: 'CHECKOUT_OF_OTHER_COMMIT',
      step: `${prefix}${escapeUntrusted(name)}`,
      message: `Step ${quoteUntrusted(name)} checked out ${typeof commit === 'string' ? quoteUntrusted(commit, 80) : 'something that it does not name'}; the run is of commit ${quoteUntrusted(run.commit, 80)}.`
    }
  ]
}
