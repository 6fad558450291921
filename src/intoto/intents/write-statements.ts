// SPDX-License-Identifier: Apache-2.0
// Intents as statements, each a word of the inspection's `run`: what ends in `Word` or `Words` writes them.
// `read-statements.ts` reads them.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { DemandedCommand, Installs, Intents, LayoutVersion, Release, StepIntents, Take } from './intents.ts'
import { holdsBrace, intentsInvalid, jsonWord, type Statement } from './statements.ts'

/**
 * Writes what a layout says in intents: of each step first what it takes; the pattern is last in its statement, directories are
 * JSON strings.
 *
 * @throws INTENTS_INVALID for a text that holds a brace, which other implementations take for a parameter
 */
export function writeStatements(intents: Intents): Statement[] {
  const statements: Statement[] = [
    ...[...intents.steps.values()].flatMap(stepStatements),
    ...(intents.release.length === 0 ? ['release nothing'] : intents.release.flatMap(releaseStatements)),
    ...refStatements(intents),
    ...(intents.sourceCommit === 'run' ? [] : [sourceCommitStatement(intents.sourceCommit)]),
    ...intents.submodules.map(submoduleStatement),
    STEPS_ONLY,
    ...(intents.version === undefined ? [] : [versionStatement(intents.version)])
  ]
  const braced = statements.find(holdsBrace)
  if (braced === undefined) return statements
  throw intentsInvalid(
    `The statement ${quoteUntrusted(braced)} holds a brace, which other implementations take for a parameter.`,
    'Put a command that needs braces into a script of the repository. For a file that has one in its name write `?`.'
  )
}

/** For which branches and tags the layout speaks. */
export function refStatements({ branches, tags }: Pick<Intents, 'branches' | 'tags'>): string[] {
  return [...branches.map(({ text }) => `branches ${text}`), ...tags.map(({ text }) => `tags ${text}`)]
}

/** What is said of every layout in intents: it knows all steps. */
export const STEPS_ONLY = 'steps only'

/** All that is said of one step, each behind its name. */
export function stepStatements(step: StepIntents): string[] {
  const { name } = step
  return [
    ...(step.takes.length === 0
      ? [takesNothingStatement(name)]
      : step.takes.flatMap((take) => takeStatements(name, take))),
    ...(step.addsSource ? [addsSourceStatement(name)] : []),
    ...step.adds.map((pattern) => patternStatement(name, 'adds', pattern)),
    ...step.mayAdd.map((pattern) => patternStatement(name, 'may-add', pattern)),
    ...step.changes.map((pattern) => patternStatement(name, 'changes', pattern)),
    ...step.removes.map((pattern) => patternStatement(name, 'removes', pattern)),
    ...step.mayRemove.map((pattern) => patternStatement(name, 'may-remove', pattern)),
    ...step.scratch.map((line) => scratchStatement(step, line)),
    ...step.installs.flatMap((installs) => installsStatements(name, installs)),
    ...(step.command === undefined ? [] : [commandStatement(name, step.command)]),
    ...(step.definition === undefined ? [] : [definitionStatement(name, step.definition)]),
    ...(step.delegated ? [`${name} delegated`] : []),
    ...(step.recording === 'any' ? [`${name} recording any`] : [])
  ]
}

export function takesNothingStatement(step: string): string {
  return `${step} takes nothing`
}

/** What a checkout says. */
export function addsSourceStatement(step: string): string {
  return `${step} adds source`
}

/** What a step takes of one thing; a statement for each pattern, at least one. */
export function takeStatements(step: string, take: Take): string[] {
  if (take.of === 'source') return [`${step} takes source`]
  const from = take.from === undefined ? '' : ` from ${jsonWord(take.from)}`
  const into = take.into === undefined ? '' : ` into ${jsonWord(take.into)}`
  return withPatterns(`${step} takes ${take.step}${from}${into}`, take.only)
}

/** What a step says that it does with files of a pattern. */
export function patternStatement(
  step: string,
  verb: 'adds' | 'may-add' | 'changes' | 'removes' | 'may-remove',
  { text }: IntentPattern
): string {
  return `${step} ${verb} ${text}`
}

/** What a step may leave behind. @param line of gitignore */
export function scratchStatement({ name }: Pick<StepIntents, 'name'>, line: string): string {
  return `${name} scratch ${line}`
}

/** What a step installs into one directory; a statement for each line that may change in there, at least one. */
export function installsStatements(step: string, { directory, mayChange }: Installs): string[] {
  const start = `${step} installs ${jsonWord(directory)}`
  return mayChange.length === 0 ? [start] : mayChange.map((line) => `${start} may-change ${line}`)
}

export function commandStatement(step: string, { words, workingDirectory, setup }: DemandedCommand): string {
  const directory = workingDirectory === undefined ? '' : ` in ${jsonWord(workingDirectory)}`
  const after = setup === undefined ? '' : ` after ${jsonWord(setup)}`
  return `${step} command ${jsonWord(words)}${directory}${after}`
}

export function definitionStatement(step: string, digest: string): string {
  return `${step} definition ${digest}`
}

/** What of one step is final; a statement for each pattern, at least one. */
export function releaseStatements({ step, only }: Release): string[] {
  return withPatterns(`release ${step}`, only)
}

export function sourceCommitStatement(commit: 'head' | 'named'): string {
  return `source commit ${commit}`
}

/** @param directory of a submodule that some jobs check out and others do not */
export function submoduleStatement(directory: string): string {
  return `source submodules ${jsonWord(directory)}`
}

function versionStatement({ number, after }: LayoutVersion): string {
  return `layout ${number}${after === undefined ? '' : ` after ${after}`}`
}

function withPatterns(start: string, only: readonly IntentPattern[]): string[] {
  return only.length === 0 ? [start] : only.map(({ text }) => `${start} only ${text}`)
}
