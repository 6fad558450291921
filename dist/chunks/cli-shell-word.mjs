// src/cli/shell-word.ts
/** One word of a command to paste; not escaped for a terminal yet. */
function shellWord(text) {
	return /^[\w.@%+=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
export { shellWord as t };
