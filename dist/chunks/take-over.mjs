import { D as readSignedMetadata, I as parseLink, K as matchesIdentityPattern, M as readModes, _ as keyIdOf, at as readWorkflowArtifactName, ct as LIMITS, d as checkCertifiedRun, dt as escapeUntrusted, f as readKeylessLink, ft as quoteUntrusted, g as checkLink, j as readRunBinding, k as BINDING_FACTS, o as SignatureChecker, ot as workflowArtifactPrefix, pt as InTotoError, st as writeWorkflowArtifactName, u as certifiedRun, v as isLinkBundleName } from "./intoto.mjs";
import { t as isOutside } from "./is-outside.mjs";
import { t as readHandOver } from "./hand-over.mjs";
import { t as artifactsDigest } from "./products-digest.mjs";
import { dirname, join } from "node:path";
import { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
// src/stages/take-over.ts
/**
* Fetches the products of a step, compares them with its link, and puts them into the workspace.
*
* @throws every TAKE_OVER_ and ARTIFACT_ code; JSON_ and METADATA_ codes for a malformed link
*/
async function takeOver(request) {
	const { artifacts, step, temporary } = request;
	const source = newest(request, await artifacts.list(workflowArtifactPrefix("link")));
	const { link, signed } = await fetchLink(request, source);
	const note = readHandOver(link.environment);
	const productsName = writeWorkflowArtifactName({
		...source.name,
		kind: "products"
	});
	const [stored] = (await artifacts.list(productsName)).filter(({ name }) => name === productsName);
	if (note === void 0 || stored === void 0) throw new InTotoError("TAKE_OVER_NOT_FOUND", note === void 0 ? `Step ${quoteUntrusted(step)} handed no products over.` : `The products that step ${quoteUntrusted(step)} handed over are gone.`, { hint: "Give the step that makes them the input hand-over, and let this job need its job." });
	const directory = join(temporary, "products");
	mkdirSync(directory);
	const bounds = {
		packedBytes: LIMITS.productArtifactBytes,
		bytes: LIMITS.productBytes,
		files: LIMITS.productFiles
	};
	await artifacts.unpack(stored, directory, bounds);
	const found = await recordAll(request.recorder, directory);
	compare(request, link, found, note);
	refuseGit(found.keys());
	const executable = readModes(link.environment, "products");
	for (const path of found.keys()) place(request.workspace, directory, path, isExecutable(executable?.get(path)));
	return {
		files: found.size,
		signed
	};
}
/** The one artifact of the newest attempt that claims the step. */
function newest({ step, run }, listed) {
	const named = listed.flatMap((stored) => {
		const name = readWorkflowArtifactName(stored.name);
		return name?.kind === "link" && name.step === step && name.attempt <= Number(run.attempt ?? 1e400) ? [{
			stored,
			name
		}] : [];
	});
	const attempt = Math.max(...named.map(({ name }) => name.attempt));
	const [first, second] = named.filter(({ name }) => name.attempt === attempt);
	if (first === void 0) throw new InTotoError("TAKE_OVER_NOT_FOUND", `There is no link of step ${quoteUntrusted(step)} in this run.`, { hint: "Let this job need the job of that step, and check the name of the step." });
	if (second !== void 0) throw new InTotoError("TAKE_OVER_AMBIGUOUS", `Two workflow artifacts claim step ${quoteUntrusted(step)}: ${quoteUntrusted(first.stored.name)} and ${quoteUntrusted(second.stored.name)}.`, { hint: "Give each leg of a matrix, and each job, a step name of its own." });
	return first;
}
async function fetchLink(request, { stored, name }) {
	const directory = join(request.temporary, "link");
	mkdirSync(directory);
	const bounds = {
		packedBytes: LIMITS.linkArtifactBytes,
		bytes: LIMITS.linkBytes,
		files: 1
	};
	const [file, ...more] = await request.artifacts.unpack(stored, directory, bounds);
	if (file === void 0 || more.length > 0) throw new InTotoError("ARTIFACT_ZIP_INVALID", `${quoteUntrusted(stored.name)} holds ${more.length} files; one link was expected.`);
	const { parsed, signed } = readLinkFile(request, {
		file,
		bytes: readFileSync(join(directory, file)),
		attempt: name.attempt
	});
	const [flaw] = checkLink(parsed, request.step, escapeUntrusted(file));
	if (flaw !== void 0) throw differs(request.step, flaw.message);
	checkRun(request, parsed.link, name.attempt);
	return {
		link: parsed.link,
		signed
	};
}
function untrusted({ step, keys }, file) {
	return new InTotoError("TAKE_OVER_UNTRUSTED", keys.length === 0 ? `There is no key to check the link of step ${quoteUntrusted(step)} with.` : `The link of step ${quoteUntrusted(step)} is not signed by ${keys.map((key) => keyIdOf(key, "current").slice(0, 8)).join(" or ")}.`, {
		at: escapeUntrusted(file),
		hint: "Give the public key of whoever performs that step in the input take-over-keys."
	});
}
/** The link, and whether somebody signed it whom this stage believes. */
function readLinkFile(request, { file, bytes, attempt }) {
	if (isLinkBundleName(file, request.step)) {
		if (request.keys.length > 0) throw untrusted(request, file);
		return {
			parsed: readOwnBundle(request, file, bytes, attempt),
			signed: true
		};
	}
	const metadata = readSignedMetadata(bytes, {
		source: file,
		maxBytes: LIMITS.linkBytes
	});
	const checker = new SignatureChecker(metadata, "strict");
	const signed = request.keys.some((key) => checker.check(key, [keyIdOf(key, "current"), keyIdOf(key, "legacy")], true) === "valid");
	if (!signed && (request.unsigned === "refuse" || metadata.signatures.length > 0)) throw untrusted(request, file);
	return {
		parsed: parseLink(metadata.payload),
		signed
	};
}
/**
* A bundle needs no key: its certificate says which workflow of which run and attempt signed it. Other jobs of the run
* may have identities, too, so the workflow counts and not the run alone.
*/
function readOwnBundle(request, file, bytes, attempt) {
	const { keyless, run, step, serverUrl, identities } = request;
	const { parsed, certificate } = readKeylessLink(bytes, file, keyless);
	const certified = certifiedRun(certificate);
	const facts = [...BINDING_FACTS, "repository_id"];
	if (certified !== void 0 && certified !== "malformed" && certified.attempt === String(attempt) && isIssuerOfRuns(certificate.issuer, serverUrl) && certificate.extensions.get("run_invocation_uri")?.startsWith(`${serverUrl}/`) === true && facts.every((fact) => run[fact] === void 0 || certified[fact] === run[fact]) && identities.some((pattern) => matchesIdentityPattern(pattern, certificate.subject)) && checkCertifiedRun(parsed, certified, step).length === 0) return parsed;
	throw new InTotoError("TAKE_OVER_UNTRUSTED", `The link of step ${quoteUntrusted(step)} is signed by ${quoteUntrusted(certificate.subject)} in ${quoteUntrusted(certificate.extensions.get("run_invocation_uri") ?? "no run")}, which is not the signer that this stage expects.`, {
		at: escapeUntrusted(file),
		hint: `Expected: ${identities.map((pattern) => escapeUntrusted(pattern)).join(" or ")}, in this run and attempt ${attempt}. Name another one in take-over-identities.`
	});
}
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
/** Whether an issuer speaks for runs of a server. Enterprises on github.com may have a name of their own behind a slash. */
function isIssuerOfRuns(issuer, serverUrl) {
	const { host } = new URL(serverUrl);
	if (host !== "github.com") return issuer === `https://token.actions.${host}`;
	if (!issuer.startsWith(GITHUB_ISSUER)) return false;
	return /^(?:\/[\w-]+)?$/.test(issuer.slice(43));
}
function checkRun({ step, run }, link, attempt) {
	const claimed = readRunBinding(link.environment);
	if (claimed === void 0 || claimed === "malformed") throw differs(step, "its link names no run");
	for (const fact of BINDING_FACTS) if (claimed[fact] !== run[fact]) throw differs(step, `its link claims the ${fact} ${quoteUntrusted(claimed[fact] ?? "")}, and this run has ${quoteUntrusted(run[fact] ?? "")}`);
	if (claimed.attempt !== String(attempt)) throw differs(step, `its link is of attempt ${quoteUntrusted(claimed.attempt ?? "")} and was stored as one of attempt ${attempt}`);
}
async function recordAll(recorder, directory) {
	const { artifacts } = await recorder.record({
		paths: ["."],
		baseDirectory: directory,
		exclude: [],
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "skip"
	});
	return artifacts;
}
function compare({ step }, link, found, note) {
	for (const [path, digests] of found) {
		const recorded = link.products.get(path);
		if (recorded === digests) continue;
		throw differs(step, recorded === void 0 ? `${quoteUntrusted(path)} is not among the products of its link` : `${quoteUntrusted(path)} has ${digests}, and its link says ${escapeUntrusted(recorded)}`);
	}
	if (found.size !== note.files || artifactsDigest(found) !== note.digest) throw differs(step, `${found.size} files came, and its link says that ${note.files} were handed over`);
}
function differs(step, what) {
	return new InTotoError("TAKE_OVER_DIFFERS", `What step ${quoteUntrusted(step)} handed over is not what it made: ${what}.`, { hint: "Something between the two jobs changed it. Find out what; nothing was put into the workspace." });
}
function isExecutable(mode) {
	return mode === "executable" || mode === "executable symlink";
}
/** Below a file there is nothing, and the system says so in words of its own. */
function isThere(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) !== void 0;
	} catch (error) {
		if (error.code === "ENOTDIR") return false;
		throw error;
	}
}
function unsafe(path, what, at) {
	return new InTotoError("TAKE_OVER_UNSAFE", `${quoteUntrusted(path)} ${what}.`, {
		at: escapeUntrusted(at),
		hint: "Remove what stands in its way, or take over into an empty workspace."
	});
}
/** No stage records what git keeps for itself, and git runs what its configuration says. */
function refuseGit(paths) {
	for (const path of paths) if (path.split("/").some((part) => /^(?:\.git|git~\d+)[ .]*$/i.test(part))) throw new InTotoError("TAKE_OVER_UNSAFE", `${quoteUntrusted(path)} would steer git.`, { hint: "Hand over products only; nothing of .git is one." });
}
/** Puts one file into the workspace, wherever symbolic links of the workspace may point. */
function place(workspace, directory, path, executable) {
	const root = realpathSync(workspace);
	const target = join(root, path);
	let existing = dirname(target);
	while (!isThere(existing)) existing = dirname(existing);
	const real = statSync(existing, { throwIfNoEntry: false })?.isDirectory() === true ? realpathSync(existing) : void 0;
	if (real === void 0 || isOutside(root, real)) throw unsafe(path, "would land outside the workspace", existing);
	if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true) throw unsafe(path, "would take the place of a directory", target);
	mkdirSync(dirname(target), { recursive: true });
	rmSync(target, { force: true });
	copyFileSync(join(directory, path), target);
	if (executable) chmodSync(target, 493);
}
export { takeOver };
