// SPDX-License-Identifier: Apache-2.0
import { realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'

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
 */
export function containerOf(path: string, base: string): string {
  if (isNamedWithin(path, base)) return realpathSync.native(base)
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  const container = isDirectory ? path : dirname(path)
  // What is not there is told where it is looked at.
  return statSync(container, { throwIfNoEntry: false }) === undefined ? base : realpathSync.native(container)
}
