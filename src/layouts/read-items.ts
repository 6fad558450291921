// SPDX-License-Identifier: Apache-2.0
// `steps:` and `inspections:` of a layout source.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { foldName } from '../base/fold-name.ts'
import { listed } from '../base/listed.ts'
import { nearestName } from '../base/nearest-name.ts'
import { CoreError } from '../intoto/codes.ts'
import { yamlText } from '../intoto/intents/yaml-text.ts'
import type { Inspection, Step } from '../intoto/layout/layout.ts'
import { isSafeName } from '../intoto/link/link-file-name.ts'
import { parseRuleTokens } from '../intoto/rules/parse-rule.ts'
import { splitWords } from '../intoto/rules/rule-text.ts'
import { firstStep } from './first-step.ts'
import type { Functionaries } from './read-functionaries.ts'
import type { PlacedRule } from './review-rules.ts'
import { readLegs } from './intents/read-legs.ts'
import { isInIntents, readIntentStep, RULE_KEYS, STEP_KEYS, type WrittenStep } from './intents/read-step.ts'
import type { ReadStep } from './intents/step-template.ts'
import { oneOrMore, type YamlMembers, type YamlReader } from './yaml-reader.ts'
import { programIn, readingsHint } from './shell-text.ts'
import type { YamlMember, YamlValue } from './yaml-source.ts'

/** A step or an inspection, and where its rules stand. */
export interface PlacedItem<Item> {
  readonly item: Item
  readonly materials: readonly PlacedRule[]
  readonly products: readonly PlacedRule[]
}

/** Who performs steps that do not say it. */
export interface ItemDefaults {
  readonly by: YamlMember | undefined
  readonly threshold: YamlMember | undefined
}

/** Reads steps and inspections, and keeps in mind which names are taken and who performs something. */
export class ItemReader {
  /** The functionaries that steps named. */
  readonly used = new Set<string>()
  readonly #reader: YamlReader
  readonly #functionaries: Functionaries
  /** Steps as they are written, in order; those of a matrix are one. */
  readonly written: ReadStep[] = []
  /** By what other systems take for the same. */
  readonly #names = new Map<string, string>()
  readonly #defaults: ItemDefaults
  readonly #defaultBy: readonly string[] | undefined
  #toldNoBy = false

  constructor(reader: YamlReader, functionaries: Functionaries, defaults: ItemDefaults) {
    this.#reader = reader
    this.#functionaries = functionaries
    this.#defaults = defaults
    this.#defaultBy = defaults.by === undefined ? undefined : this.#namesIn(defaults.by)
  }

  /** In intents a step has no rules here, and one of a matrix is a step for each leg. */
  steps(member: YamlMember | undefined, root: YamlValue): PlacedItem<Step>[] {
    return this.#items(member, root, 'steps').flatMap((value) => this.#step(value))
  }

  inspections(member: YamlMember, root: YamlValue): PlacedItem<Inspection>[] {
    return this.#items(member, root, 'inspections').map((value) => this.#inspection(value))
  }

