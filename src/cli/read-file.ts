// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'

/** Reads a file that the command line names. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
export function readFile(path: string, maxBytes: number): Uint8Array {
  const at = escapeUntrusted(path)
  try {
    const { size } = statSync(path)
    if (size > maxBytes)
      throw new InTotoError('JSON_TOO_LARGE', `The file has ${size} bytes; at most ${maxBytes} are read.`, { at })
    return readFileSync(path)
  } catch (error) {
    if (error instanceof InTotoError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new InTotoError(
      'FILE_UNREADABLE',
      code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read: ${code ?? 'unknown'}.`,
      {
        at,
        cause: error,
        hint: 'Check the path.'
      }
    )
  }
}
