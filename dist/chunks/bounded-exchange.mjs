import { t as HttpClient } from "./lib.mjs";
import { Buffer } from "node:buffer";
// src/github/bounded-exchange.ts
/**
* One request by the client that the runner's own actions use, which knows proxies. It follows nobody elsewhere.
* Rejects when no whole answer came in time, or when it is larger than the bound.
*/
async function boundedExchange(send, { timeoutMs, maxBytes }) {
	const client = new HttpClient("in-toto-actions", [], {
		allowRedirects: false,
		keepAlive: true,
		socketTimeout: timeoutMs
	});
	let timer;
	const late = new Promise((_resolve, reject) => {
		timer = setTimeout(() => reject(/* @__PURE__ */ new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
	});
	try {
		return await Promise.race([exchange(send(client), maxBytes), late]);
	} finally {
		clearTimeout(timer);
		client.dispose();
	}
}
async function exchange(sent, maxBytes) {
	const { message } = await sent;
	const chunks = [];
	let bytes = 0;
	try {
		for await (const chunk of message) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
			chunks.push(chunk);
		}
	} finally {
		message.destroy();
	}
	return {
		message,
		body: Buffer.concat(chunks)
	};
}
export { boundedExchange as t };
