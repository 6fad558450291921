import { t as HttpClient } from "./lib.mjs";
import { t as boundedBody } from "./bounded-body.mjs";
// src/github/http-post.ts
/** Sends a request with the client that the runner's own actions use, which knows proxies. */
async function httpPost({ url, body, headers, timeoutMs, maxBytes }) {
	const { message } = await new HttpClient("in-toto-actions", [], {
		allowRedirects: false,
		keepAlive: false,
		socketTimeout: timeoutMs
	}).post(url, body, { ...headers });
	const answer = await boundedBody(message, timeoutMs, maxBytes);
	const found = Object.entries(message.headers).map(([name, value]) => [name, value?.toString()]);
	return {
		status: message.statusCode ?? 0,
		headers: Object.fromEntries(found),
		body: answer.toString("utf8")
	};
}
export { httpPost };
