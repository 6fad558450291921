// SPDX-License-Identifier: Apache-2.0
// Whether stages took over from the links that count. A stage sees the run as it is when it begins, and a step before it
// may run again later, or have run again without storing anything.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import type { StoredLink } from './run-jobs-claims.ts'

/** @param links those that count, of all steps */
export function checkTakenOver(links: readonly StoredLink[]): readonly GateFailure[] {
  const bySteps = Map.groupBy(links, ({ name }) => name.step)
  const digests = new Map<string, string>()
  const digestOf = ({ path }: StoredLink): string => {
    const digest = digests.get(path) ?? createHash('sha256').update(readFileSync(path)).digest('hex')
    digests.set(path, digest)
    return digest
  }
  return links.flatMap((link) => {
    if (link.tookOver === 'malformed') return [unreadable(link)]
    return link.tookOver.flatMap((taken) => {
      const counted = bySteps.get(taken.step) ?? []
      if (counted.some((other) => taken.attempt === String(other.name.attempt) && taken.digest === digestOf(other)))
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
              : `counts:     attempt ${first.name.attempt}, SHA-256 ${digestOf(first)}`
          ],
          hint: `Run the job ${quoteUntrusted(link.name.job)} again, so that it takes over what step ${quoteUntrusted(taken.step)} made last.`
        }
      ]
    })
  })
}

function unreadable(link: StoredLink): GateFailure {
  return {
    code: 'TAKE_OVER_OLD',
    step: escapeUntrusted(link.name.step),
    message: `The link of step ${quoteUntrusted(link.name.step)} does not say in a readable way what it took over from.`,
    details: [quoteUntrusted(link.listed.name)],
    hint: 'Let all jobs use one version of this suite. If they do, find out what made that link.'
  }
}
