// SPDX-License-Identifier: Apache-2.0
// Runs test files in a copy until the first fails.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { applyMutant, type Fate, type TextMutant } from './mutant.ts'
import { JEST_CONFIG_NAME, readText, type Copy } from './repository.ts'

export interface TestRun {
  /** `survived` when every test passed. */
  readonly fate: Fate
  /** The first test that failed, or what kept the tests from running. */
  readonly by: string
}

interface JestReport {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** What a report of Jest says; `undefined` for a run that left none. */
export function fateOf(report: JestReport | undefined, directory: string, output: string): TestRun {
  if (report === undefined) return { fate: 'broken', by: lastLine(output) }
  for (const { name, assertionResults } of report.testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed')
    if (failed !== undefined) return { fate: 'killed', by: `${relative(directory, name)}: ${failed.fullName}` }
  }
  const broken = report.testResults.find(({ assertionResults }) => assertionResults.length === 0)
  if (broken !== undefined) return { fate: 'broken', by: lastLine(broken.message) }
  return report.numPassedTests > 0 ? { fate: 'survived', by: '' } : { fate: 'broken', by: 'no test ran' }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? ''

/** @param milliseconds after which the run counts as a timeout */
export async function runTests(copy: Copy, tests: readonly string[], milliseconds: number): Promise<TestRun> {
  const report = join(copy.directory, 'mutants-report.json')
  rmSync(report, { force: true })
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--config',
      JEST_CONFIG_NAME,
      '--bail',
      '--runInBand',
      '--json',
      '--outputFile',
      report,
      '--runTestsByPath',
      ...tests
    ],
    // A group of its own, so that what a test started ends with it.
    { cwd: copy.directory, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' }
  )
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-10_000)))
  let late = false
  const timer = setTimeout(() => {
    late = true
    end(child.pid)
  }, milliseconds)
  await new Promise((done, failed) => child.on('close', done).on('error', failed))
  clearTimeout(timer)
  if (late) return { fate: 'timeout', by: `nothing after ${Math.round(milliseconds / 1000)} s` }
  return fateOf(
    existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as JestReport) : undefined,
    copy.directory,
    output
  )
}

function end(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
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
