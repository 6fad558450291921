// SPDX-License-Identifier: Apache-2.0
// Whether a run is what a pipeline says, and what a refusal has to tell first. Written from what the documentation says of
// the language, on plain data, and from nothing that the product has.
import { fitsAny } from './path-fits.ts'
import { seesSource, type PlainPipeline } from './plain-pipeline.ts'
import { sameFiles, type Files, type Knowledge, type PlainClaim, type PlainRun } from './plain-run.ts'
import { changesWrong } from './oracle-changes.ts'
import { recordingWrong } from './oracle-recording.ts'
import { releasedBy, type Released } from './oracle-release.ts'
import { directoriesOf, sourceSeenBy, takesWrong } from './oracle-takes.ts'

/** One thing that is wrong with a run. */
export interface Wrong {
  /** Any of these says it. */
  readonly codes: readonly string[]
  /** Undefined where several steps are equally to blame. */
  readonly step: string | undefined
  /** Undefined where it is not about one file. */
  readonly file?: string
  /** What explains others comes before them. */
  readonly rank: Rank
}

/** Of the whole run; then step by step: how it was recorded, what it began with, what it did. At last what is final. */
export type Rank = 'run' | 'record' | 'takes' | 'changes' | 'release'

export interface OracleVerdict {
  readonly wrongs: readonly Wrong[]
  /** Of these a refusal tells one first; empty for a good run. */
  readonly first: readonly Wrong[]
  /** Steps without a link, of which nobody can tell more. */
  readonly missing: readonly string[]
  readonly released: Released
}

export function judgeRun(pipeline: PlainPipeline, run: PlainRun, known: Knowledge): OracleVerdict {
  const missing = pipeline.steps.filter(({ name }) => (run.links.get(name) ?? []).length === 0).map(({ name }) => name)
  const released = releasedBy(pipeline, run)
  const sourceOf = sourceSeenBy(pipeline, run, known)
  const wrongs = [
    ...missing.map((step): Wrong => ({ codes: ['LINK_MISSING'], step, rank: 'run' })),
    ...refWrong(pipeline, run, known),
    ...run.strangers.map((step): Wrong => ({ codes: ['STEP_UNKNOWN'], step, rank: 'run' })),
    ...claimsWrong(pipeline, run, known),
    ...pipeline.steps.flatMap((step) =>
      step.inRules !== undefined
        ? []
        : (run.links.get(step.name) ?? []).flatMap((link) => [
            ...recordingWrong(step, link, directoriesOf(pipeline, run, step)),
            ...takesWrong({ pipeline, run, sourceOf }, step, link),
            ...changesWrong(step, link, sourceOf(link))
          ])
    ),
    ...released.conflicts.map((file): Wrong => ({
      codes: ['RELEASE_CONFLICT'],
      step: undefined,
      file,
      rank: 'release'
    }))
  ]
  return { wrongs, first: firstOf(pipeline, wrongs), missing, released }
}

/** What is wrong with the whole run explains all; else the earliest step explains those after it. */
function firstOf(pipeline: PlainPipeline, wrongs: readonly Wrong[]): readonly Wrong[] {
  const ofRun = wrongs.filter(({ rank }) => rank === 'run')
  if (ofRun.length > 0) return ofRun
  for (const { name } of pipeline.steps) {
    const ofStep = wrongs.filter(({ step, rank }) => step === name && rank !== 'release')
    const ofRecord = ofStep.filter(({ rank }) => rank === 'record')
    if (ofRecord.length > 0) return ofRecord
    if (ofStep.length === 0) continue
    // When nobody can tell what source is, no step is the first.
    return [...ofStep, ...wrongs.filter(({ codes }) => codes.includes('SOURCE_AMBIGUOUS'))]
  }
  return wrongs
}

function refWrong({ branches, tags }: PlainPipeline, { ref }: PlainRun, known: Knowledge): readonly Wrong[] {
  if (!known.ref || (branches ?? tags) === undefined) return []
  const fits = (prefix: string, patterns: readonly string[] | undefined): boolean =>
    ref.startsWith(prefix) && fitsAny(patterns, ref.slice(prefix.length))
  if (fits('refs/heads/', branches) || fits('refs/tags/', tags)) return []
  return [{ codes: ['BRANCH_OTHER'], step: undefined, rank: 'run' }]
}

function claimsWrong(pipeline: PlainPipeline, run: PlainRun, known: Knowledge): readonly Wrong[] {
  const links = pipeline.steps.filter(seesSource).flatMap(({ name }) => run.links.get(name) ?? [])
  const wrongs: Wrong[] = []
  const claims: PlainClaim[] = []
  for (const { claim } of links) {
    if (claim === undefined || claim === 'malformed') wrongs.push(ofRun(['SOURCE_UNKNOWN']))
    else if (claim === 'sparse')
      wrongs.push(ofRun(['SOURCE_UNKNOWN', 'SOURCE_DIFFERS', 'RECORDING_UNKNOWN', 'SOURCE_FALSE']))
    else claims.push(claim)
  }
  const [first] = claims
  if (first !== undefined && claims.some((claim) => !sameClaim(claim, first))) wrongs.push(ofRun(['SOURCE_DIFFERS']))
  if (submodulesDiffer(claims)) wrongs.push(ofRun(['SOURCE_DIFFERS']))
  if (known.commit && claims.some(({ commit }) => commit !== run.truth.commit))
    wrongs.push(ofRun(['SOURCE_OTHER_COMMIT']))
  if (known.files && claims.some(({ files }) => !sameFiles(files, run.truth.files)))
    wrongs.push(ofRun(['SOURCE_FALSE']))
  return wrongs
}

/** Jobs may check out a submodule or not; two that have it have the same. */
function submodulesDiffer(claims: readonly PlainClaim[]): boolean {
  const first = new Map<string, Files>()
  return claims.some(({ submodules = new Map<string, Files>() }) =>
    [...submodules].some(([directory, files]) => {
      const known = first.get(directory) ?? files
      first.set(directory, known)
      return !sameFiles(known, files)
    })
  )
}

const ofRun = (codes: readonly string[]): Wrong => ({ codes, step: undefined, rank: 'run' })

const sameClaim = (one: PlainClaim, other: PlainClaim): boolean =>
  one.commit === other.commit && one.tree === other.tree && sameFiles(one.files, other.files)
