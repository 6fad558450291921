import { n as verifyOnPool, r as NODE_BYTES } from "./node-bytes.mjs";
const { createHash } = process.getBuiltinModule("node:crypto");
// src/signing/node-ports.ts
const NODE_PORTS = {
	signatures: { verify: verifyOnPool },
	hasher: { sha256: async (bytes) => createHash("sha256").update(bytes).digest() },
	bytes: NODE_BYTES
};
export { NODE_PORTS as t };
