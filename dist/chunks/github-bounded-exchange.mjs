import { t as HttpClient } from "./github-lazy-undici.mjs";
import { Buffer } from "node:buffer";
// src/github/bounded-exchange.ts
/** The client that the runner's own actions use, which knows proxies. */
function httpClient(timeoutMs, redirects) {
	return new HttpClient("in-toto-actions", [], {
		allowRedirects: redirects === "follow",
		maxRedirects: 5,
		keepAlive: true,
		socketTimeout: timeoutMs
	});
}
/**
* One request by a client of its own, which follows nobody elsewhere. Rejects when no whole answer came in time, or when
* it is larger than the bound.
*/
async function boundedExchange(send, bounds) {
	const client = httpClient(bounds.timeoutMs, "refuse");
	try {
		return await exchange(client, send, bounds);
	} finally {
		client.dispose();
	}
}
/** The same by a client that others use, too. */
async function exchange(client, send, { timeoutMs, maxBytes }) {
	let timer;
	const late = new Promise((_resolve, reject) => {
		timer = setTimeout(() => reject(/* @__PURE__ */ new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
	});
	try {
		return await Promise.race([wholeAnswer(send(client), maxBytes), late]);
	} finally {
		clearTimeout(timer);
	}
}
async function wholeAnswer(sent, maxBytes) {
	const { message } = await sent;
	const chunks = [];
	let bytes = 0;
	for await (const chunk of message) {
		bytes += chunk.length;
		if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
		chunks.push(chunk);
	}
	return {
		message,
		body: Buffer.concat(chunks)
	};
}
export { exchange as n, httpClient as r, boundedExchange as t };
