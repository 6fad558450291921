// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { FilesError } from '../files/codes.ts'

/**
 * A step without links is a "no"; without the directory nobody looked at all.
 *
 * @throws FILE_UNREADABLE
 */
export function checkLinkDirectory(directory: string, named: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return
  throw new FilesError('FILE_UNREADABLE', 'There is no directory of that name, so no link was looked for.', {
    at: escapeUntrusted(directory),
    hint: `Check ${named}, and whether what brings the links there ran before.`
  })
}
