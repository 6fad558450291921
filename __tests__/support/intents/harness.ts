// SPDX-License-Identifier: Apache-2.0
// Holds a judge against the oracle: honest runs and single mutations of them, counted per pipeline and per code.
import { escapeUntrusted } from '../../../src/base/escape-untrusted.ts'
import type { Chance } from '../cases.ts'
import { honestPlan } from './honest-plan.ts'
import type { Answer, Decide, Judge, Told } from './judge.ts'
import type { HonestRun, Mutation } from './mutation.ts'
import { evidenceMutations } from './mutate-evidence.ts'
import { fileMutations } from './mutate-files.ts'
import { judgeRun, type OracleVerdict, type Wrong } from './oracle.ts'
import { withSourceAsRecorded } from './oracle-takes.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import { KNOWS_ALL, KNOWS_COMMIT, KNOWS_NOTHING, type Knowledge, type PlainRun } from './plain-run.ts'
import { sha256 } from './run-links.ts'
import { simulate } from './simulate.ts'

/** A run that a judge and the oracle see differently. */
export interface Disagreement {
  readonly sort: 'good refused' | 'bad passed' | 'other cause first' | 'untrue reason' | 'other products released'
  readonly pipeline: string
  readonly mutation: string
  readonly known: Knowledge
  readonly told: readonly Told[]
  /** Of what the oracle says those of which one must come first. */
  readonly wrongs: readonly Wrong[]
  readonly untrue: readonly Told[]
}

export interface Count {
  bad: number
  passed: number
}

export interface Score {
  readonly pipeline: string
  good: number
  bad: number
  /** Bad ones that the judge lets pass. */
  passed: number
  /** Good ones that it refuses. */
  refused: number
  /** Bad runs whose files differ, where no claim about source is what differs. */
  readonly artifacts: Count
  /** Bad runs by the code that the oracle wants first. */
  readonly byCode: Map<string, Count>
  readonly disagreements: Disagreement[]
}

export const newScore = (pipeline: string): Score => ({
  pipeline,
  good: 0,
  bad: 0,
  passed: 0,
  refused: 0,
  artifacts: { bad: 0, passed: 0 },
  byCode: new Map(),
  disagreements: []
})

/** How many disagreements are kept of one pipeline. */
const KEPT = 200

const KNOWLEDGE: readonly Knowledge[] = [KNOWS_ALL, KNOWS_COMMIT, KNOWS_NOTHING]

/** Honest runs of a pipeline; fewer where a step cannot do what it says. */
export function* honestRuns(pipeline: PlainPipeline, chance: Chance, count: number): Generator<HonestRun> {
  let found = 0
  for (let tries = 0; tries < 5 * count && found < count; tries += 1) {
    const plan = honestPlan(pipeline, chance)
    if (plan === undefined) continue
    const run = simulate(pipeline, plan)
    // Two legs may have chosen one name, which is a conflict and nobody's honest day.
    if (judgeRun(pipeline, run, KNOWS_ALL).wrongs.length > 0) continue
    found += 1
    yield { pipeline, plan, run, chance }
  }
}

export interface Course {
  readonly pipeline: PlainPipeline
  readonly judge: Judge
  readonly chance: Chance
  readonly runs: number
  /** One mutation in so many is tried. */
  readonly oneIn: number
  /** Those of files and of evidence by default. */
  readonly mutations?: (honest: HonestRun) => Iterable<Mutation>
}

export function* singleMutations(honest: HonestRun): Generator<Mutation> {
  yield* fileMutations(honest)
  yield* evidenceMutations(honest)
}

export async function holdAgainst({
  pipeline,
  judge,
  chance,
  runs,
  oneIn,
  mutations = singleMutations
}: Course): Promise<Score> {
  const score = newScore(pipeline.name)
  const decide = judge.of(pipeline)
  for (const honest of honestRuns(pipeline, chance, runs)) {
    const untouched: Mutation = { kind: 'evidence', what: 'honest', step: '', place: 'run', run: () => honest.run }
    for (const known of KNOWLEDGE) await compare(score, judge, untouched, known, pipeline, decide)
    // All are made before chance says which are tried.
    const all = [...mutations(honest)]
    for (const mutation of all)
      if (chance.once(oneIn)) await compare(score, judge, mutation, chance.pick(KNOWLEDGE), pipeline, decide)
  }
  return score
}

