import { G as encodeLink, S as unsignedLinkFileName, v as isSafeName, w as signMetadata } from "./intoto.mjs";
import { join } from "node:path";
// src/gate/command-inspection-runner.ts
/** Inspections as the reference runs them: in one folder, recording everything in it before and after. */
var CommandInspectionRunner = class {
	#settings;
	constructor(settings) {
		this.#settings = settings;
	}
	/** An inspection without a command yields a link without a return value, which verification refuses. */
	async run(inspection) {
		const { directory, recorder, runProgram, keepLinks } = this.#settings;
		const record = async () => (await recorder.record({
			paths: ["."],
			baseDirectory: directory,
			exclude: "default",
			lstripPaths: [],
			lineEndings: "as-is",
			symlinkedDirectories: "follow"
		})).artifacts;
		const materials = await record();
		const [program, ...words] = inspection.run;
		const status = program === void 0 ? void 0 : await runProgram([program, ...words], directory);
		const link = {
			name: inspection.name,
			command: inspection.run,
			materials,
			products: await record(),
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
export { CommandInspectionRunner as t };
