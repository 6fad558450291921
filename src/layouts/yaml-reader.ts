// SPDX-License-Identifier: Apache-2.0
// Typed values out of YAML. Whatever has another type is noted as a problem where it stands, and reading goes on.
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nearestName } from '../base/nearest-name.ts'
import { splitWords } from '../intoto/rules/rule-text.ts'
import type { LayoutsCode } from './codes.ts'
import { oddSpaceIn } from './odd-space.ts'
import type { SourcePlace, YamlMember, YamlSource, YamlValue } from './yaml-source.ts'

/** The members of a mapping by their names. */
export type YamlMembers = ReadonlyMap<string, YamlMember>

/** Where a value stands. */
export interface YamlPlace {
  readonly offset: number
}

/** Reads values, and hands what is wrong to the source, which knows its places. */
export class YamlReader {
  /** The name of the file, for messages. */
  readonly name: string
  readonly #source: YamlSource

  constructor(source: YamlSource) {
    this.#source = source
    this.name = source.name
  }

  /** What `read` gives, and whether it noted a problem. */
  noting<Value>(read: () => Value): { readonly value: Value; readonly isFlawed: boolean } {
    const before = this.#source.problemCount
    const value = read()
    return { value, isFlawed: this.#source.problemCount > before }
  }

  /** Line and column of a value. */
  place({ offset }: YamlPlace): SourcePlace {
    return this.#source.place(offset)
  }

  /** Undefined, so that a reader can return it in place of the value. */
  problem(code: LayoutsCode, at: YamlPlace, message: string, hint: string): undefined {
    this.#source.problem(code, at.offset, message, hint)
    return undefined
  }

  /** The same for an error of what stands there. */
  refusal(error: InTotoError, at: YamlPlace, message: string, hint = ''): undefined {
    this.#source.refusal(error, at.offset, message, error.hint ?? hint)
    return undefined
  }

  warning(at: YamlPlace, message: string, hint: string): void {
    this.#source.warning(at.offset, message, hint)
  }

  /** What `read` gives. An error of it becomes a problem here. */
  attempt<Value>(at: YamlPlace, read: () => Value): Value | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof InTotoError)) throw error
      return this.refusal(error, at, error.message)
    }
  }

  /** The members of a mapping, none when it is something else. Names that are not `known` are problems. */
  mapping(value: YamlValue, what: string, known?: readonly string[]): YamlMembers {
    if (value.kind !== 'mapping') {
      this.problem(
        'LAYOUT_SOURCE_TYPE',
        value,
        `${what} is a mapping of names to values.`,
        'Write "name: value" lines.'
      )
      return new Map()
    }
    if (known !== undefined) this.refuseUnknown(value.members, known)
    return value.members
  }

  refuseUnknown(members: YamlMembers, known: readonly string[]): void {
    for (const [name, { key }] of members) {
      if (known.includes(name)) continue
      const near = nearestName(name, known)
      const odd = oddSpaceIn(name)
      this.problem(
        'LAYOUT_SOURCE_UNKNOWN',
        key,
        `There is no ${quoteUntrusted(name)} here.`,
        odd !== undefined
          ? `It holds ${odd.name}: write a plain space, or nothing, in its place.`
          : near === undefined
            ? `Known here: ${known.join(', ')}.`
            : `Did you mean ${quoteUntrusted(near)}?`
      )
    }
  }

  /** A text that is not empty. */
  text(value: YamlValue | undefined, what: string): string | undefined {
    if (value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '') return value.value
    const found =
      value?.kind === 'scalar' ? (value.value === '' ? 'empty' : String(value.value)) : `a ${value?.kind ?? 'nothing'}`
    return this.problem(
      'LAYOUT_SOURCE_TYPE',
      value ?? { offset: 0 },
      `"${what}" needs a text, found ${found}.`,
      value?.kind === 'scalar' && (value.value === '' || value.plain === '')
        ? `Write a text${value.value === '' ? ' between the quotes' : ''}.`
        : 'Put the value into quotes.'
    )
  }

  /** A text, or a list of texts; none when it is not there. */
  texts(member: YamlMember | undefined, what: string): string[] {
    return oneOrMore(member).flatMap((item) => this.text(item, what) ?? [])
  }

  /** The items of what must be a list; none when it is something else. */
  list({ value }: YamlMember, message: string, hint: string): readonly YamlValue[] {
    if (value.kind === 'list') return value.items
    this.problem('LAYOUT_SOURCE_TYPE', value, message, hint)
    return []
  }

  /** Words as a shell would split them, or a list of words, of which all but the first may be empty. */
  words(value: YamlValue, what: string): string[] | undefined {
    if (value.kind === 'list')
      return value.items.flatMap((item, index) =>
        index > 0 && item.kind === 'scalar' && item.value === '' ? '' : (this.text(item, what) ?? [])
      )
    const text = this.text(value, what)
    return text === undefined ? undefined : this.attempt(value, () => splitWords(text))
  }
}

/** The items of a list, or the one value that stands in its place; none when it is not there. */
export function oneOrMore(member: YamlMember | undefined): readonly YamlValue[] {
  if (member === undefined) return []
  return member.value.kind === 'list' ? member.value.items : [member.value]
}
