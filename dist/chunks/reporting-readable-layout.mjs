import { G as InTotoError } from "./base.mjs";
// src/reporting/readable-layout.ts
/**
* A layout as far as it can be read, whoever signed it: for looking at only. Undefined where it cannot be read, which
* verification says, too, and why.
*/
function readableLayout(file) {
	try {
		return file.parsed().layout;
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
export { readableLayout as t };
