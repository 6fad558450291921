// SPDX-License-Identifier: Apache-2.0
// The directories of submodules that a repository names (gitmodules(5), git-config(1) "Syntax").
import { withoutEnd } from '../base/without-end.ts'

const SECTION = /^\s*\[\s*([\w.-]+)/
const PATH = /^\s*(?:\[[^\]]*\]\s*)?path\s*=\s*(.*)$/i

/** @param text of `.gitmodules` */
export function readGitmodules(text: string): string[] {
  let section = ''
  const paths = text.split(/\r?\n/).flatMap((line) => {
    section = SECTION.exec(line)?.[1]?.toLowerCase() ?? section
    const [, written] = PATH.exec(line) ?? []
    if (section !== 'submodule' || written === undefined) return []
    const path = withoutEnd(valueOf(written), '/')
    return path === '' ? [] : [path]
  })
  return [...new Set(paths)]
}

/** A value without quotes, comments and blanks at its end. */
function valueOf(written: string): string {
  let value = ''
  let kept = 0
  let isQuoted = false
  for (let at = 0; at < written.length; at += 1) {
    const character = written[at] as string
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === '#' || character === ';')) break
    else {
      const isEscape = character === '\\' && at + 1 < written.length
      if (isEscape) at += 1
      value += isEscape ? (written[at] as string) : character
      if (isQuoted || isEscape || !/\s/.test(character)) kept = value.length
      continue
    }
    kept = value.length
  }
  return value.slice(0, kept)
}
