// SPDX-License-Identifier: Apache-2.0
// Stryker, an outside tool: kept in the cache like the referees, at exactly one version, and run within a copy.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheDirectory } from '../harness/cache-directory.ts'
import type { Survivor } from './results.ts'
import { DRY_RUN, unfitTests } from './dry-run.ts'
import { STRYKER_MODULES } from './own-mutators.ts'
import { ownMutants } from './own-operators.ts'
import type { Copy } from './repository.ts'
import { isInSample, type Sample } from './sample.ts'

const VERSION = '10.0.0'
const PACKAGES = ['core', 'instrumenter'] as const
/** The plugin, as the copy has it. */
const PLUGIN = '.github/scripts/mutants/stryker-plugin.ts'

interface Place {
  readonly line: number
  readonly column: number
}

interface Reported {
  readonly status: string
  readonly mutatorName: string
  readonly replacement?: string
  readonly location: { readonly start: Place; readonly end: Place }
}

/** Counted by status, with every mutant that no test noticed. */
export interface StrykerRun {
  readonly killed: number
  readonly timeouts: number
  readonly broken: number
  readonly survived: readonly Located[]
  /** Names of all mutants, whatever became of them. */
  readonly tried: ReadonlySet<string>
}

/** A name that a mutant keeps from run to run. */
export const nameOf = ({ range, by, after }: Pick<Located, 'range' | 'by' | 'after'>): string =>
  `${range} ${by} ${after}`

export interface Located extends Survivor {
  /** `file:line:column-line:column`, as Stryker takes it. */
  readonly range: string
}

/** The directory of Stryker's packages, installed on first use. */
export function installStryker(): string {
  const place = cacheDirectory(`stryker-${VERSION}`)
  const modules = join(place, 'node_modules/@stryker-mutator')
  if (existsSync(join(place, 'package.json')) && PACKAGES.every((name) => versionOf(join(modules, name)) === VERSION))
    return modules
  mkdirSync(dirname(place), { recursive: true })
  const fresh = mkdtempSync(join(dirname(place), 'stryker-'))
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [`@stryker-mutator/${name}`, VERSION]))
  writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies }))
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: fresh, stdio: 'inherit' })
  rmSync(place, { recursive: true, force: true })
  renameSync(fresh, place)
  return modules
}

function versionOf(directory: string): string | undefined {
  const path = join(directory, 'package.json')
  if (!existsSync(path)) return undefined
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

export interface StrykerRequest {
  readonly copy: Copy
  readonly modules: string
  /** For each file, the tests that try its mutants, the likeliest first. */
  readonly tests: ReadonlyMap<string, readonly string[]>
  /** Only mutants within these; all of the files when undefined. */
  readonly ranges: readonly string[] | undefined
  /** Whether a mutant that runs while a module is loaded is tried, which takes every test. */
  readonly loading: boolean
  readonly jobs: number
  /** Which mutants are tried; all when undefined. */
  readonly sample: Sample | undefined
}

/** Runs Stryker on some files. @throws Error with its last lines when it gives no report */
export async function runStryker(request: StrykerRequest, texts: ReadonlyMap<string, string>): Promise<StrykerRuns> {
  const { copy, modules, tests, ranges, jobs, sample } = request
  const report = join(copy.directory, 'stryker-report.json')
  rmSync(report, { force: true })
  copy.write('stryker.config.json', JSON.stringify(settings(request, report)))
  const child = spawn(process.execPath, [join(modules, 'core/bin/stryker.js'), 'run'], {
    cwd: copy.directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, [STRYKER_MODULES]: modules }
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)))
  child.stdout.on('data', (text: string) => process.stdout.write(text.match(/^Mutation testing.*\n/gm)?.join('') ?? ''))
  const stop = (): void => void child.kill('SIGKILL')
  process.once('exit', stop)
  await new Promise((done, failed) => child.on('close', done).on('error', failed))
  process.removeListener('exit', stop)
  if (!existsSync(report)) {
    const lines = output.trim().split('\n').slice(-30).join('\n')
    throw new Error(`Stryker gave no report of ${[...tests.keys()].join(', ')} with ${jobs} jobs:\n${lines}`)
  }
  const unfit = unfitTests(join(copy.directory, DRY_RUN))
  if (unfit.length > 0) console.log(`Without any mutant these fail, and take no part:\n${unfit.join('\n')}`)
  const read = JSON.parse(readFileSync(report, 'utf8')) as StrykerReport
  const runs = new Map([...tests.keys()].map((file) => [file, readReport(read, file, texts.get(file) ?? '', sample)]))
  if (ranges === undefined) demandOwnMutants(runs, texts)
  return runs
}

