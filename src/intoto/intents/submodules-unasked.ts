// SPDX-License-Identifier: Apache-2.0
// The files of a submodule lie in another repository, which nobody asks. Where several jobs claim them alike, they are as
// good as what recorders say at all; what one job alone says of them, nobody confirms.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { readRunBinding } from '../link/run-binding.ts'
import { claimsOf } from './claims-of-step.ts'
import type { AcceptedEvidence } from './intents-evidence.ts'
import type { StepRecord } from './step-record.ts'

/**
 * What is told of submodules, in sentences.
 *
 * @param records of steps that take or add source
 * @param isAsked whether the repository told which commits they are at
 */
export function submodulesUnasked(records: readonly StepRecord[], isAsked: boolean): string[] {
  const witnesses = new Map<string, Set<string>>()
  for (const record of records)
    for (const { by, claim } of claimsOf(record)) {
      if (claim === undefined || claim === 'malformed') continue
      for (const path of claim.submodules.keys())
        witnesses.set(path, (witnesses.get(path) ?? new Set()).add(witnessOf(by)))
    }
  const paths = [...witnesses.keys()]
  const alone = paths.filter((path) => witnesses.get(path)?.size === 1)
  const agreed = paths.filter((path) => witnesses.get(path)?.size !== 1)
  return [
    ...(alone.length === 0
      ? []
      : [
          `The files of ${names(alone)} are what one job alone says, and no other job or functionary confirms: let a second job check ${alone.length === 1 ? 'it' : 'them'} out, too.`
        ]),
    ...(agreed.length === 0
      ? []
      : [
          `The files of ${names(agreed)} are what the recorders say, all of them alike${isAsked ? `: the repository that was asked names ${agreed.length === 1 ? 'its commit' : 'their commits'}, as the links do, and has no files of ${agreed.length === 1 ? 'it' : 'them'}` : ''}.`
        ])
  ]
}

function names(paths: readonly string[]): string {
  const quoted = listed(paths, LIMITS.sentenceNames, (path) => quoteUntrusted(path, 200))
  return `the ${paths.length === 1 ? 'submodule' : 'submodules'} ${quoted}`
}

/** Stages of one job are one witness, and so are links that say nothing of their job and stand for one step. */
function witnessOf({ at, link }: AcceptedEvidence): string {
  const run = readRunBinding(link.environment)
  const job = run === undefined || run === 'malformed' ? undefined : run.job
  return job === undefined ? `link ${at}` : `job ${job}`
}
