// SPDX-License-Identifier: Apache-2.0
// Where in a layout source something stands that a verdict is about. Only for pointing at it: the layout itself decides.
import { InTotoError } from '../base/errors.ts'
import { legTexts, type LegTexts } from './intents/leg-texts.ts'
import { readIntents, type ReadIntents } from './intents/read-intents.ts'
import type { ReadStep } from './intents/step-template.ts'
import { ItemReader } from './read-items.ts'
import { YamlReader } from './yaml-reader.ts'
import { YamlSource } from './yaml-source.ts'

const NAME = /^\s*-\s+(?:\{\s*)?name:\s*(?:"([^"]*)"|'([^']*)'|([^,}#]*))/

/** The lines of a layout source, from 1, on which steps begin; those of a matrix by the names of their legs, too. */
export function stepLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  for (const [index, line] of text.split('\n').entries()) {
    const [, double, single, plain] = NAME.exec(line) ?? []
    const name = double ?? single ?? plain?.trim()
    if (name !== undefined && name !== '' && !lines.has(name)) lines.set(name, index + 1)
  }
  for (const [name, line] of readLines(text).steps) if (name !== '' && !lines.has(name)) lines.set(name, line)
  return lines
}

/**
 * The lines of a layout source, from 1, on which statements of intents stand, by their words as `writeStatements` writes
 * them. None of a source that is not in intents, or that cannot be read.
 */
export function statementLines(text: string): ReadonlyMap<string, number> {
  return readLines(text).statements
}

/** All of that, and how the legs of matrices are written. */
export function layoutLines(text: string): Lines {
  const { statements, legs } = readLines(text)
  return { steps: stepLines(text), statements, legs }
}

export interface Lines {
  readonly steps: ReadonlyMap<string, number>
  readonly statements: ReadonlyMap<string, number>
  /** What the legs of its matrices are written as, by their names. */
  readonly legs: ReadonlyMap<string, LegTexts>
}

const NONE: Lines = { steps: new Map(), statements: new Map(), legs: new Map() }

/** What is wrong with the source is nothing to tell here. */
function readLines(text: string): Lines {
  const source = new YamlSource(text, 'layout.yml')
  try {
    return linesOf(new YamlReader(source), source.read())
  } catch (error) {
    if (error instanceof InTotoError) return NONE
    throw error
  }
}

function linesOf(reader: YamlReader, root: ReturnType<YamlSource['read']>): Lines {
  if (root.kind !== 'mapping' || !root.members.has('steps')) return NONE
  const items = new ItemReader(reader, new Map(), { by: undefined, threshold: undefined })
  items.steps(root.members.get('steps'), root)
  const read = readIntents(reader, root, root.members, items.written)
  const places = read?.places ?? new Map<string, { line: number }>()
  return {
    steps: new Map(items.written.flatMap((step) => namesOf(step).map((name) => [name, reader.place(step).line]))),
    statements: new Map([...places].map(([words, { line }]) => [words, line])),
    legs: read === undefined ? new Map() : legsOf(items.written, read)
  }
}

function legsOf(steps: readonly ReadStep[], { legs: written }: ReadIntents): Lines['legs'] {
  const takes = new Map(written.map((one) => [one.intents.name, one.takes]))
  const legs = new Map<string, LegTexts>()
  for (const step of steps) {
    if ('inRules' in step || !step.hasMatrix) continue
    for (const leg of step.legs) legs.set(leg.name, legTexts(step, leg, takes.get(leg.name) ?? []))
  }
  return legs
}

function namesOf(step: ReadStep): string[] {
  return 'inRules' in step ? [step.name] : step.legs.map(({ name }) => name)
}
