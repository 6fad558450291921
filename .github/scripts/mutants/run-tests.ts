// SPDX-License-Identifier: Apache-2.0
// Runs test files in a copy until the first fails.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
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

/** @param milliseconds after which the run counts as a timeout */
export async function runTests(copy: Copy, tests: readonly string[], milliseconds: number): Promise<TestRun> {
  const report = join(copy.directory, REPORT_NAME)
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
      '--reporters',
      `./${REPORTER_NAME}`,
      '--runTestsByPath',
      ...tests
    ],
    // A group of its own, so that what a test started ends with it.
    { cwd: copy.directory, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' }
  )
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-10_000)))
  const stop = (): void => end(child.pid)
  process.once('exit', stop)
  let late = false
  const timer = setTimeout(() => {
    late = true
    stop()
  }, milliseconds)
  await new Promise((done, failed) => child.on('close', done).on('error', failed))
  clearTimeout(timer)
  process.removeListener('exit', stop)
  if (late) return { fate: 'timeout', by: `nothing after ${Math.round(milliseconds / 1000)} s` }
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : []
  const reports = lines.map((line) => JSON.parse(line) as FileReport)
  return fateOf(reports, copy.directory, output)
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
