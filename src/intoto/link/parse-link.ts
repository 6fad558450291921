// SPDX-License-Identifier: Apache-2.0
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../artifacts/artifacts.ts'
import { LIMITS } from '../../base/limits.ts'
import { expectType } from '../json/expect-type.ts'
import { ArtifactsBuilder, NO_ARTIFACTS } from '../artifacts/build-artifacts.ts'
import type { JsonAt } from '../json/json-at.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { unknownMembers, type UnknownMember } from '../json/unknown-members.ts'
import { OneMember } from '../json/one-member.ts'
import type { Link } from './link.ts'
import { parseEnvironment } from './parse-environment.ts'

/** A link and what its document holds beyond it. */
export interface ParsedLink {
  readonly link: Link
  readonly unknownMembers: readonly UnknownMember[]
}

const LINK_MEMBERS = ['_type', 'name', 'command', 'materials', 'products', 'byproducts', 'environment']
const NO_MEMBERS: JsonObject = new Map()

/**
 * Parses the payload of a link (in-toto v1.0, 4.4). Members that the reference fills in when absent may be absent.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN
 */
export function parseLink(at: JsonAt): ParsedLink {
  expectType(at, 'link')
  const link: Link = {
    name: at.member('name').string(),
    command: at.optional('command')?.strings() ?? [],
    materials: parseArtifacts(at.optional('materials')),
    products: parseArtifacts(at.optional('products')),
    byproducts: at.optional('byproducts')?.object() ?? NO_MEMBERS,
    environment: parseEnvironment(at.optional('environment'))
  }
  return { link, unknownMembers: unknownMembers(at, LINK_MEMBERS) }
}

function parseArtifacts(at: JsonAt | undefined): Artifacts {
  if (at === undefined) return NO_ARTIFACTS
  const artifacts = new ArtifactsBuilder()
  for (const [path, digests] of at.object()) {
    // No system has longer ones, and rules take time for each character.
    if (path.length > LIMITS.nameLength)
      throw at.child(path, digests).invalid(`A path has at most ${LIMITS.nameLength} characters.`)
    artifacts.add(path as ArtifactPath, parseDigests(digests) ?? refuseDigests(at.child(path, digests)))
  }
  return artifacts.build()
}

const HEX = /^[0-9a-fA-F]+$/
const ALGORITHM = /^[^:,]+$/

/** Undefined when something is wrong: links hold millions of these, and a path is put into words only for an error. */
function parseDigests(value: JsonValue): DigestSet | undefined {
  if (value instanceof OneMember) {
    value.derived ??= singleDigest(value)
    return value.derived as DigestSet | undefined
  }
  if (!isJsonObject(value)) return undefined
  for (const [algorithm, hex] of value) {
    if (!isDigest(algorithm, hex)) return undefined
  }
  return digestSet(value as ReadonlyMap<string, string>)
}

function singleDigest(value: OneMember): DigestSet | undefined {
  const [algorithm, hex] = value.only
  return isDigest(algorithm, hex) ? digestSet([[algorithm, hex]]) : undefined
}

function isDigest(algorithm: string, hex: JsonValue): hex is string {
  return typeof hex === 'string' && HEX.test(hex) && ALGORITHM.test(algorithm)
}

function refuseDigests(at: JsonAt): never {
  for (const [, hex] of at.members()) {
    if (!HEX.test(hex.string())) throw hex.invalid('A digest is made of hexadecimal digits.')
  }
  throw at.invalid('The name of a digest algorithm is not empty and holds no ":" and no ",".')
}
