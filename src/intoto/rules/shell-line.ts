// SPDX-License-Identifier: Apache-2.0
// What one line of a shell is: plain words, which can be told word by word, or a program, which only its text tells.
// Words forget quotes: `make '&&' test` would have those of `make && test`, and run no test.
import { splitWords } from './rule-text.ts'

/** A script without the blanks and empty lines around it. Other white space is part of a word for a shell. */
export function shellLine(script: string): string {
  let [start, end] = [0, script.length]
  while (start < end && isBlank(script, start)) start += 1
  while (end > start && isBlank(script, end - 1)) end -= 1
  return script.slice(start, end)
}

const isBlank = (text: string, at: number): boolean => ' \t\n'.includes(text.charAt(at))

/**
 * The words of a line that says nothing else than its words, whoever reads it; undefined of every other one. Characters
 * that mean something to a shell count in quotes, too, so that no two lines that run differently have the same words.
 *
 * @param line without blanks around it
 * @param shell of its program; of a shell that is not POSIX's only what needs no knowledge of its quotes is plain
 */
export function plainWords(line: string, shell = 'sh'): string[] | undefined {
  if (shell === 'python' || hasOtherSpace(line)) return undefined
  if (shell !== 'sh' && shell !== 'bash') return PLAIN_ANYWHERE.test(line) ? splitWords(line) : undefined
  if (SPECIAL.test(line) && !isCallOfShell(line)) return undefined
  if (!CLOSED.test(line)) return undefined
  const words = splitWords(line)
  return ASSIGNMENT.test(words[0] ?? '') ? undefined : words
}

const SPECIAL = /[&|;<>()$*?[\]#~!`{}]/

/** A line with no quote left open, and no backslash that takes nothing. */
const CLOSED = /^(?:[^'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")*$/

/** A first word that sets a variable, unless it is in quotes. */
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/

/** The first word stands without quotes: PowerShell takes a text in quotes for a value, and runs nothing. */
const PLAIN_ANYWHERE = /^[\w./:=+-]+(?:[ \t]+(?:[\w./:=+-]+|"[\w./:=+ -]*"|'[\w./:=+ -]*'))*$/

const hasOtherSpace = (line: string): boolean => /[^\S ]|\p{Cc}/u.test(line.replaceAll('\t', ' '))

/**
 * Whether a line gives another shell a program in quotes, and nothing else: its words are those of the program itself. The
 * shell of a stage stops at the first failure, also within a pipe, and the other one does not; so nothing may stand in the
 * program where that makes a difference.
 */
function isCallOfShell(line: string): boolean {
  const [, single, double] = /^(?:ba)?sh -c (?:'([^']*)'|"([^"$`\\!]*)")$/.exec(line) ?? []
  const program = single ?? double
  return program !== undefined && !/[&|;()$#!`{}\\]/.test(program.replace(/&&|\|\|/g, ' '))
}
