import { n as digestSet } from "./artifacts.mjs";
import { _ as LIMITS, c as parsePublicKey, h as isJsonObject } from "./key-files.mjs";
import { n as quoteUntrusted, r as InTotoError } from "./escape-untrusted.mjs";
import { t as isKeyId } from "./key-id.mjs";
import { a as parseExpiry, t as parseRule } from "./parse-rule.mjs";
// src/intoto/json/unknown-members.ts
/** The members of `object` that are not in `known`. */
function unknownMembers(object, known) {
	const found = [];
	for (const [name, member] of object.members()) {
		if (known.includes(name)) continue;
		found.push({
			at: member.where,
			looksLike: known.find((other) => other.toLowerCase() === name.toLowerCase())
		});
	}
	return found;
}
// src/intoto/layout/parse-layout.ts
const LAYOUT_MEMBERS = [
	"_type",
	"expires",
	"inspect",
	"keys",
	"readme",
	"steps"
];
const ITEM_MEMBERS = [
	"_type",
	"name",
	"expected_materials",
	"expected_products"
];
const STEP_MEMBERS = [
	...ITEM_MEMBERS,
	"expected_command",
	"pubkeys",
	"threshold"
];
const INSPECTION_MEMBERS = [...ITEM_MEMBERS, "run"];
const KEY_MEMBERS = [
	"keyid",
	"keytype",
	"scheme",
	"keyval",
	"keyid_hash_algorithms"
];
/**
* Parses the payload of a layout (in-toto v1.0, 4.3). Members that the reference fills in when absent may be absent,
* `expires` excepted: the reference lets a layout without it never expire.
*
* @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN,
* METADATA_RULE_INVALID, METADATA_NAME_DUPLICATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
*/
function parseLayout(at) {
	expectType(at, "layout");
	const unknown = unknownMembers(at, LAYOUT_MEMBERS);
	const keyIdMismatches = [];
	const keys = /* @__PURE__ */ new Map();
	for (const [id, keyAt] of at.optional("keys")?.members() ?? []) {
		if (!isKeyId(id)) throw keyAt.invalid("A key id is made of hexadecimal digits.");
		unknown.push(...unknownMembers(keyAt, KEY_MEMBERS).filter((member) => member.looksLike !== void 0));
		keys.set(id, parsePublicKey(keyAt));
		if ((keyAt.optional("keyid")?.string() ?? id) !== id) keyIdMismatches.push(id);
	}
	if (keys.size > LIMITS.layoutKeys) throw at.invalid(`The layout has ${keys.size} keys; at most ${LIMITS.layoutKeys} are read.`);
	const names = /* @__PURE__ */ new Set();
	const steps = at.member("steps").list(LIMITS.layoutItems).map((step) => {
		unknown.push(...unknownMembers(step, STEP_MEMBERS));
		return parseStep(step, names);
	});
	const inspections = at.member("inspect").list(LIMITS.layoutItems).map((inspection) => {
		unknown.push(...unknownMembers(inspection, INSPECTION_MEMBERS));
		return parseInspection(inspection, names);
	});
	return {
		layout: {
			expires: parseExpiry(at.member("expires")),
			readme: at.optional("readme")?.string() ?? "",
			keys,
			steps,
			inspections
		},
		unknownMembers: unknown,
		keyIdMismatches
	};
}
function parseStep(at, names) {
	if (at.optional("_type") !== void 0) expectType(at, "step");
	return {
		kind: "step",
		name: parseName(at, names),
		threshold: at.optional("threshold")?.integer() ?? 1,
		pubkeys: at.optional("pubkeys")?.list(LIMITS.layoutKeys).map(parseKeyId) ?? [],
		expectedCommand: at.optional("expected_command")?.strings() ?? [],
		...parseRuleLists(at)
	};
}
function parseInspection(at, names) {
	if (at.optional("_type") !== void 0) expectType(at, "inspection");
	return {
		kind: "inspection",
		name: parseName(at, names),
		run: at.optional("run")?.strings() ?? [],
		...parseRuleLists(at)
	};
}
function parseRuleLists(at) {
	const rules = (member) => at.optional(member)?.list(LIMITS.rulesPerList).map(parseRule) ?? [];
	return {
		expectedMaterials: rules("expected_materials"),
		expectedProducts: rules("expected_products")
	};
}
/** Names are unique over steps and inspections, because MATCH rules name either. */
function parseName(at, names) {
	const nameAt = at.member("name");
	const name = nameAt.string();
	if (name === "" || name.length > LIMITS.nameLength) throw nameAt.invalid(`A name has 1 to ${LIMITS.nameLength} characters, this one has ${name.length}.`);
	if (names.has(name)) throw new InTotoError("METADATA_NAME_DUPLICATE", `The name ${quoteUntrusted(name)} stands twice.`, {
		at: nameAt.where,
		hint: "Give each step and inspection a name of its own."
	});
	names.add(name);
	return name;
}
function parseKeyId(at) {
	const id = at.string();
	if (isKeyId(id)) return id;
	throw at.invalid("A key id is made of hexadecimal digits.");
}
/** @throws METADATA_TYPE_UNKNOWN */
function expectType(at, expected) {
	const typeAt = at.member("_type");
	if (typeAt.value === expected) return;
	throw new InTotoError("METADATA_TYPE_UNKNOWN", `Expected _type "${expected}".`, { at: typeAt.where });
}
// src/intoto/link/parse-link.ts
const LINK_MEMBERS = [
	"_type",
	"name",
	"command",
	"materials",
	"products",
	"byproducts",
	"environment"
];
const NO_MEMBERS = /* @__PURE__ */ new Map();
/**
* Parses the payload of a link (in-toto v1.0, 4.4). Members that the reference fills in when absent may be absent.
*
* @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN
*/
function parseLink(at) {
	expectType(at, "link");
	return {
		link: {
			name: at.member("name").string(),
			command: at.optional("command")?.strings() ?? [],
			materials: parseArtifacts(at.optional("materials")),
			products: parseArtifacts(at.optional("products")),
			byproducts: at.optional("byproducts")?.object() ?? NO_MEMBERS,
			environment: at.optional("environment")?.object() ?? NO_MEMBERS
		},
		unknownMembers: unknownMembers(at, LINK_MEMBERS)
	};
}
function parseArtifacts(at) {
	const artifacts = /* @__PURE__ */ new Map();
	if (at === void 0) return artifacts;
	for (const [path, digests] of at.object()) artifacts.set(path, parseDigests(digests) ?? refuseDigests(at.child(path, digests)));
	return artifacts;
}
const HEX = /^[0-9a-fA-F]+$/;
const ALGORITHM = /^[^:,]+$/;
/** Undefined when something is wrong: links hold millions of these, and a path is put into words only for an error. */
function parseDigests(value) {
	if (!isJsonObject(value)) return void 0;
	for (const [algorithm, hex] of value) if (typeof hex !== "string" || !HEX.test(hex) || !ALGORITHM.test(algorithm)) return void 0;
	return digestSet(value);
}
function refuseDigests(at) {
	for (const [algorithm, hex] of at.members()) {
		if (!HEX.test(hex.string())) throw hex.invalid("A digest is made of hexadecimal digits.");
		if (!ALGORITHM.test(algorithm)) throw hex.invalid("The name of a digest algorithm is not empty and holds no \":\" and no \",\".");
	}
	throw at.wrongType("an object of digests");
}
export { parseLayout as n, parseLink as t };
