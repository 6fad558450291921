// SPDX-License-Identifier: Apache-2.0
// Many verifications by one command. Each line is answered on its own: whatever is wrong with one, the others do not
// notice, not even when it takes more memory or time than there is.
import { Buffer } from 'node:buffer'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { linesBelow, type News } from '../base/news-lines.ts'
import { readFile } from '../files/read-file.ts'
import { readJson } from '../intoto/json/read-json.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { escapeJson } from '../reporting/json-text.ts'
import { answerOfError, type BatchAnswer } from './batch/batch-case.ts'
import type { CaseAnswerer } from './batch/case-process.ts'
import { EXIT } from './command.ts'
import { note, pathFrom, print, type Console } from './console.ts'

/** Answers every line; the exit status is 0 when all were answered, whatever the verdicts. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
export async function verifyBatch(file: string, console: Console, cases: CaseAnswerer): Promise<number> {
  const text =
    file === '-'
      ? await console.readInput()
      : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString('utf8')
  try {
    for (const { number, line } of linesOf(text)) await answerLine(line, `${file}, line ${number}`, console, cases)
  } finally {
    cases.close()
  }
  return EXIT.yes
}

async function answerLine(line: string, source: string, console: Console, cases: CaseAnswerer): Promise<void> {
  let id: JsonValue = null
  let answer: BatchAnswer
  try {
    const request = readJson(Buffer.from(line, 'utf8'), { source, maxBytes: LIMITS.smallFileBytes })
    id = request.optional('id')?.value ?? null
    const words = request.member('args').strings()
    answer = await cases.answer({ words, directory: console.directory, now: console.now() })
  } catch (error) {
    answer = answerOfError(error)
  }
  const { exit, verdict, failures, lost } = answer
  if (lost !== undefined) tellLost(lost, { code: failures[0], at: escapeUntrusted(source) }, console)
  print(
    console,
    `{"id":${escapeJson(writeJson(id))},"exit":${exit},"verdict":"${verdict}","failures":${JSON.stringify(failures)}}`
  )
}

/** An answer is a line for programs; what it lacks is for people. */
function tellLost(
  { message, hint }: NonNullable<BatchAnswer['lost']>,
  about: Pick<News, 'code' | 'at'>,
  console: Console
): void {
  note(console, `error: ${message}`)
  for (const line of linesBelow({ ...about, hint }, 'terminal')) note(console, line)
}

/** The lines that say something, one at a time. */
function* linesOf(text: string): Generator<{ readonly number: number; readonly line: string }> {
  let start = 0
  for (let number = 1; start <= text.length; number += 1) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    const line = text.slice(start, end)
    if (line.trim() !== '') yield { number, line }
    start = end + 1
  }
}
