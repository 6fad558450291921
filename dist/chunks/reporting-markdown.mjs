import { V as escapeUntrusted } from "./base.mjs";
// src/reporting/markdown.ts
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** A sentence: every mark becomes a character reference, which Markdown shows and never reads as syntax. */
function prose(text, limit = 1e3) {
	return escapeUntrusted(text, limit).replace(PUNCTUATION, (mark) => mark === "@" ? "&#64;<!-- -->" : mark === "," || mark === "-" ? mark : `&#${mark.charCodeAt(0)};`);
}
/** A name or path as code. Within a table a `|` must be escaped, even in code. */
function code(text, where = "text", limit = 300) {
	const shown = escapeUntrusted(text, limit);
	const fence = "`".repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	const span = `${fence}${/^`|`$|^ .* $/.test(shown) ? ` ${shown} ` : shown === "" ? " " : shown}${fence}`;
	return where === "table" ? span.replaceAll("|", "\\|") : span;
}
/** A row of a table. Cells are Markdown already. */
function row(cells) {
	return `| ${cells.join(" | ")} |`;
}
/** Cuts text at a line, and says that it did. @param most UTF-16 code units */
function cutAtLine(text, most, note) {
	if (text.length <= most) return text;
	const end = text.lastIndexOf("\n", most - note.length - 2);
	return `${text.slice(0, Math.max(end, 0))}\n\n${note}\n`;
}
export { row as i, cutAtLine as n, prose as r, code as t };
