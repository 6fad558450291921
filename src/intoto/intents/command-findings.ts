// SPDX-License-Identifier: Apache-2.0
// The command and the definition that a layout demands, of each link that counts.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { JsonValue } from '../json/json-value.ts'
import type { Link } from '../link/link.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Finding, Saying } from './finding.ts'
import type { DemandedCommand, StepIntents } from './intents.ts'
import { lineOf } from './layout-lines.ts'
import { flawOfDirectory, holdsBrace, isDefinition } from './statements.ts'
import type { StepRecord } from './step-record.ts'
import { commandWord, definitionWord } from './write-statements.ts'
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
    if (command !== undefined) note('COMMAND_DIFFERS', commandWord(name, command), commandDiffers(name, command, link))
    if (definition !== undefined)
      note('DEFINITION_DIFFERS', definitionWord(name, definition), definitionDiffers(name, definition, link))
  }
  return findings
}

/** The same words in another directory, or after a setup that could rewrite what they run, are another command. */
function commandDiffers(name: string, wanted: DemandedCommand, { command, environment }: Link): Saying | undefined {
  const { words, workingDirectory = '.', setup = '' } = wanted
  const directory = environment.get('working_directory') ?? '.'
  const before = environment.get('setup') ?? ''
  const isOther = words.length !== command.length || !words.every((word, index) => word === command[index])
  const changes = [
    ...(isOther ? [demanded('command', command)] : []),
    ...(directory === workingDirectory ? [] : [demanded('working-directory', directory === '.' ? '' : directory)]),
    ...(before === setup ? [] : [demanded('setup', before)])
  ]
  if (isOther)
    return {
      message: `Step "${name}" ${command.length === 0 ? 'names no command' : `ran \`${shown(command)}\``}; the layout demands \`${shown(words)}\`.`,
      hint:
        command.length === 0
          ? 'Let the stage run the command (input `run`), or take the command out of the layout, and sign it again.'
          : onlyIf('the command', changes)
    }
  if (directory !== workingDirectory)
    return {
      message: `Step "${name}" ran its command in ${textOr(directory)}; the layout demands ${quoteUntrusted(workingDirectory)}.`,
      hint: onlyIf('the directory', changes)
    }
  if (before === setup) return undefined
  return {
    message: `Step "${name}" ran ${before === '' ? 'no setup' : `the setup ${textOr(before)}`} before its command; the layout demands ${setup === '' ? 'none' : quoteUntrusted(setup)}.`,
    hint: onlyIf('the setup', changes)
  }
}

/** A line of the layout as the link has it; '' where it has none, undefined where no layout can demand it. */
function demanded(key: 'command' | 'working-directory' | 'setup', value: JsonValue | readonly string[]): Demand {
  if (value === '') return { key, line: '' }
  if (Array.isArray(value)) {
    const words = value as readonly string[]
    const line = `\`${key}: [${words.map((word) => JSON.stringify(word)).join(', ')}]\``
    return { key, line: words.every(canStand) ? line : undefined }
  }
  const fits = typeof value === 'string' && canStand(value) && (key === 'setup' || flawOfDirectory(value) === undefined)
  return { key, line: fits ? lineOf(key, [value]) : undefined }
}

interface Demand {
  readonly key: string
  readonly line: string | undefined
}

/** Whether a text can be pasted, and be signed. */
const canStand = (text: string): boolean =>
  escapeUntrusted(text, LIMITS.patternLength) === text && !holdsBrace(text) && !text.includes('`')

/** All that differs: one line alone would only show the next difference. */
function onlyIf(what: string, changes: readonly Demand[]): string {
  const found = `Find out who changed ${what} in the workflow.`
  const isEvery = changes.every(({ line }) => line !== undefined)
  if (!isEvery)
    return `${found} No layout can demand what ran: write it in the workflow without braces, backquotes and characters that nobody sees.`
  const lines = changes.flatMap(({ line = '' }) => (line === '' ? [] : [line]))
  const without = changes.filter(({ line }) => line === '').map(({ key }) => `take \`${key}\` out of the step`)
  const write = lines.length === 0 ? [] : [`write ${lines.join(' and ')} at the step`]
  return `${found} Only if it is meant, ${[...write, ...without, 'sign the layout again'].join(', and ').replace(/, and (?=take)/g, ', ')}.`
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
