// SPDX-License-Identifier: Apache-2.0
import { HttpClient } from '@actions/http-client'
import type { HttpGetAnswer, HttpGetRequest } from '../sigstore/http-get.ts'
import { boundedBody } from './bounded-body.ts'
import { isPassingStatus, RETRY_POLICY, RetryableFault, withRetries, type RetryPolicy } from './retry.ts'

/** Fetches with the client that the runner's own actions use, which knows proxies; what passes by itself is tried again. */
export function httpGet(request: HttpGetRequest, policy: RetryPolicy = RETRY_POLICY): Promise<HttpGetAnswer> {
  return withRetries(() => attempt(request), policy)
}

async function attempt({ url, timeoutMs, maxBytes }: HttpGetRequest): Promise<HttpGetAnswer> {
  const client = new HttpClient('in-toto-actions', [], {
    allowRedirects: false,
    keepAlive: false,
    socketTimeout: timeoutMs
  })
  try {
    const { message } = await client.get(url)
    const body = await boundedBody(message, timeoutMs, maxBytes)
    const status = message.statusCode ?? 0
    if (isPassingStatus(status)) throw new RetryableFault(`status ${status}`)
    return { status, body }
  } catch (error) {
    if (error instanceof RetryableFault) throw error
    throw new RetryableFault((error as Error).message, undefined, error)
  }
}
