// SPDX-License-Identifier: Apache-2.0
import { HttpClient } from '@actions/http-client'
import type { HttpAnswer, HttpRequest } from '../sigstore/http-post.ts'
import { boundedBody } from './bounded-body.ts'

/** Sends a request with the client that the runner's own actions use, which knows proxies. */
export async function httpPost({ url, body, headers, timeoutMs, maxBytes }: HttpRequest): Promise<HttpAnswer> {
  const client = new HttpClient('in-toto-actions', [], {
    allowRedirects: false,
    keepAlive: false,
    socketTimeout: timeoutMs
  })
  const { message } = await client.post(url, body, { ...headers })
  const answer = await boundedBody(message, timeoutMs, maxBytes)
  const found = Object.entries(message.headers).map(([name, value]) => [name, value?.toString()])
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(found) as HttpAnswer['headers'],
    body: answer.toString('utf8')
  }
}
