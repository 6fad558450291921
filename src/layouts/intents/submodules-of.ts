// SPDX-License-Identifier: Apache-2.0
// Submodules that some jobs check out and others do not: those that a layout names, else all that the repository has. Rules
// that held them equal would refuse a run that is nobody's fault.
import { listed } from '../../base/listed.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { seesSource } from '../../intoto/intents/intents.ts'
import { submoduleStatement } from '../../intoto/intents/write-statements.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import type { YamlPlace, YamlReader } from '../yaml-reader.ts'
import { flawOfSubmodule, type TopOfSource } from './read-source.ts'
import type { PlacedText } from './intent-text.ts'
import type { StatementOffsets, WrittenLeg } from './write-step.ts'

export interface SubmodulesRequest {
  readonly said: TopOfSource['submodules']
  /** Directories of submodules of the repository. */
  readonly found: readonly string[]
  readonly legs: readonly WrittenLeg[]
  /** Where it is told what was found. */
  readonly at: YamlPlace
  readonly offsets: StatementOffsets
}

/** Named in one message. */
const NAMED = 5
/** Of more, a layout says itself which it means: each is in the rules of each step. */
const MOST_FOUND = 64

/** Nothing is taken of many submodules, as if the layout said `same`. */
function demandSaid(reader: YamlReader, at: YamlPlace, named: readonly string[]): [] {
  reader.warning(
    at,
    `The repository has ${named.length} submodules by its .gitmodules, and at most ${MOST_FOUND} are taken from there: of none the layout says that some jobs check it out and others do not, so the rules hold all jobs to the same.`,
    'Write `source: { submodules: same }` if all jobs check out the same, or `source: { submodules: [vendor/lib] }` with those, or directories above them, that some jobs check out and others do not.'
  )
  return []
}

/** @param found by `.gitmodules`; none where the repository has no such file */
function warnOfUnknown(reader: YamlReader, { text, offset }: PlacedText, found: readonly string[]): void {
  const isKnown = found.some((one) => one === text || one.startsWith(`${text}/`) || text.startsWith(`${one}/`))
  if (found.length === 0 || isKnown) return
  reader.warning(
    { offset },
    `${quoteUntrusted(text)} is not a submodule by the .gitmodules of the repository, which has ${listed(found, NAMED, (one) => quoteUntrusted(one))}.`,
    'Name the directory of a submodule, or one above it.'
  )
}

/** Directories, each once. */
export function submodulesOf(reader: YamlReader, { said, found, legs, at, offsets }: SubmodulesRequest): string[] {
  if (said === 'same') return []
  if (said !== undefined) {
    for (const { text, offset } of said) {
      offsets.set(submoduleStatement(text), offset)
      warnOfUnknown(reader, { text, offset }, found)
    }
    return said.map(({ text }) => text)
  }
  // One job alone has nothing to differ from.
  if (legs.filter(({ intents }) => seesSource(intents)).length < 2) return []
  const named = [...new Set(found)].filter((directory) => flawOfSubmodule(directory) === undefined)
  if (named.length === 0) return []
  if (named.length > MOST_FOUND) return demandSaid(reader, at, named)
  const written = named.map(yamlText).join(', ')
  reader.warning(
    at,
    `The repository has ${listed(
      named.map((one) => quoteUntrusted(one)),
      NAMED,
      (list) => list
    )}, by its .gitmodules. The rules let a job check out a submodule or not; what two jobs have of it, the check compares.`,
    `Write \`source: { submodules: [${written}] }\` to say so whatever the repository has, or \`source: { submodules: same }\` if all jobs check out the same.`
  )
  return named
}
