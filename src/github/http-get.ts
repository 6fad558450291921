// SPDX-License-Identifier: Apache-2.0
import type { HttpGetAnswer, HttpGetRequest } from '../sigstore/http-get.ts'
import { boundedExchange } from './bounded-exchange.ts'
import { isPassingStatus } from '../base/retry.ts'
import { RETRY_POLICY, RetryableFault, withRetries, type RetryPolicy } from './retry.ts'

/** Fetches through a proxy where there is one; what passes by itself is tried again. */
export function httpGet(request: HttpGetRequest, policy: RetryPolicy = RETRY_POLICY): Promise<HttpGetAnswer> {
  return withRetries(() => attempt(request), policy)
}

async function attempt({ url, ...bounds }: HttpGetRequest): Promise<HttpGetAnswer> {
  const { message, body } = await boundedExchange((client) => client.get(url), bounds).catch((cause: unknown) => {
    throw new RetryableFault(cause instanceof Error ? cause.message : 'no answer', undefined, cause)
  })
  const status = message.statusCode ?? 0
  if (isPassingStatus(status)) throw new RetryableFault(`status ${status}`)
  return { status, body }
}
