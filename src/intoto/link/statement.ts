// SPDX-License-Identifier: Apache-2.0
// A link as an in-toto Statement (attestation framework v1), the form that the tools around Sigstore read: products are
// its subjects, the rest is the predicate. Reading either form of a link gives the same value.
import { digestPairs, digestSet, type ArtifactPath, type Artifacts } from '../artifacts/artifacts.ts'
import { tableOf } from '../artifacts/artifact-table.ts'
import { ArtifactsBuilder } from '../artifacts/build-artifacts.ts'
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { ResourceSection } from '../json/digest-section.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { addUnknown, unknownMembers, type UnknownMember } from '../json/unknown-members.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Link } from './link.ts'
import { parseEnvironment } from './parse-environment.ts'
import type { ParsedLink } from './parse-link.ts'
import { readRunBinding } from './run-binding.ts'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
export const LINK_PREDICATE_TYPE = 'https://in-toto.io/attestation/link/v0.3'

const MEMBERS = ['_type', 'subject', 'predicateType', 'predicate']
const PREDICATE_MEMBERS = ['name', 'command', 'materials', 'byproducts', 'environment']
const RESOURCE_MEMBERS = ['name', 'digest']
const NO_MEMBERS: JsonObject = new Map()

/** Names the commit of a step without products, since a Statement needs a subject. Never a product. */
const COMMIT_SUBJECT = /^git\+https:\/\//
const COMMIT_DIGEST = 'gitCommit'

/**
 * Reads a Statement with the link predicate, also with lists of resources that were read as `ResourceSection`.
 *
 * @throws METADATA_TYPE_UNKNOWN for another statement or predicate, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
 * METADATA_VALUE_INVALID
 */
export function parseStatement(at: JsonAt): ParsedLink {
  expectText(at.member('_type'), STATEMENT_TYPE)
  expectText(at.member('predicateType'), LINK_PREDICATE_TYPE)
  const predicate = at.member('predicate')
  const unknown = [...unknownMembers(at, MEMBERS), ...unknownMembers(predicate, PREDICATE_MEMBERS)]
  const link: Link = {
    name: predicate.member('name').string(),
    command: predicate.optional('command')?.strings() ?? [],
    materials: parseResources(predicate.optional('materials'), unknown, () => false),
    products: parseResources(at.member('subject'), unknown, isCommitSubject),
    byproducts: predicate.optional('byproducts')?.object() ?? NO_MEMBERS,
    environment: parseEnvironment(predicate.optional('environment'))
  }
  return { link, unknownMembers: unknown }
}

/**
 * Writes a link as a Statement. A step without products has the commit of its run for a subject.
 *
 * @param server what stands before the name of a repository, like `https://github.com`
 * @throws STATEMENT_WITHOUT_SUBJECT when there are neither products nor a run that names its commit
 */
export function encodeStatement(link: Link, server: string): JsonObject {
  return jsonObject({
    _type: STATEMENT_TYPE,
    subject: link.products.size > 0 ? encodeResources(link.products) : [commitSubject(link, server)],
    predicateType: LINK_PREDICATE_TYPE,
    predicate: jsonObject({
      name: link.name,
      command: link.command,
      materials: encodeResources(link.materials),
      byproducts: link.byproducts,
      environment: link.environment
    })
  })
}

function commitSubject({ name, environment }: Link, server: string): JsonObject {
  const run = readRunBinding(environment)
  if (run !== undefined && run !== 'malformed' && run.repository !== undefined && run.commit !== undefined) {
    return jsonObject({ name: `git+${server}/${run.repository}`, digest: jsonObject({ [COMMIT_DIGEST]: run.commit }) })
  }
  throw new CoreError(
    'STATEMENT_WITHOUT_SUBJECT',
    `Step ${quoteUntrusted(name)} has no products and names no repository and commit, so its Statement would be about nothing.`,
    {
      hint: 'Record a product (`--products`, or the input `products`), or sign with a key (`--signing-key`). A link without products can be signed by identity only where a stage of a workflow recorded it, since that names its repository and commit.'
    }
  )
}

function encodeResources(artifacts: Artifacts): JsonValue {
  return [...artifacts].map(([name, digests]) => jsonObject({ name, digest: new Map(digestPairs(digests)) }))
}

function parseResources(
  at: JsonAt | undefined,
  unknown: UnknownMember[],
  isNoArtifact: (name: string, digest: ReadonlyMap<string, JsonValue>) => boolean
): Artifacts {
  // Each has one SHA-256, which no commit has, and nothing else.
  if (at?.value instanceof ResourceSection) return tableOf(at.value)
  const artifacts = new ArtifactsBuilder()
  for (const resource of at?.list(LIMITS.statementResources) ?? []) {
    addUnknown(unknown, unknownMembers(resource, RESOURCE_MEMBERS))
    const name = resource.member('name').string()
    if (name.length > LIMITS.nameLength) throw resource.invalid(`A name has at most ${LIMITS.nameLength} characters.`)
    const digest = resource.member('digest')
    const pairs = [...digest.members()].map(([algorithm, hex]) => {
      if (!/^[^:,]+$/.test(algorithm) || !/^[0-9a-fA-F]+$/.test(hex.string()))
        throw hex.invalid('A digest is made of hexadecimal digits.')
      return [algorithm, hex.string()] as const
    })
    if (isNoArtifact(name, new Map(pairs))) continue
    if (!artifacts.add(name as ArtifactPath, digestSet(pairs)))
      throw resource.invalid(`The name ${quoteUntrusted(name)} is there twice.`)
  }
  return artifacts.build()
}

function isCommitSubject(name: string, digest: ReadonlyMap<string, JsonValue>): boolean {
  return COMMIT_SUBJECT.test(name) && digest.size === 1 && digest.has(COMMIT_DIGEST)
}

function expectText(at: JsonAt, expected: string): void {
  const found = at.string()
  if (found === expected) return
  throw new CoreError('METADATA_TYPE_UNKNOWN', `The type is ${quoteUntrusted(found)}, not "${expected}".`, {
    at: at.where,
    hint: 'Only Statements v1 with the link predicate v0.3 are read.'
  })
}
