import { i as usage } from "./command-line.mjs";
// src/cli/seconds-flag.ts
/** What a timer can wait for, some 24 days; one that shall wait for more does not wait at all. */
const MOST_SECONDS = Math.floor((2 ** 31 - 1) / 1e3);
/** A number of seconds, in milliseconds. @throws USAGE */
function secondsFlag(parsed, flag) {
	const text = parsed.one(flag);
	if (text === void 0) return void 0;
	const seconds = Number(text);
	if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > MOST_SECONDS) throw usage(`--${flag} takes a number of seconds above 0, at most ${MOST_SECONDS}.`);
	return seconds * 1e3;
}
export { secondsFlag as t };
