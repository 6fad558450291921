// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { FilesError } from './codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'

export interface NewFile {
  readonly path: string
  readonly text: string
  readonly mode: number
}

/**
 * Writes files that must not exist yet, all of them or none. Each place is first taken by an empty file, which fails
 * where anything stands, a symbolic link too; only then is the content written beside it and renamed over it, so that
 * nobody reads half a file. (A rename alone would replace what another process had put there meanwhile.)
 *
 * @throws FILE_EXISTS, FILE_UNWRITABLE
 */
export function writeNewFiles(files: readonly NewFile[]): void {
  const made: string[] = []
  let current = ''
  try {
    for (const { path, mode } of files) {
      current = path
      create(path, '', mode, made)
    }
    for (const { path, text, mode } of files) {
      current = path
      const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`)
      create(temporary, text, mode, made)
      renameSync(temporary, path)
    }
  } catch (error) {
    for (const path of made) rmSync(path, { force: true })
    throw writeError(error as NodeJS.ErrnoException, escapeUntrusted(current))
  }
}

/** The mode stands from the first moment on, so that nobody opens a private key before it is set. */
function create(path: string, text: string, mode: number, made: string[]): void {
  const descriptor = openSync(path, 'wx', mode)
  made.push(path)
  try {
    writeFileSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}

function writeError(cause: NodeJS.ErrnoException, at: string): FilesError {
  if (cause.code === 'EEXIST') {
    return new FilesError('FILE_EXISTS', 'The file exists already and is not overwritten.', {
      at,
      hint: 'Choose another name, or move the old key away if nothing relies on it.'
    })
  }
  return new FilesError('FILE_UNWRITABLE', `The file cannot be written: ${cause.code ?? 'unknown'}.`, {
    at,
    cause,
    hint: 'Check that the directory exists and may be written to.'
  })
}
