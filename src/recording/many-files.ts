// SPDX-License-Identifier: Apache-2.0
import { readdirSync, type Dirent } from 'node:fs'
import { resolve } from 'node:path'

/** Directories that are looked into at most, and words that are tried for one. */
const LOOKS = 12
/** Files, about, from which another thread pays for sure. */
const MANY = 4096

/**
 * Whether there seem to be many files below some words that may be paths: a guess after a look into the first directories,
 * those above before those below.
 *
 * @param directory that paths are relative to
 */
export function seemMany(words: readonly string[], directory: string): boolean {
  const waiting = words.map((word) => resolve(directory, word))
  let [looks, directories, files] = [0, 0, 0]
  for (let next = waiting.shift(); next !== undefined && looks < LOOKS; next = waiting.shift()) {
    looks += 1
    const entries = entriesOf(next)
    if (entries === undefined) continue
    directories += 1
    for (const entry of entries) {
      if (entry.isFile()) files += 1
      else if (entry.isDirectory() && entry.name !== '.git') waiting.push(`${next}/${entry.name}`)
    }
    // What waits is about as full as what was seen.
    if (directories > 1 && files + (waiting.length * files) / directories >= MANY) return true
  }
  return files >= MANY
}

/** The entries of a directory; undefined for what is none, or cannot be read. */
function entriesOf(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return undefined
  }
}
