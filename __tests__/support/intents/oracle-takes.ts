// SPDX-License-Identifier: Apache-2.0
// A step begins with exactly what it takes.
import type { Wrong } from './oracle.ts'
import { seesSource, SOURCE, stepNamed, takesSource, type PlainPipeline, type PlainStep } from './plain-pipeline.ts'
import {
  filesBelow,
  isDirectory,
  sameFiles,
  type Files,
  type Knowledge,
  type PlainClaim,
  type PlainLink,
  type PlainRun
} from './plain-run.ts'
import { directoriesTaken, filesTaken, installationOf, linesOf, unite } from './taken-files.ts'

export interface TakesContext {
  readonly pipeline: PlainPipeline
  readonly run: PlainRun
  /** The files of source as a link claims it; undefined where nobody can tell. */
  readonly sourceOf: (link: PlainLink) => Files | undefined
}

/**
 * The files of source as links claim it. Those of the commit itself: what the repository has where it was asked; else those
 * of the claim of most links, of equally many the first, that some link recorded, whatever that link says itself. Each
 * submodule that a link claims: as some link has it.
 */
export function sourceSeenBy(pipeline: PlainPipeline, run: PlainRun, known: Knowledge): TakesContext['sourceOf'] {
  const own = sourceOf(pipeline, run, known)
  return ({ claim }) => {
    const submodules = claim === undefined || typeof claim === 'string' ? undefined : claim.submodules
    if (own === undefined || submodules === undefined) return own
    const isTold = [...submodules].every(([directory, files]) => isSubmoduleTold(pipeline, run, directory, files))
    return isTold ? new Map([own, ...submodules.values()].flatMap((part) => [...part])) : undefined
  }
}

/** Whether some link that claims a submodule has these files of it. */
function isSubmoduleTold(pipeline: PlainPipeline, run: PlainRun, directory: string, files: Files): boolean {
  return pipeline.steps.filter(seesSource).some((step) =>
    (run.links.get(step.name) ?? []).some((link) => {
      const { claim } = link
      if (claim === undefined || typeof claim === 'string' || claim.submodules?.has(directory) !== true) return false
      const seen = filesSeen(run, step, link)
      return seen !== undefined && sameFiles(filesBelow(directory, seen), files)
    })
  )
}

function sourceOf(pipeline: PlainPipeline, run: PlainRun, known: Knowledge): Files | undefined {
  if (known.files) return run.truth.files
  const links = pipeline.steps
    .filter(seesSource)
    .flatMap((step) => (run.links.get(step.name) ?? []).map((link) => ({ step, link })))
  const recorded = links.map(({ step, link }) => withoutSubmodules(filesSeen(run, step, link), link.claim))
  const claims = links.flatMap(({ link: { claim } }) =>
    claim === undefined || typeof claim === 'string' ? [] : [claim]
  )
  const votes = (one: PlainClaim): number => claims.filter((other) => sameFiles(one.files, other.files)).length
  return claims
    .toSorted((one, other) => votes(other) - votes(one))
    .find((claim) => recorded.some((files) => files !== undefined && sameFiles(files, claim.files)))?.files
}

/** What is left of a step's files without the names that it has of others; undefined where one of those has no link. */
function filesSeen(run: PlainRun, step: PlainStep, link: PlainLink): Files | undefined {
  if (step.addsSource === true) return withoutDirectories(link.products)
  const others = step.takes.filter(({ step: taken }) => taken !== SOURCE)
  const taken = others.map((take) => ({ take, there: productsOf(run, take.step) }))
  if (taken.some(({ there }) => there === undefined)) return undefined
  const { files } = unite(taken.map(({ take, there }) => filesTaken(take, there ?? new Map())))
  return new Map([...withoutDirectories(link.materials)].filter(([path]) => !files.has(path)))
}

function withoutSubmodules(files: Files | undefined, claim: PlainLink['claim']): Files | undefined {
  const submodules = typeof claim === 'string' ? undefined : claim?.submodules
  if (files === undefined || submodules === undefined) return files
  return new Map([...files].filter(([path]) => ![...submodules.keys()].some((one) => path.startsWith(`${one}/`))))
}

const productsOf = (run: PlainRun, step: string): Files | undefined => run.links.get(step)?.[0]?.products

