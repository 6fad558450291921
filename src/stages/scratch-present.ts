// SPDX-License-Identifier: Apache-2.0
// What a stage does not record must not lie there when it begins: nobody would see where it came from. A restored cache, a
// kept workspace and whatever ran before in the job could all put it there.
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { compileExcludes, type Excludes } from '../recording/excludes.ts'
import { isGitName } from '../recording/git-name.ts'
import { placeOf } from '../recording/place-of.ts'
import { isOfCheckout, NO_CHECKOUTS, type CheckoutsBelow } from './checkouts-below.ts'
import { StagesError } from './codes.ts'
import { compileDirectoryLine, placeOfDirectory, type DirectoryLine, type DirectoryPlaces } from './directory-lines.ts'
import { findDirectories, type FoundDirectory } from './find-directories.ts'

/** What lies there and should not. */
interface Scratch {
  readonly path: string
  /** What would keep it out of the recording. */
  readonly reason:
    | { readonly by: 'exclude'; readonly pattern: string }
    | { readonly by: 'installs'; readonly asked: 'input' | 'flag' | 'layout' }
  readonly isTracked: boolean
}

export interface ScratchRequest {
  readonly step: string
  readonly exclude: readonly string[]
  readonly installs: readonly DirectoryLine[]
  /** Directories that are recorded as one artifact each. */
  readonly apart: ReadonlySet<string>
  readonly places: DirectoryPlaces
  /** The files that git tracks, relative to the workspace; none where it cannot tell. */
  readonly tracked: () => Promise<readonly string[]>
  /** Whether links of the commit are recorded by the names of their targets, so that no pattern for directories fits them. */
  readonly linksByName: boolean
  /** What lies below the workspace, for who has looked already. */
  readonly below?: CheckoutsBelow | undefined
}

export interface InstallsRequest extends Pick<ScratchRequest, 'step' | 'installs' | 'places' | 'apart'> {
  /** What names the directories: an input of an action unless it says otherwise. */
  readonly asked?: 'input' | 'flag' | 'layout'
  /** Whether the commit has files in a directory, which therefore fits no pattern; every directory does unless it is given. */
  readonly isTracked?: (path: string) => boolean
}

/**
 * An error about the first thing that lies there and that the stage would not record; undefined where there is none.
 *
 * @throws RECORD_UNREADABLE
 */
export async function scratchPresent(request: ScratchRequest): Promise<StagesError | undefined> {
  const { exclude, installs } = request
  const tracked = exclude.length + installs.length === 0 ? [] : await request.tracked()
  const installed = installedBefore(request, tracked)
  if (installed !== undefined) return installed
  // Where no pattern leaves anything out, a `.git` alone is looked for. That look was taken, 6 ms for 400 directories.
  const isNone = exclude.length === 0 && request.below === NO_CHECKOUTS
  const excludes = compileExcludes(exclude)
  const scratch =
    trackedScratch(tracked, excludes, request) ??
    (isNone ? undefined : find('', { ...request, excludes, known: new Set(tracked) }))
  return scratch === undefined ? undefined : present(request.step, scratch)
}

/** An error about the first thing that lies where a step is to install. @param tracked files that git tracks */
export function installedBefore(
  { step, installs, places, apart, asked = 'input', isTracked: fitsNone }: InstallsRequest,
  tracked: readonly string[] = []
): StagesError | undefined {
  const [installed] = findDirectories(installs, places, apart, fitsNone).filter((found) => !isEmpty(found, places))
  if (installed === undefined) return undefined
  const { path } = installed
  const isTracked = tracked.some((file) => file.startsWith(`${path}/`))
  return present(step, { path, reason: { by: 'installs', asked }, isTracked })
}

/** An empty directory hides nothing. */
function isEmpty({ path, kind }: FoundDirectory, places: DirectoryPlaces): boolean {
  const { base, below } = placeOfDirectory(path, places)
  try {
    return kind === 'directory' && readdirSync(join(base, below)).length === 0
  } catch {
    // What cannot be read may hold anything.
    return false
  }
}

/** Tracked files are named also where somebody took them away. */
function trackedScratch(
  tracked: readonly string[],
  excludes: Excludes,
  { installs, apart }: ScratchRequest
): Scratch | undefined {
  const fits = installs.map(compileDirectoryLine)
  for (const path of tracked) {
    const directories = directoriesAbove(path)
    if (directories.some((directory) => apart.has(directory))) continue
    if (directories.some((directory) => fits.some((fit) => fit(directory))))
      return { path, reason: { by: 'installs', asked: 'input' }, isTracked: true }
    const pattern = excludes.path(path, false)
    if (pattern !== undefined) return { path, reason: { by: 'exclude', pattern }, isTracked: true }
  }
  return undefined
}

function directoriesAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

interface Search extends Pick<ScratchRequest, 'apart' | 'places' | 'linksByName'> {
  readonly excludes: Excludes
  readonly known: ReadonlySet<string>
}

