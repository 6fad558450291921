// SPDX-License-Identifier: Apache-2.0
import type { HttpAnswer, HttpPost } from './http-post.ts'

/** Where a service is, and how it is spoken to. */
export interface ServicePlace {
  readonly url: string
  readonly post: HttpPost
  /** Time for one request, in milliseconds. */
  readonly timeoutMs: number
}

/** Posts JSON to a path below the address of a service. Rejects as `post` does. */
export function postJson(
  { url, post, timeoutMs }: ServicePlace,
  path: string,
  { value, maxBytes }: { readonly value: unknown; readonly maxBytes: number }
): Promise<HttpAnswer> {
  return post({
    url: `${url.replace(/\/$/, '')}${path}`,
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    timeoutMs,
    maxBytes
  })
}
