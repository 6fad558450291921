import { G as escapeUntrusted, K as quoteUntrusted, Y as InTotoError, _ as BaseError, n as isPassingStatus } from "./base.mjs";
import { x as digestOfHex } from "./every-action.mjs";
import { r as httpClient } from "./github-bounded-exchange.mjs";
import { n as fillFile } from "./github-fill-file.mjs";
import { i as withRetries, n as RetryableFault, r as retryAfterMs } from "./github-retry.mjs";
const { createHash } = process.getBuiltinModule("node:crypto");
const { rmSync } = process.getBuiltinModule("node:fs");
// src/github/download.ts
/** @throws ARTIFACT_DOWNLOAD_FAILED, ARTIFACT_DIGEST_DIFFERS, ARTIFACT_TOO_LARGE, FILE_UNWRITABLE; what `address` throws */
async function download(request, timing) {
	try {
		await withRetries(() => attempt(request, timing), timing);
	} catch (error) {
		if (!(error instanceof RetryableFault)) throw error;
		throw new BaseError("ARTIFACT_DOWNLOAD_FAILED", `The workflow artifact ${quoteUntrusted(request.name)} could not be fetched in ${timing.attempts} attempts: ${escapeUntrusted(error.message)}.`, {
			cause: error,
			hint: "Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage, or a firewall keeps the runner from the storage."
		});
	}
}
async function attempt(request, { stallMs, totalMs }) {
	const url = await request.address();
	const client = httpClient(stallMs, "refuse");
	const timers = [];
	const late = new Promise((_resolve, reject) => {
		const after = (ms, reason) => timers.push(setTimeout(() => reject(new RetryableFault(reason)), ms));
		after(stallMs, `nothing came for ${stallMs} ms`);
		after(totalMs, `it took longer than ${totalMs} ms`);
	});
	let message;
	try {
		message = await Promise.race([answerOf(client, url), late]);
		await Promise.race([keep(request, message, () => timers[0]?.refresh()), late]);
	} finally {
		timers.forEach(clearTimeout);
		message?.destroy();
		client.dispose();
	}
}
async function answerOf(client, url) {
	const { message } = await client.get(url).catch((cause) => {
		throw new RetryableFault(`the connection failed (${codeOf(cause)})`);
	});
	const status = message.statusCode ?? 0;
	if (status === 200) return message;
	message.destroy();
	throw new RetryableFault(`the storage answered with status ${status}`, isPassingStatus(status) ? retryAfterMs(message.headers["retry-after"]) : void 0);
}
async function keep({ file, maxBytes, digest, name, openSink }, message, onBytes) {
	const length = message.headers["content-length"];
	if (Number(length ?? 0) > maxBytes) throw tooLarge(name, maxBytes);
	const hash = createHash("sha256");
	let bytes = 0;
	async function* metered() {
		try {
			for await (const chunk of message) {
				onBytes();
				bytes += chunk.length;
				if (bytes > maxBytes) throw tooLarge(name, maxBytes);
				hash.update(chunk);
				yield chunk;
			}
		} catch (error) {
			if (error instanceof InTotoError) throw error;
			throw new RetryableFault(`the connection broke (${codeOf(error)})`);
		}
	}
	rmSync(file, { force: true });
	await fillFile(file, metered(), `The workflow artifact ${quoteUntrusted(name)} cannot be kept`, openSink);
	if (length !== void 0 && Number(length) !== bytes) throw new RetryableFault(`${bytes} of ${length} bytes came`);
	const found = digestOfHex(hash.digest("hex"));
	if (found === digest) return;
	throw new BaseError("ARTIFACT_DIGEST_DIFFERS", `The workflow artifact ${quoteUntrusted(name)} has the digest ${found}; ${quoteUntrusted(digest, 100)} was stored.`, { hint: "It was replaced or damaged on its way. Run the job that stores it again, and find out why if it lasts." });
}
function codeOf(cause) {
	const { code } = cause ?? {};
	return typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : "unknown reason";
}
function tooLarge(name, maxBytes) {
	return new BaseError("ARTIFACT_TOO_LARGE", `The workflow artifact ${quoteUntrusted(name)} has more than ${maxBytes} bytes.`, { hint: "It is larger than the service says, or than any honest one of its kind. Find out which job stored it." });
}
/** For storage on the other side of the world. */
const DOWNLOAD_TIMING = {
	attempts: 4,
	firstWaitMs: 1e3,
	longestWaitMs: 3e4,
	stallMs: 3e4,
	totalMs: 9e5
};
export { download as n, DOWNLOAD_TIMING as t };
