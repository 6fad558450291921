// SPDX-License-Identifier: Apache-2.0
// A program that fills a directory, within bounds of time and of bytes on the disk. Whatever it started ends with it.
import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface WatchedProgram {
  readonly program: string
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Where it works, and what may hold so many bytes. */
  readonly directory: string
  readonly bounds: ProgramBounds
}

export interface ProgramBounds {
  readonly bytes: number
  /** Milliseconds. */
  readonly ms: number
}

export type ProgramEnd =
  | { readonly ended: 'exited'; readonly status: number | undefined }
  | { readonly ended: 'late' }
  | { readonly ended: 'large' }

/** How often the bytes are counted: a disk that takes 2 GB a second is 100 MB further by then. */
const LOOK_EVERY_MS = 50
/** Characters that are kept of what it says; the reason stands at the end. */
const KEPT_CHARACTERS = 4096
/** Characters after which it is taken for one that never ends to talk. */
const MOST_CHARACTERS = 1024 * 1024
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What it printed last, and what it complained of last. */
export interface ProgramWords {
  readonly printed: string
  readonly said: string
}

/** Runs it to its end, or ends it. Rejects when it cannot be started. */
export async function watchedProgram(request: WatchedProgram): Promise<ProgramEnd & ProgramWords> {
  const { directory, bounds } = request
  // In a group of its own, so that the programs that it starts can be ended with it.
  const group = process.platform !== 'win32'
  const child = spawn(request.program, request.words, {
    cwd: directory,
    env: request.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group
  })
  let stopped: 'late' | 'large' | undefined
  let over: (status: number | undefined) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const end = new Promise<number | undefined>((resolve, refuse) => {
    over = resolve
    reject = refuse
  })
  const stop = (reason: 'late' | 'large'): void => {
    stopped ??= reason
    kill(child, group)
    // Where there are no groups, what it started may hold its pipes for as long as it likes.
    if (!group) over(undefined)
  }
  child.once('error', reject)
  // Undefined for a program that a signal ended.
  child.once('close', (status) => over(status ?? undefined))
  const look = setInterval(() => {
    if ((bytesIn(directory) ?? 0) > bounds.bytes) stop('large')
  }, LOOK_EVERY_MS)
  const timer = setTimeout(() => stop('late'), bounds.ms)
  const passedOn = (signal: NodeJS.Signals): void => {
    kill(child, group)
    for (const name of PASSED_ON) process.off(name, passedOn)
    process.kill(process.pid, signal)
  }
  for (const name of PASSED_ON) process.once(name, passedOn)
  try {
    const [printed, said] = [child.stdout, child.stderr].map((stream) => wordsOf(stream, () => stop('late')))
    const status = await end
    // What a kill left behind is no measure; what ended by itself may have grown since the last look.
    if (stopped === undefined && wholeBytesIn(directory) > bounds.bytes) stopped = 'large'
    const words = { printed: printed?.() ?? '', said: said?.() ?? '' }
    return { ...(stopped === undefined ? { ended: 'exited', status } : { ended: stopped }), ...words }
  } finally {
    clearInterval(look)
    clearTimeout(timer)
    for (const name of PASSED_ON) process.off(name, passedOn)
    kill(child, group)
  }
}

/** The end of what it says. Who says more than is ever read is stopped. */
function wordsOf(stream: Readable | null, tooMuch: () => void): () => string {
  let [text, heard] = ['', 0]
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk.length
    text = `${text}${chunk}`.slice(-KEPT_CHARACTERS)
    if (heard > MOST_CHARACTERS) tooMuch()
  })
  return () => text.trim()
}

/** Ends the program and all of its group. Nothing to do where it is over. */
function kill(child: ChildProcess, group: boolean): void {
  const { pid } = child
  if (pid === undefined) return
  try {
    if (group) process.kill(-pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch (error) {
    // Some systems say the second of a group that has ended and that nobody asked for yet.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** The same where nobody changes anything. */
function wholeBytesIn(directory: string): number {
  const bytes = bytesIn(directory)
  if (bytes === undefined) throw new Error('what it wrote cannot be counted')
  return bytes
}

/** Bytes of all files below; undefined where what was to be looked at went away meanwhile, as git's own files do. */
function bytesIn(directory: string): number | undefined {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true }).reduce(
      (bytes, { name, parentPath }) => bytes + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0
    )
  } catch {
    return undefined
  }
}
