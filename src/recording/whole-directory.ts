// SPDX-License-Identifier: Apache-2.0
// One artifact for a whole directory: the SHA-256 of a text with one line a file, as `sha256sum` prints it (ITE-4). What
// is no plain file has a line of a form that no file can have, so that two different trees never have one text.
import { createHash } from 'node:crypto'
import { readlinkSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { digestSet, sha256In, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import type { ArtifactNames, ArtifactUri } from './artifact-names.ts'
import { RecordingError } from './codes.ts'
import { PlannedFiles, type Plan, type PlannedFile } from './plan.ts'
import { refuseAllLeftOut } from './left-out.ts'
import { hashFile } from './hash-file.ts'
import { errorCode, follow, notRegular, realPlace, unreadable } from './follow.ts'
import { placeOf } from './place-of.ts'
import { readDirectory } from './read-directory.ts'
import { leadsTo, type WalkOptions } from './walk.ts'

/** Of the text; paths are relative to the directory. */
type Line = readonly [path: string, line: string]

/**
 * A plan for the directory as one artifact. Links are not followed, so that they may lead round in circles; where they
 * may not lead outwards, they must lead to something.
 *
 * @throws RECORD_NOT_FOUND, RECORD_NAME_AMBIGUOUS, RECORD_NOT_REGULAR, RECORD_OUTSIDE, RECORD_SYMLINK_BROKEN,
 * RECORD_SYMLINK_CYCLE, RECORD_EXCLUDED, RECORD_UNREADABLE, RECORD_NAME_NOT_UTF8, RECORD_NAME_TAKEN, RECORD_BACKSLASH
 */
export function planDirectory(
  uri: ArtifactUri,
  walk: WalkOptions,
  names: ArtifactNames,
  found?: (file: PlannedFile) => void
): Plan {
  const directory = resolve(walk.resolve(uri.path))
  if (!isDirectory(uri.path, walk)) {
    throw new RecordingError('RECORD_NOT_FOUND', `${quoteUntrusted(`${uri.scheme}${uri.path}`)} is not a directory.`, {
      hint: `Name a directory after "${uri.scheme}".`
    })
  }
  leadsTo(uri.path, 'named', walk)
  const { files: paths, lines } = listDirectory(uri, {
    ...walk,
    known: walk.known && ((path) => walk.known?.(`${uri.path}/${path}`)),
    resolve: (path) => (path === '.' ? directory : `${directory}${sep}${path}`)
  })
  const key = names.name(uri)
  const files = new PlannedFiles((name) => `${directory}${sep}${name.slice(uri.path.length + 1)}`)
  for (const path of paths) {
    const file = files.add(`${uri.path}/${path}`)
    found?.(file)
  }
  return {
    modes: () => [],
    entries: paths.length + lines.length,
    files,
    artifacts: {
      kind: 'one',
      name: key,
      digests: (digestsOf) => {
        const text = paths.map((path, index): Line => [path, `${sha256Of(digestsOf(index))}  ${path}\n`])
        for (const line of lines) text.push(line)
        text.sort(([a], [b]) => compareCodePoints(a, b))
        const whole = createHash('sha256')
        for (const [, line] of text) whole.update(line)
        return digestSet([['sha256', whole.digest('hex')]])
      }
    }
  }
}

interface Listing {
  /** Plain files. */
  readonly files: string[]
  /** Of whatever is none. */
  readonly lines: Line[]
}

function listDirectory(uri: ArtifactUri, options: WalkOptions): Listing {
  const found: Listing = { files: [], lines: [] }
  const hiding = options.leftOut.hiding(() => listEntries('', uri, options, found))
  if (found.files.length + found.lines.length === 0 && options.named === 'by-caller')
    refuseAllLeftOut('.', hiding, options.lookingFor)
  return found
}

/** @returns how many entries there are, with those that are left out */
function listEntries(prefix: string, uri: ArtifactUri, options: WalkOptions, found: Listing): number {
  const entries = readDirectory(prefix === '' ? '.' : prefix.slice(0, -1), options)
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`
    const pattern = options.excludes.entry(path, entry.name, entry.isDirectory())
    if (pattern !== undefined) {
      if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path), path)
      else options.leftOut.file(pattern, path)
      continue
    }
    refuseAmbiguous(uri, path)
    if (entry.isFile()) found.files.push(path)
    else if (entry.isSymbolicLink()) {
      const content =
        options.linkedDirectoriesIn === undefined
          ? undefined
          : contentOutside(uri, path, options.linkedDirectoriesIn, options)
      const name = `link ${targetOf(path, options)}`
      found.lines.push([path, `${content === undefined ? name : `${name} file ${content}`}  ${path}\n`])
    } else if (!entry.isDirectory()) throw notRegular(`${uri.path}/${path}`)
    else {
      options.entered.directory(options.resolve(path), `${uri.path}/${path}`)
      if (listEntries(`${path}/`, uri, options, found) === 0) found.lines.push([path, `empty  ${path}\n`])
    }
  }
  return entries.length
}

/**
 * A name says nothing of what a link leads to, so that must lie where it is seen: in the directory itself or in another
 * one, which is recorded besides. A file that lies elsewhere counts by its content, too; a directory is refused.
 *
 * @returns the SHA-256 of such a file, 64 digits; undefined for what is seen, for devices, and for what leads nowhere
 * @throws RECORD_OUTSIDE, RECORD_UNREADABLE, RECORD_FILE_CHANGED
 */
function contentOutside(uri: ArtifactUri, path: string, within: string, { resolve }: WalkOptions): string | undefined {
  const target = linkedPlace(resolve(path), path)
  if (target === undefined || isInside(realPlace(resolve('.'), uri.path), target.real)) return undefined
  const { real, kind } = target
  if (placeOf(realPlace(within, within), real) === 'inside') return undefined
  if (kind === 'file') return hashFile(real, `${uri.path}/${path}`, { algorithms: ['sha256'], lineEndings: 'as-is' })[0]
  throw new RecordingError(
    'RECORD_OUTSIDE',
    `${quoteUntrusted(`${uri.path}/${path}`)} is a symbolic link to a directory where nothing is recorded, ${quoteUntrusted(real.replaceAll(sep, '/'))}, so nobody would see what changes there.`,
    {
      hint: 'Install copies instead of links: keep the store of the package manager for packages that are linked in the directory itself (pnpm: `enableGlobalVirtualStore: false`), and use no `npm link`. Where nothing reads it, leave it out with a line that begins with `!`.'
    }
  )
}

/** The real path of the file or directory that a link leads to; undefined for devices, and for what leads nowhere. */
function linkedPlace(
  place: string,
  path: string
): { readonly real: string; readonly kind: 'file' | 'directory' } | undefined {
  try {
    const stats = statSync(place)
    if (!stats.isFile() && !stats.isDirectory()) return undefined
    return { real: realpathSync.native(place), kind: stats.isFile() ? 'file' : 'directory' }
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error))) return undefined
    throw unreadable(path, error)
  }
}

const isInside = (directory: string, path: string): boolean =>
  path === directory || path.startsWith(`${directory}${sep}`)

/** The SHA-256 of the bytes that a link leads to by name: spelt out, it could hold what stands between it and the path. */
function targetOf(path: string, options: WalkOptions): string {
  // A link of the commit is what it is, wherever it leads.
  if (options.symlinkedDirectories === 'within' && options.known?.(path)?.kind !== 'link') {
    follow(path, options)
    leadsTo(path, 'found', options)
  }
  try {
    return createHash('sha256')
      .update(readlinkSync(options.resolve(path), { encoding: 'buffer' }))
      .digest('hex')
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** @throws RECORD_ codes */
function isDirectory(path: string, walk: WalkOptions): boolean {
  try {
    return follow(path, walk).isDirectory()
  } catch (error) {
    // Nothing lies below a file.
    if (((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ENOTDIR') return false
    throw error
  }
}

/** The text has no way of saying where such a name ends, so two directories would have one digest. */
function refuseAmbiguous({ scheme, path: root }: ArtifactUri, path: string): void {
  if (!/[\n\r\\]/.test(path)) return
  throw new RecordingError(
    'RECORD_NAME_AMBIGUOUS',
    `${quoteUntrusted(`${root}/${path}`)} has a line break or a backslash in its name, so the digest of ${quoteUntrusted(`${scheme}${root}`)} could mean other files.`,
    {
      hint: 'Rename the file, or exclude it (under `may-change` of the directory in intents), or record the files of the directory one by one.'
    }
  )
}

function sha256Of(digests: DigestSet): string {
  const sha256 = sha256In(digests)
  // Without it the text would hold names alone, and directories of any content would be one.
  if (sha256 === undefined) throw new TypeError('a directory has a digest only where SHA-256 is computed')
  return sha256
}
