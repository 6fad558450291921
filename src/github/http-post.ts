// SPDX-License-Identifier: Apache-2.0
import type { HttpAnswer, HttpRequest } from '../sigstore/http-post.ts'
import { boundedExchange } from './bounded-exchange.ts'

/** Sends a request, through a proxy where there is one. */
export async function httpPost({ url, body, headers, ...bounds }: HttpRequest): Promise<HttpAnswer> {
  const answer = await boundedExchange((client) => client.post(url, body, { ...headers }), bounds)
  const found = Object.entries(answer.message.headers).map(([name, value]) => [name, value?.toString()])
  return {
    status: answer.message.statusCode ?? 0,
    headers: Object.fromEntries(found) as HttpAnswer['headers'],
    body: answer.body.toString('utf8')
  }
}
