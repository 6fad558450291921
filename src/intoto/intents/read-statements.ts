// SPDX-License-Identifier: Apache-2.0
// Statements as intents. Whatever is not exactly as `write-statements.ts` writes it is refused: one that
// two readers understand in two ways would be worth nothing.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Intents, LayoutVersion, Release } from './intents.ts'
import { StepDraft } from './step-draft.ts'
import {
  badStatement,
  holdsBrace,
  intentsInvalid,
  isDefinition,
  isStepName,
  patternOf,
  unknownStatement,
  type Statement
} from './statements.ts'
import { STEPS_ONLY } from './write-statements.ts'

/** What is known so far. */
interface Draft {
  readonly steps: Map<string, StepDraft>
  readonly release: Map<string, IntentPattern[]>
  releasesNothing: boolean
  readonly branches: IntentPattern[]
  readonly tags: IntentPattern[]
  sourceCommit: 'head' | 'named' | undefined
  stepsOnly: boolean
  version: LayoutVersion | undefined
}

/**
 * Reads the statements of an inspection, the words behind `check v1`.
 *
 * @throws INTENTS_INVALID for one that is not known, stands twice or contradicts another, and where one lacks that every
 * layout in intents has
 */
export function readStatements(statements: readonly Statement[]): Intents {
  const draft: Draft = {
    steps: new Map(),
    release: new Map(),
    releasesNothing: false,
    branches: [],
    tags: [],
    sourceCommit: undefined,
    stepsOnly: false,
    version: undefined
  }
  const seen = new Set<string>()
  for (const statement of statements) {
    if (seen.has(statement)) throw badStatement(statement, 'stands twice.')
    seen.add(statement)
    if (holdsBrace(statement) || /[\p{Cc}\p{Cs}]/u.test(statement))
      throw badStatement(statement, 'holds a brace or a control character.')
    addStatement(draft, statement)
  }
  return finish(draft)
}

function addStatement(draft: Draft, statement: string): void {
  const space = statement.indexOf(' ')
  const [first, rest] = space < 0 ? [statement, ''] : [statement.slice(0, space), statement.slice(space + 1)]
  switch (first) {
    case 'release':
      return addRelease(draft, statement, rest)
    case 'branches':
      draft.branches.push(patternOf(statement, rest))
      return
    case 'tags':
      draft.tags.push(patternOf(statement, rest))
      return
    case 'source':
      return addSourceCommit(draft, statement, rest)
    case 'steps':
      if (statement !== STEPS_ONLY) throw unknownStatement(statement)
      draft.stepsOnly = true
      return
    case 'layout':
      return addVersion(draft, statement, rest)
    default:
      return addOfStep(draft, statement, first, rest)
  }
}

function addOfStep(draft: Draft, statement: string, name: string, rest: string): void {
  if (!isStepName(name)) throw unknownStatement(statement)
  const known = draft.steps.get(name)
  // What a step takes comes first and is never left out, so a step that is only mentioned is none.
  if (known === undefined && !rest.startsWith('takes '))
    throw badStatement(statement, 'is about a step that takes nothing before it.')
  const step = known ?? new StepDraft(name)
  draft.steps.set(name, step)
  step.add(statement, rest)
}

function addRelease(draft: Draft, statement: string, rest: string): void {
  if (rest === 'nothing') {
    draft.releasesNothing = true
    return
  }
  const [, step = '', only] = /^([^ ]+)(?: only (.+))?$/su.exec(rest) ?? []
  if (!isStepName(step)) throw unknownStatement(statement)
  const known = draft.release.get(step)
  if (known !== undefined && (known.length === 0 || only === undefined))
    throw badStatement(statement, 'releases all of a step, and another one a part of it.')
  draft.release.set(step, [...(known ?? []), ...(only === undefined ? [] : [patternOf(statement, only)])])
}

function addSourceCommit(draft: Draft, statement: string, rest: string): void {
  const [, commit] = /^commit (head|named)$/.exec(rest) ?? []
  if (commit === undefined) throw unknownStatement(statement)
  if (draft.sourceCommit !== undefined) throw badStatement(statement, 'contradicts an earlier one about the commit.')
  draft.sourceCommit = commit as 'head' | 'named'
}

function addVersion(draft: Draft, statement: string, rest: string): void {
  const [, digits = '', after] = /^([1-9]\d{0,8})(?: after (.+))?$/su.exec(rest) ?? []
  if (digits === '' || (after !== undefined && !isDefinition(after))) throw unknownStatement(statement)
  if (draft.version !== undefined) throw badStatement(statement, 'contradicts an earlier one about the version.')
  if ((digits === '1') !== (after === undefined))
    throw badStatement(statement, 'must name the layout before, unless it is the first.')
  draft.version = { number: Number(digits), after }
}

function finish(draft: Draft): Intents {
  const places = new Map([...draft.steps.keys()].map((name, place) => [name, place]))
  for (const [name, step] of draft.steps) {
    // A taken step that is not among them stands in rules, of which the layout tells.
    const late = step.taken().find((taken) => (places.get(taken) ?? -1) >= (places.get(name) as number))
    if (late !== undefined)
      throw intentsInvalid(`Step ${quoteUntrusted(name)} takes ${quoteUntrusted(late)}, which does not stand above it.`)
  }
  if (draft.releasesNothing === draft.release.size > 0)
    throw intentsInvalid(
      draft.releasesNothing
        ? 'The statements release a step, and nothing.'
        : 'No statement says what is released, not even `release nothing`.'
    )
  if (!draft.stepsOnly) throw intentsInvalid(`The statement "${STEPS_ONLY}" is missing.`)
  if (draft.steps.size === 0) throw intentsInvalid('The statements are about no step.')
  return {
    steps: new Map([...draft.steps].map(([name, step]) => [name, step.finish()])),
    release: [...draft.release].map(([step, only]): Release => ({ step, only })),
    branches: draft.branches,
    tags: draft.tags,
    sourceCommit: draft.sourceCommit ?? 'run',
    version: draft.version
  }
}
