// SPDX-License-Identifier: Apache-2.0
// What is wrong with how a step began, in words, and the line to write for it.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import type { BeginDifferences, TakenFiles } from './begin-differences.ts'
import { areSameBytes, isDirectory } from './files.ts'
import type { Finding, Saying } from './finding.ts'
import { directoryTest, isOneDirectory } from './installed-directories.ts'
import type { Installs, StepIntents, Take, TakeOfStep } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { stepsAbove } from './steps-above.ts'
import { isWhole } from './taken-files.ts'
import { installsWords, takesNothingWord, takeWords } from './write-statements.ts'
import { patternsFor, takesText, yamlText, yamlTexts } from './yaml-text.ts'

export interface BeginContext {
  readonly record: StepRecord
  readonly step: StepIntents
  readonly records: ReadonlyMap<string, StepRecord>
  readonly taken: readonly TakenFiles[]
}

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
    takeStatement(step.name, takesWith(taken, file).at(-1) ?? step.takes[0])
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
  return take === undefined ? takesNothingWord(step) : (takeWords(step, take)[0] as string)
}

/** @param file what lies where the step installs */
function installsStatement(step: StepIntents, [file = '']: readonly string[]): string {
  const directory = file.replace(/^dir:/, '')
  const installs = step.installs.find(
    (one) => directoryTest(one)(directory) || (isOneDirectory(one) && directory.startsWith(`${one.directory}/`))
  )
  return installsWords(step.name, installs as Installs)[0] as string
}

/** The takes that hand a file on. */
function takesWith(taken: readonly TakenFiles[], file: string): Take[] {
  return taken
    .filter(({ files }) => {
      for (const [path] of files) if (path === file) return true
      return false
    })
    .map(({ take }) => take)
}

const nameOf = (take: Take): string => (take.of === 'source' ? 'source' : `step "${take.step}"`)

function sayInTheWay({ name }: StepIntents, files: readonly string[]): Saying {
  return {
    message: `Step "${name}" installs into a directory that already held ${namesOf(files)} when it began.`,
    hint: 'Let the step begin with nothing there: restore caches after the stage begins, and install no second time into one workspace. Files tracked by git are not dependencies: name the subdirectory that the step installs into.'
  }
}

function sayConflict({ step, taken }: BeginContext, files: readonly string[]): Saying {
  const [file = ''] = files
  if (isDirectory(file))
    return {
      message: `Step "${step.name}" takes ${namesOf(files)} of two steps, which installed other bytes there.`,
      hint: `Let both install the same, from one lock file, or let the step install its own: \`installs-into: ${yamlText(file.slice('dir:'.length))}\`.`
    }
  const takes = takesWith(taken, file)
  const other = takes.find((take) => take.of === 'step') as TakeOfStep
  return {
    message: `Step "${step.name}" takes ${namesOf(files)} from ${takes.map(nameOf).join(' and ')}, which have other bytes of ${pronoun(files)}.`,
    hint: `Say which one is meant: take of one step only what does not hold it, \`takes: { ${yamlText(other.step)}: { only: PATTERN } }\`. If they should agree, find out why they do not.`
  }
}

function sayExtra({ step, record, records }: BeginContext, files: readonly string[]): Saying {
  const [file = ''] = files
  const message = `Step "${step.name}" began with ${namesOf(files)}, which nothing that it takes has.`
  const origin = originOf(file, record, records)
  if (isDirectory(file))
    return {
      message,
      hint: `Let it take the whole of the step that installs the directory${origin === undefined ? '' : `, \`takes: ${takesLine(step, origin, records)}\``}, or install the directory itself: \`installs-into: ${yamlText(file.slice('dir:'.length))}\`.`
    }
  if (origin === undefined)
    return {
      message,
      hint: `Find out what put it there before the step began: an earlier workflow step, a restored cache or a kept workspace. No step above ended with the same bytes of ${pronoun(files)}.`
    }
  if (areBeside(step, records.get(origin)?.intents))
    return {
      message,
      hint: `Step "${origin}" ended with it. Legs of one step do not see each other: run each in a checkout of its own, or remove ${namesOf(files)} before "${step.name}" begins.`
    }
  return {
    message,
    hint: `Step "${origin}" ended with it. If "${step.name}" begins after that step in the same job, write \`takes: ${takesLine(step, origin, records)}\` and sign the layout again; else find out how it came there.`
  }
}

/** Whether two steps look like legs of one: they begin alike, and their names do. */
function areBeside(step: StepIntents, other: StepIntents | undefined): boolean {
  const [start] = /^.+?-/.exec(step.name) ?? []
  return (
    start !== undefined && other?.name.startsWith(start) === true && takesText(step.takes) === takesText(other.takes)
  )
}

/** The last step above that ended with the same file and is not taken whole. */
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

/** What a step takes, with another one; whatever the other takes itself need not be said any more. */
function takesLine(step: StepIntents, other: string, records: ReadonlyMap<string, StepRecord>): string {
  const wholeOf = (name: string): readonly Take[] =>
    (records.get(name)?.intents?.takes ?? []).filter((take) => take.of === 'source' || isWhole(take))
  const through = stepsAbove(other, wholeOf)
  const hasSource = [other, ...through].some((name) => wholeOf(name).some(({ of }) => of === 'source'))
  const rest = step.takes.filter((take) => {
    if (take.of === 'source') return !hasSource
    return take.step !== other && !(isWhole(take) && through.has(take.step))
  })
  return takesText([...rest, { of: 'step', step: other, only: [], from: undefined, into: undefined }])
}

function sayMissing({ step, record, taken }: BeginContext, files: readonly string[]): Saying {
  const [file = ''] = files
  const without = `Step "${step.name}" began without ${namesOf(files)}, which`
  if (isDirectory(file)) {
    const directory = file.slice('dir:'.length)
    return {
      message: `${without} a step installed that it takes the whole of.`,
      hint: `In another job let the step install its own, \`installs-into: ${yamlText(directory)}\`, or leave its own behind, \`scratch: ${yamlText(`${directory}/`)}\`; and sign the layout again.`
    }
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
  const present = presentOf(taken, take, record)
  const part = `write \`takes: { ${yamlText(take.step)}: ${yamlTexts(patternsFor(present))} }\` and sign the layout again`
  return {
    message,
    hint:
      present.length === 0
        ? `Nothing of ${nameOf(take)} was there: take its files over before the step begins. Else find out what removed them.`
        : `Find out what removed ${pronoun(files)} before the step began. Only if the step is meant to begin with a part, ${part}.`
  }
}

/** The files of a take that are there. */
function presentOf(taken: readonly TakenFiles[], take: Take, { link }: StepRecord): string[] {
  const present: string[] = []
  for (const one of taken)
    if (one.take === take) for (const [path] of one.files) if (link.materials.has(path)) present.push(path)
  return present
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
  return {
    message: `${began} ${nameOf(take)} has.`,
    hint: `Find out what changed ${pronoun(files)} before the step began. Files of source in an artifact of a Windows job have other line ends: let this job check out itself, and take of the artifact only what the other step added.`
  }
}
