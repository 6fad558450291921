// SPDX-License-Identifier: Apache-2.0
// Runs a program to its end or to a bound, without blocking: servers of this process go on answering.
import { spawn, type ChildProcess } from 'node:child_process'

export interface ProgramOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** When it and all that it started are ended. */
  readonly limitMs?: number
  /** How many of the last bytes that it prints are kept. */
  readonly keepBytes?: number
  /** Told of every piece that it prints, as it comes. */
  readonly onOutput?: (piece: string) => void
}

export interface RanProgram {
  /** Null when a signal ended it. */
  readonly status: number | null
  readonly stdout: string
  /** Both streams, in the order in which they came. */
  readonly text: string
  readonly isLate: boolean
}

const LIMIT_MS = 120_000

/** @throws Error when the program cannot be started */
export async function runProgram(
  program: string,
  words: readonly string[],
  { cwd, env = process.env, limitMs = LIMIT_MS, keepBytes = Infinity, onOutput }: ProgramOptions = {}
): Promise<RanProgram> {
  const isGroup = process.platform !== 'win32'
  // A group of its own, so that what it started ends with it.
  const child = spawn(program, words, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: isGroup })
  const stop = (): void => endGroup(child, isGroup)
  process.once('exit', stop)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    stop()
  }, limitMs)
  const stdout = keepLast(keepBytes)
  const both = keepLast(keepBytes)
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.add(chunk)
    both.add(chunk)
    onOutput?.(chunk.toString('utf8'))
  })
  child.stderr.on('data', (chunk: Buffer) => both.add(chunk))
  try {
    const status = await new Promise<number | null>((done, failed) => child.on('close', done).on('error', failed))
    return { status, stdout: stdout.text(), text: both.text(), isLate }
  } finally {
    clearTimeout(timer)
    process.removeListener('exit', stop)
  }
}

function endGroup({ pid }: ChildProcess, isGroup: boolean): void {
  if (pid === undefined) return
  try {
    process.kill(isGroup ? -pid : pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

function keepLast(bytes: number): { add(chunk: Buffer): void; text(): string } {
  const chunks: Buffer[] = []
  let size = 0
  return {
    add(chunk) {
      chunks.push(chunk)
      size += chunk.length
      while (size - (chunks[0]?.length ?? 0) >= bytes) size -= chunks.shift()?.length ?? 0
    },
    text: () => Buffer.concat(chunks).toString('utf8')
  }
}
