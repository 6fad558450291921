// SPDX-License-Identifier: Apache-2.0
// One text that looks like several: a name may hold a blank or a comma, so it is allowed, and hardly ever meant.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { withoutEnd } from '../../base/without-end.ts'
import { yamlText, yamlTexts } from '../../intoto/intents/yaml-text.ts'
import { oddSpaceIn } from '../odd-space.ts'
import type { YamlReader } from '../yaml-reader.ts'

/** Keys behind which files of the workspace are named. */
const OF_WORKSPACE = ['adds', 'may-add', 'changes', 'removes', 'may-remove', 'scratch']

/** Warns of a text that was probably meant otherwise. @param what the key */
export function warnOfText(
  reader: YamlReader,
  placed: { readonly text: string; readonly offset: number },
  what: string
): void {
  const { text } = placed
  const parts = partsOf(text)
  // Behind these stands a step, or a name inside of what it has.
  const key = ['takes', 'release'].includes(what) ? '' : `${what}: `
  if (parts.length > 1 && parts.every(looksLikePath))
    reader.warning(
      placed,
      `${quoteUntrusted(text)} is one name with ${text.includes(',') ? 'a comma' : 'a blank'} in it, and no list.`,
      `If several are meant, write \`${key}${yamlTexts(parts)}\`.`
    )
  const odd = oddSpaceIn(text)
  if (odd !== undefined)
    reader.warning(
      placed,
      `${quoteUntrusted(text)} holds ${odd.name}, which is a part of the name.`,
      'Write a plain space, or nothing, in its place, unless the file is called so.'
    )
  if (text.startsWith('~/') && OF_WORKSPACE.includes(what)) reader.warning(placed, ofHome(text, what), homeHint(text))
}

/** What stands between blanks and commas. An expression and a class of characters may hold either. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  // Behind these nothing is closed, so nobody looks for an end again and again.
  const [lastBracket, lastBraces] = [text.lastIndexOf(']'), text.lastIndexOf('}}')]
  let [start, at] = [0, 0]
  const endPart = (): void => {
    if (at > start) parts.push(text.slice(start, at))
  }
  while (at < text.length) {
    if (at < lastBracket && text[at] === '[') at = text.indexOf(']', at) + 1
    else if (at + 3 <= lastBraces && text.startsWith('${{', at)) at = text.indexOf('}}', at + 3) + 2
    else if (/[\s,]/.test(text[at] as string)) {
      endPart()
      at += 1
      start = at
    } else at += 1
  }
  endPart()
  return parts
}

function looksLikePath(part: string): boolean {
  return /[/*]|\.\w+$|^\./.test(part)
}

function ofHome(text: string, what: string): string {
  return `${quoteUntrusted(text)} stands under "${what}", where files of the workspace are named: no file of a home fits it.`
}

function homeHint(text: string): string {
  const directory = withoutAllBelow(text)
  return `Take it out, since files outside of the workspace are not recorded. For dependencies that the step installs there, write \`installs-into: ${yamlText(directory)}\`.`
}

/** A directory without the slashes and stars behind it. */
function withoutAllBelow(text: string): string {
  let directory = text
  while (withoutEnd(directory, '*').endsWith('/')) directory = withoutEnd(withoutEnd(directory, '*'), '/')
  return directory
}
