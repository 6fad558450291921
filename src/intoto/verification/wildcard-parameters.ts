// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Layout } from '../layout/layout.ts'
import { hasWildcard } from '../rules/pattern.ts'
import type { Failure } from './failure.ts'

/** Parameters whose value would act as a pattern wherever a rule uses them. The reference substitutes them as they are. */
export function wildcardParameters(layout: Layout, parameters: ReadonlyMap<string, string>): Failure[] {
  const tokens = [...layout.steps, ...layout.inspections].flatMap((item) =>
    [...item.expectedMaterials, ...item.expectedProducts].flatMap((rule) => rule.tokens)
  )
  return [...parameters]
    .filter(([name, value]) => hasWildcard(value) && tokens.some((token) => token.includes(`{${name}}`)))
    .map(([name, value]) => ({
      code: 'PARAMETER_WILDCARD',
      message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, which a rule would read as a pattern.`,
      details: [],
      hint: 'Give a value without *, ? and [, or write the pattern into the layout.'
    }))
}
