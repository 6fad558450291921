import { $t as digestPairs, At as parseLayout, B as parseStatement, D as joinWords, Et as writeJson, Ft as isKeyless, Lt as publicKeyFromPem, St as WRAPPERS, ht as parseLink, jt as formatUtcSeconds, xt as readSignedMetadata } from "./intoto.mjs";
import { E as escapeUntrusted, v as count, x as LIMITS } from "./base.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { t as EXIT } from "./cli-command.mjs";
import { i as print, r as pathFrom } from "./cli-console.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { r as printKey } from "./cli-key.mjs";
import { n as shortKeyIds } from "./reporting-short-key-ids.mjs";
import { Buffer } from "node:buffer";
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
		signers: async (_metadata, bytes, source) => (await import("./cli-bundle-lines.mjs")).bundleLines(bytes, source)
	}
};
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
		...layout.inspections.flatMap((inspection) => [`inspection "${escapeUntrusted(inspection.name)}": ${escapeUntrusted(joinWords(inspection.run))}`, ...ruleLines(inspection)])
	];
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
		`by-products: ${escapeUntrusted(writeJson(link.byproducts))}`,
		`environment: ${escapeUntrusted(writeJson(link.environment), 2e3)}`
	];
}
function artifactLines(title, artifacts) {
	const shown = [...artifacts].slice(0, MOST_FILES);
	return [
		`${title}: ${artifacts.size}`,
		...shown.map(([path, digests]) => `  ${escapeUntrusted(path)}  ${digestPairs(digests).map(([algorithm, hex]) => `${escapeUntrusted(algorithm)}:${hex}`).join(" ")}`),
		...artifacts.size > shown.length ? [`  … and ${artifacts.size - shown.length} more (--json shows all)`] : []
	];
}
function signatureLines({ wrapper, signatures }) {
	const names = signatures.map(({ keyId, bytes }) => `  ${keyId === "" ? "(no key id)" : escapeUntrusted(keyId)}${bytes === void 0 ? " (a form that is not supported)" : ""}`);
	return [`${WRAPPERS[wrapper].title} with ${count(signatures.length, "signature")}, not checked:`, ...names];
}
export { inspect };
