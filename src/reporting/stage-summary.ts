// SPDX-License-Identifier: Apache-2.0
import { isSha256Hex } from '../base/sha256-text.ts'
import { code, prose, row } from './markdown.ts'
import { shortKeyId } from './short-key-ids.ts'

export interface StageFacts {
  readonly step: string
  readonly linkFile: string
  /** `sha256:<hex>` */
  readonly linkDigest: string
  readonly materials: number
  readonly products: number
  /** Key id or identity. Undefined for a link that nobody signed. */
  readonly signedBy: string | undefined
}

/** What one stage did, for the summary of its job. */
export function stageSummary({ step, linkFile, linkDigest, materials, products, signedBy }: StageFacts): string {
  return [
    `### ${signedBy === undefined ? '⚠️ Unsigned' : '🔏 Signed'}: step ${code(step)}`,
    '',
    row(['Link', 'Digest', 'Materials', 'Products', 'Signed by']),
    row(['---', '---', '--:', '--:', '---']),
    row([
      code(linkFile, 'table'),
      code(linkDigest, 'table'),
      String(materials),
      String(products),
      signedBy === undefined ? 'nobody' : code(isSha256Hex(signedBy) ? shortKeyId(signedBy) : signedBy, 'table')
    ]),
    ''
  ].join('\n')
}

/** That stages ran at the same time in one workspace, for the summary of their job. */
export function overlapSummary(text: string): string {
  return `### ⚠️ Stages overlap\n\n${prose(text)}\n`
}
