// SPDX-License-Identifier: Apache-2.0
// Directories of installed packages as artifacts: each is one digest, beside what a walk finds, so that links stay small.
import { createHash } from 'node:crypto'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import { withMore } from '../intoto/artifacts/more-artifacts.ts'
import type { DirectoryNotes } from '../intoto/link/recording-notes.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { StagesError } from './codes.ts'
import {
  artifactNameOfDirectory,
  placeOfDirectory,
  type DirectoryLine,
  type DirectoryPlaces
} from './directory-lines.ts'
import { demandDirectories, findDirectories, unmet, type FoundDirectory } from './find-directories.ts'

/** Directories that are one artifact each. */
export interface RecordedDirectories {
  readonly artifacts: readonly (readonly [ArtifactPath, DigestSet])[]
  readonly notes: DirectoryNotes
  /** Paths that a walk of the workspace does not enter. */
  readonly apart: ReadonlySet<string>
  /** How many files each line left out, with the directory before it. */
  readonly leftOut: ReadonlyMap<string, number>
}

export const NO_DIRECTORIES: RecordedDirectories = {
  artifacts: [],
  notes: new Map(),
  apart: new Set(),
  leftOut: new Map()
}

/** The names of their artifacts. */
export function artifactNamesOf({ artifacts }: RecordedDirectories): string[] {
  return artifacts.map(([name]) => name)
}

const NOTHING = createHash('sha256').digest('hex')

/** How directories are looked for. */
export interface DirectoryQuestion {
  /** Whether the commit has files in a directory, which therefore fits no pattern. */
  readonly isTracked?: (path: string) => boolean
  /** What names the directories: inputs of the stage unless it says otherwise. */
  readonly asked?: 'inputs' | 'layout'
}

/**
 * The directories that an earlier stage installed and this one uses, as they are when it begins.
 *
 * @throws DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
 */
export async function recordDependencies(
  recorder: Pick<Recorder, 'record'>,
  lines: readonly DirectoryLine[],
  places: DirectoryPlaces,
  { isTracked, asked = 'inputs' }: DirectoryQuestion = {}
): Promise<RecordedDirectories> {
  const found = findDirectories(lines, places, undefined, isTracked)
  const missing = unmet(lines, found)
  if (missing !== undefined && asked === 'layout') throw notInstalled(missing)
  if (missing !== undefined)
    throw new StagesError(
      'DEPENDENCY_MISSING',
      `${quoteUntrusted(missing.text)} is listed in dependencies, but does not exist when the step begins.`,
      {
        at: 'dependencies',
        hint: 'Install it in an earlier stage of this job, with the same line in `installs`. Another job runs on another machine: install it again there.'
      }
    )
  return recordDirectories(recorder, found, places, (line, path) =>
    nothingIn(line, 'DEPENDENCY_MISSING', 'is listed in dependencies, but holds no file that counts', path)
  )
}

/**
 * The directories that a stage has filled, as they are when it ends.
 *
 * @param before directories that it began with
 * @throws INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
 */
export async function recordInstalled(
  recorder: Pick<Recorder, 'record'>,
  lines: readonly DirectoryLine[],
  places: DirectoryPlaces,
  before: ReadonlySet<string>,
  isTracked?: (path: string) => boolean
): Promise<RecordedDirectories> {
  const found = findDirectories(lines, places, before, isTracked)
  const missing = unmet(lines, found)
  if (missing !== undefined)
    throw nothingIn(missing, 'INSTALLED_NOTHING', 'is listed in installs, but nothing is there')
  return recordDirectories(recorder, found, places, (line, path) =>
    nothingIn(line, 'INSTALLED_NOTHING', 'is listed in installs, but holds no file that counts', path)
  )
}

/** Artifacts with those of directories. */
export function withDirectories(artifacts: Artifacts, { artifacts: more }: RecordedDirectories): Artifacts {
  return withMore(artifacts, more)
}

