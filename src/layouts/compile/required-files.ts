// SPDX-License-Identifier: Apache-2.0
// Files that every honest run has, because a pattern that must fit something fits only them.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { StepIntents } from '../../intoto/intents/intents.ts'
import { installsStatements, patternStatement } from '../../intoto/intents/write-statements.ts'
import type { ArtifactKind } from '../../intoto/rules/artifact-rule.ts'
import { isPattern } from './installed-rules.ts'
import type { CompiledRule } from './rule-list.ts'
import { segmentsOf } from './widened.ts'

/** The rules that demand them. They come first: a rule before them could take the files. */
export function requiredOf(step: StepIntents, kind: ArtifactKind): CompiledRule[] {
  const rules = new Map<string, string>()
  const demand = (verb: 'adds' | 'changes' | 'removes', isGone: (name: string) => boolean): void => {
    for (const pattern of step[verb]) {
      const name = onlyName(pattern)
      if (name !== undefined && !isGone(name)) rules.set(name, patternStatement(step.name, verb, pattern))
    }
  }
  const fits = (patterns: readonly IntentPattern[], name: string): boolean =>
    patterns.some((pattern) => pattern.matches(name))
  if (kind === 'materials') {
    demand('changes', () => false)
    demand('removes', () => false)
  } else {
    demand('adds', (name) => fits(step.removes, name))
    demand('changes', (name) => fits(step.removes, name) || fits(step.mayRemove, name))
    for (const installs of step.installs)
      if (!isPattern(installs.directory))
        rules.set(`dir:${installs.directory}`, installsStatements(step.name, installs)[0] as string)
  }
  return [...rules].map(([name, statement]) => ({ words: ['REQUIRE', name], statements: [statement] }))
}

/** The name that a pattern fits, where it is one. */
function onlyName(pattern: IntentPattern): string | undefined {
  const names: string[] = []
  for (const segment of segmentsOf(pattern)) {
    if (segment === '**') return undefined
    const characters = segment.map((token) => {
      if (typeof token === 'number') return token
      const [range, ...others] = token === '*' || token.negated ? [] : token.ranges
      return range === undefined || others.length > 0 || range[0] !== range[1] ? undefined : range[0]
    })
    if (characters.includes(undefined)) return undefined
    names.push(String.fromCodePoint(...(characters as number[])))
  }
  return names.join('/')
}
