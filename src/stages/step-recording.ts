// SPDX-License-Identifier: Apache-2.0
// The two halves of a recorded step: materials before, products after, and a link of both.
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS } from '../intoto/artifacts/build-artifacts.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isJsonObject, jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { withModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import type { ArtifactKind } from '../intoto/rules/artifact-rule.ts'
import { withRecordedHalf } from '../intoto/link/recording-notes.ts'
import { encodeRunBinding, type RunBinding } from '../intoto/link/run-binding.ts'
import { excludesOf, type RecordRequest } from '../recording/record-artifacts.ts'
import { NO_DIRECTORIES, withDirectories, type RecordedDirectories } from './installed-directories.ts'
import { withCommit, type StepRecorded, type StepRecorder } from './step-recorder.ts'

/** How files are found and named, in both halves alike. */
export type RecordingSettings = Pick<
  RecordRequest,
  | 'baseDirectory'
  | 'exclude'
  | 'lstripPaths'
  | 'lineEndings'
  | 'symlinkedDirectories'
  | 'modes'
  | 'named'
  | 'also'
  | 'submoduleFiles'
>

/** The same, with somebody who wants to know how far it is. */
export type StepSettings = RecordingSettings & Pick<RecordRequest, 'onProgress'>

/** Settings of a recording of everything in a directory with the reference's defaults. */
export function defaultSettings(baseDirectory: string): RecordingSettings {
  return { baseDirectory, exclude: 'default', lstripPaths: [], lineEndings: 'as-is', symlinkedDirectories: 'follow' }
}

export interface BeginRequest {
  readonly name: string
  readonly materials: readonly string[]
  readonly settings: RecordingSettings
  readonly run?: RunBinding | undefined
  /** Directories that are materials as one artifact each, beside the paths. */
  readonly directories?: RecordedDirectories
}

/** Records materials; the link returned has no products yet. @throws every RECORD_ code */
export async function beginStep(recorder: StepRecorder, request: BeginRequest): Promise<Link> {
  const { settings, materials: paths, directories = NO_DIRECTORIES } = request
  const recorded = await recorder.record({ ...settings, paths, apart: directories.apart })
  const { artifacts, leftOut } = recorded
  const half = { paths, leftOut, directories: directories.notes }
  const environment = withRecordedHalf(environmentOf(request), 'materials', half)
  return {
    name: request.name,
    command: [],
    materials: withDirectories(artifacts, directories),
    products: NO_ARTIFACTS,
    byproducts: new Map(),
    environment: withFacts(environment, 'materials', recorded)
  }
}

export interface EndRequest {
  /** Paths, as they were named. */
  readonly products: readonly string[]
  /** The files that a listing has of them; of these, excludes may leave some out. */
  readonly listed?: readonly string[]
  readonly settings: RecordingSettings
  readonly command?: readonly string[]
  readonly byproducts?: JsonObject
  readonly directories?: EndedDirectories
}

/** What becomes of directories of packages when a step ends. */
export interface EndedDirectories {
  /** Products, as one artifact each. */
  readonly recorded: RecordedDirectories
  /** Paths that no walk enters. */
  readonly apart: ReadonlySet<string>
  /** Names of those that are no products, since the step began with them. */
  readonly unrecorded: readonly string[]
}

/** Records products and completes the link that `beginStep` returned. @throws every RECORD_ code */
export async function endStep(recorder: StepRecorder, begun: Link, request: EndRequest): Promise<Link> {
  const { products: paths, listed, settings, directories } = request
  const recorded = await recorder.record({
    ...settings,
    ...(directories === undefined ? {} : { apart: directories.apart }),
    ...(listed === undefined ? { paths } : { paths: listed, named: 'by-listing' })
  })
  const { artifacts, leftOut } = recorded
  const { recorded: installed = NO_DIRECTORIES, unrecorded = [] } = directories ?? {}
  const half = { paths, leftOut, directories: installed.notes, unrecorded }
  const environment = withRecordedHalf(withProductSettings(begun.environment, settings), 'products', half)
  return {
    ...begun,
    products: withDirectories(artifacts, installed),
    command: request.command ?? begun.command,
    byproducts: request.byproducts ?? begun.byproducts,
    environment: withFacts(environment, 'products', recorded)
  }
}

/** What a recording says of its files beside their digests. */
function withFacts(environment: JsonObject, kind: ArtifactKind, recorded: StepRecorded): JsonObject {
  const { modes } = recorded
  return withCommit(modes === undefined ? environment : withModes(environment, kind, modes), kind, recorded)
}

/** The halves of a step may be told to leave out different files; then the link says both. */
function withProductSettings(environment: JsonObject, settings: RecordingSettings): JsonObject {
  const mine = settingsValue(settings)
  const recording = environment.get('recording') ?? jsonObject({})
  if (!isJsonObject(recording)) return environment
  const ofMaterials = new Map(recording)
  ofMaterials.delete('materials')
  ofMaterials.delete('scratch')
  if (writeJson(ofMaterials) === writeJson(mine)) return environment
  return new Map([...environment, ['recording', new Map([...recording, ['products', mine]])]])
}

/** True when a link says nothing about any file. */
export function recordedNothing({ materials, products }: { materials: Artifacts; products: Artifacts }): boolean {
  return materials.size === 0 && products.size === 0
}

/** @throws RECORDING_NOTHING for a link that says nothing about any file */
export function demandFiles(link: Link): void {
  if (!recordedNothing(link)) return
  throw new StagesError(
    'RECORDING_NOTHING',
    `Step ${quoteUntrusted(link.name)} recorded no file at all, so its link would say nothing.`,
    { hint: 'Name files or directories in materials and products, and look at exclude.' }
  )
}

/**
 * What was left out of a recording decides what rules can see, so it stands in the link; so does the run that the link
 * belongs to.
 */
function environmentOf({ settings, run }: BeginRequest): JsonObject {
  return jsonObject({
    recording: settingsValue(settings),
    ...(run !== undefined && Object.keys(run).length > 0 ? { run: encodeRunBinding(run) } : {})
  })
}

function settingsValue({ exclude, lstripPaths, lineEndings }: RecordingSettings): JsonObject {
  return jsonObject({
    exclude: excludesOf(exclude),
    ...(lstripPaths.length > 0 ? { lstrip_paths: lstripPaths } : {}),
    ...(lineEndings === 'normalise' ? { line_endings: 'normalised' } : {})
  })
}
