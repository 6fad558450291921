// SPDX-License-Identifier: Apache-2.0
// What a layout says in intents, as the rules and the one inspection that are signed.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { INTENTS_COMMAND, INTENTS_NAME, intentsInspection } from '../../intoto/intents/intents-of-layout.ts'
import type { Intents } from '../../intoto/intents/intents.ts'
import type { Layout, Step } from '../../intoto/layout/layout.ts'
import { parseRuleTokens } from '../../intoto/rules/parse-rule.ts'
import { compileIntents, type CompiledStep } from '../compile/compile-intents.ts'
import type { PipelineRequest } from '../compile/pipeline.ts'
import type { YamlSource } from '../yaml-source.ts'
import { TooIntricate } from '../compile/too-intricate.ts'
import { LayoutsError } from '../codes.ts'
import { lostElsewhere } from './lost-elsewhere.ts'
import type { ReadIntents } from './read-intents.ts'
import { tellUncompiled } from './uncompiled.ts'

/** Intents, and what became of them. */
export interface BuiltIntents extends ReadIntents {
  /** The rules of each step in intents, with the statements that each comes from. */
  readonly compiled: ReadonlyMap<string, CompiledStep>
  /** What nobody checks because the layout carries rules alone, in sentences; none where it carries the check. */
  readonly lost: readonly string[]
}

/** UTF-8 bytes of statements above which a warning is given: a program takes its words from the system. */
const MANY_BYTES = 24 * 1024

/**
 * The layout with rules and inspection.
 *
 * @param withoutRules whether steps in intents get none
 *
 * @throws INTENTS_INVALID for a text that no statement can hold, LAYOUT_SOURCE_VALUE for patterns that are too intricate, and for more
 * than is read;
 * LayoutSourceError with LAYOUT_SOURCE_IMPOSSIBLE where the layout carries rules alone, and they do not say all that rules can
 */
export function emitIntents(
  source: YamlSource,
  layout: Layout,
  read: ReadIntents,
  withoutRules = false
): { readonly layout: Layout; readonly intents: BuiltIntents } {
  const { intents, elsewhere } = read
  const isWhole = elsewhere === 'check'
  const inspection = intentsInspection(intents)
  if (isWhole) refuseTooMany(source, read, inspection.run)
  const names = layout.steps.map(({ name }) => name)
  const inRules = new Set(names.filter((name) => !intents.steps.has(name)))
  const request = { intents, steps: names, inRules }
  const compiled = withoutRules ? new Map<string, CompiledStep>() : compiledOf(source, read, request)
  tellUncompiled(source, read, compiled)
  source.throwProblems()
  const steps = layout.steps.map((step) => ({
    ...withRules(step, compiled.get(step.name)),
    // What the check demands needs no warning beside.
    ...(isWhole || !intents.steps.has(step.name) ? {} : { expectedCommand: expectedCommand(intents, step.name) })
  }))
  warnOfLength(source, inspection.run)
  const inspections = isWhole ? [...layout.inspections, inspection] : layout.inspections
  return {
    layout: { ...layout, steps, inspections },
    intents: { ...read, compiled, lost: isWhole ? [] : lostElsewhere(intents) }
  }
}

function compiledOf(
  source: YamlSource,
  { places }: ReadIntents,
  request: PipelineRequest
): ReadonlyMap<string, CompiledStep> {
  try {
    return compileIntents(request)
  } catch (error) {
    if (!(error instanceof TooIntricate)) throw error
    throw refusalOf(error, places, source.name)
  }
}

/** What is told of patterns that are too intricate: where that which costs the most stands. */
export function refusalOf({ pattern }: TooIntricate, places: ReadIntents['places'], source: string): LayoutsError {
  const [, place] = [...places].find(([statement]) => pattern !== undefined && statement.endsWith(` ${pattern}`)) ?? []
  const most = pattern === undefined ? '' : ` ${quoteUntrusted(pattern)} costs the most.`
  return new LayoutsError(
    'LAYOUT_SOURCE_VALUE',
    `The patterns of the layout are too intricate to tell which files fit several of them.${most}`,
    {
      at: place === undefined ? source : `${source}:${place.line}:${place.column}`,
      hint: 'Write fewer patterns with several `*` or `?` in one name: `dist/**` stands for all that lies below a directory, `*.js` for all names that end so.'
    }
  )
}

/** Other implementations compare the words alone, so a command with something before it is left out. */
function expectedCommand({ steps }: Intents, name: string): readonly string[] {
  const command = steps.get(name)?.command
  const isAlone = command?.workingDirectory === undefined && command?.setup === undefined
  return isAlone ? (command?.words ?? []) : []
}

function withRules(step: Step, compiled: CompiledStep | undefined): Step {
  if (compiled === undefined) return step
  const rules = (list: CompiledStep['materials']): Step['expectedMaterials'] =>
    list.map(({ words }) => parseRuleTokens(words, step.name))
  return { ...step, expectedMaterials: rules(compiled.materials), expectedProducts: rules(compiled.products) }
}

/** Before any work: nobody reads a longer list, whatever rules come of it. @throws LAYOUT_SOURCE_VALUE */
function refuseTooMany(source: YamlSource, { places }: ReadIntents, run: readonly string[]): void {
  if (run.length <= LIMITS.rulesPerList) return
  const lines = new Map<string, number>()
  for (const { line, column } of places.values()) {
    const at = `${source.name}:${line}:${column}`
    lines.set(at, (lines.get(at) ?? 0) + 1)
  }
  const [most] = [...lines].toSorted(([, one], [, other]) => other - one)
  const before = INTENTS_COMMAND.length
  throw new LayoutsError(
    'LAYOUT_SOURCE_VALUE',
    `The layout says ${run.length - before} facts, each leg of a matrix its own, and at most ${LIMITS.rulesPerList - before} are read.`,
    {
      at: most?.[0] ?? source.name,
      hint: 'Most of them come of this line. Use fewer legs; `legs: same` takes one leg of each step, not all, and `dist/**` stands for all files below a directory.'
    }
  )
}

function warnOfLength(source: YamlSource, run: readonly string[]): void {
  const bytes = new TextEncoder().encode(run.join(' ')).length
  if (bytes <= MANY_BYTES) return
  source.warning(
    0,
    `The inspection "${INTENTS_NAME}" has ${bytes} bytes of words, and some systems start no program with more than 32768.`,
    'Use fewer patterns or legs, or write `elsewhere: rules-only` if other implementations verify the layout.'
  )
}
