const { randomBytes } = process.getBuiltinModule("node:crypto");
// src/stages/new-begun-value.ts
/** A value that no beginning has had. */
function newBegunValue() {
	return randomBytes(16).toString("hex");
}
export { newBegunValue as t };
