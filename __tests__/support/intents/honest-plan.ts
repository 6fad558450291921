// SPDX-License-Identifier: Apache-2.0
// What an honest run does: every step what it says, and of what it may do sometimes this and sometimes that.
import { createHash } from 'node:crypto'
import type { Chance } from '../cases.ts'
import { fitsAny, lineHidesDirectory, pathFits } from './path-fits.ts'
import { oddPath, pathFor } from './path-for.ts'
import { seesSource, type PlainPipeline, type PlainStep } from './plain-pipeline.ts'
import { isDirectory, type Files, type PlainClaim } from './plain-run.ts'
import { Course, type RunPlan, type StepWork } from './simulate.ts'

export const gitId = (text: string): string => createHash('sha1').update(text).digest('hex')

/** A commit of these files. */
export function commitOf(files: Files): PlainClaim {
  const text = [...files]
    .map(([path, content]) => `${path}\0${content}`)
    .sort()
    .join('\n')
  return { commit: gitId(`commit ${text}`), tree: gitId(`tree ${text}`), files }
}

/** Undefined where a step cannot do what it says, with these files. */
export function honestPlan(pipeline: PlainPipeline, chance: Chance): RunPlan | undefined {
  const truth = commitOf(sourceFiles(pipeline, chance))
  const ref = refOf(pipeline, chance)
  const work = new Map<string, StepWork>()
  const plan: RunPlan = { truth, ref, work, ...submodulesOf(pipeline, chance) }
  const course = new Course(pipeline, plan, undefined, truth)
  for (const step of pipeline.steps) {
    const done = workOf(pipeline, step, course.beginning(step), chance)
    if (done === undefined) return undefined
    work.set(step.name, done)
    course.linksOf(step)
  }
  return plan
}

/** Each job that sees source checks out what it likes. */
function submodulesOf({ steps, submodules = [] }: PlainPipeline, chance: Chance): Pick<RunPlan, 'submodules'> {
  if (submodules.length === 0) return {}
  const files = (directory: string): Files =>
    new Map(['x.c', 'deep/y.h'].map((name) => [`${directory}/${name}`, `submodule ${directory}/${name}`]))
  const ofStep = (): ReadonlyMap<string, Files> =>
    new Map(submodules.filter(() => chance.once(2)).map((directory) => [directory, files(directory)]))
  return { submodules: new Map(steps.filter(seesSource).map(({ name }) => [name, ofStep()])) }
}

/** Whether a path collides with a file or a directory that is there. */
export function collides(path: string, files: Iterable<string>): boolean {
  for (const other of files)
    if (other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) return true
  return false
}

function sourceFiles(pipeline: PlainPipeline, chance: Chance): Files {
  const files = new Map(pipeline.source.map((path) => [path, `commit ${path}`]))
  const lines = pipeline.steps.flatMap(({ scratch = [] }) => scratch)
  const directories = pipeline.steps.flatMap(({ installs = [] }) => installs.map(({ directory }) => directory))
  // Where a commit has a submodule, it has no file of its own.
  const { submodules = [] } = pipeline
  for (let more = chance.below(5); more > 0; more -= 1) {
    const path = oddPath(
      chance,
      pipeline.characters?.filter((one) => !/\p{Cc}/u.test(one))
    )
    const hidden = lines.some((line) => lineHidesDirectory(line, path))
    const installed = directories.some((directory) => pathFits(`${directory}/**`, path))
    if (!hidden && !installed && !collides(path, [...files.keys(), ...submodules])) files.set(path, `commit ${path}`)
  }
  return files
}

function refOf({ branches, tags }: PlainPipeline, chance: Chance): string {
  const wanted = [
    ...(branches ?? []).map((pattern) => ['refs/heads/', pattern] as const),
    ...(tags ?? []).map((pattern) => ['refs/tags/', pattern] as const)
  ]
  if (wanted.length === 0) return chance.pick(['refs/heads/main', 'refs/tags/v1', 'refs/pull/7/merge'])
  const [prefix, pattern] = chance.pick(wanted)
  return `${prefix}${pathFor(pattern, chance, () => false) ?? 'main'}`
}

