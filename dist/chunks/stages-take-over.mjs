import { R as StagesError, S as isSha256Digest, at as makeDirectory } from "./every-action.mjs";
import { F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS, _ as BaseError } from "./base.mjs";
import { Gr as matchesIdentityPattern, Kn as NO_ARTIFACTS, Ur as GITHUB_ISSUER, Wn as parseLink, b as keyIdOf, d as readWorkflowArtifactName, f as workflowArtifactPrefix, gn as BINDING_FACTS, ln as checkLink, oi as CoreError, qn as artifactsOf, tr as readSignedMetadata, vn as readRunBinding, xn as readModes } from "./intoto.mjs";
import { d as readLayoutCopy, f as withoutCopy, g as isConvertedIn, h as convertedProducts, p as readHandOver, u as mayHoldLayout, v as sha256Set } from "./end-and-sign.mjs";
import { t as findArtifact } from "./stages-find-artifact.mjs";
import { a as placeProducts, o as refuseGit } from "./begin-and-sign.mjs";
import { p as artifactsDigest } from "./every-stage.mjs";
import { n as recordDirectory } from "./recording-record-directory.mjs";
import { F as checkCertifiedRun, I as readKeylessLink, N as SignatureChecker, P as certifiedRun, j as linkFormatOf, l as pemKeyIds } from "./intoto-verification.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { p as shortKeyIds } from "./every-verification.mjs";
import { join } from "node:path";
const { createHash } = process.getBuiltinModule("node:crypto");
const { readFileSync } = process.getBuiltinModule("node:fs");
// src/stages/take-over-differs.ts
/** An error about files that are not those that the step left behind. */
function takeOverDiffers(step, what) {
	return new StagesError("TAKE_OVER_DIFFERS", `What step ${quoteUntrusted(step)} handed over is not what it made: ${what}.`, { hint: "Something between the two jobs changed it. Find out what; nothing was put into the workspace." });
}
/** An error about a link that the step did not make in this run. */
function linkNotOfRun(step, what) {
	return new StagesError("TAKE_OVER_DIFFERS", `The link of step ${quoteUntrusted(step)} is not one of this run: ${what}.`, { hint: "Run the job of that step again in this run." });
}
/** An error about a link that verification would refuse in any run. */
function linkFlawed(step, { message, hint }) {
	return new StagesError("TAKE_OVER_DIFFERS", `The link of step ${quoteUntrusted(step)} cannot be used: ${message}`, { hint });
}
// src/stages/handed-over-artifact.ts
/**
* Job and attempt in its name need not be those of the link: where one job works and another one signs, the other one
* may do so in a later attempt.
*
* @throws TAKE_OVER_NOT_FOUND when it is gone, TAKE_OVER_DIFFERS when it is another one, TAKE_OVER_SUPERSEDED when its
* job has stored another one since
*/
function handedOverArtifact(step, { artifact }, { listed, attempt }) {
	const found = findArtifact(listed, artifact, {
		kind: "products",
		step
	});
	switch (found.kind) {
		case "found":
			refuseOlder(step, found, {
				listed,
				attempt
			});
			return found.stored;
		case "missing": throw new StagesError("TAKE_OVER_NOT_FOUND", `The products that step ${quoteUntrusted(step)} handed over are gone: this run has no workflow artifact ${artifact.id} with products any more.`, { hint: "It expired, or something removed it or put another one in its place. Run the job of that step again; if that does not help, find out what removes it." });
		case "other name": throw takeOverDiffers(step, `its link names the workflow artifact ${artifact.id}, and that is called ${quoteUntrusted(found.stored.name)}`);
		case "other digest": throw takeOverDiffers(step, `the workflow artifact ${artifact.id} has the digest ${quoteUntrusted(found.stored.digest ?? "none")}, and its link says ${artifact.digest}`);
	}
}
/**
* A step that hands over again stores a link of it, too, and then that one is taken. Products without it are of a step
* that was not finished, and the older ones are not what its job made last.
*/
function refuseOlder(step, { stored, name }, { listed, attempt }) {
	const newer = listed.find((other) => {
		const of = readWorkflowArtifactName(other.name);
		if (of?.kind !== "products" || of.step !== step || of.job !== name.job || of.matrix !== name.matrix) return false;
		return of.attempt > name.attempt && of.attempt <= attempt;
	});
	if (newer === void 0) return;
	throw new StagesError("TAKE_OVER_SUPERSEDED", `The newest link of step ${quoteUntrusted(step)} hands ${quoteUntrusted(stored.name)} over, and its job has stored ${quoteUntrusted(newer.name)} since, of which there is no link.`, { hint: "The step ran again and was not finished. See why in the log of its job, and run that job again, then this one." });
}
// src/stages/newest-link-artifact.ts
/**
* The one workflow artifact of the newest attempt that claims to hold the link of a step.
*
* @throws TAKE_OVER_NOT_FOUND, TAKE_OVER_AMBIGUOUS
*/
function newestLinkArtifact(step, run, listed) {
	const named = listed.flatMap((stored) => {
		const name = readWorkflowArtifactName(stored.name);
		return name?.kind === "link" && name.step === step && name.attempt <= Number(run.attempt ?? 1e400) ? [{
			stored,
			name
		}] : [];
	});
	const attempt = Math.max(...named.map(({ name }) => name.attempt));
	const [first, second] = named.filter(({ name }) => name.attempt === attempt);
	if (first === void 0) throw new StagesError("TAKE_OVER_NOT_FOUND", `This run has stored no link of step ${quoteUntrusted(step)}.`, { hint: `Let this job need the job of that step, and check the name of the step. ${stepsIn(listed)}` });
	if (second !== void 0) throw new StagesError("TAKE_OVER_AMBIGUOUS", `Two workflow artifacts claim step ${quoteUntrusted(step)}: ${quoteUntrusted(first.stored.name)} and ${quoteUntrusted(second.stored.name)}.`, { hint: "Give each leg of a matrix, and each job, a step name of its own." });
	return first;
}
const MOST_STEPS = 10;
/** The steps that are there, so that one sees a misspelled name. */
function stepsIn(listed$1) {
	const names = listed$1.flatMap((stored) => readWorkflowArtifactName(stored.name) ?? []);
	const steps = [...new Set(names.filter(({ kind }) => kind === "link").map(({ step }) => step))];
	if (steps.length === 0) return "The run has no link yet.";
	return `The run has links of ${listed(steps, MOST_STEPS, (step) => quoteUntrusted(step))}.`;
}
// src/stages/trusted-link.ts
/**
* The link in a file, and whether it is signed.
*
* @throws TAKE_OVER_UNTRUSTED, TAKE_OVER_DIFFERS, BUNDLE_ codes; JSON_ and METADATA_ codes for a malformed link
*/
async function readTrustedLink(trust, file) {
	const { parsed, signed } = await TRUSTED[linkFormatOf(file.name, trust.step) ?? "signed"](trust, file);
	const [flaw] = checkLink(parsed, trust.step, escapeUntrusted(file.name));
	if (flaw !== void 0) throw linkFlawed(trust.step, flaw);
	checkRun(trust, parsed.link, file.attempt);
	return {
		link: parsed.link,
		signed
	};
}
/** For each format of files with links, whose signature is believed. */
const TRUSTED = {
	signed: readByKeys,
	unsigned: readByKeys,
	bundle: async (trust, { name, bytes, attempt }) => {
		if (trust.keys.length > 0) throw untrusted(trust, name);
		return {
			parsed: await readOwnBundle(trust, name, bytes, attempt),
			signed: true
		};
	}
};
async function readByKeys(trust, { name, bytes }) {
	const metadata = readSignedMetadata(bytes, {
		source: name,
		maxBytes: LIMITS.linkBytes,
		bytes: NODE_PORTS.bytes
	});
	const checker = new SignatureChecker(metadata, "strict", NODE_PORTS.signatures);
	const findings = trust.keys.map((key) => checker.check(key, pemKeyIds(key), true));
	const signed = (await Promise.all(findings)).includes("valid");
	if (!signed && (trust.unsigned === "refuse" || metadata.signatures.length > 0)) throw untrusted(trust, name);
	return {
		parsed: parseLink(signed ? metadata.signedPayload : metadata.payload),
		signed
	};
}
function untrusted({ step, keys }, file) {
	return new StagesError("TAKE_OVER_UNTRUSTED", keys.length === 0 ? `No key was given to check the link of step ${quoteUntrusted(step)} with.` : `The link of step ${quoteUntrusted(step)} is not signed by ${shortKeyIds(keys.map((key) => keyIdOf(key, "current")), " or ")}.`, {
		at: escapeUntrusted(file),
		hint: "Give the public key of whoever performs that step in the input take-over-keys."
	});
}
/**
* A bundle needs no key: its certificate says which workflow of which run and attempt signed it. Other jobs of the run
* may have identities, too, so the workflow counts and not the run alone.
*/
async function readOwnBundle(trust, file, bytes, attempt) {
	const { keyless, run, step, serverUrl } = trust;
	const { parsed, certificate } = await readKeylessLink(bytes, file, {
		keyless,
		ports: NODE_PORTS
	});
	const certified = certifiedRun(certificate);
	const facts = [...BINDING_FACTS, "repository_id"];
	if (certified !== void 0 && certified !== "malformed" && certified.attempt === String(attempt) && isIssuerOfRuns(certificate.issuer, serverUrl) && certificate.extensions.get("run_invocation_uri")?.startsWith(`${serverUrl}/`) === true && facts.every((fact) => run[fact] === void 0 || certified[fact] === run[fact]) && isExpected(trust.signers, certificate.subject) && checkCertifiedRun(parsed, certified, step).length === 0) return parsed;
	throw new StagesError("TAKE_OVER_UNTRUSTED", `The link of step ${quoteUntrusted(step)} is signed by ${quoteUntrusted(certificate.subject)} in ${quoteUntrusted(certificate.extensions.get("run_invocation_uri") ?? "no run")}, which is not the signer that this stage expects.`, {
		at: escapeUntrusted(file),
		hint: hintOfExpected(trust.signers, attempt)
	});
}
function isExpected(signers, subject) {
	switch (signers.kind) {
		case "exact": return subject === signers.identity;
		case "patterns": return signers.patterns.some((pattern) => matchesIdentityPattern(pattern, subject));
		case "unknown": return false;
	}
}
function hintOfExpected(signers, attempt) {
	if (signers.kind === "unknown") return "Nobody is expected, since the runner does not tell which workflow runs. Name the identity of the workflow that performs that step in take-over-identities.";
	return `Expected: ${signers.kind === "exact" ? `exactly ${escapeUntrusted(signers.identity)}` : signers.patterns.map((pattern) => escapeUntrusted(pattern)).join(" or ")}, in this run and attempt ${attempt}. If another workflow, or another version of it, performs that step, name its identity in take-over-identities.`;
}
/** Whether an issuer speaks for runs of a server. Enterprises on github.com may have a name of their own behind a slash. */
function isIssuerOfRuns(issuer, serverUrl) {
	const { host } = new URL(serverUrl);
	if (host !== "github.com") return issuer === `https://token.actions.${host}`;
	if (!issuer.startsWith("https://token.actions.githubusercontent.com")) return false;
	return /^(?:\/[\w-]+)?$/.test(issuer.slice(GITHUB_ISSUER.length));
}
function checkRun({ step, run }, link, attempt) {
	const claimed = readRunBinding(link.environment);
	if (claimed === void 0 || claimed === "malformed") throw linkNotOfRun(step, "it names no run");
	for (const fact of BINDING_FACTS) if (claimed[fact] !== run[fact]) throw linkNotOfRun(step, `it claims ${fact === "id" ? "run id" : fact} ${quoteUntrusted(claimed[fact] ?? "")}, and this run has ${quoteUntrusted(run[fact] ?? "")}`);
	if (claimed.attempt !== String(attempt)) throw linkNotOfRun(step, `it claims attempt ${quoteUntrusted(claimed.attempt ?? "")}, and it was stored as one of attempt ${attempt}`);
}
// src/stages/take-over.ts
const LINKS = workflowArtifactPrefix("link");
const PRODUCTS = workflowArtifactPrefix("products");
/**
* Fetches the products of a step, compares them with its link, and puts them into the workspace.
*
* @throws every TAKE_OVER_, ARTIFACT_ and RECORD_ code, FILE_UNWRITABLE; BUNDLE_ codes and TRUSTED_ROOT_MISSING for a
* link that a workflow signed; JSON_ and METADATA_ codes for a malformed link
*/
async function takeOver(request) {
	const { signed, ...fetched } = await fetchProducts(request, await listHandedOver(request));
	return {
		files: fetched.found.size,
		signed,
		...placeAsNamed(request.workspace, fetched)
	};
}
/** Puts products where they lay in the step that made them. @throws TAKE_OVER_NOT_FOUND, TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
function placeAsNamed(workspace, { link, tookOver, handedOver, directory, found, converted, links }) {
	if (!handedOver) throw nothingHandedOver(link.name);
	const modes = readModes(link.environment, "products");
	return {
		link,
		tookOver,
		known: {
			converted,
			links: placeProducts(workspace, {
				directory,
				found,
				modes,
				links
			})
		}
	};
}
/** The workflow artifacts of the run that hold links and products: what a link hands over is stored before the link is. */
function listHandedOver({ artifacts }) {
	return artifacts.list(LINKS, PRODUCTS);
}
/**
* Fetches the products of a step, and compares them with its link.
*
* @param listed as `listHandedOver` gives them
* @throws as `takeOver`
*/
async function fetchProducts(request, listed) {
	const { artifacts, step, run, temporary } = request;
	const startingWith = (prefix) => listed.filter(({ name }) => name.startsWith(prefix));
	const source = newestLinkArtifact(step, run, startingWith(LINKS));
	const { link, signed, digest } = await fetchLink(request, source);
	const tookOver = {
		step,
		attempt: String(source.name.attempt),
		digest
	};
	const note = readNote(step, link);
	const directory = join(temporary, "products");
	makeDirectory(directory);
	const nothing = {
		found: NO_ARTIFACTS,
		converted: /* @__PURE__ */ new Map(),
		links: [],
		layout: void 0
	};
	if (note === void 0) return {
		link,
		signed,
		tookOver,
		handedOver: false,
		directory,
		...nothing
	};
	const stored = handedOverArtifact(step, note, {
		listed: startingWith(PRODUCTS),
		attempt: Number(run.attempt ?? 1e400)
	});
	const bounds = {
		packedBytes: LIMITS.productArtifactBytes,
		bytes: LIMITS.productBytes,
		files: LIMITS.productFiles
	};
	await artifacts.unpack(stored, directory, bounds);
	const layout = mayHoldLayout(link) ? readLayoutCopy(directory) : void 0;
	const found = withoutCopy(await recordDirectory(request.recorder, directory), layout);
	const converted = compare(step, link, {
		directory,
		found
	}, note);
	refuseGit(found.paths());
	return {
		link,
		signed,
		tookOver,
		handedOver: true,
		directory,
		found,
		converted,
		links: note.links,
		layout
	};
}
async function fetchLink(request, { stored, name }) {
	const directory = join(request.temporary, "link");
	makeDirectory(directory);
	const bounds = {
		packedBytes: LIMITS.linkArtifactBytes,
		bytes: LIMITS.linkBytes,
		files: 1
	};
	const files = await request.artifacts.unpack(stored, directory, bounds);
	const [file, ...more] = files;
	if (file === void 0 || more.length > 0) throw new BaseError("ARTIFACT_ZIP_INVALID", `${quoteUntrusted(stored.name)} holds ${count(files.length, "file")}; one link was expected.`);
	const bytes = readFileSync(join(directory, file));
	return {
		...await readTrustedLink(request, {
			name: file,
			bytes,
			attempt: name.attempt
		}),
		digest: createHash("sha256").update(bytes).digest("hex")
	};
}
function readNote(step, { environment }) {
	const note = readHandOver(environment);
	if (note !== "malformed") return note;
	throw new CoreError("METADATA_VALUE_INVALID", `What the link of step ${quoteUntrusted(step)} says of the products that it handed over cannot be read.`, {
		at: "environment.hand_over",
		hint: "Let both jobs use one version of this suite. If they do, find out who made that link."
	});
}
function nothingHandedOver(step) {
	return new StagesError("TAKE_OVER_NOT_FOUND", `Step ${quoteUntrusted(step)} handed no products over.`, { hint: "Give the step that makes them the input hand-over, and let this job need its job." });
}
/** Every file that came must be a product, and together they must be those that went out. */
function compare(step, link, { directory, found }, note) {
	const claimed = convertedProducts(link);
	const converted = /* @__PURE__ */ new Map();
	const named = [];
	for (const [path, digests] of found) {
		const recorded = link.products.get(path);
		if (recorded === void 0) throw takeOverDiffers(step, `${quoteUntrusted(path)} is not among the products of its link`);
		const disk = claimed.get(path);
		const expected = disk === void 0 ? recorded : sha256Set(disk);
		if (digests !== expected) throw takeOverDiffers(step, `${quoteUntrusted(path)} has ${digests}, and its link says ${escapeUntrusted(expected)}`);
		if (disk !== void 0) converted.set(path, demandConverted(step, directory, path, {
			disk,
			recorded
		}));
		named.push([path, recorded]);
	}
	if (found.size === note.files && artifactsDigest(artifactsOf(named)) === note.digest) return converted;
	throw takeOverDiffers(step, `${count(found.size, "file")} came, and its link says that ${note.files} went out`);
}
/** A link can say of any file that it is the commit's; its bytes must show it. */
function demandConverted(step, directory, path, { disk, recorded }) {
	const file = {
		disk,
		commit: recorded.slice(7)
	};
	if (isSha256Digest(recorded) && isConvertedIn(directory, path, file)) return file;
	throw takeOverDiffers(step, `${quoteUntrusted(path)} stands in its link with ${escapeUntrusted(recorded)} as a file of the commit, and no checkout makes what came of that`);
}
export { fetchProducts, listHandedOver, placeAsNamed, takeOver };
