// SPDX-License-Identifier: Apache-2.0
// What is final: what released steps made or changed, where they say so; of steps that take one another the last counts.
import { fitsAny } from './path-fits.ts'
import { stepNamed, type PlainPipeline, type PlainRelease } from './plain-pipeline.ts'
import { isDirectory, type Files, type PlainRun } from './plain-run.ts'

export interface Released {
  readonly files: Files
  readonly conflicts: readonly string[]
  /** Whether the language says what is final; not where the last of them removed a file, or a link is missing. */
  readonly clear: boolean
}

export function releasedBy(pipeline: PlainPipeline, run: PlainRun): Released {
  const parts = pipeline.release.map((release) => ({ release, files: filesOf(pipeline, run, release) }))
  const files = new Map<string, string>()
  const conflicts = new Set<string>()
  let clear = parts.every(({ files }) => files !== undefined)
  for (const { release, files: own } of parts) {
    const later = parts.filter(({ release: other }) => takesFrom(pipeline, other.step, release.step))
    for (const [path, content] of own ?? []) {
      if (later.some(({ files: theirs }) => theirs?.has(path) === true)) continue
      if (later.some(({ release: other }) => removed(run, other.step, path))) clear = false
      if (files.has(path) && files.get(path) !== content) conflicts.add(path)
      files.set(path, content)
    }
  }
  return { files, conflicts: [...conflicts], clear: clear && conflicts.size === 0 }
}

function filesOf(pipeline: PlainPipeline, run: PlainRun, { step, only }: PlainRelease): Files | undefined {
  const [link] = run.links.get(step) ?? []
  if (link === undefined) return undefined
  const { adds, changes, addsSource } = stepNamed(pipeline, step)
  const isFinal = (path: string, content: string): boolean => {
    if (isDirectory(path) || link.materials.get(path) === content) return false
    return only === undefined
      ? addsSource === true || fitsAny(adds, path) || fitsAny(changes, path)
      : fitsAny(only, path)
  }
  return new Map([...link.products].filter(([path, content]) => isFinal(path, content)))
}

/** Whether a step takes another one, directly or through others. */
function takesFrom(pipeline: PlainPipeline, step: string, other: string): boolean {
  if (step === 'source') return false
  return stepNamed(pipeline, step).takes.some(({ step: taken }) => taken === other || takesFrom(pipeline, taken, other))
}

const removed = (run: PlainRun, step: string, path: string): boolean => {
  const [link] = run.links.get(step) ?? []
  return link?.materials.has(path) === true && !link.products.has(path)
}
