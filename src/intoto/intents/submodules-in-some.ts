// SPDX-License-Identifier: Apache-2.0
// Submodules that some jobs checked out and others did not. That is nobody's lie, but rules, which hold the files of all
// jobs equal, refuse it unless the layout says that it may be.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { claimsOf } from './claims-of-step.ts'
import { seesSource, type Intents } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { yamlText } from './yaml-text.ts'

/** Warnings that say which submodules these are, and what to write. */
export function submodulesInSome(records: Iterable<StepRecord>, { submodules }: Intents): string[] {
  const seen = [...records].flatMap((record) => {
    if (!seesSource(record.intents)) return []
    const claimed = claimsOf(record).flatMap(({ claim }) =>
      claim === undefined || claim === 'malformed' ? [] : [...claim.submodules.keys()]
    )
    return [{ step: record.name, claimed: new Set(claimed) }]
  })
  const isNamed = (path: string): boolean =>
    submodules.some((directory) => path === directory || path.startsWith(`${directory}/`))
  const all = new Set(seen.flatMap(({ claimed }) => [...claimed]))
  return [...all].flatMap((path) => {
    const without = seen.find(({ claimed }) => !claimed.has(path))
    const having = seen.find(({ claimed }) => claimed.has(path))
    if (without === undefined || having === undefined || isNamed(path)) return []
    const written = [...submodules, path].map((directory) => yamlText(directory)).join(', ')
    return [
      `Step "${having.step}" has the submodule ${quoteUntrusted(path)} and step "${without.step}" has not, which the rules refuse. Check it out in all jobs or in none, or write \`source: { submodules: [${written}] }\` in the layout and sign it again.`
    ]
  })
}
