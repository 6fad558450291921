// SPDX-License-Identifier: Apache-2.0
// Links of a step that nobody asked for, since somebody else signed them than the layout authorises. Nothing of them is
// read: their names tell enough for whoever wonders why a link that he sees is not there.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import { keyIdPrefix } from '../keys/key-id.ts'
import { isLinkBundleName, isLinkFileName, linkFileName } from '../link/link-file-name.ts'
import type { CollectRequest } from './link-format.ts'

/**
 * What to say of each, escaped, in the order of their names.
 *
 * @throws what the store of the links throws
 */
export async function linksOfOthers({ step, layout, links }: CollectRequest): Promise<readonly string[]> {
  const own = new Set(step.pubkeys.map((keyId) => linkFileName(step.name, keyId)))
  // Bundles are looked into where an identity may sign.
  const takesBundles = [...layout.keys].some(([keyId, key]) => step.pubkeys.includes(keyId) && isKeyless(key))
  return [...(await links.names())].sort().flatMap((name) => {
    const there = `there, and not counted: ${escapeUntrusted(name)}`
    if (isLinkBundleName(name, step.name))
      return takesBundles ? [] : [`${there}, which an identity signed; this step is for functionaries with keys`]
    if (!isLinkFileName(name, step.name) || own.has(name)) return []
    return [`${there}, ${signerOf(name, { step, layout })}`]
  })
}

/** Whose key the name of a file says, and what the layout lets it do. */
function signerOf(fileName: string, { step, layout }: Pick<CollectRequest, 'step' | 'layout'>): string {
  const known = [...layout.keys.keys()].filter((keyId) => linkFileName(step.name, keyId) === fileName)
  const [first] = known
  if (first === undefined) return 'by its name signed with a key that the layout does not know'
  const may = layout.steps.filter(({ pubkeys }) => known.some((keyId) => pubkeys.includes(keyId)))
  const names = may.map(({ name }) => name)
  const whose = `by its name signed with the key ${escapeUntrusted(keyIdPrefix(first))}`
  return names.length === 0
    ? `${whose}, which the layout authorises for no step`
    : `${whose}, which the layout authorises for ${listed(names, LIMITS.sentenceNames, (name) => quoteUntrusted(name))} and not for this step`
}
