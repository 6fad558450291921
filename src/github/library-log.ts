// SPDX-License-Identifier: Apache-2.0
// The library for workflow artifacts prints lines of its own, and where it tries again it prints what the service
// answered, line breaks and all: a line of that could be a workflow command.
//
// Stopping commands for that time (`::stop-commands::`) would also stop the library's `::add-mask::` of the signed
// address of an upload, and so print its signature. Therefore its lines are made harmless instead, one by one.
import { StringDecoder } from 'node:string_decoder'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { logLine } from './log-line.ts'

type Write = (chunk: string | Uint8Array, ...more: unknown[]) => boolean

/** What is printed to. */
export interface LogStream {
  write: unknown
}

/** Commands, whole and alone in one piece, as the library and our own log write them. They change nothing but the log. */
const COMMAND = /^::(?:add-mask|debug|notice|warning|error|group|endgroup)(?: [^\r\n]*)?::[^\r\n]*\r?\n$/
const LONGEST_LINE = 4000

interface Guard {
  readonly write: Write
  /** A line that has not ended yet: with what comes next it could become a command. */
  rest: string
  /** Bytes may end within a character. */
  readonly decoder: StringDecoder
}

const guards = new Map<LogStream, Guard>()

/**
 * Runs a call of the library. From then on nothing that is printed starts a command but those above, also when the call
 * is over: what it left running prints later.
 */
export async function withHarmlessLog<Value>(
  call: () => Promise<Value>,
  stream: LogStream = process.stdout
): Promise<Value> {
  guard(stream)
  try {
    return await call()
  } finally {
    endLine(stream)
  }
}

function guard(stream: LogStream): void {
  if (guards.has(stream)) return
  const now: Guard = { write: stream.write as Write, rest: '', decoder: new StringDecoder('utf8') }
  guards.set(stream, now)
  stream.write = ((chunk, ...more) => now.write.call(stream, endedLines(now, chunk), ...more)) satisfies Write
  process.once('exit', () => endLine(stream))
}

/** Prints what has no end yet, with an end. */
function endLine(stream: LogStream): void {
  const now = guards.get(stream)
  if (now === undefined || now.rest === '') return
  now.write.call(stream, `${harmless(now.rest)}\n`)
  now.rest = ''
}

/** What has ended with this piece; the rest waits. */
function endedLines(guard: Guard, chunk: string | Uint8Array): string {
  const text = typeof chunk === 'string' ? chunk : guard.decoder.write(Buffer.from(chunk))
  if (guard.rest === '' && COMMAND.test(text)) return text
  const whole = guard.rest + text
  const end = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1
  guard.rest = whole.slice(end)
  return harmless(whole.slice(0, end))
}

function harmless(text: string): string {
  return text
    .split(/(\r\n|\r|\n)/)
    .map((part, index) => (index % 2 === 0 ? logLine(escapeUntrusted(part, LONGEST_LINE)) : '\n'))
    .join('')
}
