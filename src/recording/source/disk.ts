// SPDX-License-Identifier: Apache-2.0
// What lies at the paths of a work tree. No link is followed, not even on the way: it could lead anywhere.
import { createHash, hash } from 'node:crypto'
import { lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { unreadable } from '../follow.ts'

export type Look =
  | { readonly kind: 'file'; readonly executable: boolean; readonly bytes: number }
  | { readonly kind: 'link'; readonly target: LinkTarget }
  | { readonly kind: 'missing' | 'directory' | 'other' }
  /** `at` is the path above it that is no directory. */
  | { readonly kind: 'behind'; readonly at: string }

/** The name that a link leads to, as a commit has it. */
export interface LinkTarget {
  readonly sha256: string
  /** What git's id of it would be. */
  readonly gitId: string
}

export class Disk {
  readonly #top: string
  readonly #gitId: 'sha1' | 'sha256'
  /** For directories: undefined for what is one all the way. */
  readonly #above = new Map<string, Look | undefined>([['', undefined]])

  /** @param gitId how the repository makes ids */
  constructor(top: string, gitId: 'sha1' | 'sha256') {
    this.#top = top
    this.#gitId = gitId
  }

  /** @param path relative to the top, with forward slashes @throws RECORD_UNREADABLE */
  look(path: string): Look {
    return this.#behind(path.slice(0, Math.max(0, path.lastIndexOf('/')))) ?? this.#lookAt(path)
  }

  /** Whether nothing lies in a directory. @throws RECORD_UNREADABLE */
  isEmpty(path: string): boolean {
    try {
      return readdirSync(join(this.#top, path)).length === 0
    } catch (error) {
      throw unreadable(path, error)
    }
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
    const stats = statsOf(place, path)
    if (stats === undefined) return { kind: 'missing' }
    if (stats.isSymbolicLink()) return { kind: 'link', target: targetOf(place, this.#gitId) }
    return lookOf(stats)
  }
}

/** A name that the system cannot hold is not there. @throws RECORD_UNREADABLE */
function statsOf(place: string, path: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined
    throw unreadable(path, error)
  }
}

function lookOf(stats: Stats): Look {
  if (stats.isFile()) return { kind: 'file', executable: (stats.mode & 0o100) !== 0, bytes: stats.size }
  return { kind: stats.isDirectory() ? 'directory' : 'other' }
}

function targetOf(place: string, gitId: 'sha1' | 'sha256'): LinkTarget {
  const name = targetName(place)
  const id = createHash(gitId).update(`blob ${name.length}\0`).update(name)
  return { sha256: hash('sha256', name, 'hex'), gitId: id.digest('hex') }
}

/** The SHA-256 of the target's name of a symbolic link as a commit has it; undefined for what is none. */
export function targetDigest(place: string): string | undefined {
  try {
    return hash('sha256', targetName(place), 'hex')
  } catch {
    // What is no link, or is not there, cannot be read as one.
    return undefined
  }
}

/** With forward slashes, on Windows too. */
function targetName(place: string): Buffer {
  const bytes = readlinkSync(place, { encoding: 'buffer' })
  return process.platform === 'win32' ? Buffer.from(bytes.toString('utf8').replaceAll('\\', '/')) : bytes
}
