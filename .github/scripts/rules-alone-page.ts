// SPDX-License-Identifier: Apache-2.0
// docs/rules-alone.md, of which the numbers come from running the compiler's rules over honest and changed runs.
import { RULES } from '../../__tests__/support/intents/judges.ts'
import { AMONG_RULES } from '../../__tests__/support/intents/named/matrices.ts'
import { namedScores } from '../../__tests__/support/intents/named-scores.ts'
import { sumOf } from '../../__tests__/support/intents/print-scores.ts'
import type { Score } from '../../__tests__/support/intents/harness.ts'

/** One run of each pipeline, with every change of it. */
const TRIAL = { judge: RULES, seed: 20261127, runs: 1, oneIn: 1 }

function row({ pipeline, good, refused, artifacts: { bad, passed } }: Score): string {
  const share = bad === 0 ? '–' : `${((100 * passed) / bad).toFixed(1)} %`
  return `| ${pipeline} | ${good} | ${refused} | ${bad} | ${passed} | ${share} |`
}

/** The page, in Markdown that is not formatted yet. */
export async function rulesAlonePage(): Promise<string> {
  const scores = (await namedScores(TRIAL)).filter(({ pipeline }) => pipeline !== AMONG_RULES)
  return `# What rules alone refuse

A layout in intents carries two things: artifact rules, which every implementation of in-toto applies, and one inspection,
the check, which says the rest. This page counts what is left where somebody applies the rules and leaves out the check.

Each pipeline is run honestly, and then once for each single change: a file added, removed, changed, renamed or moved
before, inside or after each step. Whether a changed run is bad is decided by a second reading of the language, which
shares no code with compiler and check. Changes by which the files of source differ from the commit are not counted here:
whether they do, only a claim about source can say. The check refuses every bad run of this table, and no good one.

| Pipeline | Good runs | Of these refused | Bad changes of files | Of these pass | Share |
| --- | --: | --: | --: | --: | --: |
${scores.map(row).join('\n')}
${row(sumOf('**all**', scores))}

What passes is what rules cannot say: that at least one file fits a pattern, which of several taken steps a file comes from,
and, where patterns of several steps overlap, that a step began with no less than it takes.
`
}
