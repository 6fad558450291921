// SPDX-License-Identifier: Apache-2.0
// What a path leads to, and what is said of one that cannot be recorded.
import { lstatSync, statSync, type Stats } from 'node:fs'
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

function missing(path: string, resolve: (path: string) => string): RecordingError {
  return lstatSync(resolve(path), { throwIfNoEntry: false })?.isSymbolicLink() === true
    ? new RecordingError('RECORD_SYMLINK_BROKEN', `The symbolic link ${quoteUntrusted(path)} leads to nothing.`, {
        hint: 'Correct the link, or exclude it.'
      })
    : new RecordingError('RECORD_NOT_FOUND', `There is no file or directory ${quoteUntrusted(path)}.`, {
        hint: 'Check the spelling and the base path, and whether what makes the file ran before; or leave the path out.'
      })
}

export function notRegular(path: string): RecordingError {
  return new RecordingError('RECORD_NOT_REGULAR', `${quoteUntrusted(path)} is neither a file nor a directory.`, {
    hint: 'Exclude it; sockets, pipes and devices have no content to record.'
  })
}

export function unreadable(path: string, error: unknown): RecordingError {
  return new RecordingError('RECORD_UNREADABLE', `${quoteUntrusted(path)} cannot be read: ${errorCode(error)}.`, {
    cause: error,
    hint: 'Check its permissions, or exclude it.'
  })
}

export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
