// SPDX-License-Identifier: Apache-2.0
// Mutates a room, one directory after the other. What is known of a file is kept as long as it stays as it is,
// so a run that was broken off goes on where it stopped.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dirname } from 'node:path/posix'
import { format, resolveConfig } from 'prettier'
import { hasCode } from './has-code.ts'
import { importGraph, relatedTests, type ImportGraph } from './import-graph.ts'
import { code, reportOf, sampleLine } from './report.ts'
import { ROOT } from '../harness/repository.ts'
import { Copy, git, readText, repositoryFiles, sourcesAndTests } from './repository.ts'
import { countsOf, hashOf, roomOf, scoreOf, type FileResult, type Results, type Survivor } from './results.ts'
import type { Sample, SampleResult, SampleResults } from './sample.ts'
import { installStryker, nameOf, runStryker, type Located, type StrykerRun } from './stryker.ts'

const RESULTS = 'docs/mutants.json'
const SAMPLES = 'docs/mutants-samples.json'
const PAGE = 'docs/mutants.md'

export interface RoomRequest {
  readonly room: string
  /** Parts of paths; without any, every file of the room. */
  readonly words: readonly string[]
  /** Let the tests of other rooms try what the near ones left. */
  readonly far: boolean
  /** Also what is known already. */
  readonly again: boolean
  readonly jobs: number
  /** No file is begun after so many. */
  readonly minutes: number
  /** Tries a part of them only, and keeps what that said of the room. */
  readonly sample: Sample | undefined
}

interface House {
  readonly files: readonly string[]
  readonly texts: ReadonlyMap<string, string>
  readonly graph: ImportGraph
}

function readHouse(): House {
  const files = repositoryFiles()
  const texts = sourcesAndTests(files)
  return { files, texts, graph: importGraph(texts) }
}

const readResults = (files: readonly string[]): Results =>
  files.includes(RESULTS) ? (JSON.parse(readText(RESULTS)) as Results) : {}

const readSamples = (files: readonly string[]): SampleResults =>
  files.includes(SAMPLES) ? (JSON.parse(readText(SAMPLES)) as SampleResults) : {}

const sourcesOf = ({ texts }: House): string[] =>
  [...texts]
    .filter(([file, text]) => file.startsWith('src/') && !file.endsWith('.d.ts') && hasCode(text))
    .map(([file]) => file)

const currentHash = ({ texts }: House, file: string): string => hashOf(texts.get(file) ?? '')

async function writeResults(results: Results, samples: SampleResults, house: House): Promise<void> {
  const sources = sourcesOf(house)
  const ordered = Object.fromEntries(
    Object.entries(results)
      .filter(([file]) => sources.includes(file))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  )
  const isStale = (file: string): boolean => ordered[file]?.hash !== currentHash(house, file)
  await write(RESULTS, JSON.stringify(ordered))
  await write(SAMPLES, JSON.stringify(samples))
  await write(PAGE, reportOf(ordered, samples, isStale, sources))
}

async function write(path: string, text: string): Promise<void> {
  const style = (await resolveConfig(join(ROOT, PAGE))) ?? {}
  writeFileSync(join(ROOT, path), await format(text, { ...style, filepath: path }))
}

/** Makes the page anew, so that it says what has changed since it was measured. */
export async function writeReport(): Promise<void> {
  const house = readHouse()
  await writeResults(readResults(house.files), readSamples(house.files), house)
}

/** @returns false when a file could not be measured */
export async function runRoom(request: RoomRequest): Promise<boolean> {
  const { room, words, far, again, jobs, minutes, sample } = request
  const begun = Date.now()
  const house = readHouse()
  let results = readResults(house.files)
  const chosen = sourcesOf(house)
    .filter((file) => roomOf(file) === room && (words.length === 0 || words.some((word) => file.includes(word))))
    .filter((file) => again || sample !== undefined || isWanting(results[file], currentHash(house, file), far))
  if (chosen.length === 0) {
    console.log(`Every file of ${room} is measured.`)
    return true
  }
  const modules = installStryker()
  const sampled: FileResult[] = []
  let [failed, left] = [0, chosen.length]
  for (const [directory, files] of Map.groupBy(chosen, dirname)) {
    if (Date.now() - begun > minutes * 60_000) {
      console.log(`${left} files are left for another time.`)
      break
    }
    left -= files.length
    try {
      const measured = await measure({ modules, house, files, far, jobs, sample })
      for (const [file, result] of measured) tell(file, result, sample !== undefined)
      if (sample === undefined) {
        results = { ...results, ...Object.fromEntries(measured) }
        await writeResults(results, readSamples(house.files), house)
      } else {
        sampled.push(...measured.values())
      }
    } catch (error) {
      failed += files.length
      console.log(`FAIL ${directory}: ${(error as Error).message}`)
    }
  }
  if (sample !== undefined) {
    const whole = failed === 0 && left === 0 && words.length === 0
    await endSample(sampled, request, sample, whole ? house : undefined)
  }
  return failed === 0
}

