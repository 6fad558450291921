import { p as LIMITS, v as escapeUntrusted } from "./base.mjs";
import { A as SignatureChecker, Z as parseLink, j as readSignedMetadata, v as pemKeyIds, y as keyIdOf } from "./intoto.mjs";
import { r as recordArtifacts } from "./recording-record-artifacts.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { a as print, i as pathFrom, r as note, t as EXIT } from "./cli-command.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { m as recordingSettings, s as RECORDING_FLAGS, v as verificationKeys } from "./cli-signing-flags.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
// src/cli/commands/match-products.ts
const matchProducts = {
	spec: {
		name: "match-products",
		summary: "compare files with the products of a link",
		description: "Exit status 0: the files are exactly the products. 1: they differ. 2: could not tell.",
		flags: [
			{
				long: "link",
				short: "l",
				takes: "one",
				value: "FILE",
				help: "the link"
			},
			{
				long: "paths",
				short: "p",
				takes: "many",
				value: "PATH",
				help: "files and directories to compare (default: .)"
			},
			{
				long: "verification-keys",
				takes: "many",
				value: "FILE",
				help: "public keys (PEM); each must have signed the link"
			},
			...RECORDING_FLAGS,
			{
				long: "json",
				takes: "nothing",
				help: "print the differences as JSON"
			},
			{
				long: "quiet",
				short: "q",
				takes: "nothing",
				help: "print nothing; the exit status tells"
			}
		],
		examples: ["in-toto-actions match-products -l links/package.1f2e3d4c.link --verification-keys ci.pub -p app-1.0.0.tgz"]
	},
	run: async (parsed, console) => {
		const source = parsed.required("link");
		const metadata = readSignedMetadata(readFile(pathFrom(console, source), LIMITS.linkBytes), {
			source,
			maxBytes: LIMITS.linkBytes,
			bytes: NODE_PORTS.bytes
		});
		const keys = verificationKeys(parsed, console);
		const checker = new SignatureChecker(metadata, "strict", NODE_PORTS.signatures);
		const unsigned = [];
		for (const key of keys) if (await checker.check(key, pemKeyIds(key), true) !== "valid") unsigned.push(key);
		const { link } = parseLink(metadata.payload);
		const paths = parsed.has("paths") ? parsed.many("paths") : ["."];
		const { artifacts } = await recordArtifacts({
			...recordingSettings(parsed, console),
			paths
		});
		const onlyInProducts = [...link.products.paths()].filter((path) => !artifacts.has(path));
		const notInProducts = [...artifacts.paths()].filter((path) => !link.products.has(path));
		const differ = [...artifacts].filter(([path, digests]) => link.products.has(path) && link.products.get(path) !== digests).map(([path]) => path);
		const differences = onlyInProducts.length + notInProducts.length + differ.length;
		const matches = unsigned.length + differences === 0 && artifacts.size > 0;
		if (parsed.has("json")) print(console, jsonText({
			matches,
			compared: artifacts.size,
			signatureChecked: keys.length > 0,
			signatureMissing: unsigned.map((key) => keyIdOf(key, "current")),
			onlyInProducts,
			notInProducts,
			differ
		}));
		else if (!parsed.has("quiet")) {
			for (const key of unsigned) print(console, `The link is not signed by key ${keyIdOf(key, "current")}`);
			for (const path of onlyInProducts) print(console, `Only in products: ${escapeUntrusted(path)}`);
			for (const path of notInProducts) print(console, `Not in products: ${escapeUntrusted(path)}`);
			for (const path of differ) print(console, `Hashes differ: ${escapeUntrusted(path)}`);
			if (artifacts.size + differences === 0) print(console, "There is no file and no product to compare.");
			if (matches) print(console, `The ${artifacts.size} files are the products of step "${escapeUntrusted(link.name)}".`);
			if (keys.length === 0) note(console, "warning: the signature of the link was not checked; give --verification-keys.");
		}
		return matches ? EXIT.yes : EXIT.no;
	}
};
export { matchProducts };
