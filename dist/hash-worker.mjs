import { t as answerJob } from "./chunks/recording-hash-job.mjs";
import { parentPort } from "node:worker_threads";
// src/recording/hash-worker.ts
parentPort?.on("message", (job) => parentPort?.postMessage(answerJob(job)));
export {};
