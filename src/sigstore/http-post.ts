// SPDX-License-Identifier: Apache-2.0

export interface HttpRequest {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Time for the whole exchange, in milliseconds. */
  readonly timeoutMs: number
  /** Bytes of the answer that are read. */
  readonly maxBytes: number
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** Sends one request, through a proxy where there is one. Rejects when no answer came. */
export type HttpPost = (request: HttpRequest) => Promise<HttpAnswer>
