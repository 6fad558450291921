// SPDX-License-Identifier: Apache-2.0
// Where the command of a stage runs. A link names that place, and what its step recorded lies in the workspace: a
// command that runs elsewhere would be another one under the same name.
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { describe } from '../intoto/json/json-at.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import { isOutside } from '../recording/is-outside.ts'
import { isGitName } from './portable-names.ts'

/** How paths are written where the command runs. */
export type PathForm = 'posix' | 'windows'

const INSIDE = 'Name a directory of the workspace, relative to its top, or `.` for the top itself.'

/**
 * The input in its shortest form: names with forward slashes between them, or `.` for the workspace itself.
 *
 * @throws WORKING_DIRECTORY_OUTSIDE
 */
export function parseWorkingDirectory(
  text: string,
  form: PathForm = process.platform === 'win32' ? 'windows' : 'posix'
): string {
  if (/\p{Cc}/u.test(text)) throw refused(text, 'holds a control character')
  // No file with a backslash in its name is recorded, either.
  if (form === 'posix' && text.includes('\\'))
    throw refused(text, 'holds a backslash', 'Write forward slashes, also where the command runs on Windows.')
  const path = form === 'windows' ? text.replaceAll('\\', '/') : text
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) throw refused(text, 'is absolute')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.pop() === undefined) throw refused(text, 'leads out of the workspace')
      continue
    }
    if (isGitName(part)) throw refused(text, 'lies in what git keeps for itself')
    if (form === 'windows' && /[:*?"<>|]|[ .]$/.test(part))
      throw refused(text, `holds ${quoteUntrusted(part, 100)}, which Windows does not take for a name as it stands`)
    parts.push(part)
  }
  return parts.length === 0 ? '.' : parts.join('/')
}

/**
 * Compares with the disk. What is not there yet is allowed, since the step may make it; all of it that is there must be
 * directories of the workspace.
 *
 * @param directory as `parseWorkingDirectory` returns it
 * @throws WORKING_DIRECTORY_OUTSIDE
 */
export function checkWorkingDirectory(workspace: string, directory: string): 'there' | 'missing' {
  if (directory === '.') return 'there'
  let place = workspace
  try {
    const root = realpathSync(workspace)
    place = root
    // Part by part: a way that leads out may lead back in, and may be changed out there.
    for (const part of directory.split('/')) {
      place = join(place, part)
      if (lstatSync(place, { throwIfNoEntry: false }) === undefined) return 'missing'
      if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true)
        throw refused(directory, `leads to ${quoteUntrusted(place)}, which is not a directory`, REPLACED)
      place = realpathSync(place)
      if (isOutside(root, place))
        throw refused(directory, `leads to ${quoteUntrusted(place)}, outside of the workspace`, REPLACED)
      if (relative(root, place).split(sep).some(isGitName))
        throw refused(directory, `leads to ${quoteUntrusted(place)}, which git keeps for itself`, REPLACED)
    }
    return 'there'
  } catch (error) {
    if (error instanceof InTotoError) throw error
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw refused(directory, `cannot be followed at ${quoteUntrusted(place)}: ${code}`, REPLACED, error)
  }
}

/**
 * The same for the place that a link names, once its command has run and may have put something else there.
 *
 * @param environment of the link that the step began with
 * @throws WORKING_DIRECTORY_OUTSIDE
 */
export function checkRecordedDirectory(workspace: string, environment: JsonObject): void {
  const recorded = environment.get('working_directory')
  if (recorded === undefined) return
  if (typeof recorded !== 'string') throw refused(describe(recorded), 'is not recorded as text')
  checkWorkingDirectory(workspace, parseWorkingDirectory(recorded))
}

const REPLACED =
  'Name a directory that really lies in the workspace. If it did, find out which command put something else in its place.'

function refused(value: string, what: string, hint = INSIDE, cause?: unknown): InTotoError {
  return new InTotoError('WORKING_DIRECTORY_OUTSIDE', `The working directory ${quoteUntrusted(value)} ${what}.`, {
    at: 'input working-directory',
    cause,
    hint
  })
}
