import { t as answerJobs } from "./chunks/hashing.mjs";
import { parentPort } from "node:worker_threads";
// src/recording/hash-worker.ts
if (parentPort !== null) answerJobs(parentPort);
export {};
