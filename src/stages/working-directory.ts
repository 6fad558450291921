// SPDX-License-Identifier: Apache-2.0
// Where the command of a stage runs. A link names that place, and what its step recorded lies in the workspace: a
// command that runs elsewhere would be another one under the same name.
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beginsLikeDrive } from '../base/begins-like-drive.ts'
import { InTotoError } from '../base/errors.ts'
import { BaseError } from '../base/codes.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { describe } from '../intoto/json/json-at.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import { isGitName } from '../recording/git-name.ts'
import { placeOf } from '../recording/place-of.ts'
import { isRefusedByWindows } from './portable-names.ts'

/** How paths are written where the command runs. */
export type PathForm = 'posix' | 'windows'

const INPUT = 'input working-directory'
const RECORDED = 'environment.working_directory of the recording'
const INSIDE = 'Name a directory of the workspace, relative to its top, or `.` for the top itself.'

/**
 * The input in its shortest form: names with forward slashes between them, or `.` for the workspace itself.
 *
 * @param form how paths are written where the command runs; by default as on this machine. On Windows a backslash
 * stands between names, too, and a name that Windows refuses is refused here.
 * @param at where the text stands
 * @throws INPUT_INVALID for what cannot be a path there, WORKING_DIRECTORY_OUTSIDE for one that does not stay in the
 * workspace
 */
export function parseWorkingDirectory(
  text: string,
  form: PathForm = process.platform === 'win32' ? 'windows' : 'posix',
  at = INPUT
): string {
  if (/\p{Cc}/u.test(text)) throw malformed(text, 'holds a control character', at)
  // No file with a backslash in its name is recorded, either.
  if (form === 'posix' && text.includes('\\'))
    throw malformed(text, 'holds a backslash', at, 'Write forward slashes, also where the command runs on Windows.')
  const path = form === 'windows' ? text.replaceAll('\\', '/') : text
  if (path.startsWith('/') || beginsLikeDrive(path)) throw refused(text, 'is absolute', at)
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.pop() === undefined) throw refused(text, 'leads out of the workspace', at)
      continue
    }
    if (isGitName(part)) throw refused(text, 'is inside `.git`', at)
    if (form === 'windows' && isRefusedByWindows(part))
      throw malformed(
        text,
        `holds ${quoteUntrusted(part, 100)}, which Windows does not take for a name as it stands`,
        at,
        'Name the directory as it is called on Windows.'
      )
    parts.push(part)
  }
  return parts.length === 0 ? '.' : parts.join('/')
}

/**
 * Compares with the disk. What is not there yet is allowed, since the step may make it; all of it that is there must be
 * directories of the workspace.
 *
 * @param directory as `parseWorkingDirectory` returns it
 * @param at where it was named
 * @throws WORKING_DIRECTORY_OUTSIDE
 */
export function checkWorkingDirectory(workspace: string, directory: string, at = INPUT): 'there' | 'missing' {
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
        throw refused(directory, `leads to ${quoteUntrusted(place)}, which is not a directory`, at, REPLACED)
      place = realpathSync(place)
      const where = PLACES[placeOf(root, place)]
      if (where !== undefined) throw refused(directory, `leads to ${quoteUntrusted(place)}, ${where}`, at, REPLACED)
    }
    return 'there'
  } catch (error) {
    if (error instanceof InTotoError) throw error
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw refused(directory, `cannot be followed at ${quoteUntrusted(place)}: ${code}`, at, REPLACED, error)
  }
}

/**
 * The same for the place that a link names, once its command has run and may have put something else there.
 *
 * @param environment of the link that the step began with
 * @throws INPUT_INVALID, WORKING_DIRECTORY_OUTSIDE
 */
export function checkRecordedDirectory(workspace: string, environment: JsonObject): void {
  const recorded = environment.get('working_directory')
  if (recorded === undefined) return
  if (typeof recorded !== 'string') throw malformed(describe(recorded), 'is not recorded as text', RECORDED)
  checkWorkingDirectory(workspace, parseWorkingDirectory(recorded, undefined, RECORDED), RECORDED)
}

const PLACES = { inside: undefined, outside: 'outside of the workspace', git: 'inside `.git`' } as const

const REPLACED =
  'Name a directory that really lies in the workspace. If it did, find out which command put something else in its place.'

function refused(value: string, what: string, at: string, hint = INSIDE, cause?: unknown): StagesError {
  return new StagesError('WORKING_DIRECTORY_OUTSIDE', sentence(value, what), { at, cause, hint })
}

/** An error about a text that is no path at all, so it does not say whether anything lies outside. */
function malformed(value: string, what: string, at: string, hint = INSIDE): BaseError {
  return new BaseError('INPUT_INVALID', sentence(value, what), { at, hint })
}

function sentence(value: string, what: string): string {
  return `The working directory ${quoteUntrusted(value)} ${what}.`
}
