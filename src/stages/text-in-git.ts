// SPDX-License-Identifier: Apache-2.0
// Files of a `.git` as texts. Whoever wrote there may have put anything in their place.
import { Buffer } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import { canClaimOnly } from '../intoto/link/source-claim.ts'

/** The beginning of a file, without waiting for a pipe; empty where there is none. */
export function textOf(path: string): string {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!fstatSync(descriptor).isFile()) return ''
    const bytes = Buffer.alloc(LIMITS.smallFileBytes)
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } catch {
    return ''
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** The patterns of a sparse checkout; none where it is a whole one, nobody can tell, or there are more than a claim may name. */
export function sparseIn(directory: string): readonly string[] {
  const lines = textOf(join(directory, '.git/info/sparse-checkout')).split('\n')
  const patterns = lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '' && !line.startsWith('#'))
  return canClaimOnly(patterns) ? patterns : []
}
