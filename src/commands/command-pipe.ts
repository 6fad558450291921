// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** A real pipe: the command writes into one end, we read from the other. */
export interface CommandPipe {
  readonly readEnd: Readable
  /** The descriptor that the command inherits; whoever starts the command closes it then. */
  readonly writeEnd: number
}

/**
 * Two pipes, for standard output and standard error; undefined where named pipes cannot be made.
 *
 * Node's own `stdio: 'pipe'` gives the command a socket, and `/dev/stdout` and `/dev/stderr`, which many scripts write
 * to, cannot be opened when they are sockets.
 */
export function openCommandPipes(): readonly [CommandPipe, CommandPipe] | undefined {
  if (process.platform === 'win32') return undefined
  let directory: string | undefined
  try {
    directory = mkdtempSync(join(tmpdir(), 'in-toto-'))
    const [stdout, stderr] = [join(directory, 'stdout'), join(directory, 'stderr')]
    execFileSync('mkfifo', ['-m', '600', stdout, stderr], { stdio: 'ignore', env: { PATH: process.env['PATH'] } })
    const first = openPipe(stdout)
    try {
      return [first, openPipe(stderr)]
    } catch (error) {
      first.readEnd.destroy()
      closeSync(first.writeEnd)
      throw error
    }
  } catch {
    return undefined
  } finally {
    // Open pipes need no name.
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
  }
}

function openPipe(path: string): CommandPipe {
  // Without O_NONBLOCK the first end to be opened waits for the second.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const writeEnd = openSync(path, constants.O_WRONLY)
    return { writeEnd, readEnd: new Socket({ fd: reader, readable: true, writable: false }) }
  } catch (error) {
    closeSync(reader)
    throw error
  }
}
