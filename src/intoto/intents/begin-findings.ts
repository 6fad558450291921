// SPDX-License-Identifier: Apache-2.0
// What is wrong with how a step began, in words, and the line to write for it.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import type { BeginDifferences, TakenFiles } from './begin-differences.ts'
import type { BeginContext } from './begin-context.ts'
import { areSameBytes, hasFile, isDirectory, pathsOf } from './files.ts'
import type { Finding, Saying } from './finding.ts'
import { directoryTest, isOneDirectory } from './installed-directories.ts'
import type { Installs, StepIntents, Take, TakeOfStep } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { installsLine, scratchLine } from './layout-lines.ts'
import { flawOfLine } from './statements.ts'
import { takingLess, takingMore } from './take-offers.ts'
import { isWhole } from './taken-files.ts'
import { installsStatements, takesNothingStatement, takeStatements } from './write-statements.ts'
import { patternOfFile, takesText } from './yaml-text.ts'

/** Names of files in one sentence. */
export function namesOf(files: readonly string[]): string {
  return listed(files, 3, (file) => quoteUntrusted(file))
}

/** What stands for files that were named. */
export function pronoun(files: readonly string[]): string {
  return files.length === 1 ? 'it' : 'them'
}

/** The cause first: what lies in the way is extra, too, and what two takes disagree about differs. */
export function beginFindings(differences: BeginDifferences, context: BeginContext): Finding[] {
  const { extra, missing, differing, conflicts, inTheWay } = differences
  const { step, taken } = context
  const statementOf = ([file = '']: readonly string[]): string =>
    takeStatement(step.name, takesWith(taken, file)[0] ?? step.takes[0])
  const finding = (code: Finding['code'], files: readonly string[], say: Finding['say']): Finding[] => {
    if (files.length === 0) return []
    const statement = code === 'SCRATCH_PRESENT' ? installsStatement(step, files) : statementOf(files)
    return [{ code, step: step.name, statement, follows: 'begins', files, say }]
  }
  return [
    ...finding('SCRATCH_PRESENT', inTheWay, (files) => sayInTheWay(step, files)),
    ...finding('TAKES_CONFLICT', conflicts, (files) => sayConflict(context, files)),
    ...finding('TAKES_EXTRA', extra, (files) => sayExtra(context, files)),
    ...finding('TAKES_MISSING', missing, (files) => sayMissing(context, files)),
    ...finding('TAKES_DIFFERS', differing, (files) => sayDiffering(context, files))
  ]
}

/** What a step says that it takes; nothing without a take. */
export function takeStatement(step: string, take: Take | undefined): string {
  return take === undefined ? takesNothingStatement(step) : (takeStatements(step, take)[0] as string)
}

/** @param file what lies where the step installs */
function installsStatement(step: StepIntents, [file = '']: readonly string[]): string {
  const directory = file.replace(/^dir:/, '')
  const installs = step.installs.find(
    (one) => directoryTest(one)(directory) || (isOneDirectory(one) && directory.startsWith(`${one.directory}/`))
  )
  return installsStatements(step.name, installs as Installs)[0] as string
}

/** The takes that hand a file on. */
function takesWith(taken: readonly TakenFiles[], file: string): Take[] {
  return taken.filter(({ files }) => hasFile(files, file)).map(({ take }) => take)
}

const nameOf = (take: Take): string => (take.of === 'source' ? 'source' : `step "${take.step}"`)

function sayInTheWay({ name }: StepIntents, files: readonly string[]): Saying {
  return {
    message: `Step "${name}" installs into a directory that already held ${namesOf(files)} when it began.`,
    hint: 'Let the step begin with nothing there: restore caches after the stage begins, and install no second time into one workspace. Files tracked by git are not dependencies: name the subdirectory that the step installs into.'
  }
}

