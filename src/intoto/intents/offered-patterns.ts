// SPDX-License-Identifier: Apache-2.0
// Patterns to paste for files that a run had: of few the files themselves, of many what they have in common.
import { parseIntentPattern, patternSegments } from './intent-pattern.ts'
import { isFlaw } from './intent-segments.ts'
import { patternOfFile } from './yaml-text.ts'

export interface OfferedPatterns {
  readonly texts: readonly string[]
  /** How many of the files fit none of them. */
  readonly left: number
}

/** Files of which each is named. */
const MOST_NAMES = 3
/** Patterns of one offer. */
const MOST_PATTERNS = 10
/** Names of one kind that are tried as a pattern of their own: each is held against all files that it must not fit. */
const MOST_KINDS = 50

/**
 * Patterns that fit some files and not others.
 *
 * @param files at least one, none twice
 */
export function patternsFor(files: readonly string[], others: Iterable<string> = []): OfferedPatterns {
  if (files.length <= MOST_NAMES) return offered(files.map(patternOfFile), files)
  const avoided = new Avoided(others)
  const common = commonDirectory(files)
  const single = collect(common, files, { avoided, partsOf: (name) => name.split(/\d+/) })
  const texts = single.length <= MOST_PATTERNS ? single : collect(common, files, { avoided, partsOf: withEnding })
  return offered(texts, files)
}

/** Some of the patterns. A link may name files by paths that no pattern fits. */
export function offered(texts: readonly string[], files: readonly string[]): OfferedPatterns {
  const shown = texts.filter((text) => !isFlaw(patternSegments(text))).slice(0, MOST_PATTERNS)
  if (shown.length === texts.length) return { texts, left: 0 }
  const patterns = shown.map(parseIntentPattern)
  return { texts: shown, left: files.filter((file) => !patterns.some((pattern) => pattern.matches(file))).length }
}

/** Files that no pattern may fit. */
class Avoided {
  readonly #files: readonly string[]
  readonly #directories = new Set<string>()
  #kinds = 0

  constructor(files: Iterable<string>) {
    this.#files = [...files]
    for (const file of this.#files)
      for (let slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1))
        this.#directories.add(file.slice(0, slash))
  }

  isIn(directory: string): boolean {
    return directory === '' || this.#directories.has(directory)
  }

  /** Whether a pattern fits one of them, or too many were tried already. */
  fits(text: string): boolean {
    this.#kinds += 1
    if (this.#kinds > MOST_KINDS) return true
    if (isFlaw(patternSegments(text))) return true
    const pattern = parseIntentPattern(text)
    return this.#files.some((file) => pattern.matches(file))
  }
}

interface Way {
  readonly avoided: Avoided
  /** What names of one kind have in common, in the order in which it stands in them. */
  readonly partsOf: (name: string) => readonly string[]
}

/** Any name with the same ending. */
function withEnding(name: string): readonly string[] {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? [name] : ['', name.slice(dot)]
}

/** Names before directories. @param files all below the directory; '' is the top */
function collect(directory: string, files: readonly string[], way: Way): string[] {
  if (!way.avoided.isIn(directory)) return [`${patternOfFile(directory)}/**`]
  const start = directory === '' ? '' : `${directory}/`
  const here: string[] = []
  const below = new Map<string, string[]>()
  for (const file of files) {
    const slash = file.indexOf('/', start.length)
    if (slash < 0) here.push(file)
    else push(below, file.slice(0, slash), file)
  }
  return [...ofNames(start, here, way), ...[...below].flatMap(([inner, some]) => collect(inner, some, way))]
}

function ofNames(start: string, files: readonly string[], { avoided, partsOf }: Way): string[] {
  if (files.length <= MOST_NAMES) return files.map(patternOfFile)
  const kinds = new Map<string, string[]>()
  for (const file of files) push(kinds, JSON.stringify(partsOf(file.slice(start.length))), file)
  return [...kinds].flatMap(([kind, some]) => {
    if (some.length === 1) return some.map(patternOfFile)
    const text = patternOfFile(start) + (JSON.parse(kind) as string[]).map(patternOfFile).join('*')
    return avoided.fits(text) ? some.map(patternOfFile) : [text]
  })
}

function push(groups: Map<string, string[]>, key: string, file: string): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [file])
  else group.push(file)
}

function commonDirectory(files: readonly string[]): string {
  let common = (files[0] as string).split('/').slice(0, -1)
  for (const file of files) {
    const parts = file.split('/').slice(0, -1)
    let same = 0
    while (same < common.length && common[same] === parts[same]) same += 1
    common = common.slice(0, same)
  }
  return common.join('/')
}
