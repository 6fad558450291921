// SPDX-License-Identifier: Apache-2.0
// One cause gives one report: what rules, and other checks of links, say about a file that the check of intents names
// already becomes a line of its failure.
import type { Failure, FailureCode } from './failure.ts'

/** Failures that say the same of a step as another of the check says. */
const SAME: Readonly<Partial<Record<FailureCode, FailureCode>>> = {
  LINK_UNKNOWN_STEP: 'STEP_UNKNOWN',
  LINK_NAME_MISMATCH: 'LINK_NAME',
  SOURCE_UNKNOWN: 'SOURCE_UNKNOWN',
  SOURCE_DIFFERS: 'SOURCE_DIFFERS',
  SOURCE_OTHER_COMMIT: 'SOURCE_OTHER_COMMIT',
  SOURCE_FALSE: 'SOURCE_FALSE'
}

/** Details of one failure, at most. */
const MOST_DETAILS = 100

/** What is left of other failures, and the causes with what they explain. */
export interface Explained {
  readonly causes: readonly Failure[]
  readonly others: readonly Failure[]
}

/**
 * Takes in what causes explain: a failure of a rule whose files are all named by causes, and a failure that says of a step,
 * or of none, what a cause says of it.
 *
 * @param causes of the check, of one layout
 */
export function explainFailures(causes: readonly Failure[], others: readonly Failure[]): Explained {
  const byPath = new Map<string, Set<Failure>>()
  const byCode = new Map<string, Failure[]>()
  for (const cause of causes) {
    for (const path of cause.artifacts ?? []) byPath.set(path, (byPath.get(path) ?? new Set()).add(cause))
    byCode.set(cause.code, [...(byCode.get(cause.code) ?? []), cause])
  }
  const more = new Map<Failure, string[]>()
  const left = others.filter((other) => {
    const cause = causeOf(other, byPath, byCode)
    if (cause === undefined) return true
    more.set(cause, [...(more.get(cause) ?? []), ...linesOf(other)])
    return false
  })
  return {
    causes: causes.map((cause) => {
      const lines = more.get(cause)
      return lines === undefined ? cause : { ...cause, details: [...cause.details, ...lines].slice(0, MOST_DETAILS) }
    }),
    others: left
  }
}

function causeOf(
  other: Failure,
  byPath: ReadonlyMap<string, ReadonlySet<Failure>>,
  byCode: ReadonlyMap<string, readonly Failure[]>
): Failure | undefined {
  const { code, step, artifacts = [], rule } = other
  const same = SAME[code]
  if (same !== undefined)
    return byCode.get(same)?.find((cause) => step === undefined || cause.step === undefined || cause.step === step)
  const [first] = artifacts
  if (rule === undefined || first === undefined || !artifacts.every((path) => byPath.has(path))) return undefined
  const named = [...(byPath.get(first) as ReadonlySet<Failure>)]
  return named.find((cause) => cause.step === step) ?? named[0]
}

/** What a failure says, in lines of another. */
function linesOf({ code, step, list, ruleIndex, rule, message, details }: Failure): string[] {
  if (rule === undefined) return [`${code}: ${message}`, ...details]
  return [`${code}: expected_${list}[${ruleIndex}] of step "${step}" (${rule}) refuses it, too.`]
}
