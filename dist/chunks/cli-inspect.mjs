import { Ct as digestPairs, I as readSignedMetadata, K as parseLink, M as parseStatement, R as readJson, b as joinWords, ct as isKeyless, it as formatUtcSeconds, rt as parseLayout, u as writeJson, ut as publicKeyFromPem } from "./intoto.mjs";
import { f as escapeUntrusted, s as LIMITS } from "./base.mjs";
import { n as jsonText, t as escapeJson } from "./reporting-json-text.mjs";
import { a as print, i as pathFrom, t as EXIT } from "./cli-command.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { r as keyLines, t as describeKey } from "./cli-key.mjs";
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
			const description = describeKey(publicKeyFromPem(Buffer.from(bytes).toString("utf8"), source));
			if (parsed.has("json")) print(console, jsonText(description));
			else for (const line of keyLines(description)) print(console, line);
			return EXIT.yes;
		}
		const metadata = readSignedMetadata(bytes, {
			source,
			maxBytes: LIMITS.linkBytes,
			bytes: NODE_BYTES
		});
		const bundle = isBundle(bytes) ? await import("./cli-bundle-lines.mjs") : void 0;
		const lines = metadata.kind === "layout" ? layoutLines(metadata) : linkLines(bundle === void 0 ? parseLink(metadata.payload) : parseStatement(metadata.payload));
		if (parsed.has("json")) print(console, escapeJson(writeJson(metadata.payload.value)));
		else for (const line of [...lines, ...bundle?.bundleLines(bytes, source) ?? signatureLines(metadata)]) print(console, line);
		return EXIT.yes;
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
function isBundle(bytes) {
	return readJson(bytes, {
		source: "file",
		maxBytes: LIMITS.linkBytes
	}).optional("dsseEnvelope") !== void 0;
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
	return [`${wrapper === "dsse" ? "DSSE" : "Metablock"} with ${signatures.length} signature(s), not checked:`, ...names];
}
export { inspect };
