import { l as quoteUntrusted, r as LIMITS, u as InTotoError } from "./base.mjs";
import { n as invalid } from "./inputs.mjs";
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
// src/github/rest-answer.ts
/** A member of an answer that must be there. @throws GITHUB_UNAVAILABLE */
function answerText(data, member, what) {
	const value = data?.[member];
	if (typeof value === "string") return value;
	throw new InTotoError("GITHUB_UNAVAILABLE", `GitHub's answer for ${what} has no text ${member}.`, { hint: "Run the job again. If it lasts, something between this job and GitHub changes the answers." });
}
// src/github/trusted-layout.ts
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Neither name may be `.` or `..`, which a path of the interface would follow. */
const OTHER = /^(?!\.\.?\/)([\w.-]+)\/(?!\.\.?@)([\w.-]+)@(\S+)$/;
const PERMISSION = "contents: read";
/**
* Where the layout that decides is read.
*
* @param choice `base`, `head` or `owner/repo@ref`
* @throws INPUT_INVALID, LAYOUT_REF_INVALID
*/
function layoutRef(choice, context) {
	const { owner, name: repo } = context;
	if (choice === "head") return {
		owner,
		repo,
		ref: context.sha,
		reason: "at the commit of the run, which a pull request can change"
	};
	if (choice === "base") return {
		owner,
		repo,
		...baseOf(context)
	};
	const [, otherOwner, otherRepo, ref] = OTHER.exec(choice) ?? [];
	if (otherOwner === void 0 || otherRepo === void 0 || ref === void 0) throw invalid("layout-ref", `${quoteUntrusted(choice)} is neither base, nor head, nor owner/repo@ref`);
	return {
		owner: otherOwner,
		repo: otherRepo,
		ref,
		reason: "from the repository that the workflow names"
	};
}
/** The layout of the change itself, where it can differ from the one that decides. */
function headRef(context) {
	const { owner, name: repo, sha } = context;
	return /^(pull_request(_review|_review_comment)?|merge_group)$/.test(context.eventName) ? {
		owner,
		repo,
		ref: sha,
		reason: "at the commit of the run"
	} : void 0;
}
function baseOf({ eventName, event, ref, sha, attempt }) {
	const branchOf = (path, reason) => {
		const value = event.text(path)?.replace(/^refs\/heads\//, "");
		if (value !== void 0 && /^[^\s\p{Cc}]+$/u.test(value)) return {
			ref: `heads/${value}`,
			reason
		};
		throw new InTotoError("LAYOUT_REF_INVALID", `The payload of the event ${quoteUntrusted(eventName)} does not tell ${path}.`, { hint: "Name the layout by owner/repo@ref in the input layout-ref." });
	};
	if (eventName.startsWith("pull_request")) return branchOf("pull_request.base.ref", "from the branch that the pull request is for");
	if (eventName === "merge_group") return branchOf("merge_group.base_ref", "from the branch that the merge group is for");
	const branch = event.text("repository.default_branch");
	if (branch !== void 0 && ref === `refs/heads/${branch}` && attempt === 1) return {
		ref: sha,
		reason: "at the commit of the run, on the default branch"
	};
	return {
		ref: branch === void 0 ? "HEAD" : `heads/${branch}`,
		reason: "from the default branch"
	};
}
/** The commit that a ref leads to. @throws GITHUB_ codes */
async function resolveCommit(rest, { owner, repo, ref }) {
	if (COMMIT.test(ref)) return ref;
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
	if (COMMIT.test(commit)) return commit;
	throw new InTotoError("LAYOUT_REF_INVALID", `GitHub gives no commit for ${quoteUntrusted(ref)}.`, { hint: "Check the input layout-ref." });
}
/**
* A file at a commit. What comes is compared with git's id of it.
*
* @throws GITHUB_ codes, LAYOUT_FILE_INVALID
*/
async function fetchFile(rest, { owner, repo }, commit, path) {
	const what = `${quoteUntrusted(path)} of ${owner}/${repo} at ${commit.slice(0, 12)}`;
	const wrong = (message) => new InTotoError("LAYOUT_FILE_INVALID", `${what} ${message}.`, {
		at: `${owner}/${repo}@${commit}`,
		hint: "Check the inputs layout and layout-ref."
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
	if (Array.isArray(data)) throw wrong("is a directory");
	if (answerText(data, "type", what) !== "file") throw wrong("is no plain file");
	const blob = answerText(data, "sha", what);
	const size = data.size;
	if (typeof size !== "number" || size > LIMITS.layoutBytes) throw wrong(`has more than ${LIMITS.layoutBytes} bytes`);
	const content = answerText(data, "encoding", what) === "base64" ? data : await fetchBlob(rest, {
		owner,
		repo
	}, blob, what);
	const bytes = Buffer.from(answerText(content, "content", what), "base64");
	if (gitBlobId(bytes, blob.length) !== blob) throw wrong(`is not what git's id ${quoteUntrusted(blob, 80)} stands for`);
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
export { resolveCommit as i, headRef as n, layoutRef as r, fetchFile as t };
