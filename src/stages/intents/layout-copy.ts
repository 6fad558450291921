// SPDX-License-Identifier: Apache-2.0
// The copy of the signed layout that travels with what is handed over: a job that checks nothing out reads there what it
// is to record. It is no product, and nobody believes it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ArtifactPath } from '../../intoto/artifacts/artifacts.ts'
import type { Link } from '../../intoto/link/link.ts'
import { LIMITS } from '../../base/limits.ts'
import { readPlainFile } from '../../files/read-file.ts'
import { fileUnwritable } from '../../files/file-unwritable.ts'

/** What the copy is called among the files of a workflow artifact. */
export const LAYOUT_COPY = '.in-toto-handed-over.layout'

/** Whether a file of that name is no product of a step. */
export function mayHoldLayout({ products }: Pick<Link, 'products'>): boolean {
  return !products.has(LAYOUT_COPY as ArtifactPath)
}

/** Writes the copy beside the files that are handed over; returns its path. @throws FILE_UNWRITABLE */
export function writeLayoutCopy(directory: string, text: string): string {
  const path = join(directory, LAYOUT_COPY)
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return path
  } catch (error) {
    throw fileUnwritable('The copy of the layout cannot be written', error, {
      at: 'RUNNER_TEMP',
      room: 'Free some space there.'
    })
  }
}

/** The copy among files that were taken over; undefined where there is none. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
export function readLayoutCopy(directory: string): string | undefined {
  const bytes = readPlainFile(join(directory, LAYOUT_COPY), LIMITS.layoutBytes, 'refuse')
  return bytes && Buffer.from(bytes).toString('utf8')
}
