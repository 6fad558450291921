// SPDX-License-Identifier: Apache-2.0
// Lines that name directories of installed packages: a directory, or a pattern of directories, of the workspace, or a
// directory of the user's home. Below each may stand lines of what tools rewrite in there.
import { posix } from 'node:path'
import { beginsLikeDrive } from '../base/begins-like-drive.ts'
import type { Environment } from '../base/environment.ts'
import { LIMITS } from '../base/limits.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { isGitName } from '../recording/git-name.ts'
import { asBytes, compileWildmatch } from '../base/wildmatch.ts'

export interface DirectoryLine {
  /** In its shortest form, like `node_modules`, `packages/?/node_modules`, `~/.cargo/registry`. */
  readonly text: string
  /** Gitignore lines, relative to the directory, of what its digest leaves out. */
  readonly leftOut: readonly string[]
}

/** Where the directories of lines are. */
export interface DirectoryPlaces {
  readonly workspace: string
  /** The home of the user; empty where the environment does not tell. */
  readonly home: string
}

const HOME = '~/'
const GLOB = /[*?[]/
/** A line that leaves out all of a directory, whatever is in it. */
const WHOLE = /^\/?\*+(?:\/\*+)*\/?$/

/** The home of the user; empty where the environment does not tell. */
export function homeIn(environment: Environment): string {
  return environment['HOME'] ?? environment['USERPROFILE'] ?? ''
}

/** What the artifact of a directory is called. */
export const artifactNameOfDirectory = (path: string): string => `dir:${path}`

export const isOfHome = ({ text }: Pick<DirectoryLine, 'text'>): boolean => text.startsWith(HOME)

export const isPattern = (line: Pick<DirectoryLine, 'text'>): boolean => !isOfHome(line) && GLOB.test(line.text)

/** The path of a directory in the file system. @param path as a line without a pattern has it */
export function placeOfDirectory(path: string, { workspace, home }: DirectoryPlaces): { base: string; below: string } {
  return path.startsWith(HOME) ? { base: home, below: path.slice(HOME.length) } : { base: workspace, below: path }
}

/** A test for paths of directories, as names of artifacts have them. */
export function compileDirectoryLine(line: DirectoryLine): (path: string) => boolean {
  if (!isPattern(line)) return (path) => path === line.text
  const fits = compileWildmatch(asBytes(line.text), 'apart')
  return (path) => !path.startsWith(HOME) && fits(asBytes(path))
}

/** The first of some lines that a directory fits. */
export function lineOf(lines: readonly DirectoryLine[]): (path: string) => DirectoryLine | undefined {
  const compiled = lines.map((line) => ({ line, fits: compileDirectoryLine(line) }))
  return (path) => compiled.find(({ fits }) => fits(path))?.line
}

/** What makes a text no name of a directory, or the name in its shortest form. */
export function parseDirectory(line: string): { readonly text: string } | { readonly flaw: string } {
  if (/[\p{Cc}\\]/u.test(line)) return { flaw: 'holds a backslash or a control character' }
  const isHome = line.startsWith(HOME)
  if (line.startsWith('~') && !isHome) return { flaw: 'names the home of another user' }
  const path = isHome ? line.slice(HOME.length) : line
  if (posix.isAbsolute(path) || beginsLikeDrive(path)) return { flaw: 'is absolute' }
  const text = posix.normalize(path).replace(/\/$/, '')
  if (text === '.' || text === '..' || text.startsWith('../')) return { flaw: 'names no directory in there' }
  if (text.split('/').some(isGitName)) return { flaw: 'names what git keeps for itself' }
  if (isHome && GLOB.test(text)) return { flaw: 'is a pattern, and the home of a user is not searched' }
  if (text.startsWith(HOME)) return { flaw: 'would be taken for one of the home of the user' }
  return { text: isHome ? `${HOME}${text}` : text }
}

/** What makes a line of what to leave out unfit. @param line without the exclamation mark */
export function flawOfLeftOut(line: string): string | undefined {
  if (line === '' || line.startsWith('!') || line.startsWith('#')) return 'names nothing to leave out'
  if (line.includes('\\')) return 'holds a backslash'
  return WHOLE.test(line) ? 'leaves out the whole directory' : undefined
}

export function encodeDirectoryLines(lines: readonly DirectoryLine[]): JsonObject[] {
  return lines.map(({ text, leftOut }) => jsonObject({ directory: text, left_out: leftOut }))
}

/** @throws METADATA_ codes */
export function parseDirectoryLines(at: JsonAt): DirectoryLine[] {
  return at.list(LIMITS.directoryLines).map((item) => ({
    text: item.member('directory').string(),
    leftOut: item.member('left_out').strings()
  }))
}
