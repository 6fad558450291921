// SPDX-License-Identifier: Apache-2.0
// Nothing comes in or goes out unseen: each link says that both sides were recorded whole, what was left out of them, and
// that nothing of that lay there when the step began.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import { withDirectories } from '../artifacts/with-directories.ts'
import { compareCodePoints } from '../json/canonical-json.ts'
import type { Link } from '../link/link.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import { CHECKOUT, NONE_AT_BEGIN } from '../link/recording-notes.ts'
import { directoriesIn } from './files.ts'
import { hiddenBy } from './hidden-by.ts'
import { installsOf, isOneDirectory, type InstalledDirectories } from './installed-directories.ts'
import type { StepIntents } from './intents.ts'
import { readRecording, type HalfFacts, type RecordingFacts } from './recording-facts.ts'
import { flawOfMayChange } from './statements.ts'
import { mayChangeLine, RecordingLines, type Needed } from './recording-lines.ts'
import type { StepRecord } from './step-record.ts'
import { scratchStatement } from './write-statements.ts'

/** What is wrong with how a step was recorded. */
export interface RecordingFlaw {
  readonly code: 'RECORDING_UNKNOWN' | 'EXCLUDED_UNEXPECTED' | 'SCRATCH_PRESENT'
  /** To stand behind "The link of the step". */
  readonly says: string
  readonly hint: string
  /** The statement that it breaks; undefined: what the step takes. */
  readonly statement?: string | undefined
  /** The directory that it is about, `dir:D`. */
  readonly directory?: string
  /** What it explains: files that one half does not have. */
  readonly hidden?: { readonly half: ArtifactKind; readonly among: (paths: readonly string[]) => readonly string[] }
}

/** The one line of the recorder's own. */
const OWN_LINE = '/.git'

const HALVES: readonly ArtifactKind[] = ['materials', 'products']

/** What the step begins with. */
export interface BegunWith extends Needed {
  /** The installed directories. */
  readonly begins: InstalledDirectories
}

export function checkRecording({ accepted }: StepRecord, step: StepIntents, begun: BegunWith): RecordingFlaw[] {
  const flaws = new Map<string, RecordingFlaw>()
  for (const { kind, link } of accepted) {
    // A sublayout in intents is checked by itself.
    if (kind === 'sublayout') continue
    for (const flaw of flawsOf(link, step, begun)) flaws.set(`${flaw.code} ${flaw.says}`, flaw)
  }
  return [...flaws.values()].slice(0, LIMITS.sentenceNames)
}

function flawsOf(link: Link, step: StepIntents, begun: BegunWith): RecordingFlaw[] {
  const facts = readRecording(link.environment)
  if ('unsaid' in facts)
    return facts.silent && step.recording === 'any' ? [] : [unknown(facts.unsaid, { silent: facts.silent })]
  const { begins } = begun
  const lines = new RecordingLines(step, begun, link.materials)
  return [
    ...aboutScratch(facts, step),
    ...HALVES.flatMap((half) => aboutLines(facts[half], half, { step, lines })),
    ...HALVES.flatMap((half) =>
      aboutDirectories(facts[half], half, { artifacts: link[half], begun: link.materials, step, begins, lines })
    ),
    ...HALVES.flatMap((half) => aboutPaths(facts[half], half, step))
  ]
}

function unknown(
  says: string,
  { hidden, silent = false }: { readonly hidden?: RecordingFlaw['hidden']; readonly silent?: boolean } = {}
): RecordingFlaw {
  // Only of a link that says nothing may the rest be left to whoever made it.
  const others = silent
    ? ' For links of another implementation write `recording: any` at the step, and sign the layout again.'
    : ''
  return {
    code: 'RECORDING_UNKNOWN',
    says,
    ...(hidden === undefined ? {} : { hidden }),
    hint: `Record the step by the stages of this release, and take \`materials\`, \`products\` and \`exclude\` out of the workflow: a step in intents is recorded whole.${others}`
  }
}

