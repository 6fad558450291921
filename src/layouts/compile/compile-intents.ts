// SPDX-License-Identifier: Apache-2.0
// The rules of a layout in intents, for every implementation of in-toto: they refuse no honest run, and what they cannot
// say the check says.
import { readCells } from './cells.ts'
import { Histories } from './histories.ts'
import { Pipeline, type PipelineRequest } from './pipeline.ts'
import { ListMaker } from './rule-list.ts'
import { readTies } from './ties.ts'

/** A rule of a list as words, and what it comes from. */
export interface CompiledRule {
  readonly words: readonly string[]
  /** The statements that it comes from, as `writeStatements` writes them. */
  readonly statements: readonly string[]
}

export interface CompiledStep {
  readonly materials: readonly CompiledRule[]
  readonly products: readonly CompiledRule[]
}

/** The rules of each step in intents. */
export function compileIntents(request: PipelineRequest): ReadonlyMap<string, CompiledStep> {
  const pipeline = new Pipeline(request)
  const histories = new Histories(pipeline)
  const sets = readCells(pipeline, histories)
  const ties = readTies(
    pipeline,
    histories,
    sets.flatMap(({ cells }) => cells ?? [])
  )
  const maker = new ListMaker(pipeline, ties)
  const lists = new Map(
    sets.map(({ set, cells }) => [
      set,
      (cells === undefined ? [] : maker.listOf(cells)).map(({ words }) => ({ words, statements: [] as string[] }))
    ])
  )
  return new Map(
    [...request.intents.steps.keys()].map((step) => [
      step,
      {
        materials: lists.get(pipeline.set(step, 'materials')) ?? [],
        products: lists.get(pipeline.set(step, 'products')) ?? []
      }
    ])
  )
}
