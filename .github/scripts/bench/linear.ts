// SPDX-License-Identifier: Apache-2.0
// Whether time and memory grow with what there is to do and no faster: what each file, and each step, takes beyond what
// few of them take, at sizes far apart.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { measure, medianOf, type Measure } from './measure.ts'
import { OUR_VERIFY, ourRun } from './programs.ts'
import { ROUNDS } from './race.ts'
import { writeTree } from './run-rows.ts'
import { verdict } from './verdicts.ts'
import { withChain } from './verify-rows.ts'

const FILES: readonly number[] = [1000, 10_000, 50_000, 200_000]
const STEPS: readonly number[] = [10, 50, 200, 1000]
/** Files of each step. */
const ARTIFACTS = 1000
/** One of many may take so many times what one of fewer takes: caches of the processor are as large as they are. */
const MOST = 1.25

/** @param work holds `key`, and nothing called `tree` or `chain` */
export function benchLinear(work: string, scale: number): void {
  const recorded = { materials: 'tree', products: 'tree' }
  print('run: files, materials and products', sizes(FILES, scale), (files) => {
    const tree = join(work, 'tree')
    writeTree(tree, files)
    try {
      return median(() => measure(ourRun(recorded), work))
    } finally {
      rmSync(tree, { recursive: true })
    }
  })
  print(`verify: steps of ${ARTIFACTS} artifacts, 2 % changed in each`, sizes(STEPS, scale), (steps) =>
    withChain(work, { format: 'dsse', steps, artifacts: ARTIFACTS, changed: 0.02 }, (directory) =>
      median(() => measure(OUR_VERIFY, directory))
    )
  )
}

const sizes = (all: readonly number[], scale: number): number[] => all.map((size) => Math.ceil(size * scale))
const median = (one: () => Measure): Measure => medianOf(Array.from({ length: ROUNDS }, one))

/** What one more takes. */
interface Unit {
  /** Milliseconds by the clock. */
  readonly time: number
  /** Kilobytes. */
  readonly memory: number
}

function print(title: string, all: readonly number[], measured: (size: number) => Measure): void {
  console.log(`\nlinear, ${title}`)
  const [fewest = 0, ...more] = all
  const few = measured(fewest)
  printLine(fewest, few, '')
  const units = more.map((size): Unit => {
    const found = measured(size)
    const each = (of: keyof Measure): number => (1000 * (found[of] - few[of])) / (size - fewest)
    const unit = { time: each('seconds'), memory: each('memory') }
    const processor = `${each('processor').toFixed(3)} ms of processors`
    printLine(size, found, `: each more ${unit.time.toFixed(3)} ms, ${processor}, ${unit.memory.toFixed(2)} KB`)
    return unit
  })
  const [some, many] = [units[0], units.at(-1)] as [Unit, Unit]
  for (const what of ['time', 'memory'] as const) {
    const times = many[what] / some[what]
    const sizesOf = `of one more of ${more.at(-1)} is ${times.toFixed(2)} times that of one of ${more[0]}`
    console.log(`  ${what} ${sizesOf}, ${verdict(times, MOST, 'most')}`)
  }
}

function printLine(size: number, { seconds, memory }: Measure, each: string): void {
  const [time, megabytes] = [seconds.toFixed(2).padStart(6), String(memory).padStart(4)]
  console.log(`  ${String(size).padStart(7)} ${time} s, ${megabytes} MB${each}`)
}
