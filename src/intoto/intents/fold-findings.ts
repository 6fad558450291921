// SPDX-License-Identifier: Apache-2.0
// The cause first: of findings about one file only the first is told, and who else saw it.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import type { Finding } from './finding.ts'
import type { IntentFailure } from './intent-failure.ts'

/** Files that a failure lists. */
const MOST_FILES = 100

/** Characters of a statement: with a pattern of the greatest length it is still whole. */
const MOST_CHARACTERS = 2 * LIMITS.patternLength

/** A failure that is told, and the steps in which the same files are wrong because of it. */
interface Told {
  readonly finding: Finding
  readonly files: readonly string[]
  readonly later: Set<string>
}

/** Findings as failures. @param findings step by step in the order of the layout, in each step the cause first */
export function foldFindings(findings: readonly Finding[]): IntentFailure[] {
  const told: Told[] = []
  const causes = new Map<string, Told>()
  const named = new Map<string, Told>()
  for (const finding of findings) {
    const same = finding.cause === undefined ? undefined : named.get(finding.cause)
    const { files, later } = same === undefined ? apart(finding, causes) : { files: [], later: new Set([same]) }
    for (const cause of later)
      if (finding.step !== undefined && finding.step !== cause.finding.step) cause.later.add(finding.step)
    if (files.length === 0 && later.size > 0) continue
    const one: Told = { finding, files, later: new Set() }
    told.push(one)
    if (finding.cause !== undefined) named.set(finding.cause, one)
    for (const file of files) if (!causes.has(file)) causes.set(file, one)
  }
  return told.map(failureOf)
}

/** The files of a finding that follow from nothing, and the causes of the others. */
function apart(finding: Finding, causes: ReadonlyMap<string, Told>): { files: readonly string[]; later: Set<Told> } {
  const later = new Set<Told>()
  if (finding.follows === 'alone') return { files: finding.files, later }
  const files = finding.files.filter((file) => {
    const cause = causes.get(file)
    if (cause === undefined || (finding.follows === 'ends' && cause.finding.step !== finding.step)) return true
    later.add(cause)
    return false
  })
  return { files, later }
}

function failureOf({ finding, files, later }: Told): IntentFailure {
  const { code, step, statement, say } = finding
  const { message, details = [], hint } = say(files)
  const steps = listed([...later], LIMITS.sentenceNames, (name) => `"${escapeUntrusted(name)}"`)
  const followed = later.size === 0 ? [] : [`The same shows in ${later.size === 1 ? 'step' : 'steps'} ${steps}.`]
  const artifacts = files.slice(0, MOST_FILES).map((file) => escapeUntrusted(file))
  return {
    code,
    step: step === undefined ? undefined : escapeUntrusted(step),
    statement: statement === undefined ? undefined : escapeUntrusted(statement, MOST_CHARACTERS),
    artifacts,
    message,
    details: [...details.slice(0, MOST_FILES), ...followed],
    hint
  }
}
