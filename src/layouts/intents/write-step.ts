// SPDX-License-Identifier: Apache-2.0
// One leg of a step with its values in the place of expressions, and where each of its statements stands in the file.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Installs, StepIntents } from '../../intoto/intents/intents.ts'
import {
  commandStatement,
  definitionStatement,
  installsStatements,
  patternStatement,
  takeStatements
} from '../../intoto/intents/write-statements.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { PlacedText } from './intent-text.ts'
import { withValues } from './matrix-text.ts'
import { refuseFlawedInstalled } from './read-scratch.ts'
import { filePatternAt } from './file-pattern.ts'
import type { PlacedPattern } from './read-top.ts'
import type { FileKey, InstallsTemplate } from './step-template.ts'
import { writeCommand } from './write-command.ts'
import { withoutTwice, writeTakes, type LegOfStep, type PlacedTake } from './write-takes.ts'

/** Offsets of statements by their words. */
export type StatementOffsets = Map<string, number>

export interface WrittenLeg {
  readonly intents: StepIntents
  readonly takes: readonly PlacedTake[]
  readonly files: Readonly<Record<FileKey, readonly PlacedPattern[]>>
  /** Lines of the step and of the top, with their places. */
  readonly scratch: readonly PlacedText[]
  readonly installs: readonly PlacedInstalls[]
}

export interface PlacedInstalls {
  readonly installs: Installs
  readonly offset: number
}

/** @param topScratch the lines on top of the layout */
export function writeLeg(
  reader: YamlReader,
  of: LegOfStep,
  topScratch: readonly PlacedText[],
  offsets: StatementOffsets
): WrittenLeg {
  const { step, leg } = of
  const takes = writeTakes(reader, of)
  const files = Object.fromEntries(
    Object.entries(step.files).map(([key, patterns]) => [key, writePatterns(reader, of, key, patterns)])
  ) as Record<FileKey, PlacedPattern[]>
  // A checkout records all of its products, whatever would hide them.
  const scratch = step.addsSourceAt === undefined ? withoutTwice([...step.scratch, ...topScratch]) : []
  const installs = writtenOnce(
    reader,
    step.installs.flatMap((one) => writeInstalls(reader, of, one) ?? [])
  )
  const patterns = (key: FileKey): IntentPattern[] => files[key].map(({ pattern }) => pattern)
  const intents: StepIntents = {
    name: leg.name,
    takes: takes.map(({ take }) => take),
    addsSource: step.addsSourceAt !== undefined,
    adds: patterns('adds'),
    mayAdd: patterns('may-add'),
    changes: patterns('changes'),
    removes: patterns('removes'),
    mayRemove: patterns('may-remove'),
    scratch: scratch.map(({ text }) => text),
    installs: installs.map((one) => one.installs),
    command: writeCommand(reader, of),
    definition: step.definition?.text,
    delegated: step.delegatedAt !== undefined,
    recording: step.recordingAt === undefined ? 'whole' : 'any'
  }
  const written = { intents, takes, files, scratch, installs }
  placeStatements(of, written, offsets)
  return written
}

function writePatterns(
  reader: YamlReader,
  { leg }: LegOfStep,
  key: string,
  texts: LegOfStep['step']['files'][FileKey]
): PlacedPattern[] {
  const patterns = texts.flatMap((written) => {
    const text = withValues(reader, written, [leg.values])
    const pattern = text === undefined ? undefined : filePatternAt(reader, { text, offset: written.offset }, key)
    return pattern === undefined ? [] : [{ pattern, offset: written.offset, text: pattern.text }]
  })
  return withoutTwice(patterns).map(({ pattern, offset }) => ({ pattern, offset }))
}

function writeInstalls(
  reader: YamlReader,
  { leg }: LegOfStep,
  { directory, mayChange }: InstallsTemplate
): PlacedInstalls | undefined {
  const text = withValues(reader, directory, [leg.values])
  if (text === undefined || refuseFlawedInstalled(reader, directory, text)) return undefined
  return { installs: { directory: text, mayChange: mayChange.map((line) => line.text) }, offset: directory.offset }
}

/** Values of a matrix may make two directories one. What may change in there is not put together by that. */
function writtenOnce(reader: YamlReader, installs: readonly PlacedInstalls[]): PlacedInstalls[] {
  const first = new Map<string, readonly string[]>()
  return installs.filter(({ installs: { directory, mayChange }, offset }) => {
    const known = first.get(directory)
    if (known === undefined) first.set(directory, mayChange)
    else if (known.length !== mayChange.length || known.some((line) => !mayChange.includes(line)))
      reader.problem(
        'LAYOUT_SOURCE_AMBIGUOUS',
        { offset },
        `In one leg this is ${quoteUntrusted(directory)}, which stands in "installs-into" already with other lines of "may-change".`,
        'Say the same of both, or give them values that are never one directory.'
      )
    return known === undefined
  })
}

/** The verbs of statements are the keys of steps. */
function placeStatements({ step }: LegOfStep, written: WrittenLeg, offsets: StatementOffsets): void {
  const { intents, takes, files, scratch, installs } = written
  const { name, command, definition } = intents
  const place = (statements: readonly string[], offset: number | undefined): void => {
    for (const statement of statements) offsets.set(statement, offset ?? step.offset)
  }
  if (takes.length === 0) place([`${name} takes nothing`], step.takesAt)
  for (const { take, offset } of takes) place(takeStatements(name, take), offset)
  if (intents.addsSource) place([`${name} adds source`], step.addsSourceAt)
  for (const [key, patterns] of Object.entries(files) as [FileKey, readonly PlacedPattern[]][])
    for (const { pattern, offset } of patterns) place([patternStatement(name, key, pattern)], offset)
  for (const { text, offset } of scratch) place([`${name} scratch ${text}`], offset)
  for (const one of installs) place(installsStatements(name, one.installs), one.offset)
  if (command !== undefined) place([commandStatement(name, command)], step.command?.offset)
  if (definition !== undefined) place([definitionStatement(name, definition)], step.definition?.offset)
  if (intents.delegated) place([`${name} delegated`], step.delegatedAt)
  if (intents.recording === 'any') place([`${name} recording any`], step.recordingAt)
}
