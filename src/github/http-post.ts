// SPDX-License-Identifier: Apache-2.0
import { HttpClient } from '@actions/http-client'
import type { HttpAnswer, HttpRequest } from '../sigstore/http-post.ts'

/** Sends a request with the client that the runner's own actions use, which knows proxies. */
export async function httpPost({ url, body, headers, timeoutMs, maxBytes }: HttpRequest): Promise<HttpAnswer> {
  const client = new HttpClient('in-toto-actions', [], {
    allowRedirects: false,
    keepAlive: false,
    socketTimeout: timeoutMs
  })
  const { message } = await client.post(url, body, { ...headers })
  const timer = setTimeout(() => message.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  try {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
    const found = Object.entries(message.headers).map(([name, value]) => [name, value?.toString()])
    return {
      status: message.statusCode ?? 0,
      headers: Object.fromEntries(found) as HttpAnswer['headers'],
      body: Buffer.concat(chunks).toString('utf8')
    }
  } finally {
    clearTimeout(timer)
    message.destroy()
  }
}
