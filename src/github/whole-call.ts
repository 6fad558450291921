// SPDX-License-Identifier: Apache-2.0
// A call of a library that may never tell how it ended: where an answer breaks off, its promise stays pending, and a
// process that has nothing else to wait for ends without a word.

/** The call broke off, or took too long. */
export class UnfinishedCall extends Error {}

/**
 * What a call gives. Where the process would have nothing left to wait for, or after the limit, it is given up.
 *
 * @param limitMs after which it is given up, in milliseconds
 * @throws UnfinishedCall; what the call throws
 */
export async function wholeCall<Value>(call: () => Promise<Value>, limitMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  let nothingLeft = (): void => undefined
  const givenUp = new Promise<never>((_resolve, reject) => {
    nothingLeft = () => reject(new UnfinishedCall('the connection broke off in the middle of an answer'))
    process.once('beforeExit', nothingLeft)
    // It does not keep the process: the end of all else is how a broken connection shows.
    timer = setTimeout(() => reject(new UnfinishedCall(`it did not end in ${limitMs} ms`)), limitMs).unref()
  })
  try {
    return await Promise.race([call(), givenUp])
  } finally {
    clearTimeout(timer)
    process.off('beforeExit', nothingLeft)
  }
}
