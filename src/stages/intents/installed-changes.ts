// SPDX-License-Identifier: Apache-2.0
// Which files of an installed directory a step changed. Tools write caches into them, and whoever takes the directory
// after that begins with another digest than its installer left; so the names are told where they changed. Size, time
// and mode of a file are enough for a notice, and nothing that is signed comes of them.
import { lstatSync, readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { Runner } from '../../base/runner.ts'
import { areSameBytes } from '../../intoto/intents/files.ts'
import type { ArtifactPath } from '../../intoto/artifacts/artifacts.ts'
import { yamlText, yamlTexts } from '../../intoto/intents/yaml-text.ts'
import type { Link } from '../../intoto/link/link.ts'
import { readDirectoryNotes } from '../../intoto/link/recording-notes.ts'
import { LIMITS } from '../../base/limits.ts'
import { compileExcludes } from '../../recording/excludes.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import type { FoundDirectory } from '../find-directories.ts'
import { recordDirectories } from '../installed-directories.ts'
import { placeOfDirectory, type DirectoryPlaces } from '../directory-lines.ts'
import { areOfPython, mayChangeLines } from './may-change-lines.ts'

/** Size, time and mode of each file, by its path in the directory. */
export type InstalledFiles = ReadonlyMap<string, string>

const MOST_NAMES = 5

/**
 * What lies in an installed directory, but for what its lines leave out; undefined where that is not known: there are more
 * files than are counted, or a directory cannot be read.
 *
 * @param path as the name of its artifact has it
 */
export function installedFiles(
  path: string,
  leftOut: readonly string[],
  places: DirectoryPlaces,
  most: number = LIMITS.countedLeftOut
): InstalledFiles | undefined {
  const { base, below } = placeOfDirectory(path, places)
  const top = join(base, below)
  const excludes = compileExcludes(leftOut)
  const found = new Map<string, string>()
  const open = ['']
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entries = entriesThere(join(top, at))
    if (entries === undefined) return undefined
    for (const entry of entries) {
      const name = at === '' ? entry.name : `${at}/${entry.name}`
      if (excludes.entry(name, entry.name, entry.isDirectory()) !== undefined) continue
      if (entry.isDirectory()) open.push(name)
      else found.set(name, factsOf(join(top, name)))
      if (found.size > most) return undefined
    }
  }
  return found
}

/** What lies in the installed directories that a link began with, by the names of their artifacts, where it is known. */
export function installedOf(link: Pick<Link, 'environment'>, places: DirectoryPlaces): Map<string, InstalledFiles> {
  const found = new Map<string, InstalledFiles>()
  for (const [name, lines] of directoriesOf(link)) {
    const files = installedFiles(name.slice('dir:'.length), lines, places)
    if (files !== undefined) found.set(name, files)
  }
  return found
}

function directoriesOf({ environment }: Pick<Link, 'environment'>): ReadonlyMap<string, readonly string[]> {
  return readDirectoryNotes(environment, 'materials') ?? new Map<string, readonly string[]>()
}

/** Tells what changed since in the installed directories that a link began with. */
export function tellInstalledChanges(
  begun: Pick<Link, 'name' | 'environment'>,
  before: ReadonlyMap<string, InstalledFiles>,
  places: DirectoryPlaces,
  runner: Pick<Runner, 'annotate' | 'log'>
): void {
  const changed = new Map<string, Changed>()
  const after = installedOf(begun, places)
  for (const name of directoriesOf(begun).keys()) {
    const directory = name.slice('dir:'.length)
    const [then, now] = [before.get(name), after.get(name)]
    if (then === undefined || now === undefined) {
      runner.log(
        `Step ${quoteUntrusted(begun.name)}: what it changed in ${quoteUntrusted(directory)} is not listed, since there are too many files to compare, or not all of it can be read.`
      )
      continue
    }
    const files = changedFiles(then, now)
    if (files.length > 0) changed.set(directory, { files, all: new Set([...then.keys(), ...now.keys()]) })
  }
  tellChanged(begun.name, changed, runner)
}

/**
 * Tells in which installed directories something changed where nobody knows what lay there when the step began: by their
 * digests, which the link has.
 *
 * @throws DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
 */
export async function tellOtherDigests(
  recorder: Pick<Recorder, 'record'>,
  begun: Pick<Link, 'name' | 'environment' | 'materials'>,
  places: DirectoryPlaces,
  runner: Pick<Runner, 'annotate'>
): Promise<void> {
  const notes = readDirectoryNotes(begun.environment, 'materials') ?? new Map<string, readonly string[]>()
  for (const [name, leftOut] of notes) {
    const path = name.slice('dir:'.length)
    const { base, below } = placeOfDirectory(path, places)
    const before = begun.materials.get(name as ArtifactPath)
    if (before === undefined || lstatSync(join(base, below), { throwIfNoEntry: false })?.isDirectory() !== true)
      continue
    const found: FoundDirectory = { path, line: { text: path, leftOut }, kind: 'directory' }
    const [after] = (await recordDirectories(recorder, [found], places)).artifacts
    if (after !== undefined && !areSameBytes(after[1], before))
      tellChanged(begun.name, new Map([[path, { files: [], all: new Set() }]]), runner)
  }
}

/** Paths of files that came, went or changed. */
function changedFiles(before: InstalledFiles, after: InstalledFiles): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}

interface Changed {
  /** None where nobody knows them. */
  readonly files: readonly string[]
  /** What lies or lay in the directory. */
  readonly all: ReadonlySet<string>
}

/** Tells which files of installed directories a step changed, and how to say that they may. */
function tellChanged(step: string, changed: ReadonlyMap<string, Changed>, runner: Pick<Runner, 'annotate'>): void {
  for (const [directory, { files, all }] of changed) {
    const names = files.length === 0 ? '' : `: ${listed(files, MOST_NAMES, (file) => quoteUntrusted(file))}`
    runner.annotate(
      'warning',
      'Installed files changed',
      `Step ${quoteUntrusted(step)} changed files in ${quoteUntrusted(directory)}, which another step installed${names}. A step that takes the directory after this one begins with other bytes than its installer left, and the gate refuses that (TAKES_DIFFERS). ${cureOf(directory, files, all)}`
    )
  }
}

function cureOf(directory: string, files: readonly string[], all: ReadonlySet<string>): string {
  const python = areOfPython(files)
    ? 'Python writes such files when it imports: set `PYTHONDONTWRITEBYTECODE=1` in the environment of this step, and install anew. '
    : ''
  const lines = files.length === 0 ? undefined : mayChangeLines(files, all)
  if (lines === undefined)
    return `${python}Find out what wrote into it, and let that write elsewhere. Only files that a tool rewrites by itself, and that nothing loads, should be named with \`may-change\` at the step that installs them.`
  return `${python}${python === '' ? 'If tools rewrite these files' : 'Or'}, say so at the step that installs them, and sign the layout: \`installs-into: { ${yamlText(directory)}: { may-change: ${yamlTexts(lines)} } }\`. Nobody checks any more what such a line covers.`
}

/** Undefined for what cannot be read; of what is gone, nothing is there. */
function entriesThere(directory: string): Dirent[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : undefined
  }
}

function factsOf(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats === undefined ? 'gone' : `${stats.size} ${stats.mtimeMs} ${stats.mode}`
}
