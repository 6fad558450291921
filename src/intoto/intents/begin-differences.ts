// SPDX-License-Identifier: Apache-2.0
// What a step began with against what it takes.
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import { artifactsOf } from '../artifacts/build-artifacts.ts'
import type { Standing } from './file-entry.ts'
import { areSameBytes, compareFiles, filesIn, joinFiles, uniteFiles, type Files } from './files.ts'
import { installsOf, isOneDirectory, type TakenDirectories } from './installed-directories.ts'
import type { StepIntents, Take } from './intents.ts'
import { PathSelection, testOfDirectory } from './path-test.ts'
import type { StepRecord } from './step-record.ts'
import { filesTaken } from './taken-files.ts'

/** What a step takes, as far as it is known. */
export interface TakenFiles {
  readonly take: Take
  readonly files: Files
}

/** Paths in order, files before directories. */
export interface BeginDifferences {
  readonly extra: readonly string[]
  readonly missing: readonly string[]
  readonly differing: readonly string[]
  /** Names that two takes have with other bytes. */
  readonly conflicts: readonly string[]
  /** What lies where the step installs. */
  readonly inTheWay: readonly string[]
}

/**
 * The files of each take; undefined where one of them is not known: a step without a link that counts, or source that no
 * link tells.
 *
 * @param source the files of the commit
 */
export function takenFiles(
  step: StepIntents,
  records: ReadonlyMap<string, StepRecord>,
  source: Files | undefined
): readonly TakenFiles[] | undefined {
  const taken: TakenFiles[] = []
  for (const take of step.takes) {
    const products = take.of === 'step' ? records.get(take.step)?.link.products : undefined
    const files = take.of === 'source' ? source : products === undefined ? undefined : filesTaken(take, products)
    if (files === undefined) return undefined
    taken.push({ take, files })
  }
  return taken
}

/** Compares the materials with what was taken. */
export function beginDifferences(
  record: StepRecord,
  step: StepIntents,
  taken: readonly TakenFiles[],
  directories: TakenDirectories
): BeginDifferences {
  const { files, conflicts } = uniteFiles(taken.map((one) => one.files))
  const found = { extra: [] as string[], missing: [] as string[], differing: [] as string[], inTheWay: [] as string[] }
  const places = new PathSelection(
    step.installs.filter(isOneDirectory).map(({ directory }) => testOfDirectory(directory))
  )
  const materials = filesIn(record.link.materials)
  const visit = (path: ArtifactPath, standing: Standing): void => {
    if (standing === 'right') found.extra.push(path)
    else if (standing === 'left') found.missing.push(path)
    else if (places.has(path)) found.inTheWay.push(path)
    else if (!conflicts.has(path)) found.differing.push(path)
  }
  compareFiles(files, materials, visit, places)
  const own = installsOf(step)
  const expected = [...directories.directories].map(([name, { digests }]) => [name as ArtifactPath, digests] as const)
  joinFiles(artifactsOf(expected), record.beginDirectories, (name, there, here) => {
    if (here !== undefined && own(name).length > 0) found.inTheWay.push(name)
    else if (there === undefined) {
      // A step whose link is missing may have handed it on.
      if (directories.isKnown) found.extra.push(name)
    } else if (here === undefined) found.missing.push(name)
    else if (!directories.conflicts.has(name) && !areSameBytes(there, here)) found.differing.push(name)
  })
  return { ...found, conflicts: [...conflicts, ...directories.conflicts] }
}
