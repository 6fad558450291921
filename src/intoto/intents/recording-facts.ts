// SPDX-License-Identifier: Apache-2.0
// What a link says of its recording, read as strictly as it is believed: a member that nobody knows could change what the
// others mean.
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { CHECKOUT, readDirectoryNotes, readLeftOut, type DirectoryNotes } from '../link/recording-notes.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'

/** What one half of a link says. */
export interface HalfFacts {
  readonly paths: readonly string[]
  /** Lines that hid files. */
  readonly leftOut: readonly string[]
  /** Lines that were to hide files, whether or not they did. */
  readonly exclude: readonly string[]
  /** What the digests of directories leave out, by `dir:D`. */
  readonly directories: DirectoryNotes
  /** Directories, `dir:D`, that were not looked into. */
  readonly unrecorded: readonly string[]
}

export interface RecordingFacts {
  readonly materials: HalfFacts
  readonly products: HalfFacts
  /** What it says of scratch; undefined where it says nothing. */
  readonly scratch: string | undefined
}

/** Why a link does not say as we write it what it recorded. */
export interface Unsaid {
  /** To stand behind "the link". */
  readonly unsaid: string
  /** Whether it says nothing at all, as links of other implementations do. */
  readonly silent: boolean
}

const NOTHING_RECORDED: HalfFacts = { paths: [], leftOut: [], exclude: [], directories: new Map(), unrecorded: [] }

const MEMBERS: readonly string[] = ['exclude', 'lstrip_paths', 'line_endings', 'materials', 'products', 'scratch']
const HALF_MEMBERS: readonly string[] = [
  'exclude',
  'lstrip_paths',
  'line_endings',
  'paths',
  'left_out',
  'directories',
  'unrecorded'
]

/** Reads what an environment says of its recording. */
export function readRecording(environment: JsonObject): RecordingFacts | Unsaid {
  const recording = environment.get('recording')
  if (recording === undefined) return { unsaid: 'does not say what it recorded and what it left out', silent: true }
  if (!isJsonObject(recording)) return unsaid(UNREADABLE)
  const unknown = flawOf(recording, MEMBERS)
  if (unknown !== undefined) return unsaid(unknown)
  const scratch = recording.get('scratch')
  if (scratch !== undefined && typeof scratch !== 'string') return unsaid(UNREADABLE)
  const materials = readHalf(environment, recording, 'materials')
  if ('unsaid' in materials) return materials
  const products = readHalf(environment, recording, 'products')
  return 'unsaid' in products ? products : { materials, products, scratch }
}

const unsaid = (text: string): Unsaid => ({ unsaid: text, silent: false })

const UNREADABLE = 'does not say in a readable way what it recorded'

function readHalf(environment: JsonObject, recording: JsonObject, kind: ArtifactKind): HalfFacts | Unsaid {
  const half = recording.get(kind)
  // A checkout begins with nothing, and need not say so.
  if (half === undefined && kind === 'materials' && recording.get('scratch') === CHECKOUT) return NOTHING_RECORDED
  if (half === undefined) return unsaid(`does not say which ${kind} it recorded`)
  if (!isJsonObject(half)) return unsaid(UNREADABLE)
  const unknown = flawOf(half, HALF_MEMBERS)
  if (unknown !== undefined) return unsaid(unknown)
  const paths = textsIn(half, 'paths')
  const unrecorded = textsIn(half, 'unrecorded')
  const exclude = textsIn(half.has('exclude') ? half : recording, 'exclude')
  const leftOut = readLeftOut(environment, kind)
  const directories = readDirectoryNotes(environment, kind)
  if (
    !half.has('paths') ||
    paths === undefined ||
    unrecorded === undefined ||
    exclude === undefined ||
    leftOut === undefined ||
    directories === undefined
  )
    return unsaid(UNREADABLE)
  return { paths, unrecorded, exclude, leftOut: [...leftOut.keys()], directories }
}

/** What names of files no longer tell, or what nobody knows. */
function flawOf(settings: JsonObject, known: readonly string[]): string | undefined {
  const unknown = [...settings.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) return 'says something of its recording that is not known'
  if (settings.has('lstrip_paths')) return 'stripped prefixes of paths'
  return settings.has('line_endings') ? 'normalised line ends' : undefined
}

/** Empty where there is no such member. */
function textsIn(settings: JsonObject, name: string): readonly string[] | undefined {
  const value: JsonValue = settings.get(name) ?? []
  return Array.isArray(value) && value.every((text) => typeof text === 'string') ? value : undefined
}
