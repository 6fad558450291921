// SPDX-License-Identifier: Apache-2.0
// git, asked about a work tree that comes from outside. Its configuration may name programs (hooks, monitors, filters,
// helpers that fetch what a partial clone lacks) and may replace objects; so may that of the user, which an earlier
// workflow step can write.
import { execFile } from 'node:child_process'
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'

const SETTINGS = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never', 'safe.directory=*']
const VARIABLES = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  // For versions of git that know it; older ones still find no protocol to fetch by.
  GIT_NO_LAZY_FETCH: '1',
  // No protocol at all, whatever the configuration of the repository allows.
  GIT_ALLOW_PROTOCOL: '',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C'
}
const KEPT = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMPDIR']
const MOST_BYTES = 256 * 1024 * 1024

/**
 * What a git command prints.
 *
 * @param environment only what programs need to start is passed on
 * @throws GIT_FAILED
 */
export function runGit(
  directory: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>
): Promise<Buffer> {
  const kept = KEPT.flatMap((name) => {
    const value = environment[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...SETTINGS.flatMap((setting) => ['-c', setting]), ...words],
      {
        cwd: directory,
        encoding: 'buffer',
        maxBuffer: MOST_BYTES,
        env: { ...Object.fromEntries(kept), ...VARIABLES }
      },
      (cause, stdout, stderr) => {
        if (cause === null) resolve(stdout)
        else reject(gitFailed(directory, words, stderr.toString('utf8').trim(), cause))
      }
    )
  })
}

function gitFailed(directory: string, words: readonly string[], said: string, cause: Error): StagesError {
  const reason = said === '' ? `it could not be run (${(cause as NodeJS.ErrnoException).code ?? cause.message})` : said
  return new StagesError('GIT_FAILED', `git ${words[0] ?? ''} failed: ${quoteUntrusted(reason)}.`, {
    at: escapeUntrusted(directory),
    cause,
    hint: 'Check out the repository there first, and see that git is installed.'
  })
}
