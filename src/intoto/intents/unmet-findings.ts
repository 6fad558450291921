// SPDX-License-Identifier: Apache-2.0
// What a step says and did not do, in words, and the lines to write for it.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { namesOf } from './begin-findings.ts'
import { closeFiles, replacingLine, type MistakenVerb } from './close-files.ts'
import type { Finding, Saying } from './finding.ts'
import { isOneDirectory } from './installed-directories.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Installs, StepIntents } from './intents.ts'
import { movedLines, SIGN } from './layout-lines.ts'
import type { Unmet } from './own-changes.ts'
import type { OwnContext } from './own-context.ts'
import { installsStatements, patternStatement } from './write-statements.ts'

/**
 * @param context asked for where the finding is told
 * @param unsaid files that the step did something with and does not say it
 */
export function unmetFinding(
  step: StepIntents,
  unmet: Unmet,
  context: () => OwnContext,
  unsaid: Readonly<Record<MistakenVerb, readonly string[]>>
): Finding {
  const { name } = step
  const finding = { code: 'TOOK_NOTHING', step: name, follows: 'alone' } as const
  if (unmet.verb === 'installs') {
    const { installs } = unmet
    const [statement] = installsStatements(name, installs)
    const files = isOneDirectory(installs) ? [`dir:${installs.directory}`] : []
    return { ...finding, statement, files, say: () => sayNotInstalled(name, installs) }
  }
  const { verb, pattern } = unmet
  const say = { adds: sayNotAdded, changes: sayNotChanged, removes: sayNoneRemoved }[verb]
  return {
    ...finding,
    statement: patternStatement(name, verb, pattern),
    files: [],
    say: () => {
      const saying = say(step, pattern, context())
      const line = replacingLine(step, verb, pattern, unsaid[verb])
      if (line === undefined) return saying
      const files = closeFiles(pattern, unsaid[verb])
      const hint = `It ${DID[verb]} ${namesOf(files)}: if that is what the pattern is meant for, write ${line}, ${SIGN}. Else see what the command does.`
      return { ...saying, hint }
    }
  }
}

const DID: Readonly<Record<MistakenVerb, string>> = { adds: 'made', changes: 'changed', removes: 'removed' }

function sayNotInstalled(name: string, { directory }: Installs): Saying {
  return {
    message: `Step "${name}" installed nothing into ${quoteUntrusted(directory)}.`,
    hint: 'See that its command installs there. npm writes no node_modules for a project without dependencies: then take the line out of the layout, and sign it again.'
  }
}

function sayNotAdded(step: StepIntents, pattern: IntentPattern, { release }: OwnContext): Saying {
  const { name, adds, changes } = step
  const lines = movedLines(step, [pattern], { from: 'adds', to: 'may-add' })
  // Of what is only allowed nothing is released, unless a pattern there names it.
  const releasedByAdds = release.some((one) => one.step === name && one.only.length === 0)
  const missing =
    releasedByAdds && adds.length + changes.length === 1
      ? 'let the pattern stand under `may-add`, name what is final by a pattern under `release`,'
      : `write ${lines},`
  return {
    message: `No file that step "${name}" made fits ${quoteUntrusted(pattern.text)}, which it says it adds.`,
    hint: `See that the command makes it, where the pattern says and under a name that was not there before. If it may be missing, ${missing} ${SIGN}.`
  }
}

function sayNotChanged(step: StepIntents, pattern: IntentPattern, { made }: OwnContext): Saying {
  const isSaid = [...step.adds, ...step.mayAdd].some(({ text }) => text === pattern.text)
  const anew = made.some((file) => pattern.matches(file)) && !isSaid
  const lines = anew ? movedLines(step, [pattern], { from: 'changes', to: 'adds' }) : undefined
  return {
    message: `No file that step "${step.name}" began with fits ${quoteUntrusted(pattern.text)}, which it says it changes.`,
    hint: `See that the step takes the file. ${lines === undefined ? 'If there is none to change, take the pattern out of `changes`,' : `If it is meant to make the file anew, write ${lines},`} ${SIGN}.`
  }
}

function sayNoneRemoved(step: StepIntents, pattern: IntentPattern): Saying {
  const lines = movedLines(step, [pattern], { from: 'removes', to: 'may-remove' })
  return {
    message: `No file that step "${step.name}" began with fits ${quoteUntrusted(pattern.text)}, which it says it removes.`,
    hint: `See that the step takes the file. If there need not be one, write ${lines}, ${SIGN}.`
  }
}
