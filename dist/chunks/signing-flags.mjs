import { T as keyIdOf } from "./intoto.mjs";
import { i as PASSPHRASE_VARIABLE, n as readPublicKeyFile, t as readPrivateKeyFile } from "./key-files.mjs";
import { c as pathFrom, i as usage } from "./command.mjs";
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
	help: `passphrase of the key; better in the environment as ${PASSPHRASE_VARIABLE}`
}];
const FORMAT_FLAG = {
	long: "format",
	takes: "one",
	value: "dsse|metablock",
	help: "wrapper of the file (default: dsse)"
};
const USE_DSSE_FLAG = {
	long: "use-dsse",
	takes: "nothing",
	help: "the same as --format dsse, which is the default"
};
const LINK_KEYID_FLAG = {
	long: "keyid",
	takes: "one",
	value: "current|legacy",
	help: "form of the key id (default: current)"
};
const LAYOUT_KEYID_FLAG = {
	long: "keyid",
	takes: "one",
	value: "current|legacy|both",
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
const RUN_FLAGS = [{
	long: "run-id",
	takes: "one",
	value: "ID",
	help: "the pipeline run that the link belongs to; verification demands one run"
}, {
	long: "commit",
	takes: "one",
	value: "SHA",
	help: "the commit that the run builds"
}];
/** The passphrase, from the flag or the environment. */
function passphraseOf(parsed, { environment }) {
	return parsed.one("password") ?? environment["IN_TOTO_KEY_PASSPHRASE"];
}
/** Who signs a link. Undefined without a key. @throws USAGE, KEY_ and FILE_ codes */
function linkSigner(parsed, console) {
	const path = parsed.one("signing-key");
	if (path === void 0) return void 0;
	const signer = readPrivateKeyFile(pathFrom(console, path), passphraseOf(parsed, console));
	return {
		signer,
		keyId: keyIdOf(signer.publicKey, parsed.choice("keyid", ["current", "legacy"]))
	};
}
/** Who signs a layout, with one entry for each key id wanted. */
function signers(paths, parsed, console) {
	const forms = keyIdForms(parsed);
	return paths.flatMap((path) => {
		const signer = readPrivateKeyFile(pathFrom(console, path), passphraseOf(parsed, console));
		return forms.map((form) => ({
			signer,
			keyId: keyIdOf(signer.publicKey, form)
		}));
	});
}
function keyIdForms(parsed) {
	const form = parsed.choice("keyid", [
		"current",
		"legacy",
		"both"
	]);
	return form === "both" ? ["current", "legacy"] : [form];
}
/** The keys that `--verification-keys` names. */
function verificationKeys(parsed, console) {
	return parsed.many("verification-keys").map((path) => readPublicKeyFile(pathFrom(console, path)));
}
function wrapperFormat(parsed) {
	const format = parsed.choice("format", ["dsse", "metablock"]);
	if (parsed.has("use-dsse") && format === "metablock") throw usage("--use-dsse and --format metablock contradict each other.");
	return format;
}
function recordingSettings(parsed, console) {
	return {
		baseDirectory: pathFrom(console, parsed.one("base-path") ?? "."),
		exclude: parsed.has("exclude") ? parsed.many("exclude") : "default",
		lstripPaths: parsed.many("lstrip-paths"),
		lineEndings: parsed.has("normalize-line-endings") ? "normalise" : "as-is",
		symlinkedDirectories: "follow"
	};
}
function runBinding(parsed) {
	const [id, commit] = [parsed.one("run-id"), parsed.one("commit")];
	return {
		...id === void 0 ? {} : { id },
		...commit === void 0 ? {} : { commit }
	};
}
/** A number of seconds, in milliseconds. */
function secondsFlag(parsed, flag) {
	const text = parsed.one(flag);
	if (text === void 0) return void 0;
	const seconds = Number(text);
	if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0) throw usage(`--${flag} takes a number of seconds above 0.`);
	return seconds * 1e3;
}
export { RUN_FLAGS as a, keyIdForms as c, runBinding as d, secondsFlag as f, wrapperFormat as h, RECORDING_FLAGS as i, linkSigner as l, verificationKeys as m, LAYOUT_KEYID_FLAG as n, SIGNING_FLAGS as o, signers as p, LINK_KEYID_FLAG as r, USE_DSSE_FLAG as s, FORMAT_FLAG as t, recordingSettings as u };
