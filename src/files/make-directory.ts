// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { fileUnwritable } from './file-unwritable.ts'

/** Makes one directory where there is none. @throws FILE_UNWRITABLE */
export function makeDirectory(path: string): string {
  try {
    mkdirSync(path)
    return path
  } catch (cause) {
    throw fileUnwritable('A directory cannot be made', cause, {
      at: escapeUntrusted(path),
      room: 'Free some space there.',
      access: 'See that the directory above it exists, and that the runner may write there.'
    })
  }
}
