// SPDX-License-Identifier: Apache-2.0
// What an attack costs that is as large as what is read at its place: at most 512 MB and 10 seconds each, and an answer
// with a code. And that no bound bites: a link of a million files verifies.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '../../src/base/limits.ts'
import {
  HOSTILE_CHAINS,
  verifyWords,
  writeHonestChain,
  writeHostileChain,
  writeMillionFiles,
  type HostileChain
} from '../../__tests__/support/hostile-chains.ts'
import { CLI } from './harness/repository.ts'

const MOST = { megabytes: 512, seconds: 10 }

/** A parent that reports time and peak memory of its only child, with what that printed. */
const WITH_MEMORY = `import json,resource,subprocess,sys,time
t=time.perf_counter();r=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,stderr=subprocess.PIPE,text=True)
print(json.dumps([r.returncode,time.perf_counter()-t,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024*1.048576,(r.stdout[:100000]+r.stderr[:10000])]))`

function measure(words: readonly string[]): {
  readonly status: number
  readonly seconds: number
  readonly megabytes: number
  readonly output: string
} {
  const command = ['-c', WITH_MEMORY, process.execPath, CLI, 'verify', ...words]
  const { stdout } = spawnSync('python3', command, { encoding: 'utf8', maxBuffer: 2 ** 24 })
  const [status, seconds, megabytes, output] = JSON.parse(stdout) as [number, number, number, string]
  return { status, seconds, megabytes, output }
}

const SIZES = { layout: LIMITS.layoutBytes, bundle: LIMITS.bundleBytes, key: LIMITS.smallFileBytes } as const

function sizeOf({ place }: HostileChain): number {
  return place === undefined ? LIMITS.linkBytes : SIZES[place]
}

function row(name: string, cells: readonly string[]): void {
  console.log(`${name.padEnd(58)}${cells.map((cell) => cell.padStart(10)).join('')}`)
}

/** @param work an empty directory */
export async function benchHostile(work: string, only?: string): Promise<void> {
  console.log(
    `\nAttacks as large as what is read; each at most ${MOST.megabytes} MB and ${MOST.seconds} s, with a code`
  )
  for (const chain of HOSTILE_CHAINS) {
    if (only !== undefined && !chain.name.includes(only)) continue
    const directory = join(work, 'chain')
    mkdirSync(directory)
    writeHostileChain(directory, chain, sizeOf(chain))
    const { status, seconds, megabytes, output } = measure([...verifyWords(directory), '--at', '2029-06-01T12:00:00Z'])
    const code = chain.codes.find((candidate) => output.toUpperCase().includes(candidate))
    const met = seconds <= MOST.seconds && megabytes <= MOST.megabytes && (status === 1 || status === 2)
    row(chain.name, [
      `${megabytes.toFixed(0)} MB`,
      `${seconds.toFixed(1)} s`,
      `exit ${status}`,
      met && code !== undefined ? 'met' : 'MISSED',
      ` ${code ?? `none of ${chain.codes.join(', ')}: ${output.slice(0, 300)}`}`
    ])
    rmSync(directory, { recursive: true })
  }
  for (const format of ['dsse', 'metablock'] as const) {
    if (only !== undefined && only !== 'million') continue
    const directory = join(work, 'chain')
    mkdirSync(directory)
    writeHonestChain(directory)
    writeMillionFiles(directory, format)
    const { status, seconds, megabytes, output } = measure([...verifyWords(directory), '--at', '2029-06-01T12:00:00Z'])
    row(`a link of 1 000 000 files, ${format}`, [
      `${megabytes.toFixed(0)} MB`,
      `${seconds.toFixed(1)} s`,
      `exit ${status}`,
      status === 0 ? 'verifies' : 'MISSED',
      status === 0 ? '' : output.slice(0, 300)
    ])
    rmSync(directory, { recursive: true })
  }
}
