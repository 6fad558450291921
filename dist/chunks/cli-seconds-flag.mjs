import { i as usage } from "./command-line.mjs";
// src/cli/seconds-flag.ts
/** A number of seconds, in milliseconds. @throws USAGE */
function secondsFlag(parsed, flag) {
	const text = parsed.one(flag);
	if (text === void 0) return void 0;
	const seconds = Number(text);
	if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0) throw usage(`--${flag} takes a number of seconds above 0.`);
	return seconds * 1e3;
}
export { secondsFlag as t };
