// SPDX-License-Identifier: Apache-2.0
// A test runner for Stryker that loads the tests once and then only calls them, so that a mutant costs milliseconds and
// not a start of Jest. Only what runs while a module is loaded takes a new generation of modules.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beginTest, collectSuite, endTest } from './resident-globals.ts'
import { beginGeneration, watchModules } from './resident-modules.ts'
import { DRY_RUN, type DryRun } from './dry-run.ts'
import { isInSample, type Sample } from './sample.ts'
import { nameOf } from './stryker.ts'
import { runResidentTest, type ResidentSuite, type ResidentTest } from './resident-suite.ts'

/** The part of Stryker's options that is meant for this runner. */
export interface ResidentOptions {
  readonly resident: {
    /** For each source, the tests that may notice a mutant of it, the likeliest first. */
    readonly tests: Readonly<Record<string, readonly string[]>>
    /** Milliseconds that every test gets at least. */
    readonly patience: number
    /** Milliseconds after which a mutant that no test noticed so far counts as survived. */
    readonly budget: number
    /** The mutants to try; of the others nobody reads what this says. */
    readonly sample?: Sample
  }
}

/** By the id of a mutant. */
type Hits = Record<string, number>

/** By the id of a test. */
type HitsOfTests = Readonly<Record<string, Hits>>

interface AllHits {
  readonly tests: HitsOfTests
  readonly loading: Hits
}

/** The file of a copy that says how often its tests met the code of each mutant. */
const HITS = 'mutants-hits.json'

/** What the instrumented code reads and writes, as Stryker's `InstrumenterContext`. */
interface Context {
  activeMutant?: string
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  readonly mutantCoverage: { readonly static: Hits; readonly perTest: HitsOfTests }
}

interface Place {
  readonly line: number
  readonly column: number
}

interface MutantRun {
  readonly activeMutant: {
    readonly id: string
    readonly mutatorName: string
    readonly replacement: string
    /** Lines and columns from 0. */
    readonly location: { readonly start: Place; readonly end: Place }
  }
  readonly sandboxFileName: string
  readonly testFilter?: readonly string[]
  readonly hitLimit?: number
  readonly mutantActivation: 'runtime' | 'static'
}

type Outcome =
  | { readonly status: 'survived'; readonly nrOfTests: number }
  | {
      readonly status: 'killed'
      readonly killedBy: string[]
      readonly failureMessage: string
      readonly nrOfTests: number
    }
  | { readonly status: 'timeout'; readonly reason: string }

/** A test waits for what never comes. */
class Endless extends Error {}

interface LoadedTest {
  readonly id: string
  readonly file: string
  readonly test: ResidentTest
  readonly suite: ResidentSuite
}

/** Stryker's `TestStatus`. */
const [PASSED, SKIPPED] = [0, 2]

/** No mutant has this name; child processes and threads see it as well. */
const NONE = 'none'
const VARIABLE = '__STRYKER_ACTIVE_MUTANT__'

const context: Context = { mutantCoverage: { static: {}, perTest: {} } }

/** Stryker's `TestRunner`, over the repository in the current directory. */
export class ResidentRunner {
  readonly #tests: ResidentOptions['resident']['tests']
  readonly #patience: number
  readonly #budget: number
  readonly #sample: Sample | undefined
  readonly #root = process.cwd()
  readonly #suites = new Map<string, Promise<ResidentSuite>>()
  /** By test, what the dry run said, which one process makes for all. */
  readonly #known: Map<string, DryRun[number][1]> = new Map()
  #hits: AllHits = { tests: {}, loading: {} }
  /** What nobody caught while a test ran. */
  #uncaught: unknown

  constructor({ resident }: ResidentOptions) {
    this.#tests = resident.tests
    this.#patience = resident.patience
    this.#budget = resident.budget
    this.#sample = resident.sample
    if (existsSync(DRY_RUN)) this.#known = new Map(JSON.parse(readFileSync(DRY_RUN, 'utf8')) as DryRun)
    if (existsSync(HITS)) this.#hits = JSON.parse(readFileSync(HITS, 'utf8')) as AllHits
    const catchIt = (error: unknown): void => {
      this.#uncaught ??= error ?? new Error('rejected without a reason')
      // What comes late belongs to no test any more.
      if (context.currentTestId === undefined) console.error(error)
    }
    process.on('unhandledRejection', catchIt).on('uncaughtException', catchIt)
    Object.assign(globalThis, { __stryker__: context })
    activate(NONE)
    watchModules(this.#root)
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true }
  }

