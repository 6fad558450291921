// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { DeadRule } from './analyse-list.ts'
import type { ArtifactRule } from './artifact-rule.ts'
import { joinWords } from './rule-text.ts'

/** Why the rule at `index` of a list never takes anything, for people; escaped. */
export function deadRuleText(why: DeadRule, rules: readonly ArtifactRule[], index: number): string {
  switch (why.because) {
    case 'fits-nothing':
      return 'no path that can be recorded fits it'
    case 'treatment': {
      // Of files that a step has at its start none is created, and of those that it has at its end none is deleted.
      const { type } = rules[index] as ArtifactRule
      const kind = type === 'CREATE' ? 'a material' : 'a product'
      return `${type} never takes ${kind} such as ${quoteUntrusted(why.example.path)}`
    }
    case 'taken': {
      const before = rules[why.by] as ArtifactRule
      const text = escapeUntrusted(joinWords(before.tokens))
      const example = quoteUntrusted(why.example.path)
      return before.type === 'MATCH'
        ? `"${text}" before it asks the same of all that it fits, ${example} for example`
        : `"${text}" before it takes all that it fits, ${example} for example`
    }
  }
}
