// SPDX-License-Identifier: Apache-2.0
import type { Step } from '../../../src/intoto/layout/layout.ts'
import { parseRuleTokens } from '../../../src/intoto/rules/parse-rule.ts'
import { compileIntents } from '../../../src/layouts/compile/compile-intents.ts'
import { intentsOfPlain } from './plain-intents.ts'
import type { PlainPipeline } from './plain-pipeline.ts'

/** The steps of a layout with the rules that the compiler writes for them; a step in rules has none, it is not judged. */
export function compiledSteps(pipeline: PlainPipeline): readonly Step[] {
  const compiled = compileIntents({
    intents: intentsOfPlain(pipeline),
    steps: pipeline.steps.map(({ name }) => name),
    inRules: new Set(pipeline.steps.filter(({ inRules }) => inRules !== undefined).map(({ name }) => name))
  })
  return pipeline.steps.map(({ name, threshold = 1 }): Step => {
    const { materials, products } = compiled.get(name) ?? { materials: [], products: [] }
    const read = (rules: readonly { readonly words: readonly string[] }[]): Step['expectedMaterials'] =>
      rules.map(({ words }) => parseRuleTokens(words, name))
    return {
      kind: 'step',
      name,
      threshold,
      pubkeys: [],
      expectedCommand: [],
      expectedMaterials: read(materials),
      expectedProducts: read(products)
    }
  })
}
