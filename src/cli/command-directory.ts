// SPDX-License-Identifier: Apache-2.0
// Where `run` runs its command, for the link: the same words in another directory are another command.
import { realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Link } from '../intoto/link/link.ts'

/**
 * The directory of a command as a link names it: relative to what is recorded, with forward slashes, `.` for its top,
 * and by `..` where it lies outside. Links on the way are followed, since the command finds itself where they lead.
 *
 * @param base the top of what is recorded
 * @param directory where the command is about to run
 */
export function commandDirectory(base: string, directory: string): string {
  const way = relative(realpathSync(base), realpathSync(directory))
  return way === '' ? '.' : way.split(sep).join('/')
}

/** The link of a step that is about to run a command. Also the top is named: a link without the note says nothing. */
export function withCommandDirectory(begun: Link, base: string, directory: string): Link {
  const environment = new Map([...begun.environment, ['working_directory', commandDirectory(base, directory)] as const])
  return { ...begun, environment }
}