async function compare(
  score: Score,
  judge: Judge,
  mutation: Mutation,
  known: Knowledge,
  pipeline: PlainPipeline,
  decide: Decide
): Promise<void> {
  const run = mutation.run()
  const wanted = wantedOf(pipeline, mutation, run, known)
  const answer = await decide(run, known)
  if (answer === undefined) return
  const passes = answer.told.length === 0
  const sorts: Disagreement['sort'][] = []
  if (wanted.wrongs.length === 0) {
    score.good += 1
    if (!passes) score.refused += 1
    if (!passes) sorts.push('good refused')
    else if (releasesOthers(wanted, answer)) sorts.push('other products released')
  } else {
    countBad(score, wanted, passes, mutation.kind === 'artifacts' && !aboutSourceAlone(pipeline, run))
    if (passes) sorts.push('bad passed')
    else sorts.push(...reasonsDiffer(wanted, answer, judge.reasons))
  }
  for (const sort of sorts) {
    if (score.disagreements.length >= KEPT) continue
    const { what, step, place } = mutation
    const text = `${what}${step === '' ? '' : `, ${place} ${step}`}`
    score.disagreements.push({
      sort,
      pipeline: pipeline.name,
      mutation: text,
      known,
      told: answer.told,
      wrongs: wanted.first,
      untrue: untrueOf(wanted, answer)
    })
  }
}

/** Without a link nothing else becomes wrong, and what hangs on it is not told before it. */
function wantedOf(pipeline: PlainPipeline, mutation: Mutation, run: PlainRun, known: Knowledge): OracleVerdict {
  const wanted = judgeRun(pipeline, run, known)
  if (mutation.whole === undefined) return wanted
  const lost = wanted.wrongs.filter(({ codes }) => codes.includes('LINK_MISSING'))
  const { wrongs } = judgeRun(pipeline, mutation.whole(), known)
  const hangs = stepsBelow(pipeline, wanted.missing)
  const apart = wrongs.filter(({ step }) => step === undefined || !hangs.has(step))
  return { ...wanted, wrongs: [...lost, ...wrongs], first: [...lost, ...apart] }
}

/** Some steps, and all that take them, directly or through others. */
function stepsBelow({ steps }: PlainPipeline, names: readonly string[]): ReadonlySet<string> {
  const below = new Set(names)
  // What a step in rules ended with its own link tells.
  for (const { name, takes, inRules } of steps)
    if (inRules === undefined && takes.some(({ step }) => below.has(step))) below.add(name)
  return below
}

function countBad(score: Score, wanted: OracleVerdict, passes: boolean, ofFiles: boolean): void {
  score.bad += 1
  const code = wanted.first[0]?.codes[0] ?? ''
  const ofCode = score.byCode.get(code) ?? { bad: 0, passed: 0 }
  score.byCode.set(code, ofCode)
  const counts = [ofCode]
  if (ofFiles) counts.push(score.artifacts)
  for (const count of counts) {
    count.bad += 1
    count.passed += Number(passes)
  }
  score.passed += Number(passes)
}

/** Whether the run would be good if the commit held what the first checkout recorded. */
function aboutSourceAlone(pipeline: PlainPipeline, run: PlainRun): boolean {
  const recorded = withSourceAsRecorded(pipeline, run)
  return recorded !== undefined && judgeRun(pipeline, recorded, KNOWS_ALL).wrongs.length === 0
}

function reasonsDiffer(wanted: OracleVerdict, answer: Answer, reasons: Judge['reasons']): Disagreement['sort'][] {
  if (reasons === 'none') return []
  const { first } = wanted
  const [cause] = answer.told
  const sorts: Disagreement['sort'][] = []
  if (cause !== undefined && !first.some((wrong) => says(cause, wrong, 'with its file')))
    sorts.push('other cause first')
  if (reasons === 'all' && untrueOf(wanted, answer).length > 0) sorts.push('untrue reason')
  return sorts
}

/** Reasons that do not hold. */
function untrueOf({ wrongs }: OracleVerdict, { told }: Answer): readonly Told[] {
  // Where links do not agree on the commit, it may be said as well that nobody knows its files.
  const disagree = wrongs.some(({ codes, rank }) => rank === 'run' && codes.some((code) => code.startsWith('SOURCE_')))
  // Of a layout in the place of a link anything may be missed.
  const layouts = wrongs.filter(({ codes }) => codes.includes('SUBLAYOUT_UNEXPECTED')).map(({ step }) => step)
  const holds = (reason: Told): boolean =>
    (disagree && reason.code === 'SOURCE_AMBIGUOUS') ||
    layouts.includes(reason.step) ||
    wrongs.some((wrong) => says(reason, wrong, 'of any file'))
  return told.filter((reason) => !holds(reason))
}

function says({ code, step, files }: Told, wrong: Wrong, of: 'with its file' | 'of any file'): boolean {
  if (!wrong.codes.includes(code) || (wrong.step !== undefined && wrong.step !== step)) return false
  return of === 'of any file' || wrong.file === undefined || files.includes(escapeUntrusted(wrong.file))
}

function releasesOthers({ released: { files, clear } }: OracleVerdict, { released }: Answer): boolean {
  if (released === undefined || !clear) return false
  if (released.size !== files.size) return true
  return [...files].some(([path, content]) => released.get(path) !== sha256(content))
}
