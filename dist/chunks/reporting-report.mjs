import { V as escapeUntrusted } from "./base.mjs";
import { Vn as digestPairs, Wn as readSignedIntents } from "./intoto.mjs";
// src/reporting/digest-members.ts
/** A digest set as an object: hexadecimal digits by algorithm. */
function digestMembers(digests) {
	return Object.fromEntries(digestPairs(digests));
}
// src/reporting/report.ts
/** Final products to show. */
function subjectsOf(products) {
	return [...products].map(([path, digests]) => ({
		name: escapeUntrusted(path),
		exactName: path,
		digest: digestMembers(digests)
	}));
}
/** Final products for programs. */
function exactSubjects({ subjects }) {
	return subjects.map(({ exactName, digest }) => ({
		name: exactName,
		digest
	}));
}
/** The steps of a layout and who follows whom, for programs. */
function exactChain({ chain }) {
	return chain.map(({ exactName, threshold, from }) => ({
		name: exactName,
		threshold,
		from: from.map(({ exactStep, lists }) => ({
			step: exactStep,
			lists
		}))
	}));
}
/** The steps of a layout and who follows whom, to show. */
function chainOf(layout) {
	const taken = takenSteps(layout);
	return layout.steps.map(({ name, threshold, expectedMaterials, expectedProducts }) => {
		const takes = taken.get(name);
		if (takes !== void 0) {
			const from = takes.map((step) => ({
				step: escapeUntrusted(step),
				exactStep: step,
				lists: ["materials"]
			}));
			return {
				name: escapeUntrusted(name),
				exactName: name,
				threshold: Number(threshold),
				from
			};
		}
		const sources = (rules) => new Set(rules.flatMap((rule) => rule.type === "MATCH" && rule.from !== name ? [rule.from] : []));
		const [materials, products] = [sources(expectedMaterials), sources(expectedProducts)];
		return {
			name: escapeUntrusted(name),
			exactName: name,
			threshold: Number(threshold),
			from: [.../* @__PURE__ */ new Set([...materials, ...products])].map((step) => ({
				step: escapeUntrusted(step),
				exactStep: step,
				lists: [...materials.has(step) ? ["materials"] : [], ...products.has(step) ? ["products"] : []]
			}))
		};
	});
}
/** Of the steps in intents, the steps that each takes; rules that were made of them also match the other way round. */
function takenSteps(layout) {
	const intents = readSignedIntents(layout);
	if (intents === void 0 || "code" in intents) return /* @__PURE__ */ new Map();
	return new Map([...intents.steps.values()].map(({ name, takes }) => [name, [...new Set(takes.flatMap((take) => take.of === "step" ? [take.step] : []))]]));
}
const IMPORTANCE = [
	"NEEDED_JOB",
	"LAYOUT_",
	"LINK_ARTIFACT",
	"LINKS_",
	"LINK_",
	"SOURCE_",
	"RULE_",
	"PRODUCT_"
];
/** The most important first: what explains the others. */
function byImportance(failures) {
	const rank = ({ code, statement }) => {
		if (statement !== void 0) return IMPORTANCE.indexOf("LAYOUT_") + .5;
		const index = IMPORTANCE.findIndex((prefix) => code.startsWith(prefix));
		return index < 0 ? IMPORTANCE.length : index;
	};
	return [...failures].sort((a, b) => rank(a) - rank(b));
}
export { subjectsOf as a, exactSubjects as i, chainOf as n, exactChain as r, byImportance as t };
