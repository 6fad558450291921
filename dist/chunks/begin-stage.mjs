import { $ as canonicalJson, Y as encodeLink, ct as LIMITS, ft as quoteUntrusted, st as writeWorkflowArtifactName, tt as isJsonObject } from "./intoto.mjs";
import { t as Recorder } from "./record-artifacts.mjs";
import { n as loadPrivateKey } from "./key-signer.mjs";
import { a as steeringVariables, n as writeStageRecording } from "./stage-recording.mjs";
import { t as artifactsDigest } from "./products-digest.mjs";
import { a as isRecordableVariable, i as commandWords, n as readRunContext, o as recordedVariables, r as runBindingOf, s as stageSettings, t as canIdentify } from "./run-context.mjs";
import { t as beginStep } from "./step-recording.mjs";
import { t as checkStepName } from "./write-link.mjs";
import { n as invalid, t as Inputs } from "./inputs.mjs";
import { t as readPublicKeys } from "./public-keys.mjs";
import { join } from "node:path";
import { Buffer } from "node:buffer";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
// src/stages/begun-digest.ts
/** What the end of a step adds to the environment. */
const ADDED_AT_THE_END = ["hand_over", "checkout"];
/** Members that have one part for materials and one, added at the end, for products. */
const HALVES = ["modes", "recording"];
/**
* One digest, `sha256:<hex>`, over everything of a link that was known before the command of its step ran: name,
* command, materials, run, excludes, variables. It is the same for the link that begins and for the one that ends, so
* whoever learns it before the command runs can tell whether the command rewrote any of that.
*/
function begunDigest(link) {
	const begun = encodeLink({
		...link,
		products: /* @__PURE__ */ new Map(),
		byproducts: /* @__PURE__ */ new Map(),
		environment: begunEnvironment(link.environment)
	});
	return `sha256:${createHash("sha256").update(canonicalJson(begun)).digest("hex")}`;
}
function begunEnvironment(environment) {
	const members = [...environment].filter(([name]) => !ADDED_AT_THE_END.includes(name));
	return new Map(members.flatMap(([name, value]) => {
		if (!HALVES.includes(name) || !isJsonObject(value)) return [[name, value]];
		const rest = new Map([...value].filter(([half]) => half !== "products"));
		return rest.size === 0 ? [] : [[name, rest]];
	}));
}
// src/stages/secret-shapes.ts
const SHAPES = [
	["a private key", /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
	["a token of GitHub", /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
	["a token of npm", /\bnpm_[A-Za-z0-9]{30,}/],
	["a token of PyPI", /\bpypi-AgE[\w-]{30,}/],
	["a token of GitLab", /\bglpat-[\w-]{20,}/],
	["a key of AWS", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
	["a key of Google", /\bAIza[\w-]{35}\b/],
	["a token of Slack", /\bxox[abeoprs]-[\w-]{10,}/],
	["a key of Stripe", /\b[rs]k_live_[A-Za-z0-9]{16,}/],
	["an identity token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
	["a password in an address", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$%{]+:[^\s/@$%{]+@/i]
];
/** What kind of secret a text holds; undefined when none is recognised. */
function secretKindIn(text) {
	return SHAPES.find(([, shape]) => shape.test(text))?.[0];
}
// src/actions/begin-stage.ts
const SHELLS = [
	"bash",
	"sh",
	"pwsh",
	"powershell",
	"python"
];
/** @throws INPUT_, RUNNER_, RECORD_, TAKE_OVER_, ARTIFACT_ and KEY_ codes */
async function beginStage(runner, environment) {
	const context = readRunContext(environment);
	const inputs = readInputs(runner, context, environment);
	const recorder = new Recorder();
	try {
		if (inputs.takeOver !== void 0) await takeOverProducts(inputs.takeOver, context, recorder, runner);
		const begun = await beginStep(recorder, {
			name: inputs.step,
			materials: inputs.materials,
			settings: stageSettings(context.workspace, inputs.exclude),
			run: runBindingOf(context)
		});
		const variables = recordedVariables(inputs.variables, environment);
		const noted = inputs.setup === "" ? begun.environment : new Map([...begun.environment, ["setup", inputs.setup]]);
		const link = {
			...begun,
			command: inputs.command,
			environment: withVariables(noted, variables)
		};
		const path = join(context.temporary, `in-toto-${randomUUID()}.json`);
		const digest = writeStageRecording(path, {
			link,
			exclude: inputs.exclude,
			matrix: inputs.matrix,
			demandsOutcome: inputs.demandsOutcome,
			steering: steeringVariables(environment)
		});
		runner.output("shell", inputs.shell);
		runner.output("recording", path);
		runner.output("recording-digest", digest);
		runner.output("materials-digest", artifactsDigest(link.materials));
		runner.output("begun-digest", begunDigest(link));
		runner.output("material-count", String(link.materials.size));
		runner.log(`Step ${quoteUntrusted(inputs.step)}: ${link.materials.size} materials recorded.`);
	} finally {
		await recorder.close();
	}
}
function readInputs(runner, { job, attempt }, environment) {
	const inputs = new Inputs(runner);
	const step = inputs.required("step-name");
	checkStepName(step);
	const matrix = matrixKey(inputs.text("matrix"));
	for (const kind of ["link", "products"]) writeWorkflowArtifactName({
		kind,
		step,
		job,
		matrix,
		attempt
	});
	const shell = inputs.choice("shell", SHELLS);
	const command = commandWords(shell, inputs.text("run"));
	const demandsOutcome = inputs.choice("command", ["required", "optional"]) === "required";
	if (demandsOutcome && command.length === 0) inputs.required("run");
	checkCommand("run", inputs.text("run"));
	checkCommand("setup", inputs.text("setup"));
	const variables = inputs.lines("environment-variables");
	const secret = variables.find((name) => !isRecordableVariable(name) || secretKindIn(environment[name] ?? "") !== void 0);
	if (secret !== void 0) throw invalid("environment-variables", `${quoteUntrusted(secret)} may not go into a link, which everybody can read`, "Name variables that hold no secret; names that look like one are refused.");
	const takeOver = inputs.text("take-over");
	const signingKey = inputs.secret("signing-key");
	const passphrase = inputs.secret("signing-key-passphrase");
	const keys = readPublicKeys("take-over-keys", inputs.text("take-over-keys"));
	const own = keys.length === 0 && takeOver !== "" && signingKey !== "";
	return {
		step,
		shell,
		setup: inputs.text("setup"),
		command,
		demandsOutcome,
		materials: inputs.lines("materials"),
		exclude: inputs.lines("exclude"),
		variables,
		matrix,
		takeOver: takeOver === "" ? void 0 : {
			step: takeOver,
			canSign: signingKey !== "" || canIdentify(environment),
			trustedRoot: inputs.text("trusted-root"),
			identities: inputs.lines("take-over-identities"),
			keys: own ? [loadPrivateKey({
				pem: signingKey,
				passphrase,
				source: "input signing-key"
			}).publicKey] : keys
		}
	};
}
/** The command goes into the link, which everybody can read; masks hide things in logs alone. */
function checkCommand(input, command) {
	const bytes = Buffer.byteLength(command);
	if (bytes > LIMITS.commandBytes) throw invalid(input, `it has ${bytes} bytes, and at most ${LIMITS.commandBytes} reach the shell`, "Put the script into a file of the repository, and run that.");
	const kind = secretKindIn(command);
	if (kind === void 0) return;
	throw invalid(input, `it holds what looks like ${kind}, and the command goes into a link that everybody can read`, "Give secrets through `env:` of the job, and name the variable in the command. Replace this one if it is real.");
}
/** Short and the same for the same leg; `0` without a matrix. */
function matrixKey(text) {
	if (text === "" || text === "null" || text === "{}") return "0";
	return createHash("sha256").update(text.replace(/\s+/g, " ")).digest("hex").slice(0, 8);
}
function withVariables(environment, variables) {
	return variables.size === 0 ? environment : new Map([...environment, ["variables", variables]]);
}
async function takeOverProducts({ step, keys, canSign, trustedRoot, identities }, context, recorder, runner) {
	const [{ takeOver }, { RunArtifacts }, { BundleVerifier }, { trustedRoots }] = await Promise.all([
		import("./take-over.mjs"),
		import("./run-artifacts.mjs"),
		import("./bundle-verifier2.mjs"),
		import("./trusted-roots.mjs")
	]);
	const roots = await trustedRoots(trustedRoot, void 0);
	const temporary = join(context.temporary, `in-toto-${randomUUID()}`);
	mkdirSync(temporary);
	runner.group(`Take over the products of step ${quoteUntrusted(step)}`);
	try {
		const { files, signed } = await takeOver({
			step,
			artifacts: new RunArtifacts(temporary),
			keys,
			unsigned: context.origin === "own" || canSign ? "refuse" : "accept",
			run: runBindingOf(context),
			identities: identities.length > 0 ? identities : [`${context.serverUrl}/${context.workflowRef}`],
			keyless: new BundleVerifier(roots),
			serverUrl: context.serverUrl,
			workspace: context.workspace,
			temporary,
			recorder
		});
		if (!signed) runner.annotate("warning", "Products of an unsigned step", `The link of step ${quoteUntrusted(step)} is not signed, since this run has no identity; its products were compared with it all the same.`);
		runner.log(`${files} files of step ${quoteUntrusted(step)} are what its link says.`);
	} finally {
		runner.endGroup();
		rmSync(temporary, {
			recursive: true,
			force: true
		});
	}
}
export { beginStage as n, begunDigest as r, SHELLS as t };
