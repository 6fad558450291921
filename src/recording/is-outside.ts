// SPDX-License-Identifier: Apache-2.0
import { isAbsolute, relative, sep } from 'node:path'

/** Whether a path does not lie in a directory, and is not the directory itself. Both are real paths. */
export function isOutside(directory: string, path: string): boolean {
  const way = relative(directory, path)
  // On another drive of Windows there is no way but the whole path.
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
