// SPDX-License-Identifier: Apache-2.0
// The installed directories that a step in intents begins with, and those that it is to fill.
import type { Environment } from '../../base/environment.ts'
import type { Link } from '../../intoto/link/link.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import type { ReadTree } from '../../recording/source/commit-tree.ts'
import { compareWithInstaller, homeFor, type BegunDirectories } from '../begun-directories.ts'
import { recordDependencies, type RecordedDirectories } from '../installed-directories.ts'
import { installedBefore } from '../scratch-present.ts'
import { trackedIn } from '../tracked-in.ts'
import type { RecordingPlan } from './recording-plan.ts'

export interface PlannedDirectories {
  readonly step: string
  readonly plan: Pick<RecordingPlan, 'installs' | 'dependencies'>
  readonly workspace: string
  readonly environment: Environment
  /** Links of steps whose products were taken over. */
  readonly takenOver: readonly Link[]
  /** Reads which files the commit has. */
  readonly readTree: ReadTree
}

/**
 * Looks at installed directories before anything else is recorded.
 *
 * @throws SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, INPUT_INVALID, RECORD_ codes
 */
export async function beginPlannedDirectories(
  recorder: Recorder,
  { step, plan, workspace, environment, takenOver, readTree }: PlannedDirectories
): Promise<{ readonly begun: BegunDirectories; readonly recorded: RecordedDirectories }> {
  const { installs, dependencies } = plan
  const home = homeFor({ installs, dependencies }, environment)
  const places = { workspace, home }
  const tracked = installs.length + dependencies.length === 0 ? [] : await trackedIn(workspace, environment, readTree)
  const isTracked = holdsOne(tracked)
  const recorded = await recordDependencies(recorder, dependencies, places, { isTracked, asked: 'layout' })
  for (const link of takenOver) compareWithInstaller(link, recorded)
  const { apart } = recorded
  const present = installedBefore({ step, installs, places, apart, asked: 'layout', isTracked }, tracked)
  if (present !== undefined) throw present
  return { begun: { installs, used: [...apart], home, scratch: '' }, recorded }
}

/** A test for directories that hold one of some files. */
export function holdsOne(files: Iterable<string>): (directory: string) => boolean {
  const directories = new Set<string>()
  for (const path of files)
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash)
      if (directories.has(directory)) break
      directories.add(directory)
    }
  return (directory) => directories.has(directory)
}
