// SPDX-License-Identifier: Apache-2.0
// Many verifications by one command. Each line is answered on its own: whatever is wrong with one, the others do not
// notice, not even when it takes more memory or time than there is.
import { Buffer } from 'node:buffer'
import { setImmediate as nextTurn } from 'node:timers/promises'
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

/**
 * Milliseconds. A worker that took less for its last line is given the next one while it is still at another, so that it
 * need not wait for it, which is a tenth of the time of a small chain. A line that takes long keeps at most one other line
 * from a worker that is free.
 */
const QUICK_MS = 100

/**
 * What lets a line run inspections: they record the directory that all lines work in, so another line may change nothing
 * there.
 */
const MAY_INSPECT = /--allow-inspections|--compat/

/**
 * Answers every line, in their order; the exit status is 0 when all were answered, whatever the verdicts, and 2 when whoever
 * reads the answers went away before.
 *
 * @param workers one alone works where inspections may run; else each is given the next line when it is done with its last
 * one, or shortly before, and the others go on meanwhile
 * @throws FILE_UNREADABLE, JSON_TOO_LARGE
 */
export async function verifyBatch(file: string, console: Console, workers: readonly CaseAnswerer[]): Promise<number> {
  const text =
    file === '-'
      ? await console.readInput()
      : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString('utf8')
  const lines = linesOf(text)
  const answers = new InOrder<Answered>((answered) => tell(answered, console))
  let [over, isHeard] = [false, true]
  let stop: () => void = () => undefined
  const unheard = new Promise<void>((resolve) => (stop = resolve))
  const gone = (): void => {
    over = true
    isHeard = false
    stop()
  }
  console.stdout.once('error', gone)
  const work = async (cases: CaseAnswerer): Promise<void> => {
    let [before, answeredAt, quick] = [Promise.resolve(), performance.now(), false]
    for (const { number, line } of lines) {
      if (over) return
      const place = answers.next()
      const told = answerLine(line, `${file}, line ${number}`, console, cases).then((answered) => {
        quick = performance.now() - answeredAt < QUICK_MS
        answeredAt = performance.now()
        answers.take(place, answered)
      })
      // Whoever waits for it next hears of it.
      told.catch(() => {})
      await (quick ? before : told)
      before = told
    }
    await before
  }
  try {
    await Promise.race([Promise.all((MAY_INSPECT.test(text) ? workers.slice(0, 1) : workers).map(work)), unheard])
    // That the last answers found nobody is told after they were written.
    await new Promise<unknown>((written) => console.stdout.write('', written))
    await nextTurn()
  } finally {
    // Whoever is still at a line ends with it.
    over = true
    for (const cases of workers) cases.close()
    console.stdout.off('error', gone)
  }
  return isHeard ? EXIT.yes : EXIT.unknown
}

/** A line that was answered. */
interface Answered {
  readonly id: JsonValue
  readonly answer: BatchAnswer
  /** File and line, for people. */
  readonly source: string
}

async function answerLine(line: string, source: string, console: Console, cases: CaseAnswerer): Promise<Answered> {
  let id: JsonValue = null
  try {
    const request = readJson(Buffer.from(line, 'utf8'), { source, maxBytes: LIMITS.smallFileBytes })
    id = request.optional('id')?.value ?? null
    const words = request.member('args').strings()
    const answer = await cases.answer({ words, directory: console.directory, now: console.now() })
    return { id, answer, source }
  } catch (error) {
    return { id, answer: answerOfError(error), source }
  }
}

function tell({ id, answer, source }: Answered, console: Console): void {
  const { exit, verdict, failures, lost } = answer
  if (lost !== undefined) tellLost(lost, { code: failures[0], at: escapeUntrusted(source) }, console)
  print(
    console,
    `{"id":${escapeJson(writeJson(id))},"exit":${exit},"verdict":"${verdict}","failures":${JSON.stringify(failures)}}`
  )
}

/** Hands on what comes in any order in that in which it was begun. */
class InOrder<Item> {
  readonly #tell: (item: Item) => void
  readonly #waiting = new Map<number, Item>()
  #begun = 0
  #told = 0

  constructor(tell: (item: Item) => void) {
    this.#tell = tell
  }

  /** The place of what is begun now. */
  next(): number {
    this.#begun += 1
    return this.#begun - 1
  }

  take(place: number, item: Item): void {
    this.#waiting.set(place, item)
    for (let next = this.#waiting.get(this.#told); next !== undefined; next = this.#waiting.get(this.#told)) {
      this.#waiting.delete(this.#told)
      this.#told += 1
      this.#tell(next)
    }
  }
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
