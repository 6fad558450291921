// SPDX-License-Identifier: Apache-2.0
// Lines of scratch that hide what a step installs or takes: no honest run could pass, or a gate would look at nothing.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { StepIntents } from '../../intoto/intents/intents.ts'
import { compileExcludes, type Excludes } from '../../recording/excludes.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { ArrivingFiles } from './arriving-files.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { type PlacedText } from './intent-text.ts'
import { witnessesOf, witnessesOfText } from './witnesses.ts'
import type { WrittenLeg } from './write-step.ts'

/** What a line hides, and how that is said. */
interface Hidden {
  readonly what: string
  readonly hint: string
}

/** Lines that leave out every name there is. */
const ALL = /^\/?\*+(?:\/\*+)*\/?$/

/** Notes lines of scratch that hide what a step installs or takes. */
export function reviewScratch(reader: YamlReader, legs: readonly WrittenLeg[], files: ArrivingFiles): void {
  const refused = new Set<number>()
  for (const leg of legs)
    for (const line of leg.scratch) {
      if (refused.has(line.offset)) continue
      const hidden = hiddenBy(line, leg, files)
      if (hidden === undefined && !ALL.test(line.text)) continue
      refused.add(line.offset)
      if (hidden === undefined) warnOfAll(reader, line)
      else reader.problem('LAYOUT_SOURCE_IMPOSSIBLE', line, hidden.what, hidden.hint)
    }
}

function warnOfAll(reader: YamlReader, line: PlacedText): void {
  const message = `The line ${quoteUntrusted(line.text)} hides whatever the step does not say that it adds.`
  reader.warning(line, message, 'Name what is left behind: `node_modules/`, `.cache/`.')
}

function hiddenBy(line: PlacedText, leg: WrittenLeg, files: ArrivingFiles): Hidden | undefined {
  const excludes = compileExcludes([line.text])
  return (
    installedBelow(line, leg, excludes) ?? takenBelow(line, leg, excludes) ?? arrivingBelow(line, leg, excludes, files)
  )
}

function installedBelow(
  { text }: PlacedText,
  { intents, installs }: WrittenLeg,
  excludes: Excludes
): Hidden | undefined {
  const found = installs.find(
    ({ installs: { directory } }) =>
      !directory.startsWith('~') &&
      witnessesOfText({ text: directory }).every((name) => excludes.path(name, true) !== undefined)
  )
  if (found === undefined) return undefined
  const directory = quoteUntrusted(found.installs.directory)
  return {
    what: `The line ${quoteUntrusted(text)} of "scratch" hides ${directory}, into which step ${quoteUntrusted(intents.name)} installs.`,
    hint: `Remove the line from "scratch" if what is installed counts, or ${yamlText(found.installs.directory)} from "installs-into" if it does not.`
  }
}

/** All of what a pattern takes. */
function takenBelow({ text }: PlacedText, { intents }: WrittenLeg, excludes: Excludes): Hidden | undefined {
  for (const take of intents.takes) {
    if (take.of === 'source') continue
    const [from, into] = [take.from, take.into].map((one) => (one === undefined ? '' : `${one}/`)) as [string, string]
    for (const pattern of take.only) {
      const names = witnessesOf(pattern).map((name) => into + name.slice(from.length))
      const [name] = names
      if (name === undefined || !names.every((one) => isHidden(one, intents, excludes))) continue
      return {
        what: `The line ${quoteUntrusted(text)} of "scratch" hides all that step ${quoteUntrusted(intents.name)} takes of ${quoteUntrusted(take.step)} by ${quoteUntrusted(pattern.text)}, such as ${quoteUntrusted(name)}.`,
        hint: 'Narrow the line, or do not take these files.'
      }
    }
  }
  return undefined
}

/** All files of which a step above adds at least one. */
function arrivingBelow(
  { text }: PlacedText,
  { intents }: WrittenLeg,
  excludes: Excludes,
  files: ArrivingFiles
): Hidden | undefined {
  const found = files
    .begin(intents.name)
    .origins.find(
      ({ isNeeded, witnesses }) =>
        isNeeded && witnesses.length > 0 && witnesses.every((name) => isHidden(name, intents, excludes))
    )
  const [name] = found?.witnesses ?? []
  if (found === undefined || name === undefined) return undefined
  return {
    what: `The line ${quoteUntrusted(text)} of "scratch" hides what step ${quoteUntrusted(intents.name)} takes: ${quoteUntrusted(found.step ?? '')} adds files such as ${quoteUntrusted(name)}, so no run could pass.`,
    hint: `Narrow the line \`${escapeUntrusted(text)}\`, or take a part without these files.`
  }
}

/** What a step adds or may add is recorded also below such a line. */
function isHidden(name: string, { adds, mayAdd }: StepIntents, excludes: Excludes): boolean {
  return excludes.path(name, false) !== undefined && ![...adds, ...mayAdd].some((pattern) => pattern.matches(name))
}
