// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { invalid } from '../github/inputs.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { EMBEDDED_ROOTS, embeddedRoot, type EmbeddedRoot } from '../sigstore/embedded-roots.ts'
import { readTrustedRoot, type TrustDomain } from '../sigstore/trusted-root.ts'

/**
 * The trusted roots that an input names: the ones that the suite carries when it is empty; else their names, one a line,
 * or a root itself as JSON, or paths of roots.
 *
 * @param readPath reads a path from a place that is trusted; undefined where there is none, as in the workspace of a
 * stage, where the code that is built could change the file
 * @throws TRUSTED_ROOT_INVALID, INPUT_INVALID, JSON_ codes, what `readPath` throws
 */
export async function trustedRoots(
  text: string,
  readPath: ((path: string) => Promise<Uint8Array>) | undefined
): Promise<readonly TrustDomain[]> {
  if (text === '') return EMBEDDED_ROOTS.map(embeddedRoot)
  if (text.startsWith('{')) return [readTrustedRoot(Buffer.from(text, 'utf8'), 'input trusted-root')]
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return Promise.all(
    lines.map(async (line) => {
      if (isEmbedded(line)) return embeddedRoot(line)
      if (readPath !== undefined) return readTrustedRoot(await readPath(line), line)
      throw invalid(
        'trusted-root',
        `${quoteUntrusted(line, 100)} is neither ${EMBEDDED_ROOTS.join(' nor ')}, and no path is trusted here`,
        'Give the root itself as JSON, from a variable of the repository or organisation.'
      )
    })
  )
}

function isEmbedded(name: string): name is EmbeddedRoot {
  return (EMBEDDED_ROOTS as readonly string[]).includes(name)
}
