// SPDX-License-Identifier: Apache-2.0
// Steps whose files rules say nothing of, because their patterns give too many combinations, or their files come by too
// many ways. The check says it; where a layout carries rules alone, nobody would.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { CompiledStep } from '../compile/compile-intents.ts'
import type { YamlSource } from '../yaml-source.ts'
import type { ReadIntents } from './read-intents.ts'
import type { PlacedPattern } from './read-top.ts'
import type { WrittenLeg } from './write-step.ts'

/** Named in one message. */
const NAMED = 8

/** Notes a problem where rules are all that the layout carries, else a warning; nothing where all steps have their rules. */
export function tellUncompiled(
  source: YamlSource,
  { intents, legs, elsewhere }: ReadIntents,
  compiled: ReadonlyMap<string, CompiledStep>
): void {
  const without = [...compiled].filter(([, { isWhole }]) => !isWhole).map(([name]) => quoteUntrusted(name))
  if (without.length === 0) return
  const { at, message, simpler } = [...compiled.values()].some(({ unknown }) => unknown === 'ways')
    ? manyWays(legs)
    : manyPatterns({ intents, legs }, without)
  if (elsewhere === 'rules-only')
    source.problem(
      'LAYOUT_SOURCE_IMPOSSIBLE',
      at,
      `${message} So nobody would check what is taken, added and changed there.`,
      `${simpler}. Or leave out \`elsewhere\`, so that the layout carries the check, which needs no rules.`
    )
  else
    source.warning(
      at,
      `${message} Rules alone say nothing of what is taken, added and changed there; the check in the layout does.`,
      `${simpler}, if other implementations verify the layout.`
    )
}

interface Remark {
  /** An offset in the source. */
  readonly at: number
  readonly message: string
  /** What to write instead, without a full stop. */
  readonly simpler: string
}

/** The step that takes most into directories stands for all: the ways of its files are those that multiply. */
function manyWays(legs: readonly WrittenLeg[]): Remark {
  const moved = ({ takes }: WrittenLeg): WrittenLeg['takes'] =>
    takes.filter(({ take }) => take.of === 'step' && take.into !== undefined)
  const [most] = legs.toSorted((a, b) => moved(b).length - moved(a).length)
  const takes = most === undefined ? [] : moved(most)
  const example = most === undefined ? '' : `, such as ${takes.length} steps in ${quoteUntrusted(most.intents.name)}`
  return {
    at: takes[0]?.offset ?? 0,
    message: `Rules cannot follow the files of the layout: what steps take into directories${example} comes by more ways than are looked at, because those that they take take files so, too.`,
    simpler:
      'Write with `from` which directory is taken (`{ from: dist, into: … }`), so that what merely passes through has no name for each way'
  }
}

function manyPatterns({ intents, legs }: Pick<ReadIntents, 'intents' | 'legs'>, without: readonly string[]): Remark {
  const patterns = intricateOf(legs)
  const texts = [
    ...patterns.map(({ pattern }) => pattern.text),
    ...intents.submodules.map((directory) => `${directory}/**`)
  ]
  const at = patterns[0]?.offset ?? legs[0]?.takes[0]?.offset ?? 0
  const steps = `${without.length === 1 ? 'step' : 'steps'} ${listed(without, NAMED, (list) => list)}`
  const named = [...new Set(texts)].map((text) => quoteUntrusted(text))
  const why =
    named.length === 0
      ? 'the patterns of the layout give'
      : `${listed(named, NAMED, (list) => list)} together ${named.length === 1 ? 'gives' : 'give'}`
  const message = `Rules cannot tell apart the files of ${steps}: ${why} more combinations than are looked at.`
  return {
    at,
    message,
    simpler:
      'Write fewer of these patterns: name files in full, or let what is made lie in directories of its own, such as `dist/linux/**`'
  }
}

/** Patterns with a wildcard, but for those of whole directories, each text once, where it stands. */
function intricateOf(legs: readonly WrittenLeg[]): PlacedPattern[] {
  const found = new Map<string, PlacedPattern>()
  for (const { files, takes } of legs) {
    const taken = takes.flatMap(({ take, offset }) =>
      take.of === 'source' ? [] : take.only.map((pattern) => ({ pattern, offset }))
    )
    for (const placed of [...Object.values(files).flat(), ...taken])
      if (/[*?[]/.test(placed.pattern.text.replace(/\/\*\*$/, '')) && !found.has(placed.pattern.text))
        found.set(placed.pattern.text, placed)
  }
  return [...found.values()]
}
