// SPDX-License-Identifier: Apache-2.0
// The entry of a process that verifies lines of a batch: one after the other, and an answer for each.
import { writeFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { verifyLine } from '../commands/verify.ts'
import {
  answerOf,
  answerOfError,
  BATCH_DESCRIPTOR,
  type BatchAnswer,
  type BatchCase,
  type NumberedCase
} from './batch-case.ts'
import { LastLayout } from './last-layout.ts'
import { WantedLines } from './wanted-lines.ts'

const layouts = new LastLayout()
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })

async function answer({ words, directory, now }: BatchCase): Promise<BatchAnswer> {
  try {
    const console = {
      stdout: nowhere,
      stderr: nowhere,
      environment: process.env,
      directory,
      now: () => now,
      readInput: async () => ''
    }
    return answerOf(await verifyLine(words, console, layouts))
  } catch (error) {
    return answerOfError(error)
  }
}

// Whoever asked may be gone. Between lines the end of the descriptor says so; while a line is verified, its process id does.
const asker = process.ppid
setInterval(() => {
  if (process.ppid !== asker) process.exit(0)
}, 1000).unref()

for (const wanted of new WantedLines(BATCH_DESCRIPTOR)) {
  const { number, ...line } = JSON.parse(wanted) as NumberedCase
  writeFileSync(BATCH_DESCRIPTOR, `${JSON.stringify({ number, ...(await answer(line)) })}\n`)
}
process.exit(0)