/** Two parsers find these, so they agree or one of them is wrong. @throws Error when Stryker made none of ours */
function demandOwnMutants(runs: StrykerRuns, texts: ReadonlyMap<string, string>): void {
  const wanted = [...runs.keys()].some((file) => ownMutants(file, texts.get(file) ?? '').length > 0)
  const made = [...runs.values()].some(({ tried }) =>
    [...tried].some((name) => / Drop(?:Statement|Element) /.test(name))
  )
  if (wanted && !made) throw new Error('Stryker made no mutant by the operators of this project.')
}

/** By file. */
export type StrykerRuns = ReadonlyMap<string, StrykerRun>

function settings({ tests, ranges, loading, jobs, sample }: StrykerRequest, report: string): unknown {
  return {
    plugins: [`./${PLUGIN}`],
    testRunner: 'resident',
    testRunnerNodeArgs: ['--disable-warning=ExperimentalWarning'],
    resident: { tests: Object.fromEntries(tests), patience: 2000, budget: 3000, sample },
    // Packages are found from the copy alone.
    inPlace: true,
    // TypeScript 7 lacks what Stryker wants of it, and it wants that only where there is such a file.
    tsconfigFile: 'none.json',
    disableTypeChecks: false,
    checkers: [],
    coverageAnalysis: 'perTest',
    ignoreStatic: !loading,
    mutate: ranges ?? [...tests.keys()],
    mutator: { excludedMutations: ['StringLiteral'] },
    concurrency: jobs,
    // A mutant that has no end mostly meets the bound on how often it is hit; this is for what waits.
    timeoutMS: 10_000,
    timeoutFactor: 2,
    dryRunTimeoutMinutes: 20,
    // Modules of generations that are over stay in memory.
    maxTestRunnerReuse: 400,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
    warnings: false
  }
}

/** What is read of Stryker's report (mutation-testing-elements, schema 2). */
export interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Reported[] }>>
}

/** @param text of the file, which the report may hold in another form */
export function readReport({ files }: StrykerReport, file: string, text: string, sample?: Sample): StrykerRun {
  const all = files[file]?.mutants ?? []
  const mutants = sample === undefined ? all : all.filter((each) => isInSample(sample, reportedName(file, each)))
  const count = (...statuses: readonly string[]): number =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  const survived = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage' || status === 'Ignored')
    // Mutants that are left out by the settings come as ignored as well.
    .filter(({ mutatorName }) => mutatorName !== 'StringLiteral')
    .map(({ mutatorName, replacement = '', location }) => ({
      line: location.start.line,
      by: mutatorName,
      before: textWithin(text, location),
      after: replacement,
      range: rangeOf(file, location)
    }))
  const tried = new Set(all.map((each) => reportedName(file, each)))
  return {
    tried,
    killed: count('Killed'),
    timeouts: count('Timeout'),
    broken: count('RuntimeError', 'CompileError'),
    survived
  }
}

const reportedName = (file: string, { mutatorName, replacement = '', location }: Reported): string =>
  nameOf({ range: rangeOf(file, location), by: mutatorName, after: replacement })

function textWithin(text: string, { start, end }: Reported['location']): string {
  const lines = text.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join('\n')
}

/** Its own ranges count columns from 0, its reports from 1. */
function rangeOf(file: string, { start, end }: Reported['location']): string {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`
}
