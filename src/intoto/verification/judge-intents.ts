// SPDX-License-Identifier: Apache-2.0
// The built-in check within a verification: of a layout in intents everything that rules cannot say. It runs nothing, so
// nobody has to allow it.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { CoreError } from '../codes.ts'
import { checkIntents } from '../intents/check-intents.ts'
import type { IntentFailure } from '../intents/intent-failure.ts'
import type { Intents } from '../intents/intents.ts'
import type { KnownOfRun } from '../intents/intents-evidence.ts'
import { intentsOf, isIntentsInspection } from '../intents/intents-of-layout.ts'
import type { Layout } from '../layout/layout.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import type { AcceptedStep } from './accept-steps.ts'
import type { Failure, Warning } from './failure.ts'
import type { Findings } from './findings.ts'
import { workOfIntents } from './intents-work.ts'
import type { SourceJudge } from './judge-source.ts'
import type { LayoutPosition } from './layout-position.ts'
import { releasedProducts, type FinalProducts } from './released-products.ts'
import { unknownSteps } from './unknown-links.ts'
import type { VerificationRequest } from './verification.ts'

/** What a layout says in intents, as it was signed; a failure where that cannot be read. */
export function readIntents(layout: Layout): Intents | Failure | undefined {
  try {
    return intentsOf(layout)
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    const { code, message, hint } = error
    return {
      code: 'LAYOUT_INTENTS_INVALID',
      errorCode: code,
      message,
      details: [],
      hint: hint ?? 'Let the owners of the layout build it again from `layout.yml`, and sign it.'
    }
  }
}

export interface JudgeIntentsRequest {
  readonly intents: Intents
  readonly layout: Layout
  readonly accepted: ReadonlyMap<string, AcceptedStep>
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
}

/**
 * Holds all links that count against what the layout says, whatever became of its rules.
 *
 * @throws what the store of the links throws, and the port that knows the source unless something failed
 */
export async function judgeIntents(wanted: JudgeIntentsRequest): Promise<JudgedIntents> {
  const { intents, layout, accepted, position, request, findings } = wanted
  const { prefix, work } = position
  const evidence = new Map([...accepted].map(([step, found]) => [step, found.evidence]))
  work.spend(workOfIntents(intents, evidence))
  const verdict = checkIntents({
    intents,
    accepted: evidence,
    layoutSteps: layout.steps.map(({ name }) => name),
    unknownSteps: await unknownSteps({
      links: position.links,
      steps: findings.steps,
      inspections: findings.inspections,
      otherSteps: request.otherSteps ?? [],
      ports: request.ports,
      work
    }),
    known: await knownOfRun(wanted)
  })
  const of = prefix === '' ? '' : ` (the layout in the place of the link of step "${prefix.slice(0, -1)}")`
  return {
    failures: [...verdict.failures.map(failureOf), ...layoutsInRules(intents, accepted)],
    warnings: [
      ...verdict.warnings.map((message): Warning => ({ code: 'INTENTS_LOOSE', message: `${message}${of}` })),
      ...verdict.notEvaluated.map(
        (message): Warning => ({ code: 'INTENTS_NOT_EVALUATED', message: `Not evaluated: ${message}${of}` })
      )
    ],
    final: releasedProducts(intents, verdict.released, accepted)
  }
}

/** Whatever the layout says of the commit, whoever verifies has said which one it is, or nobody has. */
async function knownOfRun({ intents, request, findings, sources }: JudgeIntentsRequest): Promise<KnownOfRun> {
  const { source, run, runFacts } = request
  return {
    commit: source?.commit ?? (intents.sourceCommit === 'run' ? run?.commit : undefined),
    files: await sources.digestsOf(findings.sources, findings.failed > 0),
    ref: run?.ref ?? runFacts?.ref
  }
}

function failureOf({ step, statement, ...facts }: IntentFailure): Failure {
  const list = LISTS.find(([codes]) => codes.test(facts.code))?.[1]
  return {
    ...facts,
    ...(step === undefined ? {} : { step }),
    ...(list === undefined ? {} : { list }),
    ...(statement === undefined ? {} : { statement })
  }
}

/** Which half of a link a failure is about. */
const LISTS: readonly (readonly [RegExp, ArtifactKind])[] = [
  [/^TAKES_/, 'materials'],
  [/^(?:ADDED|REMOVED|CHANGED)_UNEXPECTED$|^NOT_REMOVED$/, 'products']
]

/** Whoever may delegate hands on what the layout demands, in words that the same check reads. */
function layoutsInRules({ steps }: Intents, accepted: JudgeIntentsRequest['accepted']): Failure[] {
  return [...steps.values()].flatMap(({ name, delegated }) => {
    const other = accepted.get(name)?.evidence.find(({ kind, inIntents }) => kind === 'sublayout' && !inIntents)
    if (!delegated || other === undefined) return []
    return [
      {
        code: 'SUBLAYOUT_UNEXPECTED',
        step: escapeUntrusted(name),
        statement: `${name} delegated`,
        at: other.at,
        message: `The layout that stands in the place of the link of step ${quoteUntrusted(name)} says nothing in intents, so nobody checks what its steps take and leave behind.`,
        details: [],
        hint: 'Let whoever performs the step write its layout in intents, with `takes`, `adds` and `release`, and sign it again.'
      } satisfies Failure
    ]
  })
}

/** The words that carry what a layout says in intents. */
export function intentsWords({ inspections }: Pick<Layout, 'inspections'>): readonly string[] {
  return inspections.find(isIntentsInspection)?.run ?? []
}
