// SPDX-License-Identifier: Apache-2.0
// The one loop that tries something again. Who calls it says which faults may pass by themselves, and how to wait.

/** Waits so many milliseconds. */
export type Sleep = (ms: number) => Promise<unknown>

export interface Retrying {
  /** How often it is tried at most, the first time included. */
  readonly attempts: number
  /**
   * How long to wait after a fault, in milliseconds; undefined for one that stays.
   *
   * @param tried how often it was tried so far
   */
  readonly waitAfter: (fault: unknown, tried: number) => number | undefined
  readonly sleep: Sleep
}

/** Tries until it works, until a fault comes that stays, or until the attempts are used up. @throws the last fault */
export async function retry<Value>(
  attempt: () => Promise<Value>,
  { attempts, waitAfter, sleep }: Retrying
): Promise<Value> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (fault) {
      const wait = tried < attempts ? waitAfter(fault, tried) : undefined
      if (wait === undefined) throw fault
      await sleep(wait)
    }
  }
}

/** Statuses of HTTP that may pass by themselves. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}
