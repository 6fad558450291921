// SPDX-License-Identifier: Apache-2.0
// Mutates a room, one directory after the other. What is known of a file is kept as long as it stays as it is,
// so a run that was broken off goes on where it stopped.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dirname } from 'node:path/posix'
import { format, resolveConfig } from 'prettier'
import { hasCode } from './has-code.ts'
import { importGraph, relatedTests, type ImportGraph } from './import-graph.ts'
import { reportOf } from './report.ts'
import { ROOT } from '../harness/repository.ts'
import { Copy, git, readText, repositoryFiles, sourcesAndTests } from './repository.ts'
import { hashOf, roomOf, type FileResult, type Results, type Survivor } from './results.ts'
import { installStryker, nameOf, runStryker, type Located, type StrykerRun } from './stryker.ts'

const RESULTS = 'docs/mutants.json'
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

const sourcesOf = ({ texts }: House): string[] =>
  [...texts]
    .filter(([file, text]) => file.startsWith('src/') && !file.endsWith('.d.ts') && hasCode(text))
    .map(([file]) => file)

const currentHash = ({ texts }: House, file: string): string => hashOf(texts.get(file) ?? '')

async function writeResults(results: Results, house: House): Promise<void> {
  const sources = sourcesOf(house)
  const ordered = Object.fromEntries(
    Object.entries(results)
      .filter(([file]) => sources.includes(file))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  )
  const isStale = (file: string): boolean => ordered[file]?.hash !== currentHash(house, file)
  const style = (await resolveConfig(join(ROOT, PAGE))) ?? {}
  const write = async (path: string, text: string): Promise<void> =>
    writeFileSync(join(ROOT, path), await format(text, { ...style, filepath: path }))
  await write(RESULTS, JSON.stringify(ordered))
  await write(PAGE, reportOf(ordered, isStale, sources))
}

/** Makes the page anew, so that it says what has changed since it was measured. */
export async function writeReport(): Promise<void> {
  const house = readHouse()
  await writeResults(readResults(house.files), house)
}

/** @returns false when a file could not be measured */
export async function runRoom({ room, words, far, again, jobs, minutes }: RoomRequest): Promise<boolean> {
  const begun = Date.now()
  const house = readHouse()
  let results = readResults(house.files)
  const chosen = sourcesOf(house)
    .filter((file) => roomOf(file) === room && (words.length === 0 || words.some((word) => file.includes(word))))
    .filter((file) => again || isWanting(results[file], currentHash(house, file), far))
  if (chosen.length === 0) {
    console.log(`Every file of ${room} is measured.`)
    return true
  }
  const modules = installStryker()
  const directories = Map.groupBy(chosen, dirname)
  let [failed, left] = [0, chosen.length]
  for (const [directory, files] of directories) {
    if (Date.now() - begun > minutes * 60_000) {
      console.log(`${left} files are left for another time.`)
      break
    }
    left -= files.length
    try {
      const measured = await measure({ modules, house, files, far, jobs })
      results = { ...results, ...Object.fromEntries(measured) }
      await writeResults(results, house)
      for (const [file, { killed, timeouts, survived }] of measured)
        console.log(`${file}: ${killed + timeouts} noticed, ${survived.length} survived`)
    } catch (error) {
      failed += files.length
      console.log(`FAIL ${directory}: ${(error as Error).message}`)
    }
  }
  return failed === 0
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
}

async function measure({ modules, house, files, far, jobs }: Measurement): Promise<Map<string, FileResult>> {
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
        jobs
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
  const changed = git('status', '--porcelain', '--', file) === '' ? '' : ' with changes'
  return {
    hash: currentHash(house, file),
    commit: `${git('rev-parse', '--short=10', 'HEAD')}${changed}`,
    date: new Date().toISOString().slice(0, 10),
    seconds,
    tests: far ? 'all' : 'near',
    killed,
    timeouts,
    broken,
    survived: survived.sort((a, b) => a.line - b.line)
  }
}

function survivorOf({ line, by, before, after }: Located): Survivor {
  return { line, by, before, after }
}
