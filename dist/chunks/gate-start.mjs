import { G as escapeUntrusted, K as quoteUntrusted, M as isGitId, V as LIMITS, X as RoomError, l as invalid, y as releaseBytes } from "./base.mjs";
import { v as readSignedIntents } from "./intoto.mjs";
import { lt as FilesError, n as readFileAmongOthers } from "./every-action.mjs";
import { join } from "node:path";
const { readdirSync, statSync } = process.getBuiltinModule("node:fs");
// src/gate/codes.ts
const GATE_CODES = {
	GITHUB_FORBIDDEN: "GitHub refused a request: the token lacks a permission.",
	GITHUB_NOT_FOUND: "GitHub does not have what was asked for, or does not show it to this token.",
	GITHUB_UNAVAILABLE: "GitHub did not answer as it should, even after retries.",
	LAYOUT_REF_INVALID: "The ref from which the layout is to be read cannot be resolved.",
	LAYOUT_FILE_INVALID: "What the layout path names is not a plain file, or not the one that its id says.",
	SOURCE_NOT_FETCHED: "The files of the commit that was verified could not be fetched, so nobody knows whether the links name them.",
	SOURCE_COMMIT_UNKNOWN: "The repository does not have the commit whose files the links should name."
};
/** Reasons to block, beyond the failures of verification. */
const GATE_FAILURE_CODES = {
	NEEDED_JOB_FAILED: "A job that the gate needs did not succeed.",
	NEEDED_JOBS_NONE: "The gate was told of no needed job, so it may have run before the stages.",
	LINK_ARTIFACT_INVALID: "A workflow artifact that claims to hold a link holds something else.",
	LINK_ARTIFACT_RENAMED: "A link was stored as one of another step, job or attempt than it is of.",
	LINKS_COLLIDE: "Two workflow artifacts claim the same step and functionary.",
	LINK_SUPERSEDED: "A step was recorded again in a later attempt, and that recording is not signed.",
	LINK_OF_OLDER_ATTEMPT: "A link is of an older attempt, and nobody told whether its job succeeded in a later one.",
	LINK_JOB_NOT_SUCCESSFUL: "The job that a link comes from did not succeed when it ran last.",
	LINK_JOB_RAN_AGAIN: "The job that a link comes from ran again in a later attempt and stored no new one.",
	LINK_JOB_UNKNOWN: "The server does not list the job that a link says it comes from.",
	LINK_UPLOADED_BY_OTHER_JOB: "A link was stored by another job than the one that it names.",
	LINK_RUNNER_OTHER: "A link names another kind of runner than the server does for its job.",
	TAKE_OVER_OLD: "A step took products over by a link that does not count.",
	RUN_NOT_SUCCESSFUL: "The run whose links are verified did not succeed.",
	RUN_OF_OTHER_WORKFLOW: "The run whose links are verified is of another workflow than the one that was demanded.",
	RUN_OF_OTHER_BRANCH: "The run whose links are verified is of another branch than the one that was demanded.",
	RUN_OF_OTHER_EVENT: "The run whose links are verified was started by another event than was demanded.",
	RUN_OF_FORK: "The run whose links are verified is of another repository, such as a fork.",
	LAYOUT_CHANGED_SINCE: "The layout was changed after the run began, and by the new one the run fails.",
	OWN_LAYOUT_MISSING: "A change takes the layout away.",
	OWN_LAYOUT_INVALID: "A change brings a layout that cannot be read.",
	OWN_LAYOUT_UNSIGNED: "A change brings a layout that is not signed as the one that decides.",
	OWN_LAYOUT_WORSE: "By the layout that a change brings the verdict would be worse."
};
/** A gate that could not tell. */
var GateError = class extends RoomError {};
// src/gate/gate-run.ts
/** Whether what started a run is a pull request, which anybody may open. */
function isOfPullRequest(event) {
	return event.startsWith("pull_request");
}
// src/gate/layout-ref.ts
/** Neither name may be `.` or `..`, which a path of the interface would follow. */
const OTHER = /^(?!\.\.?\/)([\w.-]+)\/(?!\.\.?@)([\w.-]+)@(\S+)$/;
/**
* Where the layout that decides is read.
*
* @param choice `base`, `head` or `owner/repo@ref`
* @throws INPUT_INVALID, LAYOUT_REF_INVALID
*/
function layoutRef(choice, run) {
	const { owner, name: repo } = run;
	if (choice === "head") return {
		owner,
		repo,
		ref: run.sha,
		reason: "at the commit of the run, which a pull request can change"
	};
	if (choice === "base") return {
		owner,
		repo,
		...baseOf(run)
	};
	const [, otherOwner = "", otherRepo = "", ref = ""] = OTHER.exec(choice) ?? [];
	if (ref === "") throw invalid("layout-ref", `${quoteUntrusted(choice)} is neither base, nor head, nor owner/repo@ref`);
	return {
		owner: otherOwner,
		repo: otherRepo,
		ref,
		reason: "from the repository that the workflow names"
	};
}
/** The layout of the change itself, where it can differ from the one that decides. */
function headRef(run) {
	const { owner, name: repo, sha } = run;
	return /^(pull_request(_review|_review_comment)?|merge_group)$/.test(run.eventName) ? {
		owner,
		repo,
		ref: sha,
		reason: "at the commit of the run"
	} : void 0;
}
function baseOf({ owner, name, eventName, event }) {
	const branchOf = (path, reason) => {
		const value = event.text(path)?.replace(/^refs\/heads\//, "");
		if (value !== void 0 && /^[^\s\p{Cc}]+$/u.test(value)) return {
			ref: `heads/${value}`,
			reason
		};
		throw new GateError("LAYOUT_REF_INVALID", `The payload of the event ${quoteUntrusted(eventName)} does not tell ${path}.`, { hint: `Name the repository and the branch whose layout decides: \`layout-ref: ${owner}/${name}@main\`.` });
	};
	if (isOfPullRequest(eventName)) return branchOf("pull_request.base.ref", "from the branch that the pull request is for");
	if (eventName === "merge_group") return branchOf("merge_group.base_ref", "from the branch that the merge group is for");
	const branch = event.text("repository.default_branch");
	return {
		ref: branch === void 0 ? "HEAD" : `heads/${branch}`,
		reason: "from the default branch"
	};
}
// src/reporting/format-names.ts
/** Every name of a report format, the default first. `REPORT_FORMATS`, which renders them, is loaded by whoever renders. */
const FORMAT_NAMES = [
	"text",
	"json",
	"markdown",
	"sarif",
	"annotations"
];
// src/gate/no-links.ts
/** A store without links. */
const NO_LINKS = {
	read: async () => void 0,
	names: async () => [],
	sub: () => NO_LINKS
};
// src/gate/directory-link-store.ts
/** Links in a directory, those of sublayouts in directories below it. */
var DirectoryLinkStore = class DirectoryLinkStore {
	#directory;
	#read;
	/** @param read takes the paths of the files that are read, those of sublayouts, too */
	constructor(directory, read = /* @__PURE__ */ new Set()) {
		this.#directory = directory;
		this.#read = read;
	}
	/** Paths of the files that were read. */
	get filesRead() {
		return [...this.#read];
	}
	/**
	* A directory that is named like a link is no link, as in the reference.
	*
	* @throws FILE_UNREADABLE, JSON_TOO_LARGE
	*/
	async read(fileName) {
		if (/[/\\\0]/.test(fileName)) return void 0;
		const path = join(this.#directory, fileName);
		const bytes = readFileAmongOthers(path, LIMITS.linkBytes);
		if (bytes !== void 0) this.#read.add(path);
		return bytes;
	}
	/** Each `read` reads anew. */
	release(bytes) {
		releaseBytes(bytes);
	}
	/** The names of all that is no directory. @throws FILE_UNREADABLE */
	async names() {
		try {
			return readdirSync(this.#directory, { withFileTypes: true }).filter((entry) => !entry.isDirectory()).map(({ name }) => name);
		} catch (error) {
			const { code } = error;
			if (code === "ENOENT" || code === "ENOTDIR") return [];
			throw new FilesError("FILE_UNREADABLE", `The directory cannot be read: ${code ?? "unknown"}.`, {
				at: escapeUntrusted(this.#directory),
				cause: error
			});
		}
	}
	sub(directoryName) {
		return /[/\\\0]/.test(directoryName) ? NO_LINKS : new DirectoryLinkStore(join(this.#directory, directoryName), this.#read);
	}
};
// src/gate/link-directory.ts
/**
* A step without links is a "no"; without the directory nobody looked at all.
*
* @throws FILE_UNREADABLE
*/
function checkLinkDirectory(directory, named) {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
	throw new FilesError("FILE_UNREADABLE", "There is no directory of that name, so no link was looked for.", {
		at: escapeUntrusted(directory),
		hint: `Check ${named}, and whether what brings the links there ran before.`
	});
}
// src/gate/own-run-report.ts
/** The run that verifies, as reports name it. */
function ownRunReport({ repository, runId, attempt, sha, eventName }) {
	return {
		repository,
		id: runId,
		attempt,
		commit: sha,
		event: eventName
	};
}
// src/gate/source-commit.ts
/** Reads the input `commit`. Undefined for what it does not take: a short id could become that of another commit. */
function readSourceCommit(text) {
	if (text === "run" || text === "head") return text;
	return isGitId(text) ? { id: text } : void 0;
}
/** A layout that cannot be read says nothing here; verification says why. */
function commitOfLayout(layout) {
	if (layout === void 0) return void 0;
	const intents = readSignedIntents(layout);
	return intents === void 0 || "code" in intents ? void 0 : intents.sourceCommit;
}
/**
* What the input and the layout say together. The layout says it where it is in intents, so that nobody who changes the
* workflow changes it; the input only names the commit where the layout wants one named.
*
* @returns `head or run`: the tip of the pull request, and of a run without one its commit
* @throws INPUT_INVALID where the two contradict each other
*/
function choiceOf(input, layout) {
	const isNamed = typeof input === "object";
	switch (layout) {
		case void 0: return input;
		case "named":
			if (isNamed) return input;
			throw invalid("commit", "the layout says `source: { commit: named }`, so the gate has to name the commit", "Give the whole id of the commit that the stages check out: `commit: ${{ \u2026 }}`.");
		case "head":
			if (!isNamed) return "head or run";
			throw contradiction("head", "named");
		case "run":
			if (input === "run") return input;
			throw contradiction("run", isNamed ? "named" : "head");
	}
}
function contradiction(says, wanted) {
	return invalid("commit", `the layout is in intents, and says that the source is of the commit ${says === "run" ? "of the run (the default)" : "at the tip of the pull request"}`, `Leave the input away; or write \`source: { commit: ${wanted} }\` into \`layout.yml\`, and sign the layout again.`);
}
/**
* The commit that the claims must name; undefined where nobody tells it, and they only have to agree on one.
*
* @param ofRun the commit that the run of the links is of, where it is known
* @throws INPUT_INVALID for `head` where the event has no pull request
*/
function sourceCommitOf(choice, { event, eventName }, ofRun) {
	if (choice === "run") return ofRun;
	if (typeof choice === "object") return choice.id;
	const head = isOfPullRequest(eventName) ? event.text("pull_request.head.sha") : void 0;
	if (head !== void 0 && isGitId(head)) return head;
	if (choice === "head or run") return ofRun;
	throw invalid("commit", "`head` is the tip of a pull request, and the event of this run has none", "Write `run`, or give the commit by all of its digits.");
}
export { ownRunReport as a, NO_LINKS as c, layoutRef as d, isOfPullRequest as f, GateError as h, sourceCommitOf as i, FORMAT_NAMES as l, GATE_FAILURE_CODES as m, commitOfLayout as n, checkLinkDirectory as o, GATE_CODES as p, readSourceCommit as r, DirectoryLinkStore as s, choiceOf as t, headRef as u };
