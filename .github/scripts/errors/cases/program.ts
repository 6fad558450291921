// SPDX-License-Identifier: Apache-2.0
// Commands that end by their bounds, or by a fault of this tool.
import { CaseProcess, type CaseProcessSettings } from '../../../../src/cli/batch/case-process.ts'
import { runProgram } from '../../../../src/cli/program.ts'
import { verifyBatch } from '../../../../src/cli/verify-batch.ts'
import { layoutOf, stepOf, VERIFY } from '../chain.ts'
import type { Bench, Printed } from '../bench.ts'
import type { CommandCase } from '../error-case.ts'

const FILE = 'chains.jsonl'
const LAYOUT = layoutOf([stepOf('build', ['ci'])])

/** A batch of one line. */
function batch(code: string, words: readonly string[], run?: CommandCase['run']): CommandCase {
  const [, ...args] = VERIFY
  return {
    code,
    prepare: (bench) => {
      bench.sign('root.layout', LAYOUT, ['owner'])
      bench.write(FILE, `${JSON.stringify({ id: 'app-1.0.0', args })}\n`)
    },
    words: ['verify', '--batch', FILE, ...words],
    ...(run === undefined ? {} : { run }),
    answers: true
  }
}

/** Less memory than the process takes to begin with. */
const HEAP_BYTES = 4 * 2 ** 20

function withLittleMemory(bench: Bench): Promise<Printed> {
  const cases = (environment: CaseProcessSettings['environment']): CaseProcess[] => [
    new CaseProcess({ environment, heapBytes: HEAP_BYTES })
  ]
  return bench.printed({}, (console) => verifyBatch(FILE, console, cases(console.environment)))
}

/** A fault of our own, wherever it may be. */
function withFault(bench: Bench, words: readonly string[]): Promise<Printed> {
  const now = (): never => {
    throw new TypeError("Cannot read properties of undefined (reading 'keyid')")
  }
  return bench.printed({ console: { now } }, (console) => runProgram(words, console))
}

export const PROGRAM_CASES: readonly CommandCase[] = [
  batch('VERIFY_TIME', ['--batch-timeout', '0.001']),
  batch('VERIFY_MEMORY', [], withLittleMemory),
  {
    code: 'INTERNAL_ERROR',
    prepare: (bench) => bench.sign('root.layout', LAYOUT, ['owner']),
    words: VERIFY,
    run: withFault
  }
]
