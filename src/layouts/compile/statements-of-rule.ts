// SPDX-License-Identifier: Apache-2.0
// The statements that a rule comes from.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { StepIntents } from '../../intoto/intents/intents.ts'
import { PATTERN_LISTS, PATTERN_WORDS } from '../../intoto/intents/pattern-lists.ts'
import {
  addsSourceStatement,
  patternStatement,
  takesNothingStatement,
  takeStatements
} from '../../intoto/intents/write-statements.ts'
import type { Cell } from './cells.ts'
import { along, back, type Pipeline, type SetNumber } from './pipeline.ts'

/**
 * What the layout says that makes a rule.
 *
 * @param other the set that the rule compares with
 */
export function statementsOf(pipeline: Pipeline, cell: Cell, other: SetNumber | undefined): readonly string[] {
  const step = pipeline.intentsOf(cell.set)
  if (step === undefined) return []
  const isMaterials = pipeline.kindOf(cell.set) === 'materials'
  const said = isMaterials ? takesOf(pipeline, step, cell, other) : doesWithFiles(step, cell)
  const later = other === undefined || other <= cell.set ? [] : takesOfLater(pipeline, cell, other)
  return [...new Set([...said, ...later])]
}

/** What the step takes that has the files of a class, or, where nothing has any, all that it takes. */
function takesOf(pipeline: Pipeline, step: StepIntents, { set, names }: Cell, other: SetNumber | undefined): string[] {
  const ways = pipeline.waysTo(set)
  if (ways.length === 0) return [takesNothingStatement(step.name)]
  const giving = ways.filter((way) => way.taken === other)
  const bearing = ways.filter((way) => names.some((name) => back(way, name) !== undefined))
  const chosen = giving.length > 0 ? giving : bearing.length > 0 ? bearing : ways
  return chosen.flatMap(({ take }) => takeStatements(step.name, take))
}

/** What the step says it does with files of a class; where it says nothing, they are as it took them. */
function doesWithFiles(step: StepIntents, { names }: Cell): string[] {
  if (step.addsSource) return [addsSourceStatement(step.name)]
  const done = PATTERN_WORDS.flatMap((word) =>
    step[PATTERN_LISTS[word]]
      .filter((pattern: IntentPattern) => names.some((name) => pattern.matches(name)))
      .map((pattern) => patternStatement(step.name, word, pattern))
  )
  if (done.length > 0) return done
  return step.takes.length === 0
    ? [takesNothingStatement(step.name)]
    : step.takes.flatMap((take) => takeStatements(step.name, take))
}

/** Why a set further down has the files: who takes them there. */
function takesOfLater(pipeline: Pipeline, { set, names }: Cell, other: SetNumber): string[] {
  const taker = pipeline.intentsOf(other)
  if (taker === undefined || taker.name === pipeline.stepOf(set)) return []
  const direct = pipeline
    .waysFrom(set)
    .filter((way) => pipeline.stepOf(way.taker) === taker.name && names.some((name) => along(way, name) !== undefined))
  const takes = direct.length > 0 ? direct.map(({ take }) => take) : taker.takes
  return takes.flatMap((take) => takeStatements(taker.name, take))
}
