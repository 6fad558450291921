import { t as HttpClient } from "./lib.mjs";
import { t as boundedBody } from "./bounded-body.mjs";
import { a as withRetries, n as RetryableFault, r as isPassingStatus, t as RETRY_POLICY } from "./retry.mjs";
// src/github/http-get.ts
/** Fetches with the client that the runner's own actions use, which knows proxies; what passes by itself is tried again. */
function httpGet(request, policy = RETRY_POLICY) {
	return withRetries(() => attempt(request), policy);
}
async function attempt({ url, timeoutMs, maxBytes }) {
	const client = new HttpClient("in-toto-actions", [], {
		allowRedirects: false,
		keepAlive: false,
		socketTimeout: timeoutMs
	});
	try {
		const { message } = await client.get(url);
		const body = await boundedBody(message, timeoutMs, maxBytes);
		const status = message.statusCode ?? 0;
		if (isPassingStatus(status)) throw new RetryableFault(`status ${status}`);
		return {
			status,
			body
		};
	} catch (error) {
		if (error instanceof RetryableFault) throw error;
		throw new RetryableFault(error.message, void 0, error);
	}
}
export { httpGet };
