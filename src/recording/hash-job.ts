// SPDX-License-Identifier: Apache-2.0
// What passes between the main thread and the threads that compute digests.
import { RecordingError, type RecordingCode } from './codes.ts'
import { hashFile, type HashOptions } from './hash-file.ts'

/** A run of files. `names` are for messages. */
export interface HashJob {
  readonly id: number
  readonly paths: readonly string[]
  readonly names: readonly string[]
  readonly options: HashOptions
}

/** The digests of a job's files, or the error that ended it, in a form that can be sent. */
export type HashAnswer =
  | { readonly id: number; readonly digests: readonly (readonly string[])[] }
  | {
      readonly id: number
      readonly error: { readonly code: RecordingCode; readonly message: string; readonly hint: string | undefined }
    }

/** Does one job. */
export function answerJob({ id, paths, names, options }: HashJob): HashAnswer {
  try {
    return { id, digests: paths.map((path, index) => hashFile(path, names[index] ?? path, options)) }
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    return { id, error: { code: error.code, message: error.message, hint: error.hint } }
  }
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

/** The digests of an answer. @throws the error that it carries */
export function digestsOf(answer: HashAnswer): readonly (readonly string[])[] {
  if ('digests' in answer) return answer.digests
  throw new RecordingError(answer.error.code, answer.error.message, { hint: answer.error.hint })
}
