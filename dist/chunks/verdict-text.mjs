import { n as quoteUntrusted, r as InTotoError, t as escapeUntrusted } from "./escape-untrusted.mjs";
import { _ as LIMITS, o as keyIdOf } from "./key-files.mjs";
import { i as readSignedMetadata, s as describe } from "./key-id.mjs";
import { i as formatUtcSeconds, n as parseRuleTokens, r as hasWildcard } from "./parse-rule.mjs";
import { n as parseLayout, t as parseLink } from "./parse-link.mjs";
import { a as linkFileName, i as isSafeName, o as sublayoutDirectoryName } from "./write-file-atomically.mjs";
import { t as digestPairs } from "./artifacts.mjs";
import { r as readRunBinding, t as BINDING_FACTS } from "./run-binding.mjs";
import { t as canFail } from "./can-fail.mjs";
import { t as SignatureChecker } from "./check-signatures.mjs";
import { t as joinWords } from "./rule-text.mjs";
import { join } from "node:path";
import { readFileSync, statSync } from "node:fs";
// src/gate/directory-link-store.ts
/** Links in a directory, those of sublayouts in directories below it. */
var DirectoryLinkStore = class DirectoryLinkStore {
	#directory;
	constructor(directory) {
		this.#directory = directory;
	}
	/**
	* A directory that is named like a link is no link, as in the reference.
	*
	* @throws FILE_UNREADABLE, JSON_TOO_LARGE
	*/
	read(fileName) {
		if (/[/\\\0]/.test(fileName)) return void 0;
		const path = join(this.#directory, fileName);
		try {
			const stats = statSync(path, { throwIfNoEntry: false });
			if (stats === void 0 || stats.isDirectory()) return void 0;
			if (stats.size > LIMITS.linkBytes) throw new InTotoError("JSON_TOO_LARGE", `The link has ${stats.size} bytes; at most ${LIMITS.linkBytes} are read.`, { at: escapeUntrusted(path) });
			return readFileSync(path);
		} catch (error) {
			if (error instanceof InTotoError) throw error;
			const { code } = error;
			if (code === "ENAMETOOLONG" || code === "ENOTDIR") return void 0;
			throw new InTotoError("FILE_UNREADABLE", `The link cannot be read: ${code ?? "unknown"}.`, {
				at: escapeUntrusted(path),
				cause: error
			});
		}
	}
	sub(directoryName) {
		return /[/\\\0]/.test(directoryName) ? EMPTY : new DirectoryLinkStore(join(this.#directory, directoryName));
	}
};
const EMPTY = {
	read: () => void 0,
	sub: () => EMPTY
};
// src/intoto/verification/check-products.ts
/** Compares files at hand with the final products; each must be among them, byte for byte. No file at all is a failure. */
function checkProducts(summary, local) {
	if (local.size === 0) return [{
		code: "PRODUCT_NONE",
		message: "No file was found to compare with the final products.",
		details: [],
		hint: "Check the paths given as products, the base path and the excludes."
	}];
	const failures = [];
	for (const [path, digests] of local) {
		const expected = summary.products.get(path);
		if (expected === digests) continue;
		failures.push({
			code: expected === void 0 ? "PRODUCT_UNKNOWN" : "PRODUCT_DIFFERS",
			artifacts: [escapeUntrusted(path)],
			message: expected === void 0 ? `${quoteUntrusted(path)} is not among the ${summary.products.size} products of the last step.` : `${quoteUntrusted(path)} differs from what the last step recorded.`,
			details: expected === void 0 ? [] : [`recorded: ${escapeUntrusted(expected)}`, `found:    ${escapeUntrusted(digests)}`],
			hint: expected === void 0 ? "Give the path as the link spells it (see --base-path and --lstrip-paths), and only files that the last step made." : "Do not use the file: it is not what the verified pipeline produced."
		});
	}
	return failures;
}
// src/intoto/layout/parameters.ts
const NAME = /^[a-zA-Z0-9_-]+$/;
/** Substitution parameters: an object of strings (in-toto v1.0, 4.3.4). @throws METADATA_TYPE_WRONG, PARAMETER_INVALID */
function parseParameters(at) {
	const parameters = /* @__PURE__ */ new Map();
	for (const [name, value] of at.members()) {
		if (!NAME.test(name) || typeof value.value !== "string") throw new InTotoError("PARAMETER_INVALID", `The parameter ${quoteUntrusted(name)} is not a name of letters, digits, "_" and "-" with a string.`, { at: value.where });
		parameters.set(name, value.value);
	}
	return parameters;
}
/**
* Replaces `{name}` by its value; `{{` and `}}` are braces. Nothing else of Python's format language is understood: the
* reference evaluates even attributes of a value.
*
* @param where for messages, escaped
* @throws PARAMETER_MISSING, PARAMETER_SYNTAX
*/
function substitute(text, parameters, where) {
	return text.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (found, name) => {
		if (found === "{{" || found === "}}") return found[0];
		if (name === void 0 || !NAME.test(name)) throw new InTotoError("PARAMETER_SYNTAX", `${quoteUntrusted(text)} has a brace that is neither a parameter nor doubled.`, {
			at: where,
			hint: "With parameters given, write {{ and }} for literal braces."
		});
		const value = parameters.get(name);
		if (value === void 0) throw new InTotoError("PARAMETER_MISSING", `The parameter {${escapeUntrusted(name)}} has no value.`, {
			at: where,
			hint: `Give a value for it; there are values for: ${[...parameters.keys()].join(", ") || "none"}.`
		});
		return value;
	});
}
// src/intoto/layout/substitute-layout.ts
/**
* Puts parameters into rules and commands (in-toto v1.0, 4.3.4); names, keys and the readme keep their braces.
*
* @throws PARAMETER_MISSING, PARAMETER_SYNTAX, METADATA_RULE_INVALID when a rule is none afterwards
*/
function substituteLayout(layout, parameters) {
	const words = (texts, where) => texts.map((text) => substitute(text, parameters, where));
	const rules = (list, where) => list.map((rule, index) => parseRuleTokens(words(rule.tokens, `${where}[${index}]`), `${where}[${index}]`));
	const lists = (item) => {
		const where = `${item.kind} ${quoteUntrusted(item.name)}`;
		return {
			expectedMaterials: rules(item.expectedMaterials, `${where}, expected_materials`),
			expectedProducts: rules(item.expectedProducts, `${where}, expected_products`)
		};
	};
	return {
		...layout,
		steps: layout.steps.map((step) => ({
			...step,
			...lists(step),
			expectedCommand: words(step.expectedCommand, `step ${quoteUntrusted(step.name)}, expected_command`)
		})),
		inspections: layout.inspections.map((inspection) => ({
			...inspection,
			...lists(inspection),
			run: words(inspection.run, `inspection ${quoteUntrusted(inspection.name)}, run`)
		}))
	};
}
/** Parameters whose value would act as a pattern wherever a rule uses them. The reference substitutes them as they are. */
function wildcardParameters(layout, parameters) {
	const tokens = [...layout.steps, ...layout.inspections].flatMap((item) => [...item.expectedMaterials, ...item.expectedProducts].flatMap((rule) => rule.tokens));
	return [...parameters].filter(([name, value]) => hasWildcard(value) && tokens.some((token) => token.includes(`{${name}}`))).map(([name, value]) => ({
		code: "PARAMETER_WILDCARD",
		message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, which a rule would read as a pattern.`,
		details: [],
		hint: "Give a value without *, ? and [, or write the pattern into the layout."
	}));
}
// src/intoto/verification/check-layout.ts
/** Everything in a layout that strict verification refuses. */
function checkLayout(parsed) {
	const { layout } = parsed;
	const items = [...layout.steps, ...layout.inspections];
	const names = new Set(items.map((item) => item.name));
	return [
		...unknownMembers(parsed),
		...duplicateKeys(parsed),
		...layout.steps.length === 0 ? [emptyLayout()] : [],
		...layout.steps.flatMap((step) => functionaries(step, parsed)),
		...items.flatMap((item) => [
			...unsafeName(item),
			...rulesThatCannotFail(item, "materials", item.expectedMaterials),
			...rulesThatCannotFail(item, "products", item.expectedProducts),
			...unknownSteps(item, "materials", item.expectedMaterials, names),
			...unknownSteps(item, "products", item.expectedProducts, names)
		]),
		...unconstrainedSteps(layout.steps, items)
	];
}
function emptyLayout() {
	return {
		code: "LAYOUT_EMPTY",
		message: "The layout has no steps, so anything would verify.",
		details: [],
		hint: "Add the steps of the pipeline to the layout and sign it again."
	};
}
function unknownMembers({ unknownMembers: members }) {
	return members.map(({ at, looksLike }) => looksLike === void 0 ? {
		code: "LAYOUT_MEMBER_UNKNOWN",
		at,
		message: "The layout has a member that this tool does not know and so cannot enforce.",
		details: [at],
		hint: "Remove the member, or verify with a tool that enforces it."
	} : {
		code: "LAYOUT_MEMBER_CASE",
		at,
		message: `A member is spelled like "${looksLike}" in other letter case; tools that ignore case would read it in its place.`,
		details: [at],
		hint: `Spell it "${looksLike}" or remove it.`
	});
}
function duplicateKeys({ layout, keyIdMismatches }) {
	const failures = keyIdMismatches.map((keyId) => ({
		code: "LAYOUT_KEY_ID_MISMATCH",
		message: `The key filed under ${keyId} calls itself something else.`,
		details: [],
		hint: "Give the key one id, outside and inside."
	}));
	const idOf = /* @__PURE__ */ new Map();
	for (const [keyId, key] of layout.keys) {
		const other = idOf.get(key.fingerprint);
		if (other === void 0) {
			idOf.set(key.fingerprint, keyId);
			continue;
		}
		failures.push({
			code: "LAYOUT_KEY_DUPLICATE",
			message: `One key stands in the layout as ${other} and as ${keyId}; one person could meet a threshold of two.`,
			details: [],
			hint: "Keep one of the two key ids."
		});
	}
	return failures;
}
function functionaries(step, { layout }) {
	const at = { step: escapeUntrusted(step.name) };
	const failures = step.pubkeys.filter((keyId) => !layout.keys.has(keyId)).map((keyId) => ({
		...at,
		code: "LAYOUT_KEY_UNKNOWN",
		message: `Step ${quoteUntrusted(step.name)} authorises the key id ${keyId}, which the layout does not define.`,
		details: [],
		hint: "Add the key to the layout, or remove the id from the step."
	}));
	const distinct = new Set(step.pubkeys.map((keyId) => layout.keys.get(keyId)?.fingerprint ?? keyId)).size;
	if (step.threshold < 1) failures.push({
		...at,
		code: "LAYOUT_THRESHOLD_INVALID",
		message: `Step ${quoteUntrusted(step.name)} has the threshold ${step.threshold}; at least one functionary must have performed it.`,
		details: [],
		hint: "Set the threshold to 1 or more."
	});
	else if (step.threshold > distinct) failures.push({
		...at,
		code: "LAYOUT_THRESHOLD_UNREACHABLE",
		message: `Step ${quoteUntrusted(step.name)} demands ${step.threshold} functionaries and authorises ${distinct}.`,
		details: [],
		hint: "Authorise more functionaries, or lower the threshold."
	});
	return failures;
}
function unsafeName(item) {
	if (isSafeName(item.name)) return [];
	return [{
		code: "LAYOUT_NAME_UNSAFE",
		step: escapeUntrusted(item.name),
		message: `The ${item.kind} ${quoteUntrusted(item.name)} has a name that is not one plain file name on every system.`,
		details: [],
		hint: "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot."
	}];
}
/**
* A list without DISALLOW and REQUIRE passes whatever it is given, because every list ends with an implicit `ALLOW *`.
* An author who means that says so with the one rule `ALLOW *` or `CREATE *`.
*/
function rulesThatCannotFail(item, list, rules) {
	if (rules.length === 0 || canFail(rules) || isOpenly(rules)) return [];
	return [{
		code: "LAYOUT_RULES_CANNOT_FAIL",
		step: escapeUntrusted(item.name),
		list,
		message: `The rules for the ${list} of ${item.kind} ${quoteUntrusted(item.name)} can never fail: no DISALLOW and no REQUIRE is among them.`,
		details: rules.map((rule) => escapeUntrusted(rule.tokens.join(" "))),
		hint: "End the list with \"DISALLOW *\", or write the single rule \"ALLOW *\" if nothing is to be checked."
	}];
}
function isOpenly(rules) {
	const [rule] = rules;
	return rules.length === 1 && rule !== void 0 && (rule.type === "ALLOW" || rule.type === "CREATE") && rule.pattern.source === "*";
}
function unknownSteps(item, list, rules, names) {
	return rules.flatMap((rule, ruleIndex) => rule.type === "MATCH" && !names.has(rule.from) ? [{
		code: "LAYOUT_MATCH_UNKNOWN_STEP",
		step: escapeUntrusted(item.name),
		list,
		ruleIndex,
		rule: escapeUntrusted(rule.tokens.join(" ")),
		message: `A MATCH rule names ${quoteUntrusted(rule.from)}, and the layout has no such step.`,
		details: [],
		hint: `The layout has: ${[...names].map((name) => quoteUntrusted(name)).join(", ")}.`
	}] : []);
}
/** Steps whose own lists cannot fail and to which no other item compares anything. */
function unconstrainedSteps(steps, items) {
	return steps.filter((step) => !canFail(step.expectedMaterials) && !canFail(step.expectedProducts)).filter((step) => !items.some((other) => other !== step && [...other.expectedMaterials, ...other.expectedProducts].some((rule) => rule.type === "MATCH" && rule.from === step.name))).map((step) => ({
		code: "LAYOUT_STEP_UNCONSTRAINED",
		step: escapeUntrusted(step.name),
		message: `Nothing about the artifacts of step ${quoteUntrusted(step.name)} can fail, and no other step compares with them.`,
		details: [],
		hint: "Tie the step to the chain, for example with \"MATCH * WITH PRODUCTS FROM <earlier step>\" and \"DISALLOW *\"."
	}));
}
// src/intoto/verification/check-link.ts
/** Everything in a link for `step` that strict verification refuses. `at` is the link's file name, escaped. */
function checkLink(parsed, stepName, at) {
	const { link } = parsed;
	const step = escapeUntrusted(stepName);
	const failures = parsed.unknownMembers.map((member) => member.looksLike === void 0 ? {
		code: "LINK_MEMBER_UNKNOWN",
		step,
		at: member.at,
		message: "The link has a member that the specification does not know.",
		details: [member.at],
		hint: "Record the step again with a tool that writes in-toto v1.0 links."
	} : {
		code: "LINK_MEMBER_CASE",
		step,
		at: member.at,
		message: `A member of the link is spelled like "${member.looksLike}" in other letter case.`,
		details: [member.at],
		hint: "Find out who wrote the link; no in-toto tool writes it so."
	});
	if (link.name !== stepName) failures.push({
		code: "LINK_NAME_MISMATCH",
		step,
		at,
		message: `The link filed for step ${quoteUntrusted(stepName)} is one of step ${quoteUntrusted(link.name)}.`,
		details: [],
		hint: "A link was renamed. Find out who did it, and record the step again."
	});
	return [
		...failures,
		...commandFailed(link.byproducts.get("return-value"), step, at),
		...checkArtifacts(link.materials, "materials", step, at),
		...checkArtifacts(link.products, "products", step, at)
	];
}
/** A link without a return value was recorded without a command; any value but 0 is no success. */
function commandFailed(value, step, at) {
	if (value === void 0 || value === 0) return [];
	return [{
		code: "LINK_COMMAND_FAILED",
		step,
		at,
		message: `The command of step "${step}" did not succeed: its return value is ${describe(value)}.`,
		details: [],
		hint: "Mend what the command found, and run the step again."
	}];
}
function checkArtifacts(artifacts, list, step, at) {
	const paths = [];
	const digests = [];
	for (const [path, digest] of artifacts) {
		if (!isNormalised(path)) paths.push(path);
		if (!isDigest(digest)) digests.push(path);
	}
	const failures = [];
	if (paths.length > 0) failures.push({
		code: "LINK_PATH_NOT_NORMALISED",
		step,
		list,
		at,
		artifacts: sample(paths),
		message: `${paths.length} of the ${list} have a path that is absolute, holds a backslash or is not in its shortest form; it would slip past the rules.`,
		details: sample(paths),
		hint: "Record with relative paths of the form a/b/c, from the top of the workspace."
	});
	if (digests.length > 0) failures.push({
		code: "LINK_DIGEST_INVALID",
		step,
		list,
		at,
		artifacts: sample(digests),
		message: `${digests.length} of the ${list} have no digest, or one whose length does not fit its algorithm.`,
		details: sample(digests),
		hint: "Record the step again; a digest of SHA-256 has 64 hexadecimal digits."
	});
	return failures;
}
function sample(paths) {
	return paths.slice(0, 100).map((path) => escapeUntrusted(path));
}
const SCHEME = /^(?:file:|dir:|[a-zA-Z][a-zA-Z0-9+.-]+:\/\/)/;
const NOT_NORMALISED = /\\|(?:^|\/)\.{0,2}(?:\/|$)|^[A-Za-z]:/;
/**
* True for a relative path in its shortest form, after the scheme if it has one (ITE-4). Anything else can spell a
* file in a way that no rule expects (CVE-2021-41087; the reference still has it).
*/
function isNormalised(path) {
	return !NOT_NORMALISED.test(path.includes(":") ? path.replace(SCHEME, "") : path);
}
const HEX_DIGITS = /* @__PURE__ */ new Map([
	["md5", 32],
	["sha1", 40],
	["sha224", 56],
	["sha256", 64],
	["sha384", 96],
	["sha512", 128]
]);
function isDigest(digests) {
	if (digests.length === 71 && digests.startsWith("sha256:")) return true;
	const pairs = digestPairs(digests);
	return pairs.length > 0 && pairs.every(([algorithm, hex]) => hex.length === (HEX_DIGITS.get(algorithm) ?? hex.length) && hex.length % 2 === 0);
}
// src/intoto/verification/check-runs.ts
/**
* All links must come from one run of the pipeline: the same id, repository and commit, or none of them bound to a run
* at all. A link that names no run, beside links that do, is a stranger too.
*/
function checkRuns(claims) {
	const groups = /* @__PURE__ */ new Map();
	for (const claim of claims) {
		const key = identityOf(claim.run);
		groups.set(key, [...groups.get(key) ?? [], claim]);
	}
	if (groups.size <= 1 && !claims.some(({ run }) => run === "malformed")) return [];
	const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
	const strangers = claims.filter((claim) => !largest.includes(claim) || claim.run === "malformed");
	return [{
		code: "LINKS_OF_DIFFERENT_RUNS",
		...strangers.length === 1 && strangers[0] !== void 0 ? { step: strangers[0].step } : {},
		message: `The links come from ${groups.size} different runs; ${strangers.length} of ${claims.length} do not belong to the run of the others.`,
		details: claims.map(({ step, run }) => `${step}: ${describeRun(run)}`),
		hint: "Run the whole pipeline again, and verify only links of that run."
	}];
}
function identityOf(run) {
	if (run === void 0 || run === "malformed") return String(run);
	return JSON.stringify(BINDING_FACTS.map((fact) => run[fact] ?? null));
}
function describeRun(run) {
	if (run === void 0) return "names no run";
	if (run === "malformed") return "names a run in a form that cannot be read";
	const facts = BINDING_FACTS.filter((fact) => run[fact] !== void 0);
	return facts.length === 0 ? "names a run without id, repository and commit" : facts.map((fact) => `${fact} ${quoteUntrusted(escapeUntrusted(run[fact] ?? ""), 120)}`).join(", ");
}
// src/intoto/verification/collect-links.ts
/** Loads the links of a step and keeps those that an authorised functionary signed. */
function collectLinks({ step, stepPath, layout, links, compatibility }) {
	const evidence = [];
	const failures = [];
	const warnings = [];
	const missing = [];
	const rejected = [];
	for (const keyId of new Set(step.pubkeys)) {
		const key = layout.keys.get(keyId);
		if (key === void 0) continue;
		const fileName = linkFileName(step.name, keyId);
		const at = escapeUntrusted(fileName);
		try {
			const bytes = links.read(fileName);
			if (bytes === void 0) {
				missing.push(at);
				continue;
			}
			const metadata = readSignedMetadata(bytes, {
				source: fileName,
				maxBytes: LIMITS.linkBytes
			});
			const finding = new SignatureChecker(metadata, compatibility).check(key, [keyId], false);
			if (finding === "valid") {
				evidence.push({
					keyId,
					key,
					at,
					metadata
				});
				continue;
			}
			const reason = finding === "missing" ? `has no signature by key ${keyId}` : `has a signature by key ${keyId} that does not verify`;
			rejected.push(`${at} ${reason}`);
		} catch (error) {
			failures.push(unreadable(error, stepPath, at));
		}
	}
	const functionaries = new Set(evidence.map(({ keyId, key }) => compatibility === "strict" ? key.fingerprint : keyId)).size;
	if (functionaries < step.threshold || evidence.length === 0) failures.push(rejected.length === 0 && functionaries === evidence.length ? linksMissing(step, stepPath, evidence, missing) : thresholdNotMet(step, stepPath, functionaries, [...rejected, ...missing.map((name) => `${name} is not there`)]));
	else warnings.push(...rejected.map((reason) => ({
		code: "LINK_IGNORED",
		step: stepPath,
		message: `${reason}; it was not counted.`
	})));
	return {
		evidence,
		failures,
		warnings
	};
}
/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
function unreadable(error, stepPath, at) {
	if (!(error instanceof InTotoError) || !/^(JSON|METADATA|KEY)_/.test(error.code)) throw error;
	return {
		code: "LINK_UNREADABLE",
		errorCode: error.code,
		step: stepPath,
		at: error.at ?? at,
		message: `The link ${at} is malformed: ${error.message}`,
		details: error.at === void 0 ? [] : [error.at],
		hint: error.hint ?? "Record the step again, and find out what damaged the file."
	};
}
function linksMissing(step, stepPath, evidence, missing) {
	return {
		code: "LINK_MISSING",
		step: stepPath,
		message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} link(s) and has ${evidence.length}.`,
		details: missing.map((name) => `not there: ${name}`),
		hint: "Run the step with recording, and hand its link to verification. The file name holds the key id: both forms of a key id differ."
	};
}
function thresholdNotMet(step, stepPath, functionaries, reasons) {
	return {
		code: "LINK_THRESHOLD",
		step: stepPath,
		message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} functionaries; links of ${functionaries} were accepted.`,
		details: reasons,
		hint: "The step must be performed and signed by a functionary whom the layout authorises for it."
	};
}
// src/intoto/verification/compare-links.ts
/** Links of one step must report the same materials and products (in-toto v1.0, 5.2). */
function compareLinks(stepName, stepPath, first, other) {
	return ["materials", "products"].flatMap((list) => {
		const paths = differingPaths(first.link[list], other.link[list]);
		if (paths.length === 0) return [];
		const shown = paths.slice(0, 100).map((path) => escapeUntrusted(path));
		return [{
			code: "LINKS_DISAGREE",
			step: stepPath,
			list,
			artifacts: shown,
			message: `Functionaries ${first.keyId} and ${other.keyId} report different ${list} for step ${quoteUntrusted(stepName)}: ${paths.length} differ.`,
			details: shown,
			hint: "Find out whose machine differs. Only a reproducible step can have several functionaries."
		}];
	});
}
function differingPaths(a, b) {
	const differing = [];
	for (const [path, digests] of a) if (b.get(path) !== digests) differing.push(path);
	for (const path of b.keys()) if (!a.has(path)) differing.push(path);
	return differing;
}
// src/intoto/rules/apply-rules.ts
/** How many paths a trace keeps of each rule; counts are exact. */
const SAMPLE = 10;
/** How many artifacts a failure names. */
const NAMED = 100;
/** Applies one list of rules. */
function applyRules({ rules, kind, item, links }) {
	const trace = [];
	let queue = [...item[kind].keys()];
	for (const [index, rule] of rules.entries()) {
		const failure = judge(rule, index, queue, {
			rules,
			kind,
			item,
			links
		});
		if (failure !== void 0) {
			trace.push({
				list: kind,
				index,
				rule,
				before: queue.length,
				consumed: 0,
				consumedPaths: []
			});
			return {
				trace,
				failure
			};
		}
		const consumes = consumer(rule, item, item[kind], links);
		const before = queue.length;
		const consumedPaths = [];
		queue = queue.filter((path) => {
			if (!consumes(path)) return true;
			if (consumedPaths.length < SAMPLE) consumedPaths.push(path);
			return false;
		});
		trace.push({
			list: kind,
			index,
			rule,
			before,
			consumed: before - queue.length,
			consumedPaths
		});
	}
	return {
		trace,
		failure: void 0
	};
}
function judge(rule, index, queue, request) {
	if (rule.type === "DISALLOW") {
		const found = queue.filter((path) => rule.pattern.matches(path));
		if (found.length === 0) return void 0;
		const artifacts = found.sort().slice(0, NAMED).map((path) => explainArtifact$1(path, index, request));
		return {
			type: "disallowed",
			index,
			rule,
			count: found.length,
			artifacts
		};
	}
	if (rule.type === "REQUIRE" && !queue.includes(rule.path)) {
		const alreadyConsumed = request.item[request.kind].has(rule.path);
		return {
			type: "required",
			index,
			rule,
			path: rule.path,
			alreadyConsumed
		};
	}
}
/** Which artifacts of the queue a rule takes out. */
function consumer(rule, item, own, links) {
	const { materials, products } = item;
	switch (rule.type) {
		case "ALLOW": return (path) => rule.pattern.matches(path);
		case "CREATE": return (path) => rule.pattern.matches(path) && products.has(path) && !materials.has(path);
		case "DELETE": return (path) => rule.pattern.matches(path) && materials.has(path) && !products.has(path);
		case "MODIFY": return (path) => rule.pattern.matches(path) && materials.has(path) && products.has(path) && materials.get(path) !== products.get(path);
		case "MATCH": {
			const there = links.get(rule.from)?.[rule.destinationKind];
			if (there === void 0) return () => false;
			const counterpart = counterpartOf(rule);
			return (path) => {
				const name = counterpart(path);
				return name !== void 0 && there.get(name) === own.get(path);
			};
		}
		case "DISALLOW":
		case "REQUIRE": return () => false;
	}
}
/**
* For a MATCH rule, the path that an artifact has at the destination, or undefined when prefix or pattern do not fit.
* Prefixes are literal and the pattern applies to what follows them. An absolute remainder would make the reference
* leave the prefix behind and crash; here it does not fit.
*/
function counterpartOf({ pattern, sourcePrefix, destinationPrefix }) {
	const source = asDirectory(sourcePrefix);
	const destination = asDirectory(destinationPrefix);
	return (path) => {
		if (!path.startsWith(source)) return void 0;
		const name = path.slice(source.length);
		if (!pattern.matches(name) || source !== "" && /^\/|\\/.test(name)) return void 0;
		return `${destination}${name}`;
	};
}
function asDirectory(prefix) {
	return prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
}
function explainArtifact$1(path, before, { rules, kind, item, links }) {
	const material = item.materials.get(path);
	const product = item.products.get(path);
	const here = item[kind].get(path);
	const misses = [];
	for (const [ruleIndex, rule] of rules.slice(0, before).entries()) {
		if (rule.type !== "MATCH") continue;
		const name = counterpartOf(rule)(path);
		if (name === void 0) continue;
		const { from } = rule;
		const link = links.get(from);
		const there = link?.[rule.destinationKind].get(name);
		if (there !== void 0) misses.push({
			ruleIndex,
			from,
			because: "differs",
			here,
			there
		});
		else misses.push({
			ruleIndex,
			from,
			because: link === void 0 ? "no-link" : "absent"
		});
	}
	return {
		path,
		change: changeOf(material, product),
		misses
	};
}
function changeOf(material, product) {
	if (material === void 0) return "created";
	if (product === void 0) return "deleted";
	return material === product ? "unchanged" : "modified";
}
// src/intoto/verification/check-rules.ts
/** Applies both rule lists of a step or inspection (in-toto v1.0, 4.3.3), materials first. */
function checkRules({ item, link, links, unavailable }) {
	const lists = [["materials", item.expectedMaterials], ["products", item.expectedProducts]];
	const failures = [];
	const trace = [];
	for (const [kind, rules] of lists) {
		if (rules.some((rule) => rule.type === "MATCH" && unavailable.has(rule.from))) continue;
		const applied = applyRules({
			rules,
			kind,
			item: link,
			links
		});
		trace.push(...applied.trace);
		if (applied.failure !== void 0) failures.push(describeFailure(escapeUntrusted(item.name), kind, applied.failure));
	}
	return {
		failures,
		trace
	};
}
/** A rule's failure in words: which rule, which artifacts, and why no earlier rule took them. */
function describeFailure(step, list, failure) {
	const rule = escapeUntrusted(joinWords(failure.rule.tokens));
	const place = {
		step,
		list,
		ruleIndex: failure.index,
		rule
	};
	if (failure.type === "required") {
		const path = quoteUntrusted(failure.path);
		return {
			...place,
			code: "RULE_ARTIFACT_REQUIRED",
			artifacts: [escapeUntrusted(failure.path)],
			message: failure.alreadyConsumed ? `Step "${step}": ${path} is demanded by expected_${list}[${failure.index}] (${rule}), but an earlier rule of the list has taken it.` : `Step "${step}": ${path} is demanded by expected_${list}[${failure.index}] (${rule}) and is not among the ${list}.`,
			details: [],
			hint: failure.alreadyConsumed ? "Put the REQUIRE rule before the rule that takes the artifact." : "Find out why the step did not have the file. REQUIRE takes a path, not a pattern."
		};
	}
	const hidden = failure.count - failure.artifacts.length;
	return {
		...place,
		code: "RULE_ARTIFACT_DISALLOWED",
		artifacts: failure.artifacts.map(({ path }) => escapeUntrusted(path)),
		message: `Step "${step}": ${failure.count} of the ${list} ${failure.count === 1 ? "is" : "are"} forbidden by expected_${list}[${failure.index}] (${rule}).`,
		details: [...failure.artifacts.map((artifact) => explainArtifact(artifact, list)), ...hidden > 0 ? [`… and ${hidden} more`] : []],
		hint: `If these files are expected, put a rule that takes them before rule ${failure.index} and sign the layout again; if not, find out what wrote or changed them.`
	};
}
function explainArtifact({ path, change, misses }, list) {
	const reasons = misses.map(explainMiss);
	const treated = list === "products" ? `${change} by the step` : "";
	const why = [...reasons, ...reasons.length === 0 || list === "products" ? [treated] : []].filter((text) => text !== "");
	return `${escapeUntrusted(path)}${why.length === 0 ? "" : `: ${why.join("; ")}`}`;
}
function explainMiss(miss) {
	const from = `step "${escapeUntrusted(miss.from)}" (rule ${miss.ruleIndex})`;
	switch (miss.because) {
		case "no-link": return `${from} has no link to compare with`;
		case "absent": return `not there in ${from}`;
		case "differs": return `differs from ${from}: ${shortDigest(miss.here)} here, ${shortDigest(miss.there)} there`;
	}
}
function shortDigest(digests) {
	return digestPairs(digests).map(([algorithm, hex]) => `${escapeUntrusted(algorithm)} ${hex.slice(0, 12)}`).join("+");
}
// src/intoto/verification/summary-link.ts
/**
* The link that stands for a whole chain (in-toto v1.0, 5.3.7): materials of the first step; products, by-products and
* command of the last.
*/
function summaryLink(layout, links, name) {
	const first = links.get(layout.steps.at(0)?.name ?? "");
	const last = links.get(layout.steps.at(-1)?.name ?? "");
	return {
		name,
		command: last?.command ?? [],
		materials: first?.materials ?? /* @__PURE__ */ new Map(),
		products: last?.products ?? /* @__PURE__ */ new Map(),
		byproducts: last?.byproducts ?? /* @__PURE__ */ new Map(),
		environment: /* @__PURE__ */ new Map()
	};
}
// src/intoto/verification/verify-supply-chain.ts
const NOTHING = /* @__PURE__ */ new Set();
const DAY = 864e5;
/**
* Verifies a supply chain.
*
* A layout or a parameter that cannot be read is an error; everything that is wrong with the evidence is a failure in
* the value returned.
*
* @throws every JSON_, METADATA_, KEY_ and PARAMETER_ code, for the layout; whatever the ports throw
*/
async function verifySupplyChain(request) {
	const metadata = readSignedMetadata(request.layout, {
		source: request.layoutSource,
		maxBytes: LIMITS.layoutBytes
	});
	const run = new VerificationRun(request);
	if (request.compatibility === "reference") run.warnings.push({
		code: "REFERENCE_COMPATIBLE",
		message: "The strict checks were turned off."
	});
	const failures = layoutSignatureFailures(metadata, request);
	const summary = failures.length > 0 ? void 0 : await run.layout(metadata, {
		prefix: "",
		depth: 0,
		links: request.links,
		parameters: request.parameters,
		summaryName: request.summaryName ?? ""
	});
	failures.push(...run.failures);
	if (request.compatibility === "strict") {
		failures.push(...checkRuns(run.claims));
		if (run.claims.length > 0 && run.claims.every((claim) => claim.run === void 0)) run.warnings.push({
			code: "RUN_UNBOUND",
			message: "No link names the run that it belongs to, so links of different runs could be mixed."
		});
	}
	const facts = {
		items: run.items,
		warnings: run.warnings
	};
	const [first, ...rest] = failures;
	if (first !== void 0) return {
		...facts,
		outcome: "failed",
		failures: [first, ...rest]
	};
	return {
		...facts,
		outcome: "passed",
		summary
	};
}
/** Every key that the caller gave must have signed the layout; there is no "m of n" (5.2, step 1). */
function layoutSignatureFailures(metadata, request) {
	const at = escapeUntrusted(request.layoutSource);
	if (request.layoutKeys.length === 0) return [{
		code: "LAYOUT_KEYS_MISSING",
		at,
		message: "No key was given to verify the layout with, so anybody could have written it.",
		details: [],
		hint: "Give the public keys of the owners of the layout."
	}];
	const checker = new SignatureChecker(metadata, request.compatibility);
	return request.layoutKeys.flatMap((key) => {
		const keyIds = [keyIdOf(key, "current"), keyIdOf(key, "legacy")];
		if (checker.check(key, keyIds, true) === "valid") return [];
		return [metadata.signatures.some(({ keyId }) => keyIds.includes(keyId)) ? {
			code: "LAYOUT_SIGNATURE_INVALID",
			at,
			message: `The signature of key ${keyIds[0]} does not fit the layout: the layout was changed after it was signed.`,
			details: [],
			hint: "Let the owners review the layout and sign it again."
		} : {
			code: "LAYOUT_SIGNATURE_MISSING",
			at,
			message: `The layout is not signed by key ${keyIds[0]}.`,
			details: metadata.signatures.map(({ keyId }) => `signed by ${escapeUntrusted(keyId, 100)}`),
			hint: "Give the key of whom you trust to write the layout, or let its owner sign it."
		}];
	});
}
var VerificationRun = class {
	failures = [];
	warnings = [];
	items = [];
	claims = [];
	#request;
	#strict;
	constructor(request) {
		this.#request = request;
		this.#strict = request.compatibility === "strict";
	}
	/** Steps 2 to 11 for one layout whose signatures are verified. Returns its summary link, also when something failed. */
	async layout(metadata, position) {
		const failuresBefore = this.failures.length;
		const parsed = parseLayout(metadata.payload);
		this.#checkExpiry(parsed.layout, position);
		if (this.#strict) this.#fail(position, checkLayout(parsed));
		const layout = this.#substitute(parsed.layout, position);
		const accepted = await this.#steps(layout, position);
		const links = new Map([...accepted].map(([name, { link }]) => [name, link]));
		const unavailable = new Set(layout.steps.map(({ name }) => name).filter((name) => !accepted.has(name)));
		for (const step of layout.steps) {
			const found = accepted.get(step.name);
			if (found === void 0) continue;
			this.#compareCommand(step, found, position);
			this.#applyRules(step, {
				links,
				unavailable
			}, position, {
				...found,
				threshold: step.threshold
			});
		}
		await this.#inspect(layout, links, position, this.failures.length > failuresBefore);
		return summaryLink(layout, links, position.summaryName);
	}
	#fail({ prefix }, failures) {
		for (const failure of failures) this.failures.push(prefix === "" || failure.step === void 0 ? failure : {
			...failure,
			step: `${prefix}${failure.step}`
		});
	}
	/** A layout that expires at this very second has expired, as in the reference since 2.1. */
	#checkExpiry(layout, position) {
		const { now } = this.#request;
		const expires = formatUtcSeconds(layout.expires);
		const where = position.prefix === "" ? "The layout" : `The layout of step "${position.prefix.slice(0, -1)}"`;
		if (layout.expires <= now) this.#fail(position, [{
			code: "LAYOUT_EXPIRED",
			...position.prefix === "" ? { at: escapeUntrusted(this.#request.layoutSource) } : {},
			message: `${where} expired at ${expires}; the time of verification is ${formatUtcSeconds(now)}.`,
			details: [],
			hint: "Let its owners review the layout and sign it with a later date."
		}]);
		else if (layout.expires - now < 14 * DAY) this.warnings.push({
			code: "LAYOUT_EXPIRES_SOON",
			message: `${where} expires at ${expires}.`
		});
	}
	#substitute(layout, position) {
		const { parameters } = position;
		if (parameters === void 0) return layout;
		if (this.#strict) this.#fail(position, wildcardParameters(layout, parameters));
		return substituteLayout(layout, parameters);
	}
	async #steps(layout, position) {
		const accepted = /* @__PURE__ */ new Map();
		for (const [index, step] of layout.steps.entries()) {
			if (position.depth === 0) this.#request.onProgress?.(index, layout.steps.length);
			const stepPath = `${position.prefix}${escapeUntrusted(step.name)}`;
			const { compatibility } = this.#request;
			const collected = collectLinks({
				step,
				stepPath,
				layout,
				links: position.links,
				compatibility
			});
			this.failures.push(...collected.failures);
			this.warnings.push(...collected.warnings);
			const found = await this.#readEvidence(step, stepPath, collected.evidence, position);
			if (found !== void 0 && collected.failures.length === 0) accepted.set(step.name, found);
		}
		return accepted;
	}
	async #readEvidence(step, stepPath, evidence, position) {
		let first;
		let kind = "step";
		const agreement = this.#strict || step.threshold > 1;
		let readable = true;
		for (const item of evidence) {
			const link = await this.#readLink(step, stepPath, item, position);
			if (link === void 0) {
				readable = false;
				continue;
			}
			if (item.metadata.kind === "layout") kind = "sublayout";
			if (first === void 0) first = {
				keyId: item.keyId,
				link
			};
			else if (agreement) this.failures.push(...compareLinks(step.name, stepPath, first, {
				keyId: item.keyId,
				link
			}));
		}
		if (first === void 0 || !readable) return void 0;
		return {
			link: first.link,
			functionaries: evidence.map(({ keyId }) => keyId),
			kind
		};
	}
	/** The link of one functionary: read from the file, or the summary of the layout that stands in its place. */
	async #readLink(step, stepPath, evidence, position) {
		const { metadata, at } = evidence;
		try {
			if (metadata.kind === "layout") return await this.#sublayout(step, stepPath, evidence, position);
			const parsed = parseLink(metadata.payload);
			if (this.#strict) {
				this.#fail(position, checkLink(parsed, step.name, at));
				this.claims.push({
					step: stepPath,
					run: readRunBinding(parsed.link.environment)
				});
			}
			return parsed.link;
		} catch (error) {
			this.failures.push(unreadable(error, stepPath, at));
			return;
		}
	}
	/** 5.2, step 7: verified like any layout, with the functionary's key and the links of its own directory. */
	async #sublayout(step, stepPath, { metadata, keyId }, position) {
		if (position.depth >= LIMITS.sublayoutDepth) {
			this.failures.push({
				code: "SUBLAYOUT_TOO_DEEP",
				step: stepPath,
				message: `Layouts nest deeper than ${LIMITS.sublayoutDepth} levels.`,
				details: [],
				hint: "Flatten the layouts."
			});
			return;
		}
		return await this.layout(metadata, {
			prefix: `${stepPath}/`,
			depth: position.depth + 1,
			links: position.links.sub(sublayoutDirectoryName(step.name, keyId)),
			parameters: void 0,
			summaryName: step.name
		});
	}
	/** 5.2, step 8: a difference is worth a look and proves nothing, since a command can be aliased. */
	#compareCommand(step, { link }, { prefix }) {
		const expected = step.expectedCommand;
		if (expected.length === link.command.length && expected.every((word, index) => word === link.command[index])) return;
		this.warnings.push({
			code: "COMMAND_DIFFERS",
			step: `${prefix}${escapeUntrusted(step.name)}`,
			message: `Step ${quoteUntrusted(step.name)} ran ${quoteUntrusted(link.command.join(" "))}; the layout expects ${quoteUntrusted(expected.join(" "))}.`
		});
	}
	/** 5.2, step 10, for one step or inspection. */
	#applyRules(item, others, position, facts) {
		const { failures, trace } = checkRules({
			item,
			link: facts.link,
			...others
		});
		this.#fail(position, failures);
		this.items.push({
			name: `${position.prefix}${escapeUntrusted(item.name)}`,
			kind: facts.kind,
			functionaries: facts.functionaries,
			threshold: facts.threshold,
			materials: facts.link.materials.size,
			products: facts.link.products.size,
			trace
		});
	}
	/** 5.2, step 11: commands of the layout run only when allowed, and never on a product that failed already. */
	async #inspect(layout, chain, position, failed) {
		const { inspections: runner } = this.#request;
		const [first] = layout.inspections;
		if (first === void 0) return;
		if (runner === void 0) {
			this.#fail(position, [inspectionNotAllowed(layout.inspections.map(({ name }) => quoteUntrusted(name)))]);
			return;
		}
		if (failed) return;
		const links = new Map(chain);
		for (const inspection of layout.inspections) {
			const link = await runner.run(inspection);
			const value = link.byproducts.get("return-value");
			if (value !== 0) {
				this.#fail(position, [inspectionFailed(inspection, value)]);
				return;
			}
			links.set(inspection.name, link);
		}
		for (const inspection of layout.inspections) {
			const link = links.get(inspection.name);
			this.#applyRules(inspection, {
				links,
				unavailable: NOTHING
			}, position, {
				link,
				kind: "inspection",
				functionaries: [],
				threshold: 0
			});
		}
	}
};
function inspectionNotAllowed(names) {
	return {
		code: "INSPECTION_NOT_ALLOWED",
		message: `The layout demands inspections (${names.join(", ")}), which run commands that the layout chooses; that was not allowed.`,
		details: [],
		hint: "If you trust the layout to run commands here, allow inspections."
	};
}
function inspectionFailed(inspection, value) {
	return {
		code: "INSPECTION_FAILED",
		step: escapeUntrusted(inspection.name),
		message: `The inspection ${quoteUntrusted(inspection.name)} did not succeed: ${value === void 0 || value === null ? "it has no command" : `its command returned ${escapeUntrusted(String(value))}`}.`,
		details: [escapeUntrusted(inspection.run.join(" "))],
		hint: "Look at what the inspection printed."
	};
}
// src/reporting/verdict-text.ts
const MARKS = {
	red: "31",
	green: "32",
	yellow: "33",
	bold: "1"
};
/** Lines of details shown of one failure. */
const MOST_DETAILS = 15;
/** A verdict for a terminal: the verdict first, then each reason with its remedy, and the steps. */
function verdictText(verification, colour) {
	const mark = (style, text) => colour === "ansi" ? `\u001b[${MARKS[style]}m${text}\u001b[0m` : text;
	const { items, warnings } = verification;
	if (verification.outcome === "passed") {
		const { summary } = verification;
		return [
			mark("green", `PASSED: the supply chain verifies (${count(items.length, "item")}, ${count(summary.products.size, "final product")}).`),
			...stepLines(items),
			...warningLines(warnings, mark),
			""
		].join("\n");
	}
	const { failures } = verification;
	return [
		mark("red", `FAILED: the supply chain does not verify (${count(failures.length, "failure")}).`),
		...failures.flatMap((failure) => ["", ...failureLines(failure, mark)]),
		...items.length > 0 ? [""] : [],
		...stepLines(items),
		...warningLines(warnings, mark),
		"",
		mark("red", `FAILED: ${[...new Set(failures.map(({ code }) => code))].join(", ")}`),
		""
	].join("\n");
}
/** One failure in several lines. */
function failureLines(failure, mark = (_style, text) => text) {
	const hidden = failure.details.length - MOST_DETAILS;
	return [
		mark("bold", `${failure.code}${failure.step === void 0 ? "" : ` in step "${failure.step}"`}`),
		`  ${failure.message}`,
		...failure.details.slice(0, MOST_DETAILS).map((detail) => `    - ${detail}`),
		...hidden > 0 ? [`    … and ${hidden} more lines`] : [],
		...failure.at === void 0 || failure.details.includes(failure.at) ? [] : [`  at:  ${failure.at}`],
		`  fix: ${failure.hint}`,
		`  see: docs/errors.md#${failure.code.toLowerCase()}`
	];
}
function stepLines(items) {
	return items.map(({ name, kind, functionaries, materials, products }) => `  ${kind} "${name}": ${count(materials, "material")}, ${count(products, "product")}` + (functionaries.length > 0 ? `, signed by ${functionaries.map((keyId) => keyId.slice(0, 8)).join(", ")}` : ""));
}
function warningLines(warnings, mark) {
	return warnings.map(({ code, message }) => mark("yellow", `  warning ${code}: ${escapeUntrusted(message, 1e3)}`));
}
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
export { checkProducts as a, parseParameters as i, verdictText as n, DirectoryLinkStore as o, verifySupplyChain as r, failureLines as t };
