// SPDX-License-Identifier: Apache-2.0
import { compilePattern } from '../../intoto/rules/pattern.ts'
import { escapedForRule } from './widened.ts'

/** The patterns of what follows a text in the names that fit a pattern. */
export function withoutBeginning(pattern: string, beginning: string): string[] {
  let forms = [pattern]
  for (const character of beginning) {
    const next = forms.flatMap((form) => {
      if (form.startsWith('*')) return [form, ...withoutBeginning(form.slice(1), character)]
      const escaped = escapedForRule(character)
      if (form.startsWith(escaped)) return [form.slice(escaped.length)]
      const brackets = /^\[[^\]]+\]/.exec(form)?.[0]
      const isOne = form.startsWith('?') || brackets !== undefined
      return isOne && compilePattern(brackets ?? '?').matches(character) ? [form.slice((brackets ?? '?').length)] : []
    })
    // Stars reach the same in many ways: what is left of a pattern is looked at once.
    forms = [...new Set(next)]
  }
  return forms.includes('*') ? ['*'] : forms
}
