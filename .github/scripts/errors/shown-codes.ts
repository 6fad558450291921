// SPDX-License-Identifier: Apache-2.0
// What the program prints for each code: the sections of docs/errors.md show it below the meaning.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { removeDirectories } from '../../../__tests__/support/directory.ts'
import { escapeUntrusted } from '../../../src/base/escape-untrusted.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'
import { printedByAction } from './action-output.ts'
import { Bench, type Printed } from './bench.ts'
import { ARTIFACT_CASES } from './cases/artifact-service.ts'
import { CERTIFIED_RUN_CASES } from './cases/certified-runs.ts'
import { COMMIT_CASES } from './cases/commits.ts'
import { GITHUB_CASES } from './cases/github-service.ts'
import { HAND_OVER_CASES } from './cases/hand-overs.ts'
import { PROGRAM_CASES } from './cases/program.ts'
import { RECORDING_CASES } from './cases/recordings.ts'
import { RUN_CASES } from './cases/run-facts.ts'
import { GATE_CASES } from './cases/gate.ts'
import { STAGE_CASES } from './cases/stages.ts'
import { BUNDLE_CASES } from './cases/bundles.ts'
import { FILE_CASES } from './cases/files.ts'
import { INTENT_CASES } from './cases/intents.ts'
import { METADATA_CASES } from './cases/metadata.ts'
import { SIGSTORE_BUNDLE_CASES } from './cases/sigstore-bundles.ts'
import { KEYLESS_SIGNING_CASES } from './cases/keyless-signing.ts'
import { TRUSTED_ROOT_CASES } from './cases/trusted-roots.ts'
import { BOUND_CASES } from './cases/bounds.ts'
import { LAYOUT_SIGNER_CASES } from './cases/layout-signers.ts'
import { SOURCE_CASES } from './cases/layout-sources.ts'
import { VERIFICATION_CASES } from './cases/verification.ts'
import { UNPRINTED } from './unprinted-codes.ts'
import type { ActionCase, CommandCase, ErrorCase, LibraryCase } from './error-case.ts'

export const CASES: readonly ErrorCase[] = [
  ...INTENT_CASES,
  ...SOURCE_CASES,
  ...VERIFICATION_CASES,
  ...METADATA_CASES,
  ...BUNDLE_CASES,
  ...SIGSTORE_BUNDLE_CASES,
  ...LAYOUT_SIGNER_CASES,
  ...BOUND_CASES,
  ...TRUSTED_ROOT_CASES,
  ...KEYLESS_SIGNING_CASES,
  ...FILE_CASES,
  ...STAGE_CASES,
  ...HAND_OVER_CASES,
  ...ARTIFACT_CASES,
  ...GITHUB_CASES,
  ...RUN_CASES,
  ...CERTIFIED_RUN_CASES,
  ...RECORDING_CASES,
  ...COMMIT_CASES,
  ...PROGRAM_CASES,
  ...GATE_CASES
]

/**
 * Makes every case fail.
 *
 * @returns markdown of what was printed, by code
 * @throws for a case that does not print its code, and for a code without a case, or with two
 */
