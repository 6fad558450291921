// SPDX-License-Identifier: Apache-2.0
// Which repository is asked. Git looks for one in the directories above, too, and an earlier job could leave one there.
import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Environment } from '../../base/environment.ts'
import { isGitId } from '../../base/git-id.ts'
import { RecordingError } from '../codes.ts'
import { runGit, type GitPlace } from '../git/run-git.ts'
import type { BatchTaker } from './batch-reader.ts'

/** A repository, and what programs need to start. */
export interface Repository extends GitPlace {
  readonly gitDirectory: string
  readonly environment: Environment
  /** A git that is asked one thing after the other, for as long as somebody keeps it. */
  readonly channel?: Channel
}

/** What is asked of such a git. */
export interface Channel {
  /** How many objects it is asked for at a time. */
  readonly mostObjects: number
  read(names: readonly string[], taker: BatchTaker): Promise<void>
}

/**
 * Whether something has a repository of its own: the main one, a submodule, another work tree. Whether it can be read is
 * seen when it is.
 */
export function hasRepository(directory: string): boolean {
  return lstatSync(join(directory, '.git'), { throwIfNoEntry: false }) !== undefined
}

/**
 * The repository whose work tree has its top in a directory, or, where there is none, the one without a work tree that the
 * directory is.
 *
 * @throws GIT_FAILED
 */
export function openRepository(directory: string, environment: Environment): Repository {
  if (hasRepository(directory)) return openWorkTree(directory, environment)
  const isBare = ['objects', 'refs'].every(
    (name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true
  )
  if (isBare) return { directory, gitDirectory: directory, environment }
  throw noRepository(directory)
}

/** The repository whose work tree has its top in a directory. @throws GIT_FAILED */
export function openWorkTree(directory: string, environment: Environment): Repository {
  if (!hasRepository(directory)) throw noRepository(directory)
  return { directory, gitDirectory: join(directory, '.git'), environment }
}

function noRepository(directory: string): RecordingError {
  return new RecordingError('GIT_FAILED', `There is no repository of git in ${quoteUntrusted(directory)}.`, {
    at: escapeUntrusted(directory),
    hint: 'Check out the repository there first, and name the top of its work tree.'
  })
}

const HEAD = 'HEAD^{commit}'

/** The commit that is checked out. Whoever can write into the repository says which one that is. @throws GIT_FAILED */
export async function headOf(repository: Repository): Promise<string> {
  const asked = repository.channel && (await askedHead(repository.channel))
  if (asked !== undefined) return asked
  const words = ['rev-parse', '--verify', HEAD] as const
  return (await runGit(repository, words, repository.environment)).toString('utf8').trim()
}

/** Undefined where the answer is not the usual one: `rev-parse` says what is wrong. */
async function askedHead(channel: Channel): Promise<string | undefined> {
  const found = { id: '', complete: false }
  try {
    await channel.read([HEAD], {
      begin: ({ id, type }) => {
        if (type === 'commit') found.id = id
      },
      // Whoever reads the commit holds it against its id.
      data: () => undefined,
      end: () => (found.complete = true),
      get complete() {
        return found.complete
      }
    })
  } catch (error) {
    if (error instanceof RecordingError) return undefined
    throw error
  }
  return isGitId(found.id) ? found.id : undefined
}

/** @throws SOURCE_UNREADABLE for what is not written as git writes the id of an object */
export function demandGitId(text: string): string {
  if (isGitId(text)) return text
  throw new RecordingError('SOURCE_UNREADABLE', `${quoteUntrusted(text)} is not the id of a commit.`, {
    hint: 'Name the commit by all of its 40 or 64 hexadecimal digits.'
  })
}
