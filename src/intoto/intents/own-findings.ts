// SPDX-License-Identifier: Apache-2.0
// What a step did without saying so, in words, and the line to write for it.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Finding, Saying } from './finding.ts'
import { isDirectory } from './files.ts'
import { namesOf, pronoun, takeStatement } from './begin-findings.ts'
import { isOneDirectory } from './installed-directories.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { StepIntents } from './intents.ts'
import type { OwnChanges, Unmet } from './own-changes.ts'
import { installsStatements, patternStatement } from './write-statements.ts'
import { patternsFor, yamlText, yamlTexts } from './yaml-text.ts'

/** What happened before what did not. */
export function ownFindings({ added, removed, changed, notRemoved, unmet }: OwnChanges, step: StepIntents): Finding[] {
  const finding = (
    code: Finding['code'],
    files: readonly string[],
    statement: string,
    say: Finding['say']
  ): Finding[] => (files.length === 0 ? [] : [{ code, step: step.name, statement, follows: 'ends', files, say }])
  const said = (
    verb: 'adds' | 'may-add' | 'changes' | 'removes' | 'may-remove',
    [pattern]: readonly IntentPattern[]
  ): string =>
    pattern === undefined ? takeStatement(step.name, step.takes[0]) : patternStatement(step.name, verb, pattern)
  const again = notRemoved.map(({ path }) => path)
  const patterns = notRemoved.slice(0, 1).map(({ pattern }) => pattern)
  return [
    ...finding('ADDED_UNEXPECTED', added, said('adds', step.adds), (files) => sayAdded(step, files)),
    ...finding('REMOVED_UNEXPECTED', removed, said('removes', step.removes), (files) => sayRemoved(step, files)),
    ...finding('CHANGED_UNEXPECTED', changed, said('changes', step.changes), (files) => sayChanged(step, files)),
    ...finding('NOT_REMOVED', again, said('removes', patterns), (files) => sayNotRemoved(step, files)),
    ...unmet.map((one): Finding => tookNothing(step, one))
  ]
}

const SIGN = 'and sign the layout again'

/** The value of a key with what is to stand there, too: a second line of the same key would be refused. */
function beside(known: readonly IntentPattern[], patterns: readonly string[]): string {
  return yamlTexts([...new Set([...known.map(({ text }) => text), ...patterns])])
}

function sayAdded({ name, adds, mayAdd }: StepIntents, files: readonly string[]): Saying {
  const [file = ''] = files
  const message = `Step "${name}" ended with ${namesOf(files)}, which it did not begin with and does not say it adds.`
  if (isDirectory(file))
    return {
      message,
      hint: `Find out what wrote the directory during the step. Only if the step is meant to install it, write \`installs-into: ${yamlText(file.slice('dir:'.length))}\` at the step, ${SIGN}; a step that takes the directory does not record it at its end.`
    }
  const patterns = patternsFor(files.filter((one) => !isDirectory(one)))
  return {
    message,
    hint: `Find out what wrote ${pronoun(files)} during the step. Only if the step is meant to make ${pronoun(files)}, write \`adds: ${beside(adds, patterns)}\` at it, or \`may-add: ${beside(mayAdd, patterns)}\` where ${files.length === 1 ? 'it' : 'they'} may be missing, ${SIGN}; what it only leaves behind is \`scratch\`.`
  }
}

function sayRemoved({ name, removes, mayRemove }: StepIntents, files: readonly string[]): Saying {
  const patterns = patternsFor(files)
  return {
    message: `Step "${name}" ended without ${namesOf(files)}, which it began with and does not say it removes.`,
    hint: `Find out what removed ${pronoun(files)} during the step. Only if the step is meant to remove ${pronoun(files)}, write \`removes: ${beside(removes, patterns)}\` at it, or \`may-remove: ${beside(mayRemove, patterns)}\` where ${files.length === 1 ? 'it' : 'they'} may stay, ${SIGN}.`
  }
}

function sayChanged(step: StepIntents, files: readonly string[]): Saying {
  const [file = ''] = files
  const patterns = beside(step.changes, patternsFor(files))
  const adds = [...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(file))
  const there = adds
    ? ` What a step adds must not have been there; ${files.length === 1 ? 'this was' : 'these were'}.`
    : ''
  return {
    message: `Step "${step.name}" ended with other bytes of ${namesOf(files)} than it began with, and does not say it changes ${pronoun(files)}.${there}`,
    hint: `Find out what wrote ${pronoun(files)} during the step. Only if the step is meant to change ${pronoun(files)}, write \`changes: ${patterns}\` at it, ${SIGN}.`
  }
}

function sayNotRemoved({ name }: StepIntents, files: readonly string[]): Saying {
  return {
    message: `Step "${name}" says that it removes ${namesOf(files)}, and ended with ${pronoun(files)}.`,
    hint: `Let the command of the step remove ${pronoun(files)}. If ${files.length === 1 ? 'it' : 'they'} may stay, write \`may-remove: ${yamlTexts(patternsFor(files))}\`, if the step makes ${pronoun(files)} anew, \`changes: ${yamlTexts(patternsFor(files))}\`; ${SIGN}.`
  }
}

function tookNothing(step: StepIntents, unmet: Unmet): Finding {
  const { name } = step
  if (unmet.verb === 'installs') {
    const [statement] = installsStatements(name, unmet.installs)
    const { directory } = unmet.installs
    return nothing(name, statement as string, isOneDirectory(unmet.installs) ? [`dir:${directory}`] : [], {
      message: `Step "${name}" installed nothing into ${quoteUntrusted(directory)}.`,
      hint: 'See that its command installs there. npm writes no node_modules for a project without dependencies: then take the line out of the layout, and sign it again.'
    })
  }
  const { verb, pattern } = unmet
  const said = patternStatement(name, verb, pattern)
  const what = {
    adds: {
      message: `No file that step "${name}" made fits ${quoteUntrusted(pattern.text)}, which it says it adds.`,
      hint: `See that the command makes it, where the pattern says and under a name that was not there before. If it may be missing, write \`may-add: ${yamlText(pattern.text)}\`, ${SIGN}.`
    },
    changes: {
      message: `No file that step "${name}" began with fits ${quoteUntrusted(pattern.text)}, which it says it changes.`,
      hint: `See that the step takes the file. If it makes the file anew, write \`adds: ${yamlText(pattern.text)}\`; else take the line out, ${SIGN}.`
    },
    removes: {
      message: `No file that step "${name}" began with fits ${quoteUntrusted(pattern.text)}, which it says it removes.`,
      hint: `See that the step takes the file. If there need not be one, write \`may-remove: ${yamlText(pattern.text)}\`, ${SIGN}.`
    }
  } as const
  return nothing(name, said, [], what[verb])
}

function nothing(step: string, statement: string, files: readonly string[], saying: Saying): Finding {
  return { code: 'TOOK_NOTHING', step, statement, follows: 'alone', files, say: () => saying }
}
