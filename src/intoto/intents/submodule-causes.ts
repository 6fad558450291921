// SPDX-License-Identifier: Apache-2.0
// Files of a submodule that a step had at another commit, or had not checked out: its own link says nothing of it then, and
// those of other steps do.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { withDirectories } from '../artifacts/with-directories.ts'
import { claimsOf } from './claims-of-step.ts'
import type { Saying } from './finding.ts'
import { filesIn } from './files.ts'
import { seesSource } from './intents.ts'
import type { StepRecord } from './step-record.ts'

/** A submodule of the commit. */
interface KnownSubmodule {
  readonly path: string
  readonly commit: string
  /** Who says so, to stand before a verb. */
  readonly by: string
}

/** The submodules that a step claims; all of them, whoever of its functionaries says it. */
export function submodulesClaimed(record: StepRecord): ReadonlySet<string> {
  return new Set([...claimed(record)].map(([path]) => path))
}

function* claimed(record: StepRecord): Generator<[path: string, commit: string]> {
  for (const { claim } of claimsOf(record))
    if (claim !== undefined && claim !== 'malformed')
      for (const [path, { commit }] of claim.submodules) yield [path, commit]
}

/** Those of some directories below which a step has files where it sees source. */
export function directoriesHeld({ link, intents }: StepRecord, directories: Iterable<string>): ReadonlySet<string> {
  const files = filesIn(intents?.addsSource === true ? link.products : link.materials)
  const held = new Set<string>()
  const places = Array.from(directories, (directory) => `${directory}/`)
  for (const [, , place] of withDirectories(files, places)) if (place !== undefined) held.add(place.slice(0, -1))
  // Each file is told with the innermost of them.
  const inner = Array.from(held)
  for (const one of inner)
    for (let slash = one.lastIndexOf('/'); slash > 0; slash = one.lastIndexOf('/', slash - 1))
      held.add(one.slice(0, slash))
  return held
}

/** What is known of the submodules of a run. */
export interface SubmodulesOfRun {
  readonly record: StepRecord
  readonly records: ReadonlyMap<string, StepRecord>
  /** Git's ids by path, from the repository. */
  readonly committed: ReadonlyMap<string, string> | undefined
}

/** A submodule in which some files lie, and that the step itself does not claim; undefined for none. */
function unclaimed(
  files: readonly string[],
  { record, records, committed }: SubmodulesOfRun
): KnownSubmodule | undefined {
  const own = submodulesClaimed(record)
  const known = new Map<string, KnownSubmodule>()
  for (const other of records.values())
    if (seesSource(other.intents))
      for (const [path, commit] of claimed(other))
        if (!own.has(path) && !known.has(path)) known.set(path, { path, commit, by: `step "${other.name}"` })
  for (const [path, commit] of committed ?? [])
    if (!own.has(path)) known.set(path, { path, commit, by: 'the repository' })
  for (const file of files)
    for (let slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
      const found = known.get(file.slice(0, slash))
      if (found !== undefined) return found
    }
  return undefined
}

/** What is said of a submodule first, and what else there is behind it. */
function before(saying: Saying, files: readonly string[], path: string, hint: string): Saying {
  const isAll = files.every((file) => file.startsWith(`${path}/`))
  return { ...saying, hint: isAll ? hint : `${hint} Of the other files: ${saying.hint}` }
}

const CHECK_OUT =
  '`git submodule update --init --recursive`, or `submodules: recursive` at actions/checkout, before the step begins'

/** Files of a submodule that nothing has. A step that takes no source claims nothing of its own. */
export function ofOtherCommit(saying: Saying, files: readonly string[], run: SubmodulesOfRun): Saying | undefined {
  const found = seesSource(run.record.intents) ? unclaimed(files, run) : undefined
  if (found === undefined) return undefined
  const { path, by, commit } = found
  return before(
    saying,
    files,
    path,
    `${quoteUntrusted(path)} is a submodule, which ${by} has at commit ${commit}; step "${run.record.name}" began with files there and does not claim that commit: another one was checked out, or the files came there without git. Check out the one that the commit names: ${CHECK_OUT}.`
  )
}

/** Files of a submodule that another step has. */
export function ofNoCheckout(saying: Saying, files: readonly string[], run: SubmodulesOfRun): Saying | undefined {
  const found = unclaimed(files, run)
  if (found === undefined) return undefined
  const { path, by } = found
  if (directoriesHeld(run.record, [path]).has(path)) return ofOtherCommit(saying, files, run)
  return before(
    saying,
    files,
    path,
    `${quoteUntrusted(path)} is a submodule, which ${by} has, and step "${run.record.name}" began without it. Check it out there: ${CHECK_OUT}. Only if the step is meant to begin without it, take less.`
  )
}
