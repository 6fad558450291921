// SPDX-License-Identifier: Apache-2.0
// The entry of a process that verifies lines of a batch: one after the other, and an answer for each.
import { Writable } from 'node:stream'
import { verifyLine } from '../commands/verify.ts'
import { answerOf, answerOfError, type BatchAnswer, type BatchCase } from './batch-case.ts'

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

async function answer({ words, directory, now }: BatchCase): Promise<BatchAnswer> {
  try {
    const console = {
      stdout: nowhere(),
      stderr: nowhere(),
      environment: process.env,
      directory,
      now: () => now,
      readInput: async () => ''
    }
    return answerOf(await verifyLine(words, console))
  } catch (error) {
    return answerOfError(error)
  }
}

process.on('message', (wanted: BatchCase) => {
  void answer(wanted).then((found) => process.send?.(found))
})
// Whoever asked is gone.
process.on('disconnect', () => process.exit(0))
