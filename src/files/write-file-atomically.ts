// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FilesError } from './codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'

/** What a file is made of; parts come one after the other. */
type FileContent = string | Uint8Array | Iterable<Uint8Array>

/**
 * What a file outlives: the machine, or only the process that writes it. A file that is read in the same job need not
 * outlive the machine, since the job does not; waiting for the disk takes 3 to 10 ms a file.
 */
type Outlives = 'machine' | 'process'

/**
 * Writes a file under a temporary name beside its place and renames it: there is the whole file or the old one.
 *
 * A symbolic link in that place is replaced and not followed, because the command of a step may have put it there.
 *
 * @param outlives `machine` where that must also hold when the machine stops
 * @throws FILE_UNWRITABLE
 */
export function writeFileAtomically(path: string, content: FileContent, outlives: Outlives = 'machine'): void {
  // Whoever may rename in /dev would replace the device for everybody.
  if (isTaken(path)) {
    throw unwritable(path, 'The file cannot be written: its place is taken by a directory, a pipe or a device.', {
      hint: 'Choose the name of a plain file.'
    })
  }
  const temporary = join(dirname(path), `.in-toto-${randomBytes(8).toString('hex')}.tmp`)
  try {
    write(temporary, content, outlives)
    renameSync(temporary, path)
  } catch (cause) {
    discard(temporary)
    throw unwritable(path, `The file cannot be written: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`, {
      cause,
      hint: 'Check that the directory exists and may be written to.'
    })
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // What kept the file from being written may keep it from being looked up, too.
  }
}

function isTaken(path: string): boolean {
  try {
    return !statSync(path).isFile()
  } catch {
    return false
  }
}

/** Without the sync, a machine that stops at the wrong moment keeps the new name with an empty file behind it. */
function write(path: string, content: FileContent, outlives: Outlives): void {
  const descriptor = openSync(path, 'wx')
  try {
    const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
    for (const part of parts) writeFileSync(descriptor, part)
    if (outlives === 'machine') fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function unwritable(path: string, message: string, details: { hint: string; cause?: unknown }): FilesError {
  return new FilesError('FILE_UNWRITABLE', message, { ...details, at: escapeUntrusted(path) })
}
