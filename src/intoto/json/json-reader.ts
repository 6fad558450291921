// SPDX-License-Identifier: Apache-2.0
// What the tokens of a JSON document stand for.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { ArtifactAllowance } from './artifact-allowance.ts'
import { isSpace, QUOTE, type JsonTokens } from './json-tokens.ts'
import type { JsonObject, JsonValue } from './json-value.ts'
import { sectionsOf } from './known-sections.ts'
import { canonicalBytes, skimValue, type Skimmed, type SkipsSection } from './skim-json.ts'
import type { StringCache } from './string-cache.ts'

const COMMA = 0x2c
const COLON = 0x3a

/** Bytes of memory that values take, estimated by what the language's machine has for each. Empty ones are shared. */
const TAKES = { object: 208, single: 80, member: 64, list: 200, item: 32, outermost: 160 } as const
const EMPTY_OBJECT: JsonObject = new Map()
const EMPTY_LIST: readonly JsonValue[] = []

/** See `ReadJsonOptions`. */
interface ReaderOptions {
  readonly later?: ((name: string) => boolean) | undefined
  readonly artifactMemory?: number | undefined
  /** Looks for sections of digests in the usual spelling, by these; undefined reads every object with care. */
  readonly sections?: Bytes | undefined
  /** At which depth members are those of a link, as a number of objects around them. */
  readonly linkDepth?: number | undefined
  readonly resources?: true | undefined
}

/** Members of a link that hold sections of digests. */
const SECTIONS: readonly string[] = ['materials', 'products']
/** Members of a Statement that hold lists of resources, by their depth. */
const RESOURCES: readonly (string | undefined)[] = [undefined, 'subject', 'materials']
const WRITTEN_SECTIONS = SECTIONS.map((name) => new TextEncoder().encode(`"${name}"`))

/** Reads one document, and remembers which members of its outermost object are canonical JSON already. */
export class JsonReader {
  readonly #tokens: JsonTokens
  readonly #strings: StringCache
  /** Members of the outermost object that are stepped over where they can be. */
  readonly #later: (name: string) => boolean
  #artifacts: ArtifactAllowance | undefined
  readonly #sections: Bytes | undefined
  readonly #resources: boolean
  #linkDepth: number
  #depth = 0
  readonly #skimmed = new Map<string, Skimmed>()
  readonly #members = new Map<string, { readonly start: number; readonly end: number; readonly spaces: number }>()

  constructor(
    tokens: JsonTokens,
    strings: StringCache,
    { later = () => false, artifactMemory, sections, linkDepth = 1, resources }: ReaderOptions = {}
  ) {
    this.#tokens = tokens
    this.#strings = strings
    this.#later = later
    this.#sections = sections
    this.#linkDepth = linkDepth
    this.#resources = resources === true
    this.#artifacts = artifactMemory === undefined ? undefined : new ArtifactAllowance(tokens, 1, artifactMemory)
  }

  /** The whole document. @throws JSON_ codes */
  document(): JsonValue {
    const tokens = this.#tokens
    const value = this.#value()
    tokens.skipSpace()
    if (tokens.position < tokens.bytes.length)
      throw tokens.error('JSON_TRAILING_DATA', 'Something follows the document.')
    return value
  }

