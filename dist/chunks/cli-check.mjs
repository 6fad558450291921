import { K as quoteUntrusted, V as LIMITS, Y as InTotoError } from "./base.mjs";
import { a as writeFileAtomically, t as readFile } from "./every-action.mjs";
import { o as checkLinkDirectory, s as DirectoryLinkStore } from "./gate-start.mjs";
import { it as INTENTS_COMMAND, kr as isKeyless, y as LayoutFile } from "./intoto.mjs";
import { a as verifySupplyChain, o as parameterUses } from "./intoto-verification.mjs";
import { t as errorLines } from "./reporting-error-text.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { a as verdictText, b as chainOf, n as readableLayout, o as verdictReport } from "./every-verification.mjs";
import { n as reportOfError, t as reportOf } from "./reporting-report-of.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { n as readPublicKeyFile } from "./files-write-new-file.mjs";
import { i as usage, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { n as CliError } from "./cli-codes.mjs";
import { delimiter } from "node:path";
import { Buffer } from "node:buffer";
// src/cli/commands/check.ts
const VARIABLES = {
	layout: "IN_TOTO_LAYOUT",
	keys: "IN_TOTO_LAYOUT_KEYS",
	links: "IN_TOTO_LINK_DIR",
	report: "IN_TOTO_REPORT"
};
const check = {
	spec: {
		name: "check",
		summary: "check what a layout says in intents, called by another verifier",
		description: `A layout in intents has an inspection that runs this program, so that in-toto-python and in-toto-golang demand it, too.
They tell it nothing of what they verify, so set these variables for them:
  ${VARIABLES.layout}       the signed layout\n  ${VARIABLES.keys}  public keys (PEM) of its owners, separated like the directories of PATH\n  ${VARIABLES.links}     the directory with the links\n  ${VARIABLES.report}       where to write the verdict as JSON (optional)\nIt verifies the whole layout as in-toto-python does, running nothing, and holds the links against what the layout says.
Nobody writes its words by hand: \`layout sign\` puts them into the layout.
Exit status 0: it verifies. 1: it does not. 2: could not tell. Reasons go to standard error. Keyless functionaries are
verified by \`verify\` alone.`,
		flags: [],
		operands: {
			name: "v1 STATEMENT \u2026",
			least: 2,
			most: Number.POSITIVE_INFINITY
		},
		verbatim: true,
		examples: ["in-toto-actions check v1 'build takes source' 'build adds dist/**' 'release build' 'steps only'"]
	},
	run: async ({ operands }, console) => {
		try {
			const { report, unmet } = await checked(operands, console);
			writeReport(report, console);
			if (report.verdict === "failed") return told(verdictText(report, "plain"), EXIT.no, console);
			if (unmet !== void 0) throw unmet;
			return told(verdictText(report, "plain"), EXIT.yes, console);
		} catch (error) {
			const lines = [...errorLines(error), ""];
			try {
				writeReport(reportOfError(error), console);
			} catch (other) {
				if (!(other instanceof InTotoError)) throw other;
				lines.push(...errorLines(other), "");
			}
			return told(lines.join("\n"), EXIT.unknown, console);
		}
	}
};
/** @throws USAGE, CHECK_KEYLESS and what reading layout, keys and links throws */
async function checked([version, ...statements], console) {
	if (version !== INTENTS_COMMAND[2]) throw usage(`The check is of version ${quoteUntrusted(version ?? "", 80)}; this release knows v1.`, "Put the release of the suite on PATH that signed the layout, or a later one.");
	const [layoutPath, keys, links] = [
		VARIABLES.layout,
		VARIABLES.keys,
		VARIABLES.links
	].map((name) => variable(name, console));
	checkLinkDirectory(pathFrom(console, links), VARIABLES.links);
	const layout = new LayoutFile(readFile(pathFrom(console, layoutPath), LIMITS.layoutBytes), layoutPath, NODE_PORTS.bytes);
	const readable = readableLayout(layout);
	if (readable !== void 0 && [...readable.keys.values()].some(isKeyless)) throw keyless();
	if (readable !== void 0 && parameterUses(readable).length > 0) throw new CliError("CHECK_PARAMETERS", "The layout waits for parameters, and nobody tells them to this program.", { hint: "Verify with `in-toto-actions verify --parameters FILE`, or sign the layout without parameters." });
	const verification = await verified({
		layout,
		layoutPath,
		keys,
		links
	}, console);
	const words = JSON.stringify([...INTENTS_COMMAND, ...statements]);
	const held = (verification.checks ?? []).some((other) => JSON.stringify(other) === words);
	return {
		report: reportOf(verification, readable === void 0 ? [] : chainOf(readable)),
		unmet: held ? void 0 : otherLayout(layoutPath)
	};
}
async function verified(named, console) {
	const { layout, layoutPath, keys, links } = named;
	try {
		return await verifySupplyChain({
			ports: NODE_PORTS,
			layout,
			layoutSource: layoutPath,
			layoutKeys: keys.split(delimiter).map((path) => readPublicKeyFile(pathFrom(console, path))),
			links: new DirectoryLinkStore(pathFrom(console, links)),
			now: console.now(),
			compatibility: "reference",
			inspections: "elsewhere"
		});
	} catch (error) {
		if (error instanceof InTotoError && error.code === "TRUSTED_ROOT_MISSING") throw keyless();
		throw error;
	}
}
/** @throws USAGE */
function variable(name, { environment }) {
	const value = environment[name] ?? "";
	if (value !== "" && !(name === VARIABLES.keys && value.split(delimiter).includes(""))) return value;
	throw usage(value === "" ? `The variable ${name} is not set, so nobody says what is verified.` : `The variable ${name} names an empty path.`, `Set ${VARIABLES.layout} to the signed layout, ${VARIABLES.keys} to the public keys of its owners (separated by "${delimiter}") and ${VARIABLES.links} to the directory with the links, and start the verifier that runs this inspection again. Or verify with \`in-toto-actions verify\`, which needs none of them.`);
}
function keyless() {
	return new CliError("CHECK_KEYLESS", "The layout has functionaries without keys (workflow identities), which only this suite verifies.", { hint: "Verify with `in-toto-actions verify --layout FILE --verification-keys FILE --link-dir DIR`." });
}
function otherLayout(layout) {
	return new CliError("CHECK_OTHER_LAYOUT", `The words of this check stand neither in ${quoteUntrusted(layout)} nor in a layout in the place of one of its links, so it is another layout than the one that asks.`, { hint: `Let ${VARIABLES.layout} name the layout that is verified.` });
}
/** @throws FILE_UNWRITABLE */
function writeReport(report, console) {
	const path = console.environment[VARIABLES.report] ?? "";
	if (path !== "") writeFileAtomically(pathFrom(console, path), `${jsonText(verdictReport(report))}\n`);
}
/** Whoever runs an inspection may wait for ever once the pipe is full. In bytes. */
const MOST_TOLD = 32768;
/** Tells as much as may be told, and returns the exit status. */
function told(text, status, { stderr }) {
	const bytes = Buffer.from(text, "utf8");
	if (bytes.length <= MOST_TOLD) {
		stderr.write(bytes);
		return status;
	}
	const rest = `\n\u2026 The rest is in the report: set ${VARIABLES.report}.\n`;
	const cut = bytes.subarray(0, MOST_TOLD - Buffer.byteLength(rest));
	stderr.write(cut.subarray(0, cut.lastIndexOf("\n")));
	stderr.write(rest);
	return status;
}
export { check };
