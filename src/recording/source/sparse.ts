// SPDX-License-Identifier: Apache-2.0
// Which files a sparse checkout has. Directories are turned into the lines that git makes of them, so that a claim has
// one kind of patterns.
import { posix } from 'node:path'
import { readGitignoreLine } from '../../base/gitignore-line.ts'
import { withoutEnd } from '../../base/without-end.ts'
import type { CommitTree } from './commit-tree.ts'
import type { SparseCheckout } from './recorded-source.ts'

/** The patterns of a sparse checkout as lines in the manner of gitignore: what they fit is there. */
export function sparsePatterns({ patterns, cone }: SparseCheckout): readonly string[] {
  return cone ? coneLines(patterns) : patterns
}

/**
 * The directory that a line of a sparse checkout in cone mode names, as git reads it: without slashes at its ends, empty
 * for the top, of which the files are there in any case. Undefined for what names none: it leads out of the repository, or
 * ends in dots, of which git makes a directory that it does not look into.
 */
export function coneDirectory(line: string): string | undefined {
  const path = withoutEnd(posix.normalize(line.trim().replace(/^\/+/, './')), '/')
  if (path === '.') return ''
  return path.split('/')[0] === '..' || /(?:^|\/)\.{1,2}[\s/]*$/.test(line) ? undefined : path
}

/** The files at the top, those beside the way to each directory, and all that is in it. */
function coneLines(directories: readonly string[]): string[] {
  const wanted = [...new Set(directories.map(demandDirectory))].filter((path) => path !== '').sort()
  const recursive = wanted.filter((path) => !wanted.some((other) => path.startsWith(`${other}/`)))
  const onTheWay = new Set(
    recursive.flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, index, parts) => parts.slice(0, index + 1).join('/'))
    )
  )
  const lines = ['/*', '!/*/']
  for (const path of [...onTheWay].sort()) lines.push(`/${escaped(path)}/`, `!/${escaped(path)}/*/`)
  for (const path of recursive) lines.push(`/${escaped(path)}/`)
  return lines
}

function demandDirectory(line: string): string {
  const directory = coneDirectory(line)
  if (directory === undefined) throw new TypeError('a sparse checkout in cone mode has directories of the repository')
  return directory
}

const escaped = (path: string): string => path.replace(/[*?[\]\\]/g, '\\$&')

/** Whether a sparse checkout has a file. The last line that fits it decides, else the one that fits the directory above it. */
export function compileSparse(patterns: readonly string[]): (path: string) => boolean {
  const lines = patterns
    .map((pattern) => readGitignoreLine(pattern))
    .filter((line) => line !== undefined)
    .reverse()
  const directories = new Map<string, boolean>([['', false]])
  const decide = (path: string, isDirectory: boolean): boolean => {
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    const line = lines.find(({ directoriesOnly, fits }) => (isDirectory || !directoriesOnly) && fits(path, name))
    // `!` is what a line of gitignore says to include again, and here what leaves out.
    return line === undefined ? directory(path.slice(0, Math.max(0, slash))) : !line.includes
  }
  const directory = (path: string): boolean => {
    const known = directories.get(path)
    if (known !== undefined) return known
    const decided = decide(path, true)
    directories.set(path, decided)
    return decided
  }
  return (path) => decide(path, false)
}

/** The part of a commit that a sparse checkout has. */
export function sparseTree(tree: CommitTree, only: readonly string[]): CommitTree {
  const has = compileSparse(only)
  return { ...tree, entries: tree.entries.filter(({ path }) => has(path)) }
}
