import { m as withProducts } from "./intoto.mjs";
// src/cli/files-at-hand.ts
/** Compares files at hand with the final products of a chain that verifies. @throws every RECORD_ code */
async function withFilesAtHand(verification, recorder, request) {
	if (verification.outcome === "failed") return verification;
	return withProducts(verification, (await recorder.record(request)).artifacts);
}
export { withFilesAtHand as t };
