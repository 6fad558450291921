// SPDX-License-Identifier: Apache-2.0
// The same beside others when nobody has more than one core: then what is done at the same time is no help.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ChainSize } from '../bench-verify.ts'
import { OUR_VERIFY, othersRun, ourRun, pythonVerify } from './programs.ts'
import { installed, race, type Contender } from './race.ts'
import { writeTree } from './run-rows.ts'
import { titleOf, withChain } from './verify-rows.ts'

const FILES = 50_000
const RUN = { python: 2.5, go: 1.3 } as const
const CHAIN: ChainSize = { format: 'dsse', steps: 200, artifacts: 5000, changed: 0.02 }
const VERIFY = 14

const onOne = (command: readonly string[]): string[] => ['taskset', '--cpu-list', '0', ...command]
const allOnOne = (others: readonly Contender[]): Contender[] =>
  installed(others).map((other) => ({ ...other, command: onOne(other.command) }))

/** @param work holds `key`, and nothing called `tree` or `chain` */
export function benchOneCore(work: string, scale: number): void {
  if (spawnSync('taskset', ['--version']).status !== 0) {
    console.log('\n(one core for everybody needs taskset, which is not here)')
    return
  }
  const tree = join(work, 'tree')
  const files = Math.round(FILES * scale)
  writeTree(tree, files)
  const recorded = { materials: 'tree', products: 'tree' }
  race({
    title: `one core, run: ${files} files, materials and products`,
    cwd: work,
    ours: onOne(ourRun(recorded)),
    others: allOnOne(othersRun(recorded, RUN))
  })
  rmSync(tree, { recursive: true })
  const chain = { ...CHAIN, steps: Math.round(CHAIN.steps * scale) }
  withChain(work, chain, (directory) =>
    race({
      title: `one core, verify, ${titleOf(chain)}`,
      cwd: directory,
      ours: onOne(OUR_VERIFY),
      others: allOnOne([pythonVerify(VERIFY)])
    })
  )
}
