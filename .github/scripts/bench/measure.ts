// SPDX-License-Identifier: Apache-2.0
// What a whole process takes, Node's or Python's start included.
import { spawnSync } from 'node:child_process'

export interface Measure {
  /** By the clock. */
  readonly seconds: number
  /** Of all processors, in the program and in the system for it. */
  readonly processor: number
  /** Peak resident memory in MB. */
  readonly memory: number
}

/** A tiny parent that reports what its only child took. */
const PARENT = `import resource,subprocess,sys,time
t=time.perf_counter();r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL).returncode
w=time.perf_counter()-t;u=resource.getrusage(resource.RUSAGE_CHILDREN)
print(r,w,u.ru_utime+u.ru_stime,u.ru_maxrss//1024)`

/** Runs a program once. */
export function measure(command: readonly string[], cwd: string): Measure {
  const { stdout } = spawnSync('python3', ['-c', PARENT, ...command], { cwd, encoding: 'utf8' })
  const [status, seconds, processor, memory] = stdout.trim().split(' ').map(Number)
  if (status !== 0 || seconds === undefined || processor === undefined || memory === undefined)
    throw new Error(`${command.join(' ').slice(0, 200)}: exit status ${status}`)
  return { seconds, processor, memory }
}

/** The middle of each: what the machine did meanwhile is in none of them, or in all. */
export function medianOf(measures: readonly Measure[]): Measure {
  return {
    seconds: median(measures.map(({ seconds }) => seconds)),
    processor: median(measures.map(({ processor }) => processor)),
    memory: median(measures.map(({ memory }) => memory))
  }
}

/** @param values an odd number of them */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}
