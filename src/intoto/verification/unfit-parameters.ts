// SPDX-License-Identifier: Apache-2.0
// Parameters with which a layout would not say what its owners signed. The reference substitutes whatever it is given,
// and nothing where it is given nothing.
import { beginsLikeDrive } from '../../base/begins-like-drive.ts'
import { count } from '../../base/count.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { nearestName } from '../../base/nearest-name.ts'
import type { Layout } from '../layout/layout.ts'
import { describeUse, parameterUses, useText, type ParameterUse } from '../layout/parameter-uses.ts'
import { analyseList } from '../rules/analyse-list.ts'
import type { ArtifactRule } from '../rules/artifact-rule.ts'
import { hasWildcard } from '../rules/pattern.ts'
import { joinWords, quotedRule } from '../rules/rule-text.ts'
import { shortestPath } from '../rules/shortest-path.ts'
import type { Failure } from './failure.ts'

/** How many places of parameters are named below one failure. */
const PLACES = 20
/** Among how many names, and for how long ones, a similar one is looked for. */
const SIMILAR = { names: 1_000, length: 64 }

/** White space at an end, or a control character: `$(cat file)` in YAML, or a line break that came along. */
const HARD_TO_SEE = /^\s|\s$|\p{Cc}/u

/** Whether a parameter stands in a class of characters, as in `[{x}]`. */
function standsInClass(name: string, word: string): boolean {
  const before = word.split(`{${name}}`).slice(0, -1)
  return before.some((_part, index) => /\[[^\]]*$/.test(before.slice(0, index + 1).join('')))
}

