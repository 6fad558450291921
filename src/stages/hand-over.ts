// SPDX-License-Identifier: Apache-2.0
// Which products a stage hands to a later job. The link says how many, under which digest and in which workflow
// artifact, so that the later job sees when one was taken away or another artifact put in its place.
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isServerId } from '../base/run-numbers.ts'
import { isSha256Digest } from '../files/sha256-digest.ts'
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../intoto/json/json-value.ts'
import type { DirectoryNotes } from '../intoto/link/recording-notes.ts'
import { compileExcludes } from '../recording/excludes.ts'
import type { ArtifactReference } from './find-artifact.ts'
import { artifactsDigest } from './products-digest.ts'

/** What a link says of the products handed over. */
export interface HandOver {
  readonly files: number
  /** `sha256:<hex>` over names and digests of the products handed over. */
  readonly digest: string
  /** The workflow artifact that holds them. */
  readonly artifact: ArtifactReference
  /** Those that are symbolic links, and are stored as files with their target's name. */
  readonly links: readonly string[]
}

/**
 * The products that gitignore patterns name.
 *
 * @param directories products that are directories of packages as one artifact; they stay where they are
 * @throws HAND_OVER_NOTHING
 */
export function selectProducts(
  products: Artifacts,
  patterns: readonly string[],
  directories: DirectoryNotes = new Map()
): Artifacts {
  const selected = compileExcludes(patterns)
  const found = artifactsOf(
    [...products].filter(([path]) => !directories.has(path) && selected.path(path, false) !== undefined)
  )
  if (found.size > 0) return found
  throw new StagesError(
    'HAND_OVER_NOTHING',
    `No product matches ${patterns.map((pattern) => quoteUntrusted(pattern)).join(', ')}. Products recorded: ${products.size}.`,
    {
      hint: `Patterns are those of gitignore, relative to the workspace and without "./" in front. See that the input products names these files, too.${sampleOf(products)}`
    }
  )
}

/** A few products, so that one sees what patterns must fit. */
function sampleOf(products: Artifacts): string {
  const names = [...products.paths()].slice(-3).map((name) => quoteUntrusted(name))
  return names.length === 0 ? '' : ` Products are for example ${names.join(', ')}.`
}

/** The environment of a link with the note of what is handed over, and where it is stored. */
export function withHandOver(
  environment: JsonObject,
  selected: Artifacts,
  { id, digest }: ArtifactReference,
  links: readonly string[] = []
): JsonObject {
  const note = jsonObject({
    files: selected.size,
    digest: artifactsDigest(selected),
    artifact: jsonObject({ id, digest }),
    ...(links.length === 0 ? {} : { links })
  })
  return new Map([...environment, ['hand_over', note]])
}

/**
 * Undefined when the link says nothing of a hand-over; `malformed` when it says something that is not wholly what
 * `withHandOver` writes, so that nobody takes half a note for none.
 */
export function readHandOver(environment: JsonObject): HandOver | 'malformed' | undefined {
  const note = environment.get('hand_over')
  if (note === undefined) return undefined
  const links = isJsonObject(note) ? note.get('links') : undefined
  const names = ['files', 'digest', 'artifact', ...(links === undefined ? [] : ['links'])]
  const [files, digest, stored] = membersOf(note, names)
  const [id, storedDigest] = membersOf(stored, ['id', 'digest'])
  const isWhole = typeof files === 'number' && files > 0 && isDigest(digest) && isId(id) && isDigest(storedDigest)
  if (!isWhole || (links !== undefined && !isNames(links))) return 'malformed'
  return { files, digest, artifact: { id, digest: storedDigest }, links: links ?? [] }
}

/** The values of exactly these members; none for anything else. */
function membersOf(value: JsonValue | undefined, names: readonly string[]): readonly (JsonValue | undefined)[] {
  if (value === undefined || !isJsonObject(value) || value.size !== names.length) return []
  return names.map((name) => value.get(name))
}

function isNames(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string')
}

function isDigest(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && isSha256Digest(value)
}

function isId(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && isServerId(value)
}
