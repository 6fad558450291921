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
  [/^(?:http(?:\..+)?\.proxy|protocol\..+\.allow)$/],
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

/** Settings with their values, names in lower case but for subsections. */
function settingsOf(text: string): [name: string, value: string][] {
  const settings: [string, string][] = []
  let section = ''
  for (const line of text.replaceAll('\r\n', '\n').replaceAll('\\\n', '').split('\n')) {
    const trimmed = line.trim()
    const end = trimmed.startsWith('[') ? endOfHeading(trimmed) : 0
    if (end > 0) section = sectionOf(trimmed.slice(1, end - 1))
    // A setting may stand behind the heading of its section.
    const setting = trimmed.slice(end).trim()
    const name = /^[A-Za-z][A-Za-z0-9-]*/.exec(setting)?.[0]
    if (name !== undefined) settings.push([`${section}.${name.toLowerCase()}`, valueOf(setting.slice(name.length))])
  }
  return settings
}

/** Where a line goes on behind the heading that it begins with; 0 for a heading that does not end. */
function endOfHeading(line: string): number {
  let quoted = false
  for (let at = 1; at < line.length; at += 1) {
    if (quoted && line[at] === '\\') at += 1
    else if (line[at] === '"') quoted = !quoted
    else if (line[at] === ']' && !quoted) return at + 1
  }
  return 0
}

function sectionOf(heading: string): string {
  const quote = heading.indexOf('"')
  if (quote < 0) return heading.trim().toLowerCase()
  const subsection = heading.slice(quote + 1, heading.lastIndexOf('"')).replace(/\\(.)/g, '$1')
  return `${heading.slice(0, quote).trim().toLowerCase()}.${subsection}`
}

/** Behind the equals sign, without quotes and a comment. A setting without a value is true. */
function valueOf(text: string): string {
  const given = text.trim()
  if (!given.startsWith('=')) return 'true'
  let [value, quoted] = ['', false]
  for (let at = 1; at < given.length; at += 1) {
    const character = given[at] as string
    if (character === '\\') value += given[(at += 1)] ?? ''
    else if (character === '"') quoted = !quoted
    else if (!quoted && (character === '#' || character === ';')) break
    else value += character
  }
  return value.trim()
}
