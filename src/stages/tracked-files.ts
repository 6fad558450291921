// SPDX-License-Identifier: Apache-2.0
// The files that git tracks in a work tree. A workspace may hold more, put there by whatever ran before; none of that
// may pass for source code.
import { posix } from 'node:path'
import { TextDecoder } from 'node:util'
import { RecordingError } from '../recording/codes.ts'
import { LIMITS } from '../base/limits.ts'
import { runGit } from '../recording/git/run-git.ts'
import { throughLinks } from './through-links.ts'

export interface TrackedFiles {
  /** The commit that is checked out. */
  readonly commit: string
  /** Relative to the directory asked about, with forward slashes. */
  readonly paths: readonly string[]
}

/**
 * Asks git. Submodules that are checked out are looked into; files that a sparse checkout leaves out are not listed.
 *
 * @param environment see `runGit`
 * @param mostLinked how many files may be reached through symbolic links
 * @throws GIT_FAILED, RECORD_TOO_MANY_LINKS, RECORD_NAME_NOT_UTF8
 */
export async function trackedFiles(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  mostLinked: number = LIMITS.linkedFiles
): Promise<TrackedFiles> {
  const commit = await checkedOutCommit(directory, environment)
  const words = ['ls-files', '-z', '-t', '--cached', '--recurse-submodules'] as const
  const listing = decodeUtf8(await runGit(directory, words, environment))
  const paths = listing
    .split('\0')
    .filter((line) => line !== '' && !line.startsWith('S '))
    .map((line) => line.slice(2))
  return { commit, paths: throughLinks(directory, paths, mostLinked) }
}

/** The commit that is checked out in a directory. @throws GIT_FAILED */
export async function checkedOutCommit(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<string> {
  return (await runGit(directory, ['rev-parse', '--verify', 'HEAD^{commit}'], environment)).toString('utf8').trim()
}

/**
 * Paths to record for files that git tracks in a directory of the workspace. A leading "./" keeps a file that is named
 * like a scheme a file.
 */
export function asPlainPaths(paths: readonly string[], directory = '.'): string[] {
  return paths.map((path) => `./${posix.join(directory.replaceAll('\\', '/'), path)}`)
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new RecordingError('RECORD_NAME_NOT_UTF8', 'git tracks a file whose name is not UTF-8.', {
      cause,
      hint: 'Rename the file.'
    })
  }
}
