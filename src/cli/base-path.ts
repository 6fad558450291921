// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { usage, type Arguments } from './arguments.ts'
import { pathFrom, type Console } from './console.ts'

/** The directory that relative paths start from: where the command runs, unless a flag says it. @throws USAGE */
export function basePath(parsed: Arguments, console: Console): string {
  const given = parsed.one('base-path')
  if (given === undefined) return pathFrom(console, '.')
  const path = pathFrom(console, given)
  if (isDirectory(path)) return path
  throw usage(
    `--base-path ${quoteUntrusted(given)} is not a directory.`,
    'Name the directory that paths start from, or leave the flag out: they start where you are then.'
  )
}

/** What cannot be looked at is told where it is read. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    return !['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}
