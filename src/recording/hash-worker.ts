// SPDX-License-Identifier: Apache-2.0
// The entry of a thread that computes digests: jobs in, answers out.
import { parentPort } from 'node:worker_threads'
import { answerJobs } from './hash-job.ts'

if (parentPort !== null) answerJobs(parentPort)
