// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { Failure, Warning } from '../intoto/verification/failure.ts'
import type { ItemReport, Verification } from '../intoto/verification/verification.ts'

/** How text may be marked. */
export type Colour = 'plain' | 'ansi'

const MARKS = { red: '31', green: '32', yellow: '33', bold: '1' } as const

/** Lines of details shown of one failure. */
const MOST_DETAILS = 15

/** A verdict for a terminal: the verdict first, then each reason with its remedy, and the steps. */
export function verdictText(verification: Verification, colour: Colour): string {
  const mark = (style: keyof typeof MARKS, text: string): string =>
    colour === 'ansi' ? `\u001b[${MARKS[style]}m${text}\u001b[0m` : text
  const { items, warnings } = verification
  if (verification.outcome === 'passed') {
    const { summary } = verification
    return [
      mark(
        'green',
        `PASSED: the supply chain verifies (${count(items.length, 'item')}, ${count(summary.products.size, 'final product')}).`
      ),
      ...stepLines(items),
      ...warningLines(warnings, mark),
      ''
    ].join('\n')
  }
  const { failures } = verification
  return [
    mark('red', `FAILED: the supply chain does not verify (${count(failures.length, 'failure')}).`),
    ...failures.flatMap((failure) => ['', ...failureLines(failure, mark)]),
    ...(items.length > 0 ? [''] : []),
    ...stepLines(items),
    ...warningLines(warnings, mark),
    '',
    mark('red', `FAILED: ${[...new Set(failures.map(({ code }) => code))].join(', ')}`),
    ''
  ].join('\n')
}

type Mark = (style: keyof typeof MARKS, text: string) => string

/** One failure in several lines. */
export function failureLines(failure: Failure<string>, mark: Mark = (_style, text) => text): string[] {
  const hidden = failure.details.length - MOST_DETAILS
  return [
    mark('bold', `${failure.code}${failure.step === undefined ? '' : ` in step "${failure.step}"`}`),
    `  ${failure.message}`,
    ...failure.details.slice(0, MOST_DETAILS).map((detail) => `    - ${detail}`),
    ...(hidden > 0 ? [`    … and ${hidden} more lines`] : []),
    ...(failure.at === undefined || failure.details.includes(failure.at) ? [] : [`  at:  ${failure.at}`]),
    `  fix: ${failure.hint}`,
    `  see: docs/errors.md#${failure.code.toLowerCase()}`
  ]
}

function stepLines(items: readonly ItemReport[]): string[] {
  return items.map(
    ({ name, kind, functionaries, materials, products }) =>
      `  ${kind} "${name}": ${count(materials, 'material')}, ${count(products, 'product')}` +
      (functionaries.length > 0 ? `, signed by ${functionaries.map((keyId) => keyId.slice(0, 8)).join(', ')}` : '')
  )
}

function warningLines(warnings: readonly Warning[], mark: Mark): string[] {
  return warnings.map(({ code, message }) => mark('yellow', `  warning ${code}: ${escapeUntrusted(message, 1000)}`))
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
