#!/usr/bin/env node
import { Z as PASSPHRASE_VARIABLE } from "./chunks/base.mjs";
import { a as PROCESS_CONSOLE, o as note, t as runProgram, u as EXIT } from "./chunks/command-line.mjs";
// src/cli/main.ts
for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => {
	if (error.code === "EPIPE") return;
	if (stream === process.stdout) note(PROCESS_CONSOLE, `error: Standard output cannot be written: ${error.code}.`);
	process.exit(EXIT.unknown);
});
if (process.env["IN_TOTO_KEY_PASSPHRASE"] !== void 0) (await import("./chunks/load-github-initial-environment.mjs")).moveFromInitialEnvironment([PASSPHRASE_VARIABLE]);
process.exitCode = await runProgram(process.argv.slice(2), PROCESS_CONSOLE);
export {};