function notInstalled({ text }: DirectoryLine): StagesError {
  const own = JSON.stringify(text)
  const scratch = JSON.stringify(`${text.replace(/^\*\*\//, '')}/`)
  return new StagesError(
    'DEPENDENCY_MISSING',
    `By the layout this step begins with ${quoteUntrusted(text)}, which a step that it takes installed, and nothing lies there.`,
    {
      at: 'takes',
      hint: `What is installed stays in its job. Where this step runs in another one, let it install its own: write \`installs-into: ${own}\` at this step of layout.yml, or \`scratch: ${scratch}\` if nobody takes it from here. Sign the layout anew.`
    }
  )
}

function nothingIn(
  { text }: DirectoryLine,
  code: 'INSTALLED_NOTHING' | 'DEPENDENCY_MISSING',
  what: string,
  path = text
): StagesError {
  if (path !== text)
    return new StagesError(
      code,
      `${quoteUntrusted(path)} holds no file that counts, and fits the line ${quoteUntrusted(text)}.`,
      {
        hint: `Delete ${quoteUntrusted(path)} if it is empty, see what installs there, or write the line so that it does not fit. A line below it with \`!\` may leave out all that lies there.`
      }
    )
  return new StagesError(code, `${quoteUntrusted(text)} ${what}.`, {
    hint: `See that ${code === 'INSTALLED_NOTHING' ? 'the command' : 'the earlier stage'} installs there (npm writes no node_modules for a project without dependencies), and that no line below it with \`!\` leaves out all of it. Else take the line away.`
  })
}

/**
 * Records directories that were found.
 *
 * @param nothing makes an error of a line of which a directory holds no file that counts; without it, that is recorded
 * @throws DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
 */
export async function recordDirectories(
  recorder: Pick<Recorder, 'record'>,
  found: readonly FoundDirectory[],
  places: DirectoryPlaces,
  nothing?: (line: DirectoryLine, path: string) => StagesError
): Promise<RecordedDirectories> {
  demandDirectories(found, places)
  const artifacts: [ArtifactPath, DigestSet][] = []
  const leftOut = new Map<string, number>()
  for (const { path, line } of found) {
    const { digest, hidden } = await digestOf(recorder, path, line, places)
    for (const [left, number] of hidden)
      leftOut.set(`${artifactNameOfDirectory(path)}/${left.replace(/^\//, '')}`, number)
    if (digest === `sha256:${NOTHING}` && nothing !== undefined) throw nothing(line, path)
    artifacts.push([artifactNameOfDirectory(path) as ArtifactPath, digest])
  }
  return {
    artifacts,
    notes: new Map(found.map(({ path, line }) => [artifactNameOfDirectory(path), line.leftOut])),
    apart: new Set(found.map(({ path }) => path)),
    leftOut
  }
}

/** Nothing is left out but what the line says: what is called `.git` in there can be loaded like any file. */
async function digestOf(
  recorder: Pick<Recorder, 'record'>,
  path: string,
  { leftOut }: DirectoryLine,
  places: DirectoryPlaces
): Promise<{ readonly digest: DigestSet; readonly hidden: ReadonlyMap<string, number> }> {
  const { base, below } = placeOfDirectory(path, places)
  const { artifacts, leftOut: hidden } = await recorder.record({
    paths: [artifactNameOfDirectory(below)],
    baseDirectory: base,
    exclude: leftOut,
    lstripPaths: [],
    lineEndings: 'as-is',
    // A link counts by its name. It may lead to the packages of the workspace, and to a file anywhere, by its content: the Python of a machine.
    symlinkedDirectories: 'skip',
    linkedDirectoriesIn: places.workspace,
    named: 'by-listing'
  })
  const [recorded] = artifacts
  if (recorded !== undefined) return { digest: recorded[1], hidden }
  throw new TypeError(`nothing was recorded of ${path}`)
}
