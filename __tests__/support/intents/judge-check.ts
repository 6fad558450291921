// SPDX-License-Identifier: Apache-2.0
// The built-in check as a judge, on links that nobody signed.
import type { AcceptedEvidence, IntentsEvidence, IntentsVerdict } from '../../../src/intoto/intents/intents-evidence.ts'
import { readSource } from '../../../src/intoto/link/source-claim.ts'
import type { Answer, Judge, Told } from './judge.ts'
import { intentsOfPlain } from './plain-intents.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import type { Knowledge, PlainLink, PlainRun } from './plain-run.ts'
import { filesOfCommit, linkOf } from './run-links.ts'

export type Check = (evidence: IntentsEvidence) => IntentsVerdict

export const checkJudge = (check: Check): Judge => ({
  name: 'check',
  reasons: 'all',
  of: (pipeline) => {
    const intents = intentsOfPlain(pipeline)
    const layoutSteps = pipeline.steps.map(({ name }) => name)
    return (run, known) => {
      const missing = layoutSteps.filter((step) => (run.links.get(step) ?? []).length === 0)
      const verdict = check({
        intents,
        layoutSteps,
        accepted: acceptedOf(run),
        unknownSteps: run.strangers,
        known: knownOf(run, known)
      })
      return answerOf(pipeline, verdict, missing)
    }
  }
})

export function acceptedOf(run: PlainRun): ReadonlyMap<string, readonly AcceptedEvidence[]> {
  return new Map(
    [...run.links].map(([step, links]) => [
      step,
      links.map((link, index) => evidenceOf(`${step}.${index}.link`, link, run))
    ])
  )
}

function evidenceOf(at: string, plain: PlainLink, run: PlainRun): AcceptedEvidence {
  const link = linkOf(plain, run)
  if (plain.kind === 'link') return { kind: 'link', at, link }
  // What stands for a chain has no environment of its own.
  const claim = readSource(link.environment)
  const claims = claim === undefined || claim === 'malformed' ? [] : [claim]
  return {
    kind: 'sublayout',
    at,
    link: { ...link, environment: new Map() },
    inIntents: plain.kind === 'sublayout',
    claims
  }
}

export function knownOf({ truth, ref }: PlainRun, known: Knowledge): IntentsEvidence['known'] {
  return {
    commit: known.commit ? truth.commit : undefined,
    files: known.files ? filesOfCommit(truth) : undefined,
    ref: known.ref ? ref : undefined
  }
}

/** Verification itself refuses a run without a link; the check says then that it could not look, and is no pass. */
function answerOf(pipeline: PlainPipeline, verdict: IntentsVerdict, missing: readonly string[]): Answer {
  const told = verdict.failures.map(({ code, step, artifacts }): Told => ({ code, step, files: artifacts }))
  const { released } = verdict
  if (missing.length > 0) {
    const inIntents = missing.some((step) => pipeline.steps.find(({ name }) => name === step)?.inRules === undefined)
    const silent = inIntents && verdict.notEvaluated.length === 0
    return { told: silent ? told : [...missing.map((step) => ({ code: 'LINK_MISSING', step, files: [] })), ...told] }
  }
  return {
    told,
    released:
      released === undefined
        ? undefined
        : new Map([...released].map(([path, digest]) => [path, digest.slice('sha256:'.length)]))
  }
}
