import { t as boundedExchange } from "./github-bounded-exchange.mjs";
import { n as isPassingStatus } from "./base.mjs";
import { i as withRetries, n as RetryableFault, t as RETRY_POLICY } from "./github-retry.mjs";
// src/github/http-get.ts
/** Fetches through a proxy where there is one; what passes by itself is tried again. */
function httpGet(request, policy = RETRY_POLICY) {
	return withRetries(() => attempt(request), policy);
}
async function attempt({ url, ...bounds }) {
	const { message, body } = await boundedExchange((client) => client.get(url), bounds).catch((cause) => {
		throw new RetryableFault(cause instanceof Error ? cause.message : "no answer", void 0, cause);
	});
	const status = message.statusCode ?? 0;
	if (isPassingStatus(status)) throw new RetryableFault(`status ${status}`);
	return {
		status,
		body
	};
}
export { httpGet };
