// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'

/** Writes a file under a temporary name beside its place and renames it: there is the whole file or the old one. @throws FILE_UNWRITABLE */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(temporary, content, { flag: 'wx' })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new InTotoError(
      'FILE_UNWRITABLE',
      `The file cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`,
      {
        at: escapeUntrusted(path),
        cause: error,
        hint: 'Check that the directory exists and may be written to.'
      }
    )
  }
}
