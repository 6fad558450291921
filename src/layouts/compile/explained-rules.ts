// SPDX-License-Identifier: Apache-2.0
// Compiled rules for people: each beside what the layout says that it comes from.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { joinWords } from '../../intoto/rules/rule-text.ts'
import { NEVER_RECORDED, type CompiledStep } from './compile-intents.ts'
import type { CompiledRule } from './rule-list.ts'

/** Columns that a rule may take before what it comes from stands below it. */
const MOST_COLUMNS = 64

/** The rules of all steps as lines, escaped. */
export function explainedRules(compiled: ReadonlyMap<string, CompiledStep>): string[] {
  return [
    'Rules, and beside each what it comes from. Where one compares with a later step, nothing may be missing there.',
    ...[...compiled].flatMap(([step, { materials, products }]) => [
      '',
      escapeUntrusted(step),
      ...listLines('materials', materials),
      ...listLines('products', products)
    ])
  ]
}

function listLines(kind: string, rules: readonly CompiledRule[]): string[] {
  const texts = rules.map(({ words }) => escapeUntrusted(joinWords(words)))
  const width = Math.max(0, ...texts.map(({ length }) => length).filter((length) => length <= MOST_COLUMNS))
  const lines = rules.flatMap((rule, index) => {
    const text = texts[index] as string
    const reason = reasonOf(rule, rules[index - 1])
    if (reason === '') return [`    ${text}`]
    return text.length > width
      ? [`    ${text}`, `    ${' '.repeat(width)}  ${reason}`]
      : [`    ${text.padEnd(width)}  ${reason}`]
  })
  return [`  ${kind}`, ...lines]
}

/** Empty where it is that of the rule before, or none. */
function reasonOf({ words, statements }: CompiledRule, before: CompiledRule | undefined): string {
  const [keyword, pattern] = words
  if (pattern === NEVER_RECORDED) return 'nothing in .git is ever recorded'
  // It ends what the rules before it say of the same files.
  if (keyword === 'DISALLOW' && before !== undefined && before.words[0] !== 'DISALLOW') return ''
  const reason = statements.join('; ')
  return reason === before?.statements.join('; ') ? '' : escapeUntrusted(reason)
}