function tell(file: string, { killed, timeouts, survived }: FileResult, withSurvivors: boolean): void {
  console.log(`${file}: ${killed + timeouts} noticed, ${survived.length} survived`)
  if (withSurvivors)
    for (const { line, by, before, after } of survived)
      console.log(`  ${file}:${line} ${by}: ${code(before)} → ${after === '' ? 'nothing' : code(after)}`)
}

/** @param house in which it is kept; undefined for what is less than a sample of a whole room */
async function endSample(
  results: readonly FileResult[],
  { room, far }: RoomRequest,
  sample: Sample,
  house: House | undefined
): Promise<void> {
  const { killed, timeouts, survived } = countsOf(results)
  const result: SampleResult = {
    ...sample,
    commit: commitOf('src'),
    date: today(),
    tests: far ? 'all' : 'near',
    files: [results.filter((each) => scoreOf(countsOf([each])) !== undefined).length, results.length],
    noticed: killed + timeouts,
    survived
  }
  console.log(`${room}: ${sampleLine(result)}`)
  if (house !== undefined)
    await writeResults(readResults(house.files), { ...readSamples(house.files), [room]: result }, house)
}

function isWanting(known: FileResult | undefined, hash: string, far: boolean): boolean {
  return known === undefined || known.hash !== hash || (far && known.tests === 'near' && known.survived.length > 0)
}

interface Measurement {
  readonly modules: string
  readonly house: House
  /** Of one directory, as they have their tests in common. */
  readonly files: readonly string[]
  readonly far: boolean
  readonly jobs: number
  readonly sample: Sample | undefined
}

async function measure({ modules, house, files, far, jobs, sample }: Measurement): Promise<Map<string, FileResult>> {
  const begun = Date.now()
  const related = files.map((file) => ({ file, ...relatedTests(house.graph, file) }))
  const runs = new Map<string, StrykerRun>()
  await runPass(passOf(related.map(({ file, near }) => [file, near])), undefined)
  if (far) {
    const left = related.filter(({ file }) => (runs.get(file)?.survived.length ?? 0) > 0)
    await runPass(passOf(left.map((each) => [each.file, each.far])), runs)
  }
  const seconds = Math.round((Date.now() - begun) / 1000 / files.length)
  return new Map(files.map((file) => [file, resultOf(file, runs.get(file), { house, far, seconds })]))

  /** @param known what survived so far, which alone is tried */
  async function runPass(
    tests: ReadonlyMap<string, readonly string[]>,
    known: ReadonlyMap<string, StrykerRun> | undefined
  ): Promise<void> {
    if (tests.size === 0) return
    const ranges =
      known && [...tests.keys()].flatMap((file) => known.get(file)?.survived.map(({ range }) => range) ?? [])
    // A copy for each, since what a broken one leaves behind would be the next one's trouble.
    const copy = new Copy(house.files)
    try {
      // What runs while a module is loaded takes every test of a pass, and there are too many far ones for that.
      const request = {
        copy,
        modules,
        tests,
        ranges: ranges && [...new Set(ranges)],
        loading: known === undefined,
        jobs,
        sample
      }
      for (const [file, run] of await runStryker(request, house.texts)) runs.set(file, afterPass(known?.get(file), run))
    } finally {
      copy.remove()
    }
  }
}

/** By file, the tests in the order in which they try a mutant; a file without any is left out. */
function passOf(
  tests: readonly (readonly [file: string, tests: readonly string[]])[]
): ReadonlyMap<string, readonly string[]> {
  return new Map(tests.filter(([, each]) => each.length > 0))
}

/** What is known after a further pass over what had survived. */
function afterPass(before: StrykerRun | undefined, run: StrykerRun): StrykerRun {
  if (before === undefined) return run
  // One that was not tried again would seem to be killed.
  const lost = before.survived.find((mutant) => !run.tried.has(nameOf(mutant)))
  if (lost !== undefined) throw new Error(`Stryker did not try ${nameOf(lost)} a second time.`)
  const still = new Set(run.survived.map(nameOf))
  const survived = before.survived.filter((mutant) => still.has(nameOf(mutant)))
  return { ...before, killed: before.killed + before.survived.length - survived.length, survived }
}

interface Circumstances {
  readonly house: House
  readonly far: boolean
  readonly seconds: number
}

function resultOf(file: string, run: StrykerRun | undefined, { house, far, seconds }: Circumstances): FileResult {
  const { killed, timeouts, broken } = run ?? { killed: 0, timeouts: 0, broken: 0 }
  const untested: Survivor = { line: 1, by: 'NoTest', before: 'all of it, since no test imports it', after: '' }
  const survived = run === undefined ? [untested] : run.survived.map(survivorOf)
  return {
    hash: currentHash(house, file),
    commit: commitOf(file),
    date: today(),
    seconds,
    tests: far ? 'all' : 'near',
    killed,
    timeouts,
    broken,
    survived: survived.sort((a, b) => a.line - b.line)
  }
}

const today = (): string => new Date().toISOString().slice(0, 10)

function commitOf(path: string): string {
  const changed = git('status', '--porcelain', '--', path) === '' ? '' : ' with changes'
  return `${git('rev-parse', '--short=10', 'HEAD')}${changed}`
}

function survivorOf({ line, by, before, after }: Located): Survivor {
  return { line, by, before, after }
}
