// SPDX-License-Identifier: Apache-2.0
// Trusted roots that the suite carries, as their owners publish them. They age: keys are rotated some times a year, and
// signatures by keys that came later need a newer root.
import { Buffer } from 'node:buffer'
import github from './roots/github.json' with { type: 'json' }
import publicGood from './roots/public-good.json' with { type: 'json' }
import { readTrustedRoot, type TrustDomain } from './trusted-root.ts'

const ROOTS = { 'public-good': publicGood, github } as const

export type EmbeddedRoot = keyof typeof ROOTS

export const EMBEDDED_ROOTS = Object.keys(ROOTS) as readonly EmbeddedRoot[]

export function isEmbeddedRoot(name: string): name is EmbeddedRoot {
  return Object.hasOwn(ROOTS, name)
}

/** The root that a name like `tuf:github` wants fetched; undefined for any other name. */
export function rootToFetch(name: string): EmbeddedRoot | undefined {
  const place = /^tuf:(.*)$/s.exec(name)?.[1]
  return place !== undefined && isEmbeddedRoot(place) ? place : undefined
}

/** The bytes of a root, as a `trusted_root.json` file. */
export function embeddedRootFile(name: EmbeddedRoot): Uint8Array {
  return Buffer.from(`${JSON.stringify(ROOTS[name], undefined, 2)}\n`)
}

/** A root that can be verified against. */
export function embeddedRoot(name: EmbeddedRoot): TrustDomain {
  return readTrustedRoot(embeddedRootFile(name), `embedded root ${name}`, name)
}
