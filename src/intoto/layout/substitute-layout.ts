// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { parseRuleTokens } from '../rules/parse-rule.ts'
import type { ArtifactRule } from '../rules/artifact-rule.ts'
import type { Inspection, Layout, Step } from './layout.ts'
import { placeholders, substitute } from './parameters.ts'

/**
 * Puts parameters into rules and commands (in-toto v1.0, 4.3.4); names, keys and the readme keep their braces.
 *
 * @param otherBraces as `substitute` takes it
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX, METADATA_RULE_INVALID when a rule is none afterwards
 */
export function substituteLayout(
  layout: Layout,
  parameters: ReadonlyMap<string, string>,
  otherBraces: 'text' | 'refused' = 'refused'
): Layout {
  const words = (texts: readonly string[], where: string): string[] =>
    texts.map((text) => substitute(text, parameters, where, otherBraces))
  const rules = (list: readonly ArtifactRule[], where: string): ArtifactRule[] =>
    list.map((rule, index) => parseRuleTokens(words(rule.tokens, `${where}[${index}]`), `${where}[${index}]`))
  const lists = (item: Step | Inspection): { expectedMaterials: ArtifactRule[]; expectedProducts: ArtifactRule[] } => {
    const where = `${item.kind} ${quoteUntrusted(item.name)}`
    return {
      expectedMaterials: rules(item.expectedMaterials, `${where}, expected_materials`),
      expectedProducts: rules(item.expectedProducts, `${where}, expected_products`)
    }
  }
  return {
    ...layout,
    steps: layout.steps.map((step) => ({
      ...step,
      ...lists(step),
      expectedCommand: words(step.expectedCommand, `step ${quoteUntrusted(step.name)}, expected_command`)
    })),
    inspections: layout.inspections.map((inspection) => ({
      ...inspection,
      ...lists(inspection),
      run: words(inspection.run, `inspection ${quoteUntrusted(inspection.name)}, run`)
    }))
  }
}

/** A word of a script is no parameter: `${HOME}` of a shell, or `{ print }` among others. */
const SCRIPT = /\s|\$\{/

/** The parameters that rules and commands of a layout wait for, and where, escaped. */
export function awaitedParameters({ steps, inspections }: Layout): Map<string, string> {
  const awaited = new Map<string, string>()
  for (const item of [...steps, ...inspections]) {
    const command = item.kind === 'step' ? item.expectedCommand : item.run
    const rules = [...item.expectedMaterials, ...item.expectedProducts].flatMap(({ tokens }) => tokens)
    for (const name of [...rules, ...command.filter((word) => !SCRIPT.test(word))].flatMap(placeholders))
      if (!awaited.has(name)) awaited.set(name, `${item.kind} ${quoteUntrusted(item.name)}`)
  }
  return awaited
}
