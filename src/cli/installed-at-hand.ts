// SPDX-License-Identifier: Apache-2.0
// Directories of packages among files that are compared: the step that installed one recorded it as one digest, beside
// whatever a walk finds.
import { lstatSync } from 'node:fs'
import { join, posix } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { Link } from '../intoto/link/link.ts'
import { readDirectoryNotes } from '../intoto/link/recording-notes.ts'
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'
import { artifactNameOfDirectory, flawOfLeftOut, isOfHome, parseDirectory } from '../stages/directory-lines.ts'
import type { FoundDirectory } from '../stages/find-directories.ts'
import { NO_DIRECTORIES, recordDirectories, type RecordedDirectories } from '../stages/installed-directories.ts'

/** Directories at hand that are one artifact each, and what is left for a walk. */
export interface InstalledAtHand extends RecordedDirectories {
  /** The paths of the request without those that are such a directory. */
  readonly paths: readonly string[]
}

/**
 * Hashes the directories within the paths of a request that a link has as one product each, as `run` hashes them: without
 * what the link says was left out, and nothing else. Those of the home lie within no path.
 *
 * @throws DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
 */
export async function installedAtHand(
  recorder: Pick<Recorder, 'record'>,
  link: Pick<Link, 'products' | 'environment'>,
  { paths, baseDirectory, lstripPaths }: Pick<RecordRequest, 'paths' | 'baseDirectory' | 'lstripPaths'>
): Promise<InstalledAtHand> {
  // Then paths are not what names are made of.
  const found = lstripPaths.length > 0 ? [] : installedIn(link, paths, baseDirectory)
  if (found.length === 0) return { ...NO_DIRECTORIES, paths }
  const recorded = await recordDirectories(recorder, found, { workspace: baseDirectory, home: '' })
  return { ...recorded, paths: paths.filter((path) => !recorded.apart.has(shortest(path))) }
}

/** Whether a path is a directory of a list, or holds one. */
export function holdsDirectory(path: string, directories: ReadonlySet<string>): boolean {
  return [...directories].some((directory) => isWithin(directory, shortest(path)))
}

function installedIn(
  { products, environment }: Pick<Link, 'products' | 'environment'>,
  paths: readonly string[],
  baseDirectory: string
): FoundDirectory[] {
  const notes = readDirectoryNotes(environment, 'products') ?? new Map<string, readonly string[]>()
  const named = paths.map(shortest)
  const found: FoundDirectory[] = []
  for (const [name, leftOut] of notes) {
    const path = pathNamed(name)
    if (path === undefined || !products.has(name as ArtifactPath)) continue
    if (leftOut.some((line) => flawOfLeftOut(line) !== undefined)) continue
    if (!named.some((one) => isWithin(path, one))) continue
    if (lstatSync(join(baseDirectory, path), { throwIfNoEntry: false })?.isDirectory() !== true) continue
    found.push({ path, line: { text: path, leftOut }, kind: 'directory' })
  }
  // No stage records more, and each of them would be read as a whole.
  return found.length > LIMITS.installedDirectories ? [] : found
}

/** A directory of the workspace that a name of an artifact means; a link may come from anybody. */
function pathNamed(name: string): string | undefined {
  const scheme = artifactNameOfDirectory('')
  if (!name.startsWith(scheme)) return undefined
  const path = name.slice(scheme.length)
  const read = parseDirectory(path)
  return 'text' in read && read.text === path && !isOfHome(read) ? path : undefined
}

const shortest = (path: string): string => posix.normalize(path.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '')

const isWithin = (path: string, outer: string): boolean =>
  outer === '.' || path === outer || path.startsWith(`${outer}/`)
