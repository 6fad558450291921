// SPDX-License-Identifier: Apache-2.0
// A batch by itself is read with two flags of `verify`; it must be called, and refused, as with all of them.
import { expect, test } from '@jest/globals'
import { parseArguments, type CommandSpec } from '../../src/cli/arguments.ts'
import { areOfBatch } from '../../src/cli/batch/batch-flags.ts'
import { verifyOfBatch } from '../../src/cli/commands/verify-batch.ts'
import { verify } from '../../src/cli/commands/verify.ts'

/** What comes of words: values, or what is wrong with them. */
function read(spec: CommandSpec, words: readonly string[]): unknown {
  try {
    const parsed = parseArguments(spec, words)
    return [parsed.one('batch'), parsed.one('batch-timeout'), parsed.has('help')]
  } catch (error) {
    return (error as Error).message
  }
}

test.each([
  ['--batch', 'chains'],
  ['--batch', '-'],
  ['--batch', ''],
  ['--batch', 'chains', '--batch-timeout', '5'],
  ['--batch', 'chains', '--batch-timeout', ''],
  ['--batch', 'chains', '--batch-timeout', '-']
])('%j %j %j %j is a batch by itself', (...words) => {
  expect(areOfBatch(words)).toBe(true)
  expect(read(verifyOfBatch.spec, words)).toEqual(read(verify.spec, words))
})

test.each([
  [],
  ['--batch'],
  ['--batch=chains'],
  ['--batch', '--help'],
  ['--batch', '-h'],
  ['--batch', 'chains', '--help'],
  ['--batch', 'chains', '--quiet'],
  ['--batch', 'chains', '--batch-timeout'],
  ['--batch', 'chains', '--batch-timeout', '-5'],
  ['--batch', 'chains', '--layout', 'root.layout'],
  ['--batch', 'chains', '--batch-timeout', '5', '--json'],
  ['--layout', 'root.layout', '--batch-timeout', '5']
])('all else is for `verify`: %j %j %j %j', (...words) => {
  expect(areOfBatch(words)).toBe(false)
})
