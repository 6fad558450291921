import { A as isGitId, F as readSha256, G as HOME, H as linesBelow, L as LIMITS, M as listed, N as count, U as escapeUntrusted, V as nearestName, W as quoteUntrusted, Y as PASSPHRASE_VARIABLE, _ as reportError, a as FILE_NONE, c as invalid, g as BaseError, k as isServerId, l as missing, o as Inputs, q as InTotoError, s as NONE$1, u as oneOf, v as releaseBytes } from "./chunks/base.mjs";
import { $ as notCompared, C as sha256Digest, F as workspaceSettings, K as Recorder, a as writeFileAtomically, at as fileUnwritable, lt as readRunContext, o as loadPrivateKey, rt as withScratch, u as commitFiles, ut as runAction } from "./chunks/every-action.mjs";
import { A as byImportance, D as NO_LINKS, E as CommandInspectionRunner, M as exactChain, N as exactSubjects, O as readableLayout, P as subjectsOf, S as inspectionProgram, _ as sourceMember, b as withPlaces, c as failureLines, i as REPORT_FORMATS, j as chainOf, k as productsAtHand, n as DirectoryLinkStore, r as FORMAT_NAMES, t as checkLinkDirectory, u as summaryMarkdown, v as sourceText, x as GateError, y as annotations } from "./chunks/every-verification.mjs";
import { B as productForms, F as readLinkFile, M as UNBOUNDED, N as LINK_FORMATS, P as linkFormatOf, V as parseParameters, a as encodeLayout, d as layoutFileOf, l as KnownLinks, o as withProducts, r as readWrittenIdentities, s as verifySupplyChain, u as readSignedIntents } from "./chunks/intoto-verification.mjs";
import { t as NODE_PORTS } from "./chunks/signing-node-ports.mjs";
import { Bn as parseLink, In as unsignedLinkFileName, It as readTookOver, Pt as readRecordedBy, ar as readJson, br as isKeyless, c as encodeLink, g as keyIdOf, h as LayoutFile, ir as writeJson, it as isIntentsInspection, kn as linkFileName, l as readWorkflowArtifactName, mn as readRunBinding, o as signMetadata, pr as compilePattern, s as signPayload, u as workflowArtifactPrefix } from "./chunks/intoto.mjs";
import { t as generateKey } from "./chunks/signing-generate-key.mjs";
import { r as recordForInspection } from "./chunks/recording-record-directory.mjs";
import { v as RecordingError } from "./chunks/hashing.mjs";
import { n as NODE_BYTES } from "./chunks/node-bytes.mjs";
import { n as jsonText } from "./chunks/reporting-json-text.mjs";
import { t as readPublicKeys } from "./chunks/signing-keys-in-input.mjs";
import { basename, dirname, join, posix, resolve } from "node:path";
const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
const { mkdirSync, readFileSync, statSync } = process.getBuiltinModule("node:fs");
import { setTimeout } from "node:timers/promises";
// src/gate/build-report.ts
/** The report of a decision. */
function reportOfDecision(findings, { decision, headLayout }) {
	return {
		...factsOf(findings),
		verdict: decision.verdict,
		failures: decision.verdict === "failed" ? decision.failures : [],
		unsigned: decision.verdict === "advisory" ? decision.unsigned : [],
		error: void 0,
		items: decision.items,
		source: decision.source,
		warnings: decision.warnings,
		headLayout,
		subjects: decision.verdict === "passed" ? subjectsOf(decision.summary.products) : []
	};
}
/**
* The report where something could not be told. That is never a pass, and it hides no reason that was known before.
*/
function reportOfError(findings, { code, message, at, hint }) {
	return {
		...factsOf(findings),
		verdict: "failed",
		failures: findings.failures,
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
/** A layout that cannot be read has no steps for the graph; that is reported elsewhere. */
function factsOf({ run, layout, notes }) {
	const readable = layout === void 0 ? void 0 : readableLayout(layout.document);
	return {
		run,
		layout: layout?.report,
		chain: readable === void 0 ? [] : chainOf(readable),
		notes
	};
}
// src/gate/missing-for-needed-jobs.ts
const MOST_NAMES$2 = 5;
/**
* What verification found, with another remedy for links that are missing where jobs that the gate needs failed. Which
* step a job records nobody tells before it stored a link, so each failure stays.
*
* @param blocking what was found before
*/
function missingForNeededJobs(blocking) {
	const failed = blocking.flatMap(({ code, at }) => code === "NEEDED_JOB_FAILED" && at !== void 0 ? [at] : []);
	if (failed.length === 0) return (failure) => failure;
	const which = listed(failed, MOST_NAMES$2, (at) => at);
	const hint = `First see why ${failed.length === 1 ? "a job" : "jobs"} that the gate needs failed (${which}): a job that fails, and one that waits for it, stores no link.`;
	return (failure) => failure.code === "LINK_MISSING" ? {
		...failure,
		hint
	} : failure;
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
* No inspection runs: nobody signed what its commands would work on. The check of intents is made, since it runs nothing.
*
* The layout is signed anew with a key that lives for this call, and so is each unsigned link, and both are verified as
* any other: there is no verification without signatures that something could fall into.
*/
async function adviseOnUnsigned(request) {
	const identity = passingIdentity();
	const { layout } = layoutFileOf(request).parsed();
	const { publicKey } = identity.signer;
	const known = request.known ?? new KnownLinks(request.ports.hasher);
	const relaxed = signMetadata({
		payload: encodeLayout({
			...layout,
			keys: /* @__PURE__ */ new Map([[identity.keyId, publicKey]]),
			steps: layout.steps.map((step) => ({
				...step,
				threshold: 1,
				pubkeys: [identity.keyId]
			})),
			inspections: layout.inspections.filter(isIntentsInspection)
		}),
		format: "dsse",
		signers: [identity]
	});
	return {
		kind: "advice",
		verification: withoutSigner(await verifySupplyChain({
			...request,
			layout: relaxed,
			layoutDigest: void 0,
			inspections: void 0,
			layoutKeys: [publicKey],
			layoutIdentities: void 0,
			known,
			links: new ResigningStore(request.links, known, identity, layout.steps.map(({ name }) => name), request.ports)
		}), identity, layout)
	};
}
/** Nobody signed, so nobody is named: neither the passing key, nor a file name that is made with it. */
function withoutSigner(verification, { keyId }, { steps }) {
	const names = steps.map(({ name }) => [linkFileName(name, keyId), unsignedLinkFileName(name)]);
	const plain = (text) => names.reduce((all, [signed, unsigned]) => all.replaceAll(escapeUntrusted(signed), escapeUntrusted(unsigned)), text);
	const told = (news) => ({
		...news,
		message: plain(news.message),
		..."at" in news && news.at !== void 0 ? { at: plain(news.at) } : {},
		..."details" in news ? { details: news.details.map(plain) } : {}
	});
	const items = verification.items.map((item) => ({
		...item,
		functionaries: [],
		unsigned: true
	}));
	const warnings = verification.warnings.map(told);
	if (verification.outcome === "passed") return {
		...verification,
		items,
		warnings
	};
	const [first, ...rest] = verification.failures;
	return {
		...verification,
		items,
		warnings,
		failures: [told(first), ...rest.map(told)]
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
/** Unsigned links, as if the passing identity had signed them. What is read of them here is not read again. */
var ResigningStore = class {
	#links;
	#known;
	#identity;
	#ports;
	#steps;
	constructor(links, known, identity, steps, ports) {
		this.#links = links;
		this.#known = known;
		this.#ports = ports;
		this.#identity = identity;
		this.#steps = new Map(steps.map((name) => [linkFileName(name, identity.keyId), unsignedLinkFileName(name)]));
	}
	async read(fileName) {
		const unsigned = this.#steps.get(fileName);
		const file = unsigned === void 0 ? void 0 : await this.#links.read(unsigned);
		return unsigned === void 0 || file === void 0 ? void 0 : this.#signAgain(fileName, unsigned, file);
	}
	/** @throws JSON_ and METADATA_ codes, which verification takes for a flaw of the link like those of its own reading */
	async #signAgain(fileName, unsigned, file) {
		const { bytes } = this.#ports;
		const { strings } = this.#known;
		const options = {
			source: unsigned,
			maxBytes: LIMITS.linkBytes,
			bytes,
			strings
		};
		const { metadata, parsed: before } = await readLinkFile(file, unsigned, this.#known, options);
		if (before === void 0 && metadata.kind !== "link") return void 0;
		const parsed = before ?? parseLink(metadata.payload);
		const payload = UTF8.encode(writeJson(encodeLink(parsed.link)));
		await this.#known.keep("link", fileName, payload, parsed);
		return signPayload(payload, [this.#identity], bytes);
	}
	async names() {
		return [];
	}
	sub() {
		return NO_LINKS;
	}
};
const UTF8 = new TextEncoder();
// src/gate/decide.ts
/** @throws what `verifySupplyChain` throws */
async function decide(request) {
	const { blocking, identity } = request;
	const withheld = blocking.length > 0 && request.verification.inspections !== void 0;
	const { known = new KnownLinks(request.verification.ports.hasher), ...asked } = request.verification;
	const wanted = {
		...asked,
		known,
		...withheld ? { inspections: "withheld" } : {}
	};
	const verification = await verifySupplyChain(wanted);
	if (verification.outcome === "passed") {
		const compared = await compare(verification, request);
		return failed(verification, [...blocking, ...compared.outcome === "failed" ? compared.failures : []]) ?? {
			...facts(verification),
			verdict: "passed",
			summary: verification.summary
		};
	}
	if (identity === "available" || !onlySignaturesAreMissing(verification)) {
		const [first, ...rest] = blocking;
		const [found, ...others] = verification.failures;
		const explained = missingForNeededJobs(blocking);
		const failures = [explained(found), ...others.map(explained)];
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
	request.onKnown?.(verification.failures);
	const advice = await compare((await adviseOnUnsigned(wanted)).verification, request);
	return failed(advice, [...blocking, ...advice.outcome === "failed" ? advice.failures : []]) ?? {
		...facts(advice),
		verdict: "advisory",
		unsigned: verification.failures
	};
}
/** The same decision with more against it. */
function withFailures(decision, more) {
	const before = decision.verdict === "failed" ? decision.failures : [];
	return more.length === 0 ? decision : failed(decision, [...before, ...more]) ?? decision;
}
/** Compares the products of what is right so far. */
async function compare(verification, { products, blocking }) {
	if (products === void 0 || blocking.length > 0 || verification.outcome === "failed") return verification;
	return withProducts(verification, await products(verification.summary));
}
function facts({ items, warnings, source }) {
	return {
		items,
		warnings,
		source
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
// src/gate/findings.ts
/** What is known before anything was looked at. */
function firstFindings(run) {
	return {
		server: void 0,
		run: ownRunReport(run),
		layout: void 0,
		failures: [],
		notes: []
	};
}
// src/gate/inspections.ts
/**
* Runs the inspections of a layout in the workspace, with an environment that holds no secret.
*
* @param given files of this verification itself, which are no evidence of the workspace
*/
function inspectionsIn(workspace, environment, recorder, given) {
	return new CommandInspectionRunner({
		directory: workspace,
		record: (directory) => recordForInspection(recorder, directory, given()),
		runProgram: inspectionProgram({
			environment,
			withheld: [PASSPHRASE_VARIABLE],
			timeoutMs: LIMITS.inspectionMs,
			leaveNothing: true
		})
	});
}
// src/gate/keyless-verifier.ts
/**
* Verifies what identities signed; undefined where none do. Paths of trusted roots are read where the layout is, never
* from the workspace.
*
* @throws TRUSTED_ROOT_ codes, INPUT_INVALID, JSON_ codes, LAYOUT_FILE_INVALID, GITHUB_ codes
*/
async function keylessVerifier(inputs, layout, { server, get }) {
	if (!(inputs.layoutIdentities.length > 0 || inputs.links.sublayouts === "possible") && !hasKeylessFunctionaries(layout)) return void 0;
	const [{ BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([import("./chunks/load-sigstore-bundle-verifier.mjs"), import("./chunks/sigstore-roots-of-input.mjs")]);
	const { source, report } = layout;
	const readPath = async (path) => (await server.fetchFile(source, report.commit, path)).bytes;
	const arePathsTrusted = inputs.layoutRef !== "head";
	return new BundleVerifier(await trustedRoots(inputs.trustedRoot, arePathsTrusted ? readPath : void 0, fetchByTuf(get)));
}
function hasKeylessFunctionaries({ document }) {
	return [...readableLayout(document)?.keys.values() ?? []].some(isKeyless);
}
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
// src/gate/layout-changed-since.ts
/** One more failure, where the run fails by a layout that is not the one of its time; nothing in all other cases. */
async function layoutChangedSince(question) {
	const { inputs, run, layout, decision, blocking, commit } = question;
	if (decision.verdict !== "failed" || inputs.layoutRef !== "base") return [];
	if (!decision.failures.some((failure) => !blocking.includes(failure))) return [];
	const isProposed = headRef(run) !== void 0;
	const then = isProposed ? baseCommit(run) : commit ?? run.sha;
	if (then === void 0 || then === layout.report.commit) return [];
	const before = await blobAt(then, question);
	if (before === void 0 || before === layout.report.blob) return [];
	if (isProposed && await blobAt(run.sha, question) !== before) return [];
	return [{
		code: "LAYOUT_CHANGED_SINCE",
		message: `The layout was changed since this run began: it had ${before === "none" ? "none" : `the blob ${before.slice(0, 12)}`} at ${then.slice(0, 12)}, and ${layout.report.blob.slice(0, 12)} decides, ${layout.report.reason}.`,
		details: [],
		hint: isProposed ? "Bring the branch up to date with the one that it is for (`git rebase`), and push it. Running the jobs again keeps the old commit." : "Start the workflow anew on the newest commit. Running the jobs again keeps the old commit."
	}];
}
/** The commit that a pull request or merge group was made on, as its event knew it. */
function baseCommit({ event }) {
	const commit = event.text("pull_request.base.sha") ?? event.text("merge_group.base_sha");
	return commit !== void 0 && isGitId(commit) ? commit : void 0;
}
/** Git's id of the layout at a commit; `none` where there is none, and undefined where nobody tells: the verdict stands. */
async function blobAt(commit, { inputs, server, layout }) {
	try {
		return (await server.fetchFile(layout.source, commit, inputs.layout)).blob;
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
		return error.code === "GITHUB_NOT_FOUND" ? "none" : void 0;
	}
}
// src/gate/needed-jobs.ts
/**
* Everything but `success` is a failure: failure, cancelled, skipped, a result that is missing, and words that GitHub
* may yet invent.
*
* @param text the needs context as JSON
* @throws JSON_ and METADATA_ codes
*/
function checkNeededJobs(text) {
	const needs = read(text);
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
			hint: "Look at the log of that job. A stage that was skipped or cancelled was not followed."
		}];
	});
}
/** The ids of the jobs, whatever became of them. @throws JSON_ and METADATA_ codes */
function neededJobIds(text) {
	return new Set([...read(text).object()].map(([job]) => job));
}
function read(text) {
	return readJson(Buffer.from(text, "utf8"), {
		source: "input needs",
		maxBytes: LIMITS.smallFileBytes
	});
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
			throw invalid("commit", "the layout says `source: { commit: named }`, so the gate has to name the commit", "Give the whole id of the commit that the stages check out: `commit: ${{ … }}`.");
		case "head":
			if (!isNamed) return "head or run";
			throw contradiction$1("head", "named");
		case "run":
			if (input === "run") return input;
			throw contradiction$1("run", isNamed ? "named" : "head");
	}
}
function contradiction$1(says, wanted) {
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
// src/gate/demand-commit.ts
/**
* The commit that the source must be of, with a note where it is not the commit of the run. One that the caller gives must
* be in this repository: where it is fetched that shows by itself, and where it is not, the server is asked.
*
* @throws INPUT_INVALID, SOURCE_COMMIT_UNKNOWN, GITHUB_ codes
*/
async function demandCommit({ commit: choice, sourceCheck }, run, { server, ofRun, layout }) {
	const commit = sourceCommitOf(choiceOf(choice, layout), run, ofRun);
	if (commit === void 0 || commit === ofRun) return {
		commit,
		notes: []
	};
	if (sourceCheck === "none" && !await server.hasCommit(commit)) throw new GateError("SOURCE_COMMIT_UNKNOWN", `The repository does not have commit ${commit}.`, {
		at: "input commit",
		hint: "See whether the input commit names a commit of this repository."
	});
	return {
		commit,
		notes: [`The source must be of commit ${commit}, as the ${layout === "head" ? "layout" : "input commit"} says${ofRun === void 0 ? "" : `, not of ${ofRun}, which the run is of`}.`]
	};
}
// src/gate/run-branch.ts
/**
* The branch or tag that the run is for, in full: of a pull request and of a merge queue the branch that it goes to, whose
* ref says something else. Undefined where the event does not tell.
*/
function branchOfRun({ event, eventName, ref }) {
	if (eventName === "merge_group") return event.text("merge_group.base_ref");
	if (!isOfPullRequest(eventName)) return ref;
	const base = event.text("pull_request.base.ref");
	return base === void 0 ? void 0 : `refs/heads/${base}`;
}
// src/gate/source-check.ts
const CLAIMS = {
	auto: "where-possible",
	demanded: "demanded",
	none: "optional"
};
/** What claims are held against; the fetching waits until somebody asks for files. */
function expectedSource(question) {
	const { inputs, commit } = question;
	const expected = {
		commit,
		claims: CLAIMS[inputs.source],
		only: inputs.sourcePatterns
	};
	if (inputs.sourceCheck === "none") return expected;
	const fetched = /* @__PURE__ */ new Map();
	const repositoryOf = (id) => {
		const repository = fetched.get(id) ?? fetchedRepository(question, id);
		fetched.set(id, repository);
		return repository;
	};
	return {
		...expected,
		files: (id, only) => asFault(() => filesIn(repositoryOf(id), {
			...question,
			commit: id,
			only
		})),
		checkedBy: "the gate"
	};
}
/** The repository that has the commit, and nothing else. */
async function fetchedRepository({ server, temporary, log }, commit) {
	const directory = join(temporary, `source-${commit}`);
	mkdirSync(directory);
	log(`Fetching the files of commit ${commit.slice(0, 12)}, to hold against them what the links say of source.`);
	const fetched = await server.fetchCommit(commit, directory);
	if (fetched.outcome === "too-large") throw new SourceFault({ beyond: MORE_BYTES });
	return fetched.repository;
}
async function filesIn(repository, { commit, only, environment, log }) {
	const asked = {
		directory: await repository,
		commit,
		environment,
		...only === void 0 ? {} : { only }
	};
	const found = await commitFiles(asked);
	const { files, digest } = found;
	log(`It has ${count(files, "file")}${only === void 0 ? "" : " of the patterns that a link names"}, with the digest ${digest}.`);
	return found;
}
/** @throws SourceFault */
async function asFault(ask) {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof SourceFault) throw error;
		throw new SourceFault(error instanceof RecordingError && error.code === "SOURCE_TOO_LARGE" ? { beyond: error.message } : { error });
	}
}
/** The files of the commit could not be had: they are beyond a bound, or it could not be told. */
var SourceFault = class extends Error {
	/** Which bound it is beyond, as a sentence; or what was thrown. */
	reason;
	constructor(reason) {
		super("the files of the commit could not be had");
		this.reason = reason;
	}
};
/**
* Decides, although the files of the commit may not be had. A commit beyond the bounds is decided on without them, which
* is told; of any other reason nobody can tell what it hides, so it is an error, after the failures that are known.
*
* @param say takes a note
* @param onKnown takes failures that are known before the error
* @throws what `decide` throws, SOURCE_NOT_FETCHED, SOURCE_COMMIT_UNKNOWN, SOURCE_UNREADABLE, GIT_FAILED
*/
async function decideOnSource(request, say, onKnown) {
	try {
		return {
			decision: await decide(request),
			request
		};
	} catch (error) {
		if (!(error instanceof SourceFault)) throw error;
		const { source, ...verification } = request.verification;
		const { commit, only, claims = "demanded" } = source ?? {};
		const without = {
			...request,
			verification: {
				...verification,
				source: {
					commit,
					only,
					claims
				}
			}
		};
		if ("beyond" in error.reason) {
			say(`The source claims were not checked against the repository: ${lowerFirst(error.reason.beyond)}`);
			return {
				decision: await decide(without),
				request: without
			};
		}
		const inspections = without.verification.inspections === void 0 ? void 0 : "withheld";
		const known = await decide({
			...without,
			verification: {
				...without.verification,
				inspections
			},
			products: void 0
		});
		if (known.verdict === "failed") onKnown(known.failures);
		throw error.reason.error;
	}
}
const lowerFirst = (sentence) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
const MORE_BYTES = `The commit takes more than ${LIMITS.fetchedBytes / 2 ** 30} GiB, as git packs it.`;
// src/gate/steps-that-count.ts
/** Whether verification may look at links of a step: it does not where `other-steps` alone allows that there are any. */
function counts(step, { steps, otherSteps }) {
	return steps === void 0 || steps.has(step) || !otherSteps.some((other) => other.matches(step, UNBOUNDED));
}
/** Names of the steps of a layout; undefined for one that cannot be read, which verification tells. */
function stepsOf(layout) {
	try {
		return new Set(layout.parsed().layout.steps.map(({ name }) => name));
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
// src/gate/own-layout.ts
const NOTHING = {
	report: void 0,
	failures: []
};
/**
* Judges the layout of the change itself, where it is another one than decides.
*
* @throws GITHUB_ codes, and what `decideOnSource` throws, unless the workflow says that it is only told
*/
async function judgeOwnLayout(question) {
	const { inputs, run, layout } = question;
	const head = headRef(run);
	if (head === void 0 || inputs.layoutRef === "head") return NOTHING;
	if (!isOwn(layout.source, head)) return {
		...NOTHING,
		note: notLookedAt$1(layout)
	};
	const { report, failures } = await judge(question, head);
	return {
		report,
		failures: inputs.ownLayout === "told" ? [] : failures
	};
}
/** Names of repositories are the same in any letter case. */
function isOwn(source, head) {
	const nameOf = ({ owner, repo }) => `${owner}/${repo}`.toLowerCase();
	return nameOf(source) === nameOf(head);
}
function notLookedAt$1({ report }) {
	return `The layout is read in ${escapeUntrusted(report.repository)}, so nobody looked at one that this change may bring.`;
}
async function judge(question, head) {
	const { inputs, server, layout, decision } = question;
	const report = (verdict, codes) => ({
		commit: head.ref,
		verdict,
		codes
	});
	try {
		const file = await server.fetchFile(head, head.ref, inputs.layout);
		if (file.blob === layout.report.blob) return NOTHING;
		const own = await decideBy(file, question);
		const codes = own.verdict === "failed" ? [...new Set(own.failures.map(({ code }) => code))] : [];
		return {
			report: report(own.verdict, codes),
			failures: failuresOf(own, question)
		};
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
		const known = refusalOf(error, question);
		if (known === void 0 && inputs.ownLayout === "demanded" && decision.verdict !== "failed") throw error;
		return {
			report: report("failed", [error.code]),
			failures: known === void 0 ? [] : [known]
		};
	}
}
/** What the layout says of the same links. */
async function decideBy({ bytes }, { inputs, request, keyless }) {
	const document = new LayoutFile(bytes, inputs.layout, NODE_BYTES);
	const { verification } = request;
	const by = {
		...request,
		onKnown: void 0,
		verification: {
			...verification,
			layout: document,
			layoutDigest: void 0,
			keyless: verification.keyless ?? await keyless(document),
			inspections: verification.inspections === void 0 ? void 0 : "withheld"
		}
	};
	const nobody = () => void 0;
	return (await decideOnSource(by, nobody, nobody)).decision;
}
const RANK = {
	failed: 0,
	advisory: 1,
	passed: 2
};
const OF_SIGNATURES = [
	"LAYOUT_SIGNATURE_MISSING",
	"LAYOUT_SIGNATURE_INVALID",
	"LAYOUT_IDENTITY_OTHER",
	"LAYOUT_BUNDLE_REFUSED"
];
function failuresOf(own, { inputs, decision, layout }) {
	if (own.verdict !== "failed") return RANK[own.verdict] < RANK[decision.verdict] ? [worse(own, [], decision)] : [];
	const unsigned = own.failures.filter(({ code }) => OF_SIGNATURES.includes(code));
	if (unsigned.length > 0) return [{
		code: "OWN_LAYOUT_UNSIGNED",
		message: `This change brings a layout that is not signed as the one of ${layout.report.commit.slice(0, 12)} is.`,
		details: textsOf(unsigned),
		hint: `Let the owners review ${escapeUntrusted(inputs.layout)} as it is in this change and sign it, or take the change of it back.`
	}];
	const against = own.failures.filter(({ code }) => code !== "INSPECTION_WITHHELD");
	return against.length > 0 && decision.verdict !== "failed" ? [worse(own, against, decision)] : [];
}
function worse(own, against, decision) {
	return {
		code: "OWN_LAYOUT_WORSE",
		message: `By the layout of this change the verdict would be ${own.verdict}; by the one that decides it is ${decision.verdict}.`,
		details: textsOf(against),
		hint: `Change layout and workflow in the order of ${HOME}/blob/main/docs/changing-the-layout.md, or bring the branch up to date if the layout was changed meanwhile. Where the layout has to go first: \`own-layout: told\`.`
	};
}
/** A layout that is not there, or cannot be read; undefined for what says nothing of it. */
function refusalOf(error, { inputs, layout }) {
	const path = escapeUntrusted(inputs.layout);
	if (error instanceof GateError && error.code === "GITHUB_NOT_FOUND") return {
		code: "OWN_LAYOUT_MISSING",
		message: `There is no ${path} at the commit of the run, and there is one at ${layout.report.commit.slice(0, 12)}, which decides.`,
		details: [],
		hint: `Put it back: \`git checkout ${layout.report.commit} -- ${/^[\w./-]+$/.test(path) ? path : "<path of the layout>"}\`. If the branch is older than the layout, merge the base branch into it.`
	};
	if (!/^(?:JSON|METADATA|KEY|DSSE|LAYOUT_FILE)_/.test(error.code)) return void 0;
	return {
		code: "OWN_LAYOUT_INVALID",
		errorCode: error.code,
		message: `The layout of this change cannot be read: ${error.message}`,
		details: [],
		hint: `Sign it anew with \`in-toto-actions layout sign\`, or take the change of ${path} back.`
	};
}
function textsOf(failures) {
	return failures.slice(0, 10).map(({ code, message }) => `${code}: ${message}`);
}
// src/gate/trusted-layout.ts
/** @throws INPUT_INVALID, LAYOUT_REF_INVALID, LAYOUT_FILE_INVALID, GITHUB_ codes */
async function fetchLayout({ layout: path, layoutRef: choice }, run, server) {
	const source = layoutRef(choice, run);
	const commit = await server.resolveCommit(source);
	const file = await server.fetchFile(source, commit, path);
	const { owner, repo, reason } = source;
	const digest = sha256Digest(file.bytes);
	return {
		source,
		document: new LayoutFile(file.bytes, path, NODE_BYTES),
		report: {
			path,
			repository: `${owner}/${repo}`,
			commit,
			blob: file.blob,
			digest,
			reason
		}
	};
}
// src/gate/judge-run.ts
/** Never throws: what could not be told becomes a report that says so. */
async function judgeRun(gate) {
	let findings = firstFindings(gate.run);
	try {
		const decided = await decideRun(gate, (found) => {
			findings = {
				...findings,
				...found
			};
		});
		return {
			report: reportOfDecision(findings, decided),
			findings
		};
	} catch (error) {
		if (error instanceof InTotoError) return {
			report: reportOfError(findings, error),
			findings
		};
		return {
			report: reportOfError(findings, {
				code: "INTERNAL_ERROR",
				message: "The gate has a fault; see the log."
			}),
			findings,
			fault: { error }
		};
	}
}
async function decideRun(gate, find) {
	const { inputs, run, ports, temporary } = gate;
	const { runner, get } = ports;
	const server = await ports.connect(run, inputs.token);
	find({ server });
	const needed = inputs.needs === void 0 ? [] : checkNeededJobs(inputs.needs);
	find({ failures: needed });
	find({ run: inputs.links.namedRun(run) });
	const target = await inputs.links.find({
		run,
		server,
		runBinding: inputs.runBinding,
		origin: inputs.origin
	});
	find({ run: target.run });
	const layout = await fetchLayout(inputs, run, server);
	find({ layout });
	const saysOfCommit = commitOfLayout(readableLayout(layout.document));
	const commit = await demandCommit(inputs, run, {
		server,
		ofRun: target.run.commit,
		layout: saysOfCommit
	});
	const needs = inputs.needs === void 0 ? void 0 : neededJobIds(inputs.needs);
	const links = await target.collect({
		server,
		temporary,
		runner,
		needs,
		steps: stepsOf(layout.document),
		otherSteps: inputs.otherSteps,
		checkRunId: inputs.checkRunId
	});
	const blocking = [...needed, ...links.failures];
	let notes = [
		...links.notes,
		...notesOn(inputs, links.jobs?.told === true),
		...commit.notes
	];
	const say = (note) => find({ notes: notes = [...notes, note] });
	find({
		failures: blocking,
		notes
	});
	const keyless = await keylessVerifier(inputs, layout, {
		server,
		get
	});
	const source = expectedSource({
		...gate,
		...commit,
		server,
		environment: ports.environment,
		log: (line) => runner.log(line)
	});
	const asked = {
		verification: {
			...verificationOf(gate, {
				layout,
				links,
				keyless
			}),
			source,
			branch: branchOf(target.run, run)
		},
		products: productsOf(gate, say),
		blocking,
		onKnown: (failures) => find({ failures: [...blocking, ...failures] }),
		identity: run.origin === "own" ? "available" : "unavailable"
	};
	const { path, commit: at } = layout.report;
	runner.log(`Verifying ${target.name} against ${path} at ${at.slice(0, 12)}.`);
	const { decision, request } = await decideOnSource(asked, say, (failures) => find({ failures }));
	if (decision.verdict === "failed") find({ failures: decision.failures });
	const about = {
		inputs,
		run,
		server,
		layout,
		decision
	};
	const own = await judgeOwnLayout({
		...about,
		request,
		keyless: (document) => keylessVerifier(inputs, {
			...layout,
			document
		}, {
			server,
			get
		})
	});
	if (own.note !== void 0) say(own.note);
	const since = await layoutChangedSince({
		...about,
		blocking,
		commit: target.run.commit
	});
	const judged = withFailures(decision, [...own.failures, ...since]);
	if (judged.verdict === "failed") find({ failures: judged.failures });
	return {
		decision: judged,
		headLayout: own.report
	};
}
/** Of another run the event of this one says nothing. */
function branchOf(ofLinks, run) {
	return ofLinks.id === run.runId ? branchOfRun(run) : void 0;
}
/** What the inputs leave out. */
function notesOn({ needs, products, runBinding }, jobsAreTold) {
	return [
		...needs === void 0 ? [`The input needs was not given, so the results of ${jobsAreTold ? "jobs that stored no link" : "the jobs before"} were not looked at.`] : [],
		...products.length === 0 ? ["The input products was not given, so no file was compared with the final products."] : [],
		...runBinding === "any" ? ["The links were not held to this run (run-binding: any); they only have to agree with one another."] : []
	];
}
function productsOf({ inputs, run, recorder }, say) {
	if (inputs.products.length === 0) return void 0;
	const settings = {
		...workspaceSettings(run.workspace),
		exclude: inputs.exclude,
		emptyPath: "refused"
	};
	return async ({ environment, products }) => {
		const tracking = productsAtHand(productForms(environment, products), settings);
		const { artifacts, leftOut } = await recorder.record({
			...settings,
			paths: inputs.products
		}, tracking);
		if (leftOut.size > 0) say(notCompared(leftOut));
		return artifacts;
	};
}
function verificationOf({ inputs, run, ports, recorder }, { layout, links, keyless }) {
	return {
		ports: NODE_PORTS,
		layout: layout.document,
		layoutSource: layout.report.path,
		layoutKeys: inputs.layoutKeys,
		layoutIdentities: inputs.layoutIdentities,
		keyless,
		layoutDigest: inputs.layoutDigest,
		links: links.store,
		known: links.known,
		otherSteps: inputs.otherSteps,
		nobodysLinks: links.nobodysLinks,
		recorded: links.recorded,
		now: ports.now(),
		parameters: inputs.parameters,
		compatibility: "strict",
		run: links.run,
		inspections: inputs.inspections === "never" ? void 0 : inspectionsIn(run.workspace, ports.environment, recorder, links.filesRead ?? (() => [])),
		inspectionsOf: inputs.inspections === "allow-sublayouts" ? "all" : "root"
	};
}
// src/gate/log-report.ts
const MOST_LOGGED = 50;
/** What the log says of a report. */
function logReport({ verdict, error, failures, unsigned, items, source, warnings, notes }, runner) {
	for (const { name, kind, functionaries, unsigned: isUnsigned, materials, products } of items) {
		const signers = functionaries.map((keyId) => keyId.slice(0, 8)).join(", ");
		const by = isUnsigned === true ? " (unsigned)" : signers === "" ? "" : `, signed by ${signers}`;
		runner.log(`  ${kind} "${name}": ${count(materials, "material")}, ${count(products, "product")}${by}`);
	}
	if (source !== void 0) runner.log(`  source: commit ${source.commit}, ${sourceText(source)}`);
	for (const { code, message } of warnings) runner.log(`  warning ${code}: ${message}`);
	for (const note of notes) runner.log(`  note: ${note}`);
	for (const failure of byImportance([...failures, ...unsigned]).slice(0, MOST_LOGGED)) runner.log(failureLines(failure).join("\n"));
	if (error !== void 0) {
		runner.log(`ERROR ${error.code}: ${error.message}`);
		for (const line of linesBelow(error, "terminal")) runner.log(line);
	}
	const codes = [...new Set([...failures, ...error === void 0 ? [] : [error]].map(({ code }) => code))];
	runner.log(`Verdict: ${verdict}${codes.length === 0 ? "" : ` (${codes.join(", ")})`}`);
}
// src/gate/tell-server.ts
/** Publishes a check run, and opens an issue for a failure on the default branch, as the inputs say. */
async function tellServer(server, telling) {
	const { report, inputs, run, runner, markdown } = telling;
	if (inputs.checkRun === "auto") await publishCheck(server, telling);
	if (inputs.alertIssue === "on-failure" && report.verdict === "failed" && isOfDefaultBranch(report, run)) await whenPermitted(runner, "issue", async () => {
		runner.log(`Issue ${await server.raiseAlert(markdown)} tells of the failure.`);
	});
}
async function publishCheck(server, { report, allowed, run, runner, markdown, marks }) {
	const commit = checkedCommit(report, run);
	if (commit === void 0) {
		runner.annotate("warning", "No check run", "GitHub does not tell the commit of the run that was verified.");
		return;
	}
	await whenPermitted(runner, "check run", () => server.publishCheckRun({
		commit,
		conclusion: !allowed ? "failure" : report.verdict === "passed" ? "success" : "neutral",
		title: TITLES[report.verdict],
		summary: markdown,
		annotations: marks
	}));
}
/** The commit that a check run belongs to: what was verified, or the head of the pull request that it was merged from. */
function checkedCommit({ run: verified }, run) {
	const head = /^pull_request(?:_review|_review_comment)?$/.test(run.eventName) ? run.event.text("pull_request.head.sha") : void 0;
	return verified.commit === run.sha ? head ?? run.sha : verified.commit;
}
/** What strangers propose is no alarm, whichever event brought it here. */
function isOfDefaultBranch({ run: verified }, run) {
	const branch = run.event.text("repository.default_branch");
	const proposed = [run.eventName, verified.event ?? ""].some(isOfPullRequest);
	return branch !== void 0 && run.ref === `refs/heads/${branch}` && !proposed;
}
const TITLES = {
	passed: "The supply chain verifies",
	failed: "The supply chain does not verify",
	advisory: "Not verified: nothing is signed"
};
async function whenPermitted(runner, what, publish) {
	try {
		await publish();
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
		runner.annotate("warning", `No ${what}`, [error.message, error.hint ?? ""].filter((part) => part !== "").join("\n"));
	}
}
// src/gate/write-report-file.ts
/** Writes the report in one format, with the directories above it. @throws FILE_UNWRITABLE */
function writeReportFile(report, { input, format, absolutePath }, place) {
	try {
		mkdirSync(dirname(absolutePath), { recursive: true });
	} catch (cause) {
		throw fileUnwritable(`The directory for the report as ${format} cannot be made`, cause, {
			at: escapeUntrusted(absolutePath),
			room: "Free some space there.",
			access: `Check the input ${input}.`
		});
	}
	writeFileAtomically(absolutePath, REPORT_FORMATS[format].render(report, {
		colour: "plain",
		place
	}));
}
// src/gate/publish-report.ts
/**
* Tells everybody, and first of all those who can always be told: one that cannot, a full disk say, hides the reasons
* from nobody else.
*
* @throws FILE_UNWRITABLE for the report, or a file that was asked for, when all others have been told; of several
* errors the first is thrown, and the others are annotations
*/
async function publishReport(request) {
	const { report, findings, inputs, files, run, runner } = request;
	logReport(report, runner);
	const errors = [];
	const place = await layoutPlace(request).catch((error) => {
		errors.push(error);
		return placeWithoutSource(inputs);
	});
	const placed = withPlaces(report, place);
	const marks = annotations(placed, place);
	for (const { level, title, message, file, line } of marks) runner.annotate(level, title, message, {
		file,
		line
	});
	const markdown = summaryMarkdown(placed);
	const { server } = findings;
	const acts = [
		async () => {
			if (inputs.summary === "always") await runner.summary(markdown);
		},
		async () => {
			const path = join(run.temporary, `in-toto-report-${randomUUID()}.json`);
			const all = {
				...placed,
				...sourceMember(report.source),
				chain: exactChain(report),
				subjects: exactSubjects(report)
			};
			writeFileAtomically(path, `${jsonText(all)}\n`);
			runner.output("report", path);
		},
		...files.map((file) => async () => writeReportFile(placed, file, place))
	];
	for (const act of acts) await act().catch((error) => errors.push(error));
	if (server !== void 0 && (errors.length === 0 || report.verdict === "failed")) await tellServer(server, {
		...request,
		markdown,
		marks
	}).catch((error) => errors.push(error));
	for (const error of errors.slice(1)) reportError(runner, error);
	if (errors.length > 0) throw errors[0];
}
function placeWithoutSource({ layout }) {
	return {
		file: layout,
		steps: /* @__PURE__ */ new Map()
	};
}
/** Annotations stand on the source of the layout where there is one, since nobody reads the signed file. */
async function layoutPlace({ report, findings, inputs, layoutLines }) {
	const { server, layout } = findings;
	const nowhere = placeWithoutSource(inputs);
	if (![...report.failures, ...report.unsigned].some(({ step, statement }) => step !== void 0 || statement !== void 0) || server === void 0 || layout === void 0) return nowhere;
	const file = posix.join(dirname(inputs.layout), "layout.yml");
	try {
		const { bytes } = await server.fetchFile(layout.source, layout.report.commit, file);
		return {
			file,
			...await layoutLines(new TextDecoder().decode(bytes))
		};
	} catch (error) {
		if (error instanceof InTotoError) return nowhere;
		throw error;
	}
}
// src/gate/report-files.ts
/**
* What the two inputs say.
*
* @param lines of report-files: `FORMAT: PATH` each
* @param sarifFile of sarif-file; undefined for none
* @throws INPUT_INVALID
*/
function readReportFiles(lines, sarifFile) {
	const more = lines.map(reportFile);
	return [...sarifFile === void 0 ? [] : [{
		input: "sarif-file",
		format: "sarif",
		path: sarifFile
	}], ...more];
}
/** The files in the workspace. @throws INPUT_INVALID where two would be one file */
function placeReportFiles(files, workspace) {
	const taken = /* @__PURE__ */ new Map();
	return files.map((file) => {
		const absolutePath = resolve(workspace, file.path);
		const other = taken.get(absolutePath);
		if (other !== void 0) throw invalid(file.input, `${quoteUntrusted(file.path)} is to be written as ${file.format}, and as ${other.format} by ${other.input}`, "Give each file a path of its own.");
		taken.set(absolutePath, file);
		return {
			...file,
			absolutePath
		};
	});
}
function reportFile(line) {
	const [, word = "", path = ""] = /^([^:]*):\s*(\S.*)$/.exec(line) ?? [];
	if (path === "") throw invalid("report-files", `${quoteUntrusted(line, 200)} is not of the form FORMAT: PATH`, "Write one file a line, like \"markdown: out/report.md\", or none alone.");
	const format = FORMAT_NAMES.find((name) => name === word);
	if (format !== void 0) return {
		input: "report-files",
		format,
		path
	};
	const near = nearestName(word, FORMAT_NAMES);
	throw invalid("report-files", `it takes the formats ${FORMAT_NAMES.join(", ")}, not ${quoteUntrusted(word, 100)}`, near === void 0 ? "Name one of these formats." : `Did you mean ${near}?`);
}
// src/gate/links-of-directory.ts
const LINKS_OF_DIRECTORY = {
	takes: ["a directory"],
	hint: "Begin the path of a directory with \"./\".",
	read: (text) => {
		if (!/^(?:\.{0,2}\/|[A-Za-z]:[/\\])/.test(text)) return void 0;
		return {
			sublayouts: "possible",
			namesOtherRun: false,
			namedRun: ownRunReport,
			find: async ({ run, runBinding }) => {
				const { repository, sha: commit, workspace } = run;
				const directory = resolve(workspace, text);
				const binding = runBinding === "any" ? void 0 : {
					repository,
					commit
				};
				const store = new DirectoryLinkStore(directory);
				return {
					name: `the links in ${quoteUntrusted(directory)}`,
					run: {
						repository,
						id: void 0,
						attempt: void 0,
						event: void 0,
						commit: binding?.commit
					},
					collect: async () => {
						checkLinkDirectory(directory, "the input links");
						return {
							store,
							filesRead: () => store.filesRead,
							known: void 0,
							recorded: [],
							nobodysLinks: "told",
							run: binding,
							failures: [],
							notes: []
						};
					}
				};
			}
		};
	}
};
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
const AHEAD = 4;
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
// src/gate/run-origin.ts
/** The words for what is so without a value. */
const DEFAULT_BRANCH = "default-branch";
const NO_PULL_REQUESTS = "any-but-pull-requests";
const WORKFLOWS = /^\.(?:github|gitea|forgejo)\/workflows\/[^/@\t\r\n*]+\.ya?ml$/;
const WORKFLOW_NAME = /^[^/@\t\r\n*]+\.ya?ml$/;
/**
* Where the run that the input `links` names must have come from; undefined where it names none by its id.
*
* @throws INPUT_MISSING, INPUT_INVALID
*/
function readRunOrigin(inputs, { namesOtherRun }) {
	const given = {
		workflow: inputs.control("from-workflow", NONE$1),
		ref: inputs.control("from-branch", DEFAULT_BRANCH),
		events: inputs.controlLines("from-event", { word: NO_PULL_REQUESTS })
	};
	if (!namesOtherRun) {
		refuseAll({
			"from-workflow": given.workflow !== void 0,
			"from-branch": given.ref !== void 0,
			"from-event": given.events.length > 0
		});
		return;
	}
	if (given.workflow === void 0) throw originMissing();
	return {
		workflow: workflowPath(given.workflow),
		ref: given.ref === void 0 ? void 0 : wholeRef(given.ref),
		events: given.events.length === 0 ? void 0 : given.events.map(eventName)
	};
}
/** A run is named by its id, and nobody says where it must have come from. */
function originMissing() {
	return new BaseError("INPUT_MISSING", "The input links names a run by its id, and from-workflow is not given.", {
		at: "input from-workflow",
		hint: "Every branch has runs. Name the workflow that the run must be of: `from-workflow: .github/workflows/ci.yml`."
	});
}
/** A control beside a place that it says nothing about would look as if it held. */
function refuseAll(given) {
	const [name] = Object.entries(given).find(([, isGiven]) => isGiven) ?? [];
	if (name !== void 0) throw invalid(name, "the input links names no run by its id", `Leave ${name} away, or write \`links: <id of a run>\`.`);
}
function workflowPath(text) {
	const path = text.replace(/^\.\//, "");
	if (WORKFLOWS.test(path)) return path;
	if (WORKFLOW_NAME.test(path)) return `.github/workflows/${path}`;
	throw invalid("from-workflow", `${quoteUntrusted(text, 100)} does not name a workflow file`, "Write its path without a ref: `from-workflow: .github/workflows/ci.yml`.");
}
/** Of a branch by its name, or of a branch or tag by its whole ref. */
function wholeRef(text) {
	const ref = /^refs\/(?:heads|tags)\/./.test(text) ? text : `refs/heads/${text}`;
	if (!/[\s\p{Cc}*?[\\^~:]/u.test(ref) && (ref === text || !text.startsWith("refs/"))) return ref;
	throw invalid("from-branch", `${quoteUntrusted(text, 100)} does not name one branch`, "Write the name of the branch, `from-branch: main`, or a whole ref, `from-branch: refs/tags/v1.0.0`.");
}
function eventName(text) {
	if (/^[a-z_]{1,60}$/.test(text)) return text;
	throw invalid("from-event", `${quoteUntrusted(text, 100)} is not the name of an event`, "Write one name a line: `push`.");
}
/**
* Why a run is not one that may be named: of another workflow, branch or event, or of a fork. Empty when it is one.
*
* @throws GITHUB_UNAVAILABLE where the server does not tell where the run came from, INPUT_INVALID where nobody tells the
* default branch
*/
function checkRunOrigin(origin, question) {
	const { runId, state, run } = question;
	const { from, event } = state;
	if (from === void 0) throw new GateError("GITHUB_UNAVAILABLE", `The server does not tell of which workflow, branch and repository run ${runId} is.`, { hint: "Verify the links in the run that made them: `links: run`." });
	const differs = (what) => ofOtherOrigin(runId, what);
	const failures = [];
	if (!from.isOwn) failures.push({
		code: "RUN_OF_FORK",
		message: `Run ${runId} is of ${from.repository === void 0 ? "a repository that is not there any more" : quoteUntrusted(from.repository, 100)}, not of ${run.repository}.`,
		details: [],
		hint: "A fork can call its branches and workflows as it likes. Name a run of the repository itself."
	});
	const branch = originRef(origin, run).replace(/^refs\/(?:heads|tags)\//, "");
	if (!isPathOf(origin.workflow, state)) failures.push(differs({
		code: "RUN_OF_OTHER_WORKFLOW",
		what: "workflow",
		found: from.path,
		wanted: origin.workflow,
		input: "from-workflow"
	}));
	if (from.branch !== branch) failures.push(differs({
		code: "RUN_OF_OTHER_BRANCH",
		what: "branch",
		found: from.branch,
		wanted: branch,
		input: "from-branch"
	}));
	if (origin.events === void 0 ? isOfPullRequest(event) : !origin.events.includes(event)) failures.push(differs({
		code: "RUN_OF_OTHER_EVENT",
		what: "event",
		found: event,
		wanted: origin.events === void 0 ? "any but those of pull requests" : oneOf(origin.events),
		input: "from-event"
	}));
	return failures;
}
/**
* Whether the server's path is that of a workflow's file. Behind it may stand the ref that the file was read at; and a file
* may have an "@" in its name, which ends as every workflow's does.
*/
function isPathOf(workflow, { from, event }) {
	if (from === void 0 || !from.path.startsWith(workflow)) return false;
	const rest = from.path.slice(workflow.length);
	const { branch } = from;
	if ([
		"",
		`@refs/heads/${branch}`,
		`@refs/tags/${branch}`
	].includes(rest)) return true;
	if (isOfPullRequest(event) && /^@refs\/pull\/\d+\/(?:head|merge)$/.test(rest)) return true;
	return rest === `@${branch}` && !/\.ya?ml$/.test(branch);
}
/** The whole ref that a run must have been started on. @throws INPUT_INVALID where nobody tells the default branch */
function originRef({ ref }, { event }) {
	if (ref !== void 0) return ref;
	const branch = event.text("repository.default_branch");
	if (branch !== void 0) return `refs/heads/${branch}`;
	throw invalid("from-branch", "the payload of the event does not tell the default branch", "Name the branch: `from-branch: main`.");
}
function ofOtherOrigin(runId, { code, what, found, wanted, input }) {
	return {
		code,
		message: `Run ${runId} is of another ${what} than the input ${input} says.`,
		details: [`expected: ${wanted}`, `found:    ${quoteUntrusted(found, 200)}`],
		hint: `Name a run of the ${what} that is expected. If runs of that ${what} are meant: \`${input}: ${shown(found)}\`.`
	};
}
/** A value to paste; what could break out of its line is left for the writer to fill in. */
function shown(found) {
	return /^[\w./-]{1,100}$/.test(found) ? found : "…";
}
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
	const jobs = counted.length === 0 ? NOTHING_ASKED : await judged(counted, request, sleep);
	const uploaded = await uploadersOf(links, request);
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
// src/gate/links-of-run.ts
const LINKS_OF_RUN = {
	takes: ["run", "the id of a run"],
	read: (text) => {
		if (text !== "run" && !/^\d{1,15}$/.test(text)) return void 0;
		const isOwn = ({ runId }) => text === "run" || text === runId;
		return {
			sublayouts: "impossible",
			namesOtherRun: text !== "run",
			namedRun: (run) => isOwn(run) ? ownRunReport(run) : otherRunReport(text, run),
			find: async (question) => {
				if (text === "run") return targetOf(ownRun(question.run));
				const found = await namedRun(text, question);
				return targetOf(isOwn(question.run) ? {
					...ownRun(question.run),
					failures: found.strangeness
				} : found);
			}
		};
	}
};
function otherRunReport(runId, { repository }) {
	return {
		repository,
		id: runId,
		attempt: void 0,
		event: void 0,
		commit: void 0
	};
}
function ownRun({ binding, repository, runId, attempt, sha: commit, eventName: event }) {
	const { repository_id: repositoryId } = binding;
	const own = {
		id: runId,
		repository,
		commit,
		...repositoryId === void 0 ? {} : { repository_id: repositoryId }
	};
	return {
		own: true,
		job: binding.job ?? "",
		runId,
		attempt,
		event,
		binding: own,
		repository,
		failures: []
	};
}
/**
* A run that is named by its id. It must come from where the caller says; and nothing in the `needs` of this run speaks of
* the jobs of another one, so that must be a success as a whole.
*
* @throws what `checkRunOrigin` throws
*/
async function namedRun(runId, { run, server, origin }) {
	if (origin === void 0) throw originMissing();
	const state = await server.runState(runId);
	const { head, attempt, event, status, conclusion } = state;
	const strangeness = checkRunOrigin(origin, {
		runId,
		state,
		run
	});
	const commit = isOfPullRequest(event) ? {} : { commit: head };
	const isOfBranch = !isOfPullRequest(event) && !strangeness.some(({ code }) => code === "RUN_OF_OTHER_BRANCH");
	const told = {
		...commit,
		...isOfBranch ? { ref: originRef(origin, run) } : {}
	};
	const failures = status === "completed" && conclusion === "success" ? [] : [runNotSuccessful(runId, attempt, status === "completed" ? conclusion : status)];
	const { repository } = run;
	return {
		own: false,
		job: "",
		runId,
		attempt,
		event,
		binding: {
			id: runId,
			repository,
			...told
		},
		repository,
		failures: [...strangeness, ...failures],
		strangeness
	};
}
function targetOf(found) {
	const { runId, attempt, event, binding, repository } = found;
	return {
		name: `run ${runId}`,
		run: {
			repository,
			id: runId,
			attempt,
			event,
			commit: binding.commit
		},
		collect: (tools) => collect(found, tools)
	};
}
async function collect({ runId, attempt, binding, own, job, failures: before }, { server, temporary, runner, needs, steps, otherSteps, checkRunId }) {
	const source = await server.links(runId, temporary);
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
function runNotSuccessful(runId, attempt, state) {
	return {
		code: "RUN_NOT_SUCCESSFUL",
		message: `Run ${runId}, attempt ${attempt}, is ${quoteUntrusted(String(state), 60)} and not a success, so its links may be of jobs that failed later.`,
		details: [],
		hint: "Wait for the run, fix what failed in it, and verify then."
	};
}
// src/gate/link-places.ts
const LINK_PLACES = [LINKS_OF_RUN, LINKS_OF_DIRECTORY];
/** The place that the input `links` names. @throws INPUT_INVALID */
function readLinkPlace(text) {
	for (const { read } of LINK_PLACES) {
		const place = read(text);
		if (place !== void 0) return place;
	}
	const takes = LINK_PLACES.flatMap((kind) => kind.takes);
	const hints = LINK_PLACES.flatMap(({ hint }) => hint ?? []);
	throw invalid("links", `${quoteUntrusted(text, 100)} is neither ${takes.join(", nor ")}`, hints.join(" "));
}
// src/gate/verify-inputs.ts
/** @throws INPUT_, KEY_, PARAMETER_ and JSON_ codes */
function readVerifyInputs(source) {
	const inputs = new Inputs(source);
	const token = inputs.secret("github-token");
	if (token === "") throw missing("github-token", "Leave it away to take the token of the job, and give the job contents: read and actions: read.");
	const { layoutKeys, layoutIdentities } = readLayoutSigners(inputs);
	const links = readLinkPlace(inputs.required("links"));
	return {
		layout: layoutPath(inputs.required("layout")),
		layoutRef: inputs.required("layout-ref"),
		ownLayout: inputs.choice("own-layout", ["demanded", "told"]),
		layoutKeys,
		layoutIdentities,
		trustedRoot: inputs.control("trusted-root", "carried") ?? "",
		layoutDigest: digest(inputs.control("layout-digest", NONE$1)),
		links,
		origin: readRunOrigin(inputs, links),
		runBinding: inputs.choice("run-binding", ["this", "any"]),
		commit: sourceCommit(inputs.control("commit", "run")),
		source: inputs.choice("source", [
			"auto",
			"demanded",
			"none"
		]),
		sourcePatterns: patterns(inputs.controlLines("source-patterns", { itself: "A file of that name is `/none`." })),
		sourceCheck: inputs.choice("source-check", ["fetch", "none"]),
		otherSteps: inputs.controlLines("other-steps", { itself: "A step of that name is `[n]one`." }).map(compilePattern),
		parameters: parameters(inputs.control("parameters", NONE$1)),
		products: inputs.controlLines("products", { itself: FILE_NONE }),
		exclude: inputs.lines("exclude"),
		needs: inputs.control("needs", NONE$1),
		checkRunId: checkRunId(inputs.text("check-run-id")),
		forkPolicy: inputs.choice("fork-policy", ["fail", "advisory"]),
		inspections: inputs.choice("inspections", [
			"allow",
			"never",
			"allow-sublayouts"
		]),
		summary: inputs.choice("summary", ["always", "never"]),
		checkRun: inputs.choice("check-run", ["auto", "never"]),
		reportFiles: readReportFiles(inputs.controlLines("report-files"), inputs.control("sarif-file", NONE$1)),
		alertIssue: inputs.choice("alert-issue", ["on-failure", "never"]),
		token
	};
}
const OWNERS = "Give the public keys of the owners of the layout in layout-keys, or layout-identities where an identity signed it. Write them out: they are not secret, and an expression can give nothing.";
/** Who may have signed the layout: somebody must be named, in one of two ways. @throws INPUT_ and KEY_ codes */
function readLayoutSigners(inputs) {
	const layoutKeys = readPublicKeys("layout-keys", inputs.control("layout-keys", "none", OWNERS) ?? "");
	const layoutIdentities = layoutIdentitiesOf(inputs.controlLines("layout-identities", { remedy: OWNERS }));
	if (layoutKeys.length === 0 && layoutIdentities.length === 0) throw new BaseError("INPUT_MISSING", "Neither layout-keys nor layout-identities is given.", {
		at: "input layout-keys",
		hint: OWNERS
	});
	if (layoutKeys.length > 0 && layoutIdentities.length > 0) throw invalid("layout-identities", "layout-keys is given as well, and one layout is signed in one way");
	return {
		layoutKeys,
		layoutIdentities
	};
}
/** @throws INPUT_INVALID */
function layoutIdentitiesOf(lines) {
	const identities = readWrittenIdentities(lines);
	if ("problem" in identities) throw invalid("layout-identities", identities.problem, identities.hint);
	return identities;
}
function sourceCommit(text = "run") {
	const commit = readSourceCommit(text);
	if (commit !== void 0) return commit;
	throw invalid("commit", `${quoteUntrusted(text, 100)} is neither run, nor head, nor the id of a commit`, "Give all of its 40 or 64 digits, in small letters: a name, or the beginning of an id, can come to mean another commit.");
}
const patterns = (lines) => lines.length === 0 ? void 0 : lines;
/** The path within the repository, without `./` before it. */
function layoutPath(path) {
	const normal = path.replace(/^\.\//, "");
	if (!/^\/|(^|\/)\.\.?(\/|$)|\\|\/$/.test(normal)) return normal;
	throw invalid("layout", `${quoteUntrusted(path)} does not name a file in a repository`);
}
function checkRunId(text) {
	if (text === "") return void 0;
	if (isServerId(text)) return text;
	throw invalid("check-run-id", `${quoteUntrusted(text, 100)} is not an id of a job`, "Leave it away: its default is the id of the job that verifies.");
}
function digest(text) {
	if (text === void 0) return void 0;
	const hex = readSha256(text);
	if (hex !== void 0) return hex;
	throw invalid("layout-digest", `${quoteUntrusted(text, 100)} is not a SHA-256 of 64 hexadecimal digits`);
}
function parameters(text) {
	if (text === void 0) return void 0;
	return parseParameters(readJson(Buffer.from(text, "utf8"), {
		source: "input parameters",
		maxBytes: LIMITS.smallFileBytes
	}));
}
// src/gate/verify-run.ts
/** @throws INPUT_, KEY_ and RUNNER_ codes, FILE_UNWRITABLE; what else comes later is reported with the verdict */
async function verifyRun(ports) {
	ports.runner.output("verified", "false");
	ports.runner.output("verdict", "failed");
	const inputs = readVerifyInputs(ports.runner);
	const run = ports.run();
	const files = placeReportFiles(inputs.reportFiles, run.workspace);
	const recorder = new Recorder();
	try {
		await withScratch(run.temporary, (temporary) => judgeAndTell({
			inputs,
			run,
			ports,
			temporary,
			recorder
		}, files));
	} finally {
		await recorder.close();
	}
}
async function judgeAndTell(gate, files) {
	const { inputs, run, ports } = gate;
	const { runner, layoutLines } = ports;
	const { report, findings, fault } = await judgeRun(gate);
	const allowed = report.verdict === "passed" || report.verdict === "advisory" && inputs.forkPolicy === "advisory";
	if (!allowed) runner.fail();
	try {
		await publishReport({
			report,
			findings,
			allowed,
			inputs,
			files,
			run,
			runner,
			layoutLines
		});
	} finally {
		if (fault !== void 0) reportError(runner, fault.error);
	}
	if (report.layout !== void 0) runner.output("layout-digest", report.layout.digest);
	runner.output("subjects", JSON.stringify(exactSubjects(report)));
	runner.output("verdict", report.verdict);
	runner.output("verified", report.verdict === "passed" ? "true" : "false");
}
// src/github/gate-ports.ts
function gatePorts(runner, environment) {
	return {
		runner,
		environment,
		run: () => readRunContext(environment),
		connect: async ({ apiUrl, serverUrl, owner, name }, token) => {
			const [{ restClient }, { gateServer }] = await Promise.all([import("./chunks/github-rest.mjs"), import("./chunks/github-gate-server.mjs")]);
			const mask = (secret) => runner.mask(secret);
			const rest = restClient({
				apiUrl,
				token
			});
			const fetchCommit = async (commit, directory) => {
				const { fetchForGate } = await import("./chunks/github-commit-fetch.mjs");
				return fetchForGate({
					serverUrl,
					owner,
					name,
					token,
					environment,
					mask
				}, commit, directory);
			};
			return gateServer(rest, {
				owner,
				repo: name
			}, fetchCommit, environment);
		},
		get: async (request) => (await import("./chunks/github-http-get.mjs")).httpGet(request),
		layoutLines: async (source) => (await import("./chunks/layouts-step-lines.mjs")).layoutLines(source),
		now: Date.now
	};
}
// src/actions/verify.ts
await runAction((runner, environment) => verifyRun(gatePorts(runner, environment)));
export {};
