// SPDX-License-Identifier: Apache-2.0
// What the beginning of a stage tells its end of directories of packages: which are to be installed, and which lay there.
import type { Environment } from '../base/environment.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { invalid } from '../base/inputs.ts'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import type { Link } from '../intoto/link/link.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import type { CheckoutsBelow } from './checkouts-below.ts'
import { StagesError } from './codes.ts'
import { leavesOutTheSame } from './claimed-directories.ts'
import type { SourceMode } from './commit-notes.ts'
import { encodeDirectoryLines, homeIn, isOfHome, parseDirectoryLines, type DirectoryLine } from './directory-lines.ts'
import type { DependencyInputs } from './inputs/dependency-inputs.ts'
import { recordDependencies, recordInstalled, type RecordedDirectories } from './installed-directories.ts'
import { scratchPresent } from './scratch-present.ts'
import { trackedIn } from './tracked-in.ts'

export interface BegunDirectories {
  readonly installs: readonly DirectoryLine[]
  /** Paths of directories that the stage began with, recorded as one artifact each. */
  readonly used: readonly string[]
  /** The home of the user when the stage began; empty where no line names it. */
  readonly home: string
  /** What lies there that a stage must not begin with, where only the end knows whether it matters; else empty. */
  readonly scratch: string
}

export interface DirectoriesRequest extends DependencyInputs {
  readonly step: string
  readonly exclude: readonly string[]
  /** Whether the stage may be a checkout, which removes what lies there: it records nothing before, and names no command. */
  readonly mayCheckOut: boolean
  readonly workspace: string
  readonly environment: Environment
  readonly source: SourceMode
  /** Links of steps whose products were taken over. */
  readonly takenOver: readonly Link[]
  /** What lies below the workspace, for who has looked already. */
  readonly below?: CheckoutsBelow
}

/**
 * Looks at the directories of packages before anything else is recorded.
 *
 * @throws SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, INPUT_INVALID, RECORD_ codes
 */
export async function beginDirectories(
  recorder: Recorder,
  { step, exclude, mayCheckOut, workspace, environment, source, takenOver, below, ...lines }: DirectoriesRequest
): Promise<{ readonly begun: BegunDirectories; readonly recorded: RecordedDirectories }> {
  const home = homeFor(lines, environment)
  const places = { workspace, home }
  const recorded = await recordDependencies(recorder, lines.dependencies, places)
  for (const link of takenOver) compareWithInstaller(link, recorded)
  const { installs } = lines
  const tracked = (): Promise<readonly string[]> => trackedIn(workspace, environment)
  const { apart } = recorded
  const linksByName = source === 'auto'
  const scratch = await scratchPresent({ step, exclude, installs, apart, places, tracked, linksByName, below })
  if (scratch !== undefined && !(mayCheckOut && installs.length === 0)) throw scratch
  return { begun: { installs, used: [...recorded.apart], home, scratch: scratch?.message ?? '' }, recorded }
}

interface EndQuestion {
  readonly workspace: string
  readonly isCheckout: boolean
  /** Whether the commit has files in a directory, which therefore fits no pattern. */
  readonly isTracked?: ((path: string) => boolean) | undefined
}

/**
 * The directories that the stage installed, and the paths that its walk does not enter.
 *
 * @throws SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
 */
export async function endDirectories(
  recorder: Recorder,
  { installs, used, home, scratch }: BegunDirectories,
  { workspace, isCheckout, isTracked }: EndQuestion
): Promise<{
  readonly recorded: RecordedDirectories
  readonly apart: ReadonlySet<string>
  readonly unrecorded: readonly string[]
}> {
  if (scratch !== '' && !isCheckout)
    throw new StagesError('SCRATCH_PRESENT', scratch, {
      hint: 'Remove it before the stage begins, or take the pattern away.'
    })
  const recorded = await recordInstalled(recorder, installs, { workspace, home }, new Set(used), isTracked)
  return { recorded, apart: new Set([...used, ...recorded.apart]), unrecorded: used.map((path) => `dir:${path}`) }
}

export function encodeBegunDirectories({ installs, used, home, scratch }: BegunDirectories): JsonObject {
  return jsonObject({ installs: encodeDirectoryLines(installs), used, home, scratch })
}

/** @throws METADATA_ codes */
export function parseBegunDirectories(at: JsonAt): BegunDirectories {
  return {
    installs: parseDirectoryLines(at.member('installs')),
    used: at.member('used').strings(),
    home: at.member('home').string(),
    scratch: at.member('scratch').string()
  }
}

/** @throws INPUT_INVALID */
export function homeFor({ installs, dependencies }: DependencyInputs, environment: Environment): string {
  const line = [...installs, ...dependencies].find(isOfHome)
  if (line === undefined) return ''
  const home = homeIn(environment)
  if (home !== '') return home
  const input = installs.includes(line) ? 'installs' : 'dependencies'
  throw invalid(input, `${quoteUntrusted(line.text)} names the home of the user, and HOME is not set`)
}

/** Verification compares them by rules; told here, nobody works with the wrong packages first. */
export function compareWithInstaller(link: Link, { artifacts, notes }: RecordedDirectories): void {
  for (const [name, digest] of artifacts) {
    const installed = link.products.get(name)
    if (installed === undefined) continue
    const isSame = leavesOutTheSame(link, name, notes.get(name) ?? [])
    if (installed === digest && isSame) continue
    const what = isSame ? `it has ${digest}, and its link says ${installed}` : 'other lines leave files out of it'
    throw new StagesError(
      'TAKE_OVER_DIFFERS',
      `${quoteUntrusted(name)} is not what step ${quoteUntrusted(link.name)} installed: ${what}.`,
      {
        hint: 'Write the same `!` lines in `installs` and `dependencies`. If they are, something changed the directory after it was installed; what a tool rewrites in there, like `.cache/`, is named by such a line. Where this job installs packages of its own, take over in the stage that installs them, not here.'
      }
    )
  }
}
