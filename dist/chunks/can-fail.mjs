// src/intoto/rules/can-fail.ts
/** False for a list that passes whatever it is given: only DISALLOW and REQUIRE judge, the others only consume. */
function canFail(rules) {
	return rules.some((rule) => rule.type === "DISALLOW" || rule.type === "REQUIRE");
}
export { canFail as t };
