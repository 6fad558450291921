// SPDX-License-Identifier: Apache-2.0
// Many verifications in one process. Each line is answered on its own: whatever is wrong with one, the others do not
// notice.
import { Buffer } from 'node:buffer'
import { InTotoError } from '../base/errors.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import { readJson } from '../intoto/json/read-json.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { LIMITS } from '../base/limits.ts'
import { escapeJson } from '../reporting/json-text.ts'
import { parseArguments, usage } from './arguments.ts'
import { EXIT } from './command.ts'
import { VERIFY_SPEC, verifyFrom } from './commands/verify.ts'
import { pathFrom, print, type Console } from './console.ts'
import { readFile } from '../files/read-file.ts'

interface Answer {
  readonly exit: number
  readonly verdict: 'passed' | 'failed' | 'error'
  readonly failures: readonly string[]
}

/** Answers every line; the exit status is 0 when all were answered, whatever the verdicts. @throws FILE_UNREADABLE */
export async function verifyBatch(file: string, console: Console): Promise<number> {
  const text =
    file === '-'
      ? await console.readInput()
      : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString('utf8')
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    let id: JsonValue = null
    let answer: Answer
    try {
      const request = readJson(Buffer.from(line, 'utf8'), {
        source: `${file}, line ${index + 1}`,
        maxBytes: LIMITS.smallFileBytes
      })
      id = request.optional('id')?.value ?? null
      answer = await answerLine(request, console)
    } catch (error) {
      answer = {
        exit: EXIT.unknown,
        verdict: 'error',
        failures: [error instanceof InTotoError ? error.code : 'INTERNAL_ERROR']
      }
    }
    print(
      console,
      `{"id":${escapeJson(writeJson(id))},"exit":${answer.exit},"verdict":"${answer.verdict}","failures":${JSON.stringify(answer.failures)}}`
    )
  }
  return EXIT.yes
}

async function answerLine(request: JsonAt, console: Console): Promise<Answer> {
  const parsed = parseArguments(VERIFY_SPEC, request.member('args').strings())
  if (parsed.has('batch') || parsed.has('help')) throw usage('A line of a batch takes neither --batch nor --help.')
  const { verification } = await verifyFrom(parsed, console)
  return verification.outcome === 'passed'
    ? { exit: EXIT.yes, verdict: 'passed', failures: [] }
    : { exit: EXIT.no, verdict: 'failed', failures: verification.failures.map(({ code }) => code) }
}
