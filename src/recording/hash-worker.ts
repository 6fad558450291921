// SPDX-License-Identifier: Apache-2.0
// The entry of a thread that computes digests: jobs in, answers out.
import { parentPort } from 'node:worker_threads'
import { answerJob, type HashJob } from './hash-job.ts'

parentPort?.on('message', (job: HashJob) => parentPort?.postMessage(answerJob(job)))
