// SPDX-License-Identifier: Apache-2.0
// The one place that starts git, but for one fetch (`fetch-commit.ts`), which begins with what is here. It is asked about a
// work tree that comes from outside: the configuration of such a repository may name programs (hooks, monitors, filters,
// helpers that fetch what a partial clone lacks) and may replace objects; so may that of the user, which an earlier
// workflow step can write.
import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Environment } from '../../base/environment.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { RecordingError } from '../codes.ts'
import { findProgram } from './find-program.ts'

/**
 * What git may be asked. None compares contents or touches files, so no filter, no text conversion and no difference
 * program of a repository comes into play (`cat-file` has options that convert; what it may be given is in
 * `StreamedCommand`); and the name of a command cannot be an alias.
 */
export type GitCommand = 'rev-parse' | 'ls-files'

/** What git may be asked with input, word for word. */
export type StreamedCommand = readonly ['cat-file', '--batch', ...(readonly [] | readonly ['--buffer'])]

/** Given on the command line, and so stronger than any file. An empty list of helpers forgets those before it. */
const SETTINGS = [
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
const VARIABLES = {
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
const MOST_SAID = 10_000

/** Where git looks. */
export interface GitPlace {
  readonly directory: string
  /** The administration of the repository; where it is not said, git looks for one in the directory and above it. */
  readonly gitDirectory?: string
}

/** How git is started. */
export interface GitStart {
  readonly program: string
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * How git is started with some words, before which our settings stand; undefined where there is no git.
 *
 * @param environment says where git is found; only what programs need to start is passed on
 */
export function startOf(
  { gitDirectory }: GitPlace,
  words: readonly string[],
  environment: Environment
): GitStart | undefined {
  const program = findProgram('git', environment)
  if (program === undefined) return undefined
  const kept = KEPT.flatMap((name) => {
    const value = environment[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    program,
    words: ['--no-pager', ...SETTINGS.flatMap((setting) => ['-c', setting]), ...words],
    env: {
      ...Object.fromEntries(kept),
      ...VARIABLES,
      ...(gitDirectory === undefined ? {} : { GIT_DIR: gitDirectory })
    }
  }
}

/** How long git may take, in milliseconds. A repository may make it read what never ends, like a pipe in `include.path`. */
type GitBounds = Readonly<Record<'gitAskedMs' | 'gitReadMs', number>>

/**
 * What a git command prints.
 *
 * @param environment says where git is found; only what programs need to start is passed on
 * @throws GIT_FAILED
 */
export function runGit(
  where: string | GitPlace,
  words: readonly [GitCommand, ...string[]],
  environment: Environment,
  { gitAskedMs }: Pick<GitBounds, 'gitAskedMs'> = LIMITS
): Promise<Buffer> {
  const place = typeof where === 'string' ? { directory: where } : where
  const { directory } = place
  const start = startOf(place, words, environment)
  if (start === undefined) return Promise.reject(gitFailed(directory, words, '', notFound()))
  return new Promise((resolve, reject) => {
    const bounds = { maxBuffer: MOST_BYTES, timeout: gitAskedMs, killSignal: 'SIGKILL' } as const
    const options = { cwd: directory, encoding: 'buffer', env: start.env, ...bounds } as const
    execFile(start.program, start.words, options, (cause, stdout, stderr) => {
      if (cause === null) resolve(stdout)
      else if (cause.killed === true && cause.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        reject(tookTooLong(directory, words, gitAskedMs))
      else reject(gitFailed(directory, words, stderr.toString('utf8').trim(), cause))
    })
  })
}

/** A git that is fed while it prints. */
export interface StreamedGit {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Settles when it ended, however much of its output was read. @throws GIT_FAILED */
  readonly ended: Promise<void>
  readonly stop: () => void
}

/**
 * Starts git, to be fed.
 *
 * @param environment see `runGit`
 * @throws GIT_FAILED where there is no git
 */
export function streamGit(
  place: GitPlace,
  words: StreamedCommand,
  environment: Environment,
  { gitReadMs }: Pick<GitBounds, 'gitReadMs'> = LIMITS
): StreamedGit {
  const start = startOf(place, words, environment)
  if (start === undefined) throw gitFailed(place.directory, words, '', notFound())
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(start.program, start.words, {
    cwd: place.directory,
    env: start.env,
    stdio: ['pipe', 'pipe', 'pipe']
  })
  // Whoever ends early breaks the pipe; how it ended says more.
  child.stdin.on('error', () => undefined)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < MOST_SAID) said += text
  })
  const ended = new Promise<void>((resolve, reject) => {
    const fail = (cause: Error): void => reject(gitFailed(place.directory, words, said.trim(), cause))
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, gitReadMs)
    child.on('error', (cause) => {
      clearTimeout(timer)
      fail(cause)
    })
    child.on('close', (status, signal) => {
      clearTimeout(timer)
      if (status === 0) resolve()
      else if (late) reject(tookTooLong(place.directory, words, gitReadMs))
      else fail(Object.assign(new Error('git failed'), { code: String(status ?? signal) }))
    })
  })
  // Whoever reads may fail before anybody asks how git ended.
  ended.catch(() => undefined)
  return { stdin: child.stdin, stdout: child.stdout, ended, stop: () => void child.kill('SIGKILL') }
}

function notFound(): Error {
  return Object.assign(new Error('No absolute directory of PATH holds git.'), { code: 'ENOENT' })
}

/** @param ms how long it was waited for, in milliseconds */
export function tookTooLong(directory: string, words: readonly string[], ms: number): RecordingError {
  return new RecordingError(
    'GIT_FAILED',
    `git ${words[0] ?? ''} had not ended after ${ms / 1000} s, and was stopped.`,
    {
      at: escapeUntrusted(directory),
      hint: 'Look at the configuration of the repository: `include.path` may name a pipe, which an earlier workflow step put there. Check the repository out again, into an empty directory.'
    }
  )
}

function gitFailed(directory: string, words: readonly string[], said: string, cause: Error): RecordingError {
  const reason = said === '' ? `it could not be run (${(cause as NodeJS.ErrnoException).code ?? cause.message})` : said
  return new RecordingError('GIT_FAILED', `git ${words[0] ?? ''} failed: ${quoteUntrusted(reason)}.`, {
    at: escapeUntrusted(directory),
    cause,
    hint: 'Check out the repository there first, and see that git is installed.'
  })
}
