// SPDX-License-Identifier: Apache-2.0
// Finds the files to record. Whatever cannot be recorded is an error with its name: a file left out in silence is a
// file that no rule sees.
import { statSync, type Dirent } from 'node:fs'
import { relative, sep } from 'node:path'
import { RecordingError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import type { Entered } from './entered.ts'
import type { Excludes } from './excludes.ts'
import { follow, notRegular, realPlace } from './follow.ts'
import { leftOutByName, refuseAllLeftOut, type LeftOut, type LookingFor } from './left-out.ts'
import { demandRecorded, type KnownFile, type KnownFiles } from './known-file.ts'
import { placeOf } from './place-of.ts'
import { entriesOf, readDirectory } from './read-directory.ts'

export interface WalkOptions {
  /**
   * Files of a commit. Where they are known, any other link must lead to what is recorded, and none leads to what is
   * excluded.
   */
  readonly known?: KnownFiles | undefined
  readonly excludes: Excludes
  readonly leftOut: LeftOut
  /**
   * Who named the paths: a caller who means each of them, so that one that is left out is an error, or a listing, of which
   * excludes take their part.
   */
  readonly named: 'by-caller' | 'by-listing'
  /**
   * `within` follows links that stay within `base`, to directories and files alike, and refuses others: whoever puts one
   * there could mean any file of the machine, or what git keeps for itself.
   */
  readonly symlinkedDirectories: 'follow' | 'skip' | 'within'
  /** For a directory as one artifact: where links to directories may lead beside it; anywhere, unless it is given. */
  readonly linkedDirectoriesIn?: string | undefined
  /** The real path of the directory that relative paths start from. */
  readonly base: string
  /** What the base is called where something leads out of it. */
  readonly baseName: string
  readonly lookingFor: LookingFor
  /** Whether modes are asked for, so that each file is looked at. */
  readonly looks?: boolean
  /** Files that are recorded although a pattern leaves them out; where it is given, those that are known are, too. */
  readonly also?: ((path: string) => boolean) | undefined
  /** What is passed over, by the paths that `findFiles` would give it: something else stands for it. */
  readonly apart?: ReadonlySet<string> | undefined
  /** From the paths below to paths of the file system. */
  readonly resolve: (path: string) => string
  /** Takes where paths lead, to be asked again when all is read. */
  readonly entered: Entered
}

/** How much is recorded through symbolic links to directories at most. */
type LinkLimits = Readonly<Record<'followedLinks' | 'linkedFiles', number>>

/**
 * Finds all regular files at or below `root`.
 *
 * @param found takes each of them when it is found, as a path that starts with `root` (without it, for `.`); and where it
 * lies, if a link may lead there
 * @throws RECORD_EXCLUDED, RECORD_OUTSIDE, RECORD_TOO_MANY_LINKS, RECORD_NOT_FOUND, RECORD_UNREADABLE, RECORD_NOT_REGULAR,
 * RECORD_SYMLINK_BROKEN, RECORD_SYMLINK_CYCLE, RECORD_NAME_NOT_UTF8
 */
export function findFiles(
  root: string,
  options: WalkOptions,
  found: (path: string, real?: string) => unknown,
  limits: LinkLimits = LIMITS
): void {
  const known = options.known?.(root)
  if (options.apart?.has(root) === true || isLeftOut(root, options, known)) return
  if (known !== undefined) {
    // The files of a commit were looked at through no link.
    options.entered.above(root, options.resolve)
    return void found(root)
  }
  const stats = follow(root, options)
  const real = leadsTo(root, 'named', options)
  if (stats.isFile()) return void found(root, real)
  if (!stats.isDirectory()) throw notRegular(root)
  const followed = { directories: 0, files: 0 }
  let files = 0
  const count = (path: string, place?: string): void => {
    files += 1
    found(path, place)
  }
  const hiding = options.leftOut.hiding(() => walk(root, [real], { ...options, limits, followed, found: count }))
  if (files === 0 && options.named === 'by-caller') refuseAllLeftOut(root, hiding, options.lookingFor)
}

/** Whether a path that was named is left out. Nothing that is left out is looked through. @throws RECORD_EXCLUDED */
function isLeftOut(
  root: string,
  { excludes, leftOut, named, lookingFor, resolve }: WalkOptions,
  known: KnownFile | undefined
): boolean {
  const asFile = excludes.path(root, false)
  const asDirectory = known === undefined ? excludes.path(root, true) : asFile
  const pattern = asFile !== asDirectory && isDirectoryAt(resolve(root)) ? asDirectory : asFile
  if (pattern === undefined) return false
  if (named === 'by-caller') throw leftOutByName(root, pattern, lookingFor)
  leftOut.file(pattern, root)
  return true
}

interface Walk extends WalkOptions {
  readonly found: (path: string, real?: string) => void
  readonly limits: LinkLimits
  /** Directories that were entered through symbolic links, and files found in them. */
  readonly followed: { directories: number; files: number }
}

/**
 * @internal shared with whole-directory
 * @param how whether the path itself was named, so that excluding it would not help
 * @returns where it leads, without any link, which is noted
 * @throws RECORD_OUTSIDE, RECORD_UNREADABLE
 */
export function leadsTo(path: string, how: 'named' | 'found', options: WalkOptions): string {
  const real = realPath(path, options)
  options.entered.leads(options.resolve(path), path, real)
  if (options.symlinkedDirectories === 'within') demandInside(path, real, how, options)
  return real
}

function demandInside(
  path: string,
  real: string,
  how: 'named' | 'found',
  { base, baseName }: Pick<WalkOptions, 'base' | 'baseName'>
): void {
  const place = placeOf(base, real)
  if (place === 'inside') return
  const where = place === 'git' ? 'into `.git`' : `out of ${baseName}`
  throw new RecordingError(
    'RECORD_OUTSIDE',
    `${quoteUntrusted(path)} leads ${where}, to ${quoteUntrusted(real.replaceAll(sep, '/'))}.`,
    { hint: OUTSIDE_HINTS[how][place](baseName) }
  )
}

const OUTSIDE_HINTS: Readonly<
  Record<'named' | 'found', Readonly<Record<'git' | 'outside', (base: string) => string>>>
> = {
  named: {
    git: () => 'Do not name it; what git keeps for itself differs from checkout to checkout and is never recorded.',
    outside: (base) =>
      `Give the file itself, and no link: put it, or a copy of it, into ${base}. What lies outside is not part of the step.`
  },
  found: {
    git: () => 'Exclude it; what git keeps for itself differs from checkout to checkout and is never recorded.',
    outside: (base) => `Exclude it, or put a copy into ${base}; what lies outside is not part of the step.`
  }
}

/** @param chain the real paths of the directories entered on the way here */
function walk(directory: string, chain: readonly string[], options: Walk): void {
  for (const entry of readDirectory(directory, options)) {
    const path = directory === '.' ? entry.name : directory === '/' ? `/${entry.name}` : `${directory}/${entry.name}`
    const pattern = options.excludes.entry(path, entry.name, entry.isDirectory())
    if (pattern !== undefined) {
      if (options.also !== undefined) walkLeftOut({ path, entry, pattern }, chain, options)
      else if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path), path)
      else options.leftOut.file(pattern, path)
    } else if (entry.isFile()) {
      if (options.apart?.has(path) === true) continue
      if (chain.length > 1) countLinked(path, options)
      options.found(path)
    } else if (entry.isDirectory()) {
      if (options.apart?.has(path) === true) continue
      options.entered.directory(options.resolve(path), path)
      walk(path, chain, options)
    } else {
      if (!entry.isSymbolicLink()) throw notRegular(path)
      walkSymlink(path, entry.name, chain, options)
    }
  }
}

