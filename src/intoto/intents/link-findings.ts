// SPDX-License-Identifier: Apache-2.0
// What stands in the place of a step's links: links of that step, or layouts where they may.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { takeStatement } from './begin-findings.ts'
import type { Finding, Saying } from './finding.ts'
import type { AcceptedEvidence } from './intents-evidence.ts'
import type { StepIntents } from './intents.ts'
import type { StepRecord } from './step-record.ts'

export function linkFindings({ name, intents, accepted }: StepRecord): Finding[] {
  const statement = intents === undefined ? undefined : takeStatement(name, intents.takes[0])
  const finding = (code: Finding['code'], saying: Saying | undefined): Finding[] =>
    saying === undefined ? [] : [{ code, step: name, statement, follows: 'alone', files: [], say: () => saying }]
  return [
    ...finding('LINK_NAME', accepted.map((one) => otherName(name, one)).find(isSaid)),
    ...finding('SUBLAYOUT_UNEXPECTED', accepted.map((one) => unexpectedLayout(one, intents)).find(isSaid))
  ]
}

const isSaid = (saying: Saying | undefined): boolean => saying !== undefined

/** Else a copy of the link of one leg could stand for another leg. */
function otherName(name: string, { kind, at, link }: AcceptedEvidence): Saying | undefined {
  if (kind === 'sublayout' || link.name === name) return undefined
  return {
    message: `The link ${at} stands for step ${quoteUntrusted(name)}, and is one of step ${quoteUntrusted(link.name)}.`,
    hint: 'Find out who renamed or copied the link, and run the step itself.'
  }
}

function unexpectedLayout(evidence: AcceptedEvidence, step: StepIntents | undefined): Saying | undefined {
  if (evidence.kind === 'link' || step === undefined) return undefined
  if (!step.delegated)
    return {
      message: `The layout ${evidence.at} stands in the place of the link of step "${step.name}", which is not delegated.`,
      hint: `If others may say how the step is done, write \`delegated: true\` at it, and sign the layout again${evidence.inIntents ? '' : '; in a new run let whoever signed that layout write all of its steps in intents'}. Else let the step record a link.`
    }
  if (evidence.inIntents) return undefined
  return {
    message: `The layout ${evidence.at}, which stands in the place of the link of step "${step.name}", is not in intents with all of its steps, so nobody knows what they left out.`,
    hint: 'Let whoever signed it write all of its steps in intents, and sign it again.'
  }
}

/** What layouts in the place of a link give away that the layout around them does not. */
export function givenAway({ name, accepted }: StepRecord, intents: StepIntents): string[] {
  return accepted.flatMap((evidence) => {
    if (evidence.kind === 'link' || evidence.intents === undefined) return []
    const where = `The layout ${evidence.at}, which stands in the place of the link of step "${name}",`
    const inner = [...evidence.intents.steps.values()]
    const any = inner.filter(({ recording }) => recording === 'any').map((step) => step.name)
    const allowed = new Set(intents.scratch)
    const lines = [...new Set(inner.flatMap(({ scratch }) => scratch))].filter((line) => !allowed.has(line))
    return [
      ...(any.length === 0 || intents.recording === 'any'
        ? []
        : [
            `${where} takes links that do not say what they left out (\`recording: any\`), of ${listed(any, LIMITS.sentenceNames, (text) => quoteUntrusted(text))}.`
          ]),
      ...(lines.length === 0
        ? []
        : [
            `${where} lets its steps leave files behind that the step itself does not have as scratch: ${listed(lines, LIMITS.sentenceNames, (text) => quoteUntrusted(text))}.`
          ])
    ]
  })
}
