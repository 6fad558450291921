// SPDX-License-Identifier: Apache-2.0
// What a step left behind as scratch. A later stage of the same job would begin with it, and be refused; whoever reads
// the log of this one learns first.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Runner } from '../../base/runner.ts'
import { isLiteral, patternSegments } from '../../intoto/intents/intent-pattern.ts'
import { isFlaw } from '../../intoto/intents/intent-segments.ts'
import { flawOfInstalled } from '../../intoto/intents/statements.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import type { Link } from '../../intoto/link/link.ts'
import { readLeftOut } from '../../intoto/link/recording-notes.ts'
import type { RecordingPlan } from './recording-plan.ts'

const MOST_LINES = 10

/** Tells which lines of scratch hid something, unless no step could come later. */
export function tellLeftBehind(
  { name, environment }: Link,
  { isLast, added }: Pick<RecordingPlan, 'isLast' | 'added'>,
  runner: Pick<Runner, 'log'>
): void {
  const lines = [...(readLeftOut(environment, 'products') ?? [])]
  if (isLast || lines.length === 0) return
  const texts = lines.slice(0, MOST_LINES).map(([line, files]) => `${quoteUntrusted(line)} (${count(files, 'file')})`)
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more lines` : ''
  const line = lines[0]?.[0] ?? ''
  const offers = offersFor(line, added)
  const instead =
    offers.length === 0
      ? ''
      : `, or replace the scratch line ${quoteUntrusted(line)} in layout.yml by ${offers.join(' or ')}`
  runner.log(
    `Step ${quoteUntrusted(name)} leaves scratch behind: ${texts.join(', ')}${more}. A later stage of this job that finds them fails: at once where its own scratch fits them (SCRATCH_PRESENT), else in verification (TAKES_EXTRA). Delete them at the end of the command${instead}.`
  )
}

/**
 * What a layout may say in the place of a line of scratch: both beside it would contradict it.
 *
 * @param added patterns of what the step adds, none of which may lie in a directory that it installs into
 */
function offersFor(line: string, added: readonly string[]): string[] {
  const isDirectory = line.endsWith('/') || /^[^*?[.]*$/.test(line)
  const path = line.replace(/^\/|\/$/g, '')
  const pattern = patternOf(path, path.includes('/') || line.startsWith('/'), isDirectory)
  const holdsAdded = added.some((one) => mayLieBelow(one, path))
  return [
    ...(isDirectory && flawOfInstalled(path) === undefined && !holdsAdded
      ? [`\`installs-into: ${yamlText(path)}\` (dependencies)`]
      : []),
    ...(isFlaw(patternSegments(pattern)) ? [] : [`\`may-add: ${yamlText(pattern)}\` (files that later steps use)`])
  ]
}

/** Whether a pattern may name something in a directory, at the top or, where nobody says so, further down. */
function mayLieBelow(pattern: string, directory: string): boolean {
  const parts = pattern.split('/').slice(0, -1)
  return parts.includes('**') || parts.includes(directory.split('/').at(-1) as string)
}

/** A line without a slash fits in every directory; of a directory that is named, the one at the top is meant most often. */
function patternOf(path: string, isAnchored: boolean, isDirectory: boolean): string {
  const isPlain = isLiteral({ text: path })
  const above = isAnchored || (isPlain && isDirectory) ? '' : '**/'
  return `${above}${path}${isDirectory ? '/**' : ''}`
}
