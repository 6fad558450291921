// SPDX-License-Identifier: Apache-2.0
// Attributes of files, from the `.gitattributes` of the commit alone: what lies in `.git/info/attributes`, in a home or
// untracked in the work tree is somebody else's word.
import {
  readAttributeLines,
  type Attribute,
  type AttributeLine,
  type AttributeLines,
  type LetterCase,
  type AttributeState
} from './attribute-lines.ts'

export const ATTRIBUTES_FILE = '.gitattributes'

/** What is said of a file; `unspecified` is left out. */
export type FileAttributes = ReadonlyMap<string, Exclude<AttributeState, 'unspecified'>>

/** Lines of one directory and those above it, the ones that count more in front. */
interface Stack {
  readonly above: string
  readonly lines: readonly AttributeLine[]
}

const BUILT_IN = readAttributeLines(Buffer.from('[attr]binary -diff -merge -text\n'), 'taken').macros
const NONE: FileAttributes = new Map()

export class Attributes {
  readonly #files: ReadonlyMap<string, AttributeLines>
  readonly #macros: ReadonlyMap<string, readonly Attribute[]>
  readonly #stacks = new Map<string, readonly Stack[]>()

  /** @param files the contents of `.gitattributes`, by their directories: empty for the top, else with a slash at its end */
  constructor(files: ReadonlyMap<string, Buffer>) {
    this.#files = new Map(
      [...files].map(([above, content]) => [above, readAttributeLines(content, above === '' ? 'taken' : 'ignored')])
    )
    this.#macros = new Map([...BUILT_IN, ...(this.#files.get('')?.macros ?? [])])
  }

  /** How many lines `of` tries. */
  linesFor(path: string): number {
    const stack = this.#stackOf(path.slice(0, path.lastIndexOf('/') + 1))
    return stack.reduce((sum, { lines }) => sum + lines.length, 0)
  }

  /** @param path of a file, relative to the top of the commit */
  of(path: string, letterCase: LetterCase = 'told-apart'): FileAttributes {
    if (this.#files.size === 0) return NONE
    const slash = path.lastIndexOf('/') + 1
    const name = path.slice(slash)
    const found = new Map<string, AttributeState>()
    for (const { above, lines } of this.#stackOf(path.slice(0, slash))) {
      const relative = path.slice(above.length)
      for (const { fits, attributes } of lines) if (fits[letterCase](relative, name)) this.#take(attributes, found)
    }
    return new Map([...found].filter((pair) => pair[1] !== 'unspecified')) as FileAttributes
  }

  /** Of one line the last word counts most; a macro that is set stands for its own words. */
  #take(attributes: readonly Attribute[], found: Map<string, AttributeState>): void {
    for (const { name, state } of attributes.toReversed()) {
      if (found.has(name)) continue
      found.set(name, state)
      const macro = state === true ? this.#macros.get(name) : undefined
      if (macro !== undefined) this.#take(macro, found)
    }
  }

  #stackOf(directory: string): readonly Stack[] {
    const known = this.#stacks.get(directory)
    if (known !== undefined) return known
    const lines = this.#files.get(directory)?.lines.toReversed() ?? []
    const above =
      directory === '' ? [] : this.#stackOf(directory.slice(0, directory.lastIndexOf('/', directory.length - 2) + 1))
    const stack = lines.length === 0 ? above : [{ above: directory, lines }, ...above]
    this.#stacks.set(directory, stack)
    return stack
  }
}
