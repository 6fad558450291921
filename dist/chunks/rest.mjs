import { t as getOctokit } from "./github.mjs";
import { dt as escapeUntrusted, pt as InTotoError } from "./intoto.mjs";
import { a as withRetries, i as retryAfterMs, n as RetryableFault, r as isPassingStatus, t as RETRY_POLICY } from "./retry.mjs";
// src/github/rest.ts
const TIMEOUT_MS = 3e4;
function restClient({ apiUrl, token, policy = RETRY_POLICY, timeoutMs = TIMEOUT_MS }) {
	const octokit = getOctokit(token, {
		baseUrl: apiUrl,
		userAgent: "in-toto-actions"
	});
	const attempt = async ({ route, parameters, redirect = "follow" }) => {
		try {
			const request = {
				signal: AbortSignal.timeout(timeoutMs),
				redirect
			};
			return await octokit.request(route, {
				...parameters,
				request
			});
		} catch (error) {
			throw passing(error) ?? error;
		}
	};
	return { call: async (call) => {
		try {
			return await withRetries(() => attempt(call), call.route.startsWith("GET ") ? policy : {
				...policy,
				attempts: 1
			});
		} catch (error) {
			throw translate(error, call, policy);
		}
	} };
}
/** The fault as one that may pass by itself; undefined for others. A rate limit that lasts is waited for a little. */
function passing(error) {
	const { status, message = "", response } = error;
	const limited = status === 403 && (response?.headers?.["x-ratelimit-remaining"] === "0" || response?.headers?.["retry-after"] !== void 0);
	if (status !== void 0 && !isPassingStatus(status) && !limited) return void 0;
	return new RetryableFault(status === void 0 ? message : `status ${status}: ${message}`, retryAfterMs(response?.headers?.["retry-after"]), error);
}
function translate(error, { what, permission, route }, policy) {
	const { status, message = String(error) } = error;
	const said = escapeUntrusted(message, 200);
	const attempts = route.startsWith("GET ") ? policy.attempts : 1;
	if (error instanceof RetryableFault) return new InTotoError("GITHUB_UNAVAILABLE", `GitHub did not give ${what} in ${attempts} attempt(s): ${said}.`, {
		cause: error,
		hint: "Run the job again. If it lasts, look whether GitHub has an outage, or a firewall keeps it away."
	});
	if (status === 401 || status === 403) return new InTotoError("GITHUB_FORBIDDEN", `GitHub refused ${what} with status ${status}: ${said}.`, {
		cause: error,
		hint: `Give the job the permission \`${permission}\`, and see that github-token is a valid token.`
	});
	if (status === 404 || status === 410) return new InTotoError("GITHUB_NOT_FOUND", `GitHub does not have ${what}, or does not show it to this token.`, {
		cause: error,
		hint: `Check its name, and that the job has the permission \`${permission}\`.`
	});
	return new InTotoError("GITHUB_UNAVAILABLE", `GitHub answered the request for ${what} with status ${status ?? "unknown"}: ${said}.`, {
		cause: error,
		hint: "See whether the inputs of the action are right."
	});
}
export { restClient };
