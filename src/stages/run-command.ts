// SPDX-License-Identifier: Apache-2.0
// Runs the command of a step as it would run without us: same streams, same signals, same exit status.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Writable } from 'node:stream'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { PASSPHRASE_VARIABLE } from '../signing/key-signer.ts'

export interface CommandRequest {
  readonly command: readonly [string, ...string[]]
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `record` also keeps what the command prints. */
  readonly streams: 'pass' | 'record' | 'discard'
  readonly timeoutMs?: number | undefined
  /** Where the command's output goes; the process's own streams by default. */
  readonly stdout?: Writable
  readonly stderr?: Writable
}

/** How a command ended. */
export type CommandResult =
  | { readonly ended: 'exited'; readonly status: number; readonly stdout: string; readonly stderr: string }
  | { readonly ended: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly ended: 'timed-out' }

/** Characters kept of each stream. */
const MOST_RECORDED = 16 * 1024 * 1024
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const GRACE_MS = 5000

/**
 * Runs a command without a shell and waits for its end. The passphrase of our key is not passed on to it.
 *
 * @throws COMMAND_NOT_STARTED
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const [program, ...words] = request.command
  const { [PASSPHRASE_VARIABLE]: _passphrase, ...environment } = request.environment
  const piped = request.streams === 'record' || request.stdout !== undefined || request.stderr !== undefined
  const output = request.streams === 'discard' ? 'ignore' : piped ? 'pipe' : 'inherit'
  const child = spawn(program, words, {
    cwd: request.directory,
    env: environment,
    stdio: [request.streams === 'discard' ? 'ignore' : 'inherit', output, output]
  })
  const stdout = new KeptStream()
  const stderr = new KeptStream()
  child.stdout?.on('data', stdout.keep).pipe(request.stdout ?? process.stdout, { end: false })
  child.stderr?.on('data', stderr.keep).pipe(request.stderr ?? process.stderr, { end: false })
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const signal of FORWARDED) process.on(signal, forward)
  let timedOut = false
  let hardKill: NodeJS.Timeout | undefined
  const timer =
    request.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true
          child.kill('SIGTERM')
          hardKill = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
        }, request.timeoutMs)
  try {
    return await new Promise<CommandResult>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => reject(notStarted(program, error)))
      // A grandchild may hold the streams open for ever; after a time-out only the child's own end counts.
      child.once('exit', () => timedOut && resolve({ ended: 'timed-out' }))
      child.once('close', (status, signal) => {
        if (timedOut) resolve({ ended: 'timed-out' })
        else if (signal !== null) resolve({ ended: 'killed', signal })
        else resolve({ ended: 'exited', status: status ?? 0, stdout: stdout.text(), stderr: stderr.text() })
      })
    })
  } finally {
    clearTimeout(timer)
    clearTimeout(hardKill)
    child.stdout?.destroy()
    child.stderr?.destroy()
    for (const signal of FORWARDED) process.off(signal, forward)
  }
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

class KeptStream {
  readonly #chunks: Buffer[] = []
  #length = 0

  readonly keep = (chunk: Buffer): void => {
    if (this.#length >= MOST_RECORDED) return
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  /** UTF-8, with the replacement character for bytes that are none. */
  text(): string {
    const text = Buffer.concat(this.#chunks).toString('utf8')
    return text.length > MOST_RECORDED ? `${text.slice(0, MOST_RECORDED)}\n[cut]\n`.toWellFormed() : text
  }
}

function notStarted(program: string, cause: NodeJS.ErrnoException): InTotoError {
  return new InTotoError(
    'COMMAND_NOT_STARTED',
    `The command ${quoteUntrusted(program)} could not be started: ${cause.code ?? 'unknown'}.`,
    {
      cause,
      hint: 'Check its spelling, the PATH, and that it may be executed. It is not run by a shell: for pipes write `sh -c "…"`.'
    }
  )
}
