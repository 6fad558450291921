// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Inspection, Layout, Step } from '../layout/layout.ts'
import { placeholders } from '../layout/parameters.ts'
import { awaitedParameters } from '../layout/substitute-layout.ts'
import { analyseList } from '../rules/analyse-list.ts'
import type { ArtifactRule } from '../rules/artifact-rule.ts'
import { hasWildcard } from '../rules/pattern.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Failure } from './failure.ts'

/**
 * Parameters whose value would make a rule another one: a pattern, or nothing at all. The reference substitutes them as
 * they are.
 */
export function unfitParameters(layout: Layout, parameters: ReadonlyMap<string, string>): Failure[] {
  const tokens = [...layout.steps, ...layout.inspections].flatMap((item) =>
    [...item.expectedMaterials, ...item.expectedProducts].flatMap((rule) => rule.tokens)
  )
  const used = new Set(tokens.flatMap(placeholders))
  const failures: Failure[] = []
  for (const [name, value] of parameters) {
    if (value === '')
      failures.push({
        code: 'PARAMETER_EMPTY',
        message: `The parameter ${quoteUntrusted(name)} is empty, so a pattern would fit all files, or none.`,
        details: [],
        hint: 'Give a value. An expression of a workflow is empty where it names nothing.'
      })
    else if (hasWildcard(value) && used.has(name))
      failures.push({
        code: 'PARAMETER_WILDCARD',
        message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, which a rule would read as a pattern.`,
        details: [],
        hint: 'Give a value without *, ? and [, or write the pattern into the layout.'
      })
  }
  return failures
}

/** A layout that waits for parameters when none are given: its rules would be about files with braces in their names. */
export function parametersNotGiven(layout: Layout): Failure[] {
  const awaited = [...awaitedParameters(layout)]
  const [first] = awaited
  if (first === undefined) return []
  return [
    {
      code: 'PARAMETER_NOT_GIVEN',
      message: `The layout has the parameter {${first[0]}} in ${first[1]}, and no parameters were given.`,
      details: awaited.slice(0, 20).map(([name, where]) => `{${name}} in ${where}`),
      hint: `Give the parameters of the layout. Where a rule means the braces, write [{]${first[0]}}.`
    }
  ]
}

/** Rules that fit no file any more with the values that parameters have, and did as they were written. */
export function disarmedRules(before: Layout, after: Layout): Failure[] {
  const items = [...before.steps, ...before.inspections]
  return [...after.steps, ...after.inspections].flatMap((item, index) => {
    const original = items[index] as Step | Inspection
    return (['expectedMaterials', 'expectedProducts'] as const).flatMap((member) =>
      item[member].flatMap((rule, position) => {
        const written = original[member][position] as ArtifactRule
        return fitsNothing(rule) && !fitsNothing(written) ? [disarmed(item, rule, written)] : []
      })
    )
  })
}

function fitsNothing(rule: ArtifactRule): boolean {
  if (rule.type === 'REQUIRE') return false
  return analyseList({ owner: '', kind: 'products', rules: [rule] })?.dead[0]?.because === 'fits-nothing'
}

function disarmed(item: Step | Inspection, rule: ArtifactRule, written: ArtifactRule): Failure {
  return {
    code: 'PARAMETER_UNFIT',
    step: escapeUntrusted(item.name),
    rule: escapeUntrusted(joinWords(written.tokens)),
    message: `With the parameters that were given, a rule of ${item.kind} ${quoteUntrusted(item.name)} is ${quoteUntrusted(joinWords(rule.tokens))}, which fits no file.`,
    details: [],
    hint: 'Give values as files are recorded: relative paths with forward slashes, without ./ at the start and / at the end.'
  }
}
