// SPDX-License-Identifier: Apache-2.0
// Starts the bundle of an action as the runner does, for measures of whole processes.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Milliseconds that the process takes, and the outputs that it writes. Rejects with what it printed when it fails. */
export async function runAction(request: ActionProcess): Promise<{ readonly time: number; readonly outputs: Values }> {
  const { suite, name, inputs, variables, directory } = request
  const output = join(directory, 'output')
  writeFileSync(output, '')
  const time = await timeNode([join(suite, `dist/${name}.mjs`)], {
    ...variables,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: join(directory, 'summary'),
    ...Object.fromEntries(
      Object.entries({ ...defaultsOf(suite, name), ...inputs }).map(([input, value]) => [
        `INPUT_${input.toUpperCase()}`,
        value
      ])
    )
  })
  const lines = [...readFileSync(output, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n(.*)\n\2$/gm)]
  return { time, outputs: Object.fromEntries(lines.map(([, key = '', , value = '']) => [key, value] as const)) }
}

/** Milliseconds that a process of Node takes. */
export async function timeNode(words: readonly string[], variables: Values): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const status = await new Promise((done) => child.on('close', done))
  if (status !== 0) throw new Error(printed)
  return performance.now() - start
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

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
