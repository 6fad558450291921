// SPDX-License-Identifier: Apache-2.0
// Base64 as in-toto-python decodes it: padding must be there, both alphabets may be mixed, and bits that no byte takes
// are not looked at. `--compat reference` follows it.
import type { Bytes } from '../bytes/bytes.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes that decode base64 as in-toto-python does, and else as others do. */
export function referenceBytes(port: Bytes): Bytes {
  return {
    ...port,
    mixesBase64: true,
    decodeBase64: (text, into) =>
      text.length % 4 === 0 ? port.decodeBase64(withoutSpareBits(standard(text)), into) : undefined
  }
}

function standard(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/')
}

/** The same bytes, with zeros for the bits that none of them takes. */
function withoutSpareBits(text: string): string {
  const spare = text.endsWith('==') ? 15 : text.endsWith('=') ? 3 : 0
  if (spare === 0) return text
  const end = text.indexOf('=')
  const digit = ALPHABET.indexOf(text.charAt(end - 1))
  return digit < 0 ? text : `${text.slice(0, end - 1)}${ALPHABET.charAt(digit & ~spare)}${text.slice(end)}`
}
