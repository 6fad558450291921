import { r as retry } from "./base.mjs";
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
function withRetries(attempt, { attempts, firstWaitMs, longestWaitMs }, sleep = setTimeout) {
	const waitAfter = (fault, tried) => {
		if (!(fault instanceof RetryableFault)) return void 0;
		const wait = fault.waitMs ?? firstWaitMs * 3 ** (tried - 1) * (.75 + Math.random() / 2);
		return Math.min(wait, longestWaitMs);
	};
	return retry(attempt, {
		attempts,
		waitAfter,
		sleep
	});
}
/** The wait that the header Retry-After asks for, in milliseconds, when it is a number of seconds. */
function retryAfterMs(header) {
	return header !== void 0 && /^\d{1,4}$/.test(header) ? Number(header) * 1e3 : void 0;
}
export { withRetries as i, RetryableFault as n, retryAfterMs as r, RETRY_POLICY as t };
