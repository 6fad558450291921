import { resolve } from "node:path";
import { Writable } from "node:stream";
// src/cli/console.ts
/** The real one. */
const PROCESS_CONSOLE = {
	stdout: process.stdout,
	stderr: process.stderr,
	environment: process.env,
	directory: process.cwd(),
	now: () => Date.now(),
	readInput: async () => {
		const chunks = [];
		for await (const chunk of process.stdin) chunks.push(chunk);
		return Buffer.concat(chunks).toString("utf8");
	}
};
/** The same without what is noted. Errors are not, since they are thrown. */
function quieted(console) {
	return {
		...console,
		stderr: new Writable({ write: (_chunk, _encoding, done) => done() })
	};
}
/** A path of the command line as a path of the file system. */
function pathFrom({ directory }, path) {
	return resolve(directory, path);
}
/** One line on standard output. */
function print({ stdout }, text) {
	stdout.write(`${text}\n`);
}
/** One line on standard error. */
function note({ stderr }, text) {
	stderr.write(`${text}\n`);
}
export { quieted as a, print as i, note as n, pathFrom as r, PROCESS_CONSOLE as t };
