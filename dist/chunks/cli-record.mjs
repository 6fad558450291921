import { F as count, G as escapeUntrusted, K as quoteUntrusted, V as LIMITS } from "./base.mjs";
import { R as StagesError, a as writeFileAtomically, i as readPlainFile, q as Recorder } from "./every-action.mjs";
import { B as writeLink, H as demandReadable, V as demandFileSize, dt as beginStep, mt as endStep, z as checkStepName } from "./every-stage.mjs";
import { Dn as foreignUnfinishedFileName, En as begunValueOf, Hn as parseBegun, Ln as stepOfUnfinishedLink, Tn as begunFileName, Vn as asBegunValue, er as readSignedBegun, i as signBegun, oi as CoreError, tn as saysScratch, vn as readRunBinding } from "./intoto.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { N as SignatureChecker } from "./intoto-verification.mjs";
import { r as NODE_BYTES } from "./node-bytes.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { t as newBegunValue } from "./stages-new-begun-value.mjs";
import { c as print, i as usage, l as quieted, o as note, u as EXIT } from "./command-line.mjs";
import { a as stepInIntents, c as tellChangedSource, i as linksOutside, n as LAYOUT_FLAG, r as checkPlaces, t as Progress } from "./cli-progress.mjs";
import { n as endWholeStep, t as beginWholeStep } from "./cli-step-halves.mjs";
import { a as METADATA_DIRECTORY_FLAG, c as RUN_FLAGS, f as linkSigner, h as runBinding, i as LINK_FORM_FLAGS, l as SIGNING_FLAGS, m as recordingSettings, o as MODES_FLAG, p as metadataDirectory, s as RECORDING_FLAGS, u as STEP_NAME_FLAG, v as warnOfNothing, y as wrapperFormat } from "./cli-signing-flags.mjs";
import { join } from "node:path";
const { readdirSync, rmSync } = process.getBuiltinModule("node:fs");
// src/stages/unfinished-link.ts
const MOST_NAMES = 5;
/** Signs and writes the beginning of a step; returns its value and its path. @throws STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
function writeBegun({ name, directory, signing }, link) {
	checkStepName(name);
	demandReadable(link);
	const value = newBegunValue();
	const path = join(directory, begunFileName(name, signing.keyId, value));
	const file = signBegun({
		value,
		link
	}, [signing], NODE_BYTES);
	demandFileSize(name, file.size);
	writeFileAtomically(path, file);
	return {
		value,
		path
	};
}
/**
* @throws RECORDING_NOT_STARTED, RECORDING_AMBIGUOUS, RECORDING_TAMPERED, RECORDING_OTHER, FILE_UNREADABLE and JSON_ codes
*/
async function readBegun(place, { value, run }) {
	const { name, directory, signing } = place;
	const wanted = value ?? onlyValue(place);
	const path = join(directory, begunFileName(name, signing.keyId, wanted));
	const at = escapeUntrusted(path);
	const bytes = readPlainFile(path, LIMITS.linkBytes, "refuse");
	if (bytes === void 0) throw notStarted(place, wanted);
	const metadata = readAsBegun(bytes, path);
	if (await new SignatureChecker(metadata, "strict", NODE_PORTS.signatures).check(signing.signer.publicKey, [signing.keyId], false) !== "valid") throw tampered("The unfinished recording is not signed by this key: it was changed or comes from somebody else.", at);
	const begun = parseBegun(metadata.signedPayload);
	if (begun.link.name !== name) throw other(`is one of step ${quoteUntrusted(begun.link.name)}`, at, PUT_THERE);
	if (begun.value !== wanted) throw other(`is the one with the value ${begun.value}, under the name of ${wanted}`, at, PUT_THERE);
	checkRun(begun.link, run, at);
	return {
		...begun,
		path
	};
}
/** Removes the file of a recording that is complete. */
function removeBegun({ path }) {
	rmSync(path, { force: true });
}
/** @throws RECORDING_NOT_STARTED, RECORDING_AMBIGUOUS */
function onlyValue(place) {
	const values = valuesIn(place);
	const [only] = values;
	if (only === void 0) throw notStarted(place, void 0);
	if (values.length === 1) return only;
	const shown = values.slice(0, MOST_NAMES).join(", ");
	throw new StagesError("RECORDING_AMBIGUOUS", `${values.length} recordings of step ${quoteUntrusted(place.name)} with this key were started here and not ended: ${shown}${values.length > MOST_NAMES ? " and more" : ""}.`, {
		at: escapeUntrusted(place.directory),
		hint: "Say which one ends, with `--begun VALUE`: `record start` printed its value. Remove the files of those that never will."
	});
}
function valuesIn({ name, directory, signing }) {
	return readdirSync(directory).map((file) => begunValueOf(file, name, signing.keyId)).filter((value) => value !== void 0).sort();
}
function notStarted(place, value) {
	const { name, directory, signing } = place;
	const foreign = foreignUnfinishedFileName(name, signing.keyId);
	const which = value === void 0 ? "" : ` and the value ${value}`;
	return new StagesError("RECORDING_NOT_STARTED", `No recording of step ${quoteUntrusted(name)} with this key${which} was started here.`, {
		at: escapeUntrusted(join(directory, value === void 0 ? "." : begunFileName(name, signing.keyId, value))),
		hint: readdirSync(directory).includes(foreign) ? `Another tool, or an earlier version of this one, started a recording in ${quoteUntrusted(foreign)}. Start and stop a step with one tool.` : startedHint(place, value)
	});
}
/** What lies here instead. */
function startedHint(place, value) {
	const owner = value === void 0 ? void 0 : ownerOf(place, value);
	const values = valuesIn(place);
	const [shown, more] = [values.slice(0, MOST_NAMES).join(", "), values.length > MOST_NAMES ? " and more" : ""];
	const started = values.length === 1 ? `The one that was started here has the value ${shown}.` : `Those that were started here have the values ${shown}${more}.`;
	if (owner !== void 0) return `That value belongs to ${owner}. ${values.length === 0 ? "Nothing was started here with this step name and key." : started}`;
	if (values.length > 0) return `${started} Give the value that \`record start\` of this step printed.`;
	return "Call `record start` first, with the same step name, key and metadata directory.";
}
/** Whose beginning has a value here, as the names of files say it. */
function ownerOf({ name, directory }, value) {
	const file = readdirSync(directory).find((entry) => entry.endsWith(`.${value}.link-unfinished`));
	const step = file === void 0 ? void 0 : stepOfUnfinishedLink(file);
	if (step === void 0) return void 0;
	return step === name ? "another key" : `step ${quoteUntrusted(step)}`;
}
/** What is no beginning was put in its place; faults of JSON tell for themselves. */
function readAsBegun(bytes, path) {
	try {
		return readSignedBegun(bytes, {
			source: path,
			maxBytes: LIMITS.linkBytes,
			bytes: NODE_PORTS.bytes
		});
	} catch (error) {
		if (!(error instanceof CoreError) || !error.code.startsWith("METADATA_")) throw error;
		throw tampered(`What lies in the place of the unfinished recording is not the beginning of a step. ${error.message}`, error.at ?? escapeUntrusted(path), error);
	}
}
function checkRun({ environment }, wanted, at) {
	const run = readRunBinding(environment);
	const facts = run === void 0 || run === "malformed" ? {} : run;
	for (const fact of ["id", "commit"]) {
		const [demanded, found] = [wanted[fact], facts[fact]];
		if (demanded === void 0 || demanded === found) continue;
		const was = `${quoteUntrusted(demanded, 80)} was demanded`;
		const flag = fact === "id" ? "--run-id" : "--commit";
		if (found === void 0) throw other(`does not name the ${fact} of its run, and ${was}`, at, `Give ${flag} to \`record start\`, too, and start the recording again.`);
		throw other(`names ${quoteUntrusted(found, 80)} as the ${fact} of its run, and ${was}`, at, `It was begun by another run, or ${flag} is wrong. Correct it, or start the recording again.`);
	}
}
function tampered(message, at, cause) {
	return new StagesError("RECORDING_TAMPERED", message, {
		at,
		cause,
		hint: "Start the recording again, and find out who changed the file."
	});
}
const PUT_THERE = "Somebody put another beginning in its place. Start the recording again, and find out who changed the file.";
function other(what, at, hint) {
	return new StagesError("RECORDING_OTHER", `The unfinished recording ${what}.`, {
		at,
		hint
	});
}
// src/cli/commands/record.ts
const COMMON_FLAGS = [
	STEP_NAME_FLAG,
	LAYOUT_FLAG,
	...SIGNING_FLAGS,
	METADATA_DIRECTORY_FLAG,
	...RECORDING_FLAGS,
	MODES_FLAG,
	...LINK_FORM_FLAGS,
	{
		long: "json",
		takes: "nothing",
		help: "print what was written as JSON"
	},
	{
		long: "quiet",
		short: "q",
		takes: "nothing",
		help: "print no notes; `record start` prints its value still"
	}
];
const recordStart = {
	spec: {
		name: "record start",
		summary: "begin a step of several commands",
		description: "Records materials and keeps them, signed, in .<step>.<first 8 of keyid>.<value>.link-unfinished until\n`record stop`. Prints the value, a new one each time: take it with BEGUN=$(in-toto-actions record start \u2026), and\ngive it to `record stop --begun`. The file is a DSSE envelope whatever --format says, of a type of its own that\nno verification takes for a link. Directories of packages are recorded by `run` alone (--installs, --dependencies).",
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
		wrapperFormat(parsed);
		if (place.planned !== void 0) await tellChangedSource(parsed.one("layout") ?? ".in-toto/root.layout", void 0, notesOf(parsed, console));
		const recorder = new Recorder();
		const progress = new Progress(console, parsed.has("quiet"));
		try {
			const settings = settingsWith(progress, place, parsed, console);
			const whole = wholeHalves(place, settings, notesOf(parsed, console));
			const run = runBinding(parsed);
			const link = whole === void 0 ? await beginStep(recorder, {
				name: place.name,
				materials: parsed.many("materials"),
				settings,
				run
			}) : await beginWholeStep(recorder, whole, run);
			progress.end();
			const { value, path } = writeBegun(place, link);
			if (parsed.has("json")) print(console, jsonText({
				begun: value,
				file: path,
				materials: link.materials.size
			}));
			else {
				print(console, value);
				say(console, parsed, `${escapeUntrusted(path)}: ${count(link.materials.size, "material")}`);
			}
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
		description: "Checks that the unfinished recording is signed by the same key for the same step, records products and writes\nthe link. With --begun it must be the beginning of that value. Without it, the only one of this step and key that\nlies there is taken, which may be an older one that somebody put there.",
		flags: [
			{
				long: "begun",
				takes: "one",
				value: "VALUE",
				help: "the value that `record start` printed"
			},
			{
				long: "products",
				short: "p",
				takes: "many",
				value: "PATH",
				help: "files and directories after the commands"
			},
			...COMMON_FLAGS,
			{
				long: "run-id",
				takes: "one",
				value: "ID",
				help: "the run that the beginning must be of"
			},
			{
				long: "commit",
				takes: "one",
				value: "SHA",
				help: "the commit that its run must build"
			}
		],
		examples: ["in-toto-actions record stop -n build --begun \"$BEGUN\" -p dist --signing-key ci.pem"]
	},
	run: async (parsed, console) => {
		const place = placeOf(parsed, console);
		const format = wrapperFormat(parsed);
		const value = begunFlag(parsed);
		const begun = await readBegun(place, {
			value,
			run: runBinding(parsed)
		});
		if (value === void 0) say(console, parsed, `Ends the only recording of step ${quoteUntrusted(place.name)} that lies here: ${begun.value}. Nothing shows that it is the one that you started; --begun VALUE does.`);
		demandSame(begun.link, place);
		const recorder = new Recorder();
		const progress = new Progress(console, parsed.has("quiet"));
		try {
			const settings = settingsWith(progress, place, parsed, console);
			const whole = wholeHalves(place, settings, notesOf(parsed, console));
			const link = whole === void 0 ? await endStep(recorder, begun.link, {
				products: parsed.many("products"),
				settings
			}) : await endWholeStep(recorder, begun.link, whole, {});
			progress.end();
			const path = writeLink({
				...place,
				link,
				format
			});
			removeBegun(begun);
			const [materials, products] = [link.materials.size, link.products.size];
			if (parsed.has("json")) print(console, jsonText({
				begun: begun.value,
				link: path,
				materials,
				products
			}));
			else say(console, parsed, `${escapeUntrusted(path)}: ${count(materials, "material")}, ${count(products, "product")}`);
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
	const planned = stepInIntents(name, parsed, notesOf(parsed, console));
	const base = recordingSettings(parsed, console).baseDirectory;
	if (planned !== void 0) checkPlaces(parsed, console, base);
	return {
		name,
		directory: metadataDirectory(parsed, console, planned === void 0 ? "." : linksOutside(base)),
		signing,
		planned
	};
}
function wholeHalves({ name, planned }, settings, own) {
	const { baseDirectory: base, onProgress = () => void 0 } = settings;
	return planned && {
		step: name,
		planned,
		base,
		console: own,
		onProgress
	};
}
/** Both halves are recorded in one way. @throws USAGE */
function demandSame({ name, environment }, { planned }) {
	if (saysScratch(environment) === (planned !== void 0)) return;
	throw usage(planned === void 0 ? `Step ${quoteUntrusted(name)} was begun whole, as a layout in intents says, and no such layout is at hand.` : `Step ${quoteUntrusted(name)} was begun as flags say, and the layout (${planned.from}) says what is recorded of it.`, "Give `record start` and `record stop` the same --layout.");
}
/** @throws USAGE */
function begunFlag(parsed) {
	const text = parsed.one("begun");
	if (text === void 0) return void 0;
	const value = asBegunValue(text.trim());
	if (value !== void 0) return value;
	throw usage(`--begun takes 32 hexadecimal digits, not ${quoteUntrusted(text, 80)}.`, "Give the value that `record start` printed: BEGUN=$(in-toto-actions record start \u2026), then --begun \"$BEGUN\".");
}
function settingsWith(progress, { name }, parsed, console) {
	return {
		...recordingSettings(parsed, console),
		onProgress: (files) => progress.show(`${name}: ${count(files, "file")} recorded`)
	};
}
function notesOf(parsed, console) {
	return parsed.has("quiet") ? quieted(console) : console;
}
function say(console, parsed, text) {
	if (!parsed.has("quiet")) note(console, text);
}
export { recordStart, recordStop };