function sayConflict(context: BeginContext, files: readonly string[]): Saying {
  const { step, taken } = context
  const [file = ''] = files
  if (isDirectory(file))
    return {
      message: `Step "${step.name}" takes ${namesOf(files)} of two steps, which installed other bytes there.`,
      hint: `Let both install the same, from one lock file, or let the step install its own, ${installsLine(step, files)}, in a new run where nothing lies there when it begins.`
    }
  const takes = takesWith(taken, file)
  const less = takes.flatMap((one) => (one.of === 'source' ? [] : [(take: TakeOfStep): boolean => take === one]))
  const offer = takingLess(context, files, less)
  const write = offer === undefined ? '' : `: ${offer.line}, and sign the layout again`
  return {
    message: `Step "${step.name}" takes ${namesOf(files)} from ${takes.map(nameOf).join(' and ')}, which have other bytes of ${pronoun(files)}.`,
    hint: `Find out why they do not agree, if they should. Else say which one is meant, and take of the other only what does not hold ${pronoun(files)}${write}.${offer?.note ?? ''}`
  }
}

function sayExtra(context: BeginContext, files: readonly string[]): Saying {
  const { step, record, records } = context
  const [file = ''] = files
  const message = `Step "${step.name}" began with ${namesOf(files)}, which nothing that it takes has.`
  const { origins, unknown } = originsOf(files, record, records)
  if (isDirectory(file)) {
    const offer = unknown.length > 0 ? undefined : takingMore(context, files, origins)
    return {
      message,
      hint: `Let it take the whole of the step that installs ${files.length === 1 ? 'the directory' : 'the directories'}${offer === undefined ? '' : `, ${offer.line}`}, or install ${pronoun(files)} itself, ${installsLine(step, files)}, in a new run where nothing lies there when it begins.`
    }
  }
  if (unknown.length > 0 && step.takes.some(({ of }) => of === 'source'))
    return {
      message,
      hint: `${namesOf(unknown)} ${unknown.length === 1 ? 'is' : 'are'} not in the commit, and no step above ended with the same bytes: if ${unknown.length === 1 ? 'it belongs' : 'they belong'} to the project, commit ${pronoun(unknown)}, and run the steps again; else remove ${pronoun(unknown)} before the step begins. An earlier workflow step, a restored cache or a kept workspace may have put ${pronoun(unknown)} there.`
    }
  if (unknown.length > 0)
    return {
      message,
      hint: `Find out what put ${pronoun(unknown)} there before the step began: an earlier workflow step, a restored cache or a kept workspace. No step above ended with the same bytes of ${unknown.length === files.length ? pronoun(unknown) : namesOf(unknown)}.`
    }
  const steps = [...origins.keys()]
  const ended = `${steps.length === 1 ? 'Step' : 'Steps'} ${steps.map((name) => `"${name}"`).join(' and ')} ended with ${pronoun(files)}.`
  if (steps.every((name) => areBeside(step, records.get(name)?.intents)))
    return {
      message,
      hint: `${ended} Legs of one step do not see each other: run each in a checkout of its own, or remove ${namesOf(files)} before "${step.name}" begins.`
    }
  const offer = takingMore(context, files, origins)
  return {
    message,
    hint:
      offer === undefined
        ? `${ended} Find out how ${pronoun(files)} came there without the rest of it.`
        : `${ended} If "${step.name}" begins after that in the same job, write ${offer.line} and sign the layout again; else find out how ${files.length === 1 ? 'it' : 'they'} came there.${offer.note}`
  }
}

/** Whether two steps look like legs of one: they begin alike, and their names do. */
function areBeside(step: StepIntents, other: StepIntents | undefined): boolean {
  const [start] = /^.+?-/.exec(step.name) ?? []
  return (
    start !== undefined && other?.name.startsWith(start) === true && takesText(step.takes) === takesText(other.takes)
  )
}

/** By step what it ended with last, and what no step above ended with. */
function originsOf(
  files: readonly string[],
  record: StepRecord,
  records: ReadonlyMap<string, StepRecord>
): { readonly origins: ReadonlyMap<string, readonly string[]>; readonly unknown: readonly string[] } {
  const origins = new Map<string, string[]>()
  const unknown: string[] = []
  for (const file of files) {
    const origin = originOf(file, record, records)
    if (origin === undefined) unknown.push(file)
    else {
      const known = origins.get(origin)
      if (known === undefined) origins.set(origin, [file])
      else known.push(file)
    }
  }
  return { origins, unknown }
}

