// SPDX-License-Identifier: Apache-2.0
// `functionaries:` of a layout source: who may perform steps, by key or by identity.
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { keyIdOf, type KeyIdForm } from '../intoto/keys/derive-key-id.ts'
import type { FunctionaryKey } from '../intoto/keys/functionary-key.ts'
import { GITHUB_ISSUER } from '../intoto/keys/github-issuer.ts'
import { isTooWide } from '../intoto/keys/identity-pattern.ts'
import { openNames } from '../intoto/keys/open-names.ts'
import type { KeyId } from '../intoto/keys/key-id.ts'
import { keylessKeyId, type KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { writtenIdentity } from '../intoto/keys/written-identity.ts'
import { yamlText } from '../intoto/intents/yaml-text.ts'
import { readAddress } from './read-address.ts'
import { CERTIFICATE_MEMBERS, withCertificate } from './read-certificate.ts'
import { readWorkflow, refuseWide, WORKFLOW_MEMBERS, type NamedMembers } from './read-workflow.ts'
import type { YamlMembers, YamlReader } from './yaml-reader.ts'
import type { YamlMember, YamlValue } from './yaml-source.ts'

/** How functionaries are told apart and found. */
export interface FunctionarySettings {
  /** Reads the public key that a functionary's `key` names. May throw an InTotoError. */
  readonly readKey: (path: string) => PublicKey
  /** `owner/name` that workflows without a repository of their own belong to. */
  readonly repository?: string | undefined
  readonly keyIdForm: KeyIdForm
}

export interface Functionary {
  readonly keyId: KeyId
  readonly key: FunctionaryKey
}

/** Functionaries by name. Undefined for one that cannot be read, which is a problem of its own. */
export type Functionaries = ReadonlyMap<string, Functionary | undefined>

const IDENTITY_MEMBERS = ['identity', 'issuer', ...CERTIFICATE_MEMBERS] as const

export function readFunctionaries(
  reader: YamlReader,
  member: YamlMember | undefined,
  root: YamlValue,
  settings: FunctionarySettings
): Functionaries {
  const functionaries = new Map<string, Functionary | undefined>()
  if (member === undefined) {
    reader.problem(
      'LAYOUT_SOURCE_MISSING',
      root,
      '"functionaries" is missing.',
      'Name who performs steps: "functionaries: {ci: {key: .in-toto/keys/ci.pub}}".'
    )
    return functionaries
  }
  const owner = new Map<string, string>()
  for (const [name, { key, value }] of reader.mapping(member.value, 'functionaries')) {
    const functionary = readFunctionary(reader, name, value, settings)
    functionaries.set(name, functionary)
    if (functionary === undefined) continue
    const other = owner.get(functionary.key.fingerprint)
    if (other !== undefined) {
      reader.problem(
        'LAYOUT_SOURCE_KEY_SHARED',
        key,
        `${quoteUntrusted(name)} and ${quoteUntrusted(other)} have the same key; one person could meet a threshold of two.`,
        'Give each functionary a key of its own.'
      )
    }
    owner.set(functionary.key.fingerprint, name)
  }
  return functionaries
}

function readFunctionary(
  reader: YamlReader,
  name: string,
  at: YamlValue,
  settings: FunctionarySettings
): Functionary | undefined {
  if (at.kind === 'scalar' && typeof at.value === 'string' && at.value !== '')
    return reader.problem(
      'LAYOUT_SOURCE_TYPE',
      at,
      `The functionary ${quoteUntrusted(name)} is a text, and a mapping says what it is.`,
      `For a key write \`${yamlText(name)}: { key: ${yamlText(at.value)} }\`.`
    )
  const members = reader.mapping(at, `The functionary ${quoteUntrusted(name)}`)
  if (at.kind !== 'mapping') return undefined
  const functionary = { name, members, at }
  if (members.has('workflow')) return byIdentity(readWorkflow(reader, functionary, settings.repository))
  if (members.has('identity')) return byIdentity(readIdentity(reader, members))
  return readKeyHolder(reader, functionary, settings)
}

function byIdentity(key: KeylessIdentity | undefined): Functionary | undefined {
  return key === undefined ? undefined : { key, keyId: keylessKeyId(key) }
}

/** `{key}`: whoever holds the private half. */
function readKeyHolder(
  reader: YamlReader,
  { name, members, at }: NamedMembers,
  { readKey, keyIdForm }: FunctionarySettings
): Functionary | undefined {
  refuseConstraints(reader, name, members)
  const member = members.get('key')
  if (member === undefined)
    return reader.problem(
      'LAYOUT_SOURCE_MISSING',
      at,
      `The functionary ${quoteUntrusted(name)} has neither a "key" nor a "workflow" or "identity".`,
      'Name the file of its public key, or the workflow that it is.'
    )
  const path = reader.text(member.value, 'key')
  if (path === undefined) return undefined
  try {
    const key = readKey(path)
    return { key, keyId: keyIdOf(key, keyIdForm) }
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    const message = `The key ${quoteUntrusted(path)} cannot be used: ${error.message}`
    return reader.refusal(
      error,
      member.value,
      message,
      'Check the path: it starts at the current directory, or at `--base-path`.'
    )
  }
}

/** A key says nothing of where it is used, so what would narrow a workflow narrows nothing here. */
function refuseConstraints(reader: YamlReader, name: string, members: YamlMembers): void {
  reader.refuseUnknown(members, ['key', ...WORKFLOW_MEMBERS, ...IDENTITY_MEMBERS])
  if (!members.has('key')) return
  for (const [member, { key }] of members) {
    if (member === 'key' || !KEYLESS_MEMBERS.includes(member)) continue
    reader.problem(
      'LAYOUT_SOURCE_UNKNOWN',
      key,
      `${quoteUntrusted(member)} stands beside the key of ${quoteUntrusted(name)}, and nothing would enforce it: whoever holds the key may sign anywhere.`,
      'Leave it out, or name a "workflow" in the place of the key.'
    )
  }
}

const KEYLESS_MEMBERS: readonly string[] = [...WORKFLOW_MEMBERS, ...IDENTITY_MEMBERS]

/** `{identity, issuer, certificate, trusted-root}`: a certificate by its own words. With a `*` the identity is a pattern. */
function readIdentity(reader: YamlReader, members: YamlMembers): KeylessIdentity | undefined {
  reader.refuseUnknown(members, IDENTITY_MEMBERS)
  const at = members.get('identity')?.value
  const text = reader.text(at, 'identity')
  if (text === undefined || at === undefined) return undefined
  const issuer = readAddress(reader, members.get('issuer'), GITHUB_ISSUER)
  if (text === '' || /[\s\p{Cc}]/u.test(text))
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      at,
      `The identity ${quoteUntrusted(text)} is empty or holds white space, which no certificate has there.`,
      'Write it as the certificate has it; `in-toto-actions inspect BUNDLE` shows it.'
    )
  if (issuer === GITHUB_ISSUER && !text.includes('/'))
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      at,
      `${quoteUntrusted(text)} does not name a workflow, and GitHub vouches for workflows alone.`,
      'Name the issuer that vouches for this identity: "issuer: https://accounts.google.com".'
    )
  if (isTooWide(text)) {
    refuseWide(reader, at, text)
    return undefined
  }
  if (text.startsWith('*'))
    reader.warning(
      at,
      `The identity ${quoteUntrusted(text)} may be almost anybody whom ${issuer} vouches for.`,
      'Begin with the server and the owner: https://github.com/owner/*/.github/workflows/*@**.'
    )
  const identity = withCertificate(reader, members, writtenIdentity(text, issuer))
  const [open] = identity === undefined ? [] : openNames(identity)
  if (open === undefined) return identity
  refuseWide(reader, at, open)
  return undefined
}
