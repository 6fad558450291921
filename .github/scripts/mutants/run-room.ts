// SPDX-License-Identifier: Apache-2.0
// Mutates a room file by file. What is known of a file is kept as long as the file and the tests near to it stay, so a
// run that was broken off goes on where it stopped.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { hasCode } from './has-code.ts'
import { importGraph, passesOf, relatedTests, type ImportGraph, type RelatedTests } from './import-graph.ts'
import type { Fate } from './mutant.ts'
import { ownMutants } from './own-operators.ts'
import { reportOf } from './report.ts'
import { ROOT } from '../harness/repository.ts'
import { Copy, git, readText, repositoryFiles, sourcesAndTests } from './repository.ts'
import { hashOf, roomOf, type FileResult, type Results, type Survivor } from './results.ts'
import { runTests, tryMutant } from './run-tests.ts'
import { installStryker, nameOf, runStryker, type Located } from './stryker.ts'

const RESULTS = 'docs/mutants.json'
const PAGE = 'docs/mutants.md'
const LONGEST = 300_000

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

const currentHash = ({ graph, texts }: House, file: string): string =>
  hashOf(file, relatedTests(graph, file).near, texts)

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
  let failed = 0
  for (const [index, file] of chosen.entries()) {
    if (Date.now() - begun > minutes * 60_000) {
      console.log(`${chosen.length - index} files are left for another time.`)
      break
    }
    // A copy for each, since what a broken one leaves behind would be the next one's trouble.
    const copy = new Copy(house.files)
    try {
      const result = await measure({ copy, modules, house, file, far, jobs })
      results = { ...results, [file]: result }
      await writeResults(results, house)
      const { killed, timeouts, survived, seconds } = result
      console.log(`${file}: ${killed + timeouts} noticed, ${survived.length} survived, ${seconds} s`)
    } catch (error) {
      failed += 1
      console.log(`FAIL ${file}: ${(error as Error).message}`)
    } finally {
      copy.remove()
    }
  }
  return failed === 0
}

function isWanting(known: FileResult | undefined, hash: string, far: boolean): boolean {
  return known === undefined || known.hash !== hash || (far && known.tests === 'near' && known.survived.length > 0)
}

interface Measurement {
  readonly copy: Copy
  readonly modules: string
  readonly house: House
  readonly file: string
  readonly far: boolean
  readonly jobs: number
}

async function measure(measurement: Measurement): Promise<FileResult> {
  const { house, file, far } = measurement
  const begun = Date.now()
  const tests = relatedTests(house.graph, file)
  const counts = { killed: 0, timeouts: 0, broken: 0 }
  const survived: Survivor[] = []
  if (tests.near.length === 0) {
    survived.push({ line: 1, by: 'NoTest', before: 'all of it, since no test imports it', after: '' })
  } else {
    byStryker(measurement, tests, counts, survived)
    await byOurselves(measurement, tests, counts, survived)
  }
  const changed = git('status', '--porcelain', '--', file) === '' ? '' : ' with changes'
  return {
    hash: currentHash(house, file),
    commit: `${git('rev-parse', '--short=10', 'HEAD')}${changed}`,
    date: new Date().toISOString().slice(0, 10),
    seconds: Math.round((Date.now() - begun) / 1000),
    tests: far ? 'all' : 'near',
    ...counts,
    survived: survived.sort((a, b) => a.line - b.line)
  }
}

interface Tally {
  killed: number
  timeouts: number
  broken: number
}

function byStryker(
  { copy, modules, house, file, far, jobs }: Measurement,
  related: RelatedTests,
  counts: Tally,
  survived: Survivor[]
): void {
  const text = house.texts.get(file) ?? ''
  let left: readonly Located[] | undefined
  for (const tests of passesOf(related, far)) {
    if (left?.length === 0) break
    const ranges = left === undefined ? undefined : [...new Set(left.map(({ range }) => range))]
    // What runs while a module is loaded takes every test of a pass, and there are too many far ones for that.
    const loading = tests !== related.far
    const run = runStryker({ copy, modules, file, jobs, tests, loading, ranges }, text)
    if (left === undefined) {
      left = run.survived
      counts.killed += run.killed
      counts.timeouts += run.timeouts
      counts.broken += run.broken
    } else {
      // One that was not tried again would seem to be killed.
      const lost = left.find((mutant) => !run.tried.has(nameOf(mutant)))
      if (lost !== undefined) throw new Error(`Stryker did not try ${nameOf(lost)} a second time.`)
      const still = new Set(run.survived.map(nameOf))
      counts.killed += left.filter((mutant) => !still.has(nameOf(mutant))).length
      left = left.filter((mutant) => still.has(nameOf(mutant)))
    }
  }
  survived.push(...(left ?? []).map(({ line, by, before, after }) => ({ line, by, before, after })))
}

async function byOurselves(
  { copy, house, file, far }: Measurement,
  related: RelatedTests,
  counts: Tally,
  survived: Survivor[]
): Promise<void> {
  const mutants = ownMutants(file, house.texts.get(file) ?? '')
  if (mutants.length === 0) return
  const passes = passesOf(related, far)
  const patience: number[] = []
  for (const tests of passes) {
    const begun = Date.now()
    const healthy = await runTests(copy, tests, LONGEST)
    if (healthy.fate !== 'survived') throw new Error(`without any mutant its tests are ${healthy.fate}: ${healthy.by}`)
    patience.push(20_000 + 4 * (Date.now() - begun))
  }
  for (const mutant of mutants) {
    let fate: Fate = 'survived'
    for (const [index, tests] of passes.entries())
      if (fate === 'survived') ({ fate } = await tryMutant(copy, mutant, tests, patience[index] ?? LONGEST))
    if (fate === 'killed') counts.killed += 1
    else if (fate === 'timeout') counts.timeouts += 1
    else if (fate === 'broken') counts.broken += 1
    else {
      const { line, by, before, after } = mutant
      survived.push({ line, by, before, after })
    }
  }
}