/** The last step above that ended with the same file. */
function originOf(file: string, record: StepRecord, records: ReadonlyMap<string, StepRecord>): string | undefined {
  const digests = record.link.materials.get(file as ArtifactPath)
  let origin: string | undefined
  for (const [name, { link }] of records) {
    if (name === record.name) break
    const there = link.products.get(file as ArtifactPath)
    if (there !== undefined && digests !== undefined && areSameBytes(there, digests)) origin = name
  }
  return origin
}

function sayMissing(context: BeginContext, files: readonly string[]): Saying {
  const { step, record, taken } = context
  const [file = ''] = files
  const without = `Step "${step.name}" began without ${namesOf(files)}, which`
  if (isDirectory(file))
    return {
      message: `${without} another step installed, and it takes that step whole.`,
      hint: missingDirectories(context, files)
    }
  const [take] = takesWith(taken, file) as [Take, ...Take[]]
  const message = `${without} it takes from ${nameOf(take)}.`
  if (files.every((one) => /(?:^|\/)\./.test(one)))
    return {
      message,
      hint: 'actions/upload-artifact leaves hidden files out: write `include-hidden-files: true` there. Else find out what removed them before the step began.'
    }
  if (take.of === 'source' || !isWhole(take))
    return {
      message,
      hint: `Find out what removed ${pronoun(files)} before the step began, or why nothing was placed there.`
    }
  if (!hasSome(taken, take, record))
    return {
      message,
      hint: `Nothing of ${nameOf(take)} was there: take its files over before the step begins. Else find out what removed them.`
    }
  const offer = takingLess(context, files, [(one) => isWhole(one) && holdsOne(taken, one, files)])
  const part =
    offer === undefined
      ? ''
      : ` Only if the step is meant to begin with a part, write ${offer.line} and sign the layout again.${offer.note}`
  return { message, hint: `Find out what removed ${pronoun(files)} before the step began.${part}` }
}

function missingDirectories({ step, record }: BeginContext, files: readonly string[]): string {
  const lines = files.map((name) => `${patternOfFile(name.slice('dir:'.length))}/`)
  // Nothing of a home is scratch.
  const scratch = lines.some((line) => line.startsWith('~/') || flawOfLine(line) !== undefined)
    ? ''
    : `, or leave its own behind, ${scratchLine(step, lines)}; and sign the layout again`
  const own = `let the step install its own, ${installsLine(step, files)}`
  return files.every((name) => record.link.products.has(name as ArtifactPath))
    ? `In another job ${own}${scratch}.`
    : `In another job ${own}, in a new run${scratch}.`
}

/** Whether any file of a take is there. */
function hasSome(taken: readonly TakenFiles[], take: Take, { link }: StepRecord): boolean {
  for (const one of taken)
    if (one.take === take) for (const path of pathsOf(one.files)) if (link.materials.has(path)) return true
  return false
}

/** Whether a take hands one of some files on. */
function holdsOne(taken: readonly TakenFiles[], take: Take, files: readonly string[]): boolean {
  const wanted = new Set(files)
  for (const one of taken)
    if (one.take === take) for (const path of pathsOf(one.files)) if (wanted.has(path)) return true
  return false
}

function sayDiffering({ step, taken }: BeginContext, files: readonly string[]): Saying {
  const [file = ''] = files
  const began = `Step "${step.name}" began with other bytes of ${namesOf(files)} than`
  if (isDirectory(file))
    return {
      message: `${began} the step has that installed ${pronoun(files)}.`,
      hint: 'Find out what changed the directory since it was installed. What tools rewrite in there, the step that installs it names with `may-change`.'
    }
  const [take] = takesWith(taken, file) as [Take, ...Take[]]
  if (take.of === 'source')
    return {
      message: `${began} ${nameOf(take)} has.`,
      hint: `The commit has other bytes of ${pronoun(files)}: commit what was changed, if it is meant, and run the steps again; else put ${pronoun(files)} back. \`git status\` names what is not committed. If nobody changed ${pronoun(files)}, find out what did before the step began. ${OTHER_LINE_ENDS}`
    }
  return {
    message: `${began} ${nameOf(take)} has.`,
    hint: `Find out what changed ${pronoun(files)} before the step began. ${OTHER_LINE_ENDS}`
  }
}

const OTHER_LINE_ENDS =
  'Files of source in an artifact of a Windows job have other line ends: let this job check out itself, and take of the artifact only what the other step added.'
