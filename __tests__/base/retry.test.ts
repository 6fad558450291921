// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { isPassingStatus, retry } from '../../src/base/retry.ts'
import { RetryableFault, retryAfterMs, withRetries } from '../../src/github/retry.ts'

/** Runs what fails with these in turn, and then works; tells how it ended and what was done meanwhile. */
async function ended(
  faults: readonly unknown[],
  run: (attempt: () => Promise<string>, sleep: (ms: number) => Promise<void>) => Promise<string>
): Promise<{ readonly end: unknown; readonly tried: number; readonly waits: readonly number[] }> {
  const waits: number[] = []
  let tried = 0
  const attempt = (): Promise<string> => {
    tried += 1
    return tried > faults.length ? Promise.resolve('done') : Promise.reject(faults[tried - 1])
  }
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms)
    return Promise.resolve()
  }
  const end = await run(attempt, sleep).catch((fault: unknown) => fault)
  return { end, tried, waits }
}

describe('trying again', () => {
  const [passing, lasting] = [new Error('passing'), new Error('lasting')]
  const tryAgain = (faults: readonly unknown[], attempts: number): ReturnType<typeof ended> =>
    ended(faults, (attempt, sleep) =>
      retry(attempt, { attempts, sleep, waitAfter: (fault, tried) => (fault === passing ? tried * 10 : undefined) })
    )
  test('is not done where it works', async () =>
    expect(await tryAgain([], 3)).toEqual({ end: 'done', tried: 1, waits: [] }))
  test('ends when it works', async () =>
    expect(await tryAgain([passing, passing], 3)).toEqual({ end: 'done', tried: 3, waits: [10, 20] }))
  test('ends with the last fault, and does not wait after it', async () =>
    expect(await tryAgain([passing, passing, passing], 3)).toEqual({ end: passing, tried: 3, waits: [10, 20] }))
  test('is not done for a fault that stays', async () =>
    expect(await tryAgain([passing, lasting], 3)).toEqual({ end: lasting, tried: 2, waits: [10] }))
  test('may be forbidden', async () =>
    expect(await tryAgain([passing], 1)).toEqual({ end: passing, tried: 1, waits: [] }))
})

describe('asking a service again', () => {
  const POLICY = { attempts: 4, firstWaitMs: 1000, longestWaitMs: 5000 }
  const ask = (...faults: readonly unknown[]): ReturnType<typeof ended> =>
    ended(faults, (attempt, sleep) => withRetries(attempt, POLICY, sleep))
  test('waits three times as long each time, give or take a quarter, up to the longest', async () => {
    const fault = new RetryableFault('x')
    const { end, tried, waits } = await ask(fault, fault, fault, fault)
    expect([end, tried, waits.length]).toEqual([fault, 4, 3])
    const [first = 0, second = 0, third = 0] = waits
    expect(first).toBeGreaterThanOrEqual(750)
    expect(first).toBeLessThanOrEqual(1250)
    expect(second).toBeGreaterThanOrEqual(2250)
    expect(second).toBeLessThanOrEqual(3750)
    expect(third).toBe(5000)
  })
  test('waits as long as the service says, up to the longest', async () =>
    expect(await ask(new RetryableFault('x', 7), new RetryableFault('x', 60_000))).toEqual({
      end: 'done',
      tried: 3,
      waits: [7, 5000]
    }))
  test('is not done for other errors', async () => {
    const error = new Error('x')
    expect(await ask(error)).toEqual({ end: error, tried: 1, waits: [] })
  })
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['12345', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
    [undefined, undefined]
  ])('reads Retry-After %j as %j', (header, wait) => expect(retryAfterMs(header)).toBe(wait))
})

test.each<[number, boolean]>([
  [200, false],
  [400, false],
  [403, false],
  [404, false],
  [408, true],
  [429, true],
  [499, false],
  [500, true],
  [503, true]
])('status %d may pass: %s', (status, passes) => expect(isPassingStatus(status)).toBe(passes))