  #items(member: YamlMember | undefined, root: YamlValue, name: string): readonly YamlValue[] {
    if (member !== undefined)
      return this.#reader.list(member, `"${name}" is a list.`, 'Start each entry with "- name: …".')
    const hint = firstStep(root.kind === 'mapping' ? root.members : new Map())
    this.#reader.problem('LAYOUT_SOURCE_MISSING', root, `"${name}" is missing.`, hint)
    return []
  }

  #step(value: YamlValue): PlacedItem<Step>[] {
    const isIntents = value.kind === 'mapping' && isInIntents(value.members)
    const members = this.#reader.mapping(value, 'A step', isIntents ? undefined : [...STEP_KEYS, ...RULE_KEYS])
    const name = this.#name(members, value, 'step') ?? ''
    const functionaries = this.#by(members.get('by'), value)
    const threshold = readThreshold(this.#reader, members.get('threshold') ?? this.#defaults.threshold, functionaries)
    const pubkeys = functionaries.flatMap((functionary) => this.#functionaries.get(functionary)?.keyId ?? [])
    const who = { kind: 'step' as const, threshold, pubkeys }
    if (isIntents) return this.#intentSteps({ name, at: value, members }, who)
    if (value.kind === 'mapping') this.written.push({ name, inRules: true, offset: value.offset, members })
    const { materials, products, rules } = this.#ruleLists(members)
    const item: Step = { ...who, name, expectedCommand: this.#stepCommand(members.get('run')), ...rules }
    return [{ item, materials, products }]
  }

  #intentSteps(
    written: Omit<WrittenStep, 'legs'>,
    who: Pick<Step, 'kind' | 'threshold' | 'pubkeys'>
  ): PlacedItem<Step>[] {
    const legs = readLegs(this.#reader, written, this.#names)
    this.written.push(readIntentStep(this.#reader, { ...written, legs }))
    return legs.map(({ name }) => ({
      item: { ...who, name, expectedCommand: [], expectedMaterials: [], expectedProducts: [] },
      materials: [],
      products: []
    }))
  }

  #inspection(value: YamlValue): PlacedItem<Inspection> {
    const members = this.#reader.mapping(value, 'An inspection', ['name', 'run', 'materials', 'products'])
    const name = this.#name(members, value, 'inspection')
    const run = this.#command(members.get('run'))
    if (run.length === 0)
      this.#reader.problem(
        'LAYOUT_SOURCE_MISSING',
        members.get('run')?.value ?? value,
        'An inspection needs a command.',
        'Write "run: …".'
      )
    const { materials, products, rules } = this.#ruleLists(members)
    return { item: { kind: 'inspection', name: name ?? '', run, ...rules }, materials, products }
  }

  #name(members: YamlMembers, at: YamlValue, what: string): string | undefined {
    const member = members.get('name')
    if (member === undefined)
      return this.#reader.problem('LAYOUT_SOURCE_MISSING', at, `A ${what} has no "name".`, 'Give it a name of its own.')
    const name = this.#reader.text(member.value, 'name')
    if (name === undefined) return undefined
    const refuse = (message: string, hint: string): undefined =>
      this.#reader.problem('LAYOUT_SOURCE_NAME', member.value, message, hint)
    if (!isSafeName(name))
      return refuse(
        `The name ${quoteUntrusted(name)} cannot be a file name on every system.`,
        'Use letters, digits, "-", "_", "." and spaces, and do not start with a dot.'
      )
    const taken = this.#names.get(foldName(name))
    if (taken !== undefined)
      return refuse(
        taken === name
          ? `The name ${quoteUntrusted(name)} stands twice.`
          : `The names ${quoteUntrusted(taken)} and ${quoteUntrusted(name)} differ in letter case alone, and are one file on Windows and macOS.`,
        'Give each step and inspection a name of its own.'
      )
    this.#names.set(foldName(name), name)
    return name
  }

  #by(member: YamlMember | undefined, step: YamlValue): readonly string[] {
    const own = member === undefined ? undefined : this.#namesIn(member)
    for (const name of own ?? this.#defaultBy ?? []) this.used.add(name)
    if (own !== undefined) return own
    if (this.#defaultBy === undefined) this.#noBy(step)
    return this.#defaultBy ?? []
  }

  /** Told once: one line at the top is the cure for all steps. */
  #noBy(step: YamlValue): void {
    if (this.#toldNoBy) return
    this.#toldNoBy = true
    const [name = 'ci'] = this.#functionaries.keys()
    const hint = `Say who performs all steps that do not say it, with a line at the top of the file: \`by: ${yamlText(name)}\`; or say it at the step, \`by: [alice, bob]\`.`
    this.#reader.problem('LAYOUT_SOURCE_MISSING', step, 'A step has no "by".', hint)
  }

  #namesIn(member: YamlMember): string[] {
    const items = oneOrMore(member)
    if (items.length === 0) {
      const hint = 'Name at least one functionary.'
      this.#reader.problem('LAYOUT_SOURCE_VALUE', member.value, 'Nobody may perform this step.', hint)
    }
    return [...new Set(items.flatMap((item) => this.#functionaryName(item)))]
  }

  #functionaryName(item: YamlValue): string[] {
    const name = this.#reader.text(item, 'by')
    if (name === undefined) return []
    if (this.#functionaries.has(name)) return [name]
    const near = nearestName(name, [...this.#functionaries.keys()])
    this.#reader.problem(
      'LAYOUT_SOURCE_UNKNOWN',
      item,
      `There is no functionary ${quoteUntrusted(name)}.`,
      near === undefined ? this.#knownHint() : `Did you mean ${quoteUntrusted(near)}?`
    )
    return []
  }

  #knownHint(): string {
    const known = [...this.#functionaries.keys()]
    const define = 'Define it under "functionaries"'
    if (known.length === 0) return `${define}.`
    return `${define}, or name one that is there: ${listed(known, 5, (name) => quoteUntrusted(name))}.`
  }

  /** What is said of text with operators is a warning here: a command that differs is no more than one, either. */
  #stepCommand(member: YamlMember | undefined): string[] {
    const words = this.#command(member)
    // Braces are parameters here.
    const program = member === undefined ? undefined : programIn(member.value, (line) => line.replace(/[{}]/g, ''))
    if (member !== undefined && program !== undefined && words.length > 0)
      this.#reader.warning(
        member.value,
        'The text of "run" is more to a shell than its words, so the link of a stage does not name these words.',
        readingsHint('run', { program, words })
      )
    return words
  }

  #command(member: YamlMember | undefined): string[] {
    return member === undefined ? [] : (this.#reader.words(member.value, 'run') ?? [])
  }

  #ruleLists(
    members: YamlMembers
  ): Omit<PlacedItem<unknown>, 'item'> & { rules: Pick<Step, 'expectedMaterials' | 'expectedProducts'> } {
    const materials = readRules(this.#reader, members.get('materials'), 'materials')
    const products = readRules(this.#reader, members.get('products'), 'products')
    const rules = {
      expectedMaterials: materials.map(({ rule }) => rule),
      expectedProducts: products.map(({ rule }) => rule)
    }
    return { materials, products, rules }
  }
}

function readThreshold(reader: YamlReader, member: YamlMember | undefined, functionaries: readonly string[]): number {
  if (member === undefined) return 1
  const { value } = member
  const number = value.kind === 'scalar' && typeof value.value === 'number' ? value.value : 0
  if (!Number.isSafeInteger(number) || number < 1) {
    const hint = 'Write for example "threshold: 2".'
    reader.problem('LAYOUT_SOURCE_VALUE', value, 'A threshold is a whole number from 1.', hint)
    return 1
  }
  if (functionaries.length > 0 && number > functionaries.length)
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      `The threshold is ${number}, and ${functionaries.length === 1 ? '1 functionary' : `${functionaries.length} functionaries`} may perform the step.`,
      'Name more functionaries in "by", or lower the threshold.'
    )
  return number
}

/** What is written in the place of rules where nothing is to be checked; in the layout it is the empty list. */
const ANYTHING = 'anything'

function readRules(reader: YamlReader, member: YamlMember | undefined, name: string): PlacedRule[] {
  if (member === undefined) return []
  const { value } = member
  if (value.kind === 'scalar' && value.value === ANYTHING) return []
  const example = `Write for example [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]; "${name}: ${ANYTHING}" if nothing is to be checked, or [DISALLOW *] if there must be no files.`
  const items = reader.list(member, `"${name}" is a list of rules.`, example)
  if (value.kind === 'list' && items.length === 0)
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      `An empty list lets everything pass.`,
      `Write "${name}: ${ANYTHING}" if nothing is to be checked, or [DISALLOW *] if there must be no files.`
    )
  return items.flatMap((item) => readRule(reader, item) ?? [])
}

function readRule(reader: YamlReader, item: YamlValue): PlacedRule | undefined {
  const words = readRuleWords(reader, item)
  if (words === undefined) return undefined
  if (words.length === 1) {
    const message = `A rule has at least two words, and ${quoteUntrusted(words[0] as string)} is one.`
    const hint =
      words[0] === ANYTHING
        ? 'Write "anything" in the place of the list, without brackets.'
        : 'In a list in brackets a comma ends a rule; put a rule that holds one into double quotes: "ALLOW a,b".'
    return reader.refusal(new CoreError('METADATA_RULE_INVALID', message, { hint }), item, message)
  }
  return reader.attempt(item, () => ({ rule: parseRuleTokens(words, reader.name), offset: item.offset }))
}

/** A backslash that means itself, for those who think of other implementations; no path has one here. */
const BACKSLASH = '[\\]'

/** The words of a rule. In text a backslash would take the next character as it is, and so widen the rule or narrow it. */
function readRuleWords(reader: YamlReader, item: YamlValue): string[] | undefined {
  const text = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : ''
  if (!text.replaceAll(BACKSLASH, '').includes('\\'))
    return text.includes(BACKSLASH)
      ? reader.attempt(item, () => splitWords(text.replaceAll(BACKSLASH, '[\\\\]')))
      : reader.words(item, 'rule')
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    item,
    `The rule ${quoteUntrusted(text)} holds a backslash, which separates nothing in recorded paths.`,
    withoutBackslashes(text)
  )
}

/** What is probably meant by a rule with backslashes; escaped. */
function withoutBackslashes(text: string): string {
  if (/\\[\s"']/.test(text)) return 'Put a name with blanks or quotes into quotes: ALLOW "a b".'
  const quoted = (rule: string): string => escapeUntrusted(JSON.stringify(rule))
  const slashes = text.replaceAll(BACKSLASH, '/').replace(/\\+/g, '/')
  if (!/\\[*?[]/.test(text)) return `Write ${quoted(slashes)}.`
  const literal = text.replace(/\\([*?[])/g, '[$1]').replace(/\\+/g, '/')
  return `Write ${quoted(slashes)}, or, to mean the character after the backslash itself, ${quoted(literal)}.`
}
