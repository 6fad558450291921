// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { parseRuleTokens } from '../rules/parse-rule.ts'
import type { ArtifactRule } from '../rules/artifact-rule.ts'
import type { Inspection, Layout, Step } from './layout.ts'
import { fill, substitute, withSingleBracesAroundNames } from './parameters.ts'

/** How the words of rules and commands change; `where` is for messages, escaped. */
interface Changes {
  readonly rule: (word: string, where: string) => string
  readonly expected: (word: string, where: string) => string
  readonly run: (word: string, where: string) => string
}

/**
 * Puts parameters into rules and commands as the reference does (in-toto v1.0, 4.3.4); names, keys and the readme keep
 * their braces.
 *
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX, METADATA_RULE_INVALID when a rule is none afterwards
 */
export function substituteLayout(layout: Layout, parameters: ReadonlyMap<string, string>): Layout {
  const word = (text: string, where: string): string => substitute(text, parameters, where)
  return withWords(layout, { rule: word, expected: word, run: word })
}

/**
 * The same in the strict mode: braces that are no parameter with a value are text. Doubled braces of an expected command
 * stay, since it is only compared; `compareCommand` takes them for either.
 *
 * @throws METADATA_RULE_INVALID when a rule is none afterwards
 */
export function fillLayout(layout: Layout, parameters: ReadonlyMap<string, string>): Layout {
  return withWords(layout, {
    rule: (word) => fill(word, parameters, 'single'),
    expected: (word) => fill(word, parameters, 'kept'),
    run: (word) => fill(word, parameters, 'single')
  })
}

/** The layout where no parameters are given: `{{name}}` in the command of an inspection is `{name}`, as it is with them. */
export function unfilledLayout(layout: Layout): Layout {
  if (layout.inspections.length === 0) return layout
  return {
    ...layout,
    inspections: layout.inspections.map((item) => ({ ...item, run: item.run.map(withSingleBracesAroundNames) }))
  }
}

function withWords(layout: Layout, { rule, expected, run }: Changes): Layout {
  const rules = (list: readonly ArtifactRule[], where: string): ArtifactRule[] =>
    list.map(({ tokens }, index) => {
      const place = `${where}[${index}]`
      return parseRuleTokens(
        tokens.map((word) => rule(word, place)),
        place
      )
    })
  const lists = (item: Step | Inspection): { expectedMaterials: ArtifactRule[]; expectedProducts: ArtifactRule[] } => {
    const where = `${item.kind} ${quoteUntrusted(item.name)}`
    return {
      expectedMaterials: rules(item.expectedMaterials, `${where}, expected_materials`),
      expectedProducts: rules(item.expectedProducts, `${where}, expected_products`)
    }
  }
  return {
    ...layout,
    steps: layout.steps.map((step) => {
      const where = `step ${quoteUntrusted(step.name)}, expected_command`
      return { ...step, ...lists(step), expectedCommand: step.expectedCommand.map((word) => expected(word, where)) }
    }),
    inspections: layout.inspections.map((inspection) => {
      const where = `inspection ${quoteUntrusted(inspection.name)}, run`
      return { ...inspection, ...lists(inspection), run: inspection.run.map((word) => run(word, where)) }
    })
  }
}
