// SPDX-License-Identifier: Apache-2.0
// Runs test files in a copy until the first fails.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runProgram } from '../harness/run-program.ts'
import { applyMutant, type Fate, type TextMutant } from './mutant.ts'
import { JEST_CONFIG_NAME, readText, REPORT_NAME, REPORTER_NAME, type Copy } from './repository.ts'

export interface TestRun {
  /** `survived` when every test passed. */
  readonly fate: Fate
  /** The first test that failed, or what kept the tests from running. */
  readonly by: string
}

/** What the tests of one file said. */
export interface FileReport {
  readonly file: string
  readonly message: string
  readonly tests: readonly { readonly status: string; readonly fullName: string }[]
}

/** @param output for the case that nothing was reported */
export function fateOf(reports: readonly FileReport[], directory: string, output: string): TestRun {
  for (const { file, tests } of reports) {
    const failed = tests.find(({ status }) => status === 'failed')
    if (failed !== undefined) return { fate: 'killed', by: `${relative(directory, file)}: ${failed.fullName}` }
  }
  const broken = reports.find(({ message }) => message !== '')
  if (broken !== undefined)
    return { fate: 'broken', by: `${relative(directory, broken.file)}: ${firstLines(broken.message)}` }
  const passed = reports.some(({ tests }) => tests.some(({ status }) => status === 'passed'))
  return passed ? { fate: 'survived', by: '' } : { fate: 'broken', by: `no test ran. ${output.trim().slice(-300)}` }
}

const firstLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3)
    .join(' ')

/** Of what a run prints, the end is enough to say why nothing was reported. */
const KEPT_BYTES = 10_000

/** @param milliseconds after which the run counts as a timeout */
export async function runTests(copy: Copy, tests: readonly string[], milliseconds: number): Promise<TestRun> {
  const report = join(copy.directory, REPORT_NAME)
  rmSync(report, { force: true })
  const words = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--config',
    JEST_CONFIG_NAME,
    '--bail',
    '--runInBand',
    '--reporters',
    `./${REPORTER_NAME}`,
    '--runTestsByPath',
    ...tests
  ]
  const options = { cwd: copy.directory, limitMs: milliseconds, keepBytes: KEPT_BYTES }
  const { text, isLate } = await runProgram(process.execPath, words, options)
  if (isLate) return { fate: 'timeout', by: `nothing after ${Math.round(milliseconds / 1000)} s` }
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : []
  const reports = lines.map((line) => JSON.parse(line) as FileReport)
  return fateOf(reports, copy.directory, text)
}

/** Runs tests with a mutant in the copy, and takes it out again. */
export async function tryMutant(
  copy: Copy,
  mutant: TextMutant,
  tests: readonly string[],
  milliseconds: number
): Promise<TestRun> {
  const text = readText(mutant.file)
  copy.write(mutant.file, applyMutant(text, mutant))
  try {
    return await runTests(copy, tests, milliseconds)
  } finally {
    copy.write(mutant.file, text)
  }
}
