// SPDX-License-Identifier: Apache-2.0
// Runs the command of a step as it would run without us: same streams, same signals, same exit status.
import { spawn, type ChildProcess, type IOType } from 'node:child_process'
import { closeSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { isatty } from 'node:tty'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { openCommandPipes, type CommandPipe } from './command-pipe.ts'
import { KeptStream } from './kept-stream.ts'
import { notStarted } from './not-started.ts'

export interface CommandRequest {
  readonly command: readonly [string, ...string[]]
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Names of variables that hold secrets of ours, in upper case; they are not passed on. */
  readonly withheld: readonly string[]
  /** `record` also keeps what the command prints. */
  readonly streams: 'pass' | 'record' | 'discard'
  /** When it is over, the command and, away from a terminal, whatever it started are ended. */
  readonly timeoutMs?: number | undefined
  /** Ends whatever the command leaves running in its group; only together with a time-out. */
  readonly leaveNothing?: boolean
  /** Where the command's output goes; the process's own streams by default. */
  readonly stdout?: Writable
  readonly stderr?: Writable
}

/** How a command ended. One that we were told to stop counts as killed, whatever it then answers. */
export type CommandResult =
  | { readonly ended: 'exited'; readonly status: number; readonly stdout: string; readonly stderr: string }
  | { readonly ended: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly ended: 'timed-out' }

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const GRACE_MS = 5000
/** How long streams may stay silent after the command's end before they are taken for a left-over daemon's. */
const SILENCE_MS = 500
/** Timers of more milliseconds fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Runs a command without a shell and waits for its end. Secrets of ours are not passed on to it.
 *
 * @throws COMMAND_NOT_STARTED
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const piped = request.streams === 'record' || request.stdout !== undefined || request.stderr !== undefined
  // Opening process.stdin would make the stream that the command inherits non-blocking, so only its descriptor is asked.
  const terminal = isatty(0)
  // In a group of its own a command cannot read from the terminal, so on a terminal it stays in ours, if it may read.
  const reads = terminal && request.streams !== 'discard'
  const ownGroup = request.timeoutMs !== undefined && !reads && process.platform !== 'win32'
  const ends: Ends = { interrupted: undefined, timedOut: false }
  const forward = (signal: NodeJS.Signals): void => {
    ends.interrupted ??= signal
    // Ctrl-C reaches the whole group of a terminal; many programs take a second one for "at once".
    if (signal !== 'SIGINT' || !terminal || ownGroup) send(signal)
  }
  // Before the command starts: it may write at once, and whoever reads that may send a signal at once.
  for (const signal of FORWARDED) process.on(signal, forward)
  let started: ReturnType<typeof start>
  try {
    started = start(request, piped && request.streams !== 'discard', ownGroup)
  } catch (error) {
    stopForwarding(forward)
    throw error
  }
  const { child, sources } = started
  const send = (signal: NodeJS.Signals): void => kill(child, signal, ownGroup)
  const timers: NodeJS.Timeout[] = []
  if (request.timeoutMs !== undefined) {
    const timeOut = (): void => {
      ends.timedOut = true
      send('SIGTERM')
      timers.push(setTimeout(send, GRACE_MS, 'SIGKILL'))
    }
    timers.push(setTimeout(timeOut, Math.min(request.timeoutMs, LONGEST_TIMER_MS)))
  }
  const stdout = new PassedStream(sources[0], request.stdout ?? process.stdout)
  const stderr = new PassedStream(sources[1], request.stderr ?? process.stderr)
  try {
    const { status, signal } = await endOf(child, request, [stdout, stderr], ends)
    if (ends.timedOut) {
      // The command is gone; what it started and left behind is not to outlive the time-out.
      if (ownGroup) send('SIGKILL')
      return { ended: 'timed-out' }
    }
    const killedBy = signal ?? ends.interrupted
    if (killedBy !== undefined && killedBy !== null) return { ended: 'killed', signal: killedBy }
    return { ended: 'exited', status: status ?? 0, stdout: stdout.kept.text(), stderr: stderr.kept.text() }
  } finally {
    timers.forEach(clearTimeout)
    if (request.leaveNothing === true && ownGroup) send('SIGKILL')
    stdout.close()
    stderr.close()
    stopForwarding(forward)
  }
}

function stopForwarding(forward: (signal: NodeJS.Signals) => void): void {
  for (const signal of FORWARDED) process.off(signal, forward)
}

/** The by-products of a link, as the reference names them. */
export function byproductsOf(result: Extract<CommandResult, { ended: 'exited' }>): JsonObject {
  return jsonObject({ 'return-value': result.status, stdout: result.stdout, stderr: result.stderr })
}

/** The exit status by which a shell would report the result. */
export function exitStatusOf(result: CommandResult): number {
  switch (result.ended) {
    case 'exited':
      return result.status
    case 'killed':
      return 128 + constants.signals[result.signal]
    case 'timed-out':
      return 124
  }
}

/** What we did to a command. */
interface Ends {
  interrupted: NodeJS.Signals | undefined
  timedOut: boolean
}

interface Started {
  readonly child: ChildProcess
  /** Standard output and standard error of the command, where they pass through us. */
  readonly sources: readonly [Readable | null, Readable | null]
}

function start({ command, streams, ...request }: CommandRequest, piped: boolean, detached: boolean): Started {
  const [program, ...words] = command
  const pipes = piped ? openCommandPipes() : undefined
  const others: IOType = streams === 'discard' ? 'ignore' : piped ? 'pipe' : 'inherit'
  const input: IOType = streams === 'discard' ? 'ignore' : 'inherit'
  try {
    const child: ChildProcess = spawn(program, words, {
      cwd: request.directory,
      env: passedOn(request),
      stdio: [input, ...(pipes?.map(writeEndOf) ?? [others, others])],
      detached
    })
    return { child, sources: [pipes?.[0].readEnd ?? child.stdout, pipes?.[1].readEnd ?? child.stderr] }
  } catch (error) {
    // Some faults, such as too long a list of words, are thrown in place of being emitted.
    pipes?.forEach(({ readEnd }) => readEnd.destroy())
    throw notStarted(program, error as NodeJS.ErrnoException, request.directory)
  } finally {
    // As long as we hold this end, the other one never ends.
    pipes?.map(writeEndOf).forEach((descriptor) => closeSync(descriptor))
  }
}

const writeEndOf = ({ writeEnd }: CommandPipe): number => writeEnd

async function endOf(
  child: ChildProcess,
  { command: [program], directory }: Pick<CommandRequest, 'command' | 'directory'>,
  streams: readonly PassedStream[],
  ends: Readonly<Ends>
): Promise<{ status: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(notStarted(program, error, directory)))
    // What the command left running may hold its streams open for ever. The command itself has ended: what it wrote is
    // read to the end, and the silence after that is not waited out.
    child.once('exit', (status, signal) => {
      const exited = Date.now()
      let waiting: NodeJS.Timeout | undefined
      const settle = (): void => {
        clearTimeout(waiting)
        if (ends.timedOut || streams.every((stream) => stream.silent(exited))) resolve({ status, signal })
        else waiting = setTimeout(settle, SILENCE_MS / 5)
      }
      for (const stream of streams) stream.onceClosed(settle)
      settle()
    })
  })
}

