import { t as isCheckedOutForm } from "./recording-checked-out-form.mjs";
import { n as targetDigest } from "./recording-disk.mjs";
import { isAbsolute, join } from "node:path";
// src/recording/products-at-hand.ts
/**
* Gives files at hand the digests that they would have as products: a file with the bytes that a link says a checkout
* wrote, if these can be what a checkout writes of the commit's, since a link alone could say so of any file; and a
* symbolic link whose target has the name that was recorded. Any other link is followed.
*
* @returns undefined where nothing stands there in another form, or where files are not compared byte for byte
*/
function productsAtHand({ targets, converted }, { baseDirectory, lstripPaths, lineEndings }) {
	if (targets.size + converted.size === 0 || lineEndings !== "as-is") return void 0;
	const nameOf = (path) => {
		const prefix = lstripPaths.find((candidate) => path.startsWith(candidate)) ?? "";
		return path.slice(prefix.length);
	};
	const placeOf = (path) => isAbsolute(path) ? path : join(baseDirectory, path);
	return {
		known: (path) => {
			const target = targets.get(nameOf(path));
			return target !== void 0 && targetDigest(placeOf(path)) === target ? {
				kind: "link",
				sha256: target
			} : void 0;
		},
		beside: () => [],
		settle: async (disk) => {
			const settled = /* @__PURE__ */ new Map();
			for (const [path, sha256] of disk) {
				const form = converted.get(nameOf(path));
				if (form?.disk === sha256 && isCheckedOutForm(placeOf(path), form.disk, form.commit)) settled.set(path, form.commit);
			}
			return settled;
		}
	};
}
export { productsAtHand as t };
