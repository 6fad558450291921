// SPDX-License-Identifier: Apache-2.0
// The files behind products that are handed over. A workflow artifact can be read by everybody who sees the run, so a
// symbolic link must not carry files of the machine into it.
import { realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { isOutside } from '../recording/is-outside.ts'

/**
 * Paths of the file system for products.
 *
 * @throws HAND_OVER_UNSAFE for what is no file of the workspace, and for names that cannot be taken over everywhere
 */
export function filesToHandOver(workspace: string, products: Iterable<string>): string[] {
  const root = realpathSync(workspace)
  const folded = new Map<string, string>()
  return [...products].map((path) => {
    // The service refuses these, for the sake of Windows.
    if (/["<>|*?:\r\n]/.test(path))
      throw unsafe(path, 'has a character in its name that workflow artifacts cannot have')
    const key = path.normalize('NFC').toLowerCase()
    const other = folded.get(key)
    if (other !== undefined)
      throw unsafe(path, `differs from ${quoteUntrusted(other)} in letter case alone, so one would replace the other`)
    folded.set(key, path)
    const file = join(workspace, path)
    const real = realpathSync(file)
    if (isOutside(root, real)) throw unsafe(path, 'leads out of the workspace')
    if (relative(root, real).split(sep).includes('.git')) throw unsafe(path, 'leads to what git keeps for itself')
    if (!statSync(file).isFile()) throw unsafe(path, 'is no file')
    return file
  })
}

function unsafe(path: string, what: string): InTotoError {
  return new InTotoError('HAND_OVER_UNSAFE', `The product ${quoteUntrusted(path)} cannot be handed over: it ${what}.`, {
    hint: 'Narrow the input hand-over, or make the product a plain file of another name.'
  })
}
