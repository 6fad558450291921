import { n as quoteUntrusted, r as InTotoError, t as escapeUntrusted } from "./escape-untrusted.mjs";
import { _ as LIMITS, f as canonicalJson, h as isJsonObject } from "./key-files.mjs";
import { Buffer, isUtf8 } from "node:buffer";
// src/intoto/json/json-at.ts
const PLAIN_MEMBER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** A value, the document it was read from, and its path in there. */
var JsonAt = class JsonAt {
	value;
	#parent;
	#step;
	constructor(value, parent, step) {
		this.value = value;
		this.#parent = parent;
		this.#step = step;
	}
	/** The root of a document; `source` is a file name or another name that the user knows it by. */
	static root(value, source) {
		return new JsonAt(value, void 0, source);
	}
	/** The value one step down. */
	child(step, value) {
		return new JsonAt(value, this, step);
	}
	/** The JSON path alone, `$` for the root. */
	get path() {
		if (this.#parent === void 0) return "$";
		if (typeof this.#step === "number") return `${this.#parent.path}[${this.#step}]`;
		return PLAIN_MEMBER.test(this.#step) ? `${this.#parent.path}.${this.#step}` : `${this.#parent.path}[${quoteUntrusted(this.#step, 100)}]`;
	}
	/** Document and JSON path, escaped, for messages. */
	get where() {
		return `${escapeUntrusted(this.source)}: ${this.path}`;
	}
	/** The name of the document. */
	get source() {
		return this.#parent === void 0 ? String(this.#step) : this.#parent.source;
	}
	/** @throws METADATA_TYPE_WRONG */
	object() {
		if (isJsonObject(this.value)) return this.value;
		throw this.wrongType("an object");
	}
	/** @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING */
	member(name) {
		const found = this.optional(name);
		if (found !== void 0) return found;
		throw new InTotoError("METADATA_MEMBER_MISSING", `The member "${name}" is missing.`, { at: this.where });
	}
	/** The member, or undefined when it is absent. @throws METADATA_TYPE_WRONG */
	optional(name) {
		const value = this.object().get(name);
		return value === void 0 ? void 0 : this.child(name, value);
	}
	/** All members in document order. @throws METADATA_TYPE_WRONG */
	*members() {
		for (const [name, value] of this.object()) yield [name, this.child(name, value)];
	}
	/** The items of a list. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID when there are more than `most` */
	list(most) {
		if (!Array.isArray(this.value)) throw this.wrongType("a list");
		const items = this.value;
		if (items.length > most) throw this.invalid(`The list has ${items.length} items; at most ${most} are read.`);
		return items.map((item, index) => this.child(index, item));
	}
	/** @throws METADATA_TYPE_WRONG */
	string() {
		if (typeof this.value === "string") return this.value;
		throw this.wrongType("a string");
	}
	/** @throws METADATA_TYPE_WRONG */
	integer() {
		if (typeof this.value === "number" || typeof this.value === "bigint") return this.value;
		throw this.wrongType("an integer");
	}
	/** A list of strings. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
	strings(most = LIMITS.rulesPerList) {
		return this.list(most).map((item) => item.string());
	}
	/** An error about the value found here. */
	invalid(message, hint) {
		return new InTotoError("METADATA_VALUE_INVALID", message, {
			at: this.where,
			hint
		});
	}
	/** An error about the type found here. */
	wrongType(expected) {
		return new InTotoError("METADATA_TYPE_WRONG", `Expected ${expected}, found ${describe(this.value)}.`, { at: this.where });
	}
};
/** A value in a few words, safe to show. */
function describe(value) {
	if (value === null) return "null";
	if (typeof value === "string") return `the string ${quoteUntrusted(value, 80)}`;
	if (typeof value === "boolean") return String(value);
	if (typeof value === "number" || typeof value === "bigint") return `the integer ${value}`;
	return Array.isArray(value) ? "a list" : "an object";
}
// src/intoto/json/read-json.ts
/**
* Reads one JSON document.
*
* @throws JSON_TOO_LARGE, JSON_NOT_UTF8, JSON_BYTE_ORDER_MARK, JSON_SYNTAX, JSON_TRAILING_DATA, JSON_TOO_DEEP,
* JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function readJson(bytes, { source, maxBytes }) {
	const refuse = (code, message) => new InTotoError(code, message, { at: escapeUntrusted(source) });
	if (bytes.length > maxBytes) throw refuse("JSON_TOO_LARGE", `The document has ${bytes.length} bytes; at most ${maxBytes} are read.`);
	if (bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191) throw refuse("JSON_BYTE_ORDER_MARK", "The document starts with a byte order mark.");
	if (!isUtf8(bytes)) throw refuse("JSON_NOT_UTF8", "The document is not valid UTF-8.");
	return JsonAt.root(new Reader(bytes, source).document(), source);
}
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const MINUS = 45;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const ESCAPES = /* @__PURE__ */ new Map([
	[34, "\""],
	[92, "\\"],
	[47, "/"],
	[98, "\b"],
	[102, "\f"],
	[110, "\n"],
	[114, "\r"],
	[116, "	"]
]);
var Reader = class {
	#bytes;
	#source;
	#position = 0;
	#depth = 0;
	constructor(bytes, source) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#source = source;
	}
	document() {
		const value = this.#value();
		this.#skipSpace();
		if (this.#position < this.#bytes.length) throw this.#error("JSON_TRAILING_DATA", "Something follows the document.");
		return value;
	}
	#value() {
		this.#skipSpace();
		switch (this.#bytes[this.#position]) {
			case 123: return this.#nested(() => this.#object());
			case 91: return this.#nested(() => this.#list());
			case QUOTE: return this.#string();
			case 116: return this.#word("true", true);
			case 102: return this.#word("false", false);
			case 110: return this.#word("null", null);
			default: return this.#number();
		}
	}
	#nested(read) {
		this.#depth += 1;
		if (this.#depth > LIMITS.jsonDepth) throw this.#error("JSON_TOO_DEEP", `The document nests deeper than ${LIMITS.jsonDepth} levels.`);
		this.#position += 1;
		const value = read();
		this.#depth -= 1;
		return value;
	}
	#object() {
		const members = /* @__PURE__ */ new Map();
		if (this.#take(125)) return members;
		let count = 0;
		do {
			this.#skipSpace();
			if (this.#bytes[this.#position] !== QUOTE) throw this.#syntax("a member name in double quotes");
			const name = this.#string();
			if (!this.#take(COLON)) throw this.#syntax("\":\"");
			members.set(name, this.#value());
			count += 1;
			if (members.size !== count) throw this.#error("JSON_MEMBER_DUPLICATE", `The member ${quoteUntrusted(name)} stands twice in one object.`);
		} while (this.#take(COMMA));
		if (!this.#take(125)) throw this.#syntax("\",\" or \"}\"");
		return members;
	}
	#list() {
		const items = [];
		if (this.#take(93)) return items;
		do
			items.push(this.#value());
		while (this.#take(COMMA));
		if (!this.#take(93)) throw this.#syntax("\",\" or \"]\"");
		return items;
	}
	#string() {
		const bytes = this.#bytes;
		const start = this.#position + 1;
		let high = 0;
		for (let end = start;; end += 1) {
			const byte = bytes[end];
			if (byte === QUOTE) {
				this.#position = end + 1;
				return high < 128 ? bytes.toString("latin1", start, end) : bytes.toString("utf8", start, end);
			}
			if (byte === BACKSLASH) return this.#escapedString(start, end);
			if (byte === void 0) throw this.#error("JSON_SYNTAX", "The document ends within a string.");
			if (byte < 32) throw this.#error("JSON_SYNTAX", "A string holds a control character that is not escaped.");
			high |= byte;
		}
	}
	/** The rare rest of a string from its first backslash on. */
	#escapedString(start, firstBackslash) {
		let text = this.#bytes.toString("utf8", start, firstBackslash);
		this.#position = firstBackslash;
		for (;;) {
			const byte = this.#bytes[this.#position];
			if (byte === QUOTE) break;
			if (byte === BACKSLASH) {
				text += this.#escape();
				continue;
			}
			const plain = this.#position;
			let end = plain;
			while (isPlain(this.#bytes[end])) end += 1;
			if (end === plain) throw this.#error("JSON_SYNTAX", "A string ends early or holds a control character.");
			text += this.#bytes.toString("utf8", plain, end);
			this.#position = end;
		}
		if (!text.isWellFormed()) throw this.#error("JSON_STRING_LONE_SURROGATE", "A string holds half of a surrogate pair.");
		this.#position += 1;
		return text;
	}
	#escape() {
		const letter = this.#bytes[this.#position + 1];
		if (letter === 117) {
			const digits = this.#bytes.toString("latin1", this.#position + 2, this.#position + 6);
			if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#error("JSON_SYNTAX", "An escape \\u lacks four hexadecimal digits.");
			this.#position += 6;
			return String.fromCharCode(Number.parseInt(digits, 16));
		}
		const character = letter === void 0 ? void 0 : ESCAPES.get(letter);
		if (character === void 0) throw this.#error("JSON_SYNTAX", "A string holds an unknown escape.");
		this.#position += 2;
		return character;
	}
	#word(word, value) {
		const end = this.#position + word.length;
		if (this.#bytes.toString("latin1", this.#position, end) !== word) throw this.#syntax("a value");
		this.#position = end;
		return value;
	}
	#number() {
		const start = this.#position;
		const negative = this.#bytes[start] === MINUS;
		let end = negative ? start + 1 : start;
		const digits = end;
		while (isDigit(this.#bytes[end])) end += 1;
		if (end === digits) throw this.#syntax("a value");
		if (end - digits > 1 && this.#bytes[digits] === DIGIT_0) throw this.#error("JSON_SYNTAX", "A number starts with 0.");
		if (end - digits > MAX_DIGITS) throw this.#error("JSON_SYNTAX", `A number has more than ${MAX_DIGITS} digits.`);
		const next = this.#bytes[end];
		const zero = this.#bytes[digits] === DIGIT_0;
		if (negative && zero || next === 46 || next === 101 || next === 69) throw this.#error("JSON_NUMBER_NOT_INTEGER", "A number has a fraction or an exponent, or is negative zero.");
		this.#position = end;
		const text = this.#bytes.toString("latin1", start, end);
		const value = Number(text);
		return Number.isSafeInteger(value) ? value : BigInt(text);
	}
	#skipSpace() {
		while (isSpace(this.#bytes[this.#position])) this.#position += 1;
	}
	/** Skips white space and the byte, when it comes next. */
	#take(byte) {
		this.#skipSpace();
		if (this.#bytes[this.#position] !== byte) return false;
		this.#position += 1;
		return true;
	}
	#syntax(expected) {
		const found = this.#bytes[this.#position];
		const shown = found === void 0 ? "the end of the document" : `byte 0x${found.toString(16).padStart(2, "0")}`;
		return this.#error("JSON_SYNTAX", `Expected ${expected}, found ${shown}.`);
	}
	/** Line and column are counted only now, when there is something to say. */
	#error(code, message) {
		const before = this.#bytes.subarray(0, this.#position).toString("latin1");
		const line = before.split("\n").length;
		const column = before.length - before.lastIndexOf("\n");
		return new InTotoError(code, message, { at: `${escapeUntrusted(this.#source)}: line ${line}, column ${column}` });
	}
};
/** Digits of one integer; the specification bounds none, and no honest document comes near. */
const MAX_DIGITS = 1e3;
function isDigit(byte) {
	return byte !== void 0 && byte >= DIGIT_0 && byte <= DIGIT_9;
}
function isSpace(byte) {
	return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
function isPlain(byte) {
	return byte !== void 0 && byte >= 32 && byte !== QUOTE && byte !== BACKSLASH;
}
// src/intoto/envelope/base64.ts
/**
* Decodes standard or URL-safe base64 (DSSE 1.0.2 asks for both), padded or not, and nothing else: no white space, no
* mixed alphabets, no spare bits. Node's decoder skips what it does not know, which lets two texts mean one thing.
*
* @throws METADATA_TYPE_WRONG, METADATA_BASE64
*/
function decodeBase64(at) {
	const text = at.string();
	const unpadded = text.replace(/={1,2}$/, "");
	const bytes = Buffer.from(unpadded, "base64");
	const urlSafe = unpadded.includes("-") || unpadded.includes("_");
	const standard = bytes.toString(urlSafe ? "base64url" : "base64").replace(/=+$/, "");
	const padding = text.length - unpadded.length;
	if (standard !== unpadded || padding > 0 && text.length % 4 !== 0) throw new InTotoError("METADATA_BASE64", "The value is not base64 in its one correct spelling.", { at: at.where });
	return bytes;
}
// src/intoto/envelope/pae.ts
/** DSSE's pre-authentication encoding (protocol 1.0.2): what a DSSE signature covers. Lengths are in bytes. */
function preAuthenticationEncoding(payloadType, payload) {
	const type = Buffer.from(payloadType, "utf8");
	return Buffer.concat([
		Buffer.from(`DSSEv1 ${type.length} `, "latin1"),
		type,
		Buffer.from(` ${payload.length} `, "latin1"),
		payload
	]);
}
// src/intoto/envelope/signed-metadata.ts
/** The payload type of in-toto metadata in DSSE. */
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/**
* Reads either wrapper.
*
* @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
* METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
*/
function readSignedMetadata(bytes, options) {
	const document = readJson(bytes, options);
	const members = document.object();
	if (members.has("payload")) return readDsse(document, options);
	if (members.has("signed")) return readMetablock(document);
	throw new InTotoError("METADATA_ENVELOPE_UNKNOWN", "The document is neither a DSSE envelope (members payload, payloadType, signatures) nor a Metablock (members signed, signatures).", {
		at: document.where,
		hint: "Give a signed layout or link as in-toto tools write it."
	});
}
function readDsse(document, { source, maxBytes }) {
	const typeAt = document.member("payloadType");
	const payloadType = typeAt.string();
	if (payloadType !== "application/vnd.in-toto+json") throw new InTotoError("METADATA_PAYLOAD_TYPE", `The payload type is ${quoteUntrusted(payloadType)}, not "${PAYLOAD_TYPE}".`, { at: typeAt.where });
	const payloadBytes = decodeBase64(document.member("payload"));
	let parsed;
	return {
		wrapper: "dsse",
		signatures: dsseSignatures(document.member("signatures")),
		get payload() {
			return parsed ??= readJson(payloadBytes, {
				source: `${source} (payload)`,
				maxBytes
			});
		},
		get kind() {
			return kindOf(this.payload);
		},
		signedBytes: () => preAuthenticationEncoding(payloadType, payloadBytes)
	};
}
/** Key ids are hints and may be absent, but two signatures under one leave open which is meant; securesystemslib refuses it too. */
function dsseSignatures(at) {
	const keyIds = /* @__PURE__ */ new Set();
	return at.list(LIMITS.signatures).map((signature) => {
		const keyId = signature.optional("keyid")?.string() ?? "";
		if (keyId !== "" && keyIds.has(keyId)) throw signature.invalid(`Two signatures have the key id ${quoteUntrusted(keyId)}.`);
		keyIds.add(keyId);
		return {
			keyId,
			bytes: decodeBase64(signature.member("sig"))
		};
	});
}
function readMetablock(document) {
	const payload = document.member("signed");
	return {
		wrapper: "metablock",
		signatures: document.member("signatures").list(LIMITS.signatures).map(metablockSignature),
		payload,
		kind: kindOf(payload),
		signedBytes: () => canonicalJson(payload.value)
	};
}
const HEX_BYTES = /^([0-9a-fA-F]{2})+$/;
function metablockSignature(at) {
	const keyId = at.member("keyid").string();
	const sig = at.optional("sig");
	if (sig === void 0) return {
		keyId,
		bytes: void 0
	};
	const hex = sig.string();
	return {
		keyId,
		bytes: HEX_BYTES.test(hex) ? Buffer.from(hex, "hex") : void 0
	};
}
function kindOf(payload) {
	const type = payload.object().get("_type");
	return type === "layout" || type === "link" ? type : "other";
}
// src/intoto/keys/key-id.ts
const HEX = /^[0-9a-fA-F]+$/;
/** True for a non-empty string of hexadecimal digits. */
function isKeyId(text) {
	return HEX.test(text);
}
/** The part of a key id that stands in file names: its first eight characters. */
function keyIdPrefix(keyId) {
	return keyId.slice(0, 8);
}
export { preAuthenticationEncoding as a, readSignedMetadata as i, keyIdPrefix as n, readJson as o, PAYLOAD_TYPE as r, describe as s, isKeyId as t };
