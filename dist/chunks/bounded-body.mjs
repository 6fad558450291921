import { Buffer } from "node:buffer";
// src/github/bounded-body.ts
/** The body of an answer, if it comes in time and is no larger than the bound. Rejects otherwise. */
async function boundedBody(message, timeoutMs, maxBytes) {
	const timer = setTimeout(() => message.destroy(/* @__PURE__ */ new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
	try {
		const chunks = [];
		let bytes = 0;
		for await (const chunk of message) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	} finally {
		clearTimeout(timer);
		message.destroy();
	}
}
export { boundedBody as t };
