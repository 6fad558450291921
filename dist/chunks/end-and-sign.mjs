import { F as count, G as escapeUntrusted, K as quoteUntrusted, V as LIMITS, Y as InTotoError, _ as BaseError, c as NONE, i as foldName, j as isServerId, l as invalid } from "./base.mjs";
import { Cn as readConverted, Kn as NO_ARTIFACTS, Qr as jsonObject, Zn as digestSet, Zr as isJsonObject, Zt as readDirectoryNotes, b as keyIdOf, in as withScratchNote, nn as scratchNote, oi as CoreError, qn as artifactsOf, ri as KEY_ID_FORMS, xn as readModes } from "./intoto.mjs";
import { $ as isGitName, B as headOf, C as sha256Digest, H as openWorkTree, Q as placeOf, R as StagesError, S as isSha256Digest, Y as compileExcludes, i as readPlainFile, lt as FilesError, o as loadPrivateKey, ot as fileUnwritable } from "./every-action.mjs";
import { B as writeLink, I as BY_LAYOUT, b as recordingPlan, dt as beginStep, j as wholeSettings, k as WHOLE, mt as endStep, nt as differencesText, p as artifactsDigest, tt as recordWithSource, v as targetOf } from "./every-stage.mjs";
import { x as RecordingError } from "./hashing.mjs";
import { t as isCheckedOutForm } from "./recording-checked-out-form.mjs";
import { n as recordDirectory } from "./recording-record-directory.mjs";
import { basename, dirname, join, posix } from "node:path";
const { hash } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
const { closeSync, constants: constants$1, copyFileSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } = process.getBuiltinModule("node:fs");
import { setImmediate } from "node:timers/promises";
// src/stages/checked-out-commit.ts
/** The commit that is checked out in a directory, by its own repository and none above it. @throws GIT_FAILED */
async function checkedOutCommit(directory, environment) {
	return headOf(openWorkTree(directory, environment));
}
// src/stages/checkout-recording.ts
/**
* Where a checkout lies, which names one directory of the workspace.
*
* @throws INPUT_INVALID, RECORD_OUTSIDE
*/
function placeOfCheckout(workspace, [named = ".", ...more]) {
	if (more.length > 0) throw new BaseError("INPUT_INVALID", "With product-source git, products names one directory.", {
		at: "input products",
		hint: "Name the directory of the checkout."
	});
	const path = process.platform === "win32" ? named.replaceAll("\\", "/") : named;
	const name = posix.normalize(path).replace(/(?<=.)\/$/, "");
	const directory = join(workspace, name);
	if (!posix.isAbsolute(name) && name.split("/")[0] !== ".." && isWithin(workspace, directory)) return {
		directory,
		name
	};
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(named)} does not lie in the workspace.`, {
		at: "input products",
		hint: "Name the directory of the checkout relative to the top of the workspace."
	});
}
/** What is not there lies nowhere, and whoever looks for a repository there says so. */
function isWithin(workspace, directory) {
	try {
		return placeOf(realpathSync(workspace), realpathSync(directory)) === "inside";
	} catch {
		return true;
	}
}
/**
* Records the files of a commit, each of which must be what a clean checkout writes.
*
* @throws CHECKOUT_DIFFERS, SOURCE_ and RECORD_ codes, GIT_FAILED
*/
async function recordCheckout(recorder, request, { place, commit, environment, encodings, sparse, tracked = "all" }) {
	const source = {
		directory: place.directory,
		prefix: place.name === "." ? "" : `${place.name}/`,
		environment,
		commit,
		encodings,
		tracked,
		...sparse === void 0 ? {} : { only: sparse }
	};
	const recorded = await recordWithSource(recorder, request, source);
	demandClean(recorded, place.directory);
	return recorded;
}
/** @throws CHECKOUT_DIFFERS */
function demandClean({ differences, claim }, directory) {
	const [first] = differences;
	if (first === void 0) return;
	const encodings = differences.every(({ kind }) => kind === "encoding");
	throw new StagesError("CHECKOUT_DIFFERS", `What is checked out is not what a clean checkout of commit ${claim.commit} writes: ${differencesText(differences)}. ${first.message}`, {
		at: escapeUntrusted(directory),
		hint: `${encodings ? ENCODINGS : CAUSES} Nothing was signed.`
	});
}
const ENCODINGS = "Name a form of UTF-16 or UTF-32 in `.gitattributes`, or say `encodings: told`: then these files are recorded by their own bytes, and the log names them.";
/** An attack looks like any of the others, so all are told. */
const CAUSES = "On your own machine, commit what you changed, or begin in a fresh clone. Else find out what changed it: a workflow step before this one, or one that still runs; what a kept workspace or a cache left there; filters, line ends or attributes of this machine (`.git/config`, `.git/info/attributes`, `~/.gitconfig`); or `STATE_isPost` in GITHUB_ENV, with which actions/checkout checks nothing out. Put this stage first in a job with an empty workspace.";
// src/stages/intents/whole-checkout.ts
/**
* Whether a stage that checks out is that of a step in intents, which then must add source.
*
* @throws INPUT_INVALID for another step in intents, and for a checkout that is not the whole commit at the top
*/
function addsSource(step, layout, { place, isOwn, sparse }) {
	const takes = layout?.intents && recordingPlan(layout.intents, step)?.takes;
	if (layout === void 0 || takes === void 0) return false;
	const by = `by the layout (${layout.from}) step ${quoteUntrusted(step)} adds source`;
	if (!takes.addsSource) throw invalid("product-source", `the stage checks out, and the layout (${layout.from}) does not say that step ${quoteUntrusted(step)} adds source`, "Write `takes: nothing` and `adds: source` at the step in layout.yml, or name the step that does.");
	if (sparse !== void 0) throw invalid("sparse-checkout", `${by}, which is all of the commit`, "Leave `sparse-checkout` away, or write the step in rules.");
	if (place.name !== ".") throw invalid("products", `${by}, whose files lie at the top of the workspace`, "Leave `path` of the checkout away.");
	if (!isOwn) throw invalid("repository", `${by}, which is that of the repository of the run`, "Check the other repository out in a step of its own, which says its files as `adds`.");
	return true;
}
/** The link of a checkout, whatever was recorded when its stage began. @throws RECORD_ codes */
async function endedWholeCheckout(recorder, begun, { workspace, request }) {
	const settings = wholeSettings(workspace, {
		scratch: [],
		isAdded: () => false
	}, () => false);
	const nothing = async ({ exclude }) => ({
		artifacts: NO_ARTIFACTS,
		excluded: exclude === "default" ? [] : exclude,
		leftOut: /* @__PURE__ */ new Map(),
		modes: /* @__PURE__ */ new Map(),
		converted: /* @__PURE__ */ new Map()
	});
	const { environment } = await beginStep({ record: nothing }, {
		name: begun.name,
		materials: [],
		settings
	});
	const own = new Map([...begun.environment, ...environment]);
	own.delete("source");
	own.delete("converted");
	const fresh = {
		...begun,
		materials: NO_ARTIFACTS,
		environment: withScratchNote(own, scratchNote(true))
	};
	const whole = {
		products: WHOLE,
		listed: WHOLE,
		settings
	};
	return endStep(recorder, fresh, {
		byproducts: jsonObject({}),
		...request,
		...whole
	});
}
// src/stages/with-checkout.ts
/** Names of what was kept that a link holds; whoever wants more looks into the log. */
const MOST_KEPT = 20;
/** The environment of a link whose products are a checkout. */
function withCheckout(environment, { commit, repository, kept = [] }) {
	const checkout = jsonObject({
		commit,
		...repository === void 0 ? {} : { repository },
		...kept.length === 0 ? {} : { kept: kept.slice(0, MOST_KEPT) }
	});
	return new Map([...environment, ["checkout", checkout]]);
}
// src/stages/converted-products.ts
/** The digest set of one SHA-256. */
function sha256Set(hex) {
	return digestSet([["sha256", hex]]);
}
/** The same files with the digests of what lies on the disk. */
function onDisk(artifacts, converted) {
	if (converted.size === 0) return artifacts;
	return artifactsOf([...artifacts].map(([path, digests]) => {
		const disk = converted.get(path);
		return [path, disk === void 0 ? digests : sha256Set(disk)];
	}));
}
/** The converted products of a link. @throws METADATA_VALUE_INVALID */
function convertedProducts({ name, environment }) {
	const converted = readConverted(environment, "products");
	if (converted !== "malformed") return converted;
	throw new CoreError("METADATA_VALUE_INVALID", `What the link of step ${quoteUntrusted(name)} says of files that a checkout converted cannot be read.`, {
		at: "environment.converted.products",
		hint: "Let both jobs use one version of this suite. If they do, find out who made that link."
	});
}
/**
* Whether the file that lies in a directory can be what a checkout made of the commit's: its link says so, and its link
* alone could say that of any file.
*/
function isConvertedIn(directory, path, { disk, commit }) {
	return isCheckedOutForm(join(directory, path), disk, commit);
}
// src/stages/hand-over-files.ts
/** Looks at names alone. @throws HAND_OVER_UNSAFE for names that cannot be taken over everywhere */
function checkHandOverNames(products) {
	const folded = /* @__PURE__ */ new Map();
	for (const path of products) {
		if (/["<>|*?:\r\n]/.test(path)) throw unsafe(path, "has a character in its name that workflow artifacts cannot have");
		if (posix.isAbsolute(path) || posix.normalize(path) !== path || /^\.\.(?:\/|$)/.test(path)) throw unsafe(path, "has a name that leads out of the workspace");
		const key = foldName(path);
		const other = folded.get(key);
		if (other !== void 0) throw unsafe(path, `differs from ${quoteUntrusted(other)} in letter case or Unicode form alone, so one would replace the other`);
		folded.set(key, path);
	}
}
/**
* Opens the file behind a product, without waiting for anybody who might write into a pipe.
*
* @param root the workspace, without any symbolic link on the way to it
* @param recordedAs what stood in its place when it was recorded, where that is known
* @throws HAND_OVER_UNSAFE for what lies outside of the workspace or in `.git`; HAND_OVER_CHANGED for what is not a file
* any more; FILE_UNREADABLE
*/
function openProduct(root, path, recordedAs) {
	try {
		const file = join(root, path);
		if (recordedAs === "plain file" && lstatSync(file).isSymbolicLink()) throw handOverChanged(path, "it is a symbolic link now");
		const real = realpathSync(file);
		const place = placeOf(root, real);
		if (place === "outside") throw unsafe(path, "leads out of the workspace");
		if (place === "git") throw unsafe(path, "leads into `.git`");
		const descriptor = openSync(real, constants$1.O_RDONLY | constants$1.O_NOFOLLOW | constants$1.O_NONBLOCK);
		try {
			demandFile(path, fstatSync(descriptor));
		} catch (error) {
			closeSync(descriptor);
			throw error;
		}
		return {
			descriptor,
			real
		};
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw notOpened(path, error);
	}
}
/** An error about a product that is not what was recorded. */
function handOverChanged(path, what, cause) {
	return new StagesError("HAND_OVER_CHANGED", `The product ${quoteUntrusted(path)} changed after it was recorded: ${what}.`, {
		cause,
		hint: "Most likely a process that the command started still writes: a build daemon, a watcher, a command in the background. End it before the command ends. Nothing was stored."
	});
}
function demandFile(path, stats) {
	if (!stats.isFile()) throw handOverChanged(path, `it is ${kindOf(stats)} now`);
}
function kindOf(stats) {
	if (stats.isDirectory()) return "a directory";
	if (stats.isFIFO()) return "a named pipe";
	return stats.isSocket() ? "a socket" : "a device";
}
/** What the system says of a path that no longer leads to a file. */
const GONE$1 = {
	ENOENT: "it is gone",
	ENOTDIR: "a file has taken the place of a directory above it",
	ELOOP: "it is a symbolic link now that leads nowhere",
	ENXIO: "it is a socket now"
};
function notOpened(path, cause) {
	const { code = "unknown" } = cause;
	const gone = GONE$1[code];
	if (gone !== void 0) return handOverChanged(path, gone, cause);
	return new FilesError("FILE_UNREADABLE", `The product ${quoteUntrusted(path)} cannot be read: ${code}.`, {
		cause,
		hint: "It is copied before it is stored. Let the command leave files that the user of the runner may read."
	});
}
function unsafe(path, what) {
	return new StagesError("HAND_OVER_UNSAFE", `The product ${quoteUntrusted(path)} cannot be handed over: it ${what}.`, { hint: "Narrow the input hand-over, or make the product a plain file of another name." });
}
// src/stages/copy-products.ts
/**
* Copies products out of the workspace and demands that each copy is what the link says. Nothing is left behind when
* that fails.
*
* @throws HAND_OVER_UNSAFE, HAND_OVER_CHANGED, FILE_UNREADABLE, FILE_UNWRITABLE, RECORD_ codes
*/
async function copyProducts(request) {
	const { selected, directory, recorder } = request;
	checkHandOverNames(selected.paths());
	makeRoot(directory);
	try {
		const { files, links } = copyAll(request);
		const difference = firstDifference(selected, await recordDirectory(recorder, directory));
		if (difference !== void 0) throw handOverChanged(difference.path, difference.what);
		return {
			root: directory,
			files,
			links
		};
	} catch (error) {
		rmSync(directory, {
			recursive: true,
			force: true
		});
		throw error;
	}
}
/** The first product of which there is no copy, or another one than the link says; or a copy of no product. */
function firstDifference(selected, copies) {
	for (const [path, recorded] of selected) {
		const found = copies.get(path);
		if (found === void 0) return {
			path,
			what: "its copy is gone"
		};
		if (found !== recorded) return {
			path,
			what: `it has ${found}, and ${escapeUntrusted(recorded)} was recorded`
		};
	}
	const extra = [...copies.paths()].find((path) => !selected.has(path));
	return extra === void 0 ? void 0 : {
		path: extra,
		what: "nobody copied it, and it lies among the copies"
	};
}
/** Shares the blocks of the original where the file system can, which takes no space and hardly any time. */
const cloneFile = ({ descriptor, real }, target) => copyFileSync(process.platform === "linux" ? `/proc/self/fd/${descriptor}` : real, target, constants$1.COPYFILE_FICLONE | constants$1.COPYFILE_EXCL);
function copyAll({ workspace, selected, modes, directory, copyFile = cloneFile }) {
	const root = realpathSync(workspace);
	const made = /* @__PURE__ */ new Set([directory]);
	const links = [];
	return {
		files: [...selected].map(([path, digests]) => {
			const target = join(directory, path);
			const parent = dirname(target);
			const recorded = recordedAs(modes, path);
			const name = recorded === "symbolic link" ? linkTarget(join(root, path), digests) : void 0;
			const source = name === void 0 ? openProduct(root, path, recorded) : void 0;
			try {
				if (!made.has(parent)) mkdirSync(parent, { recursive: true });
				made.add(parent);
				if (source !== void 0) copyFile(source, target);
				else if (name !== void 0) writeFileSync(target, name, { flag: "wx" });
				if (name !== void 0) links.push(path);
			} catch (error) {
				throw notCopied(path, error);
			} finally {
				if (source !== void 0) closeSync(source.descriptor);
			}
			return target;
		}),
		links
	};
}
/** The target's name of a symbolic link that is recorded by it; undefined where the file behind it is what was recorded. */
function linkTarget(path, digests) {
	const target = targetOf(path);
	return target !== void 0 && sha256Set(hash("sha256", target, "hex")) === digests ? target : void 0;
}
function recordedAs(modes, path) {
	if (modes === void 0) return void 0;
	const mode = modes.get(path);
	return mode === "symlink" || mode === "executable symlink" ? "symbolic link" : "plain file";
}
function makeRoot(directory) {
	try {
		mkdirSync(directory, { mode: 448 });
	} catch (error) {
		throw fileUnwritable("The directory for copies cannot be made", error, ROOM);
	}
}
/** What the system says when a product, or the place of its copy, has gone. */
const GONE = [
	"ENOENT",
	"ENOTDIR",
	"ELOOP"
];
/** Where the product was opened once more by its name (see `cloneFile`), the fault may lie with it and not the copy. */
function notCopied(path, cause) {
	if (GONE.includes(cause.code)) return handOverChanged(path, "it, or its copy, went away while it was copied", cause);
	return fileUnwritable(`${quoteUntrusted(path)} cannot be copied before it is handed over`, cause, ROOM);
}
const ROOM = {
	at: "RUNNER_TEMP",
	room: "What is handed over is copied to RUNNER_TEMP first. Free as much space there as it takes, or hand over less."
};
// src/stages/hand-over.ts
/**
* The products that gitignore patterns name.
*
* @param directories products that are directories of packages as one artifact; they stay where they are
* @throws HAND_OVER_NOTHING
*/
function selectProducts(products, patterns, directories = /* @__PURE__ */ new Map()) {
	const selected = compileExcludes(patterns);
	const found = artifactsOf([...products].filter(([path]) => !directories.has(path) && selected.path(path, false) !== void 0));
	if (found.size > 0) return found;
	throw new StagesError("HAND_OVER_NOTHING", `No product matches ${patterns.map((pattern) => quoteUntrusted(pattern)).join(", ")}. Products recorded: ${products.size}.`, { hint: `Patterns are those of gitignore, relative to the workspace and without "./" in front. See that the input products names these files, too.${sampleOf(products)}` });
}
/** A few products, so that one sees what patterns must fit. */
function sampleOf(products) {
	const names = [...products.paths()].slice(-3).map((name) => quoteUntrusted(name));
	return names.length === 0 ? "" : ` Products are for example ${names.join(", ")}.`;
}
/** The environment of a link with the note of what is handed over, and where it is stored. */
function withHandOver(environment, selected, { id, digest }, links = []) {
	const note = jsonObject({
		files: selected.size,
		digest: artifactsDigest(selected),
		artifact: jsonObject({
			id,
			digest
		}),
		...links.length === 0 ? {} : { links }
	});
	return new Map([...environment, ["hand_over", note]]);
}
/**
* Undefined when the link says nothing of a hand-over; `malformed` when it says something that is not wholly what
* `withHandOver` writes, so that nobody takes half a note for none.
*/
function readHandOver(environment) {
	const note = environment.get("hand_over");
	if (note === void 0) return void 0;
	const links = isJsonObject(note) ? note.get("links") : void 0;
	const [files, digest, stored] = membersOf(note, [
		"files",
		"digest",
		"artifact",
		...links === void 0 ? [] : ["links"]
	]);
	const [id, storedDigest] = membersOf(stored, ["id", "digest"]);
	if (!(typeof files === "number" && files > 0 && isDigest(digest) && isId(id) && isDigest(storedDigest)) || links !== void 0 && !isNames(links)) return "malformed";
	return {
		files,
		digest,
		artifact: {
			id,
			digest: storedDigest
		},
		links: links ?? []
	};
}
/** The values of exactly these members; none for anything else. */
function membersOf(value, names) {
	if (value === void 0 || !isJsonObject(value) || value.size !== names.length) return [];
	return names.map((name) => value.get(name));
}
function isNames(value) {
	return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string");
}
function isDigest(value) {
	return typeof value === "string" && isSha256Digest(value);
}
function isId(value) {
	return typeof value === "string" && isServerId(value);
}
// src/stages/intents/layout-copy.ts
/** What the copy is called among the files of a workflow artifact. */
const LAYOUT_COPY = ".in-toto-handed-over.layout";
/** Whether a file of that name is no product of a step. */
function mayHoldLayout({ products }) {
	return !products.has(LAYOUT_COPY);
}
/** Name and digest of the copy that may lie beside the products of a link; undefined where there is none. */
function layoutCopyOf(link, text) {
	if (text === void 0 || !mayHoldLayout(link)) return void 0;
	return [LAYOUT_COPY, digestSet([["sha256", hash("sha256", text, "hex")]])];
}
/** Writes the copy beside the files that are handed over; returns its path. @throws FILE_UNWRITABLE */
function writeLayoutCopy(directory, text) {
	const path = join(directory, LAYOUT_COPY);
	try {
		writeFileSync(path, text, { flag: "wx" });
		return path;
	} catch (error) {
		throw fileUnwritable("The copy of the layout cannot be written", error, {
			at: "RUNNER_TEMP",
			room: "Free some space there."
		});
	}
}
/** Files of a workflow artifact without the copy, where there is one. */
function withoutCopy(found, copy) {
	return copy === void 0 ? found : artifactsOf([...found].filter(([path]) => path !== LAYOUT_COPY));
}
/** The copy among files that were taken over; undefined where there is none. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
function readLayoutCopy(directory) {
	const bytes = readPlainFile(join(directory, LAYOUT_COPY), LIMITS.layoutBytes, "refuse");
	return bytes && Buffer.from(bytes).toString("utf8");
}
// src/stages/hand-over-products.ts
/**
* Copies the products that are to be handed over, compares the copies with the link, stores the copies, and notes in
* the link where they are.
*
* @throws HAND_OVER_ codes, FILE_UNREADABLE, FILE_UNWRITABLE, RECORD_ codes, ARTIFACT_UPLOAD_FAILED,
* METADATA_VALUE_INVALID
*/
async function handOverProducts(request) {
	const { link, patterns, layout, workspace, directory, recorder, artifacts, name, retentionDays } = request;
	const selected = "paths" in patterns ? patterns : selectProducts(link.products, patterns, readDirectoryNotes(link.environment, "products"));
	const modes = readModes(link.environment, "products");
	const { root, files, links } = await copyProducts({
		workspace,
		selected: onDisk(selected, convertedProducts(link)),
		modes,
		directory,
		recorder
	});
	try {
		const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
		const beside = layout === void 0 || !mayHoldLayout(link) ? [] : [writeLayoutCopy(root, layout)];
		const stored = await artifacts.upload({
			name,
			files: [...files, ...beside],
			root,
			retentionDays
		});
		const environment = withHandOver(link.environment, selected, stored, links);
		return {
			link: {
				...link,
				environment
			},
			files: files.length,
			bytes
		};
	} finally {
		rmSync(root, {
			recursive: true,
			force: true
		});
	}
}
// src/sigstore/instance-settings.ts
const INSTANCE_CHOICES = [
	"auto",
	"public-good",
	"github",
	"custom"
];
// src/stages/inputs/keyless-inputs.ts
const CONSENT = "yes, publish";
/** @throws INPUT_INVALID */
function readKeylessInputs(inputs) {
	const consent = inputs.control("publish-private-names", NONE);
	if (consent !== void 0 && consent !== CONSENT) throw invalid("publish-private-names", `${quoteUntrusted(consent, 60)} is not "${CONSENT}"`);
	return {
		kind: "keyless",
		choice: inputs.choice("sigstore", INSTANCE_CHOICES),
		publishPrivateNames: consent === CONSENT,
		fulcioUrl: inputs.control("fulcio-url", "none") ?? "",
		logUrl: inputs.control("rekor-url", "none") ?? "",
		logVersion: inputs.choice("rekor-version", ["1", "2"]) === "1" ? 1 : 2,
		timestampUrl: inputs.control("timestamp-url", "none") ?? "",
		trustedRoot: inputs.control("trusted-root", "carried") ?? ""
	};
}
// src/stages/inputs/signing-inputs.ts
/** @throws INPUT_, KEY_ and SIGNING_ codes */
function readSigning(inputs, { run, canIdentify }) {
	const mode = inputs.choice("sign", [
		"auto",
		"key",
		"keyless",
		"later",
		"none"
	]);
	const pem = inputs.secret("signing-key");
	const passphrase = inputs.secret("signing-key-passphrase");
	const keyless = readKeylessInputs(inputs);
	const wanted = inputs.required("key-id");
	if (mode === "none") return { kind: "nobody" };
	if (mode === "later") return { kind: "later" };
	if (mode === "keyless") return canIdentify || run.origin === "own" ? keyless : { kind: "nobody" };
	if (pem === "") {
		if (mode === "auto" && canIdentify) return keyless;
		if (mode === "auto" && run.origin !== "own") return { kind: "nobody" };
		throw new StagesError("SIGNING_KEY_MISSING", "The link is to be signed, and the input signing-key is empty.", {
			at: "input signing-key",
			hint: "Give the private key from a secret, or `permissions: id-token: write` to sign as the workflow. In the working job of an isolated stage say `sign: later`: it must have neither. If the secret exists, see whether this job may read it (environments, Dependabot secrets). To store unsigned links on purpose, say `sign: none`; no gate accepts them."
		});
	}
	const signer = loadPrivateKey({
		pem,
		passphrase,
		source: "input signing-key"
	});
	const forms = KEY_ID_FORMS.map((form) => [form, keyIdOf(signer.publicKey, form)]);
	const found = forms.find(([form, keyId]) => wanted === form || wanted === keyId);
	if (found !== void 0) return {
		kind: "key",
		signer,
		keyId: found[1]
	};
	throw new StagesError("SIGNING_KEY_UNEXPECTED", `The signing key has the ids ${forms.map(([, keyId]) => keyId).join(" and ")}, not ${quoteUntrusted(wanted, 80)}.`, {
		at: "input key-id",
		hint: "Give the key that belongs to the id, or say current or legacy."
	});
}
// src/stages/inputs/hand-over-inputs.ts
/** How to write a pattern for what is called like the word for "off". */
const PATTERN_NONE = `A pattern for that name is \`/${NONE}\`.`;
/** What to hand over, of an input that is not empty. @throws INPUT_MISSING, INPUT_INVALID */
function readHandOverLines(inputs) {
	if (inputs.control("hand-over", "by-layout") === void 0) return BY_LAYOUT;
	if (!inputs.lines("hand-over").includes("by-layout")) return inputs.controlLines("hand-over", { itself: PATTERN_NONE });
	throw invalid("hand-over", `\`${BY_LAYOUT}\` stands among other lines`, `Write \`${BY_LAYOUT}\` alone, or patterns.`);
}
// src/stages/inputs/storing-inputs.ts
/** Days that GitHub keeps a workflow artifact at most. */
const LONGEST_RETENTION_DAYS = 400;
/** @throws INPUT_INVALID */
function readStoring(inputs) {
	return {
		summary: inputs.choice("summary", [
			"auto",
			"always",
			"never"
		]),
		retentionDays: inputs.number("retention-days", LONGEST_RETENTION_DAYS)
	};
}
// src/stages/intents/products-to-hand-over.ts
/**
* The products that a stage hands over; undefined for none. By the layout, these are what the step adds, may add and
* changes, where a later step takes it. Installed directories, and what git keeps for itself in directories, never are.
*
* @throws HAND_OVER_NOTHING where patterns name none
*/
function productsToHandOver({ products, environment }, input, plan) {
	if (input === "by-layout") {
		if (plan === void 0) return void 0;
		const taken = artifactsOf([...products].filter(([path]) => plan.isHandedOver(path) && !isOfGit(path)));
		return taken.size === 0 ? void 0 : taken;
	}
	if (input.length === 0) return void 0;
	return selectProducts(artifactsOf([...products].filter(([path]) => !isOfGit(path))), input, readDirectoryNotes(environment, "products"));
}
const isOfGit = (path) => path.split("/").some(isGitName);
/** Tells what is stored for later jobs, and how to do without it. */
function tellHandedOver(step, { files, bytes }, input, runner) {
	const off = input === "by-layout" ? " If no later job takes it over, write `hand-over: none`." : "";
	runner.log(`Step ${quoteUntrusted(step)} hands over ${count(files, "file")} with ${sizeOf(bytes)} for later jobs.${off}`);
}
function sizeOf(bytes) {
	if (bytes < 1e4) return count(bytes, "byte");
	return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
// src/stages/link-report.ts
/**
* What a stage tells of its link.
*
* @param products what `artifactsDigest` makes of its products
*/
function linkOutputs(link, path, { id, digest }, products) {
	const note = readHandOver(link.environment);
	const stored = note === void 0 || note === "malformed" ? void 0 : note.artifact;
	return {
		"link-artifact-id": id,
		"link-artifact-digest": digest,
		"link-digest": sha256Digest(readFileSync(path)),
		"products-digest": products,
		"products-artifact-id": stored?.id ?? "",
		"products-artifact-digest": stored?.digest ?? "",
		"product-count": String(link.products.size)
	};
}
/** Says what was stored, in the log and where asked for in the summary. */
async function report(runner, link, { signing, summary }, stored) {
	const { linkFile, handedOver, signedBy, outputs } = stored;
	const by = signedBy === void 0 ? "nobody (unsigned)" : escapeUntrusted(signedBy);
	if (signing.kind === "later") {
		runner.log(`Step ${quoteUntrusted(link.name)} is recorded; the signing job signs its record.`);
		return;
	}
	if (signedBy === void 0) runner.annotate("warning", "Unsigned link", `The link of step ${quoteUntrusted(link.name)} is not signed, so it proves nothing. The gate can give advice on it, and never passes it.`);
	runner.log(`Step ${quoteUntrusted(link.name)}: ${count(link.materials.size, "material")}, ${count(link.products.size, "product")}${handedOver > 0 ? `, ${handedOver} of them handed over` : ""}; signed by ${by}; stored as workflow artifact ${outputs["link-artifact-id"] ?? ""}.`);
	if (summary === "never" || summary === "auto" && signedBy !== void 0) return;
	const { stageSummary } = await import("./reporting-stage-summary.mjs");
	await runner.summary(stageSummary({
		step: link.name,
		linkFile,
		linkDigest: outputs["link-digest"] ?? "",
		materials: link.materials.size,
		products: link.products.size,
		signedBy
	}));
}
// src/stages/sign-as-workflow.ts
/**
* Signs a link as the workflow that runs, and writes it into a directory.
*
* @throws KEYLESS_, BUNDLE_ and TRUSTED_ROOT_ codes, INPUT_INVALID, STATEMENT_WITHOUT_SUBJECT, FILE_UNWRITABLE
*/
async function signAsWorkflow(keyless, link, directory, { runner, identity, post, get, run }) {
	const [{ signLinkKeyless }, { audienceOf, chooseInstance }, { readTokenClaims }, { fetchByTuf, trustedRoots }] = await Promise.all([
		import("./stages-sign-link-keyless.mjs"),
		import("./sigstore-instance.mjs"),
		import("./load-sigstore-token-claims.mjs"),
		import("./sigstore-roots-of-input.mjs")
	]);
	if (identity.isForeign) runner.annotate("warning", "Unusual request token", "ACTIONS_ID_TOKEN_REQUEST_TOKEN differs from ACTIONS_RUNTIME_TOKEN, although GitHub's runner writes one value into both. If a workflow step wrote it to GITHUB_ENV, that step decides whose identity this job signs with. Give this job `permissions: id-token: write`, so that the runner sets it, and find that step.");
	const trust = keyless.trustedRoot === "" ? [] : await trustedRoots(keyless.trustedRoot, void 0, fetchByTuf(get));
	const settings = {
		...keyless,
		trust
	};
	const audience = audienceOf(settings);
	const token = await identity.token(audience);
	const instance = chooseInstance(settings, readTokenClaims(token, audience).visibility);
	runner.log(`Signing with the Sigstore instance ${instance.name}.`);
	return signLinkKeyless({
		link,
		directory,
		serverUrl: run.serverUrl,
		token,
		instance,
		post,
		run: run.binding
	});
}
// src/stages/sign-and-write.ts
/**
* Writes the link, signed as it is to be. `signedBy` is a key id or an identity.
*
* @throws what `signAsWorkflow` throws where the workflow signs; STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE
*/
async function signAndWrite(signing, link, directory, ports) {
	switch (signing.kind) {
		case "keyless": {
			const { path, certificate } = await signAsWorkflow(signing, link, directory, ports);
			return {
				path,
				signedBy: certificate.subject
			};
		}
		case "key": return {
			path: writeLink({
				link,
				directory,
				format: "dsse",
				signing
			}),
			signedBy: signing.keyId
		};
		case "nobody":
		case "later": return {
			path: writeLink({
				link,
				directory,
				format: "dsse",
				signing: void 0
			}),
			signedBy: void 0
		};
	}
}
// src/stages/store-link.ts
/** @throws KEYLESS_, BUNDLE_, TRUSTED_ROOT_ and FILE_ codes, STEP_NAME_UNSAFE, ARTIFACT_UPLOAD_FAILED */
async function storeLink(request, ports) {
	const { link, handedOver, signing, name, retentionDays, summary, directory, artifacts } = request;
	const { path, signedBy } = await signAndWrite(signing, link, directory, ports);
	const [stored, products] = await Promise.all([artifacts.upload({
		name,
		files: [path],
		root: directory,
		retentionDays
	}), setImmediate().then(() => artifactsDigest(link.products))]);
	const outputs = linkOutputs(link, path, stored, products);
	for (const [output, value] of Object.entries(outputs)) ports.runner.output(output, value);
	const told = {
		linkFile: basename(path),
		signedBy,
		handedOver,
		outputs
	};
	await report(ports.runner, link, {
		signing,
		summary
	}, told);
}
export { placeOfCheckout as C, demandClean as S, checkedOutCommit as T, onDisk as _, readHandOverLines as a, addsSource as b, handOverProducts as c, readLayoutCopy as d, withoutCopy as f, isConvertedIn as g, convertedProducts as h, readStoring as i, layoutCopyOf as l, withHandOver as m, productsToHandOver as n, readSigning as o, readHandOver as p, tellHandedOver as r, INSTANCE_CHOICES as s, storeLink as t, mayHoldLayout as u, sha256Set as v, recordCheckout as w, endedWholeCheckout as x, withCheckout as y };
