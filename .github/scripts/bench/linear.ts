// SPDX-License-Identifier: Apache-2.0
// Whether time and memory grow with what there is to do and no faster: what each file, and each step, takes beyond the
// start of the program, at sizes far apart.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { measure, medianOf, type Measure } from './measure.ts'
import { OUR_VERIFY, ourRun, OURS } from './programs.ts'
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
  const start = median(() => measure([...OURS, '--version'], work))
  const recorded = { materials: 'tree', products: 'tree' }
  print('run: files, materials and products', start, sizes(FILES, scale), (files) => {
    const tree = join(work, 'tree')
    writeTree(tree, files)
    try {
      return median(() => measure(ourRun(recorded), work))
    } finally {
      rmSync(tree, { recursive: true })
    }
  })
  print(`verify: steps of ${ARTIFACTS} artifacts, 2 % changed in each`, start, sizes(STEPS, scale), (steps) => {
    let found = start
    withChain(work, { format: 'dsse', steps, artifacts: ARTIFACTS, changed: 0.02 }, (directory) => {
      found = median(() => measure(OUR_VERIFY, directory))
    })
    return found
  })
}

const sizes = (all: readonly number[], scale: number): number[] => all.map((size) => Math.ceil(size * scale))
const median = (one: () => Measure): Measure => medianOf(Array.from({ length: ROUNDS }, one))

interface Unit {
  readonly size: number
  /** Milliseconds by the clock, and of processors. */
  readonly time: number
  readonly processor: number
  /** Kilobytes. */
  readonly memory: number
}

function print(title: string, start: Measure, all: readonly number[], measured: (size: number) => Measure): void {
  console.log(`\nlinear, ${title}; each beyond the start of ${start.seconds.toFixed(2)} s and ${start.memory} MB`)
  const units = all.map((size): Unit => {
    const found = measured(size)
    const unit = {
      size,
      time: (1000 * (found.seconds - start.seconds)) / size,
      processor: (1000 * (found.processor - start.processor)) / size,
      memory: (1000 * (found.memory - start.memory)) / size
    }
    const each = `each ${unit.time.toFixed(3)} ms, ${unit.processor.toFixed(3)} ms of processors, ${unit.memory.toFixed(2)} KB`
    console.log(
      `  ${String(size).padStart(7)} ${found.seconds.toFixed(2).padStart(6)} s, ${String(found.memory).padStart(4)} MB: ${each}`
    )
    return unit
  })
  // The smallest is mostly what happens once.
  const [, few, , many] = units as [Unit, Unit, Unit, Unit]
  for (const what of ['time', 'memory'] as const) {
    const times = many[what] / few[what]
    console.log(
      `  ${what} of one of ${many.size} is ${times.toFixed(2)} times that of one of ${few.size}, ${verdict(times, MOST, 'most')}`
    )
  }
}
