// SPDX-License-Identifier: Apache-2.0
// Names of files that are read as something else by how they begin, in spite of the pattern or path that they come by: a
// drive of other systems, which strict verification refuses, or a scheme, whose name no file gets.
import { beginsLikeDrive } from '../../base/begins-like-drive.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { URI_SCHEMES } from '../../intoto/artifacts/uri-schemes.ts'
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { testOf, type CodePointRange } from '../../intoto/rules/pattern-tokens.ts'
import { segmentsOf } from '../compile/widened.ts'
import type { YamlPlace, YamlReader } from '../yaml-reader.ts'
import type { ArrivingFiles, Origin } from './arriving-files.ts'
import type { WrittenLeg } from './write-step.ts'

type Scheme = keyof typeof URI_SCHEMES

/** Notes them, each place once, whichever legs it is about. */
export function reviewBeginnings(reader: YamlReader, legs: readonly WrittenLeg[], files: ArrivingFiles): void {
  const told = new Set<number>()
  const tell = (at: YamlPlace, note: () => void): void => {
    if (!told.has(at.offset)) note()
    told.add(at.offset)
  }
  for (const leg of legs) {
    const { name } = leg.intents
    for (const key of ['adds', 'changes', 'removes', 'may-add', 'may-remove'] as const)
      for (const { pattern, offset } of leg.files[key]) {
        const scheme = schemeOfAll(pattern)
        if (scheme !== undefined)
          tell({ offset }, () => tellScheme(reader, { offset }, key, [name, pattern.text, scheme]))
      }
    for (const { take, offset } of leg.takes) {
      if (take.of === 'source' || take.from === undefined) continue
      const odd = broughtOnDrive(files.taken(take).origins)
      if (odd !== undefined) tell({ offset }, () => reader.warning({ offset }, onDrive(name, odd), ELSEWHERE))
    }
  }
}

const ELSEWHERE = 'Rename the file, or let the step put it into a directory such as `dist/`.'

function onDrive(step: string, name: string): string {
  return `${quoteUntrusted(name)} begins with a letter and a colon, which is a drive on other systems, so strict verification refuses each run in which step ${quoteUntrusted(step)} has such a file (LINK_PATH_NOT_NORMALISED).`
}

function tellScheme(
  reader: YamlReader,
  at: YamlPlace,
  key: string,
  [step, text, scheme]: readonly [string, string, string]
): void {
  const message = `No file is recorded under a name that begins with "${scheme}", which says how something was recorded, so no run of step ${quoteUntrusted(step)} has a file that fits ${quoteUntrusted(text)}.`
  if (key.startsWith('may-')) reader.warning(at, message, 'Remove the line: it says nothing.')
  else reader.problem('LAYOUT_SOURCE_IMPOSSIBLE', at, message, 'Remove the line, or give the file another name.')
}

/** A file that surely lies at the top here and lay in a directory there. */
function broughtOnDrive(origins: readonly Origin[]): string | undefined {
  const names = origins.filter(({ isNeeded, isLiteral }) => isNeeded && isLiteral).flatMap(({ witnesses }) => witnesses)
  return names.find(beginsLikeDrive)
}

/** The scheme that all names begin with that fit a pattern; undefined where they do not begin alike, or like none. */
function schemeOfAll(pattern: IntentPattern): Scheme | undefined {
  const [first] = segmentsOf(pattern)
  if (first === undefined || first === '**') return undefined
  const tests = first.slice(0, 5).map((token) => (token === '*' ? undefined : testOf(token)))
  const isAlways = (at: number, ranges: readonly CodePointRange[]): boolean => {
    const test = tests[at]
    if (test === undefined || test.negated) return false
    return test.ranges.every(([low, high]) => ranges.some(([from, to]) => from <= low && high <= to))
  }
  const spells = (text: string): boolean => [...text].every((character, at) => isAlways(at, [rangeOf(character)]))
  return (Object.keys(URI_SCHEMES) as Scheme[]).find(spells)
}

function rangeOf(character: string): CodePointRange {
  const point = character.codePointAt(0) as number
  return [point, point]
}
