// SPDX-License-Identifier: Apache-2.0
// A process that verifies lines of a batch. The language's machine ends a whole process when it runs out of memory, a
// thread of its own or not, so nothing but a process keeps a line from taking the others with it.
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { count } from '../../base/count.ts'
import { LIMITS } from '../../base/limits.ts'
import { codeAnswer, type BatchAnswer, type BatchCase } from './batch-case.ts'

/** Answers one line after the other. */
export interface CaseAnswerer {
  answer(wanted: BatchCase): Promise<BatchAnswer>
  close(): void
}

export interface CaseProcessSettings {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds for one line. */
  readonly timeMs?: number
  /** Bytes of memory that the language's machine may use for one line. */
  readonly heapBytes?: number
  /** The program; another one in tests. */
  readonly program?: string
}

/** Starts the process when there is something to answer, and again after it ended over a line. */
export class CaseProcess implements CaseAnswerer {
  readonly #settings: CaseProcessSettings
  #child: ChildProcess | undefined

  constructor(settings: CaseProcessSettings) {
    this.#settings = settings
  }

  /** VERIFY_TIME and VERIFY_MEMORY are answers like others. */
  async answer(wanted: BatchCase): Promise<BatchAnswer> {
    const child = (this.#child ??= this.#start())
    const { timeMs = LIMITS.batchCaseMs, heapBytes = LIMITS.batchHeapBytes } = this.#settings
    return new Promise((resolve) => {
      const settle = (answer: BatchAnswer, gone: boolean): void => {
        clearTimeout(timer)
        child.off('message', heard)
        child.off('exit', ended)
        child.off('error', ended)
        if (gone) this.#end(child)
        resolve(answer)
      }
      const heard = (answer: unknown): void => settle(answer as BatchAnswer, false)
      const ended = (): void => settle(outOfMemory(heapBytes), true)
      const timer = setTimeout(() => settle(outOfTime(timeMs), true), timeMs)
      child.once('message', heard)
      child.once('exit', ended)
      child.once('error', ended)
      child.send(wanted, (error) => {
        if (error !== null) ended()
      })
    })
  }

  close(): void {
    if (this.#child !== undefined) this.#end(this.#child)
  }

  #start(): ChildProcess {
    const { environment, heapBytes = LIMITS.batchHeapBytes, program = workerPath() } = this.#settings
    const child = fork(program, [], {
      env: environment,
      execArgv: [`--max-old-space-size=${megabytesOf(heapBytes)}`],
      // What the machine says when memory runs out is no answer of ours.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'json'
    })
    child.on('error', () => {})
    return child
  }

  #end(child: ChildProcess): void {
    this.#child = undefined
    child.kill('SIGKILL')
  }
}

const megabytesOf = (bytes: number): number => Math.ceil(bytes / 2 ** 20)

function outOfTime(timeMs: number): BatchAnswer {
  const message = `The line took longer than ${count(timeMs / 1000, 'second')}, and was given up.`
  const hint = 'Give each line more time with --batch-timeout; `verify` with the same arguments shows how far it comes.'
  return { ...codeAnswer('VERIFY_TIME'), lost: { message, hint } }
}

function outOfMemory(heapBytes: number): BatchAnswer {
  const message = `The process that verified the line ended without an answer: most likely its ${megabytesOf(heapBytes)} MiB of memory ran out.`
  const hint =
    'Verify it by itself, with more memory: `NODE_OPTIONS=--max-old-space-size=8192 in-toto-actions verify` and the arguments of the line.'
  return { ...codeAnswer('VERIFY_MEMORY'), lost: { message, hint } }
}

/** Beside the bundle, or beside this source. */
function workerPath(): string {
  const places = ['./batch-worker.mjs', '../batch-worker.mjs', './batch-worker.ts']
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path))
  if (found === undefined) throw new Error('There is no batch-worker.')
  return found
}