export async function shownCodes(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wrong = wrongCodes(codes, [...CASES.map(({ code }) => code), ...Object.keys(UNPRINTED)])
  const shown = new Map(Object.entries(UNPRINTED))
  const place = scratchDirectory('errors')
  try {
    for (const one of CASES) {
      const { text, problem } = await printed(one, join(place, one.code))
      if (problem === undefined) shown.set(one.code, text)
      else wrong.push(problem)
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
    removeDirectories()
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  return shown
}

/** What is wrong with the cases, a sentence each. */
export function wrongCodes(codes: readonly string[], shown: readonly string[]): string[] {
  return [
    ...codes
      .filter((code) => !shown.includes(code))
      .map((code) => `${code} has no case in .github/scripts/errors/cases`),
    ...shown.filter((code) => !codes.includes(code)).map((code) => `${code} has a case, and nothing has it`),
    ...shown
      .filter((code, at) => shown.indexOf(code) !== at)
      .map((code) => `${code} stands twice: take one of its cases away`)
  ]
}

async function printed(
  one: ErrorCase,
  directory: string
): Promise<{ readonly text: string; readonly problem?: string }> {
  const { status, text } = await run(one, directory)
  // The page has no blanks at the ends of its lines.
  const shown = ofCode(text, one.code).replace(/ +$/gm, '')
  // Whatever is said of a code tells where its section is, but for errors in the log of the gate, and values of the
  // package, which name the code.
  const told = new RegExp(
    `errors\\.md#${one.code.toLowerCase()}(?![a-z_])|^ERROR ${one.code}: |code: '${one.code}'`,
    'm'
  )
  const isSaid = told.test(shown)
  const problem = problemOf(status, isSaid, shown)
  if (problem !== undefined) return { text, problem: `the case of ${one.code} ${problem}:\n${text}\n` }
  return { text: ['```', startOf(one), shown, '```'].join('\n') }
}

/** What is wrong with what a case printed. */
function problemOf(status: number, isSaid: boolean, shown: string): string | undefined {
  if (status === 0 || !isSaid || shown.includes('```')) return `ends with ${status} and prints`
  return saysRemedy(shown) ? undefined : 'says nothing of how to fix it'
}

/** Whether what is printed of a code says how to fix it: in a terminal, in a log and its annotations, or as a value. */
export function saysRemedy(shown: string): boolean {
  return /^\s*(?:fix|hint): *\S/m.test(shown)
}

function run(one: ErrorCase, directory: string): Promise<Printed> {
  if ('act' in one) return printedByAction(one)
  return 'answer' in one ? printedByLibrary(one) : printedByCommand(one, directory)
}

function startOf(one: ErrorCase): string {
  if ('act' in one) return `uses: ${usesOf(one)}`
  return 'answer' in one ? `> ${one.call}` : `$ ${commandLine(one)}`
}

/** As Node shows the reasons in what was returned. */
async function printedByLibrary({ answer }: LibraryCase): Promise<Printed> {
  const verification = await answer()
  if (verification.outcome !== 'failed') return { status: 0, text: verification.outcome }
  const { outcome, failures } = verification
  return { status: 1, text: inspect({ outcome, failures }, { depth: 5, breakLength: 120 }) }
}

async function printedByCommand(one: CommandCase, directory: string): Promise<Printed> {
  const bench = new Bench(directory)
  await one.prepare?.(bench)
  const { status, text } = await (one.run?.(bench, one.words) ?? bench.cli(one.words, one))
  // A batch is a success, whatever it answers.
  return { status: one.answers === true ? 1 - status : status, text }
}

function usesOf({ action }: ActionCase): string {
  return `in-toto-actions/in-toto-actions${action === '.' ? '' : `/${action}`}@<commit>`
}

/** Of a verdict with several reasons, the first line and what is said of one code. */
function ofCode(text: string, code: string): string {
  const [first = '', ...rest] = text.split('\n\n')
  if (!first.startsWith('FAILED: ')) return text
  const failures = rest.filter((part) => /^[A-Z][A-Z_]+(?: in |\n)/.test(part))
  const own = failures.filter((part) => /^[A-Z_]+/.exec(part)?.[0] === code)
  const shown = own.map((part) => part.replace(/(\n {2}see: .*)[^]*/, '$1'))
  return [first, ...shown, ...(own.length < failures.length ? ['…'] : [])].join('\n\n')
}

function commandLine({ words, environment = {} }: CommandCase): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`)
  return [...variables, 'in-toto-actions', ...words.map(quoted)].join(' ')
}

/** Characters of a word that are shown. */
const MOST = 100

/** A word as a shell takes it. */
function quoted(word: string): string {
  if (word.length > MOST) return `'${escapeUntrusted(word.slice(0, MOST / 2))}…'`
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${escapeUntrusted(word)}'`
}
