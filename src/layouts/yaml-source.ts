// SPDX-License-Identifier: Apache-2.0
// YAML with places: values know line and column, so that each mistake can be shown where it stands. Only plain data is
// read: no tags, no anchors, no merge keys.
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  parseAllDocuments,
  visit,
  type Node,
  type Range,
  type YAMLMap
} from 'yaml'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { InTotoError } from '../base/errors.ts'
import { LIMITS } from '../base/limits.ts'
import { tooDeep } from './yaml-depth.ts'
import { hintFor } from './yaml-hints.ts'
import type { LayoutsCode } from './codes.ts'
import { LayoutSourceError, type LayoutWarning, type Problem } from './problem.ts'

/** A place in a file. */
export interface SourcePlace {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

/** A member of a mapping: where its key stands, and its value. */
export interface YamlMember {
  readonly key: YamlValue
  readonly value: YamlValue
}

/** A value with its place. */
export type YamlValue = { readonly offset: number } & (
  | {
      readonly kind: 'scalar'
      readonly value: string | number | boolean | null
      /** The letters of a value without quotes, as they stand there. */
      readonly plain: string | undefined
    }
  | { readonly kind: 'list'; readonly items: readonly YamlValue[] }
  | { readonly kind: 'mapping'; readonly members: ReadonlyMap<string, YamlMember> }
)

/** Collects what is wrong, so that all mistakes of a file are shown at once. */
export class YamlSource {
  readonly name: string
  readonly warnings: LayoutWarning[] = []
  readonly #text: string
  readonly #lines = new LineCounter()
  readonly #problems: Problem[] = []

  constructor(text: string, name: string) {
    this.#text = text
    this.name = name
  }

  /** The one document of the file. @throws LayoutSourceError with a YAML_ code */
  read(): YamlValue {
    if (this.#text.length > LIMITS.smallFileBytes) {
      this.problem(
        'YAML_TOO_LARGE',
        0,
        `The file has ${this.#text.length} characters; at most ${LIMITS.smallFileBytes} are read.`,
        'Write a shorter layout: a `matrix` stands for steps that differ in a word.'
      )
      this.throwProblems()
    }
    this.#refuseDepth()
    const documents = parseAllDocuments(this.#text, {
      lineCounter: this.#lines,
      version: '1.2',
      schema: 'core',
      merge: false,
      stringKeys: true,
      // Each key would be compared with each before it; `#refuseTwice` looks them up.
      uniqueKeys: false,
      prettyErrors: false
    })
    const [document, second] = Array.isArray(documents) ? documents : []
    // What a parser reports after the first error is mostly its consequence.
    const [error] = document?.errors ?? []
    if (error !== undefined) {
      this.problem('YAML_SYNTAX', error.pos[0], escapeUntrusted(error.message), hintFor(this.#text, error.pos[0]))
      this.throwProblems()
    }
    if (second !== undefined)
      this.problem(
        'YAML_SYNTAX',
        second.range[0],
        'The file holds more than one document.',
        'Remove what follows "---".'
      )
    if (document === undefined || document.contents === null) {
      this.problem('YAML_SYNTAX', 0, 'The file is empty.', 'Write a layout with expires, functionaries and steps.')
    } else {
      this.#refuseFeatures(document.contents)
    }
    this.throwProblems()
    return convert((document as { contents: Node }).contents)
  }

  /** What is nested deeper than the parser can follow would end it, and nobody could read what it says then. */
  #refuseDepth(): void {
    const lines = new LineCounter()
    for (const token of new Parser(lines.addNewLine).parse(this.#text)) {
      const deep = tooDeep(token)
      if (deep === undefined) continue
      for (const start of lines.lineStarts) this.#lines.addNewLine(start)
      const message = `The file is nested more than ${LIMITS.sourceDepth} levels deep.`
      this.problem(
        'YAML_TOO_LARGE',
        deep,
        message,
        'See whether brackets are open that should not be. A layout has about eight levels.'
      )
      this.throwProblems()
    }
  }

  /** Anchors make two places of a file depend on each other, and tags make values something else. */
  #refuseFeatures(contents: Node): void {
    visit(contents, {
      Node: (_key, node) => {
        const offset = offsetOf(node)
        if (isMap(node)) this.#refuseTwice(node)
        if (isAlias(node)) this.problem('YAML_FEATURE', offset, 'An alias stands here.', aliasHint(node.source))
        else if (node.anchor !== undefined)
          this.problem('YAML_FEATURE', offset, 'An anchor stands here.', 'Remove it and write values out.')
        else if (node.tag !== undefined)
          this.problem(
            'YAML_FEATURE',
            tagBefore(this.#text, offset),
            `The tag ${quoteUntrusted(node.tag)} stands here: so YAML reads a word that begins with \`!\` and has no quotes.`,
            'Remove it, or put the text into quotes.'
          )
      },
      Pair: (_key, { key }) => {
        if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN')
          this.problem('YAML_FEATURE', offsetOf(key), 'A merge key stands here.', 'Write the values out.')
      }
    })
  }

  #refuseTwice({ items }: YAMLMap): void {
    const seen = new Set<string>()
    for (const { key } of items) {
      if (!isScalar(key)) continue
      const name = String(key.value)
      if (seen.has(name))
        this.problem(
          'YAML_KEY_DUPLICATE',
          offsetOf(key),
          'Map keys must be unique',
          'Remove one of the two, or put their values together.'
        )
      seen.add(name)
    }
  }

