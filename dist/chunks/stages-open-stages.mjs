import { B as LIMITS, G as InTotoError, H as quoteUntrusted, V as escapeUntrusted, j as listed } from "./base.mjs";
import { _n as writeJson, an as parseLink, in as parseBegunValue, j as yamlText, kr as jsonObject, ln as encodeLink, tn as asBegunValue, vn as readJson } from "./intoto.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { r as sha256Digest } from "./files-sha256-digest.mjs";
import { t as makeDirectory } from "./files-make-directory.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { n as recordingPlan, t as planWithoutLayout } from "./stages-recording-plan.mjs";
import { l as parseBegunDirectories, s as encodeBegunDirectories } from "./stages-installed-changes.mjs";
import { t as writeFileAtomically } from "./files-write-file-atomically.mjs";
import { r as readSignedLayout } from "./stages-signed-layout.mjs";
import { i as readPlainFile } from "./files-read-file.mjs";
import { existsSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { join } from "node:path";
// src/stages/intents/known-folders.ts
/** Names of directories that package managers, builds and tests fill, and nobody ships. */
const KNOWN_FOLDERS = /* @__PURE__ */ new Set([
	"node_modules",
	".venv",
	"venv",
	"__pycache__",
	".pytest_cache",
	".mypy_cache",
	".ruff_cache",
	".tox",
	".nox",
	"target",
	".gradle",
	".m2",
	".cache",
	".npm",
	".pnpm-store",
	".yarn",
	"bower_components",
	"vendor",
	"Pods",
	".bundle",
	".nuget",
	".next",
	".nuxt",
	".turbo",
	".parcel-cache",
	"coverage"
]);
const MOST_FOLDERS = 10;
/** Directories of files that are called like such a folder; of those within each other, the outermost. */
function knownFolders(files) {
	const found = /* @__PURE__ */ new Set();
	for (const path of files) {
		const parts = path.split("/").slice(0, -1);
		const at = parts.findIndex((part) => KNOWN_FOLDERS.has(part));
		if (at >= 0) found.add(parts.slice(0, at + 1).join("/"));
	}
	return [...found].sort();
}
/** Tells of such folders among what was recorded without a layout. */
function tellKnownFolders(step, recorded, runner) {
	const folders = knownFolders(recorded.paths());
	if (folders.length === 0) return;
	const [first = ""] = folders;
	runner.log(`Step ${quoteUntrusted(step)}: no layout is at hand, so ${listed(folders, MOST_FOLDERS, (path) => quoteUntrusted(path))} ${folders.length === 1 ? "is" : "are"} recorded with all files. If the step only leaves that behind, write \`scratch: ${yamlText(`${first}/`)}\`, or name the signed layout in \`layout-file\`.`);
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
// src/stages/intents/begun-layout.ts
/** How a step that began is recorded; undefined for one that is recorded as inputs say. */
function planOfBegun(begun, step) {
	if (begun === void 0) return void 0;
	const { found, scratch } = begun;
	if (found !== void 0) {
		const { intents } = readSignedLayout(found.text, "layout", found.from);
		const plan = intents && recordingPlan(intents, step);
		if (plan !== void 0) return {
			plan,
			from: found.from
		};
	}
	return scratch && {
		plan: planWithoutLayout(scratch),
		from: "none"
	};
}
/** What a stage that began keeps of its layout until it ends, as JSON. */
function encodeBegunLayout({ found, scratch, path, file, installed = /* @__PURE__ */ new Map() }) {
	return jsonObject({
		installed,
		...found === void 0 ? {} : { found: jsonObject({
			text: found.text,
			from: found.from
		}) },
		...scratch === void 0 ? {} : { scratch },
		...path === void 0 ? {} : { path },
		...file === void 0 ? {} : { file }
	});
}
/** @throws METADATA_ codes */
function parseBegunLayout(at) {
	const found = at.optional("found");
	return {
		found: found && {
			text: found.member("text").string(),
			from: found.member("from").string()
		},
		scratch: at.optional("scratch")?.strings(),
		path: at.optional("path")?.string(),
		file: at.optional("file")?.string(),
		installed: new Map([...at.member("installed").members()].map(([directory, files]) => [directory, new Map([...files.members()].map(([name, facts]) => [name, facts.string()]))]))
	};
}
// src/stages/stage-recording.ts
/** Writes a recording; returns its digest, `sha256:<hex>`. @throws FILE_UNWRITABLE */
function writeStageRecording(path, { value, link, exclude, matrix, demandsOutcome, steering, commit, directories, layout }) {
	const text = writeJson(jsonObject({
		begun: value,
		link: encodeLink(link),
		exclude,
		matrix,
		demands_outcome: demandsOutcome ? 1 : 0,
		steering,
		commit: encodeCommitNotes(commit),
		directories: encodeBegunDirectories(directories),
		...layout === void 0 ? {} : { layout: encodeBegunLayout(layout) }
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
	const layout = document.optional("layout");
	return {
		value: parseBegunValue(document.member("begun")),
		link: parseLink(document.member("link")).link,
		exclude: document.member("exclude").strings(),
		matrix: document.member("matrix").string(),
		demandsOutcome: document.member("demands_outcome").integer() === 1,
		steering: document.member("steering").string(),
		commit: readCommitNotes(document.member("commit")),
		directories: parseBegunDirectories(document.member("directories")),
		layout: layout && parseBegunLayout(layout)
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
export { writeStageRecording as a, readStageRecording as i, markEnded as n, planOfBegun as o, tellOverlap as r, tellKnownFolders as s, markBegun as t };
