// SPDX-License-Identifier: Apache-2.0
// Files that are taken over go into a workspace in which anything may lie: symbolic links out of it, directories in the
// place of files, the administration of git.
import { chmodSync, copyFileSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { isGitName } from '../recording/git-name.ts'
import { placeLink } from './named-links.ts'
import { placeOf } from '../recording/place-of.ts'
import { fileUnwritable } from '../files/file-unwritable.ts'

/** No stage records what git keeps for itself, and git runs what its configuration says. @throws TAKE_OVER_UNSAFE */
export function refuseGit(paths: Iterable<string>): void {
  for (const path of paths)
    if (path.split('/').some(isGitName))
      throw new StagesError(
        'TAKE_OVER_UNSAFE',
        `The product ${quoteUntrusted(path)} cannot be taken over: it would steer git.`,
        {
          hint: 'Hand over products only; nothing of .git is one.'
        }
      )
}

/**
 * Puts a copy of a file into the workspace, wherever symbolic links of the workspace may point.
 *
 * @param path where it is put, relative to the workspace
 * @returns where it is, without any symbolic link
 * @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
 */
export function placeCopy(workspace: string, path: string, file: string, executable: boolean): string {
  return put(workspace, path, (_root, target) => {
    copyFileSync(file, target)
    if (executable) chmodSync(target, 0o755)
    return realpathSync(target)
  })
}

/**
 * Puts a symbolic link into the workspace, which leads to something in there.
 *
 * @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
 */
export function placeNamedLink(workspace: string, path: string, name: string): void {
  put(workspace, path, (root) => placeLink(root, path, name))
}

/** Removes a file of the workspace, if it is there. @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
export function removeTaken(workspace: string, path: string): boolean {
  const stats = lstatSync(join(workspace, path), { throwIfNoEntry: false })
  if (stats === undefined || stats.isDirectory()) return false
  put(workspace, path, () => undefined)
  return true
}

/** Makes room for what is put at a path. @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
function put<Result>(workspace: string, path: string, make: (root: string, target: string) => Result): Result {
  const root = realpathSync(workspace)
  const target = join(root, path)
  try {
    checkPlace(root, target, path)
    mkdirSync(dirname(target), { recursive: true })
    rmSync(target, { force: true })
    return make(root, target)
  } catch (cause) {
    throw fileUnwritable(`${quoteUntrusted(path)} cannot be put into the workspace`, cause, {
      at: escapeUntrusted(target),
      room: 'Free as much space in the workspace as the products take.',
      access: 'See that the runner may write there, and that nothing else changes the workspace at the same time.'
    })
  }
}

function checkPlace(root: string, target: string, path: string): void {
  let existing = dirname(target)
  while (!isThere(existing)) existing = dirname(existing)
  const real = realDirectory(existing)
  const place = real === undefined ? 'outside' : placeOf(root, real)
  if (place === 'outside') throw unsafe(path, 'would land outside the workspace', existing)
  if (place === 'git') throw unsafe(path, 'would land in what steers git', existing)
  if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true)
    throw unsafe(path, 'would take the place of a directory', target)
}

/** Undefined for what leads to no directory, be it to nothing or to itself. */
function realDirectory(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? realpathSync(path) : undefined
  } catch {
    return undefined
  }
}

/** Below a file there is nothing, and the system says so in words of its own. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw error
  }
}

/** An error about a file that cannot be where its link says. */
export function unsafe(path: string, what: string, at: string): StagesError {
  return new StagesError('TAKE_OVER_UNSAFE', `The product ${quoteUntrusted(path)} cannot be taken over: it ${what}.`, {
    at: escapeUntrusted(at),
    hint: 'Remove what stands in its way before this step, or take over into an empty workspace.'
  })
}
