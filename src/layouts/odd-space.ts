// SPDX-License-Identifier: Apache-2.0

/** Spaces that look like a plain one, and are none to YAML. */
const ODD_SPACE = /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/

/** The first of them in a text, in words, and where it stands in UTF-16 code units. */
export function oddSpaceIn(text: string): { readonly at: number; readonly name: string } | undefined {
  const at = text.search(ODD_SPACE)
  if (at < 0) return undefined
  const number = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  const what = number === '00A0' ? 'a no-break space' : 'a space that is none to YAML'
  return { at, name: `${what} (U+${number})` }
}
