// SPDX-License-Identifier: Apache-2.0
// Symbolic links of a commit stand in a link by the digest of their target's name. A workflow artifact holds files alone,
// so such a link is stored as a file with that name, which has the same digest, and is a symbolic link again where it is
// taken over; where a system has none it stays that file, as git has it there.
import { lstatSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { isGitName } from '../recording/git-name.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'

/** What systems say that let this user make no symbolic links. */
const NO_LINKS: readonly (string | undefined)[] = ['EPERM', 'EACCES', 'ENOTSUP', 'ENOSYS']

/** The name that a symbolic link holds, with forward slashes, as git keeps it; undefined for what is no symbolic link. */
export function targetOf(path: string): string | undefined {
  try {
    if (!lstatSync(path).isSymbolicLink()) return undefined
    const target = readlinkSync(path)
    return sep === '\\' ? target.replaceAll('\\', '/') : target
  } catch {
    return undefined
  }
}

/**
 * Makes a symbolic link in a workspace, in whose place nothing lies.
 *
 * @param root the workspace, without any symbolic link on the way to it
 * @param path of the link in there; the directory that it lies in is there
 * @throws TAKE_OVER_UNSAFE for a target that may lie outside; what the system says
 */
export function placeLink(root: string, path: string, target: string): void {
  const place = join(root, path)
  const from = relative(root, realpathSync(dirname(place))).replaceAll(sep, '/')
  if (!staysWithin(from, target))
    throw new StagesError(
      'TAKE_OVER_UNSAFE',
      `${quoteUntrusted(path)} is a symbolic link to ${quoteUntrusted(target)}, which may lead out of the workspace.`,
      {
        hint: 'Let the link lead to what is handed over beside it, by the shortest way, or hand its target over instead.'
      }
    )
  try {
    symlinkSync(target, place)
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code)) throw error
    writeFileSync(place, target, { flag: 'wx' })
  }
}

/**
 * Steps upwards come first, and no more than there are directories: behind a name, which may be a link itself, `..` could
 * lead anywhere.
 */
function staysWithin(from: string, target: string): boolean {
  if (target === '' || posix.isAbsolute(target) || /[\\:\0]/.test(target)) return false
  const depth = from === '' ? 0 : from.split('/').length
  const parts = target.split('/').filter((part) => part !== '.' && part !== '')
  const names = parts.findIndex((part) => part !== '..')
  const upwards = names < 0 ? parts.length : names
  const rest = parts.slice(upwards)
  return upwards <= depth && !rest.includes('..') && !rest.some(isGitName)
}
