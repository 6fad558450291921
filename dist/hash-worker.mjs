import { n as answerJobs } from "./chunks/recording-hash-job.mjs";
import { parentPort } from "node:worker_threads";
// src/recording/hash-worker.ts
if (parentPort !== null) answerJobs(parentPort);
export {};
