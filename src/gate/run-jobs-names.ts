// SPDX-License-Identifier: Apache-2.0
// Names that jobs had before. A name that no earlier attempt had may be another name of a job that it had: expressions in
// names can change with the attempt. What was listed before excuses as many jobs of a name as it can have become.
import type { RunJob } from './gate-server.ts'
import type { Executions } from './run-jobs-executions.ts'

/** A job whose name is not excused by the oldest attempt. */
export interface Stranger {
  readonly job: RunJob
  /** The first attempt that excuses its name, as what was listed then can have become this job; none for a new name. */
  readonly knownIn: number | undefined
}

/** The jobs of a run whose names are not those of all attempts, each compared once with what was listed before. */
export function strangersAmong(executions: Executions): readonly Stranger[] {
  const listed = new ListedNames(executions)
  const [oldest, ...later] = listed.attempts
  return later.flatMap((attempt) =>
    executions.in(attempt).flatMap((job) => {
      const knownIn = listed.attempts.find((before) => before < attempt && listed.excuses(job, before))
      return knownIn === oldest ? [] : [{ job, knownIn }]
    })
  )
}

interface Listed {
  ran: number
  skipped: number
}

const NONE: Listed = { ran: 0, skipped: 0 }

/** How many jobs of a name the list of an attempt has, with those that it has as they were. */
class ListedNames {
  /** Those in which jobs ran, the oldest first. */
  readonly attempts: readonly number[]
  readonly #listed = new Map<number, Map<string, Listed>>()
  readonly #skipped: readonly { readonly name: string; readonly becomes: (name: string) => boolean }[]
  readonly #becoming = new Map<string, readonly string[]>()

  constructor(executions: Executions) {
    this.attempts = [...new Set(executions.all.map(({ attempt }) => attempt))].sort((a, b) => a - b)
    const skipped = new Set<string>()
    for (const job of executions.all) {
      const { name, conclusion } = job
      const isSkipped = conclusion === 'skipped'
      if (isSkipped) skipped.add(name)
      const until = executions.listedIn(job)
      for (const attempt of this.attempts)
        if (job.attempt <= attempt && attempt <= until) this.#entry(attempt, name)[isSkipped ? 'skipped' : 'ran'] += 1
    }
    this.#skipped = [...skipped].map((name) => ({ name, becomes: nameFrom(name) }))
  }

  /** Whether what was listed in an earlier attempt can have become a job, beside all that has its name now. */
  excuses({ name, attempt, conclusion }: RunJob, before: number): boolean {
    const [then, now] = [this.#of(before, name), this.#of(attempt, name)]
    if (conclusion === 'skipped') {
      if (then.ran + then.skipped >= now.ran + now.skipped) return true
    } else if (then.ran > 0 && then.ran >= now.ran) return true
    // What was skipped is listed once, and as any number of jobs when it runs: but not where it is skipped again.
    const isFree = (skipped: string): boolean => this.#of(before, skipped).skipped > this.#of(attempt, skipped).skipped
    return isFree(name) || this.#skippedFor(name).some(isFree)
  }

  /** Names of skipped jobs that may get a name when they run. */
  #skippedFor(name: string): readonly string[] {
    const found =
      this.#becoming.get(name) ?? this.#skipped.filter(({ becomes }) => becomes(name)).map((skipped) => skipped.name)
    this.#becoming.set(name, found)
    return found
  }

  #of(attempt: number, name: string): Listed {
    return this.#listed.get(attempt)?.get(name) ?? NONE
  }

  #entry(attempt: number, name: string): Listed {
    const names = this.#listed.get(attempt) ?? new Map<string, Listed>()
    this.#listed.set(attempt, names)
    const entry = names.get(name) ?? { ran: 0, skipped: 0 }
    names.set(name, entry)
    return entry
  }
}

const SEGMENT = ' / '
/** Something that tells names apart. */
const TELLING = /[^\s\p{P}]/u

/**
 * The names that a job may get which was skipped. It is listed by its own name with the expressions in it, or by the
 * beginning of the names that its legs, or the jobs that it calls, get.
 */
function nameFrom(skipped: string): (name: string) => boolean {
  const pieces = fixedPieces(skipped)
  if (pieces.length === 1) {
    const stem = skipped.replace(/ \(.*$/s, '')
    return (name) => stem !== '' && (name.startsWith(`${stem} (`) || name.startsWith(`${stem}${SEGMENT}`))
  }
  if (!pieces.some((piece) => TELLING.test(piece))) return () => false
  const segments = pieces.join('').split(SEGMENT).length
  return (name) => {
    // The jobs that it calls have their own names behind that of it, and its legs their values.
    const own = name.split(SEGMENT, segments).join(SEGMENT)
    const values = own.endsWith(')') ? own.lastIndexOf(' (') : -1
    return hasInOrder(own, pieces) || (values > 0 && hasInOrder(own.slice(0, values), pieces))
  }
}

/** The text around the expressions of a name. */
function fixedPieces(name: string): readonly string[] {
  const [first = '', ...others] = name.split('${{')
  const behind = (text: string): string => {
    const end = text.indexOf('}}')
    return end < 0 ? '' : text.slice(end + 2)
  }
  return [first, ...others.map(behind)]
}

/** Whether a text begins with the first piece, ends with the last, and has the others between, each behind the one before. */
function hasInOrder(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces
  const last = others.pop() ?? ''
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const piece of others) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
