// SPDX-License-Identifier: Apache-2.0
// `certificate:` and `trusted-root:` of a functionary by identity: what else must stand in its certificate, word by word,
// and whose Sigstore must have made it.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nearestName } from '../base/nearest-name.ts'
import { isCertificateExtension, WRITTEN_EXTENSIONS } from '../intoto/keys/certificate-extensions.ts'
import { identityOf, type KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import { CUSTOM_ROOT, isRootName, ROOTS_OF_GITHUB } from '../intoto/keys/vouching-root.ts'
import { oneOrMore, type YamlMembers, type YamlReader } from './yaml-reader.ts'
import type { YamlMember, YamlValue } from './yaml-source.ts'

/** What every functionary by identity may say. */
export const CERTIFICATE_MEMBERS = ['certificate', 'trusted-root'] as const

/** The identity with what `certificate:` and `trusted-root:` add. Undefined, with the problems noted, where that is wrong. */
export function withCertificate(
  reader: YamlReader,
  members: YamlMembers,
  identity: KeylessIdentity
): KeylessIdentity | undefined {
  const constraints = readConstraints(reader, members.get('certificate'), identity)
  const root = readRoot(reader, members.get('trusted-root'))
  if (constraints === undefined || root === undefined) return undefined
  return identityOf(identity.issuer, identity.subject, constraints, root.name)
}

function readConstraints(
  reader: YamlReader,
  member: YamlMember | undefined,
  { constraints: before }: KeylessIdentity
): KeylessIdentity['constraints'] | undefined {
  const constraints = new Map(before)
  if (member === undefined) return constraints
  let right = member.value.kind === 'mapping'
  for (const [written, { key, value }] of reader.mapping(member.value, 'certificate')) {
    const name = written.replaceAll('-', '_')
    const values = readValues(reader, { key, value }, written)
    if (!isCertificateExtension(name)) right = refuseName(reader, key, written) ?? false
    else if (before.has(name)) right = refuseTwice(reader, key, written) ?? false
    else if (values === undefined) right = false
    else constraints.set(name, values)
  }
  return right ? constraints : undefined
}

/** One value, or a list of which one must fit. Numbers are texts there. */
function readValues(reader: YamlReader, member: YamlMember, name: string): string[] | undefined {
  const items = oneOrMore(member)
  if (items.length === 0)
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      member.value,
      `"${name}" has nothing to fit.`,
      'Give at least one value.'
    )
  const values = items.map((item) => wholeNumber(item) ?? reader.text(item, name))
  return values.every((value) => value !== undefined) ? values : undefined
}

/** A whole number as text; YAML reads digits without quotes as a number. */
export function wholeNumber(value: YamlValue): string | undefined {
  return value.kind === 'scalar' && Number.isSafeInteger(value.value) ? String(value.value) : undefined
}

function refuseName(reader: YamlReader, key: YamlValue, written: string): undefined {
  const near = nearestName(written, WRITTEN_EXTENSIONS)
  return reader.problem(
    'LAYOUT_SOURCE_UNKNOWN',
    key,
    `Certificates have no ${quoteUntrusted(written)}.`,
    near === undefined ? `Known: ${WRITTEN_EXTENSIONS.join(', ')}.` : `Did you mean ${quoteUntrusted(near)}?`
  )
}

function refuseTwice(reader: YamlReader, key: YamlValue, written: string): undefined {
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    key,
    `What ${quoteUntrusted(written)} must be follows from other members of this functionary.`,
    'Say it there alone, or name the functionary by its "identity" instead of its "workflow".'
  )
}

function readRoot(
  reader: YamlReader,
  member: YamlMember | undefined
): { readonly name: string | undefined } | undefined {
  if (member === undefined) return { name: undefined }
  const name = reader.text(member.value, 'trusted-root')
  if (name !== undefined && isRootName(name)) return { name }
  if (name !== undefined)
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      member.value,
      `${quoteUntrusted(name)} is not the name of a trusted root.`,
      `Write ${[...ROOTS_OF_GITHUB, CUSTOM_ROOT].join(', ')}, or the name that stands before "=" where the root is given.`
    )
  return undefined
}
