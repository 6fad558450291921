// SPDX-License-Identifier: Apache-2.0
// What a command sees of the world around it. Tests hand in an object of their own.
import { resolve } from 'node:path'
import { Writable } from 'node:stream'

export interface Console {
  readonly stdout: Writable & { readonly isTTY?: boolean }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly directory: string
  /** Milliseconds since the epoch. */
  now(): number
  /** All of standard input. */
  readInput(): Promise<string>
}

/** The real one. */
export const PROCESS_CONSOLE: Console = {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  directory: process.cwd(),
  now: () => Date.now(),
  readInput: async () => {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8')
  }
}

/** The same without what is noted. Errors are not, since they are thrown. */
export function quieted(console: Console): Console {
  return { ...console, stderr: new Writable({ write: (_chunk, _encoding, done) => done() }) }
}

/** A path of the command line as a path of the file system. */
export function pathFrom({ directory }: Console, path: string): string {
  return resolve(directory, path)
}

/** One line on standard output. */
export function print({ stdout }: Console, text: string): void {
  stdout.write(`${text}\n`)
}

/** One line on standard error. */
export function note({ stderr }: Console, text: string): void {
  stderr.write(`${text}\n`)
}
