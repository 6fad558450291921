// SPDX-License-Identifier: Apache-2.0
// Submodules that some jobs checked out and others did not. That is nobody's lie, but rules, which hold the files of all
// jobs equal, refuse it unless the layout says that it may be.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import { outermost, submodulesNotInAll } from '../link/submodules-not-in-all.ts'
import { seesSource, type Intents } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { directoriesHeld, submodulesClaimed } from './submodule-causes.ts'
import { yamlText } from './yaml-text.ts'

/** Named in one message. */
const NAMED = 3

/** A step that sees source, and the submodules that its links claim. */
interface Seen {
  readonly record: StepRecord
  readonly claimed: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** A warning that says which submodules these are, and what to write for all of them; none where there are none. */
export function submodulesInSome(records: Iterable<StepRecord>, { submodules }: Intents): string[] {
  const seen = [...records]
    .filter(({ intents }) => seesSource(intents))
    .map((record) => ({ record, claimed: submodulesClaimed(record) }))
  const isNamed = (path: string): boolean =>
    submodules.some((directory) => path === directory || path.startsWith(`${directory}/`))
  const inSome = submodulesNotInAll(seen.map(({ claimed }) => claimed)).filter((path) => !isNamed(path))
  // Who has files there has the submodule at another commit, which is wrong in itself.
  const held = new Map(seen.map(({ record }) => [record, inSome.length === 0 ? NONE : directoriesHeld(record, inSome)]))
  const lacking = (path: string): Seen | undefined =>
    seen.find(({ record, claimed }) => !claimed.has(path) && held.get(record)?.has(path) !== true)
  const strange = inSome.filter((path) => lacking(path) !== undefined)
  const [path, ...others] = strange
  const having = seen.find(({ claimed }) => path !== undefined && claimed.has(path))
  const without = path === undefined ? undefined : lacking(path)
  if (path === undefined || having === undefined || without === undefined) return []
  const written = outermost([...submodules, ...strange])
    .map((directory) => yamlText(directory))
    .join(', ')
  const more =
    others.length === 0 ? '' : `, nor do all jobs have ${listed(others, NAMED, (one) => quoteUntrusted(one))}`
  const them = others.length === 0 ? 'it' : 'them'
  return [
    `Step "${having.record.name}" has the submodule ${quoteUntrusted(path)} and step "${without.record.name}" has not${more}, which the rules refuse. Check ${them} out in all jobs or in none, or write \`source: { submodules: [${written}] }\` in the layout and sign it again.`
  ]
}
