import { R as StagesError } from "./every-action.mjs";
import { G as escapeUntrusted, K as quoteUntrusted, h as serverUrlOf, n as isPassingStatus } from "./base.mjs";
import { t as boundedExchange } from "./github-bounded-exchange.mjs";
import { i as withRetries, n as RetryableFault, t as RETRY_POLICY } from "./github-retry.mjs";
// src/github/token-request-url.ts
/** Below which domain github.com serves tokens; every other server serves them below its own name. */
const GITHUB = {
	server: "github.com",
	tokens: "actions.githubusercontent.com"
};
/** Names without empty labels, which a dot at either end would be. */
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
/** Judges a token request URL by the server of the run. */
function judgeTokenRequestUrl(text, serverUrl) {
	const url = parsed(text);
	const server = serverHost(serverUrl);
	const fault = server === void 0 ? "server" : faultOf(url, server);
	if (url !== void 0 && fault === void 0) return {
		kind: "accepted",
		url
	};
	return {
		kind: "refused",
		fault: fault ?? "unreadable",
		origin: url === void 0 ? "" : shownOrigin(url)
	};
}
/** What a token request URL must be on a server, as the rest of a sentence. */
function expectedTokenRequestUrl(serverUrl) {
	const server = escapeUntrusted(serverHost(serverUrl) ?? "", 100);
	return server === GITHUB.server ? `an https URL below ${GITHUB.tokens}, without user or port` : `an https URL at ${server} or below it, without user or port`;
}
function faultOf(url, server) {
	if (url === void 0) return "unreadable";
	if (url.protocol !== "https:") return "scheme";
	if (url.username !== "" || url.password !== "") return "credentials";
	if (url.port !== "") return "port";
	return belongsTo(url.hostname, server) ? void 0 : "host";
}
function belongsTo(host, server) {
	if (!HOST.test(host)) return false;
	if (server === GITHUB.server) return host.endsWith(`.${GITHUB.tokens}`);
	return host === server || host.endsWith(`.${server}`);
}
/** Undefined for a server that is not reached by https. */
function serverHost(serverUrl) {
	const url = parsed(serverUrl);
	return url?.protocol === "https:" ? url.hostname : void 0;
}
function parsed(text) {
	return URL.canParse(text) ? new URL(text) : void 0;
}
function shownOrigin({ protocol, host }) {
	return escapeUntrusted(host === "" ? protocol : `${protocol}//${host}`, 100);
}
// src/github/identity-token.ts
const BOUNDS = {
	timeoutMs: 15e3,
	maxBytes: 1048576
};
/** The real one. */
const fetchToken = async (url, headers) => {
	const { message, body } = await boundedExchange((client) => client.get(url, { ...headers }), BOUNDS);
	return {
		status: message.statusCode ?? 0,
		body: body.toString("utf8")
	};
};
/**
* Requests a token for an audience. No error holds the token or the request token.
*
* @param audience of the Sigstore instance that gets the token (`audienceOf`)
* @param mask tells the runner what to hide in the log
* @throws KEYLESS_TOKEN_UNAVAILABLE, KEYLESS_TOKEN_URL_REFUSED
*/
async function requestIdentityToken(audience, environment, mask, { policy = RETRY_POLICY, send = fetchToken } = {}) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl = "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = "" } = environment;
	if (requestUrl === "" || bearer === "") throw unavailable("the runner gave the job no URL to request one from", "Give the job `permissions: id-token: write`. Runs of forks and of Dependabot never get a token: let their links be unsigned, and verify in a merge queue.");
	const url = acceptedUrl(requestUrl, environment);
	url.searchParams.set("audience", audience);
	mask(bearer);
	try {
		const token = await withRetries(() => attempt(send, url.href, bearer), policy);
		mask(token);
		return token;
	} catch (error) {
		if (error instanceof RetryableFault) throw unavailable(`${error.message}, ${policy.attempts} times`, "Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage.");
		throw error;
	}
}
/** @throws KEYLESS_TOKEN_URL_REFUSED */
function acceptedUrl(requestUrl, environment) {
	const server = serverUrlOf(environment);
	const judged = judgeTokenRequestUrl(requestUrl, server);
	if (judged.kind === "accepted") return judged.url;
	const shown = quoteUntrusted(server, 100);
	if (judged.fault === "server") throw new StagesError("KEYLESS_TOKEN_URL_REFUSED", `GITHUB_SERVER_URL is ${shown}, which is not https. Identity tokens are requested by https only.`, {
		at: "GITHUB_SERVER_URL",
		hint: "Sign with a key: give `signing-key` from a secret. Nothing was sent."
	});
	throw new StagesError("KEYLESS_TOKEN_URL_REFUSED", `The token request URL ${judged.origin === "" ? "" : `${judged.origin} `}is refused: ${FAULTS[judged.fault]}. On ${shown} it must be ${expectedTokenRequestUrl(server)}.`, {
		at: "ACTIONS_ID_TOKEN_REQUEST_URL",
		hint: "In a job without `id-token: write`, a workflow step can set this variable through GITHUB_ENV: give the job `permissions: id-token: write`, so that the runner sets it, and find the step that wrote it. If the job has the permission, this server is not supported: sign with a key. Nothing was sent."
	});
}
const FAULTS = {
	unreadable: "it cannot be read as a URL",
	scheme: "it is not https",
	credentials: "it names a user or a password",
	port: "it names a port",
	host: "its host does not belong to the server of this run"
};
async function attempt(send, url, bearer) {
	const { status, body } = await send(url, {
		authorization: `Bearer ${bearer}`,
		accept: "application/json"
	}).catch(() => {
		throw new RetryableFault("the connection to the token service failed");
	});
	if (isPassingStatus(status)) throw new RetryableFault(`the token service answered with status ${status}`);
	if (status !== 200) throw unavailable(`the token service answered with status ${status}`, "See that the job has `permissions: id-token: write`, and that it has not run for longer than its own token lasts.");
	const token = tokenIn(body);
	if (token !== void 0) return token;
	throw unavailable("the answer of the token service holds no token", "Run the job again.");
}
function tokenIn(body) {
	try {
		const { value } = JSON.parse(body);
		return typeof value === "string" && value !== "" ? value : void 0;
	} catch {
		return;
	}
}
function unavailable(what, hint) {
	return new StagesError("KEYLESS_TOKEN_UNAVAILABLE", `The job cannot get an identity token: ${what}.`, { hint });
}
export { requestIdentityToken };
