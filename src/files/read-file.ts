// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { InTotoError } from '../base/errors.ts'
import { CoreError } from '../intoto/codes.ts'
import { FilesError } from './codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'

/** Reads a file that the command line names; a pipe, as `<(command)` gives one, is read to its end. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
export function readFile(path: string, maxBytes: number): Uint8Array {
  const at = escapeUntrusted(path)
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return readToEnd(descriptor, maxBytes, at)
    if (stats.size > maxBytes) throw tooLarge(`has ${stats.size} bytes`, maxBytes, at)
    return readFileSync(descriptor)
  } catch (error) {
    if (error instanceof InTotoError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new FilesError(
      'FILE_UNREADABLE',
      code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read: ${code ?? 'unknown'}.`,
      {
        at,
        cause: error,
        hint: 'Check the path.'
      }
    )
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** What has no size beforehand is counted while it comes. */
function readToEnd(descriptor: number, maxBytes: number, at: string): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const chunk = Buffer.alloc(65_536)
    const read = readSync(descriptor, chunk)
    if (read === 0) return Buffer.concat(chunks)
    length += read
    if (length > maxBytes) throw tooLarge('goes on', maxBytes, at)
    chunks.push(chunk.subarray(0, read))
  }
}

function tooLarge(what: string, maxBytes: number, at: string): CoreError {
  return new CoreError('JSON_TOO_LARGE', `The file ${what}; at most ${maxBytes} bytes are read.`, { at })
}