/** Parameters without a value, and values that would make a rule or a command another one, or nothing at all. */
export function unfitParameters(layout: Layout, parameters: ReadonlyMap<string, string> = new Map()): Failure[] {
  const uses = parameterUses(layout)
  const byName = new Map<string, ParameterUse[]>()
  for (const use of uses) {
    for (const name of new Set(use.names)) {
      const known = byName.get(name)
      if (known === undefined) byName.set(name, [use])
      else known.push(use)
    }
  }
  const failures = notGiven(uses, byName, parameters)
  for (const [name, value] of parameters) {
    const used = byName.get(name) ?? []
    const inRule = used.filter(({ rule }) => rule !== undefined)
    const [first, firstRule] = [used[0], inRule[0]]
    const inClass = inRule.find(({ words }) => words.some((word) => standsInClass(name, word)))
    if (value.trim() === '' && first !== undefined)
      failures.push({
        ...placeOf(first),
        code: 'PARAMETER_EMPTY',
        message: `The parameter ${quoteUntrusted(name)} is ${value === '' ? 'empty' : 'white space alone'}, so ${describeUse(first)} would ${
          first.rule === undefined ? 'be another command' : 'fit other files than it says, or none'
        }: ${useText(first)}.`,
        details: placesOf(used),
        hint: 'Give a value. An expression of a workflow is empty where it names nothing.'
      })
    else if (hasWildcard(value) && firstRule !== undefined)
      failures.push({
        ...placeOf(firstRule),
        code: 'PARAMETER_WILDCARD',
        message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, which ${describeUse(firstRule)} would read as a pattern: ${useText(firstRule)}.`,
        details: placesOf(inRule),
        hint: 'Give a value without *, ? and [, or write the pattern into the layout.'
      })
    else if (inClass !== undefined && !/^[a-zA-Z0-9]$/.test(value))
      failures.push({
        ...placeOf(inClass),
        code: 'PARAMETER_WILDCARD',
        message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)} and stands within brackets in ${describeUse(inClass)}, where a value is a set of characters: ${useText(inClass)}.`,
        details: [],
        hint: 'Take the parameter out of the brackets, or give one letter or digit.'
      })
    else if (HARD_TO_SEE.test(value) && firstRule !== undefined)
      failures.push({
        ...placeOf(firstRule),
        code: 'PARAMETER_UNFIT',
        message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, and ${describeUse(firstRule)} would fit none of the files that it seems to name: ${useText(firstRule)}.`,
        details: placesOf(inRule),
        hint: `Give the value without white space around it and without control characters: ${quoteUntrusted(value.replace(/\p{Cc}/gu, '').trim())}.`
      })
  }
  return failures
}

/** A layout that demands parameters which have no value: its rules would be about files with braces in their names. */
function notGiven(
  uses: readonly ParameterUse[],
  byName: ReadonlyMap<string, readonly ParameterUse[]>,
  parameters: ReadonlyMap<string, string>
): Failure[] {
  const missing = new Map<string, ParameterUse>()
  for (const use of uses)
    for (const name of use.demanded) if (!parameters.has(name) && !missing.has(name)) missing.set(name, use)
  const names = [...missing.keys()]
  const [name, first] = [...missing][0] ?? []
  if (name === undefined || first === undefined) return []
  const shown = names.slice(0, LIMITS.sentenceNames)
  const unused = [...parameters.keys()].filter((given) => !byName.has(given) && given.length <= SIMILAR.length)
  const instead = shown
    .filter(({ length }) => length <= SIMILAR.length)
    .flatMap((wanted) => {
      const near = nearestName(wanted, unused.slice(0, SIMILAR.names))
      return near === undefined ? [] : [`A value was given for ${near}; did you mean ${wanted}? `]
    })
  return [
    {
      ...placeOf(first),
      code: 'PARAMETER_NOT_GIVEN',
      message: `The layout has ${count(names.length, 'parameter')} without a value: ${listed(names, LIMITS.sentenceNames, (one) => `{${one}}`)}.`,
      details: [...missing].slice(0, PLACES).map(([one, use]) => `{${one}} in ${describeUse(use)}: ${useText(use)}`),
      hint: `${instead.join('')}Give a value for ${names.length === 1 ? 'it' : 'each'}: {${shown.map((one) => `"${one}": "…"`).join(', ')}}.${withBraces(name, first)}`
    }
  ]
}

/** How to write a use that means the braces themselves. */
function withBraces(name: string, { rule, words }: ParameterUse): string {
  if (rule === undefined) return ` Where the command means the braces, write {{${name}}}.`
  // REQUIRE takes a path, in which nothing stands for a brace.
  if ((words[0] as string).toUpperCase() === 'REQUIRE') return ''
  return ` Where the rule means the braces, write ${quotedRule(words.map((word) => word.replaceAll(`{${name}}`, `[{]${name}}`)))}.`
}

/** Rules that fit no file any more with the values that parameters have, and did as they were written. */
export function disarmedRules(before: Layout, after: Layout, parameters: ReadonlyMap<string, string>): Failure[] {
  const filled = new Map([...after.steps, ...after.inspections].map((item) => [item.name, item]))
  return parameterUses(before).flatMap((use) => {
    if (use.rule === undefined) return []
    const member = use.rule.list === 'materials' ? 'expectedMaterials' : 'expectedProducts'
    const written = use.item[member][use.rule.index] as ArtifactRule
    const rule = filled.get(use.item.name)?.[member][use.rule.index] as ArtifactRule
    return fitsNothing(rule) && !fitsNothing(written) ? [disarmed(use, rule, parameters)] : []
  })
}

function fitsNothing(rule: ArtifactRule): boolean {
  if (rule.type === 'REQUIRE') return false
  return analyseList({ owner: '', kind: 'products', rules: [rule] })?.dead[0]?.because === 'fits-nothing'
}

function disarmed(use: ParameterUse, rule: ArtifactRule, parameters: ReadonlyMap<string, string>): Failure {
  const values = [...new Set(use.names)].map((name) => [name, parameters.get(name) as string] as const)
  const given = values.map(([name, value]) => `${quoteUntrusted(name)} (${quoteUntrusted(value)})`).join(' and ')
  return {
    ...placeOf(use),
    code: 'PARAMETER_UNFIT',
    message: `With the value of the parameter ${given}, ${describeUse(use)} fits no file: ${escapeUntrusted(joinWords(rule.tokens))}.`,
    details: [],
    hint: values.map(([, value]) => hintFor(value)).find((hint) => hint !== undefined) ?? AS_RECORDED
  }
}

const AS_RECORDED =
  'Give values as files are recorded: relative paths with forward slashes, without ./ at the start and / at the end.'

/** How to write a value that is no path in its shortest form; undefined where nothing is to be seen. */
function hintFor(value: string): string | undefined {
  const meant = shortestPath(value)
  if (meant === value) return undefined
  const write = meant === undefined ? '' : `, like ${quoteUntrusted(meant)}`
  if (value.includes('\\'))
    return `Give the value with / between directories${write}; recorded paths have no backslash.`
  if (value.startsWith('/') || beginsLikeDrive(value))
    return `Give a path relative to the top of the workspace${write}.`
  if (/(?:^|\/)\.\.(?:\/|$)/.test(value)) return 'Give a path below the top of the workspace, without .. in it.'
  return `Give the path in its shortest form${write}.`
}

function placeOf({ item, rule, words }: ParameterUse): Pick<Failure, 'step' | 'list' | 'ruleIndex' | 'rule'> {
  const step = escapeUntrusted(item.name)
  return rule === undefined
    ? { step }
    : { step, list: rule.list, ruleIndex: rule.index, rule: escapeUntrusted(joinWords(words)) }
}

/** All places but one, which the message names. */
function placesOf(uses: readonly ParameterUse[]): string[] {
  return uses.slice(1, 1 + PLACES).map((use) => `also in ${describeUse(use)}: ${useText(use)}`)
}