  /** How many problems were noted so far. */
  get problemCount(): number {
    return this.#problems.length
  }

  problem(code: LayoutsCode, offset: number, message: string, hint: string): void {
    this.#note(code, offset, message, hint)
  }

  /** Notes an error as a problem, under its own code. */
  refusal({ code }: InTotoError, offset: number, message: string, hint: string): void {
    this.#note(code, offset, message, hint)
  }

  #note(code: string, offset: number, message: string, hint: string): void {
    const { line, column } = this.place(offset)
    this.#problems.push({ code, line, column, message, hint, excerpt: this.#excerpt(line, column) })
  }

  warning(offset: number, message: string, hint: string): void {
    this.warnings.push({ ...this.place(offset), message, hint })
  }

  /** @throws LayoutSourceError when there is any problem */
  throwProblems(): void {
    const [first, ...rest] = this.#problems.toSorted((a, b) =>
      a.line === b.line ? a.column - b.column : a.line - b.line
    )
    if (first !== undefined) throw new LayoutSourceError(escapeUntrusted(this.name), [first, ...rest])
  }

  /** Line and column of an offset, from 1. */
  place(offset: number): SourcePlace {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }

  #excerpt(line: number, column: number): string[] {
    const start = this.#lines.lineStarts[line - 1] ?? this.#text.length
    const end = this.#text.indexOf('\n', start)
    if ((end < 0 ? this.#text.length : end) - start > 200) return []
    const text = this.#text
      .slice(start, end < 0 ? undefined : end)
      .replace(/\r$/, '')
      .replaceAll('\t', ' ')
    const before = escapeUntrusted(text.slice(0, column - 1))
    return [escapeUntrusted(text), `${' '.repeat(before.length)}^`]
  }
}

/** A text that begins with a star is an alias to YAML, and most who write one mean a pattern. */
function aliasHint(name: string): string {
  return `Write the value out; a text that begins with \`*\` needs quotes: '*${escapeUntrusted(name)}'.`
}

/** Where a tag begins that stands before a node. */
function tagBefore(text: string, offset: number): number {
  let at = Math.max(0, text.lastIndexOf('!', offset - 1))
  while (text[at - 1] === '!') at -= 1
  return at
}

function convert(node: Node): YamlValue {
  const offset = offsetOf(node)
  if (isMap(node)) {
    const members = new Map<string, YamlMember>()
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      const key = pair.key as Node
      const value =
        pair.value === null
          ? { kind: 'scalar' as const, value: null, plain: '', offset: offsetOf(key) }
          : convert(pair.value as Node)
      members.set(isScalar(key) ? String(key.value) : '', { key: convert(key), value })
    }
    return { kind: 'mapping', members, offset }
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => convert(item as Node)), offset }
  const value = isScalar(node) ? node.value : null
  return {
    kind: 'scalar',
    value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    plain: isScalar(node) && node.type === 'PLAIN' ? (node.source ?? '') : undefined,
    offset
  }
}

function offsetOf(node: { range?: Range | null | undefined }): number {
  return node.range?.[0] ?? 0
}