/** A stream of the command on its way to ours, and what is kept of it. */
class PassedStream {
  readonly kept = new KeptStream()
  readonly #source: Readable | null
  readonly #destination: Writable
  #heard = 0

  constructor(source: Readable | null, destination: Writable) {
    this.#source = source
    this.#destination = destination
    if (source === null) return
    source.on('data', (chunk: Buffer) => {
      this.#heard = Date.now()
      this.kept.add(chunk)
    })
    // When nobody reads our output any more, the command learns it as it would have learnt it from the reader.
    destination.once('error', this.#hangUp)
    source.pipe(destination, { end: false })
  }

  /** True when all has been read, or nothing came for a while although we were ready to read. */
  silent(since: number): boolean {
    if (this.#source === null || this.#source.destroyed || this.#source.readableEnded) return true
    if (this.#destination.writableNeedDrain) return false
    return Date.now() - Math.max(this.#heard, since) >= SILENCE_MS
  }

  onceClosed(then: () => void): void {
    this.#source?.once('close', then)
  }

  close(): void {
    this.#destination.off('error', this.#hangUp)
    this.#source?.unpipe(this.#destination).destroy()
  }

  readonly #hangUp = (): void => void this.#source?.destroy()
}

/** Names of variables have no letter case on Windows. */
function passedOn({
  environment,
  withheld
}: Pick<CommandRequest, 'environment' | 'withheld'>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.includes(name.toUpperCase())))
}

function kill(child: ChildProcess, signal: NodeJS.Signals, ownGroup: boolean): void {
  if (!ownGroup || child.pid === undefined) {
    child.kill(signal)
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is empty: everything has ended already.
  }
}