const withoutDirectories = (files: Files): Files => new Map([...files].filter(([path]) => !isDirectory(path)))

export function takesWrong(context: TakesContext, step: PlainStep, link: PlainLink): readonly Wrong[] {
  const { pipeline, run } = context
  const source = context.sourceOf(link)
  if (link.kind !== 'link' && step.delegated !== true) return []
  const wrong = (code: string, file?: string): Wrong => ({
    codes: [code],
    step: step.name,
    rank: 'takes',
    ...(file === undefined ? {} : { file })
  })
  if (step.takes.some(({ step: taken }) => taken !== SOURCE && productsOf(run, taken) === undefined)) return []
  if (takesSource(step) && source === undefined) return [wrong('SOURCE_AMBIGUOUS')]
  const parts = step.takes.map((take) =>
    filesTaken(take, take.step === SOURCE ? (source ?? new Map()) : (productsOf(run, take.step) ?? new Map()))
  )
  const united = unite(parts)
  const installed = directoriesTaken(pipeline, step, installedIn(run))
  const conflicts = new Set([...united.conflicts, ...installed.conflicts])
  const expected = new Map([...united.files, ...installed.files])
  const wrongs = [...conflicts].map((file) => wrong('TAKES_CONFLICT', file))
  for (const [path, content] of expected) {
    if (conflicts.has(path)) continue
    const there = link.materials.get(path)
    if (there === undefined) wrongs.push(wrong('TAKES_MISSING', path))
    else if (there !== content) wrongs.push(wrong('TAKES_DIFFERS', path))
  }
  for (const path of link.materials.keys()) {
    if (expected.has(path)) continue
    const lay = isDirectory(path) && installationOf(step, path) !== undefined
    wrongs.push(lay ? { ...wrong('SCRATCH_PRESENT', path), rank: 'record' } : wrong('TAKES_EXTRA', path))
  }
  return wrongs
}

const installedIn =
  (run: PlainRun) =>
  ({ name }: PlainStep): Files =>
    new Map([...(productsOf(run, name) ?? [])].filter(([path]) => isDirectory(path)))

/** The installed directories that a step takes, or installs itself. */
export interface Directories {
  readonly taken: ReadonlySet<string>
  /** The lines that may differ in one. */
  readonly lines: (name: string) => readonly string[]
}

export function directoriesOf(pipeline: PlainPipeline, run: PlainRun, step: PlainStep): Directories {
  return {
    taken: new Set(directoriesTaken(pipeline, step, installedIn(run)).files.keys()),
    lines: (name) => linesOf(pipeline, step, name, installedIn(run))
  }
}

/** Whether a run would be good if the commit, and each submodule, held what its first checkout recorded. */
export function withSourceAsRecorded(pipeline: PlainPipeline, run: PlainRun): PlainRun | undefined {
  const seeing = pipeline.steps.filter(seesSource).flatMap((step) => {
    const [link] = run.links.get(step.name) ?? []
    const files = link === undefined ? undefined : filesSeen(run, step, link)
    return link === undefined || files === undefined ? [] : [{ files, submodules: submodulesIn(link) }]
  })
  const [first] = seeing
  if (first === undefined) return undefined
  const recorded = (directory: string): Files =>
    filesBelow(directory, seeing.find(({ submodules }) => submodules.includes(directory))?.files ?? new Map())
  const plain: PlainClaim = { ...run.truth, submodules: new Map(first.submodules.map((one) => [one, new Map()])) }
  const truth: PlainClaim = { ...run.truth, files: withoutSubmodules(first.files, plain) ?? first.files }
  const claimOf = (link: PlainLink): PlainClaim => ({
    ...truth,
    submodules: new Map(submodulesIn(link).map((directory) => [directory, recorded(directory)]))
  })
  const links = [...run.links].map(([name, all]) => {
    const claiming = seesSource(stepNamed(pipeline, name))
    return [name, all.map((link) => (claiming ? { ...link, claim: claimOf(link) } : link))] as const
  })
  return { ...run, truth, links: new Map(links) }
}

/** Directories of the submodules that a link claims. */
function submodulesIn({ claim }: PlainLink): readonly string[] {
  return claim === undefined || typeof claim === 'string' ? [] : [...(claim.submodules?.keys() ?? [])]
}
