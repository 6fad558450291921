// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { FilesError } from '../files/codes.ts'
import { readFileAmongOthers } from '../files/read-file.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { releaseBytes } from '../base/release-bytes.ts'
import type { LinkStore } from '../intoto/verification/verification.ts'
import { NO_LINKS } from './no-links.ts'

/** Links in a directory, those of sublayouts in directories below it. */
export class DirectoryLinkStore implements LinkStore {
  readonly #directory: string
  readonly #read: Set<string>

  /** @param read takes the paths of the files that are read, those of sublayouts, too */
  constructor(directory: string, read: Set<string> = new Set()) {
    this.#directory = directory
    this.#read = read
  }

  /** Paths of the files that were read. */
  get filesRead(): readonly string[] {
    return [...this.#read]
  }

  /**
   * A directory that is named like a link is no link, as in the reference.
   *
   * @throws FILE_UNREADABLE, JSON_TOO_LARGE
   */
  async read(fileName: string): Promise<Uint8Array | undefined> {
    // A step name comes from a layout; it never leads out of the directory.
    if (/[/\\\0]/.test(fileName)) return undefined
    const path = join(this.#directory, fileName)
    const bytes = readFileAmongOthers(path, LIMITS.linkBytes)
    if (bytes !== undefined) this.#read.add(path)
    return bytes
  }

  /** Each `read` reads anew. */
  release(bytes: Uint8Array): void {
    releaseBytes(bytes)
  }

  /** The names of all that is no directory. @throws FILE_UNREADABLE */
  async names(): Promise<readonly string[]> {
    try {
      return readdirSync(this.#directory, { withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => name)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ENOTDIR') return []
      throw new FilesError('FILE_UNREADABLE', `The directory cannot be read: ${code ?? 'unknown'}.`, {
        at: escapeUntrusted(this.#directory),
        cause: error
      })
    }
  }

  sub(directoryName: string): LinkStore {
    return /[/\\\0]/.test(directoryName)
      ? NO_LINKS
      : new DirectoryLinkStore(join(this.#directory, directoryName), this.#read)
  }
}