function aboutScratch({ scratch, materials }: RecordingFacts, step: StepIntents): RecordingFlaw[] {
  if (step.addsSource)
    return scratch === CHECKOUT ? [] : [unknown('does not say that it is of a checkout, which the step must be')]
  const lines = new Set(step.scratch)
  const line = materials.leftOut.find((one) => lines.has(one))
  if (line !== undefined)
    return [
      present(`says that files lay under the line ${quoteUntrusted(line)} when it began`, scratchStatement(step, line))
    ]
  if (scratch === NONE_AT_BEGIN) return []
  if (scratch === undefined) return [unknown('does not say that nothing of its scratch lay there when it began')]
  if (scratch === CHECKOUT) return [unknown('says that it is of a checkout, and the step adds no source')]
  const [first] = step.scratch
  const statement = first === undefined ? undefined : scratchStatement(step, first)
  return [present(`says of scratch ${quoteUntrusted(scratch)}, not "${NONE_AT_BEGIN}"`, statement)]
}

function present(says: string, statement: string | undefined): RecordingFlaw {
  return {
    code: 'SCRATCH_PRESENT',
    says,
    statement,
    hint: 'Let none of its scratch files lie there when the stage begins. Restore caches after the stage begins. Where an earlier stage of the job leaves them behind, let that stage remove them, or write `installs-into` or `may-add` for them at its step.'
  }
}

/** Each line that hid something is a line of scratch. */
function aboutLines(
  { leftOut, exclude }: HalfFacts,
  half: ArtifactKind,
  { step, lines: offers }: Pick<DirectoryContext, 'step' | 'lines'>
): RecordingFlaw[] {
  // Nobody counts what `.git` hides further down, so there it is enough that it was to hide something.
  const allowed = new Set([OWN_LINE, ...step.scratch])
  const lines = exclude.includes('.git') ? [...leftOut, '.git'] : leftOut
  return lines
    .filter((line) => !allowed.has(line))
    .slice(0, LIMITS.sentenceNames)
    .map((line) => ({
      code: 'EXCLUDED_UNEXPECTED',
      says: `left files out of its ${half} by the line ${quoteUntrusted(line)}, which is not one of its scratch lines`,
      hidden: { half, among: (paths) => hiddenBy(line, paths) },
      hint: offers.ofLine(line, half)
    }))
}

interface DirectoryContext {
  readonly artifacts: Artifacts
  /** The materials. */
  readonly begun: Artifacts
  readonly step: StepIntents
  readonly begins: InstalledDirectories
  readonly lines: RecordingLines
}

/** Of an installed directory only what its installer names may be left out, and no directory is passed over but those. */
function aboutDirectories(
  { directories, unrecorded }: HalfFacts,
  half: ArtifactKind,
  { artifacts, begun, step, begins, lines: offers }: DirectoryContext
): RecordingFlaw[] {
  const own = installsOf(step)
  const has = (name: string): boolean => artifacts.has(name as ArtifactPath)
  // Undefined for what is not expected there: that it is there, or is not, is told as such.
  const mayChange = (name: string): readonly string[] | undefined => {
    // What a step takes it need not record at its end; where it does, it left out no more than the installer may.
    const taken = begins.get(name)
    if (taken !== undefined || half === 'materials') return taken?.mayChange
    const installs = own(name)
    return installs.length === 0 ? undefined : installs.flatMap((one) => one.mayChange)
  }
  const flawOf = (name: string, left: readonly string[]): RecordingFlaw | undefined => {
    if (!has(name)) {
      if (begins.has(name)) return undefined
      const installs = own(name)
      if (installs.length === 0) return passedOver(name, half, offers)
      // That the one directory is not there at the end is told as such.
      return half === 'products' && installs.some(isOneDirectory) ? undefined : withoutDigest(name, half)
    }
    const lines = mayChange(name)
    const allowed = lines === undefined ? undefined : new Set(lines)
    const odd = allowed === undefined ? undefined : left.find((line) => !allowed.has(line))
    const by = half === 'materials' || begins.has(name) ? begins.get(name)?.by : step
    return odd === undefined ? undefined : leftOutInside(name, { line: odd, half, by })
  }
  const noted: RecordingFlaw[] = []
  for (const [name, left] of directories) {
    const flaw = flawOf(name, left)
    if (flaw !== undefined) noted.push(flaw)
    // A link can say it of hundreds of thousands.
    if (noted.length === LIMITS.sentenceNames) break
  }
  const silent = directoriesIn(artifacts).find(([name]) => mayChange(name) !== undefined && !directories.has(name))
  return [
    ...noted,
    ...(silent === undefined ? [] : [unknown(`does not say what it left out of ${quoteUntrusted(silent[0])}`)]),
    // What a step begins with it need not record again.
    ...unrecorded
      .filter((name) => half === 'materials' || (!begun.has(name as ArtifactPath) && !begins.has(name)))
      .slice(0, LIMITS.sentenceNames)
      .map((name) => passedOver(name, half, offers))
  ]
}

