// SPDX-License-Identifier: Apache-2.0
// What the environment of a link says of how its files were found. Rules see what was recorded and nothing else, so
// which paths were looked at and what was left out of them belongs beside it.
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'

/** What one half of a step recorded. */
export interface RecordedHalf {
  /** As they were named. */
  readonly paths: readonly string[]
  /** How many files each exclude pattern hid, for those that hid some. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Directories that were recorded as one artifact each, beside the paths. */
  readonly directories?: DirectoryNotes
  /** Names of directories, as artifacts have them, that the paths hold and that were not recorded in this half. */
  readonly unrecorded?: readonly string[]
}

/** By the name of the artifact: the gitignore lines, relative to the directory, of what its digest leaves out. */
export type DirectoryNotes = ReadonlyMap<string, readonly string[]>

/** What one exclude pattern hid; a number is undefined where the link does not tell. */
export interface HiddenFiles {
  readonly pattern: string
  readonly materials: number | undefined
  readonly products: number | undefined
}

/** An environment that says of materials or products how they were found. */
export function withRecordedHalf(environment: JsonObject, kind: ArtifactKind, half: RecordedHalf): JsonObject {
  const recording = objectIn(environment, 'recording')
  const { paths, leftOut, directories = new Map(), unrecorded = [] } = half
  const told = jsonObject({
    paths,
    ...(leftOut.size === 0 ? {} : { left_out: new Map(leftOut) }),
    ...(directories.size === 0 ? {} : { directories: new Map(directories) }),
    ...(unrecorded.length === 0 ? {} : { unrecorded })
  })
  const whole = new Map<string, JsonValue>([...objectIn(recording, kind), ...told])
  return new Map<string, JsonValue>([...environment, ['recording', new Map([...recording, [kind, whole]])]])
}

/**
 * What a recorder of a step in intents says of scratch: that it looked and found none when the step began, or that the
 * step is a checkout, of which that is not asked.
 */
export type ScratchNote = typeof CHECKOUT | typeof NONE_AT_BEGIN

/** What the recorder of a checkout says of scratch. */
export const CHECKOUT = 'checkout'
/** What the recorder of any other stage says where it looked, and nothing lay there that it would hide. */
export const NONE_AT_BEGIN = 'none at begin'

/** What the recorder of a step in intents says of scratch. */
export function scratchNote(isCheckout: boolean): ScratchNote {
  return isCheckout ? CHECKOUT : NONE_AT_BEGIN
}

/** An environment that says what was found of scratch. */
export function withScratchNote(environment: JsonObject, note: ScratchNote): JsonObject {
  const recording = new Map<string, JsonValue>([...objectIn(environment, 'recording'), ['scratch', note]])
  return new Map<string, JsonValue>([...environment, ['recording', recording]])
}

/** Whether an environment says what was found of scratch, as that of a step in intents does. */
export function saysScratch(environment: JsonObject): boolean {
  return objectIn(environment, 'recording').has('scratch')
}

/** The environment without the numbers of files that were left out, which differ from job to job, and without products. */
export function comparableRecording(environment: JsonObject): JsonObject {
  const recording = new Map(objectIn(environment, 'recording'))
  const materials = new Map(objectIn(recording, 'materials'))
  materials.delete('left_out')
  recording.delete('products')
  return recording.set('materials', materials)
}

/** How many files each pattern hid in one half; undefined where the link does not say it as we write it. */
export function readLeftOut(environment: JsonObject, kind: ArtifactKind): ReadonlyMap<string, number> | undefined {
  const half = objectIn(environment, 'recording').get(kind)
  if (half === undefined || !isJsonObject(half) || !half.has('paths')) return undefined
  const leftOut = half.get('left_out') ?? jsonObject({})
  if (!isJsonObject(leftOut)) return undefined
  const numbers = new Map<string, number>()
  for (const [pattern, files] of leftOut) {
    if (typeof files !== 'number' || !Number.isSafeInteger(files) || files < 1) return undefined
    numbers.set(pattern, files)
  }
  return numbers
}

/** What one half of a link says of how it was found; undefined where the link does not say it as we write it. */
export function readRecordedHalf(environment: JsonObject, kind: ArtifactKind): RecordedHalf | undefined {
  const leftOut = readLeftOut(environment, kind)
  const paths = objectIn(objectIn(environment, 'recording'), kind).get('paths')
  if (leftOut === undefined || !Array.isArray(paths)) return undefined
  return { leftOut, paths: paths.filter((path) => typeof path === 'string') }
}

/** The directories that one half recorded as one artifact each; undefined where the link does not say it as we write it. */
export function readDirectoryNotes(environment: JsonObject, kind: ArtifactKind): DirectoryNotes | undefined {
  const notes = objectIn(objectIn(environment, 'recording'), kind).get('directories') ?? jsonObject({})
  if (!isJsonObject(notes)) return undefined
  const directories = new Map<string, readonly string[]>()
  for (const [name, lines] of notes) {
    if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string')) return undefined
    directories.set(name, lines)
  }
  return directories
}

/**
 * The exclude patterns that a link names, with what they hid; and of directories that are one artifact, the lines of what
 * their digest leaves out, each with the name of the artifact before it.
 */
export function readHiddenFiles(environment: JsonObject): HiddenFiles[] {
  const recording = objectIn(environment, 'recording')
  const before = new Set(patternsIn(recording))
  const own = objectIn(recording, 'products')
  const after = own.has('exclude') ? new Set(patternsIn(own)) : before
  const [materials, products] = [readLeftOut(environment, 'materials'), readLeftOut(environment, 'products')]
  const all = new Set([...before, ...after, ...(materials?.keys() ?? []), ...(products?.keys() ?? [])])
  const files = (
    pattern: string,
    patterns: ReadonlySet<string>,
    numbers: ReadonlyMap<string, number> | undefined
  ): number | undefined => numbers?.get(pattern) ?? (numbers === undefined && patterns.has(pattern) ? undefined : 0)
  const patterns = [...all].map((pattern) => ({
    pattern,
    materials: files(pattern, before, materials),
    products: files(pattern, after, products)
  }))
  return [...patterns, ...linesInDirectories(environment)]
}

/** Nobody counts what they hide. */
function linesInDirectories(environment: JsonObject): HiddenFiles[] {
  const notes = (['materials', 'products'] as const).flatMap((kind) => [
    ...(readDirectoryNotes(environment, kind) ?? [])
  ])
  const lines = new Set(notes.flatMap(([name, left]) => left.map((line) => `${name}/${line.replace(/^\//, '')}`)))
  return [...lines].map((pattern) => ({ pattern, materials: undefined, products: undefined }))
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object.get(name)
  return value !== undefined && isJsonObject(value) ? value : jsonObject({})
}

/** What is no text is no pattern that anybody could have used. */
function patternsIn(settings: JsonObject): string[] {
  const exclude = settings.get('exclude')
  return Array.isArray(exclude) ? exclude.filter((pattern) => typeof pattern === 'string') : []
}
