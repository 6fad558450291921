// SPDX-License-Identifier: Apache-2.0
// What can be said only when all steps are known: MATCH rules may name later ones, too.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nearestName } from '../base/nearest-name.ts'
import type { Inspection, Step } from '../intoto/layout/layout.ts'
import type { PlacedItem } from './read-items.ts'
import { reviewRules, type PlacedRule } from './review-rules.ts'
import type { YamlReader } from './yaml-reader.ts'

/** Problems and warnings of the rules of all items. */
export function reviewItems(
  reader: YamlReader,
  steps: readonly PlacedItem<Step>[],
  inspections: readonly PlacedItem<Inspection>[]
): void {
  const stepNames = steps.map(({ item }) => item.name)
  const allNames = [...stepNames, ...inspections.map(({ item }) => item.name)]
  for (const { item, materials, products } of [...steps, ...inspections]) {
    const names = item.kind === 'step' ? stepNames : allNames
    for (const placed of [...materials, ...products]) checkMatch(reader, placed, names)
    for (const [list, rules] of [
      ['materials', materials],
      ['products', products]
    ] as const) {
      for (const { weight, offset, message, hint } of reviewRules(list, item.name, rules)) {
        if (weight === 'warning') reader.warning({ offset }, message, hint)
        else reader.problem('LAYOUT_SOURCE_RULE', { offset }, message, hint)
      }
    }
  }
}

function checkMatch(reader: YamlReader, { rule, offset }: PlacedRule, names: readonly string[]): void {
  if (rule.type !== 'MATCH' || names.includes(rule.from)) return
  const near = nearestName(rule.from, names)
  reader.problem(
    'LAYOUT_SOURCE_UNKNOWN',
    { offset },
    `A MATCH rule names ${quoteUntrusted(rule.from)}, and there is no such step.`,
    near === undefined
      ? `The steps are: ${names.map((name) => quoteUntrusted(name)).join(', ')}.`
      : `Did you mean ${quoteUntrusted(near)}?`
  )
}
