// SPDX-License-Identifier: Apache-2.0
// Patterns of identities: anchored, with two wildcards and nothing else that means anything. `*` stops at `/` and `@`,
// so that it stays within one part of an address; `**` does not. Matching takes time linear in pattern times text.

/** Whether a text fits a pattern from its first character to its last. Letter case counts. */
export function matchesIdentityPattern(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern)
  // reached[j]: the tokens so far can match the first j characters.
  let reached = new Uint8Array(text.length + 1)
  reached[0] = 1
  for (const token of tokens) {
    const next = new Uint8Array(text.length + 1)
    if (token.length === 1 && token !== '*') {
      for (let index = 0; index < text.length; index += 1)
        if (reached[index] === 1 && text[index] === token) next[index + 1] = 1
    } else {
      let open = 0
      for (let index = 0; index <= text.length; index += 1) {
        if (index > 0 && token === '*' && (text[index - 1] === '/' || text[index - 1] === '@')) open = 0
        if (reached[index] === 1) open = 1
        next[index] = open
      }
    }
    reached = next
  }
  return reached[text.length] === 1
}

/**
 * Whether a pattern of a holder's name leaves open which repository or workflow is meant: a `**` that stands before the
 * `@` crosses every `/` on its way there, so that anybody's workflow may fit.
 */
export function isTooWide(pattern: string): boolean {
  const end = pattern.indexOf('@')
  return (end < 0 ? pattern : pattern.slice(0, end)).includes('**')
}

/** `**`, `*`, and single UTF-16 code units. */
function tokensOf(pattern: string): string[] {
  return pattern.match(/\*\*|[\s\S]/g) ?? []
}
