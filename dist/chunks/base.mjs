// src/base/errors.ts
/**
* The one error class of the suite. The code is stable and documented in docs/errors.md; `message` says what
* happened with the values found, escaped with `escapeUntrusted` where they come from outside.
*/
var InTotoError = class extends Error {
	name = "InTotoError";
	code;
	at;
	hint;
	constructor(code, message, details = {}) {
		super(message, { cause: details.cause });
		this.code = code;
		this.at = details.at;
		this.hint = details.hint;
	}
};
// src/base/escape-untrusted.ts
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}\u{e0000}-\u{e007f}]/gu;
/**
* Makes text from outside safe to show on one line: control characters, line breaks, bidirectional marks and
* invisible characters become `\u{hex}`, so that a file name can neither start a workflow command on a line of its
* own nor recolour or reorder a terminal. Text longer than `limit` UTF-16 code units is cut, and says so.
*/
function escapeUntrusted(text, limit = 300) {
	const escaped = (text.length > limit ? text.slice(0, limit) : text).replace(UNSAFE, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
	return text.length > limit ? `${escaped}… (${text.length} characters)` : escaped;
}
/** The same within double quotes, for values in messages. */
function quoteUntrusted(text, limit = 300) {
	return `"${escapeUntrusted(text, limit)}"`;
}
// src/base/home.ts
/** Where this project lives. */
const HOME = "https://github.com/in-toto-actions/in-toto-actions";
/** Where an error or failure is explained, as a path in the repository and in the package. */
function helpPage(code) {
	return `docs/errors.md#${code.toLowerCase()}`;
}
/** The same as an address. */
function helpAddress(code) {
	return `${HOME}/blob/main/${helpPage(code)}`;
}
// src/base/news-lines.ts
const STYLES = {
	/** Standard error, and logs. */
	terminal: {
		detail: "    - ",
		at: "  at:  ",
		fix: "  fix: ",
		see: "  see: ",
		help: helpPage
	},
	/** An annotation of a workflow run. */
	annotation: {
		detail: "",
		at: "at: ",
		fix: "fix: ",
		see: "see: ",
		help: helpAddress
	},
	/** An annotation of a file, which says by itself that it is about what is wrong and how to mend it. */
	remark: {
		detail: "",
		at: "at: ",
		fix: "",
		see: "",
		help: helpAddress
	}
};
/** The lines below the message: details, place, remedy and address, as far as there are any. */
function linesBelow({ code, at, details = [], hint }, style) {
	const { detail, at: where, fix, see, help } = STYLES[style];
	return [
		...details.map((text) => `${detail}${text}`),
		...at === void 0 ? [] : [`${where}${at}`],
		...hint === void 0 ? [] : [`${fix}${hint}`],
		...code === void 0 ? [] : [`${see}${help(code)}`]
	];
}
// src/base/nearest-name.ts
/** The name that needs the fewest changes to become `word`, when it needs few. */
function nearestName(word, names) {
	const [best] = names.map((name) => ({
		name,
		distance: editDistance(word.toLowerCase(), name.toLowerCase())
	})).sort((a, b) => a.distance - b.distance);
	return best !== void 0 && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.name : void 0;
}
function editDistance(a, b) {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (const [i, left] of [...a].entries()) {
		const next = [i + 1];
		for (const [j, right] of [...b].entries()) next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)));
		row = next;
	}
	return row.at(-1) ?? 0;
}
// src/base/limits.ts
const MiB = 1048576;
const LIMITS = {
	/** Bytes of one link file. A link of a million files is about 130 MiB. */
	linkBytes: 384 * MiB,
	/** Bytes of one layout file. */
	layoutBytes: 16 * MiB,
	/** Bytes of a key file or of a parameters file. */
	smallFileBytes: 1 * MiB,
	/** Bytes that the core hashes by itself; more are for the machine's own code. */
	hashedInCore: 1 * MiB,
	/** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
	jsonDepth: 64,
	/** Signatures on one envelope. */
	signatures: 256,
	/** Steps and inspections of one layout together. */
	layoutItems: 1e4,
	/** Rules in one list. */
	rulesPerList: 1e4,
	/** Keys of one layout. */
	layoutKeys: 1e4,
	/** Directories that one recording enters through symbolic links. Links that fan out double with each. */
	followedLinks: 1e4,
	/** Files that one recording finds through symbolic links to directories. A link costs a commit a few bytes. */
	linkedFiles: 5e5,
	/** Bytes of the command of a stage. Linux hands no longer variable to a program than 128 KiB. */
	commandBytes: 1e5,
	/** Bytes of the value of one variable that goes into a link. */
	variableBytes: 65536,
	/** Milliseconds for reading what was handed over, where it is hashed from its archive: twice what 32 GiB take. */
	handOverReadMs: 12e5,
	/** Bytes of one file of a repository of The Update Framework. */
	tufFileBytes: 8 * MiB,
	/** Layouts within layouts. */
	sublayoutDepth: 8,
	/** Workflow artifacts of one run that are looked through. GitHub keeps at most 500 a job. */
	workflowArtifacts: 1e4,
	/** Workflow artifacts with links that one verification reads. */
	linkArtifacts: 2e3,
	/** Bytes of one workflow artifact with a link, packed. */
	linkArtifactBytes: 128 * MiB,
	/** Bytes of all links of one run, unpacked. */
	allLinkBytes: 4096 * MiB,
	/** Bytes of one workflow artifact with products, packed. */
	productArtifactBytes: 8192 * MiB,
	/** Bytes of all products of one workflow artifact, unpacked. */
	productBytes: 32768 * MiB,
	/** Files in one workflow artifact with products. */
	productFiles: 2e5,
	/** Bytes that the directory of one archive takes: names, comments and the like. 200 000 files have about 40 MB. */
	archiveDirectoryBytes: 128 * MiB,
	/** Bytes of one answer of GitHub's REST interface. */
	restAnswerBytes: 32 * MiB,
	/** Materials or subjects of one Statement. */
	statementResources: 2e6,
	/** Bytes of one Sigstore bundle: a link and some kilobytes. */
	bundleBytes: 512 * MiB,
	/** Bundles of one step. */
	bundlesPerStep: 256,
	/** Values of one constraint of a keyless functionary. */
	identityConstraints: 100,
	/** UTF-16 code units of the name of a workflow artifact. */
	workflowArtifactName: 240,
	/** Directories above one file of a list that somebody else made; each is held against every exclude pattern. */
	pathDepth: 256,
	/** UTF-16 code units of a name or of an artifact path. */
	nameLength: 4096
};
// src/base/report-error.ts
/** An error for people: what, where, how to mend it, and where to read more. */
function reportError(runner, error) {
	if (error instanceof InTotoError) {
		const { code, message, at, hint } = error;
		runner.annotate("error", code, [message, ...linesBelow({
			code,
			at,
			hint
		}, "annotation")].join("\n"));
		return;
	}
	runner.annotate("error", "INTERNAL_ERROR", [`This action has a fault: ${escapeUntrusted(shown(error))}`, ...linesBelow({ hint: REPORT_IT }, "annotation")].join("\n"));
}
const REPORT_IT = "Report it with the log of a run with debug logging.";
/** Name and message, and no more: what else an error carries may be a request with its token. */
function shown(error) {
	if (error instanceof Error) return `${error.name}: ${error.message}`;
	return typeof error === "string" ? error : `a value of type ${typeof error} was thrown`;
}
// src/base/inputs.ts
var Inputs = class {
	#source;
	constructor(source) {
		this.#source = source;
	}
	text(name) {
		return this.#source.input(name);
	}
	/** @throws INPUT_MISSING */
	required(name) {
		const value = this.text(name);
		if (value !== "") return value;
		throw missing(name, "Give it in `with:`. A secret is empty in workflows from forks and from Dependabot; a variable is empty where it is not defined.");
	}
	secret(name) {
		return this.#source.secretInput(name);
	}
	/** The lines that are not empty. */
	lines(name) {
		return this.text(name).split("\n").map((line) => line.trim()).filter((line) => line !== "");
	}
	/** @throws INPUT_INVALID */
	choice(name, words) {
		const value = this.text(name);
		const word = words.find((candidate) => candidate === value);
		if (word !== void 0) return word;
		throw invalid(name, `${quoteUntrusted(value)} is none of ${words.join(", ")}`);
	}
	/** A whole number of 0 or more. @throws INPUT_INVALID */
	number(name, most) {
		const value = this.text(name);
		if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
		throw invalid(name, `${quoteUntrusted(value)} is not a number from 0 to ${most}`);
	}
};
/** An error about an input that is empty. */
function missing(name, hint) {
	return new InTotoError("INPUT_MISSING", `The input ${name} is empty.`, {
		at: `input ${name}`,
		hint
	});
}
/** An error about the value of an input. */
function invalid(name, what, hint = "Correct it in `with:`.") {
	return new InTotoError("INPUT_INVALID", `The input ${name} cannot be used: ${what}.`, {
		at: `input ${name}`,
		hint
	});
}
// src/base/count.ts
/** A number with its noun: "1 link", "2 links". The noun is one that takes an s. */
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
// src/base/error-codes.ts
const ERROR_CODES = {
	JSON_TOO_LARGE: "A document is larger than the bound for its kind.",
	JSON_NOT_UTF8: "A document is not valid UTF-8.",
	JSON_BYTE_ORDER_MARK: "A document starts with a byte order mark.",
	JSON_SYNTAX: "A document is not JSON.",
	JSON_TRAILING_DATA: "Something follows the end of a JSON document.",
	JSON_TOO_DEEP: "A document nests deeper than the bound.",
	JSON_MEMBER_DUPLICATE: "An object has the same member twice, possibly spelled with escapes.",
	JSON_NUMBER_NOT_INTEGER: "A number is a fraction, has an exponent or is negative zero; signed metadata has integers only.",
	JSON_STRING_LONE_SURROGATE: "A string holds half of a surrogate pair, which has no UTF-8 form.",
	METADATA_MEMBER_MISSING: "A member that the specification requires is absent.",
	METADATA_TYPE_WRONG: "A member has a value of the wrong JSON type.",
	METADATA_VALUE_INVALID: "A member has a value that the specification does not allow.",
	METADATA_TYPE_UNKNOWN: "The document is neither a layout nor a link, or not the one expected here.",
	METADATA_ENVELOPE_UNKNOWN: "The document is neither a DSSE envelope nor a Metablock.",
	METADATA_PAYLOAD_TYPE: "A DSSE envelope has a payload type that is not in-toto.",
	METADATA_BASE64: "A value is not base64.",
	METADATA_RULE_INVALID: "An artifact rule does not follow the grammar of the specification.",
	METADATA_NAME_DUPLICATE: "Two steps or inspections of a layout have one name.",
	KEY_UNREADABLE: "A key is not in a form that can be read.",
	KEY_UNSUPPORTED: "A key has a type, scheme or size that is not supported.",
	KEY_PASSPHRASE_MISSING: "A private key is encrypted and no passphrase was given.",
	KEY_PASSPHRASE_WRONG: "A private key could not be decrypted with the passphrase given.",
	KEY_PASSPHRASE_UNUSABLE: "A passphrase for a new key is empty or longer than OpenSSL can read back.",
	KEY_NOT_PRIVATE: "A private key is needed and a public key was given.",
	KEY_NOT_PUBLIC: "A public key is needed and a private key was given.",
	PARAMETER_INVALID: "A substitution parameter has a name or value that is not allowed.",
	PARAMETER_MISSING: "The layout uses a substitution parameter that was not given.",
	PARAMETER_SYNTAX: "A brace in the layout is neither a parameter nor doubled.",
	RECORD_NOT_FOUND: "A path to record does not exist.",
	RECORD_UNREADABLE: "A file or directory to record cannot be read.",
	RECORD_NOT_REGULAR: "Something to record is a socket, a pipe or a device.",
	RECORD_SYMLINK_BROKEN: "A symbolic link to record leads to nothing.",
	RECORD_SYMLINK_CYCLE: "A symbolic link to record leads back to where it stands.",
	RECORD_OUTSIDE: "Something to record lies outside of the workspace, or is a symbolic link into `.git`.",
	RECORD_TOO_MANY_LINKS: "Too many directories or files would be recorded through symbolic links.",
	RECORD_NAME_NOT_UTF8: "A file to record has a name that is not UTF-8.",
	RECORD_BACKSLASH: "A file to record has a backslash in its name.",
	RECORD_NAME_AMBIGUOUS: "A name in a directory that is recorded as one artifact could be read as several.",
	RECORD_NAME_TAKEN: "Two files would be recorded under one name.",
	RECORD_PREFIX_AMBIGUOUS: "Of two prefixes to strip, one is the start of the other.",
	RECORD_FILE_CHANGED: "A file changed while it was being recorded.",
	RECORD_WORKER_FAILED: "A thread that computes digests stopped.",
	COMMAND_NOT_STARTED: "A command could not be started.",
	COMMAND_FAILED: "A command of the pipeline failed.",
	STEP_NAME_UNSAFE: "A step name cannot be a file name.",
	RECORDING_NOT_STARTED: "A recording is to be stopped that was not started here with this key.",
	RECORDING_TAMPERED: "The materials of an unfinished recording were changed.",
	USAGE: "A command was called wrongly.",
	YAML_SYNTAX: "A layout source is not YAML, or not one document.",
	YAML_KEY_DUPLICATE: "A layout source has the same key twice in one mapping.",
	YAML_FEATURE: "A layout source uses anchors, aliases or tags.",
	YAML_TOO_LARGE: "A layout source is too large.",
	LAYOUT_SOURCE_MISSING: "A layout source lacks something that every layout needs.",
	LAYOUT_SOURCE_UNKNOWN: "A layout source names something that does not exist.",
	LAYOUT_SOURCE_TYPE: "A value in a layout source has the wrong type.",
	LAYOUT_SOURCE_VALUE: "A value in a layout source is not allowed.",
	LAYOUT_SOURCE_NAME: "A step or inspection of a layout source has a name that is taken or cannot be a file name.",
	LAYOUT_SOURCE_EMPTY: "A layout source has no steps.",
	LAYOUT_SOURCE_EXPIRED: "A layout source expires in the past.",
	LAYOUT_SOURCE_KEY_SHARED: "Two functionaries of a layout source have one key.",
	FILE_UNREADABLE: "A file cannot be read.",
	FILE_UNWRITABLE: "A file cannot be written.",
	FILE_EXISTS: "A file that must not be overwritten exists already.",
	INPUT_MISSING: "An action was called without an input that it needs.",
	INPUT_INVALID: "An input of an action has a value that is not allowed.",
	RUNNER_VARIABLE_MISSING: "The runner did not set a variable that it promises.",
	EVENT_UNREADABLE: "The payload of the event cannot be read or lacks what is needed.",
	SIGNING_KEY_MISSING: "A step is to be signed and there is no key.",
	SIGNING_KEY_UNEXPECTED: "The signing key is not the one whose id was demanded.",
	SIGN_REFUSED: "The working job's record does not fit what the signing job was told.",
	SIGN_MATERIALS_DIFFER: "The working job recorded other materials than the signing job finds.",
	SIGN_COMMIT_DIFFERS: "The signing job has a commit checked out that is not the run's.",
	SIGN_WORKSPACE_NOT_EMPTY: "The signing job's workspace is not empty.",
	SIGN_TIME_LIMIT: "Reading what the working job handed over took too long.",
	JOB_NOT_SUCCESSFUL: "The job was no success when the link of a step was to be signed.",
	ENVIRONMENT_CHANGED: "A variable that steers actions was changed while a step ran.",
	WORKING_DIRECTORY_OUTSIDE: "The working directory of a step is not a directory of the workspace.",
	RECORDING_NOTHING: "A step recorded no file at all.",
	GIT_FAILED: "git could not tell what is checked out, or which files it tracks.",
	HAND_OVER_NOTHING: "No product fits the patterns of what to hand over.",
	HAND_OVER_UNSAFE: "A product to hand over lies outside of the workspace, or could not be taken over.",
	HAND_OVER_CHANGED: "A product changed after it was recorded.",
	TAKE_OVER_NOT_FOUND: "The step to take over from stored no link or no products, or they are gone.",
	TAKE_OVER_AMBIGUOUS: "Several workflow artifacts claim the step whose products are to be taken over.",
	TAKE_OVER_UNTRUSTED: "The link of the step to take over from is not signed by a key that was given, or by the workflow expected.",
	TAKE_OVER_DIFFERS: "What was handed over is not what the link of the step says.",
	TAKE_OVER_UNSAFE: "A product to take over would land outside the workspace.",
	ARTIFACT_NAME: "A workflow artifact cannot have the name that its step would give it.",
	ARTIFACT_UPLOAD_FAILED: "A workflow artifact could not be stored.",
	ARTIFACT_LIST_FAILED: "The workflow artifacts of a run could not be listed.",
	ARTIFACT_DOWNLOAD_FAILED: "A workflow artifact could not be fetched.",
	ARTIFACT_DIGEST_DIFFERS: "A workflow artifact is not what was stored under its digest.",
	ARTIFACT_TOO_LARGE: "A workflow artifact is larger than the bound for its kind.",
	ARTIFACT_TOO_MANY: "A run has more workflow artifacts than the bound, or its list may be cut.",
	ARTIFACT_ZIP_INVALID: "A workflow artifact is no zip archive that can be trusted.",
	GITHUB_FORBIDDEN: "GitHub refused a request: the token lacks a permission.",
	GITHUB_NOT_FOUND: "GitHub does not have what was asked for, or does not show it to this token.",
	GITHUB_UNAVAILABLE: "GitHub did not answer as it should, even after retries.",
	STATEMENT_WITHOUT_SUBJECT: "A keyless link would be about nothing: no products, and no commit.",
	TRUSTED_ROOT_MISSING: "A keyless signature is to be verified and no trusted root was given.",
	TRUSTED_ROOT_INVALID: "A trusted root cannot be read, or lacks something that it must have.",
	TRUSTED_ROOT_UNAVAILABLE: "A trusted root could not be fetched.",
	TRUSTED_ROOT_REFUSED: "A trusted root that was fetched is not signed, expired, or older than one seen before.",
	BUNDLE_MALFORMED: "A Sigstore bundle cannot be read.",
	BUNDLE_MEDIA_TYPE: "A Sigstore bundle has a media type that is not known.",
	BUNDLE_MEMBER_UNKNOWN: "A Sigstore bundle has a member that is not known.",
	BUNDLE_NOT_ENVELOPE: "A Sigstore bundle holds no DSSE envelope.",
	BUNDLE_PAYLOAD_TYPE: "The envelope in a Sigstore bundle has a payload type that is not in-toto.",
	BUNDLE_SIGNATURE_COUNT: "The envelope in a Sigstore bundle has not exactly one signature.",
	BUNDLE_KEY_ID: "The signature in a Sigstore bundle names a key, although a certificate signed.",
	BUNDLE_WITHOUT_CERTIFICATE: "A Sigstore bundle was signed by a key and not by a certificate.",
	BUNDLE_WITHOUT_KEY: "A Sigstore bundle was signed by a certificate and not by the key that was given.",
	BUNDLE_TOO_MANY: "A Sigstore bundle has more log entries or timestamps than the bound.",
	BUNDLE_SIGNATURE: "The signature in a Sigstore bundle does not verify.",
	BUNDLE_CERTIFICATE: "The certificate of a Sigstore bundle is not one of the trusted root, or not one for signing code.",
	BUNDLE_IDENTITY: "The certificate of a Sigstore bundle does not tell an identity in the way that Fulcio does.",
	BUNDLE_TIMESTAMP: "A Sigstore bundle has no timestamp that can be trusted.",
	BUNDLE_LOG: "The log entry of a Sigstore bundle does not verify, or there is none.",
	BUNDLE_LOG_ENTRY_OTHER: "The log entry of a Sigstore bundle is about another certificate, signature or digest.",
	BUNDLE_LOG_KEY_TIME: "The key of the log was not valid when the entry was made.",
	BUNDLE_LOG_KIND: "The log entry of a Sigstore bundle is of a kind that is not known.",
	BUNDLE_UNVERIFIED: "A Sigstore bundle does not verify.",
	KEYLESS_TOKEN_UNAVAILABLE: "The job cannot get an identity token.",
	KEYLESS_TOKEN_URL_REFUSED: "The URL to request an identity token from does not belong to the server of the run.",
	KEYLESS_TOKEN_INVALID: "An identity token is not of the form that such tokens have.",
	KEYLESS_TOKEN_AUDIENCE: "An identity token is for another audience than the Sigstore instance that would get it.",
	KEYLESS_INSTANCE_REFUSED: "A repository that is not public would be named in a public log.",
	KEYLESS_INSTANCE_INCOMPLETE: "A Sigstore of your own lacks an address or its trusted root.",
	KEYLESS_CERTIFICATE_FAILED: "The certificate authority gave no certificate.",
	KEYLESS_LOG_FAILED: "The transparency log took no entry.",
	KEYLESS_TIMESTAMP_FAILED: "The timestamp authority gave no timestamp.",
	KEYLESS_IDENTITY_UNEXPECTED: "The certificate that came names another run than the one that signs.",
	LAYOUT_REF_INVALID: "The ref from which the layout is to be read cannot be resolved.",
	LAYOUT_FILE_INVALID: "What the layout path names is not a plain file, or not the one that its id says.",
	INTERNAL_ERROR: "A fault of this tool."
};
export { missing as a, nearestName as c, helpAddress as d, escapeUntrusted as f, invalid as i, linesBelow as l, InTotoError as m, count as n, reportError as o, quoteUntrusted as p, Inputs as r, LIMITS as s, ERROR_CODES as t, HOME as u };
