// SPDX-License-Identifier: Apache-2.0
// Whether stages took over from the links that count. A stage sees the run as it is when it begins, and a step before it
// may run again later, or have run again without storing anything.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import { malformedMember } from './malformed-member.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/**
 * TAKE_OVER_OLD for each link by which a step took products over and that does not count.
 *
 * @param links those that are asked from what they took over
 * @param among the newest of all legs, from which they may have taken over
 */
export function checkTakenOver(
  links: readonly StoredLink[],
  among: readonly StoredLink[] = links
): readonly GateFailure[] {
  const bySteps = Map.groupBy(among, ({ name }) => name.step)
  return links.flatMap((link) => {
    if (link.tookOver === 'malformed') return [malformedMember(link, 'took_over')]
    return link.tookOver.flatMap((taken) => {
      const counted = bySteps.get(taken.step) ?? []
      if (counted.some(({ name, digest }) => taken.attempt === String(name.attempt) && taken.digest === digest))
        return []
      const [first] = counted
      return [
        {
          code: 'TAKE_OVER_OLD' as const,
          step: escapeUntrusted(link.name.step),
          message: `Step ${quoteUntrusted(link.name.step)} took over from a link of step ${quoteUntrusted(taken.step)} that does not count.`,
          details: [
            `taken over: attempt ${taken.attempt}, SHA-256 ${taken.digest}`,
            first === undefined
              ? 'counts:     none'
              : `counts:     attempt ${first.name.attempt}, SHA-256 ${first.digest}`
          ],
          hint: `Run the job ${quoteUntrusted(link.name.job)} again, so that it takes over what step ${quoteUntrusted(taken.step)} made last.`
        }
      ]
    })
  })
}
