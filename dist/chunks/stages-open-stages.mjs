import { E as LIMITS, M as quoteUntrusted, N as InTotoError, j as escapeUntrusted, s as invalid, v as listed } from "./base.mjs";
import { Bt as writeJson, Nt as encodeLink, Ot as parseBegunValue, Tt as asBegunValue, Vt as readJson, gn as jsonObject, kt as parseLink } from "./intoto.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { O as leavesOutTheSame, _ as trackedIn } from "./stages-steering-variables.mjs";
import { r as sha256Digest } from "./files-sha256-digest.mjs";
import { t as makeDirectory } from "./files-make-directory.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { S as parseDirectoryLines, _ as homeIn, c as recordDependencies, h as encodeDirectoryLines, u as recordInstalled, v as isOfHome } from "./stages-step-recording.mjs";
import { i as readPlainFile } from "./files-read-file.mjs";
import { n as scratchPresent } from "./stages-scratch-present.mjs";
import { t as writeFileAtomically } from "./files-write-file-atomically.mjs";
import { join } from "node:path";
import { existsSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
// src/stages/begun-directories.ts
/**
* Looks at the directories of packages before anything else is recorded.
*
* @throws SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, INPUT_INVALID, RECORD_ codes
*/
async function beginDirectories(recorder, { step, exclude, mayCheckOut, workspace, environment, source, takenOver, ...lines }) {
	const home = homeFor(lines, environment);
	const places = {
		workspace,
		home
	};
	const recorded = await recordDependencies(recorder, lines.dependencies, places);
	if (takenOver !== void 0) compareWithInstaller(takenOver, recorded);
	const { installs } = lines;
	const tracked = () => trackedIn(workspace, environment);
	const { apart } = recorded;
	const scratch = await scratchPresent({
		step,
		exclude,
		installs,
		apart,
		places,
		tracked,
		linksByName: source === "auto"
	});
	if (scratch !== void 0 && !(mayCheckOut && installs.length === 0)) throw scratch;
	return {
		begun: {
			installs,
			used: [...recorded.apart],
			home,
			scratch: scratch?.message ?? ""
		},
		recorded
	};
}
/**
* The directories that the stage installed, and the paths that its walk does not enter.
*
* @throws SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function endDirectories(recorder, { installs, used, home, scratch }, { workspace, isCheckout }) {
	if (scratch !== "" && !isCheckout) throw new StagesError("SCRATCH_PRESENT", scratch, { hint: "Remove it before the stage begins, or take the pattern away." });
	const recorded = await recordInstalled(recorder, installs, {
		workspace,
		home
	}, new Set(used));
	return {
		recorded,
		apart: /* @__PURE__ */ new Set([...used, ...recorded.apart]),
		unrecorded: used.map((path) => `dir:${path}`)
	};
}
function encodeBegunDirectories({ installs, used, home, scratch }) {
	return jsonObject({
		installs: encodeDirectoryLines(installs),
		used,
		home,
		scratch
	});
}
/** @throws METADATA_ codes */
function parseBegunDirectories(at) {
	return {
		installs: parseDirectoryLines(at.member("installs")),
		used: at.member("used").strings(),
		home: at.member("home").string(),
		scratch: at.member("scratch").string()
	};
}
/** @throws INPUT_INVALID */
function homeFor({ installs, dependencies }, environment) {
	const line = [...installs, ...dependencies].find(isOfHome);
	if (line === void 0) return "";
	const home = homeIn(environment);
	if (home !== "") return home;
	const input = installs.includes(line) ? "installs" : "dependencies";
	throw invalid(input, `${quoteUntrusted(line.text)} names the home of the user, and HOME is not set`);
}
/** Verification compares them by rules; told here, nobody works with the wrong packages first. */
function compareWithInstaller(link, { artifacts, notes }) {
	for (const [name, digest] of artifacts) {
		const installed = link.products.get(name);
		if (installed === void 0) continue;
		const isSame = leavesOutTheSame(link, name, notes.get(name) ?? []);
		if (installed === digest && isSame) continue;
		const what = isSame ? `it has ${digest}, and its link says ${installed}` : "other lines leave files out of it";
		throw new StagesError("TAKE_OVER_DIFFERS", `${quoteUntrusted(name)} is not what step ${quoteUntrusted(link.name)} installed: ${what}.`, { hint: "Write the same `!` lines in `installs` and `dependencies`. If they are, something changed the directory after it was installed; what a tool rewrites in there, like `.cache/`, is named by such a line." });
	}
}
// src/stages/commit-notes.ts
function encodeCommitNotes({ source, takenOver }) {
	const { converted, links } = takenOver;
	const files = new Map([...converted].map(([path, { disk, commit }]) => [path, jsonObject({
		disk,
		commit
	})]));
	return jsonObject({
		source,
		taken_over: files,
		links: new Map(links)
	});
}
/** Of a recording whose digest was compared, so that its values are those that were written. */
function readCommitNotes(at) {
	return {
		source: at.member("source").string() === "none" ? "none" : "auto",
		takenOver: {
			converted: new Map([...at.member("taken_over").members()].map(([path, file]) => [path, {
				disk: file.member("disk").string(),
				commit: file.member("commit").string()
			}])),
			links: new Map([...at.member("links").members()].map(([path, digest]) => [path, digest.string()]))
		}
	};
}
// src/stages/stage-recording.ts
/** Writes a recording; returns its digest, `sha256:<hex>`. @throws FILE_UNWRITABLE */
function writeStageRecording(path, { value, link, exclude, matrix, demandsOutcome, steering, commit, directories }) {
	const text = writeJson(jsonObject({
		begun: value,
		link: encodeLink(link),
		exclude,
		matrix,
		demands_outcome: demandsOutcome ? 1 : 0,
		steering,
		commit: encodeCommitNotes(commit),
		directories: encodeBegunDirectories(directories)
	}));
	writeFileAtomically(path, text);
	return sha256Digest(text);
}
/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED, FILE_UNREADABLE, JSON_TOO_LARGE */
function readStageRecording(path, digest) {
	const at = escapeUntrusted(path);
	const bytes = readPlainFile(path, LIMITS.linkBytes, "refuse");
	if (bytes === void 0) throw new StagesError("RECORDING_NOT_STARTED", "The recording that the step began with is not there.", {
		at,
		hint: "Call the begin action first and hand its outputs recording and recording-digest on. If it was called, the command of the step removed the file."
	});
	const found = sha256Digest(bytes);
	if (found !== digest) throw new StagesError("RECORDING_TAMPERED", `The recording of the materials was changed while the step ran, or is another step's: it has the digest ${found}; ${quoteUntrusted(digest, 100)} was recorded.`, {
		at,
		hint: "Take recording and recording-digest from the outputs of one begin. If they are, find out which command of the step writes there. Nothing was signed."
	});
	const document = readJson(bytes, {
		source: path,
		maxBytes: LIMITS.linkBytes,
		memory: LIMITS.artifactMemory,
		bytes: NODE_BYTES
	});
	return {
		value: parseBegunValue(document.member("begun")),
		link: parseLink(document.member("link")).link,
		exclude: document.member("exclude").strings(),
		matrix: document.member("matrix").string(),
		demandsOutcome: document.member("demands_outcome").integer() === 1,
		steering: document.member("steering").string(),
		commit: readCommitNotes(document.member("commit")),
		directories: parseBegunDirectories(document.member("directories"))
	};
}
// src/stages/open-stages.ts
const DIRECTORY = "in-toto-stages";
const OPEN = ".open.json";
const ENDED = ".ended.json";
const MOST_NAMES = 5;
/**
* Marks a stage as begun; returns the steps of the same workspace that have begun and not ended.
*
* @throws FILE_UNWRITABLE
*/
function markBegun({ step, value }, run) {
	const directory = join(run.temporary, DIRECTORY);
	if (!existsSync(directory)) makeDirectory(directory);
	const place = placeOf(run);
	const before = marksIn(directory, place).filter(({ isOpen }) => !isOpen);
	writeFileAtomically(join(directory, `${value}${OPEN}`), writeJson(jsonObject({
		step,
		place,
		before: before.map((mark) => mark.value)
	})));
	return marksIn(directory, place).filter((mark) => mark.isOpen && mark.value !== value).map((mark) => mark.step);
}
/** Marks a stage as ended; returns the steps of the same workspace that were open at any time while it was. */
function markEnded({ value }, run) {
	const directory = join(run.temporary, DIRECTORY);
	const marks = marksIn(directory, placeOf(run));
	const before = marks.find((mark) => mark.value === value)?.before ?? [];
	const others = marks.filter((mark) => mark.value !== value);
	try {
		if (others.some(({ isOpen }) => isOpen)) renameSync(join(directory, `${value}${OPEN}`), join(directory, `${value}${ENDED}`));
		else removeMarks(directory, marks);
	} catch {}
	return others.filter((mark) => !before.includes(mark.value)).map((mark) => mark.step);
}
function removeMarks(directory, marks) {
	for (const { value, isOpen } of marks) rmSync(join(directory, `${value}${isOpen ? OPEN : ENDED}`), { force: true });
	rmdirSync(directory);
}
/** Says with whom a stage shares its workspace, in the log and, where that is wanted, in the summary of the job. */
async function tellOverlap(runner, step, others, { when, summary }) {
	if (others.length === 0) return;
	const text = overlapText(step, others, when);
	runner.annotate("warning", "Stages overlap", text);
	if (!summary) return;
	const { overlapSummary } = await import("./reporting-stage-summary.mjs");
	await runner.summary(overlapSummary(text));
}
function overlapText(step, others, when) {
	const distinct = [...new Set(others)];
	const names = listed(distinct, MOST_NAMES, (name) => quoteUntrusted(name, 100));
	return `${when === "begin" ? `Step ${quoteUntrusted(step)} begins, and ${names} of the same workspace did not end: it runs at the same time, or failed before its end.` : `While step ${quoteUntrusted(step)} ran, ${names} of the same workspace had begun and not ended.`} Each records the files of the other. Let one end before the next begins; around a \`parallel\` group, put one begin before it and one end after it.`;
}
function placeOf({ binding, job, attempt, workspace }) {
	return JSON.stringify([
		binding.repository ?? "",
		binding.id ?? "",
		attempt,
		job,
		workspace
	]);
}
/** The marks of one job, at most as many as a job has steps. What cannot be read is of nobody. */
function marksIn(directory, place) {
	let files;
	try {
		files = readdirSync(directory);
	} catch {
		return [];
	}
	return files.slice(0, LIMITS.stageMarks).map((file) => readMark(directory, file)).filter((mark) => mark !== void 0).filter((mark) => mark.place === place);
}
function readMark(directory, file) {
	const suffix = [OPEN, ENDED].find((end) => file.endsWith(end));
	const value = suffix === void 0 ? void 0 : asBegunValue(file.slice(0, -suffix.length));
	if (value === void 0) return void 0;
	try {
		const bytes = readPlainFile(join(directory, file), LIMITS.smallFileBytes, "refuse");
		if (bytes === void 0) return void 0;
		const mark = readJson(bytes, {
			source: file,
			maxBytes: LIMITS.smallFileBytes
		});
		return {
			value,
			isOpen: suffix === OPEN,
			step: mark.member("step").string(),
			place: mark.member("place").string(),
			before: mark.member("before").strings()
		};
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
export { writeStageRecording as a, readStageRecording as i, markEnded as n, beginDirectories as o, tellOverlap as r, endDirectories as s, markBegun as t };
