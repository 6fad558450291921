import { t as getOctokit } from "./npm-actions-github.mjs";
import { x as GateError } from "./every-verification.mjs";
import { L as LIMITS, N as count, U as escapeUntrusted, t as isPassingStatus } from "./base.mjs";
import { n as exchange, r as httpClient } from "./github-bounded-exchange.mjs";
import { i as withRetries, n as RetryableFault, r as retryAfterMs, t as RETRY_POLICY } from "./github-retry.mjs";
// src/github/rest-fetch.ts
/** Redirections that are followed, one after the other. A repository that was renamed gives one. */
const MOST_REDIRECTIONS = 5;
/**
* Redirections are followed here and not by the client, which sends the token on to every port of a host. The token goes
* to the origin that it was meant for, which is scheme, host and port, and nowhere else.
*/
function restFetch(bounds) {
	let kept;
	return async (url, { method = "GET", headers = {}, body, redirect = "follow" } = {}) => {
		try {
			let place = url;
			let sent = headers;
			for (let left = MOST_REDIRECTIONS;; left -= 1) {
				const client = kept ??= httpClient(bounds.timeoutMs, "refuse");
				const { message, body: answer } = await exchange(client, (by) => by.request(method, place, body ?? null, { ...sent }), bounds);
				const status = message.statusCode ?? 0;
				const { location } = message.headers;
				if (redirect === "follow" && REDIRECTIONS.includes(status) && location !== void 0) {
					if (left === 0) throw new Error(`more than ${MOST_REDIRECTIONS} redirections`);
					const next = new URL(location, place);
					if (next.origin !== new URL(url).origin) sent = withoutToken(sent);
					place = next.href;
					continue;
				}
				const found = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
				return {
					status,
					url: place,
					headers: new Map(found),
					text: () => Promise.resolve(answer.toString("utf8")),
					arrayBuffer: () => Promise.resolve(Uint8Array.from(answer))
				};
			}
		} catch (error) {
			kept?.dispose();
			kept = void 0;
			throw error;
		}
	};
}
/** Of the statuses that lead on, those after which the same request is sent again. */
const REDIRECTIONS = [
	301,
	302,
	307,
	308
];
function withoutToken(headers) {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
}
// src/github/rest.ts
const TIMEOUT_MS = 3e4;
function restClient({ apiUrl, token, policy = RETRY_POLICY, timeoutMs = TIMEOUT_MS }) {
	const fetch = restFetch({
		timeoutMs,
		maxBytes: LIMITS.restAnswerBytes
	});
	const octokit = getOctokit(token, {
		baseUrl: apiUrl,
		userAgent: "in-toto-actions",
		request: { fetch }
	});
	const attempt = async ({ route, parameters, redirect = "follow" }) => {
		try {
			return await octokit.request(route, {
				...parameters,
				request: {
					redirect,
					fetch
				}
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
/** What some servers answer where they do not have a part of the interface. It does not pass. */
const NOT_IMPLEMENTED = 501;
/** The fault as one that may pass by itself; undefined for others. A rate limit that lasts is waited for a little. */
function passing(error) {
	const { status, message = "", response } = error;
	const limited = status === 403 && (response?.headers?.["x-ratelimit-remaining"] === "0" || response?.headers?.["retry-after"] !== void 0);
	if (!(status === void 0 || isPassingStatus(status) && status !== NOT_IMPLEMENTED) && !limited) return void 0;
	return new RetryableFault(status === void 0 ? message : `status ${status}: ${message}`, retryAfterMs(response?.headers?.["retry-after"]), error);
}
function translate(error, { what, permission, route }, policy) {
	const { status, message = String(error) } = error;
	const said = escapeUntrusted(message, 200);
	const attempts = route.startsWith("GET ") ? policy.attempts : 1;
	if (error instanceof RetryableFault) return new GateError("GITHUB_UNAVAILABLE", `GitHub did not give ${what} in ${count(attempts, "attempt")}: ${said}.`, {
		cause: error,
		hint: "Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage, or a firewall keeps the runner from GitHub."
	});
	if (status === 401 || status === 403) return new GateError("GITHUB_FORBIDDEN", `GitHub refused ${what} with status ${status}: ${said}.`, {
		cause: error,
		hint: status === 401 ? `Leave github-token out, or give it a valid token with the permission \`${permission}\`.` : `Give the job the permission \`${permission}\` under \`permissions\`; a github-token of your own needs it as well.`
	});
	if (status === 404 || status === 410 || status === NOT_IMPLEMENTED) return new GateError("GITHUB_NOT_FOUND", `GitHub does not have ${what}, or does not show it to this token.`, {
		cause: error,
		hint: `Check its name, and that the job has the permission \`${permission}\`.`
	});
	return new GateError("GITHUB_UNAVAILABLE", `GitHub answered the request for ${what} with status ${status ?? "unknown"}: ${said}.`, {
		cause: error,
		hint: "See whether the inputs of the action are right."
	});
}
export { restClient };
