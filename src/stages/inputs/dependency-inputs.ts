// SPDX-License-Identifier: Apache-2.0
// Which directories of packages a stage installs, and which it uses that another one installed.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import { LIMITS } from '../../base/limits.ts'
import { flawOfLeftOut, isPattern, parseDirectory, type DirectoryLine } from '../directory-lines.ts'

export interface DependencyInputs {
  readonly installs: readonly DirectoryLine[]
  readonly dependencies: readonly DirectoryLine[]
}

type Name = 'installs' | 'dependencies'

/** How to write a directory that is called like the word for "off". */
const DIRECTORY_NONE = 'A directory of that name is `./none`.'

/** @throws INPUT_MISSING, INPUT_INVALID */
export function readDependencies(inputs: Inputs): DependencyInputs {
  const installs = parseLines('installs', inputs.controlLines('installs', { itself: DIRECTORY_NONE }))
  const dependencies = parseLines('dependencies', inputs.controlLines('dependencies', { itself: DIRECTORY_NONE }))
  const both = installs.find(({ text }) => dependencies.some((line) => line.text === text))
  if (both === undefined) return { installs, dependencies }
  throw invalid(
    'dependencies',
    `${quoteUntrusted(both.text)} stands in installs, too`,
    'A stage installs a directory, or uses one that an earlier stage installed. Name it in one of the two.'
  )
}

/** A directory a line, and below it what its digest leaves out, each with `!` in front. */
function parseLines(name: Name, lines: readonly string[]): DirectoryLine[] {
  const parsed: { text: string; leftOut: string[] }[] = []
  for (const line of lines) {
    const above = parsed.at(-1)
    if (line.startsWith('!')) addLeftOut(name, line, above)
    else parsed.push({ text: parseLine(name, line), leftOut: [] })
  }
  if (parsed.length > LIMITS.directoryLines)
    throw invalid(name, `it has ${parsed.length} directories, and at most ${LIMITS.directoryLines} are taken`)
  refuseNested(name, parsed)
  return parsed
}

function parseLine(name: Name, line: string): string {
  const read = parseDirectory(line)
  if ('text' in read) return read.text
  throw invalid(
    name,
    `${quoteUntrusted(line)} ${read.flaw}`,
    'Name directories of the workspace, relative to its top and with forward slashes, patterns of those, or directories of the home as `~/…`.'
  )
}

function addLeftOut(name: Name, line: string, above: { text: string; leftOut: string[] } | undefined): void {
  const pattern = line.slice(1).trim()
  if (above === undefined)
    throw invalid(name, `${quoteUntrusted(line)} stands above every directory`, 'Write it below its directory.')
  const flaw = flawOfLeftOut(pattern)
  if (flaw !== undefined)
    throw invalid(
      name,
      `${quoteUntrusted(line)} ${flaw}`,
      `Below ${quoteUntrusted(above.text)}, name what tools rewrite in there, relative to it: \`!.cache/\`.`
    )
  above.leftOut.push(pattern)
}

/** What lies in a directory that is one artifact is part of that. */
function refuseNested(name: Name, lines: readonly DirectoryLine[]): void {
  const plain = lines.filter((line) => !isPattern(line))
  for (const [index, line] of lines.entries()) {
    if (lines.findIndex(({ text }) => text === line.text) < index)
      throw invalid(name, `${quoteUntrusted(line.text)} stands there twice`)
    const outer = plain.find(({ text }) => line.text.startsWith(`${text}/`))
    if (outer === undefined) continue
    throw invalid(
      name,
      `${quoteUntrusted(line.text)} lies in ${quoteUntrusted(outer.text)}, which is recorded as a whole`,
      'Leave out the inner one.'
    )
  }
}
