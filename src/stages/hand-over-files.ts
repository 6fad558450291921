// SPDX-License-Identifier: Apache-2.0
// The files behind products that are handed over. A workflow artifact can be read by everybody who sees the run, so a
// symbolic link must not carry files of the machine into it.
import { closeSync, constants, fstatSync, lstatSync, openSync, realpathSync, type Stats } from 'node:fs'
import { join, posix } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { FilesError } from '../files/codes.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { placeOf } from '../recording/place-of.ts'
import { foldName } from '../base/fold-name.ts'

/** A file that is open for reading. Whoever gets it closes it. */
export interface OpenedFile {
  readonly descriptor: number
  /** Its path without any symbolic link. */
  readonly real: string
}

/** Looks at names alone. @throws HAND_OVER_UNSAFE for names that cannot be taken over everywhere */
export function checkHandOverNames(products: Iterable<string>): void {
  const folded = new Map<string, string>()
  for (const path of products) {
    // The service refuses these, for the sake of Windows.
    if (/["<>|*?:\r\n]/.test(path))
      throw unsafe(path, 'has a character in its name that workflow artifacts cannot have')
    if (posix.isAbsolute(path) || posix.normalize(path) !== path || /^\.\.(?:\/|$)/.test(path))
      throw unsafe(path, 'has a name that leads out of the workspace')
    const key = foldName(path)
    const other = folded.get(key)
    if (other !== undefined)
      throw unsafe(
        path,
        `differs from ${quoteUntrusted(other)} in letter case or Unicode form alone, so one would replace the other`
      )
    folded.set(key, path)
  }
}

/**
 * Opens the file behind a product, without waiting for anybody who might write into a pipe.
 *
 * @param root the workspace, without any symbolic link on the way to it
 * @param recordedAs what stood in its place when it was recorded, where that is known
 * @throws HAND_OVER_UNSAFE for what lies outside of the workspace or in `.git`; HAND_OVER_CHANGED for what is not a file
 * any more; FILE_UNREADABLE
 */
export function openProduct(
  root: string,
  path: string,
  recordedAs: 'plain file' | 'symbolic link' | undefined
): OpenedFile {
  try {
    const file = join(root, path)
    if (recordedAs === 'plain file' && lstatSync(file).isSymbolicLink())
      throw handOverChanged(path, 'it is a symbolic link now')
    const real = realpathSync(file)
    const place = placeOf(root, real)
    if (place === 'outside') throw unsafe(path, 'leads out of the workspace')
    if (place === 'git') throw unsafe(path, 'leads into `.git`')
    // What it is, is asked of what was opened: a pipe could take its place in between. Windows has neither of the last
    // two flags, nor what they are for.
    const descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      demandFile(path, fstatSync(descriptor))
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
    return { descriptor, real }
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw notOpened(path, error as NodeJS.ErrnoException)
  }
}

/** An error about a product that is not what was recorded. */
export function handOverChanged(path: string, what: string, cause?: unknown): StagesError {
  return new StagesError(
    'HAND_OVER_CHANGED',
    `The product ${quoteUntrusted(path)} changed after it was recorded: ${what}.`,
    {
      cause,
      hint: 'Most likely a process that the command started still writes: a build daemon, a watcher, a command in the background. End it before the command ends. Nothing was stored.'
    }
  )
}

function demandFile(path: string, stats: Stats): void {
  if (!stats.isFile()) throw handOverChanged(path, `it is ${kindOf(stats)} now`)
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory'
  if (stats.isFIFO()) return 'a named pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

/** What the system says of a path that no longer leads to a file. */
const GONE: Readonly<Record<string, string>> = {
  ENOENT: 'it is gone',
  ENOTDIR: 'a file has taken the place of a directory above it',
  ELOOP: 'it is a symbolic link now that leads nowhere',
  ENXIO: 'it is a socket now'
}

function notOpened(path: string, cause: NodeJS.ErrnoException): FilesError | StagesError {
  const { code = 'unknown' } = cause
  const gone = GONE[code]
  if (gone !== undefined) return handOverChanged(path, gone, cause)
  return new FilesError('FILE_UNREADABLE', `The product ${quoteUntrusted(path)} cannot be read: ${code}.`, {
    cause,
    hint: 'It is copied before it is stored. Let the command leave files that the user of the runner may read.'
  })
}

function unsafe(path: string, what: string): StagesError {
  return new StagesError('HAND_OVER_UNSAFE', `The product ${quoteUntrusted(path)} cannot be handed over: it ${what}.`, {
    hint: 'Narrow the input hand-over, or make the product a plain file of another name.'
  })
}
