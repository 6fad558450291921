// SPDX-License-Identifier: Apache-2.0
// The one place that starts git, but for `fetch-commit.ts`, which fetches and is under what is here. It is asked about a work tree that comes from outside: the configuration of such a
// repository may name programs (hooks, monitors, filters, helpers that fetch what a partial clone lacks) and may replace
// objects; so may that of the user, which an earlier workflow step can write.
import { execFile } from 'node:child_process'
import type { Environment } from '../../base/environment.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { RecordingError } from '../codes.ts'
import { findProgram } from './find-program.ts'

/**
 * What git may be asked. Neither compares contents or touches files, so no filter, no text conversion and no difference
 * program of a repository comes into play; and the name of a command cannot be an alias.
 */
export type GitCommand = 'rev-parse' | 'ls-files'

/** Given on the command line, and so stronger than any file. An empty list of helpers forgets those before it. */
export const GIT_SETTINGS: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.excludesFile=/dev/null',
  'core.sshCommand=false',
  'core.gitProxy=none',
  'core.askPass=',
  'credential.helper=',
  'protocol.allow=never',
  // A directory of files that were committed is no repository.
  'safe.bareRepository=explicit',
  'safe.directory=*'
]
export const GIT_VARIABLES = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  // For versions of git that know it; older ones still find no protocol to fetch by.
  GIT_NO_LAZY_FETCH: '1',
  // No protocol at all, whatever the configuration of the repository allows.
  GIT_ALLOW_PROTOCOL: '',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LC_ALL: 'C'
}
const KEPT = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMPDIR']
const MOST_BYTES = 256 * 1024 * 1024

/**
 * What a git command prints.
 *
 * @param environment says where git is found; only what programs need to start is passed on
 * @throws GIT_FAILED
 */
export function runGit(
  directory: string,
  words: readonly [GitCommand, ...string[]],
  environment: Environment
): Promise<Buffer> {
  const program = findProgram('git', environment)
  if (program === undefined) return Promise.reject(gitFailed(directory, words, '', notFound()))
  return new Promise((resolve, reject) => {
    execFile(
      program,
      ['--no-pager', ...GIT_SETTINGS.flatMap((setting) => ['-c', setting]), ...words],
      {
        cwd: directory,
        encoding: 'buffer',
        maxBuffer: MOST_BYTES,
        env: { ...keptVariables(environment), ...GIT_VARIABLES }
      },
      (cause, stdout, stderr) => {
        if (cause === null) resolve(stdout)
        else reject(gitFailed(directory, words, stderr.toString('utf8').trim(), cause))
      }
    )
  })
}

/** What programs need to start, and nothing else. */
export function keptVariables(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = environment[name]
      return value === undefined ? [] : [[name, value] as const]
    })
  )
}

function notFound(): Error {
  return Object.assign(new Error('No absolute directory of PATH holds git.'), { code: 'ENOENT' })
}

function gitFailed(directory: string, words: readonly string[], said: string, cause: Error): RecordingError {
  const reason = said === '' ? `it could not be run (${(cause as NodeJS.ErrnoException).code ?? cause.message})` : said
  return new RecordingError('GIT_FAILED', `git ${words[0] ?? ''} failed: ${quoteUntrusted(reason)}.`, {
    at: escapeUntrusted(directory),
    cause,
    hint: 'Check out the repository there first, and see that git is installed.'
  })
}
