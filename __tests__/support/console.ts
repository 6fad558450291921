// SPDX-License-Identifier: Apache-2.0
import { Writable } from 'node:stream'
import type { Console } from '../../src/cli/console.ts'
import { runProgram } from '../../src/cli/program.ts'

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  readonly stdoutBytes: Buffer
}

export interface World {
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  readonly now?: number
  /** Changes of what a command sees of the world. */
  readonly console?: Partial<Console>
}

function collector(): Writable & { readonly chunks: Buffer[] } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(Buffer.from(chunk as string))
      done()
    }
  })
  return Object.assign(stream, { chunks })
}

/** Runs a command line in a directory, in this process. */
export function cli(directory: string, words: readonly string[], world: World = {}): Promise<Ran> {
  return inConsole(directory, world, (console) => runProgram(words, console))
}

/** What is printed on a console in a directory. */
export async function inConsole(
  directory: string,
  world: World,
  act: (console: Console) => Promise<number>
): Promise<Ran> {
  const [stdout, stderr] = [collector(), collector()]
  const status = await act({
    stdout,
    stderr,
    environment: { PATH: process.env['PATH'], ...world.environment },
    directory,
    now: () => world.now ?? Date.now(),
    readInput: () => Promise.resolve(world.input ?? ''),
    ...world.console
  })
  const stdoutBytes = Buffer.concat(stdout.chunks)
  return {
    status,
    stdout: stdoutBytes.toString('utf8'),
    stderr: Buffer.concat(stderr.chunks).toString('utf8'),
    stdoutBytes
  }
}
