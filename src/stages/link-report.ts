// SPDX-License-Identifier: Apache-2.0
// What a stage tells of the link that it stored.
import { readFileSync } from 'node:fs'
import { count } from '../base/count.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { sha256Digest } from '../files/sha256-digest.ts'
import type { Link } from '../intoto/link/link.ts'
import { readHandOver } from './hand-over.ts'
import type { Runner } from '../base/runner.ts'
import type { Signing } from './inputs/signing-inputs.ts'

/** When the summary of the job tells of a link; `auto` is for one that nobody signed. */
export type SummaryChoice = 'auto' | 'always' | 'never'

export interface Stored {
  readonly linkFile: string
  /** Key id or identity; undefined when nobody signed. */
  readonly signedBy: string | undefined
  readonly handedOver: number
  readonly outputs: Readonly<Record<string, string>>
}

/**
 * What a stage tells of its link.
 *
 * @param products what `artifactsDigest` makes of its products
 */
export function linkOutputs(
  link: Link,
  path: string,
  { id, digest }: { readonly id: string; readonly digest: string },
  products: string
): Readonly<Record<string, string>> {
  const note = readHandOver(link.environment)
  const stored = note === undefined || note === 'malformed' ? undefined : note.artifact
  return {
    'link-artifact-id': id,
    'link-artifact-digest': digest,
    'link-digest': sha256Digest(readFileSync(path)),
    'products-digest': products,
    'products-artifact-id': stored?.id ?? '',
    'products-artifact-digest': stored?.digest ?? '',
    'product-count': String(link.products.size)
  }
}

/** Says what was stored, in the log and where asked for in the summary. */
export async function report(
  runner: Runner,
  link: Link,
  { signing, summary }: { readonly signing: Signing; readonly summary: SummaryChoice },
  stored: Stored
): Promise<void> {
  const { linkFile, handedOver, signedBy, outputs } = stored
  const by = signedBy === undefined ? 'nobody (unsigned)' : escapeUntrusted(signedBy)
  if (signing.kind === 'later') {
    runner.log(`Step ${quoteUntrusted(link.name)} is recorded; the signing job signs its record.`)
    return
  }
  if (signedBy === undefined) {
    runner.annotate(
      'warning',
      'Unsigned link',
      `The link of step ${quoteUntrusted(link.name)} is not signed, so it proves nothing. The gate can give advice on it, and never passes it.`
    )
  }
  runner.log(
    `Step ${quoteUntrusted(link.name)}: ${count(link.materials.size, 'material')}, ${count(link.products.size, 'product')}${handedOver > 0 ? `, ${handedOver} of them handed over` : ''}; signed by ${by}; stored as workflow artifact ${outputs['link-artifact-id'] ?? ''}.`
  )
  if (summary === 'never' || (summary === 'auto' && signedBy !== undefined)) return
  const { stageSummary } = await import('../reporting/stage-summary.ts')
  await runner.summary(
    stageSummary({
      step: link.name,
      linkFile,
      linkDigest: outputs['link-digest'] ?? '',
      materials: link.materials.size,
      products: link.products.size,
      signedBy
    })
  )
}