function find(directory: string, search: Search): Scratch | undefined {
  // What is neither excluded nor readable is for the recording to tell.
  for (const entry of entriesOf(directory, search) ?? []) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`
    const isDirectory = entry.isDirectory()
    if (isDirectory && search.apart.has(path)) continue
    if (entry.name === '.git') {
      // The one at the top belongs to the checkout of the stage.
      if (directory === '' || isOfCheckout(join(search.places.workspace, path))) continue
      return { path, reason: { by: 'exclude', pattern: '.git' }, isTracked: false }
    }
    const pattern =
      search.excludes.entry(path, entry.name, isDirectory) ??
      (entry.isSymbolicLink() ? patternOfLink(path, entry.name, search) : undefined)
    // An empty directory hides nothing.
    const example = pattern === undefined ? undefined : isDirectory ? fileIn(path, search) : path
    if (pattern !== undefined && example !== undefined)
      return { path: example, reason: { by: 'exclude', pattern }, isTracked: search.known.has(example) }
    const inside = isDirectory && pattern === undefined ? find(path, search) : undefined
    if (inside !== undefined) return inside
  }
  return undefined
}

/**
 * Git takes no link for a directory. The recording does where a link leads to one, so patterns for directories leave it
 * out there. What leads nowhere yet may lead to one when somebody looks.
 */
function patternOfLink(
  path: string,
  name: string,
  { excludes, known, linksByName, places }: Search
): string | undefined {
  const pattern = excludes.entry(path, name, true)
  if (pattern === undefined) return undefined
  const { workspace } = places
  const place = join(workspace, path)
  try {
    if (statSync(place).isFile()) return undefined
    if (!linksByName || !known.has(path)) return pattern
    return placeOf(realpathSync.native(workspace), realpathSync.native(place)) === 'inside' ? undefined : pattern
  } catch {
    return linksByName && known.has(path) ? undefined : pattern
  }
}

/** What cannot be read may hold anything. */
function fileIn(directory: string, search: Search): string | undefined {
  const entries = entriesOf(directory, search)
  if (entries === undefined) return directory
  for (const entry of entries) {
    const path = `${directory}/${entry.name}`
    if (entry.isDirectory() && search.apart.has(path)) continue
    const file = entry.isDirectory() ? fileIn(path, search) : path
    if (file !== undefined) return file
  }
  return undefined
}

function entriesOf(directory: string, { places }: Search): Dirent[] | undefined {
  try {
    return readdirSync(join(places.workspace, directory), { withFileTypes: true })
  } catch {
    return undefined
  }
}

/**
 * An error about what lies there when a step in intents begins.
 *
 * @param line of scratch, which would keep it out of the recording
 */
export function unrecordedScratch(step: string, path: string, line: string): StagesError {
  return new StagesError(
    'SCRATCH_PRESENT',
    `Step ${quoteUntrusted(step)} begins, and ${quoteUntrusted(path)} lies there already, which the line ${quoteUntrusted(line)} of scratch keeps out of what is recorded.`,
    {
      at: `scratch of step ${quoteUntrusted(step)}`,
      hint: 'A cache that was restored, a workspace that was kept, an earlier stage of the job, or this step when it ran before put it there. Restore caches after the stage has begun. If an earlier stage installs packages there, write `installs-into` at that step of the layout and let this one take it; if it makes files that this one uses, write them as its `may-add`; else remove it before this stage.'
    }
  )
}

function present(step: string, { path, reason, isTracked }: Scratch): StagesError {
  const message =
    reason.by === 'installs'
      ? `${quoteUntrusted(path)} exists already, but step ${quoteUntrusted(step)} is to install it itself.`
      : `${quoteUntrusted(path)} already exists when step ${quoteUntrusted(step)} begins, but the exclude pattern ${quoteUntrusted(reason.pattern)} hides it from the recording.`
  return new StagesError('SCRATCH_PRESENT', `${message}${isTracked ? ' Git tracks it.' : ''}`, {
    at: reason.by === 'installs' ? AT[reason.asked] : reason.by,
    hint: hintFor(path, reason, isTracked)
  })
}

const AT = { input: 'installs', flag: '--installs', layout: 'installs-into' } as const

function hintFor(path: string, reason: Scratch['reason'], isTracked: boolean): string {
  if (isTracked)
    return reason.by === 'installs'
      ? `Take the directory out of \`${AT[reason.asked]}\`: what is committed is recorded as source. Or take the files out of the commit.`
      : 'What the commit holds is recorded: take the pattern away, or make it narrower.'
  if (reason.by === 'exclude' && path.endsWith('/.git'))
    return 'It belongs to no checkout. Find out which step put it there, and remove it.'
  if (path.split('/').some(isGitName))
    return 'What lies in the directory of git is no package: keep it, and name the directory that the step fills, such as `node_modules`.'
  if (reason.by === 'installs') {
    const removal = /^[\w.~][\w./~@+-]*$/.test(path) ? `: rm -rf ${path}` : '.'
    return reason.asked === 'flag'
      ? `Delete it first${removal}`
      : `If a cache put it there, restore caches after the stage has begun, or in its command. Else delete it in a workflow step before the stage${removal}`
  }
  const before =
    'A cache that was restored, a workspace that was kept, or an earlier step of the job put it there, and what is in it would go into the step unseen.'
  const ways =
    'If packages lie there: let a stage install them that names the directory in `installs`, and name it in `dependencies` here. Else remove it before the stage, or let it come only after the stage has begun: restore caches and install in the command.'
  return `${before} ${ways}`
}
