// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { expectType } from '../json/expect-type.ts'
import type { JsonAt } from '../json/json-at.ts'
import { addUnknown, unknownMembers, type UnknownMember } from '../json/unknown-members.ts'
import { isKeyId, type KeyId } from '../keys/key-id.ts'
import { isKeyless, parseFunctionaryKey, type FunctionaryKey } from '../keys/functionary-key.ts'
import { keylessKeyId } from '../keys/keyless-identity.ts'
import { LIMITS } from '../../base/limits.ts'
import type { ArtifactRule } from '../rules/artifact-rule.ts'
import { parseRule } from '../rules/parse-rule.ts'
import { parseExpiry } from './expiry.ts'
import type { Inspection, Layout, Step } from './layout.ts'

/** A key that says another id of itself than the one under which it stands. */
export interface KeyIdMismatch {
  readonly keyId: KeyId
  /** Its own member `keyid`, as it stands there. */
  readonly inside: string
}

/** A layout and what its document holds beyond it. */
export interface ParsedLayout {
  readonly layout: Layout
  readonly unknownMembers: readonly UnknownMember[]
  readonly keyIdMismatches: readonly KeyIdMismatch[]
}

const LAYOUT_MEMBERS = ['_type', 'expires', 'inspect', 'keys', 'readme', 'steps']
const ITEM_MEMBERS = ['_type', 'name', 'expected_materials', 'expected_products']
const STEP_MEMBERS = [...ITEM_MEMBERS, 'expected_command', 'pubkeys', 'threshold']
const INSPECTION_MEMBERS = [...ITEM_MEMBERS, 'run']
const KEY_MEMBERS = ['keyid', 'keytype', 'scheme', 'keyval', 'keyid_hash_algorithms']

/**
 * Parses the payload of a layout (in-toto v1.0, 4.3). Members that the reference fills in when absent may be absent,
 * `expires` excepted: the reference lets a layout without it never expire.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN,
 * METADATA_RULE_INVALID, METADATA_NAME_DUPLICATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
 */
export function parseLayout(at: JsonAt): ParsedLayout {
  expectType(at, 'layout')
  const unknown = unknownMembers(at, LAYOUT_MEMBERS)
  const keyIdMismatches: KeyIdMismatch[] = []
  const keys = new Map<KeyId, FunctionaryKey>()
  const keysAt = at.optional('keys')
  const keyCount = keysAt?.object().size ?? 0
  if (keyCount > LIMITS.layoutKeys)
    throw at.invalid(`The layout has ${keyCount} keys; at most ${LIMITS.layoutKeys} are read.`)
  for (const [id, keyAt] of keysAt?.members() ?? []) {
    if (!isKeyId(id)) throw keyAt.invalid('A key id is made of hexadecimal digits.')
    addUnknown(
      unknown,
      unknownMembers(keyAt, KEY_MEMBERS).filter((member) => member.looksLike !== undefined)
    )
    const key = parseFunctionaryKey(keyAt)
    keys.set(id, key)
    if (isKeyless(key) && keylessKeyId(key) !== id)
      throw keyAt.invalid(`The id of this identity is ${keylessKeyId(key)}, its digest.`)
    const inside = keyAt.optional('keyid')?.string() ?? id
    if (inside !== id) keyIdMismatches.push({ keyId: id, inside })
  }
  checkRuleCount(at)
  const names = new Set<string>()
  const steps = at
    .member('steps')
    .list(LIMITS.layoutItems)
    .map((step) => {
      addUnknown(unknown, unknownMembers(step, STEP_MEMBERS))
      return parseStep(step, names)
    })
  const inspections = at
    .member('inspect')
    .list(LIMITS.layoutItems)
    .map((inspection) => {
      addUnknown(unknown, unknownMembers(inspection, INSPECTION_MEMBERS))
      return parseInspection(inspection, names)
    })
  const layout: Layout = {
    expires: parseExpiry(at.member('expires')),
    readme: at.optional('readme')?.string() ?? '',
    keys,
    steps,
    inspections
  }
  return { layout, unknownMembers: unknown, keyIdMismatches }
}

/** Before any rule is read. */
function checkRuleCount(at: JsonAt): void {
  let rules = 0
  for (const list of ['steps', 'inspect'])
    for (const item of at.member(list).list(LIMITS.layoutItems))
      for (const member of ['expected_materials', 'expected_products'])
        rules += item.optional(member)?.list(LIMITS.rulesPerList).length ?? 0
  if (rules > LIMITS.layoutRules)
    throw at.invalid(`The layout has ${rules} rules; at most ${LIMITS.layoutRules} are read.`)
}

function parseStep(at: JsonAt, names: Set<string>): Step {
  if (at.optional('_type') !== undefined) expectType(at, 'step')
  return {
    kind: 'step',
    name: parseName(at, names),
    threshold: at.optional('threshold')?.integer() ?? 1,
    pubkeys: at.optional('pubkeys')?.list(LIMITS.layoutKeys).map(parseKeyId) ?? [],
    expectedCommand: at.optional('expected_command')?.strings() ?? [],
    ...parseRuleLists(at)
  }
}

function parseInspection(at: JsonAt, names: Set<string>): Inspection {
  if (at.optional('_type') !== undefined) expectType(at, 'inspection')
  return {
    kind: 'inspection',
    name: parseName(at, names),
    run: at.optional('run')?.strings() ?? [],
    ...parseRuleLists(at)
  }
}

function parseRuleLists(at: JsonAt): { expectedMaterials: ArtifactRule[]; expectedProducts: ArtifactRule[] } {
  const rules = (member: string): ArtifactRule[] => at.optional(member)?.list(LIMITS.rulesPerList).map(parseRule) ?? []
  return { expectedMaterials: rules('expected_materials'), expectedProducts: rules('expected_products') }
}

/** Names are unique over steps and inspections, because MATCH rules name either. */
function parseName(at: JsonAt, names: Set<string>): string {
  const nameAt = at.member('name')
  const name = nameAt.string()
  if (name === '' || name.length > LIMITS.nameLength) {
    throw nameAt.invalid(`A name has 1 to ${LIMITS.nameLength} characters, this one has ${name.length}.`)
  }
  if (names.has(name)) {
    throw new CoreError('METADATA_NAME_DUPLICATE', `The name ${quoteUntrusted(name)} stands twice.`, {
      at: nameAt.where,
      hint: 'Give each step and inspection a name of its own.'
    })
  }
  names.add(name)
  return name
}

function parseKeyId(at: JsonAt): KeyId {
  const id = at.string()
  if (isKeyId(id)) return id
  throw at.invalid('A key id is made of hexadecimal digits.')
}
