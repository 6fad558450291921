// SPDX-License-Identifier: Apache-2.0
// What lies at the paths of a work tree. No link is followed, not even on the way: it could lead anywhere.
import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync, type Stats } from 'node:fs'
import { join } from 'node:path'

export type Look =
  | { readonly kind: 'file'; readonly executable: boolean; readonly bytes: number }
  /** @property sha256 of the name of its target */
  | { readonly kind: 'link'; readonly sha256: string }
  | { readonly kind: 'missing' | 'directory' | 'other' }
  /** @property at the path above it that is no directory */
  | { readonly kind: 'behind'; readonly at: string }

export class Disk {
  readonly #top: string
  /** For directories: undefined for what is one all the way. */
  readonly #above = new Map<string, Look | undefined>([['', undefined]])

  constructor(top: string) {
    this.#top = top
  }

  /** @param path relative to the top, with forward slashes */
  look(path: string): Look {
    return this.#behind(path.slice(0, Math.max(0, path.lastIndexOf('/')))) ?? this.#lookAt(path)
  }

  #behind(directory: string): Look | undefined {
    if (this.#above.has(directory)) return this.#above.get(directory)
    const above = this.#behind(directory.slice(0, Math.max(0, directory.lastIndexOf('/'))))
    const look = above ?? this.#asDirectory(directory)
    this.#above.set(directory, look)
    return look
  }

  #asDirectory(directory: string): Look | undefined {
    const { kind } = this.#lookAt(directory)
    if (kind === 'directory') return undefined
    return kind === 'missing' ? { kind } : { kind: 'behind', at: directory }
  }

  #lookAt(path: string): Look {
    const place = join(this.#top, path)
    const stats = lstatSync(place, { throwIfNoEntry: false })
    if (stats === undefined) return { kind: 'missing' }
    if (stats.isSymbolicLink()) return { kind: 'link', sha256: targetDigest(place) }
    return lookOf(stats)
  }
}

function lookOf(stats: Stats): Look {
  if (stats.isFile()) return { kind: 'file', executable: (stats.mode & 0o100) !== 0, bytes: stats.size }
  return { kind: stats.isDirectory() ? 'directory' : 'other' }
}

/** The digest of a target's name as a commit has it: with forward slashes, on Windows too. */
export function targetDigest(place: string): string {
  const target = readlinkSync(place, { encoding: 'buffer' })
  const name = process.platform === 'win32' ? target.toString('utf8').replaceAll('\\', '/') : target
  return createHash('sha256').update(name).digest('hex')
}
