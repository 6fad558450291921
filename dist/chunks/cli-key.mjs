import { G as escapeUntrusted, Z as PASSPHRASE_VARIABLE } from "./base.mjs";
import { b as keyIdOf } from "./intoto.mjs";
import { l as pemKeyIds } from "./intoto-verification.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { t as generateKey } from "./signing-generate-key.mjs";
import { n as readPublicKeyFile, r as writeKeyPair } from "./files-write-new-file.mjs";
import { c as print, i as usage, o as note, s as pathFrom, u as EXIT } from "./command-line.mjs";
// src/cli/commands/key.ts
const JSON_FLAG = {
	long: "json",
	takes: "nothing",
	help: "print as JSON"
};
const keyGenerate = {
	spec: {
		name: "key generate",
		summary: "make a key pair",
		description: `Writes PREFIX (private, PKCS#8, encrypted when ${PASSPHRASE_VARIABLE} is set) and PREFIX.pub. Overwrites nothing.`,
		flags: [
			{
				long: "type",
				takes: "one",
				value: "ed25519|ecdsa|rsa",
				help: "kind of key (default: ed25519)"
			},
			{
				long: "curve",
				takes: "one",
				value: "P-256|P-384|P-521",
				help: "curve of an ecdsa key (default: P-256)"
			},
			{
				long: "bits",
				takes: "one",
				value: "3072|2048|4096",
				help: "size of an rsa key (default: 3072)"
			},
			{
				long: "output",
				short: "o",
				takes: "one",
				value: "PREFIX",
				help: "path of the private key"
			},
			JSON_FLAG
		],
		examples: ["in-toto-actions key generate --output alice"]
	},
	run: async (parsed, console) => {
		const output = parsed.required("output");
		const passphrase = console.environment[PASSPHRASE_VARIABLE];
		const encrypted = passphrase !== void 0 && passphrase !== "";
		const key = generateKey(keyRequest(parsed), encrypted ? passphrase : void 0);
		writeKeyPair(pathFrom(console, output), key);
		if (parsed.has("json")) print(console, jsonText({
			private: output,
			public: `${output}.pub`,
			encrypted,
			...describeKey(key.publicKey)
		}));
		else {
			print(console, `${escapeUntrusted(output)}: private key${encrypted ? ", encrypted" : ""}`);
			print(console, `${escapeUntrusted(output)}.pub: public key, id ${keyIdOf(key.publicKey, "current")}`);
			if (!encrypted) note(console, `note: the private key is not encrypted; set ${PASSPHRASE_VARIABLE} to encrypt it.`);
		}
		return EXIT.yes;
	}
};
const keyShow = {
	spec: {
		name: "key show",
		summary: "show type and ids of a key",
		flags: [JSON_FLAG],
		operands: {
			name: "FILE",
			least: 1,
			most: 1
		},
		examples: ["in-toto-actions key show alice.pub"]
	},
	run: async (parsed, console) => {
		printKey(readPublicKeyFile(pathFrom(console, parsed.operands[0] ?? "")), parsed, console);
		return EXIT.yes;
	}
};
/** Prints what there is to say of a key, as JSON where asked for. */
function printKey(key, parsed, console) {
	const description = describeKey(key);
	if (parsed.has("json")) print(console, jsonText(description));
	else for (const line of keyLines(description)) print(console, line);
}
function describeKey(key) {
	const [keyid, legacyKeyid] = pemKeyIds(key);
	return {
		type: key.keyType,
		scheme: key.scheme,
		keyid,
		legacyKeyid,
		fingerprint: key.fingerprint,
		pem: key.pem
	};
}
function keyLines({ type, scheme, keyid, legacyKeyid, fingerprint, pem }) {
	return [
		`type:         ${type} (${scheme})`,
		`key id:       ${keyid}`,
		`legacy id:    ${legacyKeyid}`,
		`fingerprint:  ${fingerprint} (SHA-256 of the SPKI form)`,
		pem.trimEnd()
	];
}
function keyRequest(parsed) {
	const type = parsed.choice("type", [
		"ed25519",
		"ecdsa",
		"rsa"
	]);
	if (parsed.has("curve") && type !== "ecdsa") throw usage(`--curve does not apply to ${type} keys.`);
	if (parsed.has("bits") && type !== "rsa") throw usage(`--bits does not apply to ${type} keys.`);
	if (type === "ed25519") return { type };
	if (type === "ecdsa") return {
		type,
		curve: parsed.choice("curve", [
			"P-256",
			"P-384",
			"P-521"
		])
	};
	return {
		type,
		bits: Number(parsed.choice("bits", [
			"3072",
			"2048",
			"4096"
		]))
	};
}
export { keyShow as n, printKey as r, keyGenerate as t };
