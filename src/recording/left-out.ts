// SPDX-License-Identifier: Apache-2.0
// What exclude patterns hide. It is counted, so that whoever reads the link can ask why.
import { readdirSync, type Dirent } from 'node:fs'
import { sep } from 'node:path'
import { RecordingError } from './codes.ts'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { isUncounted } from '../base/uncounted.ts'

/** Hides what this tool itself leaves in the place where it runs. */
const OWN_TRACES = '*.link*'

/** Files that are left out, by pattern. */
export class LeftOut {
  readonly #most: number
  readonly #isUncounted: (pattern: string) => boolean
  readonly #files = new Map<string, number>()
  readonly #hiding = new Set<string>()
  readonly #examples = new Map<string, string>()
  #all = 0

  /**
   * @param most files that are counted; a directory that is left out may hold any number
   * @param uncounted tells patterns of which nothing is counted
   */
  constructor(most: number = LIMITS.countedLeftOut, uncounted: (pattern: string) => boolean = isUncounted) {
    this.#most = most
    this.#isUncounted = uncounted
  }

  /** Whether nothing is counted that a pattern hides. */
  ignores(pattern: string): boolean {
    return this.#isUncounted(pattern)
  }

  /** Files by pattern, in order of code units; of what git keeps for itself, none. */
  get files(): ReadonlyMap<string, number> {
    return new Map([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** The first file or directory that each of them hid, as the walk writes it. */
  get examples(): ReadonlyMap<string, string> {
    return this.#examples
  }

  /** The patterns that hid files below one path. @param walk looks through it */
  hiding(walk: () => void): string[] {
    this.#hiding.clear()
    walk()
    return [...this.#hiding]
  }

  /** @param path as the walk writes it; without it, there is no example */
  file(pattern: string, path?: string): void {
    this.#add(pattern)
    this.#example(pattern, path)
  }

  /**
   * Counts what lies below a directory, without following anything.
   *
   * @param path of the file system
   * @param name as the walk writes it; without it, there is no example
   */
  directory(pattern: string, path: string, name?: string): void {
    if (this.ignores(pattern)) return
    const before = this.#all
    // What is not counted any more is taken for something.
    if (this.#all >= this.#most) this.#hiding.add(pattern)
    const waiting = [path]
    for (let next = waiting.pop(); next !== undefined && this.#all < this.#most; next = waiting.pop()) {
      for (const entry of entriesOf(next)) {
        if (entry.isDirectory()) waiting.push(`${next}${sep}${entry.name}`)
        else this.#add(pattern)
      }
    }
    if (this.#all > before) this.#example(pattern, name)
  }

  #example(pattern: string, path: string | undefined): void {
    if (path !== undefined && !this.ignores(pattern) && !this.#examples.has(pattern)) this.#examples.set(pattern, path)
  }

  #add(pattern: string): void {
    if (this.ignores(pattern)) return
    this.#hiding.add(pattern)
    if (this.#all >= this.#most) return
    this.#all += 1
    this.#files.set(pattern, (this.#files.get(pattern) ?? 0) + 1)
  }
}

/** What cannot be read is left out all the same. */
function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

/** What files are looked for, and who chose the patterns: what a refusal says depends on both. */
export interface LookingFor {
  readonly purpose: 'recorded' | 'compared'
  readonly patterns: 'given' | 'default'
}

/**
 * Refuses a recording of a path in which every file is left out: it would look like one of nothing.
 *
 * @throws RECORD_EXCLUDED
 */
export function refuseAllLeftOut(root: string, hiding: readonly string[], { patterns }: LookingFor): void {
  if (hiding.length === 0 || (root === '.' && hiding.every((pattern) => pattern === OWN_TRACES))) return
  throw new RecordingError(
    'RECORD_EXCLUDED',
    `Every file in ${quoteUntrusted(root)} is left out, by ${hiding.map((pattern) => quoteUntrusted(pattern)).join(', ')}.`,
    { hint: patterns === 'default' ? defaultHint(hiding) : 'Exclude less, or do not name the directory.' }
  )
}

/** A path that was named and is left out. */
export function leftOutByName(path: string, pattern: string, { purpose, patterns }: LookingFor): RecordingError {
  return new RecordingError(
    'RECORD_EXCLUDED',
    `${quoteUntrusted(path)} is to be ${purpose}, and the ${patterns === 'default' ? 'default ' : ''}exclude pattern ${quoteUntrusted(pattern)} leaves it out.`,
    {
      hint:
        patterns === 'default'
          ? defaultHint([pattern])
          : 'Take the pattern away or make it narrower, or do not name the path.'
    }
  )
}

/** Nobody wrote the patterns, so nobody can take one away. */
function defaultHint(hiding: readonly string[]): string {
  if (hiding.some(isUncounted)) return 'Do not name it: what git keeps for itself differs from checkout to checkout.'
  const what = hiding.length === 1 ? 'This is a default pattern' : 'These are default patterns'
  return `${what}; \`-e .git\` replaces the defaults.`
}

/** What a comparison of files passed over, in a sentence. @param products what the files are compared with */
export function notCompared(leftOut: ReadonlyMap<string, number>, products = 'the final products'): string {
  const patterns = [...leftOut].map(([pattern, files]) => `${quoteUntrusted(pattern, 200)} (${count(files, 'file')})`)
  const more = patterns.length > 20 ? [`${patterns.length - 20} more patterns`] : []
  return `Files beside ${products} were not compared, because they are excluded: ${[...patterns.slice(0, 20), ...more].join(', ')}.`
}
