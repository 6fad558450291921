// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises'
import { retry, type Sleep } from '../base/retry.ts'

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
export function withRetries<Value>(
  attempt: () => Promise<Value>,
  { attempts, firstWaitMs, longestWaitMs }: RetryPolicy,
  sleep: Sleep = setTimeout
): Promise<Value> {
  const waitAfter = (fault: unknown, tried: number): number | undefined => {
    if (!(fault instanceof RetryableFault)) return undefined
    const wait = fault.waitMs ?? firstWaitMs * 3 ** (tried - 1) * (0.75 + Math.random() / 2)
    return Math.min(wait, longestWaitMs)
  }
  return retry(attempt, { attempts, waitAfter, sleep })
}

/** The wait that the header Retry-After asks for, in milliseconds, when it is a number of seconds. */
export function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,4}$/.test(header) ? Number(header) * 1000 : undefined
}
