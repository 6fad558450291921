import { c as stageSettings, l as reportError, n as readRunContext, r as runBindingOf, u as runAction } from "./chunks/run-context.mjs";
import { t as recordAsReference } from "./chunks/record-directory.mjs";
import { n as loadPrivateKey, t as PASSPHRASE_VARIABLE } from "./chunks/key-signer.mjs";
import { a as chainOf, i as byImportance, n as sarifLog, o as CommandInspectionRunner, r as annotations, s as inspectionEnvironment, t as summaryMarkdown } from "./chunks/summary-markdown.mjs";
import { a as linesBelow, c as escapeUntrusted, l as quoteUntrusted, n as ERROR_CODES, r as LIMITS, u as InTotoError } from "./chunks/base.mjs";
import { C as signMetadata, F as parseLink, I as parseLayout, J as readJson, T as readSignedMetadata, U as identityOf, V as isKeyless, a as encodeLayout, d as parseParameters, ft as linkFileName, h as readUnverifiedBundle, ht as digestPairs, i as FAILURE_CODES, k as readRunBinding, lt as isLinkBundleName, mt as unsignedLinkFileName, o as withProducts, ot as readWorkflowArtifactName, r as GITHUB_ISSUER, s as verifySupplyChain, st as workflowArtifactPrefix, x as keyIdOf } from "./chunks/intoto.mjs";
import { t as NODE_BYTES } from "./chunks/node-bytes.mjs";
import { t as generateKey } from "./chunks/generate-key.mjs";
import { r as DirectoryLinkStore, t as failureLines } from "./chunks/verdict-text.mjs";
import { n as headRef, r as layoutRef, t as fetchFile } from "./chunks/trusted-layout.mjs";
import { t as Recorder } from "./chunks/record-artifacts.mjs";
import { n as exitStatusOf, r as runCommand } from "./chunks/run-command.mjs";
import { t as NODE_PORTS } from "./chunks/node-ports.mjs";
import { n as jsonText } from "./chunks/json-text.mjs";
import { n as cutAtLine } from "./chunks/markdown.mjs";
import { t as writeFileAtomically } from "./chunks/write-file-atomically.mjs";
import { n as invalid, r as missing, t as Inputs } from "./chunks/inputs.mjs";
import { t as readPublicKeys } from "./chunks/public-keys.mjs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { Buffer } from "node:buffer";
// src/gate/collect-run-links.ts
/** Collects the links of a run: of each step and functionary, the newest attempt. @throws what the source throws */
async function collectRunLinks({ source, attempt, onProgress }) {
	const failures = [];
	const notes = [];
	const [links, recordings] = [workflowArtifactPrefix("link"), workflowArtifactPrefix("unsigned")];
	const listed = await source.list(links, recordings);
	const startingWith = (prefix) => listed.filter(({ name }) => name.startsWith(prefix));
	const current = newestOfEachLeg(readNames(startingWith(links), attempt, failures), notes, failures);
	failures.push(...supersededLinks(current, startingWith(recordings)));
	if (current.length > LIMITS.linkArtifacts) throw new InTotoError("ARTIFACT_TOO_MANY", `${current.length} workflow artifacts claim to hold links; at most ${LIMITS.linkArtifacts} are read.`, { hint: "Find out which job stores so many." });
	const older = current.filter(({ name }) => name.attempt < attempt);
	for (const { listed, name } of older) notes.push(`The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}; no later one, up to ${attempt}, stored another.`);
	const found = /* @__PURE__ */ new Map();
	let bytes = 0;
	for (const [index, artifact] of current.entries()) {
		onProgress?.(index, current.length);
		const { directory, files } = await source.unpack(artifact.listed);
		const good = files.filter((file) => isLinkFile(file, artifact.name.step));
		if (good.length !== files.length || good.length === 0) {
			failures.push(notALink(artifact, files));
			continue;
		}
		for (const file of good) {
			const path = join(directory, file);
			bytes += statSync(path).size;
			if (bytes > LIMITS.allLinkBytes) throw tooLarge();
			failures.push(...checkName(artifact, path, file));
			const other = found.get(file);
			if (other === void 0) found.set(file, {
				...artifact,
				path
			});
			else failures.push(collide(file, other, artifact));
		}
	}
	return {
		files: new Map([...found].map(([file, { path }]) => [file, path])),
		failures,
		notes,
		older: older.map(({ listed }) => listed.name)
	};
}
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
/** `<step>.<8 hexadecimal digits>.link`, the same of a bundle, or `<step>.link` for a link that nobody signed. */
function isLinkFile(file, step) {
	if (isLinkBundleName(file, step)) return true;
	if (!file.startsWith(`${step}.`)) return false;
	return /^(?:[0-9a-f]{8}\.)?link$/.test(file.slice(step.length + 1));
}
/** A link says itself which step, job and attempt it is of; the name of the artifact must agree. */
function checkName({ listed, name }, path, file) {
	const differences = [];
	try {
		const link = readLinkInside(readFileSync(path), file, name.step);
		if (link === void 0) return [];
		const run = readRunBinding(link.environment);
		const facts = run === void 0 || run === "malformed" ? {} : run;
		const compare = (what, inside, outside) => {
			if (inside !== outside) differences.push(`${what}: ${inside === void 0 ? "nothing" : quoteUntrusted(inside)} in the link, ${quoteUntrusted(outside)} in the name`);
		};
		compare("step", link.name, name.step);
		compare("job", facts.job, name.job);
		compare("attempt", facts.attempt, String(name.attempt));
	} catch (error) {
		if (error instanceof InTotoError) return [];
		throw error;
	}
	if (differences.length === 0) return [];
	return [{
		code: "LINK_ARTIFACT_RENAMED",
		step: escapeUntrusted(name.step),
		message: `The workflow artifact ${quoteUntrusted(listed.name)} holds a link of something else.`,
		details: differences,
		hint: "Somebody stored a link under another name than its own, perhaps an older one as a newer. Find out which job did."
	}];
}
/** What a file says, whoever signed it. Undefined for a layout in the place of a link. */
function readLinkInside(bytes, file, step) {
	if (isLinkBundleName(file, step)) return readUnverifiedBundle(bytes, file, NODE_BYTES).link;
	const metadata = readSignedMetadata(bytes, {
		source: file,
		maxBytes: LIMITS.linkBytes,
		bytes: NODE_BYTES
	});
	return metadata.kind === "link" ? parseLink(metadata.payload).link : void 0;
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
function collide(file, first, second) {
	return {
		code: "LINKS_COLLIDE",
		step: escapeUntrusted(first.name.step),
		message: `Two workflow artifacts hold the link ${quoteUntrusted(file)}.`,
		details: [first, second].map(({ listed }) => `${quoteUntrusted(listed.name)} (id ${listed.id})`),
		hint: "Give each leg of a matrix, and each job, a step name of its own, or a key of its own."
	};
}
function tooLarge() {
	return new InTotoError("ARTIFACT_TOO_LARGE", `The links of the run have more than ${LIMITS.allLinkBytes} bytes.`, { hint: "Record less, or verify in parts." });
}
// src/gate/verify-unsigned.ts
const MISSING_SIGNATURES = /* @__PURE__ */ new Set(["LINK_MISSING", "LINK_THRESHOLD"]);
/** Whether a verification failed for nothing but links that no functionary signed. */
function onlySignaturesAreMissing(verification) {
	return verification.outcome === "failed" && verification.failures.every(({ code }) => MISSING_SIGNATURES.has(code));
}
/**
* Applies the layout to unsigned links. Call it only when `onlySignaturesAreMissing`, which says that the layout itself
* was verified.
*
* No inspection runs: nobody signed what its commands would work on.
*
* The layout is signed anew with a key that lives for this call, and so is each unsigned link, and both are verified as
* any other: there is no verification without signatures that something could fall into.
*/
async function adviseOnUnsigned(request) {
	const identity = passingIdentity();
	const metadata = readSignedMetadata(request.layout, {
		source: request.layoutSource,
		maxBytes: LIMITS.layoutBytes
	});
	const { layout } = parseLayout(metadata.payload);
	const { publicKey } = identity.signer;
	const relaxed = signMetadata({
		payload: encodeLayout({
			...layout,
			keys: /* @__PURE__ */ new Map([[identity.keyId, publicKey]]),
			steps: layout.steps.map((step) => ({
				...step,
				threshold: 1,
				pubkeys: [identity.keyId]
			})),
			inspections: []
		}),
		format: "dsse",
		signers: [identity]
	});
	return {
		kind: "advice",
		verification: await verifySupplyChain({
			...request,
			layout: relaxed,
			layoutDigest: void 0,
			inspections: void 0,
			layoutKeys: [publicKey],
			layoutIdentities: void 0,
			links: new ResigningStore(request.links, identity, layout.steps.map(({ name }) => name), request.ports)
		})
	};
}
function passingIdentity() {
	const signer = loadPrivateKey({
		pem: generateKey({ type: "ed25519" }).privatePem,
		source: "passing key"
	});
	return {
		signer,
		keyId: keyIdOf(signer.publicKey, "current")
	};
}
/** Unsigned links, as if the passing identity had signed them. */
var ResigningStore = class {
	#links;
	#identity;
	#ports;
	#steps;
	constructor(links, identity, steps, ports) {
		this.#links = links;
		this.#ports = ports;
		this.#identity = identity;
		this.#steps = new Map(steps.map((name) => [linkFileName(name, identity.keyId), unsignedLinkFileName(name)]));
	}
	async read(fileName) {
		const unsigned = this.#steps.get(fileName);
		const file = unsigned === void 0 ? void 0 : await this.#links.read(unsigned);
		if (file === void 0) return void 0;
		const { bytes } = this.#ports;
		try {
			const { payload, kind } = readSignedMetadata(file, {
				source: fileName,
				maxBytes: LIMITS.linkBytes,
				bytes
			});
			return kind === "link" ? signMetadata({
				payload: payload.object(),
				format: "dsse",
				signers: [this.#identity],
				bytes
			}) : void 0;
		} catch (error) {
			if (error instanceof InTotoError) return file;
			throw error;
		}
	}
	async names() {
		return [];
	}
	sub() {
		return {
			read: async () => void 0,
			names: async () => [],
			sub: () => this.sub()
		};
	}
};
// src/gate/decide.ts
/** @throws what `verifySupplyChain` throws */
async function decide(request) {
	const { blocking, identity } = request;
	const wanted = blocking.length > 0 && request.verification.inspections !== void 0 ? {
		...request.verification,
		inspections: "withheld"
	} : request.verification;
	const verification = await compare(await verifySupplyChain(wanted), request);
	if (verification.outcome === "passed") return failed(verification, blocking) ?? {
		...facts(verification),
		verdict: "passed",
		summary: verification.summary
	};
	if (identity === "available" || !onlySignaturesAreMissing(verification)) {
		const [first, ...rest] = blocking;
		const { failures } = verification;
		return {
			...facts(verification),
			verdict: "failed",
			failures: first === void 0 ? failures : [
				first,
				...rest,
				...failures
			]
		};
	}
	const advice = await compare((await adviseOnUnsigned(wanted)).verification, request);
	return failed(advice, [...blocking, ...advice.outcome === "failed" ? advice.failures : []]) ?? {
		...facts(advice),
		verdict: "advisory",
		unsigned: verification.failures
	};
}
async function compare(verification, { products }) {
	return products === void 0 ? verification : withProducts(verification, await products());
}
function facts({ items, warnings }) {
	return {
		items,
		warnings
	};
}
/** The verdict failed, when there is anything to fail for. */
function failed(of, failures) {
	const [first, ...rest] = failures;
	return first === void 0 ? void 0 : {
		...facts(of),
		verdict: "failed",
		failures: [first, ...rest]
	};
}
// src/gate/files-link-store.ts
/** Links that lie in directories of their own, by file name. */
var FilesLinkStore = class FilesLinkStore {
	#paths;
	/** @param paths from the names of links to where they are */
	constructor(paths) {
		this.#paths = paths;
	}
	async read(fileName) {
		const path = this.#paths.get(fileName);
		return path === void 0 ? void 0 : new DirectoryLinkStore(dirname(path)).read(basename(path));
	}
	async names() {
		return [...this.#paths.keys()];
	}
	/** Stages store links only; sublayouts come in directories. */
	sub() {
		return new FilesLinkStore(/* @__PURE__ */ new Map());
	}
};
// src/gate/needed-jobs.ts
/**
* Everything but `success` is a failure: failure, cancelled, skipped, a result that is missing, and words that GitHub
* may yet invent.
*
* @param text the needs context as JSON
* @throws JSON_ and METADATA_ codes
*/
function checkNeededJobs(text) {
	const needs = readJson(Buffer.from(text, "utf8"), {
		source: "input needs",
		maxBytes: LIMITS.smallFileBytes
	});
	const jobs = [...needs.object()];
	if (jobs.length === 0) return [{
		code: "NEEDED_JOBS_NONE",
		message: "The gate was told of no needed job, so it may have run before the stages.",
		details: [],
		hint: "Name the jobs of all stages in `needs:` of the job that verifies."
	}];
	return jobs.flatMap(([job]) => {
		const value = needs.member(job).optional("result");
		const result = value === void 0 ? void 0 : value.string();
		if (result === "success") return [];
		return [{
			code: "NEEDED_JOB_FAILED",
			message: result === void 0 ? `The job ${quoteUntrusted(job)} has no result.` : `The job ${quoteUntrusted(job)} ended with ${quoteUntrusted(result, 40)}, not with success.`,
			details: [],
			at: `needs.${escapeUntrusted(job)}`,
			hint: "Look at the log of that job. A skipped or cancelled stage is no stage that was followed."
		}];
	});
}
// src/gate/gate-failure.ts
/** Every failure code of the gate beyond those of verification; docs/errors.md is generated from this table. */
const GATE_FAILURE_CODES = {
	NEEDED_JOB_FAILED: "A job that the gate needs was no success.",
	NEEDED_JOBS_NONE: "The gate was told of no needed job, so it may have run before the stages.",
	LINK_ARTIFACT_INVALID: "A workflow artifact that claims to hold a link holds something else.",
	LINK_ARTIFACT_RENAMED: "A link was stored as one of another step, job or attempt than it is of.",
	LINKS_COLLIDE: "Two workflow artifacts claim the same step and functionary.",
	LINK_SUPERSEDED: "A step was recorded again in a later attempt, and that recording is not signed.",
	LINK_OF_OLDER_ATTEMPT: "A link is of an older attempt, and nobody told whether its job succeeded in a later one.",
	RUN_NOT_SUCCESSFUL: "The run whose links are verified is no success."
};
// src/github/check-run.ts
/** The Checks interface takes at most 65 535 characters of a summary. */
const CHECK_RUN_CHARACTERS = 6e4;
const MOST_ANNOTATIONS = 50;
/** Publishes a completed check run. @throws GITHUB_ codes */
async function publishCheckRun(rest, request) {
	const { owner, repo, commit, conclusion, title, summary } = request;
	await rest.call({
		route: "POST /repos/{owner}/{repo}/check-runs",
		parameters: {
			owner,
			repo,
			name: "in-toto",
			head_sha: commit,
			status: "completed",
			conclusion,
			output: {
				title,
				summary,
				annotations: request.annotations.slice(0, MOST_ANNOTATIONS).map((annotation) => ({
					path: annotation.file,
					start_line: annotation.line,
					end_line: annotation.line,
					annotation_level: annotation.level === "error" ? "failure" : "warning",
					title: annotation.title.slice(0, 255),
					message: annotation.message
				}))
			}
		},
		what: "a check run",
		permission: "checks: write"
	});
}
// src/github/alert-issue.ts
const LABEL = "in-toto-verification";
const TITLE = "The supply chain does not verify";
/** GitHub takes at most 65 536 characters. */
const ISSUE_CHARACTERS = 6e4;
/** Opens the issue, or updates the one that is open; returns its number. @throws GITHUB_ codes */
async function raiseAlert(rest, { owner, repo, body }) {
	const permission = "issues: write";
	const { data } = await rest.call({
		route: "GET /repos/{owner}/{repo}/issues",
		parameters: {
			owner,
			repo,
			state: "open",
			labels: LABEL,
			per_page: 30
		},
		what: "the open issues",
		permission
	});
	const open = (Array.isArray(data) ? data : []).find(({ title, pull_request }) => title === TITLE && pull_request === void 0);
	if (typeof open?.number === "number") {
		await rest.call({
			route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
			parameters: {
				owner,
				repo,
				issue_number: open.number,
				body
			},
			what: "an issue",
			permission
		});
		return open.number;
	}
	const number = (await rest.call({
		route: "POST /repos/{owner}/{repo}/issues",
		parameters: {
			owner,
			repo,
			title: TITLE,
			body,
			labels: [LABEL]
		},
		what: "an issue",
		permission
	})).data?.number;
	return typeof number === "number" ? number : 0;
}
// src/layouts/step-lines.ts
const NAME = /^\s*-\s+(?:\{\s*)?name:\s*(?:"([^"]*)"|'([^']*)'|([^,}#]*))/;
/** The lines of a layout source, from 1, on which steps begin. Only for pointing at them: the layout itself decides. */
function stepLines(text) {
	const lines = /* @__PURE__ */ new Map();
	for (const [index, line] of text.split("\n").entries()) {
		const [, double, single, plain] = NAME.exec(line) ?? [];
		const name = double ?? single ?? plain?.trim();
		if (name !== void 0 && name !== "" && !lines.has(name)) lines.set(name, index + 1);
	}
	return lines;
}
// src/actions/publish-report.ts
const MOST_LOGGED = 50;
/** @throws FILE_UNWRITABLE for the report or the SARIF file */
async function publishReport(request) {
	const { report, inputs, context, runner } = request;
	writeLog(report, runner);
	const path = join(context.temporary, `in-toto-report-${randomUUID()}.json`);
	writeFileAtomically(path, `${jsonText(report)}\n`);
	runner.output("report", path);
	const markdown = summaryMarkdown(report);
	if (inputs.summary === "always") await runner.summary(markdown);
	const place = await layoutPlace(request);
	const marks = annotations(report, place);
	for (const { level, title, message, file, line } of marks) runner.annotate(level, title, message, {
		file,
		line
	});
	if (inputs.sarifFile !== void 0) writeSarif(request, inputs.sarifFile, place);
	const { rest } = request;
	if (rest === void 0) return;
	const { owner, name: repo } = context;
	const commit = checkedCommit(report, context);
	if (inputs.checkRun === "auto" && commit === void 0) runner.annotate("warning", "No check run", "GitHub does not tell the commit of the run that was verified.");
	else if (inputs.checkRun === "auto" && commit !== void 0) await whenPermitted(runner, "check run", () => publishCheckRun(rest, {
		owner,
		repo,
		commit,
		conclusion: !request.allowed ? "failure" : report.verdict === "passed" ? "success" : "neutral",
		title: TITLES[report.verdict],
		summary: cutAtLine(markdown, CHECK_RUN_CHARACTERS, "*The rest is in the summary of the run.*"),
		annotations: marks
	}));
	const branch = context.event.text("repository.default_branch");
	const proposed = [context.eventName, report.run.event ?? ""].some((event) => event.startsWith("pull_request"));
	const onDefaultBranch = branch !== void 0 && context.ref === `refs/heads/${branch}` && !proposed;
	if (inputs.alertIssue === "on-failure" && report.verdict === "failed" && onDefaultBranch) {
		const body = cutAtLine(markdown, ISSUE_CHARACTERS, "*The rest is in the summary of the run.*");
		await whenPermitted(runner, "issue", async () => {
			runner.log(`Issue ${await raiseAlert(rest, {
				owner,
				repo,
				body
			})} tells of the failure.`);
		});
	}
}
/** The commit that a check run belongs to: what was verified, or the head of the pull request that it was merged from. */
function checkedCommit({ run }, context) {
	const head = /^pull_request(?:_review|_review_comment)?$/.test(context.eventName) ? context.event.text("pull_request.head.sha") : void 0;
	return run.commit === context.sha ? head ?? context.sha : run.commit;
}
const TITLES = {
	passed: "The supply chain verifies",
	failed: "The supply chain does not verify",
	advisory: "Not verified: nothing is signed"
};
function writeLog({ verdict, error, failures, unsigned, items, warnings, notes }, runner) {
	for (const { name, kind, functionaries, materials, products } of items) {
		const by = functionaries.length === 0 ? "" : `, signed by ${functionaries.map((keyId) => keyId.slice(0, 8)).join(", ")}`;
		runner.log(`  ${kind} "${name}": ${materials} materials, ${products} products${by}`);
	}
	for (const { code, message } of warnings) runner.log(`  warning ${code}: ${message}`);
	for (const note of notes) runner.log(`  note: ${note}`);
	for (const failure of byImportance([...failures, ...unsigned]).slice(0, MOST_LOGGED)) runner.log(failureLines(failure).join("\n"));
	if (error !== void 0) {
		runner.log(`ERROR ${error.code}: ${error.message}`);
		for (const line of linesBelow({
			at: error.at,
			hint: error.hint
		}, "terminal")) runner.log(line);
	}
	const codes = error === void 0 ? [...new Set(failures.map(({ code }) => code))] : [error.code];
	runner.log(`Verdict: ${verdict}${codes.length === 0 ? "" : ` (${codes.join(", ")})`}`);
}
/** Annotations stand on the source of the layout where there is one, since nobody reads the signed file. */
async function layoutPlace({ report, inputs, rest, layoutSource }) {
	const nowhere = {
		file: inputs.layout,
		steps: /* @__PURE__ */ new Map()
	};
	if (!report.failures.some(({ step }) => step !== void 0) || rest === void 0 || layoutSource === void 0) return nowhere;
	const file = posix.join(dirname(inputs.layout), "layout.yml");
	try {
		const { bytes } = await fetchFile(rest, layoutSource.ref, layoutSource.commit, file);
		return {
			file,
			steps: stepLines(new TextDecoder().decode(bytes))
		};
	} catch (error) {
		if (error instanceof InTotoError) return nowhere;
		throw error;
	}
}
function writeSarif({ report, context }, file, place) {
	const path = resolve(context.workspace, file);
	try {
		mkdirSync(dirname(path), { recursive: true });
	} catch (cause) {
		throw new InTotoError("FILE_UNWRITABLE", `The directory for the SARIF file cannot be made: ${cause.code ?? "unknown"}.`, {
			at: escapeUntrusted(path),
			cause,
			hint: "Check the input sarif-file."
		});
	}
	const meanings = {
		...ERROR_CODES,
		...FAILURE_CODES,
		...GATE_FAILURE_CODES
	};
	writeFileAtomically(path, `${jsonText(sarifLog(report, place, meanings))}\n`);
}
async function whenPermitted(runner, what, publish) {
	try {
		await publish();
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
		runner.annotate("warning", `No ${what}`, [error.message, error.hint ?? ""].filter((part) => part !== "").join("\n"));
	}
}
// src/actions/verify-inputs.ts
/** @throws INPUT_, KEY_, PARAMETER_ and JSON_ codes */
function readVerifyInputs(runner) {
	const inputs = new Inputs(runner);
	const token = inputs.secret("github-token");
	if (token === "") throw missing("github-token", "Leave it away to take the token of the job, and give the job contents: read and actions: read.");
	const layoutKeys = readPublicKeys("layout-keys", inputs.text("layout-keys"));
	const layoutIdentities = inputs.lines("layout-identities").map(layoutIdentity);
	if (layoutKeys.length === 0 && layoutIdentities.length === 0) throw missing("layout-keys", "Give the public keys of the owners of the layout, or layout-identities where an identity signed it. A variable is empty where it is not defined.");
	if (layoutKeys.length > 0 && layoutIdentities.length > 0) throw invalid("layout-identities", "layout-keys is given as well, and one layout is signed in one way");
	const optional = (name) => inputs.text(name) === "" ? void 0 : inputs.text(name);
	return {
		layout: layoutPath(inputs.required("layout")),
		layoutRef: inputs.required("layout-ref"),
		layoutKeys,
		layoutIdentities,
		trustedRoot: inputs.text("trusted-root"),
		layoutDigest: digest(optional("layout-digest")),
		links: links(inputs.required("links")),
		runBinding: inputs.choice("run-binding", ["this", "any"]),
		parameters: parameters(optional("parameters")),
		products: inputs.lines("products"),
		exclude: inputs.lines("exclude"),
		needs: optional("needs"),
		forkPolicy: inputs.choice("fork-policy", ["fail", "advisory"]),
		inspections: inputs.choice("inspections", ["allow", "never"]),
		summary: inputs.choice("summary", ["always", "never"]),
		checkRun: inputs.choice("check-run", ["auto", "never"]),
		sarifFile: optional("sarif-file"),
		alertIssue: inputs.choice("alert-issue", ["on-failure", "never"]),
		token
	};
}
/** `IDENTITY` of a workflow, or `IDENTITY ISSUER`. With a `*` it is a pattern. */
function layoutIdentity(line) {
	const [text = "", issuer = GITHUB_ISSUER, ...more] = line.split(/\s+/);
	if (more.length > 0 || !URL.canParse(issuer)) throw invalid("layout-identities", `${quoteUntrusted(line, 200)} is neither an identity nor an identity and its issuer`);
	return identityOf(issuer, {
		kind: text.includes("*") ? "pattern" : "exact",
		text
	}, /* @__PURE__ */ new Map());
}
function layoutPath(path) {
	const normal = path.replace(/^\.\//, "");
	if (!/^\/|(^|\/)\.\.?(\/|$)|\\|\/$/.test(normal)) return normal;
	throw invalid("layout", `${quoteUntrusted(path)} is no path of a file in a repository`);
}
function digest(text) {
	if (text === void 0) return void 0;
	const hex = text.replace(/^sha256:/, "");
	if (/^[0-9a-fA-F]{64}$/.test(hex)) return hex;
	throw invalid("layout-digest", `${quoteUntrusted(text, 100)} is no SHA-256 of 64 hexadecimal digits`);
}
function links(text) {
	if (text === "run") return { kind: "this-run" };
	if (/^\d{1,15}$/.test(text)) return {
		kind: "other-run",
		runId: text
	};
	if (/^(?:\.{0,2}\/|[A-Za-z]:[/\\])/.test(text)) return {
		kind: "directory",
		path: text
	};
	throw invalid("links", `${quoteUntrusted(text, 100)} is neither run, nor the id of a run, nor a directory`, "Begin the path of a directory with \"./\".");
}
function parameters(text) {
	if (text === void 0) return void 0;
	return parseParameters(readJson(Buffer.from(text, "utf8"), {
		source: "input parameters",
		maxBytes: LIMITS.smallFileBytes
	}));
}
// src/actions/verify-run.ts
/** Time for the command of one inspection, in milliseconds. */
const INSPECTION_MS = 6e5;
/** @throws INPUT_, KEY_ and RUNNER_ codes; what comes later is reported with the verdict */
async function verifyRun(runner, environment) {
	runner.output("verified", "false");
	runner.output("verdict", "failed");
	const inputs = readVerifyInputs(runner);
	const context = readRunContext(environment);
	const temporary = join(context.temporary, `in-toto-${randomUUID()}`);
	mkdirSync(temporary);
	const recorder = new Recorder();
	const gate = new Gate({
		inputs,
		context,
		runner,
		environment,
		temporary,
		recorder
	});
	try {
		const report = await gate.report();
		const allowed = report.verdict === "passed" || report.verdict === "advisory" && inputs.forkPolicy === "advisory";
		if (!allowed) runner.fail();
		await publishReport({
			report,
			allowed,
			inputs,
			context,
			runner,
			rest: gate.rest,
			layoutSource: gate.layoutSource
		});
		if (report.layout !== void 0) runner.output("layout-digest", report.layout.digest);
		runner.output("subjects", JSON.stringify(report.subjects));
		runner.output("verdict", report.verdict);
		runner.output("verified", report.verdict === "passed" ? "true" : "false");
	} finally {
		await recorder.close();
		rmSync(temporary, {
			recursive: true,
			force: true
		});
	}
}
/** One verification, and what is known of it when it breaks off. */
var Gate = class {
	#settings;
	#rest;
	#layout;
	#notes = [];
	#source;
	/** The run whose links are verified; facts that are not known are left out. */
	#run = {};
	constructor(settings) {
		this.#settings = settings;
	}
	/** Undefined when it broke off before GitHub was asked anything. */
	get rest() {
		return this.#rest;
	}
	/** Where the layout was read; its source may lie beside it. */
	get layoutSource() {
		return this.#layout === void 0 || this.#source === void 0 ? void 0 : {
			ref: this.#source,
			commit: this.#layout.report.commit
		};
	}
	/** Never throws an error of ours: what could not be told becomes a report that says so. */
	async report() {
		try {
			return await this.#verify();
		} catch (error) {
			if (!(error instanceof InTotoError)) {
				reportError(this.#settings.runner, error);
				return this.#reportOf({
					code: "INTERNAL_ERROR",
					message: "The gate has a fault; see the log."
				});
			}
			return this.#reportOf(error);
		}
	}
	async #verify() {
		const { inputs, context, runner } = this.#settings;
		const { restClient } = await import("./chunks/rest.mjs");
		const rest = restClient({
			apiUrl: context.apiUrl,
			token: inputs.token
		});
		this.#rest = rest;
		const blocking = inputs.needs === void 0 ? [] : checkNeededJobs(inputs.needs);
		const target = await this.#target(rest);
		const layout = await this.#fetchLayout(rest);
		const links = await this.#links(rest, target);
		this.#notes = [
			...links.notes,
			...inputs.needs === void 0 ? ["The input needs was not given, so the results of the jobs before were not looked at."] : [],
			...inputs.products.length === 0 ? ["The input products was not given, so no file was compared with the final products."] : [],
			...inputs.runBinding === "any" ? ["The links were not held to this run (run-binding: any); they only have to agree with one another."] : []
		];
		const request = {
			verification: this.#request(layout.file, layout.report, links, await this.#verifier(rest, layout.file)),
			products: this.#products(),
			blocking: [...blocking, ...links.failures],
			identity: context.origin === "own" ? "available" : "unavailable"
		};
		runner.log(`Verifying ${nameOf(target)} against ${layout.report.path} at ${layout.report.commit.slice(0, 12)}.`);
		const decision = await decide(request);
		return this.#decided(decision, await this.#headVerdict(rest, request));
	}
	async #fetchLayout(rest) {
		const { inputs, context } = this.#settings;
		const { fetchFile, resolveCommit } = await import("./chunks/trusted-layout2.mjs");
		const source = layoutRef(inputs.layoutRef, context);
		const commit = await resolveCommit(rest, source);
		const file = await fetchFile(rest, source, commit, inputs.layout);
		const report = {
			path: inputs.layout,
			repository: `${source.owner}/${source.repo}`,
			commit,
			blob: file.blob,
			digest: sha256(file.bytes),
			reason: source.reason
		};
		this.#source = source;
		this.#layout = {
			file,
			report
		};
		return this.#layout;
	}
	/** What is verified: a directory, or a run. */
	async #target(rest) {
		const { inputs, context } = this.#settings;
		const { repository, sha: commit } = context;
		if (inputs.links.kind === "directory") {
			const run = inputs.runBinding === "any" ? void 0 : {
				repository,
				commit
			};
			this.#run = {
				repository,
				id: void 0,
				attempt: void 0,
				event: void 0,
				commit: run?.commit
			};
			return {
				kind: "directory",
				directory: resolve(context.workspace, inputs.links.path),
				run
			};
		}
		const own = inputs.links.kind === "this-run" || inputs.links.runId === context.runId;
		if (!own) this.#run = {
			id: inputs.links.runId,
			attempt: void 0,
			event: void 0,
			commit: void 0
		};
		const target = own ? this.#ownRun() : await this.#otherRun(rest, inputs.links);
		this.#run = {
			repository,
			id: target.runId,
			attempt: target.attempt,
			event: target.event,
			commit: target.run.commit
		};
		return target;
	}
	async #links(rest, target) {
		const { inputs, context, runner, temporary } = this.#settings;
		if (target.kind === "directory") return {
			store: new DirectoryLinkStore(target.directory),
			run: target.run,
			failures: [],
			notes: []
		};
		const { RestLinkSource } = await import("./chunks/rest-link-source.mjs");
		const { runId, attempt, run } = target;
		const place = {
			owner: context.owner,
			repo: context.name,
			runId
		};
		runner.group("Collect links");
		try {
			const { files, failures, notes, older } = await collectRunLinks({
				source: new RestLinkSource(rest, place, temporary),
				attempt,
				onProgress: (done, all) => {
					if (done % 50 === 0) runner.log(`Fetching link ${done + 1} of ${all}`);
				}
			});
			for (const name of files.keys()) runner.log(`Found ${quoteUntrusted(name)}`);
			runner.log(`${files.size} links collected.`);
			const unknown = target.own && inputs.needs === void 0 && older.length > 0;
			const all = [
				...target.failures,
				...failures,
				...unknown ? [ofOlderAttempt(older, attempt)] : []
			];
			return {
				store: new FilesLinkStore(files),
				run,
				failures: all,
				notes
			};
		} finally {
			runner.endGroup();
		}
	}
	#ownRun() {
		const { context } = this.#settings;
		const { id, commit, repository_id: repositoryId } = runBindingOf(context);
		const known = repositoryId === void 0 ? {} : { repository_id: repositoryId };
		const run = {
			id,
			repository: context.repository,
			commit,
			...known
		};
		const { runId, attempt, eventName: event } = context;
		return {
			kind: "run",
			own: true,
			runId,
			attempt,
			event,
			run,
			failures: []
		};
	}
	/** Another run: nothing in the `needs` of this one speaks of its jobs, so it must be a success as a whole. */
	async #otherRun(rest, { runId }) {
		const { context } = this.#settings;
		const { repository } = context;
		const { data } = await rest.call({
			route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
			parameters: {
				owner: context.owner,
				repo: context.name,
				run_id: Number(runId)
			},
			what: `run ${runId}`,
			permission: "actions: read"
		});
		const { head_sha: head, run_attempt: attempt, event, status, conclusion } = data ?? {};
		if (typeof attempt !== "number" || typeof head !== "string" || typeof event !== "string") throw new InTotoError("GITHUB_UNAVAILABLE", `GitHub's answer for run ${runId} lacks what its documentation promises.`, { hint: "Run the job again." });
		const commit = event.startsWith("pull_request") ? {} : { commit: head };
		const failures = status === "completed" && conclusion === "success" ? [] : [runNotSuccessful(runId, attempt, status, conclusion)];
		return {
			kind: "run",
			own: false,
			runId,
			attempt,
			event,
			run: {
				id: runId,
				repository,
				...commit
			},
			failures
		};
	}
	#products() {
		const { inputs, context, recorder } = this.#settings;
		if (inputs.products.length === 0) return void 0;
		const settings = {
			...stageSettings(context.workspace, []),
			exclude: inputs.exclude
		};
		return async () => (await recorder.record({
			...settings,
			paths: inputs.products
		})).artifacts;
	}
	/** Verifies what identities signed. Paths of trusted roots are read where the layout is, never from the workspace. */
	async #verifier(rest, { bytes }) {
		const { inputs } = this.#settings;
		if (!(inputs.layoutIdentities.length > 0 || inputs.links.kind === "directory") && !hasKeylessFunctionaries(bytes)) return void 0;
		const [{ BundleVerifier }, { trustedRoots }, { fetchFile }] = await Promise.all([
			import("./chunks/bundle-verifier2.mjs"),
			import("./chunks/trusted-roots.mjs"),
			import("./chunks/trusted-layout2.mjs")
		]);
		const source = this.layoutSource;
		const trusted = source !== void 0 && inputs.layoutRef !== "head";
		return new BundleVerifier(await trustedRoots(inputs.trustedRoot, trusted ? async (path) => (await fetchFile(rest, source.ref, source.commit, path)).bytes : void 0));
	}
	#request(file, report, links, keyless) {
		const { inputs } = this.#settings;
		return {
			ports: NODE_PORTS,
			layout: file.bytes,
			layoutSource: report.path,
			layoutKeys: inputs.layoutKeys,
			layoutIdentities: inputs.layoutIdentities,
			keyless,
			layoutDigest: inputs.layoutDigest,
			links: links.store,
			now: Date.now(),
			parameters: inputs.parameters,
			compatibility: "strict",
			run: links.run,
			inspections: this.#inspections(),
			inspectionsOf: "root"
		};
	}
	#inspections() {
		const { inputs, context, recorder, environment } = this.#settings;
		if (inputs.inspections === "never") return void 0;
		const kept = inspectionEnvironment(environment);
		return new CommandInspectionRunner({
			directory: context.workspace,
			record: (directory) => recordAsReference(recorder, directory),
			runProgram: async (command, directory) => exitStatusOf(await runCommand({
				command,
				directory,
				environment: kept,
				withheld: [PASSPHRASE_VARIABLE],
				streams: "discard",
				timeoutMs: INSPECTION_MS,
				leaveNothing: true
			}))
		});
	}
	/** What the layout of the change itself would say, when it is another one. It decides nothing. */
	async #headVerdict(rest, request) {
		const { inputs, context } = this.#settings;
		const head = headRef(context);
		if (head === void 0 || inputs.layoutRef !== "base" || this.#layout === void 0) return void 0;
		const { fetchFile } = await import("./chunks/trusted-layout2.mjs");
		try {
			const { bytes, blob } = await fetchFile(rest, head, head.ref, inputs.layout);
			if (blob === this.#layout.report.blob) return void 0;
			const verification = {
				...request.verification,
				layout: bytes,
				inspections: void 0
			};
			const decision = await decide({
				...request,
				verification
			});
			const codes = decision.verdict === "failed" ? [...new Set(decision.failures.map(({ code }) => code))] : [];
			return {
				commit: head.ref,
				verdict: decision.verdict,
				codes
			};
		} catch (error) {
			if (!(error instanceof InTotoError)) throw error;
			return {
				commit: head.ref,
				verdict: "failed",
				codes: [error.code]
			};
		}
	}
	#decided(decision, headLayout) {
		return {
			...this.#facts(),
			verdict: decision.verdict,
			failures: decision.verdict === "failed" ? decision.failures : [],
			unsigned: decision.verdict === "advisory" ? decision.unsigned : [],
			error: void 0,
			items: decision.items,
			warnings: decision.warnings,
			headLayout,
			subjects: decision.verdict === "passed" ? subjectsOf(decision.summary) : []
		};
	}
	#reportOf({ code, message, at, hint }) {
		return {
			...this.#facts(),
			verdict: "failed",
			failures: [],
			unsigned: [],
			error: {
				code,
				message,
				at,
				hint
			},
			items: [],
			warnings: [],
			headLayout: void 0,
			subjects: []
		};
	}
	#facts() {
		const { repository, runId, attempt, sha, eventName } = this.#settings.context;
		return {
			run: {
				repository,
				id: runId,
				attempt,
				commit: sha,
				event: eventName,
				...this.#run
			},
			layout: this.#layout?.report,
			chain: this.#chain(),
			notes: this.#notes
		};
	}
	/** The steps for the graph. A layout that cannot be read has none; that is reported elsewhere. */
	#chain() {
		const layout = this.#layout === void 0 ? void 0 : readableLayout(this.#layout.file.bytes);
		return layout === void 0 ? [] : chainOf(layout);
	}
};
/** A layout as far as it can be read, whoever signed it: for looking at only. */
function readableLayout(bytes) {
	try {
		const metadata = readSignedMetadata(bytes, {
			source: "layout",
			maxBytes: LIMITS.layoutBytes
		});
		return parseLayout(metadata.payload).layout;
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
function nameOf(target) {
	return target.kind === "directory" ? `the links in ${quoteUntrusted(target.directory)}` : `run ${target.runId}`;
}
function runNotSuccessful(runId, attempt, status, conclusion) {
	return {
		code: "RUN_NOT_SUCCESSFUL",
		message: `Run ${runId}, attempt ${attempt}, is ${quoteUntrusted(String(status === "completed" ? conclusion : status), 60)} and not a success, so its links may be of jobs that failed later.`,
		details: [],
		hint: "Wait for the run, mend what failed in it, and verify then."
	};
}
function ofOlderAttempt(names, attempt) {
	return {
		code: "LINK_OF_OLDER_ATTEMPT",
		message: `${names.length} links are of older attempts than ${attempt}. Their jobs may have run again and failed, and the input needs was not given.`,
		details: names.slice(0, 20).map((name) => quoteUntrusted(name)),
		hint: "Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}."
	};
}
function hasKeylessFunctionaries(bytes) {
	return [...readableLayout(bytes)?.keys.values() ?? []].some(isKeyless);
}
function subjectsOf({ products }) {
	return [...products].map(([name, digests]) => ({
		name,
		digest: Object.fromEntries(digestPairs(digests))
	}));
}
function sha256(bytes) {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
// src/actions/verify.ts
await runAction(verifyRun);
export {};
