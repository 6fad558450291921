// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { EMBEDDED_ROOTS, embeddedRoot, type EmbeddedRoot } from '../sigstore/embedded-roots.ts'
import { readTrustedRoot, type TrustDomain } from '../sigstore/trusted-root.ts'

/**
 * The trusted roots that an input names: the ones that the suite carries when it is empty; else their names, one a line,
 * or a root itself as JSON, or paths of roots.
 *
 * @param readPath reads a path, from wherever paths of that input are trusted
 * @throws TRUSTED_ROOT_INVALID, JSON_ codes, what `readPath` throws
 */
export async function trustedRoots(
  text: string,
  readPath: (path: string) => Uint8Array | Promise<Uint8Array>
): Promise<readonly TrustDomain[]> {
  if (text === '') return EMBEDDED_ROOTS.map(embeddedRoot)
  if (text.startsWith('{')) return [readTrustedRoot(Buffer.from(text, 'utf8'), 'input trusted-root')]
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return Promise.all(
    lines.map(async (line) => (isEmbedded(line) ? embeddedRoot(line) : readTrustedRoot(await readPath(line), line)))
  )
}

function isEmbedded(name: string): name is EmbeddedRoot {
  return (EMBEDDED_ROOTS as readonly string[]).includes(name)
}
