import { F as count, G as escapeUntrusted, K as quoteUntrusted, M as isGitId, P as listed, V as LIMITS, W as linesBelow, Y as InTotoError, Z as PASSPHRASE_VARIABLE, q as HOME, v as reportError } from "./base.mjs";
import { I as workspaceSettings, a as writeFileAtomically, et as notCompared, o as loadPrivateKey, ot as fileUnwritable, q as Recorder, u as commitFiles } from "./every-action.mjs";
import { C as subjectsOf, E as CommandInspectionRunner, S as exactSubjects, T as inspectionProgram, b as chainOf, h as sourceText, i as failureLines, m as sourceMember, n as readableLayout, r as REPORT_FORMATS, s as summaryMarkdown, t as productsAtHand, v as annotations, w as withPlaces, x as exactChain, y as byImportance } from "./every-verification.mjs";
import { L as productForms, M as readLinkFile, a as verifySupplyChain, c as layoutFileOf, i as withProducts, s as KnownLinks } from "./intoto-verification.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { Bn as unsignedLinkFileName, Nn as linkFileName, Wn as parseLink, b as keyIdOf, c as signMetadata, cr as writeJson, ct as isIntentsInspection, kr as isKeyless, l as signPayload, lr as readJson, t as encodeLayout, u as encodeLink, y as LayoutFile } from "./intoto.mjs";
import { a as ownRunReport, c as NO_LINKS, f as isOfPullRequest, h as GateError, i as sourceCommitOf, n as commitOfLayout, t as choiceOf, u as headRef } from "./gate-start.mjs";
import { t as generateKey } from "./signing-generate-key.mjs";
import { r as recordForInspection } from "./recording-record-directory.mjs";
import { x as RecordingError } from "./hashing.mjs";
import { n as stepsOf } from "./gate-steps-that-count.mjs";
import { r as NODE_BYTES } from "./node-bytes.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { dirname, join, posix } from "node:path";
const { randomUUID } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
const { mkdirSync } = process.getBuiltinModule("node:fs");
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
const MOST_NAMES = 5;
/**
* What verification found, with another remedy for links that are missing where jobs that the gate needs failed. Which
* step a job records nobody tells before it stored a link, so each failure stays.
*
* @param blocking what was found before
*/
function missingForNeededJobs(blocking) {
	const failed = blocking.flatMap(({ code, at }) => code === "NEEDED_JOB_FAILED" && at !== void 0 ? [at] : []);
	if (failed.length === 0) return (failure) => failure;
	const which = listed(failed, MOST_NAMES, (at) => at);
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
	const [{ BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([import("./load-sigstore-bundle-verifier.mjs"), import("./sigstore-roots-of-input.mjs")]);
	const { source, report } = layout;
	const readPath = async (path) => (await server.fetchFile(source, report.commit, path)).bytes;
	const arePathsTrusted = inputs.layoutRef !== "head";
	return new BundleVerifier(await trustedRoots(inputs.trustedRoot, arePathsTrusted ? readPath : void 0, fetchByTuf(get)));
}
function hasKeylessFunctionaries({ document }) {
	return [...readableLayout(document)?.keys.values() ?? []].some(isKeyless);
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
		note: notLookedAt(layout)
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
function notLookedAt({ report }) {
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
	const { inputs, run, ports, temporary, ahead } = gate;
	const { runner, get } = ports;
	const server = await ahead.server;
	find({ server });
	const needed = inputs.needs === void 0 ? [] : checkNeededJobs(inputs.needs);
	find({ failures: needed });
	find({ run: inputs.links.namedRun(run) });
	const { runBinding, origin } = inputs;
	const target = await inputs.links.find({
		run,
		server,
		temporary,
		ahead,
		runBinding,
		origin
	});
	find({ run: target.run });
	const layout = await ahead.layout;
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
// src/gate/judge-and-tell.ts
/** @throws FILE_UNWRITABLE */
async function judgeAndTell(asked, files) {
	const recorder = new Recorder();
	try {
		await judgeAndTellBy({
			...asked,
			recorder
		}, files);
	} finally {
		await recorder.close();
	}
}
async function judgeAndTellBy(gate, files) {
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
export { judgeAndTell };
