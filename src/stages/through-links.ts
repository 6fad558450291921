// SPDX-License-Identifier: Apache-2.0
// Symbolic links to directories that a commit holds. Each stands for the files in there that git tracks, and for no
// others: whoever writes the link could mean any directory of the machine.
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { RecordingError } from '../recording/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { placeOf } from '../recording/place-of.ts'

/** What a tracked path is in the work tree: a file to record, a directory of a submodule, or a link to a directory. */
type Kind = 'file' | 'submodule' | { readonly target: string }

/**
 * The files to record for paths that git tracks, with those that links to directories stand for.
 *
 * A link that cannot be followed, that leads elsewhere or round in a circle, is listed as a file: recording it names the
 * fault, unless it is excluded.
 *
 * @param directory the work tree
 * @param most how many paths may be looked at through links
 * @throws RECORD_TOO_MANY_LINKS
 */
export function throughLinks(directory: string, tracked: readonly string[], most: number): string[] {
  const root = realpathSync(directory)
  const sorted = [...new Set(tracked)].sort()
  const kinds = new Map(sorted.map((path) => [path, kindOf(root, path)]))
  let looked = 0
  const expand = (path: string, target: string, chain: readonly string[]): string[] => {
    const prefix = target === '' ? '' : `${target}/`
    const files: string[] = []
    for (let index = firstFrom(sorted, prefix); sorted[index]?.startsWith(prefix) === true; index += 1) {
      looked += 1
      if (looked > most) throw tooMany(path, most)
      const file = sorted[index] as string
      files.push(...filesOf(file, `${path}/${file.slice(prefix.length)}`, chain))
    }
    return files
  }
  const filesOf = (file: string, path: string, chain: readonly string[]): string[] => {
    const kind = kinds.get(file) ?? 'file'
    if (kind === 'submodule') return []
    if (kind === 'file' || chain.includes(kind.target)) return [path]
    return expand(path, kind.target, [...chain, kind.target])
  }
  return [...new Set(sorted.flatMap((file) => filesOf(file, file, [])))]
}

function kindOf(root: string, path: string): Kind {
  const place = join(root, path)
  const stats = lstatSync(place, { throwIfNoEntry: false })
  // A submodule that is not checked out is listed as the directory where it would be.
  if (stats?.isDirectory() === true) return 'submodule'
  if (stats?.isSymbolicLink() !== true || !isDirectory(place)) return 'file'
  const real = realpathSync(place)
  if (placeOf(root, real) !== 'inside') return 'file'
  return { target: relative(root, real).replaceAll(sep, '/') }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Where the first text stands that is not below a prefix in order. */
function firstFrom(sorted: readonly string[], prefix: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as string) < prefix) low = middle + 1
    else high = middle
  }
  return low
}

function tooMany(path: string, most: number): RecordingError {
  return new RecordingError(
    'RECORD_TOO_MANY_LINKS',
    `The commit names more than ${most} files through symbolic links, the last ones at ${quoteUntrusted(path)}.`,
    { hint: 'Replace the links by copies of the few files that are needed, or remove them from the commit.' }
  )
}
