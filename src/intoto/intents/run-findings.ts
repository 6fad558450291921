// SPDX-License-Identifier: Apache-2.0
// What is wrong with the run as a whole: its branch, and steps that the layout does not know.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Finding } from './finding.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Intents } from './intents.ts'
import { lineOf, textsOf } from './layout-lines.ts'
import { refStatements, STEPS_ONLY } from './write-statements.ts'
import { patternOfFile, yamlText } from './yaml-text.ts'

const BRANCHES = 'refs/heads/'
const TAGS = 'refs/tags/'

/** A run of a branch or tag that the layout does not name. @param ref undefined where nobody says it */
export function branchFindings({ branches, tags }: Intents, ref: string | undefined): Finding[] {
  if (ref === undefined || branches.length + tags.length === 0) return []
  if (isNamed(ref, BRANCHES, branches) || isNamed(ref, TAGS, tags)) return []
  const [first] = refStatements({ branches, tags })
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '')
  const key = ref.startsWith(TAGS) ? 'tags' : 'branches'
  const known = key === 'tags' ? tags : branches
  const hint =
    ref === name
      ? 'Only branches and tags can be covered: verify the run of a pull request by a layout without `branches` and `tags`.'
      : `If it is meant to cover it, add ${key === 'tags' ? 'the tag' : 'the branch'} to the layout, ${lineOf(key, [...textsOf(known), patternOfFile(name)])}, and sign it again.`
  return [
    {
      code: 'BRANCH_OTHER',
      step: undefined,
      statement: first,
      follows: 'alone',
      files: [],
      say: () => ({
        message: `The run is for ${quoteUntrusted(ref)}, which this layout does not cover.`,
        hint
      })
    }
  ]
}

function isNamed(ref: string, kind: string, patterns: readonly IntentPattern[]): boolean {
  return ref.startsWith(kind) && patterns.some((pattern) => pattern.matches(ref.slice(kind.length)))
}

/** Steps told apart in a report. */
const MOST_STEPS = 100

/** Links of steps that the layout does not know. */
export function unknownStepFindings(unknown: readonly string[]): Finding[] {
  return unknown.slice(0, MOST_STEPS).map((step): Finding => ({
    code: 'STEP_UNKNOWN',
    step,
    statement: STEPS_ONLY,
    follows: 'alone',
    files: [],
    say: () => ({
      message: `There is a link of step ${quoteUntrusted(step)}, and the layout knows no such step.`,
      hint: `Find out what stored it. If the step belongs to the pipeline, add it to the layout, \`- { name: ${yamlText(step)}, takes: source }\` with what else it does, and sign it again; or take the stage out of the workflow.`
    })
  }))
}
