// SPDX-License-Identifier: Apache-2.0
// What rules cannot say. With `elsewhere: rules-only` the layout carries rules alone, and nobody checks the rest.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isLiteral, type IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { seesSource, type Intents, type StepIntents } from '../../intoto/intents/intents.ts'
import { joinWords } from '../../intoto/rules/rule-text.ts'

/** Sentences that end "nobody checks that …", without these words; escaped. */
export function lostElsewhere(intents: Intents): string[] {
  const steps = [...intents.steps.values()]
  return [
    ...(steps.some(seesSource) ? ['the files of source are those of the commit'] : []),
    ...intents.submodules.map((path) => `the files of the submodule ${quoteUntrusted(path)} are the same in all jobs`),
    'recordings leave out nothing but scratch, and that no scratch lay there when a step began',
    ...steps.flatMap(lostOfStep),
    'a command that a link names has succeeded',
    ...refsText('branch', intents.branches),
    ...refsText('tag', intents.tags),
    'each link is of the step that it is named after, and of a step that the layout knows',
    ...(steps.every(({ delegated }) => delegated) ? [] : ['no layout stands in the place of a link']),
    ...(intents.release.length === 0
      ? []
      : [`the final products are those of ${intents.release.map(({ step }) => quoteUntrusted(step)).join(', ')}`])
  ]
}

function lostOfStep(step: StepIntents): string[] {
  const name = quoteUntrusted(step.name)
  const needed = [...step.adds, ...step.changes].filter((pattern) => !isLiteral(pattern))
  return [
    ...[...needed, ...step.removes].map(({ text }) => `${name} had a file that fits ${quoteUntrusted(text)}`),
    ...(step.command === undefined ? [] : [`${name} ran \`${escapeUntrusted(joinWords(step.command.words))}\``]),
    ...(step.definition === undefined ? [] : [`${name} has the definition ${step.definition}`])
  ]
}

function refsText(what: string, patterns: readonly IntentPattern[]): string[] {
  if (patterns.length === 0) return []
  return [`the run is of a ${what} that fits ${patterns.map(({ text }) => quoteUntrusted(text)).join(' or ')}`]
}
