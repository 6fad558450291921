// SPDX-License-Identifier: Apache-2.0
// Recording beside others: many files before and after, and one large one.
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { othersRun, ourRun, type Targets } from './programs.ts'
import { race, type Contender } from './race.ts'

/** A row of the table: how many files, and how much faster than others. */
interface RunRow extends Targets {
  readonly files: number
  /** Beside `openssl dgst` in two processes. */
  readonly openssl?: number
  /** Megabytes. */
  readonly memory: number
}

const RUN_ROWS: readonly RunRow[] = [
  { files: 50_000, python: 5, go: 2.6, openssl: 0.85, memory: 150 },
  { files: 200_000, python: 5, go: 2.5, memory: 300 }
]
const LARGE = { mebibytes: 1024, python: 1.9, go: 3.5, openssl: 0.95, memory: 80 } as const

const MEAN_BYTES = 4280
const DIRECTORIES = 500

/** Writes files of random bytes, mostly small. */
export function writeTree(tree: string, files: number): void {
  for (let index = 0; index < files; index += 1) {
    const directory = join(tree, `d${index % DIRECTORIES}`)
    if (index < DIRECTORIES) mkdirSync(directory, { recursive: true })
    const bytes = Math.round(-MEAN_BYTES * Math.log(1 - ((index * 7919) % 10_007) / 10_008))
    writeFileSync(join(directory, `f${index}.txt`), randomBytes(bytes))
  }
}

/** @param work holds `key`, and nothing called `tree` or `large` */
export function benchRun(work: string, scale: number): void {
  for (const row of RUN_ROWS) {
    const files = Math.round(row.files * scale)
    const tree = join(work, 'tree')
    writeTree(tree, files)
    const recorded = { materials: 'tree', products: 'tree' }
    race({
      title: `run: ${files} files, materials and products`,
      cwd: work,
      ours: ourRun(recorded),
      others: [...othersRun(recorded, row), ...(row.openssl === undefined ? [] : [openssl(work, tree, row.openssl)])],
      memory: row.memory
    })
    rmSync(tree, { recursive: true })
  }
  benchLargeFile(work, Math.round(LARGE.mebibytes * scale))
}

/** Hashes all files twice, half of them in each of two processes. */
function openssl(work: string, tree: string, target: number): Contender {
  const names = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const half of [0, 1])
    writeFileSync(join(work, `list${half}`), names.filter((_name, index) => index % 2 === half).join('\n'))
  const pass = [0, 1].map((half) => `xargs openssl dgst -sha256 < list${half} & `).join('')
  return { name: 'openssl, 2 passes', command: ['sh', '-c', `${pass}wait; ${pass}wait`], target }
}

function benchLargeFile(work: string, mebibytes: number): void {
  const file = openSync(join(work, 'large'), 'w')
  const block = randomBytes(1024 * 1024)
  for (let index = 0; index < mebibytes; index += 1) writeSync(file, block)
  closeSync(file)
  const recorded = { products: 'large' }
  race({
    title: `run: one file of ${mebibytes} MiB`,
    cwd: work,
    ours: ourRun(recorded),
    others: [
      ...othersRun(recorded, LARGE),
      { name: 'openssl', command: ['openssl', 'dgst', '-sha256', 'large'], target: LARGE.openssl }
    ],
    memory: LARGE.memory
  })
  rmSync(join(work, 'large'))
}
