// SPDX-License-Identifier: Apache-2.0
// How many random cases a test tries. `npm run deep` tries all, the ordinary suite a twentieth; both say seed and count,
// so that a case that fails can be tried again.

/** The number of cases of a test that tries `full` of them in the deep run. */
export function caseCount(full: number): number {
  return process.env['IN_TOTO_DEEP'] === '1' ? full : Math.ceil(full / 20)
}

/** The seed of the run: that of the variable IN_TOTO_SEED, or one that never changes. */
export function seed(): number {
  return Number(process.env['IN_TOTO_SEED'] ?? '20261127')
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
function randomNumbers(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Choices that a seed decides. */
export class Chance {
  readonly #next: () => number

  constructor(start: number) {
    this.#next = randomNumbers(start)
  }

  /** A whole number from 0 to below `most`. */
  below(most: number): number {
    return Math.floor(this.#next() * most)
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)]
    if (value === undefined && values.length === 0) throw new Error('there is nothing to choose from')
    return value as Value
  }
}

/** Says what a test tried, for the closing note of a deep run. */
export function report(what: string, count: number, start: number, coverage: Readonly<Record<string, number>>): void {
  const lines = Object.entries(coverage).map(([name, times]) => `${name} ${times}`)
  process.stdout.write(`deep: ${what}: ${count} cases, seed ${start}; ${lines.join(', ')}\n`)
}
