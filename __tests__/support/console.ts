// SPDX-License-Identifier: Apache-2.0
import { Writable } from 'node:stream'
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
export async function cli(directory: string, words: readonly string[], world: World = {}): Promise<Ran> {
  const [stdout, stderr] = [collector(), collector()]
  const status = await runProgram(words, {
    stdout,
    stderr,
    environment: { PATH: process.env['PATH'], ...world.environment },
    directory,
    now: () => world.now ?? Date.now(),
    readInput: () => Promise.resolve(world.input ?? '')
  })
  const stdoutBytes = Buffer.concat(stdout.chunks)
  return {
    status,
    stdout: stdoutBytes.toString('utf8'),
    stderr: Buffer.concat(stderr.chunks).toString('utf8'),
    stdoutBytes
  }
}
