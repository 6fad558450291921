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
  /** Steps that differ in the same files in another way: they may have what is right. */
  readonly unlike: Set<string>
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
      if (finding.step !== undefined && finding.step !== cause.finding.step)
        (isAlike(finding, cause.finding) ? cause.later : cause.unlike).add(finding.step)
    if (files.length === 0 && later.size > 0) continue
    const one: Told = { finding, files, later: new Set(), unlike: new Set() }
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

/** Codes by what is wrong with a file. Of other bytes nobody knows here whether they are the same. */
const ALIKE: readonly (readonly Finding['code'][])[] = [
  ['ADDED_UNEXPECTED', 'TAKES_EXTRA'],
  ['REMOVED_UNEXPECTED', 'TAKES_MISSING']
]

/** Whether two findings say the same of a file. */
function isAlike(finding: Finding, cause: Finding): boolean {
  if (finding.cause !== undefined && finding.cause === cause.cause) return true
  return ALIKE.some((codes) => codes.includes(finding.code) && codes.includes(cause.code))
}

function failureOf({ finding, files, later, unlike }: Told): IntentFailure {
  const { code, step, statement, say } = finding
  const { message, details = [], hint } = say(files)
  const others = [...unlike].filter((name) => !later.has(name))
  const followed = [
    ...(later.size === 0 ? [] : [`The same shows in ${stepsText([...later])}.`]),
    ...(others.length === 0
      ? []
      : [
          `In the same files ${stepsText(others)} ${others.length === 1 ? 'differs' : 'differ'} from what ${others.length === 1 ? 'it takes' : 'they take'}.`
        ])
  ]
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

function stepsText(names: readonly string[]): string {
  const steps = listed(names, LIMITS.sentenceNames, (name) => `"${escapeUntrusted(name)}"`)
  return `${names.length === 1 ? 'step' : 'steps'} ${steps}`
}
