// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { YamlReader } from './yaml-reader.ts'
import type { YamlMember } from './yaml-source.ts'

/** An address of the web without a slash at its end; `otherwise` where none is given, or what is given is none. */
export function readAddress(reader: YamlReader, member: YamlMember | undefined, otherwise: string): string {
  if (member === undefined) return otherwise
  const text = reader.text(member.value, 'address')
  if (text === undefined || /^https?:\/\/[^\s]+[^\s/]$/.test(text)) return text ?? otherwise
  reader.problem(
    'LAYOUT_SOURCE_VALUE',
    member.value,
    `${quoteUntrusted(text)} is not an address of the web as certificates have it.`,
    `Write it in full and without a slash at its end, like ${otherwise}.`
  )
  return otherwise
}
