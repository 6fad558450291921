// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../harness/repository.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'

export const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }).trim()

/** Every file that git tracks or would, in the order of names. */
export function repositoryFiles(): string[] {
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
  return [...new Set(listed)].filter((name) => name !== '' && existsSync(join(ROOT, name))).sort()
}

export const readText = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** The texts of the TypeScript that is run and tested. */
export function sourcesAndTests(files: readonly string[]): Map<string, string> {
  const code = files.filter((name) => /^(?:src|__tests__|\.github\/scripts)\/.*\.ts$/.test(name))
  return new Map(code.map((name) => [name, readText(name)]))
}

export const JEST_CONFIG_NAME = 'jest.mutants.config.mjs'

/** Jest as the suite has it, but impatient: a mutant that hangs must not hold up the others. */
const JEST_CONFIG = `import base from './jest.config.mjs'
const { coverageThreshold, coverageReporters, ...rest } = base
export default {
  ...rest,
  roots: ['<rootDir>/src', '<rootDir>/__tests__'],
  collectCoverage: false,
  testTimeout: 20_000,
  maxWorkers: 1
}
`

/** Jest's own report is never written when it stops at a failure; this one says each file as it ends. */
export const REPORTER_NAME = 'mutants-reporter.mjs'
export const REPORT_NAME = 'mutants-report.jsonl'
const REPORTER = `import { appendFileSync } from 'node:fs'
export default class {
  onTestResult(_test, { testFilePath, failureMessage, testResults }) {
    const tests = testResults.map(({ status, fullName }) => ({ status, fullName }))
    const line = { file: testFilePath, message: failureMessage ?? '', tests }
    appendFileSync('${REPORT_NAME}', JSON.stringify(line) + '\\n')
  }
}
`

const copies = new Set<Copy>()
process.once('exit', () => {
  for (const copy of copies) copy.remove()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** A copy of the repository that may be broken at will, with the installed packages of this one. */
export class Copy {
  readonly directory: string

  constructor(files: readonly string[]) {
    // Tests compare paths with real ones.
    this.directory = realpathSync(scratchDirectory('mutants'))
    copies.add(this)
    for (const name of files) {
      const target = join(this.directory, name)
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(join(ROOT, name), target)
    }
    symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(this.directory, 'node_modules'))
    this.write(JEST_CONFIG_NAME, JEST_CONFIG)
    this.write(REPORTER_NAME, REPORTER)
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text)
  }

  remove(): void {
    copies.delete(this)
    rmSync(this.directory, { recursive: true, force: true })
  }
}
