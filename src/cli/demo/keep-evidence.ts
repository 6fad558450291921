// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { FilesError } from '../../files/codes.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Pipeline } from './pipeline.ts'

/** A directory that is there and holds nothing. @throws FILE_EXISTS when it holds anything */
export function emptyDirectory(path: string): string {
  mkdirSync(path, { recursive: true })
  if (readdirSync(path).length > 0) {
    throw new FilesError('FILE_EXISTS', 'The directory to keep the evidence in is not empty.', {
      at: escapeUntrusted(path),
      hint: 'Name a new directory.'
    })
  }
  return path
}

/** Copies layout, keys, links and product, and says how to verify them again. */
export function keepEvidence(pipeline: Pipeline, directory: string, say: (text: string) => void): void {
  for (const name of ['root.layout', 'keys', 'links', 'product'])
    cpSync(join(pipeline.directory, name), join(directory, name), { recursive: true })
  const shown = escapeUntrusted(directory)
  say('')
  say(`Kept in ${shown}. Verify it again with:`)
  say(
    `  in-toto-actions verify -l ${shown}/root.layout --verification-keys ${shown}/keys/owner.pub --link-dir ${shown}/links --base-path ${shown}/product -p .`
  )
}
