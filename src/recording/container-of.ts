// SPDX-License-Identifier: Apache-2.0
import { statSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { realPlace } from './follow.ts'

/** Whether a path lies in a directory by its name, wherever symbolic links lead. */
export function isNamedWithin(path: string, base: string): boolean {
  const way = relative(resolve(base), resolve(path))
  return !isAbsolute(way) && way.split(sep)[0] !== '..'
}

/**
 * The real path of the directory that a path must not lead out of: the base where the path lies in it, else the directory
 * that it names or that holds the file.
 *
 * @param path absolute, or relative to where the process is
 * @throws RECORD_UNREADABLE
 */
export function containerOf(path: string, base: string): string {
  if (isNamedWithin(path, base)) return realPlace(base, base)
  const isDirectory = look(path)?.isDirectory() === true
  const container = isDirectory ? path : dirname(path)
  // What is not there is told where it is looked at.
  return look(container) === undefined ? base : realPlace(container, container)
}

/** What cannot be looked at is told where it is read, like what is not there. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
