// SPDX-License-Identifier: Apache-2.0
// What a step did without saying so, in words, and the lines to write for it.
import type { Finding, Saying } from './finding.ts'
import { isDirectory } from './files.ts'
import { namesOf, pronoun, takeStatement } from './begin-findings.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { StepIntents } from './intents.ts'
import {
  installsLine,
  lineOf,
  lineWith,
  movedLines,
  partNote,
  patternsBeside,
  SIGN,
  textsOf,
  type FileKey
} from './layout-lines.ts'
import { patternsFor, type OfferedPatterns } from './offered-patterns.ts'
import type { OwnContext } from './own-context.ts'
import type { NotRemoved, OwnChanges } from './own-changes.ts'
import { withoutMistaken } from './close-files.ts'
import { unmetFinding } from './unmet-findings.ts'
import { patternStatement } from './write-statements.ts'

/** What happened before what did not. @param context asked for where something is told */
export function ownFindings(
  { added, removed, changed, reshaped, notRemoved, unmet }: OwnChanges,
  step: StepIntents,
  context: () => OwnContext
): Finding[] {
  const finding = (
    code: Finding['code'],
    files: readonly string[],
    statement: string,
    say: Finding['say']
  ): Finding[] => (files.length === 0 ? [] : [{ code, step: step.name, statement, follows: 'ends', files, say }])
  const said = (verb: FileKey, [pattern]: readonly IntentPattern[]): string =>
    pattern === undefined ? takeStatement(step.name, step.takes[0]) : patternStatement(step.name, verb, pattern)
  const again = notRemoved.map(({ path }) => path)
  const patterns = notRemoved.slice(0, 1).map(({ pattern }) => pattern)
  return [
    ...finding('ADDED_UNEXPECTED', added, said('adds', step.adds), (files) =>
      sayAdded(withoutMistaken(step, 'adds', files, unmet), files)
    ),
    ...finding('REMOVED_UNEXPECTED', removed, said('removes', step.removes), (files) =>
      sayRemoved(withoutMistaken(step, 'removes', files, unmet), files, context())
    ),
    ...finding('CHANGED_UNEXPECTED', changed, said('changes', step.changes), (files) =>
      sayChanged(withoutMistaken(step, 'changes', files, unmet), files, reshaped)
    ),
    ...finding('NOT_REMOVED', again, said('removes', patterns), (files) => sayNotRemoved(step, files, notRemoved)),
    ...unmet.map((one): Finding =>
      unmetFinding(step, one, context, { adds: added, changes: changed, removes: removed })
    )
  ]
}

/** Whatever the way, what was not meant is found out first. @param lines undefined where none would do */
function onlyIf(meant: string, lines: string | undefined, patterns: OfferedPatterns): string {
  return lines === undefined
    ? ''
    : ` Only if the step is meant to ${meant}, write ${lines}, ${SIGN}.${partNote(patterns)}`
}

const they = (files: readonly string[]): string => (files.length === 1 ? 'it' : 'they')

function sayAdded(step: StepIntents, files: readonly string[]): Saying {
  const { name } = step
  const it = pronoun(files)
  if (step.addsSource)
    return {
      message: `Step "${name}" ended with ${namesOf(files)}, which the commit does not have.`,
      hint: `Find out what wrote ${it} before the checkout stage ended, and let it run later or not at all: a checkout adds the files of the commit alone. What is to be made, a step of its own adds, which takes "${name}".`
    }
  const message = `Step "${name}" ended with ${namesOf(files)}, which it did not begin with and does not say it adds.`
  const directories = files.filter(isDirectory)
  const installs = directories.length === 0 ? [] : [installsLine(step, directories)]
  const plain = files.filter((file) => !isDirectory(file))
  if (plain.length === 0) {
    const [what, does] = files.length === 1 ? ['the directory', 'does'] : ['the directories', 'do']
    return {
      message,
      hint: `Find out what wrote ${what} during the step. Only if the step is meant to install ${it}, write ${installs.join('')} at the step, ${SIGN}; ${does === 'do' ? 'those' : 'one'} that it begins with ${does} not count at its end.`
    }
  }
  const patterns = patternsBeside(step, 'adds', plain)
  const [adds, mayAdd] = (['adds', 'may-add'] as const).map((key) => lineWith(step, key, patterns))
  const lines =
    adds === undefined || mayAdd === undefined
      ? undefined
      : `${[...installs, adds].join(' and ')} at it, or ${[...installs, mayAdd].join(' and ')} where ${they(files)} may be missing`
  return {
    message,
    hint: `Find out what wrote ${it} during the step.${onlyIf(`make ${it}`, lines, patterns)} What it only leaves behind is \`scratch\`.`
  }
}

