// SPDX-License-Identifier: Apache-2.0
// Inputs that both halves of a stage read alike, and the signing job of an isolated one.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { secretKindIn } from '../secret-shapes.ts'
import { isRecordableVariable } from '../stage-settings.ts'
import { invalid } from '../../base/inputs.ts'
import type { Environment } from '../../base/environment.ts'

/** The command goes into the link, which everybody can read; masks hide things in logs alone. @throws INPUT_INVALID */
export function checkCommand(input: 'run' | 'setup', command: string): void {
  const bytes = Buffer.byteLength(command)
  if (bytes > LIMITS.commandBytes)
    throw invalid(
      input,
      `it has ${bytes} bytes, and at most ${LIMITS.commandBytes} reach the shell`,
      'Put the script into a file of the repository, and run that.'
    )
  const kind = secretKindIn(command)
  if (kind === undefined) return
  throw invalid(
    input,
    `it holds what looks like ${kind}, and the command goes into a link that everybody can read`,
    'Give secrets through `env:` of the job, and name the variable in the command. Replace this one if it is real.'
  )
}

/** Names of variables whose values may go into a link. @throws INPUT_INVALID */
export function checkVariables(names: readonly string[], environment: Environment): void {
  const secret = names.find(
    (name) => !isRecordableVariable(name) || secretKindIn(environment[name] ?? '') !== undefined
  )
  if (secret === undefined) return
  throw invalid(
    'environment-variables',
    `${quoteUntrusted(secret)} may not go into a link, which everybody can read`,
    'Name variables that hold no secret; names that look like one are refused.'
  )
}

/** Short and the same for the same leg; `0` without a matrix. */
export function matrixKey(text: string): string {
  if (text === '' || text === 'null' || text === '{}') return '0'
  return createHash('sha256').update(text.replace(/\s+/g, ' ')).digest('hex').slice(0, 8)
}
