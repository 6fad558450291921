// SPDX-License-Identifier: Apache-2.0
// What a link says of files: a path and its digests. Both are strings with a brand, because a supply chain holds
// millions of them and they are compared far more often than they are read.

declare const brand: unique symbol

/** An artifact's path or URI as the link spells it. Reference semantics: compared byte for byte, never cleaned. */
export type ArtifactPath = string & { readonly [brand]: 'ArtifactPath' }

/**
 * A digest set in one canonical text, `sha256:<hex>`, several in order of their names joined by `,`. Two sets are equal
 * when all of their algorithms and values are (in-toto v1.0 compares whole hash objects), hence when the texts are.
 */
export type DigestSet = string & { readonly [brand]: 'DigestSet' }

/** Paths and their digests, in order of the paths by code point. `artifactsOf` and `ArtifactsBuilder` make them. */
export interface Artifacts extends Iterable<[ArtifactPath, DigestSet]> {
  readonly size: number
  get(path: ArtifactPath): DigestSet | undefined
  has(path: ArtifactPath): boolean
  /** The paths alone, in the same order. */
  paths(): Iterable<ArtifactPath>
}

/** The digests as pairs of algorithm and hex, in order of the algorithms' names. */
export function digestPairs(digests: DigestSet): [algorithm: string, hex: string][] {
  if (digests === '') return []
  return digests.split(',').map((pair) => {
    const colon = pair.indexOf(':')
    return [pair.slice(0, colon), pair.slice(colon + 1)]
  })
}

/** The SHA-256 among the digests, 64 digits; undefined where there is none. */
export function sha256In(digests: DigestSet): string | undefined {
  return digestPairs(digests).find(([algorithm]) => algorithm === 'sha256')?.[1]
}

/** The canonical text of a digest set. Algorithm names and hex must hold neither `:` nor `,`, as their parsers ensure. */
export function digestSet(pairs: Iterable<readonly [algorithm: string, hex: string]>): DigestSet {
  const sorted = [...pairs]
  const [only] = sorted
  if (sorted.length === 1 && only !== undefined) return `${only[0]}:${only[1]}` as DigestSet
  sorted.sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([algorithm, hex]) => `${algorithm}:${hex}`).join(',') as DigestSet
}