function sayRemoved(step: StepIntents, files: readonly string[], { ends }: OwnContext): Saying {
  const it = pronoun(files)
  if (step.addsSource)
    return {
      message: `Step "${step.name}" ended without ${namesOf(files)}, which the commit has.`,
      hint: `Find out what removed ${it} before the checkout stage ended. What is meant to be removed, a step of its own removes, which takes "${step.name}".`
    }
  const patterns = patternsFor(files, ends)
  const removes = lineWith(step, 'removes', patterns)
  const mayRemove = lineWith(step, 'may-remove', patterns)
  const stay = mayRemove === undefined ? [] : [`${mayRemove} where ${they(files)} may stay`]
  const lines = [...(removes === undefined ? [] : [`${removes} at it`]), ...stay]
  return {
    message: `Step "${step.name}" ended without ${namesOf(files)}, which it began with and does not say it removes.`,
    hint: `Find out what removed ${it} during the step.${onlyIf(`remove ${it}`, lines.length === 0 ? undefined : lines.join(', or '), patterns)}`
  }
}

function sayChanged(step: StepIntents, files: readonly string[], reshaped: ReadonlySet<string>): Saying {
  const { name } = step
  const [file = ''] = files
  const it = pronoun(files)
  if (step.addsSource)
    return {
      message: `Step "${name}" ended with other bytes of ${namesOf(files)} than the commit has.`,
      hint: `Find out what wrote ${it} before the checkout stage ended. What is meant to be changed, a step of its own changes, which takes "${name}".`
    }
  const adds = [...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(file))
  const there = adds
    ? ` What a step adds must not have been there; ${files.length === 1 ? 'this was' : 'these were'}.`
    : ''
  if (files.every((path) => reshaped.has(path))) return sayReshaped(step, files)
  const patterns = patternsFor(files)
  return {
    message: `Step "${name}" ended with other bytes of ${namesOf(files)} than it began with, and does not say it changes ${it}.${there}`,
    hint: `Find out what wrote ${it} during the step.${onlyIf(`change ${it}`, atIt(lineWith(step, 'changes', patterns)), patterns)}`
  }
}

/** Nobody sees it by the digests. */
function sayReshaped(step: StepIntents, files: readonly string[]): Saying {
  const patterns = patternsFor(files)
  const [are, is] = files.length === 1 ? ['It is', 'it is'] : ['They are', 'they are']
  return {
    message: `Step "${step.name}" ended with ${namesOf(files)} in another form than it began with, and does not say it changes ${pronoun(files)}. ${are} what the commit has before and after: on the disk ${is} with other ends of lines, an expanded or plain \`$Id$\`, content or pointer of Git LFS, or a file in the place of a symbolic link.`,
    hint: `Find out what wrote ${pronoun(files)} during the step. If its command fetches content of Git LFS, let \`git lfs pull\` or \`lfs: true\` of the checkout do so before the stage begins.${onlyIf(`change ${pronoun(files)}`, atIt(lineWith(step, 'changes', patterns)), patterns)}`
  }
}

const atIt = (line: string | undefined): string | undefined => (line === undefined ? undefined : `${line} at it`)

/** Whatever names such a file among what is removed has to move, else the file would still be one to remove. */
function sayNotRemoved(step: StepIntents, files: readonly string[], all: readonly NotRemoved[]): Saying {
  const it = pronoun(files)
  const moving = step.removes.filter((pattern) => all.some(({ path }) => pattern.matches(path)))
  const anew = all.filter(({ isNew }) => isNew).map(({ path }) => path)
  const patterns = anew.length === 0 ? NONE : patternsFor(anew)
  const beside = patterns.texts.length === 0 ? [] : [lineOf('changes', [...textsOf(step.changes), ...patterns.texts])]
  const lines = movedLines(step, moving, { from: 'removes', to: 'may-remove', beside })
  const may = anew.length === 0 ? `${they(files)} may stay` : `the step is meant to make ${pronoun(anew)} anew`
  return {
    message: `Step "${step.name}" says that it removes ${namesOf(files)}, and ended with ${it}.`,
    hint: `Let the command of the step remove ${it}. If ${may}, write ${lines}, ${SIGN}.${partNote(patterns)}`
  }
}

const NONE: OfferedPatterns = { texts: [], left: 0 }
