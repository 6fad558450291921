// SPDX-License-Identifier: Apache-2.0
// The final products of a layout in intents: what it releases, of several steps perhaps, and what was said of these files
// on a disk by those that released them.
import { NO_ARTIFACTS } from '../artifacts/build-artifacts.ts'
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import type { Intents } from '../intents/intents.ts'
import type { JsonObject } from '../json/json-value.ts'
import { readConverted, withConverted, type ConvertedFiles } from '../link/converted-files.ts'
import { readModes, withModes } from '../link/file-modes.ts'
import type { AcceptedStep } from './accept-steps.ts'

/** Final products, with what is said of them on a disk, as an environment. */
export interface FinalProducts {
  readonly products: Artifacts
  readonly onDisk: JsonObject
}

/**
 * What several steps say alike counts, as with several functionaries of one step.
 *
 * @param released undefined where it could not be told: then nothing is final
 */
export function releasedProducts(
  { release }: Pick<Intents, 'release'>,
  released: Artifacts | undefined,
  accepted: ReadonlyMap<string, Pick<AcceptedStep, 'link' | 'onDisk'>>
): FinalProducts {
  const products = released ?? NO_ARTIFACTS
  const forms: Forms[] = []
  for (const step of new Set(release.map((entry) => entry.step))) {
    const found = accepted.get(step)
    if (found === undefined) continue
    const { link, onDisk } = found
    const converted = readConverted(onDisk, 'products')
    // Whoever compares files must see that it cannot be read.
    if (converted === 'malformed') return { products, onDisk }
    forms.push({ link, converted, links: readModes(onDisk, 'products') ?? NOTHING })
  }
  const converted = new Map<ArtifactPath, string>()
  const links = new Map<ArtifactPath, 'symlink'>()
  for (const [path, digests] of products) {
    const holders = forms.filter(({ link }) => link.products.get(path) === digests)
    const written = new Set(holders.map((form) => form.converted.get(path)))
    const [disk] = written
    if (disk !== undefined && written.size === 1) converted.set(path, disk)
    if (holders.length > 0 && holders.every((form) => form.links.has(path))) links.set(path, 'symlink')
  }
  const onDisk = withConverted(new Map(), 'products', converted)
  return { products, onDisk: links.size === 0 ? onDisk : withModes(onDisk, 'products', links) }
}

/** What one step says of its products. */
interface Forms extends Pick<AcceptedStep, 'link'> {
  readonly converted: ConvertedFiles
  /** Those that are symbolic links; a step says no more of them than that. */
  readonly links: ReadonlyMap<string, unknown>
}

const NOTHING: ReadonlyMap<string, unknown> = new Map()
