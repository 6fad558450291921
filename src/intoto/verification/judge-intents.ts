// SPDX-License-Identifier: Apache-2.0
// The built-in check within a verification: of a layout in intents everything that rules cannot say. It runs nothing, so
// nobody has to allow it.
import { checkIntents } from '../intents/check-intents.ts'
import { claimsIn } from '../intents/claims-of-step.ts'
import type { IntentFailure } from '../intents/intent-failure.ts'
import { seesSource, type Intents, type StepIntents } from '../intents/intents.ts'
import type { KnownOfRun } from '../intents/intents-evidence.ts'
import type { Layout } from '../layout/layout.ts'
import type { SourceClaim } from '../link/source-claim.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import type { AcceptedStep } from './accept-steps.ts'
import type { Failure, Warning } from './failure.ts'
import type { Findings } from './findings.ts'
import { workOfIntents } from './intents-work.ts'
import type { SourceJudge } from './judge-source.ts'
import type { LayoutPosition } from './layout-position.ts'
import { releasedProducts, type FinalProducts } from './released-products.ts'
import type { VerificationRequest } from './verification.ts'

export interface JudgeIntentsRequest {
  readonly intents: Intents
  readonly layout: Layout
  readonly accepted: ReadonlyMap<string, AcceptedStep>
  /** Steps that links here are of, and that no layout has. */
  readonly unknownSteps: readonly string[]
  readonly position: LayoutPosition
  readonly request: VerificationRequest
  readonly findings: Findings
  readonly sources: SourceJudge
}

/** What the check found. */
export interface JudgedIntents {
  /** Of this layout, the cause first. */
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
  readonly final: FinalProducts
  /** What its links claim of source. */
  readonly claims: readonly SourceClaim[]
  /** Its steps in their order. */
  readonly steps: Iterable<StepIntents>
}

/**
 * Holds all links that count against what the layout says, whatever became of its rules.
 *
 * @throws what the port throws that knows the source, unless something failed
 */
export async function judgeIntents(wanted: JudgeIntentsRequest): Promise<JudgedIntents> {
  const { intents, layout, accepted, unknownSteps, position } = wanted
  const { prefix, work } = position
  const evidence = new Map([...accepted].map(([step, found]) => [step, found.evidence]))
  work.spend(workOfIntents(intents, evidence))
  const verdict = checkIntents({
    intents,
    accepted: evidence,
    layoutSteps: layout.steps.map(({ name }) => name),
    unknownSteps,
    known: await knownOfRun(wanted)
  })
  const of = prefix === '' ? '' : ` (the layout in the place of the link of step "${prefix.slice(0, -1)}")`
  return {
    failures: verdict.failures.map(failureOf),
    warnings: [
      ...verdict.warnings.map((message): Warning => ({ code: 'INTENTS_LOOSE', message: `${message}${of}` })),
      ...verdict.notEvaluated.map((message): Warning => ({
        code: 'INTENTS_NOT_EVALUATED',
        message: `Not evaluated: ${message}${of}`
      }))
    ],
    final: releasedProducts(intents, verdict.released, accepted),
    claims: claimsOf(intents, accepted),
    steps: intents.steps.values()
  }
}

/** Whatever the layout says of the commit, whoever verifies has said which one it is, or nobody has. */
async function knownOfRun({ intents, position, request, findings, sources }: JudgeIntentsRequest): Promise<KnownOfRun> {
  const { source, run, runFacts, branch } = request
  const told = await sources.toldOf(findings.sources, findings.failed > 0)
  return {
    commit: source?.commit ?? (position.ofRun || intents.sourceCommit === 'run' ? run?.commit : undefined),
    files: told?.digests,
    submodules: told?.submodules,
    ref: branch ?? targetOf(run?.ref ?? runFacts?.ref, run?.event ?? runFacts?.event)
  }
}

/**
 * The ref that a run is for: of a pull request its ref says nothing. A merge queue runs on a branch of its own, whose name
 * tells the other one; but whoever may push can make a branch of such a name, and only the event tells a queue.
 */
function targetOf(ref: string | undefined, event: string | undefined): string | undefined {
  const queued = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(ref ?? '')?.[1]
  if (queued !== undefined && event === 'merge_group') return `refs/heads/${queued}`
  if (queued !== undefined && event === undefined) return undefined
  return ref?.startsWith('refs/pull/') === true ? undefined : ref
}

/** A failure of the check, as verification tells it. */
export function failureOf({ step, statement, ...facts }: IntentFailure): Failure {
  const list = HALVES[facts.code]
  return {
    ...facts,
    ...(step === undefined ? {} : { step }),
    ...(list === undefined ? {} : { list }),
    ...(statement === undefined ? {} : { statement })
  }
}

/** Which half of a link a failure is about, where it is about one. */
const HALVES: Readonly<Partial<Record<IntentFailure['code'], ArtifactKind>>> = {
  TAKES_EXTRA: 'materials',
  TAKES_MISSING: 'materials',
  TAKES_DIFFERS: 'materials',
  TAKES_CONFLICT: 'materials',
  ADDED_UNEXPECTED: 'products',
  REMOVED_UNEXPECTED: 'products',
  CHANGED_UNEXPECTED: 'products',
  NOT_REMOVED: 'products'
}

/** What links say of the source that their steps took or added, those of layouts in the place of links among them. */
function claimsOf({ steps }: Intents, accepted: JudgeIntentsRequest['accepted']): SourceClaim[] {
  return [...steps.values()].flatMap((step) => {
    return seesSource(step) ? (accepted.get(step.name)?.evidence ?? []).flatMap(claimsIn) : []
  })
}