function workOf(pipeline: PlainPipeline, step: PlainStep, begun: Files, chance: Chance): StepWork | undefined {
  const writes = new Map<string, string>()
  const deletes = new Set<string>()
  const content = (path: string): string => `${step.name} ${path}`
  const files = [...begun.keys()].filter((path) => !isDirectory(path))
  for (const path of files) {
    const removed = fitsAny(step.removes, path)
    if (removed || (fitsAny(step.mayRemove, path) && chance.once(2))) deletes.add(path)
    else if (fitsAny(step.changes, path) && !chance.once(3)) writes.set(path, content(path))
  }
  for (const pattern of [...(step.removes ?? []), ...(step.changes ?? [])])
    if (!files.some((path) => pathFits(pattern, path))) return undefined
  const kept = (): string[] => [...files.filter((path) => !deletes.has(path)), ...writes.keys()]
  const unfit = unfitFor(pipeline, step)
  const add = (pattern: string): boolean => {
    // A name that is taken can only be changed, also where the step removed it.
    const isTaken = (path: string): boolean => unfit(path) || collides(path, kept()) || begun.has(path)
    const path = pathFor(pattern, chance, isTaken, pipeline.characters)
    if (path !== undefined) writes.set(path, content(path))
    return path !== undefined
  }
  for (const pattern of step.adds ?? []) {
    if (!add(pattern)) return undefined
    for (let more = chance.below(3); more > 0; more -= 1) add(pattern)
  }
  for (const pattern of step.mayAdd ?? []) for (let more = chance.below(3); more > 0; more -= 1) add(pattern)
  if (step.inRules !== undefined) writes.set('by-rules.txt', content('by-rules.txt'))
  const installs = installed(step, begun, kept(), chance)
  if (installs === undefined) return undefined
  const left = (step.scratch ?? []).filter(() => chance.once(2)).map((line) => [line, 1 + chance.below(40)] as const)
  return {
    writes,
    deletes,
    installs,
    leftBehind: new Map(left),
    silent: step.recording === 'any' && chance.once(2),
    delegates: step.delegated === true && chance.once(2)
  }
}

/** Names that a step had better not give a file: its recorder would leave it out, or take it for a dependency. */
function unfitFor(pipeline: PlainPipeline, step: PlainStep): (path: string) => boolean {
  const directories = pipeline.steps.flatMap(({ installs = [] }) => installs.map(({ directory }) => directory))
  const lines = pipeline.steps.flatMap(({ name, scratch = [] }) => (name === step.name ? [] : scratch))
  return (path) =>
    directories.some((directory) => pathFits(`${directory}/**`, path) || pathFits(directory, path)) ||
    lines.some((line) => lineHidesDirectory(line, path))
}

/** Directories that it fills; a pattern of them one or two. */
function installed(
  { installs = [] }: PlainStep,
  begun: Files,
  files: readonly string[],
  chance: Chance
): Files | undefined {
  const found = new Map<string, string>()
  for (const { directory } of installs) {
    const outside = directory.startsWith('~')
    for (let more = 1 + chance.below(2); more > 0; more -= 1) {
      const path = outside ? directory : pathFor(directory, chance, (path) => collides(path, files))
      if (path !== undefined && !begun.has(`dir:${path}`) && !nested(path, found))
        found.set(`dir:${path}`, `installed ${path} ${chance.below(1000)}`)
    }
    if (![...found.keys()].some((name) => pathFits(directory, name.slice(4)) || name === `dir:${directory}`))
      return undefined
  }
  return found
}

const nested = (path: string, found: Files): boolean =>
  [...found.keys()].some((name) => collides(path, [name.slice('dir:'.length)]) && name !== `dir:${path}`)
