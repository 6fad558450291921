// SPDX-License-Identifier: Apache-2.0
// Which jobs ran in which attempt, from lists that name a job that did not run again in whichever way they do.
import type { RunJob } from './gate-server.ts'

/** Every execution of every job of a run, each once. */
export class Executions {
  readonly all: readonly RunJob[]
  readonly #byName: ReadonlyMap<string, readonly RunJob[]>
  readonly #byId: ReadonlyMap<string, RunJob>
  readonly #byAttempt: ReadonlyMap<number, readonly RunJob[]>
  readonly #listedIn = new Map<RunJob, number>()

  /** @param jobs as the server lists them, in any order, with as many copies as it likes */
  constructor(jobs: readonly RunJob[]) {
    const first = new Map<string, RunJob>()
    for (const job of [...jobs].sort((a, b) => a.attempt - b.attempt)) {
      const key = keyOf(job)
      const other = first.get(key)
      // Two of one name may begin and end together; two of one attempt are no copies of one another.
      const own = other === undefined || other.attempt === job.attempt ? job : other
      if (own === job) first.set(other === undefined ? key : `${key} ${job.id}`, job)
      this.#listedIn.set(own, Math.max(this.listedIn(own), job.listedIn ?? job.attempt))
    }
    this.all = [...first.values()]
    this.#byName = Map.groupBy(this.all, ({ name }) => name)
    this.#byAttempt = Map.groupBy(this.all, ({ attempt }) => attempt)
    this.#byId = new Map(this.all.map((job) => [String(job.id), job]))
  }

  byId(id: string): RunJob | undefined {
    return this.#byId.get(id)
  }

  named(name: string): readonly RunJob[] {
    return this.#byName.get(name) ?? []
  }

  in(attempt: number): readonly RunJob[] {
    return this.#byAttempt.get(attempt) ?? []
  }

  /** The newest attempt whose list has the job as it was: so it did not run again until then. */
  listedIn(job: RunJob): number {
    return this.#listedIn.get(job) ?? job.attempt
  }
}

/**
 * A job that did not run again may be listed with each later attempt, under another id and that attempt; its times stay
 * what they were. What did not end, or does not say when, is no copy of anything.
 */
function keyOf({ id, name, started, completed }: RunJob): string {
  return JSON.stringify(started === undefined || completed === undefined ? [id] : [name, started, completed])
}

export const isUnfinished = ({ status }: RunJob): boolean => status !== 'completed'

export const isGood = (job: RunJob): boolean => !isUnfinished(job) && job.conclusion === 'success'

/** Whether a job by its name may be that of an id: without a name of its own it is listed by its id and its matrix. */
export function isNamedAfter({ name }: RunJob, job: string): boolean {
  const own = name.slice(callerOf(name).length)
  return own === job || own.startsWith(`${job} (`)
}

/** The jobs that called it, as its name begins; empty for a job of the workflow itself. */
export function callerOf(name: string): string {
  const end = name.lastIndexOf(' / ')
  return end < 0 ? '' : name.slice(0, end + 3)
}
