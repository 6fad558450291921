// SPDX-License-Identifier: Apache-2.0
// One git that answers one question after the other. A process for each of them takes 4 ms to start and end, and a commit
// is read in five questions and more: beginning a stage, two of these stand for nine processes.
import { LIMITS } from '../../base/limits.ts'
import { streamGit, tookTooLong, type StreamedGit } from '../git/run-git.ts'
import { BatchReader, malformed, type BatchTaker } from './batch-reader.ts'
import type { Channel, Repository } from './repository.ts'

/** A git that waits, and whoever takes its answer. */
interface Running {
  readonly git: StreamedGit
  /** Undefined while nothing was asked. */
  take: ((chunk: Buffer) => void) | undefined
}

/** Asks one repository for objects. What comes is for the taker to check; each question needs another one. */
export class ObjectChannel implements Channel {
  /** Git passes each object on by itself here, so for more of them a process of their own is faster. */
  readonly mostObjects = 1000
  readonly #repository: Repository
  readonly #silentMs: number
  #running: Running | undefined

  /** @param silentMs how long git may say nothing while it is asked, in milliseconds */
  constructor(repository: Repository, silentMs: number = LIMITS.gitAskedMs) {
    this.#repository = repository
    this.#silentMs = silentMs
  }

  /**
   * Reads objects one after the other, at most `mostObjects`, once the answer before is there.
   *
   * @param names ids, or what git finds one by
   * @throws GIT_FAILED, SOURCE_UNREADABLE, and what the taker throws
   */
  async read(names: readonly string[], taker: BatchTaker): Promise<void> {
    const running = (this.#running ??= this.#start())
    const { git } = running
    const reader = new BatchReader(taker)
    let silence: NodeJS.Timeout | undefined
    try {
      await new Promise<void>((resolve, reject) => {
        const { directory } = this.#repository
        const late = (): void => reject(tookTooLong(directory, ['cat-file'], this.#silentMs))
        silence = setTimeout(late, this.#silentMs)
        running.take = (chunk) => {
          silence?.refresh()
          try {
            reader.push(chunk)
            if (reader.isWhole) resolve()
          } catch (error) {
            reject(error)
          }
        }
        git.ended.then(() => reject(malformed()), reject)
        git.stdin.write(`${names.join('\n')}\n`)
      })
    } catch (error) {
      // Nobody knows where the next answer would begin.
      this.close()
      throw error
    } finally {
      clearTimeout(silence)
      running.take = undefined
    }
  }

  /** Ends git, which may be started again. */
  close(): void {
    this.#running?.git.stop()
    this.#running = undefined
  }

  #start(): Running {
    const git = streamGit(this.#repository, ['cat-file', '--batch'], this.#repository.environment)
    const running: Running = { git, take: undefined }
    git.stdout.on('data', (chunk: Buffer) => {
      if (running.take === undefined) git.stop()
      else running.take(chunk)
    })
    return running
  }
}

/** Does something with a repository that answers through one git. */
export async function withChannel<T>(repository: Repository, work: (opened: Repository) => Promise<T>): Promise<T> {
  const channel = new ObjectChannel(repository)
  try {
    return await work({ ...repository, channel })
  } finally {
    channel.close()
  }
}
