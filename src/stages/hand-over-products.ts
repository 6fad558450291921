// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs'
import type { Link } from '../intoto/link/link.ts'
import { readModes } from '../intoto/link/file-modes.ts'
import { convertedProducts, onDisk } from './converted-products.ts'
import { readDirectoryNotes } from '../intoto/link/recording-notes.ts'
import { copyProducts, type CopyRequest } from './copy-products.ts'
import { selectProducts, withHandOver } from './hand-over.ts'
import type { WorkflowArtifacts } from './workflow-artifacts.ts'

export interface HandOverRequest extends Pick<CopyRequest, 'workspace' | 'recorder'> {
  /** With its products, and without a note of what is handed over. */
  readonly link: Link
  /** Gitignore patterns of the products to hand over. */
  readonly patterns: readonly string[]
  /** Where the copies lie for the time being: it must not exist, and does not exist afterwards. */
  readonly directory: string
  readonly artifacts: Pick<WorkflowArtifacts, 'upload'>
  /** Of the workflow artifact. */
  readonly name: string
  readonly retentionDays: number
}

export interface HandedOver {
  /** With the note of what was handed over, and where it is stored. */
  readonly link: Link
  /** How many files were stored. */
  readonly files: number
}

/**
 * Copies the products that are to be handed over, compares the copies with the link, stores the copies, and notes in
 * the link where they are.
 *
 * @throws HAND_OVER_ codes, FILE_UNREADABLE, FILE_UNWRITABLE, RECORD_ codes, ARTIFACT_UPLOAD_FAILED,
 * METADATA_VALUE_INVALID
 */
export async function handOverProducts(request: HandOverRequest): Promise<HandedOver> {
  const { link, patterns, workspace, directory, recorder, artifacts, name, retentionDays } = request
  const selected = selectProducts(link.products, patterns, readDirectoryNotes(link.environment, 'products'))
  const modes = readModes(link.environment, 'products')
  const copied = onDisk(selected, convertedProducts(link))
  const { root, files } = await copyProducts({ workspace, selected: copied, modes, directory, recorder })
  try {
    const stored = await artifacts.upload({ name, files, root, retentionDays })
    return { link: { ...link, environment: withHandOver(link.environment, selected, stored) }, files: files.length }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
