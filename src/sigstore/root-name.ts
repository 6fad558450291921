// SPDX-License-Identifier: Apache-2.0
// What a trusted root is called. The name decides whose signatures it may vouch for, so a file cannot give itself one:
// whoever says that the file counts says its name, or the authorities in it are those of a root that the suite carries.
import { CUSTOM_ROOT, isRootName } from '../intoto/keys/vouching-root.ts'
import { EMBEDDED_ROOTS, embeddedRoot } from './embedded-roots.ts'
import { readTrustedRoot, type TrustDomain } from './trusted-root.ts'

/** A root as an input or a flag names it: `NAME=` may stand before what it is. */
export interface WrittenRoot {
  readonly name: string | undefined
  /** A path, a name of a root that the suite carries, one to fetch, or a root as JSON. */
  readonly rest: string
}

export function readWrittenRoot(text: string): WrittenRoot {
  const [, name = '', rest = ''] = /^([^=\s/{]+)=(.+)$/s.exec(text) ?? []
  return isRootName(name) ? { name, rest } : { name: undefined, rest: text }
}

/**
 * A root from a file or an input. Without a name it is called like the root whose authorities it has, if the suite
 * carries that, or else `custom`.
 *
 * @throws what `readTrustedRoot` throws
 */
export function readNamedRoot(bytes: Uint8Array, source: string, name: string | undefined): TrustDomain {
  const root = readTrustedRoot(bytes, source)
  return { ...root, name: name ?? EMBEDDED_ROOTS.find((known) => hasAuthoritiesOf(root, known)) ?? CUSTOM_ROOT }
}

/** Whether nobody can issue certificates for a root who cannot for the one that the suite carries. */
function hasAuthoritiesOf(root: TrustDomain, known: (typeof EMBEDDED_ROOTS)[number]): boolean {
  const carried = new Set(authorities(embeddedRoot(known)))
  return authorities(root).every((authority) => carried.has(authority))
}

function authorities({ material }: TrustDomain): string[] {
  return material.certificateAuthorities.flatMap(({ certChain }) =>
    certChain.map((certificate) => certificate.root.toDER().toString('base64'))
  )
}
