// SPDX-License-Identifier: Apache-2.0
// Counts of what went well, printed in the words that `.ci/run` adds up.

export interface Counts {
  readonly passed: number
  readonly failed: number
}

/** The last line of a run. */
export function countsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`
}

/** What such a line says; undefined for any other. */
export function readCountsLine(line: string): Counts | undefined {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? []
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) }
}

/** A run that tried nothing has not gone well. */
export function wentWell({ passed, failed }: Counts): boolean {
  return failed === 0 && passed > 0
}

export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce((sum, each) => ({ passed: sum.passed + each.passed, failed: sum.failed + each.failed }), {
    passed: 0,
    failed: 0
  })
}

/** Tries one thing after another, and goes on when one fails. */
export class Tally implements Counts {
  passed = 0
  failed = 0
  readonly #print: (line: string) => void
  readonly #linesOfFailure: number

  constructor(linesOfFailure = 30, print: (line: string) => void = console.log) {
    this.#linesOfFailure = linesOfFailure
    this.#print = print
  }

  /** @returns whether it went well */
  async check(name: string, body: () => void | Promise<unknown>): Promise<boolean> {
    const start = performance.now()
    try {
      await body()
    } catch (error) {
      this.fail(name, error)
      return false
    }
    this.passed += 1
    this.#print(`ok   ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
    return true
  }

  fail(name: string, error: unknown): void {
    this.failed += 1
    const text = error instanceof Error ? error.message : String(error)
    this.#print(`FAIL ${name}\n${text.split('\n').slice(0, this.#linesOfFailure).join('\n')}`)
  }

  /** Prints the counts, and lets the process fail unless all went well. */
  end(): void {
    this.#print(countsLine(this))
    process.exitCode = wentWell(this) ? 0 : 1
  }
}
