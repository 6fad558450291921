// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/** The body of an answer, if it comes in time and is no larger than the bound. Rejects otherwise. */
export async function boundedBody(message: IncomingMessage, timeoutMs: number, maxBytes: number): Promise<Buffer> {
  const timer = setTimeout(() => message.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  try {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    clearTimeout(timer)
    message.destroy()
  }
}
