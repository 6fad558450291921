// SPDX-License-Identifier: Apache-2.0
// Directories of packages on the command line, as `installs` and `dependencies` of the actions have them.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Recorder } from '../recording/record-artifacts.ts'
import { homeIn, isOfHome, type DirectoryLine, type DirectoryPlaces } from '../stages/directory-lines.ts'
import {
  artifactNamesOf,
  recordDependencies,
  recordInstalled,
  type RecordedDirectories
} from '../stages/installed-directories.ts'
import { parseDirectoryTexts } from '../stages/parse-directory-texts.ts'
import { installedBefore } from '../stages/scratch-present.ts'
import { trackedIn } from '../stages/tracked-in.ts'
import type { EndedDirectories } from '../stages/step-recording.ts'
import { usage, type Arguments, type FlagSpec } from './arguments.ts'
import type { Console } from './console.ts'

export const PACKAGE_FLAGS: readonly FlagSpec[] = [
  {
    long: 'installs',
    takes: 'many',
    value: 'DIR',
    help: 'directories that the command fills with packages, each one product dir:DIR; "!LINE" after one leaves out'
  },
  {
    long: 'dependencies',
    takes: 'many',
    value: 'DIR',
    help: 'directories of packages that the command uses, each one material dir:DIR'
  }
]

/** Directories of packages around a command. */
export interface Packages {
  readonly begun: RecordedDirectories
  /** Records what was installed. @throws INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes */
  readonly end: () => Promise<EndedDirectories>
}

/** @throws USAGE, SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes */
export async function beginPackages(
  recorder: Recorder,
  step: string,
  parsed: Arguments,
  { environment }: Pick<Console, 'environment'>,
  workspace: string
): Promise<Packages> {
  const [installs, dependencies] = [linesOf(parsed, 'installs'), linesOf(parsed, 'dependencies')]
  const places: DirectoryPlaces = { workspace, home: homeIn(environment) }
  if (places.home === '' && [...installs, ...dependencies].some(isOfHome))
    throw usage('`~/…` names the home of the user, and HOME is not set.')
  const begun = await recordDependencies(recorder, dependencies, places)
  const tracked = installs.length === 0 ? [] : await trackedAround(workspace, environment)
  const present = installedBefore({ step, installs, places, apart: begun.apart, asked: 'flag' }, tracked)
  if (present !== undefined) throw present
  return {
    begun,
    end: async () => {
      const recorded = await recordInstalled(recorder, installs, places, begun.apart)
      const apart = new Set([...begun.apart, ...recorded.apart])
      return { recorded, apart, unrecorded: artifactNamesOf(begun) }
    }
  }
}

/** Tracked files at and below a directory, relative to it; it may lie deeper in a repository. */
async function trackedAround(workspace: string, environment: Console['environment']): Promise<readonly string[]> {
  let top = workspace
  while (!existsSync(join(top, '.git')) && top !== dirname(top)) top = dirname(top)
  const below =
    top === workspace
      ? ''
      : `${workspace
          .slice(top.length)
          .replace(/^[/\\]/, '')
          .replaceAll('\\', '/')}/`
  const tracked = await trackedIn(top, environment)
  return tracked.filter((file) => file.startsWith(below)).map((file) => file.slice(below.length))
}

function linesOf(parsed: Arguments, flag: 'installs' | 'dependencies'): DirectoryLine[] {
  if (parsed.many(flag).includes('none'))
    throw usage(
      `--${flag} names no directory: \`none\` is a word of the actions.`,
      'Leave the flag out. A directory of that name is ./none.'
    )
  return parseDirectoryTexts(parsed.many(flag), (what, hint) => usage(`--${flag} cannot be used: ${what}.`, hint))
}
