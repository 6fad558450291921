// SPDX-License-Identifier: Apache-2.0
// Objects of a repository, each held against its id. Git itself believes what it finds under an id: a file in
// `.git/objects`, an index of a pack or a list of alternates can be rewritten so that it gives other bytes.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { RecordingError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { InTotoError } from '../../base/errors.ts'
import { streamGit, type StreamedGit } from '../git/run-git.ts'
import { BatchReader, type BatchTaker, type ObjectHeader } from './batch-reader.ts'
import type { Repository } from './repository.ts'

export type ObjectType = 'blob' | 'commit' | 'tree'

/** Takes objects one after the other, each in pieces. */
export interface ObjectSink {
  /** @param size in bytes */
  begin(id: string, size: number): void
  data(bytes: Buffer): void
  end(): void
}

/**
 * Reads objects that are all of one type, in their order.
 *
 * @throws SOURCE_UNREADABLE for one that is missing, of another type, or not what its id says
 */
export async function readObjects(
  repository: Repository,
  ids: readonly string[],
  type: ObjectType,
  sink: ObjectSink
): Promise<void> {
  if (ids.length === 0) return
  const taker = new CheckedSink(repository, ids, type, sink)
  try {
    const { channel } = repository
    if (channel !== undefined && ids.length <= channel.mostObjects) await channel.read(ids, taker)
    else await readByItself(repository, ids, taker)
  } catch (error) {
    if (!(error instanceof InTotoError) || error.code !== 'GIT_FAILED') throw error
    throw new RecordingError('SOURCE_UNREADABLE', `The commit cannot be read: ${error.message}`, {
      at: error.at,
      cause: error,
      hint: 'The repository is damaged. Check the commit out again, into an empty directory.'
    })
  }
}

/** Through a git of its own, which is fed while it prints. */
async function readByItself(repository: Repository, ids: readonly string[], taker: BatchTaker): Promise<void> {
  const git = streamGit(repository, ['cat-file', '--batch', '--buffer'], repository.environment)
  const reader = new BatchReader(taker)
  try {
    const [, read] = await Promise.allSettled([feed(git, ids), readAll(git, reader)])
    if (read.status === 'rejected') throw read.reason
    await git.ended
    reader.end()
  } finally {
    git.stop()
  }
}

async function feed({ stdin }: StreamedGit, ids: readonly string[]): Promise<void> {
  const PER_WRITE = 4096
  for (let index = 0; index < ids.length; index += PER_WRITE) {
    if (stdin.destroyed) return
    const more = stdin.write(`${ids.slice(index, index + PER_WRITE).join('\n')}\n`)
    if (!more) await Promise.race([once(stdin, 'drain'), once(stdin, 'close')])
  }
  stdin.end()
}

async function readAll({ stdout, stop }: StreamedGit, reader: BatchReader): Promise<void> {
  try {
    for await (const chunk of stdout) reader.push(chunk as Buffer)
  } catch (error) {
    stop()
    throw error
  }
}

/** Lets only such objects pass as were asked for, with the bytes that their ids demand. */
class CheckedSink {
  readonly #repository: Repository
  readonly #ids: readonly string[]
  readonly #type: ObjectType
  readonly #sink: ObjectSink
  #next = 0
  #hash = createHash('sha1')

  constructor(repository: Repository, ids: readonly string[], type: ObjectType, sink: ObjectSink) {
    this.#repository = repository
    this.#ids = ids
    this.#type = type
    this.#sink = sink
  }

  begin({ id, type, size }: ObjectHeader): void {
    const asked = this.#ids[this.#next]
    if (type === 'missing' || id !== asked)
      throw this.#type === 'commit' ? noCommit(this.#repository, asked ?? id) : missing(asked ?? id)
    if (type !== this.#type)
      throw unreadable(`The object ${escapeUntrusted(id)} is a ${escapeUntrusted(type)}, and no ${this.#type}.`)
    this.#hash = createHash(id.length === 40 ? 'sha1' : 'sha256').update(`${type} ${size}\0`)
    this.#sink.begin(id, size)
  }

  data(bytes: Buffer): void {
    this.#hash.update(bytes)
    this.#sink.data(bytes)
  }

  end(): void {
    const id = this.#ids[this.#next] as string
    if (this.#hash.digest('hex') !== id)
      throw unreadable(`What the repository keeps as the object ${escapeUntrusted(id)} has another id.`)
    this.#next += 1
    this.#sink.end()
  }

  /** @returns whether every object came */
  get complete(): boolean {
    return this.#next === this.#ids.length
  }
}

function noCommit({ directory }: Repository, id: string): RecordingError {
  const [at, commit] = [escapeUntrusted(directory), escapeUntrusted(id, 80)]
  return new RecordingError('SOURCE_UNREADABLE', `The repository does not have the commit ${commit}.`, {
    at,
    hint: `It lacks this commit: \`git -C '${at}' fetch origin ${commit}\` brings it, or is it another repository?`
  })
}

function missing(id: string): RecordingError {
  return new RecordingError('SOURCE_UNREADABLE', `The repository does not have the object ${quoteUntrusted(id)}.`, {
    hint: 'Check the commit out again, without a filter (`filter:` of actions/checkout, `--filter` of git): a partial clone lacks files, and nothing is fetched here.'
  })
}

function unreadable(message: string): RecordingError {
  return new RecordingError('SOURCE_UNREADABLE', message, {
    hint: 'Somebody changed the repository, or it is damaged. Check the commit out again, into an empty directory.'
  })
}
