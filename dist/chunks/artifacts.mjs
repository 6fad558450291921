// src/intoto/artifacts/artifacts.ts
/** The digests as pairs of algorithm and hex, in order of the algorithms' names. */
function digestPairs(digests) {
	if (digests === "") return [];
	return digests.split(",").map((pair) => {
		const colon = pair.indexOf(":");
		return [pair.slice(0, colon), pair.slice(colon + 1)];
	});
}
/** The canonical text of a digest set. Algorithm names and hex must hold neither `:` nor `,`, as their parsers ensure. */
function digestSet(pairs) {
	const sorted = [...pairs];
	const [only] = sorted;
	if (sorted.length === 1 && only !== void 0) return `${only[0]}:${only[1]}`;
	sorted.sort(([a], [b]) => a < b ? -1 : 1);
	return sorted.map(([algorithm, hex]) => `${algorithm}:${hex}`).join(",");
}
export { digestSet as n, digestPairs as t };
