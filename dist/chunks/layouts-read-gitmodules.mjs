import { N as withoutEnd, V as LIMITS } from "./base.mjs";
import { t as readFile } from "./every-action.mjs";
import { dirname, join } from "node:path";
const { existsSync } = process.getBuiltinModule("node:fs");
// src/layouts/read-gitmodules.ts
const SECTION = /^\s*\[\s*([\w.-]+)/;
const PATH = /^\s*(?:\[[^\]]*\]\s*)?path\s*=\s*(.*)$/i;
/** @param text of `.gitmodules` */
function readGitmodules(text) {
	let section = "";
	const paths = text.split(/\r?\n/).flatMap((line) => {
		section = SECTION.exec(line)?.[1]?.toLowerCase() ?? section;
		const [, written] = PATH.exec(line) ?? [];
		if (section !== "submodule" || written === void 0) return [];
		const path = withoutEnd(valueOf(written), "/");
		return path === "" ? [] : [path];
	});
	return [...new Set(paths)];
}
/** A value without quotes, comments and blanks at its end. */
function valueOf(written) {
	let value = "";
	let kept = 0;
	let isQuoted = false;
	for (let at = 0; at < written.length; at += 1) {
		const character = written[at];
		if (character === "\"") isQuoted = !isQuoted;
		else if (!isQuoted && (character === "#" || character === ";")) break;
		else {
			const isEscape = character === "\\" && at + 1 < written.length;
			if (isEscape) at += 1;
			value += isEscape ? written[at] : character;
			if (isQuoted || isEscape || !/\s/.test(character)) kept = value.length;
			continue;
		}
		kept = value.length;
	}
	return value.slice(0, kept);
}
// src/cli/submodules-around.ts
/** Directories of the submodules of the repository that a file lies in; none where it lies in none. */
function submodulesAround(path) {
	for (let directory = dirname(path);; directory = dirname(directory)) {
		if (existsSync(join(directory, ".git"))) {
			const named = join(directory, ".gitmodules");
			return existsSync(named) ? readGitmodules(new TextDecoder().decode(readFile(named, LIMITS.smallFileBytes))) : [];
		}
		if (directory === dirname(directory)) return [];
	}
}
export { submodulesAround as t };
