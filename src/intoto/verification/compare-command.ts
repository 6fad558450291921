// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { describe } from '../json/json-at.ts'
import type { JsonValue } from '../json/json-value.ts'
import type { Step } from '../layout/layout.ts'
import { placeholders, withSingleBraces } from '../layout/parameters.ts'
import type { Link } from '../link/link.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Warning } from './failure.ts'
import type { Compatibility } from './verification.ts'

/**
 * How a command differs from the one that the layout expects (5.2, step 8): a difference is worth a look and proves
 * nothing, since a command can be aliased. The same words in another directory, or after a setup that could rewrite what
 * they run, are another command, too.
 *
 * Each difference is a warning of its own, so that a long one pushes no other out of sight.
 */
export function compareCommand(
  step: Step,
  { command, environment }: Link,
  { prefix, compatibility }: { readonly prefix: string; readonly compatibility: Compatibility }
): Warning[] {
  const expected = step.expectedCommand
  if (expected.length === 0) return []
  const differences: string[] = []
  const wanted = wordsOf(expected)
  // Doubled braces are what parameters demand for one, and a template of another language.
  const same = (word: string, ran: string | undefined): boolean =>
    word === ran || (compatibility === 'strict' && withSingleBraces(word) === ran)
  if (expected.length !== command.length || !expected.every((word, index) => same(word, command[index])))
    differences.push(
      command.length === 0
        ? `does not say what it ran: its link names no command (\`record\`, and \`begin\` without \`run\`, record none); the layout expects ${wanted}. Record it with \`run\`, or leave the command out of the layout`
        : `ran ${wordsOf(command)}; the layout expects ${wanted}${withoutValue(expected, compatibility)}`
    )
  // The reference knows neither of these members.
  if (compatibility === 'strict') {
    const directory = environment.get('working_directory')
    if (directory !== undefined && directory !== '.') {
      const place = textOr(directory, (text) => (/^$|\/$/.test(text) ? text : `${text}/`))
      differences.push(`ran its command in ${place}; the layout expects ${wanted} at the top of the workspace`)
    }
    const setup = environment.get('setup')
    if (setup !== undefined) {
      differences.push(`ran the setup ${textOr(setup)} before its command; the layout expects ${wanted} alone`)
    }
  }
  return differences.map((difference) => ({
    code: 'COMMAND_DIFFERS',
    step: `${prefix}${escapeUntrusted(step.name)}`,
    message: `Step ${quoteUntrusted(step.name)} ${difference}.`
  }))
}

/** Words as a shell and `inspect` have them: each in quotes that needs some, so that no two commands look alike. */
function wordsOf(words: readonly string[]): string {
  return `\`${escapeUntrusted(joinWords(words))}\``
}

/** Parameters that were not given stay as they are written, which explains a difference. */
function withoutValue(expected: readonly string[], compatibility: Compatibility): string {
  const [name] = compatibility === 'strict' ? expected.flatMap(placeholders) : []
  return name === undefined ? '' : `; if {${escapeUntrusted(name)}} is a parameter, it has no value`
}

/** What is no text is said to be that: whoever made the link must not hide something by its type. */
function textOr(value: JsonValue, form = (text: string): string => text): string {
  return typeof value === 'string' ? quoteUntrusted(form(value)) : `(unreadable: ${describe(value)})`
}
