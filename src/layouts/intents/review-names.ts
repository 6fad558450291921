// SPDX-License-Identifier: Apache-2.0
// Names that no honest run can have: a file and a directory of one name, and whatever lies in /.git, which nobody records.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isOneDirectory } from '../../intoto/intents/installed-directories.ts'
import { isLiteral, type IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Installs, StepIntents, TakeOfStep } from '../../intoto/intents/intents.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { automatonOfIntent, automatonOfPrefix, type Automaton } from '../compile/automaton.ts'
import { kindsOfPath } from '../compile/kinds-of-path.ts'
import type { YamlPlace, YamlReader } from '../yaml-reader.ts'
import type { ArrivingFiles, Origin } from './arriving-files.ts'
import { takenOf } from './review-installed.ts'
import { witnessesOf, witnessesOfText } from './witnesses.ts'
import type { PlacedInstalls, WrittenLeg } from './write-step.ts'

/** At least one file that a step has when it ends. */
interface Needed {
  /** Where the sentence stands that brings it to this step. */
  readonly at: YamlPlace
  readonly by: string
  readonly example: string
  readonly isOne: boolean
  /** Whether it is a directory that was installed, not a file. */
  readonly isInstalled: boolean
  /** Whether all files that it can be lie below a directory. */
  readonly liesBelow: (directory: string) => boolean
}

const GIT = '.git'
/** Combinations that are looked at for one question. */
const BOUNDS = { mostStates: 3000 }

/** Notes them, each place once, whichever legs it is about. */
export function reviewNames(reader: YamlReader, legs: readonly WrittenLeg[], files: ArrivingFiles): void {
  const told = new Set<number>()
  const ends = new Map<string, readonly Installs[]>()
  const impossible = (at: YamlPlace, message: string, hint: string): void => {
    if (!told.has(at.offset)) reader.problem('LAYOUT_SOURCE_IMPOSSIBLE', at, message, hint)
    told.add(at.offset)
  }
  for (const leg of legs) {
    refuseGit(leg, files, impossible, (at, message, hint) => {
      if (!told.has(at.offset)) reader.warning(at, message, hint)
      told.add(at.offset)
    })
    const installed = takenOf(leg.intents, ends).map((installs) => ({ installs, offset: leg.takes[0]?.offset ?? 0 }))
    ends.set(leg.intents.name, [...leg.intents.installs, ...installed.map(({ installs }) => installs)])
    const begin = [...neededOfTakes(leg, files, []), ...neededOfOwn(leg, ['changes', 'removes'])]
    const gone = [...leg.intents.removes, ...leg.intents.mayRemove]
    const end = [
      ...neededOfTakes(leg, files, gone),
      ...neededOfOwn(leg, ['adds', 'changes']),
      ...neededOfInstalls(leg, installed)
    ]
    const clash = clashIn(begin, leg.intents, 'begin with') ?? clashIn(end, leg.intents, 'have')
    if (clash !== undefined) impossible(clash.at, clash.message, clash.hint)
  }
}

type Remark = (at: YamlPlace, message: string, hint: string) => void

/** Of the directory at the top nothing is recorded; deeper ones are, like other directories. */
function refuseGit(
  { intents, files, takes, installs }: WrittenLeg,
  arriving: ArrivingFiles,
  impossible: Remark,
  warning: Remark
): void {
  for (const key of ['adds', 'changes', 'removes', 'may-add', 'may-remove'] as const)
    for (const { pattern, offset } of files[key]) {
      if (!isInGit(pattern)) continue
      const name = witnessesOf(pattern)[0] ?? pattern.text
      const message = `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, so no run of step ${quoteUntrusted(intents.name)} has a file such as ${quoteUntrusted(name)}.`
      if (key === 'may-add' || key === 'may-remove') warning({ offset }, message, 'Remove the line: it says nothing.')
      else impossible({ offset }, message, 'Remove the line, or write the file elsewhere, such as `dist/`.')
    }
  for (const { installs: one, offset } of installs) {
    if (!isGitInstalled(one)) continue
    const message = `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, and it lies there when step ${quoteUntrusted(intents.name)} begins, so nothing can be installed into ${quoteUntrusted(one.directory)}.`
    impossible({ offset }, message, 'Remove the line, or name the directory that the step fills: `node_modules`.')
  }
  for (const { take, offset } of takes) {
    if (take.of === 'source') continue
    const lost = neverTaken(take, arriving.taken(take).origins)
    if (lost !== undefined)
      impossible(
        { offset },
        `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, so step ${quoteUntrusted(intents.name)} can take nothing such as ${quoteUntrusted(lost)} of ${quoteUntrusted(take.step)}.`,
        'Take other files, or put them elsewhere with `into`.'
      )
    if (take.into === undefined || !`${take.into}/`.startsWith(`${GIT}/`)) continue
    const message = `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, so no run of step ${quoteUntrusted(intents.name)} begins with what it takes into ${quoteUntrusted(take.into)}.`
    impossible({ offset }, message, 'Name another directory with `into`, or leave it out.')
  }
}

/** Whether what is named is the directory of git at the top, or lies in it. */
function isGitInstalled(one: Installs): boolean {
  if (one.directory.startsWith('~')) return false
  const names = witnessesOfText({ text: one.directory })
  return isOneDirectory(one)
    ? `${one.directory}/`.startsWith(`${GIT}/`)
    : names.length > 0 && names.every((name) => `${name}/`.startsWith(`${GIT}/`))
}

