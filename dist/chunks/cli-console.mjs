import { resolve } from "node:path";
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
export { print as i, note as n, pathFrom as r, PROCESS_CONSOLE as t };
