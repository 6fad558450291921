// SPDX-License-Identifier: Apache-2.0
// Files of a `.git` as texts. Whoever wrote there may have put anything in their place.
import { Buffer } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import { canClaimOnly } from '../intoto/link/source-claim.ts'

/** The beginning of a file, without waiting for a pipe; empty where there is none. @param maxBytes of it that are read */
export function textOf(path: string, maxBytes: number = LIMITS.smallFileBytes): string {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return ''
    const bytes = Buffer.alloc(Math.min(stats.size, maxBytes))
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } catch {
    return ''
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Whether a file has more than is read of it. */
export function isCut(path: string, maxBytes: number = LIMITS.smallFileBytes): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && stats.size > maxBytes
}

/** The patterns of a sparse checkout; none where it is a whole one, nobody can tell, or there are more than a claim may name. */
export function sparseIn(directory: string): readonly string[] {
  const lines = textOf(join(directory, '.git/info/sparse-checkout')).split('\n')
  const patterns = lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '' && !line.startsWith('#'))
  return canClaimOnly(patterns) ? patterns : []
}
