// SPDX-License-Identifier: Apache-2.0
// Programs side by side: turns about, so that what the machine does meanwhile hits all alike; the median of each counts.
import { existsSync } from 'node:fs'
import { medianOf, measure, type Measure } from './measure.ts'
import { verdict } from './verdicts.ts'

export const ROUNDS = 5

export interface Contender {
  readonly name: string
  readonly command: readonly string[]
  /** Ours is to be at least this many times as fast (below 1: may take so much longer). */
  readonly target?: number
}

export interface Race {
  readonly title: string
  readonly cwd: string
  readonly ours: readonly string[]
  readonly others: readonly Contender[]
  /** Megabytes that ours takes at most. */
  readonly memory?: number
}

/** Measures all, and prints each with what it is to be. */
export function race({ title, cwd, ours, others, memory: mostMemory }: Race): void {
  const contenders: Contender[] = [{ name: 'ours', command: ours }, ...installed(others)]
  const measures = contenders.map((): Measure[] => [])
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, { command }] of contenders.entries()) measures[index]?.push(measure(command, cwd))
  const [mine, ...theirs] = measures.map(medianOf) as [Measure, ...Measure[]]
  console.log(`\n${title}`)
  printLine('ours', mine, mostMemory === undefined ? '' : `: ${verdict(mine.memory, mostMemory, 'most', ' MB')}`)
  for (const [index, { name, target }] of contenders.slice(1).entries()) {
    const found = theirs[index] as Measure
    const ratio = found.seconds / mine.seconds
    const beside = `: ${ratio.toFixed(2)} times ours (${(found.processor / mine.processor).toFixed(2)} in processor time)`
    printLine(name, found, `${beside}${target === undefined ? '' : `, ${verdict(ratio, target, 'least')}`}`)
  }
}

function printLine(name: string, { seconds, processor, memory }: Measure, more: string): void {
  console.log(
    `  ${name.padEnd(16)} ${seconds.toFixed(2)} s, ${processor.toFixed(2)} s of processors, ${memory} MB${more}`
  )
}

/** Those that are there; the others are named. */
export function installed(contenders: readonly Contender[]): Contender[] {
  return contenders.filter(({ name, command }) => {
    const missing = command.find((word) => word.startsWith('/') && !existsSync(word))
    if (missing === undefined) return true
    console.log(`  (${name} is not installed; run "npm run referees" first)`)
    return false
  })
}
