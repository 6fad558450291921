import { F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS, Y as InTotoError, _ as BaseError, y as releaseBytes } from "./base.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { Bt as readTookOver, Rt as readRecordedBy, d as readWorkflowArtifactName, f as workflowArtifactPrefix, vn as readRunBinding } from "./intoto.mjs";
import { A as LINK_FORMATS, j as linkFormatOf, k as UNBOUNDED, s as KnownLinks } from "./intoto-verification.mjs";
import { c as NO_LINKS, h as GateError, s as DirectoryLinkStore } from "./gate-start.mjs";
import { t as counts } from "./gate-steps-that-count.mjs";
import { basename, dirname, join } from "node:path";
const { createHash } = process.getBuiltinModule("node:crypto");
const { readFileSync, statSync } = process.getBuiltinModule("node:fs");
import { setTimeout } from "node:timers/promises";
// src/gate/check-link-name.ts
/** A link says itself which step, job and attempt it is of; the name of the artifact must agree. */
async function checkLinkName(artifact, { path, file, format }, looking) {
	const { name } = artifact;
	const differences = [];
	const bytes = readFileSync(path);
	const digest = createHash("sha256").update(bytes).digest("hex");
	const nothing = {
		...artifact,
		file,
		path,
		digest,
		run: {},
		recordedBy: void 0,
		tookOver: []
	};
	let stored = nothing;
	try {
		const link = await LINK_FORMATS[format].look(bytes, file, looking);
		if (link === void 0) return {
			link: nothing,
			failures: []
		};
		const { environment } = link;
		const run = readRunBinding(environment);
		const facts = run === void 0 || run === "malformed" ? {} : run;
		stored = {
			...nothing,
			run: facts,
			recordedBy: readRecordedBy(environment),
			tookOver: readTookOver(environment)
		};
		const compare = (what, inside, outside) => {
			if (inside !== outside) differences.push(`${what}: ${inside === void 0 ? "nothing" : quoteUntrusted(inside)} in the link, ${quoteUntrusted(outside)} in the name`);
		};
		compare("step", link.name, name.step);
		compare("job", facts.job, name.job);
		compare("attempt", facts.attempt, String(name.attempt));
	} catch (error) {
		if (error instanceof InTotoError) return {
			link: nothing,
			failures: isOfBound(error) ? [notLookedAt(artifact, error)] : []
		};
		throw error;
	}
	return {
		link: stored,
		failures: differences.length === 0 ? [] : [renamed(artifact, differences)]
	};
}
/** What somebody signed may be larger than what is looked at before, so verification might accept what nobody compared. */
const isOfBound = ({ code }) => code === "JSON_TOO_MANY_VALUES";
function notLookedAt({ listed, name }, { message }) {
	return {
		code: "LINK_ARTIFACT_INVALID",
		step: escapeUntrusted(name.step),
		message: `The link in ${quoteUntrusted(listed.name)} is too large to see which job and attempt it names.`,
		details: [message],
		hint: "Record fewer files in one step. A large link must be signed as DSSE, with its members in order, as the stages of this suite write it."
	};
}
function renamed({ listed, name }, differences) {
	return {
		code: "LINK_ARTIFACT_RENAMED",
		step: escapeUntrusted(name.step),
		message: `The workflow artifact ${quoteUntrusted(listed.name)} holds a link of something else.`,
		details: differences,
		hint: "Somebody stored a link under another name than its own, perhaps an older one as a newer. Find out which job did."
	};
}
// src/gate/links-collide.ts
/** Two artifacts with links of one name: which is meant nobody can tell. */
function collide(file, first, second) {
	return {
		code: "LINKS_COLLIDE",
		step: escapeUntrusted(first.name.step),
		message: `Two workflow artifacts hold the link ${quoteUntrusted(file)}.`,
		details: [first, second].map(({ listed }) => `${quoteUntrusted(listed.name)} (id ${listed.id})`),
		hint: "Give each leg of a matrix, and each job, a step name of its own, or a key of its own."
	};
}
// src/gate/named-artifacts.ts
/** Reads the names of artifacts with links; one that no stage can have written up to an attempt is a failure. */
function readNames(listed, attempt, failures) {
	return listed.flatMap((artifact) => {
		const name = readWorkflowArtifactName(artifact.name);
		if (name?.kind === "link" && name.attempt <= attempt) return [{
			listed: artifact,
			name
		}];
		failures.push({
			code: "LINK_ARTIFACT_INVALID",
			message: name === void 0 ? `The workflow artifact ${quoteUntrusted(artifact.name)} is named like one with a link, and no stage names its own so.` : `The workflow artifact ${quoteUntrusted(artifact.name)} claims attempt ${name.attempt} of a run whose newest attempt is ${attempt}.`,
			details: [],
			hint: "Find out which job stored it; names that start with \"in-toto.\" belong to the stages."
		});
		return [];
	});
}
// src/gate/newest-of-each-leg.ts
/** A job that ran again replaces what it stored before. */
function newestOfEachLeg(named, notes, failures) {
	const newest = /* @__PURE__ */ new Map();
	for (const artifact of [...named].sort((a, b) => Number(a.listed.id) - Number(b.listed.id))) {
		const leg = JSON.stringify([
			artifact.name.step,
			artifact.name.job,
			artifact.name.matrix
		]);
		const other = newest.get(leg);
		if (other === void 0) {
			newest.set(leg, artifact);
			continue;
		}
		if (other.name.attempt === artifact.name.attempt) failures.push(collide(artifact.listed.name, other, artifact));
		const [kept, dropped] = other.name.attempt > artifact.name.attempt ? [other, artifact] : [artifact, other];
		newest.set(leg, kept);
		notes.push(`${quoteUntrusted(dropped.listed.name)} (id ${dropped.listed.id}) was passed over for ${quoteUntrusted(kept.listed.name)} (id ${kept.listed.id}).`);
	}
	return [...newest.values()];
}
// src/gate/superseded-links.ts
/**
* A step that was recorded again and not signed yet: its older link speaks of products that are no longer the ones. One
* job records and another one signs, so their names do not count.
*/
function supersededLinks(current, unsigned) {
	const recorded = unsigned.flatMap((listed) => {
		const name = readWorkflowArtifactName(listed.name);
		return name?.kind === "unsigned" ? [{
			listed,
			name
		}] : [];
	});
	return current.flatMap(({ listed, name }) => {
		const newer = recorded.find(({ name: other }) => other.step === name.step && other.matrix === name.matrix && other.attempt > name.attempt);
		if (newer === void 0) return [];
		return [{
			code: "LINK_SUPERSEDED",
			step: escapeUntrusted(name.step),
			message: `The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}, and the step was recorded again in attempt ${newer.name.attempt} without being signed.`,
			details: [],
			hint: "Run all jobs of the stage again, the one that signs included."
		}];
	});
}
// src/gate/unpacked-ahead.ts
/** As many as are fetched at a time. */
const AHEAD = 8;
/** All of them in their order. Nothing is fetched any more when it ends, however it does. @throws what the source throws */
async function* unpackedAhead(source, artifacts) {
	const running = [];
	let begun = 0;
	try {
		for (const artifact of artifacts) {
			for (const { listed } of artifacts.slice(begun, begun + AHEAD - running.length)) {
				const unpacked = source.unpack(listed);
				unpacked.catch(() => void 0);
				running.push(unpacked);
				begun += 1;
			}
			yield {
				artifact,
				...await running.shift()
			};
		}
	} finally {
		await Promise.allSettled(running);
	}
}
// src/gate/collect-run-links.ts
/** Collects the links of a run: of each step and functionary, the newest attempt. @throws what the source throws */
async function collectRunLinks(request) {
	const { source, attempt, ports, onProgress } = request;
	const failures = [];
	const notes = [];
	const { current, records } = await currentArtifacts(request, notes, failures);
	const older = current.filter(({ name }) => name.attempt < attempt);
	for (const { listed, name } of older) notes.push(`The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}; no later one, up to ${attempt}, stored another.`);
	const found = /* @__PURE__ */ new Map();
	const stored = [];
	const known = new KnownLinks(ports.hasher);
	let bytes = 0;
	let seen = 0;
	if (current.length > 0) onProgress?.(seen, current.length);
	for await (const { artifact, directory, files } of unpackedAhead(source, current)) {
		seen += 1;
		if (seen < current.length) onProgress?.(seen, current.length);
		const links = linkFiles(files, artifact.name.step);
		if (links === void 0) {
			failures.push(notALink(artifact, files));
			continue;
		}
		for (const { file, format } of links) {
			const path = join(directory, file);
			bytes += statSync(path).size;
			if (bytes > LIMITS.allLinkBytes) throw tooLarge();
			const checked = await checkLinkName(artifact, {
				path,
				file,
				format
			}, {
				known,
				bytes: ports.bytes
			});
			failures.push(...checked.failures);
			stored.push(checked.link);
			const other = found.get(file);
			if (other === void 0) found.set(file, checked.link);
			else failures.push(collide(file, other, artifact));
		}
	}
	return {
		files: new Map([...found].map(([file, { path }]) => [file, path])),
		known,
		failures,
		notes,
		recorded: [...new Set(records.map(({ name }) => name.step))],
		stored,
		records
	};
}
/** The artifacts with links that count: of each leg, the newest attempt; and the steps that were recorded beside them. */
async function currentArtifacts({ source, attempt, isCounted = () => true }, notes, failures) {
	const [links, recordings] = [workflowArtifactPrefix("link"), workflowArtifactPrefix("unsigned")];
	const listed = await source.list(links, recordings);
	const startingWith = (prefix) => listed.filter(({ name }) => name.startsWith(prefix));
	const current = newestOfEachLeg(readNames(startingWith(links), attempt, failures), notes, failures);
	const unsigned = startingWith(recordings);
	const counted = current.filter(({ name }) => isCounted(name.step));
	failures.push(...supersededLinks(counted, unsigned));
	const records = unsigned.flatMap((artifact) => {
		const name = readWorkflowArtifactName(artifact.name);
		return name === void 0 ? [] : [{
			listed: artifact,
			name
		}];
	});
	if (current.length <= LIMITS.linkArtifacts) return {
		current,
		records
	};
	throw new BaseError("ARTIFACT_TOO_MANY", `${current.length} workflow artifacts claim to hold links; at most ${LIMITS.linkArtifacts} are read.`, { hint: "Find out which job stores so many." });
}
/** The files of an artifact, if all are named like links of its step and there is one at least. */
function linkFiles(files, step) {
	const links = files.flatMap((file) => {
		const format = linkFormatOf(file, step);
		return format === void 0 ? [] : [{
			file,
			format
		}];
	});
	return links.length === files.length && links.length > 0 ? links : void 0;
}
function notALink({ listed, name }, files) {
	return {
		code: "LINK_ARTIFACT_INVALID",
		step: escapeUntrusted(name.step),
		message: `The workflow artifact ${quoteUntrusted(listed.name)} should hold links of step ${quoteUntrusted(name.step)} and nothing else.`,
		details: files.slice(0, 20).map((file) => `holds ${quoteUntrusted(file)}`),
		hint: "Find out which job stored it; names that start with \"in-toto.\" belong to the stages."
	};
}
function tooLarge() {
	return new BaseError("ARTIFACT_TOO_LARGE", `The links of the run have more than ${LIMITS.allLinkBytes} bytes.`, { hint: "Record less, or verify in parts." });
}
// src/gate/files-link-store.ts
/** Links that lie in directories of their own, by file name. */
var FilesLinkStore = class {
	#paths;
	/** @param paths from the names of links to where they are */
	constructor(paths) {
		this.#paths = paths;
	}
	async read(fileName) {
		const path = this.#paths.get(fileName);
		return path === void 0 ? void 0 : new DirectoryLinkStore(dirname(path)).read(basename(path));
	}
	/** Each `read` reads anew. */
	release(bytes) {
		releaseBytes(bytes);
	}
	async names() {
		return [...this.#paths.keys()];
	}
	/** Stages store links only; sublayouts come in directories. */
	sub() {
		return NO_LINKS;
	}
};
// src/gate/run-jobs-executions.ts
/** Every execution of every job of a run, each once. */
var Executions = class {
	all;
	#byName;
	#byId;
	#byAttempt;
	#listedIn = /* @__PURE__ */ new Map();
	/** @param jobs as the server lists them, in any order, with as many copies as it likes */
	constructor(jobs) {
		const first = /* @__PURE__ */ new Map();
		for (const job of [...jobs].sort((a, b) => a.attempt - b.attempt)) {
			const key = keyOf(job);
			const other = first.get(key);
			const own = other === void 0 || other.attempt === job.attempt ? job : other;
			if (own === job) first.set(other === void 0 ? key : `${key} ${job.id}`, job);
			this.#listedIn.set(own, Math.max(this.listedIn(own), job.listedIn ?? job.attempt));
		}
		this.all = [...first.values()];
		this.#byName = Map.groupBy(this.all, ({ name }) => name);
		this.#byAttempt = Map.groupBy(this.all, ({ attempt }) => attempt);
		this.#byId = new Map(this.all.map((job) => [String(job.id), job]));
	}
	byId(id) {
		return this.#byId.get(id);
	}
	named(name) {
		return this.#byName.get(name) ?? [];
	}
	in(attempt) {
		return this.#byAttempt.get(attempt) ?? [];
	}
	/** The newest attempt whose list has the job as it was: so it did not run again until then. */
	listedIn(job) {
		return this.#listedIn.get(job) ?? job.attempt;
	}
};
/**
* A job that did not run again may be listed with each later attempt, under another id and that attempt; its times stay
* what they were. What did not end, or does not say when, is no copy of anything.
*/
function keyOf({ id, name, started, completed }) {
	return JSON.stringify(started === void 0 || completed === void 0 ? [id] : [
		name,
		started,
		completed
	]);
}
const isUnfinished = ({ status }) => status !== "completed";
const isGood = (job) => !isUnfinished(job) && job.conclusion === "success";
/** Whether a job by its name may be that of an id: without a name of its own it is listed by its id and its matrix. */
function isNamedAfter({ name }, job) {
	const own = name.slice(callerOf(name).length);
	return own === job || own.startsWith(`${job} (`);
}
/** The jobs that called it, as its name begins; empty for a job of the workflow itself. */
function callerOf(name) {
	const end = name.lastIndexOf(" / ");
	return end < 0 ? "" : name.slice(0, end + 3);
}
// src/gate/run-jobs-failures.ts
/**
* Failures for links whose jobs do not speak for them, and notes on those for which `needs` speaks in their place.
*
* @param needs ids of the jobs that the gate needs; undefined where nobody told
* @param attempt the newest
* @throws GITHUB_UNAVAILABLE where not enough attempts could be looked at
*/
function findingsOf(judged, needs, attempt) {
	const failures = [];
	const untold = [];
	for (const { claim, finding } of judged) switch (finding.kind) {
		case "counts": break;
		case "failed":
			failures.push(notSuccessful(claim, finding.job));
			break;
		case "ran again":
			failures.push(ranAgain(claim, finding.job));
			break;
		case "unknown":
			failures.push(unknownJob(claim, finding.why));
			break;
		case "not read": throw tooManyAttempts(claim, attempt);
		case "ambiguous": if (needs !== void 0 && isNeeded(needs, claim, finding.jobs)) untold.push(claim.link.listed.name);
		else failures.push(ambiguous(claim, finding.jobs, finding.others));
	}
	return {
		failures: mergeAlike(failures),
		notes: notesOf(untold)
	};
}
/**
* Whether the job is among those that the gate needs: by its id, or by that of the job that calls it, of which a job that
* is called there may have the same id as another one. A name with a slash may also be one that somebody gave it.
*
* @param jobs those that may be meant; where it is needed, nothing that ran since under another name matters
*/
function isNeeded(needs, { job }, jobs) {
	return jobs.every((candidate) => {
		const [caller = "", ...called] = candidate.name.split(" / ");
		if (called.length === 0) return needs.has(job);
		return needs.has(caller.replace(/ \(.*$/s, "")) && (isNamedAfter(candidate, job) || needs.has(job));
	});
}
function notSuccessful(claim, job) {
	const { name, attempt, conclusion, status } = job;
	const ended = isUnfinished(job) ? `has not ended in attempt ${attempt}: it is ${quoteUntrusted(String(status), 40)}` : `ended with ${quoteUntrusted(String(conclusion), 40)} in attempt ${attempt}, not with success`;
	return {
		code: "LINK_JOB_NOT_SUCCESSFUL",
		step: escapeUntrusted(claim.link.name.step),
		message: `The job ${quoteUntrusted(name)}, which ${partOf(claim)}, ${ended}.`,
		details: [artifactOf(claim)],
		hint: isUnfinished(job) ? "Let the job of the gate need this job, so that it waits for its end." : "Look at the log of that job, and run it again. Only what a job stores in its newest attempt counts."
	};
}
function ranAgain(claim, { name, attempt }) {
	return {
		code: "LINK_JOB_RAN_AGAIN",
		step: escapeUntrusted(claim.link.name.step),
		message: `The job ${quoteUntrusted(name)} ran again in attempt ${attempt} and stored no new link of step ${quoteUntrusted(claim.link.name.step)}; the one of attempt ${claim.attempt} says nothing about what it made then.`,
		details: [artifactOf(claim)],
		hint: "See in the log of that job why the stage did not store a link: it was skipped by an `if:`, or it failed under `continue-on-error`. Then run the job again."
	};
}
function unknownJob(claim, why) {
	return {
		code: "LINK_JOB_UNKNOWN",
		step: escapeUntrusted(claim.link.name.step),
		message: `The server does not list the job ${quoteUntrusted(claim.job)} of attempt ${claim.attempt}, which ${partOf(claim)} as it says.`,
		details: [escapeUntrusted(why), artifactOf(claim)],
		hint: "Find out which job stored the link. If the run is right, run the job of that step again."
	};
}
function ambiguous(claim, jobs, others) {
	const isCalled = jobs.some(({ name }) => callerOf(name) !== "");
	return {
		code: "LINK_OF_OLDER_ATTEMPT",
		step: escapeUntrusted(claim.link.name.step),
		message: `The link in ${quoteUntrusted(claim.link.listed.name)} may be of a job that failed or ran again since: the jobs of the run do not tell, and needs does not speak for the job ${quoteUntrusted(claim.job)}.`,
		details: [...jobs.slice(0, 5), ...others.slice(0, 5)].map(describe$1),
		hint: `Let the gate need the jobs of all stages, and give it needs: \${{ toJSON(needs) }}. Jobs of names that differ, and that stay the same in each attempt, can be told apart.${isCalled ? " A job that calls a workflow is known to needs by its id: give it no name of its own." : ""}`
	};
}
function tooManyAttempts({ link }, attempt) {
	return new GateError("GITHUB_UNAVAILABLE", `The link in ${quoteUntrusted(link.listed.name)} is of attempt ${link.name.attempt}, and a run of so many jobs and attempts (${attempt}) is not looked through whole: whether its job ran again since is not known.`, { hint: "Run all jobs again, so that every link is of the newest attempt." });
}
function partOf({ part, link }) {
	const step = quoteUntrusted(link.name.step);
	return part === "stored" ? `stored the link of step ${step}` : `worked for the link of step ${step}`;
}
const artifactOf = ({ link }) => quoteUntrusted(link.listed.name);
function describe$1({ name, attempt, status, conclusion }) {
	const state = status === "completed" ? conclusion : status;
	return `${quoteUntrusted(name)}, attempt ${attempt}: ${quoteUntrusted(String(state), 40)}`;
}
/** One job may have stored the links of several steps, or worked and signed. */
function mergeAlike(failures) {
	const merged = /* @__PURE__ */ new Map();
	for (const failure of failures) {
		const key = `${failure.code} ${failure.message}`;
		const other = merged.get(key);
		merged.set(key, other === void 0 ? failure : {
			...other,
			details: [.../* @__PURE__ */ new Set([...other.details, ...failure.details])].slice(0, 20)
		});
	}
	return [...merged.values()];
}
const MOST_NAMES$1 = 5;
function notesOf(untold) {
	if (untold.length === 0) return [];
	return [`The jobs of the run do not tell older links apart from those of jobs that ran again: ${listed(untold, MOST_NAMES$1, (name) => quoteUntrusted(name))}. They count, since needs says that their jobs succeeded.`];
}
// src/gate/run-jobs-claims.ts
/** The job that stored the link. Its name and the link are compared elsewhere. */
function storingJob(link) {
	const { job, attempt } = link.name;
	const { check_run_id: checkRunId, runner_name: runnerName } = link.run;
	return {
		link,
		part: "stored",
		job,
		attempt,
		checkRunId,
		runnerName
	};
}
/** The job that worked for it; undefined where that is the same, or where the link does not say it in a readable way. */
function recordingJob(link) {
	const { recordedBy } = link;
	if (recordedBy === void 0 || recordedBy === "malformed") return void 0;
	const { job, attempt, checkRunId } = recordedBy;
	return {
		link,
		part: "recorded",
		job,
		attempt: Number(attempt),
		checkRunId,
		runnerName: void 0
	};
}
/** The same leg of the same job, whichever attempt; two workflows that are called may have two of it. */
function legOf({ name: { job, matrix } }) {
	return JSON.stringify([job, matrix]);
}
// src/gate/run-jobs-names.ts
/** The jobs of a run whose names are not those of all attempts, each compared once with what was listed before. */
function strangersAmong(executions) {
	const listed = new ListedNames(executions);
	const [oldest, ...later] = listed.attempts;
	return later.flatMap((attempt) => executions.in(attempt).flatMap((job) => {
		const knownIn = listed.attempts.find((before) => before < attempt && listed.excuses(job, before));
		return knownIn === oldest ? [] : [{
			job,
			knownIn
		}];
	}));
}
const NONE = {
	ran: 0,
	skipped: 0
};
/** How many jobs of a name the list of an attempt has, with those that it has as they were. */
var ListedNames = class {
	/** Those in which jobs ran, the oldest first. */
	attempts;
	#listed = /* @__PURE__ */ new Map();
	#skipped;
	#becoming = /* @__PURE__ */ new Map();
	constructor(executions) {
		this.attempts = [...new Set(executions.all.map(({ attempt }) => attempt))].sort((a, b) => a - b);
		const skipped = /* @__PURE__ */ new Set();
		for (const job of executions.all) {
			const { name, conclusion } = job;
			const isSkipped = conclusion === "skipped";
			if (isSkipped) skipped.add(name);
			const until = executions.listedIn(job);
			for (const attempt of this.attempts) if (job.attempt <= attempt && attempt <= until) this.#entry(attempt, name)[isSkipped ? "skipped" : "ran"] += 1;
		}
		this.#skipped = [...skipped].map((name) => ({
			name,
			becomes: nameFrom(name)
		}));
	}
	/** Whether what was listed in an earlier attempt can have become a job, beside all that has its name now. */
	excuses({ name, attempt, conclusion }, before) {
		const [then, now] = [this.#of(before, name), this.#of(attempt, name)];
		if (conclusion === "skipped") {
			if (then.ran + then.skipped >= now.ran + now.skipped) return true;
		} else if (then.ran > 0 && then.ran >= now.ran) return true;
		const isFree = (skipped) => this.#of(before, skipped).skipped > this.#of(attempt, skipped).skipped;
		return isFree(name) || this.#skippedFor(name).some(isFree);
	}
	/** Names of skipped jobs that may get a name when they run. */
	#skippedFor(name) {
		const found = this.#becoming.get(name) ?? this.#skipped.filter(({ becomes }) => becomes(name)).map((skipped) => skipped.name);
		this.#becoming.set(name, found);
		return found;
	}
	#of(attempt, name) {
		return this.#listed.get(attempt)?.get(name) ?? NONE;
	}
	#entry(attempt, name) {
		const names = this.#listed.get(attempt) ?? /* @__PURE__ */ new Map();
		this.#listed.set(attempt, names);
		const entry = names.get(name) ?? {
			ran: 0,
			skipped: 0
		};
		names.set(name, entry);
		return entry;
	}
};
const SEGMENT = " / ";
/** Something that tells names apart. */
const TELLING = /[^\s\p{P}]/u;
/**
* The names that a job may get which was skipped. It is listed by its own name with the expressions in it, or by the
* beginning of the names that its legs, or the jobs that it calls, get.
*/
function nameFrom(skipped) {
	const pieces = fixedPieces(skipped);
	if (pieces.length === 1) {
		const stem = skipped.replace(/ \(.*$/s, "");
		return (name) => stem !== "" && (name.startsWith(`${stem} (`) || name.startsWith(`${stem}${SEGMENT}`));
	}
	if (!pieces.some((piece) => TELLING.test(piece))) return () => false;
	const segments = pieces.join("").split(SEGMENT).length;
	return (name) => {
		const own = name.split(SEGMENT, segments).join(SEGMENT);
		const values = own.endsWith(")") ? own.lastIndexOf(" (") : -1;
		return hasInOrder(own, pieces) || values > 0 && hasInOrder(own.slice(0, values), pieces);
	};
}
/** The text around the expressions of a name. */
function fixedPieces(name) {
	const [first = "", ...others] = name.split("${{");
	const behind = (text) => {
		const end = text.indexOf("}}");
		return end < 0 ? "" : text.slice(end + 2);
	};
	return [first, ...others.map(behind)];
}
/** Whether a text begins with the first piece, ends with the last, and has the others between, each behind the one before. */
function hasInOrder(text, pieces) {
	const [first = "", ...others] = pieces;
	const last = others.pop() ?? "";
	if (!text.startsWith(first)) return false;
	let at = first.length;
	for (const piece of others) {
		const found = text.indexOf(piece, at);
		if (found < 0) return false;
		at = found + piece.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
}
// src/gate/run-jobs-of-links.ts
/**
* What the jobs say of each link: of the job that stored it, and of the one that recorded it where that is another.
*
* @param jobs as the server lists them
*/
function judgeJobs(links, jobs, facts) {
	const history = new JobHistory(links, jobs, facts);
	return links.flatMap((link) => {
		const stored = {
			claim: storingJob(link),
			finding: history.findingFor(storingJob(link))
		};
		const recorded = recordingJob(link);
		if (recorded === void 0) return [stored];
		return [stored, {
			claim: recorded,
			finding: history.findingFor(recorded, stored.finding)
		}];
	});
}
/** What the jobs of a run did, attempt after attempt. */
var JobHistory = class {
	#executions;
	#strangers;
	#facts;
	#own;
	/** From ids of jobs to the leg whose links name them, by those links for which somebody answers. */
	#legs = /* @__PURE__ */ new Map();
	constructor(links, jobs, facts) {
		this.#executions = new Executions(jobs);
		this.#strangers = strangersAmong(this.#executions);
		this.#facts = facts;
		this.#own = this.#ownExecution();
		for (const link of links) {
			const id = link.run.check_run_id;
			if (id === void 0 || facts.otherSteps.some((other) => other.matches(link.name.step, UNBOUNDED))) continue;
			this.#legs.set(id, (this.#legs.get(id) ?? /* @__PURE__ */ new Set()).add(legOf(link)));
		}
	}
	/**
	* What became of the job that a link says it comes from.
	*
	* @param signed what was found of the job that signed, for one that recorded
	*/
	findingFor(claim, signed) {
		const candidates = this.#candidates(claim, signersOf(signed));
		if (typeof candidates === "string") return this.#isRead(claim.attempt) ? {
			kind: "unknown",
			why: candidates
		} : { kind: "not read" };
		const findings = this.#judgeJobs(candidates, claim);
		const [first] = findings;
		if (first === void 0) return {
			kind: "unknown",
			why: "no job of that name"
		};
		const kinds = new Set(findings.map(({ kind }) => kind));
		if (kinds.has("not read")) return { kind: "not read" };
		if (kinds.size === 1 && kinds.has("counts")) return {
			kind: "counts",
			jobs: candidates
		};
		if (!kinds.has("counts") && !kinds.has("ambiguous")) return first;
		return {
			kind: "ambiguous",
			jobs: candidates,
			others: [...new Set(findings.flatMap((finding) => finding.kind === "ambiguous" ? finding.others : []))]
		};
	}
	/**
	* The executions that a link may come from; or why there is none.
	*
	* @param signers the jobs of which one signed for this one; none where nothing is known of it
	*/
	#candidates(claim, signers) {
		const { job, attempt, checkRunId, runnerName } = claim;
		const isOwn = (other) => other === this.#own && job !== this.#facts.own?.job;
		const isWithSigner = (other) => signers.length === 0 || signers.some((signer) => signer !== other && callerOf(signer.name) === callerOf(other.name));
		if (checkRunId !== void 0) {
			const found = this.#executions.byId(checkRunId);
			if (found === void 0) return `no job has the id ${checkRunId}`;
			if (found.attempt !== attempt) return `the job ${checkRunId} is of attempt ${found.attempt}`;
			if (isOwn(found)) return `the job ${checkRunId} is the one that verifies`;
			if (signers.length === 1 && found === signers[0]) return `the job ${checkRunId} is the one that signed`;
			return isWithSigner(found) ? [found] : `the job ${checkRunId} does not belong to the workflow whose job signed`;
		}
		const ran = this.#executions.in(attempt).filter((other) => other.conclusion !== "skipped" && !isOwn(other) && isWithSigner(other));
		const named = ran.filter((other) => isNamedAfter(other, job));
		const possible = named.length > 0 ? named : ran;
		if (runnerName === void 0 || possible.some((other) => other.runnerName === void 0)) return possible;
		return possible.filter((other) => other.runnerName === runnerName);
	}
	/** What is found of jobs of one attempt that a link may come from. What came after it is the same for all of a name. */
	#judgeJobs(jobs, claim) {
		const untilOf = (job) => Math.max(job.attempt, this.#executions.listedIn(job));
		return [...Map.groupBy(jobs, (job) => `${untilOf(job)} ${job.name}`).values()].flatMap((group) => {
			const [job] = group;
			const since = job === void 0 ? void 0 : this.#foundSince(job, untilOf(job), claim);
			if (since !== void 0) return [since];
			return group.map((one) => this.#isWell(one) ? {
				kind: "counts",
				jobs: [one]
			} : {
				kind: "failed",
				job: one
			});
		});
	}
	/** What the attempts after one say of a job that the list of that one has as it was; undefined where that is nothing. */
	#foundSince(job, until, claim) {
		const { link } = claim;
		if (!this.#isReadAfter(until)) return { kind: "not read" };
		const sameName = this.#executions.named(job.name);
		const hasLegs = sameName.filter(({ attempt }) => attempt === job.attempt).length > 1;
		const isLater = (other) => other.attempt > until && !((hasLegs || other.name !== job.name) && this.#isOfAnotherLeg(other, link));
		const again = sameName.filter(isLater);
		const worst = worstOfNewest(again);
		if (worst !== void 0) {
			const isSibling = (other) => other.attempt === job.attempt && !this.#isOfAnotherLeg(other, link);
			if (hasLegs && mostInOneAttempt(again) < sameName.filter(isSibling).length) return {
				kind: "ambiguous",
				jobs: [job],
				others: [worst]
			};
			return {
				kind: this.#isWell(worst) ? "ran again" : "failed",
				job: worst
			};
		}
		const isCalled = callerOf(job.name) !== "" && isNamedAfter(job, claim.job);
		const suspect = this.#strangers.find(({ job: other, knownIn }) => isLater(other) && this.#mayBeAgain(other, claim) && !(isCalled && isOfWorkflow(other)) && (knownIn === void 0 || knownIn > job.attempt))?.job;
		if (suspect !== void 0) return {
			kind: "ambiguous",
			jobs: [job],
			others: [suspect]
		};
	}
	/** The job that asks goes on while it does. */
	#isWell(job) {
		return isGood(job) || job === this.#own && isUnfinished(job);
	}
	#isRead(attempt) {
		return this.#facts.read === "all" || this.#facts.read.has(attempt);
	}
	#isReadAfter(attempt) {
		for (let later = attempt + 1; later <= this.#facts.attempt; later += 1) if (!this.#isRead(later)) return false;
		return true;
	}
	/** The links of an execution say which leg of which job it is. */
	#isOfAnotherLeg({ id }, link) {
		const legs = this.#legs.get(String(id));
		return legs !== void 0 && !legs.has(legOf(link));
	}
	/** Whether it may be what ran again, if its name is new: names, and those of callers, can change with the attempt. */
	#mayBeAgain(other, claim) {
		return other !== this.#own || claim.job === this.#facts.own?.job;
	}
	#ownExecution() {
		const { own, attempt } = this.#facts;
		if (own === void 0) return void 0;
		if (own.checkRunId !== void 0) return this.#executions.byId(own.checkRunId);
		const running = this.#executions.in(attempt).filter(isUnfinished);
		const named = running.filter((job) => isNamedAfter(job, own.job));
		const [only, ...more] = named.length > 0 ? named : running;
		return more.length === 0 ? only : void 0;
	}
};
/** Whether a job is of the workflow itself: it ran, and nobody called it. One that calls is listed so where it did not run. */
function isOfWorkflow(job) {
	return callerOf(job.name) === "" && (job.runnerName !== void 0 || isGood(job));
}
/** The jobs of which one signed, by what was found of it. */
function signersOf(signed) {
	if (signed === void 0) return [];
	if (signed.kind === "counts") return signed.jobs;
	return "job" in signed ? [signed.job] : [];
}
function mostInOneAttempt(jobs) {
	const byAttempt = Map.groupBy(jobs, ({ attempt }) => attempt);
	return Math.max(...[...byAttempt.values()].map(({ length }) => length));
}
/** Of the newest executions one that did not succeed, if there is one. */
function worstOfNewest(jobs) {
	const newest = Math.max(...jobs.map(({ attempt }) => attempt));
	const last = jobs.filter(({ attempt }) => attempt === newest);
	return last.find((job) => !isGood(job)) ?? last[0];
}
// src/gate/malformed-member.ts
/** LINK_UNREADABLE for a link that has a member of the environment in another form than stages write it. */
function malformedMember({ name, listed }, member) {
	return {
		code: "LINK_UNREADABLE",
		step: escapeUntrusted(name.step),
		message: `The link of step ${quoteUntrusted(name.step)} has a malformed ${member}.`,
		details: [quoteUntrusted(listed.name)],
		hint: "Let all jobs use one version of this suite. If they do, find out what made that link."
	};
}
// src/gate/older-attempts.ts
/**
* Links of older attempts where neither the server nor `needs` tells what became of their jobs.
*
* @param isOwn whether they are of the run that verifies: of another one `needs` says nothing
*/
function ofOlderAttempt(names, attempt, isOwn) {
	return {
		code: "LINK_OF_OLDER_ATTEMPT",
		message: `${count(names.length, "link")} of older attempts than ${attempt} cannot be counted: ${isOwn ? "the input needs was not given" : "they are of another run, of which needs says nothing"}, and the server does not tell which jobs ran since.`,
		details: names.slice(0, 20).map((name) => quoteUntrusted(name)),
		hint: isOwn ? "Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}." : "Run all jobs of that run again, so that every link is of its newest attempt."
	};
}
// src/gate/gate-server.ts
/** Whose machine a job ran on, as the server tells; undefined where that does not follow from what it tells. */
function runnerOf({ runnerGroup, labels }) {
	if (labels?.includes("self-hosted") === true) return "self-hosted";
	return runnerGroup === "GitHub Actions" ? "github-hosted" : void 0;
}
// src/gate/runners-of-jobs.ts
/**
* LINK_RUNNER_OTHER for what links say of their runners where the server says otherwise of a job that may be meant.
*
* @param jobs by the names of link files
*/
function checkRunners(links, jobs) {
	return links.flatMap((link) => {
		const of = jobs.get(link.file);
		if (of === void 0) return [];
		const { recordedBy } = link;
		const recorded = recordedBy === "malformed" ? void 0 : recordedBy?.runner;
		return [...contradiction(link, of.stored, link.run.runner), ...contradiction(link, of.recorded, recorded)];
	});
}
function contradiction({ name, file }, jobs, claimed) {
	if (claimed === void 0) return [];
	const contradicts = (job) => ![void 0, claimed].includes(runnerOf(job));
	const job = jobs.find(contradicts);
	if (job === void 0) return [];
	const says = `The link ${quoteUntrusted(file)} says that job ${quoteUntrusted(job.name)} ran on a runner that is ${quoteUntrusted(claimed)}`;
	const about = {
		code: "LINK_RUNNER_OTHER",
		step: escapeUntrusted(name.step),
		details: []
	};
	if (jobs.every(contradicts)) return [{
		...about,
		message: `${says}; the server says that it is ${String(runnerOf(job))}.`,
		hint: "Do not believe this link. Find out what ran in that job and set RUNNER_ENVIRONMENT, or signed for it."
	}];
	return [{
		...about,
		message: `${says}; of the ${jobs.length} jobs that it may mean, the server says of one at least that it is ${String(runnerOf(job))}.`,
		hint: "Give jobs that run on different runners names that differ, and leave the input check-run-id as it is, so that the gate can tell which of them the link is of."
	}];
}
// src/gate/taken-over.ts
/**
* TAKE_OVER_OLD for each link by which a step took products over and that does not count.
*
* @param links those that are asked from what they took over
* @param among the newest of all legs, from which they may have taken over
*/
function checkTakenOver(links, among = links) {
	const bySteps = Map.groupBy(among, ({ name }) => name.step);
	return links.flatMap((link) => {
		if (link.tookOver === "malformed") return [malformedMember(link, "took_over")];
		return link.tookOver.flatMap((taken) => {
			const counted = bySteps.get(taken.step) ?? [];
			if (counted.some(({ name, digest }) => taken.attempt === String(name.attempt) && taken.digest === digest)) return [];
			const [first] = counted;
			return [{
				code: "TAKE_OVER_OLD",
				step: escapeUntrusted(link.name.step),
				message: `Step ${quoteUntrusted(link.name.step)} took over from a link of step ${quoteUntrusted(taken.step)} that does not count.`,
				details: [`taken over: attempt ${taken.attempt}, SHA-256 ${taken.digest}`, first === void 0 ? "counts:     none" : `counts:     attempt ${first.name.attempt}, SHA-256 ${first.digest}`],
				hint: `Run the job ${quoteUntrusted(link.name.job)} again, so that it takes over what step ${quoteUntrusted(taken.step)} made last.`
			}];
		});
	});
}
// src/gate/uploading-ids.ts
/** The job that stored a link is the one that signed it. */
function linksInName(links) {
	return links.map((link) => ({
		...link,
		checkRunId: link.run.check_run_id
	}));
}
/**
* What one job stored must name one job, and links of one job in one attempt must have been stored by one.
*
* @param uploaders from ids of workflow artifacts to those of the jobs that stored them
*/
function checkUploaders(stored, uploaders) {
	const told = stored.flatMap((one) => {
		const uploader = uploaders.get(one.listed.id);
		return uploader === void 0 ? [] : [{
			one,
			uploader
		}];
	});
	const failures = [...Map.groupBy(told, ({ uploader }) => uploader)].flatMap(([uploader, group]) => {
		const facts = uploader === group[0]?.one.name.job ? OF_ALL_LEGS : OF_ONE_EXECUTION;
		const pair = differing(group.map(({ one }) => one), facts);
		return pair === void 0 ? [] : [twoClaims(...pair)];
	});
	const known = told.filter(({ one }) => one.checkRunId !== void 0);
	const byClaim = Map.groupBy(known, ({ one: { checkRunId } }) => checkRunId);
	return [...failures, ...[...byClaim.values()].flatMap((group) => {
		const [first, ...rest] = group;
		const other = rest.find(({ uploader }) => uploader !== first?.uploader);
		return first === void 0 || other === void 0 ? [] : [twoUploaders(first.one, other.one)];
	})];
}
/** What the legs and attempts of a job share: a service may call all of them by the id of the job in the workflow. */
const OF_ALL_LEGS = [({ name }) => name.job];
const OF_ONE_EXECUTION = [
	...OF_ALL_LEGS,
	({ name }) => name.attempt,
	({ checkRunId }) => checkRunId
];
/** Two that one job stored and that name different jobs. One that leaves a fact out agrees with nothing by it. */
function differing(stored, facts) {
	for (const factOf of facts) {
		const [first, ...rest] = stored.filter((one) => factOf(one) !== void 0);
		if (first === void 0) continue;
		const other = rest.find((one) => factOf(one) !== factOf(first));
		if (other !== void 0) return [first, other];
	}
}
const HINT = "A job stored a link in the name of another one. Find out which job of the run has the key, or the identity, of that step and should not.";
function twoClaims(first, other) {
	return {
		code: "LINK_UPLOADED_BY_OTHER_JOB",
		step: escapeUntrusted(other.name.step),
		message: `One job stored what step ${quoteUntrusted(first.name.step)} and step ${quoteUntrusted(other.name.step)} recorded, and that names different jobs.`,
		details: [describe(first), describe(other)],
		hint: HINT
	};
}
function twoUploaders(first, other) {
	return {
		code: "LINK_UPLOADED_BY_OTHER_JOB",
		step: escapeUntrusted(other.name.step),
		message: `The links of step ${quoteUntrusted(first.name.step)} and of step ${quoteUntrusted(other.name.step)} name one job, and different jobs stored them.`,
		details: [describe(first), describe(other)],
		hint: HINT
	};
}
function describe({ listed, name: { job, attempt }, checkRunId }) {
	const id = checkRunId === void 0 ? "" : ` (id ${quoteUntrusted(checkRunId, 40)})`;
	return `${quoteUntrusted(listed.name)} names the job ${quoteUntrusted(job)}${id} of attempt ${attempt}`;
}
// src/gate/run-jobs.ts
const NOTHING_ASKED = {
	failures: [],
	notes: [],
	told: true,
	jobs: /* @__PURE__ */ new Map()
};
/** Milliseconds between looks at a list that is behind what `needs` tells. */
const LATE_MS = [2e3, 5e3];
/**
* Asks which jobs ran and which of them stored what, and holds against it what the links say of their jobs.
*
* A link that does not count, since its step is not of the layout, must still be stored by the job that it names: what it
* names tells whose the other links of that job are. What became of that job, and from what it took over, does not matter.
*
* @param links of each leg, the newest
* @throws GITHUB_ and ARTIFACT_ codes
*/
async function askRunJobs(links, request, sleep = setTimeout) {
	if (links.length === 0) return NOTHING_ASKED;
	const counted = links.filter(({ name }) => counts(name.step, request));
	const judging = counted.length === 0 ? Promise.resolve(NOTHING_ASKED) : judged(counted, request, sleep);
	const uploading = uploadersOf(links, request);
	await Promise.allSettled([judging, uploading]);
	const [jobs, uploaded] = [await judging, await uploading];
	const unreadable = counted.filter(({ recordedBy }) => recordedBy === "malformed");
	return {
		...jobs,
		failures: [
			...jobs.failures,
			...unreadable.map((link) => malformedMember(link, "recorded_by")),
			...checkRunners(counted, jobs.jobs),
			...uploaded.failures,
			...checkTakenOver(counted, links)
		],
		notes: [...jobs.notes, ...uploaded.notes]
	};
}
async function judged(links, { server, runId, attempt, own, needs, otherSteps }, sleep) {
	const others = links.flatMap(({ name, recordedBy }) => recordedBy === void 0 || recordedBy === "malformed" ? [name.attempt] : [name.attempt, Number(recordedBy.attempt)]);
	for (let looks = 0;; looks += 1) {
		const answer = await server.jobs(runId, {
			newest: attempt,
			others: [...new Set(others)]
		});
		if (answer.kind === "untold") return withoutJobs(links, {
			attempt,
			needs,
			isOwn: own !== void 0
		});
		const claims = judgeJobs(links, answer.jobs, {
			attempt,
			read: answer.read,
			own,
			otherSteps
		});
		const wait = LATE_MS[looks];
		if (wait === void 0 || needs === void 0 || !claims.some((claim) => isLate(claim, needs))) return {
			...findingsOf(claims, needs, attempt),
			told: true,
			jobs: jobsOf(claims)
		};
		await sleep(wait);
	}
}
/** A job that this one needs has ended, or this one would not run: the list is behind. */
function isLate({ claim, finding }, needs) {
	return finding.kind === "failed" && isUnfinished(finding.job) && finding.job.attempt === claim.attempt && isNeeded(needs, claim, [finding.job]);
}
/** Those that links may come from, also where `needs` has to say what became of them. */
function jobsOf(claims) {
	const jobs = /* @__PURE__ */ new Map();
	for (const { claim, finding } of claims) {
		const { part, link } = claim;
		if (finding.kind !== "counts" && finding.kind !== "ambiguous") continue;
		const before = jobs.get(link.file);
		if (part === "stored") jobs.set(link.file, {
			stored: finding.jobs,
			recorded: []
		});
		else if (before !== void 0) jobs.set(link.file, {
			...before,
			recorded: finding.jobs
		});
	}
	return jobs;
}
/** Where the server has no list of jobs, `needs` decides, as it did before servers had one. */
function withoutJobs(links, { attempt, needs, isOwn }) {
	const older = links.filter(({ name }) => name.attempt < attempt).map(({ listed }) => listed.name);
	return {
		failures: needs === void 0 && older.length > 0 ? [ofOlderAttempt(older, attempt, isOwn)] : [],
		notes: [`The server cannot list the jobs of a run, so the gate could not check that each link's job succeeded and was not re-run. ${isOwn ? "Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}, which decides in its place." : "That the run as a whole succeeded is all that is known of them."}`],
		told: false,
		jobs: /* @__PURE__ */ new Map()
	};
}
/** Those whose job the service left out, where it named the jobs of others. */
function untold(stored, uploaders) {
	const names = stored.flatMap(({ listed: { id, name } }) => uploaders.has(id) ? [] : [name]);
	if (names.length === 0) return [];
	return [`The service for workflow artifacts does not say which job stored ${listed(names, MOST_NAMES, (name) => quoteUntrusted(name))}, so the gate could not check that no other job stored them in that job's name. Run the job of each again to have that checked.`];
}
const MOST_NAMES = 5;
async function uploadersOf(links, { server, own, records }) {
	const stored = [...linksInName(links), ...records.map((record) => ({
		...record,
		checkRunId: void 0
	}))];
	const uploaders = own === void 0 ? void 0 : await server.uploaders(stored.map(({ listed }) => listed));
	if (uploaders !== void 0) return {
		failures: checkUploaders(stored, uploaders),
		notes: untold(stored, uploaders)
	};
	return {
		failures: [],
		notes: [`${own === void 0 ? "The service for workflow artifacts says which job stored a link to jobs of that run alone" : "The service for workflow artifacts does not say which job stored which link"}, so the gate could not check that no job stored one in the name of another.${own === void 0 ? " Verify the links in the run that stored them, with links: run, to have that checked." : ""}`]
	};
}
// src/gate/collect-links-of-run.ts
/** @throws what listing and unpacking throw; GITHUB_ and ARTIFACT_ codes */
async function collectLinksOfRun({ runId, attempt, binding, own, job, failures: before, source: asked }, { server, runner, needs, steps, otherSteps, checkRunId }) {
	const source = await asked;
	runner.group("Collect links");
	try {
		const { files, known, failures, notes, recorded, stored, records } = await collectRunLinks({
			source,
			attempt,
			isCounted: (step) => counts(step, {
				steps,
				otherSteps
			}),
			ports: NODE_PORTS,
			onProgress: (done, all) => {
				if (done % 50 === 0) runner.log(`Fetching link ${done + 1} of ${all}`);
			}
		});
		for (const name of files.keys()) runner.log(`Found ${quoteUntrusted(name)}`);
		runner.log(`${count(files.size, "link")} collected.`);
		const jobs = await askRunJobs(stored, {
			server,
			runId,
			attempt,
			records,
			steps,
			otherSteps,
			...own ? {
				own: {
					job,
					checkRunId
				},
				needs
			} : {
				own: void 0,
				needs: void 0
			}
		});
		return {
			store: new FilesLinkStore(files),
			known,
			recorded,
			nobodysLinks: "refused",
			run: binding,
			failures: [
				...before,
				...failures,
				...jobs.failures
			],
			notes: [...notes, ...jobs.notes],
			jobs
		};
	} finally {
		runner.endGroup();
	}
}
export { collectLinksOfRun };
