// SPDX-License-Identifier: Apache-2.0
// Parts of a suite as processes of their own, two at a time: a machine with two cores is busy with that.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { addCounts, countsLine, readCountsLine, wentWell, type Counts } from './tally.ts'

export interface Part {
  readonly name: string
  /** What Node is started with. */
  readonly words: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** How one part ended. */
export interface EndedPart {
  readonly status: number | null
  /** What its last line says; undefined when it never came to that. */
  readonly counts: Counts | undefined
}

const AT_ONCE = 2

/** A part that ends without a failure of its own, and yet not well, is one. */
export function countsOf({ status, counts }: EndedPart): Counts {
  if (counts === undefined) return { passed: 0, failed: 1 }
  const failed = status === 0 ? counts.failed : Math.max(counts.failed, 1)
  return { ...counts, failed }
}

/** Runs parts, prints what they say behind their names and in the end their counts, and sets the exit code. */
export async function runParts(parts: readonly Part[]): Promise<void> {
  const width = Math.max(...parts.map(({ name }) => name.length))
  const queue = [...parts]
  const ended: EndedPart[] = []
  const worker = async (): Promise<void> => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) ended.push(await runPart(part, width))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const counts = addCounts(ended.map(countsOf))
  console.log(countsLine(counts))
  process.exitCode = wentWell(counts) ? 0 : 1
}

function runPart({ name, words, environment }: Part, width: number): Promise<EndedPart> {
  const start = performance.now()
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let counts: Counts | undefined
  const say = (line: string): void => console.log(`${name.padEnd(width)} ${line}`)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const found = readCountsLine(line)
    if (found === undefined) say(line)
    else counts = addCounts(counts === undefined ? [found] : [counts, found])
  })
  return new Promise((resolve) => {
    child.on('close', (status) => {
      say(`took ${((performance.now() - start) / 1000).toFixed(1)} s`)
      resolve({ status, counts })
    })
  })
}