  #value(): JsonValue {
    const tokens = this.#tokens
    tokens.skipSpace()
    const byte = tokens.bytes[tokens.position]
    switch (byte) {
      case 0x7b:
        return this.#nested(() => this.#object())
      case 0x5b:
        return this.#nested(() => this.#list())
      case QUOTE:
        return tokens.string()
      case 0x74:
        return tokens.word('true', true)
      case 0x66:
        return tokens.word('false', false)
      case 0x6e:
        return tokens.word('null', null)
      default:
        return tokens.number()
    }
  }

  #nested<Value>(read: () => Value): Value {
    const tokens = this.#tokens
    this.#depth += 1
    if (this.#depth > LIMITS.jsonDepth) {
      throw tokens.error('JSON_TOO_DEEP', `The document nests deeper than ${LIMITS.jsonDepth} levels.`)
    }
    tokens.position += 1
    const value = read()
    this.#depth -= 1
    return value
  }

  #object(): JsonValue {
    const tokens = this.#tokens
    if (tokens.take(0x7d)) return EMPTY_OBJECT
    const first = this.#name()
    const value = this.#memberValue(first)
    if (tokens.take(0x7d)) {
      tokens.spend(TAKES.single)
      return this.#strings.object(first, value)
    }
    tokens.spend(TAKES.object + TAKES.member)
    const members = new Map<string, JsonValue>([[first, value]])
    let previous = first
    while (tokens.take(COMMA)) {
      const name = this.#name()
      // Canonical JSON orders by code point; the language's own order is the same for ASCII.
      if (name <= previous || !tokens.ascii) tokens.canonical = false
      previous = name
      tokens.spend(TAKES.member)
      const count = members.size
      members.set(name, this.#memberValue(name))
      if (members.size === count) {
        throw tokens.error('JSON_MEMBER_DUPLICATE', `The member ${quoteUntrusted(name)} stands twice in one object.`)
      }
    }
    if (!tokens.take(0x7d)) throw tokens.syntax('"," or "}"')
    return members
  }

  #name(): string {
    const tokens = this.#tokens
    tokens.skipSpace()
    if (tokens.bytes[tokens.position] !== QUOTE) throw tokens.syntax('a member name in double quotes')
    const name = tokens.string()
    if (!tokens.take(COLON)) throw tokens.syntax('":"')
    return name
  }

  #memberValue(name: string): JsonValue {
    const artifacts = this.#artifacts
    if (artifacts === undefined) return this.#plainMember(name)
    const other = artifacts.enter(this.#depth, name)
    const value = this.#plainMember(name)
    artifacts.leave(this.#depth, name, value, other)
    return value
  }

  #plainMember(name: string): JsonValue {
    if (this.#depth !== 1) return this.#sectionOrValue(name)
    const tokens = this.#tokens
    tokens.spend(TAKES.outermost)
    tokens.skipSpace()
    if (this.#later(name) && this.#stepOver(name)) return null
    const { position: start, spaces, canonical: outside } = tokens
    tokens.canonical = true
    const value = this.#sectionOrValue(name)
    if (tokens.canonical) this.#members.set(name, { start, end: tokens.position, spaces: tokens.spaces - spaces })
    tokens.canonical = outside
    return value
  }

  #sectionOrValue(name: string): JsonValue {
    return this.#section(name) ?? this.#value()
  }

  #section(name: string): JsonValue | undefined {
    const port = this.#sections
    if (port === undefined) return undefined
    if (this.#resources)
      return RESOURCES[this.#depth] === name ? sectionsOf(this.#strings).resources.read(this.#tokens, port) : undefined
    return this.#depth === this.#linkDepth && SECTIONS.includes(name)
      ? sectionsOf(this.#strings).members.read(this.#tokens, port)
      : undefined
  }

  /** Whether the member could be left for later. */
  #stepOver(name: string): boolean {
    const tokens = this.#tokens
    const { position, spaces, memory } = tokens
    const skimmed = skimValue(tokens, this.#depth, this.#sections && this.#skipsSection(this.#sections))
    // Numbers are read and dropped.
    tokens.memory = memory
    if (skimmed !== undefined) {
      this.#skimmed.set(name, skimmed)
      return true
    }
    tokens.position = position
    tokens.spaces = spaces
    // Its canonical form will be written beside its values.
    tokens.spend(tokens.bytes.length)
    return false
  }

  /** Steps over a section that was read before. */
  #skipsSection(port: Bytes): SkipsSection {
    return {
      depth: this.#depth + 1,
      names: WRITTEN_SECTIONS,
      skip: () => sectionsOf(this.#strings).members.skip(this.#tokens, port)
    }
  }

  /** See `JsonDocument.later`. */
  skimmed(name: string): Skimmed | undefined {
    return this.#skimmed.get(name)
  }

  /** A value that was stepped over, built now. @throws JSON_TOO_MANY_VALUES */
  build({ start }: Skimmed, memory: number, artifactMemory?: number): JsonValue {
    this.#tokens.position = start
    this.#artifacts = artifactMemory === undefined ? undefined : new ArtifactAllowance(this.#tokens, 2, artifactMemory)
    this.#tokens.memory = memory
    this.#depth = 1
    this.#linkDepth = 2
    return this.#value()
  }

  /** See `JsonDocument.canonicalMember`. */
  canonicalMember(name: string): Uint8Array | undefined {
    const skimmed = this.#skimmed.get(name)
    if (skimmed !== undefined) return canonicalBytes(skimmed, this.#tokens)
    const member = this.#members.get(name)
    if (member === undefined) return undefined
    const { start, end, spaces } = member
    return spaces === 0 ? this.#tokens.bytes.subarray(start, end) : withoutSpace(this.#tokens.bytes, start, end, spaces)
  }

  #list(): JsonValue {
    const tokens = this.#tokens
    if (tokens.take(0x5d)) return EMPTY_LIST
    tokens.spend(TAKES.list)
    const items: JsonValue[] = []
    do {
      tokens.spend(TAKES.item)
      items.push(this.#value())
    } while (tokens.take(COMMA))
    if (!tokens.take(0x5d)) throw tokens.syntax('"," or "]"')
    return items
  }
}

/** A copy without the white space between tokens; the strings hold no escapes, so every quote begins or ends one. */
function withoutSpace(bytes: Uint8Array, start: number, end: number, spaces: number): Uint8Array {
  const out = new Uint8Array(end - start - spaces)
  let length = 0
  let inString = false
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] as number
    if (byte === QUOTE) inString = !inString
    if (!inString && isSpace(byte)) continue
    out[length] = byte
    length += 1
  }
  return out
}
