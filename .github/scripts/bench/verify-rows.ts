// SPDX-License-Identifier: Apache-2.0
// Verification of long chains beside others, and of a batch of small ones.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BATCH, SMALL_CHAIN, VERIFY_ROWS, writeRulesChain, type ChainSize } from '../bench-verify.ts'
import { measure, medianOf } from './measure.ts'
import { OUR_VERIFY, OURS, othersVerify, pythonVerify, VERIFY_WORDS } from './programs.ts'
import { installed, race, ROUNDS } from './race.ts'
import { verdict } from './verdicts.ts'

/** @param work an empty directory */
export function benchVerify(work: string, scale: number): void {
  for (const row of VERIFY_ROWS) {
    const size = { ...row, steps: Math.round(row.steps * scale) }
    withChain(work, size, (directory, bytes) =>
      race({
        title: `verify, ${titleOf(size)} (${Math.round(bytes / 1e6)} MB of links)`,
        cwd: directory,
        ours: OUR_VERIFY,
        others: othersVerify(row),
        memory: row.memory
      })
    )
  }
  benchBatch(work, Math.round(BATCH.chains * scale))
}

/** A chain in a few words. */
export function titleOf({ format, steps, artifacts, changed }: ChainSize): string {
  return `${format}: ${steps} steps of ${artifacts} artifacts, ${changed * 100} % changed in each`
}

/** Does something in a directory with a chain, which is removed afterwards. */
export function withChain<Result>(
  work: string,
  size: ChainSize,
  act: (directory: string, bytes: number) => Result
): Result {
  const directory = join(work, 'chain')
  mkdirSync(directory)
  try {
    return act(directory, writeRulesChain(directory, size))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** One batch beside as many processes of in-toto-python, of which one is measured. */
function benchBatch(work: string, chains: number): void {
  withChain(work, SMALL_CHAIN, (directory) => {
    const lines = Array.from({ length: chains }, (_, id) => JSON.stringify({ id, args: VERIFY_WORDS }))
    writeFileSync(join(directory, 'batch'), lines.join('\n'))
    const [python] = installed([pythonVerify(BATCH.python)])
    const rounds = Array.from({ length: ROUNDS }, () => ({
      ours: measure([...OURS, 'verify', '--batch', 'batch'], directory),
      one: python && measure(python.command, directory)
    }))
    const ours = medianOf(rounds.map((round) => round.ours))
    console.log(`\nverify --batch: ${chains} small chains`)
    console.log(`  ours             ${ours.seconds.toFixed(2)} s, ${ours.processor.toFixed(2)} s of processors`)
    const ones = rounds.flatMap(({ one }) => (one === undefined ? [] : [one]))
    if (ones.length === 0) return
    const ratio = (chains * medianOf(ones).seconds) / ours.seconds
    console.log(
      `  in-toto-python, a process each: ${ratio.toFixed(0)} times ours, ${verdict(ratio, BATCH.python, 'least')}`
    )
  })
}