/** @param by the step that installs it, where that is in intents */
function leftOutInside(
  name: string,
  { line, half, by }: { readonly line: string; readonly half: ArtifactKind; readonly by: StepIntents | undefined }
): RecordingFlaw {
  const allowed =
    by === undefined || flawOfMayChange(line) !== undefined
      ? ''
      : `If tools rewrite that, let the step that installs it say so, ${mayChangeLine(by, name, line)} at step "${by.name}", and sign the layout again. Else take`
  return {
    code: 'EXCLUDED_UNEXPECTED',
    directory: name,
    says: `left out of ${quoteUntrusted(name)} in its ${half} what the line ${quoteUntrusted(line)} fits`,
    hint: `${allowed === '' ? 'Take' : allowed} the line out of the workflow.`
  }
}

/** Of a directory that the step installs, and that is there by its note alone. */
function withoutDigest(name: string, half: ArtifactKind): RecordingFlaw {
  return {
    code: 'EXCLUDED_UNEXPECTED',
    directory: name,
    says: `left files of ${quoteUntrusted(name)} out of its ${half}, and has no digest of the directory there`,
    hint: 'Record the step by the stages of this release, which record a digest of each directory that they name. What the step installs must not lie there when it begins.'
  }
}

function passedOver(name: string, half: ArtifactKind, offers: RecordingLines): RecordingFlaw {
  const directory = name.replace(/^dir:/, '')
  return {
    code: 'EXCLUDED_UNEXPECTED',
    directory: name,
    says: `passed over the directory ${quoteUntrusted(directory)} in its ${half}, and did not begin with it as installed`,
    hidden: { half, among: (paths) => paths.filter((path) => path.startsWith(`${directory}/`)) },
    hint: offers.ofDirectory(directory)
  }
}

function aboutPaths({ paths }: HalfFacts, half: ArtifactKind, step: StepIntents): RecordingFlaw[] {
  const isWhole = paths.length === 1 && paths[0] === '.'
  // A checkout begins with nothing.
  if (isWhole || (paths.length === 0 && half === 'materials' && step.addsSource)) return []
  const shown =
    paths.length === 0
      ? 'nothing'
      : paths
          .slice(0, 3)
          .map((path) => quoteUntrusted(path))
          .join(', ')
  const among = (files: readonly string[]): readonly string[] => outside(paths, files)
  return [unknown(`recorded ${shown} as its ${half}, not the whole workspace`, { hidden: { half, among } })]
}

/** The files that neither are one of the places nor lie in one. */
function outside(places: readonly string[], files: readonly string[]): readonly string[] {
  const within = new Set<string>(places)
  const sorted = files.map((path) => [path, undefined] as const).sort(([one], [other]) => compareCodePoints(one, other))
  for (const [path, , directory] of withDirectories(
    sorted,
    places.map((place) => `${place}/`)
  ))
    if (directory !== undefined) within.add(path)
  return files.filter((path) => !within.has(path))
}
