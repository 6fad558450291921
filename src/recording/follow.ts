// SPDX-License-Identifier: Apache-2.0
// What a path leads to, and what is said of one that cannot be recorded.
import { lstatSync, realpathSync, statSync, type Stats } from 'node:fs'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { RecordingError } from './codes.ts'

/**
 * What a path leads to.
 *
 * @throws RECORD_NOT_FOUND, RECORD_SYMLINK_BROKEN, RECORD_SYMLINK_CYCLE, RECORD_UNREADABLE
 */
export function follow(path: string, { resolve }: { readonly resolve: (path: string) => string }): Stats {
  try {
    return statSync(resolve(path))
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') throw missing(path, resolve)
    if (code === 'ELOOP') {
      throw new RecordingError(
        'RECORD_SYMLINK_CYCLE',
        `The symbolic link ${quoteUntrusted(path)} leads back to itself.`,
        {
          hint: 'Exclude the link.'
        }
      )
    }
    throw unreadable(path, error)
  }
}

/**
 * Where a path leads, without any link.
 *
 * @param place path of the file system
 * @param path what the user calls it, for messages
 * @throws RECORD_UNREADABLE
 */
export function realPlace(place: string, path: string): string {
  try {
    // Every named file comes by here, and the portable function takes three times as long.
    return realpathSync.native(place)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function missing(path: string, resolve: (path: string) => string): RecordingError {
  return isLink(resolve(path))
    ? new RecordingError('RECORD_SYMLINK_BROKEN', `The symbolic link ${quoteUntrusted(path)} leads to nothing.`, {
        hint: 'Correct the link, or exclude it.'
      })
    : new RecordingError('RECORD_NOT_FOUND', `There is no file or directory ${quoteUntrusted(path)}.`, {
        hint: 'Check the spelling and the base path, and whether what makes the file ran before; or leave the path out.'
      })
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true
  } catch {
    // It changes meanwhile; what was asked first is what is told.
    return false
  }
}

export function notRegular(path: string): RecordingError {
  return new RecordingError('RECORD_NOT_REGULAR', `${quoteUntrusted(path)} is neither a file nor a directory.`, {
    hint: 'Exclude it; sockets, pipes and devices have no content to record.'
  })
}

/** What a system says of a path that it does not read, in words, and what helps. */
const REASONS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EACCES: ['this user may not (EACCES)', 'Give the user that records the permission to read it, or exclude it.'],
  EPERM: ['this user may not (EPERM)', 'Give the user that records the permission to read it, or exclude it.'],
  ENOTDIR: ['a part of that path is a file, not a directory (ENOTDIR)', 'Correct the path.'],
  ENAMETOOLONG: ['the path is too long for this system (ENAMETOOLONG)', 'Shorten the path.'],
  EIO: ['the disk reports an error (EIO)', 'Check the disk; exclude the path if nobody needs it.'],
  EMFILE: ['too many files are open (EMFILE)', 'Raise the bound of open files (`ulimit -n`), and try again.']
}

export function unreadable(path: string, error: unknown): RecordingError {
  const code = errorCode(error)
  const [what, hint] = REASONS[code] ?? [code, 'See what `ls -ld` says of it, or exclude it.']
  return new RecordingError('RECORD_UNREADABLE', `${quoteUntrusted(path)} cannot be read: ${what}.`, {
    cause: error,
    hint
  })
}

export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
