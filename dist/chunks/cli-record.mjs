import { p as LIMITS, v as escapeUntrusted, y as quoteUntrusted } from "./base.mjs";
import { t as Recorder } from "./recording-record-artifacts.mjs";
import { i as endStep, t as beginStep } from "./stages-step-recording.mjs";
import { n as FilesError } from "./files-codes.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { A as SignatureChecker, Z as parseLink, it as unfinishedLinkFileName, j as readSignedMetadata } from "./intoto.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { n as writeLink, t as checkStepName } from "./stages-write-link.mjs";
import { r as usage } from "./cli-arguments.mjs";
import { r as note, t as EXIT } from "./cli-command.mjs";
import { t as Progress } from "./cli-progress.mjs";
import { a as METADATA_DIRECTORY_FLAG, b as wrapperFormat, c as RUN_FLAGS, f as linkSigner, h as runBinding, i as LINK_FORM_FLAGS, l as SIGNING_FLAGS, m as recordingSettings, o as MODES_FLAG, p as metadataDirectory, s as RECORDING_FLAGS, u as STEP_NAME_FLAG, y as warnOfNothing } from "./cli-signing-flags.mjs";
import { join } from "node:path";
import { readFileSync, rmSync } from "node:fs";
// src/stages/unfinished-link.ts
/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED, FILE_UNREADABLE, and what reading metadata throws */
async function readUnfinishedLink({ name, directory, signing }) {
	const path = join(directory, unfinishedLinkFileName(name, signing.keyId));
	const at = escapeUntrusted(path);
	let bytes;
	try {
		bytes = readFileSync(path);
	} catch (cause) {
		const { code } = cause;
		if (code !== "ENOENT") throw new FilesError("FILE_UNREADABLE", `The unfinished recording cannot be read: ${code ?? "unknown"}.`, {
			at,
			cause
		});
		throw new StagesError("RECORDING_NOT_STARTED", `No recording of step ${quoteUntrusted(name)} with this key was started here.`, {
			at,
			cause,
			hint: "Call `record start` first, with the same step name, key and metadata directory."
		});
	}
	const metadata = readSignedMetadata(bytes, {
		source: path,
		maxBytes: LIMITS.linkBytes,
		bytes: NODE_PORTS.bytes
	});
	const tampered = (message) => new StagesError("RECORDING_TAMPERED", message, {
		at,
		hint: "Start the recording again, and find out who changed the file."
	});
	if (await new SignatureChecker(metadata, "strict", NODE_PORTS.signatures).check(signing.signer.publicKey, [signing.keyId], false) !== "valid") throw tampered("The unfinished recording is not signed by this key: it was changed or comes from somebody else.");
	const { link } = parseLink(metadata.payload);
	if (link.name !== name) throw tampered(`The unfinished recording is one of step ${quoteUntrusted(link.name)}.`);
	return link;
}
/** Removes the file of a recording that is complete. */
function removeUnfinishedLink({ name, directory, signing }) {
	rmSync(join(directory, unfinishedLinkFileName(name, signing.keyId)), { force: true });
}
// src/cli/commands/record.ts
const COMMON_FLAGS = [
	STEP_NAME_FLAG,
	...SIGNING_FLAGS,
	METADATA_DIRECTORY_FLAG,
	...RECORDING_FLAGS,
	MODES_FLAG,
	...LINK_FORM_FLAGS,
	{
		long: "quiet",
		short: "q",
		takes: "nothing",
		help: "print nothing"
	}
];
const recordStart = {
	spec: {
		name: "record start",
		summary: "begin a step of several commands",
		description: "Records materials and keeps them, signed, in .<step>.<first 8 of keyid>.link-unfinished until `record stop`.",
		flags: [
			{
				long: "materials",
				short: "m",
				takes: "many",
				value: "PATH",
				help: "files and directories before the commands"
			},
			...COMMON_FLAGS,
			...RUN_FLAGS
		],
		examples: ["in-toto-actions record start -n build -m src --signing-key ci.pem"]
	},
	run: async (parsed, console) => {
		const place = placeOf(parsed, console);
		const recorder = new Recorder();
		const progress = new Progress(console, parsed.has("quiet"));
		try {
			const link = await beginStep(recorder, {
				name: place.name,
				materials: parsed.many("materials"),
				settings: settingsWith(progress, place, parsed, console),
				run: runBinding(parsed)
			});
			progress.end();
			const path = writeLink({
				...place,
				link,
				format: wrapperFormat(parsed),
				state: "unfinished"
			});
			say(console, parsed, `${escapeUntrusted(path)}: ${link.materials.size} materials`);
			return EXIT.yes;
		} finally {
			progress.end();
			await recorder.close();
		}
	}
};
const recordStop = {
	spec: {
		name: "record stop",
		summary: "end that step and write its link",
		description: "Checks that the unfinished recording is signed by the same key, records products and writes the link.",
		flags: [{
			long: "products",
			short: "p",
			takes: "many",
			value: "PATH",
			help: "files and directories after the commands"
		}, ...COMMON_FLAGS],
		examples: ["in-toto-actions record stop -n build -p dist --signing-key ci.pem"]
	},
	run: async (parsed, console) => {
		const place = placeOf(parsed, console);
		const begun = await readUnfinishedLink(place);
		const recorder = new Recorder();
		const progress = new Progress(console, parsed.has("quiet"));
		try {
			const link = await endStep(recorder, begun, {
				products: parsed.many("products"),
				settings: settingsWith(progress, place, parsed, console)
			});
			progress.end();
			const path = writeLink({
				...place,
				link,
				format: wrapperFormat(parsed)
			});
			removeUnfinishedLink(place);
			say(console, parsed, `${escapeUntrusted(path)}: ${link.materials.size} materials, ${link.products.size} products`);
			warnOfNothing(link, console);
			return EXIT.yes;
		} finally {
			progress.end();
			await recorder.close();
		}
	}
};
function placeOf(parsed, console) {
	const name = parsed.required("step-name");
	checkStepName(name);
	const signing = linkSigner(parsed, console);
	if (signing === void 0) throw usage("--signing-key is missing.", "A recording in two halves needs the same key for both.");
	return {
		name,
		directory: metadataDirectory(parsed, console),
		signing
	};
}
function settingsWith(progress, { name }, parsed, console) {
	return {
		...recordingSettings(parsed, console),
		onProgress: (files) => progress.show(`${name}: ${files} files recorded`)
	};
}
function say(console, parsed, text) {
	if (!parsed.has("quiet")) note(console, text);
}
export { recordStart, recordStop };
