// SPDX-License-Identifier: Apache-2.0
// What passes between the main thread and the threads that compute digests.
import { HashSegment, type SegmentMemory } from './hash-segment.ts'

/** Files that the thread takes its part of. */
export interface HashJob {
  readonly id: number
  readonly segment: SegmentMemory
  /** How many files it takes at one time. */
  readonly batch: number
}

/** Says that the thread finds no further file in the segment of a job. */
export interface HashAnswer {
  readonly id: number
}

/** Does one job. */
export function answerJob({ id, segment: shared, batch }: HashJob): HashAnswer {
  const segment = new HashSegment(shared)
  while (segment.hashNext(batch));
  return { id }
}

/** Where jobs come in and answers go out. */
export interface JobPort {
  on(event: 'message', listener: (job: HashJob) => void): unknown
  postMessage(answer: HashAnswer): void
}

/** Answers every job that comes in. */
export function answerJobs(port: JobPort): void {
  port.on('message', (job) => port.postMessage(answerJob(job)))
}
