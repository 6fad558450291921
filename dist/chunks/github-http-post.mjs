import { t as boundedExchange } from "./github-bounded-exchange.mjs";
// src/github/http-post.ts
/** Sends a request, through a proxy where there is one. */
async function httpPost({ url, body, headers, ...bounds }) {
	const answer = await boundedExchange((client) => client.post(url, body, { ...headers }), bounds);
	const found = Object.entries(answer.message.headers).map(([name, value]) => [name, value?.toString()]);
	return {
		status: answer.message.statusCode ?? 0,
		headers: Object.fromEntries(found),
		body: answer.body.toString("utf8")
	};
}
export { httpPost as t };
