// SPDX-License-Identifier: Apache-2.0
// What a step begins with when it takes others, by the language alone.
import { fitsAny, lineHidesDirectory, pathFits } from './path-fits.ts'
import {
  SOURCE,
  stepNamed,
  type PlainInstalls,
  type PlainPipeline,
  type PlainStep,
  type PlainTake
} from './plain-pipeline.ts'
import { isDirectory, type Files } from './plain-run.ts'

/** The files that one take hands on, by where they lie here. */
export function filesTaken({ only, from, into }: PlainTake, there: Files): Map<string, string> {
  const taken = new Map<string, string>()
  for (const [path, content] of there) {
    if (isDirectory(path) || (only !== undefined && !fitsAny(only, path))) continue
    if (from !== undefined && !path.startsWith(`${from}/`)) continue
    const name = from === undefined ? path : path.slice(from.length + 1)
    taken.set(into === undefined ? name : `${into}/${name}`, content)
  }
  return taken
}

export interface Union {
  readonly files: Map<string, string>
  /** Names that two takes have with other bytes. */
  readonly conflicts: readonly string[]
}

export function unite(parts: readonly Files[]): Union {
  const files = new Map<string, string>()
  const conflicts = new Set<string>()
  for (const part of parts)
    for (const [path, content] of part) {
      if (files.has(path) && files.get(path) !== content) conflicts.add(path)
      files.set(path, content)
    }
  return { files, conflicts: [...conflicts] }
}

/** The installation that a directory, `dir:D`, is of. */
export function installationOf(step: PlainStep, name: string): PlainInstalls | undefined {
  const directory = name.slice('dir:'.length)
  return step.installs?.find((one) => one.directory === directory || pathFits(one.directory, directory))
}

/**
 * The installed directories that a step begins with: those of the steps that it takes as a whole, directly or through
 * others, as their installers left them.
 *
 * @param installedBy the directories that a step installed itself
 */
export function directoriesTaken(
  pipeline: PlainPipeline,
  step: PlainStep,
  installedBy: (step: PlainStep) => Files
): Union {
  const parts = step.takes
    .filter(({ step: taken, only, from, into }) => taken !== SOURCE && (only ?? from ?? into) === undefined)
    .map(({ step: taken }) => {
      const there = stepNamed(pipeline, taken)
      return unite([directoriesTaken(pipeline, there, installedBy).files, installedBy(there)]).files
    })
  const hidden = (name: string): boolean =>
    installationOf(step, name) !== undefined ||
    (step.scratch ?? []).some((line) => lineHidesDirectory(line, name.slice('dir:'.length)))
  return unite(parts.map((part) => new Map([...part].filter(([name]) => !hidden(name)))))
}

/**
 * The lines that whoever installed a directory lets differ.
 *
 * @param installedBy the directories that a step installed itself
 */
export function linesOf(
  pipeline: PlainPipeline,
  step: PlainStep,
  name: string,
  installedBy: (step: PlainStep) => Files
): readonly string[] {
  const own = installationOf(step, name)
  if (own !== undefined && installedBy(step).has(name)) return own.mayChange ?? []
  for (const { step: taken, only, from, into } of step.takes) {
    if (taken === SOURCE || (only ?? from ?? into) !== undefined) continue
    const found = linesOf(pipeline, stepNamed(pipeline, taken), name, installedBy)
    if (found.length > 0) return found
  }
  return []
}
