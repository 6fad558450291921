import { C as linesBelow, D as quoteUntrusted, E as escapeUntrusted, O as InTotoError, S as nearestName, a as FILE_NONE, c as invalid, g as reportError, h as BaseError, l as missing, o as Inputs, r as readSha256, s as NONE, v as count, x as LIMITS } from "./chunks/base.mjs";
import { a as runAction, i as readRunContext, r as withScratch, t as workspaceSettings } from "./chunks/github-run-context.mjs";
import { t as Recorder } from "./chunks/recording-record-artifacts.mjs";
import { a as subjectsOf, i as exactSubjects, n as chainOf, r as exactChain, t as byImportance } from "./chunks/reporting-report.mjs";
import { s as notCompared } from "./chunks/recording-hash-job.mjs";
import { t as NODE_PORTS } from "./chunks/signing-node-ports.mjs";
import { t as readableLayout } from "./chunks/reporting-readable-layout.mjs";
import { Dt as readJson, Et as writeJson, Ft as isKeyless, M as LINK_FORMATS, N as linkFormatOf, P as readLinkFile, Pt as compilePattern, Q as readRunBinding, _ as layoutFileOf, a as encodeLayout, b as keyIdOf, d as readWorkflowArtifactName, f as workflowArtifactPrefix, g as KnownLinks, h as verifySupplyChain, ht as parseLink, kt as parseParameters, l as signMetadata, m as withProducts, n as writtenIdentity, r as GITHUB_ISSUER, st as linkFileName, u as signPayload, ut as unsignedLinkFileName, v as LayoutFile, yt as encodeLink } from "./chunks/intoto.mjs";
import { n as NO_LINKS, t as DirectoryLinkStore } from "./chunks/gate-directory-link-store.mjs";
import { t as generateKey } from "./chunks/signing-generate-key.mjs";
import { n as loadPrivateKey, t as PASSPHRASE_VARIABLE } from "./chunks/signing-key-signer.mjs";
import { r as GateError } from "./chunks/gate-codes.mjs";
import { a as annotations, c as CommandInspectionRunner, i as summaryMarkdown, n as FORMAT_NAMES, o as commitFiles, r as REPORT_FORMATS, s as inspectionProgram, t as checkLinkDirectory } from "./chunks/reporting-formats.mjs";
import { r as recordForInspection } from "./chunks/recording-record-directory.mjs";
import { n as RecordingError } from "./chunks/recording-codes.mjs";
import { i as fileUnwritable, r as sha256Digest } from "./chunks/files-sha256-digest.mjs";
import { t as NODE_BYTES } from "./chunks/signing-node-bytes.mjs";
import { t as writeFileAtomically } from "./chunks/files-write-file-atomically.mjs";
import { n as jsonText } from "./chunks/reporting-json-text.mjs";
import { t as failureLines } from "./chunks/reporting-verdict-text.mjs";
import { t as readPublicKeys } from "./chunks/signing-keys-in-input.mjs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { randomUUID } from "node:crypto";
import { Buffer } from "node:buffer";
import { mkdirSync, readFileSync, statSync } from "node:fs";
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
			inspections: []
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
	request.onKnown?.(verification.failures);
	const advice = await compare((await adviseOnUnsigned(wanted)).verification, request);
	return failed(advice, [...blocking, ...advice.outcome === "failed" ? advice.failures : []]) ?? {
		...facts(advice),
		verdict: "advisory",
		unsigned: verification.failures
	};
}
/** Compares the products of what is right so far. */
async function compare(verification, { products, blocking }) {
	if (products === void 0 || blocking.length > 0 || verification.outcome === "failed") return verification;
	return withProducts(verification, await products());
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
function baseOf({ eventName, event, ref, sha, attempt }) {
	const branchOf = (path, reason) => {
		const value = event.text(path)?.replace(/^refs\/heads\//, "");
		if (value !== void 0 && /^[^\s\p{Cc}]+$/u.test(value)) return {
			ref: `heads/${value}`,
			reason
		};
		throw new GateError("LAYOUT_REF_INVALID", `The payload of the event ${quoteUntrusted(eventName)} does not tell ${path}.`, { hint: "Name the layout by owner/repo@ref in the input layout-ref." });
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
// src/gate/head-verdict.ts
/** What the layout of the change itself would say, when it is another one. It decides nothing, and its commands do not run. */
async function headVerdict(question) {
	const { inputs, run, server, layout, request } = question;
	const head = headRef(run);
	if (head === void 0 || inputs.layoutRef !== "base") return void 0;
	try {
		const { bytes, blob } = await server.fetchFile(head, head.ref, inputs.layout);
		if (blob === layout.report.blob) return void 0;
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
			hint: "Look at the log of that job. A stage that was skipped or cancelled was not followed."
		}];
	});
}
// src/gate/source-commit.ts
const GIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Reads the input `commit`. Undefined for what it does not take: a short id could become that of another commit. */
function readSourceCommit(text) {
	if (text === "run" || text === "head") return text;
	return GIT_ID.test(text) ? { id: text } : void 0;
}
/**
* The commit that the claims must name; undefined where nobody tells it, and they only have to agree on one.
*
* @param ofRun the commit that the run of the links is of, where it is known
* @throws INPUT_INVALID for `head` where the event has no pull request
*/
function sourceCommitOf(choice, { event, eventName }, ofRun) {
	if (choice === "run") return ofRun;
	if (choice !== "head") return choice.id;
	const head = eventName.startsWith("pull_request") ? event.text("pull_request.head.sha") : void 0;
	if (head !== void 0 && GIT_ID.test(head)) return head;
	throw invalid("commit", "`head` is the tip of a pull request, and the event of this run has none", "Write `run`, or give the commit by all of its digits.");
}
// src/gate/demand-commit.ts
/**
* The commit that the source must be of, with a note where it is not the commit of the run. One that the caller gives must be in this repository: where
* it is fetched that shows by itself, and where it is not, the server is asked.
*
* @throws INPUT_INVALID, SOURCE_COMMIT_UNKNOWN, GITHUB_ codes
*/
async function demandCommit({ commit: choice, sourceCheck }, run, { server, ofRun }) {
	const commit = sourceCommitOf(choice, run, ofRun);
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
		notes: [`The source must be of commit ${commit}, as the input commit says${ofRun === void 0 ? "" : `, not of ${ofRun}, which the run is of`}.`]
	};
}
// src/gate/source-check.ts
/** What claims are held against; the fetching waits until somebody asks for files. */
function expectedSource(question) {
	const { inputs, commit } = question;
	const expected = {
		commit,
		claims: inputs.source === "none" ? "optional" : "demanded"
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
	if (fetched.outcome === "too-large") throw new SourceFault("too-large");
	return fetched.repository;
}
async function filesIn(repository, { commit, only, environment, log }) {
	const asked = {
		directory: await repository,
		commit,
		environment,
		...only === void 0 ? {} : { only }
	};
	const { tree, files, digest } = await commitFiles(asked);
	log(`It has ${count(files, "file")}${only === void 0 ? "" : " of the patterns that a link names"}, with the digest ${digest}.`);
	return {
		commit,
		tree,
		files,
		digest
	};
}
/** @throws SourceFault */
async function asFault(ask) {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof SourceFault) throw error;
		throw new SourceFault(error instanceof RecordingError && error.code === "SOURCE_TOO_LARGE" ? "too-large" : { error });
	}
}
/** The files of the commit could not be had: they are beyond a bound, or it could not be told. */
var SourceFault = class extends Error {
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
		const without = {
			...request,
			verification: {
				...verification,
				source: {
					...source,
					files: void 0,
					checkedBy: void 0,
					claims: source?.claims ?? "demanded"
				}
			}
		};
		if (error.reason === "too-large") {
			say(BEYOND);
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
const BEYOND = `The commit has more files or bytes than the gate fetches (${LIMITS.fetchedBytes} bytes packed), so nobody compared what the links say of source with the repository.`;
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
		runBinding: inputs.runBinding
	});
	find({ run: target.run });
	const commit = await demandCommit(inputs, run, {
		server,
		ofRun: target.run.commit
	});
	const layout = await fetchLayout(inputs, run, server);
	find({ layout });
	const links = await target.collect({
		server,
		temporary,
		runner,
		jobsAreKnown: inputs.needs !== void 0
	});
	const blocking = [...needed, ...links.failures];
	let notes = [
		...links.notes,
		...notesOn(inputs),
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
			source
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
	return {
		decision,
		headLayout: await headVerdict({
			inputs,
			run,
			server,
			layout,
			request
		})
	};
}
/** What the inputs leave out. */
function notesOn({ needs, products, runBinding }) {
	return [
		...needs === void 0 ? ["The input needs was not given, so the results of the jobs before were not looked at."] : [],
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
	return async () => {
		const { artifacts, leftOut } = await recorder.record({
			...settings,
			paths: inputs.products
		});
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
function logReport({ verdict, error, failures, unsigned, items, warnings, notes }, runner) {
	for (const { name, kind, functionaries, unsigned: isUnsigned, materials, products } of items) {
		const signers = functionaries.map((keyId) => keyId.slice(0, 8)).join(", ");
		const by = isUnsigned === true ? " (unsigned)" : signers === "" ? "" : `, signed by ${signers}`;
		runner.log(`  ${kind} "${name}": ${count(materials, "material")}, ${count(products, "product")}${by}`);
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
	const proposed = [run.eventName, verified.event ?? ""].some((event) => event.startsWith("pull_request"));
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
	const marks = annotations(report, place);
	for (const { level, title, message, file, line } of marks) runner.annotate(level, title, message, {
		file,
		line
	});
	const markdown = summaryMarkdown(report);
	const { server } = findings;
	const acts = [
		async () => {
			if (inputs.summary === "always") await runner.summary(markdown);
		},
		async () => {
			const path = join(run.temporary, `in-toto-report-${randomUUID()}.json`);
			const all = {
				...report,
				chain: exactChain(report),
				subjects: exactSubjects(report)
			};
			writeFileAtomically(path, `${jsonText(all)}\n`);
			runner.output("report", path);
		},
		...files.map((file) => async () => writeReportFile(report, file, place))
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
async function layoutPlace({ report, findings, inputs, stepLines }) {
	const { server, layout } = findings;
	const nowhere = placeWithoutSource(inputs);
	if (![...report.failures, ...report.unsigned].some(({ step }) => step !== void 0) || server === void 0 || layout === void 0) return nowhere;
	const file = posix.join(dirname(inputs.layout), "layout.yml");
	try {
		const { bytes } = await server.fetchFile(layout.source, layout.report.commit, file);
		return {
			file,
			steps: stepLines(new TextDecoder().decode(bytes))
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
async function checkLinkName({ listed, name }, { path, file, format }, looking) {
	const differences = [];
	try {
		const link = await LINK_FORMATS[format].look(readFileSync(path), file, looking);
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
// src/gate/collect-run-links.ts
/** Collects the links of a run: of each step and functionary, the newest attempt. @throws what the source throws */
async function collectRunLinks(request) {
	const { source, attempt, ports, onProgress } = request;
	const failures = [];
	const notes = [];
	const { current, recorded } = await currentArtifacts(request, notes, failures);
	const older = current.filter(({ name }) => name.attempt < attempt);
	for (const { listed, name } of older) notes.push(`The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}; no later one, up to ${attempt}, stored another.`);
	const found = /* @__PURE__ */ new Map();
	const known = new KnownLinks(ports.hasher);
	let bytes = 0;
	for (const [index, artifact] of current.entries()) {
		onProgress?.(index, current.length);
		const { directory, files } = await source.unpack(artifact.listed);
		const links = linkFiles(files, artifact.name.step);
		if (links === void 0) {
			failures.push(notALink(artifact, files));
			continue;
		}
		for (const { file, format } of links) {
			const path = join(directory, file);
			bytes += statSync(path).size;
			if (bytes > LIMITS.allLinkBytes) throw tooLarge();
			failures.push(...await checkLinkName(artifact, {
				path,
				file,
				format
			}, {
				known,
				bytes: ports.bytes
			}));
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
		known,
		failures,
		notes,
		recorded,
		older: older.map(({ listed }) => listed.name)
	};
}
/** The artifacts with links that count: of each leg, the newest attempt; and the steps that were recorded beside them. */
async function currentArtifacts({ source, attempt }, notes, failures) {
	const [links, recordings] = [workflowArtifactPrefix("link"), workflowArtifactPrefix("unsigned")];
	const listed = await source.list(links, recordings);
	const startingWith = (prefix) => listed.filter(({ name }) => name.startsWith(prefix));
	const current = newestOfEachLeg(readNames(startingWith(links), attempt, failures), notes, failures);
	const unsigned = startingWith(recordings);
	failures.push(...supersededLinks(current, unsigned));
	const recorded = unsigned.flatMap(({ name }) => readWorkflowArtifactName(name)?.step ?? []);
	if (current.length <= LIMITS.linkArtifacts) return {
		current,
		recorded: [...new Set(recorded)]
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
// src/gate/doubts-of-older-links.ts
/**
* What speaks against the links, escaped; none where all count.
*
* @param older names of the workflow artifacts with links that an older attempt stored
* @param jobs every execution of every job, in any order
* @param attempt the attempt in which this is asked
*/
function doubtsOfOlderLinks(older, jobs, attempt) {
	const executions = withoutCopies(jobs);
	const legs = [...Map.groupBy(executions, ({ name }) => name).values()].flatMap(lastExecutions);
	return [
		...doubtsOfUnfinished(legs, attempt),
		...legs.flatMap((leg) => doubtsOfEnd(leg, executions)),
		...doubtsOfLinks(older, legs)
	];
}
/** A job that did not run again may be listed with each later attempt, under another id; it ran in the first of them. */
function withoutCopies(jobs) {
	const first = /* @__PURE__ */ new Map();
	for (const job of [...jobs].sort((a, b) => a.attempt - b.attempt)) {
		const { id, name, started, completed } = job;
		const key = JSON.stringify(started === void 0 || completed === void 0 ? [id] : [
			name,
			started,
			completed
		]);
		const other = first.get(key);
		if (other === void 0 || other.attempt === job.attempt) first.set(other === void 0 ? key : `${key} ${id}`, job);
	}
	return [...first.values()];
}
/** Jobs of one name, each as it ran last. Where fewer ran again than before, it is not told which, and the worst is taken. */
function lastExecutions(executions) {
	const attempts = Map.groupBy(executions, ({ attempt }) => attempt);
	const most = Math.max(...[...attempts.values()].map(({ length }) => length));
	const isGood = ({ conclusion }) => conclusion === "success" ? 1 : 0;
	return [...executions].sort((a, b) => a.attempt === b.attempt ? isGood(a) - isGood(b) : b.attempt - a.attempt).slice(0, most);
}
const isUnfinished = ({ status }) => status !== "completed";
/** The job that asks runs itself, and is the only one that may. */
function doubtsOfUnfinished(legs, attempt) {
	const unfinished = legs.filter(isUnfinished);
	const [only] = unfinished;
	if (unfinished.length === 1 && only?.attempt === attempt) return [];
	if (unfinished.length === 0) return ["GitHub lists no job of this run that goes on, so its list is not of now."];
	return unfinished.map(({ name }) => `The job ${quoteUntrusted(name)} has not ended, or is the one that verifies.`);
}
function doubtsOfEnd(leg, executions) {
	const { name, attempt, conclusion } = leg;
	if (isUnfinished(leg) || conclusion === "success") return [];
	const everRan = executions.some((other) => other.name === name && other.conclusion !== "skipped");
	if (conclusion === "skipped" && !everRan) return [];
	return [`The job ${quoteUntrusted(name)} ended with ${quoteUntrusted(String(conclusion), 40)} in attempt ${attempt}.`];
}
/** Of each step, as many legs of the job must have run last in an attempt as there are links of it. */
function doubtsOfLinks(older, legs) {
	const names = older.flatMap((name) => readWorkflowArtifactName(name) ?? []);
	return [...Map.groupBy(names, ({ step, job, attempt }) => JSON.stringify([
		step,
		job,
		attempt
	])).values()].flatMap((links) => {
		const [link] = links;
		if (link === void 0) return [];
		const { step, job, attempt } = link;
		const mine = legs.filter(({ name }) => isNamedAfter(name, job));
		return (mine.length === 0 ? !legs.some((leg) => leg.attempt > attempt && !isUnfinished(leg)) : mine.filter((leg) => leg.attempt === attempt && !isUnfinished(leg)).length >= links.length) ? [] : [`The job ${quoteUntrusted(job)} ran again after attempt ${attempt} and stored no link of step ${quoteUntrusted(step)}.`];
	});
}
/** Without a name of its own a job is listed by its id, with the values of its matrix, after the jobs that called it. */
function isNamedAfter(name, job) {
	const own = name.slice(name.lastIndexOf(" / ") < 0 ? 0 : name.lastIndexOf(" / ") + 3);
	return own === job || own.startsWith(`${job} (`);
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
	async names() {
		return [...this.#paths.keys()];
	}
	/** Stages store links only; sublayouts come in directories. */
	sub() {
		return NO_LINKS;
	}
};
// src/gate/links-of-run.ts
const LINKS_OF_RUN = {
	takes: ["run", "the id of a run"],
	read: (text) => {
		if (text !== "run" && !/^\d{1,15}$/.test(text)) return void 0;
		const isOwn = ({ runId }) => text === "run" || text === runId;
		return {
			sublayouts: "impossible",
			namedRun: (run) => isOwn(run) ? ownRunReport(run) : otherRunReport(text, run),
			find: async ({ run, server }) => targetOf(isOwn(run) ? ownRun(run) : await otherRun(text, run, server))
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
	return {
		own: true,
		runId,
		attempt,
		event,
		binding: {
			id: runId,
			repository,
			commit,
			...repositoryId === void 0 ? {} : { repository_id: repositoryId }
		},
		repository,
		failures: []
	};
}
/** Another run: nothing in the `needs` of this one speaks of its jobs, so it must be a success as a whole. */
async function otherRun(runId, { repository }, server) {
	const { head, attempt, event, status, conclusion } = await server.runState(runId);
	const commit = event.startsWith("pull_request") ? {} : { commit: head };
	const failures = status === "completed" && conclusion === "success" ? [] : [runNotSuccessful(runId, attempt, status === "completed" ? conclusion : status)];
	return {
		own: false,
		runId,
		attempt,
		event,
		binding: {
			id: runId,
			repository,
			...commit
		},
		repository,
		failures
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
async function collect({ runId, attempt, binding, own, failures: before }, { server, temporary, runner, jobsAreKnown }) {
	const source = await server.links(runId, temporary);
	runner.group("Collect links");
	try {
		const { files, known, failures, notes, recorded, older } = await collectRunLinks({
			source,
			attempt,
			ports: NODE_PORTS,
			onProgress: (done, all) => {
				if (done % 50 === 0) runner.log(`Fetching link ${done + 1} of ${all}`);
			}
		});
		for (const name of files.keys()) runner.log(`Found ${quoteUntrusted(name)}`);
		runner.log(`${count(files.size, "link")} collected.`);
		const doubts = own && !jobsAreKnown ? await olderLinks(older, {
			runId,
			attempt,
			server
		}) : [];
		const all = [
			...before,
			...failures,
			...doubts
		];
		return {
			store: new FilesLinkStore(files),
			known,
			recorded,
			run: binding,
			failures: all,
			notes
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
/** Links of older attempts, where the results of jobs were not given: the server is asked. @throws GITHUB_UNAVAILABLE */
async function olderLinks(older, { runId, attempt, server }) {
	if (older.length === 0) return [];
	const doubts = await doubtsOf(older, {
		runId,
		attempt,
		server
	});
	return doubts.length === 0 ? [] : [ofOlderAttempt(older, doubts, attempt)];
}
async function doubtsOf(older, { runId, attempt, server }) {
	try {
		return doubtsOfOlderLinks(older, await server.jobs(runId), attempt);
	} catch (error) {
		if (!(error instanceof GateError) || error.code === "GITHUB_UNAVAILABLE") throw error;
		return [error.message];
	}
}
function ofOlderAttempt(names, doubts, attempt) {
	return {
		code: "LINK_OF_OLDER_ATTEMPT",
		message: `${count(names.length, "link")} of older attempts than ${attempt} cannot be counted: the input needs was not given, and the jobs of the run do not all speak for them.`,
		details: [...doubts.slice(0, 10), ...names.map((name) => quoteUntrusted(name))].slice(0, 20),
		hint: "Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}."
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
	return {
		layout: layoutPath(inputs.required("layout")),
		layoutRef: inputs.required("layout-ref"),
		layoutKeys,
		layoutIdentities,
		trustedRoot: inputs.control("trusted-root", "carried") ?? "",
		layoutDigest: digest(inputs.control("layout-digest", NONE)),
		links: readLinkPlace(inputs.required("links")),
		runBinding: inputs.choice("run-binding", ["this", "any"]),
		commit: sourceCommit(inputs.required("commit")),
		source: inputs.choice("source", ["demanded", "none"]),
		sourceCheck: inputs.choice("source-check", ["fetch", "none"]),
		otherSteps: inputs.controlLines("other-steps", { itself: "A step of that name is `[n]one`." }).map(compilePattern),
		parameters: parameters(inputs.control("parameters", NONE)),
		products: inputs.controlLines("products", { itself: FILE_NONE }),
		exclude: inputs.lines("exclude"),
		needs: inputs.control("needs", NONE),
		forkPolicy: inputs.choice("fork-policy", ["fail", "advisory"]),
		inspections: inputs.choice("inspections", [
			"allow",
			"never",
			"allow-sublayouts"
		]),
		summary: inputs.choice("summary", ["always", "never"]),
		checkRun: inputs.choice("check-run", ["auto", "never"]),
		reportFiles: readReportFiles(inputs.controlLines("report-files"), inputs.control("sarif-file", NONE)),
		alertIssue: inputs.choice("alert-issue", ["on-failure", "never"]),
		token
	};
}
const OWNERS = "Give the public keys of the owners of the layout in layout-keys, or layout-identities where an identity signed it. Write them out: they are not secret, and an expression can give nothing.";
/** Who may have signed the layout: somebody must be named, in one of two ways. @throws INPUT_ and KEY_ codes */
function readLayoutSigners(inputs) {
	const layoutKeys = readPublicKeys("layout-keys", inputs.control("layout-keys", "none", OWNERS) ?? "");
	const layoutIdentities = inputs.controlLines("layout-identities", { remedy: OWNERS }).map(layoutIdentity);
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
/** `IDENTITY` of a workflow, or `IDENTITY ISSUER`. With a `*` it is a pattern. */
function layoutIdentity(line) {
	const [text = "", issuer = GITHUB_ISSUER, ...more] = line.split(/\s+/);
	if (more.length > 0 || !URL.canParse(issuer)) throw invalid("layout-identities", `${quoteUntrusted(line, 200)} is neither an identity nor an identity and its issuer`);
	return writtenIdentity(text, issuer);
}
function sourceCommit(text) {
	const commit = readSourceCommit(text);
	if (commit !== void 0) return commit;
	throw invalid("commit", `${quoteUntrusted(text, 100)} is neither run, nor head, nor the id of a commit`, "Give all of its 40 or 64 digits, in small letters: a name, or the beginning of an id, can come to mean another commit.");
}
/** The path within the repository, without `./` before it. */
function layoutPath(path) {
	const normal = path.replace(/^\.\//, "");
	if (!/^\/|(^|\/)\.\.?(\/|$)|\\|\/$/.test(normal)) return normal;
	throw invalid("layout", `${quoteUntrusted(path)} does not name a file in a repository`);
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
	const { runner } = ports;
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
			stepLines: ports.stepLines
		});
	} finally {
		if (fault !== void 0) reportError(runner, fault.error);
	}
	if (report.layout !== void 0) runner.output("layout-digest", report.layout.digest);
	runner.output("subjects", JSON.stringify(exactSubjects(report)));
	runner.output("verdict", report.verdict);
	runner.output("verified", report.verdict === "passed" ? "true" : "false");
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
// src/github/gate-ports.ts
function gatePorts(runner, environment) {
	return {
		runner,
		environment,
		run: () => readRunContext(environment),
		connect: async ({ apiUrl, serverUrl, owner, name }, token) => {
			const [{ restClient }, { gateServer }] = await Promise.all([import("./chunks/github-rest.mjs"), import("./chunks/github-gate-server.mjs")]);
			const mask = (secret) => runner.mask(secret);
			return gateServer(restClient({
				apiUrl,
				token
			}), {
				owner,
				repo: name
			}, async (commit, directory) => {
				const { fetchForGate } = await import("./chunks/github-commit-fetch.mjs");
				return fetchForGate({
					serverUrl,
					owner,
					name,
					token,
					environment,
					mask
				}, commit, directory);
			});
		},
		get: async (request) => (await import("./chunks/github-http-get.mjs")).httpGet(request),
		stepLines,
		now: Date.now
	};
}
// src/actions/verify.ts
await runAction((runner, environment) => verifyRun(gatePorts(runner, environment)));
export {};
