// SPDX-License-Identifier: Apache-2.0
import { rmSync, statSync } from 'node:fs'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { Link } from '../intoto/link/link.ts'
import { readModes } from '../intoto/link/file-modes.ts'
import { convertedProducts, onDisk } from './converted-products.ts'
import { readDirectoryNotes } from '../intoto/link/recording-notes.ts'
import { copyProducts, type CopyRequest } from './copy-products.ts'
import { selectProducts, withHandOver } from './hand-over.ts'
import { mayHoldLayout, writeLayoutCopy } from './intents/layout-copy.ts'
import type { WorkflowArtifacts } from './workflow-artifacts.ts'

export interface HandOverRequest extends Pick<CopyRequest, 'workspace' | 'recorder'> {
  /** With its products, and without a note of what is handed over. */
  readonly link: Link
  /** Gitignore patterns of the products to hand over, or these themselves. */
  readonly patterns: readonly string[] | Artifacts
  /** The text of the signed layout, which travels with them. */
  readonly layout?: string | undefined
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
  /** How many bytes they have. */
  readonly bytes: number
}

/**
 * Copies the products that are to be handed over, compares the copies with the link, stores the copies, and notes in
 * the link where they are.
 *
 * @throws HAND_OVER_ codes, FILE_UNREADABLE, FILE_UNWRITABLE, RECORD_ codes, ARTIFACT_UPLOAD_FAILED,
 * METADATA_VALUE_INVALID
 */
export async function handOverProducts(request: HandOverRequest): Promise<HandedOver> {
  const { link, patterns, layout, workspace, directory, recorder, artifacts, name, retentionDays } = request
  const selected =
    'paths' in patterns
      ? patterns
      : selectProducts(link.products, patterns, readDirectoryNotes(link.environment, 'products'))
  const modes = readModes(link.environment, 'products')
  const copied = onDisk(selected, convertedProducts(link))
  const { root, files, links } = await copyProducts({ workspace, selected: copied, modes, directory, recorder })
  try {
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
    const beside = layout === undefined || !mayHoldLayout(link) ? [] : [writeLayoutCopy(root, layout)]
    const stored = await artifacts.upload({ name, files: [...files, ...beside], root, retentionDays })
    const environment = withHandOver(link.environment, selected, stored, links)
    return { link: { ...link, environment }, files: files.length, bytes }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
