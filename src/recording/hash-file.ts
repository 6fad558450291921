// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { InTotoError } from '../base/errors.ts'
import { RecordingError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { FileHashes } from './file-hashes.ts'
import type { HashOptions } from './hash-options.ts'
import { errorCode, unreadable } from './follow.ts'

export type { HashAlgorithm, HashOptions } from './hash-options.ts'

/** Git puts `blob`, the number of bytes and a zero byte in front. */
const HEADER_BYTES = 32
/** One buffer for all files of a thread. Small files fit in whole, behind a header; larger ones pass through it. */
const WITH_HEADER = Buffer.allocUnsafeSlow(HEADER_BYTES + 1024 * 1024)
const BUFFER = WITH_HEADER.subarray(HEADER_BYTES)

/** What hashing needs of a file system. */
export interface FileSystem {
  readonly openSync: (path: string, flags: number) => number
  readonly readSync: (descriptor: number, buffer: Buffer, offset: number, length: number, position: number) => number
  readonly fstatSync: (descriptor: number) => Stats
  readonly closeSync: (descriptor: number) => void
}

const DISK: FileSystem = { openSync, readSync, fstatSync, closeSync }

/**
 * Only what was listed is opened: no link that somebody put in the place of a file, wherever it leads, and no pipe that
 * waits for a writer. Windows has neither flag.
 */
export const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** What a system says of a link that is not followed (FreeBSD: EMLINK), a socket, a device without a driver, a pipe, and a terminal where nobody types. */
const NO_FILE = new Set(['ELOOP', 'EMLINK', 'ENXIO', 'ENODEV', 'EOPNOTSUPP', 'ESPIPE', 'EAGAIN'])

/** From so many bytes on it pays to read the next part of a file while one is hashed. */
const LARGE = 16 * 1024 * 1024

/** Coarsest step of a file system's clock, with a margin. */
const CLOCK_STEP_MS = 50

/**
 * The digests of one file, as hex, in the order of `algorithms`.
 *
 * A small file is read at once and looked at afterwards: when its size is what was read, and it was last changed before
 * reading began, nothing came between. Whoever writes can set the time of writing back, but not that of the change. Only a
 * file for which that does not hold is read again with a look before and after; tens of thousands of files are spared a
 * system call each.
 *
 * @param path of a regular file, at whose end no symbolic link stands: whoever follows one gives where it leads
 * @param name what the user calls the file, for messages
 * @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED
 */
export function hashFile(path: string, name: string, options: HashOptions, disk: FileSystem = DISK): string[] {
  return hashUpTo(Infinity, path, name, options, disk) as string[]
}

/** The same, of all but a large file, which is for `hashLargeFile`: undefined. @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED */
export function hashUnlessLarge(path: string, name: string, options: HashOptions): string[] | undefined {
  return hashUpTo(LARGE, path, name, options, DISK)
}

function hashUpTo(
  most: number,
  path: string,
  name: string,
  options: HashOptions,
  disk: FileSystem
): string[] | undefined {
  const { algorithms, lineEndings, gitId } = options
  let descriptor: number | undefined
  try {
    const start = Date.now()
    descriptor = disk.openSync(path, FLAGS)
    if (lineEndings === 'as-is') {
      const bytes = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, 0)
      const stats = disk.fstatSync(descriptor)
      demandFile(stats, name)
      if (bytes === stats.size && Math.max(stats.mtimeMs, stats.ctimeMs) < start - CLOCK_STEP_MS) {
        const content = BUFFER.subarray(0, bytes)
        const digests = algorithms.map((algorithm) => hash(algorithm, content, 'hex'))
        return gitId === undefined ? digests : [...digests, hash(gitId, withHeader(bytes), 'hex')]
      }
    }
    const before = disk.fstatSync(descriptor)
    demandFile(before, name)
    if (before.size > most) return undefined
    const { digests, bytes } = hashStream(descriptor, before.size, options, disk)
    if (bytes !== before.size || changed(before, disk.fstatSync(descriptor))) {
      throw fileChanged(name)
    }
    return digests
  } catch (error) {
    throw fileError(name, error)
  } finally {
    if (descriptor !== undefined) disk.closeSync(descriptor)
  }
}

/** What is said of a file where something was thrown. */
export function fileError(name: string, error: unknown): InTotoError {
  if (error instanceof InTotoError) return error
  return NO_FILE.has(errorCode(error)) ? fileChanged(name, error) : unreadable(name, error)
}

/** A pipe is empty where nobody writes, and a device has no end. @throws RECORD_FILE_CHANGED */
export function demandFile(stats: Stats, name: string): void {
  if (!stats.isFile()) throw fileChanged(name)
}

/** @param name what the user calls the file or directory */
export function fileChanged(name: string, cause?: unknown): RecordingError {
  return new RecordingError('RECORD_FILE_CHANGED', `${quoteUntrusted(name)} changed while it was being recorded.`, {
    cause,
    hint: 'Something writes to it: often a step with `background: true` or of a `parallel` group, or a server that the command left running. Wait for it to end before files are recorded, or exclude the file.'
  })
}

/** What came of a file that was read part by part. */
export interface Hashed {
  readonly digests: string[]
  /** Bytes read from the file. */
  readonly bytes: number
}

/** The bytes that were read, with git's header in front. */
function withHeader(bytes: number): Buffer {
  const header = `blob ${bytes}\0`
  WITH_HEADER.write(header, HEADER_BYTES - header.length, 'latin1')
  return WITH_HEADER.subarray(HEADER_BYTES - header.length, HEADER_BYTES + bytes)
}

function hashStream(descriptor: number, size: number, options: HashOptions, disk: FileSystem): Hashed {
  const hashes = new FileHashes(options, size)
  let bytes = 0
  for (;;) {
    const read = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, bytes)
    bytes += read
    // Of a file that grows as fast as it is read there is no end.
    if (read === 0 || bytes > size) break
    hashes.update(BUFFER.subarray(0, read))
  }
  return { digests: hashes.end(), bytes }
}

/** Whether somebody wrote to a file between two looks at it. */
export function changed(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs || before.ctimeMs !== after.ctimeMs
}
