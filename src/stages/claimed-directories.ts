// SPDX-License-Identifier: Apache-2.0
// Directories of packages of an isolated stage. They lie in the working job alone, so the signing job takes what was
// installed from its record, and what is used from the link of the step that installed it.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import type { Link } from '../intoto/link/link.ts'
import { readDirectoryNotes, type DirectoryNotes } from '../intoto/link/recording-notes.ts'
import { artifactNameOfDirectory, lineOf, type DirectoryLine } from './directory-lines.ts'
import { unmet } from './find-directories.ts'
import { NO_DIRECTORIES, type RecordedDirectories } from './installed-directories.ts'
import { signRefused } from './sign-refused.ts'
import type { WorkedStage } from './stage-to-sign.ts'

const PREFIX = artifactNameOfDirectory('')

/** A test for names of products, as a recording of installed directories gives them. */
export function installedPlaces(lines: readonly DirectoryLine[]): (name: string) => boolean {
  const named = lineOf(lines)
  return (name) => name.startsWith(PREFIX) && named(name.slice(PREFIX.length)) !== undefined
}

/**
 * What the products of a record are of installed directories.
 *
 * @throws SIGN_REFUSED where a line has none, or the record leaves other files out of one
 */
export function installedByRecord(
  { step, installs }: Pick<WorkedStage, 'step' | 'installs'>,
  claimed: Link
): DirectoryNotes {
  const paths = directoriesIn(claimed.products, installs)
  demandEach(installs, paths, (line) =>
    signRefused(step, `its record says of nothing that it was installed in ${quoteUntrusted(line.text)}`, {
      hint: 'Give both jobs the same `installs`. Nothing is signed.'
    })
  )
  const notes = notesOf(paths, installs)
  const other = [...notes].find(([name, lines]) => !leavesOutTheSame(claimed, name, lines))
  if (other === undefined) return notes
  throw signRefused(
    step,
    `its record leaves other files out of ${quoteUntrusted(other[0])} than its \`installs\` says`,
    {
      hint: 'Give both jobs the same `installs`. If they have it, the working job changed its record. Nothing is signed.'
    }
  )
}

/**
 * The digests of directories that a stage uses, as the link of their installer has them.
 *
 * @param links of the steps that it takes over from
 * @throws SIGN_REFUSED
 */
export function dependenciesByLink(
  { step, dependencies }: Pick<WorkedStage, 'step' | 'dependencies'>,
  links: readonly Link[]
): RecordedDirectories {
  if (dependencies.length === 0) return NO_DIRECTORIES
  const installer = links.find(({ products }) => directoriesIn(products, dependencies).length > 0) ?? links[0]
  const hint =
    'Take over from the step that installs them, with the same lines; or let this stage install its own by `installs`.'
  if (installer === undefined)
    throw signRefused(step, 'it uses installed directories, and takes over from no step that installed them', { hint })
  const paths = directoriesIn(installer.products, dependencies)
  demandEach(dependencies, paths, (line) =>
    signRefused(
      step,
      `step ${quoteUntrusted(installer.name)}, from which it takes over, installed nothing in ${quoteUntrusted(line.text)}`,
      { hint }
    )
  )
  const notes = notesOf(paths, dependencies)
  const other = [...notes].find(([name, lines]) => !leavesOutTheSame(installer, name, lines))
  if (other !== undefined)
    throw signRefused(
      step,
      `it leaves other files out of ${quoteUntrusted(other[0])} than step ${quoteUntrusted(installer.name)}, which installed it`,
      { hint: 'Write the same `!` lines in `installs` and `dependencies`.' }
    )
  const artifacts = paths.map((path): [ArtifactPath, DigestSet] => {
    const name = artifactNameOfDirectory(path) as ArtifactPath
    return [name, installer.products.get(name) as DigestSet]
  })
  return { ...NO_DIRECTORIES, artifacts, notes, apart: new Set(paths) }
}

/** Whether an installer left just these lines out of a directory. */
export function leavesOutTheSame({ environment }: Link, name: string, lines: readonly string[]): boolean {
  const told = readDirectoryNotes(environment, 'products')?.get(name) ?? []
  return told.length === lines.length && told.every((line, index) => line === lines[index])
}

function directoriesIn(products: Artifacts, lines: readonly DirectoryLine[]): string[] {
  const isNamed = installedPlaces(lines)
  return [...products.paths()].filter(isNamed).map((name) => name.slice(PREFIX.length))
}

function demandEach(
  lines: readonly DirectoryLine[],
  paths: readonly string[],
  refused: (line: DirectoryLine) => Error
): void {
  const missing = unmet(
    lines,
    paths.map((path) => ({ path }))
  )
  if (missing !== undefined) throw refused(missing)
}

function notesOf(paths: readonly string[], lines: readonly DirectoryLine[]): DirectoryNotes {
  const named = lineOf(lines)
  return new Map(paths.map((path) => [artifactNameOfDirectory(path), named(path)?.leftOut ?? []]))
}
