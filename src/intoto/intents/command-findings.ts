// SPDX-License-Identifier: Apache-2.0
// The command and the definition that a layout demands, of each link that counts.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { JsonObject, JsonValue } from '../json/json-value.ts'
import type { Link } from '../link/link.ts'
import { readRunBinding } from '../link/run-binding.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Finding, Saying } from './finding.ts'
import type { DemandedCommand, StepIntents } from './intents.ts'
import { isDefinition } from './statements.ts'
import type { StepRecord } from './step-record.ts'
import { commandHint, directoryHint, setupHint, unsaidDirectoryHint } from './command-offer.ts'
import { commandStatement, definitionStatement } from './write-statements.ts'
import { yamlText } from './yaml-text.ts'

export function commandFindings({ accepted }: StepRecord, step: StepIntents): Finding[] {
  const { name, command, definition } = step
  const findings: Finding[] = []
  const note = (
    code: 'COMMAND_DIFFERS' | 'DEFINITION_DIFFERS',
    statement: string,
    saying: Saying | undefined
  ): void => {
    if (saying !== undefined && !findings.some((one) => one.code === code))
      findings.push({ code, step: name, statement, follows: 'alone', files: [], say: () => saying })
  }
  for (const { link } of accepted) {
    if (command !== undefined)
      note('COMMAND_DIFFERS', commandStatement(name, command), commandDiffers(step, command, link))
    if (definition !== undefined)
      note('DEFINITION_DIFFERS', definitionStatement(name, definition), definitionDiffers(name, definition, link))
  }
  return findings
}

/** The same words in another directory, or after a setup that could rewrite what they run, are another command. */
function commandDiffers(
  { name, recording }: StepIntents,
  wanted: DemandedCommand,
  { command, environment }: Link
): Saying | undefined {
  const { words, workingDirectory = '.', setup = '' } = wanted
  const directory = environment.get('working_directory') ?? (recording === 'any' ? '.' : silentDirectory(environment))
  const before = environment.get('setup') ?? ''
  if (words.length !== command.length || !words.every((word, index) => word === command[index])) {
    return {
      message: `Step "${name}" ${command.length === 0 ? 'names no command' : `ran \`${shown(command)}\``}; the layout demands \`${shown(words)}\`.`,
      hint: commandHint(name, command)
    }
  }
  if (directory === undefined)
    return {
      message: `Step "${name}" does not say where it ran its command; the layout demands ${quoteUntrusted(workingDirectory)}.`,
      hint: unsaidDirectoryHint(workingDirectory)
    }
  if (directory !== workingDirectory)
    return {
      message: `Step "${name}" ran its command in ${textOr(directory)}; the layout demands ${quoteUntrusted(workingDirectory)}.`,
      hint: directoryHint(name, directory)
    }
  if (before === setup) return undefined
  return {
    message: `Step "${name}" ran ${before === '' ? 'no setup' : `the setup ${textOr(before)}`} before its command; the layout demands ${setup === '' ? 'none' : quoteUntrusted(setup)}.`,
    hint: setupHint(name, before)
  }
}

/**
 * The directory of a link that names none: the top for a stage's, which names any other. `run` names each, so without
 * the note it is a link of somebody else, who may have been anywhere.
 */
function silentDirectory(environment: JsonObject): '.' | undefined {
  const run = readRunBinding(environment)
  return run === undefined || run === 'malformed' || run.repository === undefined ? undefined : '.'
}

function definitionDiffers(name: string, wanted: string, { environment }: Link): Saying | undefined {
  const found = environment.get('definition')
  if (found === wanted) return undefined
  return {
    message: `The job of step "${name}" ${found === undefined ? 'does not say which definition it has' : `has the definition ${textOr(found)}`}; the layout demands ${wanted}.`,
    hint:
      typeof found === 'string' && isDefinition(found)
        ? `See what changed in the job in the workflow. If that is meant, write \`definition: ${yamlText(found)}\` at the step, and sign the layout again.`
        : 'Record the step by the stages of this release, which say it, or take the definition out of the layout, and sign it again.'
  }
}

/** Words as a shell has them, each in quotes that needs some. */
function shown(words: readonly string[]): string {
  return escapeUntrusted(joinWords(words))
}

function textOr(value: JsonValue): string {
  return typeof value === 'string' ? quoteUntrusted(value) : '(unreadable)'
}
