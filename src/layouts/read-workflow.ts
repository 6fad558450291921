// SPDX-License-Identifier: Apache-2.0
// `{workflow, repository, refs, runner, …}`: whoever runs that workflow there.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { GITHUB_SERVER } from '../base/github-addresses.ts'
import { nearestName } from '../base/nearest-name.ts'
import { GITHUB_ISSUER } from '../intoto/keys/github-issuer.ts'
import { isTooWide } from '../intoto/keys/identity-pattern.ts'
import type { KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import { isMovable, KNOWN_TRIGGERS, MEMBER_FORMS } from './functionary-forms.ts'
import { workflowIdentity } from './keyless-functionary.ts'
import { readAddress } from './read-address.ts'
import { CERTIFICATE_MEMBERS, wholeNumber, withCertificate } from './read-certificate.ts'
import { oneOrMore, type YamlMembers, type YamlReader } from './yaml-reader.ts'
import type { YamlMember, YamlValue } from './yaml-source.ts'

/** What a functionary that is a workflow may say. */
export const WORKFLOW_MEMBERS = [
  'workflow',
  'repository',
  'refs',
  'runner',
  'through',
  'through-digests',
  'triggers',
  'environments',
  'repository-ids',
  'issuer',
  'server',
  ...CERTIFICATE_MEMBERS
] as const

const RUNNERS = ['github-hosted', 'self-hosted']

/** A functionary with its name, for messages, and its members. */
export interface NamedMembers {
  readonly name: string
  readonly members: YamlMembers
  readonly at: YamlValue
}

/**
 * The identity that a workflow signs with. Undefined, with the problems noted, where it is not said well enough.
 *
 * @param ownRepository `owner/name` that workflows without a repository of their own belong to
 */
export function readWorkflow(
  reader: YamlReader,
  functionary: NamedMembers,
  ownRepository: string | undefined
): KeylessIdentity | undefined {
  const { name, members, at } = functionary
  reader.refuseUnknown(members, WORKFLOW_MEMBERS)
  const formed = (member: keyof typeof MEMBER_FORMS): string[] => readFormed(reader, members.get(member), member)
  const [workflow] = formed('workflow')
  const refs = formed('refs')
  if (refs.length === 0)
    return reader.problem(
      'LAYOUT_SOURCE_MISSING',
      at,
      `The functionary ${quoteUntrusted(name)} has no "refs", so every branch could perform its steps.`,
      'Name those that may: "refs: [refs/heads/main]".'
    )
  const repository = readRepository(reader, functionary, ownRepository)
  if (repository === undefined) return undefined
  const runner = readRunner(reader, functionary)
  if (runner === undefined) return undefined
  const [through, throughDigests, triggers] = [formed('through'), formed('through-digests'), formed('triggers')]
  const environments = formed('environments')
  adviseOnWorkflow(reader, members, { through, throughDigests, triggers, environments })
  if (workflow === undefined) return undefined
  const identity = workflowIdentity({
    workflow: workflow.replace(/^\.?\//, ''),
    repository,
    refs,
    runner,
    through,
    throughDigests,
    triggers,
    environments,
    repositoryIds: formed('repository-ids'),
    issuer: readAddress(reader, members.get('issuer'), GITHUB_ISSUER),
    server: readAddress(reader, members.get('server'), GITHUB_SERVER)
  })
  return withCertificate(reader, members, identity)
}

function readRepository(
  reader: YamlReader,
  { name, members, at }: NamedMembers,
  otherwise: string | undefined
): string | undefined {
  const member = members.get('repository')
  const repository = member === undefined ? otherwise : reader.text(member.value, 'repository')
  if (repository !== undefined && /^[\w.-]+\/[\w.-]+$/.test(repository)) return repository
  return reader.problem(
    'LAYOUT_SOURCE_MISSING',
    member?.value ?? at,
    `The functionary ${quoteUntrusted(name)} has no "repository" of the form owner/name.`,
    'Name the repository whose workflow it is, here or with --repository.'
  )
}

function readRunner(reader: YamlReader, { members, at }: NamedMembers): string[] | undefined {
  const member = members.get('runner')
  const runner = reader.texts(member, 'runner')
  const odd = runner.find((word) => !RUNNERS.includes(word))
  if (odd === undefined) return runner
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    member?.value ?? at,
    `There are no runners of the kind ${quoteUntrusted(odd)}.`,
    `Known: ${RUNNERS.join(', ')}.`
  )
}

/** Texts of the form that a member has; others are problems. */
function readFormed(reader: YamlReader, member: YamlMember | undefined, what: keyof typeof MEMBER_FORMS): string[] {
  const { form, hint } = MEMBER_FORMS[what]
  return oneOrMore(member).flatMap((item) => {
    const text = wholeNumber(item) ?? reader.text(item, what)
    if (text !== undefined && NAMING_WORKFLOWS.includes(what) && isTooWide(text)) return refuseWide(reader, item, text)
    if (text === undefined || form.test(text)) return text ?? []
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      item,
      `${quoteUntrusted(text)} is not what "${what}" takes: it would fit no certificate.`,
      hint
    )
    return []
  })
}

/** Members of which a `**` before the `@` would leave open whose workflow is meant. */
const NAMING_WORKFLOWS: readonly string[] = ['workflow', 'through']

/** A pattern that anybody's workflow could fit; nothing, so that a list can go on. */
export function refuseWide(reader: YamlReader, at: YamlValue, text: string): [] {
  reader.problem(
    'LAYOUT_SOURCE_VALUE',
    at,
    `${quoteUntrusted(text)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody.`,
    'Name owner, repository and workflow there; "*" stops at "/". Behind the "@", "**" may stand for any ref.'
  )
  return []
}

/** What can be meant, and seldom is. */
function adviseOnWorkflow(
  reader: YamlReader,
  members: YamlMembers,
  {
    through,
    throughDigests,
    triggers,
    environments
  }: Readonly<Record<'through' | 'throughDigests' | 'triggers' | 'environments', readonly string[]>>
): void {
  const warn = (member: string, message: string, hint: string): void =>
    reader.warning(members.get(member)?.value ?? { offset: 0 }, message, hint)
  const movable = through.find(isMovable)
  if (movable !== undefined && throughDigests.length === 0)
    warn(
      'through',
      `${quoteUntrusted(movable)} may be another workflow tomorrow: tags and branches move, and commits of forks can be called as those of a repository.`,
      'Add through-digests with the commits that you reviewed, or name a commit after "@".'
    )
  for (const trigger of triggers) {
    if (trigger.includes('*') || (KNOWN_TRIGGERS as readonly string[]).includes(trigger)) continue
    const near = nearestName(trigger, KNOWN_TRIGGERS)
    warn(
      'triggers',
      `${quoteUntrusted(trigger)} is not known as an event that starts workflows.`,
      near === undefined ? 'Check its spelling.' : `Did you mean ${near}?`
    )
  }
  if (environments.length > 0 && through.some((place) => /\/stage\.ya?ml@/.test(place)))
    warn('environments', 'Jobs of an isolated stage have no deployment environment, so nothing fits.', 'Leave it away.')
}
