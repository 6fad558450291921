// SPDX-License-Identifier: Apache-2.0
// A process that verifies lines of a batch. The language's machine ends a whole process when it runs out of memory, a
// thread of its own or not, so nothing but a process keeps a line from taking the others with it.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { count } from '../../base/count.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { BATCH_DESCRIPTOR, codeAnswer, type BatchAnswer, type BatchCase, type NumberedAnswer } from './batch-case.ts'

/** Answers one line after the other, in the order in which it is asked. */
export interface CaseAnswerer {
  /** May be asked while it is at another line: then it need not wait for the next one. */
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

/** A line that was asked for, and is not answered. */
interface Asked {
  /** No other line of this process or of an earlier one has it: whatever an answer says, it is that of its number. */
  readonly number: number
  readonly wanted: BatchCase
  readonly resolve: (answer: BatchAnswer) => void
}

interface Started {
  readonly child: ChildProcess
  /** Takes lines, and gives answers. */
  readonly channel: Duplex
}

/** Starts the process when there is something to answer, and again after it ended over a line. */
export class CaseProcess implements CaseAnswerer {
  readonly #settings: CaseProcessSettings
  #started: Started | undefined
  /** All are given to the process. The first is being verified; no other has been begun. */
  readonly #asked: Asked[] = []
  #numbers = 0
  #timer: NodeJS.Timeout | undefined

  constructor(settings: CaseProcessSettings) {
    this.#settings = settings
  }

  /** VERIFY_TIME and VERIFY_MEMORY are answers like others. */
  async answer(wanted: BatchCase): Promise<BatchAnswer> {
    return new Promise((resolve) => {
      this.#numbers += 1
      this.#give({ number: this.#numbers, wanted, resolve })
    })
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#started?.child.kill('SIGKILL')
    this.#started = undefined
  }

  /** A line that no process can be started for is answered at once, and is nobody's turn. */
  #give(asked: Asked): void {
    try {
      this.#started ??= this.#start()
    } catch (error) {
      return asked.resolve(notStarted(error))
    }
    this.#started.channel.write(`${JSON.stringify({ number: asked.number, ...asked.wanted })}\n`)
    this.#asked.push(asked)
    if (this.#asked.length === 1) this.#watch()
  }

  /** Gives the first line its time. */
  #watch(): void {
    const [first] = this.#asked
    if (first === undefined) return
    const { timeMs = LIMITS.batchCaseMs } = this.#settings
    const over = (): void => {
      if (this.#asked[0] === first) this.#lose(outOfTime(timeMs))
    }
    // An answer that came meanwhile is read before: the process may be at the next line.
    this.#timer = setTimeout(() => setImmediate(over), timeMs)
  }

  /** The process gave an answer, which counts for the first line alone. */
  #answered({ number, ...answer }: NumberedAnswer): void {
    if (this.#asked[0]?.number !== number) return
    clearTimeout(this.#timer)
    this.#asked.shift()?.resolve(answer)
    this.#watch()
  }

  /** The process and its first line are lost; the others, which were not begun, are for another process. */
  #lose(answer: BatchAnswer): void {
    this.close()
    const [first, ...others] = this.#asked.splice(0)
    first?.resolve(answer)
    for (const other of others) this.#give(other)
  }

  #start(): Started {
    const { environment, heapBytes = LIMITS.batchHeapBytes, program = workerPath() } = this.#settings
    const child = spawn(process.execPath, [`--max-old-space-size=${megabytesOf(heapBytes)}`, program], {
      env: environment,
      // What the machine says when memory runs out is no answer of ours.
      stdio: ['ignore', 'ignore', 'ignore', 'pipe']
    })
    let fault: Error | undefined
    const ended = (): void => {
      if (this.#started?.child !== child) return
      this.#lose(fault === undefined ? outOfMemory(heapBytes) : notStarted(fault))
    }
    // What it answered before it ended is read first.
    child
      .on('exit', () => setImmediate(ended))
      .on('error', (error) => {
        fault = error
        ended()
      })
    const channel = child.stdio?.[BATCH_DESCRIPTOR] as Duplex | undefined
    // Node tells that later, and of no other fault there is none.
    if (channel === undefined) throw new Error('too many files are open')
    let text = ''
    channel.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop() as string
      if (this.#started?.child === child) for (const line of lines) this.#answered(JSON.parse(line) as NumberedAnswer)
    })
    // Its end says what an error says.
    channel.on('error', () => {})
    return { child, channel }
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

function notStarted(error: unknown): BatchAnswer {
  const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
  const message = `The process that verifies the line could not be started: ${escapeUntrusted(reason)}.`
  const hint =
    'Let there be more memory, more processes and more open files (`ulimit -a` shows how many), and verify the line again.'
  return { ...codeAnswer('VERIFY_MEMORY'), lost: { message, hint } }
}

/** Beside the bundle, or beside this source. */
function workerPath(): string {
  const places = ['./batch-worker.mjs', '../batch-worker.mjs', './batch-worker.ts']
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path))
  if (found === undefined) throw new Error('There is no batch-worker.')
  return found
}
