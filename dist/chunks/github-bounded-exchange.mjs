import { t as HttpClient } from "./github-lazy-undici.mjs";
import { Buffer } from "node:buffer";
// src/github/bounded-exchange.ts
/**
* The client that the runner's own actions use, which knows proxies.
*
* @param signal breaks off every request of the client
*/
function httpClient(timeoutMs, redirects, signal) {
	return new HttpClient("in-toto-actions", signal === void 0 ? [] : [abortedBy(signal)], {
		allowRedirects: redirects === "follow",
		maxRedirects: 5,
		keepAlive: true,
		socketTimeout: timeoutMs
	});
}
/** Disposing of a client does not reach the sockets that go through a proxy; Node ends any that a request has. */
function abortedBy(signal) {
	return {
		prepareRequest: (options) => {
			options.signal = signal;
			const { proxyOptions } = options.agent ?? {};
			if (proxyOptions !== void 0) proxyOptions.signal = signal;
		},
		canHandleAuthentication: () => false,
		handleAuthentication: () => Promise.reject(/* @__PURE__ */ new Error("it has nothing to log in with"))
	};
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