/** What a take names that lies in /.git there, or what it surely brings that would lie there here. */
function neverTaken({ only, from }: TakeOfStep, origins: readonly Origin[]): string | undefined {
  if (from !== undefined && `${from}/`.startsWith(`${GIT}/`)) return from
  const named = only.find(isInGit)
  if (named !== undefined) return named.text
  const brought = origins.find(
    ({ isNeeded, automata, witnesses }) =>
      isNeeded && ((witnesses.length === 1 && witnesses[0] === GIT) || alwaysBelow(automata, witnesses, GIT))
  )
  return brought?.witnesses[0]
}

function isInGit(pattern: IntentPattern): boolean {
  return pattern.text === GIT || alwaysBelow([automatonOfIntent(pattern)], witnessesOf(pattern), GIT)
}

/** @param gone what of them need not be there any more */
function neededOfTakes({ takes }: WrittenLeg, files: ArrivingFiles, gone: readonly IntentPattern[]): Needed[] {
  return takes.flatMap(({ take, offset }) =>
    files.taken(take).origins.flatMap((origin): Needed[] => {
      const [example] = origin.witnesses
      if (!origin.isNeeded || example === undefined || origin.step === undefined) return []
      if (origin.witnesses.some((name) => gone.some((pattern) => pattern.matches(name)))) return []
      return [neededOf(origin, { at: { offset }, by: origin.step, example })]
    })
  )
}

function neededOf(
  { automata, witnesses, isLiteral: isOne }: Origin,
  rest: Pick<Needed, 'at' | 'by' | 'example'>
): Needed {
  return { ...rest, isOne, isInstalled: false, liesBelow: (directory) => alwaysBelow(automata, witnesses, directory) }
}

function neededOfOwn({ intents, files }: WrittenLeg, keys: readonly ('adds' | 'changes' | 'removes')[]): Needed[] {
  const placed = keys.flatMap((key) => files[key])
  return placed.flatMap(({ pattern, offset }): Needed[] => {
    const names = witnessesOf(pattern)
    const [example] = names
    if (example === undefined) return []
    const liesBelow = (directory: string): boolean => alwaysBelow([automatonOfIntent(pattern)], names, directory)
    return [{ at: { offset }, by: intents.name, example, isOne: isLiteral(pattern), isInstalled: false, liesBelow }]
  })
}

/** A directory that is installed is there, also where a file of its own name would be. */
function neededOfInstalls({ intents, installs }: WrittenLeg, taken: readonly PlacedInstalls[]): Needed[] {
  return [...installs, ...taken].flatMap(({ installs: one, offset }): Needed[] => {
    const { directory } = one
    if (directory.startsWith('~') || !isOneDirectory(one)) return []
    const liesBelow = (other: string): boolean => directory === other || directory.startsWith(`${other}/`)
    return [{ at: { offset }, by: intents.name, example: directory, isOne: false, isInstalled: true, liesBelow }]
  })
}

/** Whether all that fits some automata lies below a directory; false where that takes too long to see. */
function alwaysBelow(automata: readonly Automaton[], witnesses: readonly string[], directory: string): boolean {
  if (witnesses.length === 0 || !witnesses.every((name) => name.startsWith(`${directory}/`))) return false
  const kinds = kindsOfPath([automatonOfPrefix(`${directory}/`), ...automata], BOUNDS)
  return kinds !== undefined && kinds.every(({ fits: [below, ...fits] }) => below === true || !fits.every(Boolean))
}

interface Clash {
  readonly at: YamlPlace
  readonly message: string
  readonly hint: string
}

/** A file that is surely there, and one that surely lies below it. */
function clashIn(needed: readonly Needed[], step: StepIntents, does: 'begin with' | 'have'): Clash | undefined {
  const files = new Map<string, Needed>()
  // What is taken comes first: it is there, whatever the step does with it.
  for (const one of needed) if (one.isOne && !files.has(one.example)) files.set(one.example, one)
  for (const lower of needed)
    for (const directory of directoriesOf(lower.example)) {
      const file = files.get(directory)
      if (file === undefined || file === lower || !lower.liesBelow(directory)) continue
      // Whatever stands later in the layout is what somebody wrote last.
      const [first, last] = file.at.offset <= lower.at.offset ? [file, lower] : [lower, file]
      return {
        at: last.at,
        message: `No run of step ${quoteUntrusted(step.name)} can ${does} both the file ${quoteUntrusted(directory)} of ${quoteUntrusted(file.by)} and ${lower.isInstalled ? 'the installed directory ' : ''}${quoteUntrusted(lower.example)}${lower.isInstalled ? '' : ` of ${quoteUntrusted(lower.by)}`}: ${quoteUntrusted(directory)} would be a file and a directory.`,
        hint: lower.isInstalled ? INSTALLED : hintFor(file, directory, first.by === last.by)
      }
    }
  return undefined
}

const INSTALLED = 'Give the file another name, or install into another directory.'

function hintFor(file: Needed, directory: string, isOneStep: boolean): string {
  const pattern = `adds: ${yamlText(`${directory}/**`)}`
  return isOneStep
    ? `Write \`${pattern}\` alone if ${quoteUntrusted(directory)} is a directory, or give one of the two another name.`
    : `If ${quoteUntrusted(file.by)} makes a directory, write \`${pattern}\` there; else give one of the two another name, or another place with \`into\`.`
}

/** Directories that a name lies in, and the name itself. */
function directoriesOf(name: string): string[] {
  const parts = name.split('/')
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
}
