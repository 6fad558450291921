import { S as isSha256Digest, it as makeDirectory } from "./every-action.mjs";
import { L as LIMITS, W as quoteUntrusted, g as BaseError } from "./base.mjs";
import { x as GateError } from "./every-verification.mjs";
import { n as download, r as checkArtifactCount, t as DOWNLOAD_TIMING } from "./github-download.mjs";
import { n as unzip } from "./github-unzip.mjs";
import { join } from "node:path";
const { mkdtempSync, rmSync } = process.getBuiltinModule("node:fs");
// src/github/rest-link-source.ts
const PAGE = 100;
const PERMISSION = "actions: read";
/** How often a list is read that does not stay the same. */
const LISTINGS = 3;
/** Files in one workflow artifact with a link. A stage stores one. */
const LINK_FILES = 16;
var RestLinkSource = class {
	#rest;
	#run;
	#temporary;
	#timing;
	/** @param temporary an empty directory for what is fetched */
	constructor(rest, run, temporary, timing = DOWNLOAD_TIMING) {
		this.#rest = rest;
		this.#run = run;
		this.#temporary = temporary;
		this.#timing = timing;
	}
	async list(...prefixes) {
		for (let tried = 0; tried < LISTINGS; tried += 1) {
			const found = await this.#listOnce();
			if (found !== void 0) return [...found.values()].filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
		}
		throw new BaseError("ARTIFACT_LIST_FAILED", `GitHub's list of the workflow artifacts of run ${this.#run.runId} changed or broke off each time that it was read.`, { hint: "Let this job need all jobs that store workflow artifacts, and find out what deletes some meanwhile." });
	}
	/** Every artifact by its id; undefined when the list did not stay the same from its first page to its last. */
	async #listOnce() {
		const { owner, repo, runId } = this.#run;
		const found = /* @__PURE__ */ new Map();
		for (let page = 1, seen = 0, expected;; page += 1) {
			const { data } = await this.#rest.call({
				route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
				parameters: {
					owner,
					repo,
					run_id: Number(runId),
					per_page: PAGE,
					page
				},
				what: `the workflow artifacts of run ${runId}`,
				permission: PERMISSION
			});
			const { artifacts, total_count: total } = data ?? {};
			if (!Array.isArray(artifacts) || typeof total !== "number") throw unreadable("the list of workflow artifacts");
			checkArtifactCount(total);
			expected ??= total;
			for (const artifact of artifacts.map(readListed)) found.set(artifact.id, artifact);
			seen += artifacts.length;
			if (total !== expected) return void 0;
			if (seen >= total) return found.size === total ? found : void 0;
			if (artifacts.length === 0) return void 0;
		}
	}
	async unpack({ id, name, size, digest }) {
		if (size > LIMITS.linkArtifactBytes) throw new BaseError("ARTIFACT_TOO_LARGE", `The workflow artifact ${quoteUntrusted(name)} has ${size} bytes; at most ${LIMITS.linkArtifactBytes} are read.`, { hint: "No honest link is so large; find out which job stored it." });
		if (digest === void 0) throw new BaseError("ARTIFACT_DIGEST_DIFFERS", `GitHub does not tell the digest of the workflow artifact ${quoteUntrusted(name)}.`, { hint: "It was stored by something else than this suite. Find out which job stored it." });
		const place = mkdtempSync(join(this.#temporary, "link-"));
		const archive = join(place, "artifact.zip");
		const directory = join(place, "files");
		makeDirectory(directory);
		await download({
			address: () => this.#address(id, name),
			file: archive,
			maxBytes: LIMITS.linkArtifactBytes,
			digest,
			name
		}, this.#timing);
		const files = await unzip(archive, directory, {
			bytes: LIMITS.linkBytes,
			files: LINK_FILES
		}, name);
		rmSync(archive);
		return {
			directory,
			files
		};
	}
	async #address(id, name) {
		const { owner, repo } = this.#run;
		const { status, headers } = await this.#rest.call({
			route: "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
			parameters: {
				owner,
				repo,
				artifact_id: Number(id),
				archive_format: "zip"
			},
			what: `the workflow artifact ${quoteUntrusted(name)}`,
			permission: PERMISSION,
			redirect: "manual"
		});
		const { location } = headers;
		if (status === 302 && typeof location === "string") return location;
		throw unreadable(`the address of ${quoteUntrusted(name)}`);
	}
};
function readListed(value) {
	const { id, name, size_in_bytes: size, digest, expired } = value ?? {};
	if (!Number.isSafeInteger(id) || typeof name !== "string" || typeof size !== "number") throw unreadable("a workflow artifact");
	if (expired === true && name.startsWith("in-toto")) throw new BaseError("ARTIFACT_DOWNLOAD_FAILED", `The workflow artifact ${quoteUntrusted(name)} has expired.`, { hint: "Run the pipeline again, or keep links longer with retention-days." });
	return {
		id: String(id),
		name,
		size,
		digest: typeof digest === "string" && isSha256Digest(digest) ? digest : void 0
	};
}
function unreadable(what) {
	return new GateError("GITHUB_UNAVAILABLE", `GitHub's answer for ${what} is not of the form that its documentation gives.`, { hint: "Run the job again. If it lasts, something between this job and GitHub changes the answers." });
}
export { RestLinkSource };
