import { h as GateError } from "./gate-start.mjs";
import { K as quoteUntrusted, M as isGitId, V as LIMITS } from "./base.mjs";
const { createHash } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
// src/github/rest-answer.ts
/** A member of an answer that must be there. @throws GITHUB_UNAVAILABLE */
function answerText(data, member, what) {
	const value = data?.[member];
	if (typeof value === "string") return value;
	throw new GateError("GITHUB_UNAVAILABLE", `GitHub's answer for ${what} has no text ${member}.`, { hint: "Run the job again. If it lasts, something between this job and GitHub changes the answers." });
}
// src/github/repository-files.ts
const PERMISSION = "contents: read";
/** The commit that a ref leads to. @throws GITHUB_ codes */
async function resolveCommit(rest, { owner, repo, ref }) {
	if (isGitId(ref)) return ref;
	const what = `the commit that ${quoteUntrusted(ref)} names`;
	const { data } = await rest.call({
		route: "GET /repos/{owner}/{repo}/commits/{ref}",
		parameters: {
			owner,
			repo,
			ref
		},
		what,
		permission: PERMISSION
	});
	const commit = answerText(data, "sha", what);
	if (isGitId(commit)) return commit;
	throw new GateError("LAYOUT_REF_INVALID", `GitHub gives no commit for ${quoteUntrusted(ref)}.`, { hint: "Let layout-ref name a branch, a tag or a commit of that repository." });
}
/** Whether a repository has a commit, by its whole id. @throws GITHUB_ codes */
async function hasCommit(rest, { owner, repo }, commit) {
	const what = `commit ${commit.slice(0, 12)}`;
	try {
		const { data } = await rest.call({
			route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
			parameters: {
				owner,
				repo,
				commit_sha: commit
			},
			what,
			permission: PERMISSION
		});
		return answerText(data, "sha", what) === commit;
	} catch (error) {
		if (error instanceof GateError && error.code === "GITHUB_NOT_FOUND") return false;
		throw error;
	}
}
/**
* A file at a commit. What comes is compared with git's id of it.
*
* @throws GITHUB_ codes, LAYOUT_FILE_INVALID
*/
async function fetchFile(rest, { owner, repo }, commit, path) {
	const what = `${quoteUntrusted(path)} of ${owner}/${repo} at ${commit.slice(0, 12)}`;
	const wrong = (message, hint) => new GateError("LAYOUT_FILE_INVALID", `${what} ${message}.`, {
		at: `${owner}/${repo}@${commit}`,
		hint
	});
	const { data } = await rest.call({
		route: "GET /repos/{owner}/{repo}/contents/{path}",
		parameters: {
			owner,
			repo,
			path,
			ref: commit
		},
		what,
		permission: PERMISSION
	});
	if (Array.isArray(data)) throw wrong("is a directory", `Name the file in it, like ${quoteUntrusted(`${path}/root.layout`)}.`);
	const type = answerText(data, "type", what);
	if (type !== "file") throw wrong(`is of the type ${quoteUntrusted(type, 40)} and not a plain file`, "Name the file itself, at the path where it is committed: neither symbolic links nor submodules are followed.");
	const blob = answerText(data, "sha", what);
	const size = data.size;
	if (typeof size !== "number" || size > LIMITS.layoutBytes) throw wrong(`has ${typeof size === "number" ? String(size) : "an unknown number of"} bytes; at most ${LIMITS.layoutBytes} are read`, "Name the signed layout or trusted root itself, which has some kilobytes.");
	const content = answerText(data, "encoding", what) === "base64" ? data : await fetchBlob(rest, {
		owner,
		repo
	}, blob, what);
	const bytes = Buffer.from(answerText(content, "content", what), "base64");
	if (gitBlobId(bytes, blob.length) !== blob) throw wrong(`is not what git's id ${quoteUntrusted(blob, 80)} stands for`, "Run the job again. If it lasts, something between GitHub and this runner changes what is fetched, such as a proxy: find it.");
	return {
		bytes,
		commit,
		blob
	};
}
async function fetchBlob(rest, { owner, repo }, blob, what) {
	const { data } = await rest.call({
		route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
		parameters: {
			owner,
			repo,
			file_sha: blob
		},
		what,
		permission: PERMISSION
	});
	return data;
}
/** Git's id of a file's content: SHA-1, or SHA-256 in repositories of that kind. */
function gitBlobId(bytes, digits) {
	return createHash(digits === 64 ? "sha256" : "sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
// src/github/gate-server.ts
/**
* The server of a repository.
*
* @param fetchCommit what git does, which needs no interface
* @param environment of the job that asks
*/
function gateServer(rest, { owner, repo }, fetchCommit, environment = {}) {
	return {
		fetchCommit,
		hasCommit: (commit) => hasCommit(rest, {
			owner,
			repo
		}, commit),
		resolveCommit: (place) => resolveCommit(rest, place),
		fetchFile: (place, commit, path) => fetchFile(rest, place, commit, path),
		runState: (runId) => runState(rest, {
			owner,
			repo
		}, runId),
		jobs: async (runId, attempts) => (await runOfLinks()).runJobs(rest, {
			owner,
			repo,
			runId
		}, attempts),
		uploaders: async (artifacts) => (await runOfLinks()).uploaders(artifacts, environment),
		links: async (runId, temporary) => new (await (runOfLinks())).RestLinkSource(rest, {
			owner,
			repo,
			runId
		}, temporary),
		publishCheckRun: async (check) => (await import("./github-check-run.mjs")).publishCheckRun(rest, {
			owner,
			repo
		}, check),
		raiseAlert: async (body) => (await import("./load-github-alert-issue.mjs")).raiseAlert(rest, {
			owner,
			repo,
			body
		})
	};
}
const runOfLinks = () => import("./github-run-of-links.mjs");
async function runState(rest, { owner, repo }, runId) {
	const { data } = await rest.call({
		route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
		parameters: {
			owner,
			repo,
			run_id: Number(runId)
		},
		what: `run ${runId}`,
		permission: "actions: read"
	});
	const answer = data ?? {};
	const { head_sha: head, run_attempt: attempt, event, status, conclusion } = answer;
	if (typeof attempt === "number" && typeof head === "string" && typeof event === "string") return {
		head,
		attempt,
		event,
		status,
		conclusion,
		from: runFrom(answer)
	};
	throw new GateError("GITHUB_UNAVAILABLE", `GitHub's answer for run ${runId} lacks what its documentation promises.`, { hint: "Run the job again." });
}
/** Where a run came from; undefined unless the answer tells all of it. The head's repository is null once it is deleted. */
function runFrom({ path, head_branch: branch, repository, head_repository: head }) {
	const own = memberOf(repository, "id");
	if (typeof path !== "string" || typeof branch !== "string" || typeof own !== "number" || head === void 0) return void 0;
	if (head === null) return {
		path,
		branch,
		isOwn: false,
		repository: void 0
	};
	const [id, name] = [memberOf(head, "id"), memberOf(head, "full_name")];
	if (typeof id !== "number" || typeof name !== "string") return void 0;
	return {
		path,
		branch,
		isOwn: id === own,
		repository: name
	};
}
function memberOf(value, name) {
	return typeof value === "object" && value !== null ? value[name] : void 0;
}
export { gateServer };
