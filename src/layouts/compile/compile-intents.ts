// SPDX-License-Identifier: Apache-2.0
// The rules of a layout in intents, for every implementation of in-toto: they refuse no honest run, and what they cannot
// say the check says.
import type { ArtifactKind } from '../../intoto/rules/artifact-rule.ts'
import { analysisBudget } from '../../intoto/rules/analyse-list.ts'
import { canFail } from '../../intoto/rules/can-fail.ts'
import { parseRuleTokens } from '../../intoto/rules/parse-rule.ts'
import type { StepIntents } from '../../intoto/intents/intents.ts'
import { readCells, type Cell } from './cells.ts'
import { Histories } from './histories.ts'
import { InstalledRules } from './installed-rules.ts'
import { Pipeline, type PipelineRequest, type SetNumber } from './pipeline.ts'
import { requiredOf } from './required-files.ts'
import { ListMaker, type CompiledRule } from './rule-list.ts'
import { readTies } from './ties.ts'

/** The rules of one step, and what came of its files on the way. */
export interface CompiledStep {
  readonly materials: readonly CompiledRule[]
  readonly products: readonly CompiledRule[]
  /** Whether they say all that rules can. */
  readonly isWhole: boolean
  /** Why they do not: its patterns are too intricate to be told apart, or the files of the layout come by too many ways. */
  readonly unknown?: 'patterns' | 'ways' | undefined
  /** One name of each sort of file that patterns tell apart: whoever makes up runs need not look for them again. */
  readonly names: Readonly<Record<ArtifactKind, readonly string[]>>
}

/** No list of any honest run has these, so that a list of which nothing else can be said can fail nevertheless. */
export const NEVER_RECORDED = '.git/*'

/** The rules of each step in intents, by its name. @throws TooIntricate */
export function compileIntents(request: PipelineRequest): ReadonlyMap<string, CompiledStep> {
  const pipeline = new Pipeline(request)
  const histories = new Histories(pipeline)
  const sets = readCells(pipeline, histories, request)
  const ties = readTies(
    pipeline,
    histories,
    sets.flatMap(({ cells }) => cells ?? [])
  )
  const lists = new ListMaker(pipeline, ties)
  const installed = new InstalledRules(pipeline)
  const rulesOf = (set: SetNumber, step: StepIntents, cells: readonly Cell[] | undefined): CompiledRule[] => {
    const list = cells === undefined ? undefined : lists.listOf(cells)
    const rules = [
      ...requiredOf(step, pipeline.kindOf(set)),
      ...(installed.isNeeded(set, list) ? installed.rulesOf(set) : []),
      ...(list?.rules ?? [])
    ]
    return failing(rules, step, pipeline.kindOf(set))
  }
  const compiled = new Map<string, CompiledStep>()
  for (const [index, { set, cells, unknown }] of sets.entries()) {
    if (pipeline.kindOf(set) !== 'materials') continue
    const step = pipeline.intentsOf(set) as StepIntents
    compiled.set(step.name, {
      materials: rulesOf(set, step, cells),
      products: rulesOf(set + 1, step, sets[index + 1]?.cells),
      isWhole: cells !== undefined && sets[index + 1]?.cells !== undefined,
      unknown: unknown ?? sets[index + 1]?.unknown,
      names: { materials: namesIn(cells), products: namesIn(sets[index + 1]?.cells) }
    })
  }
  return compiled
}

function namesIn(cells: readonly Cell[] = []): readonly string[] {
  return [...new Set(cells.flatMap(({ names }) => names))]
}

/** A list that could not fail would be refused by whoever verifies strictly. */
function failing(
  rules: readonly CompiledRule[],
  { name }: StepIntents,
  kind: 'materials' | 'products'
): CompiledRule[] {
  const parsed = rules.map(({ words }) => parseRuleTokens(words, name))
  if (canFail({ owner: name, kind, rules: parsed }, analysisBudget())) return [...rules]
  return [{ words: ['DISALLOW', NEVER_RECORDED], statements: [] }, ...rules]
}
