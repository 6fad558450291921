// SPDX-License-Identifier: Apache-2.0
// The directories of installed packages that lines name, as they lie on the disk.
import { lstatSync, readdirSync, type Dirent } from 'node:fs'
import { join, sep } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { isGitName } from '../recording/git-name.ts'
import { realPlace, unreadable } from '../recording/follow.ts'
import { StagesError } from './codes.ts'
import {
  compileDirectoryLine,
  isOfHome,
  isPattern,
  lineOf,
  placeOfDirectory,
  type DirectoryLine,
  type DirectoryPlaces
} from './directory-lines.ts'

export interface FoundDirectory {
  /** As the name of its artifact has it: relative to the workspace, or `~/…`. */
  readonly path: string
  /** The first line that it fits. */
  readonly line: DirectoryLine
  readonly kind: 'directory' | 'link or file'
}

/**
 * What lies where the lines name directories. Of directories within each other, the outermost counts; symbolic links are
 * not followed, and what is no directory counts only where it is named itself, or is a link that fits a pattern.
 *
 * @param apart directories that something else stands for; they are not searched
 * @param isTracked which directories fit no pattern, since the commit has files in them
 * @throws RECORD_UNREADABLE, DEPENDENCY_NOT_DIRECTORY for too many
 */
export function findDirectories(
  lines: readonly DirectoryLine[],
  places: DirectoryPlaces,
  apart: ReadonlySet<string> = new Set(),
  isTracked: (path: string) => boolean = () => false
): FoundDirectory[] {
  const found = lines
    .filter((line) => isOfHome(line) || !lines.some(isPattern))
    .flatMap((line) => findLiteral(line, places))
  if (lines.some(isPattern)) {
    const inWorkspace = lines.filter((line) => !isOfHome(line))
    search('', { workspace: places.workspace, lineOf: lineOf(inWorkspace), apart, isTracked }, found)
    for (const line of inWorkspace.filter((one) => !isPattern(one)))
      if (!found.some(({ path }) => isWithin(line.text, path))) found.push(...findLiteral(line, places))
  }
  if (found.length <= LIMITS.installedDirectories) return found
  throw new StagesError(
    'DEPENDENCY_NOT_DIRECTORY',
    `${found.length} directories fit what is named, and at most ${LIMITS.installedDirectories} are recorded.`,
    { hint: 'Name directories further up.' }
  )
}

/** Lines of which nothing was found, neither by itself nor in a directory further up. */
export function unmet(
  lines: readonly DirectoryLine[],
  found: readonly Pick<FoundDirectory, 'path'>[]
): DirectoryLine | undefined {
  return lines.find((line) => {
    const fits = compileDirectoryLine(line)
    return !found.some(({ path }) => fits(path) || (!isPattern(line) && isWithin(line.text, path)))
  })
}

/** Demands that what was found are directories that are reached by no link. @throws DEPENDENCY_NOT_DIRECTORY, RECORD_UNREADABLE */
export function demandDirectories(found: readonly FoundDirectory[], places: DirectoryPlaces): void {
  for (const { path, kind } of found) {
    const { base, below } = placeOfDirectory(path, places)
    if (kind === 'directory' && realPlace(join(base, below), path) === join(realPlace(base, base), below)) continue
    throw new StagesError(
      'DEPENDENCY_NOT_DIRECTORY',
      `${quoteUntrusted(path)} is not a directory, or a symbolic link leads there.`,
      {
        hint: 'Packages are recorded where they lie, so that nothing is put in their place later. Install into a plain directory, or name the one that the link leads to.'
      }
    )
  }
}

const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}/`)

function findLiteral(line: DirectoryLine, places: DirectoryPlaces): FoundDirectory[] {
  const { base, below } = placeOfDirectory(line.text, places)
  try {
    const stats = lstatSync(join(base, below))
    return [{ path: line.text, line, kind: stats.isDirectory() ? 'directory' : 'link or file' }]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw unreadable(line.text, error)
  }
}

interface Search {
  readonly workspace: string
  readonly lineOf: (path: string) => DirectoryLine | undefined
  readonly apart: ReadonlySet<string>
  readonly isTracked: (path: string) => boolean
}

function search(directory: string, options: Search, found: FoundDirectory[]): void {
  for (const entry of entriesOf(directory, options)) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`
    const isLink = entry.isSymbolicLink()
    if ((!entry.isDirectory() && !isLink) || isGitName(entry.name) || options.apart.has(path)) continue
    const line = options.lineOf(path)
    if (line !== undefined && !(isPattern(line) && options.isTracked(path)))
      found.push({ path, line, kind: isLink ? 'link or file' : 'directory' })
    else if (!isLink) search(path, options, found)
  }
}

function entriesOf(directory: string, { workspace }: Search): Dirent[] {
  try {
    return readdirSync(`${workspace}${sep}${directory}`, { withFileTypes: true })
  } catch (error) {
    throw unreadable(directory === '' ? '.' : directory, error)
  }
}
