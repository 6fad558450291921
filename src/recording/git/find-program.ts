// SPDX-License-Identifier: Apache-2.0
// Which program a name stands for. Systems also look into the directory that a program is started in, by an empty or
// relative entry of PATH, and Windows by itself; a repository could bring its own git that way.
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Environment } from '../../base/environment.ts'

/** The first program of that name in the absolute directories of PATH; undefined where there is none. */
export function findProgram(name: string, environment: Environment): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  return (environment['PATH'] ?? environment['Path'] ?? '')
    .split(delimiter)
    .filter((directory) => isAbsolute(directory))
    .map((directory) => join(directory, file))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    // What cannot be looked at cannot be started either.
    return false
  }
}
