import { pt as InTotoError } from "./intoto.mjs";
import { t as boundedExchange } from "./bounded-exchange.mjs";
import { a as withRetries, n as RetryableFault, r as isPassingStatus, t as RETRY_POLICY } from "./retry.mjs";
// src/github/identity-token.ts
const AUDIENCE = "sigstore";
const BOUNDS = {
	timeoutMs: 15e3,
	maxBytes: 1048576
};
/**
* Asks for a token for the audience `sigstore`. Neither it nor the token that asks for it is in any error.
*
* @param mask tells the runner what to hide in the log
* @throws KEYLESS_TOKEN_UNAVAILABLE
*/
async function requestIdentityToken(environment, mask, policy = RETRY_POLICY) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address = "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = "" } = environment;
	if (address === "" || bearer === "") throw unavailable("the runner gave the job no address to ask for one", "Give the job `permissions: id-token: write`. Runs of forks and of Dependabot never get a token: let their links be unsigned, and verify in a merge queue.");
	if (!URL.canParse(address)) throw unavailable("the address that the runner gave is none", "Run the job again.");
	const url = new URL(address);
	url.searchParams.set("audience", AUDIENCE);
	try {
		const token = await withRetries(() => attempt(url.href, bearer), policy);
		mask(token);
		return token;
	} catch (error) {
		if (error instanceof RetryableFault) throw unavailable(`${error.message}, ${policy.attempts} times`, "Run the job again. If it lasts, look whether GitHub has an outage.");
		throw error;
	}
}
async function attempt(url, bearer) {
	let status;
	let body;
	try {
		const headers = {
			authorization: `Bearer ${bearer}`,
			accept: "application/json"
		};
		const answer = await boundedExchange((client) => client.get(url, headers), BOUNDS);
		status = answer.message.statusCode ?? 0;
		body = answer.body.toString("utf8");
	} catch {
		throw new RetryableFault("the connection to the issuer failed");
	}
	if (isPassingStatus(status)) throw new RetryableFault(`the issuer answered with status ${status}`);
	if (status !== 200) throw unavailable(`the issuer answered with status ${status}`, "See that the job has `permissions: id-token: write`, and that it has not run for longer than its own token lasts.");
	const token = tokenIn(body);
	if (token !== void 0) return token;
	throw unavailable("the answer of the issuer holds no token", "Run the job again.");
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
	return new InTotoError("KEYLESS_TOKEN_UNAVAILABLE", `The job cannot get an identity token: ${what}.`, { hint });
}
export { requestIdentityToken };
