import { Cn as readConverted, Lt as parseStatement, Ut as readSource, Wn as parseLink, Xn as digestPairs, br as formatUtcSeconds, cr as writeJson, ct as isIntentsInspection, it as INTENTS_COMMAND, jr as publicKeyFromPem, kr as isKeyless, nr as WRAPPERS, tr as readSignedMetadata, tt as joinWords, vn as readRunBinding, yr as parseLayout } from "./intoto.mjs";
import { F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS } from "./base.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { c as print, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { t as readFile } from "./every-action.mjs";
import { r as NODE_BYTES } from "./node-bytes.mjs";
import { r as printKey } from "./cli-key.mjs";
import { p as shortKeyIds } from "./every-verification.mjs";
import { Buffer } from "node:buffer";
// src/cli/source-lines.ts
const MOST_NAMES = 10;
const HALVES = ["materials", "products"];
/** Lines about the commit that a link claims to have seen, and about files that its checkout converted. */
function sourceClaimLines(environment) {
	return [...claimLines(environment), ...convertedLines(environment)];
}
function claimLines(environment) {
	const claim = readSource(environment);
	if (claim === void 0) return [];
	if (claim === "malformed") return ["source: malformed, so verification refuses the link"];
	const { commit, tree, files, digest, path, only, submodules } = claim;
	return [
		`source: commit ${commit}${path === void 0 ? "" : `, in ${quoteUntrusted(path)}`}`,
		`  tree ${tree}`,
		`  ${count(files, "file")}, sha256 of the list ${digest}`,
		...only === void 0 ? [] : [`  only ${listed(only, MOST_NAMES, (pattern) => quoteUntrusted(pattern))}`],
		...[...submodules].slice(0, MOST_NAMES).map(([name, module]) => `  submodule ${escapeUntrusted(name)}: commit ${module.commit}, ${count(module.files, "file")}`),
		...submodules.size > MOST_NAMES ? [`  \u2026 and ${count(submodules.size - MOST_NAMES, "more submodule")}`] : []
	];
}
function convertedLines(environment) {
	const halves = HALVES.map((half) => [half, readConverted(environment, half)]);
	if (halves.some(([, converted]) => converted === "malformed")) return ["converted by the checkout: malformed, so verification refuses the link"];
	const told = halves.flatMap(([half, converted]) => converted === "malformed" || converted.size === 0 ? [] : [`${converted.size} of the ${half}`]);
	return told.length === 0 ? [] : [`converted by the checkout: ${told.join(", ")}`];
}
// src/cli/commands/inspect.ts
/** Files named in full before the rest is counted. */
const MOST_FILES = 20;
const inspect = {
	spec: {
		name: "inspect",
		summary: "show what a link, layout, bundle or key file says",
		description: "Signatures are listed, not checked: what is shown is what the file claims. Of a Sigstore bundle, also who its\ncertificate names, and how a layout would name them.",
		flags: [{
			long: "json",
			takes: "nothing",
			help: "print the payload, or the key, as JSON"
		}],
		operands: {
			name: "FILE",
			least: 1,
			most: 1
		},
		examples: ["in-toto-actions inspect links/build.1f2e3d4c.link", "in-toto-actions inspect .in-toto/root.layout"]
	},
	run: async (parsed, console) => {
		const [source = ""] = parsed.operands;
		const bytes = readFile(pathFrom(console, source), LIMITS.linkBytes);
		const start = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
		if (start.includes("-----BEGIN ") && !start.trimStart().startsWith("{")) {
			printKey(publicKeyFromPem(Buffer.from(bytes).toString("utf8"), source), parsed, console);
			return EXIT.yes;
		}
		const metadata = readSignedMetadata(bytes, {
			source,
			maxBytes: LIMITS.linkBytes,
			bytes: NODE_BYTES
		});
		const { linkIn, signers } = CONTAINERS[metadata.container];
		const lines = metadata.kind === "layout" ? layoutLines(metadata) : linkLines(linkIn(metadata.payload));
		if (parsed.has("json")) print(console, escapeJson(writeJson(metadata.payload.value)));
		else for (const line of [...lines, ...await signers(metadata, bytes, source)]) print(console, line);
		return EXIT.yes;
	}
};
/** For each thing that metadata can lie in: the form of a link in it, and the lines about who claims to have signed. */
const CONTAINERS = {
	file: {
		linkIn: parseLink,
		signers: async (metadata) => signatureLines(metadata)
	},
	bundle: {
		linkIn: parseStatement,
		signers: async (metadata, bytes, source) => (await import("./cli-bundle-lines.mjs")).bundleLines(bytes, source, tellsRunner(metadata))
	}
};
/** Whether a layout may demand a runner of the link, as far as it goes by its own words. */
function tellsRunner({ kind, payload }) {
	if (kind === "layout") return true;
	const run = readRunBinding(parseStatement(payload).link.environment);
	return run !== void 0 && run !== "malformed" && run.runner !== void 0;
}
function layoutLines({ payload }) {
	const { layout } = parseLayout(payload);
	return [
		`layout, expires ${formatUtcSeconds(layout.expires)}`,
		...layout.readme === "" ? [] : [`readme: ${escapeUntrusted(layout.readme)}`],
		...[...layout.keys].map(([keyId, key]) => `key ${keyId}: ${isKeyless(key) ? identityText(key) : `${key.keyType} (${key.scheme})`}`),
		...layout.steps.flatMap((step) => [
			`step "${escapeUntrusted(step.name)}": ${step.threshold} of ${shortKeyIds(step.pubkeys)}`,
			...step.expectedCommand.length > 0 ? [`  command: ${escapeUntrusted(joinWords(step.expectedCommand))}`] : [],
			...ruleLines(step)
		]),
		...layout.inspections.flatMap((inspection) => [...inspectionLines(inspection), ...ruleLines(inspection)])
	];
}
/** Of the one that carries intents, each of its statements on a line of its own. */
function inspectionLines(inspection) {
	const { name, run } = inspection;
	const words = isIntentsInspection(inspection) ? INTENTS_COMMAND.length : run.length;
	return [`inspection "${escapeUntrusted(name)}": ${escapeUntrusted(joinWords(run.slice(0, words)))}`, ...run.slice(words).map((statement) => `  ${escapeUntrusted(statement)}`)];
}
function identityText({ issuer, subject, constraints }) {
	const limits = [...constraints].map(([name, values]) => `${name} ${values.join(" or ")}`);
	const who = `${subject.kind === "exact" ? "identity" : "identities like"} ${subject.text} of ${issuer}`;
	return escapeUntrusted(limits.length === 0 ? who : `${who}, with ${limits.join(", ")}`, 2e3);
}
function ruleLines({ expectedMaterials, expectedProducts }) {
	return [...expectedMaterials.map((rule, index) => `  materials[${index}]: ${escapeUntrusted(joinWords(rule.tokens))}`), ...expectedProducts.map((rule, index) => `  products[${index}]: ${escapeUntrusted(joinWords(rule.tokens))}`)];
}
function linkLines({ link }) {
	return [
		`link of step "${escapeUntrusted(link.name)}"`,
		`command: ${link.command.length === 0 ? "(none)" : escapeUntrusted(joinWords(link.command))}`,
		...artifactLines("materials", link.materials),
		...artifactLines("products", link.products),
		...sourceClaimLines(link.environment),
		`by-products: ${escapeUntrusted(writeJson(link.byproducts))}`,
		`environment: ${escapeUntrusted(writeJson(link.environment), 2e3)}`
	];
}
function artifactLines(title, artifacts) {
	const shown = [...artifacts].slice(0, MOST_FILES);
	return [
		`${title}: ${artifacts.size}`,
		...shown.map(([path, digests]) => `  ${escapeUntrusted(path)}  ${digestPairs(digests).map(([algorithm, hex]) => `${escapeUntrusted(algorithm)}:${hex}`).join(" ")}`),
		...artifacts.size > shown.length ? [`  \u2026 and ${artifacts.size - shown.length} more (--json shows all)`] : []
	];
}
function signatureLines({ wrapper, signatures }) {
	const names = signatures.map(({ keyId, bytes }) => `  ${keyId === "" ? "(no key id)" : escapeUntrusted(keyId)}${bytes === void 0 ? " (a form that is not supported)" : ""}`);
	return [`${WRAPPERS[wrapper].title} with ${count(signatures.length, "signature")}, not checked:`, ...names];
}
export { inspect };