interface LeftOutEntry {
  readonly path: string
  readonly entry: Dirent
  readonly pattern: string
}

/** Looks through what a pattern leaves out for what is recorded all the same. What cannot be read may hold anything. */
function walkLeftOut({ path, entry, pattern }: LeftOutEntry, chain: readonly string[], options: Walk): void {
  if (options.leftOut.ignores(pattern) || options.apart?.has(path) === true) return
  if (entry.isDirectory()) {
    const below = entriesOf(path, options)
    if (below === undefined) options.leftOut.file(pattern, path)
    else options.entered.directory(options.resolve(path), path)
    for (const one of below ?? []) walkLeftOut({ path: `${path}/${one.name}`, entry: one, pattern }, chain, options)
  } else if (options.also?.(path) !== true && options.known?.(path) === undefined) {
    options.leftOut.file(pattern, path)
  } else if (entry.isFile()) {
    options.found(path)
  } else {
    if (!entry.isSymbolicLink()) throw notRegular(path)
    walkSymlink(path, entry.name, chain, options)
  }
}

function isDirectoryAt(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Links cost a commit nothing, and each file behind them costs memory. @throws RECORD_TOO_MANY_LINKS */
function countLinked(path: string, { followed, limits }: Walk): void {
  followed.files += 1
  if (followed.files <= limits.linkedFiles) return
  throw new RecordingError(
    'RECORD_TOO_MANY_LINKS',
    `More than ${limits.linkedFiles} files are reached through symbolic links to directories, the last one at ${quoteUntrusted(path)}.`,
    { hint: 'Exclude the links, or the directory that holds them.' }
  )
}

function walkSymlink(path: string, name: string, chain: readonly string[], options: Walk): void {
  if (options.known?.(path) !== undefined) {
    options.found(path)
    return
  }
  const stats = follow(path, options)
  if (stats.isFile()) {
    const file = leadsTo(path, 'found', options)
    if (options.known !== undefined || options.also !== undefined) demandRecorded(path, file, 'file', options)
    options.found(path, file)
    return
  }
  if (!stats.isDirectory()) throw notRegular(path)
  if (options.symlinkedDirectories === 'skip') return
  // Git enters no link; we do, so here it is the directory that it leads to.
  const excluded = options.excludes.entry(path, name, true)
  if (excluded !== undefined) {
    options.leftOut.file(excluded, path)
    return
  }
  const real = leadsTo(path, 'found', options)
  if (options.symlinkedDirectories === 'within') {
    if (options.known !== undefined || options.also !== undefined) demandRecorded(path, real, 'directory', options)
    // What is excluded by its own name is not let in by another one.
    const ownName = relative(options.base, real).replaceAll(sep, '/')
    const pattern = ownName === '' ? undefined : options.excludes.path(ownName, true)
    if (pattern !== undefined) {
      options.leftOut.directory(pattern, real, path)
      return
    }
  }
  const { followed, limits } = options
  followed.directories += 1
  if (followed.directories > limits.followedLinks) {
    throw new RecordingError(
      'RECORD_TOO_MANY_LINKS',
      `More than ${limits.followedLinks} directories are reached through symbolic links, the last one at ${quoteUntrusted(path)}.`,
      { hint: 'Exclude the directory that holds them; for packages of Node, exclude node_modules/.' }
    )
  }
  const here = realPath(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.', options)
  if ([...chain, here].some((outer) => outer === real || outer.startsWith(`${real}${sep}`))) {
    throw new RecordingError(
      'RECORD_SYMLINK_CYCLE',
      `The symbolic link ${quoteUntrusted(path)} leads back to a directory above it.`,
      {
        hint: 'Exclude the link.'
      }
    )
  }
  walk(path, [...chain, here, real], options)
}

function realPath(path: string, { resolve }: WalkOptions): string {
  return realPlace(resolve(path), path)
}
