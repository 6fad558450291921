// src/cli/progress.ts
const PATIENCE_MS = 1e3;
const INTERVAL_MS = 100;
/** A line that shows progress on a terminal when work takes longer than a second, and leaves nothing behind. */
var Progress = class {
	#console;
	#shown;
	#start;
	#last = 0;
	#visible = false;
	constructor(console, quiet) {
		this.#console = console;
		this.#shown = !quiet && console.stderr.isTTY === true;
		this.#start = console.now();
	}
	show(text) {
		if (!this.#shown) return;
		const now = this.#console.now();
		if (now - this.#start < PATIENCE_MS || now - this.#last < INTERVAL_MS) return;
		this.#last = now;
		this.#visible = true;
		this.#console.stderr.write(`\r\u001b[K${text}`);
	}
	end() {
		if (this.#visible) this.#console.stderr.write("\r\x1B[K");
		this.#visible = false;
	}
};
export { Progress as t };
