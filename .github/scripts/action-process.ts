// SPDX-License-Identifier: Apache-2.0
// Starts the bundle of an action as the runner does, for measures of whole processes.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { parse } from 'yaml'

export type Values = Readonly<Record<string, string>>

export interface ActionProcess {
  /** A checkout of the suite. */
  readonly suite: string
  readonly name: 'begin' | 'end' | 'sign' | 'verify'
  readonly inputs: Values
  /** Facts of the run. */
  readonly variables: Values
  /** An empty directory for files of this process. */
  readonly directory: string
}

/** What a process takes, in milliseconds. */
export interface ProcessCost {
  /** From its start to its end. */
  readonly time: number
  /** Of all cores, for itself and the programs that it started. A machine that does other things changes it little. */
  readonly processor: number
}

/** A tiny parent, which alone is told what its only child took of the processor. */
const WITH_PROCESSOR = `import os,resource,subprocess,sys,time
def used():
  u=resource.getrusage(resource.RUSAGE_CHILDREN);return u.ru_utime+u.ru_stime
# Where python3 is a script that starts Python, children of that script count, too.
u=used();t=time.perf_counter();r=subprocess.run(sys.argv[1:]).returncode;t=time.perf_counter()-t
os.write(3,f"{r} {t} {used()-u}".encode())`

/** What the process takes, and the outputs that it writes. Rejects with what it printed when it fails. */
export async function runAction(request: ActionProcess): Promise<ProcessCost & { readonly outputs: Values }> {
  const { suite, name, inputs, variables, directory } = request
  const [output, summary] = [join(directory, 'output'), join(directory, 'summary')]
  for (const file of [output, summary]) writeFileSync(file, '')
  const cost = await measureNode([join(suite, `dist/${name}.mjs`)], {
    ...variables,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    ...Object.fromEntries(
      Object.entries({ ...defaultsOf(suite, name), ...inputs }).map(([input, value]) => [
        `INPUT_${input.toUpperCase()}`,
        value
      ])
    )
  })
  const lines = [...readFileSync(output, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n(.*)\n\2$/gm)]
  return { ...cost, outputs: Object.fromEntries(lines.map(([, key = '', , value = '']) => [key, value] as const)) }
}

/** What a process of Node takes. Rejects with what it printed when it fails. */
export async function measureNode(words: readonly string[], variables: Values): Promise<ProcessCost> {
  const child = spawn('python3', ['-c', WITH_PROCESSOR, process.execPath, ...words], {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe']
  })
  let [printed, measured] = ['', '']
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const told = child.stdio[3] as Readable
  told.on('data', (chunk: Buffer) => (measured += chunk.toString()))
  await new Promise((done) => child.on('close', done))
  const [status, time = 0, processor = 0] = measured.split(' ').map(Number)
  if (status !== 0) throw new Error(printed)
  return { time: 1000 * time, processor: 1000 * processor }
}

/** The defaults that the runner fills in. */
function defaultsOf(suite: string, action: ActionProcess['name']): Values {
  const file = join(suite, action === 'verify' ? 'action.yml' : `actions/${action}/action.yml`)
  const { inputs } = parse(readFileSync(file, 'utf8')) as { inputs: Record<string, { default?: string }> }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: value = '' }]) => [
      name,
      value.includes('job.status') ? 'success' : value.includes('${{') ? '' : value
    ])
  )
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
