import { G as escapeUntrusted, V as LIMITS } from "./base.mjs";
import { a as writeFileAtomically, t as readFile } from "./every-action.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { c as print, i as usage, o as note, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { n as fetchRoot, r as trustedRootFile, t as defaultCache } from "./cli-trusted-root-files.mjs";
// src/cli/commands/trusted-root.ts
const trustedRootFetch = {
	spec: {
		name: "trusted-root fetch",
		summary: "fetch a trusted root as its owners publish it",
		description: "Fetches by The Update Framework: signed by the owners, not expired, not older than what was fetched before. Trust\nbegins with a root that this tool carries, or with the one of --tuf-root. Prints the file unless --output names one.\nCommit it beside the layout, and verification needs no network.",
		flags: [
			{
				long: "output",
				short: "o",
				takes: "one",
				value: "FILE",
				help: "where the trusted root goes"
			},
			{
				long: "tuf-url",
				takes: "one",
				value: "URL",
				help: "where your own Sigstore publishes its metadata"
			},
			{
				long: "tuf-root",
				takes: "one",
				value: "FILE",
				help: "the root.json with which trust in --tuf-url begins"
			},
			{
				long: "target",
				takes: "one",
				value: "NAME",
				help: "name of the trusted root there (default: trusted_root.json)"
			},
			{
				long: "cache",
				takes: "one",
				value: "DIR",
				help: "where metadata is kept, to refuse older ones later (default: in-toto-actions/tuf in your cache directory)"
			}
		],
		operands: {
			name: "public-good|github",
			least: 0,
			most: 1
		},
		examples: ["in-toto-actions trusted-root fetch public-good -o .in-toto/trusted_root.json", "in-toto-actions trusted-root fetch --tuf-url https://tuf.example.org --tuf-root root.json -o trusted_root.json"]
	},
	run: async (parsed, console) => {
		const repository = await repositoryOf(parsed, console);
		note(console, `fetching ${escapeUntrusted(repository.target)} from ${escapeUntrusted(repository.url)}`);
		const cache = parsed.one("cache");
		const bytes = await fetchRoot(repository, cache === void 0 ? defaultCache(console) : pathFrom(console, cache));
		const output = parsed.one("output");
		if (output === void 0) console.stdout.write(bytes);
		else {
			writeFileAtomically(pathFrom(console, output), bytes);
			print(console, `${escapeUntrusted(output)}: trusted root of ${escapeUntrusted(repository.name)}`);
		}
		return EXIT.yes;
	}
};
const trustedRootShow = {
	spec: {
		name: "trusted-root show",
		summary: "show whom a trusted root trusts, and until when",
		description: "Shows the roots that this tool carries when none is named.",
		flags: [{
			long: "json",
			takes: "nothing",
			help: "print as JSON"
		}],
		operands: {
			name: "FILE|NAME",
			least: 0,
			most: 100
		},
		examples: ["in-toto-actions trusted-root show .in-toto/trusted_root.json", "in-toto-actions trusted-root show tuf:github"]
	},
	run: async (parsed, console) => {
		const [{ describeTrustedRoot, outOfDate }, { EMBEDDED_ROOTS }] = await Promise.all([import("./sigstore-describe-trusted-root.mjs"), import("./load-sigstore-embedded-roots.mjs")]);
		const names = parsed.operands.length > 0 ? parsed.operands : EMBEDDED_ROOTS;
		const roots = [];
		for (const name of names) {
			const description = describeTrustedRoot(await trustedRootFile(name, console), name);
			roots.push({
				name,
				...description,
				outOfDate: outOfDate(description, console.now())
			});
		}
		if (parsed.has("json")) print(console, jsonText({ roots }));
		else for (const line of roots.flatMap((root) => rootLines(root))) print(console, line);
		return EXIT.yes;
	}
};
async function repositoryOf(parsed, console) {
	const [{ TUF_REPOSITORIES }, { EMBEDDED_ROOTS, isEmbeddedRoot }] = await Promise.all([import("./sigstore-tuf-repositories.mjs"), import("./load-sigstore-embedded-roots.mjs")]);
	const [name] = parsed.operands;
	const url = parsed.one("tuf-url");
	const rootPath = parsed.one("tuf-root");
	if (name !== void 0) {
		if (url !== void 0 || rootPath !== void 0) throw usage(`${EMBEDDED_ROOTS.join(" and ")} take no --tuf- flags.`);
		if (!isEmbeddedRoot(name)) throw usage(`The root is ${EMBEDDED_ROOTS.join(" or ")}, or one at --tuf-url.`);
		return {
			...TUF_REPOSITORIES[name](),
			...targetOf(parsed)
		};
	}
	if (url === void 0 || rootPath === void 0) throw usage(`Name ${EMBEDDED_ROOTS.join(" or ")}, or give --tuf-url and --tuf-root.`);
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw usage("--tuf-url takes an address that starts with https://.");
	return {
		name: url,
		url,
		root: readFile(pathFrom(console, rootPath), LIMITS.smallFileBytes),
		target: "trusted_root.json",
		...targetOf(parsed)
	};
}
function targetOf(parsed) {
	const target = parsed.one("target");
	return target === void 0 ? {} : { target };
}
function rootLines(root) {
	const { logEntries, scts } = root.demands;
	const demands = [
		...logEntries > 0 ? ["an entry in a log"] : [],
		...scts > 0 ? ["the promise of a certificate log"] : [],
		"a time that somebody signed"
	];
	return [
		`trusted root ${escapeUntrusted(root.name)}`,
		`  a bundle must show ${demands.join(", ")}`,
		...partyLines("certificate authorities", root.certificateAuthorities),
		...partyLines("logs", root.logs),
		...partyLines("certificate logs", root.certificateLogs),
		...partyLines("timestamp authorities", root.timestampAuthorities),
		...root.outOfDate.map((kind) => `  warning: no ${kind} counts now, so what is signed today does not verify; fetch a newer root`),
		""
	];
}
function partyLines(title, parties) {
	return [`  ${title}: ${parties.length === 0 ? "none" : ""}`.trimEnd(), ...parties.map(({ name, url, fingerprint, start, end }) => {
		const what = [name, url].filter((text) => text !== "").map((text) => escapeUntrusted(text));
		return `    ${start.slice(0, 10)} to ${end === void 0 ? "now       " : end.slice(0, 10)}  ${what.join(", ")}  sha256:${fingerprint}`;
	})];
}
export { trustedRootFetch, trustedRootShow };
