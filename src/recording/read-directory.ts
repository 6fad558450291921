// SPDX-License-Identifier: Apache-2.0
import { readdirSync, type Dirent } from 'node:fs'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { RecordingError } from './codes.ts'
import { unreadable } from './follow.ts'

interface Resolving {
  /** From the paths below to paths of the file system. */
  readonly resolve: (path: string) => string
}

/** The entries of a directory, in the order of what lies below them. @throws RECORD_UNREADABLE, RECORD_NAME_NOT_UTF8 */
export function readDirectory(directory: string, { resolve }: Resolving): Dirent[] {
  const path = resolve(directory)
  try {
    const entries = readdirSync(path, { withFileTypes: true })
    // The replacement character can be part of a name, or stand for bytes that are none.
    if (entries.some(({ name }) => name.includes('\ufffd'))) refuseInvalidNames(path, directory)
    return entries.sort(byPath)
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw unreadable(directory, error)
  }
}

function refuseInvalidNames(path: string, directory: string): void {
  for (const name of readdirSync(path, { encoding: 'buffer' })) {
    if (!Buffer.from(name.toString('utf8'), 'utf8').equals(name)) {
      throw new RecordingError(
        'RECORD_NAME_NOT_UTF8',
        `A file in ${quoteUntrusted(directory)} has a name that is not UTF-8: ${escapeUntrusted(name.toString('latin1'))}.`,
        {
          hint: 'Rename the file, or exclude the directory.'
        }
      )
    }
  }
}

/** The entries of a directory; undefined where it cannot be read. */
export function entriesOf(directory: string, { resolve }: Resolving): Dirent[] | undefined {
  try {
    return readdirSync(resolve(directory), { withFileTypes: true })
  } catch {
    return undefined
  }
}

/** A directory stands where its entries do: behind its name they have a slash, which not all characters come after. */
function byPath(one: Dirent, other: Dirent): number {
  const [a, b] = [placeOf(one), placeOf(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

const placeOf = (entry: Dirent): string => (entry.isDirectory() ? `${entry.name}/` : entry.name)
