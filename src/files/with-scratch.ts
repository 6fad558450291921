// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeDirectory } from './make-directory.ts'

/** A name that nothing has yet, for what lies in a directory that others use, too. */
export function newScratchName(parent: string): string {
  return join(parent, `in-toto-${randomUUID()}`)
}

/** Works with a new directory, which is gone afterwards. */
export async function withScratch<Value>(parent: string, work: (directory: string) => Promise<Value>): Promise<Value> {
  const directory = newScratchName(parent)
  makeDirectory(directory)
  try {
    return await work(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
