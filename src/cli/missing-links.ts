// SPDX-License-Identifier: Apache-2.0
// What whoever records by hand can do about failures: where links that are missing could lie, since those of steps in
// intents go outside of the work tree, and the flag by which such a step is recorded whole.
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Failure } from '../intoto/verification/failure.ts'
import type { Verification } from '../intoto/verification/verification.ts'
import { pathFrom, type Console } from './console.ts'
import { shellWord } from './shell-word.ts'
import { linksOutside } from './step-in-intents.ts'

/** @param directory where links were looked for */
export function withOtherPlace(verification: Verification, directory: string, console: Console): Verification {
  const other = linksOutside(pathFrom(console, '.'))
  if (verification.outcome === 'passed' || resolve(directory) === other || !existsSync(other)) return verification
  const named = relative(pathFrom(console, '.'), other).replaceAll('\\', '/')
  const hint = `\`run\` and \`record\` write links of steps in intents to ${quoteUntrusted(named)}, which is there: \`--link-dir ${escapeUntrusted(shellWord(named))}\`.`
  const placed = (failure: Failure): Failure =>
    failure.code === 'LINK_MISSING' ? { ...failure, hint: `${hint} ${failure.hint}` } : failure
  const [first, ...rest] = verification.failures
  return { ...verification, failures: [placed(first), ...rest.map(placed)] }
}

const RECORDED_OTHERWISE = ['RECORDING_UNKNOWN', 'EXCLUDED_UNEXPECTED']

/** Names the flag that records a step in intents as it is to be, where there is no checkout whose layout says so. */
export function withLayoutFlag(verification: Verification): Verification {
  if (verification.outcome === 'passed') return verification
  const told = (failure: Failure): Failure =>
    RECORDED_OTHERWISE.includes(failure.code)
      ? {
          ...failure,
          hint: `${failure.hint} If you record by hand where no layout lies at .in-toto/root.layout, \`run\` and \`record\` need \`--layout FILE\`.`
        }
      : failure
  const [first, ...rest] = verification.failures
  return { ...verification, failures: [told(first), ...rest.map(told)] }
}
