import { D as isUncounted, F as count, G as escapeUntrusted, K as quoteUntrusted, M as isGitId, N as withoutEnd, O as isUncountedAtTop, S as readGitignoreLine, V as LIMITS, X as RoomError, Y as InTotoError, Z as PASSPHRASE_VARIABLE, _ as BaseError, f as SCRATCH_PRESENT, h as serverUrlOf, k as beginsLikeDrive, m as apiUrlOf, v as reportError, x as matcherOf } from "./base.mjs";
import { C as patternOfFile, E as yamlText, Fr as SCHEMES, Gt as sourceLines, Jn as ArtifactTable, Mr as publicKeyFromSpki, Q as isAscii, Qn as sha256In, Xr as compareCodePoints, Zn as digestSet, dr as NameList, mn as schemeOf, oi as CoreError, pn as coverageOf, qn as artifactsOf } from "./intoto.mjs";
import { _ as notRegular, a as HashSegment, c as changed, d as fileError, f as hashFile, g as follow, h as errorCode, i as startThread, l as demandFile, m as FileHashes, o as SEGMENT_FILES, p as hashUnlessLarge, r as takeSpareThread, s as FLAGS, u as fileChanged, v as realPlace, x as RecordingError, y as unreadable$3 } from "./hashing.mjs";
import { delimiter, dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
const { constants, createHash, createPrivateKey, createPublicKey, hash, randomBytes, randomUUID, sign } = process.getBuiltinModule("node:crypto");
import { Buffer as Buffer$1, isUtf8 } from "node:buffer";
import { availableParallelism } from "node:os";
const { accessSync, closeSync, constants: constants$2, fstatSync, fsyncSync, lstatSync, mkdirSync, openSync, read: read$1, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");
import * as os from "os";
import os$2, { EOL as EOL$1 } from "os";
const crypto = process.getBuiltinModule("crypto");
const fs = process.getBuiltinModule("fs");
const { constants: constants$3, promises } = process.getBuiltinModule("fs");
import "path";
import * as events from "events";
import "child_process";
import "timers";
import { setImmediate as setImmediate$1 } from "node:timers/promises";
import { execFile, spawn } from "node:child_process";
import { once as once$1 } from "node:events";
// src/github/initial-environment.ts
/** Where in /proc/PID/stat, counted behind the name of the program, the block begins and ends: fields 50 and 51. */
const [STARTS_AT, ENDS_AT] = [47, 48];
/** More than Linux takes for arguments and environment together. */
const MOST_BYTES$2 = 8388608;
/**
* Overwrites variables in the block with zeros. Delete them from `process.env` before: what is still used would be
* empty, too.
*
* @returns whether they are not there now; false where a system has no such file, or does not let it be written
*/
function wipeFromInitialEnvironment(names) {
	if (process.platform !== "linux") return false;
	try {
		const [start, end] = placeOfBlock(readFileSync("/proc/self/stat", "latin1"));
		if (!(start > 0 && end > start && end - start <= MOST_BYTES$2)) return false;
		const memory = openSync("/proc/self/mem", "r+");
		try {
			return wipe(memory, start, end - start, names);
		} finally {
			closeSync(memory);
		}
	} catch {
		return false;
	}
}
/**
* The same for variables that are still used: they are set anew before, which puts them elsewhere.
*
* @returns see `wipeFromInitialEnvironment`
*/
function moveFromInitialEnvironment(names) {
	for (const name of names) {
		const value = process.env[name];
		if (value === void 0) continue;
		delete process.env[name];
		process.env[name] = value;
	}
	return wipeFromInitialEnvironment(new Set(names));
}
/** Addresses of user space have 47 bits, or 56, of which what is lost in a number would not be written to. */
function placeOfBlock(stat) {
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const address = (index) => {
		const value = Number(fields[index]);
		return Number.isSafeInteger(value) ? value : 0;
	};
	return [address(STARTS_AT), address(ENDS_AT)];
}
function wipe(memory, start, length, names) {
	const block = Buffer$1.alloc(length);
	if (readSync(memory, block, 0, length, start) !== length) return false;
	for (let at = 0; at < length;) {
		const found = block.indexOf(0, at);
		const end = found < 0 ? length : found;
		const equals = block.indexOf("=", at);
		if (equals >= 0 && equals < end && names.has(block.toString("utf8", at, equals))) {
			const zeros = Buffer$1.alloc(end - at);
			if (writeSync(memory, zeros, 0, zeros.length, start + at) !== zeros.length) return false;
		}
		at = end + 1;
	}
	return true;
}
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/@actions/core/lib/summary.js
var __awaiter$6 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$6(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants$3.R_OK | constants$3.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$6(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$6(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL$1);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary$1 = new Summary();
const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs.promises;
process.platform;
fs.constants.O_RDONLY;
process.platform;
events.EventEmitter;
events.EventEmitter;
os$2.platform();
os$2.arch();
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
* Begin an output group.
*
* Output until the next `groupEnd` will be foldable in this group
*
* @param name The name of the output group
*/
function startGroup(name) {
	issue("group", name);
}
/**
* End an output group.
*/
function endGroup() {
	issue("endgroup");
}
// src/github/log-line.ts
/**
* One line for the log that the runner cannot take for a command. The runner trims a line before it looks for `::`,
* and it finds the older `##[` anywhere in a line.
*/
function logLine(line) {
	return line.replaceAll("##[", "#\\u{23}[").replace(/^(\s*):(?=:)/, "$1\\u{3a}");
}
// src/github/runner.ts
const ANNOTATE = {
	error,
	warning,
	notice
};
/** The runner of GitHub. */
function actionsRunner() {
	return {
		input: (name) => getInput(name),
		isSet: (name) => process.env[variableOf(name)] !== void 0,
		secretInput: (name) => {
			const value = getInput(name);
			const variable = variableOf(name);
			delete process.env[variable];
			wipeFromInitialEnvironment(/* @__PURE__ */ new Set([variable]));
			for (const line of new Set([value, ...value.split("\n")].map((text) => text.trim()))) if (line.length >= (line === value.trim() ? 3 : 8) && !/^-----[A-Z0-9 ]+-----$/.test(line)) setSecret(line);
			return value;
		},
		mask: (secret) => setSecret(secret),
		output: (name, value) => setOutput(name, value),
		log: (text) => text.split("\n").forEach((line) => info(logLine(line))),
		group: (title) => startGroup(logLine(title)),
		endGroup: () => endGroup(),
		annotate: (level, title, message, place) => ANNOTATE[level](message, {
			title,
			...place === void 0 ? {} : {
				file: place.file,
				startLine: place.line
			}
		}),
		fail: () => {
			process.exitCode = ExitCode.Failure;
		},
		summary: async (markdown) => {
			await summary$1.addRaw(markdown, true).write();
		}
	};
}
/** The variable in which the runner gives an input. */
function variableOf(input) {
	return `INPUT_${input.replaceAll(" ", "_").toUpperCase()}`;
}
// src/github/run-action.ts
/** Tokens that the runner gives to every action. They are used until the end, and no child is to find them. */
const RUNNER_TOKENS = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
/** How often a process may come to its end while the body waits: more often than an action has calls to give up. */
const MOST_TURNS = 1e3;
/** Runs an action in this process. The one place that catches everything: any error makes the action fail. */
async function runAction(body, runner = actionsRunner()) {
	moveFromInitialEnvironment(RUNNER_TOKENS);
	const state = { phase: "running" };
	/** Nobody awaits what failed, so nobody knows what state it left; nothing may go on from there, and sign, say. */
	const endWith = (error) => {
		if (state.phase === "failed") process.exit(1);
		state.phase = "failed";
		process.exitCode = 1;
		reportError(runner, error);
		process.stdout.write("", () => process.exit(1));
	};
	process.on("uncaughtException", endWith);
	process.on("unhandledRejection", endWith);
	let turns = 0;
	process.on("beforeExit", () => {
		if (state.phase !== "running") return;
		turns += 1;
		if (process.listenerCount("beforeExit") > 1 && turns <= MOST_TURNS) setImmediate(() => void 0);
		else endWith(/* @__PURE__ */ new Error("it waits for something that never comes"));
	});
	try {
		await body(runner, process.env);
		state.phase = "worked";
	} catch (error) {
		state.phase = "failed";
		reportError(runner, error);
		runner.fail();
	}
}
// src/github/event.ts
/** A value in a payload, asked for by path. */
var EventPayload = class {
	#value;
	constructor(value) {
		this.#value = value;
	}
	/** The value at a path of members; anything that is not there is undefined. */
	#at(path) {
		return path.split(".").reduce((value, name) => {
			if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return void 0;
			return value[name];
		}, this.#value);
	}
	/** A string that is not empty. */
	text(path) {
		const value = this.#at(path);
		return typeof value === "string" && value !== "" ? value : void 0;
	}
	/** A whole number. */
	number(path) {
		const value = this.#at(path);
		return Number.isSafeInteger(value) ? value : void 0;
	}
	/** Whether a member is there and not null. */
	has(path) {
		return (this.#at(path) ?? null) !== null;
	}
};
/** Reads the payload of the event. No path gives an empty payload, as in runs without one. @throws EVENT_UNREADABLE */
function readEvent(path) {
	if (path === void 0 || path === "") return new EventPayload({});
	try {
		return new EventPayload(JSON.parse(readFileSync(path, "utf8")));
	} catch (cause) {
		throw new BaseError("EVENT_UNREADABLE", "The payload of the event cannot be read.", {
			at: escapeUntrusted(path),
			cause,
			hint: "GITHUB_EVENT_PATH must name the file that the runner wrote."
		});
	}
}
// src/github/run-context.ts
/** @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
function readRunContext(environment) {
	const required = (name) => {
		const value = environment[name];
		if (value !== void 0 && value !== "") return value;
		throw new BaseError("RUNNER_VARIABLE_MISSING", `The environment has no ${name}.`, { hint: "This program is an action: call it by `uses:` in a workflow. For the command line there is in-toto-actions." });
	};
	const repository = required("GITHUB_REPOSITORY");
	const [owner, name, ...more] = repository.split("/");
	const attempt = Number(required("GITHUB_RUN_ATTEMPT"));
	if (owner === void 0 || name === void 0 || owner === "" || name === "" || more.length > 0) throw malformed$2("GITHUB_REPOSITORY");
	if (!Number.isSafeInteger(attempt) || attempt < 1) throw malformed$2("GITHUB_RUN_ATTEMPT");
	const event = readEvent(environment["GITHUB_EVENT_PATH"]);
	const eventName = required("GITHUB_EVENT_NAME");
	const actor = environment["GITHUB_ACTOR"] ?? "";
	const context = {
		repository,
		owner,
		name,
		repositoryId: environment["GITHUB_REPOSITORY_ID"] ?? "",
		runId: required("GITHUB_RUN_ID"),
		attempt,
		job: required("GITHUB_JOB"),
		workflowRef: environment["GITHUB_WORKFLOW_REF"] ?? "",
		eventName,
		sha: required("GITHUB_SHA"),
		ref: environment["GITHUB_REF"] ?? "",
		actor,
		actorId: environment["GITHUB_ACTOR_ID"] ?? "",
		runner: environment["RUNNER_ENVIRONMENT"] ?? "",
		runnerName: environment["RUNNER_NAME"] ?? "",
		workspace: required("GITHUB_WORKSPACE"),
		temporary: required("RUNNER_TEMP"),
		apiUrl: apiUrlOf(environment),
		serverUrl: serverUrlOf(environment),
		event,
		origin: originOf(eventName, event, actor),
		headCommit: event.text("pull_request.head.sha") ?? ""
	};
	return {
		...context,
		binding: runBindingOf(context)
	};
}
/** The run as a link names it. Facts that the runner does not tell are left out. */
function runBindingOf(context) {
	const facts = {
		id: context.runId,
		attempt: String(context.attempt),
		repository: context.repository,
		repository_id: context.repositoryId,
		commit: context.sha,
		ref: context.ref,
		workflow: context.workflowRef,
		job: context.job,
		event: context.eventName,
		actor_id: context.actorId,
		runner: context.runner,
		runner_name: context.runnerName
	};
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
}
/**
* A pull request whose head lies in another repository, or in one that was deleted since, comes from a fork;
* pull_request_target and workflow_run have the identity of the base, whoever started them.
*/
function originOf(eventName, event, actor) {
	if (actor === "dependabot[bot]" && /^(?:pull_request(?:_review|_review_comment)?|push|create)$/.test(eventName)) return "dependabot";
	if (!/^pull_request(_review|_review_comment)?$/.test(eventName)) return "own";
	const [head, base] = [event.number("pull_request.head.repo.id"), event.number("pull_request.base.repo.id")];
	const [headName, baseName] = [event.text("pull_request.head.repo.full_name"), event.text("pull_request.base.repo.full_name")];
	return (head !== void 0 && base !== void 0 ? head === base : headName !== void 0 && headName === baseName) ? "own" : "fork";
}
function malformed$2(name) {
	return new BaseError("RUNNER_VARIABLE_MISSING", `The environment has no ${name} that can be read.`, { hint: "The runner sets it; do not set it yourself." });
}
// src/files/codes.ts
const FILES_CODES = {
	FILE_UNREADABLE: "A file cannot be read.",
	FILE_UNWRITABLE: "A file cannot be written.",
	FILE_EXISTS: "A file that must not be overwritten exists already."
};
/** A file that cannot be read or written. */
var FilesError = class extends RoomError {};
// src/files/file-unwritable.ts
/** What it says when the name that was asked for cannot be, or is taken. */
const OF_THE_NAME = [
	"EEXIST",
	"ENOTDIR",
	"EISDIR",
	"ENAMETOOLONG",
	"EILSEQ",
	"EINVAL",
	"ENOENT"
];
/** Whether it was the disk that refused to be written, and not the name that was asked for. */
function isDiskFault(cause) {
	const code = codeOf(cause);
	return code !== void 0 && !OF_THE_NAME.includes(code);
}
const ACCESS = "See that the runner may write there.";
/** FILE_UNWRITABLE; a fault that is not the system's word comes back as it is. */
function fileUnwritable(what, cause, { at, room, access = ACCESS }) {
	const code = codeOf(cause);
	if (code === void 0) return cause;
	const full = code === "ENOSPC" || code === "EDQUOT";
	return new FilesError("FILE_UNWRITABLE", `${what}: ${full ? `the disk is full (${code})` : code}.`, {
		at,
		hint: full ? room : access,
		cause
	});
}
function codeOf(cause) {
	const { code } = cause ?? {};
	return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : void 0;
}
// src/files/make-directory.ts
/** Makes one directory where there is none. @throws FILE_UNWRITABLE */
function makeDirectory(path) {
	try {
		mkdirSync(path);
		return path;
	} catch (cause) {
		throw fileUnwritable("A directory cannot be made", cause, {
			at: escapeUntrusted(path),
			room: "Free some space there.",
			access: "See that the directory above it exists, and that the runner may write there."
		});
	}
}
// src/files/with-scratch.ts
/** A name that nothing has yet, for what lies in a directory that others use, too. */
function newScratchName(parent) {
	return join(parent, `in-toto-${randomUUID()}`);
}
/** Works with a new directory, which is gone afterwards. */
async function withScratch(parent, work) {
	const directory = newScratchName(parent);
	makeDirectory(directory);
	try {
		return await work(directory);
	} finally {
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
// src/recording/artifact-names.ts
/** Splits a scheme off. */
function parseArtifactUri(text, separator) {
	const scheme = schemeOf(text);
	const path = text.slice(scheme.length);
	return {
		scheme,
		path: normalisePath(separator === "\\" ? path.replaceAll("\\", "/") : path)
	};
}
/** Shortest form, without a trailing slash; the empty path is the current directory. */
function normalisePath(path) {
	const normal = posix.normalize(path);
	return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}
/** Gives artifacts their names and refuses to give one name twice. */
var ArtifactNames = class {
	#prefixes;
	#taken = /* @__PURE__ */ new Map();
	#earlier;
	#next = 0;
	/**
	* @param earlier names of another recording in order, of which those that come again are kept once
	* @throws RECORD_PREFIX_AMBIGUOUS when one prefix starts with another, because then their order would decide
	*/
	constructor(prefixes, earlier = []) {
		this.#prefixes = prefixes;
		this.#earlier = earlier;
		for (const [index, prefix] of prefixes.entries()) {
			const other = prefixes.find((candidate, position) => position !== index && candidate.startsWith(prefix));
			if (other !== void 0) throw new RecordingError("RECORD_PREFIX_AMBIGUOUS", `Of the prefixes to strip, ${quoteUntrusted(prefix)} is the start of ${quoteUntrusted(other)}.`, { hint: "Give prefixes of which none starts with another." });
		}
	}
	/** @throws RECORD_NAME_TAKEN, RECORD_BACKSLASH, RECORD_DRIVE, RECORD_UNREADABLE for a name that no reader of links takes */
	name({ scheme, path }) {
		if (path.includes("\\")) throw new RecordingError("RECORD_BACKSLASH", `The name ${quoteUntrusted(path)} holds a backslash, which other systems would read as a separator.`, { hint: nameHint(path) });
		const prefix = this.#prefixes.find((candidate) => path.startsWith(candidate)) ?? "";
		const name = this.#shared(`${scheme}${path.slice(prefix.length)}`);
		if (name.includes(":")) demandPlain(scheme, path, name);
		if (name.length > LIMITS.nameLength) throw tooLong(path, name.length);
		if (this.#prefixes.length === 0) return name;
		const other = this.#taken.get(name);
		if (other !== void 0 && other !== path) throw new RecordingError("RECORD_NAME_TAKEN", `${quoteUntrusted(other)} and ${quoteUntrusted(path)} would both be recorded as ${quoteUntrusted(name)}.`, { hint: "Strip other prefixes, or exclude one of the files." });
		this.#taken.set(name, path);
		return name;
	}
	/** A walk comes by in order, so one step after the other finds them; a text that is not kept is gone at once. */
	#shared(name) {
		const earlier = this.#earlier;
		while (this.#next < earlier.length && earlier[this.#next] !== name && earlier[this.#next] < name) this.#next += 1;
		const same = earlier[this.#next];
		return same === name ? same : name;
	}
};
/** @throws RECORD_NAME_TAKEN, RECORD_DRIVE */
function demandPlain(scheme, path, name) {
	if (scheme === "" && schemeOf(name) !== "") throw namedLikeUri(path, name);
	if (!isAbsolute(path) && beginsLikeDrive(name.slice(schemeOf(name).length))) throw namedLikeDrive(path, name);
}
function namedLikeDrive(path, name) {
	return new RecordingError("RECORD_DRIVE", `The file ${quoteUntrusted(path)} would be recorded as ${quoteUntrusted(name)}, which begins like a drive of Windows: no verification takes it.`, { hint: nameHint(path) });
}
function tooLong(path, length) {
	return new RecordingError("RECORD_UNREADABLE", `${quoteUntrusted(path.slice(0, 200))}\u2026 would have a name of ${length} characters, and at most ${LIMITS.nameLength} are read.`, { hint: "Shorten the path, or exclude it." });
}
function namedLikeUri(path, name) {
	const scheme = schemeOf(name);
	return new RecordingError("RECORD_NAME_TAKEN", `The file ${quoteUntrusted(path)} would be recorded as ${quoteUntrusted(name)}, which is the name of what the scheme "${scheme}" records.`, { hint: nameHint(path) });
}
/** A step in intents excludes nothing; its `scratch` leaves out what it makes, and no file of the commit. */
function nameHint(path) {
	return `Rename the file. If it is not to count, exclude it, or write \`scratch: ${yamlText(`/${patternOfFile(path)}`)}\` at a step in intents, where no commit holds the file.`;
}
// src/recording/container-of.ts
/** Whether a path lies in a directory by its name, wherever symbolic links lead. */
function isNamedWithin(path, base) {
	const way = relative(resolve(base), resolve(path));
	return !isAbsolute(way) && way.split(sep)[0] !== "..";
}
/**
* The real path of the directory that a path must not lead out of: the base where the path lies in it, else the directory
* that it names or that holds the file.
*
* @param path absolute, or relative to where the process is
* @throws RECORD_UNREADABLE
*/
function containerOf(path, base) {
	if (isNamedWithin(path, base)) return realPlace(base, base);
	const container = look(path)?.isDirectory() === true ? path : dirname(path);
	return look(container) === void 0 ? base : realPlace(container, container);
}
/** What cannot be looked at is told where it is read, like what is not there. */
function look(path) {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
// src/recording/plan.ts
/**
* Files in the order in which they were found: a name each, and what few of them have beside it. With an object and a path
* for each file, names in both halves of a step and memory that each half asks for anew, `run` over 50 000 files took 187
* MB instead of 150, and a twentieth more of the processor.
*/
var PlannedFiles = class {
	/** What the user calls them. */
	names = [];
	/** Bytes of all of them together; undefined where not each was looked at. */
	bytes;
	#resolve;
	#elsewhere;
	#digests;
	/** @param resolve where a file lies of which only the name is given */
	constructor(resolve) {
		this.#resolve = resolve;
	}
	get length() {
		return this.names.length;
	}
	/** Adds a file. @param place where it lies, if its name does not say it @param sha256 of a link, which is known */
	add(name, place, sha256) {
		const index = this.names.push(name) - 1;
		if (place !== void 0) (this.#elsewhere ??= /* @__PURE__ */ new Map()).set(index, place);
		if (sha256 !== void 0) (this.#digests ??= /* @__PURE__ */ new Map()).set(index, sha256);
		return {
			path: place ?? this.#resolve(name),
			name,
			...sha256 === void 0 ? {} : { sha256 }
		};
	}
	*[Symbol.iterator]() {
		for (const [index, name] of this.names.entries()) {
			const sha256 = this.#digests?.get(index);
			const path = this.#elsewhere?.get(index) ?? this.#resolve(name);
			yield sha256 === void 0 ? {
				path,
				name
			} : {
				path,
				name,
				sha256
			};
		}
	}
};
// src/recording/left-out.ts
/** Hides what this tool itself leaves in the place where it runs. */
const OWN_TRACES = "*.link*";
/** Files that are left out, by pattern. */
var LeftOut = class {
	#most;
	#isUncounted;
	#files = /* @__PURE__ */ new Map();
	#hiding = /* @__PURE__ */ new Set();
	#examples = /* @__PURE__ */ new Map();
	#all = 0;
	/**
	* @param most files that are counted; a directory that is left out may hold any number
	* @param uncounted tells patterns of which nothing is counted
	*/
	constructor(most = LIMITS.countedLeftOut, uncounted = isUncounted) {
		this.#most = most;
		this.#isUncounted = uncounted;
	}
	/** Whether nothing is counted that a pattern hides. */
	ignores(pattern) {
		return this.#isUncounted(pattern);
	}
	/** Files by pattern, in order of code units; of what git keeps for itself, none. */
	get files() {
		return new Map([...this.#files].sort(([a], [b]) => a < b ? -1 : 1));
	}
	/** The first file or directory that each of them hid, as the walk writes it. */
	get examples() {
		return this.#examples;
	}
	/** The patterns that hid files below one path. @param walk looks through it */
	hiding(walk) {
		this.#hiding.clear();
		walk();
		return [...this.#hiding];
	}
	/** @param path as the walk writes it; without it, there is no example */
	file(pattern, path) {
		this.#add(pattern);
		this.#example(pattern, path);
	}
	/**
	* Counts what lies below a directory, without following anything.
	*
	* @param path of the file system
	* @param name as the walk writes it; without it, there is no example
	*/
	directory(pattern, path, name) {
		if (this.ignores(pattern)) return;
		const before = this.#all;
		if (this.#all >= this.#most) this.#hiding.add(pattern);
		const waiting = [path];
		for (let next = waiting.pop(); next !== void 0 && this.#all < this.#most; next = waiting.pop()) for (const entry of entriesOf$1(next)) if (entry.isDirectory()) waiting.push(`${next}${sep}${entry.name}`);
		else this.#add(pattern);
		if (this.#all > before) this.#example(pattern, name);
	}
	#example(pattern, path) {
		if (path !== void 0 && !this.ignores(pattern) && !this.#examples.has(pattern)) this.#examples.set(pattern, path);
	}
	#add(pattern) {
		if (this.ignores(pattern)) return;
		this.#hiding.add(pattern);
		if (this.#all >= this.#most) return;
		this.#all += 1;
		this.#files.set(pattern, (this.#files.get(pattern) ?? 0) + 1);
	}
};
/** What cannot be read is left out all the same. */
function entriesOf$1(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true });
	} catch {
		return [];
	}
}
/**
* Refuses a recording of a path in which every file is left out: it would look like one of nothing.
*
* @throws RECORD_EXCLUDED
*/
function refuseAllLeftOut(root, hiding, { patterns }) {
	if (hiding.length === 0 || root === "." && hiding.every((pattern) => pattern === OWN_TRACES)) return;
	throw new RecordingError("RECORD_EXCLUDED", `Every file in ${quoteUntrusted(root)} is left out, by ${hiding.map((pattern) => quoteUntrusted(pattern)).join(", ")}.`, { hint: patterns === "default" ? defaultHint(hiding) : "Exclude less, or do not name the directory." });
}
/** A path that was named and is left out. */
function leftOutByName(path, pattern, { purpose, patterns }) {
	return new RecordingError("RECORD_EXCLUDED", `${quoteUntrusted(path)} is to be ${purpose}, and the ${patterns === "default" ? "default " : ""}exclude pattern ${quoteUntrusted(pattern)} leaves it out.`, { hint: patterns === "default" ? defaultHint([pattern]) : "Take the pattern away or make it narrower, or do not name the path." });
}
/** Nobody wrote the patterns, so nobody can take one away. */
function defaultHint(hiding) {
	if (hiding.some(isUncounted)) return "Do not name it: what git keeps for itself differs from checkout to checkout.";
	return `${hiding.length === 1 ? "This is a default pattern" : "These are default patterns"}; \`-e .git\` replaces the defaults.`;
}
/** What a comparison of files passed over, in a sentence. @param products what the files are compared with */
function notCompared(leftOut, products = "the final products") {
	const patterns = [...leftOut].map(([pattern, files]) => `${quoteUntrusted(pattern, 200)} (${count(files, "file")})`);
	const more = patterns.length > 20 ? [`${patterns.length - 20} more patterns`] : [];
	return `Files beside ${products} were not compared, because they are excluded: ${[...patterns.slice(0, 20), ...more].join(", ")}.`;
}
// src/recording/known-file.ts
/**
* Beside the files of a commit a link to what is excluded would bring in what nobody records.
*
* @param path of the link
* @param real where it leads to, without any link
* @throws RECORD_EXCLUDED
*/
function demandRecorded(path, real, kind, { base, excludes, apart, also, known }) {
	const target = relative(base, real).replaceAll(sep, "/");
	const whole = [...apart ?? []].find((directory) => target === directory || target.startsWith(`${directory}/`));
	if (whole !== void 0) throw new RecordingError("RECORD_EXCLUDED", `The symbolic link ${quoteUntrusted(path)} leads to ${quoteUntrusted(target)}, in a directory that is recorded as one artifact.`, { hint: `Exclude the link; what it leads to is part of ${quoteUntrusted(`dir:${whole}`)}.` });
	const pattern = target === "" ? void 0 : excludes.path(target, kind === "directory");
	if (pattern === void 0) return;
	if (kind === "file" && also !== void 0 && (also(target) || known?.(target) !== void 0)) return;
	throw new RecordingError("RECORD_EXCLUDED", `The symbolic link ${quoteUntrusted(path)} leads to ${quoteUntrusted(target)}, which the pattern ${quoteUntrusted(pattern)} leaves out.`, { hint: "Exclude the link as well, or record what it leads to." });
}
// src/recording/git-name.ts
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/**
* Whether one part of a path names what git keeps for itself, on any platform, as git's own `is_ntfs_dotgit` and
* `is_hfs_dotgit` see it: Windows drops dots and spaces at the end of a name, knows it by a short form, too, reads a
* colon as the beginning of a stream of the same file (`.git::$INDEX_ALLOCATION` is the directory itself) and a backslash
* as the end of the name; neither Windows nor macOS minds letter case, and HFS+ skips characters.
*/
function isGitName(part) {
	if (!/git|[^\0-\x7f]/i.test(part)) return false;
	return /(?:^|\\)(?:\.git|git~\d+)[ .]*(?:$|[:\\])/i.test(part.replace(IGNORED_BY_HFS, ""));
}
// src/recording/place-of.ts
/** Where a path lies, seen from a directory, which itself is `inside`. Both are real paths, without any symbolic link. */
function placeOf$1(directory, path) {
	const way = relative(directory, path);
	const parts = way.split(sep);
	if (parts[0] === ".." || isAbsolute(way)) return "outside";
	return parts.some(isGitName) ? "git" : "inside";
}
// src/recording/read-directory.ts
/** The entries of a directory, in the order of what lies below them. @throws RECORD_UNREADABLE, RECORD_NAME_NOT_UTF8 */
function readDirectory(directory, { resolve }) {
	const path = resolve(directory);
	try {
		const entries = readdirSync(path, { withFileTypes: true });
		if (entries.some(({ name }) => name.includes("\ufffd"))) refuseInvalidNames(path, directory);
		return entries.sort(byPath);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw unreadable$3(directory, error);
	}
}
function refuseInvalidNames(path, directory) {
	for (const name of readdirSync(path, { encoding: "buffer" })) if (!Buffer.from(name.toString("utf8"), "utf8").equals(name)) throw new RecordingError("RECORD_NAME_NOT_UTF8", `A file in ${quoteUntrusted(directory)} has a name that is not UTF-8: ${escapeUntrusted(name.toString("latin1"))}.`, { hint: "Rename the file, or exclude the directory." });
}
/** The entries of a directory; undefined where it cannot be read. */
function entriesOf(directory, { resolve }) {
	try {
		return readdirSync(resolve(directory), { withFileTypes: true });
	} catch {
		return;
	}
}
/** A directory stands where its entries do: behind its name they have a slash, which not all characters come after. */
function byPath(one, other) {
	const [a, b] = [placeOf(one), placeOf(other)];
	return a < b ? -1 : a > b ? 1 : 0;
}
const placeOf = (entry) => entry.isDirectory() ? `${entry.name}/` : entry.name;
// src/recording/walk.ts
/**
* Finds all regular files at or below `root`.
*
* @param found takes each of them when it is found, as a path that starts with `root` (without it, for `.`); and where it
* lies, if a link may lead there
* @throws RECORD_EXCLUDED, RECORD_OUTSIDE, RECORD_TOO_MANY_LINKS, RECORD_NOT_FOUND, RECORD_UNREADABLE, RECORD_NOT_REGULAR,
* RECORD_SYMLINK_BROKEN, RECORD_SYMLINK_CYCLE, RECORD_NAME_NOT_UTF8
*/
function findFiles(root, options, found, limits = LIMITS) {
	const known = options.known?.(root);
	if (options.apart?.has(root) === true || isLeftOut(root, options, known)) return;
	if (known !== void 0) {
		options.entered.above(root, options.resolve);
		found(root);
		return;
	}
	const stats = follow(root, options);
	const real = leadsTo(root, "named", options);
	if (stats.isFile()) return void found(root, real);
	if (!stats.isDirectory()) throw notRegular(root);
	const followed = {
		directories: 0,
		files: 0
	};
	let files = 0;
	const count = (path, place) => {
		files += 1;
		found(path, place);
	};
	const hiding = options.leftOut.hiding(() => walk(root, [real], {
		...options,
		limits,
		followed,
		found: count
	}));
	if (files === 0 && options.named === "by-caller") refuseAllLeftOut(root, hiding, options.lookingFor);
}
/** Whether a path that was named is left out. Nothing that is left out is looked through. @throws RECORD_EXCLUDED */
function isLeftOut(root, { excludes, leftOut, named, lookingFor, resolve }, known) {
	const asFile = excludes.path(root, false);
	const asDirectory = known === void 0 ? excludes.path(root, true) : asFile;
	const pattern = asFile !== asDirectory && isDirectoryAt(resolve(root)) ? asDirectory : asFile;
	if (pattern === void 0) return false;
	if (named === "by-caller") throw leftOutByName(root, pattern, lookingFor);
	leftOut.file(pattern, root);
	return true;
}
/**
* @internal shared with whole-directory
* @param how whether the path itself was named, so that excluding it would not help
* @returns where it leads, without any link, which is noted
* @throws RECORD_OUTSIDE, RECORD_UNREADABLE
*/
function leadsTo(path, how, options) {
	const real = realPath(path, options);
	options.entered.leads(options.resolve(path), path, real);
	if (options.symlinkedDirectories === "within") demandInside(path, real, how, options);
	return real;
}
function demandInside(path, real, how, { base, baseName }) {
	const place = placeOf$1(base, real);
	if (place === "inside") return;
	const where = place === "git" ? "into `.git`" : `out of ${baseName}`;
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(path)} leads ${where}, to ${quoteUntrusted(real.replaceAll(sep, "/"))}.`, { hint: OUTSIDE_HINTS[how][place](baseName) });
}
const OUTSIDE_HINTS = {
	named: {
		git: () => "Do not name it; what git keeps for itself differs from checkout to checkout and is never recorded.",
		outside: (base) => `Give the file itself, and no link: put it, or a copy of it, into ${base}. What lies outside is not part of the step.`
	},
	found: {
		git: () => "Exclude it; what git keeps for itself differs from checkout to checkout and is never recorded.",
		outside: (base) => `Exclude it, or put a copy into ${base}; what lies outside is not part of the step.`
	}
};
/** @param chain the real paths of the directories entered on the way here */
function walk(directory, chain, options) {
	for (const entry of readDirectory(directory, options)) {
		const path = directory === "." ? entry.name : directory === "/" ? `/${entry.name}` : `${directory}/${entry.name}`;
		const pattern = options.excludes.entry(path, entry.name, entry.isDirectory());
		if (pattern !== void 0) {
			if (options.also !== void 0) walkLeftOut({
				path,
				entry,
				pattern
			}, chain, options);
			else if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path), path);
			else options.leftOut.file(pattern, path);
		} else if (entry.isFile()) {
			if (options.apart?.has(path) === true) continue;
			if (chain.length > 1) countLinked(path, options);
			options.found(path);
		} else if (entry.isDirectory()) {
			if (options.apart?.has(path) === true) continue;
			options.entered.directory(options.resolve(path), path);
			walk(path, chain, options);
		} else {
			if (!entry.isSymbolicLink()) throw notRegular(path);
			walkSymlink(path, entry.name, chain, options);
		}
	}
}
/** Looks through what a pattern leaves out for what is recorded all the same. What cannot be read may hold anything. */
function walkLeftOut({ path, entry, pattern }, chain, options) {
	if (options.leftOut.ignores(pattern) || options.apart?.has(path) === true) return;
	if (entry.isDirectory()) {
		const below = entriesOf(path, options);
		if (below === void 0) options.leftOut.file(pattern, path);
		else options.entered.directory(options.resolve(path), path);
		for (const one of below ?? []) walkLeftOut({
			path: `${path}/${one.name}`,
			entry: one,
			pattern
		}, chain, options);
	} else if (options.also?.(path) !== true && options.known?.(path) === void 0) options.leftOut.file(pattern, path);
	else if (entry.isFile()) options.found(path);
	else {
		if (!entry.isSymbolicLink()) throw notRegular(path);
		walkSymlink(path, entry.name, chain, options);
	}
}
function isDirectoryAt(path) {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
/** Links cost a commit nothing, and each file behind them costs memory. @throws RECORD_TOO_MANY_LINKS */
function countLinked(path, { followed, limits }) {
	followed.files += 1;
	if (followed.files <= limits.linkedFiles) return;
	throw new RecordingError("RECORD_TOO_MANY_LINKS", `More than ${limits.linkedFiles} files are reached through symbolic links to directories, the last one at ${quoteUntrusted(path)}.`, { hint: "Exclude the links, or the directory that holds them." });
}
function walkSymlink(path, name, chain, options) {
	if (options.known?.(path) !== void 0) {
		options.found(path);
		return;
	}
	const stats = follow(path, options);
	if (stats.isFile()) {
		const file = leadsTo(path, "found", options);
		if (options.known !== void 0 || options.also !== void 0) demandRecorded(path, file, "file", options);
		options.found(path, file);
		return;
	}
	if (!stats.isDirectory()) throw notRegular(path);
	if (options.symlinkedDirectories === "skip") return;
	const excluded = options.excludes.entry(path, name, true);
	if (excluded !== void 0) {
		options.leftOut.file(excluded, path);
		return;
	}
	const real = leadsTo(path, "found", options);
	if (options.symlinkedDirectories === "within") {
		if (options.known !== void 0 || options.also !== void 0) demandRecorded(path, real, "directory", options);
		const ownName = relative(options.base, real).replaceAll(sep, "/");
		const pattern = ownName === "" ? void 0 : options.excludes.path(ownName, true);
		if (pattern !== void 0) {
			options.leftOut.directory(pattern, real, path);
			return;
		}
	}
	const { followed, limits } = options;
	followed.directories += 1;
	if (followed.directories > limits.followedLinks) throw new RecordingError("RECORD_TOO_MANY_LINKS", `More than ${limits.followedLinks} directories are reached through symbolic links, the last one at ${quoteUntrusted(path)}.`, { hint: "Exclude the directory that holds them; for packages of Node, exclude node_modules/." });
	const here = realPath(path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".", options);
	if ([...chain, here].some((outer) => outer === real || outer.startsWith(`${real}${sep}`))) throw new RecordingError("RECORD_SYMLINK_CYCLE", `The symbolic link ${quoteUntrusted(path)} leads back to a directory above it.`, { hint: "Exclude the link." });
	walk(path, [
		...chain,
		here,
		real
	], options);
}
function realPath(path, { resolve }) {
	return realPlace(resolve(path), path);
}
// src/recording/whole-directory.ts
/**
* A plan for the directory as one artifact. Links are not followed, so that they may lead round in circles; where they
* may not lead outwards, they must lead to something.
*
* @throws RECORD_NOT_FOUND, RECORD_NAME_AMBIGUOUS, RECORD_NOT_REGULAR, RECORD_OUTSIDE, RECORD_SYMLINK_BROKEN,
* RECORD_SYMLINK_CYCLE, RECORD_EXCLUDED, RECORD_UNREADABLE, RECORD_NAME_NOT_UTF8, RECORD_NAME_TAKEN, RECORD_BACKSLASH
*/
function planDirectory(uri, walk, names, found) {
	const directory = resolve(walk.resolve(uri.path));
	if (!isDirectory(uri.path, walk)) throw new RecordingError("RECORD_NOT_FOUND", `${quoteUntrusted(`${uri.scheme}${uri.path}`)} is not a directory.`, { hint: `Name a directory after "${uri.scheme}".` });
	leadsTo(uri.path, "named", walk);
	const { files: paths, lines } = listDirectory(uri, {
		...walk,
		known: walk.known && ((path) => walk.known?.(`${uri.path}/${path}`)),
		resolve: (path) => path === "." ? directory : `${directory}${sep}${path}`
	});
	const key = names.name(uri);
	const files = new PlannedFiles((name) => `${directory}${sep}${name.slice(uri.path.length + 1)}`);
	for (const path of paths) {
		const file = files.add(`${uri.path}/${path}`);
		found?.(file);
	}
	return {
		modes: () => [],
		entries: paths.length + lines.length,
		files,
		artifacts: {
			kind: "one",
			name: key,
			digests: (digestsOf) => {
				const text = paths.map((path, index) => [path, `${sha256Of(digestsOf(index))}  ${path}\n`]);
				for (const line of lines) text.push(line);
				text.sort(([a], [b]) => compareCodePoints(a, b));
				const whole = createHash("sha256");
				for (const [, line] of text) whole.update(line);
				return digestSet([["sha256", whole.digest("hex")]]);
			}
		}
	};
}
function listDirectory(uri, options) {
	const found = {
		files: [],
		lines: []
	};
	const hiding = options.leftOut.hiding(() => listEntries("", uri, options, found));
	if (found.files.length + found.lines.length === 0 && options.named === "by-caller") refuseAllLeftOut(".", hiding, options.lookingFor);
	return found;
}
/** @returns how many entries there are, with those that are left out */
function listEntries(prefix, uri, options, found) {
	const entries = readDirectory(prefix === "" ? "." : prefix.slice(0, -1), options);
	for (const entry of entries) {
		const path = `${prefix}${entry.name}`;
		const pattern = options.excludes.entry(path, entry.name, entry.isDirectory());
		if (pattern !== void 0) {
			if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path), path);
			else options.leftOut.file(pattern, path);
			continue;
		}
		refuseAmbiguous(uri, path);
		if (entry.isFile()) found.files.push(path);
		else if (entry.isSymbolicLink()) {
			const content = options.linkedDirectoriesIn === void 0 ? void 0 : contentOutside(uri, path, options.linkedDirectoriesIn, options);
			const name = `link ${targetOf$1(path, options)}`;
			found.lines.push([path, `${content === void 0 ? name : `${name} file ${content}`}  ${path}\n`]);
		} else if (!entry.isDirectory()) throw notRegular(`${uri.path}/${path}`);
		else {
			options.entered.directory(options.resolve(path), `${uri.path}/${path}`);
			if (listEntries(`${path}/`, uri, options, found) === 0) found.lines.push([path, `empty  ${path}\n`]);
		}
	}
	return entries.length;
}
/**
* A name says nothing of what a link leads to, so that must lie where it is seen: in the directory itself or in another
* one, which is recorded besides. A file that lies elsewhere counts by its content, too; a directory is refused.
*
* @returns the SHA-256 of such a file, 64 digits; undefined for what is seen, for devices, and for what leads nowhere
* @throws RECORD_OUTSIDE, RECORD_UNREADABLE, RECORD_FILE_CHANGED
*/
function contentOutside(uri, path, within, { resolve }) {
	const target = linkedPlace(resolve(path), path);
	if (target === void 0 || isInside(realPlace(resolve("."), uri.path), target.real)) return void 0;
	const { real, kind } = target;
	if (placeOf$1(realPlace(within, within), real) === "inside") return void 0;
	if (kind === "file") return hashFile(real, `${uri.path}/${path}`, {
		algorithms: ["sha256"],
		lineEndings: "as-is"
	})[0];
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(`${uri.path}/${path}`)} is a symbolic link to a directory where nothing is recorded, ${quoteUntrusted(real.replaceAll(sep, "/"))}, so nobody would see what changes there.`, { hint: "Install copies instead of links: keep the store of the package manager for packages that are linked in the directory itself (pnpm: `enableGlobalVirtualStore: false`), and use no `npm link`. Where nothing reads it, leave it out with a line that begins with `!`." });
}
/** The real path of the file or directory that a link leads to; undefined for devices, and for what leads nowhere. */
function linkedPlace(place, path) {
	try {
		const stats = statSync(place);
		if (!stats.isFile() && !stats.isDirectory()) return void 0;
		return {
			real: realpathSync.native(place),
			kind: stats.isFile() ? "file" : "directory"
		};
	} catch (error) {
		if ([
			"ENOENT",
			"ELOOP",
			"ENOTDIR",
			"ENAMETOOLONG"
		].includes(errorCode(error))) return void 0;
		throw unreadable$3(path, error);
	}
}
const isInside = (directory, path) => path === directory || path.startsWith(`${directory}${sep}`);
/** The SHA-256 of the bytes that a link leads to by name: spelt out, it could hold what stands between it and the path. */
function targetOf$1(path, options) {
	if (options.symlinkedDirectories === "within" && options.known?.(path)?.kind !== "link") {
		follow(path, options);
		leadsTo(path, "found", options);
	}
	try {
		return createHash("sha256").update(readlinkSync(options.resolve(path), { encoding: "buffer" })).digest("hex");
	} catch (error) {
		throw unreadable$3(path, error);
	}
}
/** @throws RECORD_ codes */
function isDirectory(path, walk) {
	try {
		return follow(path, walk).isDirectory();
	} catch (error) {
		if (error.cause?.code === "ENOTDIR") return false;
		throw error;
	}
}
/** The text has no way of saying where such a name ends, so two directories would have one digest. */
function refuseAmbiguous({ scheme, path: root }, path) {
	if (!/[\n\r\\]/.test(path)) return;
	throw new RecordingError("RECORD_NAME_AMBIGUOUS", `${quoteUntrusted(`${root}/${path}`)} has a line break or a backslash in its name, so the digest of ${quoteUntrusted(`${scheme}${root}`)} could mean other files.`, { hint: "Rename the file, or exclude it (under `may-change` of the directory in intents), or record the files of the directory one by one." });
}
function sha256Of(digests) {
	const sha256 = sha256In(digests);
	if (sha256 === void 0) throw new TypeError("a directory has a digest only where SHA-256 is computed");
	return sha256;
}
// src/recording/coverages.ts
const COVERAGES = {
	"each-file": {
		plan: planFiles,
		couldName: (root, path, isExcluded) => (root === "." || path === root || path.startsWith(`${root}/`)) && !isExcluded(path),
		excludedRoot: "left-out"
	},
	"whole-directory": {
		plan: planDirectory,
		couldName: (root, path) => path === root,
		excludedRoot: "recorded"
	}
};
function planFiles({ scheme, path: root }, walk, names, found) {
	const files = new PlannedFiles(walk.resolve);
	const keys = [];
	const looks = walk.looks === true ? new Looks(walk) : void 0;
	findFiles(root, walk, (path, real) => {
		const known = walk.known?.(path);
		const key = names.name({
			scheme,
			path
		});
		keys.push(key);
		const file = files.add(key === path ? key : path, real, known?.kind === "link" ? known.sha256 : void 0);
		looks?.take(path, key, known);
		found?.(file);
	});
	files.bytes = looks?.bytes;
	return {
		entries: files.length,
		files,
		artifacts: {
			kind: "each",
			names: keys
		},
		modes: () => looks?.modes ?? keys.flatMap((key, index) => {
			const mode = modeOf(files.names[index], walk);
			return mode === void 0 ? [] : [[key, mode]];
		})
	};
}
/**
* One look at each file while it is found, for its mode and its bytes. Two looks, at bytes before files are hashed and at modes
* afterwards, take 5 ms more for 2000 files. Where a file cannot be looked at, nothing is told: whoever asks again says why.
*/
var Looks = class {
	#walk;
	#modes = [];
	#bytes = 0;
	#isWhole = true;
	constructor(walk) {
		this.#walk = walk;
	}
	take(path, key, known) {
		if (!this.#isWhole) return;
		try {
			const { mode, bytes } = known === void 0 ? lookAt$1(this.#walk.resolve(path)) : lookOf$1(known);
			this.#bytes += bytes;
			if (mode !== void 0) this.#modes.push([key, mode]);
		} catch {
			this.#isWhole = false;
		}
	}
	get modes() {
		return this.#isWhole ? this.#modes : void 0;
	}
	/** Of all files together; undefined where one could not be looked at. */
	get bytes() {
		return this.#isWhole ? this.#bytes : void 0;
	}
};
function lookOf$1(known) {
	return known.kind === "link" ? {
		mode: "symlink",
		bytes: 0
	} : known;
}
function lookAt$1(path) {
	const stats = lstatSync(path);
	const symlink = stats.isSymbolicLink();
	const { mode, size } = symlink ? statSync(path) : stats;
	const executable = (mode & 73) !== 0;
	if (symlink) return {
		mode: executable ? "executable symlink" : "symlink",
		bytes: size
	};
	return {
		mode: executable ? "executable" : void 0,
		bytes: size
	};
}
/** @throws RECORD_UNREADABLE */
function modeOf(name, { known: knownFiles, resolve }) {
	const known = knownFiles?.(name);
	if (known !== void 0) return lookOf$1(known).mode;
	try {
		return lookAt$1(resolve(name)).mode;
	} catch (error) {
		throw unreadable$3(name, error);
	}
}
// src/recording/default-excludes.ts
/**
* What is not recorded unless the caller says otherwise: links themselves, git's own files, Python's byte code and
* editors' backups. The same list as the reference's, in the gitignore dialect.
*/
const DEFAULT_EXCLUDES = [
	"*.link*",
	".git",
	"*.pyc",
	"*~"
];
// src/recording/entered.ts
/** One look for each directory, and for each link and each path that was named; none for a file that a walk finds. */
var Entered = class {
	/** By their paths of the file system. */
	#places = /* @__PURE__ */ new Map();
	/** Notes a directory that was listed as one. @param place path of the file system */
	directory(place, name) {
		this.#places.set(place, {
			name,
			real: void 0
		});
	}
	/** Notes where a path led, whatever lies on the way. @param place path of the file system */
	leads(place, name, real) {
		this.#places.set(place, {
			name,
			real
		});
	}
	/** Notes the directories above a file that was reached through none but directories. @param name relative to the base */
	above(name, resolve) {
		for (let outer = dirname(name); outer !== "." && outer !== "/"; outer = dirname(outer)) {
			const place = resolve(outer);
			if (this.#places.has(place)) return;
			this.directory(place, outer);
		}
	}
	/** Demands that all of them still lead there. @throws RECORD_FILE_CHANGED */
	demandUnchanged() {
		for (const [place, { name, real }] of this.#places) if (!leadsStill(place, real)) throw fileChanged(name);
	}
};
function leadsStill(place, real) {
	try {
		return real === void 0 ? lstatSync(place).isDirectory() : realpathSync.native(place) === real;
	} catch {
		return false;
	}
}
// src/recording/excludes.ts
/** Compiles exclude patterns; of those that fit, the last one decides. */
function compileExcludes(patterns) {
	const lines = patterns.flatMap((pattern) => pattern.split(/\r?\n/).map((line) => ({
		pattern,
		line: readGitignoreLine(line)
	}))).flatMap(({ pattern, line }) => line === void 0 ? [] : [{
		...line,
		pattern
	}]).reverse();
	const entry = (path, name, isDirectory) => {
		for (const { pattern, includes, directoriesOnly, fits } of lines) if ((isDirectory || !directoriesOnly) && fits(path, name)) return includes ? void 0 : pattern;
	};
	return {
		entry,
		path: (path, isDirectory) => onTheWay(path, isDirectory, entry)
	};
}
/** The place that a recording starts from is no entry of it, and neither is what lies above, so no pattern fits them. */
function onTheWay(path, isDirectory, entry) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	let way = "";
	for (const [index, part] of parts.entries()) {
		way = way === "" ? part : `${way}/${part}`;
		if (part === "..") continue;
		const pattern = entry(way, part, index < parts.length - 1 || isDirectory);
		if (pattern !== void 0) return pattern;
	}
}
// src/recording/hash-large-file.ts
/** A core that sleeps takes long to wake: by parts of 1 MiB all takes longer than in turns. */
const PART$2 = 4194304;
/** Two parts, of which one is hashed and one is read, for all files of the thread, which come one after the other. */
let parts;
/** The digests of one file, as `hashFile` gives them. @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED */
async function hashLargeFile(path, name, options) {
	let descriptor;
	try {
		descriptor = openSync(path, FLAGS);
		const before = fstatSync(descriptor);
		demandFile(before, name);
		const { digests, bytes } = await hashAhead(descriptor, before.size, options);
		if (bytes !== before.size || changed(before, fstatSync(descriptor))) throw fileChanged(name);
		return digests;
	} catch (error) {
		throw fileError(name, error);
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
async function hashAhead(descriptor, size, options) {
	parts ??= [Buffer.allocUnsafeSlow(PART$2), Buffer.allocUnsafeSlow(PART$2)];
	let [content, room] = parts;
	const hashes = new FileHashes(options, size);
	let bytes = 0;
	let count = await readPart(descriptor, content, bytes);
	while (count > 0 && bytes <= size) {
		bytes += count;
		const next = readPart(descriptor, room, bytes);
		try {
			hashes.update(content.subarray(0, count));
		} finally {
			count = await next;
		}
		[content, room] = [room, content];
	}
	return {
		digests: hashes.end(),
		bytes: bytes + count
	};
}
function readPart(descriptor, room, position) {
	return new Promise((resolve, reject) => {
		read$1(descriptor, room, 0, PART$2, position, (error, count) => error === null ? resolve(count) : reject(error));
	});
}
// src/recording/hash-run.ts
/** From so many files, or so many bytes. A thread takes as long to start as 2 000 small files take to hash: 25 ms of a core. */
const WORKER_PAYS = {
	files: 2048,
	bytes: 33554432
};
const BATCH_FILES = 32;
/** One run: files are added while they are found, and threads hash them meanwhile where that pays. */
var HashRun = class {
	#options;
	#threads;
	#hash;
	/** Memory of segments that nobody looks at any more. */
	#used;
	/** What the user calls each file. */
	#names = [];
	/** Those that threads have a part of, and the last one, which files are added to. */
	#segments = [];
	/** The first file of each segment. */
	#firsts = [];
	#shared = 0;
	#answers = [];
	#failure;
	/**
	* @param threads starts threads where none runs yet
	* @param hash computes the digests of a file in this thread
	* @param used memory of segments of earlier runs, which is taken from there, and given back
	*/
	constructor(options, threads, hash = hashUnlessLarge, used = []) {
		this.#options = options;
		this.#threads = threads;
		this.#hash = hash;
		this.#used = used;
	}
	/** Adds a file. Where there are many, threads begin with them at once. */
	add({ path, name }) {
		if (this.#shared < this.#segments.length && !this.#last().takes(path)) this.#share(BATCH_FILES);
		if (this.#shared === this.#segments.length) this.#open(path);
		this.#last().add(path);
		this.#names.push(name);
		if (this.#last().files === 2048) this.#share(BATCH_FILES);
	}
	/**
	* The digests of all files that were added.
	*
	* @param bytes about how much they hold together, to judge whether threads pay
	* @param onProgress takes how many files are done
	* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
	*/
	async end(bytes, onProgress) {
		const files = this.#names.length;
		const pays = files > 1 && (files >= WORKER_PAYS.files || bytes >= WORKER_PAYS.bytes);
		const batch = pays ? Math.min(BATCH_FILES, Math.ceil(files / 8)) : BATCH_FILES;
		if (this.#shared < this.#segments.length && pays) this.#share(batch);
		const tell = () => onProgress?.(this.#segments.reduce((sum, { done }) => sum + done, 0));
		for (const segment of this.#segments) for (let isMore = true; isMore && !this.#isOver();) {
			const large = [];
			isMore = segment.hashNext(batch, this.#hash, (index) => large.push(index));
			if (large.length > 0) await this.#hashLarge(segment, large);
			if (!isMore) break;
			tell();
			await setImmediate$1();
		}
		if (this.#isOver()) this.stop();
		await Promise.all(this.#answers);
		if (this.#failure !== void 0) throw this.#failure;
		this.#lookAgain();
		if (files > 0) tell();
		return this.#digests();
	}
	/** Lets no thread take a file any more. */
	stop() {
		for (const segment of this.#segments) segment.stop();
	}
	/** Gives its memory to the next run. The digests are gone, and nothing else may be asked. */
	free() {
		for (const segment of this.#segments.splice(0)) this.#used.push(segment.shared.memory);
	}
	async #hashLarge(segment, files) {
		for (const index of files) {
			if (this.#isOver()) return;
			try {
				segment.settle(index, await hashLargeFile(segment.path(index), "", this.#options));
			} catch (error) {
				segment.refuse(index, error);
			}
		}
	}
	#isOver() {
		return this.#failure !== void 0 || this.#segments.some(({ isRefused }) => isRefused);
	}
	#last() {
		return this.#segments.at(-1);
	}
	/** Begins a segment for the next files. */
	#open(path) {
		this.#segments.push(HashSegment.empty(this.#options, this.#used, path));
		this.#firsts.push(this.#names.length);
	}
	/** Gives the files that came last to all threads. */
	#share(batch) {
		const segment = this.#last();
		this.#shared = this.#segments.length;
		for (const thread of this.#threads()) {
			const answered = thread.run({
				segment: segment.shared,
				batch
			}).then((answer) => {
				if (answer instanceof Error) this.#failure ??= answer;
			});
			this.#answers.push(answered);
		}
	}
	#lookAgain() {
		for (const [number, segment] of this.#segments.entries()) {
			if (segment.done === segment.files) continue;
			for (let index = 0; index < segment.files; index += 1) {
				const state = segment.state(index);
				if (state === "done") continue;
				const name = this.#names[this.#firsts[number] + index];
				if (state === "changed") throw fileChanged(name);
				const path = segment.path(index);
				segment.settle(index, this.#hash(path, name, this.#options) ?? hashFile(path, name, this.#options));
			}
		}
	}
	#digests() {
		const [segments, firsts] = [this.#segments, this.#firsts];
		const numberOf = (file) => {
			let number = Math.floor(file / SEGMENT_FILES);
			while ((firsts[number + 1] ?? 1e400) <= file) number += 1;
			return number;
		};
		const at = (file, work) => {
			const number = numberOf(file);
			return work(segments[number], file - firsts[number]);
		};
		return {
			files: this.#names.length,
			of: (file) => at(file, (segment, index) => segment.digests(index)),
			copy: (file, count, into, to) => {
				for (let done = 0; done < count;) done += at(file + done, (segment, index) => {
					const here = Math.min(count - done, segment.files - index);
					segment.copy(index, here, into, to + done * segment.width);
					return here;
				});
			}
		};
	}
};
// src/recording/file-digests.ts
const SHA256 = ["sha256"];
/** What is computed of each file. With tracking these are SHA-256, and git's id where it is asked for. */
function hashOptions({ algorithms = SHA256, lineEndings }, tracking) {
	if (tracking === void 0) return {
		algorithms,
		lineEndings
	};
	const { gitId } = tracking;
	return {
		algorithms: SHA256,
		lineEndings: "as-is",
		...gitId === void 0 ? {} : { gitId }
	};
}
/**
* The digests of the files of a recording, once all of them were added to the run.
*
* @param plans all of them, those too whose digests are known
* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
*/
async function digestsOfFiles(run, plans, request, tracking) {
	if (tracking !== void 0) return settle(run, plans, request, tracking);
	const { algorithms = SHA256, onProgress } = request;
	const digests = await run.end(aboutSize(plans), onProgress);
	const ofFile = (file) => digestSet(digests.of(file).map((hex, index) => [algorithms[index], hex]));
	return {
		of: ofFile,
		copySha256: algorithms.join() === "sha256" ? digests.copy : void 0,
		onDisk: void 0
	};
}
/** The digests of files of which some are known: whoever knows them compares, and says by what they are recorded. */
async function settle(run, plans, request, tracking) {
	const files = plans.flatMap((list) => [...list]);
	const beside = tracking.beside(new Set(files.map(({ name }) => name)));
	for (const file of beside) run.add(file);
	const { disk, gitIds } = byName([...files.filter(({ sha256 }) => sha256 === void 0), ...beside], await run.end(aboutSize([...plans, beside]), request.onProgress));
	for (const { name, sha256 } of files) if (sha256 !== void 0) disk.set(name, sha256);
	const settled = await tracking.settle(disk, gitIds);
	const onDisk = (file) => disk.get(files[file].name);
	const recorded = (file) => settled.get(files[file].name) ?? onDisk(file);
	return {
		of: (file) => digestSet([["sha256", recorded(file)]]),
		copySha256: (file, count, into, at) => {
			for (let index = 0; index < count; index += 1) into.write(recorded(file + index), at + index * 32, "hex");
		},
		onDisk: settled.size === 0 ? void 0 : (file) => digestSet([["sha256", onDisk(file)]])
	};
}
/** The SHA-256 of files and the ids that git gives to their bytes, by their names. */
function byName(files, digests) {
	const [disk, gitIds] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
	for (const [index, { name }] of files.entries()) {
		const [sha256, id] = digests.of(index);
		disk.set(name, sha256);
		if (id !== void 0) gitIds.set(name, id);
	}
	return {
		disk,
		gitIds
	};
}
/** How many bytes files hold together, as far as that decides whether threads pay. What cannot be looked at is told by who reads it. */
function aboutSize(lists) {
	let bytes = 0;
	if (lists.reduce((sum, { length }) => sum + length, 0) >= WORKER_PAYS.files) return bytes;
	for (const files of lists) if (files.bytes !== void 0) bytes += files.bytes;
	else for (const { path } of files) {
		bytes += sizeOf(path);
		if (bytes >= WORKER_PAYS.bytes) break;
	}
	return bytes;
}
function sizeOf(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}
// src/recording/gather-artifacts.ts
/**
* Artifacts under their names, in order of code points; and the files that are recorded by other digests than those of
* their bytes, with these.
*
* @param earlier names of another recording, which are kept once where they are the same
* @throws RECORD_NAME_TAKEN
*/
function gatherArtifacts(plans, digests, earlier) {
	const gathered = gather(plans, digests.of);
	const known = isListOf(earlier, gathered.names);
	const inOrder = known || isRising(gathered.names);
	const { names, from } = inOrder ? gathered : withoutRepeated(sorted(gathered), digests.of);
	const { copySha256 } = digests;
	return {
		artifacts: copySha256 !== void 0 && (inOrder || names.every(isAscii)) ? new ArtifactTable({
			list: known ? earlier : listOf(names, earlier),
			digests: bytesOf(from, copySha256)
		}) : artifactsOf(names.map((name, index) => [name, digestsAt(from, index, digests.of)])),
		converted: new Map(convertedOf(plans, digests))
	};
}
/** The order that the language has is that of code points for ASCII. Directories are walked in order, so there is mostly nothing to sort. */
const isRising = (names) => names.every((name, index) => isAscii(name) && (index === 0 || names[index - 1] < name));
/** Whether names are those of a list, which are ASCII and in order. Names that come again are the same texts, which is seen at once. */
const isListOf = (list, names) => names.length === list.names.length && names.every((name, index) => name === list.names[index]);
const listOf = (names, earlier) => isListOf(earlier, names) ? earlier : new NameList(names);
/** Files mostly follow one another as they were hashed. Copied run by run, digests of 50 000 files take 1 ms instead of 7. */
function bytesOf(from, copySha256) {
	const bytes = Buffer.from(new ArrayBuffer(from.length * 32));
	for (let index = 0; index < from.length;) {
		const file = from[index];
		let end = index + 1;
		if (typeof file === "number") {
			while (from[end] === file + end - index) end += 1;
			copySha256(file, end - index, bytes, index * 32);
		} else bytes.write(sha256In(file), index * 32, "hex");
		index = end;
	}
	return new Uint8Array(bytes.buffer);
}
/** In order of code points. The text of a directory is put together once more only where a file of it differs. */
function convertedOf(plans, { of, onDisk }) {
	if (onDisk === void 0) return [];
	const found = [];
	let first = 0;
	for (const { artifacts, files } of plans) {
		const before = first;
		const differing = files.names.flatMap((_, file) => of(before + file) === onDisk(before + file) ? [] : [file]);
		first += files.length;
		if (artifacts.kind === "each") for (const file of differing) found.push([artifacts.names[file], onDisk(before + file)]);
		else if (differing.length > 0) found.push([artifacts.name, artifacts.digests((file) => onDisk(before + file))]);
	}
	found.sort(([a], [b]) => compareCodePoints(a, b));
	return found.map(([name, digests]) => [name, sha256In(digests)]);
}
function gather(plans, of) {
	const [only] = plans;
	if (plans.length === 1 && only?.artifacts.kind === "each") {
		const { names } = only.artifacts;
		return {
			names,
			from: names.map((_, index) => index)
		};
	}
	const names = [];
	const from = [];
	let first = 0;
	for (const { artifacts, files } of plans) {
		const before = first;
		first += files.length;
		if (artifacts.kind === "one") {
			names.push(artifacts.name);
			from.push(artifacts.digests((file) => of(before + file)));
			continue;
		}
		for (const [file, name] of artifacts.names.entries()) {
			names.push(name);
			from.push(before + file);
		}
	}
	return {
		names,
		from
	};
}
const digestsAt = (from, index, of) => {
	const file = from[index];
	return typeof file === "number" ? of(file) : file;
};
function sorted({ names, from }) {
	const order = names.map((_, index) => index);
	order.sort((a, b) => compareCodePoints(names[a], names[b]));
	return {
		names: order.map((index) => names[index]),
		from: order.map((index) => from[index])
	};
}
/** One file may be named in two ways; two things of one name, a file `dir:a` and the directory `a`, may not be. */
function withoutRepeated({ names, from }, of) {
	if (names.every((name, index) => index === 0 || names[index - 1] !== name)) return {
		names,
		from
	};
	const once = {
		names: [],
		from: []
	};
	for (const [index, name] of names.entries()) {
		if (index > 0 && names[index - 1] === name) {
			if (digestsAt(from, index - 1, of) === digestsAt(from, index, of)) continue;
			throw new RecordingError("RECORD_NAME_TAKEN", `Two things would be recorded as ${quoteUntrusted(name)}, with different digests.`, { hint: nameHint(name) });
		}
		once.names.push(name);
		once.from.push(from[index]);
	}
	return once;
}
// src/recording/hash-pool.ts
/** Threads that compute digests. They are started for the first run that pays, and serve all runs until the pool is closed. */
var HashPool = class {
	#workers = [];
	/** Undefined until the first thread is asked for: counting the cores takes 30 microseconds, each time. */
	#threads;
	#start;
	/** Memory that runs have used: the second half of a step hashes about as many files as the first. */
	#used = [];
	/** @param threads threads beside the main one; one for each further core by default */
	constructor(threads, start = takeOrStart) {
		this.#threads = threads;
		this.#start = start;
	}
	/** Begins to hash files, which are added one by one. */
	begin(options) {
		const threads = () => {
			this.#threads ??= availableParallelism() - 1;
			while (this.#workers.length < this.#threads) this.#workers.push(new PooledWorker(this.#start()));
			return this.#workers;
		};
		return new HashRun(options, threads, void 0, this.#used);
	}
	/** Ends the threads. The pool can be used again afterwards. */
	async close() {
		await Promise.all(this.#workers.splice(0).map((worker) => worker.close()));
	}
};
const takeOrStart = () => takeSpareThread() ?? startThread();
/** A thread and the jobs that it has not answered yet. */
var PooledWorker = class {
	#worker;
	#waiting = /* @__PURE__ */ new Map();
	#nextId = 0;
	#failure;
	#isClosing = false;
	constructor(worker) {
		this.#worker = worker;
		this.#worker.on("message", (answer) => {
			this.#waiting.get(answer.id)?.(answer);
			this.#waiting.delete(answer.id);
			if (this.#waiting.size === 0 && !this.#isClosing) this.#worker.unref();
		});
		this.#worker.on("error", (error) => this.#stop(error));
		this.#worker.on("exit", () => this.#stop(void 0));
	}
	run(job) {
		if (this.#failure !== void 0) return Promise.resolve(this.#failure);
		const id = this.#nextId += 1;
		return new Promise((resolve) => {
			this.#waiting.set(id, resolve);
			this.#worker.ref();
			this.#worker.postMessage({
				id,
				...job
			});
		});
	}
	async close() {
		this.#isClosing = true;
		await this.#worker.terminate();
	}
	#stop(cause) {
		const why = cause instanceof Error ? `: ${escapeUntrusted(`${cause.name}: ${cause.message}`)}` : " without a word";
		this.#failure ??= new RecordingError("RECORD_WORKER_FAILED", `A thread that computes digests stopped${why}.`, {
			cause,
			hint: "Most likely the machine lacks memory. Record again when fewer programs run, or where there is more."
		});
		for (const resolve of this.#waiting.values()) resolve(this.#failure);
		this.#waiting.clear();
	}
};
// src/recording/record-artifacts.ts
/** The patterns that a request means. */
function excludesOf(exclude) {
	return exclude === "default" ? DEFAULT_EXCLUDES : exclude;
}
/** Records artifacts, keeping threads between recordings until it is closed. */
var Recorder = class {
	#pool;
	/** Names of the files that were recorded last. */
	#earlier = new NameList([]);
	constructor(pool = new HashPool()) {
		this.#pool = pool;
	}
	/**
	* Hashes files and gives them their names (in-toto v1.0, 4.4.1).
	*
	* @param tracking for files of a commit, whose digest is SHA-256 of their bytes
	* @throws every RECORD_ code
	*/
	async record(request, tracking) {
		const excluded = excludesOf(request.exclude);
		const names = new ArtifactNames(request.lstripPaths, this.#earlier.names);
		const excludes = compileExcludes(excluded);
		const leftOut = new LeftOut(void 0, request.also === void 0 ? isUncounted : isUncountedAtTop);
		const entered = new Entered();
		const walkOf = walks(request, {
			entered,
			excludes,
			leftOut,
			named: request.named ?? "by-caller",
			known: tracking?.known,
			apart: request.apart,
			also: request.also,
			linkedDirectoriesIn: request.linkedDirectoriesIn,
			looks: request.modes === "record",
			lookingFor: {
				purpose: request.emptyPath === void 0 ? "recorded" : "compared",
				patterns: request.exclude === "default" ? "default" : "given"
			}
		});
		const uris = request.paths.map((path) => parseArtifactUri(path, sep));
		if (request.symlinkedDirectories === "within") uris.forEach(refuseOutside);
		const run = this.#pool.begin(hashOptions(request, tracking));
		const { plans, digests } = await stopped(run, async () => {
			const plans = uris.map((uri) => COVERAGES[coverageOf(uri.scheme)].plan(uri, walkOf(uri), names, (file) => {
				if (file.sha256 === void 0) run.add(file);
			}));
			if (request.emptyPath === "refused") refuseEmpty(uris, plans);
			const files = plans.map((plan) => plan.files);
			return {
				plans,
				digests: await digestsOfFiles(run, files, request, tracking)
			};
		});
		const modes = request.modes === "record" ? new Map(plans.flatMap((plan) => plan.modes())) : void 0;
		entered.demandUnchanged();
		const { artifacts, converted } = gatherArtifacts(plans, digests, this.#earlier);
		run.free();
		if (artifacts instanceof ArtifactTable) this.#earlier = artifacts.list;
		return {
			artifacts,
			excluded,
			leftOut: leftOut.files,
			examples: leftOut.examples,
			modes,
			converted
		};
	}
	/** Ends the threads, so that the process can end. */
	async close() {
		await this.#pool.close();
	}
};
/** Whatever goes wrong, no thread goes on. */
async function stopped(run, work) {
	try {
		return await work();
	} catch (error) {
		run.stop();
		throw error;
	}
}
/** How each path is walked. */
function walks({ symlinkedDirectories, baseDirectory }, common) {
	const below = `${baseDirectory}${sep}`;
	const resolverOf = (root) => isAbsolute(root) ? (path) => isAbsolute(path) ? path : below + path : (path) => below + path;
	const base = symlinkedDirectories === "within" ? realPlace(baseDirectory, baseDirectory) : baseDirectory;
	if (symlinkedDirectories !== "contained") return ({ path }) => ({
		...common,
		symlinkedDirectories,
		base,
		baseName: "the workspace",
		resolve: resolverOf(path)
	});
	return ({ path }) => {
		const resolve = resolverOf(path);
		const container = containerOf(resolve(path), baseDirectory);
		const baseName = isNamedWithin(resolve(path), baseDirectory) ? "the base directory" : quoteUntrusted(container);
		return {
			...common,
			symlinkedDirectories: "within",
			base: container,
			baseName,
			resolve
		};
	};
}
/**
* One path that finds no file is overlooked where others find some; of none at all, the comparison itself speaks.
*
* @throws RECORD_NOTHING
*/
function refuseEmpty(uris, plans) {
	const some = plans.some(({ entries }) => entries > 0);
	for (const [index, { scheme, path }] of uris.entries()) {
		if (plans[index]?.entries !== 0 || !some && coverageOf(scheme) === "each-file") continue;
		throw new RecordingError("RECORD_NOTHING", `There is no file in ${quoteUntrusted(`${scheme}${path}`)} to compare.`, { hint: "Check the path, and whether what makes the files ran before; or do not name it." });
	}
}
/** @throws RECORD_OUTSIDE */
function refuseOutside({ path }) {
	if (!isAbsolute(path) && path !== ".." && !path.startsWith("../")) return;
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(path)} does not lie in the workspace.`, { hint: "Name files and directories relative to the top of the workspace." });
}
// src/recording/git/find-program.ts
/** The first program of that name in the absolute directories of PATH; undefined where there is none. */
function findProgram(name, environment) {
	const file = process.platform === "win32" ? `${name}.exe` : name;
	return (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter((directory) => isAbsolute(directory)).map((directory) => join(directory, file)).find(isProgram);
}
function isProgram(path) {
	try {
		accessSync(path, constants$2.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
// src/recording/git/run-git.ts
/** Given on the command line, and so stronger than any file. An empty list of helpers forgets those before it. */
const SETTINGS = [
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"core.attributesFile=/dev/null",
	"core.excludesFile=/dev/null",
	"core.sshCommand=false",
	"core.gitProxy=none",
	"core.askPass=",
	"credential.helper=",
	"protocol.allow=never",
	"safe.bareRepository=explicit",
	"safe.directory=*"
];
const VARIABLES = {
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_SYSTEM: "/dev/null",
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_ATTR_NOSYSTEM: "1",
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_NO_LAZY_FETCH: "1",
	GIT_ALLOW_PROTOCOL: "",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_TERMINAL_PROMPT: "0",
	GIT_PAGER: "cat",
	LC_ALL: "C"
};
const KEPT = [
	"PATH",
	"Path",
	"SystemRoot",
	"TEMP",
	"TMPDIR"
];
const MOST_BYTES$1 = 268435456;
const MOST_SAID = 1e4;
/**
* How git is started with some words, before which our settings stand; undefined where there is no git.
*
* @param environment says where git is found; only what programs need to start is passed on
*/
function startOf({ gitDirectory }, words, environment) {
	const program = findProgram("git", environment);
	if (program === void 0) return void 0;
	const kept = KEPT.flatMap((name) => {
		const value = environment[name];
		return value === void 0 ? [] : [[name, value]];
	});
	return {
		program,
		words: [
			"--no-pager",
			...SETTINGS.flatMap((setting) => ["-c", setting]),
			...words
		],
		env: {
			...Object.fromEntries(kept),
			...VARIABLES,
			...gitDirectory === void 0 ? {} : { GIT_DIR: gitDirectory }
		}
	};
}
/**
* What a git command prints.
*
* @param environment says where git is found; only what programs need to start is passed on
* @throws GIT_FAILED
*/
function runGit(where, words, environment, { gitAskedMs } = LIMITS) {
	const place = typeof where === "string" ? { directory: where } : where;
	const { directory } = place;
	const start = startOf(place, words, environment);
	if (start === void 0) return Promise.reject(gitFailed(directory, words, "", notFound()));
	return new Promise((resolve, reject) => {
		const bounds = {
			maxBuffer: MOST_BYTES$1,
			timeout: gitAskedMs,
			killSignal: "SIGKILL"
		};
		const options = {
			cwd: directory,
			encoding: "buffer",
			env: start.env,
			...bounds
		};
		execFile(start.program, start.words, options, (cause, stdout, stderr) => {
			if (cause === null) resolve(stdout);
			else if (cause.killed === true && cause.code !== "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") reject(tookTooLong(directory, words, gitAskedMs));
			else reject(gitFailed(directory, words, stderr.toString("utf8").trim(), cause));
		});
	});
}
/**
* Starts git, to be fed.
*
* @param environment see `runGit`
* @throws GIT_FAILED where there is no git
*/
function streamGit(place, words, environment, { gitReadMs } = LIMITS) {
	const start = startOf(place, words, environment);
	if (start === void 0) throw gitFailed(place.directory, words, "", notFound());
	const child = spawn(start.program, start.words, {
		cwd: place.directory,
		env: start.env,
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	child.stdin.on("error", () => void 0);
	let said = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		if (said.length < MOST_SAID) said += text;
	});
	const ended = new Promise((resolve, reject) => {
		const fail = (cause) => reject(gitFailed(place.directory, words, said.trim(), cause));
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			child.kill("SIGKILL");
		}, gitReadMs);
		child.on("error", (cause) => {
			clearTimeout(timer);
			fail(cause);
		});
		child.on("close", (status, signal) => {
			clearTimeout(timer);
			if (status === 0) resolve();
			else if (late) reject(tookTooLong(place.directory, words, gitReadMs));
			else fail(Object.assign(/* @__PURE__ */ new Error("git failed"), { code: String(status ?? signal) }));
		});
	});
	ended.catch(() => void 0);
	return {
		stdin: child.stdin,
		stdout: child.stdout,
		ended,
		stop: () => void child.kill("SIGKILL")
	};
}
function notFound() {
	return Object.assign(/* @__PURE__ */ new Error("No absolute directory of PATH holds git."), { code: "ENOENT" });
}
/** @param ms how long it was waited for, in milliseconds */
function tookTooLong(directory, words, ms) {
	return new RecordingError("GIT_FAILED", `git ${words[0] ?? ""} had not ended after ${ms / 1e3} s, and was stopped.`, {
		at: escapeUntrusted(directory),
		hint: "Look at the configuration of the repository: `include.path` may name a pipe, which an earlier workflow step put there. Check the repository out again, into an empty directory."
	});
}
function gitFailed(directory, words, said, cause) {
	const reason = said === "" ? `it could not be run (${cause.code ?? cause.message})` : said;
	return new RecordingError("GIT_FAILED", `git ${words[0] ?? ""} failed: ${quoteUntrusted(reason)}.`, {
		at: escapeUntrusted(directory),
		cause,
		hint: "Check out the repository there first, and see that git is installed."
	});
}
// src/recording/source/repository.ts
/**
* Whether something has a repository of its own: the main one, a submodule, another work tree. Whether it can be read is
* seen when it is.
*/
function hasRepository(directory) {
	return lstatSync(join(directory, ".git"), { throwIfNoEntry: false }) !== void 0;
}
/**
* The repository whose work tree has its top in a directory, or, where there is none, the one without a work tree that the
* directory is.
*
* @throws GIT_FAILED
*/
function openRepository(directory, environment) {
	if (hasRepository(directory)) return openWorkTree(directory, environment);
	if (["objects", "refs"].every((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true)) return {
		directory,
		gitDirectory: directory,
		environment
	};
	throw noRepository(directory);
}
/** The repository whose work tree has its top in a directory. @throws GIT_FAILED */
function openWorkTree(directory, environment) {
	if (!hasRepository(directory)) throw noRepository(directory);
	return {
		directory,
		gitDirectory: join(directory, ".git"),
		environment
	};
}
function noRepository(directory) {
	return new RecordingError("GIT_FAILED", `There is no repository of git in ${quoteUntrusted(directory)}.`, {
		at: escapeUntrusted(directory),
		hint: "Check out the repository there first, and name the top of its work tree."
	});
}
const HEAD = "HEAD^{commit}";
/** The commit that is checked out. Whoever can write into the repository says which one that is. @throws GIT_FAILED */
async function headOf(repository) {
	const asked = repository.channel && await askedHead(repository.channel);
	if (asked !== void 0) return asked;
	return (await runGit(repository, [
		"rev-parse",
		"--verify",
		HEAD
	], repository.environment)).toString("utf8").trim();
}
/** Undefined where the answer is not the usual one: `rev-parse` says what is wrong. */
async function askedHead(channel) {
	const found = {
		id: "",
		complete: false
	};
	try {
		await channel.read([HEAD], {
			begin: ({ id, type }) => {
				if (type === "commit") found.id = id;
			},
			data: () => void 0,
			end: () => found.complete = true,
			get complete() {
				return found.complete;
			}
		});
	} catch (error) {
		if (error instanceof RecordingError) return void 0;
		throw error;
	}
	return isGitId(found.id) ? found.id : void 0;
}
/** @throws SOURCE_UNREADABLE for what is not written as git writes the id of an object */
function demandGitId(text) {
	if (isGitId(text)) return text;
	throw new RecordingError("SOURCE_UNREADABLE", `${quoteUntrusted(text)} is not the id of a commit.`, { hint: "Name the commit by all of its 40 or 64 hexadecimal digits." });
}
// src/stages/codes.ts
const STAGES_CODES = {
	STEP_NAME_UNSAFE: "A step name cannot be a file name.",
	RECORDING_NOT_STARTED: "A recording is to be stopped that was not started here with this key.",
	RECORDING_AMBIGUOUS: "Several recordings of one step were started and not ended, and nothing says which one ends.",
	RECORDING_OTHER: "An unfinished recording is of another step, run or job than the one that is to be ended.",
	RECORDING_TAMPERED: "An unfinished recording was changed, or something else put in its place.",
	SIGNING_KEY_MISSING: "A step is to be signed, and no key was given.",
	SIGNING_KEY_UNEXPECTED: "The signing key is not the one whose id was demanded.",
	CHECKOUT_DIFFERS: "What is checked out is not what a clean checkout of the commit writes.",
	CHECKOUT_COMMIT_OTHER: "Another commit is checked out than the one that was expected.",
	SIGN_REFUSED: "The working job's record does not fit what the signing job was told.",
	SIGN_MATERIALS_DIFFER: "The working job recorded other materials than the signing job finds.",
	SIGN_COMMIT_DIFFERS: "The signing job has a commit checked out that is not the run's.",
	SIGN_WORKSPACE_NOT_EMPTY: "The signing job's workspace is not empty.",
	SIGN_TIME_LIMIT: "Reading what the working job handed over took too long.",
	JOB_NOT_SUCCESSFUL: "The job or a command of the step did not succeed, or nobody said that it did, when the link was to be signed.",
	ENVIRONMENT_CHANGED: "A variable that steers actions was changed while a step ran.",
	WORKING_DIRECTORY_OUTSIDE: "The working directory of a step is not a directory of the workspace.",
	RECORDING_NOTHING: "A step recorded no file at all.",
	RECORDING_TOO_LARGE: "The link of a step would hold more than is ever read of one.",
	...SCRATCH_PRESENT,
	INSTALLED_NOTHING: "A step installed nothing in a directory that its installs names.",
	DEPENDENCY_MISSING: "A directory that dependencies names, or that a step in intents takes, is not there when the step begins.",
	DEPENDENCY_NOT_DIRECTORY: "What installs or dependencies names is not a directory, or is reached by a symbolic link.",
	HAND_OVER_NOTHING: "No product fits the patterns of what to hand over.",
	HAND_OVER_UNSAFE: "A product to hand over lies outside of the workspace, or could not be taken over.",
	HAND_OVER_CHANGED: "A product changed after it was recorded.",
	TAKE_OVER_NOT_FOUND: "The step to take over from stored no link or no products, or they are gone; or a file that a step in intents takes is neither handed over nor in the workspace.",
	TAKE_OVER_AMBIGUOUS: "Several workflow artifacts claim the step whose products are to be taken over.",
	TAKE_OVER_UNTRUSTED: "The link of the step to take over from is not signed by a key that was given, or by the workflow expected.",
	TAKE_OVER_DIFFERS: "What was handed over is not what the link of the step says.",
	TAKE_OVER_SUPERSEDED: "The step to take over from handed products over again since, and stored no link of them.",
	TAKE_OVER_UNSAFE: "A product to take over would land outside the workspace.",
	ARTIFACT_UPLOAD_FAILED: "A workflow artifact could not be stored.",
	KEYLESS_TOKEN_UNAVAILABLE: "The job cannot get an identity token.",
	KEYLESS_TOKEN_URL_REFUSED: "The URL to request an identity token from does not belong to the server of the run.",
	KEYLESS_IDENTITY_UNEXPECTED: "The certificate that came names another run than the one that signs."
};
/** A stage that cannot go on. */
var StagesError = class extends RoomError {};
// src/recording/workspace-settings.ts
/** How everything of a pipeline records alike: relative to the workspace, byte for byte, with modes. */
function workspaceSettings(workspace) {
	return {
		baseDirectory: workspace,
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "within",
		modes: "record"
	};
}
// src/recording/source/batch-reader.ts
const LF = 10;
/** No line of ours is longer; a name that is not an id is repeated as it was given. */
const MOST_HEADER = 1024;
var BatchReader = class {
	#taker;
	/** Bytes of the content that is being read; `header` and `line-feed` stand between contents. */
	#left = "header";
	#held = Buffer.alloc(0);
	constructor(taker) {
		this.#taker = taker;
	}
	/** @throws SOURCE_UNREADABLE */
	push(chunk) {
		let at = 0;
		while (at < chunk.length) if (this.#left === "header") at = this.#readHeader(chunk, at);
		else if (this.#left === "line-feed") {
			if (chunk[at] !== LF) throw malformed$1();
			at += 1;
			this.#left = "header";
		} else at = this.#readContent(chunk, at, this.#left);
	}
	/** Says that nothing more comes. @throws SOURCE_UNREADABLE */
	end() {
		if (!this.isWhole) throw malformed$1();
	}
	/** Whether every object came, and nothing beside them. */
	get isWhole() {
		return this.#left === "header" && this.#held.length === 0 && this.#taker.complete;
	}
	#readContent(chunk, at, left) {
		const bytes = chunk.subarray(at, at + left);
		this.#taker.data(bytes);
		this.#left = left - bytes.length;
		if (this.#left === 0) this.#finish();
		return at + bytes.length;
	}
	#readHeader(chunk, at) {
		const end = chunk.indexOf(LF, at);
		const bytes = chunk.subarray(at, end < 0 ? chunk.length : end);
		const line = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
		if (line.length > MOST_HEADER) throw malformed$1();
		if (end < 0) {
			this.#held = Buffer.from(line);
			return chunk.length;
		}
		this.#held = Buffer.alloc(0);
		const header = headerOf(line.toString("latin1"));
		this.#taker.begin(header);
		this.#left = header.size;
		if (header.size === 0) this.#finish();
		return end + 1;
	}
	#finish() {
		this.#taker.end();
		this.#left = "line-feed";
	}
};
function headerOf(line) {
	const [, id = "", type = "", size = "0"] = /^([0-9a-f]+) (?:(missing)|([a-z]+) (\d{1,15}))$/.exec(line)?.filter((part) => part !== void 0) ?? [];
	if (id === "") throw malformed$1();
	return {
		id,
		type,
		size: Number(size)
	};
}
/** What came is no answer of git's. */
function malformed$1() {
	return new RecordingError("SOURCE_UNREADABLE", "git did not print the objects that it was asked for.", { hint: "The repository may be damaged. Check the commit out again, into an empty directory." });
}
// src/recording/source/read-objects.ts
/**
* Reads objects that are all of one type, in their order.
*
* @throws SOURCE_UNREADABLE for one that is missing, of another type, or not what its id says
*/
async function readObjects(repository, ids, type, sink) {
	if (ids.length === 0) return;
	const taker = new CheckedSink(repository, ids, type, sink);
	try {
		const { channel } = repository;
		if (channel !== void 0 && ids.length <= channel.mostObjects) await channel.read(ids, taker);
		else await readByItself(repository, ids, taker);
	} catch (error) {
		if (!(error instanceof InTotoError) || error.code !== "GIT_FAILED") throw error;
		throw new RecordingError("SOURCE_UNREADABLE", `The commit cannot be read: ${error.message}`, {
			at: error.at,
			cause: error,
			hint: "The repository is damaged. Check the commit out again, into an empty directory."
		});
	}
}
/** Through a git of its own, which is fed while it prints. */
async function readByItself(repository, ids, taker) {
	const git = streamGit(repository, [
		"cat-file",
		"--batch",
		"--buffer"
	], repository.environment);
	const reader = new BatchReader(taker);
	try {
		const [, read] = await Promise.allSettled([feed(git, ids), readAll(git, reader)]);
		if (read.status === "rejected") throw read.reason;
		await git.ended;
		reader.end();
	} finally {
		git.stop();
	}
}
async function feed({ stdin }, ids) {
	const PER_WRITE = 4096;
	for (let index = 0; index < ids.length; index += PER_WRITE) {
		if (stdin.destroyed) return;
		if (!stdin.write(`${ids.slice(index, index + PER_WRITE).join("\n")}\n`)) await Promise.race([once$1(stdin, "drain"), once$1(stdin, "close")]);
	}
	stdin.end();
}
async function readAll({ stdout, stop }, reader) {
	try {
		for await (const chunk of stdout) reader.push(chunk);
	} catch (error) {
		stop();
		throw error;
	}
}
/** Lets only such objects pass as were asked for, with the bytes that their ids demand. */
var CheckedSink = class {
	#repository;
	#ids;
	#type;
	#sink;
	#next = 0;
	#hash = createHash("sha1");
	constructor(repository, ids, type, sink) {
		this.#repository = repository;
		this.#ids = ids;
		this.#type = type;
		this.#sink = sink;
	}
	begin({ id, type, size }) {
		const asked = this.#ids[this.#next];
		if (type === "missing" || id !== asked) throw this.#type === "commit" ? noCommit(this.#repository, asked ?? id) : missing(asked ?? id);
		if (type !== this.#type) throw unreadable$2(`The object ${escapeUntrusted(id)} is a ${escapeUntrusted(type)}, and no ${this.#type}.`);
		this.#hash = createHash(id.length === 40 ? "sha1" : "sha256").update(`${type} ${size}\0`);
		this.#sink.begin(id, size);
	}
	data(bytes) {
		this.#hash.update(bytes);
		this.#sink.data(bytes);
	}
	end() {
		const id = this.#ids[this.#next];
		if (this.#hash.digest("hex") !== id) throw unreadable$2(`What the repository keeps as the object ${escapeUntrusted(id)} has another id.`);
		this.#next += 1;
		this.#sink.end();
	}
	/** @returns whether every object came */
	get complete() {
		return this.#next === this.#ids.length;
	}
};
function noCommit({ directory }, id) {
	const [at, commit] = [escapeUntrusted(directory), escapeUntrusted(id, 80)];
	return new RecordingError("SOURCE_UNREADABLE", `The repository does not have the commit ${commit}.`, {
		at,
		hint: `It lacks this commit: \`git -C '${at}' fetch origin ${commit}\` brings it, or is it another repository?`
	});
}
function missing(id) {
	return new RecordingError("SOURCE_UNREADABLE", `The repository does not have the object ${quoteUntrusted(id)}.`, { hint: "Check the commit out again, without a filter (`filter:` of actions/checkout, `--filter` of git): a partial clone lacks files, and nothing is fetched here." });
}
function unreadable$2(message) {
	return new RecordingError("SOURCE_UNREADABLE", message, { hint: "Somebody changed the repository, or it is damaged. Check the commit out again, into an empty directory." });
}
// src/recording/source/tree-entries.ts
const SPACE = 32;
/**
* @param above the path of the directory, with a slash at its end; empty for the top
* @param idBytes 20 or 32
* @throws SOURCE_UNREADABLE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
*/
function readTree(tree, above, idBytes) {
	const entries = [];
	const names = /* @__PURE__ */ new Set();
	let at = 0;
	while (at < tree.length) {
		const space = tree.indexOf(SPACE, at);
		const zero = tree.indexOf(0, at);
		if (space < 0 || zero < space || zero + 1 + idBytes > tree.length) throw malformed(above);
		const name = readName(tree.subarray(space + 1, zero), above);
		if (names.has(name)) throw unfit(`${above}${name}`, "stands twice in the commit");
		names.add(name);
		const kind = kindOf$1(tree.toString("latin1", at, space), above);
		at = zero + 1 + idBytes;
		entries.push({
			name,
			kind,
			id: tree.toString("hex", zero + 1, at)
		});
	}
	return entries;
}
/** As git reads modes: old trees have other bits of permission, and whatever is none of the known types is a submodule. */
function kindOf$1(text, above) {
	if (!/^[0-7]{5,6}$/.test(text)) throw malformed(above);
	const mode = Number.parseInt(text, 8);
	switch (mode & 61440) {
		case 16384: return "directory";
		case 32768: return (mode & 64) === 0 ? "file" : "executable";
		case 40960: return "link";
		default: return "submodule";
	}
}
function readName(bytes, above) {
	if (!isUtf8(bytes)) {
		const path = `${above}${bytes.toString("latin1")}`;
		throw new RecordingError("RECORD_NAME_NOT_UTF8", `The commit has a name that is not UTF-8: ${escapeUntrusted(path)}.`, { hint: "Rename the file with `git mv`, in UTF-8, and commit." });
	}
	const name = bytes.toString("utf8");
	if (/\p{Cc}/u.test(name)) throw new RecordingError("RECORD_NAME_CONTROL", `The commit has a name with a control character: ${quoteUntrusted(`${above}${name}`)}.`, { hint: "Rename the file with `git mv`, without that character, and commit." });
	if (name === "" || name === "." || name === ".." || name.includes("/") || isGitName(name)) throw unfit(`${above}${name}`, "is a name that git does not check out");
	return name;
}
function unfit(path, what) {
	return new RecordingError("SOURCE_UNREADABLE", `${quoteUntrusted(path)} ${what}.`, { hint: "Nobody makes such a commit by accident. Find out who did, and remove the name." });
}
function malformed(above) {
	return new RecordingError("SOURCE_UNREADABLE", `The directory ${quoteUntrusted(above === "" ? "." : above)} of the commit is not written as git writes it.`, { hint: "Check the commit out again, into an empty directory; if that does not help, correct the commit." });
}
// src/recording/source/commit-tree.ts
/** Reads each commit once, however many want it. It tells of a repository what it told first. */
function readTreesOnce(read = readCommitTree) {
	const known = /* @__PURE__ */ new Map();
	return (repository, commit) => {
		const key = `${commit} ${repository.gitDirectory}`;
		const tree = known.get(key) ?? read(repository, commit);
		known.set(key, tree);
		return tree;
	};
}
/** @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL */
async function readCommitTree(repository, commit, limits = LIMITS) {
	const tree = await treeOf(repository, commit, limits);
	const entries = [];
	const known = /* @__PURE__ */ new Map();
	let bytes = 0;
	let level = [{
		above: "",
		id: tree
	}];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > limits.pathDepth) throw tooLarge$1(`directories within more than ${limits.pathDepth} others`, "Nest directories less deeply.");
		const wanted = [...new Set(level.map(({ id }) => id))].filter((id) => !known.has(id));
		(await readWhole$1(repository, wanted, "tree", limits.sourceTreeBytes - bytes)).forEach((content, index) => {
			bytes += content.length;
			known.set(wanted[index], content);
		});
		const below = [];
		for (const { above, id } of level) for (const { name, kind, id: entry } of readTree(known.get(id), above, commit.length / 2)) {
			const path = `${above}${name}`;
			if (path.length > limits.nameLength) throw tooLarge$1(`a path of more than ${limits.nameLength} characters: ${quoteUntrusted(path, 80)}`, "Shorten the names, or nest directories less deeply.");
			if (kind === "directory") below.push({
				above: `${path}/`,
				id: entry
			});
			else entries.push({
				path,
				kind,
				id: entry
			});
			if (entries.length + below.length > limits.sourceFiles) throw tooLarge$1(`more than ${limits.sourceFiles} files`, "Keep files that are made or fetched, packages for example, out of commits.");
		}
		level = below;
	}
	entries.sort((a, b) => compareCodePoints(a.path, b.path));
	return {
		commit,
		tree,
		entries
	};
}
/** Git's id of the tree of a commit. @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE */
async function treeOf(repository, commit, { sourceTreeBytes } = LIMITS) {
	const [text] = await readWhole$1(repository, [demandGitId(commit)], "commit", sourceTreeBytes);
	const tree = /^tree ([0-9a-f]+)\n/.exec(text.toString("latin1"))?.[1];
	if (tree?.length === commit.length) return tree;
	throw new RecordingError("SOURCE_UNREADABLE", `The commit ${quoteUntrusted(commit)} names no tree.`);
}
/**
* Objects as a whole.
*
* @param most bytes of all together
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function readWhole$1(repository, ids, type, most) {
	const contents = [];
	let pieces = [];
	let sum = 0;
	await readObjects(repository, ids, type, {
		begin: (_id, size) => {
			sum += size;
			if (sum > most) throw tooLarge$1(`more than ${most} bytes of names, attributes or other things that are kept in memory`);
			pieces = [];
		},
		data: (bytes) => void pieces.push(Buffer.from(bytes)),
		end: () => void contents.push(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))
	});
	return contents;
}
/**
* @internal shared with the files of a commit
* @param remedy what makes the commit smaller
*/
function tooLarge$1(what, remedy = "Keep large files elsewhere, with Git LFS for example.") {
	return new RecordingError("SOURCE_TOO_LARGE", `The commit has ${what}.`, { hint: `${remedy} No commit of that size is compared with what was checked out.` });
}
// src/recording/source/disk.ts
var Disk = class {
	#top;
	#gitId;
	/** For directories: undefined for what is one all the way. */
	#above = /* @__PURE__ */ new Map([["", void 0]]);
	/** @param gitId how the repository makes ids */
	constructor(top, gitId) {
		this.#top = top;
		this.#gitId = gitId;
	}
	/** @param path relative to the top, with forward slashes @throws RECORD_UNREADABLE */
	look(path) {
		return this.#behind(path.slice(0, Math.max(0, path.lastIndexOf("/")))) ?? this.#lookAt(path);
	}
	/** Whether nothing lies in a directory. @throws RECORD_UNREADABLE */
	isEmpty(path) {
		try {
			return readdirSync(join(this.#top, path)).length === 0;
		} catch (error) {
			throw unreadable$3(path, error);
		}
	}
	#behind(directory) {
		if (this.#above.has(directory)) return this.#above.get(directory);
		const look = this.#behind(directory.slice(0, Math.max(0, directory.lastIndexOf("/")))) ?? this.#asDirectory(directory);
		this.#above.set(directory, look);
		return look;
	}
	#asDirectory(directory) {
		const { kind } = this.#lookAt(directory);
		if (kind === "directory") return void 0;
		return kind === "missing" ? { kind } : {
			kind: "behind",
			at: directory
		};
	}
	#lookAt(path) {
		const place = join(this.#top, path);
		const stats = statsOf(place, path);
		if (stats === void 0) return { kind: "missing" };
		if (stats.isSymbolicLink()) return {
			kind: "link",
			target: targetOf(place, this.#gitId)
		};
		return lookOf(stats);
	}
};
/** A name that the system cannot hold is not there. @throws RECORD_UNREADABLE */
function statsOf(place, path) {
	try {
		return lstatSync(place, { throwIfNoEntry: false });
	} catch (error) {
		if (error.code === "ENAMETOOLONG") return void 0;
		throw unreadable$3(path, error);
	}
}
function lookOf(stats) {
	if (stats.isFile()) return {
		kind: "file",
		executable: (stats.mode & 64) !== 0,
		bytes: stats.size
	};
	return { kind: stats.isDirectory() ? "directory" : "other" };
}
function targetOf(place, gitId) {
	const name = targetName(place);
	const id = createHash(gitId).update(`blob ${name.length}\0`).update(name);
	return {
		sha256: hash("sha256", name, "hex"),
		gitId: id.digest("hex")
	};
}
/** The SHA-256 of the target's name of a symbolic link as a commit has it; undefined for what is none. */
function targetDigest(place) {
	try {
		return hash("sha256", targetName(place), "hex");
	} catch {
		return;
	}
}
/** With forward slashes, on Windows too. */
function targetName(place) {
	const bytes = readlinkSync(place, { encoding: "buffer" });
	return process.platform === "win32" ? Buffer.from(bytes.toString("utf8").replaceAll("\\", "/")) : bytes;
}
// src/files/sha256-digest.ts
/** The digest of some content. */
function sha256Digest(content) {
	return digestOfHex(createHash("sha256").update(content).digest("hex"));
}
/** Bytes of a file that are read at a time. */
const PART$1 = 131072;
/**
* The digest of a file as it lies there, without holding it. In parts that stay in the processor's cache 5 MB take 4 ms
* instead of 7.
*
* @throws what the system says of a file that cannot be read
*/
function sha256OfFile(path) {
	const [hash, part] = [createHash("sha256"), Buffer.allocUnsafeSlow(PART$1)];
	const descriptor = openSync(path, "r");
	try {
		let bytes = readSync(descriptor, part);
		for (; bytes > 0; bytes = readSync(descriptor, part)) hash.update(part.subarray(0, bytes));
	} finally {
		closeSync(descriptor);
	}
	return digestOfHex(hash.digest("hex"));
}
const LINES_AT_ONCE = 1024;
/**
* SHA-256, in hexadecimal, of lines that end with their line feeds. Some of them go in at once: a call for each takes 2 \u00b5s,
* as long as to make the line and to hash it.
*/
function sha256OfLines(lines) {
	const hash = createHash("sha256");
	let held = [];
	for (const line of lines) {
		held.push(line);
		if (held.length < LINES_AT_ONCE) continue;
		hash.update(held.join(""));
		held = [];
	}
	return hash.update(held.join("")).digest("hex");
}
/** The digest that has these hexadecimal digits. */
function digestOfHex(hex) {
	return `sha256:${hex}`;
}
/** Whether a text is such a digest in its one spelling. */
function isSha256Digest(text) {
	return /^sha256:[0-9a-f]{64}$/.test(text);
}
// src/recording/source/attribute-lines.ts
/** What git takes for an attribute file; a longer one says nothing, and neither does a longer line. */
const MOST_BYTES = 104857600;
const MOST_LINE_BYTES = 2048;
const MACRO = "[attr]";
const VALID_NAME = /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/;
/** @param macros whether macros may be defined: at the top of a commit alone */
function readAttributeLines(content, macros) {
	const lines = [];
	const named = /* @__PURE__ */ new Map();
	if (content.length >= MOST_BYTES) return {
		lines,
		macros: named
	};
	const zero = content.indexOf(0);
	const text = content.toString("latin1", 0, zero < 0 ? content.length : zero);
	for (const line of linesOf(text)) {
		if (line.length >= MOST_LINE_BYTES) continue;
		const start = line.replace(/^[ \t\r]+/, "");
		if (start === "" || start.startsWith("#")) continue;
		const { pattern, rest } = splitPattern(start);
		if (pattern.startsWith(MACRO) && pattern.length > 6) {
			const macro = macros === "taken" ? readMacro(pattern, rest) : void 0;
			if (macro !== void 0) named.set(macro.name, macro.attributes);
			continue;
		}
		const attributes = readAttributes(rest);
		const fits = attributes === void 0 ? void 0 : readPattern(pattern);
		if (attributes !== void 0 && fits !== void 0) lines.push({
			fits,
			attributes
		});
	}
	return {
		lines,
		macros: named
	};
}
/** One after the other: a file of nothing but line feeds would become as many texts. */
function* linesOf(text) {
	let at = 0;
	for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
		if (end > at) yield text.slice(at, end);
		at = end + 1;
	}
	yield text.slice(at);
}
function splitPattern(start) {
	const quoted = start.startsWith("\"") ? unquote(start) : void 0;
	if (quoted !== void 0) return {
		pattern: quoted.text,
		rest: start.slice(quoted.end)
	};
	const end = start.search(/[ \t\r]/);
	return end < 0 ? {
		pattern: start,
		rest: ""
	} : {
		pattern: start.slice(0, end),
		rest: start.slice(end)
	};
}
const ESCAPES = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v",
	"\\": "\\",
	"\"": "\""
};
/** Undefined for quotes that git does not take for such. */
function unquote(start) {
	let text = "";
	for (let at = 1; at < start.length; at += 1) {
		const letter = start[at];
		if (letter === "\"") return {
			text,
			end: at + 1
		};
		if (letter !== "\\") {
			text += letter;
			continue;
		}
		at += 1;
		const octal = /^[0-3][0-7]{2}/.exec(start.slice(at, at + 3))?.[0];
		if (octal !== void 0) {
			text += String.fromCharCode(Number.parseInt(octal, 8));
			at += 2;
			continue;
		}
		const escaped = ESCAPES[start[at] ?? ""];
		if (escaped === void 0) return void 0;
		text += escaped;
	}
}
/** A macro's name may be quoted with its word in front, and stands behind blanks or none. */
function readMacro(pattern, rest) {
	const name = /^[ \t\r]*([^ \t\r]*)/.exec(pattern.slice(6))?.[1] ?? "";
	const attributes = readAttributes(rest);
	return isValidName(name) && attributes !== void 0 ? {
		name,
		attributes
	} : void 0;
}
/** Undefined where one of them is not written as git wants it, which makes the whole line void. */
function readAttributes(rest) {
	const attributes = [];
	for (const word of rest.split(/[ \t\r]+/)) {
		if (word === "") continue;
		const equals = word.indexOf("=");
		const named = equals < 0 ? word : word.slice(0, equals);
		const sign = /^[-!]/.exec(named)?.[0];
		const name = sign === void 0 ? named : named.slice(1);
		if (!isValidName(name)) return void 0;
		attributes.push({
			name,
			state: stateOf(sign, equals < 0 ? void 0 : word.slice(equals + 1))
		});
	}
	return attributes;
}
function stateOf(sign, text) {
	if (sign !== void 0) return sign === "-" ? false : "unspecified";
	return text === void 0 ? true : { text };
}
const isValidName = (name) => VALID_NAME.test(name) && !name.startsWith("builtin_");
/**
* Undefined for what fits nothing: a pattern for directories, which have no attributes, one that says "not", which git
* forbids, and bytes that no name in UTF-8 has.
*/
function readPattern(bytes) {
	if (bytes.startsWith("!") || bytes.endsWith("/")) return void 0;
	const buffer = Buffer.from(bytes, "latin1");
	if (!isUtf8(buffer)) return void 0;
	const pattern = buffer.toString("utf8");
	let folded;
	return {
		"told-apart": matcherOf(pattern),
		ignored: (path, name) => (folded ??= matcherOf(foldedPattern(pattern)))(folding(path), folding(name))
	};
}
/** An escaped character, a class of characters, or anything else. */
const PART = /\\.|\[[!^]?\]?(?:\[:\w+:\]|\\.|[^\]])*\]|[^\\[]+|./gs;
/** As git's wildmatch folds: what is escaped, and single characters of a class, it takes as they are. */
function foldedPattern(pattern) {
	return pattern.replace(PART, (part) => {
		if (part.startsWith("\\")) return part;
		if (part.length === 1 || !part.startsWith("[")) return folding(part);
		return part.replace(/[A-Z]-[A-Z]/g, (range) => `${range}${range.toLowerCase()}`).replaceAll("[:upper:]", "[:upper:][:lower:]");
	});
}
/** Git folds letters of ASCII alone. */
const folding = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const BUILT_IN = readAttributeLines(Buffer.from("[attr]binary -diff -merge -text\n"), "taken").macros;
const NONE = /* @__PURE__ */ new Map();
var Attributes = class {
	#files;
	#macros;
	#stacks = /* @__PURE__ */ new Map();
	/** @param files the contents of `.gitattributes`, by their directories: empty for the top, else with a slash at its end */
	constructor(files) {
		this.#files = new Map([...files].map(([above, content]) => [above, readAttributeLines(content, above === "" ? "taken" : "ignored")]));
		this.#macros = new Map([...BUILT_IN, ...this.#files.get("")?.macros ?? []]);
	}
	/** How many lines `of` tries. */
	linesFor(path) {
		return this.#stackOf(path.slice(0, path.lastIndexOf("/") + 1)).reduce((sum, { lines }) => sum + lines.length, 0);
	}
	/** @param path of a file, relative to the top of the commit */
	of(path, letterCase = "told-apart") {
		if (this.#files.size === 0) return NONE;
		const slash = path.lastIndexOf("/") + 1;
		const name = path.slice(slash);
		const found = /* @__PURE__ */ new Map();
		for (const { above, lines } of this.#stackOf(path.slice(0, slash))) {
			const relative = path.slice(above.length);
			for (const { fits, attributes } of lines) if (fits[letterCase](relative, name)) this.#take(attributes, found);
		}
		return new Map([...found].filter((pair) => pair[1] !== "unspecified"));
	}
	/** Of one line the last word counts most; a macro that is set stands for its own words. */
	#take(attributes, found) {
		for (const { name, state } of attributes.toReversed()) {
			if (found.has(name)) continue;
			found.set(name, state);
			const macro = state === true ? this.#macros.get(name) : void 0;
			if (macro !== void 0) this.#take(macro, found);
		}
	}
	#stackOf(directory) {
		const known = this.#stacks.get(directory);
		if (known !== void 0) return known;
		const lines = this.#files.get(directory)?.lines.toReversed() ?? [];
		const above = directory === "" ? [] : this.#stackOf(directory.slice(0, directory.lastIndexOf("/", directory.length - 2) + 1));
		const stack = lines.length === 0 ? above : [{
			above: directory,
			lines
		}, ...above];
		this.#stacks.set(directory, stack);
		return stack;
	}
};
// src/recording/source/attribute-files.ts
/**
* The contents of the attribute files of a commit, by their directories: empty for the top, else with a slash at its end.
* They come from the whole commit, as far as they say something of files of `tree`: a partial clone has no others.
*
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function attributeFiles(repository, whole, tree) {
	const directories = /* @__PURE__ */ new Set();
	for (const { path } of tree.entries) for (let slash = path.lastIndexOf("/");; slash = path.lastIndexOf("/", slash - 1)) {
		const directory = path.slice(0, slash + 1);
		if (directories.has(directory)) break;
		directories.add(directory);
		if (slash < 0) break;
	}
	const files = whole.entries.filter(({ path, kind }) => kind !== "submodule" && (path === ".gitattributes" || path.endsWith(`/.gitattributes`)) && directories.has(path.slice(0, -14)));
	const ids = [...new Set(files.map(({ id }) => id))];
	const contents = await readWhole$1(repository, ids, "blob", LIMITS.sourceTreeBytes);
	const byId = new Map(ids.map((id, index) => [id, contents[index]]));
	return new Map(files.map(({ path, id }) => [path.slice(0, -14), byId.get(id)]));
}
// src/recording/source/encodings.ts
const FORM = /^utf-?(16|32)(le|be)?(-bom)?$/i;
/** What the attributes of a file say of its encoding. Git refuses `true` and `false`, and so do we. */
function encodingOf(attributes) {
	const value = attributes.get("working-tree-encoding");
	if (value === void 0) return void 0;
	if (typeof value === "boolean") return "unknown";
	if (value.text === "" || /^utf-?8$/i.test(value.text)) return void 0;
	const [, bits, order, mark] = FORM.exec(value.text) ?? [];
	if (bits === void 0 || mark !== void 0 && (bits === "32" || order === void 0)) return "unknown";
	return {
		unitBytes: bits === "16" ? 2 : 4,
		order: order === void 0 ? "own" : order.toLowerCase() === "le" ? "little" : "big",
		mark: order === void 0 || mark !== void 0 ? "with-mark" : "without-mark"
	};
}
/** What git writes; the content itself where it is empty, or no UTF-8, which git then leaves as it is. */
function encode(content, { unitBytes, order, mark }, own) {
	if (content.length === 0 || !isUtf8(content)) return content;
	const text = `${mark === "with-mark" ? "\ufeff" : ""}${content.toString("utf8")}`;
	const little = unitBytes === 2 ? Buffer.from(text, "utf16le") : utf32(text);
	if ((order === "own" ? own : order) === "little") return little;
	return unitBytes === 2 ? little.swap16() : little.swap32();
}
function utf32(text) {
	const bytes = Buffer.alloc(text.length * 4);
	let length = 0;
	for (let at = 0; at < text.length; at += 1) {
		const point = text.codePointAt(at);
		length = bytes.writeUInt32LE(point, length);
		if (point > 65535) at += 1;
	}
	return bytes.subarray(0, length);
}
// src/recording/source/read-blobs.ts
/** Bytes of the largest blob that is kept in memory beside the stream. */
const KEPT_BYTES = 4194304;
/**
* Reads blobs one after the other.
*
* @param most bytes of all together
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function readBlobs(repository, ids, most, take) {
	let bytes = 0;
	let [current, size] = ["", 0];
	let pieces = [];
	let hash = createHash("sha256");
	await readObjects(repository, ids, "blob", {
		begin: (id, length) => {
			bytes += length;
			if (bytes > most) throw tooLarge$1(`more than ${most} bytes`);
			[current, size, pieces, hash] = [
				id,
				length,
				[],
				createHash("sha256")
			];
		},
		data: (piece) => {
			hash.update(piece);
			if (size <= KEPT_BYTES) pieces.push(piece);
		},
		end: () => {
			const content = size > KEPT_BYTES ? void 0 : pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
			take({
				id: current,
				sha256: hash.digest("hex"),
				content
			});
		}
	});
}
// src/recording/source/sparse.ts
/** The patterns of a sparse checkout as lines in the manner of gitignore: what they fit is there. */
function sparsePatterns({ patterns, cone }) {
	return cone ? coneLines(patterns) : patterns;
}
/**
* The directory that a line of a sparse checkout in cone mode names, as git reads it: without slashes at its ends, empty
* for the top, of which the files are there in any case. Undefined for what names none: it leads out of the repository, or
* ends in dots, of which git makes a directory that it does not look into.
*/
function coneDirectory(line) {
	const path = withoutEnd(posix.normalize(line.trim().replace(/^\/+/, "./")), "/");
	if (path === ".") return "";
	return path.split("/")[0] === ".." || /(?:^|\/)\.{1,2}[\s/]*$/.test(line) ? void 0 : path;
}
/** The files at the top, those beside the way to each directory, and all that is in it. */
function coneLines(directories) {
	const wanted = [...new Set(directories.map(demandDirectory))].filter((path) => path !== "").sort();
	const recursive = wanted.filter((path) => !wanted.some((other) => path.startsWith(`${other}/`)));
	const onTheWay = new Set(recursive.flatMap((path) => path.split("/").slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join("/"))));
	const lines = ["/*", "!/*/"];
	for (const path of [...onTheWay].sort()) lines.push(`/${escaped(path)}/`, `!/${escaped(path)}/*/`);
	for (const path of recursive) lines.push(`/${escaped(path)}/`);
	return lines;
}
function demandDirectory(line) {
	const directory = coneDirectory(line);
	if (directory === void 0) throw new TypeError("a sparse checkout in cone mode has directories of the repository");
	return directory;
}
const escaped = (path) => path.replace(/[*?[\]\\]/g, "\\$&");
/** Whether a sparse checkout has a file. The last line that fits it decides, else the one that fits the directory above it. */
function compileSparse(patterns) {
	const lines = patterns.map((pattern) => readGitignoreLine(pattern)).filter((line) => line !== void 0).reverse();
	const directories = /* @__PURE__ */ new Map([["", false]]);
	const decide = (path, isDirectory) => {
		const slash = path.lastIndexOf("/");
		const name = path.slice(slash + 1);
		const line = lines.find(({ directoriesOnly, fits }) => (isDirectory || !directoriesOnly) && fits(path, name));
		return line === void 0 ? directory(path.slice(0, Math.max(0, slash))) : !line.includes;
	};
	const directory = (path) => {
		const known = directories.get(path);
		if (known !== void 0) return known;
		const decided = decide(path, true);
		directories.set(path, decided);
		return decided;
	};
	return (path) => decide(path, false);
}
/** The part of a commit that a sparse checkout has. */
function sparseTree(tree, only) {
	const has = compileSparse(only);
	return {
		...tree,
		entries: tree.entries.filter(({ path }) => has(path))
	};
}
// src/recording/source/commit-files.ts
/**
* Reads the files of a commit from the objects of a repository, each of which is held against its id.
*
* @throws GIT_FAILED without a repository or git, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8,
* RECORD_NAME_CONTROL
*/
async function commitFiles(request, limits = LIMITS) {
	const repository = openRepository(request.directory, request.environment);
	const whole = await readCommitTree(repository, request.commit, limits);
	const tree = request.only === void 0 ? whole : sparseTree(whole, request.only);
	const digests = await digestsOf(repository, filesOf(tree), limits.sourceBytes, request.onProgress);
	const attributes = await attributeFiles(repository, whole, tree);
	return {
		...summary(tree, digests),
		unknownEncodings: unknownEncodings(tree, attributes, limits.attributeTrials)
	};
}
/** Most commits have no encodings at all, so that no attribute is looked up. */
function unknownEncodings(tree, attributeFiles, most) {
	const unknown = /* @__PURE__ */ new Set();
	if (![...attributeFiles.values()].some((content) => content.includes("working-tree-encoding"))) return unknown;
	const attributes = new Attributes(attributeFiles);
	let trials = 0;
	for (const { path, kind } of filesOf(tree)) {
		if (kind === "link") continue;
		trials += attributes.linesFor(path);
		if (trials > most) throw tooLarge$1(`more than ${most} lines of attributes to be tried on its files`, "Write fewer lines into .gitattributes.");
		if (encodingOf(attributes.of(path)) === "unknown") unknown.add(path);
	}
	return unknown;
}
/** What a commit has but for its submodules. */
function filesOf({ entries }) {
	return entries.filter(({ kind }) => kind !== "submodule");
}
/** Number and digest over the lines of a claim. */
function summary({ commit, tree, entries }, digests) {
	const submodules = entries.flatMap(({ path, kind, id }) => kind === "submodule" ? [[path, id]] : []);
	return {
		commit,
		tree,
		files: digests.size,
		digest: sha256OfLines(sourceLines(digests)),
		digests,
		submodules: new Map(submodules)
	};
}
async function digestsOf(repository, files, most, onProgress) {
	const byId = /* @__PURE__ */ new Map();
	await readBlobs(repository, [...new Set(files.map(({ id }) => id))], most, ({ id, sha256 }) => {
		byId.set(id, sha256);
		onProgress?.(byId.size);
	});
	return new Map(files.map(({ path, id }) => [path, byId.get(id)]));
}
// src/signing/codes.ts
const SIGNING_CODES = {
	KEY_PASSPHRASE_MISSING: "A private key is encrypted and no passphrase was given.",
	KEY_PASSPHRASE_WRONG: "A private key could not be decrypted with the passphrase given.",
	KEY_PASSPHRASE_UNUSABLE: "A passphrase for a new key is empty or longer than OpenSSL can read back.",
	KEY_NOT_PRIVATE: "A private key is needed and a public key was given."
};
/** A private key that cannot be used. What holds for public keys too belongs to the core. */
var SigningError = class extends RoomError {};
// src/signing/public-key-of.ts
/** The public half of a key object of Node, as a key of this suite. @throws KEY_UNSUPPORTED */
function publicKeyOf(keyObject, source) {
	const publicKey = keyObject.type === "private" ? createPublicKey(keyObject) : keyObject;
	return publicKeyFromSpki(publicKey.export({
		type: "spki",
		format: "der"
	}), source);
}
// src/signing/key-signer.ts
/** Signs with a private key held in memory. RSA keys sign with PSS only; PKCS #1 v1.5 is for verification. */
var KeySigner = class {
	publicKey;
	#privateKey;
	/** @throws KEY_UNSUPPORTED */
	constructor(privateKey, source) {
		this.#privateKey = privateKey;
		this.publicKey = publicKeyOf(privateKey, source);
	}
	sign(message) {
		const parameters = SCHEMES[this.publicKey.scheme];
		if (parameters.keyType === "ed25519") return sign(null, message, this.#privateKey);
		if (parameters.keyType === "ecdsa") return sign(parameters.hash, message, this.#privateKey);
		const padding = {
			padding: constants.RSA_PKCS1_PSS_PADDING,
			saltLength: constants.RSA_PSS_SALTLEN_DIGEST
		};
		return sign(parameters.hash, message, {
			key: this.#privateKey,
			...padding
		});
	}
};
/**
* Reads a private key in PEM form: PKCS#8, plain or encrypted, PKCS#1 or SEC1. Text and other blocks around it are
* skipped (`openssl ecparam -genkey` writes one), but there may be only one private key.
*
* @throws KEY_NOT_PRIVATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_PASSPHRASE_MISSING, KEY_PASSPHRASE_WRONG
*/
function loadPrivateKey({ pem, passphrase, source }) {
	const at = escapeUntrusted(source);
	const { label, block } = onlyPrivateBlock(pem, at);
	const encrypted = label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type: 4,ENCRYPTED/m.test(block);
	if (encrypted && (passphrase === void 0 || passphrase === "")) throw new SigningError("KEY_PASSPHRASE_MISSING", "The private key is encrypted and no passphrase was given.", {
		at,
		hint: `Put the passphrase into the environment variable ${PASSPHRASE_VARIABLE}.`
	});
	return new KeySigner(encrypted ? decrypt(block, passphrase ?? "", at) : decode(block, at), source);
}
function onlyPrivateBlock(pem, at) {
	if (pem.length > LIMITS.smallFileBytes) throw unreadable$1(`The text has ${pem.length} characters, too many for a key.`, at);
	if (pem.includes("\0")) throw unreadable$1("The text holds NUL characters, as files in UTF-16 and binary files do.", at);
	const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]*)-----/g)].map(([, label]) => label);
	const [label, ...more] = labels.filter((text) => text.endsWith("PRIVATE KEY"));
	if (label === void 0) throw noPrivateKey(pem, labels, at);
	if (more.length > 0) throw unreadable$1(`Found ${more.length + 1} private keys where one is needed.`, at);
	if (label === "OPENSSH PRIVATE KEY") throw new CoreError("KEY_UNSUPPORTED", "This is a private key in the form of OpenSSH.", {
		at,
		hint: "Make a key with `in-toto-actions key generate` or `openssl genpkey`."
	});
	const begin = pem.indexOf(`-----BEGIN ${label}-----`);
	const end = `-----END ${label}-----`;
	const length = pem.slice(begin).indexOf(end);
	if (length < 0) throw unreadable$1("The private key has no end.", at, "Check that the PEM text is complete, with its line breaks.");
	return {
		label,
		block: `${pem.slice(begin, begin + length)}${end}\n`
	};
}
function noPrivateKey(pem, labels, at) {
	if (labels.includes("PGP PRIVATE KEY BLOCK")) return new CoreError("KEY_UNSUPPORTED", "GPG keys are not supported.", {
		at,
		hint: "Use a key in PEM form instead of the GPG key."
	});
	if (labels.some((label) => label.endsWith("PUBLIC KEY") || label === "CERTIFICATE")) return new SigningError("KEY_NOT_PRIVATE", "A private key is needed to sign; this is a public key.", {
		at,
		hint: "Give the private key, usually the file without the ending .pub."
	});
	return unreadable$1(pem.trim() === "" ? "The key is empty." : "The text holds no private key in PEM form.", at);
}
function decode(block, at) {
	try {
		return createPrivateKey(block);
	} catch {
		throw unreadable$1("The private key cannot be read.", at, "Check that the PEM text is complete, with its line breaks as such and not as the characters \\n.");
	}
}
function decrypt(block, passphrase, at) {
	try {
		return createPrivateKey({
			key: block,
			passphrase
		});
	} catch (error) {
		if (error.code === "ERR_OSSL_EVP_UNSUPPORTED") throw new CoreError("KEY_UNSUPPORTED", "The private key is encrypted with a cipher that OpenSSL no longer has.", {
			at,
			hint: "Encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FILE"
		});
		throw new SigningError("KEY_PASSPHRASE_WRONG", "The private key cannot be decrypted with the passphrase given.", {
			at,
			hint: passphrase === passphrase.trim() ? "If the passphrase is right, the file is damaged." : "The passphrase begins or ends with white space, perhaps a line break that does not belong to it."
		});
	}
}
function unreadable$1(message, at, hint) {
	return new CoreError("KEY_UNREADABLE", message, {
		at,
		hint: hint ?? "Give a PEM file as `in-toto-actions key generate` or `openssl genpkey` writes it. A secret is empty in workflows from forks and from Dependabot."
	});
}
// src/files/write-file-atomically.ts
/**
* Writes a file under a temporary name beside its place and renames it: there is the whole file or the old one.
*
* A symbolic link in that place is replaced and not followed, because the command of a step may have put it there.
*
* @param outlives `machine` where that must also hold when the machine stops
* @throws FILE_UNWRITABLE
*/
function writeFileAtomically(path, content, outlives = "machine") {
	if (isTaken(path)) throw unwritable(path, "The file cannot be written: its place is taken by a directory, a pipe or a device.", { hint: "Choose the name of a plain file." });
	const temporary = join(dirname(path), `.in-toto-${randomBytes(8).toString("hex")}.tmp`);
	try {
		write(temporary, content, outlives);
		renameSync(temporary, path);
	} catch (cause) {
		discard(temporary);
		throw unwritable(path, `The file cannot be written: ${cause.code ?? "unknown"}.`, {
			cause,
			hint: "Check that the directory exists and may be written to."
		});
	}
}
function discard(path) {
	try {
		rmSync(path, { force: true });
	} catch {}
}
function isTaken(path) {
	try {
		return !statSync(path).isFile();
	} catch {
		return false;
	}
}
/** Without the sync, a machine that stops at the wrong moment keeps the new name with an empty file behind it. */
function write(path, content, outlives) {
	const descriptor = openSync(path, "wx");
	try {
		const parts = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
		for (const part of parts) writeFileSync(descriptor, part);
		if (outlives === "machine") fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
function unwritable(path, message, details) {
	return new FilesError("FILE_UNWRITABLE", message, {
		...details,
		at: escapeUntrusted(path)
	});
}
// src/files/read-file.ts
/** Without O_NONBLOCK, opening a pipe waits for somebody to write into it. Windows has neither. */
const READ = constants$2.O_RDONLY | (constants$2.O_NONBLOCK ?? 0);
const READ_NO_LINK = READ | (constants$2.O_NOFOLLOW ?? 0);
/** What the system says where there is no file of that name. */
const ABSENT = [
	"ENOENT",
	"ENOTDIR",
	"ENAMETOOLONG"
];
/** Where a process finds what it was started with: `<(command)` of a shell, and standard input. */
const OWN_DESCRIPTOR = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;
/**
* Reads a file that the command line names. A pipe that the command line itself opened, as `<(command)` does, is read to
* its end; other pipes and devices are refused.
*
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
function readFile(path, maxBytes) {
	return readOpened(path, maxBytes).bytes;
}
/**
* The same with what the system says about the file.
*
* @param namedPipes whether a pipe that has a name is waited for, as somebody's who keeps a secret off the disk
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
function readOpened(path, maxBytes, namedPipes = "refuse") {
	const own = namedPipes === "wait" || OWN_DESCRIPTOR.test(path);
	const found = read(path, own ? "r" : READ, own, maxBytes);
	if (found !== void 0) return found;
	throw new FilesError("FILE_UNREADABLE", "There is no such file.", {
		at: escapeUntrusted(path),
		hint: "Check the path."
	});
}
/**
* Reads a plain file, or says that there is none.
*
* @param symbolicLinks whether they are followed to one; refused where a program of somebody else may have put one
* @throws FILE_UNREADABLE for a pipe, a device or a directory, too; JSON_TOO_LARGE
*/
function readPlainFile(path, maxBytes, symbolicLinks = "follow") {
	if (symbolicLinks === "follow") return read(path, READ, false, maxBytes)?.bytes;
	const stats = lookAt(path);
	if (stats?.isFile() === false) throw notPlain(stats, escapeUntrusted(path), "Find out which command put it there, and remove it.");
	return stats === void 0 ? void 0 : read(path, READ_NO_LINK, false, maxBytes)?.bytes;
}
/**
* Reads a plain file, through symbolic links, or says that there is none; a directory of that name is none, either.
*
* @throws FILE_UNREADABLE for a pipe or a device, JSON_TOO_LARGE
*/
function readFileAmongOthers(path, maxBytes) {
	return read(path, READ, false, maxBytes, "none")?.bytes;
}
/** @param directories whether one is no file, or refused */
function read(path, flags, ownPipe, maxBytes, directories = "refused") {
	const at = escapeUntrusted(path);
	let descriptor;
	try {
		descriptor = openSync(path, flags);
		const stats = fstatSync(descriptor);
		if (stats.isFile()) return {
			bytes: readWhole(descriptor, stats.size, maxBytes, at),
			stats
		};
		if (ownPipe && !stats.isDirectory()) return {
			bytes: readToEnd(descriptor, maxBytes, at),
			stats
		};
		if (stats.isDirectory() && directories === "none") return void 0;
		throw notPlain(stats, at, HINTS[stats.isFIFO() ? "pipe" : "other"]);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code } = error;
		if (code !== void 0 && ABSENT.includes(code)) return void 0;
		if (code === "EISDIR" && directories === "none") return void 0;
		throw unreadable(error, at);
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
const HINTS = {
	pipe: "Give a file: nobody may ever write into a pipe that has a name. `<(command)` of a shell hands over what a command prints.",
	other: "Give a plain file. A shell hands over what a command prints as `<(command)`."
};
/** What lies at a path itself, be it a symbolic link. @throws FILE_UNREADABLE */
function lookAt(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false });
	} catch (error) {
		throw unreadable(error, escapeUntrusted(path));
	}
}
function unreadable(error, at) {
	const { code } = error;
	return new FilesError("FILE_UNREADABLE", `The file cannot be read: ${code ?? "unknown"}.`, {
		at,
		cause: error,
		hint: "Check the path, and that it is a file which you may read."
	});
}
function notPlain(stats, at, hint) {
	return new FilesError("FILE_UNREADABLE", `A plain file belongs here, and this is ${kindOf(stats)}.`, {
		at,
		hint
	});
}
function kindOf(stats) {
	if (stats.isDirectory()) return "a directory";
	if (stats.isSymbolicLink()) return "a symbolic link";
	if (stats.isFIFO()) return "a pipe";
	return stats.isSocket() ? "a socket" : "a device";
}
/** As many bytes as the file has, and no more when it grows meanwhile. */
function readWhole(descriptor, size, maxBytes, at) {
	if (size > maxBytes) throw tooLarge(`has ${size} bytes`, maxBytes, at);
	if (size === 0) return readToEnd(descriptor, maxBytes, at);
	const bytes = Buffer.allocUnsafeSlow(size);
	let length = 0;
	while (length < size) {
		const count = readSync(descriptor, bytes, length, size - length, null);
		if (count === 0) break;
		length += count;
	}
	return bytes.subarray(0, length);
}
/** What has no size beforehand is counted while it comes. */
function readToEnd(descriptor, maxBytes, at) {
	const chunks = [];
	let length = 0;
	for (;;) {
		const chunk = Buffer.alloc(65536);
		const count = readSync(descriptor, chunk);
		if (count === 0) return Buffer.concat(chunks);
		length += count;
		if (length > maxBytes) throw tooLarge("goes on", maxBytes, at);
		chunks.push(chunk.subarray(0, count));
	}
}
function tooLarge(what, maxBytes, at) {
	return new CoreError("JSON_TOO_LARGE", `The file ${what}; at most ${maxBytes} bytes are read.`, {
		at,
		hint: "Check that this is the file you meant: a file of this kind should be far smaller."
	});
}
export { isGitName as $, readWhole$1 as A, headOf as B, sha256Digest as C, targetDigest as D, Disk as E, malformed$1 as F, tookTooLong as G, openWorkTree as H, workspaceSettings as I, excludesOf as J, findProgram as K, STAGES_CODES as L, treeOf as M, readTree as N, readCommitTree as O, BatchReader as P, placeOf$1 as Q, StagesError as R, isSha256Digest as S, sha256OfLines as T, startOf as U, openRepository as V, streamGit as W, DEFAULT_EXCLUDES as X, compileExcludes as Y, COVERAGES as Z, encode as _, warning as _t, writeFileAtomically as a, makeDirectory as at, Attributes as b, SIGNING_CODES as c, FILES_CODES as ct, filesOf as d, runAction as dt, notCompared as et, summary as f, logLine as ft, readBlobs as g, setSecret as gt, sparseTree as h, info as ht, readPlainFile as i, withScratch as it, tooLarge$1 as j, readTreesOnce as k, SigningError as l, FilesError as lt, sparsePatterns as m, error as mt, readFileAmongOthers as n, parseArtifactUri as nt, loadPrivateKey as o, fileUnwritable as ot, coneDirectory as p, debug as pt, Recorder as q, readOpened as r, newScratchName as rt, publicKeyOf as s, isDiskFault as st, readFile as t, isNamedWithin as tt, commitFiles as u, readRunContext as ut, encodingOf as v, moveFromInitialEnvironment as vt, sha256OfFile as w, digestOfHex as x, attributeFiles as y, wipeFromInitialEnvironment as yt, hasRepository as z };