  async dryRun(): Promise<unknown> {
    const files = [...new Set(Object.values(this.#tests).flat())]
    const tests: unknown[] = []
    for (const each of await this.#load(files)) {
      const { id, file } = each
      const begun = performance.now()
      const error = await this.#run(each)
      const timeSpentMs = performance.now() - begun
      this.#known.set(id, { passes: error === undefined, milliseconds: timeSpentMs })
      const status = error === undefined ? PASSED : SKIPPED
      tests.push({ id, name: id, fileName: join(this.#root, file), timeSpentMs, status })
    }
    this.#hits = { tests: context.mutantCoverage.perTest, loading: context.mutantCoverage.static }
    writeFileSync(DRY_RUN, JSON.stringify([...this.#known]))
    writeFileSync(HITS, JSON.stringify(this.#hits))
    const failing = [...this.#known.values()].filter(({ passes }) => !passes).length
    if (failing * 10 > tests.length)
      return { status: 'error', errorMessage: `${failing} of ${tests.length} tests fail without any mutant.` }
    for (const file of Object.keys(this.#tests)) countElsewhere(readFileSync(file, 'utf8'))
    return { status: 'complete', tests, mutantCoverage: context.mutantCoverage }
  }

  async mutantRun(run: MutantRun): Promise<Outcome> {
    if (this.#sample !== undefined && !isInSample(this.#sample, this.#nameOf(run)))
      return { status: 'survived', nrOfTests: 0 }
    if (run.mutantActivation !== 'static') return this.#judge(run)
    // What runs while modules are loaded mostly runs in tests as well, and these are quick to ask.
    const id = run.activeMutant.id
    const testFilter = Object.keys(this.#hits.tests).filter((test) => id in (this.#hits.tests[test] ?? {}))
    const outcome = await this.#judge({ ...run, testFilter, mutantActivation: 'runtime' })
    return outcome.status === 'survived' ? this.#judge(run) : outcome
  }

  /** As the report has it. */
  #nameOf({ activeMutant: { mutatorName, replacement, location }, sandboxFileName }: MutantRun): string {
    const { start, end } = location
    const file = relative(this.#root, sandboxFileName)
    const range = `${file}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`
    return nameOf({ range, by: mutatorName, after: replacement })
  }

  async #judge(run: MutantRun): Promise<Outcome> {
    const first = await this.#try(run, run.mutantActivation === 'static')
    // A test that goes on meanwhile is left alone with its modules.
    if (first.outcome.status === 'timeout') await this.#forget()
    if (first.outcome.status !== 'killed' || first.killer === undefined) return first.outcome
    // What an earlier mutant left behind must not count as noticing this one.
    if ((await this.#run(first.killer)) === undefined) return first.outcome
    const second = await this.#try(run, true)
    if (second.killer === undefined) return second.outcome
    await this.#forget()
    const [alone] = await this.#load([second.killer.file], [second.killer.id])
    return alone !== undefined && (await this.#run(alone)) === undefined ? second.outcome : startAgain()
  }

  async dispose(): Promise<void> {
    await this.#forget()
  }

  async #try(run: MutantRun, anew: boolean): Promise<{ outcome: Outcome; killer?: LoadedTest }> {
    const { activeMutant, sandboxFileName, testFilter, hitLimit } = run
    const files = this.#tests[relative(this.#root, sandboxFileName)] ?? []
    if (anew) await this.#forget()
    const isStatic = run.mutantActivation === 'static'
    const before = { ...process.env }
    const begun = performance.now()
    let nrOfTests = 0
    try {
      // One file at a time for what runs while a module is loaded, since the first mostly notices.
      for (const group of isStatic ? files.map((file) => [file]) : [files]) {
        const loadingHits = this.#hits.loading[activeMutant.id]
        boundHits(isStatic && loadingHits !== undefined ? loadingHits : undefined, hitLimit)
        if (isStatic) activate(activeMutant.id)
        const tests = await this.#load(group, testFilter)
        // What runs once stays for the mutants to come, so this one must not take part in it.
        if (!isStatic) for (const { suite, test } of tests) await suite.begin([test])
        activate(activeMutant.id)
        for (const each of tests) {
          if (performance.now() - begun > this.#budget) return { outcome: { status: 'survived', nrOfTests } }
          nrOfTests += 1
          boundHits(this.#hits.tests[each.id]?.[activeMutant.id], hitLimit)
          const error = await this.#run(each)
          if (error instanceof Endless || isEndless())
            return { outcome: { status: 'timeout', reason: messageOf(error) } }
          if (error !== undefined) {
            const failureMessage = messageOf(error)
            return { outcome: { status: 'killed', killedBy: [each.id], failureMessage, nrOfTests }, killer: each }
          }
        }
      }
      return { outcome: { status: 'survived', nrOfTests } }
    } catch (error) {
      const failureMessage = messageOf(error)
      const endless = isEndless()
      activate(NONE)
      await this.#forget()
      const loads = await this.#load(files).catch(() => undefined)
      // A module that cannot be loaded any more fails all of its tests.
      if (isStatic && loads !== undefined && endless) return { outcome: { status: 'timeout', reason: failureMessage } }
      if (isStatic && loads !== undefined)
        return { outcome: { status: 'killed', killedBy: [], failureMessage, nrOfTests } }
      console.error(failureMessage)
      return startAgain()
    } finally {
      activate(NONE)
      context.hitLimit = context.hitCount = undefined
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before, { [VARIABLE]: NONE })
      process.chdir(this.#root)
      // Those that it loaded are of a mutant.
      if (isStatic) await this.#forget()
    }
  }

  /** The wanted tests of some files that pass without any mutant, the quickest first. */
  async #load(files: readonly string[], wanted?: readonly string[]): Promise<LoadedTest[]> {
    const ids = wanted === undefined ? undefined : new Set(wanted)
    const loaded: LoadedTest[] = []
    for (const file of files) {
      const known = this.#suites.get(file)
      const url = pathToFileURL(join(this.#root, file)).href
      const loading = known ?? collectSuite(() => import(url))
      this.#suites.set(file, loading)
      const suite = await loading
      const tests = suite.tests
        .map((test) => ({ id: `${file}: ${test.name}`, file, test, suite }))
        .filter(({ id }) => this.#known.get(id)?.passes !== false && (ids?.has(id) ?? true))
      loaded.push(...tests)
    }
    const milliseconds = ({ id }: LoadedTest): number => this.#known.get(id)?.milliseconds ?? 0
    return loaded.sort((a, b) => milliseconds(a) - milliseconds(b))
  }

  /** What a test throws. What it needs once counts as loading. */
  async #run({ id, file, test, suite }: LoadedTest): Promise<unknown> {
    this.#uncaught = undefined
    try {
      await suite.begin([test])
      beginTest(join(this.#root, file), test.name)
      context.currentTestId = id
      await this.#endOf(id, runResidentTest(test))
      endTest()
      return this.#uncaught
    } catch (error) {
      return error ?? new Error('threw nothing')
    } finally {
      context.currentTestId = undefined
    }
  }

  /** Waits for a test for many times as long as it took without any mutant. @throws Endless, what the test throws */
  async #endOf(id: string, running: Promise<void>): Promise<void> {
    const known = this.#known.get(id)
    if (known === undefined) return running
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(new Endless(`${id} does not end`)), this.#patience + 10 * known.milliseconds)
    })
    return Promise.race([running, late]).finally(() => clearTimeout(timer))
  }

  async #forget(): Promise<void> {
    const suites = [...this.#suites.values()]
    this.#suites.clear()
    // A suite that could not be loaded or whose end fails has been told already.
    await Promise.allSettled(suites.map(async (suite) => (await suite).end()))
    beginGeneration()
  }
}

/** Stryker's own bound is for all tests together, and a loop without end takes long to reach it. */
function boundHits(hits: number | undefined, otherwise: number | undefined): void {
  context.hitLimit = hits === undefined ? otherwise : 1000 + 20 * hits
  context.hitCount = context.hitLimit === undefined ? undefined : 0
}

function isEndless(): boolean {
  return context.hitLimit !== undefined && (context.hitCount ?? 0) > context.hitLimit
}

/** Code of which nothing ran here may run in a thread or another process, which no test can be blamed for: all try it. */
function countElsewhere(instrumented: string): void {
  const ids = [...instrumented.matchAll(/\bstryMutAct_\w+\("(\d+)"\)/g)].map(([, id = '']) => id)
  const hits = [context.mutantCoverage.static, ...Object.values(context.mutantCoverage.perTest)]
  if (ids.some((id) => hits.some((each) => id in each))) return
  for (const id of ids) context.mutantCoverage.static[id] = 1
}

/** Mutants leave files open and threads behind: Stryker tries once more in a new process. */
function startAgain(): never {
  process.exit(1)
}

function activate(id: string): void {
  context.activeMutant = id
  process.env[VARIABLE] = id
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
}
