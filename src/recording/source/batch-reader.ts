// SPDX-License-Identifier: Apache-2.0
// What `git cat-file --batch` prints: for each object a line `<id> <type> <size>`, its bytes and a line feed, or the line
// `<id> missing`.
import { RecordingError } from '../codes.ts'

export interface ObjectHeader {
  readonly id: string
  readonly type: string
  /** In bytes; 0 for an object that is missing. */
  readonly size: number
}

export interface BatchTaker {
  begin(header: ObjectHeader): void
  data(bytes: Buffer): void
  end(): void
  readonly complete: boolean
}

const LF = 0x0a
/** No line of ours is longer; a name that is not an id is repeated as it was given. */
const MOST_HEADER = 1024

export class BatchReader {
  readonly #taker: BatchTaker
  /** Bytes of the content that is being read; `header` and `line-feed` stand between contents. */
  #left: number | 'header' | 'line-feed' = 'header'
  #held = Buffer.alloc(0)

  constructor(taker: BatchTaker) {
    this.#taker = taker
  }

  /** @throws SOURCE_UNREADABLE */
  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#left === 'header') at = this.#readHeader(chunk, at)
      else if (this.#left === 'line-feed') {
        if (chunk[at] !== LF) throw malformed()
        at += 1
        this.#left = 'header'
      } else at = this.#readContent(chunk, at, this.#left)
    }
  }

  /** Says that nothing more comes. @throws SOURCE_UNREADABLE */
  end(): void {
    if (!this.isWhole) throw malformed()
  }

  /** Whether every object came, and nothing beside them. */
  get isWhole(): boolean {
    return this.#left === 'header' && this.#held.length === 0 && this.#taker.complete
  }

  #readContent(chunk: Buffer, at: number, left: number): number {
    const bytes = chunk.subarray(at, at + left)
    this.#taker.data(bytes)
    this.#left = left - bytes.length
    if (this.#left === 0) this.#finish()
    return at + bytes.length
  }

  #readHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(LF, at)
    const bytes = chunk.subarray(at, end < 0 ? chunk.length : end)
    const line = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    if (line.length > MOST_HEADER) throw malformed()
    if (end < 0) {
      this.#held = Buffer.from(line)
      return chunk.length
    }
    this.#held = Buffer.alloc(0)
    const header = headerOf(line.toString('latin1'))
    this.#taker.begin(header)
    this.#left = header.size
    if (header.size === 0) this.#finish()
    return end + 1
  }

  #finish(): void {
    this.#taker.end()
    this.#left = 'line-feed'
  }
}

function headerOf(line: string): ObjectHeader {
  const [, id = '', type = '', size = '0'] =
    /^([0-9a-f]+) (?:(missing)|([a-z]+) (\d{1,15}))$/.exec(line)?.filter((part) => part !== undefined) ?? []
  if (id === '') throw malformed()
  return { id, type, size: Number(size) }
}

/** What came is no answer of git's. */
export function malformed(): RecordingError {
  return new RecordingError('SOURCE_UNREADABLE', 'git did not print the objects that it was asked for.', {
    hint: 'The repository may be damaged. Check the commit out again, into an empty directory.'
  })
}
