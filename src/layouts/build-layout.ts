// SPDX-License-Identifier: Apache-2.0
// From .in-toto/layout.yml, which people write, to a layout.
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ErrorCode } from '../base/error-codes.ts'
import { keyIdOf, type KeyIdForm } from '../intoto/keys/derive-key-id.ts'
import type { FunctionaryKey } from '../intoto/keys/functionary-key.ts'
import { GITHUB_ISSUER } from '../intoto/keys/github-issuer.ts'
import type { KeyId } from '../intoto/keys/key-id.ts'
import { identityOf, keylessKeyId, type KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import type { Inspection, Layout, Step } from '../intoto/layout/layout.ts'
import { isSafeName } from '../intoto/link/link-file-name.ts'
import type { ArtifactRule } from '../intoto/rules/artifact-rule.ts'
import { parseRuleTokens } from '../intoto/rules/parse-rule.ts'
import { splitWords } from '../intoto/rules/rule-text.ts'
import { parseExpiryText } from './expiry-text.ts'
import { isMovable, KNOWN_TRIGGERS, MEMBER_FORMS } from './functionary-forms.ts'
import { GITHUB_SERVER, workflowIdentity } from './keyless-functionary.ts'
import { nearestName } from '../base/nearest-name.ts'
import type { LayoutWarning } from './problem.ts'
import { reviewRules, type PlacedRule } from './review-rules.ts'
import { YamlSource, type YamlMember, type YamlValue } from './yaml-source.ts'

export interface BuildLayoutRequest {
  readonly text: string
  /** The name of the file, for messages. */
  readonly source: string
  /** Reads the public key that a functionary's `key` names. May throw an InTotoError. */
  readonly readKey: (path: string) => PublicKey
  /** `owner/name` that workflows without a repository of their own belong to. */
  readonly repository?: string | undefined
  /** Milliseconds since the epoch, for relative expiries. */
  readonly now: number
  readonly keyIdForm: KeyIdForm
}

export interface BuiltLayout {
  readonly layout: Layout
  readonly warnings: readonly LayoutWarning[]
}

/**
 * Builds a layout.
 *
 * @throws LayoutSourceError with every mistake of the file; its codes are YAML_ and LAYOUT_SOURCE_, and those of keys
 * and rules
 */
export function buildLayout(request: BuildLayoutRequest): BuiltLayout {
  const source = new YamlSource(request.text, request.source)
  const root = source.read()
  const builder = new LayoutBuilder(source, request)
  const layout = builder.build(root)
  source.throwProblems()
  return { layout, warnings: source.warnings }
}

interface Functionary {
  readonly keyId: KeyId
  readonly key: FunctionaryKey
}

interface PlacedItem<Item> {
  readonly item: Item
  readonly materials: readonly PlacedRule[]
  readonly products: readonly PlacedRule[]
}

const WORKFLOW_MEMBERS = [
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
  'server'
]
const IDENTITY_MEMBERS = ['identity', 'issuer']
const RUNNERS = ['github-hosted', 'self-hosted']

class LayoutBuilder {
  readonly #source: YamlSource
  readonly #request: BuildLayoutRequest
  readonly #functionaries = new Map<string, Functionary | undefined>()
  readonly #used = new Set<string>()
  readonly #names = new Set<string>()

  constructor(source: YamlSource, request: BuildLayoutRequest) {
    this.#source = source
    this.#request = request
  }

  build(root: YamlValue): Layout {
    const members = this.#mapping(root, 'The file', ['expires', 'readme', 'functionaries', 'steps', 'inspections'])
    if (root.kind !== 'mapping') this.#source.throwProblems()
    const expires = this.#expires(members.get('expires'), root)
    const readme = members.has('readme') ? (this.#string(members.get('readme')?.value, 'readme') ?? '') : ''
    this.#readFunctionaries(members.get('functionaries'), root)
    const steps = this.#items(members.get('steps'), root, 'steps', (value) => this.#step(value))
    const inspections = members.has('inspections')
      ? this.#items(members.get('inspections'), root, 'inspections', (value) => this.#inspection(value))
      : []
    if (steps.length === 0 && members.has('steps')) {
      this.#problem(
        'LAYOUT_SOURCE_EMPTY',
        members.get('steps')?.value ?? root,
        'The layout has no steps, so it would demand nothing.',
        'Add a step: "- {name: build, by: ci}".'
      )
    }
    this.#review(steps, inspections)
    for (const [name, member] of this.#functionaryMembers(members)) {
      if (!this.#used.has(name))
        this.#source.warning(
          member.key.offset,
          `The functionary ${quoteUntrusted(name)} performs no step.`,
          'Remove it, or name it in a step\'s "by".'
        )
    }
    const keys = new Map<KeyId, FunctionaryKey>()
    for (const functionary of this.#functionaries.values())
      if (functionary !== undefined) keys.set(functionary.keyId, functionary.key)
    return {
      expires: expires ?? 0,
      readme,
      keys,
      steps: steps.map(({ item }) => item),
      inspections: inspections.map(({ item }) => item)
    }
  }

  #problem(code: ErrorCode, at: { offset: number }, message: string, hint: string): undefined {
    this.#source.problem(code, at.offset, message, hint)
    return undefined
  }

  #expires(member: YamlMember | undefined, root: YamlValue): number | undefined {
    const hint = 'Write for example "1 year", "90 days" or "2030-01-31".'
    if (member === undefined) return this.#problem('LAYOUT_SOURCE_MISSING', root, '"expires" is missing.', hint)
    const text = this.#string(member.value, 'expires')
    if (text === undefined) return undefined
    const expires = parseExpiryText(text, this.#request.now)
    if (expires === undefined)
      return this.#problem('LAYOUT_SOURCE_VALUE', member.value, `${quoteUntrusted(text)} is no expiry.`, hint)
    if (expires <= this.#request.now)
      return this.#problem('LAYOUT_SOURCE_EXPIRED', member.value, `${quoteUntrusted(text)} has passed already.`, hint)
    return expires
  }

  #functionaryMembers(members: ReadonlyMap<string, YamlMember>): ReadonlyMap<string, YamlMember> {
    const value = members.get('functionaries')?.value
    return value?.kind === 'mapping' ? value.members : new Map<string, YamlMember>()
  }

  #readFunctionaries(member: YamlMember | undefined, root: YamlValue): void {
    if (member === undefined) {
      this.#problem(
        'LAYOUT_SOURCE_MISSING',
        root,
        '"functionaries" is missing.',
        'Name who performs steps: "functionaries: {ci: {key: .in-toto/keys/ci.pub}}".'
      )
      return
    }
    const owner = new Map<string, string>()
    for (const [name, { key, value }] of this.#mapping(member.value, 'functionaries')) {
      const functionary = this.#functionary(name, value)
      this.#functionaries.set(name, functionary)
      if (functionary === undefined) continue
      const other = owner.get(functionary.key.fingerprint)
      if (other !== undefined) {
        this.#problem(
          'LAYOUT_SOURCE_KEY_SHARED',
          key,
          `${quoteUntrusted(name)} and ${quoteUntrusted(other)} have the same key; one person could meet a threshold of two.`,
          'Give each functionary a key of its own.'
        )
      }
      owner.set(functionary.key.fingerprint, name)
    }
  }

  #functionary(name: string, value: YamlValue): Functionary | undefined {
    const members = this.#mapping(value, `The functionary ${quoteUntrusted(name)}`)
    if (value.kind !== 'mapping') return undefined
    const keyless = members.has('workflow')
      ? this.#workflow(name, members, value)
      : members.has('identity')
        ? this.#identity(members)
        : undefined
    if (keyless !== undefined) return { key: keyless, keyId: keylessKeyId(keyless) }
    if (members.has('workflow') || members.has('identity')) return undefined
    this.#refuseUnknown(members, ['key', ...WORKFLOW_MEMBERS, ...IDENTITY_MEMBERS])
    const key = members.get('key')
    if (key === undefined)
      return this.#problem(
        'LAYOUT_SOURCE_MISSING',
        value,
        `The functionary ${quoteUntrusted(name)} has neither a "key" nor a "workflow" or "identity".`,
        'Name the file of its public key, or the workflow that it is.'
      )
    const path = this.#string(key.value, 'key')
    if (path === undefined) return undefined
    try {
      const publicKey = this.#request.readKey(path)
      return { key: publicKey, keyId: keyIdOf(publicKey, this.#request.keyIdForm) }
    } catch (error) {
      if (!(error instanceof InTotoError)) throw error
      return this.#problem(
        error.code,
        key.value,
        `The key ${quoteUntrusted(path)} cannot be used: ${error.message}`,
        error.hint ?? 'Check the path.'
      )
    }
  }

  /** `{workflow, repository, refs, runner, …}`: whoever runs that workflow there. */
  #workflow(name: string, members: ReadonlyMap<string, YamlMember>, at: YamlValue): KeylessIdentity | undefined {
    this.#refuseUnknown(members, WORKFLOW_MEMBERS)
    const [workflow] = this.#formed(members.get('workflow'), 'workflow')
    const refs = this.#formed(members.get('refs'), 'refs')
    if (refs.length === 0) {
      return this.#problem(
        'LAYOUT_SOURCE_MISSING',
        at,
        `The functionary ${quoteUntrusted(name)} has no "refs", so every branch could perform its steps.`,
        'Name those that may: "refs: [refs/heads/main]".'
      )
    }
    const repository = members.has('repository')
      ? this.#string(members.get('repository')?.value, 'repository')
      : this.#request.repository
    if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
      return this.#problem(
        'LAYOUT_SOURCE_MISSING',
        members.get('repository')?.value ?? at,
        `The functionary ${quoteUntrusted(name)} has no "repository" of the form owner/name.`,
        'Name the repository whose workflow it is, here or with --repository.'
      )
    }
    const runner = this.#strings(members.get('runner'), 'runner')
    const odd = runner.find((word) => !RUNNERS.includes(word))
    if (odd !== undefined)
      return this.#problem(
        'LAYOUT_SOURCE_VALUE',
        members.get('runner')?.value ?? at,
        `${quoteUntrusted(odd)} is no kind of runner.`,
        `Known: ${RUNNERS.join(', ')}.`
      )
    const formed = (member: keyof typeof MEMBER_FORMS): string[] => this.#formed(members.get(member), member)
    const [through, throughDigests, triggers] = [formed('through'), formed('through-digests'), formed('triggers')]
    const environments = formed('environments')
    this.#adviseOnWorkflow(members, { through, throughDigests, triggers, environments })
    if (workflow === undefined) return undefined
    return workflowIdentity({
      workflow: workflow.replace(/^\.?\//, ''),
      repository,
      refs,
      runner,
      through,
      throughDigests,
      triggers,
      environments,
      repositoryIds: formed('repository-ids'),
      issuer: this.#address(members.get('issuer'), GITHUB_ISSUER),
      server: this.#address(members.get('server'), GITHUB_SERVER)
    })
  }

  /** `{identity, issuer}`: a certificate by its own words. With a `*` the identity is a pattern. */
  #identity(members: ReadonlyMap<string, YamlMember>): KeylessIdentity | undefined {
    this.#refuseUnknown(members, IDENTITY_MEMBERS)
    const at = members.get('identity')?.value
    const text = this.#string(at, 'identity')
    if (text === undefined || at === undefined) return undefined
    const issuer = this.#address(members.get('issuer'), GITHUB_ISSUER)
    if (text === '' || /[\s\p{Cc}]/u.test(text))
      return this.#problem(
        'LAYOUT_SOURCE_VALUE',
        at,
        `The identity ${quoteUntrusted(text)} is empty or holds white space, which no certificate has there.`,
        'Write it as the certificate has it; `in-toto-actions inspect BUNDLE` shows it.'
      )
    if (issuer === GITHUB_ISSUER && !text.includes('/'))
      return this.#problem(
        'LAYOUT_SOURCE_VALUE',
        at,
        `${quoteUntrusted(text)} is no workflow, and GitHub vouches for workflows alone.`,
        'Name the issuer that vouches for this identity: "issuer: https://accounts.google.com".'
      )
    if (text.startsWith('*'))
      this.#source.warning(
        at.offset,
        `The identity ${quoteUntrusted(text)} may be almost anybody whom ${issuer} vouches for.`,
        'Begin with the server and the owner: https://github.com/owner/**.'
      )
    return identityOf(issuer, { kind: text.includes('*') ? 'pattern' : 'exact', text }, new Map())
  }

  #address(member: YamlMember | undefined, otherwise: string): string {
    if (member === undefined) return otherwise
    const text = this.#string(member.value, 'address')
    if (text !== undefined && /^https?:\/\/[^\s]+[^\s/]$/.test(text)) return text
    this.#problem(
      'LAYOUT_SOURCE_VALUE',
      member.value,
      'This is no address.',
      `Write it in full and without a slash at its end, like ${otherwise}.`
    )
    return otherwise
  }

  /** Texts of the form that a member has; others are problems. */
  #formed(member: YamlMember | undefined, what: keyof typeof MEMBER_FORMS): string[] {
    if (member === undefined) return []
    const { form, hint } = MEMBER_FORMS[what]
    const items = member.value.kind === 'list' ? member.value.items : [member.value]
    return items.flatMap((item) => {
      const text = wholeNumber(item) ?? this.#string(item, what)
      if (text === undefined || form.test(text)) return text ?? []
      this.#problem(
        'LAYOUT_SOURCE_VALUE',
        item,
        `${quoteUntrusted(text)} is not what "${what}" takes: it would fit no certificate.`,
        hint
      )
      return []
    })
  }

  /** What can be meant, and seldom is. */
  #adviseOnWorkflow(
    members: ReadonlyMap<string, YamlMember>,
    {
      through,
      throughDigests,
      triggers,
      environments
    }: Readonly<Record<'through' | 'throughDigests' | 'triggers' | 'environments', readonly string[]>>
  ): void {
    const warn = (member: string, message: string, hint: string): void =>
      this.#source.warning(members.get(member)?.value.offset ?? 0, message, hint)
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
      warn(
        'environments',
        'Jobs of an isolated stage have no deployment environment, so nothing fits.',
        'Leave it away.'
      )
  }

  /** A text, or a list of texts; none when it is not there. */
  #strings(member: YamlMember | undefined, what: string): string[] {
    if (member === undefined) return []
    const { value } = member
    return (value.kind === 'list' ? value.items : [value]).flatMap((item) => this.#string(item, what) ?? [])
  }

  #items<Item>(
    member: YamlMember | undefined,
    root: YamlValue,
    name: string,
    read: (value: YamlValue) => PlacedItem<Item> | undefined
  ): PlacedItem<Item>[] {
    if (member === undefined) {
      this.#problem('LAYOUT_SOURCE_MISSING', root, `"${name}" is missing.`, 'Add a step: "- {name: build, by: ci}".')
      return []
    }
    const { value } = member
    if (value.kind !== 'list') {
      this.#problem('LAYOUT_SOURCE_TYPE', value, `"${name}" is a list.`, 'Start each entry with "- name: …".')
      return []
    }
    return value.items.flatMap((item) => read(item) ?? [])
  }

  #step(value: YamlValue): PlacedItem<Step> | undefined {
    const members = this.#mapping(value, 'A step', ['name', 'by', 'threshold', 'run', 'materials', 'products'])
    const name = this.#name(members, value, 'step')
    const functionaries = this.#by(members.get('by'), value)
    const threshold = this.#threshold(members.get('threshold'), functionaries)
    const materials = this.#rules(members.get('materials'), 'materials')
    const products = this.#rules(members.get('products'), 'products')
    const item: Step = {
      kind: 'step',
      name: name ?? '',
      threshold,
      pubkeys: functionaries.flatMap((functionary) => this.#functionaries.get(functionary)?.keyId ?? []),
      expectedCommand: this.#command(members.get('run')),
      expectedMaterials: materials.map(({ rule }) => rule),
      expectedProducts: products.map(({ rule }) => rule)
    }
    return { item, materials, products }
  }

  #inspection(value: YamlValue): PlacedItem<Inspection> | undefined {
    const members = this.#mapping(value, 'An inspection', ['name', 'run', 'materials', 'products'])
    const name = this.#name(members, value, 'inspection')
    const run = this.#command(members.get('run'))
    if (run.length === 0)
      this.#problem(
        'LAYOUT_SOURCE_MISSING',
        members.get('run')?.value ?? value,
        'An inspection needs a command.',
        'Write "run: …".'
      )
    const materials = this.#rules(members.get('materials'), 'materials')
    const products = this.#rules(members.get('products'), 'products')
    const item: Inspection = {
      kind: 'inspection',
      name: name ?? '',
      run,
      expectedMaterials: materials.map(({ rule }) => rule),
      expectedProducts: products.map(({ rule }) => rule)
    }
    return { item, materials, products }
  }

  #name(members: ReadonlyMap<string, YamlMember>, at: YamlValue, what: string): string | undefined {
    const member = members.get('name')
    if (member === undefined)
      return this.#problem('LAYOUT_SOURCE_MISSING', at, `A ${what} has no "name".`, 'Give it a name of its own.')
    const name = this.#string(member.value, 'name')
    if (name === undefined) return undefined
    if (!isSafeName(name)) {
      return this.#problem(
        'LAYOUT_SOURCE_NAME',
        member.value,
        `The name ${quoteUntrusted(name)} cannot be a file name on every system.`,
        'Use letters, digits, "-", "_", "." and spaces, and do not start with a dot.'
      )
    }
    if (this.#names.has(name)) {
      return this.#problem(
        'LAYOUT_SOURCE_NAME',
        member.value,
        `The name ${quoteUntrusted(name)} stands twice.`,
        'Give each step and inspection a name of its own.'
      )
    }
    this.#names.add(name)
    return name
  }

  #by(member: YamlMember | undefined, step: YamlValue): string[] {
    if (member === undefined) {
      this.#problem(
        'LAYOUT_SOURCE_MISSING',
        step,
        'A step has no "by".',
        'Say who performs it: "by: ci" or "by: [alice, bob]".'
      )
      return []
    }
    const { value } = member
    const items = value.kind === 'list' ? value.items : [value]
    if (items.length === 0)
      this.#problem('LAYOUT_SOURCE_VALUE', value, 'Nobody may perform this step.', 'Name at least one functionary.')
    return [...new Set(items.flatMap((item) => this.#functionaryName(item)))]
  }

  #functionaryName(item: YamlValue): string[] {
    const name = this.#string(item, 'by')
    if (name === undefined) return []
    this.#used.add(name)
    if (this.#functionaries.has(name)) return [name]
    const near = nearestName(name, [...this.#functionaries.keys()])
    this.#problem(
      'LAYOUT_SOURCE_UNKNOWN',
      item,
      `There is no functionary ${quoteUntrusted(name)}.`,
      near === undefined ? 'Define it under "functionaries".' : `Did you mean ${quoteUntrusted(near)}?`
    )
    return []
  }

  #threshold(member: YamlMember | undefined, functionaries: readonly string[]): number {
    if (member === undefined) return 1
    const { value } = member
    if (
      value.kind !== 'scalar' ||
      typeof value.value !== 'number' ||
      !Number.isSafeInteger(value.value) ||
      value.value < 1
    ) {
      this.#problem(
        'LAYOUT_SOURCE_VALUE',
        value,
        'A threshold is a whole number from 1.',
        'Write for example "threshold: 2".'
      )
      return 1
    }
    if (functionaries.length > 0 && value.value > functionaries.length) {
      this.#problem(
        'LAYOUT_SOURCE_VALUE',
        value,
        `The threshold is ${value.value} and ${functionaries.length} functionaries may perform the step.`,
        'Name more functionaries in "by", or lower the threshold.'
      )
    }
    return value.value
  }

  #command(member: YamlMember | undefined): string[] {
    if (member === undefined) return []
    const { value } = member
    if (value.kind === 'list') return value.items.flatMap((item) => this.#string(item, 'run') ?? [])
    const text = this.#string(value, 'run')
    return text === undefined ? [] : (this.#words(text, value) ?? [])
  }

  #words(text: string, at: YamlValue): string[] | undefined {
    try {
      return splitWords(text)
    } catch (error) {
      if (!(error instanceof InTotoError)) throw error
      return this.#problem(error.code, at, error.message, error.hint ?? '')
    }
  }

  #rules(member: YamlMember | undefined, name: string): PlacedRule[] {
    if (member === undefined) return []
    const { value } = member
    if (value.kind !== 'list') {
      this.#problem(
        'LAYOUT_SOURCE_TYPE',
        value,
        `"${name}" is a list of rules.`,
        'Write for example [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *].'
      )
      return []
    }
    return value.items.flatMap((item) => this.#rule(item) ?? [])
  }

  #rule(item: YamlValue): PlacedRule | undefined {
    const words =
      item.kind === 'list' ? item.items.flatMap((word) => this.#string(word, 'rule') ?? []) : this.#ruleWords(item)
    if (words === undefined) return undefined
    try {
      return { rule: parseRuleTokens(words, this.#source.name), offset: item.offset }
    } catch (error) {
      if (!(error instanceof InTotoError)) throw error
      return this.#problem(error.code, item, error.message, error.hint ?? '')
    }
  }

  #ruleWords(item: YamlValue): string[] | undefined {
    const text = this.#string(item, 'rule')
    return text === undefined ? undefined : this.#words(text, item)
  }

  /** MATCH rules may name later steps too, so they are looked at when all names are known. */
  #review(steps: readonly PlacedItem<Step>[], inspections: readonly PlacedItem<Inspection>[]): void {
    const stepNames = steps.map(({ item }) => item.name)
    const allNames = [...stepNames, ...inspections.map(({ item }) => item.name)]
    for (const { item, materials, products } of [...steps, ...inspections]) {
      const names = item.kind === 'step' ? stepNames : allNames
      for (const { rule, offset } of [...materials, ...products]) this.#checkMatch(rule, offset, names)
      for (const [list, rules] of [
        ['materials', materials],
        ['products', products]
      ] as const) {
        for (const { offset, message, hint } of reviewRules(list, rules)) this.#source.warning(offset, message, hint)
      }
    }
  }

  #checkMatch(rule: ArtifactRule, offset: number, names: readonly string[]): void {
    if (rule.type !== 'MATCH' || names.includes(rule.from)) return
    const near = nearestName(rule.from, names)
    this.#problem(
      'LAYOUT_SOURCE_UNKNOWN',
      { offset },
      `A MATCH rule names ${quoteUntrusted(rule.from)}, and there is no such step.`,
      near === undefined
        ? `The steps are: ${names.map((name) => quoteUntrusted(name)).join(', ')}.`
        : `Did you mean ${quoteUntrusted(near)}?`
    )
  }

  #mapping(value: YamlValue, what: string, known?: readonly string[]): ReadonlyMap<string, YamlMember> {
    if (value.kind !== 'mapping') {
      this.#problem(
        'LAYOUT_SOURCE_TYPE',
        value,
        `${what} is a mapping of names to values.`,
        'Write "name: value" lines.'
      )
      return new Map()
    }
    if (known !== undefined) this.#refuseUnknown(value.members, known)
    return value.members
  }

  #refuseUnknown(members: ReadonlyMap<string, YamlMember>, known: readonly string[]): void {
    for (const [name, { key }] of members) {
      if (known.includes(name)) continue
      const near = nearestName(name, known)
      this.#problem(
        'LAYOUT_SOURCE_UNKNOWN',
        key,
        `There is no ${quoteUntrusted(name)} here.`,
        near === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean ${quoteUntrusted(near)}?`
      )
    }
  }

  #string(value: YamlValue | undefined, what: string): string | undefined {
    if (value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '') return value.value
    const found =
      value?.kind === 'scalar' ? (value.value === '' ? 'empty' : String(value.value)) : `a ${value?.kind ?? 'nothing'}`
    return this.#problem(
      'LAYOUT_SOURCE_TYPE',
      value ?? { offset: 0 },
      `"${what}" needs a text, found ${found}.`,
      'Put the value into quotes.'
    )
  }
}

/** A whole number as text; YAML reads digits without quotes as a number. */
function wholeNumber(value: YamlValue): string | undefined {
  return value.kind === 'scalar' && Number.isSafeInteger(value.value) ? String(value.value) : undefined
}
