// SPDX-License-Identifier: Apache-2.0
// The chain as a Mermaid graph: steps with who performed them and how much they recorded, edges where rules match
// artifacts of another step, the broken ones red.
import { count } from '../base/count.ts'
import type { ItemReport } from '../intoto/verification/verification.ts'
import type { AnyFailure, ChainSource, ChainStep, Report } from './report.ts'
import { shortKeyIds } from './short-key-ids.ts'

/** Beyond this, GitHub takes long to draw and people see nothing. */
const MOST_STEPS = 60
/** UTF-16 code units of one line of a label. */
const MOST_LABEL = 60

/** The graph with its fence; an empty string when there is nothing to draw. */
export function chainGraph({ chain, items, failures }: Pick<Report, 'chain' | 'items' | 'failures'>): string {
  if (chain.length === 0) return ''
  const shown = chain.slice(0, MOST_STEPS)
  const ids = new Map(shown.map(({ exactName }, index) => [exactName, `s${index}`]))
  const reports = new Map(items.filter(({ kind }) => kind !== 'inspection').map((item) => [item.name, item]))
  const broken = new Set(failures.flatMap(({ step }) => (step === undefined ? [] : [step.split('/')[0] as string])))
  const lines = ['```mermaid', 'flowchart LR']
  for (const step of shown) {
    const item = reports.get(step.name)
    const isBroken = broken.has(step.name)
    lines.push(
      `  ${ids.get(step.exactName) ?? ''}["${label(step, item, isBroken)}"]:::${isBroken ? 'broken' : item === undefined ? 'missing' : 'good'}`
    )
  }
  const red: number[] = []
  let edges = 0
  for (const step of shown) {
    for (const from of step.from) {
      const source = ids.get(from.exactStep)
      if (source === undefined) continue
      const bad = failures.some((failure) => breaksEdge(failure, step.name, from))
      lines.push(`  ${source} ${bad ? '-. broken .->' : '-->'} ${ids.get(step.exactName) ?? ''}`)
      if (bad) red.push(edges)
      edges += 1
    }
  }
  lines.push(
    '  classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3d1a',
    '  classDef broken fill:#ffebe9,stroke:#cf222e,stroke-width:3px,color:#5c0a10',
    '  classDef missing fill:#f6f8fa,stroke:#8c959f,stroke-dasharray:4,color:#424a53'
  )
  if (red.length > 0) lines.push(`  linkStyle ${red.join(',')} stroke:#cf222e,stroke-width:3px,color:#cf222e`)
  lines.push('```')
  if (chain.length > shown.length) lines.push('', `${chain.length - shown.length} further steps are not drawn.`)
  return lines.join('\n')
}

function label(step: ChainStep, item: ItemReport | undefined, broken: boolean): string {
  const facts =
    item === undefined
      ? [broken ? 'no link that counts' : 'not reached']
      : [
          count(item.materials, 'material'),
          count(item.products, 'product'),
          item.unsigned === true
            ? 'unsigned'
            : item.functionaries.length === 0
              ? ''
              : `by ${shortKeyIds(item.functionaries)}`
        ]
  return [`<b>${mermaidText(step.name)}</b>`, ...facts.filter((fact) => fact !== '').map(mermaidText)].join('<br>')
}

/** An edge is broken where rules that follow it fail, or where either of its ends has no link. */
function breaksEdge(failure: AnyFailure, to: string, from: ChainSource): boolean {
  const step = failure.step?.split('/')[0]
  if (step === to) return failure.list === undefined || from.lists.includes(failure.list)
  return step === from.step && failure.code.startsWith('LINK')
}

/** Everything but letters and digits as character codes of Mermaid's own kind; a long text is cut. */
function mermaidText(text: string): string {
  const shown = text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}…` : text
  return shown.replace(/[^\p{L}\p{N} ,._-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`)
}
