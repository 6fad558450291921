// SPDX-License-Identifier: Apache-2.0
// What in a configuration of git runs programs, or makes git read something else. The text is read as git reads it, but
// nothing that it names is opened.
import { secretKindIn } from './secret-shapes.ts'

/** Names of settings, `section.name` or `section.*.name` with any subsection, and the values of them that do no harm. */
const STEERING: readonly (readonly [pattern: RegExp, harmless?: RegExp])[] = [
  [/^filter\..+\.(?:clean|smudge|process)$/],
  [/^core\.fsmonitor$/, /^(?:false|no|off|0|true|yes|on|1)$/i],
  [
    /^core\.(?:hookspath|attributesfile|excludesfile|sshcommand|gitproxy|askpass|editor|pager|worktree|alternaterefscommand)$/
  ],
  [/^include(?:if\..+)?\.path$/],
  [/^alias\./, /^(?!\s*!)/],
  [/^credential(?:\..+)?\.helper$/, /^$/],
  [/^(?:diff|merge)\..+\.(?:command|textconv|driver)$/],
  [/^(?:diff\.external|sequence\.editor|interactive\.difffilter|uploadpack\.packobjectshook|init\.templatedir)$/],
  [/^(?:difftool|mergetool|browser|man|guitool)\..+\.cmd$/],
  [
    /^(?:gpg(?:\..+)?\.program|gpg\.ssh\.defaultkeycommand|sendemail\..*cmd|hook\..+\.command|trailer\..+\.(?:command|cmd)|pager\..+)$/
  ],
  [/^url\..+\.(?:insteadof|pushinsteadof)$/],
  [/^remote\..+\.(?:uploadpack|receivepack|vcs|proxy)$/],
  [/^(?:http(?:\..+)?\.proxy|protocol(?:\..+)?\.allow)$/],
  // An address of another form than these names a program: `ext::command`.
  [/^remote\..+\.(?:push)?url$/, /^(?!.*::)/],
  [/^tar\..+\.command$/],
  [/^submodule\..+\.update$/, /^(?!\s*!)/]
]

/** As `git lfs install` writes them. */
const OF_LFS: Readonly<Record<string, string>> = {
  'filter.lfs.clean': 'git-lfs clean -- %f',
  'filter.lfs.smudge': 'git-lfs smudge -- %f',
  'filter.lfs.process': 'git-lfs filter-process'
}

/**
 * The settings of a configuration that steer git, by their names, in order and each once. Subsections that may hold an
 * address, and so a password, are not spelt out: names go into links and logs.
 */
export function steersGit(text: string): string[] {
  const names = settingsOf(text).flatMap(([name, value]) => {
    if (OF_LFS[name] === value) return []
    return STEERING.some(([pattern, harmless]) => pattern.test(name) && harmless?.test(value) !== true)
      ? [withoutAddress(name)]
      : []
  })
  return [...new Set(names)]
}

/** Who writes an address writes a host, with `//` before it or `@`; and tokens have shapes of their own. */
function withoutAddress(name: string): string {
  const [first, last] = [name.indexOf('.'), name.lastIndexOf('.')]
  const subsection = name.slice(first + 1, Math.max(first + 1, last))
  const mayBeSecret = /@|\/\/|%40/.test(subsection) || secretKindIn(subsection) !== undefined
  return mayBeSecret ? `${name.slice(0, first)}.*${name.slice(last)}` : name
}

/** Settings with their values, names in lower case but for subsections; read character by character, as git does. */
function settingsOf(written: string): [name: string, value: string][] {
  const text = written.replaceAll('\r\n', '\n')
  const settings: [string, string][] = []
  let section = ''
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at, at + LONGEST_WORD)
    const name = /^[A-Za-z][A-Za-z0-9-]*/.exec(rest)?.[0]
    const end = text[at] === '[' ? endOfHeading(text, at) : 0
    if (end > 0) {
      section = sectionOf(text.slice(at + 1, end - 1))
      at = end
    } else if (name !== undefined) {
      const { value, end: next } = valueAt(text, at + name.length)
      settings.push([`${section}.${name.toLowerCase()}`, value])
      at = next
    } else if (/^\s/.test(rest)) at += 1
    // A comment; of anything else git would not read on.
    else at = endOfLine(text, at)
  }
  return settings
}

/** Characters of the longest name of a setting that is looked for. */
const LONGEST_WORD = 256

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Where the text goes on behind a heading that begins at a place; 0 for one that does not end on its line. */
function endOfHeading(text: string, start: number): number {
  let quoted = false
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (quoted && text[at] === '\\') at += 1
    else if (text[at] === '"') quoted = !quoted
    else if (text[at] === ']' && !quoted) return at + 1
  }
  return 0
}

function sectionOf(heading: string): string {
  const quote = heading.indexOf('"')
  if (quote < 0) return heading.trim().toLowerCase()
  const subsection = heading.slice(quote + 1, heading.lastIndexOf('"')).replace(/\\(.)/g, '$1')
  return `${heading.slice(0, quote).trim().toLowerCase()}.${subsection}`
}

/**
 * What stands behind the equals sign, without quotes and comment. A setting without a value is true. A backslash before
 * the end of a line goes on in the next one; in a comment it does not.
 */
function valueAt(text: string, start: number): { readonly value: string; readonly end: number } {
  let at = start
  while (text[at] === ' ' || text[at] === '\t') at += 1
  if (text[at] !== '=') return { value: 'true', end: endOfLine(text, at) }
  let [value, quoted] = ['', false]
  for (at += 1; at < text.length && text[at] !== '\n'; at += 1) {
    const character = text[at] as string
    if (character === '\\') {
      at += 1
      if (text[at] !== '\n') value += text[at] ?? ''
    } else if (character === '"') quoted = !quoted
    else if (!quoted && (character === '#' || character === ';')) {
      at = endOfLine(text, at)
      break
    } else value += character
  }
  return { value: value.trim(), end: at }
}
