import { lt as FilesError } from "./every-action.mjs";
import { G as escapeUntrusted, K as quoteUntrusted, W as linesBelow, Z as PASSPHRASE_VARIABLE } from "./base.mjs";
import { b as keyIdOf, ri as KEY_ID_FORMS, rr as WRAPPER_NAMES } from "./intoto.mjs";
import { n as readPublicKeyFile, t as openPrivateKeyFile } from "./files-write-new-file.mjs";
import { ht as recordedNothing } from "./every-stage.mjs";
import { i as usage, o as note, s as pathFrom } from "./command-line.mjs";
const { accessSync, constants, mkdirSync, statSync } = process.getBuiltinModule("node:fs");
// src/cli/base-path.ts
/** The directory that relative paths start from: where the command runs, unless a flag says it. @throws USAGE */
function basePath(parsed, console) {
	const given = parsed.one("base-path");
	if (given === void 0) return pathFrom(console, ".");
	const path = pathFrom(console, given);
	if (isDirectory(path)) return path;
	throw usage(`--base-path ${quoteUntrusted(given)} is not a directory.`, "Name the directory that paths start from, or leave the flag out: they start where you are then.");
}
/** What cannot be looked at is told where it is read. */
function isDirectory(path) {
	try {
		return statSync(path).isDirectory();
	} catch (error) {
		return ![
			"ENOENT",
			"ENOTDIR",
			"ELOOP",
			"ENAMETOOLONG"
		].includes(error.code ?? "");
	}
}
// src/cli/signing-flags.ts
const SIGNING_FLAGS = [{
	long: "signing-key",
	takes: "one",
	value: "FILE",
	help: "private key in PEM form (PKCS#8)"
}, {
	long: "password",
	short: "P",
	takes: "optional",
	value: "PASSWORD",
	help: `passphrase of the key; better in the environment of this call as ${PASSPHRASE_VARIABLE}, since others see arguments`
}];
/** A layout may have several owners, so `--signing-key` takes several keys there; `-k`, as in-toto-sign calls it. */
const LAYOUT_SIGNING_FLAGS = SIGNING_FLAGS.map((flag) => flag.long === "signing-key" ? {
	...flag,
	short: "k",
	takes: "many"
} : flag);
const FORMAT_FLAG = {
	long: "format",
	takes: "one",
	value: WRAPPER_NAMES.join("|"),
	help: `wrapper of the file (default: ${WRAPPER_NAMES[0]})`
};
/** In which form a link is written. */
const LINK_FORM_FLAGS = [
	FORMAT_FLAG,
	{
		long: "use-dsse",
		takes: "nothing",
		help: "the same as --format dsse, which is the default"
	},
	{
		long: "keyid",
		takes: "one",
		value: KEY_ID_FORMS.join("|"),
		help: "form of the key id (default: current)"
	}
];
const STEP_NAME_FLAG = {
	long: "step-name",
	short: "n",
	takes: "one",
	value: "NAME",
	help: "name of the step in the layout"
};
const METADATA_DIRECTORY_FLAG = {
	long: "metadata-directory",
	short: "d",
	takes: "one",
	value: "DIR",
	help: "where the link goes (default: here; for a step in intents .git/in-toto, or beside the work tree)"
};
const LAYOUT_KEYID_FLAG = {
	long: "keyid",
	takes: "one",
	value: [...KEY_ID_FORMS, "both"].join("|"),
	help: "form of the key id; both signs once under each (default: current)"
};
const RECORDING_FLAGS = [
	{
		long: "exclude",
		short: "e",
		takes: "many",
		value: "PATTERN",
		help: "gitignore patterns of what not to record; replaces the default \"*.link*\" \".git\" \"*.pyc\" \"*~\""
	},
	{
		long: "base-path",
		takes: "one",
		value: "DIR",
		help: "directory that relative paths start from"
	},
	{
		long: "lstrip-paths",
		takes: "many",
		value: "PREFIX",
		help: "prefixes to cut off recorded paths"
	},
	{
		long: "normalize-line-endings",
		takes: "nothing",
		help: "hash text with LF line endings"
	}
];
const MODES_FLAG = {
	long: "record-modes",
	takes: "nothing",
	help: "record which files are executable or symbolic links; verification reports changes"
};
const RUN_FLAGS = [{
	long: "run-id",
	takes: "one",
	value: "ID",
	help: "the pipeline run that the link belongs to; verification demands one run"
}, {
	long: "commit",
	takes: "one",
	value: "SHA",
	help: "the commit to note in the link; it is not compared with the files, and `verify --commit` finds it only where it is the full id (`git rev-parse HEAD`)"
}];
/** A private key, with a warning where others may read its file. @throws KEY_ and FILE_ codes */
function privateKey(path, parsed, console) {
	const { environment } = console;
	const { signer, warning } = openPrivateKeyFile(pathFrom(console, path), {
		given: parsed.one("password"),
		environment
	});
	if (warning !== void 0) {
		const { message, at, hint } = warning;
		for (const line of [`warning: ${message}`, ...linesBelow({
			at,
			hint
		}, "terminal")]) note(console, line);
	}
	return signer;
}
/** Who signs a link. Undefined without a key. @throws USAGE, KEY_ and FILE_ codes */
function linkSigner(parsed, console) {
	const form = parsed.choice("keyid", KEY_ID_FORMS);
	const path = parsed.one("signing-key");
	if (path === void 0) return void 0;
	const signer = privateKey(path, parsed, console);
	return {
		signer,
		keyId: keyIdOf(signer.publicKey, form)
	};
}
/** Who signs a layout, with one entry for each key id wanted. */
function signers(paths, parsed, console) {
	const forms = keyIdForms(parsed);
	return paths.flatMap((path) => {
		const signer = privateKey(path, parsed, console);
		return forms.map((form) => ({
			signer,
			keyId: keyIdOf(signer.publicKey, form)
		}));
	});
}
/** The forms of key ids that `--keyid` asks for. @throws USAGE */
function keyIdForms(parsed) {
	const form = parsed.choice("keyid", [...KEY_ID_FORMS, "both"]);
	return form === "both" ? KEY_ID_FORMS : [form];
}
/** The keys that `--verification-keys` names. */
function verificationKeys(parsed, console) {
	return parsed.many("verification-keys").map((path) => readPublicKeyFile(pathFrom(console, path)));
}
/** The wrapper that `--format` and `--use-dsse` ask for. @throws USAGE where they contradict each other */
function wrapperFormat(parsed) {
	const format = parsed.choice("format", WRAPPER_NAMES);
	if (parsed.has("use-dsse") && format !== "dsse") throw usage(`--use-dsse and --format ${format} contradict each other.`);
	return format;
}
/** @throws USAGE */
function recordingSettings(parsed, console) {
	return {
		baseDirectory: basePath(parsed, console),
		exclude: parsed.has("exclude") ? parsed.many("exclude") : "default",
		lstripPaths: parsed.many("lstrip-paths"),
		lineEndings: parsed.has("normalize-line-endings") ? "normalise" : "as-is",
		symlinkedDirectories: "follow",
		modes: parsed.has("record-modes") ? "record" : "ignore"
	};
}
/**
* Where links go. It is made, and looked at, before the command of a step runs, so that an hour of building does not end
* without a link.
*
* @param otherwise where no flag says it
* @throws FILE_UNWRITABLE
*/
function metadataDirectory(parsed, console, otherwise = ".") {
	const directory = pathFrom(console, parsed.one("metadata-directory") ?? otherwise);
	try {
		mkdirSync(directory, { recursive: true });
		accessSync(`${directory}/.`, constants.W_OK);
		return directory;
	} catch (cause) {
		const { code } = cause;
		throw new FilesError("FILE_UNWRITABLE", `Links cannot be written into this directory: ${code ?? "unknown"}.`, {
			at: escapeUntrusted(directory),
			cause,
			hint: "Name another directory with --metadata-directory, or see who may write there."
		});
	}
}
/** Says so, even when asked to be quiet, when a link holds no file. */
function warnOfNothing(link, console) {
	if (!recordedNothing(link)) return;
	note(console, `warning: step ${quoteUntrusted(link.name)} recorded no file at all; its link says nothing. Give --materials and --products; or, where a layout in intents says what is recorded of it, name that: --layout FILE.`);
}
/** The run that the flags name; none is empty, since an empty value is refused where flags are read. @throws USAGE */
function runBinding(parsed) {
	const [id, commit] = [parsed.one("run-id"), parsed.one("commit")];
	return {
		...id === void 0 ? {} : { id },
		...commit === void 0 ? {} : { commit }
	};
}
export { verificationKeys as _, METADATA_DIRECTORY_FLAG as a, basePath as b, RUN_FLAGS as c, keyIdForms as d, linkSigner as f, signers as g, runBinding as h, LINK_FORM_FLAGS as i, SIGNING_FLAGS as l, recordingSettings as m, LAYOUT_KEYID_FLAG as n, MODES_FLAG as o, metadataDirectory as p, LAYOUT_SIGNING_FLAGS as r, RECORDING_FLAGS as s, FORMAT_FLAG as t, STEP_NAME_FLAG as u, warnOfNothing as v, wrapperFormat as y };
