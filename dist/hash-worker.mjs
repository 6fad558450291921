import { q as HashSegment } from "./chunks/every-action.mjs";
import { parentPort } from "node:worker_threads";
// src/recording/hash-job.ts
/** Does one job. */
function answerJob({ id, segment: shared, batch }) {
	const segment = new HashSegment(shared);
	while (segment.hashNext(batch));
	return { id };
}
/** Answers every job that comes in. */
function answerJobs(port) {
	port.on("message", (job) => port.postMessage(answerJob(job)));
}
// src/recording/hash-worker.ts
if (parentPort !== null) answerJobs(parentPort);
export {};
