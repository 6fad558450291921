// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { usage } from './arguments.ts'
import { shellWord } from './shell-word.ts'

/**
 * Refuses a directory without a source of a layout, below one that has it: paths of keys start at the top.
 *
 * @param source as it lies at the top of a repository
 * @throws USAGE
 */
export function refuseBelowSource(source: string, directory: string): void {
  for (let at = directory; !existsSync(join(at, source)); at = dirname(at)) {
    if (existsSync(join(at, '.git')) || dirname(at) === at) return
    const above = dirname(at)
    if (!existsSync(join(above, source))) continue
    const top = relative(directory, above)
    throw usage(
      `There is no ${source} here; it lies at ${quoteUntrusted(join(top, source))}.`,
      `Go to the top of the repository: \`cd ${escapeUntrusted(shellWord(top))}\`. Paths of keys start there, too.`
    )
  }
}
