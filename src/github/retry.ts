// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises'

/** How often and how soon something is tried again. Times in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number
  /** The wait before the second attempt; each later one is three times as long. */
  readonly firstWaitMs: number
  readonly longestWaitMs: number
}

export const RETRY_POLICY: RetryPolicy = { attempts: 4, firstWaitMs: 1000, longestWaitMs: 30_000 }

/** A fault that may pass by itself. */
export class RetryableFault extends Error {
  /** What the service asked for, in milliseconds. */
  readonly waitMs: number | undefined

  constructor(message: string, waitMs?: number, cause?: unknown) {
    super(message, { cause })
    this.waitMs = waitMs
  }
}

/** Tries until it works, until something else than a `RetryableFault` is thrown, or until the attempts are used up. */
export async function withRetries<Value>(attempt: () => Promise<Value>, policy: RetryPolicy): Promise<Value> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof RetryableFault) || tried >= policy.attempts) throw error
      const wait = error.waitMs ?? policy.firstWaitMs * 3 ** (tried - 1) * (0.75 + Math.random() / 2)
      await setTimeout(Math.min(wait, policy.longestWaitMs))
    }
  }
}

/** Statuses that may pass by themselves. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}

/** The wait that the header Retry-After asks for, in milliseconds, when it is a number of seconds. */
export function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,4}$/.test(header) ? Number(header) * 1000 : undefined
}
