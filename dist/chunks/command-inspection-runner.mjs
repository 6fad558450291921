import { W as encodeLink, ct as isSafeName, ft as unsignedLinkFileName, x as signMetadata } from "./intoto.mjs";
import { join } from "node:path";
// src/commands/inspection-environment.ts
/** Variables without which programs do not start, or not well. None holds a secret or a file of the runner. */
const PLAIN_VARIABLES = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|CI|ComSpec|SystemRoot|SystemDrive|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles)$/i;
/** What commands that a layout chooses are given: no tokens, whatever this program was started with. */
function inspectionEnvironment(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => PLAIN_VARIABLES.test(name)));
}
// src/commands/command-inspection-runner.ts
/** Inspections as the reference runs them: in one folder, recording everything in it before and after. */
var CommandInspectionRunner = class {
	#settings;
	constructor(settings) {
		this.#settings = settings;
	}
	/** An inspection without a command yields a link without a return value, which verification refuses. */
	async run(inspection) {
		const { directory, record, runProgram, keepLinks } = this.#settings;
		const materials = await record(directory);
		const [program, ...words] = inspection.run;
		const status = program === void 0 ? void 0 : await runProgram([program, ...words], directory);
		const link = {
			name: inspection.name,
			command: inspection.run,
			materials,
			products: await record(directory),
			byproducts: new Map(status === void 0 ? [] : [["return-value", status]]),
			environment: /* @__PURE__ */ new Map()
		};
		if (keepLinks !== void 0 && isSafeName(inspection.name)) keepLinks(join(directory, unsignedLinkFileName(inspection.name)), signMetadata({
			payload: encodeLink(link),
			format: "metablock",
			signers: []
		}));
		return link;
	}
};
export { inspectionEnvironment as n, CommandInspectionRunner as t };
