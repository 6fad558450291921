// SPDX-License-Identifier: Apache-2.0
// The files that git tracks in a work tree. A workspace may hold more, put there by whatever ran before; none of that
// may pass for source code.
import { execFile } from 'node:child_process'
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { TextDecoder } from 'node:util'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { isOutside } from '../recording/is-outside.ts'

export interface TrackedFiles {
  /** The commit that is checked out. */
  readonly commit: string
  /** Relative to the directory asked about, with forward slashes. */
  readonly paths: readonly string[]
}

// The work tree comes from outside, and its configuration may name programs to run.
const SAFE_SETTINGS = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.directory=*'].flatMap((setting) => [
  '-c',
  setting
])
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Asks git. Submodules that are checked out are looked into; files that a sparse checkout leaves out are not listed.
 *
 * @param environment only PATH, HOME and SystemRoot are passed on
 * @throws GIT_FAILED, RECORD_OUTSIDE, RECORD_NAME_NOT_UTF8
 */
export async function trackedFiles(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<TrackedFiles> {
  const git = (words: readonly string[]): Promise<Buffer> => runGit(directory, words, environment)
  const commit = (await git(['rev-parse', '--verify', 'HEAD'])).toString('utf8').trim()
  const listing = decodeUtf8(await git(['ls-files', '-z', '-t', '--cached', '--recurse-submodules']))
  const paths = listing
    .split('\0')
    .filter((line) => line !== '' && !line.startsWith('S '))
    .map((line) => line.slice(2))
  const tracked = new Set(paths)
  const files = [...tracked].flatMap((path) => {
    const stats = lstatSync(join(directory, path), { throwIfNoEntry: false })
    // A submodule that is not checked out is listed as the directory where it would be.
    if (stats?.isDirectory() === true) return []
    return stats?.isSymbolicLink() === true ? throughLink(directory, path, tracked) : [path]
  })
  return { commit, paths: [...new Set(files)] }
}

/**
 * A link to a directory stands for the files in there that git tracks, and for no others: whoever writes the link
 * could mean any directory of the machine.
 */
function throughLink(directory: string, path: string, tracked: ReadonlySet<string>): string[] {
  const place = join(directory, path)
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  const [root, real] = [realpathSync(directory), realpathSync(place)]
  if (isOutside(root, real)) {
    throw new InTotoError('RECORD_OUTSIDE', `The symbolic link ${quoteUntrusted(path)} leads out of the repository.`, {
      hint: 'Exclude it, or replace it by what it leads to.'
    })
  }
  const target = relative(root, real).replaceAll(sep, '/')
  const prefix = target === '' ? '' : `${target}/`
  return [...tracked]
    .filter((file) => file.startsWith(prefix) && !statSync(join(directory, file)).isDirectory())
    .map((file) => `${path}/${file.slice(prefix.length)}`)
}

function runGit(
  directory: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>
): Promise<Buffer> {
  const kept = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMPDIR'].flatMap((name) => {
    const value = environment[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...SAFE_SETTINGS, ...words],
      {
        cwd: directory,
        encoding: 'buffer',
        maxBuffer: MOST_BYTES,
        env: { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }
      },
      (cause, stdout, stderr) => {
        if (cause === null) resolve(stdout)
        else reject(gitFailed(directory, words, stderr.toString('utf8').trim(), cause))
      }
    )
  })
}

function gitFailed(directory: string, words: readonly string[], said: string, cause: Error): InTotoError {
  const reason = said === '' ? `it could not be run (${(cause as NodeJS.ErrnoException).code ?? cause.message})` : said
  return new InTotoError('GIT_FAILED', `git ${words[0] ?? ''} failed: ${quoteUntrusted(reason)}.`, {
    at: escapeUntrusted(directory),
    cause,
    hint: 'Check out the repository there first, and see that git is installed.'
  })
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new InTotoError('RECORD_NAME_NOT_UTF8', 'git tracks a file whose name is not UTF-8.', {
      cause,
      hint: 'Rename the file.'
    })
  }
}
