// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import { readFile } from '../files/read-file.ts'
import { readGitmodules } from '../layouts/read-gitmodules.ts'

/** Directories of the submodules of the repository that a file lies in; none where it lies in none. */
export function submodulesAround(path: string): string[] {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) {
      const named = join(directory, '.gitmodules')
      return existsSync(named) ? readGitmodules(new TextDecoder().decode(readFile(named, LIMITS.smallFileBytes))) : []
    }
    if (directory === dirname(directory)) return []
  }
}
