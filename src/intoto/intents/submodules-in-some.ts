// SPDX-License-Identifier: Apache-2.0
// Submodules that some jobs checked out and others did not. That is nobody's lie, but rules, which hold the files of all
// jobs equal, refuse it unless the layout says that it may be.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import { outermost, submodulesNotInAll } from '../link/submodules-not-in-all.ts'
import { claimsOf } from './claims-of-step.ts'
import { seesSource, type Intents } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { yamlText } from './yaml-text.ts'

/** Named in one message. */
const NAMED = 3

/** A warning that says which submodules these are, and what to write for all of them; none where there are none. */
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
  const strange = submodulesNotInAll(seen.map(({ claimed }) => claimed)).filter((path) => !isNamed(path))
  const [path, ...others] = strange
  const having = seen.find(({ claimed }) => path !== undefined && claimed.has(path))
  const without = seen.find(({ claimed }) => path !== undefined && !claimed.has(path))
  if (path === undefined || having === undefined || without === undefined) return []
  const written = outermost([...submodules, ...strange])
    .map((directory) => yamlText(directory))
    .join(', ')
  const more =
    others.length === 0 ? '' : `, nor do all jobs have ${listed(others, NAMED, (one) => quoteUntrusted(one))}`
  const them = others.length === 0 ? 'it' : 'them'
  return [
    `Step "${having.step}" has the submodule ${quoteUntrusted(path)} and step "${without.step}" has not${more}, which the rules refuse. Check ${them} out in all jobs or in none, or write \`source: { submodules: [${written}] }\` in the layout and sign it again.`
  ]
}
