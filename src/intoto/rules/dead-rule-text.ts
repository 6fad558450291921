// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { DeadRule } from './analyse-list.ts'
import type { ArtifactRule } from './artifact-rule.ts'
import { joinWords } from './rule-text.ts'

/** Why a rule of a list never takes anything, for people; escaped. */
export function deadRuleText(why: DeadRule, rules: readonly ArtifactRule[]): string {
  switch (why.because) {
    case 'fits-nothing':
      return 'no path that can be recorded fits it'
    case 'treatment':
      return `a file of this list such as ${quoteUntrusted(why.example.path)} is never treated so`
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
