// SPDX-License-Identifier: Apache-2.0
// The copy of the signed layout that travels with what is handed over: a job that checks nothing out reads there what it
// is to record. It is no product, and nobody believes it.
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Buffer } from 'node:buffer'
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../intoto/artifacts/build-artifacts.ts'
import type { Link } from '../../intoto/link/link.ts'
import { LIMITS } from '../../base/limits.ts'
import { readPlainFile } from '../../files/read-file.ts'
import { fileUnwritable } from '../../files/file-unwritable.ts'

/** What the copy is called among the files of a workflow artifact. */
const LAYOUT_COPY = '.in-toto-handed-over.layout'

/** Whether a file of that name is no product of a step. */
export function mayHoldLayout({ products }: Pick<Link, 'products'>): boolean {
  return !products.has(LAYOUT_COPY as ArtifactPath)
}

/** Name and digest of the copy that may lie beside the products of a link; undefined where there is none. */
export function layoutCopyOf(
  link: Pick<Link, 'products'>,
  text: string | undefined
): readonly [string, DigestSet] | undefined {
  if (text === undefined || !mayHoldLayout(link)) return undefined
  return [LAYOUT_COPY, digestSet([['sha256', hash('sha256', text, 'hex')]])]
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

/** Files of a workflow artifact without the copy, where there is one. */
export function withoutCopy(found: Artifacts, copy: string | undefined): Artifacts {
  return copy === undefined ? found : artifactsOf([...found].filter(([path]) => path !== LAYOUT_COPY))
}

/** The copy among files that were taken over; undefined where there is none. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
export function readLayoutCopy(directory: string): string | undefined {
  const bytes = readPlainFile(join(directory, LAYOUT_COPY), LIMITS.layoutBytes, 'refuse')
  return bytes && Buffer.from(bytes).toString('utf8')
}
