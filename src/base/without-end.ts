// SPDX-License-Identifier: Apache-2.0

/**
 * A text without all that one character at its end. An expression like `/x+$/` looks at each run of the character from
 * each of its places, which takes the square of its length.
 */
export function withoutEnd(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end -= 1
  return text.slice(0, end)
}
