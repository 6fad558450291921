// SPDX-License-Identifier: Apache-2.0

export interface HttpGetRequest {
  readonly url: string
  /** Time for the whole exchange, in milliseconds. */
  readonly timeoutMs: number
  /** Bytes of the answer that are read. */
  readonly maxBytes: number
}

export interface HttpGetAnswer {
  readonly status: number
  readonly body: Uint8Array
}

/** Fetches what is public, through a proxy where there is one. Rejects when no answer came. */
export type HttpGet = (request: HttpGetRequest) => Promise<HttpGetAnswer>
