import { L as productForms, i as withProducts } from "./intoto-verification.mjs";
import { t as productsAtHand } from "./every-verification.mjs";
import { x as RecordingError } from "./hashing.mjs";
import { et as notCompared } from "./every-action.mjs";
// src/cli/files-at-hand.ts
/** What cannot be recorded because of what it is, and so is no final product either; all else could not be told. */
const REFUSED = {
	RECORD_EXCLUDED: "PRODUCT_NONE",
	RECORD_NOTHING: "PRODUCT_NONE",
	RECORD_OUTSIDE: "PRODUCT_OUTSIDE"
};
/** Compares files at hand with the final products of a chain that verifies. @throws every RECORD_ code */
async function withFilesAtHand(verification, recorder, request) {
	if (verification.outcome === "failed") return verification;
	try {
		const { environment, products } = verification.summary;
		const tracking = productsAtHand(productForms(environment, products), request);
		const { artifacts, leftOut } = await recorder.record(request, tracking);
		const compared = withProducts(verification, artifacts);
		if (leftOut.size === 0) return compared;
		return {
			...compared,
			warnings: [...compared.warnings, {
				code: "FILES_EXCLUDED",
				message: notCompared(leftOut)
			}]
		};
	} catch (error) {
		const { items, warnings, source } = verification;
		return {
			outcome: "failed",
			failures: [refusalOf(error)],
			items,
			warnings,
			source
		};
	}
}
/** @throws what is no answer */
function refusalOf(error) {
	if (!(error instanceof RecordingError)) throw error;
	const code = REFUSED[error.code];
	if (code === void 0) throw error;
	return {
		code,
		errorCode: error.code,
		message: error.message,
		details: [],
		hint: error.hint ?? ""
	};
}
export { withFilesAtHand as t };
