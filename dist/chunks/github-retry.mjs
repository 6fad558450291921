import { setTimeout } from "node:timers/promises";
// src/github/retry.ts
const RETRY_POLICY = {
	attempts: 4,
	firstWaitMs: 1e3,
	longestWaitMs: 3e4
};
/** A fault that may pass by itself. */
var RetryableFault = class extends Error {
	/** What the service asked for, in milliseconds. */
	waitMs;
	constructor(message, waitMs, cause) {
		super(message, { cause });
		this.waitMs = waitMs;
	}
};
/** Tries until it works, until something else than a `RetryableFault` is thrown, or until the attempts are used up. */
async function withRetries(attempt, policy) {
	for (let tried = 1;; tried += 1) try {
		return await attempt();
	} catch (error) {
		if (!(error instanceof RetryableFault) || tried >= policy.attempts) throw error;
		const wait = error.waitMs ?? policy.firstWaitMs * 3 ** (tried - 1) * (.75 + Math.random() / 2);
		await setTimeout(Math.min(wait, policy.longestWaitMs));
	}
}
/** Statuses that may pass by themselves. */
function isPassingStatus(status) {
	return status === 408 || status === 429 || status >= 500;
}
/** The wait that the header Retry-After asks for, in milliseconds, when it is a number of seconds. */
function retryAfterMs(header) {
	return header !== void 0 && /^\d{1,4}$/.test(header) ? Number(header) * 1e3 : void 0;
}
export { withRetries as a, retryAfterMs as i, RetryableFault as n, isPassingStatus as r, RETRY_POLICY as t };
