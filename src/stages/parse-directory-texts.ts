// SPDX-License-Identifier: Apache-2.0
// Directories of packages as people name them, in inputs and on the command line.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { flawOfLeftOut, isPattern, parseDirectory, type DirectoryLine } from './directory-lines.ts'

/** Makes an error of what is wrong and what to do. */
export type Refuse = (what: string, hint?: string) => Error

/**
 * Directories, one a line, and below each what its digest leaves out, with `!` in front.
 *
 * @param refuse makes an error that is thrown
 */
export function parseDirectoryTexts(lines: readonly string[], refuse: Refuse): DirectoryLine[] {
  const parsed: { text: string; leftOut: string[] }[] = []
  for (const line of lines) {
    const above = parsed.at(-1)
    if (line.startsWith('!')) addLeftOut(line, above, refuse)
    else parsed.push({ text: parseLine(line, refuse), leftOut: [] })
  }
  if (parsed.length > LIMITS.directoryLines)
    throw refuse(`it has ${parsed.length} directories, and at most ${LIMITS.directoryLines} are taken`)
  refuseNested(parsed, refuse)
  return parsed
}

function parseLine(line: string, refuse: Refuse): string {
  const read = parseDirectory(line)
  if ('text' in read) return read.text
  throw refuse(
    `${quoteUntrusted(line)} ${read.flaw}`,
    'Name directories of the workspace, relative to its top and with forward slashes, patterns of those, or directories of the home as `~/…`.'
  )
}

function addLeftOut(line: string, above: { text: string; leftOut: string[] } | undefined, refuse: Refuse): void {
  const pattern = line.slice(1).trim()
  if (above === undefined)
    throw refuse(`${quoteUntrusted(line)} stands above every directory`, 'Write it below its directory.')
  const flaw = flawOfLeftOut(pattern)
  if (flaw !== undefined)
    throw refuse(
      `${quoteUntrusted(line)} ${flaw}`,
      `Below ${quoteUntrusted(above.text)}, name what tools rewrite in there, relative to it: \`!.cache/\`.`
    )
  above.leftOut.push(pattern)
}

/** What lies in a directory that is one artifact is part of that. */
function refuseNested(lines: readonly DirectoryLine[], refuse: Refuse): void {
  const plain = lines.filter((line) => !isPattern(line))
  for (const [index, line] of lines.entries()) {
    if (lines.findIndex(({ text }) => text === line.text) < index)
      throw refuse(`${quoteUntrusted(line.text)} stands there twice`)
    const outer = plain.find(({ text }) => line.text.startsWith(`${text}/`))
    if (outer === undefined) continue
    throw refuse(
      `${quoteUntrusted(line.text)} lies in ${quoteUntrusted(outer.text)}, which is recorded as a whole`,
      'Leave out the inner one.'
    )
  }
}
