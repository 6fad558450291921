// SPDX-License-Identifier: Apache-2.0
// What stands in the place of a step's links: links of that step, or layouts where they may.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { takeStatement } from './begin-findings.ts'
import type { Finding, Saying } from './finding.ts'
import type { AcceptedEvidence } from './intents-evidence.ts'
import type { StepIntents } from './intents.ts'
import type { StepRecord } from './step-record.ts'

/** Finds links that are of another step, and layouts that stand where a link must. */
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
      hint: `If others may say how the step is done, write ${delegatedLine(step)}, and sign the layout again${evidence.inIntents ? '' : '; in a new run let whoever signed that layout write all of its steps in intents'}. Else let the step record a link.`
    }
  if (evidence.inIntents) return undefined
  return {
    message: `The layout ${evidence.at}, which stands in the place of the link of step "${step.name}", is not in intents with all of its steps, so nobody knows what they left out.`,
    hint: 'Let whoever signed it write all of its steps in intents, and sign it again.'
  }
}

/** A step that may be delegated demands nothing of its own stage: no layout in its place shows that. */
function delegatedLine({ command, definition }: StepIntents): string {
  const keys = [
    ...(command === undefined ? [] : ['command']),
    ...(command?.workingDirectory === undefined ? [] : ['working-directory']),
    ...(command?.setup === undefined ? [] : ['setup']),
    ...(definition === undefined ? [] : ['definition'])
  ]
  const line = '`delegated: true`'
  if (keys.length === 0) return `${line} at it`
  const unseen = keys.map((key) => `\`${key}\``).join(', ')
  return `${line} in place of ${unseen} at it; the steps of the layout behind it can demand ${keys.length === 1 ? 'that' : 'those'}`
}
