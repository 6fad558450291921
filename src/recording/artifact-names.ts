// SPDX-License-Identifier: Apache-2.0
// From a file's path to the name that the link gives it.
import { isAbsolute } from 'node:path'
import { posix } from 'node:path'
import { beginsLikeDrive } from '../base/begins-like-drive.ts'
import { LIMITS } from '../base/limits.ts'
import { RecordingError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import { schemeOf, type UriScheme } from '../intoto/artifacts/uri-schemes.ts'
import { patternOfFile, yamlText } from '../intoto/intents/yaml-text.ts'

/** The way in which a path was named (ITE-4). */
export interface ArtifactUri {
  readonly scheme: UriScheme | ''
  /** With forward slashes and in shortest form. */
  readonly path: string
}

/** Splits a scheme off. */
export function parseArtifactUri(text: string, separator: string): ArtifactUri {
  const scheme = schemeOf(text)
  const path = text.slice(scheme.length)
  return { scheme, path: normalisePath(separator === '\\' ? path.replaceAll('\\', '/') : path) }
}

/** Shortest form, without a trailing slash; the empty path is the current directory. */
function normalisePath(path: string): string {
  const normal = posix.normalize(path)
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal
}

/** Gives artifacts their names and refuses to give one name twice. */
export class ArtifactNames {
  readonly #prefixes: readonly string[]
  readonly #taken = new Map<string, string>()
  readonly #earlier: readonly string[]
  #next = 0

  /**
   * @param earlier names of another recording in order, of which those that come again are kept once
   * @throws RECORD_PREFIX_AMBIGUOUS when one prefix starts with another, because then their order would decide
   */
  constructor(prefixes: readonly string[], earlier: readonly string[] = []) {
    this.#prefixes = prefixes
    this.#earlier = earlier
    for (const [index, prefix] of prefixes.entries()) {
      const other = prefixes.find((candidate, position) => position !== index && candidate.startsWith(prefix))
      if (other !== undefined) {
        throw new RecordingError(
          'RECORD_PREFIX_AMBIGUOUS',
          `Of the prefixes to strip, ${quoteUntrusted(prefix)} is the start of ${quoteUntrusted(other)}.`,
          {
            hint: 'Give prefixes of which none starts with another.'
          }
        )
      }
    }
  }

  /** @throws RECORD_NAME_TAKEN, RECORD_BACKSLASH, RECORD_DRIVE, RECORD_UNREADABLE for a name that no reader of links takes */
  name({ scheme, path }: ArtifactUri): ArtifactPath {
    if (path.includes('\\')) {
      throw new RecordingError(
        'RECORD_BACKSLASH',
        `The name ${quoteUntrusted(path)} holds a backslash, which other systems would read as a separator.`,
        { hint: nameHint(path) }
      )
    }
    const prefix = this.#prefixes.find((candidate) => path.startsWith(candidate)) ?? ''
    const name = this.#shared(`${scheme}${path.slice(prefix.length)}`)
    // Schemes and drives have one. To ask for it first spares a walk of 50 000 files a quarter of its time.
    if (name.includes(':')) demandPlain(scheme, path, name)
    // No reader takes a link with a longer one.
    if (name.length > LIMITS.nameLength) throw tooLong(path, name.length)
    if (this.#prefixes.length === 0) return name as ArtifactPath
    const other = this.#taken.get(name)
    if (other !== undefined && other !== path) {
      throw new RecordingError(
        'RECORD_NAME_TAKEN',
        `${quoteUntrusted(other)} and ${quoteUntrusted(path)} would both be recorded as ${quoteUntrusted(name)}.`,
        {
          hint: 'Strip other prefixes, or exclude one of the files.'
        }
      )
    }
    this.#taken.set(name, path)
    return name as ArtifactPath
  }

  /** A walk comes by in order, so one step after the other finds them; a text that is not kept is gone at once. */
  #shared(name: string): string {
    const earlier = this.#earlier
    // Whether two texts are the same is told faster than their order.
    while (this.#next < earlier.length && earlier[this.#next] !== name && (earlier[this.#next] as string) < name)
      this.#next += 1
    const same = earlier[this.#next]
    return same === name ? same : name
  }
}

/** @throws RECORD_NAME_TAKEN, RECORD_DRIVE */
function demandPlain(scheme: UriScheme | '', path: string, name: string): void {
  // Rules and other links could not tell it from what a path with that scheme recorded.
  if (scheme === '' && schemeOf(name) !== '') throw namedLikeUri(path, name)
  // Verification takes such a path for an absolute one.
  if (!isAbsolute(path) && beginsLikeDrive(name.slice(schemeOf(name).length))) throw namedLikeDrive(path, name)
}

function namedLikeDrive(path: string, name: string): RecordingError {
  return new RecordingError(
    'RECORD_DRIVE',
    `The file ${quoteUntrusted(path)} would be recorded as ${quoteUntrusted(name)}, which begins like a drive of Windows: no verification takes it.`,
    { hint: nameHint(path) }
  )
}

function tooLong(path: string, length: number): RecordingError {
  return new RecordingError(
    'RECORD_UNREADABLE',
    `${quoteUntrusted(path.slice(0, 200))}… would have a name of ${length} characters, and at most ${LIMITS.nameLength} are read.`,
    { hint: 'Shorten the path, or exclude it.' }
  )
}

function namedLikeUri(path: string, name: string): RecordingError {
  const scheme = schemeOf(name)
  return new RecordingError(
    'RECORD_NAME_TAKEN',
    `The file ${quoteUntrusted(path)} would be recorded as ${quoteUntrusted(name)}, which is the name of what the scheme "${scheme}" records.`,
    { hint: nameHint(path) }
  )
}

/** A step in intents excludes nothing; its `scratch` leaves out what it makes, and no file of the commit. */
export function nameHint(path: string): string {
  const line = yamlText(`/${patternOfFile(path)}`)
  return `Rename the file. If it is not to count, exclude it, or write \`scratch: ${line}\` at a step in intents, where no commit holds the file.`
}
