import { t as HttpClient } from "./lib.mjs";
// src/github/http-post.ts
/** Sends a request with the client that the runner's own actions use, which knows proxies. */
async function httpPost({ url, body, headers, timeoutMs, maxBytes }) {
	const { message } = await new HttpClient("in-toto-actions", [], {
		allowRedirects: false,
		keepAlive: false,
		socketTimeout: timeoutMs
	}).post(url, body, { ...headers });
	const timer = setTimeout(() => message.destroy(/* @__PURE__ */ new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
	try {
		const chunks = [];
		let bytes = 0;
		for await (const chunk of message) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
			chunks.push(chunk);
		}
		const found = Object.entries(message.headers).map(([name, value]) => [name, value?.toString()]);
		return {
			status: message.statusCode ?? 0,
			headers: Object.fromEntries(found),
			body: Buffer.concat(chunks).toString("utf8")
		};
	} finally {
		clearTimeout(timer);
		message.destroy();
	}
}
export { httpPost };
