import { A as isAttempt, B as hintOr, G as escapeUntrusted, H as changesBetween, I as isSha256Hex, K as quoteUntrusted, M as isGitId, N as withoutEnd, R as firstOf, U as nearestName, V as LIMITS, X as RoomError, z as generalHint } from "./base.mjs";
// src/intoto/json/one-member.ts
/**
* An object with a single member. Links hold millions of them (`{"sha256": "\u2026"}`), and a Map for each takes several times
* the memory and time of everything else about it.
*/
var OneMember = class {
	size = 1;
	/** What a parser made of this object. The reader gives equal objects out once, so it is made once for all of them. */
	derived;
	#name;
	#value;
	constructor(name, value) {
		this.#name = name;
		this.#value = value;
	}
	get(name) {
		return name === this.#name ? this.#value : void 0;
	}
	has(name) {
		return name === this.#name;
	}
	forEach(callback) {
		callback(this.#value, this.#name, this);
	}
	entries() {
		return (/* @__PURE__ */ new Map([[this.#name, this.#value]])).entries();
	}
	keys() {
		return (/* @__PURE__ */ new Map([[this.#name, this.#value]])).keys();
	}
	values() {
		return (/* @__PURE__ */ new Map([[this.#name, this.#value]])).values();
	}
	[Symbol.iterator]() {
		return this.entries();
	}
	/** Name and value, without an iterator. */
	get only() {
		return [this.#name, this.#value];
	}
};
// src/intoto/json/string-cache.ts
const LONGEST = 160;
const FEW = 64;
const MANY = 32768;
/**
* Strings that were read lately. What one step makes is given to the next, so the same paths and digests come again
* and again; kept once each, a supply chain of millions of artifacts fits into memory. A later string takes the place
* of an earlier one in its slot, so the cache never grows.
*/
var StringCache = class {
	#most;
	#mask = 63;
	#slots = [];
	#objects = [];
	#made = 0;
	#lastSlot = 0;
	/**
	* There are few slots at first: most supply chains are small, and to make thousands takes as long as to verify one.
	*
	* @param size for one document alone a few slots do, for the links of a supply chain it takes thousands
	*/
	constructor(size) {
		this.#most = size === "document" ? FEW : MANY;
	}
	/** The ASCII text of some bytes, which `text` gives; `hash` is any number computed from them. */
	text({ bytes, text }, start, end, hash) {
		const slot = hash & this.#mask;
		this.#lastSlot = slot;
		const known = this.#slots[slot];
		if (known !== void 0 && isText(known, bytes, start, end)) return known;
		const found = text(start, end);
		if (found.length <= LONGEST) {
			this.#slots[slot] = found;
			this.#made += 1;
			if (this.#made > this.#mask && this.#mask + 1 < this.#most) this.#grow();
		}
		return found;
	}
	/** What was kept is forgotten; there was little. */
	#grow() {
		this.#mask = this.#most - 1;
		this.#slots = Array.from({ length: this.#most });
		this.#objects = Array.from({ length: this.#most });
	}
	/** The object with one member; the same one as before, if its value is a string that was just read again. */
	object(name, value) {
		const known = this.#objects[this.#lastSlot];
		if (known !== void 0 && known.get(name) === value) return known;
		const object = new OneMember(name, value);
		if (typeof value === "string") this.#objects[this.#lastSlot] = object;
		return object;
	}
};
function isText(text, bytes, start, end) {
	if (text.length !== end - start) return false;
	for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) !== bytes[start + index]) return false;
	return true;
}
// src/intoto/codes.ts
const CORE_CODES = {
	JSON_TOO_LARGE: "A document is larger than the bound for its kind.",
	JSON_TOO_MANY_VALUES: "A document holds more values than the bound: read into memory, they would take many times its size.",
	JSON_NOT_UTF8: "A document is not valid UTF-8.",
	JSON_BYTE_ORDER_MARK: "A document starts with a byte order mark.",
	JSON_SYNTAX: "A document is not JSON.",
	JSON_TRAILING_DATA: "Something follows the end of a JSON document.",
	JSON_TOO_DEEP: "A document nests deeper than the bound.",
	JSON_MEMBER_DUPLICATE: "An object has the same member twice, possibly spelled with escapes.",
	JSON_NUMBER_NOT_INTEGER: "A number is a fraction, has an exponent or is negative zero; signed metadata has integers only.",
	JSON_STRING_LONE_SURROGATE: "A string holds half of a surrogate pair, which has no UTF-8 form.",
	METADATA_MEMBER_MISSING: "A member that the specification requires is absent.",
	METADATA_TYPE_WRONG: "A member has a value of the wrong JSON type.",
	METADATA_VALUE_INVALID: "A member has a value that the specification does not allow.",
	METADATA_TYPE_UNKNOWN: "The document is neither a layout nor a link, or not the one expected here.",
	METADATA_ENVELOPE_UNKNOWN: "The document is neither a DSSE envelope nor a Metablock.",
	METADATA_PAYLOAD_TYPE: "A DSSE envelope has a payload type that is not in-toto.",
	METADATA_BASE64: "A value is not base64.",
	METADATA_RULE_INVALID: "An artifact rule does not follow the grammar of the specification.",
	METADATA_NAME_DUPLICATE: "Two steps or inspections of a layout have one name.",
	INTENT_PATTERN_INVALID: "A pattern of intents can be read in two ways, or no file can fit it.",
	INTENTS_INVALID: "What a layout says in intents is not known, is said twice, or cannot be said there.",
	KEY_UNREADABLE: "A key is not in a form that can be read.",
	KEY_UNSUPPORTED: "A key has a type, scheme or size that is not supported.",
	KEY_NOT_PUBLIC: "A public key is needed and a private key was given.",
	PARAMETER_INVALID: "A substitution parameter has a name or value that is not allowed.",
	PARAMETER_MISSING: "With the strict checks turned off: the layout uses a parameter that was not given.",
	PARAMETER_SYNTAX: "A brace in the layout is neither a parameter nor doubled.",
	ARTIFACT_NAME: "A workflow artifact cannot have the name that its step would give it.",
	STATEMENT_WITHOUT_SUBJECT: "A keyless link would be about nothing: no products, and no commit.",
	TRUSTED_ROOT_MISSING: "A keyless signature is to be verified and no trusted root was given.",
	BUNDLE_MALFORMED: "A Sigstore bundle cannot be read.",
	BUNDLE_MEDIA_TYPE: "A Sigstore bundle has a media type that is not known.",
	BUNDLE_MEMBER_UNKNOWN: "A Sigstore bundle has a member that is not known.",
	BUNDLE_NOT_ENVELOPE: "A Sigstore bundle holds no DSSE envelope.",
	BUNDLE_PAYLOAD_TYPE: "The envelope in a Sigstore bundle has a payload type that is not in-toto.",
	BUNDLE_SIGNATURE_COUNT: "The envelope in a Sigstore bundle has not exactly one signature.",
	BUNDLE_KEY_ID: "The signature in a Sigstore bundle names a key, although a certificate signed.",
	BUNDLE_WITHOUT_CERTIFICATE: "A Sigstore bundle was signed by a key and not by a certificate.",
	BUNDLE_WITHOUT_KEY: "A Sigstore bundle was signed by a certificate and not by the key that was given.",
	BUNDLE_TOO_MANY: "A Sigstore bundle has more log entries or timestamps than the bound.",
	BUNDLE_SIGNATURE: "The signature in a Sigstore bundle does not verify.",
	BUNDLE_CERTIFICATE: "The certificate of a Sigstore bundle is not one of the trusted root, or not one for signing code.",
	BUNDLE_IDENTITY: "The certificate of a Sigstore bundle does not tell an identity in the way that Fulcio does.",
	BUNDLE_TIMESTAMP: "A Sigstore bundle has no timestamp that can be trusted.",
	BUNDLE_LOG: "The log entry of a Sigstore bundle does not verify, or there is none.",
	BUNDLE_LOG_ENTRY_OTHER: "The log entry of a Sigstore bundle is about another certificate, signature or digest.",
	BUNDLE_LOG_KEY_TIME: "The key of the log was not valid when the entry was made.",
	BUNDLE_LOG_KIND: "The log entry of a Sigstore bundle is of a kind that is not known.",
	BUNDLE_UNVERIFIED: "A Sigstore bundle does not verify."
};
/**
* "Could not tell", said by the core, or to it through a port. The code is stable and documented in docs/errors.md;
* `message` says what happened with the values found, escaped where they come from outside.
*/
var CoreError = class extends RoomError {
	constructor(code, message, details = {}) {
		super(code, message, {
			...details,
			hint: details.hint ?? generalHint(code)
		});
	}
};
// src/intoto/json/expect-type.ts
/** Checks the member `_type`, by which in-toto metadata says what it is. @throws METADATA_TYPE_UNKNOWN */
function expectType(at, expected) {
	const typeAt = at.member("_type");
	if (typeAt.value === expected) return;
	throw new CoreError("METADATA_TYPE_UNKNOWN", `Expected _type "${expected}".`, { at: typeAt.where });
}
// src/intoto/json/unknown-members.ts
/** The members of `object` that are not in `known`, the first of them. */
function unknownMembers(object, known) {
	const found = [];
	for (const [name, member] of object.members()) {
		if (known.includes(name)) continue;
		if (found.length >= LIMITS.unknownMembers) break;
		found.push({
			at: member.where,
			looksLike: known.find((other) => other.toLowerCase() === name.toLowerCase())
		});
	}
	return found;
}
/** Adds what was found to a list, as long as that is short. */
function addUnknown(list, found) {
	for (const member of found) if (list.length < LIMITS.unknownMembers) list.push(member);
}
// src/intoto/keys/key-id.ts
/**
* The two ways of computing a key id that are in use: `current` is securesystemslib 1.0 and later, `legacy` is what came
* before and what in-toto-golang still uses. They differ for every key.
*/
const KEY_ID_FORMS = ["current", "legacy"];
const HEX$3 = /^[0-9a-fA-F]+$/;
/** True for a non-empty string of hexadecimal digits, not too long for a message. */
function isKeyId(text) {
	return text.length <= LIMITS.keyIdLength && HEX$3.test(text);
}
/** The part of a key id that stands in file names: its first eight characters. */
function keyIdPrefix(keyId) {
	return keyId.slice(0, 8);
}
// src/intoto/keys/key-kind.ts
/**
* The kind of a key object. GPG keys come in two spellings: with a member `method` (in-toto-python's own), or with a
* scheme that starts with `pgp+` (securesystemslib's `GPGKey`). Only `public-key` can be read today; a reader of
* another kind starts here.
*
* @throws METADATA_TYPE_WRONG
*/
function kindOfKey(at) {
	const scheme = at.optional("scheme")?.value;
	if (at.optional("method") !== void 0 || typeof scheme === "string" && scheme.startsWith("pgp+")) return "gpg";
	return at.optional("keytype")?.value === "sigstore-oidc" ? "keyless" : "public-key";
}
// node_modules/@noble/hashes/_u64.js
const fromNumH = (n) => n / 2 ** 32 | 0;
const fromNumL = (n) => n >>> 0;
function setU64FromNum(view, byteOffset, n, isLE) {
	const h = fromNumH(n);
	const l = fromNumL(n);
	view.setUint32(byteOffset, isLE ? l : h, isLE);
	view.setUint32(byteOffset + 4, isLE ? h : l, isLE);
}
// node_modules/@noble/hashes/utils.js
/**
* Checks if something is Uint8Array. Be careful: nodejs Buffer will return true.
* @param a - value to test
* @returns `true` when the value is a Uint8Array-compatible view.
* @example
* Check whether a value is a Uint8Array-compatible view.
* ```ts
* isBytes(new Uint8Array([1, 2, 3]));
* ```
*/
function isBytes(a) {
	return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
const atitle = (title) => title ? `"${title}" ` : "";
/**
* Asserts something is a non-negative integer.
* @param n - number to validate
* @param title - label included in thrown errors
* @returns The validated number.
* @throws On wrong argument types. {@link TypeError}
* @throws On wrong argument ranges or values. {@link RangeError}
* @example
* Validate a non-negative integer option.
* ```ts
* anumber(32, 'length');
* ```
*/
function anumber(n, title = "") {
	if (typeof n !== "number") throw new TypeError(atitle(title) + "expected number, got " + typeof n);
	if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(atitle(title) + "expected integer >= 0, got " + n);
	return n;
}
/**
* Asserts something is Uint8Array.
* @param value - value to validate
* @param length - optional exact length constraint
* @param title - label included in thrown errors
* @returns The validated byte array.
* @throws On wrong argument types. {@link TypeError}
* @throws On wrong argument ranges or values. {@link RangeError}
* @example
* Validate that a value is a byte array.
* ```ts
* abytes(new Uint8Array([1, 2, 3]));
* ```
*/
function abytes(value, length, title = "") {
	if (isBytes(value) && (length === void 0 || value.length === length)) return value;
	if (length !== void 0) anumber(length, "length");
	const bytes = isBytes(value);
	const ofLen = length !== void 0 ? ` of length ${length}` : "";
	const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
	const message = atitle(title) + "expected Uint8Array" + ofLen + ", got " + got;
	if (!bytes) throw new TypeError(message);
	throw new RangeError(message);
}
const aobject = (value, label) => {
	if (value === null || typeof value !== "object" || Array.isArray(value)) throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
};
const aopts = (value, label) => {
	aobject(value, label);
	const proto = Object.getPrototypeOf(value);
	if (proto !== Object.prototype && proto !== null) throw new TypeError(`"${label}" expected plain object`);
	if (Object.hasOwn(value, "__proto__")) throw new TypeError(`"${label}.__proto__" is not allowed`);
};
/**
* Asserts a hash instance has not been destroyed or finished.
* @param instance - hash instance to validate
* @param checkFinished - whether to reject finalized instances
* @throws If the hash instance has already been destroyed or finalized. {@link Error}
* @example
* Validate that a hash instance is still usable.
* ```ts
* import { aexists } from '@noble/hashes/utils.js';
* import { sha256 } from '@noble/hashes/sha2.js';
* const hash = sha256.create();
* aexists(hash);
* ```
*/
function aexists(instance, checkFinished = true) {
	if (instance.destroyed) throw new Error("hash was destroyed");
	if (checkFinished && instance.finished) throw new Error("digest() was already called");
}
/**
* Asserts output is a sufficiently-sized byte array.
* @param out - destination buffer
* @param instance - hash instance providing output length
* Oversized buffers are allowed; downstream code only promises to fill the first `outputLen` bytes.
* @throws On wrong argument types. {@link TypeError}
* @throws On wrong argument ranges or values. {@link RangeError}
* @example
* Validate a caller-provided digest buffer.
* ```ts
* import { aoutput } from '@noble/hashes/utils.js';
* import { sha256 } from '@noble/hashes/sha2.js';
* const hash = sha256.create();
* aoutput(new Uint8Array(hash.outputLen), hash);
* ```
*/
function aoutput(out, instance) {
	abytes(out, void 0, "output");
	const min = instance.outputLen;
	if (!(out.length >= min)) throw new RangeError("\"output\" expected length >= " + min);
}
/**
* Zeroizes typed arrays in place. Warning: JS provides no guarantees.
* @param arrays - arrays to overwrite with zeros
* @example
* Zeroize sensitive buffers in place.
* ```ts
* clean(new Uint8Array([1, 2, 3]));
* ```
*/
function clean(...arrays) {
	for (let i = 0; i < arrays.length; i++) arrays[i].fill(0);
}
/**
* Creates a DataView for byte-level manipulation.
* @param arr - source typed array
* @returns DataView over the same buffer region.
* @example
* Create a DataView over an existing buffer.
* ```ts
* createView(new Uint8Array(4));
* ```
*/
function createView(arr) {
	return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
/**
* Rotate-right operation for uint32 values.
* @param word - source word
* @param shift - shift amount in bits
* @returns Rotated word.
* @example
* Rotate a 32-bit word to the right.
* ```ts
* rotr(0x12345678, 8);
* ```
*/
function rotr(word, shift) {
	return word << 32 - shift | word >>> shift;
}
/**
* Merges default options and passed options.
* @param defaults - base option object
* @param opts - user overrides
* @param title - label included in thrown override errors
* @returns Fresh merged option object with a null prototype.
* @throws On wrong argument types. {@link TypeError}
* @example
* Merge user overrides onto default options.
* ```ts
* checkOpts({ dkLen: 32 }, { asyncTick: 10 });
* ```
*/
function checkOpts(defaults, opts, title = "opts") {
	aopts(defaults, "defaults");
	if (opts !== void 0) aopts(opts, title);
	return Object.assign(Object.create(null), defaults, opts);
}
/**
* Creates a callable hash function from a stateful class constructor.
* @param hashCons - hash constructor or factory
* @param info - optional metadata such as DER OID
* @returns Frozen callable hash wrapper with `.create()`.
*   Wrapper construction eagerly calls `hashCons(undefined)` once to read
*   `outputLen` / `blockLen`, so constructor side effects happen at module
*   init time.
* @throws On wrong argument types. {@link TypeError}
* @example
* Wrap a stateful hash constructor into a callable helper.
* ```ts
* import { createHasher } from '@noble/hashes/utils.js';
* import { sha256 } from '@noble/hashes/sha2.js';
* const wrapped = createHasher(sha256.create, { oid: sha256.oid });
* wrapped(new Uint8Array([1]));
* ```
*/
function createHasher(hashCons, info = {}) {
	if (typeof hashCons !== "function") throw new TypeError("\"hashCons\" expected function, got type=" + typeof hashCons);
	info = checkOpts({}, info, "info");
	const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
	const tmp = hashCons(void 0);
	hashC.outputLen = tmp.outputLen;
	hashC.blockLen = tmp.blockLen;
	hashC.canXOF = tmp.canXOF;
	hashC.create = (opts) => hashCons(opts);
	Object.assign(hashC, info);
	return Object.freeze(hashC);
}
/**
* Creates OID metadata for NIST hashes with prefix `06 09 60 86 48 01 65 03 04 02`.
* @param suffix - final OID byte for the selected hash.
*   The helper accepts any byte even though only the documented NIST hash
*   suffixes are meaningful downstream.
* @returns Object containing the DER-encoded OID.
* @example
* Build OID metadata for a NIST hash.
* ```ts
* oidNist(0x01);
* ```
*/
const oidNist = (suffix) => ({ oid: Uint8Array.from([
	6,
	9,
	96,
	134,
	72,
	1,
	101,
	3,
	4,
	2,
	suffix
]) });
// node_modules/@noble/hashes/_md.js
/**
* Internal Merkle-Damgard hash utils.
* @module
*/
/**
* Shared 32-bit conditional boolean primitive reused by SHA-256, SHA-1, and MD5 `F`.
* Returns bits from `b` when `a` is set, otherwise from `c`.
* The XOR form is equivalent to MD5's `F(X,Y,Z) = XY v not(X)Z` because the masked terms never
* set the same bit.
* @param a - selector word
* @param b - word chosen when selector bit is set
* @param c - word chosen when selector bit is clear
* @returns Mixed 32-bit word.
* @example
* Combine three words with the shared 32-bit choice primitive.
* ```ts
* Chi(0xffffffff, 0x12345678, 0x87654321);
* ```
*/
function Chi(a, b, c) {
	return a & b ^ ~a & c;
}
/**
* Shared 32-bit majority primitive reused by SHA-256 and SHA-1.
* Returns bits shared by at least two inputs.
* @param a - first input word
* @param b - second input word
* @param c - third input word
* @returns Mixed 32-bit word.
* @example
* Combine three words with the shared 32-bit majority primitive.
* ```ts
* Maj(0xffffffff, 0x12345678, 0x87654321);
* ```
*/
function Maj(a, b, c) {
	return a & b ^ a & c ^ b & c;
}
/**
* Merkle-Damgard hash construction base class.
* Could be used to create MD5, RIPEMD, SHA1, SHA2.
* Accepts only byte-aligned `Uint8Array` input, even when the underlying spec describes bit
* strings with partial-byte tails.
* @param blockLen - internal block size in bytes
* @param outputLen - digest size in bytes
* @param padOffset - trailing length field size in bytes
* @param isLE - whether length and state words are encoded in little-endian
* @example
* Use a concrete subclass to get the shared Merkle-Damgard update/digest flow.
* ```ts
* import { _SHA1 } from '@noble/hashes/legacy.js';
* const hash = new _SHA1();
* hash.update(new Uint8Array([97, 98, 99]));
* hash.digest();
* ```
*/
var HashMD = class {
	blockLen;
	outputLen;
	canXOF = false;
	padOffset;
	isLE;
	buffer;
	view;
	finished = false;
	length = 0;
	pos = 0;
	destroyed = false;
	constructor(blockLen, outputLen, padOffset, isLE) {
		this.blockLen = blockLen;
		this.outputLen = outputLen;
		this.padOffset = padOffset;
		this.isLE = isLE;
		this.buffer = new Uint8Array(blockLen);
		this.view = createView(this.buffer);
	}
	update(data) {
		aexists(this);
		abytes(data);
		const { view, buffer, blockLen } = this;
		const len = data.length;
		let processed = false;
		for (let pos = 0; pos < len;) {
			const take = Math.min(blockLen - this.pos, len - pos);
			if (take === blockLen) {
				const dataView = createView(data);
				for (; blockLen <= len - pos; pos += blockLen) this.process(dataView, pos);
				processed = true;
				continue;
			}
			buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
			this.pos += take;
			pos += take;
			if (this.pos === blockLen) {
				this.process(view, 0);
				this.pos = 0;
				processed = true;
			}
		}
		this.length += data.length;
		if (processed) this.roundClean();
		return this;
	}
	digestInto(out) {
		aexists(this);
		aoutput(out, this);
		this.finished = true;
		const { buffer, view, blockLen, isLE } = this;
		let { pos } = this;
		buffer[pos++] = 128;
		buffer.fill(0, pos);
		if (this.padOffset > blockLen - pos) {
			this.process(view, 0);
			buffer.fill(0);
		}
		setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
		this.process(view, 0);
		this.roundClean();
		const oview = out === buffer ? view : createView(out);
		const len = this.outputLen;
		const outLen = len / 4;
		const state = this.get();
		if (len % 4 || outLen > state.length) throw new Error("invalid outputLen");
		for (let i = 0; i < outLen; i++) oview.setUint32(4 * i, state[i], isLE);
	}
	digest() {
		const { buffer, outputLen } = this;
		this.digestInto(buffer);
		const res = buffer.slice(0, outputLen);
		this.destroy();
		return res;
	}
	_cloneIntoMeta(to) {
		const { buffer, length, finished, destroyed, pos } = this;
		to.destroyed = destroyed;
		to.finished = finished;
		to.length = length;
		to.pos = pos;
		if (pos) to.buffer.set(buffer);
		return to;
	}
	clone() {
		return this._cloneInto();
	}
};
/**
* Initial SHA-2 state: fractional parts of square roots of first 16 primes 2..53.
* Check out `test/misc/sha2-gen-iv.js` for recomputation guide.
*/
/** Initial SHA256 state from RFC 6234 \u00a76.1: the first 32 bits of the fractional parts of the
* square roots of the first eight prime numbers. Exported as a shared table; callers must treat
* it as read-only because constructors copy words from it by index. */
const SHA256_IV = /* @__PURE__ */ Uint32Array.from([
	1779033703,
	3144134277,
	1013904242,
	2773480762,
	1359893119,
	2600822924,
	528734635,
	1541459225
]);
// node_modules/@noble/hashes/sha2.js
/**
* SHA2 hash function. A.k.a. sha256, sha384, sha512, sha512_224, sha512_256.
* SHA256 is the fastest hash implementable in JS, even faster than Blake3.
* Check out {@link https://www.rfc-editor.org/rfc/rfc4634 | RFC 4634} and
* {@link https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf | FIPS 180-4}.
* @module
*/
/**
* SHA-224 / SHA-256 round constants from RFC 6234 \u00a75.1: the first 32 bits
* of the cube roots of the first 64 primes (2..311).
*/
const SHA256_K = /* @__PURE__ */ Uint32Array.from([
	1116352408,
	1899447441,
	3049323471,
	3921009573,
	961987163,
	1508970993,
	2453635748,
	2870763221,
	3624381080,
	310598401,
	607225278,
	1426881987,
	1925078388,
	2162078206,
	2614888103,
	3248222580,
	3835390401,
	4022224774,
	264347078,
	604807628,
	770255983,
	1249150122,
	1555081692,
	1996064986,
	2554220882,
	2821834349,
	2952996808,
	3210313671,
	3336571891,
	3584528711,
	113926993,
	338241895,
	666307205,
	773529912,
	1294757372,
	1396182291,
	1695183700,
	1986661051,
	2177026350,
	2456956037,
	2730485921,
	2820302411,
	3259730800,
	3345764771,
	3516065817,
	3600352804,
	4094571909,
	275423344,
	430227734,
	506948616,
	659060556,
	883997877,
	958139571,
	1322822218,
	1537002063,
	1747873779,
	1955562222,
	2024104815,
	2227730452,
	2361852424,
	2428436474,
	2756734187,
	3204031479,
	3329325298
]);
/** Reusable SHA-224 / SHA-256 message schedule buffer `W_t` from RFC 6234 \u00a76.2 step 1. */
const SHA256_W = /* @__PURE__ */ new Uint32Array(64);
/** Internal SHA-224 / SHA-256 compression engine from RFC 6234 \u00a76.2. */
var SHA2_32B = class extends HashMD {
	A = 0;
	B = 0;
	C = 0;
	D = 0;
	E = 0;
	F = 0;
	G = 0;
	H = 0;
	constructor(outputLen, IV) {
		super(64, outputLen, 8, false);
		this.A = IV[0] | 0;
		this.B = IV[1] | 0;
		this.C = IV[2] | 0;
		this.D = IV[3] | 0;
		this.E = IV[4] | 0;
		this.F = IV[5] | 0;
		this.G = IV[6] | 0;
		this.H = IV[7] | 0;
	}
	get() {
		const { A, B, C, D, E, F, G, H } = this;
		return [
			A,
			B,
			C,
			D,
			E,
			F,
			G,
			H
		];
	}
	set(A, B, C, D, E, F, G, H) {
		this.A = A | 0;
		this.B = B | 0;
		this.C = C | 0;
		this.D = D | 0;
		this.E = E | 0;
		this.F = F | 0;
		this.G = G | 0;
		this.H = H | 0;
	}
	_cloneInto(to) {
		(to ||= new this.constructor()).set(...this.get());
		return this._cloneIntoMeta(to);
	}
	process(view, offset) {
		for (let i = 0; i < 16; i++, offset += 4) SHA256_W[i] = view.getUint32(offset, false);
		for (let i = 16; i < 64; i++) {
			const W15 = SHA256_W[i - 15];
			const W2 = SHA256_W[i - 2];
			const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ W15 >>> 3;
			const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ W2 >>> 10;
			SHA256_W[i] = s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16] | 0;
		}
		let { A, B, C, D, E, F, G, H } = this;
		for (let i = 0; i < 64; i++) {
			const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
			const T1 = H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i] | 0;
			const T2 = (rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22)) + Maj(A, B, C) | 0;
			H = G;
			G = F;
			F = E;
			E = D + T1 | 0;
			D = C;
			C = B;
			B = A;
			A = T1 + T2 | 0;
		}
		A = A + this.A | 0;
		B = B + this.B | 0;
		C = C + this.C | 0;
		D = D + this.D | 0;
		E = E + this.E | 0;
		F = F + this.F | 0;
		G = G + this.G | 0;
		H = H + this.H | 0;
		this.set(A, B, C, D, E, F, G, H);
	}
	roundClean() {
		clean(SHA256_W);
	}
	destroy() {
		this.destroyed = true;
		this.set(0, 0, 0, 0, 0, 0, 0, 0);
		clean(this.buffer);
	}
};
/** Internal SHA-256 hash class grounded in RFC 6234 \u00a76.2. */
var _SHA256 = class extends SHA2_32B {
	constructor() {
		super(32, SHA256_IV);
	}
};
/**
* SHA2-256 hash function from RFC 4634. In JS it's the fastest: even faster than Blake3. Some info:
*
* - Trying 2^128 hashes would get 50% chance of collision, using birthday attack.
* - BTC network is doing 2^70 hashes/sec (2^95 hashes/year) as per 2025.
* - Each sha256 hash is executing 2^18 bit operations.
* - Good 2024 ASICs can do 200Th/sec with 3500 watts of power, corresponding to 2^36 hashes/joule.
* @param msg - message bytes to hash
* @param opts - Reserved hash options.
* @returns Digest bytes.
* @example
* Hash a message with SHA2-256.
* ```ts
* sha256(new Uint8Array([97, 98, 99]));
* ```
*/
const sha256 = /* @__PURE__ */ createHasher(() => new _SHA256(), /* @__PURE__ */ oidNist(1));
// src/intoto/bytes/hex.ts
const DIGITS$1 = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** Bytes in lower-case hex. */
function toHex(bytes) {
	let hex = "";
	for (const byte of bytes) hex += DIGITS$1[byte];
	return hex;
}
/** The bytes that an even number of hexadecimal digits spells; whoever calls has looked that it is that. */
function fromHex(hex) {
	return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}
// src/intoto/hashing/sha256.ts
/** SHA-256 in lower-case hex, of something small: a key, the object of a key. */
function sha256Hex(bytes) {
	return toHex(sha256(bytes));
}
/** The same of something of any size. */
async function sha256HexOf(bytes, hasher) {
	return bytes.length <= LIMITS.hashedInCore ? sha256Hex(bytes) : toHex(await hasher.sha256(bytes));
}
/** The same of pieces one after the other; each is hashed before the next is asked for. */
function sha256HexOfPieces(pieces) {
	const hash = sha256.create();
	for (const piece of pieces) hash.update(piece);
	return toHex(hash.digest());
}
/** Texts that are hashed at once. */
const TOGETHER = 1e3;
/** The same of texts in UTF-8, one after the other, of which all together need not lie in memory. */
function sha256HexOfTexts(texts) {
	const hash = sha256.create();
	const utf8 = new TextEncoder();
	let waiting = [];
	for (const text of texts) {
		if (waiting.push(text) < TOGETHER) continue;
		hash.update(utf8.encode(waiting.join("")));
		waiting = [];
	}
	return toHex(hash.update(utf8.encode(waiting.join(""))).digest());
}
// src/intoto/bytes/concat-bytes.ts
/** One after the other, as a copy. */
function concatBytes(...parts) {
	return concatAll(parts);
}
/** The same for any number of parts. */
function concatAll(parts) {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let position = 0;
	for (const part of parts) {
		whole.set(part, position);
		position += part.length;
	}
	return whole;
}
// src/intoto/json/json-value.ts
/** True for objects, and narrows. */
function isJsonObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Builds an object value from literal members; members whose value is `undefined` are left out. */
function jsonObject(members) {
	const object = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(members)) if (value !== void 0) object.set(name, value);
	return object;
}
// src/intoto/json/canonical-json.ts
const UTF8$10 = new TextEncoder();
/**
* The canonical form of a value, in UTF-8; what a Metablock signature covers and what key ids are computed from.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function canonicalJson(value) {
	const chunks = [];
	serialise(value, (text) => text.replace(/["\\]/g, "\\$&"), (text) => chunks.push(UTF8$10.encode(text)));
	return concatAll(chunks);
}
/** Parts that are put together at once: each is a text of its own as long as it waits. */
const PARTS = 4096;
/** A value in canonical order and without white space, piece by piece, with strings escaped as the caller needs. */
function serialise(value, escape, take) {
	const parts = [];
	const flush = () => {
		take(parts.join(""));
		parts.length = 0;
	};
	const string = (text) => {
		if (!text.isWellFormed()) throw new CoreError("JSON_STRING_LONE_SURROGATE", `${quoteUntrusted(text)} holds half of a surrogate pair.`);
		return `"${escape(text)}"`;
	};
	const write = (item) => {
		if (parts.length >= PARTS) flush();
		if (typeof item === "string") parts.push(string(item));
		else if (isJsonObject(item)) {
			let separator = "{";
			for (const name of sortedByCodePoint([...item.keys()])) {
				parts.push(separator, string(name), ":");
				write(item.get(name));
				separator = ",";
			}
			parts.push(separator === "{" ? "{}" : "}");
		} else if (Array.isArray(item)) {
			let separator = "[";
			for (const element of item) {
				parts.push(separator);
				write(element);
				separator = ",";
			}
			parts.push(separator === "[" ? "[]" : "]");
		} else {
			if (typeof item === "number" && (!Number.isSafeInteger(item) || Object.is(item, -0))) throw new CoreError("JSON_NUMBER_NOT_INTEGER", `${item} has no canonical form; only exact integers have.`);
			parts.push(`${item}`);
		}
	};
	write(value);
	flush();
}
/** Sorts in place by Unicode code point; the language's own order is by UTF-16 unit and differs beyond U+FFFF. */
function sortedByCodePoint(names) {
	for (let index = 1; index < names.length; index += 1) if (compareCodePoints(names[index - 1], names[index]) > 0) return names.sort(compareCodePoints);
	return names;
}
/** Negative, zero or positive as `a` comes before, with or after `b` in order of code points. */
function compareCodePoints(a, b) {
	const shorter = Math.min(a.length, b.length);
	for (let index = 0; index < shorter; index += 1) {
		const left = a.charCodeAt(index);
		const right = b.charCodeAt(index);
		if (left !== right) return rank(left) - rank(right);
	}
	return a.length - b.length;
}
/** Lifts surrogates above the rest of the basic plane, which makes the order of units that of code points. */
function rank(unit) {
	return unit < 55296 ? unit : unit < 57344 ? unit + 8192 : unit - 2048;
}
// src/intoto/keys/certificate-extensions.ts
/**
* All extensions with a text of their own, .1 to .6 and .8 to .24 (.7 is a form of the holder's name), by our names
* (sigstore/fulcio, docs/oid-info.md).
*/
const CERTIFICATE_EXTENSIONS = {
	issuer_v1: {
		number: 1,
		form: "bare",
		meaning: "who vouches, in the form of old certificates"
	},
	github_workflow_trigger: {
		number: 2,
		form: "bare",
		meaning: "the event; old form of build_trigger"
	},
	github_workflow_sha: {
		number: 3,
		form: "bare",
		meaning: "the commit; old form of source_repository_digest"
	},
	github_workflow_name: {
		number: 4,
		form: "bare",
		meaning: "what the workflow calls itself; a change of the file changes it"
	},
	github_workflow_repository: {
		number: 5,
		form: "bare",
		meaning: "owner/name; old form of source_repository_uri"
	},
	github_workflow_ref: {
		number: 6,
		form: "bare",
		meaning: "the ref; old form of source_repository_ref"
	},
	issuer_v2: {
		number: 8,
		form: "der",
		meaning: "who vouches; always compared with issuer"
	},
	build_signer_uri: {
		number: 9,
		form: "der",
		meaning: "the workflow that signs, with its ref: the identity"
	},
	build_signer_digest: {
		number: 10,
		form: "der",
		meaning: "the commit of the workflow that signs"
	},
	runner_environment: {
		number: 11,
		form: "der",
		meaning: "github-hosted or self-hosted"
	},
	source_repository_uri: {
		number: 12,
		form: "der",
		meaning: "the repository of the run, as an address"
	},
	source_repository_digest: {
		number: 13,
		form: "der",
		meaning: "the commit of the run"
	},
	source_repository_ref: {
		number: 14,
		form: "der",
		meaning: "the branch, tag or pull request of the run"
	},
	source_repository_id: {
		number: 15,
		form: "der",
		meaning: "the number of the repository, which no renaming changes"
	},
	source_repository_owner_uri: {
		number: 16,
		form: "der",
		meaning: "the owner of the repository, as an address"
	},
	source_repository_owner_id: {
		number: 17,
		form: "der",
		meaning: "the number of the owner, which no renaming changes"
	},
	build_config_uri: {
		number: 18,
		form: "der",
		meaning: "the workflow that the run began with, with its ref"
	},
	build_config_digest: {
		number: 19,
		form: "der",
		meaning: "the commit of that workflow"
	},
	build_trigger: {
		number: 20,
		form: "der",
		meaning: "the event that started the run"
	},
	run_invocation_uri: {
		number: 21,
		form: "der",
		meaning: "the run and its attempt, as an address"
	},
	source_repository_visibility: {
		number: 22,
		form: "der",
		meaning: "public, private or internal, when it was signed"
	},
	deployment_environment: {
		number: 23,
		form: "der",
		meaning: "the environment of the job"
	},
	token_subject: {
		number: 24,
		form: "der",
		meaning: "the subject of the identity token"
	}
};
/** All of them as people spell them, in layout.yml and where identities are written. */
const WRITTEN_EXTENSIONS = Object.keys(CERTIFICATE_EXTENSIONS).map((name) => name.replaceAll("_", "-"));
function isCertificateExtension(name) {
	return Object.hasOwn(CERTIFICATE_EXTENSIONS, name);
}
// src/intoto/keys/identity-pattern.ts
/** Whether a text fits a pattern from its first character to its last. Letter case counts. */
function matchesIdentityPattern(pattern, text) {
	const tokens = tokensOf$1(pattern);
	let reached = new Uint8Array(text.length + 1);
	reached[0] = 1;
	for (const token of tokens) {
		const next = new Uint8Array(text.length + 1);
		if (token.length === 1 && token !== "*") {
			for (let index = 0; index < text.length; index += 1) if (reached[index] === 1 && text[index] === token) next[index + 1] = 1;
		} else {
			let open = 0;
			for (let index = 0; index <= text.length; index += 1) {
				if (index > 0 && token === "*" && (text[index - 1] === "/" || text[index - 1] === "@")) open = 0;
				if (reached[index] === 1) open = 1;
				next[index] = open;
			}
		}
		reached = next;
	}
	return reached[text.length] === 1;
}
/**
* Whether a pattern of a holder's name leaves open which repository or workflow is meant: a `**` that stands before the
* `@` crosses every `/` on its way there, so that anybody's workflow may fit.
*/
function isTooWide(pattern) {
	const end = pattern.indexOf("@");
	return (end < 0 ? pattern : pattern.slice(0, end)).includes("**");
}
/** `**`, `*`, and single UTF-16 code units. */
function tokensOf$1(pattern) {
	return pattern.match(/\*\*|[\s\S]/g) ?? [];
}
// src/intoto/keys/github-issuer.ts
/** Who vouches for the identities of workflow runs on github.com. */
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
// src/intoto/keys/vouching-root.ts
/** The roots that issue certificates to runs on github.com. */
const ROOTS_OF_GITHUB = ["public-good", "github"];
/** How a root is called that nobody gave a name. */
const CUSTOM_ROOT = "custom";
/** Whether a text can be the name of a trusted root. */
function isRootName(text) {
	return /^[a-z][a-z0-9-]{0,59}$/.test(text);
}
/**
* Why none of the trusted roots that vouch for a certificate may do so for this functionary; empty when one may.
*
* @param vouching names of all roots against which the bundle verifies
*/
function rootMismatches({ issuer, trustedRoot }, vouching) {
	const wanted = trustedRoot === void 0 ? isOfGitHub(issuer) ? ROOTS_OF_GITHUB : void 0 : [trustedRoot];
	if (wanted === void 0 || wanted.some((name) => vouching.includes(name))) return [];
	const found = vouching.length === 0 ? "no trusted root" : `the trusted root ${vouching.map((name) => quoteUntrusted(name, 60)).join(" and ")}`;
	const way = trustedRoot === void 0 ? " (where another one is meant, the functionary says so: trusted-root)" : "";
	return [`${found} vouches for it, not ${wanted.map((name) => quoteUntrusted(name, 60)).join(" or ")}${way}`];
}
/** Enterprises on github.com may have a name of their own behind a slash. */
function isOfGitHub(issuer) {
	return issuer === "https://token.actions.githubusercontent.com" || issuer.startsWith(`https://token.actions.githubusercontent.com/`);
}
// src/intoto/keys/keyless-identity.ts
/** `keyid_hash_algorithms` is written by older tools of in-toto and says nothing. */
const KEY_MEMBERS$1 = [
	"keyid",
	"keyid_hash_algorithms",
	"keytype",
	"scheme",
	"keyval"
];
const OTHER_MEMBERS = [
	"issuer",
	"identity",
	"identity_pattern",
	"trusted_root"
];
const SCHEME = "Fulcio";
const KEYTYPE = "sigstore-oidc";
/**
* Reads the key object of a keyless functionary: `{keytype, scheme, keyval: {issuer, identity | identity_pattern,
* <extension>: [value\u2026], trusted_root?}}`.
*
* @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING, KEY_UNSUPPORTED, KEY_UNREADABLE
*/
function parseKeylessIdentity(at) {
	for (const [name, member] of at.members()) if (!KEY_MEMBERS$1.includes(name)) throw unreadable(member, `has a member ${quoteUntrusted(name, 60)} that is not known`, "Constraints stand within keyval.");
	const schemeAt = at.member("scheme");
	if (schemeAt.string() !== SCHEME) throw new CoreError("KEY_UNSUPPORTED", `The scheme of a keyless functionary is ${quoteUntrusted(schemeAt.string(), 60)}.`, {
		at: schemeAt.where,
		hint: `Only ${SCHEME} is known.`
	});
	const value = at.member("keyval");
	const [exact, pattern] = [value.optional("identity"), value.optional("identity_pattern")];
	const subjectAt = exact ?? pattern;
	if (subjectAt === void 0 || exact !== void 0 && pattern !== void 0) throw unreadable(value, "names neither an identity nor a pattern of one, or both", "Give `identity` or `identity_pattern`.");
	const [issuer, text] = [value.member("issuer").string(), subjectAt.string()];
	if (issuer.length > LIMITS.patternLength || text.length > LIMITS.patternLength) throw unreadable(value, "has an issuer or an identity that is too long", "Write a shorter pattern.");
	if (!isPlain$1(issuer) || !isPlain$1(text)) throw unreadable(value, "has an empty issuer or identity, or one with white space", "Write the issuer and the identity as the certificate has them.");
	return identityOf(issuer, {
		kind: exact === void 0 ? "pattern" : "exact",
		text
	}, readConstraints(value), readTrustedRoot(value));
}
function readConstraints(value) {
	const constraints = /* @__PURE__ */ new Map();
	for (const [name, member] of value.members()) {
		if (OTHER_MEMBERS.includes(name)) continue;
		if (!isCertificateExtension(name)) throw unreadable(member, `has a constraint ${quoteUntrusted(name, 60)} that is not known`, "Verify with a version that knows it.");
		const values = member.strings(LIMITS.identityConstraints);
		if (values.some((pattern) => pattern.length > LIMITS.patternLength)) throw unreadable(member, `has the constraint ${name} with a value that is too long`, "Write a shorter pattern.");
		if (values.length === 0 || values.includes("")) throw unreadable(member, `has the constraint ${name} with nothing to fit`, "Give at least one value.");
		constraints.set(name, values);
	}
	return constraints;
}
function readTrustedRoot(value) {
	const at = value.optional("trusted_root");
	if (at === void 0) return void 0;
	const name = at.string();
	if (isRootName(name)) return name;
	throw unreadable(at, "names a trusted root by what can be no name of one", "Write public-good, github or custom.");
}
/** Makes a functionary by identity. @param trustedRoot name of the root that must vouch for it */
function identityOf(issuer, subject, constraints, trustedRoot) {
	const identity = {
		keyType: KEYTYPE,
		scheme: SCHEME,
		issuer,
		subject,
		constraints,
		trustedRoot
	};
	return {
		...identity,
		fingerprint: digestOf(members(identity))
	};
}
/** SHA-256 of the canonical key object; the only id that a keyless functionary can have. */
function keylessKeyId(identity) {
	return identity.fingerprint;
}
/** The key object for a layout. */
function encodeKeylessIdentity(identity) {
	return jsonObject({
		keyid: keylessKeyId(identity),
		...members(identity)
	});
}
/**
* Why a certificate is not the functionary's; empty when it is. The issuer and an exact identity must be equal, byte for
* byte; of each constraint one value must fit, and an extension that is not there fits nothing.
*
* A reusable workflow has one identity whoever calls it, and everybody may. So where the constraints do not say which
* workflow or repository calls, it must be the identity itself and its own repository.
*/
function identityMismatches(identity, certificate) {
	const { issuer, subject, constraints } = identity;
	const reasons = [];
	const differs = (what, found, wanted) => {
		reasons.push(`${what} is ${found === void 0 ? "not in the certificate" : quoteUntrusted(found)}, not ${wanted}`);
	};
	if (certificate.issuer !== issuer || issuer === "") differs("the issuer", certificate.issuer, quoteUntrusted(issuer));
	if (!(subject.kind === "exact" ? certificate.subject === subject.text : matchesIdentityPattern(subject.text, certificate.subject))) differs("the identity", certificate.subject, `${subject.kind === "exact" ? "" : "like "}${quoteUntrusted(subject.text)}`);
	for (const [name, patterns] of constraints) {
		const found = certificate.extensions.get(name);
		if (found !== void 0 && patterns.some((pattern) => matchesIdentityPattern(pattern, found))) continue;
		differs(name, found, firstOf(patterns.map((pattern) => quoteUntrusted(pattern)), LIMITS.sentenceNames).join(" or "));
	}
	if (!constraints.has("build_config_uri") && !constraints.has("source_repository_uri")) {
		const { build_config_uri: caller, source_repository_uri: repository } = Object.fromEntries(certificate.extensions);
		if (caller !== void 0 && caller !== certificate.subject) differs("the workflow that called it", caller, "the identity itself (constrain build_config_uri to allow others)");
		if (repository !== void 0 && !certificate.subject.startsWith(`${repository}/`)) differs("the repository of the run", repository, "that of the identity (constrain source_repository_uri to allow others)");
	}
	return reasons;
}
function members({ issuer, subject, constraints, trustedRoot }) {
	return {
		keytype: KEYTYPE,
		keyval: jsonObject({
			issuer,
			[subject.kind === "exact" ? "identity" : "identity_pattern"]: subject.text,
			...Object.fromEntries(constraints),
			...trustedRoot === void 0 ? {} : { trusted_root: trustedRoot }
		}),
		scheme: SCHEME
	};
}
function digestOf(object) {
	return sha256Hex(canonicalJson(jsonObject(object)));
}
function isPlain$1(text) {
	return text !== "" && !/[\s\p{Cc}]/u.test(text);
}
function unreadable(at, what, hint) {
	return new CoreError("KEY_UNREADABLE", `A keyless functionary ${what}.`, {
		at: at.where,
		hint
	});
}
// src/intoto/keys/key-errors.ts
/** KEY_UNREADABLE. */
function unreadableKey(message, at, hint, cause) {
	return new CoreError("KEY_UNREADABLE", message, {
		at,
		cause,
		hint: hint ?? "Give one public key in PEM form: -----BEGIN PUBLIC KEY----- \u2026 -----END PUBLIC KEY-----."
	});
}
/** KEY_UNSUPPORTED. */
function unsupportedKey(message, at, hint) {
	return new CoreError("KEY_UNSUPPORTED", message, {
		at,
		hint: hint ?? "Use Ed25519, ECDSA on P-256, P-384 or P-521, or RSA with at least 2048 bits."
	});
}
/** The same for GPG keys, which come as PEM-like files and as key objects. */
function gpgKey(at) {
	return unsupportedKey("GPG keys are not supported.", at, "Use a key in PEM form instead of the GPG key.");
}
// src/intoto/keys/known-keys.ts
/** Characters of a text that is kept; the largest key has some three thousand. */
const KEPT_TEXT = 4096;
/** Keys that are kept. */
const KEPT$1 = 256;
/** Keys that were read lately, by all that they were read from. */
var KnownKeys = class {
	#keys = /* @__PURE__ */ new Map();
	/**
	* @param text all that decides which key it is
	* @throws what reading it throws, which is never kept
	*/
	of(text, read) {
		const known = this.#keys.get(text);
		if (known !== void 0) return known;
		const key = read();
		if (text.length > KEPT_TEXT) return key;
		if (this.#keys.size === KEPT$1) this.#keys.clear();
		this.#keys.set(text, key);
		return key;
	}
};
// src/intoto/keys/der.ts
const TAG = {
	integer: 2,
	bitString: 3,
	octetString: 4,
	null: 5,
	objectIdentifier: 6,
	sequence: 48
};
/** Reads elements one after the other. What is not DER throws KEY_UNREADABLE. */
var DerReader = class DerReader {
	#bytes;
	#where;
	#position = 0;
	constructor(bytes, where) {
		this.#bytes = bytes;
		this.#where = where;
	}
	/** The tag of what comes next, undefined at the end. */
	get next() {
		return this.#bytes[this.#position];
	}
	/** The content of the next element, which must have this tag. @throws KEY_UNREADABLE */
	content(tag) {
		if (this.next !== tag) throw this.#refuse();
		const length = this.#length();
		const start = this.#position;
		if (length > this.#bytes.length - start) throw this.#refuse();
		this.#position = start + length;
		return this.#bytes.subarray(start, this.#position);
	}
	/** A reader of what is in the next element. @throws KEY_UNREADABLE */
	within(tag) {
		return new DerReader(this.content(tag), this.#where);
	}
	/** A non-negative integer, its bytes without the sign. @throws KEY_UNREADABLE */
	integer() {
		const bytes = this.content(TAG.integer);
		const [first, second = 255] = bytes;
		if (first === void 0 || first > 127 || first === 0 && second < 128) throw this.#refuse();
		return first === 0 ? bytes.subarray(1) : bytes;
	}
	/** An object identifier, as the hex of its content. @throws KEY_UNREADABLE */
	objectIdentifier() {
		return toHex(this.content(TAG.objectIdentifier));
	}
	/** A bit string of whole bytes. @throws KEY_UNREADABLE */
	bitString() {
		const bytes = this.content(TAG.bitString);
		if (bytes[0] !== 0) throw this.#refuse();
		return bytes.subarray(1);
	}
	/** What is left. */
	rest() {
		return this.#bytes.subarray(this.#position);
	}
	/** @throws KEY_UNREADABLE when something is left */
	end() {
		if (this.next !== void 0) throw this.#refuse();
	}
	/** Steps over tag and length. */
	#length() {
		const first = this.#bytes[this.#position + 1];
		this.#position += 2;
		if (first === void 0) throw this.#refuse();
		if (first < 128) return first;
		const count = first - 128;
		let length = 0;
		for (const byte of this.#bytes.subarray(this.#position, this.#position + count)) length = length * 256 + byte;
		this.#position += count;
		if (length < 128 || length < 256 ** (count - 1)) throw this.#refuse();
		return length;
	}
	#refuse() {
		return unreadableKey("The PEM block holds more than a key, or a key that is not in DER form.", this.#where);
	}
};
/** One element. */
function derElement(tag, ...parts) {
	const content = concatBytes(...parts);
	return concatBytes(new Uint8Array([tag, ...lengthBytes(content.length)]), content);
}
/** A non-negative integer. */
function derInteger(value) {
	const bytes = bytesOfNumber(value);
	return derElement(TAG.integer, bytes[0] > 127 ? /* @__PURE__ */ new Uint8Array(1) : /* @__PURE__ */ new Uint8Array(), bytes);
}
function lengthBytes(length) {
	if (length < 128) return [length];
	return length < 256 ? [129, length] : [
		130,
		length >> 8,
		length & 255
	];
}
/** The number that bytes spell, the most significant first. */
function numberOfBytes(bytes) {
	return BigInt(`0x0${toHex(bytes)}`);
}
/** The bytes of a number, the most significant first: as few as do, or as many as told. */
function bytesOfNumber(value, length) {
	const hex = value.toString(16);
	const digits = length === void 0 ? hex.length + hex.length % 2 : length * 2;
	return Uint8Array.from(hex.padStart(digits, "0").match(/../g), (pair) => Number.parseInt(pair, 16));
}
// src/intoto/keys/ed25519-point.ts
const PRIME = 2n ** 255n - 19n;
const SIGN_BIT = 2n ** 255n;
/** The y of a point of order 8; the other one is its negative. */
const Y_OF_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
/** The y of all eight points whose order divides 8. Of each x only the sign is written, which does not matter here. */
const SMALL_ORDER = [
	0n,
	1n,
	PRIME - 1n,
	Y_OF_ORDER_8,
	PRIME - Y_OF_ORDER_8
];
/**
* Says why 32 bytes must not be trusted as an Ed25519 public key, or undefined when nothing speaks against it.
*
* A key of small order accepts signatures that nobody made: with OpenSSL 3.0 one fixed signature holds for every
* message, OpenSSL 3.5 refuses. A verdict must not depend on that. A y that is not reduced (RFC 8032, 5.1.3) is a second
* spelling of a key.
*/
function ed25519Weakness(raw) {
	const y = numberOfBytes(raw.toReversed()) % SIGN_BIT;
	if (y >= PRIME) return "The Ed25519 key is not in its one correct encoding.";
	return SMALL_ORDER.includes(y) ? "The Ed25519 key is a point of small order, which accepts forged signatures." : void 0;
}
// src/intoto/keys/schemes.ts
const ecdsa = (bits, curve) => ({
	keyType: "ecdsa",
	hash: `sha${bits}`,
	curve
});
const rsa = (padding, bits) => ({
	keyType: "rsa",
	hash: `sha${bits}`,
	hashBytes: bits / 8,
	padding
});
const SCHEMES$1 = {
	ed25519: { keyType: "ed25519" },
	"ecdsa-sha2-nistp256": ecdsa(256, "prime256v1"),
	"ecdsa-sha2-nistp384": ecdsa(384, "secp384r1"),
	"ecdsa-sha2-nistp521": ecdsa(512, "secp521r1"),
	"rsassa-pss-sha224": rsa("pss", 224),
	"rsassa-pss-sha256": rsa("pss", 256),
	"rsassa-pss-sha384": rsa("pss", 384),
	"rsassa-pss-sha512": rsa("pss", 512),
	"rsa-pkcs1v15-sha224": rsa("pkcs1v15", 224),
	"rsa-pkcs1v15-sha256": rsa("pkcs1v15", 256),
	"rsa-pkcs1v15-sha384": rsa("pkcs1v15", 384),
	"rsa-pkcs1v15-sha512": rsa("pkcs1v15", 512)
};
/** True for a scheme of the table, and narrows. */
function isScheme(text) {
	return Object.hasOwn(SCHEMES$1, text);
}
/**
* Whether `keytype` and `scheme` of a key object go together. Older ECDSA keys repeat their scheme as their type, and
* then it must be the same one: in-toto-python reads no other pair.
*/
function isTypeOfScheme(keyType, scheme) {
	const known = SCHEMES$1[scheme].keyType;
	return keyType === known || known === "ecdsa" && keyType === scheme;
}
/** True for every `keytype` that goes with some scheme. */
function isKnownKeyType(keyType) {
	return Object.keys(SCHEMES$1).some((scheme) => isTypeOfScheme(keyType, scheme));
}
// src/intoto/keys/curves.ts
const CURVES = [
	{
		name: "prime256v1",
		identifier: "2a8648ce3d030107",
		prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
		b: 41058363725152142129326129780047268409114441015993725554835256314039467401291n,
		generator: [48439561293906451759052585252797914202762949526041747995844080717082404635286n, 36134250956749795798585127919587881956611106672985015071877198253568414405109n],
		order: 115792089210356248762697446949407573529996955224135760342422259061068512044369n,
		seed: "c49d360886e704936a6678e1139d26b7819f7e90",
		bytes: 32
	},
	{
		name: "secp384r1",
		identifier: "2b81040022",
		prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
		b: 27580193559959705877849011840389048093056905856361568521428707301988689241309860865136260764883745107765439761230575n,
		generator: [26247035095799689268623156744566981891852923491109213387815615900925518854738050089022388053975719786650872476732087n, 8325710961489029985546751289520108179287853048861315594709205902480503199884419224438643760392947333078086511627871n],
		order: 39402006196394479212279040100143613805079739270465446667946905279627659399113263569398956308152294913554433653942643n,
		seed: "a335926aa319a27a1d00896a6773a4827acdac73",
		bytes: 48
	},
	{
		name: "secp521r1",
		identifier: "2b81040023",
		prime: 2n ** 521n - 1n,
		b: 1093849038073734274511112390766805569936207598951683748994586394495953116150735016013708737573759623248592132296706313309438452531591012912142327488478985984n,
		generator: [2661740802050217063228768716723360960729859168756973147706671368418802944996427808491545080627771902352094241225065558662157113545570916814161637315895999846n, 3757180025770020463545507224491183603594455134769762486694567779615544477440556316691234405012945539562144444537289428522585666729196580810124344277578376784n],
		order: 6864797660130609714981900799081393217269435300143305409394463459185543183397655394245057746333217197532963996371363321113864768612440380340372808892707005449n,
		seed: "d09e8800291cb85396cc6717393284aaa0da64ba",
		bytes: 66
	}
];
/** The uncompressed form of a point, whatever form it comes in; undefined when it is not a point of the curve. */
function uncompressedPoint(curve, bytes) {
	const size = curve.bytes;
	const [form] = bytes;
	const x = numberOfBytes(bytes.subarray(1, 1 + size));
	if (x >= curve.prime) return void 0;
	if (bytes.length === 1 + size && (form === 2 || form === 3)) {
		const root = power(squareOfY(curve, x), (curve.prime + 1n) / 4n, curve.prime);
		const y = root % 2n === BigInt(form - 2) ? root : curve.prime - root;
		return isOnCurve(curve, x, y) ? pointBytes(curve, [x, y]) : void 0;
	}
	if (bytes.length !== 1 + 2 * size) return void 0;
	const y = numberOfBytes(bytes.subarray(1 + size));
	if (form !== 4 && form !== 6 + Number(y % 2n)) return void 0;
	return y < curve.prime && isOnCurve(curve, x, y) ? pointBytes(curve, [x, y]) : void 0;
}
/**
* The curve that parameters of an elliptic curve key stand for: its name, or the curve spelled out as OpenSSL does, with
* the seed or without.
*/
function curveOfParameters(parameters) {
	const form = toHex(parameters);
	return CURVES.find((curve) => toHex(curveName(curve)) === form) ?? (spelledOut ??= allSpelledOut()).get(form);
}
/** The parameters that name a curve. */
function curveName(curve) {
	return derElement(TAG.objectIdentifier, fromHex(curve.identifier));
}
const PRIME_FIELD = fromHex("2a8648ce3d0101");
/** ECParameters (RFC 3279, 2.3.5). */
function explicitParameters(curve, seeded) {
	const { prime, b, generator, order, seed, bytes } = curve;
	return derElement(TAG.sequence, derInteger(1n), derElement(TAG.sequence, derElement(TAG.objectIdentifier, PRIME_FIELD), derInteger(prime)), derElement(TAG.sequence, derElement(TAG.octetString, bytesOfNumber(prime - 3n, bytes)), derElement(TAG.octetString, bytesOfNumber(b, bytes)), seeded ? derElement(TAG.bitString, /* @__PURE__ */ new Uint8Array(1), fromHex(seed)) : /* @__PURE__ */ new Uint8Array()), derElement(TAG.octetString, pointBytes(curve, generator)), derInteger(order), derInteger(1n));
}
function pointBytes({ bytes }, [x, y]) {
	return concatBytes(new Uint8Array([4]), bytesOfNumber(x, bytes), bytesOfNumber(y, bytes));
}
function isOnCurve(curve, x, y) {
	return y * y % curve.prime === squareOfY(curve, x);
}
/** Never negative: x\u00b3 - 3x + b is not for any x of 0 and above, since b is far above 2. */
function squareOfY({ prime, b }, x) {
	return (x * x * x - 3n * x + b) % prime;
}
function power(base, exponent, modulus) {
	let result = 1n;
	for (const bit of exponent.toString(2)) {
		result = result * result % modulus;
		if (bit === "1") result = result * base % modulus;
	}
	return result;
}
/** Made for the first key that does not name its curve, as hardly any does: making it takes 1 ms. */
let spelledOut;
function allSpelledOut() {
	return new Map(CURVES.flatMap((curve) => [true, false].map((seeded) => [toHex(explicitParameters(curve, seeded)), curve])));
}
// src/intoto/keys/pss-restrictions.ts
const MASK_GENERATION_1 = identifier("2a864886f70d010108");
const HASHES = [
	{
		name: "sha224",
		bytes: 28,
		algorithm: hashAlgorithm("608648016503040204")
	},
	{
		name: "sha256",
		bytes: 32,
		algorithm: hashAlgorithm("608648016503040201")
	},
	{
		name: "sha384",
		bytes: 48,
		algorithm: hashAlgorithm("608648016503040202")
	},
	{
		name: "sha512",
		bytes: 64,
		algorithm: hashAlgorithm("608648016503040203")
	}
];
/** DER leaves the default out. */
const DEFAULT_SALT_LENGTH = 20;
/**
* What the parameters of the algorithm, as OpenSSL writes them, restrict a key to. A scheme has one hash for message and
* mask, and signers salt with as many bytes as that hash has, so a key may demand no longer salt.
*/
function pssHash(parameters) {
	if (parameters.length === 0) return "any";
	const found = toHex(parameters);
	const saltLengths = [DEFAULT_SALT_LENGTH, parameters.at(-1)];
	return HASHES.find(({ bytes, algorithm }) => saltLengths.some((length) => length <= bytes && found === toHex(restrictions(algorithm, length))))?.name ?? "other";
}
function restrictions(algorithm, saltLength) {
	return derElement(TAG.sequence, derElement(160, algorithm), derElement(161, derElement(TAG.sequence, MASK_GENERATION_1, algorithm)), saltLength === DEFAULT_SALT_LENGTH ? /* @__PURE__ */ new Uint8Array() : derElement(162, derInteger(BigInt(saltLength))));
}
function hashAlgorithm(hex) {
	return derElement(TAG.sequence, identifier(hex), derElement(TAG.null));
}
function identifier(hex) {
	return derElement(TAG.objectIdentifier, fromHex(hex));
}
// src/intoto/keys/spki.ts
const ALGORITHMS = {
	rsa: "2a864886f70d010101",
	"rsa-pss": "2a864886f70d01010a",
	ec: "2a8648ce3d0201",
	ed25519: "2b6570"
};
/** Types that OpenSSL reads and no scheme uses, for messages. */
const OTHER_ALGORITHMS = /* @__PURE__ */ new Map([
	["2a8648ce380401", "dsa"],
	["2a864886f70d010301", "dh"],
	["2b656e", "x25519"],
	["2b656f", "x448"],
	["2b6571", "ed448"],
	["608648016503040311", "ml-dsa-44"],
	["608648016503040312", "ml-dsa-65"],
	["608648016503040313", "ml-dsa-87"]
]);
/** Curves that OpenSSL reads and no scheme uses, the frequent ones, for messages. */
const OTHER_CURVES = /* @__PURE__ */ new Map([
	["06052b8104000a", "secp256k1"],
	["06052b81040021", "secp224r1"],
	["06082a8648ce3d030101", "prime192v1"],
	["06092b2403030208010107", "brainpoolP256r1"],
	["06092b240303020801010b", "brainpoolP384r1"],
	["06092b240303020801010d", "brainpoolP512r1"],
	["06082a811ccf5501822d", "SM2"]
]);
const ED25519_BYTES = 32;
/**
* Reads a SubjectPublicKeyInfo.
*
* @throws KEY_UNREADABLE
*/
function readSpki(der, where) {
	const outer = new DerReader(der, where);
	const spki = outer.within(TAG.sequence);
	outer.end();
	const algorithm = spki.within(TAG.sequence);
	const key = spki.bitString();
	spki.end();
	const identifier = algorithm.objectIdentifier();
	switch (identifier) {
		case ALGORITHMS.rsa:
			if (algorithm.content(TAG.null).length > 0) throw noKey(where);
			algorithm.end();
			return {
				type: "rsa",
				...rsaNumbers(key, where)
			};
		case ALGORITHMS["rsa-pss"]: return {
			type: "rsa-pss",
			hash: pssHash(algorithm.rest()),
			...rsaNumbers(key, where)
		};
		case ALGORITHMS.ec: return ecKey(algorithm.rest(), key, where);
		case ALGORITHMS.ed25519:
			algorithm.end();
			if (key.length !== ED25519_BYTES) throw noKey(where);
			return {
				type: "ed25519",
				raw: key
			};
		default: {
			const name = OTHER_ALGORITHMS.get(identifier);
			if (name === void 0) throw noKey(where);
			return {
				type: "other",
				name
			};
		}
	}
}
/** The one form of each key: curves by name, points uncompressed, RSA without the mark "for PSS". */
function writeSpki(key) {
	switch (key.type) {
		case "rsa":
		case "rsa-pss": return spkiOf(ALGORITHMS.rsa, derElement(TAG.null), key.pkcs1);
		case "ec": return spkiOf(ALGORITHMS.ec, curveName(key.curve), key.point);
		case "ed25519": return spkiOf(ALGORITHMS.ed25519, /* @__PURE__ */ new Uint8Array(), key.raw);
	}
}
/** A key in words, for messages. */
function describeSpki(key) {
	if (key.type === "other") return `A key of type ${key.name}`;
	return key.type === "ec" ? `A key of type ec on curve ${key.curve.name}` : `A key of type ${key.type}`;
}
function spkiOf(identifier, parameters, key) {
	const algorithm = derElement(TAG.sequence, concatBytes(derElement(TAG.objectIdentifier, fromHex(identifier)), parameters));
	return derElement(TAG.sequence, algorithm, derElement(TAG.bitString, /* @__PURE__ */ new Uint8Array(1), key));
}
function rsaNumbers(pkcs1, where) {
	const outer = new DerReader(pkcs1, where);
	const numbers = outer.within(TAG.sequence);
	outer.end();
	const [modulus, exponent] = [numbers.integer(), numbers.integer()];
	numbers.end();
	return {
		bits: modulus.length * 8 - (modulus.length === 0 ? 0 : Math.clz32(modulus[0]) - 24),
		exponent: numberOfBytes(exponent),
		pkcs1
	};
}
function ecKey(parameters, key, where) {
	const curve = curveOfParameters(parameters);
	if (curve === void 0) {
		const name = OTHER_CURVES.get(toHex(parameters));
		return {
			type: "other",
			name: name === void 0 ? "ec" : `ec on curve ${name}`
		};
	}
	const point = uncompressedPoint(curve, key);
	if (point === void 0) throw noKey(where);
	return {
		type: "ec",
		curve,
		point
	};
}
function noKey(where) {
	return unreadableKey("The PEM block holds no public key that OpenSSL can read.", where);
}
// src/intoto/keys/normal-form.ts
const RSA_BITS = {
	least: 2048,
	most: 16384
};
/** crypto/rsa of Go takes none above. */
const RSA_LARGEST_EXPONENT = 2n ** 31n - 1n;
/**
* The SPKI of a key in its one form, after checking that the key is strong enough and fits the scheme.
*
* @throws KEY_UNSUPPORTED
*/
function normalForm(key, scheme, where) {
	const parameters = SCHEMES$1[scheme];
	switch (key.type) {
		case "rsa":
			checkRsa(key, where);
			if (parameters.keyType === "rsa") return writeSpki(key);
			break;
		case "rsa-pss":
			checkRsa(key, where);
			if (parameters.keyType === "rsa" && parameters.padding === "pss" && ["any", parameters.hash].includes(key.hash)) return writeSpki(key);
			break;
		case "ec":
			if (parameters.keyType === "ecdsa" && key.curve.name === parameters.curve) return writeSpki(key);
			break;
		case "ed25519": if (parameters.keyType === "ed25519") {
			const weakness = ed25519Weakness(key.raw);
			if (weakness !== void 0) throw unsupportedKey(weakness, where, "Make a new key; this one was not generated.");
			return writeSpki(key);
		}
	}
	throw unsupportedKey(`${describeSpki(key)} does not fit the scheme ${scheme}.`, where);
}
/**
* The scheme of a key that comes without one.
*
* @throws KEY_UNSUPPORTED
*/
function defaultScheme(key, where) {
	switch (key.type) {
		case "rsa": return "rsassa-pss-sha256";
		case "rsa-pss":
			if (key.hash === "other") break;
			return `rsassa-pss-${key.hash === "any" ? "sha256" : key.hash}`;
		case "ec": return SCHEME_OF_CURVE[key.curve.name];
		case "ed25519": return "ed25519";
	}
	throw unsupportedKey(`${describeSpki(key)} is not supported.`, where);
}
const SCHEME_OF_CURVE = {
	prime256v1: "ecdsa-sha2-nistp256",
	secp384r1: "ecdsa-sha2-nistp384",
	secp521r1: "ecdsa-sha2-nistp521"
};
function checkRsa({ bits, exponent }, where) {
	if (bits < RSA_BITS.least || bits > RSA_BITS.most) throw unsupportedKey(`The RSA key has ${bits} bits; ${RSA_BITS.least} to ${RSA_BITS.most} are accepted.`, where);
	if (exponent < 3n || exponent > RSA_LARGEST_EXPONENT || exponent % 2n === 0n) throw unsupportedKey("The RSA key has a public exponent that is even, below 3 or above 2^31 - 1.", where);
}
// src/intoto/bytes/bytes.ts
/** How many bytes a text in base64 stands for, and at most when it is not base64. */
function decodedLength(text) {
	return Math.floor(lengthWithoutPadding(text) * 3 / 4);
}
/** The length of a text in base64 up to its padding. */
function lengthWithoutPadding(text) {
	if (!text.endsWith("=")) return text.length;
	return text.length - (text.endsWith("==") ? 2 : 1);
}
// src/intoto/bytes/portable-bytes.ts
const PORTABLE_BYTES = {
	find: (bytes, wanted, start) => {
		const [first] = wanted;
		if (first === void 0) return start;
		let from = bytes.indexOf(first, start);
		while (from >= 0) {
			if (isAt(bytes, wanted, from)) return from;
			from = bytes.indexOf(first, from + 1);
		}
		return -1;
	},
	equal: (a, b) => a.length === b.length && isAt(a, b, 0),
	compares: (a, b) => (atFirst, atSecond, length) => {
		for (let index = 0; index < length; index += 1) if (a[atFirst + index] !== b[atSecond + index]) return false;
		return true;
	},
	isUtf8,
	texts: (bytes) => (start, end) => DECODER$1.decode(bytes.subarray(start, end)),
	encodeBase64,
	decodeBase64: decodeBase64$1
};
const DECODER$1 = new TextDecoder("utf-8", { ignoreBOM: true });
const STRICT_DECODER = new TextDecoder("utf-8", {
	ignoreBOM: true,
	fatal: true
});
/** Enough at once to be fast, and few enough that the text, which nobody reads, is small. */
const PIECE$2 = 1 << 20;
function isAt(bytes, wanted, from) {
	for (let index = 0; index < wanted.length; index += 1) if (bytes[from + index] !== wanted[index]) return false;
	return true;
}
function isUtf8(bytes) {
	let start = 0;
	try {
		while (start < bytes.length) {
			let end = Math.min(start + PIECE$2, bytes.length);
			for (let back = 0; back < 3 && isContinuation$1(bytes[end]); back += 1) end -= 1;
			STRICT_DECODER.decode(bytes.subarray(start, end));
			start = end;
		}
		return true;
	} catch {
		return false;
	}
}
function isContinuation$1(byte) {
	return byte !== void 0 && byte >> 6 === 2;
}
const UTF8$9 = new TextEncoder();
const ALPHABET = UTF8$9.encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = 61;
const ZERO_DIGIT = 65;
const NO_DIGIT = 255;
/** What characters mean: of the first alphabet, and of the one that is safe in addresses. */
const [STANDARD$1, URL_SAFE] = ["+/", "-_"].map((special) => {
	const values = (/* @__PURE__ */ new Uint8Array(256)).fill(NO_DIGIT);
	ALPHABET.subarray(0, 62).forEach((character, value) => values[character] = value);
	values[special.charCodeAt(0)] = 62;
	values[special.charCodeAt(1)] = 63;
	return values;
});
function encodeBase64(bytes) {
	const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
	let length = 0;
	for (let index = 0; index < bytes.length; index += 3) {
		const three = bytes[index] << 16 | (bytes[index + 1] ?? 0) << 8 | (bytes[index + 2] ?? 0);
		out[length] = ALPHABET[three >> 18];
		out[length + 1] = ALPHABET[three >> 12 & 63];
		out[length + 2] = ALPHABET[three >> 6 & 63];
		out[length + 3] = ALPHABET[three & 63];
		length += 4;
	}
	return DECODER$1.decode(out.fill(PADDING, Math.ceil(bytes.length * 4 / 3)));
}
function decodeBase64$1(text, into) {
	const end = lengthWithoutPadding(text);
	const over = end % 4;
	if (over === 1 || end < text.length && text.length % 4 !== 0) return void 0;
	const values = text.includes("-") || text.includes("_") ? URL_SAFE : STANDARD$1;
	const digits = new Uint8Array(end + 4);
	UTF8$9.encodeInto(text, digits);
	digits.fill(ZERO_DIGIT, end);
	let length = 0;
	let four = 0;
	for (let index = 0; index < end; index += 4) {
		const a = values[digits[index]];
		const b = values[digits[index + 1]];
		const c = values[digits[index + 2]];
		const d = values[digits[index + 3]];
		if ((a | b | c | d) > 63) return void 0;
		four = a << 18 | b << 12 | c << 6 | d;
		into[length] = four >> 16;
		into[length + 1] = four >> 8;
		into[length + 2] = four;
		length += 3;
	}
	if (over === 0) return length;
	return (four & (over === 2 ? 65535 : 255)) === 0 ? length - (4 - over) : void 0;
}
// src/intoto/keys/spki-pem.ts
const BEGIN = "-----BEGIN ";
const LABEL = /-----BEGIN ([^\r\n-]{0,64})-----/;
const PRIVATE = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/;
const PUBLIC_BLOCK = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/;
/**
* The bytes of the one public key (SPKI) in a PEM text. Text around the block and either form of line ending are allowed.
*
* @throws KEY_UNREADABLE, KEY_NOT_PUBLIC, KEY_UNSUPPORTED for a GPG key
*/
function derOfPem(text, where) {
	if (text.length > LIMITS.smallFileBytes) throw unreadableKey(`The text has ${text.length} characters, too many for a key.`, where);
	if (text.includes("\0")) throw unreadableKey("The text holds NUL characters, as files in UTF-16 and binary files do.", where);
	if (PRIVATE.test(text)) throw new CoreError("KEY_NOT_PUBLIC", "A public key is needed here; this is a private key.", {
		at: where,
		hint: "Give the public key, usually the file ending in .pub."
	});
	const blocks = text.split(BEGIN).length - 1;
	if (blocks !== 1) throw unreadableKey(`Found ${blocks} PEM blocks where one public key is needed.`, where);
	const label = LABEL.exec(text)?.[1];
	if (label !== void 0 && label !== "PUBLIC KEY") throw otherBlock(label, where);
	const base64 = PUBLIC_BLOCK.exec(text)?.[1]?.replace(/\s+/g, "");
	const der = new Uint8Array(decodedLength(base64 ?? ""));
	if (base64 === void 0 || base64.length % 4 !== 0 || PORTABLE_BYTES.decodeBase64(base64, der) === void 0) throw unreadableKey("The PEM block is damaged.", where);
	return der;
}
/** A PEM block as OpenSSL writes it: lines of 64 characters, LF, one at the end. */
function pemOfDer(der) {
	return [
		"-----BEGIN PUBLIC KEY-----",
		...PORTABLE_BYTES.encodeBase64(der).match(/.{1,64}/g),
		"-----END PUBLIC KEY-----",
		""
	].join("\n");
}
function otherBlock(label, where) {
	switch (label) {
		case "CERTIFICATE": return unreadableKey("This is a certificate. Certificates are not read as keys, because nothing would check who issued them.", where, "Take the key out of it: openssl x509 -pubkey -noout -in FILE");
		case "RSA PUBLIC KEY": return unreadableKey("This is a public key in the older form PKCS#1.", where, "Rewrite it: openssl rsa -RSAPublicKey_in -pubout -in FILE");
		case "PGP PUBLIC KEY BLOCK": return gpgKey(where);
		default: return unreadableKey(`Found a PEM block ${quoteUntrusted(label)}.`, where);
	}
}
// src/intoto/keys/public-key.ts
/** Keys of key objects, by scheme and text, and keys of PEM files. */
const [OF_OBJECTS, OF_PEM] = [new KnownKeys(), new KnownKeys()];
/**
* The key object of a layout (in-toto v1.0, 4.2): `{keytype, scheme, keyval: {public}}`. The public key is 64
* hexadecimal digits for Ed25519 and PEM for the others.
*
* @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, KEY_UNSUPPORTED, KEY_UNREADABLE, KEY_NOT_PUBLIC
*/
function parsePublicKey(at) {
	switch (kindOfKey(at)) {
		case "gpg": throw gpgKey(at.where);
		case "keyless": throw unsupportedKey("This is a keyless functionary; this version does not verify those.", at.where, "Name a functionary with a key, or verify with a version that knows keyless functionaries.");
		case "public-key": return parseKeptKey(at);
	}
}
function parseKeptKey(at) {
	const [typeAt, schemeAt, value] = [
		at.member("keytype"),
		at.member("scheme"),
		at.member("keyval")
	];
	const [keyType, scheme] = [typeAt.string(), schemeAt.string()];
	if (!isKnownKeyType(keyType)) throw unsupportedKey(`The key type is ${quoteUntrusted(keyType)}.`, typeAt.where);
	if (!isScheme(scheme)) throw unsupportedKey(`The signature scheme is ${quoteUntrusted(scheme)}.`, schemeAt.where);
	if (!isTypeOfScheme(keyType, scheme)) throw unsupportedKey(`The key type is ${keyType} and the scheme ${scheme}; they do not go together.`, schemeAt.where);
	const secret = value.optional("private");
	if (secret !== void 0 && secret.value !== "") throw new CoreError("KEY_NOT_PUBLIC", "The key object holds a private key.", {
		at: secret.where,
		hint: "Treat that key as leaked: replace it, and write only public keys into metadata."
	});
	const publicAt = value.member("public");
	const text = publicAt.string();
	const read = scheme === "ed25519" ? ed25519FromHex : keyOfPem;
	return OF_OBJECTS.of(`${scheme} ${text}`, () => makePublicKey(read(text, publicAt.where), scheme, publicAt.where));
}
/**
* A public key in PEM form (SPKI), with the default scheme of its type: rsassa-pss-sha256 for RSA, as in-toto-python
* and in-toto-golang choose. The text may hold other things than a key, but only one PEM block.
*
* @throws KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
*/
function publicKeyFromPem(pem, source) {
	return OF_PEM.of(pem, () => {
		const where = escapeUntrusted(source);
		return withDefaultScheme(keyOfPem(pem, where), where);
	});
}
/** The same for the bytes of an SPKI (DER). @throws KEY_UNREADABLE, KEY_UNSUPPORTED */
function publicKeyFromSpki(der, source) {
	const where = escapeUntrusted(source);
	return withDefaultScheme(readSpki(der, where), where);
}
/**
* The key object for a layout (in-toto v1.0, 4.2). Both in-toto-python and in-toto-golang want `keyid` inside. Python
* carries along members that it does not know; golang refuses them, and writes `keyid_hash_algorithms` as null where it
* is absent before it checks the signature of a Metablock, which then fails. So it is always there unless the form
* `current` is asked for, and `private`, which golang would have empty, is not.
*
* @param form The object from which `keyIdOf` computes the key id of that form, for tools that compute it again:
* `current` is the entry that in-toto-python writes, `legacy` that of in-toto-golang. Left out, the object is for all.
*/
function encodePublicKey(key, keyId, form) {
	return jsonObject({
		keyid: keyId,
		...keyMembers(key, form)
	});
}
/** The key object without `keyid`; with a form, what `keyIdOf` digests. */
function keyMembers(key, form) {
	const text = publicText(key);
	return {
		keyid_hash_algorithms: form === "current" ? void 0 : ["sha256", "sha512"],
		keytype: key.keyType,
		keyval: jsonObject({ public: form === "legacy" ? text.trimEnd() : text }),
		scheme: key.scheme
	};
}
/** The value of `keyval.public`: hex for Ed25519, PEM for the others. */
function publicText(key) {
	return key.keyType === "ed25519" ? toHex(key.spki.subarray(-32)) : key.pem;
}
function withDefaultScheme(key, where) {
	return makePublicKey(key, defaultScheme(key, where), where);
}
function makePublicKey(key, scheme, where) {
	const spki = normalForm(key, scheme, where);
	return {
		keyType: SCHEMES$1[scheme].keyType,
		scheme,
		spki,
		pem: pemOfDer(spki),
		fingerprint: sha256Hex(spki)
	};
}
function keyOfPem(pem, where) {
	return readSpki(derOfPem(pem, where), where);
}
function ed25519FromHex(hex, where) {
	if (!/^[0-9a-fA-F]{64}$/.test(hex)) throw unreadableKey("An Ed25519 key has 64 hexadecimal digits.", where, "Give the 32 bytes of the key in hex.");
	return {
		type: "ed25519",
		raw: fromHex(hex)
	};
}
// src/intoto/keys/functionary-key.ts
/** True for an identity. */
function isKeyless(key) {
	return key.keyType === "sigstore-oidc";
}
/** Reads a key object of a layout. @throws what `parsePublicKey` and `parseKeylessIdentity` throw */
function parseFunctionaryKey(at) {
	return kindOfKey(at) === "keyless" ? parseKeylessIdentity(at) : parsePublicKey(at);
}
/** The key object for a layout. */
function encodeFunctionaryKey(key, keyId) {
	return isKeyless(key) ? encodeKeylessIdentity(key) : encodePublicKey(key, keyId);
}
// src/intoto/rules/pattern-tokens.ts
const ANY_CHARACTER = {
	ranges: [],
	negated: true
};
/** Whether a code point passes a test. */
function passes({ ranges, negated }, codePoint) {
	return ranges.some(([low, high]) => low <= codePoint && codePoint <= high) !== negated;
}
/** The element that one character fits, and no other. */
function literalToken(character) {
	return codePointOf(character);
}
/** Any element but a star, as a test. */
function testOf(token) {
	return typeof token === "number" ? {
		ranges: [[token, token]],
		negated: false
	} : token;
}
/** The elements of a pattern in the dialect of Python's fnmatch; several stars in a row are one. */
function patternTokens(source) {
	const characters = [...source];
	const tokens = [];
	let index = 0;
	while (index < characters.length) {
		const character = characters[index];
		index += 1;
		if (character === "*") {
			if (tokens.at(-1) !== "*") tokens.push("*");
		} else if (character === "?") tokens.push(ANY_CHARACTER);
		else if (character === "[") {
			const end = endOfClass(characters, index);
			if (end === void 0) tokens.push(literalToken("["));
			else {
				tokens.push(characterClass(characters.slice(index, end)));
				index = end + 1;
			}
		} else tokens.push(literalToken(character));
	}
	return tokens;
}
/** The position of the `]` that closes a class. One that comes first, after `!` too, belongs to the class. */
function endOfClass(characters, start) {
	let from = start;
	if (characters[from] === "!") from += 1;
	if (characters[from] === "]") from += 1;
	const end = characters.indexOf("]", from);
	return end === -1 ? void 0 : end;
}
/**
* Python splits a class at those hyphens that make a range and drops ranges that run backwards; what is left may be
* empty, and then matches nothing, or anything when negated.
*/
function characterClass(body) {
	const negated = body[0] === "!";
	const members = negated ? body.slice(1) : body;
	const ranges = [];
	let index = 0;
	while (index < members.length) {
		const low = codePointOf(members[index]);
		if (members[index + 1] === "-" && index + 2 < members.length) {
			const high = codePointOf(members[index + 2]);
			if (low <= high) ranges.push([low, high]);
			index += 3;
		} else {
			ranges.push([low, low]);
			index += 1;
		}
	}
	return {
		ranges,
		negated
	};
}
function codePointOf(character) {
	return character.codePointAt(0);
}
// src/intoto/rules/pattern.ts
const WILDCARD = /[*?[]/;
/** True when the text means anything else than itself as a pattern. */
function hasWildcard(text) {
	return WILDCARD.test(text);
}
/** Compiles a pattern; every text is one. */
function compilePattern(source) {
	const free = freeMatcher(source);
	return free === void 0 ? {
		source,
		matches: matcher(source)
	} : {
		source,
		matches: free,
		isFree: true
	};
}
/** The forms that nearly all rules have need no general matcher. */
function freeMatcher(source) {
	if (!hasWildcard(source)) return (text) => text === source;
	const inner = withoutOuterStars(source);
	if (hasWildcard(inner)) return void 0;
	const [open, close] = [source.startsWith("*"), source.endsWith("*")];
	if (inner === "") return () => true;
	if (open && close) return (text) => text.includes(inner);
	return open ? (text) => text.endsWith(inner) : (text) => text.startsWith(inner);
}
function matcher(source) {
	let tokens;
	return (text, work) => {
		if (tokens === void 0) {
			work?.spend(source.length);
			tokens = patternTokens(source);
		}
		return matchTokens(tokens, codePoints(text), work);
	};
}
function codePoints(text) {
	const points = [];
	for (const character of text) points.push(character.codePointAt(0));
	return points;
}
/** By a regular expression, stars within a pattern would be looked at once for each of them. */
function withoutOuterStars(source) {
	let [start, end] = [0, source.length];
	while (source[start] === "*") start += 1;
	while (end > start && source[end - 1] === "*") end -= 1;
	return source.slice(start, end);
}
function fits(token, codePoint) {
	return typeof token === "number" ? token === codePoint : passes(token, codePoint);
}
/** Greedy matching that returns only to the last `*`: at most the product of both lengths in steps. */
function matchTokens(tokens, text, work) {
	let steps = text.length;
	let position = 0;
	let token = 0;
	let star = -1;
	let retry = 0;
	while (position < text.length) {
		steps += 1;
		const current = tokens[token];
		if (current === "*") {
			star = token;
			token += 1;
			retry = position;
		} else if (current !== void 0 && fits(current, text[position])) {
			token += 1;
			position += 1;
		} else if (star >= 0) {
			token = star + 1;
			retry += 1;
			position = retry;
		} else break;
	}
	work?.spend(steps);
	if (position < text.length) return false;
	while (tokens[token] === "*") token += 1;
	return token === tokens.length;
}
// src/intoto/rules/parse-rule.ts
const KEYWORDS = [
	"CREATE",
	"DELETE",
	"MODIFY",
	"ALLOW",
	"DISALLOW",
	"REQUIRE",
	"MATCH"
];
const GRAMMAR = "A rule is CREATE, DELETE, MODIFY, ALLOW or DISALLOW with a pattern, REQUIRE with a path, or MATCH <pattern> [IN <prefix>] WITH (MATERIALS|PRODUCTS) [IN <prefix>] FROM <step>.";
/** One rule of a layout's list (in-toto v1.0, 4.3.3). @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_RULE_INVALID */
function parseRule(at) {
	return parseRuleTokens(at.strings(), at.where);
}
/**
* A rule from its words. Keywords may be in any letter case.
*
* @param where where the rule stands, escaped, for messages
* @throws METADATA_RULE_INVALID
*/
function parseRuleTokens(tokens, where) {
	const invalid = (message, near) => new CoreError("METADATA_RULE_INVALID", `${message} The rule is ${quoteUntrusted(tokens.join(" "))}.`, {
		at: where,
		hint: near === void 0 ? GRAMMAR : `Did you mean ${near}? ${GRAMMAR}`
	});
	const [keyword, argument] = tokens;
	if (keyword === void 0 || argument === void 0) throw invalid(`A rule has at least two words, this one has ${tokens.length}.`);
	if (argument.length > LIMITS.patternLength) throw invalid(`A pattern has at most ${LIMITS.patternLength} characters, this one has ${argument.length}.`);
	const type = keyword.toUpperCase();
	switch (type) {
		case "CREATE":
		case "DELETE":
		case "MODIFY":
		case "ALLOW":
		case "DISALLOW":
			if (tokens.length !== 2) throw invalid(`${type} takes one pattern, and ${tokens.length - 1} words follow it.`);
			return {
				type,
				pattern: compilePattern(argument),
				tokens
			};
		case "REQUIRE":
			if (tokens.length !== 2) throw invalid(`REQUIRE takes one path, and ${tokens.length - 1} words follow it.`);
			return {
				type,
				path: argument,
				tokens
			};
		case "MATCH": return {
			type,
			pattern: compilePattern(argument),
			...parseMatch(tokens.slice(2), invalid),
			tokens
		};
		default: throw invalid(`There is no rule ${quoteUntrusted(keyword)}.`, nearestName(type, KEYWORDS));
	}
}
/** What follows the pattern: `[IN prefix] WITH kind [IN prefix] FROM step`. */
function parseMatch(words, invalid) {
	let rest = words;
	const prefix = () => {
		if (rest.length < 2 || rest[0]?.toUpperCase() !== "IN") return "";
		const [, found = ""] = rest;
		rest = rest.slice(2);
		return found;
	};
	const expect = (keyword) => {
		const [word, value] = rest;
		if (word?.toUpperCase() !== keyword || value === void 0) throw invalid(`MATCH needs ${keyword} and a word where ${word === void 0 ? "the rule ends" : `${quoteUntrusted(word)} stands`}.`);
		rest = rest.slice(2);
		return value;
	};
	const sourcePrefix = prefix();
	const destinationKind = expect("WITH").toLowerCase();
	if (!isArtifactKind(destinationKind)) throw invalid("MATCH \u2026 WITH takes MATERIALS or PRODUCTS.");
	const destinationPrefix = prefix();
	const from = expect("FROM");
	if (rest.length > 0) throw invalid("Words follow the step of a MATCH rule.");
	return {
		sourcePrefix,
		destinationKind,
		destinationPrefix,
		from
	};
}
function isArtifactKind(text) {
	return text === "materials" || text === "products";
}
// src/intoto/layout/expiry.ts
const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/**
* Reads `YYYY-MM-DDTHH:MM:SSZ` into milliseconds since the epoch, or undefined when it is not a real time: Date.parse
* alone turns 30 February into 2 March.
*/
function parseUtcSeconds(text) {
	if (!UTC_SECONDS.test(text)) return void 0;
	const milliseconds = Date.parse(text);
	if (Number.isNaN(milliseconds)) return void 0;
	return formatUtcSeconds(milliseconds) === text ? milliseconds : void 0;
}
/** The specification's form of a time, seconds cut off. */
function formatUtcSeconds(milliseconds) {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
/** The member `expires` of a layout. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
function parseExpiry(at) {
	const milliseconds = parseUtcSeconds(at.string());
	if (milliseconds !== void 0) return milliseconds;
	throw at.invalid("Expected a real UTC time of the form YYYY-MM-DDTHH:MM:SSZ.", "Write for example \"2030-01-31T00:00:00Z\".");
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
	const keysAt = at.optional("keys");
	const keyCount = keysAt?.object().size ?? 0;
	if (keyCount > LIMITS.layoutKeys) throw at.invalid(`The layout has ${keyCount} keys; at most ${LIMITS.layoutKeys} are read.`);
	for (const [id, keyAt] of keysAt?.members() ?? []) {
		if (!isKeyId(id)) throw keyAt.invalid("A key id is made of hexadecimal digits.");
		addUnknown(unknown, unknownMembers(keyAt, KEY_MEMBERS).filter((member) => member.looksLike !== void 0));
		const key = parseFunctionaryKey(keyAt);
		keys.set(id, key);
		if (isKeyless(key) && keylessKeyId(key) !== id) throw keyAt.invalid(`The id of this identity is ${keylessKeyId(key)}, its digest.`);
		const inside = keyAt.optional("keyid")?.string() ?? id;
		if (inside !== id) keyIdMismatches.push({
			keyId: id,
			inside
		});
	}
	checkRuleCount(at);
	const names = /* @__PURE__ */ new Set();
	const steps = at.member("steps").list(LIMITS.layoutItems).map((step) => {
		addUnknown(unknown, unknownMembers(step, STEP_MEMBERS));
		return parseStep(step, names);
	});
	const inspections = at.member("inspect").list(LIMITS.layoutItems).map((inspection) => {
		addUnknown(unknown, unknownMembers(inspection, INSPECTION_MEMBERS));
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
/** Before any rule is read. */
function checkRuleCount(at) {
	let rules = 0;
	for (const list of ["steps", "inspect"]) for (const item of at.member(list).list(LIMITS.layoutItems)) for (const member of ["expected_materials", "expected_products"]) rules += item.optional(member)?.list(LIMITS.rulesPerList).length ?? 0;
	if (rules > LIMITS.layoutRules) throw at.invalid(`The layout has ${rules} rules; at most ${LIMITS.layoutRules} are read.`);
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
	if (names.has(name)) throw new CoreError("METADATA_NAME_DUPLICATE", `The name ${quoteUntrusted(name)} stands twice.`, {
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
// src/intoto/layout/parameters.ts
const NAME$2 = /^[a-zA-Z0-9_-]+$/;
/** Substitution parameters: an object of strings (in-toto v1.0, 4.3.4). @throws METADATA_TYPE_WRONG, PARAMETER_INVALID */
function parseParameters(at) {
	const parameters = /* @__PURE__ */ new Map();
	for (const [name, value] of at.members()) {
		if (!NAME$2.test(name) || typeof value.value !== "string") throw new CoreError("PARAMETER_INVALID", `The parameter ${quoteUntrusted(name)} is not a name of letters, digits, "_" and "-" with a string.`, {
			at: value.where,
			hint: "Write each parameter as in `{ \"VERSION\": \"1.2.3\" }`: a name of those characters, and a string in double quotes."
		});
		parameters.set(name, value.value);
	}
	return parameters;
}
/** What stands for a parameter: a name in braces. Doubled braces stand for themselves. */
const PLACEHOLDER = /\{\{|\}\}|\{([a-zA-Z0-9_-]+)\}/g;
/** The names of the parameters in a text. */
function placeholders(text) {
	return [...text.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []);
}
/**
* Replaces `{name}` by its value where there is one; all other braces are text.
*
* @param doubled what `{{` and `}}` become: one brace, or what they are
*/
function fill(text, parameters, doubled) {
	return text.replace(PLACEHOLDER, (found, name) => {
		if (name === void 0) return doubled === "single" ? found[0] : found;
		return parameters.get(name) ?? found;
	});
}
/** A text with one brace for each two. */
function withSingleBraces(text) {
	return fill(text, NO_PARAMETERS, "single");
}
const NO_PARAMETERS = /* @__PURE__ */ new Map();
/**
* The same where all that stands in doubled braces are names, as without parameters: `{{print}}` is `{print}`. A
* template of another language keeps its braces: `{{if .Paused}}no{{end}}`.
*/
function withSingleBracesAroundNames(text) {
	return /\{\{(?![a-zA-Z0-9_-]+\}\})/.test(text) ? text : withSingleBraces(text);
}
/**
* Replaces `{name}` by its value as the reference does; `{{` and `}}` are braces. Nothing else of Python's format
* language is understood: the reference evaluates even attributes of a value.
*
* @param where for messages, escaped
* @throws PARAMETER_MISSING, PARAMETER_SYNTAX
*/
function substitute(text, parameters, where) {
	return text.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (found, name) => {
		if (found === "{{" || found === "}}") return found[0];
		if (name === void 0 || !NAME$2.test(name)) throw new CoreError("PARAMETER_SYNTAX", `${quoteUntrusted(text)} has a brace that is neither a parameter nor doubled.`, {
			at: where,
			hint: "With parameters given, write {{ and }} for literal braces."
		});
		const value = parameters.get(name);
		if (value === void 0) throw new CoreError("PARAMETER_MISSING", `The parameter {${escapeUntrusted(name)}} has no value.`, {
			at: where,
			hint: `Give a value for it; there are values for: ${parameters.size === 0 ? "none" : [...parameters.keys()].join(", ")}.`
		});
		return value;
	});
}
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
		throw new CoreError("METADATA_MEMBER_MISSING", `The member "${name}" is missing.`, { at: this.where });
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
		return new CoreError("METADATA_VALUE_INVALID", message, {
			at: this.where,
			hint
		});
	}
	/** An error about the type found here. */
	wrongType(expected) {
		return new CoreError("METADATA_TYPE_WRONG", `Expected ${expected}, found ${describe(this.value)}.`, { at: this.where });
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
const BACKSLASH$3 = 92;
const MINUS = 45;
const LINE_FEED = 10;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
/** What the letter after a backslash stands for, by its number; 0 for nothing. */
const ESCAPES = /* @__PURE__ */ new Uint8Array(256);
for (const [letter, unit] of [
	[34, 34],
	[92, 92],
	[47, 47],
	[98, 8],
	[102, 12],
	[110, 10],
	[114, 13],
	[116, 9]
]) ESCAPES[letter] = unit;
/** UTF-16 code units that are put together at once: a text for each escape would take ten times its memory. */
const PIECE$1 = 4096;
/** Bytes that a text takes beside its characters. */
const TEXT$1 = 32;
/** Digits of one integer; the specification bounds none, and no honest document comes near. */
const MAX_DIGITS = 100;
/** Reads token after token. What reads values moves `position` past the brackets that it knows. */
var JsonTokens = class {
	bytes;
	position = 0;
	/** Bytes of white space passed so far. */
	spaces = 0;
	/** Turns false at a string that is not spelled as canonical JSON spells it. */
	canonical = true;
	/** Whether the last string was ASCII. */
	ascii = true;
	/** Bytes of memory that values may still take, estimated. */
	memory;
	texts;
	#source;
	#strings;
	constructor(texts, source, strings, memory = LIMITS.unsignedMemory) {
		this.memory = memory;
		this.#strings = strings;
		this.bytes = texts.bytes;
		this.texts = texts;
		this.#source = source;
	}
	/** Takes so many bytes of memory off the bound. @throws JSON_TOO_MANY_VALUES */
	spend(bytes) {
		this.memory -= bytes;
		if (this.memory < 0) throw this.error("JSON_TOO_MANY_VALUES", "The document holds so many values up to here that reading it would take too much memory.", "Links hold paths, digests and a few by-products: find out who wrote this one. If you did, record fewer files in one step, and keep long outputs of commands out of the link.");
	}
	/** A string, at its quote. @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE, JSON_TOO_MANY_VALUES */
	string() {
		const bytes = this.bytes;
		const start = this.position + 1;
		let high = 0;
		let hash = 0;
		let end = start;
		let byte = bytes[end];
		while (isPlain(byte)) {
			high |= byte;
			hash = Math.imul(hash, 31) + byte | 0;
			end += 1;
			byte = bytes[end];
		}
		if (byte === BACKSLASH$3) return this.#escapedString(start);
		if (byte !== 34) throw this.error("JSON_SYNTAX", "A string ends early or holds a control character.");
		this.ascii = high < 128;
		this.spend(TEXT$1 + (end - start) * (this.ascii ? 1 : 2));
		this.position = end + 1;
		return this.ascii ? this.#strings.text(this.texts, start, end, hash) : this.texts.text(start, end);
	}
	/** The rare string with a backslash. */
	#escapedString(start) {
		this.canonical = false;
		const quote = this.position;
		const parts = [];
		const piece = [];
		const flush = () => {
			this.spend(TEXT$1 + 4 * piece.length);
			parts.push(String.fromCharCode(...piece));
			piece.length = 0;
		};
		this.position = start;
		for (;;) {
			if (this.bytes[this.position] === 34) break;
			if (this.bytes[this.position] === BACKSLASH$3) piece.push(this.#escape());
			else {
				const end = this.#endOfPlain(this.position + PIECE$1);
				const text = this.texts.text(this.position, end);
				for (let index = 0; index < text.length; index += 1) piece.push(text.charCodeAt(index));
				this.position = end;
			}
			if (piece.length >= PIECE$1) flush();
		}
		flush();
		const text = parts.join("");
		if (!text.isWellFormed()) {
			this.position = quote;
			throw this.error("JSON_STRING_LONE_SURROGATE", "A string holds half of a surrogate pair.");
		}
		this.position += 1;
		return text;
	}
	/** Where plain bytes end, at `most` or the beginning of a character before it. @throws JSON_SYNTAX where none is */
	#endOfPlain(most) {
		let end = this.position;
		while (end < most && isPlain(this.bytes[end])) end += 1;
		if (end === this.position) throw this.error("JSON_SYNTAX", "A string ends early or holds a control character.");
		while (isContinuation(this.bytes[end])) end -= 1;
		return end;
	}
	/**
	* Steps over a string, at its quote, and keeps nothing of it. What it takes, `string` takes, too.
	*
	* @returns whether it holds an escape
	* @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE
	*/
	skipString() {
		const { bytes } = this;
		let escaped = false;
		let before = 0;
		let end = this.position + 1;
		for (;;) {
			const byte = bytes[end];
			if (isPlain(byte)) {
				if (before !== 0) throw this.#loneSurrogate();
				end += 1;
			} else if (byte === BACKSLASH$3) {
				escaped = true;
				this.position = end;
				const unit = this.#escape();
				if ((unit >= 56320 && unit < 57344) !== (before !== 0)) throw this.#loneSurrogate();
				before = unit >= 55296 && unit < 56320 ? unit : 0;
				end = this.position;
			} else {
				this.position = end;
				if (byte !== 34) throw this.error("JSON_SYNTAX", "A string ends early or holds a control character.");
				if (before !== 0) throw this.#loneSurrogate();
				this.position = end + 1;
				return escaped;
			}
		}
	}
	#loneSurrogate() {
		return this.error("JSON_STRING_LONE_SURROGATE", "A string holds half of a surrogate pair.");
	}
	/** The UTF-16 code unit of an escape, at its backslash. */
	#escape() {
		const { bytes, position } = this;
		const letter = bytes[position + 1];
		if (letter === 117) {
			let unit = 0;
			for (let index = position + 2; index < position + 6; index += 1) {
				const digit = hexDigit(bytes[index]);
				if (digit < 0) throw this.error("JSON_SYNTAX", "An escape \\u lacks four hexadecimal digits.");
				unit = unit * 16 + digit;
			}
			this.position = position + 6;
			return unit;
		}
		const character = ESCAPES[letter ?? 0];
		if (character === 0) throw this.error("JSON_SYNTAX", "A string holds an unknown escape.");
		this.position = position + 2;
		return character;
	}
	/** The code unit of the escape at a place, after which the position is; of a string that was stepped over. */
	escapeAt(position) {
		this.position = position;
		return this.#escape();
	}
	/** `true`, `false` or `null`. @throws JSON_SYNTAX */
	word(word, value) {
		const end = this.position + word.length;
		if (this.#characters(this.position, end) !== word) throw this.syntax("a value");
		this.position = end;
		return value;
	}
	/** An integer. @throws JSON_SYNTAX, JSON_NUMBER_NOT_INTEGER */
	number() {
		const start = this.position;
		const negative = this.bytes[start] === MINUS;
		let end = negative ? start + 1 : start;
		const digits = end;
		while (isDigit(this.bytes[end])) end += 1;
		if (end === digits) throw this.syntax("a value");
		if (end - digits > 1 && this.bytes[digits] === DIGIT_0) throw this.error("JSON_SYNTAX", "A number starts with 0.");
		if (end - digits > MAX_DIGITS) throw this.error("JSON_SYNTAX", `A number has more than ${MAX_DIGITS} digits.`);
		const next = this.bytes[end];
		const zero = this.bytes[digits] === DIGIT_0;
		if (negative && zero || next === 46 || next === 101 || next === 69) throw this.error("JSON_NUMBER_NOT_INTEGER", "A number has a fraction or an exponent, or is negative zero.");
		this.position = end;
		this.spend(16 + (end - start) / 2);
		const text = this.#characters(start, end);
		const value = Number(text);
		return Number.isSafeInteger(value) ? value : BigInt(text);
	}
	/** A few bytes, each as the character of its number. */
	#characters(start, end) {
		return String.fromCharCode(...this.bytes.subarray(start, end));
	}
	skipSpace() {
		const { bytes, position } = this;
		let end = position;
		while (isSpace(bytes[end])) end += 1;
		this.position = end;
		this.spaces += end - position;
	}
	/** Skips white space and the byte, when it comes next. */
	take(byte) {
		this.skipSpace();
		if (this.bytes[this.position] !== byte) return false;
		this.position += 1;
		return true;
	}
	/** An error that says what stands here instead. */
	syntax(expected) {
		const found = this.bytes[this.position];
		const shown = found === void 0 ? "the end of the document" : `byte 0x${found.toString(16).padStart(2, "0")}`;
		return this.error("JSON_SYNTAX", `Expected ${expected}, found ${shown}.`);
	}
	/** An error about this place. Line and column are counted only now, when there is something to say. */
	error(code, message, hint) {
		const { bytes, position } = this;
		let line = 1;
		let lineStart = 0;
		for (let index = 0; index < position; index += 1) {
			if (bytes[index] !== LINE_FEED) continue;
			line += 1;
			lineStart = index + 1;
		}
		const column = position - lineStart + 1;
		return new CoreError(code, message, {
			at: `${escapeUntrusted(this.#source)}: line ${line}, column ${column}`,
			hint
		});
	}
};
function isDigit(byte) {
	return byte !== void 0 && byte >= DIGIT_0 && byte <= DIGIT_9;
}
/** The white space of JSON. */
function isSpace(byte) {
	return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
/** Negative for what is none. */
function hexDigit(byte) {
	if (isDigit(byte)) return byte - DIGIT_0;
	const letter = (byte ?? 0) | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
function isContinuation(byte) {
	return byte !== void 0 && byte >> 6 === 2;
}
function isPlain(byte) {
	return byte !== void 0 && byte >= 32 && byte !== 34 && byte !== BACKSLASH$3;
}
// src/intoto/json/artifact-allowance.ts
const OPEN$1 = 123;
/** Bytes of memory that verification takes for one file, and as much for what stands there instead. */
const ODD_MEMBER = 800;
const ARTIFACTS = ["materials", "products"];
/**
* Decides for each member of a document which of two bounds its value is taken off. Off that of artifacts are taken, once
* `_type` said that this is a link: `materials` and `products`; in them, what maps a path to digests; in that, digests.
*/
var ArtifactAllowance = class {
	#tokens;
	/** At which depth the members of the link stand. */
	#top;
	/** What is left of the bound that is not in `tokens.memory`. */
	#other;
	#isLink = false;
	#within = false;
	#digests = 0;
	constructor(tokens, top, artifactMemory) {
		this.#tokens = tokens;
		this.#top = top;
		this.#other = artifactMemory;
	}
	/** Before the value of a member. Returns whether the bound was changed, which `leave` wants to know. */
	enter(depth, name) {
		const level = depth - this.#top;
		if (level === 1) this.#digests = 0;
		const artifact = level === 0 ? this.#isLink && ARTIFACTS.includes(name) && this.#isObject() : this.#fits(level);
		if (artifact === this.#within) return false;
		this.#change();
		if (!artifact) this.#tokens.spend(ODD_MEMBER + name.length);
		return true;
	}
	/** After it. */
	leave(depth, name, value, changed) {
		if (depth === this.#top && name === "_type") this.#isLink = value === "link";
		if (changed) this.#change();
	}
	#change() {
		const { memory } = this.#tokens;
		this.#tokens.memory = this.#other;
		this.#other = memory;
		this.#within = !this.#within;
	}
	/** Whether what comes next within artifacts is one more honest entry: digests of a path, or a digest among them. */
	#fits(level) {
		if (!this.#within) return false;
		if (level === 1) return this.#isObject();
		const tokens = this.#tokens;
		tokens.skipSpace();
		this.#digests += 1;
		return this.#digests <= LIMITS.digestsOfArtifact && isLong(tokens.bytes, tokens.position);
	}
	/** Whether an object with a member comes next. */
	#isObject() {
		const tokens = this.#tokens;
		tokens.skipSpace();
		const { bytes, position } = tokens;
		if (bytes[position] !== OPEN$1) return false;
		let next = position + 1;
		while (isSpace(bytes[next])) next += 1;
		return bytes[next] === 34;
	}
};
/** Whether a string begins here that has as many bytes as a digest. */
function isLong(bytes, position) {
	if (bytes[position] !== 34) return false;
	for (let index = 1; index <= LIMITS.shortestDigest; index += 1) if (bytes[position + index] === 34) return false;
	return true;
}
// src/intoto/json/known-entries.ts
/** Entries that are compared at once. */
const AT_ONCE$1 = 32;
/** Entries that are read one by one at most, before another run is looked for. */
const LONGEST_PAUSE = 256;
/** Looks for runs of entries of one section in another. */
var KnownEntries = class {
	#starts;
	#same;
	/** Entries to be read before it is worth looking again, and how many the last time. */
	#pause = 0;
	#paused = 0;
	/** @param bytes where the other section stands */
	constructor({ written, starts }, bytes, port) {
		this.#starts = starts;
		this.#same = port.compares(bytes, written);
	}
	/**
	* How many entries from `first` on stand at a place of the other document, all up to the name after them. The last entry
	* of the section is never among them: nothing follows it.
	*
	* @param left bytes of the document from that place on
	*/
	runAt(position, left, first) {
		if (this.#pause > 0) {
			this.#pause -= 1;
			return 0;
		}
		const last = this.#starts.length - 1;
		let next = first;
		let most = Math.min(first + AT_ONCE$1, last);
		while (next < most && this.#isSame(position, left, first, next, most)) {
			next = most;
			most = Math.min(next + AT_ONCE$1, last);
		}
		while (most - next > 1) {
			const middle = next + most >> 1;
			if (this.#isSame(position, left, first, next, middle)) next = middle;
			else most = middle;
		}
		this.#paused = next > first ? 0 : Math.min(2 * this.#paused + 1, LONGEST_PAUSE);
		this.#pause = this.#paused;
		return next - first;
	}
	#isSame(position, left, first, from, to) {
		const starts = this.#starts;
		const begin = starts[first];
		const [start, end] = [starts[from], starts[to]];
		return end - begin <= left && this.#same(position + start - begin, start, end - start);
	}
};
/** ASCII names, each after the one before it, so none stands twice. */
var NameList = class {
	names;
	#characters;
	/** @param names in strictly rising order, ASCII */
	constructor(names) {
		this.names = names;
	}
	/** Characters of all names. */
	get characters() {
		return this.#characters ??= this.names.reduce((sum, { length }) => sum + length, 0);
	}
	/** Where a name stands; -1 where it does not. */
	positionOf(name) {
		const { names } = this;
		let [low, high] = [0, names.length];
		while (low < high) {
			const middle = low + high >> 1;
			if (names[middle] < name) low = middle + 1;
			else high = middle;
		}
		return names[low] === name ? low : -1;
	}
};
/** `{"name": {"sha256": "\u2026"}, \u2026}`; to whoever reads JSON an object like any other. */
var DigestSection = class {
	list;
	/** In order of the names, 32 bytes each, at the beginning of their array. Nobody changes them. */
	digests;
	/** Bytes of memory that the reader of JSON estimates for it, as for any object. */
	memory;
	constructor(list, digests, memory) {
		this.list = list;
		this.digests = digests;
		this.memory = memory;
	}
	get size() {
		return this.list.names.length;
	}
	get(name) {
		const position = this.list.positionOf(name);
		return position < 0 ? void 0 : this.#valueAt(position);
	}
	has(name) {
		return this.list.positionOf(name) >= 0;
	}
	forEach(callback) {
		for (const [name, value] of this.entries()) callback(value, name, this);
	}
	entries() {
		return this.list.names.map((name, position) => [name, this.#valueAt(position)]).values();
	}
	keys() {
		return this.list.names.values();
	}
	values() {
		return this.list.names.map((_, position) => this.#valueAt(position)).values();
	}
	[Symbol.iterator]() {
		return this.entries();
	}
	#valueAt(position) {
		const start = position * 32;
		return new OneMember("sha256", toHex(this.digests.subarray(start, start + 32)));
	}
};
/** The same of a list of resources, `[{"name": "\u2026", "digest": {"sha256": "\u2026"}}, \u2026]`, for whoever asks for it in its place. */
var ResourceSection = class extends DigestSection {};
// src/intoto/json/section-scan.ts
const BACKSLASH$2 = 92;
/** Digits of one digest. */
const HEX_DIGITS$1 = 64;
/** Digests for which there is room at first, where nobody knows how many there are. */
const ROOM = 64;
/** By byte: the value of a hexadecimal digit in lower case, and a number above all values for any other byte. */
const DIGITS = (/* @__PURE__ */ new Uint8Array(256)).fill(16);
for (const [value, digit] of [..."0123456789abcdef"].entries()) DIGITS[digit.charCodeAt(0)] = value;
/** Reads entry after entry, of which each says what of it comes next. */
var SectionScan = class {
	#bytes;
	#text;
	/** Names that are expected, and the next of them. */
	#expected;
	#before;
	#start;
	#next = 0;
	/** The names so far: the expected ones as long as they come one after the other. */
	names;
	#own;
	#last;
	digests;
	/** Where each entry begins. */
	starts;
	count = 0;
	position;
	constructor({ bytes, start, text }, before) {
		const expected = before?.list.names ?? [];
		this.#bytes = bytes;
		this.#text = text;
		this.#expected = expected;
		this.#before = before?.entries;
		this.names = expected;
		this.#start = start;
		this.position = start + 1;
		this.digests = new Uint8Array((expected.length + ROOM) * 32);
		this.starts = new Uint32Array(expected.length + ROOM);
	}
	/** Steps over white space and the byte, when it comes next. */
	take(byte) {
		const bytes = this.#bytes;
		let { position } = this;
		while (isSpace(bytes[position])) position += 1;
		const found = bytes[position] === byte;
		this.position = found ? position + 1 : position;
		return found;
	}
	/** Takes over the entries that come next, as far as they stand so in the section before; not the last one there. */
	takeOver() {
		const before = this.#before;
		if (before === void 0) return;
		const bytes = this.#bytes;
		while (isSpace(bytes[this.position])) this.position += 1;
		const first = this.#next;
		const count = before.known.runAt(this.position, bytes.length - this.position, first);
		if (count === 0) return;
		const next = first + count;
		const { digests, starts } = before.section;
		while (this.count + count > this.starts.length) this.#grow();
		this.digests.set(digests.subarray(first * 32, next * 32), this.count * 32);
		const from = this.position - this.#start - starts[first];
		const own = this.#own;
		const into = this.starts;
		for (let index = first, at = this.count; index < next; index += 1, at += 1) {
			into[at] = starts[index] + from;
			own?.push(this.#expected[index]);
		}
		this.count += count;
		this.position += starts[next] - starts[first];
		this.#last = this.#expected[next - 1];
		this.#next = next;
	}
	/** An entry begins at the byte before the position. */
	begin() {
		if (this.count === this.starts.length) this.#grow();
		this.starts[this.count] = this.position - 1 - this.#start;
		return true;
	}
	end() {
		this.count += 1;
		return true;
	}
	/** Whether a byte stands at the position. */
	isAt(byte) {
		return this.#bytes[this.position] === byte;
	}
	/** A name, after its first quote. */
	name() {
		const expected = this.#expected[this.#next];
		if (expected !== void 0 && this.#is(expected)) {
			this.position += expected.length + 1;
			return this.#take(expected, true);
		}
		const bytes = this.#bytes;
		const start = this.position;
		let end = start;
		let byte = bytes[end];
		while (byte !== void 0 && byte >= 32 && byte < 128 && byte !== 34 && byte !== BACKSLASH$2) {
			end += 1;
			byte = bytes[end];
		}
		if (byte !== 34 || end - start > LIMITS.nameLength) return false;
		this.position = end + 1;
		const name = this.#text(start, end);
		while (this.#isBehind(name)) this.#next += 1;
		return this.#expected[this.#next] === name ? this.#take(this.#expected[this.#next], true) : this.#take(name, false);
	}
	/** Whether the expected name is one that did not come. */
	#isBehind(name) {
		const expected = this.#expected[this.#next];
		return expected !== void 0 && expected < name;
	}
	/** Whether a name stands here, and its quote. */
	#is(name) {
		const bytes = this.#bytes;
		const { position } = this;
		const { length } = name;
		if (bytes[position + length] !== 34) return false;
		for (let index = 0; index < length; index += 1) if (bytes[position + index] !== name.charCodeAt(index)) return false;
		return true;
	}
	/** Takes a name, unless it does not come after the one before it. */
	#take(name, expected) {
		if (this.#last !== void 0 && this.#last >= name) return false;
		this.#last = name;
		if (!expected || this.#next !== this.count) this.#ownNames();
		this.#own?.push(name);
		if (expected) this.#next += 1;
		return true;
	}
	/** From here on they are not the expected ones. */
	#ownNames() {
		if (this.#own !== void 0) return;
		this.#own = this.#expected.slice(0, this.count);
		this.names = this.#own;
	}
	/** A word with its quotes, after the first of them. */
	word(word) {
		const bytes = this.#bytes;
		const start = this.position - 1;
		for (let index = 1; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return false;
		this.position = start + word.length;
		return true;
	}
	/** The digits, and the quote after them. */
	digest() {
		const bytes = this.#bytes;
		const { position } = this;
		if (bytes[position + HEX_DIGITS$1] !== 34) return false;
		let into = this.count * 32;
		const { digests } = this;
		let all = 0;
		for (let index = position; index < position + HEX_DIGITS$1; index += 2) {
			const high = DIGITS[bytes[index]];
			const low = DIGITS[bytes[index + 1]];
			all |= high | low;
			digests[into] = high << 4 | low;
			into += 1;
		}
		this.position = position + HEX_DIGITS$1 + 1;
		return all < 16;
	}
	#grow() {
		const larger = new Uint8Array(2 * this.digests.length);
		larger.set(this.digests);
		this.digests = larger;
		const starts = new Uint32Array(2 * this.starts.length);
		starts.set(this.starts);
		this.starts = starts;
	}
};
// src/intoto/json/scan-section.ts
const OPEN = 123;
const CLOSE = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const COLON$3 = 58;
const COMMA$3 = 44;
const LETTER_D = 100;
const UTF8$8 = new TextEncoder();
const SHA256$1 = UTF8$8.encode("\"sha256\"");
const DIGEST = UTF8$8.encode("\"digest\"");
const NAME$1 = UTF8$8.encode("\"name\"");
/** What the reader of JSON takes off for a text beside its characters, an object with one member, and one with more. */
const [TEXT, SINGLE, OBJECT$1, MEMBER$2, ITEM$1, LIST] = [
	32,
	80,
	208,
	64,
	32,
	200
];
/** An object that holds a digest alone. */
const HASH = TEXT + 6 + TEXT + HEX_DIGITS$1 + SINGLE;
/** An object of a name and a digest. */
const RESOURCE = OBJECT$1 + 2 * MEMBER$2 + TEXT + 6 + TEXT + 4 + HASH + TEXT;
/** `{"name": {"sha256": "\u2026"}, \u2026}` */
const MEMBERS$1 = {
	open: OPEN,
	close: CLOSE,
	besideName: 81,
	most: 1e400,
	entry: (scan) => scan.take(34) && scan.begin() && scan.name() && scan.take(COLON$3) && hash(scan),
	memory: (count) => (count === 1 ? SINGLE : OBJECT$1 + count * MEMBER$2) + count * (TEXT + HASH),
	section: DigestSection
};
/** `[{"digest": {"sha256": "\u2026"}, "name": "\u2026"}, \u2026]`, also with the name first. */
const RESOURCES$1 = {
	open: OPEN_LIST,
	close: CLOSE_LIST,
	besideName: 99,
	most: LIMITS.statementResources,
	entry: (scan) => scan.take(OPEN) && scan.begin() && scan.take(34) && (scan.isAt(LETTER_D) ? digest(scan) && scan.take(COMMA$3) && scan.take(34) && name(scan) : name(scan) && scan.take(COMMA$3) && scan.take(34) && digest(scan)) && scan.take(CLOSE),
	memory: (count) => LIST + count * (ITEM$1 + RESOURCE),
	section: ResourceSection
};
const hash = (scan) => scan.take(OPEN) && scan.take(34) && scan.word(SHA256$1) && scan.take(COLON$3) && scan.take(34) && scan.digest() && scan.take(CLOSE);
const digest = (scan) => scan.word(DIGEST) && scan.take(COLON$3) && hash(scan);
const name = (scan) => scan.word(NAME$1) && scan.take(COLON$3) && scan.take(34) && scan.name();
/**
* The section that begins at a place, with at least one name; undefined for anything that is not in the usual spelling.
*
* @param before the same list of names comes back if all are the same
*/
function scanSection(place, before, form = MEMBERS$1) {
	const { bytes, start } = place;
	if (bytes[start] !== form.open) return void 0;
	const scan = new SectionScan(place, before);
	do {
		scan.takeOver();
		if (!form.entry(scan)) return void 0;
		scan.end();
	} while (scan.take(COMMA$3));
	const { count, names, starts } = scan;
	if (!scan.take(form.close) || count > form.most) return void 0;
	const expected = before?.list;
	const list = expected !== void 0 && names === expected.names && count === names.length ? expected : new NameList(names === expected?.names ? names.slice(0, count) : names);
	const digests = fitting(scan.digests, count * 32);
	const end = scan.position;
	return {
		section: new form.section(list, digests, form.memory(count) + list.characters),
		list,
		digests,
		starts: starts.subarray(0, count),
		end,
		spaces: end - start - 1 - count * form.besideName - list.characters
	};
}
/** What is used of an array, without a copy where hardly anything is left over. */
function fitting(digests, length) {
	return length > .75 * digests.length ? digests.subarray(0, length) : digests.slice(0, length);
}
// src/intoto/json/known-sections.ts
/** Sections that are kept: of one link both, and both of the one before it. */
const KEPT = 4;
/** Bytes of all that are kept. */
const KEPT_BYTES$1 = 16777216;
/** Sections that were read lately; one for all documents that may hold the same. */
var KnownSections = class {
	#known = [];
	#bytes = 0;
	#list;
	#form;
	constructor(form) {
		this.#form = form;
	}
	/**
	* The section that comes next, after which the position is; undefined for whatever else comes next, for what is not in
	* the usual spelling, and for one that takes more memory than there may be. Then nothing has changed.
	*/
	read(tokens, port) {
		tokens.skipSpace();
		const { bytes, position: start } = tokens;
		const known = this.#find(bytes, start, port);
		if (known !== void 0) return take({
			...known,
			length: known.written.length
		}, tokens);
		const scanned = scanSection({
			bytes,
			start,
			text: tokens.texts.text
		}, this.#before(bytes, port), this.#form);
		if (scanned === void 0) return void 0;
		const { section, list, end, spaces } = scanned;
		this.#list = list;
		this.#keep(bytes.subarray(start, end), scanned);
		return take({
			section,
			spaces,
			length: end - start
		}, tokens);
	}
	/** Steps over a section that was read before, and keeps nothing of it. Returns whether one came next. */
	skip(tokens, port) {
		tokens.skipSpace();
		const known = this.#find(tokens.bytes, tokens.position, port);
		if (known === void 0) return false;
		tokens.position += known.written.length;
		tokens.spaces += known.spaces;
		return true;
	}
	/** The names that were read last, and where they stand, if that was kept. */
	#before(bytes, port) {
		const list = this.#list;
		if (list === void 0) return void 0;
		const [section] = this.#known;
		return section?.list === list ? {
			list,
			entries: {
				section,
				known: new KnownEntries(section, bytes, port)
			}
		} : { list };
	}
	#find(bytes, start, port) {
		const found = this.#known.findIndex(({ written }) => {
			const { length } = written;
			return start + length <= bytes.length && port.equal(bytes.subarray(start, start + length), written);
		});
		const [known] = found < 0 ? [] : this.#known.splice(found, 1);
		if (known === void 0) return void 0;
		this.#known.unshift(known);
		this.#list = known.list;
		return known;
	}
	/** Of what is read a copy is kept, for whoever gave it gives its memory back; and what is kept no more makes room for it. */
	#keep(read, section) {
		const { length } = read;
		if (length > KEPT_BYTES$1) return;
		let room;
		while (this.#known.length >= KEPT || this.#bytes + length > KEPT_BYTES$1) {
			const { written } = this.#known.pop();
			this.#bytes -= written.length;
			room = new Uint8Array(written.buffer);
		}
		if (room === void 0 || room.length < length || room.length > 2 * (length + SPARE)) room = new Uint8Array(length + SPARE);
		const written = room.subarray(0, length);
		written.set(read);
		this.#known.unshift({
			...section,
			written
		});
		this.#bytes += length;
	}
};
/** Bytes of room beyond a section that is kept, so that one with some more files fits into it later. */
const SPARE = 4096;
/** Moves the position behind a section; undefined where it takes too much memory, and the strict reader says where. */
function take({ section, spaces, length }, tokens) {
	if (section.memory > tokens.memory) return void 0;
	tokens.memory -= section.memory;
	tokens.position += length;
	tokens.spaces += spaces;
	tokens.ascii = true;
	return section;
}
const SECTIONS$1 = /* @__PURE__ */ new WeakMap();
/** Those of all documents that share their strings. */
function sectionsOf(strings) {
	const before = SECTIONS$1.get(strings);
	if (before !== void 0) return before;
	const sections = {
		members: new KnownSections(MEMBERS$1),
		resources: new KnownSections(RESOURCES$1)
	};
	SECTIONS$1.set(strings, sections);
	return sections;
}
// src/intoto/json/skim-json.ts
const COMMA$2 = 44;
const COLON$2 = 58;
const BACKSLASH$1 = 92;
const UTF8$7 = new TextEncoder();
/**
* Steps over the value that comes next. Every member name comes after the one before it, in order of code points, so
* none stands twice, and the canonical form is in the bytes.
*
* @returns undefined for a value whose members stand in another order. Then nothing is known of it, and the position
* is anywhere.
* @throws JSON_SYNTAX, JSON_TOO_DEEP, JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function skimValue(tokens, depth, sections) {
	tokens.skipSpace();
	const { position: start, spaces } = tokens;
	const skim = new Skim(tokens, depth, sections);
	return skim.value() ? {
		start,
		end: tokens.position,
		spaces: tokens.spaces - spaces,
		escapes: skim.escapes
	} : void 0;
}
var Skim = class {
	#tokens;
	#depth;
	#sections;
	escapes = false;
	constructor(tokens, depth, sections) {
		this.#tokens = tokens;
		this.#sections = sections;
		this.#depth = depth;
	}
	/** False where members are not in order. */
	value() {
		const tokens = this.#tokens;
		tokens.skipSpace();
		switch (tokens.bytes[tokens.position]) {
			case 123: return this.#nested(125, "\",\" or \"}\"", () => this.#members());
			case 91: return this.#nested(93, "\",\" or \"]\"", () => this.#items());
			case 34:
				if (tokens.skipString()) this.escapes = true;
				return true;
			case 116: return tokens.word("true", true);
			case 102:
				tokens.word("false", false);
				return true;
			case 110:
				tokens.word("null", null);
				return true;
			default:
				tokens.number();
				return true;
		}
	}
	#nested(end, expected, skim) {
		const tokens = this.#tokens;
		this.#depth += 1;
		if (this.#depth > LIMITS.jsonDepth) throw tokens.error("JSON_TOO_DEEP", `The document nests deeper than ${LIMITS.jsonDepth} levels.`);
		tokens.position += 1;
		if (!tokens.take(end)) {
			if (!skim()) return false;
			if (!tokens.take(end)) throw tokens.syntax(expected);
		}
		this.#depth -= 1;
		return true;
	}
	#items() {
		do
			if (!this.value()) return false;
		while (this.#tokens.take(COMMA$2));
		return true;
	}
	#members() {
		const tokens = this.#tokens;
		let before;
		do {
			const name = this.#name();
			const order = before === void 0 ? -1 : compareNames(before, name, tokens);
			if (order === 0) throw tokens.error("JSON_MEMBER_DUPLICATE", "A member stands twice in one object.");
			if (order > 0) return false;
			before = name;
			if (this.#skipsSection(name)) continue;
			if (!this.value()) return false;
		} while (tokens.take(COMMA$2));
		return true;
	}
	#skipsSection({ start, end }) {
		const sections = this.#sections;
		if (sections === void 0 || sections.depth !== this.#depth) return false;
		const { bytes } = this.#tokens;
		const isNamed = (name) => name.length === end - start && name.every((byte, index) => byte === bytes[start + index]);
		return sections.names.some(isNamed) && sections.skip();
	}
	#name() {
		const tokens = this.#tokens;
		tokens.skipSpace();
		if (tokens.bytes[tokens.position] !== 34) throw tokens.syntax("a member name in double quotes");
		const start = tokens.position;
		const escaped = tokens.skipString();
		if (escaped) this.escapes = true;
		const name = {
			start,
			end: tokens.position,
			escaped
		};
		if (!tokens.take(COLON$2)) throw tokens.syntax("\":\"");
		return name;
	}
};
/** UTF-8 is in order of code points as it stands. */
function compareNames(a, b, tokens) {
	if (a.escaped || b.escaped) return compareCodePoints(textOf$1(a, tokens), textOf$1(b, tokens));
	const { bytes } = tokens;
	const [lengthA, lengthB] = [a.end - a.start, b.end - b.start];
	const shorter = Math.min(lengthA, lengthB) - 1;
	for (let index = 1; index < shorter; index += 1) {
		const difference = bytes[a.start + index] - bytes[b.start + index];
		if (difference !== 0) return difference;
	}
	return lengthA - lengthB;
}
function textOf$1({ start }, tokens) {
	const { position, memory, canonical } = tokens;
	tokens.position = start;
	const text = tokens.string();
	Object.assign(tokens, {
		position,
		memory,
		canonical
	});
	return text;
}
/** The canonical form of a value that was stepped over; never longer than what stands there. */
function canonicalBytes({ start, end, spaces, escapes }, tokens) {
	const { bytes } = tokens;
	if (spaces === 0 && !escapes) return bytes.subarray(start, end);
	const out = new Uint8Array(end - start - spaces);
	let length = 0;
	let inString = false;
	for (let index = start; index < end;) {
		const byte = bytes[index];
		if (inString && byte === BACKSLASH$1) {
			length += writeEscaped(tokens, index, out, length);
			index = tokens.position;
			continue;
		}
		index += 1;
		if (byte === 34) inString = !inString;
		if (!inString && isSpace(byte)) continue;
		out[length] = byte;
		length += 1;
	}
	return out.subarray(0, length);
}
/** Quote and backslash keep theirs; whatever else an escape stands for stands for itself. Returns how many bytes that are. */
function writeEscaped(tokens, position, into, at) {
	const unit = tokens.escapeAt(position);
	if (unit === 34 || unit === BACKSLASH$1) {
		into[at] = BACKSLASH$1;
		into[at + 1] = unit;
		return 2;
	}
	if (unit < 128) {
		into[at] = unit;
		return 1;
	}
	const text = unit >= 55296 && unit <= 57343 ? String.fromCharCode(unit, tokens.escapeAt(tokens.position)) : String.fromCharCode(unit);
	return UTF8$7.encodeInto(text, into.subarray(at)).written;
}
// src/intoto/json/json-reader.ts
const COMMA$1 = 44;
const COLON$1 = 58;
/** Bytes of memory that values take, estimated by what the language's machine has for each. Empty ones are shared. */
const TAKES$1 = {
	object: 208,
	single: 80,
	member: 64,
	list: 200,
	item: 32,
	outermost: 160
};
const EMPTY_OBJECT = /* @__PURE__ */ new Map();
const EMPTY_LIST = [];
/** Members of a link that hold sections of digests. */
const SECTIONS = ["materials", "products"];
/** Members of a Statement that hold lists of resources, by their depth. */
const RESOURCES = [
	void 0,
	"subject",
	"materials"
];
const WRITTEN_SECTIONS = SECTIONS.map((name) => new TextEncoder().encode(`"${name}"`));
/** Reads one document, and remembers which members of its outermost object are canonical JSON already. */
var JsonReader = class {
	#tokens;
	#strings;
	/** Members of the outermost object that are stepped over where they can be. */
	#later;
	#artifacts;
	#sections;
	#resources;
	#linkDepth;
	#depth = 0;
	#skimmed = /* @__PURE__ */ new Map();
	#members = /* @__PURE__ */ new Map();
	constructor(tokens, strings, { later = () => false, artifactMemory, sections, linkDepth = 1, resources } = {}) {
		this.#tokens = tokens;
		this.#strings = strings;
		this.#later = later;
		this.#sections = sections;
		this.#linkDepth = linkDepth;
		this.#resources = resources === true;
		this.#artifacts = artifactMemory === void 0 ? void 0 : new ArtifactAllowance(tokens, 1, artifactMemory);
	}
	/** The whole document. @throws JSON_ codes */
	document() {
		const tokens = this.#tokens;
		const value = this.#value();
		tokens.skipSpace();
		if (tokens.position < tokens.bytes.length) throw tokens.error("JSON_TRAILING_DATA", "Something follows the document.");
		return value;
	}
	#value() {
		const tokens = this.#tokens;
		tokens.skipSpace();
		switch (tokens.bytes[tokens.position]) {
			case 123: return this.#nested(() => this.#object());
			case 91: return this.#nested(() => this.#list());
			case 34: return tokens.string();
			case 116: return tokens.word("true", true);
			case 102: return tokens.word("false", false);
			case 110: return tokens.word("null", null);
			default: return tokens.number();
		}
	}
	#nested(read) {
		const tokens = this.#tokens;
		this.#depth += 1;
		if (this.#depth > LIMITS.jsonDepth) throw tokens.error("JSON_TOO_DEEP", `The document nests deeper than ${LIMITS.jsonDepth} levels.`);
		tokens.position += 1;
		const value = read();
		this.#depth -= 1;
		return value;
	}
	#object() {
		const tokens = this.#tokens;
		if (tokens.take(125)) return EMPTY_OBJECT;
		const first = this.#name();
		const value = this.#memberValue(first);
		if (tokens.take(125)) {
			tokens.spend(TAKES$1.single);
			return this.#strings.object(first, value);
		}
		tokens.spend(TAKES$1.object + TAKES$1.member);
		const members = /* @__PURE__ */ new Map([[first, value]]);
		let previous = first;
		while (tokens.take(COMMA$1)) {
			const name = this.#name();
			if (name <= previous || !tokens.ascii) tokens.canonical = false;
			previous = name;
			tokens.spend(TAKES$1.member);
			const count = members.size;
			members.set(name, this.#memberValue(name));
			if (members.size === count) throw tokens.error("JSON_MEMBER_DUPLICATE", `The member ${quoteUntrusted(name)} stands twice in one object.`);
		}
		if (!tokens.take(125)) throw tokens.syntax("\",\" or \"}\"");
		return members;
	}
	#name() {
		const tokens = this.#tokens;
		tokens.skipSpace();
		if (tokens.bytes[tokens.position] !== 34) throw tokens.syntax("a member name in double quotes");
		const name = tokens.string();
		if (!tokens.take(COLON$1)) throw tokens.syntax("\":\"");
		return name;
	}
	#memberValue(name) {
		const artifacts = this.#artifacts;
		if (artifacts === void 0) return this.#plainMember(name);
		const other = artifacts.enter(this.#depth, name);
		const value = this.#plainMember(name);
		artifacts.leave(this.#depth, name, value, other);
		return value;
	}
	#plainMember(name) {
		if (this.#depth !== 1) return this.#sectionOrValue(name);
		const tokens = this.#tokens;
		tokens.spend(TAKES$1.outermost);
		tokens.skipSpace();
		if (this.#later(name) && this.#stepOver(name)) return null;
		const { position: start, spaces, canonical: outside } = tokens;
		tokens.canonical = true;
		const value = this.#sectionOrValue(name);
		if (tokens.canonical) this.#members.set(name, {
			start,
			end: tokens.position,
			spaces: tokens.spaces - spaces
		});
		tokens.canonical = outside;
		return value;
	}
	#sectionOrValue(name) {
		return this.#section(name) ?? this.#value();
	}
	#section(name) {
		const port = this.#sections;
		if (port === void 0) return void 0;
		if (this.#resources) return RESOURCES[this.#depth] === name ? sectionsOf(this.#strings).resources.read(this.#tokens, port) : void 0;
		return this.#depth === this.#linkDepth && SECTIONS.includes(name) ? sectionsOf(this.#strings).members.read(this.#tokens, port) : void 0;
	}
	/** Whether the member could be left for later. */
	#stepOver(name) {
		const tokens = this.#tokens;
		const { position, spaces, memory } = tokens;
		const skimmed = skimValue(tokens, this.#depth, this.#sections && this.#skipsSection(this.#sections));
		tokens.memory = memory;
		if (skimmed !== void 0) {
			this.#skimmed.set(name, skimmed);
			return true;
		}
		tokens.position = position;
		tokens.spaces = spaces;
		tokens.spend(tokens.bytes.length);
		return false;
	}
	/** Steps over a section that was read before. */
	#skipsSection(port) {
		return {
			depth: this.#depth + 1,
			names: WRITTEN_SECTIONS,
			skip: () => sectionsOf(this.#strings).members.skip(this.#tokens, port)
		};
	}
	/** See `JsonDocument.later`. */
	skimmed(name) {
		return this.#skimmed.get(name);
	}
	/** A value that was stepped over, built now. @throws JSON_TOO_MANY_VALUES */
	build({ start }, memory, artifactMemory) {
		this.#tokens.position = start;
		this.#artifacts = artifactMemory === void 0 ? void 0 : new ArtifactAllowance(this.#tokens, 2, artifactMemory);
		this.#tokens.memory = memory;
		this.#depth = 1;
		this.#linkDepth = 2;
		return this.#value();
	}
	/** See `JsonDocument.canonicalMember`. */
	canonicalMember(name) {
		const skimmed = this.#skimmed.get(name);
		if (skimmed !== void 0) return canonicalBytes(skimmed, this.#tokens);
		const member = this.#members.get(name);
		if (member === void 0) return void 0;
		const { start, end, spaces } = member;
		return spaces === 0 ? this.#tokens.bytes.subarray(start, end) : withoutSpace(this.#tokens.bytes, start, end, spaces);
	}
	#list() {
		const tokens = this.#tokens;
		if (tokens.take(93)) return EMPTY_LIST;
		tokens.spend(TAKES$1.list);
		const items = [];
		do {
			tokens.spend(TAKES$1.item);
			items.push(this.#value());
		} while (tokens.take(COMMA$1));
		if (!tokens.take(93)) throw tokens.syntax("\",\" or \"]\"");
		return items;
	}
};
/** A copy without the white space between tokens; the strings hold no escapes, so every quote begins or ends one. */
function withoutSpace(bytes, start, end, spaces) {
	const out = new Uint8Array(end - start - spaces);
	let length = 0;
	let inString = false;
	for (let index = start; index < end; index += 1) {
		const byte = bytes[index];
		if (byte === 34) inString = !inString;
		if (!inString && isSpace(byte)) continue;
		out[length] = byte;
		length += 1;
	}
	return out;
}
// src/intoto/json/read-json.ts
/**
* Reads one JSON document.
*
* @throws JSON_TOO_LARGE, JSON_NOT_UTF8, JSON_BYTE_ORDER_MARK, JSON_SYNTAX, JSON_TRAILING_DATA, JSON_TOO_DEEP,
* JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE, JSON_TOO_MANY_VALUES
*/
function readJson(bytes, options) {
	return readJsonDocument(bytes, options).root;
}
/** Like `readJson`. @throws the same */
function readJsonDocument(bytes, options) {
	const { source, maxBytes, strings, bytes: port = PORTABLE_BYTES } = options;
	const { memory = LIMITS.unsignedMemory, artifactMemory } = options;
	const refuse = (code, message) => new CoreError(code, message, { at: escapeUntrusted(source) });
	if (bytes.length > maxBytes) throw refuse("JSON_TOO_LARGE", `The document has ${bytes.length} bytes; at most ${maxBytes} are read.`);
	if (bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191) throw refuse("JSON_BYTE_ORDER_MARK", "The document starts with a byte order mark.");
	if (!port.isUtf8(bytes)) throw refuse("JSON_NOT_UTF8", "The document is not valid UTF-8.");
	const cache = strings ?? new StringCache("document");
	const tokens = new JsonTokens({
		bytes,
		text: port.texts(bytes)
	}, source, cache, memory - bytes.length);
	const allowance = artifactMemory === void 0 ? void 0 : artifactMemory - bytes.length;
	const sections = port.careful === true ? void 0 : port;
	const { later, linkDepth, resources } = options;
	const reader = new JsonReader(tokens, cache, {
		later,
		linkDepth,
		resources,
		artifactMemory: allowance,
		sections
	});
	const root = JsonAt.root(reader.document(), source);
	return {
		bytes,
		root,
		later: (name) => {
			const skimmed = reader.skimmed(name);
			return skimmed === void 0 ? void 0 : {
				bytes: bytes.subarray(skimmed.start, skimmed.end),
				escapes: skimmed.escapes,
				build: (limit, artifacts) => root.child(name, reader.build(skimmed, limit, artifacts))
			};
		},
		canonicalMember: (name) => reader.canonicalMember(name)
	};
}
// src/intoto/json/write-json.ts
/**
* A value as JSON text in canonical order: the same bytes as canonical JSON wherever that is JSON, and an escaped form
* where it is not (control characters). DSSE payloads are written so, because readers expect JSON in there.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function writeJson(value) {
	let written = "";
	serialise(value, (text) => JSON.stringify(text).slice(1, -1), (piece) => written += piece);
	return written;
}
// src/intoto/envelope/base64.ts
/**
* Characters that are decoded at once, whole groups of four: a text of all would lie in memory beside the bytes. V8 keeps
* a text of a million characters outside of its heap, where dozens pile up before they are collected; and shorter ones
* stay in the processor's cache until they are decoded, which halves the time.
*/
const PIECE = 65536;
/** Digits of the first alphabet that the other one does not have. */
const STANDARD = ["+", "/"].map((digit) => new TextEncoder().encode(digit));
/**
* Decodes standard or URL-safe base64 (DSSE 1.0.2 asks for both), padded or not, and nothing else: no white space, no
* mixed alphabets, no spare bits. Most decoders skip what they do not know, which lets two texts mean one thing.
*
* @throws METADATA_TYPE_WRONG, METADATA_BASE64
*/
function decodeBase64(at, port = PORTABLE_BYTES) {
	const text = at.string();
	const bytes = new Uint8Array(decodedLength(text));
	if (port.decodeBase64(text, bytes) !== void 0) return bytes;
	throw notBase64(at.where);
}
/**
* The same for a text that stands in a document, between its quotes and without escapes. The bytes come after as many
* as `before` has, in one array.
*
* @throws METADATA_BASE64
*/
function decodeBase64Bytes(written, { where, before, port = PORTABLE_BYTES }) {
	const text = port.texts(written);
	const whole = written.length - written.length % 4;
	const end = Math.max(0, whole - 4);
	const lastText = text(end, written.length);
	const length = end / 4 * 3 + decodedLength(lastText);
	const prefix = before(length);
	const all = new Uint8Array(prefix.length + length);
	all.set(prefix);
	const decoded = all.subarray(prefix.length);
	let urlSafe = false;
	for (let start = 0; start <= end; start += PIECE) {
		const last = start + PIECE > end;
		const piece = text(start, last ? written.length : start + PIECE);
		urlSafe ||= piece.includes("-") || piece.includes("_");
		const into = decoded.subarray(start / 4 * 3);
		const found = port.decodeBase64(piece, into);
		if (found === void 0 || !last && found !== PIECE / 4 * 3) throw notBase64(where);
	}
	if (urlSafe && port.mixesBase64 !== true && STANDARD.some((digit) => port.find(written, digit, 0) >= 0)) throw notBase64(where);
	return {
		all,
		decoded
	};
}
function notBase64(at) {
	return new CoreError("METADATA_BASE64", "The value is not base64 in its one correct spelling.", { at });
}
// src/intoto/envelope/pae.ts
const UTF8$6 = new TextEncoder();
/** DSSE's pre-authentication encoding (protocol 1.0.2): what a DSSE signature covers. Lengths are in bytes. */
function preAuthenticationEncoding(payloadType, payload) {
	return concatBytes(paeHeader(payloadType, payload.length), payload);
}
/** What stands before a payload of so many bytes. */
function paeHeader(payloadType, payloadLength) {
	const type = UTF8$6.encode(payloadType);
	return concatBytes(UTF8$6.encode(`DSSEv1 ${type.length} `), type, UTF8$6.encode(` ${payloadLength} `));
}
// src/intoto/envelope/payload-type.ts
/** The payload type of in-toto metadata in DSSE. */
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** Of the beginning of a step, which is ours. A signature covers the type, so a beginning never becomes a link. */
const BEGUN_PAYLOAD_TYPE = "application/vnd.in-toto-actions.begun+json";
// src/intoto/bytes/byte-writer.ts
const UTF8$5 = new TextEncoder();
/** A character of a text in UTF-16 takes at most so many bytes in UTF-8. */
const MOST_BYTES = 3;
/** Characters that are encoded at one time, so that room is never asked for three times what is needed. */
const PART$1 = 8192;
/** Puts together a text in UTF-8, behind room that stays free for what is only known at the end. */
var ByteWriter = class {
	#room;
	#bytes;
	#end;
	/**
	* @param room bytes that stay free in front
	* @param expected about how many bytes are written; more of them cost a copy
	*/
	constructor(room, expected) {
		this.#room = room;
		this.#bytes = new Uint8Array(room + expected);
		this.#end = room;
	}
	/** Writes a text. It must be well-formed. */
	text(text) {
		for (let start = 0; start < text.length;) {
			const cut = start + PART$1;
			const end = cut < text.length && (text.charCodeAt(cut - 1) & 64512) === 55296 ? cut - 1 : cut;
			const part = text.slice(start, end);
			this.reserve(part.length * MOST_BYTES);
			this.#end += UTF8$5.encodeInto(part, this.#bytes.subarray(this.#end)).written;
			start = end;
		}
	}
	/** Writes bytes as they are. */
	bytes(bytes) {
		this.reserve(bytes.length);
		this.#bytes.set(bytes, this.#end);
		this.#end += bytes.length;
	}
	/** Where the next byte stands. */
	get end() {
		return this.#end;
	}
	/** Writes once more what was written between two places. */
	again(start, end) {
		const { memory, at } = this.reserve(end - start);
		memory.copyWithin(at, start, end);
		this.#end += end - start;
	}
	/** Makes room for so many bytes more. @returns the memory, and where the next byte stands in it */
	reserve(bytes) {
		if (this.#end + bytes > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#end + bytes));
			larger.set(this.#bytes.subarray(0, this.#end));
			this.#bytes = larger;
		}
		return {
			memory: this.#bytes,
			at: this.#end
		};
	}
	/** Takes over what was written into reserved memory. @param end where the next byte stands */
	advance(end) {
		this.#end = end;
	}
	/** What was written, and what is put into the room before it, in one piece of memory. */
	finish(front) {
		const written = this.#bytes.subarray(this.#room, this.#end);
		const before = front(written.length);
		if (before.length > this.#room) throw new RangeError("there is less room in front than is needed");
		this.#bytes.set(before, this.#room - before.length);
		return {
			all: this.#bytes.subarray(this.#room - before.length, this.#end),
			written
		};
	}
};
/** Bytes that are encoded at one time; of three of them, four digits come, and no padding between. */
const PART = 49152;
const UTF8$4 = new TextEncoder();
/**
* Signs a payload (DSSE protocol 1.0.2) and returns the bytes of the envelope's file, with a line feed at the end: those of
* the document written as any JSON. The payload must not change before the last part was taken.
*
* @param payload written behind `PAE_HEADER_ROOM`
* @throws what a signer throws
*/
function envelopeParts(payload, signers, bytes = PORTABLE_BYTES, payloadType = PAYLOAD_TYPE) {
	const { all: message, written } = payload.finish((length) => paeHeader(payloadType, length));
	const before = UTF8$4.encode("{\"payload\":\"");
	const signatures = writeJson(signEnvelope(message, signers));
	const behind = UTF8$4.encode(`","payloadType":${writeJson(payloadType)},"signatures":${signatures}}\n`);
	return {
		size: before.length + 4 * Math.ceil(written.length / 3) + behind.length,
		*[Symbol.iterator]() {
			yield before;
			for (let start = 0; start < written.length; start += PART) yield UTF8$4.encode(bytes.encodeBase64(written.subarray(start, start + PART)));
			yield behind;
		}
	};
}
/** Those bytes in one piece. @throws what a signer throws */
function signedEnvelope(...request) {
	return concatAll([...envelopeParts(...request)]);
}
/** A payload to sign, of bytes that are there already. */
function payloadOf(bytes) {
	const writer = new ByteWriter(128, bytes.length);
	writer.bytes(bytes);
	return writer;
}
/** Signatures over a message, as an envelope lists them. @throws what a signer throws */
function signEnvelope(message, signers) {
	return signers.map(({ signer, keyId }) => jsonObject({
		keyid: keyId,
		sig: PORTABLE_BYTES.encodeBase64(signer.sign(message))
	}));
}
// src/intoto/envelope/dsse.ts
const UTF8$3 = new TextEncoder();
/** What lies in the place of something else. */
const HINTS = /* @__PURE__ */ new Map([[PAYLOAD_TYPE, "This is a layout or a link. Give the beginning of a step, as `record start` writes it."], [BEGUN_PAYLOAD_TYPE, "This is the beginning of a step that never ended. `record stop` ends it and writes the link."]]);
const DSSE = {
	title: "DSSE",
	noun: "a DSSE envelope",
	members: [
		"payload",
		"payloadType",
		"signatures"
	],
	read: (document, options) => readEnvelope(document, options),
	write: (payload, signers, bytes) => signedEnvelope(payloadOf(UTF8$3.encode(writeJson(payload))), signers, bytes),
	sign: signEnvelope,
	keyIds: "optional",
	referenceMessage: void 0
};
/** The envelope of one type of payload that a document is. @throws JSON_ and METADATA_ codes */
function readEnvelope({ root: at, later }, { source, ...limits }, expected = PAYLOAD_TYPE) {
	const typeAt = at.member("payloadType");
	const payloadType = typeAt.string();
	if (payloadType !== expected) throw new CoreError("METADATA_PAYLOAD_TYPE", `The payload type is ${quoteUntrusted(payloadType)}, not "${expected}".`, {
		at: typeAt.where,
		hint: HINTS.get(payloadType)
	});
	const { signedBytes, payloadBytes } = decodePayload(at.member("payload"), later("payload"), payloadType, limits.bytes);
	const { memory = LIMITS.unsignedMemory, signedValues = LIMITS.signedMemory } = limits;
	let parsed;
	const read = (bounds) => parsed ??= readJson(payloadBytes, {
		...limits,
		...bounds,
		source: `${source} (payload)`,
		later: void 0
	});
	return {
		signatures: readSignatures(at.member("signatures"), limits.bytes),
		payload: () => read({ memory: memory - payloadBytes.length }),
		signedPayload: () => read({
			memory: Math.min(LIMITS.signedMemory, payloadBytes.length + signedValues),
			artifactMemory: LIMITS.artifactMemory
		}),
		signedBytes: () => signedBytes,
		payloadBytes
	};
}
/** A payload, and the bytes that signatures cover, of which it is the end: a second copy of it would be one too many. */
function decodePayload(at, later, payloadType, port) {
	if (later === void 0 || later.escapes || later.bytes[0] !== 34) {
		const payloadBytes = decodeBase64(later?.build(LIMITS.unsignedMemory) ?? at, port);
		return {
			signedBytes: preAuthenticationEncoding(payloadType, payloadBytes),
			payloadBytes
		};
	}
	const { all, decoded } = decodeBase64Bytes(later.bytes.subarray(1, -1), {
		where: at.where,
		before: (length) => paeHeader(payloadType, length),
		port
	});
	return {
		signedBytes: all,
		payloadBytes: decoded
	};
}
/** Key ids are hints and may be absent, but two signatures under one leave open which is meant; securesystemslib refuses it too. */
function readSignatures(at, bytes) {
	const keyIds = /* @__PURE__ */ new Set();
	return at.list(LIMITS.signatures).map((signature) => {
		const named = signature.optional("keyid")?.string();
		const keyId = named ?? "";
		if (keyId !== "" && keyIds.has(keyId)) throw signature.invalid(`Two signatures have the key id ${quoteUntrusted(keyId)}.`);
		keyIds.add(keyId);
		const sig = signature.member("sig");
		if (sig.string().length > LIMITS.signatureText) throw sig.invalid(`A signature has at most ${LIMITS.signatureText} characters.`);
		const written = {
			keyId,
			bytes: decodeBase64(sig, bytes)
		};
		return named === void 0 ? {
			...written,
			reference: "malformed"
		} : written;
	});
}
// src/intoto/envelope/source-given.ts
const HINT = "This is a layout source, which people write. Sign it with `layout sign`, and give the file that this writes, .in-toto/root.layout.";
const LOOKED_AT = 1e4;
/** The same error, with a remedy where what is no JSON is a layout source that nobody signed. */
function withSourceGiven(error, bytes) {
	if (!(error instanceof CoreError) || error.code !== "JSON_SYNTAX" || !looksLikeSource(bytes)) return error;
	return new CoreError(error.code, error.message, {
		at: error.at,
		hint: HINT,
		cause: error
	});
}
/** Whether a file is YAML as people write it: some line begins with a member of a mapping. */
function looksLikeSource(bytes) {
	return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, LOOKED_AT)).split("\n").some((line) => /^(?:---|\w[\w-]*:)/.test(line));
}
// src/intoto/envelope/usual-envelope.ts
const UTF8$2 = new TextEncoder();
const NAME = UTF8$2.encode("\"payload\"");
const END = UTF8$2.encode("\"");
const COLON = 58;
/**
* The document without the text of its payload, which is what `later` of it gives. That this text holds neither escapes nor
* control characters is known once it was decoded, and not before.
*
* @returns undefined for a document whose payload is not where it usually is
* @throws JSON_ codes for what is odd around the payload; a strict reader has yet to say what is wrong
*/
function openEnvelope(bytes, options) {
	const { bytes: port = PORTABLE_BYTES, maxBytes, memory = LIMITS.unsignedMemory } = options;
	if (port.careful === true || bytes.length > maxBytes) return void 0;
	const place = payloadIn(bytes, options);
	if (place === void 0) return void 0;
	const { start, end } = place;
	const around = concatBytes(bytes.subarray(0, start + 1), bytes.subarray(end - 1));
	const document = readJsonDocument(around, {
		...options,
		memory: memory - bytes.length + around.length
	});
	const payload = document.later("payload");
	if (payload?.bytes.length !== 2 || payload.bytes.byteOffset - around.byteOffset !== start) return void 0;
	const written = bytes.subarray(start, end);
	const later = {
		...payload,
		bytes: written
	};
	return {
		bytes,
		root: document.root,
		later: (name) => name === "payload" ? later : document.later(name),
		canonicalMember: (name) => name === "payload" ? written : document.canonicalMember(name)
	};
}
/** Where the text of the first member stands that is called so, with its quotes. */
function payloadIn(bytes, { bytes: port = PORTABLE_BYTES }) {
	const name = port.find(bytes, NAME, 0);
	if (name < 0) return void 0;
	let start = name + NAME.length;
	while (isSpace(bytes[start])) start += 1;
	if (bytes[start] !== COLON) return void 0;
	start += 1;
	while (isSpace(bytes[start])) start += 1;
	if (bytes[start] !== 34) return void 0;
	const quote = port.find(bytes, END, start + 1);
	return quote < 0 ? void 0 : {
		start,
		end: quote + 1
	};
}
// src/intoto/envelope/document-file.ts
const UTF8$1 = new TextEncoder();
/** The bytes of the file that holds a document. @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE */
function documentFile(document) {
	return UTF8$1.encode(`${writeJson(document)}\n`);
}
// src/intoto/envelope/reference-form.ts
const NOTHING = /* @__PURE__ */ new Map();
const LINK$1 = /* @__PURE__ */ new Map([
	["name", null],
	["materials", NOTHING],
	["products", NOTHING],
	["byproducts", NOTHING],
	["command", []],
	["environment", NOTHING]
]);
/** Without steps or inspections there is no model: both are read before anything is filled in. */
const LAYOUT = /* @__PURE__ */ new Map([
	["keys", NOTHING],
	["expires", null],
	["readme", ""]
]);
const ITEM = [
	["name", null],
	["expected_materials", []],
	["expected_products", []]
];
const STEP = new Map([
	...ITEM,
	["pubkeys", []],
	["expected_command", []],
	["threshold", 1]
]);
const INSPECTION = new Map([...ITEM, ["run", []]]);
/** The payload of a Metablock as in-toto-python would write it again. */
function referenceForm(payload) {
	if (payload.get("_type") === "link") return only(payload, LINK$1, "link");
	const layout = new Map([...only(payload, LAYOUT, "layout"), ["_type", payload.get("_type") ?? null]]);
	for (const [member, defaults, type] of [[
		"steps",
		STEP,
		"step"
	], [
		"inspect",
		INSPECTION,
		"inspection"
	]]) {
		const list = payload.get(member);
		if (list !== void 0) layout.set(member, each(list, defaults, type));
	}
	return layout;
}
/**
* A payload as in-toto-python reads it, in any wrapper. It does not look at the names of links and inspections, so one that
* is absent is read as `None`, its word for nothing.
*
* @throws METADATA_MEMBER_MISSING for a key that does not name its id, METADATA_TYPE_WRONG
*/
function referencePayload(payload) {
	const form = referenceForm(payload.object());
	const at = JsonAt.root(form, payload.source);
	for (const [, key] of at.optional("keys")?.members() ?? []) key.member("keyid").string();
	return JsonAt.root(named(form), payload.source);
}
function named(form) {
	if (form.get("_type") === "link") return withName(form);
	const layout = new Map(form);
	const inspections = form.get("inspect");
	if (Array.isArray(inspections)) layout.set("inspect", inspections.map((item) => isJsonObject(item) ? withName(item) : item));
	return layout;
}
function withName(object) {
	return object.get("name") === null ? new Map([...object, ["name", "None"]]) : object;
}
/** The type is never read, and always the one that belongs there. */
function only(object, defaults, type) {
	const members = [...defaults].map(([name, value]) => {
		const given = object.get(name);
		return [name, given === void 0 ? value : given];
	});
	return new Map([["_type", type], ...members]);
}
function each(list, defaults, type) {
	if (!Array.isArray(list)) return list;
	return list.map((item) => isJsonObject(item) ? only(item, defaults, type) : item);
}
// src/intoto/envelope/metablock.ts
const METABLOCK = {
	title: "Metablock",
	noun: "a Metablock",
	members: ["signed", "signatures"],
	read: (document, { memory = LIMITS.unsignedMemory, artifactMemory, signedValues = LIMITS.signedMemory }) => {
		const { root, canonicalMember } = document;
		const written = root.member("signed");
		const signatures = root.member("signatures").list(LIMITS.signatures).map(readSignature);
		const later = document.later("signed");
		let payload;
		const { length } = document.bytes;
		const read = (most, artifacts) => payload ??= later?.build(most - length, artifacts === void 0 ? void 0 : artifacts - length) ?? written;
		const unsigned = () => read(memory, artifactMemory);
		if (later?.bytes[0] !== OBJECT) unsigned().object();
		return {
			signatures,
			payload: unsigned,
			signedPayload: () => read(Math.min(LIMITS.signedMemory, length + signedValues), LIMITS.artifactMemory),
			signedBytes: () => canonicalMember("signed") ?? canonicalJson(written.value),
			payloadBytes: void 0,
			payloadPart: later?.bytes
		};
	},
	write: (payload, signers) => documentFile(jsonObject({
		signatures: sign(canonicalJson(payload), signers),
		signed: payload
	})),
	sign,
	keyIds: "required",
	referenceMessage: (payload) => canonicalJson(referenceForm(payload))
};
/** How an object begins. */
const OBJECT = 123;
/** A group that repeats would take memory for each time. */
const HEX$2 = /^[0-9a-fA-F]+$/;
function readSignature(at) {
	const keyId = at.member("keyid").string();
	const sig = at.optional("sig");
	const isGpg = at.optional("signature") !== void 0 && at.optional("other_headers") !== void 0;
	if (sig === void 0) return {
		keyId,
		bytes: void 0,
		...isGpg ? {} : { reference: "malformed" }
	};
	const text = sig.string();
	if (text.length > LIMITS.signatureText) return {
		keyId,
		bytes: void 0
	};
	const bytes = hexBytes(text);
	if (isGpg) return {
		keyId,
		bytes,
		reference: { bytes: void 0 }
	};
	return bytes === void 0 ? {
		keyId,
		bytes,
		reference: { bytes: hexBytes(text.replace(ASCII_SPACE, "")) }
	} : {
		keyId,
		bytes
	};
}
/** White space between bytes, which in-toto-python passes over. */
const ASCII_SPACE = /[\t-\r ]/g;
function hexBytes(text) {
	return text.length % 2 === 0 && HEX$2.test(text) ? fromHex(text) : void 0;
}
function sign(message, signers) {
	return signers.map(({ signer, keyId }) => jsonObject({
		keyid: keyId,
		sig: toHex(signer.sign(message))
	}));
}
// src/intoto/envelope/wrappers.ts
/** In the order in which a document is held against them. The first is the one that is written by default. */
const WRAPPERS = {
	dsse: DSSE,
	metablock: METABLOCK
};
/** Every name, the default first. */
const WRAPPER_NAMES = Object.keys(WRAPPERS);
// src/intoto/envelope/signed-metadata.ts
/**
* Reads any wrapper.
*
* @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
* METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
*/
function readSignedMetadata(bytes, options) {
	return readUsualEnvelope(bytes, options) ?? readCarefully(bytes, options);
}
/** An envelope in its usual spelling; of anything else, and of one with a fault, nothing is told here. */
function readUsualEnvelope(bytes, options) {
	try {
		const document = openEnvelope(bytes, {
			...options,
			artifactMemory: void 0,
			later: isLater
		});
		return document && signedMetadata("dsse", "file", WRAPPERS.dsse.read(document, options));
	} catch {
		return;
	}
}
function readCarefully(bytes, options) {
	const document = documentOf(bytes, options);
	const members = document.root.object();
	const wrapper = WRAPPER_NAMES.find((name) => members.has(WRAPPERS[name].members[0]));
	if (wrapper !== void 0) return signedMetadata(wrapper, "file", WRAPPERS[wrapper].read(document, options));
	if (members.has("dsseEnvelope")) return signedMetadata("dsse", "bundle", envelopeOfBundle(document, options));
	throw new CoreError("METADATA_ENVELOPE_UNKNOWN", `The document is neither ${WRAPPER_NAMES.map((name) => `${WRAPPERS[name].noun} (members ${WRAPPERS[name].members.join(", ")})`).join(" nor ")}.`, {
		at: document.root.where,
		hint: "Give a signed layout or link as in-toto tools write it."
	});
}
function documentOf(bytes, options) {
	try {
		return readJsonDocument(bytes, {
			...options,
			artifactMemory: void 0,
			later: isLater
		});
	} catch (error) {
		throw withSourceGiven(error, bytes);
	}
}
/**
* Reads the beginning of a step, which no reader of links takes for one, nor this a link for a beginning.
*
* @throws every JSON_ code, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
* METADATA_VALUE_INVALID
*/
function readSignedBegun(bytes, options) {
	return signedMetadata("dsse", "file", readEnvelope(readJsonDocument(bytes, {
		...options,
		later: isLater
	}), {
		...options,
		linkDepth: 2
	}, BEGUN_PAYLOAD_TYPE));
}
/** What is needed at once. The rest grows with a link, and is left alone until its signatures were checked, or for good. */
const AT_ONCE = ["payloadType", "signatures"];
const isLater = (name) => !AT_ONCE.includes(name);
/** An envelope is a document of its own. */
function envelopeOfBundle(document, options) {
	const later = document.later("dsseEnvelope");
	const { memory = LIMITS.unsignedMemory } = options;
	return later === void 0 ? readEnvelope({
		...document,
		root: document.root.member("dsseEnvelope"),
		later: () => void 0
	}, options) : readEnvelope(readJsonDocument(later.bytes, {
		...options,
		memory,
		artifactMemory: void 0,
		later: isLater
	}), options);
}
function signedMetadata(wrapper, container, wrapped) {
	const { signatures, payloadBytes, payloadPart } = wrapped;
	return {
		wrapper,
		container,
		signatures,
		get payload() {
			return wrapped.payload();
		},
		get signedPayload() {
			return wrapped.signedPayload();
		},
		get kind() {
			return kindOf(wrapped.payload());
		},
		signedBytes: () => wrapped.signedBytes(),
		payloadBytes,
		payloadPart
	};
}
/** What a payload says that it is. @throws METADATA_TYPE_WRONG */
function kindOf(payload) {
	const type = payload.object().get("_type");
	return type === "layout" || type === "link" ? type : "other";
}
// src/intoto/artifacts/artifacts.ts
/** The digests as pairs of algorithm and hex, in order of the algorithms' names. */
function digestPairs(digests) {
	if (digests === "") return [];
	return digests.split(",").map((pair) => {
		const colon = pair.indexOf(":");
		return [pair.slice(0, colon), pair.slice(colon + 1)];
	});
}
/** The SHA-256 among the digests, 64 digits; undefined where there is none. */
function sha256In(digests) {
	return digestPairs(digests).find(([algorithm]) => algorithm === "sha256")?.[1];
}
/** The canonical text of a digest set. Algorithm names and hex must hold neither `:` nor `,`, as their parsers ensure. */
function digestSet(pairs) {
	const sorted = [...pairs];
	const [only] = sorted;
	if (sorted.length === 1 && only !== void 0) return `${only[0]}:${only[1]}`;
	sorted.sort(([a], [b]) => a < b ? -1 : 1);
	return sorted.map(([algorithm, hex]) => `${algorithm}:${hex}`).join(",");
}
// src/intoto/artifacts/artifact-table.ts
/** Words of one digest. */
const WORDS$1 = 32 / Uint32Array.BYTES_PER_ELEMENT;
var ArtifactTable = class {
	list;
	/** In order of the names, 32 bytes each. */
	digests;
	#words;
	constructor({ list, digests }) {
		this.list = list;
		this.digests = digests;
		this.#words = new Uint32Array(digests.buffer, digests.byteOffset, digests.length / Uint32Array.BYTES_PER_ELEMENT);
	}
	/** The paths in order. */
	get names() {
		return this.list.names;
	}
	get size() {
		return this.list.names.length;
	}
	get(path) {
		const position = this.list.positionOf(path);
		return position < 0 ? void 0 : this.digestsAt(position);
	}
	has(path) {
		return this.list.positionOf(path) >= 0;
	}
	paths() {
		return this.names;
	}
	*[Symbol.iterator]() {
		const { names } = this;
		for (const [position, name] of names.entries()) yield [name, this.digestsAt(position)];
	}
	/** The digest set of the path at a position. */
	digestsAt(position) {
		const words = this.#words;
		const slot = words[position * WORDS$1] & TEXTS - 1;
		const text = texts[slot];
		if (text !== void 0 && sameWords(words, position, textWords, slot)) return text;
		const made = textOf(this.digests, position * 32);
		texts[slot] = made;
		textWords.set(words.subarray(position * WORDS$1, (position + 1) * WORDS$1), slot * WORDS$1);
		return made;
	}
	/** Whether the digest at a position is that of another table at a position of its own. */
	isSame(position, other, there) {
		return sameWords(this.#words, position, other.#words, there);
	}
	/** How many of some digests from a position on are those of another table from a position of its own, up to one that is not. */
	countSame(position, other, there, most) {
		if (this === other && position === there) return most;
		const [words, others] = [this.#words, other.#words];
		const shift = (there - position) * WORDS$1;
		const end = (position + most) * WORDS$1;
		let word = position * WORDS$1;
		while (word < end && words[word] === others[word + shift]) word += 1;
		return Math.floor(word / WORDS$1) - position;
	}
	/** Whether both have the same paths with the same digests. */
	equals(other) {
		if (this === other) return true;
		const { names } = this;
		if (names.length !== other.names.length) return false;
		const sameNames = this.list === other.list;
		return names.every((name, at) => (sameNames || name === other.names[at]) && this.isSame(at, other, at));
	}
};
function sameWords(one, at, other, there) {
	let left = at * WORDS$1;
	let right = there * WORDS$1;
	for (const end = left + WORDS$1; left < end; left += 1) {
		if (one[left] !== other[right]) return false;
		right += 1;
	}
	return true;
}
/** Texts of digests that are kept. */
const TEXTS = 16384;
/**
* Texts of digests that were asked for last, by some of their bits, and their words. From step to step most digests stay;
* a text of its own for each of them in every table would take five times the memory of the tables.
*/
const texts = [];
const textWords = new Uint32Array(TEXTS * WORDS$1);
const ALGORITHM$1 = "sha256:";
const HEX$1 = new TextEncoder().encode("0123456789abcdef");
/** Where one text after the other is spelled. */
const spelled = new TextEncoder().encode(ALGORITHM$1.padEnd(71));
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
/** Decoded at once: a text that is put together digit by digit takes ten times its memory as long as nobody looks into it. */
function textOf(digests, start) {
	let at = 7;
	for (let index = start; index < start + 32; index += 1) {
		const byte = digests[index];
		spelled[at] = HEX$1[byte >> 4];
		spelled[at + 1] = HEX$1[byte & 15];
		at += 2;
	}
	return DECODER.decode(spelled);
}
const TABLES = /* @__PURE__ */ new WeakMap();
/** The table of a section; of one section always the same. */
function tableOf(section) {
	const before = TABLES.get(section);
	if (before !== void 0) return before;
	const table = new ArtifactTable(section);
	TABLES.set(section, table);
	return table;
}
const JOINED = /* @__PURE__ */ new WeakMap();
/** Both lists are walked once, and what was found is kept for the next two tables of the same lists. */
function joinNames(here, there) {
	const before = JOINED.get(here);
	if (before?.with === there) return before.positions;
	const positions = new Int32Array(here.names.length).fill(-1);
	const [names, others] = [here.names, there.names];
	let next = 0;
	for (let position = 0; position < names.length; position += 1) {
		const name = names[position];
		while (next < others.length && others[next] !== name && others[next] < name) next += 1;
		if (others[next] !== name) continue;
		positions[position] = next;
		next += 1;
	}
	JOINED.set(here, {
		with: there,
		positions
	});
	return positions;
}
// src/intoto/artifacts/build-artifacts.ts
/** Takes artifacts one by one. */
var ArtifactsBuilder = class {
	#digests = /* @__PURE__ */ new Map();
	#last;
	#sorted = true;
	/** Adds one; of a path that is there already it replaces the digests. Returns whether the path is new. */
	add(path, digests) {
		const before = this.#digests.size;
		this.#digests.set(path, digests);
		if (this.#digests.size === before) return false;
		if (this.#sorted && this.#last !== void 0) this.#sorted = comesBefore(this.#last, path);
		this.#last = path;
		return true;
	}
	/** What was added. The builder is empty afterwards. */
	build() {
		const digests = this.#sorted ? this.#digests : new Map([...this.#digests].sort(([one], [other]) => compareCodePoints(one, other)));
		this.#digests = /* @__PURE__ */ new Map();
		this.#last = void 0;
		this.#sorted = true;
		return new ArtifactsInMap(digests);
	}
};
const SURROGATE = /[\ud800-\udfff]/;
/** The language's own order is that of code points where the first text holds no half of a pair, and is much faster. */
function comesBefore(one, other) {
	return one < other && !SURROGATE.test(one) || compareCodePoints(one, other) < 0;
}
/** Artifacts of these pairs, in any order; of a path that stands twice the last counts. */
function artifactsOf(pairs) {
	const builder = new ArtifactsBuilder();
	for (const [path, digests] of pairs) builder.add(path, digests);
	return builder.build();
}
var ArtifactsInMap = class {
	#digests;
	/** @param digests in order */
	constructor(digests) {
		this.#digests = digests;
	}
	get size() {
		return this.#digests.size;
	}
	get(path) {
		return this.#digests.get(path);
	}
	has(path) {
		return this.#digests.has(path);
	}
	paths() {
		return this.#digests.keys();
	}
	[Symbol.iterator]() {
		return this.#digests[Symbol.iterator]();
	}
};
/** No artifacts. */
const NO_ARTIFACTS = artifactsOf([]);
// src/intoto/link/parse-environment.ts
const NO_MEMBERS$2 = /* @__PURE__ */ new Map();
/** @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID for a recording that names more than anybody left out */
function parseEnvironment(at) {
	if (at === void 0) return NO_MEMBERS$2;
	const environment = at.object();
	const recording = childOf(at, "recording");
	for (const part of [
		recording,
		childOf(recording, "materials"),
		childOf(recording, "products")
	]) {
		refuseMore(childOf(part, "left_out"), LIMITS.leftOutLines, "lines");
		refuseMore(childOf(part, "exclude"), LIMITS.leftOutLines, "lines");
		refuseMore(childOf(part, "directories"), LIMITS.directoryNotes, "directories and lines");
	}
	return environment;
}
/** A member, where there is one: what is no object has none. */
function childOf(at, name) {
	const value = at !== void 0 && isJsonObject(at.value) ? at.value.get(name) : void 0;
	return value === void 0 ? void 0 : at?.child(name, value);
}
function refuseMore(at, most, what) {
	if (at === void 0) return;
	const size = sizeOf(at.value);
	if (size > most) throw at.invalid(`The recording names ${size} ${what} of what it left out; at most ${most} are read.`, "Find out who wrote the link: a step has as many lines as its layout or its workflow has for it. Record the step again.");
}
/** Members or items, and the items of lists within. */
function sizeOf(value) {
	if (Array.isArray(value)) return value.length;
	if (!isJsonObject(value)) return 0;
	let size = value.size;
	for (const [, inner] of value) if (Array.isArray(inner)) size += inner.length;
	return size;
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
const NO_MEMBERS$1 = /* @__PURE__ */ new Map();
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
			byproducts: at.optional("byproducts")?.object() ?? NO_MEMBERS$1,
			environment: parseEnvironment(at.optional("environment"))
		},
		unknownMembers: unknownMembers(at, LINK_MEMBERS)
	};
}
function parseArtifacts(at) {
	if (at === void 0) return NO_ARTIFACTS;
	if (at.value instanceof DigestSection) return tableOf(at.value);
	const artifacts = new ArtifactsBuilder();
	for (const [path, digests] of at.object()) {
		if (path.length > LIMITS.nameLength) throw at.child(path, digests).invalid(`A path has at most ${LIMITS.nameLength} characters.`);
		artifacts.add(path, parseDigests(digests) ?? refuseDigests(at.child(path, digests)));
	}
	return artifacts.build();
}
const HEX = /^[0-9a-fA-F]+$/;
const ALGORITHM = /^[^:,]+$/;
/** Undefined when something is wrong: links hold millions of these, and a path is put into words only for an error. */
function parseDigests(value) {
	if (value instanceof OneMember) {
		value.derived ??= singleDigest(value);
		return value.derived;
	}
	if (!isJsonObject(value)) return void 0;
	for (const [algorithm, hex] of value) if (!isDigest(algorithm, hex)) return void 0;
	return digestSet(value);
}
function singleDigest(value) {
	const [algorithm, hex] = value.only;
	return isDigest(algorithm, hex) ? digestSet([[algorithm, hex]]) : void 0;
}
function isDigest(algorithm, hex) {
	return typeof hex === "string" && HEX.test(hex) && ALGORITHM.test(algorithm);
}
function refuseDigests(at) {
	for (const [, hex] of at.members()) if (!HEX.test(hex.string())) throw hex.invalid("A digest is made of hexadecimal digits.");
	throw at.invalid("The name of a digest algorithm is not empty and holds no \":\" and no \",\".");
}
// src/intoto/link/begun.ts
/** Undefined for a text that is no value of a beginning. */
function asBegunValue(text) {
	return /^[0-9a-f]{32}$/.test(text) ? text : void 0;
}
/** @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN */
function parseBegun(at) {
	expectType(at, "begun");
	return {
		value: parseBegunValue(at.member("value")),
		link: parseLink(at.member("link")).link
	};
}
/** @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
function parseBegunValue(at) {
	const value = asBegunValue(at.string());
	if (value !== void 0) return value;
	throw at.invalid("The value of a beginning is 32 hexadecimal digits in lower case.");
}
// src/intoto/link/link-file-name.ts
/** `<step>.<first 8 of keyid>.link` */
function linkFileName(step, keyId) {
	return `${step}.${keyIdPrefix(keyId)}.link`;
}
/** The step whose link, signed by a key, a file is named like. */
function stepOfLinkFile(fileName) {
	return stepBefore(fileName, /\.[0-9a-f]{8}\.link$/);
}
/** Whether a file is named like a link of a step that a key signed. */
function isLinkFileName(fileName, step) {
	return followsStep(fileName, step, /^[0-9a-f]{8}\.link$/);
}
/** The step that a file is named like a link of, signed by whatever key; undefined for any other name. */
function linkNamedBy(fileName) {
	return /^(.+)\.[0-9a-f]{8}\.link$/s.exec(fileName)?.[1];
}
/**
* `<step>.<8 of an id>.sigstore.json`, for links that an identity signed. The id is that of the bare identity, since the
* one who signs does not know which functionary of which layout he is taken for.
*/
function linkBundleName(step, keyId) {
	return `${step}.${keyIdPrefix(keyId)}.sigstore.json`;
}
/** The step whose bundle a file is named like. */
function stepOfLinkBundle(fileName) {
	return stepBefore(fileName, /\.[0-9a-f]{8}\.sigstore\.json$/);
}
/** Whether a file is named like a bundle of a step. */
function isLinkBundleName(fileName, step) {
	return followsStep(fileName, step, /^[0-9a-f]{8}\.sigstore\.json$/);
}
/** `<step>.link`, for links that nobody signed. */
function unsignedLinkFileName(step) {
	return `${step}.link`;
}
/** The step whose link, signed by nobody, a file is named like. */
function stepOfUnsignedLink(fileName) {
	return stepBefore(fileName, /\.link$/);
}
/** Whether a file is named like a link of a step that nobody signed. */
function isUnsignedLinkFileName(fileName, step) {
	return fileName === unsignedLinkFileName(step);
}
/** `.<step>.<first 8 of keyid>.<value>.link-unfinished`, between the two halves of a recording. */
function begunFileName(step, keyId, value) {
	return `${begunPrefix(step, keyId)}${value}${BEGUN_SUFFIX}`;
}
/** The value in the name of a file that is named like a beginning of a step that a key signed. */
function begunValueOf(fileName, step, keyId) {
	const prefix = begunPrefix(step, keyId);
	if (!fileName.startsWith(prefix) || !fileName.endsWith(BEGUN_SUFFIX)) return void 0;
	return asBegunValue(fileName.slice(prefix.length, -BEGUN_SUFFIX.length));
}
/** `.<step>.<first 8 of keyid>.link-unfinished`, where in-toto-python keeps the first half, as a link. */
function foreignUnfinishedFileName(step, keyId) {
	return `.${step}.${keyIdPrefix(keyId)}${BEGUN_SUFFIX}`;
}
/** The step whose recording, begun and not ended, a file is named like. */
function stepOfUnfinishedLink(fileName) {
	return fileName.startsWith(".") ? stepBefore(fileName.slice(1), /\.[0-9a-f]{8}(?:\.[0-9a-f]{32})?\.link-unfinished$/) : void 0;
}
/** `<step>.<first 8 of keyid>`, where the links of a sublayout lie. */
function sublayoutDirectoryName(step, keyId) {
	return `${step}.${keyIdPrefix(keyId)}`;
}
const BEGUN_SUFFIX = ".link-unfinished";
function begunPrefix(step, keyId) {
	return `.${step}.${keyIdPrefix(keyId)}.`;
}
function stepBefore(fileName, suffix) {
	const at = fileName.search(suffix);
	return at < 1 || /[/\\]/.test(fileName) ? void 0 : fileName.slice(0, at);
}
function followsStep(fileName, step, suffix) {
	return fileName.startsWith(`${step}.`) && suffix.test(fileName.slice(step.length + 1));
}
const UNSAFE_NAME = /[/\\:*?"<>|[\]\p{Cc}]|^\.|^\s|[\s.]$|^$/u;
/** False for a step name that would not be one plain file name everywhere. */
function isSafeName(name) {
	return !UNSAFE_NAME.test(name);
}
// src/intoto/link/converted-files.ts
const NONE = /* @__PURE__ */ new Map();
/** An environment that names the converted files of one half; as it was where there are none. */
function withConverted(environment, kind, converted) {
	if (converted.size === 0) return environment;
	const before = environment.get("converted");
	const halves = new Map(before !== void 0 && isJsonObject(before) ? before : []);
	return new Map([...environment, ["converted", halves.set(kind, new Map(converted))]]);
}
/** Empty for a link that names none; `malformed` where it names some not as we write them. */
function readConverted(environment, kind) {
	const halves = environment.get("converted");
	if (halves === void 0) return NONE;
	if (!isJsonObject(halves)) return "malformed";
	const half = halves.get(kind);
	if (half === void 0) return NONE;
	if (!isJsonObject(half)) return "malformed";
	const converted = /* @__PURE__ */ new Map();
	for (const [path, digest] of half) {
		if (typeof digest !== "string" || !isSha256Hex(digest)) return "malformed";
		converted.set(path, digest);
	}
	return converted;
}
// src/intoto/link/file-modes.ts
/** What can be remarkable about a file besides its content. */
const FILE_MODES = [
	"executable",
	"symlink",
	"executable symlink"
];
/** Whether a mode, as an environment names it, is one of a symbolic link. */
function isLinkMode(mode) {
	return mode === "symlink" || mode === "executable symlink";
}
/** An environment with the modes of its materials or products. */
function withModes(environment, kind, modes) {
	const before = environment.get("modes");
	const members = new Map(before !== void 0 && isJsonObject(before) ? before : []);
	return new Map([...environment, ["modes", members.set(kind, new Map(modes))]]);
}
/** The modes that an environment names; undefined when it names none, or not as we write them. */
function readModes(environment, kind) {
	const modes = environment.get("modes") ?? jsonObject({});
	const list = isJsonObject(modes) ? modes.get(kind) : void 0;
	return list !== void 0 && isJsonObject(list) ? list : void 0;
}
// src/intoto/link/run-binding.ts
/** Facts of a run; those that bind are `id`, `repository` and `commit`. All are strings, as GitHub gives them. */
const RUN_FACTS = [
	"id",
	"attempt",
	"repository",
	"repository_id",
	"commit",
	"ref",
	"workflow",
	"job",
	"event",
	"actor_id",
	"runner",
	"runner_name",
	"check_run_id"
];
/** Facts that all links of one verification must share. */
const BINDING_FACTS = [
	"id",
	"repository",
	"commit"
];
/** The member `run` of an environment. */
function encodeRunBinding(run) {
	return jsonObject(run);
}
/**
* The run that an environment names: undefined when it names none. A `run` that is not an object, or a fact that is
* not a string, binds to a value that equals nothing else, so that it can never be taken for the right one.
*/
function readRunBinding(environment) {
	const run = environment.get("run");
	if (run === void 0) return void 0;
	if (!isJsonObject(run)) return "malformed";
	const facts = {};
	for (const fact of RUN_FACTS) {
		const value = run.get(fact);
		if (value === void 0) continue;
		if (typeof value !== "string") return "malformed";
		facts[fact] = value;
	}
	return facts;
}
// src/intoto/artifacts/digest-algorithms.ts
const resistant = (...digits) => ({
	digits,
	collisions: "resistant"
});
const weak = (...digits) => ({
	digits,
	collisions: "possible"
});
const DIGEST_ALGORITHMS = new Map(Object.entries({
	sha224: resistant(56),
	sha256: resistant(64),
	sha384: resistant(96),
	sha512: resistant(128),
	sha512_224: resistant(56),
	sha512_256: resistant(64),
	sha3_224: resistant(56),
	sha3_256: resistant(64),
	sha3_384: resistant(96),
	sha3_512: resistant(128),
	blake2b: resistant(128),
	"blake2b-256": resistant(64),
	blake2s: resistant(64),
	md5: weak(32),
	sha1: weak(40),
	ripemd160: weak(40),
	gitCommit: weak(40, 64),
	gitTree: weak(40, 64),
	gitBlob: weak(40, 64),
	gitTag: weak(40, 64)
}));
const USUAL$1 = /^sha256:[0-9a-f]{64}$/;
const LOWER_CASE = /^[0-9a-f]+$/;
/** Whether there is a digest, and each has a known name and a value of the right length in lower case. */
function areKnownDigests(digests) {
	if (USUAL$1.test(digests)) return true;
	const pairs = digestPairs(digests);
	return pairs.length > 0 && pairs.every(([algorithm, hex]) => LOWER_CASE.test(hex) && DIGEST_ALGORITHMS.get(algorithm)?.digits.includes(hex.length) === true);
}
/** Whether files of these digests are the same: one of the algorithms resists collisions. */
function areCollisionResistant(digests) {
	return digests.startsWith("sha256:") || digestPairs(digests).some(([algorithm]) => DIGEST_ALGORITHMS.get(algorithm)?.collisions === "resistant");
}
// src/intoto/artifacts/uri-schemes.ts
const URI_SCHEMES = {
	"file:": "each-file",
	"dir:": "whole-directory"
};
const SCHEMES = Object.keys(URI_SCHEMES);
/** The scheme that a text starts with; empty for none. An unknown scheme is part of a file's name, as in the reference. */
function schemeOf(text) {
	return SCHEMES.find((scheme) => text.startsWith(scheme)) ?? "";
}
/** What a scheme covers; a plain path, each file. */
function coverageOf(scheme) {
	return scheme === "" ? "each-file" : URI_SCHEMES[scheme];
}
// src/intoto/verification/check-products.ts
/**
* Compares files at hand with the final products; each must be among them, byte for byte. No file at all is a failure.
*
* @param local the files; where a checkout wrote them in another form, with the digest that the commit has of them: that a
* link says what was written is no reason to take it for that
*/
function checkProducts(summary, local) {
	if (local.size === 0) return [{
		code: "PRODUCT_NONE",
		message: "No file was found to compare with the final products.",
		details: [],
		hint: "Check the paths given as products, the base path and the excludes."
	}];
	const converted = readConverted(summary.environment, "products");
	if (converted === "malformed") return [convertedUnreadable(summary.name)];
	const failures = [];
	let named;
	const alike = (path) => {
		named ??= byLastName(summary.products);
		return named.get(lastName(path)) ?? [];
	};
	for (const [path, digests] of local) {
		const expected = summary.products.get(path);
		if (expected === digests) continue;
		const onDisk = converted.get(path);
		failures.push({
			code: expected === void 0 ? "PRODUCT_UNKNOWN" : "PRODUCT_DIFFERS",
			artifacts: [escapeUntrusted(path)],
			message: expected === void 0 ? `${quoteUntrusted(path)} ${noneOf([...summary.products.paths()])}.` : `${quoteUntrusted(path)} differs from the final product of that name.`,
			details: expected === void 0 ? alike(path).map((product) => `of that name is: ${quoteUntrusted(product)}`) : [
				`recorded: ${escapeUntrusted(expected)}`,
				...onDisk === void 0 ? [] : [`on disk:  sha256:${onDisk}, as a clean checkout converts the file`],
				`found:    ${escapeUntrusted(digests)}`
			],
			hint: expected === void 0 ? `${wayTo(path, alike(path))}Give the path as the link spells it, and only files that the layout releases, or else that the last step made.` : "Do not use the file: it is not what the verified pipeline produced."
		});
	}
	return failures;
}
const MOST_NAMES = 5;
/** The products by their last name, of each name the first. */
function byLastName(products) {
	const found = /* @__PURE__ */ new Map();
	for (const product of products.paths()) {
		const same = found.get(lastName(product));
		if (same === void 0) found.set(lastName(product), [product]);
		else if (same.length < MOST_NAMES) same.push(product);
	}
	return found;
}
const lastName = (path) => path.slice(path.lastIndexOf("/") + 1);
/** How a file at hand gets the name of the product that it probably is. */
function wayTo(path, products) {
	const below = products.find((product) => path.endsWith(`/${product}`));
	if (below !== void 0) return `Where it lies in another directory than where it was made, cut that off: \`--lstrip-paths ${escapeUntrusted(path.slice(0, -below.length))}\`. `;
	const above = products.find((product) => product.endsWith(`/${path}`));
	if (above === void 0) return "";
	return `Put it where it was made, at ${quoteUntrusted(above)}, and name that with \`-p\`. `;
}
/** LINK_UNREADABLE for a link that names converted files in a way that says nothing. */
function convertedUnreadable(stepName) {
	return {
		code: "LINK_UNREADABLE",
		errorCode: "METADATA_VALUE_INVALID",
		message: `The link of step ${quoteUntrusted(stepName)} does not say in a readable way which files a checkout converts (the member \`converted\` of its environment).`,
		details: [],
		hint: "Record the step again, and find out what wrote the link: the stages of this suite write a SHA-256 for each of these files."
	};
}
/** That something is no product, with the name of the one that there is. */
function noneOf(products) {
	const [only] = products;
	return products.length === 1 && only !== void 0 ? `is not the one final product, ${quoteUntrusted(only)}` : `is not among the ${products.length} final products`;
}
// src/intoto/verification/check-link.ts
/** Everything in a link for `step` that strict verification refuses. `at` is the link's file name, escaped. */
function checkLink(parsed, stepName, at) {
	const { link } = parsed;
	const step = escapeUntrusted(stepName);
	const failures = parsed.unknownMembers.map((member) => member.looksLike === void 0 ? {
		code: "LINK_MEMBER_UNKNOWN",
		step,
		at: member.at,
		message: "The link has a member that the specification does not know.",
		details: [member.at],
		hint: "Record the step again with a tool that writes in-toto v1.0 links."
	} : {
		code: "LINK_MEMBER_CASE",
		step,
		at: member.at,
		message: `A member of the link is spelled like "${member.looksLike}" in other letter case.`,
		details: [member.at],
		hint: "Find out who wrote the link; no in-toto tool writes it so."
	});
	if (link.name !== stepName) failures.push({
		code: "LINK_NAME_MISMATCH",
		step,
		at,
		message: `The link filed for step ${quoteUntrusted(stepName)} is one of step ${quoteUntrusted(link.name)}.`,
		details: [],
		hint: "A link was renamed. Find out who did it, and record the step again."
	});
	return [
		...failures,
		...commandFailed(link, step, at),
		...convertedFailures(link, step, at),
		...checkArtifacts(link.materials, "materials", step, at),
		...checkArtifacts(link.products, "products", step, at)
	];
}
function convertedFailures({ name, environment }, step, at) {
	return ["materials", "products"].some((half) => readConverted(environment, half) === "malformed") ? [{
		...convertedUnreadable(name),
		step,
		at
	}] : [];
}
const RETURN_VALUE = "return-value";
/** Only the return value 0 is success. A link that names no command may lack it: it records files, and nothing ran. */
function commandFailed({ command, byproducts }, step, at) {
	const value = byproducts.get(RETURN_VALUE);
	if (value === 0) return [];
	if (value !== void 0) return [{
		code: "LINK_COMMAND_FAILED",
		step,
		at,
		message: `The command of step "${step}" did not succeed: its return value is ${describe(value)}.`,
		details: [],
		hint: "Correct what the command found, and run the step again."
	}];
	if (command.length === 0) return [];
	const alike = [...byproducts.keys()].find((name) => name.toLowerCase().replace(/[^a-z]/g, "") === "returnvalue");
	return [{
		code: "LINK_OUTCOME_MISSING",
		step,
		at,
		message: `The link of step "${step}" names the command ${quoteUntrusted(command.join(" "))}, and not whether it succeeded: it has no return value.`,
		details: alike === void 0 ? [] : [`It has the by-product ${quoteUntrusted(alike, 80)}, not "${RETURN_VALUE}".`],
		hint: "Record the step again and tell its outcome: give `end` the line `outcomes: ${{ steps.<id>.outcome }}`, or let the tool that records the step run its command."
	}];
}
function checkArtifacts(artifacts, list, step, at) {
	const [paths, digests] = oddArtifacts(artifacts);
	const failures = [];
	if (paths.length > 0) failures.push({
		code: "LINK_PATH_NOT_NORMALISED",
		step,
		list,
		at,
		artifacts: sample(paths),
		message: `${paths.length} of the ${list} ${has(paths)} a path that is absolute, holds a backslash or is not in its shortest form; it would slip past the rules.`,
		details: sample(paths),
		hint: "Record with relative paths of the form a/b/c, from the top of the workspace."
	});
	if (digests.length > 0) failures.push({
		code: "LINK_DIGEST_INVALID",
		step,
		list,
		at,
		artifacts: sample(digests),
		message: `${digests.length} of the ${list} ${has(digests)} no digest, or one that is not known: its algorithm, its length or its letter case.`,
		details: sample(digests),
		hint: "Record the step again; \"sha256\" has 64 hexadecimal digits in lower case."
	});
	return failures;
}
/** Paths that are not normalised, and those whose digests are not known. */
function oddArtifacts(artifacts) {
	if (artifacts instanceof ArtifactTable) return [oddNames(artifacts.list), []];
	const paths = [];
	const digests = [];
	for (const [path, digest] of artifacts) {
		if (!isNormalised(path)) paths.push(path);
		if (!areKnownDigests(digest)) digests.push(path);
	}
	return [paths, digests];
}
/** Of names that many tables share. */
const ODD_NAMES = /* @__PURE__ */ new WeakMap();
function oddNames(list) {
	const before = ODD_NAMES.get(list);
	if (before !== void 0) return before;
	const odd = list.names.filter((name) => !isNormalised(name));
	ODD_NAMES.set(list, odd);
	return odd;
}
function has(paths) {
	return paths.length === 1 ? "has" : "have";
}
function sample(paths) {
	return paths.slice(0, 100).map((path) => escapeUntrusted(path));
}
const ADDRESS = /^[a-zA-Z][a-zA-Z0-9+.-]+:\/\//;
const NOT_NORMALISED = /\\|(?:^|\/)\.{0,2}(?:\/|$)|^[A-Za-z]:/;
/**
* True for a relative path in its shortest form, after the scheme if it has one (ITE-4). Anything else can spell a
* file in a way that no rule expects (CVE-2021-41087; the reference still has it).
*/
function isNormalised(path) {
	return !NOT_NORMALISED.test(path.includes(":") ? withoutScheme(path) : path);
}
function withoutScheme(path) {
	const scheme = schemeOf(path);
	return scheme === "" ? path.replace(ADDRESS, "") : path.slice(scheme.length);
}
// src/intoto/intents/intents.ts
/** Whether a step takes the files of the commit. */
function takesSource({ takes }) {
	return takes.some(({ of }) => of === "source");
}
/** Whether a step takes the files of the commit, or is the checkout that adds them. @param step undefined for one in rules */
function seesSource(step) {
	return step !== void 0 && (step.addsSource || takesSource(step));
}
// src/intoto/link/own-bytes.ts
const MEMBER$1 = "own_bytes";
/** An environment that names such products; as it was where there are none. */
function withOwnBytes(environment, names) {
	return names.length === 0 ? environment : new Map([...environment, [MEMBER$1, [...names]]]);
}
/** Their names; empty where the environment names none in the way that we write it. */
function readOwnBytes(environment) {
	const names = environment.get(MEMBER$1);
	return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : [];
}
// src/intoto/link/recording-notes.ts
/** An environment that says of materials or products how they were found. */
function withRecordedHalf(environment, kind, half) {
	const recording = objectIn(environment, "recording");
	const { paths, leftOut, directories = /* @__PURE__ */ new Map(), unrecorded = [] } = half;
	const told = jsonObject({
		paths,
		...leftOut.size === 0 ? {} : { left_out: new Map(leftOut) },
		...directories.size === 0 ? {} : { directories: new Map(directories) },
		...unrecorded.length === 0 ? {} : { unrecorded }
	});
	const whole = new Map([...objectIn(recording, kind), ...told]);
	return new Map([...environment, ["recording", new Map([...recording, [kind, whole]])]]);
}
/** What the recorder of a checkout says of scratch. */
const CHECKOUT = "checkout";
/** What the recorder of any other stage says where it looked, and nothing lay there that it would hide. */
const NONE_AT_BEGIN = "none at begin";
/** What the recorder of a step in intents says of scratch. */
function scratchNote(isCheckout) {
	return isCheckout ? CHECKOUT : NONE_AT_BEGIN;
}
/** An environment that says what was found of scratch. */
function withScratchNote(environment, note) {
	const recording = new Map([...objectIn(environment, "recording"), ["scratch", note]]);
	return new Map([...environment, ["recording", recording]]);
}
/** Whether an environment says what was found of scratch, as that of a step in intents does. */
function saysScratch(environment) {
	return objectIn(environment, "recording").has("scratch");
}
/** The environment without the numbers of files that were left out, which differ from job to job, and without products. */
function comparableRecording(environment) {
	const recording = new Map(objectIn(environment, "recording"));
	const materials = new Map(objectIn(recording, "materials"));
	materials.delete("left_out");
	recording.delete("products");
	return recording.set("materials", materials);
}
/** How many files each pattern hid in one half; undefined where the link does not say it as we write it. */
function readLeftOut(environment, kind) {
	const half = objectIn(environment, "recording").get(kind);
	if (half === void 0 || !isJsonObject(half) || !half.has("paths")) return void 0;
	const leftOut = half.get("left_out") ?? jsonObject({});
	if (!isJsonObject(leftOut)) return void 0;
	const numbers = /* @__PURE__ */ new Map();
	for (const [pattern, files] of leftOut) {
		if (typeof files !== "number" || !Number.isSafeInteger(files) || files < 1) return void 0;
		numbers.set(pattern, files);
	}
	return numbers;
}
/** What one half of a link says of how it was found; undefined where the link does not say it as we write it. */
function readRecordedHalf(environment, kind) {
	const leftOut = readLeftOut(environment, kind);
	const paths = objectIn(objectIn(environment, "recording"), kind).get("paths");
	if (leftOut === void 0 || !Array.isArray(paths)) return void 0;
	return {
		leftOut,
		paths: paths.filter((path) => typeof path === "string")
	};
}
/** The directories that one half recorded as one artifact each; undefined where the link does not say it as we write it. */
function readDirectoryNotes(environment, kind) {
	const notes = objectIn(objectIn(environment, "recording"), kind).get("directories") ?? jsonObject({});
	if (!isJsonObject(notes)) return void 0;
	const directories = /* @__PURE__ */ new Map();
	for (const [name, lines] of notes) {
		if (!Array.isArray(lines) || !lines.every((line) => typeof line === "string")) return void 0;
		directories.set(name, lines);
	}
	return directories;
}
/**
* The exclude patterns that a link names, with what they hid; and of directories that are one artifact, the lines of what
* their digest leaves out, each with the name of the artifact before it.
*/
function readHiddenFiles(environment) {
	const recording = objectIn(environment, "recording");
	const before = new Set(patternsIn(recording));
	const own = objectIn(recording, "products");
	const after = own.has("exclude") ? new Set(patternsIn(own)) : before;
	const [materials, products] = [readLeftOut(environment, "materials"), readLeftOut(environment, "products")];
	const all = /* @__PURE__ */ new Set([
		...before,
		...after,
		...materials?.keys() ?? [],
		...products?.keys() ?? []
	]);
	const files = (pattern, patterns, numbers) => numbers?.get(pattern) ?? (numbers === void 0 && patterns.has(pattern) ? void 0 : 0);
	return [...[...all].map((pattern) => ({
		pattern,
		materials: files(pattern, before, materials),
		products: files(pattern, after, products)
	})), ...linesInDirectories(environment)];
}
/** Nobody counts what they hide. */
function linesInDirectories(environment) {
	const notes = ["materials", "products"].flatMap((kind) => [...readDirectoryNotes(environment, kind) ?? []]);
	return [...new Set(notes.flatMap(([name, left]) => left.map((line) => `${name}/${line.replace(/^\//, "")}`)))].map((pattern) => ({
		pattern,
		materials: void 0,
		products: void 0
	}));
}
function objectIn(object, name) {
	const value = object.get(name);
	return value !== void 0 && isJsonObject(value) ? value : jsonObject({});
}
/** What is no text is no pattern that anybody could have used. */
function patternsIn(settings) {
	const exclude = settings.get("exclude");
	return Array.isArray(exclude) ? exclude.filter((pattern) => typeof pattern === "string") : [];
}
// src/intoto/link/source-claim.ts
/** An environment with the claim. */
function withSource(environment, { commit, tree, files, digest, path, only, submodules }) {
	const source = jsonObject({
		commit,
		tree,
		files,
		digest,
		...path === void 0 ? {} : { path },
		...only === void 0 ? {} : { only },
		...submodules.size === 0 ? {} : { submodules: encodeSubmodules(submodules) }
	});
	return new Map([...environment, ["source", source]]);
}
/** An environment that says why nothing is claimed: where the step began there was no repository. */
function withoutRepository(environment) {
	return new Map([...environment, ["source", jsonObject({ repository: "none" })]]);
}
/** Whether a link says that there was no repository where its step began. */
function saysNoRepository(environment) {
	const value = environment.get("source");
	return value !== void 0 && isJsonObject(value) && value.size === 1 && value.get("repository") === "none";
}
/** Undefined for a link that claims nothing; `malformed` for a claim that is not written as we write it. */
function readSource(environment) {
	const value = environment.get("source");
	if (value === void 0 || saysNoRepository(environment)) return void 0;
	if (!isJsonObject(value)) return "malformed";
	const own = readCommitFiles(value, [
		"commit",
		"tree",
		"files",
		"digest",
		"path",
		"only",
		"submodules"
	]);
	const [tree, path, only] = [
		value.get("tree"),
		value.get("path"),
		value.get("only")
	];
	const submodules = readSubmodules(value.get("submodules"));
	if (own === void 0 || submodules === void 0 || !isId(tree)) return "malformed";
	if (path !== void 0 && !isPath(path)) return "malformed";
	if (only !== void 0 && (!isTexts(only) || !canClaimOnly(only))) return "malformed";
	return {
		...own,
		tree,
		submodules,
		...path === void 0 ? {} : { path },
		...only === void 0 ? {} : { only }
	};
}
/**
* Whether a claim may name these patterns. Whoever verifies tries each of them with every file of the commit; what stands
* behind the first special character of one costs as many steps as it is long, for each character of a path.
*/
function canClaimOnly(patterns) {
	if (patterns.length > LIMITS.sparsePatterns || patterns.some(({ length }) => length > LIMITS.nameLength)) return false;
	return patterns.map((pattern) => (/[*?[\\].*/s.exec(pattern)?.[0] ?? "").length).reduce((sum, length) => sum + length, 0) <= LIMITS.sparseWildcards;
}
/**
* The text whose SHA-256 is the digest of a claim: `<64 hex><two spaces><path><LF>` for each file.
*
* @param files SHA-256 in hex by path, in order of the paths' UTF-8 bytes, which is that of their code points
*/
function* sourceLines(files) {
	for (const [path, sha256] of files) yield `${sha256}  ${path}\n`;
}
function encodeSubmodules(submodules) {
	return new Map([...submodules].map(([path, { commit, files, digest }]) => [path, jsonObject({
		commit,
		files,
		digest
	})]));
}
function readSubmodules(value) {
	const submodules = /* @__PURE__ */ new Map();
	if (value === void 0) return submodules;
	if (!isJsonObject(value) || value.size > LIMITS.claimedSubmodules) return void 0;
	for (const [path, member] of value) {
		if (!isPath(path)) return void 0;
		const files = isJsonObject(member) ? readCommitFiles(member, [
			"commit",
			"files",
			"digest"
		]) : void 0;
		if (files === void 0) return void 0;
		submodules.set(path, files);
	}
	return submodules;
}
/** A member that nobody knows could change what the others mean. */
function readCommitFiles(object, known) {
	const [commit, files, digest] = [
		object.get("commit"),
		object.get("files"),
		object.get("digest")
	];
	if ([...object.keys()].some((name) => !known.includes(name)) || !isId(commit)) return void 0;
	if (typeof files !== "number" || !Number.isSafeInteger(files) || files < 0) return void 0;
	return typeof digest === "string" && isSha256Hex(digest) ? {
		commit,
		files,
		digest
	} : void 0;
}
const isId = (value) => typeof value === "string" && isGitId(value);
const isPath = (value) => typeof value === "string" && value !== "" && value.length <= LIMITS.nameLength;
const isTexts = (value) => Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === "string");
// src/intoto/link/took-over.ts
/** An environment with the links that were taken over from. */
function withTookOver(environment, taken) {
	const members = taken.map(({ step, attempt, digest }) => jsonObject({
		step,
		attempt,
		digest
	}));
	return new Map([...environment, ["took_over", members]]);
}
/** None for a link that says nothing of it; `malformed` where it is not written as we write it. */
function readTookOver(environment) {
	const value = environment.get("took_over");
	if (value === void 0) return [];
	if (!Array.isArray(value)) return "malformed";
	const taken = value.map(readOne);
	return taken.every((one) => one !== void 0) ? taken : "malformed";
}
function readOne(value) {
	if (!isJsonObject(value)) return void 0;
	const [step, attempt, digest] = [
		value.get("step"),
		value.get("attempt"),
		value.get("digest")
	];
	if (typeof step !== "string" || typeof attempt !== "string" || typeof digest !== "string") return void 0;
	return isAttempt(attempt) && isSha256Hex(digest) ? {
		step,
		attempt,
		digest
	} : void 0;
}
// src/intoto/link/recorded-by.ts
/** The environment of a link with the mark. */
function withRecordedBy(environment, { job, attempt, runner, checkRunId }) {
	const recordedBy = jsonObject({
		job,
		attempt,
		runner,
		check_run_id: checkRunId
	});
	return new Map([...environment, ["recorded_by", recordedBy]]);
}
/** Undefined for a link that the job which signed it recorded itself. */
function readRecordedBy(environment) {
	const value = environment.get("recorded_by");
	if (value === void 0) return void 0;
	if (!isJsonObject(value)) return "malformed";
	const [job, attempt, runner] = [
		value.get("job"),
		value.get("attempt"),
		value.get("runner")
	];
	if (typeof job !== "string" || typeof attempt !== "string" || !isAttempt(attempt)) return "malformed";
	if (runner !== void 0 && typeof runner !== "string") return "malformed";
	const checkRunId = value.get("check_run_id");
	if (checkRunId !== void 0 && typeof checkRunId !== "string") return "malformed";
	return {
		job,
		attempt,
		runner,
		...checkRunId === void 0 ? {} : { checkRunId }
	};
}
// src/intoto/link/statement.ts
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const LINK_PREDICATE_TYPE = "https://in-toto.io/attestation/link/v0.3";
const MEMBERS = [
	"_type",
	"subject",
	"predicateType",
	"predicate"
];
const PREDICATE_MEMBERS = [
	"name",
	"command",
	"materials",
	"byproducts",
	"environment"
];
const RESOURCE_MEMBERS = ["name", "digest"];
const NO_MEMBERS = /* @__PURE__ */ new Map();
/** Names the commit of a step without products, since a Statement needs a subject. Never a product. */
const COMMIT_SUBJECT = /^git\+https:\/\//;
const COMMIT_DIGEST = "gitCommit";
/**
* Reads a Statement with the link predicate, also with lists of resources that were read as `ResourceSection`.
*
* @throws METADATA_TYPE_UNKNOWN for another statement or predicate, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
* METADATA_VALUE_INVALID
*/
function parseStatement(at) {
	expectText(at.member("_type"), STATEMENT_TYPE);
	expectText(at.member("predicateType"), LINK_PREDICATE_TYPE);
	const predicate = at.member("predicate");
	const unknown = [...unknownMembers(at, MEMBERS), ...unknownMembers(predicate, PREDICATE_MEMBERS)];
	return {
		link: {
			name: predicate.member("name").string(),
			command: predicate.optional("command")?.strings() ?? [],
			materials: parseResources(predicate.optional("materials"), unknown, () => false),
			products: parseResources(at.member("subject"), unknown, isCommitSubject),
			byproducts: predicate.optional("byproducts")?.object() ?? NO_MEMBERS,
			environment: parseEnvironment(predicate.optional("environment"))
		},
		unknownMembers: unknown
	};
}
/**
* Writes a link as a Statement. A step without products has the commit of its run for a subject.
*
* @param server what stands before the name of a repository, like `https://github.com`
* @throws STATEMENT_WITHOUT_SUBJECT when there are neither products nor a run that names its commit
*/
function encodeStatement(link, server) {
	return jsonObject({
		_type: STATEMENT_TYPE,
		subject: link.products.size > 0 ? encodeResources(link.products) : [commitSubject(link, server)],
		predicateType: LINK_PREDICATE_TYPE,
		predicate: jsonObject({
			name: link.name,
			command: link.command,
			materials: encodeResources(link.materials),
			byproducts: link.byproducts,
			environment: link.environment
		})
	});
}
function commitSubject({ name, environment }, server) {
	const run = readRunBinding(environment);
	if (run !== void 0 && run !== "malformed" && run.repository !== void 0 && run.commit !== void 0) return jsonObject({
		name: `git+${server}/${run.repository}`,
		digest: jsonObject({ [COMMIT_DIGEST]: run.commit })
	});
	throw new CoreError("STATEMENT_WITHOUT_SUBJECT", `Step ${quoteUntrusted(name)} has no products and names no repository and commit, so its Statement would be about nothing.`, { hint: "Record a product (`--products`, or the input `products`), or sign with a key (`--signing-key`). A link without products can be signed by identity only where a stage of a workflow recorded it, since that names its repository and commit." });
}
function encodeResources(artifacts) {
	return [...artifacts].map(([name, digests]) => jsonObject({
		name,
		digest: new Map(digestPairs(digests))
	}));
}
function parseResources(at, unknown, isNoArtifact) {
	if (at?.value instanceof ResourceSection) return tableOf(at.value);
	const artifacts = new ArtifactsBuilder();
	for (const resource of at?.list(LIMITS.statementResources) ?? []) {
		addUnknown(unknown, unknownMembers(resource, RESOURCE_MEMBERS));
		const name = resource.member("name").string();
		if (name.length > LIMITS.nameLength) throw resource.invalid(`A name has at most ${LIMITS.nameLength} characters.`);
		const pairs = [...resource.member("digest").members()].map(([algorithm, hex]) => {
			if (!/^[^:,]+$/.test(algorithm) || !/^[0-9a-fA-F]+$/.test(hex.string())) throw hex.invalid("A digest is made of hexadecimal digits.");
			return [algorithm, hex.string()];
		});
		if (isNoArtifact(name, new Map(pairs))) continue;
		if (!artifacts.add(name, digestSet(pairs))) throw resource.invalid(`The name ${quoteUntrusted(name)} is there twice.`);
	}
	return artifacts.build();
}
function isCommitSubject(name, digest) {
	return COMMIT_SUBJECT.test(name) && digest.size === 1 && digest.has(COMMIT_DIGEST);
}
function expectText(at, expected) {
	const found = at.string();
	if (found === expected) return;
	throw new CoreError("METADATA_TYPE_UNKNOWN", `The type is ${quoteUntrusted(found)}, not "${expected}".`, {
		at: at.where,
		hint: "Only Statements v1 with the link predicate v0.3 are read."
	});
}
// src/intoto/intents/greedy-match.ts
/**
* Whether items fit the places of a pattern, one behind the other. It returns only to the last run, so no item is held
* against a place twice for one run: at most the product of both lengths in steps.
*/
function greedyMatch(places, items) {
	let [place, at] = [0, 0];
	let run = -1;
	let retry = 0;
	while (at < items.length) {
		const current = places[place];
		if (current === "any run") {
			run = place;
			place += 1;
			retry = at;
		} else if (current?.(items[at]) === true) {
			place += 1;
			at += 1;
		} else if (run >= 0) {
			place = run + 1;
			retry += 1;
			at = retry;
		} else return false;
	}
	while (places[place] === "any run") place += 1;
	return place === places.length;
}
// src/intoto/intents/intent-segments.ts
/** Any character of a name. */
const ANY = {
	ranges: [],
	negated: true
};
/** The segments of a pattern, or why it is none. */
function intentSegments(text) {
	const flaw = flawOfText(text);
	if (flaw !== void 0) return flaw;
	const segments = [];
	for (const name of text.split("/")) {
		const segment = name === "**" ? name : tokensOf(name);
		if ("flaw" in Object(segment)) return segment;
		segments.push(segment);
	}
	return beginsLikeDrive(segments[0]) ? LIKE_DRIVE : segments;
}
/** Whether a letter and a colon come first: no verification takes such a path. */
function beginsLikeDrive(first) {
	const [letter, colon] = first;
	return colon === literalToken(":") && isLetter(letter);
}
function isLetter(token) {
	if (token === "*") return false;
	const { ranges, negated } = typeof token === "object" ? token : {
		ranges: [[token, token]],
		negated: false
	};
	return !negated && ranges.every(([low, high]) => low >= 65 && high <= 90 || low >= 97 && high <= 122);
}
/** Whether something is a flaw. */
function isFlaw(read) {
	return "flaw" in read;
}
/** What is wrong with the text as a whole. */
function flawOfText(text) {
	if (text === "") return flaw("is empty", "Write `**` for all files.");
	if (text.length > LIMITS.patternLength) return flaw(`has ${text.length} characters; at most ${LIMITS.patternLength} are read`, "Write a shorter one.");
	if (/[\p{Cc}\p{Cs}]/u.test(text)) return flaw("holds a character that no recorded path has", "Write `?` where the character stands.");
	if (text.includes("\\")) return flaw("holds a backslash", "Write `/` between directories, and brackets around a special character: `[*]`.");
	if (/[{}$]/.test(text)) return flaw("holds a brace or a dollar sign", "Write out what the braces stand for, one pattern each; in `layout.yml` only `${{ matrix.NAME }}` stands in a pattern. For a file that has such a character in its name write `?`.");
	if (text.startsWith("!")) return flaw("starts with `!`", "Name what is meant, not what is not. For a file whose name starts with it write `?`.");
	if (text.startsWith("file:")) return flaw("starts with `file:`", "Leave it out: files are named by their paths. No recorded file is called so.");
	if (text.startsWith("dir:")) return flaw("starts with `dir:`", "Name an installed directory in `installs-into`, without `dir:`.");
	return flawOfSlashes(text);
}
function flawOfSlashes(text) {
	if (text.startsWith("/")) return flaw("starts with a slash", `Write ${quoteUntrusted(text.replace(/^\/+/, ""))}.`);
	if (text.endsWith("/")) return flaw("ends with a slash", `Write ${quoteUntrusted(`${withoutEnd(text, "/")}/**`)} for all files below it.`);
	const odd = text.split("/").find((name) => name === "" || name === "." || name === "..");
	if (odd === void 0) return void 0;
	return flaw(`has ${odd === "" ? "two slashes in a row" : `a part ${quoteUntrusted(odd)}`}`, "Write the path as it is recorded: from the top of the workspace, in its shortest form.");
}
/** The elements of one name. */
function tokensOf(name) {
	const characters = [...name];
	const tokens = [];
	let at = 0;
	while (at < characters.length) {
		const character = characters[at];
		at += 1;
		if (character === "*") {
			if (characters[at] === "*") return flaw(`has \`**\` beside other characters in ${quoteUntrusted(name)}`, "It stands alone between slashes: write `*` for any part of one name, `**/` for any directories.");
			tokens.push("*");
		} else if (character === "?") tokens.push(ANY);
		else if (character === "[") {
			const end = characters.indexOf("]", at);
			const test = end < 0 ? UNCLOSED : testIn(characters.slice(at, end));
			if ("flaw" in test) return test;
			tokens.push(test);
			at = end + 1;
		} else tokens.push(literalToken(character));
	}
	return tokens;
}
/** What stands between brackets. */
function testIn(body) {
	const negated = body[0] === "!";
	const members = negated ? body.slice(1) : body;
	const [first] = members;
	if (first === void 0) return flaw("has brackets that hold nothing", AS_ITSELF);
	if (first === "^") return flaw("has brackets that begin with `^`", "Write `[!\u2026]` for any other character.");
	if (first === "-" || members.at(-1) === "-") return flaw("has `-` at the edge of brackets", "Write `-` outside of brackets, or a range: `[a-z]`.");
	if (members.some((member, index) => member === "[" && /[:.=]/.test(members[index + 1] ?? ""))) return flaw("has a named class within brackets", "Write its characters: `[A-Za-z]`, `[0-9]`.");
	return rangesOf(members, negated);
}
function rangesOf(members, negated) {
	const ranges = [];
	let at = 0;
	while (at < members.length) {
		const low = literalToken(members[at]);
		if (members[at + 1] !== "-") {
			ranges.push([low, low]);
			at += 1;
			continue;
		}
		const high = literalToken(members[at + 2]);
		if (low > high) return flaw("has a range that runs backwards", "Write the lower character first: `[a-z]`.");
		if (members[at + 3] === "-") return flaw("has two ranges that share a character", "Write them apart: `[a-cc-e]`.");
		ranges.push([low, high]);
		at += 3;
	}
	return {
		ranges,
		negated
	};
}
const AS_ITSELF = "For a file that has a bracket in its name write `[[]`; a closing one stands for itself.";
const LIKE_DRIVE = {
	flaw: "begins like a drive of Windows",
	hint: "Name a path from the top of the workspace. A file of such a name is never recorded: rename it."
};
const UNCLOSED = {
	flaw: "has a bracket that is not closed in one name",
	hint: AS_ITSELF
};
function flaw(what, hint) {
	return {
		flaw: what,
		hint
	};
}
// src/intoto/intents/intent-pattern.ts
/**
* Reads a pattern.
*
* @throws INTENT_PATTERN_INVALID
*/
function parseIntentPattern(text) {
	const segments = patternSegments(text);
	if (isFlaw(segments)) throw new CoreError("INTENT_PATTERN_INVALID", `The pattern ${quoteUntrusted(text)} ${segments.flaw}.`, { hint: segments.hint });
	const fits = matcherOf(text, segments);
	return {
		text,
		matches: (path) => !path.startsWith("dir:") && fits(path)
	};
}
/** Whether a pattern fits one name alone. */
function isLiteral({ text }) {
	return !/[*?[]/.test(text);
}
/** The segments of a pattern, or why a text is none. */
function patternSegments(text) {
	if (text === "source" || text === "nothing") return {
		flaw: "is a word of the language",
		hint: `For a file of that name write \`[${text.slice(0, 1)}]${text.slice(1)}\`.`
	};
	return intentSegments(text);
}
/** Nearly all patterns are a name, or all below a directory, and need no general matcher. */
function matcherOf(text, segments) {
	if (isLiteral({ text })) return (path) => path === text;
	if (text === "**") return isNormal;
	const directory = text.endsWith("/**") ? text.slice(0, -2) : void 0;
	if (directory !== void 0 && isLiteral({ text: directory })) return (path) => path.startsWith(directory) && isNormal(path);
	let places;
	return (path) => {
		places ??= placesOf(segments);
		return isNormal(path) && greedyMatch(places, path.split("/"));
	};
}
/** What is not in its shortest form names another place than it seems to. */
function isNormal(path) {
	return !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path);
}
function placesOf(segments) {
	return segments.flatMap((segment, index) => {
		if (segment !== "**") return [nameTest(segment)];
		return index === segments.length - 1 ? [() => true, "any run"] : ["any run"];
	});
}
function nameTest(tokens) {
	const places = tokens.map((token) => {
		if (token === "*") return "any run";
		if (typeof token !== "number") return (character) => passes(token, character.codePointAt(0));
		const wanted = String.fromCodePoint(token);
		return (character) => character === wanted;
	});
	return (name) => greedyMatch(places, [...name]);
}
// src/intoto/intents/statements.ts
/** First words of statements, and words that a step's name would be mistaken for. */
const RESERVED = [
	"source",
	"nothing",
	"only",
	"from",
	"into",
	"legs",
	"release",
	"steps",
	"layout",
	"branches",
	"tags",
	"intents"
];
/** Whether a step in intents may be called so. */
function isStepName(name) {
	return /^[\w.-]+$/.test(name) && name.length <= LIMITS.nameLength && !RESERVED.includes(name);
}
/** What makes a text no `from`, `into` or directory where a command runs; undefined for one that is. */
function flawOfDirectory(directory) {
	const read = intentSegments(directory);
	if (isFlaw(read)) return read.flaw;
	return isLiteral({ text: directory }) ? void 0 : "holds a wildcard";
}
/** What makes a text nothing that a step can install into. */
function flawOfInstalled(directory) {
	return directory.startsWith("~/") ? flawOfDirectory(directory.slice(2)) : flawOfPlace(directory);
}
function flawOfPlace(directory) {
	if (directory.startsWith("~")) return "is in the home of another user";
	const read = intentSegments(directory);
	if (isFlaw(read)) return read.flaw;
	return read.at(-1) === "**" ? "ends with `**`, which is every directory below" : void 0;
}
/** What makes a line no scratch: what gitignore reads in another way than it stands there, or what no file can fit. */
function flawOfLine(line) {
	if (line === "") return "is empty";
	if (line.length > LIMITS.patternLength) return `has ${line.length} characters; at most ${LIMITS.patternLength} are read`;
	if (/^[!#]/.test(line)) return `starts with \`${line[0]}\``;
	if (line !== line.trim()) return "has blanks at its ends";
	if (/[\\${}]/.test(line)) return "holds a backslash, a dollar sign or a brace";
	return /[\p{Cc}\p{Cs}]/u.test(line) ? "holds a control character" : void 0;
}
/** What makes a line nothing that may change inside of an installed directory. */
function flawOfMayChange(line) {
	return flawOfLine(line) ?? (/^\/?(?:\*+|\*+\?\**|\?\*+)(?:\/\*+)*\/?$/.test(line) ? "covers all of the directory" : void 0);
}
/** Whether other implementations would put a parameter into a text. */
function holdsBrace(text) {
	return /[{}]/.test(text);
}
/** `sha256:` and 64 digits. */
function isDefinition(text) {
	return /^sha256:[0-9a-f]{64}$/.test(text);
}
/** "Could not tell" what a layout says in intents. @param text what is wrong, escaped */
function intentsInvalid(text, hint) {
	return new CoreError("INTENTS_INVALID", text, {
		at: "intents",
		hint
	});
}
/** A statement that is not one. @param flaw to stand behind it, with a full stop */
function badStatement(statement, flaw) {
	return intentsInvalid(`The statement ${quoteUntrusted(statement)} ${flaw}`, "Sign the layout again with `layout sign`; if this release of the suite is older than the one that signed it, take that one.");
}
/** A statement that this release does not know. */
function unknownStatement(statement) {
	return badStatement(statement, "is not known.");
}
/**
* The pattern at the end of a statement.
*
* @throws INTENTS_INVALID for what is none
*/
function patternOf(statement, text) {
	const read = patternSegments(text);
	if (isFlaw(read)) throw badStatement(statement, `has a pattern that ${read.flaw}.`);
	return parseIntentPattern(text);
}
/** A text or words as JSON, in which no control character stands as itself: no statement may hold one. */
function jsonWord(value) {
	return JSON.stringify(value).replaceAll(/[\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** A JSON string as `jsonWord` writes it; undefined for any other spelling. */
function readString(text) {
	return readAsWritten(text, (value) => typeof value === "string");
}
/** Words as `jsonWord` writes them; undefined for any other spelling, and for no word. */
function readWords(text) {
	const isWords = (value) => Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === "string");
	return readAsWritten(text, isWords);
}
function readAsWritten(text, fits) {
	try {
		const value = JSON.parse(text);
		return fits(value) && jsonWord(value) === text ? value : void 0;
	} catch {
		return;
	}
}
// src/intoto/intents/pattern-lists.ts
/** Where a step keeps the patterns of each word that names files by patterns. */
const PATTERN_LISTS = {
	adds: "adds",
	"may-add": "mayAdd",
	changes: "changes",
	removes: "removes",
	"may-remove": "mayRemove"
};
/** All of them, in the order in which statements have them. */
const PATTERN_WORDS = Object.keys(PATTERN_LISTS);
// src/intoto/intents/write-statements.ts
/**
* Writes what a layout says in intents: of each step first what it takes; the pattern is last in its statement, directories are
* JSON strings.
*
* @throws INTENTS_INVALID for a text that holds a brace, which other implementations take for a parameter
*/
function writeStatements(intents) {
	const statements = [
		...[...intents.steps.values()].flatMap(stepStatements),
		...intents.release.length === 0 ? ["release nothing"] : intents.release.flatMap(releaseStatements),
		...refStatements(intents),
		...intents.sourceCommit === "run" ? [] : [sourceCommitStatement(intents.sourceCommit)],
		...intents.submodules.map(submoduleStatement),
		STEPS_ONLY,
		...intents.version === void 0 ? [] : [versionStatement(intents.version)]
	];
	const braced = statements.find(holdsBrace);
	if (braced === void 0) return statements;
	throw intentsInvalid(`The statement ${quoteUntrusted(braced)} holds a brace, which other implementations take for a parameter.`, "Put a command that needs braces into a script of the repository. For a file that has one in its name write `?`.");
}
/** For which branches and tags the layout speaks. */
function refStatements({ branches, tags }) {
	return [...branches.map(({ text }) => `branches ${text}`), ...tags.map(({ text }) => `tags ${text}`)];
}
/** What is said of every layout in intents: it knows all steps. */
const STEPS_ONLY = "steps only";
/** All that is said of one step, each behind its name. */
function stepStatements(step) {
	const { name } = step;
	return [
		...step.takes.length === 0 ? [takesNothingStatement(name)] : step.takes.flatMap((take) => takeStatements(name, take)),
		...step.addsSource ? [addsSourceStatement(name)] : [],
		...step.adds.map((pattern) => patternStatement(name, "adds", pattern)),
		...step.mayAdd.map((pattern) => patternStatement(name, "may-add", pattern)),
		...step.changes.map((pattern) => patternStatement(name, "changes", pattern)),
		...step.removes.map((pattern) => patternStatement(name, "removes", pattern)),
		...step.mayRemove.map((pattern) => patternStatement(name, "may-remove", pattern)),
		...step.scratch.map((line) => scratchStatement(step, line)),
		...step.installs.flatMap((installs) => installsStatements(name, installs)),
		...step.command === void 0 ? [] : [commandStatement(name, step.command)],
		...step.definition === void 0 ? [] : [definitionStatement(name, step.definition)],
		...step.delegated ? [`${name} delegated`] : [],
		...step.recording === "any" ? [`${name} recording any`] : []
	];
}
function takesNothingStatement(step) {
	return `${step} takes nothing`;
}
/** What a checkout says. */
function addsSourceStatement(step) {
	return `${step} adds source`;
}
/** What a step takes of one thing; a statement for each pattern, at least one. */
function takeStatements(step, take) {
	if (take.of === "source") return [`${step} takes source`];
	const from = take.from === void 0 ? "" : ` from ${jsonWord(take.from)}`;
	const into = take.into === void 0 ? "" : ` into ${jsonWord(take.into)}`;
	return withPatterns(`${step} takes ${take.step}${from}${into}`, take.only);
}
/** What a step says that it does with files of a pattern. */
function patternStatement(step, verb, { text }) {
	return `${step} ${verb} ${text}`;
}
/** What a step may leave behind. @param line of gitignore */
function scratchStatement({ name }, line) {
	return `${name} scratch ${line}`;
}
/** What a step installs into one directory; a statement for each line that may change in there, at least one. */
function installsStatements(step, { directory, mayChange }) {
	const start = `${step} installs ${jsonWord(directory)}`;
	return mayChange.length === 0 ? [start] : mayChange.map((line) => `${start} may-change ${line}`);
}
function commandStatement(step, { words, workingDirectory, setup }) {
	const directory = workingDirectory === void 0 ? "" : ` in ${jsonWord(workingDirectory)}`;
	const after = setup === void 0 ? "" : ` after ${jsonWord(setup)}`;
	return `${step} command ${jsonWord(words)}${directory}${after}`;
}
function definitionStatement(step, digest) {
	return `${step} definition ${digest}`;
}
/** What of one step is final; a statement for each pattern, at least one. */
function releaseStatements({ step, only }) {
	return withPatterns(`release ${step}`, only);
}
function sourceCommitStatement(commit) {
	return `source commit ${commit}`;
}
/** @param directory of a submodule that some jobs check out and others do not */
function submoduleStatement(directory) {
	return `source submodules ${jsonWord(directory)}`;
}
function versionStatement({ number, after }) {
	return `layout ${number}${after === void 0 ? "" : ` after ${after}`}`;
}
function withPatterns(start, only) {
	return only.length === 0 ? [start] : only.map(({ text }) => `${start} only ${text}`);
}
// src/intoto/intents/step-draft.ts
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const TAKES = new RegExp(`^([^ ]+)(?: from (${STRING}))?(?: into (${STRING}))?(?: only (.+))?$`, "su");
const INSTALLS = new RegExp(`^(${STRING})(?: may-change (.+))?$`, "su");
const COMMAND = new RegExp(String.raw`^(\[.+\])(?: in (${STRING}))?(?: after (${STRING}))?$`, "su");
/** What statements have said of one step so far. */
var StepDraft = class {
	name;
	#takesNothing = false;
	#takes = [];
	/** By step and directories: their patterns are of one take. */
	#parts = /* @__PURE__ */ new Map();
	#addsSource = false;
	#lists = {
		adds: [],
		mayAdd: [],
		changes: [],
		removes: [],
		mayRemove: []
	};
	#scratch = [];
	#installs = /* @__PURE__ */ new Map();
	#command;
	#definition;
	#delegated = false;
	#recording = "whole";
	constructor(name) {
		this.name = name;
	}
	/**
	* Takes one statement.
	*
	* @param rest what stands behind the name of the step
	* @throws INTENTS_INVALID
	*/
	add(statement, rest) {
		const space = rest.indexOf(" ");
		const [verb, said] = space < 0 ? [rest, ""] : [rest.slice(0, space), rest.slice(space + 1)];
		switch (verb) {
			case "takes": return this.#addTake(statement, said);
			case "adds":
			case "may-add":
			case "changes":
			case "removes":
			case "may-remove":
				if (verb === "adds" && said === "source") this.#addsSource = true;
				else this.#lists[PATTERN_LISTS[verb]].push(patternOf(statement, said));
				return;
			case "scratch":
				this.#scratch.push(fit(statement, said, flawOfLine));
				return;
			case "installs": return this.#addInstalls(statement, said);
			case "command": return this.#addCommand(statement, said);
			case "definition":
				if (!isDefinition(said)) throw unknownStatement(statement);
				if (this.#definition !== void 0) throw badStatement(statement, "contradicts an earlier one.");
				this.#definition = said;
				return;
			default: return this.#addWord(statement, rest);
		}
	}
	/** The steps that it takes. */
	taken() {
		return this.#takes.flatMap((take) => take.of === "source" ? [] : [take.step]);
	}
	/** @throws INTENTS_INVALID where statements contradict each other */
	finish() {
		const { adds, mayAdd, changes, removes, mayRemove } = this.#lists;
		const files = [
			...adds,
			...mayAdd,
			...changes,
			...removes,
			...mayRemove
		];
		if (this.#takesNothing && this.#takes.length > 0) throw badStatement(takesNothingStatement(this.name), "contradicts another one.");
		if (this.#addsSource && (this.#takes.length > 0 || files.length > 0 || this.#installs.size > 0)) throw badStatement(addsSourceStatement(this.name), "stands beside another one about files; it stands alone.");
		return {
			name: this.name,
			takes: this.#takes,
			addsSource: this.#addsSource,
			adds,
			mayAdd,
			changes,
			removes,
			mayRemove,
			scratch: this.#scratch,
			installs: [...this.#installs].map(([directory, mayChange]) => ({
				directory,
				mayChange
			})),
			command: this.#command,
			definition: this.#definition,
			delegated: this.#delegated,
			recording: this.#recording
		};
	}
	#addTake(statement, said) {
		if (said === "nothing") {
			this.#takesNothing = true;
			return;
		}
		if (said === "source") {
			this.#takes.push({ of: said });
			return;
		}
		const [, step = "", from, into, only] = TAKES.exec(said) ?? [];
		if (!isStepName(step)) throw unknownStatement(statement);
		const take = {
			of: "step",
			step,
			only: only === void 0 ? [] : [patternOf(statement, only)],
			from: from === void 0 ? void 0 : fit(statement, stringIn(statement, from), flawOfDirectory),
			into: into === void 0 ? void 0 : fit(statement, stringIn(statement, into), flawOfDirectory)
		};
		if (take.from !== void 0 && only?.startsWith(`${take.from}/`) === false) throw badStatement(statement, "has a pattern that does not begin with its directory.");
		const key = JSON.stringify([
			step,
			take.from,
			take.into
		]);
		const known = this.#parts.get(key);
		if (known === void 0) {
			this.#takes.push(take);
			this.#parts.set(key, take);
		} else if (known.only.length === 0 || take.only.length === 0) throw badStatement(statement, "takes all of a step, and another one a part of it.");
		else known.only.push(...take.only);
	}
	#addInstalls(statement, said) {
		const [, text, line] = INSTALLS.exec(said) ?? [];
		if (text === void 0) throw unknownStatement(statement);
		const directory = fit(statement, stringIn(statement, text), flawOfInstalled);
		const known = this.#installs.get(directory);
		if (known !== void 0 && (known.length === 0 || line === void 0)) throw badStatement(statement, "contradicts another one about what may change in there.");
		const lines = known ?? [];
		if (line !== void 0) lines.push(fit(statement, line, flawOfMayChange));
		this.#installs.set(directory, lines);
	}
	#addCommand(statement, said) {
		const [, text = "", directory, setup] = COMMAND.exec(said) ?? [];
		const words = readWords(text);
		if (words === void 0) throw unknownStatement(statement);
		if (this.#command !== void 0) throw badStatement(statement, "contradicts an earlier one.");
		this.#command = {
			words,
			workingDirectory: directory === void 0 ? void 0 : fit(statement, stringIn(statement, directory), flawOfDirectory),
			setup: setup === void 0 ? void 0 : stringIn(statement, setup)
		};
	}
	#addWord(statement, said) {
		if (said === "delegated") this.#delegated = true;
		else if (said === "recording any") this.#recording = "any";
		else throw unknownStatement(statement);
	}
};
/** @throws INTENTS_INVALID for another spelling than ours */
function stringIn(statement, text) {
	const value = readString(text);
	if (value !== void 0) return value;
	throw badStatement(statement, "has a JSON string that is not written as we write it.");
}
function fit(statement, text, flawOf) {
	const flaw = flawOf(text);
	if (flaw === void 0) return text;
	throw badStatement(statement, `names something that ${flaw}.`);
}
// src/intoto/intents/read-statements.ts
/**
* Reads the statements of an inspection, the words behind `check v1`.
*
* @throws INTENTS_INVALID for one that is not known, stands twice or contradicts another, and where one lacks that every
* layout in intents has
*/
function readStatements(statements) {
	const draft = {
		steps: /* @__PURE__ */ new Map(),
		release: /* @__PURE__ */ new Map(),
		releasesNothing: false,
		branches: [],
		tags: [],
		sourceCommit: void 0,
		submodules: [],
		stepsOnly: false,
		version: void 0
	};
	const seen = /* @__PURE__ */ new Set();
	for (const statement of statements) {
		if (seen.has(statement)) throw badStatement(statement, "stands twice.");
		seen.add(statement);
		if (holdsBrace(statement) || /[\p{Cc}\p{Cs}]/u.test(statement)) throw badStatement(statement, "holds a brace or a control character.");
		addStatement(draft, statement);
	}
	return finish(draft);
}
function addStatement(draft, statement) {
	const space = statement.indexOf(" ");
	const [first, rest] = space < 0 ? [statement, ""] : [statement.slice(0, space), statement.slice(space + 1)];
	switch (first) {
		case "release": return addRelease(draft, statement, rest);
		case "branches":
			draft.branches.push(patternOf(statement, rest));
			return;
		case "tags":
			draft.tags.push(patternOf(statement, rest));
			return;
		case "source": return addSource(draft, statement, rest);
		case "steps":
			if (statement !== "steps only") throw unknownStatement(statement);
			draft.stepsOnly = true;
			return;
		case "layout": return addVersion(draft, statement, rest);
		default: return addOfStep(draft, statement, first, rest);
	}
}
function addOfStep(draft, statement, name, rest) {
	if (!isStepName(name)) throw unknownStatement(statement);
	const known = draft.steps.get(name);
	if (known === void 0 && !rest.startsWith("takes ")) throw badStatement(statement, "is about a step that takes nothing before it.");
	const step = known ?? new StepDraft(name);
	draft.steps.set(name, step);
	step.add(statement, rest);
}
function addRelease(draft, statement, rest) {
	if (rest === "nothing") {
		draft.releasesNothing = true;
		return;
	}
	const [, step = "", only] = /^([^ ]+)(?: only (.+))?$/su.exec(rest) ?? [];
	if (!isStepName(step)) throw unknownStatement(statement);
	const known = draft.release.get(step);
	if (known !== void 0 && (known.length === 0 || only === void 0)) throw badStatement(statement, "releases all of a step, and another one a part of it.");
	draft.release.set(step, [...known ?? [], ...only === void 0 ? [] : [patternOf(statement, only)]]);
}
function addSource(draft, statement, rest) {
	const [, written] = /^submodules (.+)$/su.exec(rest) ?? [];
	if (written !== void 0) {
		const directory = readString(written);
		if (directory === void 0 || flawOfDirectory(directory) !== void 0) throw unknownStatement(statement);
		draft.submodules.push(directory);
		return;
	}
	const [, commit] = /^commit (head|named)$/.exec(rest) ?? [];
	if (commit === void 0) throw unknownStatement(statement);
	if (draft.sourceCommit !== void 0) throw badStatement(statement, "contradicts an earlier one about the commit.");
	draft.sourceCommit = commit;
}
function addVersion(draft, statement, rest) {
	const [, digits = "", after] = /^([1-9]\d{0,8})(?: after (.+))?$/su.exec(rest) ?? [];
	if (digits === "" || after !== void 0 && !isDefinition(after)) throw unknownStatement(statement);
	if (draft.version !== void 0) throw badStatement(statement, "contradicts an earlier one about the version.");
	if (digits === "1" !== (after === void 0)) throw badStatement(statement, "must name the layout before, unless it is the first.");
	draft.version = {
		number: Number(digits),
		after
	};
}
function finish(draft) {
	const places = new Map([...draft.steps.keys()].map((name, place) => [name, place]));
	for (const [name, step] of draft.steps) {
		const late = step.taken().find((taken) => (places.get(taken) ?? -1) >= places.get(name));
		if (late !== void 0) throw intentsInvalid(`Step ${quoteUntrusted(name)} takes ${quoteUntrusted(late)}, which does not stand above it.`);
	}
	if (draft.releasesNothing === draft.release.size > 0) throw intentsInvalid(draft.releasesNothing ? "The statements release a step, and nothing." : "No statement says what is released, not even `release nothing`.");
	if (!draft.stepsOnly) throw intentsInvalid(`The statement "${STEPS_ONLY}" is missing.`);
	if (draft.steps.size === 0) throw intentsInvalid("The statements are about no step.");
	return {
		steps: new Map([...draft.steps].map(([name, step]) => [name, step.finish()])),
		release: [...draft.release].map(([step, only]) => ({
			step,
			only
		})),
		branches: draft.branches,
		tags: draft.tags,
		sourceCommit: draft.sourceCommit ?? "run",
		submodules: draft.submodules,
		version: draft.version
	};
}
// src/intoto/intents/intents-of-layout.ts
/** What the inspection is called, and nothing else in a layout in intents. */
const INTENTS_NAME = "intents";
/** What stands before the statements. */
const INTENTS_COMMAND = [
	"in-toto-actions",
	"check",
	"v1"
];
/**
* The inspection that carries intents. Its lists of rules are empty: it records nothing.
*
* @throws INTENTS_INVALID for a text that holds a brace
*/
function intentsInspection(intents) {
	return {
		kind: "inspection",
		name: INTENTS_NAME,
		run: [...INTENTS_COMMAND, ...writeStatements(intents)],
		expectedMaterials: [],
		expectedProducts: []
	};
}
/** Whether an inspection is the built-in check, of whatever version. Nobody runs it as a program. */
function isIntentsInspection({ run }) {
	const [program, command, version] = run;
	return program === INTENTS_COMMAND[0] && command === INTENTS_COMMAND[1] && /^v\d/.test(version ?? "");
}
/**
* What a layout says in intents; undefined for a layout that says nothing in them.
*
* @throws INTENTS_INVALID for statements that are not known, and for an inspection that carries them in another way
*/
function intentsOf(layout) {
	const [inspection, second] = layout.inspections.filter(isIntentsInspection);
	if (inspection === void 0) return void 0;
	const { name, run } = inspection;
	if (second !== void 0) throw intentsInvalid("The layout has two inspections that carry intents.");
	if (layout.steps.some((step) => step.name === "intents")) throw intentsInvalid(`A step is called "${INTENTS_NAME}", as only the inspection is that carries intents.`);
	if (name !== "intents") throw intentsInvalid(`The inspection that carries intents is called ${quoteUntrusted(name)}, not "${INTENTS_NAME}".`);
	if (inspection.expectedMaterials.length + inspection.expectedProducts.length > 0) throw intentsInvalid("The inspection that carries intents has rules, and records nothing that they could be about.");
	if (run[2] !== INTENTS_COMMAND[2]) throw intentsInvalid(`The intents are of version ${quoteUntrusted(run[2], 80)}; this release knows "v1".`, "Verify with the release of the suite that signed the layout, or with a later one.");
	const intents = readStatements(run.slice(INTENTS_COMMAND.length));
	demandSteps(intents, layout.steps.map((step) => step.name));
	return intents;
}
/** Whatever is said is about steps of the layout, and none takes what comes later. */
function demandSteps(intents, names) {
	const places = new Map(names.map((name, place) => [name, place]));
	const place = (step) => {
		const found = places.get(step);
		if (found !== void 0) return found;
		throw intentsInvalid(`The intents are about step ${quoteUntrusted(step)}, and the layout has no such step.`);
	};
	for (const { name, takes } of intents.steps.values()) {
		const own = place(name);
		for (const take of takes) if (take.of === "step" && place(take.step) >= own) throw intentsInvalid(`Step ${quoteUntrusted(name)} takes ${quoteUntrusted(take.step)}, which does not stand above it in the layout.`);
	}
	for (const { step } of intents.release) place(step);
}
// src/intoto/rules/rule-text.ts
/**
* Splits a rule or a command written as text into words, as a POSIX shell does without expansions: quotes group, a
* backslash takes the next character literally (within double quotes only `"` and `\`).
*
* @throws METADATA_RULE_INVALID for an open quote or a backslash at the end
*/
function splitWords(text) {
	const words = [];
	let word;
	let quote;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (quote === void 0 && /\s/.test(character)) {
			if (word !== void 0) words.push(word);
			word = void 0;
			continue;
		}
		word ??= "";
		const next = text[index + 1];
		if (character === quote) quote = void 0;
		else if (quote === void 0 && (character === "\"" || character === "'")) quote = character;
		else if (character === "\\" && quote !== "'" && (quote === void 0 || next === "\"" || next === "\\")) {
			if (next === void 0) throw openText(text, "ends with a backslash");
			word += next;
			index += 1;
		} else word += character;
	}
	if (quote !== void 0) throw openText(text, `has an open ${quote === "\"" ? "double" : "single"} quote`);
	if (word !== void 0) words.push(word);
	return words;
}
/** Joins words into text that `splitWords` splits into the same words. */
function joinWords(words) {
	return words.map((word) => /^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`).join(" ");
}
function openText(text, what) {
	return new CoreError("METADATA_RULE_INVALID", `${quoteUntrusted(text)} ${what}.`, { hint: "Close the quote, or put the text into single quotes." });
}
/** A rule as it can be pasted into a list of `.in-toto/layout.yml`: in double quotes; escaped. */
function quotedRule(words) {
	return escapeUntrusted(JSON.stringify(joinWords(words)));
}
// src/intoto/keys/open-names.ts
/**
* The patterns of an identity that anybody's workflow may fit: of its holder, and of the workflow or repository that
* calls it, unless something else that its certificate must say names an owner or a repository.
*/
function openNames({ issuer, subject, constraints }) {
	const isOpen = (text) => isTooWide(text) || issuer === "https://token.actions.githubusercontent.com" && isOpenAddress(text);
	const isNarrow = [...constraints].some(([name, values]) => {
		if (OF_ADDRESS.includes(name)) return !values.some((value) => isTooWide(value) || isOpenAddress(value));
		if (name === "github_workflow_repository") return !values.some((value) => /^[^/]*\*|\*\*/.test(value));
		return OF_NUMBER.includes(name) && !values.some((value) => value.includes("*"));
	});
	const open = subject.kind === "pattern" ? [subject.text].filter(isNarrow ? isTooWide : isOpen) : [];
	const callers = isNarrow ? [] : CALLERS.flatMap((name) => constraints.get(name) ?? []);
	return [...open, ...callers.filter(isOpen)];
}
/** Whether an address leaves its server or its owner open: `https://github.com/*` and what follows. */
function isOpenAddress(text) {
	const parts = text.replace(/@.*$/s, "").split("/");
	return parts.length > 1 && parts.slice(0, 4).some((part) => part.includes("*"));
}
const CALLERS = ["build_config_uri", "source_repository_uri"];
const OF_ADDRESS = [...CALLERS, "source_repository_owner_uri"];
const OF_NUMBER = ["source_repository_id", "source_repository_owner_id"];
// src/intoto/artifacts/is-ascii.ts
const OTHER_THAN_ASCII = /[\u0080-\uffff]/;
/** Whether a text is ASCII, as the names of a table of artifacts are. */
function isAscii(text) {
	return !OTHER_THAN_ASCII.test(text);
}
// src/intoto/intents/path-test.ts
function testOfPattern(pattern) {
	const { text } = pattern;
	const [head, tail] = [text.replace(/[*?[].*$/, ""), tailOf(text)];
	return {
		key: text,
		head,
		matches: (path) => path.endsWith(tail) && pattern.matches(path)
	};
}
/** What stands in the last name of a pattern behind all that is special. */
function tailOf(text) {
	let start = text.length;
	while (start > 0 && !"*?]/".includes(text[start - 1])) start -= 1;
	return text.slice(start);
}
/** All below a directory. No pattern ends with a slash. */
function testOfDirectory(directory) {
	const head = `${directory}/`;
	return {
		key: head,
		head,
		matches: (path) => path.startsWith(head)
	};
}
/** Whether one path of a list is meant. */
function fitsOneIn(list, test) {
	const { names } = list;
	const [start, end] = rangeOf(list, test.head);
	for (let position = start; position < end; position += 1) if (test.matches(names[position])) return true;
	return false;
}
/** The positions of all names that begin with a text: from the first up to the second. */
function rangeOf({ names }, head) {
	const start = firstAt(0, names.length, (position) => names[position] >= head);
	return [start, firstAt(start, names.length, (position) => !names[position].startsWith(head))];
}
/** The first position of which something holds, which then holds of all behind it. */
function firstAt(from, to, holds) {
	let [low, high] = [from, to];
	while (low < high) {
		const middle = low + high >> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
/** Paths that some tests mean, and some by name. */
var PathSelection = class {
	#tests;
	#names;
	constructor(tests, names = NO_NAMES) {
		this.#tests = tests;
		this.#names = names;
	}
	get isEmpty() {
		return this.#tests.length + this.#names.size === 0;
	}
	has(path) {
		return this.#names.has(path) || this.#tests.some((test) => test.matches(path));
	}
	/** By position in a list of names: 1 where it is one of them. Nobody changes it. */
	on(list) {
		const masks = this.#tests.map((test) => maskOf(list, test));
		const [only] = masks;
		if (only !== void 0 && masks.length + this.#names.size === 1) return only;
		const all = new Uint8Array(list.names.length);
		for (const mask of masks) for (const [position, fits] of mask.entries()) if (fits === 1) all[position] = 1;
		for (const name of this.#names) {
			const position = list.positionOf(name);
			if (position >= 0) all[position] = 1;
		}
		return all;
	}
};
const NO_NAMES = /* @__PURE__ */ new Set();
/** Bytes of all masks that are kept for one list of names, beside the last. */
const KEPT_BYTES = 65536;
const MASKS = /* @__PURE__ */ new WeakMap();
function maskOf(list, test) {
	const masks = MASKS.get(list) ?? /* @__PURE__ */ new Map();
	MASKS.set(list, masks);
	const before = masks.get(test.key);
	if (before !== void 0) return before;
	const mask = new Uint8Array(list.names.length);
	const [start, end] = rangeOf(list, test.head);
	for (let position = start; position < end; position += 1) if (test.matches(list.names[position])) mask[position] = 1;
	if ((masks.size + 1) * mask.length > KEPT_BYTES) masks.clear();
	masks.set(test.key, mask);
	return mask;
}
// src/intoto/intents/table-files.ts
var TableFiles = class {
	table;
	/** Positions in the table that are no files: from the first up to the second. */
	hidden;
	constructor(table, hidden = [0, 0]) {
		this.table = table;
		this.hidden = hidden;
	}
	get list() {
		return this.table.list;
	}
	/** How many files there are. */
	get size() {
		const [start, end] = this.hidden;
		return this.table.size - (end - start);
	}
	get hidesSome() {
		const [start, end] = this.hidden;
		return start < end;
	}
	hides(position) {
		const [start, end] = this.hidden;
		return position < end && position >= start;
	}
	/** Whether both are the same files of the same table. */
	isSame({ table, hidden }) {
		return table === this.table && hidden[0] === this.hidden[0] && hidden[1] === this.hidden[1];
	}
	has(path) {
		const position = this.list.positionOf(path);
		return position >= 0 && !this.hides(position);
	}
	/** The paths in order. */
	paths() {
		const [start, end] = this.hidden;
		const { names } = this.table;
		return this.hidesSome ? [...names.slice(0, start), ...names.slice(end)] : names;
	}
	[Symbol.iterator]() {
		const { table } = this;
		const { names } = table;
		const [start, end] = this.hidden;
		let next = 0;
		return { next: () => {
			if (next === start) next = end;
			if (next >= names.length) return {
				done: true,
				value: void 0
			};
			const value = [names[next], table.digestsAt(next)];
			next += 1;
			return {
				done: false,
				value
			};
		} };
	}
};
/** Whole directories, `dir:D`, stand together in their order. */
const DIRECTORIES = "dir:";
/** The files among the artifacts of a table. */
function filesOfTable(table) {
	return new TableFiles(table, rangeOf(table.list, DIRECTORIES));
}
/** The whole directories among the artifacts of a table. */
function directoriesOfTable(table) {
	const [start, end] = rangeOf(table.list, DIRECTORIES);
	return table.names.slice(start, end).map((name, index) => [name, table.digestsAt(start + index)]);
}
const USUAL = /^sha256:[0-9a-f]{64}$/;
/** The same files by position; undefined where a table cannot hold them. @param files in order */
function tableOfFiles(files) {
	if (!files.every(([path, digests]) => USUAL.test(digests) && isAscii(path))) return void 0;
	const digests = new Uint8Array(files.length * 32);
	let at = 0;
	for (const [, text] of files) for (let digit = 7; digit < text.length; digit += 2) {
		digests[at] = valueOf(text, digit) << 4 | valueOf(text, digit + 1);
		at += 1;
	}
	return new TableFiles(new ArtifactTable({
		list: new NameList(files.map(([path]) => path)),
		digests
	}));
}
/** Of a digit in lower case. Numbers are read from texts of their own in fifty times its time. */
function valueOf(text, at) {
	const code = text.charCodeAt(at);
	return code < 64 ? code - 48 : code - 87;
}
/** A table that is made of others. */
var TableRows = class {
	#names = [];
	#digests;
	/** @param most rows at most */
	constructor(most) {
		this.#digests = new Uint8Array(most * 32);
	}
	/**
	* Takes rows that stand one behind the other, and behind all before them.
	*
	* @param renamed the name that one has here, where it is another
	*/
	add({ names, digests }, position, count, renamed) {
		this.#digests.set(digests.subarray(position * 32, (position + count) * 32), this.#names.length * 32);
		if (renamed !== void 0) this.#names.push(renamed);
		else for (let at = position; at < position + count; at += 1) this.#names.push(names[at]);
	}
	files() {
		const digests = this.#digests.subarray(0, this.#names.length * 32);
		return new TableFiles(new ArtifactTable({
			list: new NameList(this.#names),
			digests
		}));
	}
};
// src/intoto/intents/compare-tables.ts
/** As `compareFiles` says. */
function compareTables(left, right, visit, also) {
	if (also.isEmpty && left.isSame(right)) return;
	const { table: own } = left;
	const { table: others } = right;
	const mask = also.isEmpty ? void 0 : also.on(left.list);
	walkTables(left, right, (here, there, count) => {
		if (there < 0) for (let at = here; at < here + count; at += 1) visit(own.names[at], "left");
		else if (here < 0) visit(others.names[there], "right");
		else for (let at = 0; at < count; at += 1) {
			const from = here + at;
			at += own.countSame(from, others, there + at, count - at);
			if (mask !== void 0) {
				for (let same = from; same < here + at; same += 1) if (mask[same] === 1) visit(own.names[same], "same");
			}
			if (at < count) visit(own.names[here + at], "other");
		}
	});
}
/** Looks at the files of both in their order, at those in both once. */
function walkTables(left, right, visit) {
	const [lefts, rights] = [left.list.names, right.list.names];
	const pairs = left.list === right.list ? void 0 : joinNames(right.list, left.list);
	const tell = left.hidesSome || right.hidesSome ? onlyFiles(left, right, visit) : visit;
	let [here, there] = [0, 0];
	while (here < lefts.length || there < rights.length) {
		const pair = there === rights.length ? lefts.length : pairs === void 0 ? there : pairs[there];
		let count = 1;
		if (pair === here && there < rights.length) {
			if (pairs === void 0) count = rights.length;
			else while (there + count < rights.length && pairs[there + count] === here + count) count += 1;
			tell(here, there, count);
			here += count;
			there += count;
		} else if (pair > here || here < lefts.length && lefts[here] < rights[there]) {
			count = Math.max(count, pair - here);
			tell(here, -1, count);
			here += count;
		} else {
			tell(-1, there, count);
			there += count;
		}
	}
}
/** Passes over what is no file, whatever stands on the other side. */
function onlyFiles(left, right, visit) {
	return (here, there, count) => {
		for (let at = 0; at < count; at += 1) {
			const isLeft = here >= 0 && !left.hides(here + at);
			const isRight = there >= 0 && !right.hides(there + at);
			if (isLeft || isRight) visit(isLeft ? here + at : -1, isRight ? there + at : -1, 1);
		}
	};
}
/**
* The files of both, those of the left where they differ. It is one of the two where that says the same, so that what it
* is compared with may be the same table.
*
* @param conflicts is told the names that differ
*/
function uniteTables(left, right, conflicts) {
	let [lefts, rights, others] = [
		0,
		0,
		0
	];
	walkTables(left, right, (here, there, count) => {
		if (there < 0) lefts += count;
		else if (here < 0) rights += count;
		else for (let at = 0; at < count; at += 1) {
			at += left.table.countSame(here + at, right.table, there + at, count - at);
			if (at === count) break;
			others += 1;
			conflicts.add(left.table.names[here + at]);
		}
	});
	if (rights === 0) return left;
	if (lefts + others === 0) return right;
	const rows = new TableRows(left.size + rights);
	walkTables(left, right, (here, there, count) => {
		if (here >= 0) rows.add(left.table, here, count);
		else rows.add(right.table, there, count);
	});
	return rows.files();
}
/** Those on the left whose names the right does not have. */
function lessTable(left, right) {
	const rows = new TableRows(left.size);
	walkTables(left, right, (here, there, count) => {
		if (there < 0) rows.add(left.table, here, count);
	});
	return rows.files();
}
// src/intoto/intents/files.ts
const NO_FILES = [];
/** Whether an artifact is a whole directory, as installed ones are. */
function isDirectory(path) {
	return path.startsWith("dir:");
}
/** Artifacts without those that are whole directories. No generator: it would take longer than the comparison. */
function filesIn(artifacts) {
	if (artifacts instanceof ArtifactTable) return filesOfTable(artifacts);
	return { [Symbol.iterator]: () => {
		const entries = artifacts[Symbol.iterator]();
		return { next: () => {
			let entry = entries.next();
			while (entry.done !== true && isDirectory(entry.value[0])) entry = entries.next();
			return entry;
		} };
	} };
}
/** Those that are whole directories. */
function directoriesIn(artifacts) {
	if (artifacts instanceof ArtifactTable) return directoriesOfTable(artifacts);
	const found = [];
	for (const entry of artifacts) if (isDirectory(entry[0])) found.push(entry);
	else if (entry[0] > "dir;") break;
	return found;
}
/** The same files, all there. */
function heldFiles(files) {
	return files instanceof TableFiles ? files : [...files];
}
function countOf(files) {
	return files instanceof TableFiles ? files.size : files.length;
}
/** The paths alone. */
function pathsOf(files) {
	return files instanceof TableFiles ? files.paths() : Array.from(files, ([path]) => path);
}
/** Whether a path is one of the files. */
function hasFile(files, wanted) {
	if (files instanceof TableFiles) return files.has(wanted);
	for (const [path] of files) if (path === wanted) return true;
	return false;
}
/** Whether a pattern fits one of the files. */
function fitsOne(files, pattern) {
	if (files instanceof TableFiles) return fitsOneIn(files.list, testOfPattern(pattern));
	for (const [path] of files) if (pattern.matches(path)) return true;
	return false;
}
const SHA256 = "sha256:";
const SHA256_ALONE = 71;
/** Whether two digest sets are of the same bytes, by an algorithm of which nobody can make two files of one digest. */
function areSameBytes(one, other) {
	if (one === other) return areCollisionResistant(one);
	if (isSha256Alone(one) && isSha256Alone(other)) return false;
	const sha256 = sha256In(one);
	return sha256 !== void 0 && sha256 === sha256In(other);
}
function isSha256Alone(digests) {
	return digests.length === SHA256_ALONE && digests.startsWith(SHA256);
}
/** Looks at each path of two sets once, in their order, with what either has of it. */
function joinFiles(left, right, visit) {
	const [lefts, rights] = [left[Symbol.iterator](), right[Symbol.iterator]()];
	let [one, other] = [lefts.next(), rights.next()];
	while (one.done !== true && other.done !== true) {
		const order = one.value[0] === other.value[0] ? 0 : compareCodePoints(one.value[0], other.value[0]);
		if (order === 0) visit(one.value[0], one.value[1], other.value[1]);
		else if (order < 0) visit(one.value[0], one.value[1], void 0);
		else visit(other.value[0], void 0, other.value[1]);
		if (order <= 0) one = lefts.next();
		if (order >= 0) other = rights.next();
	}
	for (; one.done !== true; one = lefts.next()) visit(one.value[0], one.value[1], void 0);
	for (; other.done !== true; other = rights.next()) visit(other.value[0], void 0, other.value[1]);
}
const NOTHING_ELSE = new PathSelection([]);
/**
* Looks at what two sets differ in, path by path in their order. Of the same bytes are those whose digests `areSameBytes`.
*
* @param also paths that are looked at as well where both have them with the same bytes
*/
function compareFiles(left, right, visit, also = NOTHING_ELSE) {
	if (left instanceof TableFiles && right instanceof TableFiles) {
		compareTables(left, right, visit, also);
		return;
	}
	joinFiles(left, right, (path, one, other) => {
		if (other === void 0) visit(path, "left");
		else if (one === void 0) visit(path, "right");
		else if (!areSameBytes(one, other)) visit(path, "other");
		else if (also.has(path)) visit(path, "same");
	});
}
/** Those of some files whose paths others do not have. */
function lessFiles(files, others) {
	if (files instanceof TableFiles && others instanceof TableFiles) return lessTable(files, others);
	const less = [];
	joinFiles(files, others, (path, own, other) => {
		if (own !== void 0 && other === void 0) less.push([path, own]);
	});
	return less;
}
/** Unites sets two by two, so that each file is looked at as often as the number of sets can be halved. */
function uniteFiles(sets) {
	const conflicts = /* @__PURE__ */ new Set();
	let rest = sets;
	while (rest.length > 1) {
		const pairs = [];
		for (let at = 0; at < rest.length; at += 2) {
			const [one, other] = [rest[at], rest[at + 1]];
			pairs.push(other === void 0 ? one : unitePair(one, other, conflicts));
		}
		rest = pairs;
	}
	return {
		files: rest[0] ?? NO_FILES,
		conflicts
	};
}
function unitePair(left, right, conflicts) {
	if (left instanceof TableFiles && right instanceof TableFiles) return uniteTables(left, right, conflicts);
	const united = [];
	joinFiles(left, right, (path, one, other) => {
		if (one !== void 0 && other !== void 0 && !areSameBytes(one, other)) conflicts.add(path);
		united.push([path, one ?? other]);
	});
	return united;
}
// src/intoto/intents/part-of-table.ts
/** The files that are taken, by where they lie in the taker; undefined where no table can name that. */
function partOfTable(files, { only, from, into }) {
	if (into !== void 0 && !isAscii(into)) return void 0;
	const { list, table } = files;
	const source = from === void 0 ? "" : `${from}/`;
	const target = into === void 0 ? "" : `${into}/`;
	const mask = only.length === 0 ? void 0 : new PathSelection(only.map(testOfPattern)).on(list);
	const [start, end] = rangeOf(list, source);
	const isTaken = (position) => mask?.[position] !== 0 && !files.hides(position);
	const isMoved = source !== target;
	const rows = new TableRows(mask === void 0 ? end - start : countIn(mask, start, end));
	for (let position = start, count; position < end; position += count) {
		count = 1;
		if (!isTaken(position)) continue;
		if (isMoved) rows.add(table, position, 1, target + list.names[position].slice(source.length));
		else {
			while (position + count < end && isTaken(position + count)) count += 1;
			rows.add(table, position, count);
		}
	}
	return rows.files();
}
function countIn(mask, start, end) {
	let count = 0;
	for (let position = start; position < end; position += 1) count += mask[position];
	return count;
}
// src/intoto/intents/taken-files.ts
/** Whether all that a step ended with is taken, where it lies, and with it the directories that are installed. */
function isWhole({ only, from, into }) {
	return only.length === 0 && from === void 0 && into === void 0;
}
/**
* Where a file of a taken step lies in the step that takes it; undefined for a file that is not taken.
*
* @param path as it lies in the taken step
*/
function placeInTaker({ only, from, into }, path) {
	if (from !== void 0 && !path.startsWith(`${from}/`)) return void 0;
	if (only.length > 0 && !only.some((pattern) => pattern.matches(path))) return void 0;
	const within = from === void 0 ? path : path.slice(from.length + 1);
	return into === void 0 ? within : `${into}/${within}`;
}
/** The files that a take hands on, by where they lie in the step that takes them. */
function filesTaken(take, products) {
	const files = filesIn(products);
	if (isWhole(take)) return files;
	return (files instanceof TableFiles ? partOfTable(files, take) : void 0) ?? { [Symbol.iterator]: () => partTaken(take, files) };
}
function* partTaken(take, files) {
	for (const [path, digests] of files) {
		const place = placeInTaker(take, path);
		if (place !== void 0) yield [place, digests];
	}
}
// src/intoto/intents/word-meant.ts
/** Words of the language that are no names of files. */
const WORDS = ["source", "nothing"];
/**
* The word that somebody probably meant who wrote a name for a file: in other case, or with a slip or two. What holds a
* wildcard, a slash or a dot is a file to everybody, and so is a word that begins otherwise and differs in two letters
* (`course`).
*/
function wordMeant(text) {
	if (!/^[\w-]{4,9}$/.test(text)) return void 0;
	return WORDS.find((word) => {
		const changes = changesBetween(text, word);
		return changes <= 1 || changes === 2 && text.toLowerCase().startsWith(word.slice(0, 1));
	});
}
/** A pattern that fits the one name that a word is, and that nobody takes for another one. */
function asFile(word) {
	return word.replace(/[A-Za-z0-9]/, "[$&]");
}
// src/intoto/intents/yaml-text.ts
/** A text as a value that may stand in a list, too: in quotes where YAML would read it in another way. */
function yamlText(text) {
	const shown = escapeUntrusted(text, LIMITS.patternLength);
	return /^(?:[A-Za-z_/]|~\/|\.[A-Za-z_])[\w./~@+*-]*$/.test(shown) && !ANOTHER.test(shown) ? shown : `'${shown.replaceAll("'", "''")}'`;
}
/** A text in double quotes, whole, in which what is not shown stands as YAML escapes it. */
function yamlQuoted(text) {
	return Array.from(JSON.stringify(text), (character) => escapeUntrusted(character) === character ? character : `\\U${character.codePointAt(0).toString(16).padStart(8, "0")}`).join("");
}
/** A text to paste that is never cut, as `yamlText` writes it, or in double quotes where that would be another text. */
function yamlWhole(text) {
	const shown = yamlText(text);
	return shown === text || shown === `'${text.replaceAll("'", "''")}'` ? shown : yamlQuoted(text);
}
/** What YAML takes for something else than a text. */
const ANOTHER = /^(?:true|false|null|yes|no|on|off|y|n|\.inf|\.nan)$/i;
/** One text, or a list of several. */
function yamlTexts(texts) {
	const [only, ...others] = texts.map(yamlText);
	return others.length === 0 ? only ?? "[]" : `[${[only, ...others].join(", ")}]`;
}
/** What a step takes, as the value of `takes`. */
function takesText(takes) {
	const parts = takes.map((take) => {
		if (take.of === "source") return "source";
		const only = yamlTexts(take.only.map(({ text }) => text));
		if (take.from === void 0 && take.into === void 0) return take.only.length === 0 ? yamlText(take.step) : `{ ${yamlText(take.step)}: ${only} }`;
		const members = [
			...take.only.length === 0 ? [] : [`only: ${only}`],
			...take.from === void 0 ? [] : [`from: ${yamlText(take.from)}`],
			...take.into === void 0 ? [] : [`into: ${yamlText(take.into)}`]
		];
		return `{ ${yamlText(take.step)}: { ${members.join(", ")} } }`;
	});
	return parts.length === 1 ? parts[0] : `[${parts.join(", ")}]`;
}
/** The pattern that fits one file, and others only where its name holds what no pattern may, or nobody can see. */
function patternOfFile(file) {
	const pattern = [...file.replace(/[*?[]/g, "[$&]").replace(/^!|[\\{}$]/g, "?")].map(seen).join("");
	return wordMeant(pattern) === void 0 ? pattern : asFile(pattern);
}
/** What a reader does not see as it is would be pasted as something else; a backquote ends what is to be pasted. */
const seen = (character) => character === "`" || escapeUntrusted(character) !== character ? "?" : character;
/** What a step installs, as the value of `installs-into`. */
function installsText(installs) {
	const parts = installs.map(({ directory, mayChange }) => mayChange.length === 0 ? yamlText(directory) : `{ ${yamlText(directory)}: { may-change: ${yamlTexts(mayChange)} } }`);
	return parts.length === 1 ? parts[0] : `[${parts.join(", ")}]`;
}
// src/intoto/intents/steps-above.ts
/** The steps that a step takes, directly or through others. @param takesOf those that are followed, of any step */
function stepsAbove(step, takesOf) {
	const above = /* @__PURE__ */ new Set();
	const waiting = [step];
	for (let name = waiting.pop(); name !== void 0; name = waiting.pop()) for (const take of takesOf(name)) {
		if (take.of === "source" || above.has(take.step)) continue;
		above.add(take.step);
		waiting.push(take.step);
	}
	return above;
}
// src/intoto/keys/derive-key-id.ts
/**
* Computes a key id: SHA-256 over the canonical key object, as 64 hexadecimal digits. The object of the form `current`
* has type, scheme and value; that of `legacy` also names two hash algorithms, and its PEM has no trailing newline.
*/
function keyIdOf(key, form) {
	return sha256Hex(canonicalJson(jsonObject(keyMembers(key, form))));
}
// src/intoto/layout/layout-file.ts
/**
* A layout as it lies in a file, read when first asked and once, whoever asks: who looks at it before it is verified
* and who verifies it see one value. Nothing that it says is believed before verification.
*/
var LayoutFile = class {
	bytes;
	/** Its name for messages, usually its path. */
	source;
	#port;
	#metadata;
	#parsed;
	/** @param bytes must not change any more */
	constructor(bytes, source, port) {
		this.bytes = bytes;
		this.source = source;
		this.#port = port;
	}
	/** @throws what `readSignedMetadata` throws */
	metadata() {
		const options = {
			source: this.source,
			maxBytes: LIMITS.layoutBytes,
			bytes: this.#port
		};
		return this.#metadata ??= readSignedMetadata(this.bytes, options);
	}
	/** @throws what `readSignedMetadata` and `parseLayout` throw */
	parsed() {
		return this.#parsed ??= parseLayout(this.metadata().payload);
	}
};
// src/intoto/verification/read-signed-intents.ts
/** What a layout says in intents, as it was signed; a failure where that cannot be read. */
function readSignedIntents(layout) {
	try {
		return intentsOf(layout);
	} catch (error) {
		if (!(error instanceof CoreError)) throw error;
		const { code, message } = error;
		return {
			code: "LAYOUT_INTENTS_INVALID",
			errorCode: code,
			message,
			details: [],
			hint: hintOr(error, "Let the owners of the layout build it again from `layout.yml`, and sign it.")
		};
	}
}
/** The words that carry what a layout says in intents, of one that says something. */
function intentsWords({ inspections }) {
	return inspections.find(isIntentsInspection).run;
}
// src/intoto/artifacts/more-artifacts.ts
/** Artifacts with more of them; of a path that stands in both, the second counts. */
function withMore(artifacts, more) {
	if (more.length === 0) return artifacts;
	return (artifacts instanceof ArtifactTable ? tableWith(artifacts, more) : void 0) ?? artifactsOf([...artifacts, ...more]);
}
const ONE_SHA256 = /^sha256:([0-9a-f]{64})$/;
/** Undefined for what a table cannot hold, and for a path that stands twice. */
function tableWith(table, more) {
	const added = [];
	for (const [path, digests] of more) {
		const [, sha256] = ONE_SHA256.exec(digests) ?? [];
		if (sha256 === void 0 || !isAscii(path) || table.has(path)) return void 0;
		added.push([path, sha256]);
	}
	added.sort(([one], [other]) => compareCodePoints(one, other));
	if (added.some(([path], index) => added[index + 1]?.[0] === path)) return void 0;
	const names = [];
	const digests = new Uint8Array((table.size + added.length) * 32);
	let next = 0;
	const takeUpTo = (end) => {
		digests.set(table.digests.subarray(next * 32, end * 32), names.length * 32);
		for (; next < end; next += 1) names.push(table.names[next]);
	};
	for (const [path, sha256] of added) {
		let end = next;
		while (end < table.size && table.names[end] < path) end += 1;
		takeUpTo(end);
		digests.set(fromHex(sha256), names.length * 32);
		names.push(path);
	}
	takeUpTo(table.size);
	return new ArtifactTable({
		list: new NameList(names),
		digests
	});
}
// src/intoto/rules/shell-line.ts
/** A script without the blanks and empty lines around it. Other white space is part of a word for a shell. */
function shellLine(script) {
	let [start, end] = [0, script.length];
	while (start < end && isBlank(script, start)) start += 1;
	while (end > start && isBlank(script, end - 1)) end -= 1;
	return script.slice(start, end);
}
const isBlank = (text, at) => " 	\n".includes(text.charAt(at));
/**
* The words of a line that says nothing else than its words, whoever reads it; undefined of every other one. Characters
* that mean something to a shell count in quotes, too, so that no two lines that run differently have the same words.
*
* @param line without blanks around it
* @param shell of its program; of a shell that is not POSIX's only what needs no knowledge of its quotes is plain
*/
function plainWords(line, shell = "sh") {
	if (shell === "python" || hasOtherSpace(line)) return void 0;
	if (shell !== "sh" && shell !== "bash") return PLAIN_ANYWHERE.test(line) ? splitWords(line) : void 0;
	if (SPECIAL.test(line) && !isCallOfShell(line)) return void 0;
	if (!CLOSED.test(line)) return void 0;
	const words = splitWords(line);
	return ASSIGNMENT.test(words[0] ?? "") ? void 0 : words;
}
const SPECIAL = /[&|;<>()$*?[\]#~!`{}]/;
/** A line with no quote left open, and no backslash that takes nothing. */
const CLOSED = /^(?:[^'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")*$/;
/** A first word that sets a variable, unless it is in quotes. */
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
/** The first word stands without quotes: PowerShell takes a text in quotes for a value, and runs nothing. */
const PLAIN_ANYWHERE = /^[\w./:=+-]+(?:[ \t]+(?:[\w./:=+-]+|"[\w./:=+ -]*"|'[\w./:=+ -]*'))*$/;
const hasOtherSpace = (line) => /[^\S ]|\p{Cc}/u.test(line.replaceAll("	", " "));
/**
* Whether a line gives another shell a program in quotes, and nothing else: its words are those of the program itself. The
* shell of a stage stops at the first failure, also within a pipe, and the other one does not; so nothing may stand in the
* program where that makes a difference.
*/
function isCallOfShell(line) {
	const [, single, double] = /^(?:ba)?sh -c (?:'([^']*)'|"([^"$`\\!]*)")$/.exec(line) ?? [];
	const program = single ?? double;
	return program !== void 0 && !/[&|;()$#!`{}\\]/.test(program.replace(/&&|\|\|/g, " "));
}
// src/intoto/link/link-artifact-name.ts
const PREFIX = {
	link: "in-toto",
	products: "in-toto-products",
	unsigned: "in-toto-unsigned"
};
const KINDS = Object.keys(PREFIX);
/** Start of the names of all workflow artifacts of a kind. */
function workflowArtifactPrefix(kind) {
	return `${PREFIX[kind]}.`;
}
/**
* `in-toto.<step>.<job>.<matrix>.<attempt>`, each part encoded so that dots separate and nothing is forbidden.
*
* @throws ARTIFACT_NAME when the name would be too long
*/
function writeWorkflowArtifactName({ kind, step, job, matrix, attempt }) {
	const name = [
		PREFIX[kind],
		encode(step),
		encode(job),
		encode(matrix),
		String(attempt)
	].join(".");
	if (name.length <= LIMITS.workflowArtifactName) return name;
	throw new CoreError("ARTIFACT_NAME", `Step ${quoteUntrusted(step, 80)} and job ${quoteUntrusted(job, 80)} give a workflow artifact a name of ${name.length} characters; at most ${LIMITS.workflowArtifactName} are possible.`, { hint: "Choose a shorter step name, or one in ASCII letters." });
}
/** Ids of jobs are made of these, and so are keys of a matrix. */
const WORD = /^[\w-]+$/;
/**
* Undefined for a name that this suite does not write. Only the one spelling that it writes is read, and nothing that
* could start a workflow command where a library prints a name with its escapes undone: any job of the run may choose
* names.
*/
function readWorkflowArtifactName(name) {
	const [prefix, step, job, matrix, attempt, ...more] = name.split(".");
	if (step === void 0 || job === void 0 || matrix === void 0 || attempt === void 0 || more.length > 0) return void 0;
	const kind = KINDS.find((candidate) => PREFIX[candidate] === prefix);
	if (kind === void 0 || !isAttempt(attempt)) return void 0;
	const parts = [
		step,
		job,
		matrix
	].map(decode);
	if (parts.includes(void 0)) return void 0;
	const [decodedStep, decodedJob, decodedMatrix] = parts;
	if (!isSafeName(decodedStep) || !WORD.test(decodedJob) || !WORD.test(decodedMatrix)) return void 0;
	return {
		kind,
		step: decodedStep,
		job: decodedJob,
		matrix: decodedMatrix,
		attempt: Number(attempt)
	};
}
function encode(part) {
	return encodeURIComponent(part.toWellFormed()).replace(/[.!~*'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function decode(part) {
	try {
		const decoded = decodeURIComponent(part);
		return decoded !== "" && encode(decoded) === part ? decoded : void 0;
	} catch {
		return;
	}
}
// src/intoto/link/write-artifacts.ts
const UTF8 = new TextEncoder();
const HEX_DIGITS = UTF8.encode("0123456789abcdef");
const [QUOTE, BACKSLASH, COMMA] = UTF8.encode(`"\\,`);
const BEFORE_DIGEST = UTF8.encode("\":{\"sha256\":\"");
const AFTER_DIGEST = UTF8.encode("\"}");
/** Bytes of an entry beside its name: a comma, the name's first quote, and all that follows it. */
const BESIDE_NAME = 2 + BEFORE_DIGEST.length + 64 + AFTER_DIGEST.length;
/** About how many bytes artifacts take, each with one SHA-256 and an ASCII name. */
function expectedBytes(artifacts) {
	let bytes = 2;
	if (artifacts instanceof ArtifactTable) return bytes + artifacts.list.characters + artifacts.size * BESIDE_NAME;
	for (const path of artifacts.paths()) bytes += path.length + BESIDE_NAME;
	return bytes;
}
/**
* The same bytes as `writeJson` gives of an object of paths and digest sets. The names of a table are well-formed: they
* were read as UTF-8, or refused when they were recorded.
*
* @throws JSON_STRING_LONE_SURROGATE for other artifacts than those of a table
*/
function writeArtifacts(artifacts, writer) {
	if (artifacts instanceof ArtifactTable) writeTable(artifacts, writer);
	else writer.text(writeJson(encodeArtifacts(artifacts)));
}
/** Artifacts as a value of JSON. */
function encodeArtifacts(artifacts) {
	const object = /* @__PURE__ */ new Map();
	for (const [path, digests] of artifacts) object.set(path, digestObject(digests));
	return object;
}
const digestObject = (digests) => new Map(digestPairs(digests));
function writeTable(table, writer) {
	writer.text("{");
	const { names, digests } = table;
	for (const [index, name] of names.entries()) {
		const { memory, at } = writer.reserve(name.length + BESIDE_NAME);
		const end = writePlain(name, memory, index === 0 ? at : put(COMMA, memory, at));
		if (end === void 0) {
			writer.text(`${index === 0 ? "" : ","}${JSON.stringify(name)}`);
			const behind = writer.reserve(BESIDE_NAME);
			writer.advance(writeDigest(digests, index, behind.memory, behind.at - 1));
		} else writer.advance(writeDigest(digests, index, memory, end));
	}
	writer.text("}");
}
function put(byte, memory, at) {
	memory[at] = byte;
	return at + 1;
}
/** Writes a quote and a name. @returns where it ends; undefined for a name that JSON spells otherwise, or not in ASCII */
function writePlain(name, memory, at) {
	let end = put(QUOTE, memory, at);
	for (let index = 0; index < name.length; index += 1) {
		const unit = name.charCodeAt(index);
		if (unit < 32 || unit > 126 || unit === QUOTE || unit === BACKSLASH) return void 0;
		memory[end] = unit;
		end += 1;
	}
	return end;
}
/** Writes a name's last quote, and its digest. @returns where it ends */
function writeDigest(digests, index, memory, at) {
	memory.set(BEFORE_DIGEST, at);
	let end = at + BEFORE_DIGEST.length;
	for (let from = index * 32, to = from + 32; from < to; from += 1) {
		const byte = digests[from];
		memory[end] = HEX_DIGITS[byte >> 4];
		memory[end + 1] = HEX_DIGITS[byte & 15];
		end += 2;
	}
	memory.set(AFTER_DIGEST, end);
	return end + AFTER_DIGEST.length;
}
// src/intoto/link/encode-link.ts
/** A link as the payload of a file (in-toto v1.0, 4.4). */
function encodeLink(link) {
	return jsonObject({
		_type: "link",
		name: link.name,
		command: link.command,
		materials: encodeArtifacts(link.materials),
		products: encodeArtifacts(link.products),
		byproducts: link.byproducts,
		environment: link.environment
	});
}
// src/intoto/envelope/sign-metadata.ts
/**
* Wraps and signs a layout or link; returns the bytes of the file. No signers give an unsigned file.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a payload that has no canonical form
*/
function signMetadata({ payload, format, signers, bytes = PORTABLE_BYTES }) {
	return WRAPPERS[format].write(payload, signers, bytes);
}
/** Signs the bytes of a payload as they are, in DSSE, which alone can. Returns the bytes of the file. */
function signPayload(payload, signers, bytes, payloadType = PAYLOAD_TYPE) {
	return signedEnvelope(payloadOf(payload), signers, bytes, payloadType);
}
/**
* Adds signatures to what is there. The payload keeps its bytes, so earlier signatures stay good; a signature under a
* key id that is already there is replaced, because securesystemslib refuses two under one id.
*/
function appendSignatures(metadata, document, signers) {
	const added = WRAPPERS[metadata.wrapper].sign(metadata.signedBytes(), signers);
	const ids = new Set(added.map((signature) => signature.get("keyid")));
	const kept = document.get("signatures").filter((signature) => !ids.has(signature.get("keyid")));
	return documentFile(new Map([...document, ["signatures", [...kept, ...added]]]));
}
// src/intoto/link/write-link-payload.ts
/**
* A link as the payload of an envelope (in-toto v1.0, 4.4): the bytes that `writeJson` gives of `encodeLink`, put together
* once.
*
* @param room bytes that stay free in front
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function writeLinkPayload(link, room) {
	return writeLink(link, room, "", "");
}
const LINK = "link";
/**
* An object with a link as one member more, `link`: the bytes that `writeJson` gives of it.
*
* @param members the others
* @param room bytes that stay free in front
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function writeWithLink(members, link, room) {
	const part = (takes) => writeJson(new Map([...members].filter(([name]) => takes(name)))).slice(1, -1);
	const before = part((name) => compareCodePoints(name, LINK) < 0);
	const behind = part((name) => compareCodePoints(name, LINK) > 0);
	const [comma, other] = [before, behind].map((text) => text === "" ? "" : ",");
	return writeLink(link, room, `{${before}${comma}"${LINK}":`, `${other}${behind}}`);
}
const isSameTable = ({ materials, products }) => materials instanceof ArtifactTable && products instanceof ArtifactTable && materials.equals(products);
function writeLink(link, room, around, behind) {
	const before = `${around}{"_type":"link","byproducts":${writeJson(link.byproducts)},"command":${writeJson(link.command)},"environment":${writeJson(link.environment)},"materials":`;
	const between = `,"name":${writeJson(link.name)},"products":`;
	const expected = expectedBytes(link.materials) + expectedBytes(link.products);
	const writer = new ByteWriter(room, before.length + between.length + expected + 1 + behind.length);
	writer.text(before);
	const start = writer.end;
	writeArtifacts(link.materials, writer);
	const end = writer.end;
	writer.text(between);
	if (isSameTable(link)) writer.again(start, end);
	else writeArtifacts(link.products, writer);
	writer.text(`}${behind}`);
	return writer;
}
// src/intoto/link/sign-link.ts
/**
* Wraps and signs a link; returns the bytes of the file, those that `signMetadata` gives of `encodeLink`.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a link that has no canonical form
*/
function signLink({ link, format, signers, bytes }) {
	if (format === "dsse") return envelopeParts(writeLinkPayload(link, 128), signers, bytes);
	const file = signMetadata({
		payload: encodeLink(link),
		format,
		signers,
		bytes
	});
	return {
		size: file.length,
		[Symbol.iterator]: () => [file].values()
	};
}
/**
* Wraps and signs the beginning of a step, which is always in DSSE: its signatures cover the type. Returns the bytes of
* the file, whose payload `parseBegun` reads.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function signBegun({ value, link }, signers, bytes) {
	return envelopeParts(writeWithLink(jsonObject({
		_type: "begun",
		value
	}), link, 128), signers, bytes, BEGUN_PAYLOAD_TYPE);
}
// src/intoto/artifacts/differences.ts
/** Compares two sets of artifacts: paths letter by letter, digest sets whole. Undefined when they are equal. */
function differencesOf(expected, found) {
	const names = [...expected.paths()];
	const missing = names.filter((name) => !found.has(name));
	const added = [...found.paths()].filter((name) => !expected.has(name));
	const changed = names.filter((name) => found.has(name) && found.get(name) !== expected.get(name));
	return missing.length + added.length + changed.length === 0 ? void 0 : {
		missing,
		added,
		changed
	};
}
// src/intoto/keys/written-identities.ts
/** `name: value` or `name=value`. An address has a slash behind its colon. */
const MEMBER = /^([A-Za-z][A-Za-z0-9_-]*)(?:=|:(?:\s+|$))(.*)$/s;
/**
* Identities with what their certificates must say besides. A line is `IDENTITY`, `IDENTITY ISSUER`, or either with
* `name=value` behind it, or `name: value`, which belongs to the identity before it. A name is that of an extension
* (`runner-environment`), `issuer`, or `trusted-root`; of several values of an extension one must fit. An identity with a
* `*` is a pattern.
*
* @param lines without white space at their ends, and none of them empty
* @param issuer who vouches where a line does not say
*/
function readWrittenIdentities(lines, issuer = GITHUB_ISSUER) {
	const identities = [];
	for (const line of lines) {
		const member = MEMBER.exec(line);
		const problem = member === null ? readIdentity(identities, line) : readMember(identities.at(-1), member);
		if (problem !== void 0) return problem;
	}
	const found = identities.map(({ text, issuer: own = issuer, constraints, trustedRoot }) => identityOf(own, {
		kind: text.includes("*") ? "pattern" : "exact",
		text
	}, constraints, trustedRoot));
	const [open] = found.flatMap(openNames);
	return open === void 0 ? found : openTo(open);
}
function readIdentity(identities, line) {
	const [text = "", ...words] = line.split(/\s+/);
	const identity = {
		text,
		issuer: void 0,
		trustedRoot: void 0,
		constraints: /* @__PURE__ */ new Map()
	};
	if (text.length > LIMITS.patternLength) return {
		problem: `${quoteUntrusted(text, 60)} is too long`,
		hint: "Write a shorter pattern."
	};
	if (isTooWide(text)) return openTo(text);
	identities.push(identity);
	for (const word of words) {
		const member = MEMBER.exec(word);
		const problem = member === null ? readIssuer(identity, word, line) : readMember(identity, member);
		if (problem !== void 0) return problem;
	}
}
function openTo(text) {
	return {
		problem: `${quoteUntrusted(text, 200)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody`,
		hint: "Name owner, repository and workflow before the \"@\", where \"*\" stops at \"/\"."
	};
}
function readIssuer(identity, word, line) {
	if (identity.issuer !== void 0 || !/^https?:\/\/[^\s/]/.test(word)) return {
		problem: `${quoteUntrusted(line, 200)} is neither an identity nor an identity and its issuer`,
		hint: "Write one identity a line; behind it may stand its issuer and constraints like runner-environment=github-hosted."
	};
	identity.issuer = word;
}
function readMember(identity, [line, written = "", value = ""]) {
	const shown = quoteUntrusted(line, 200);
	if (identity === void 0) return {
		problem: `${shown} stands before any identity`,
		hint: "Write the identity first, and below it what its certificate must say."
	};
	if (value === "") return {
		problem: `${shown} has no value`,
		hint: "Give the value, or leave the line out."
	};
	const name = written.replaceAll("-", "_");
	if (name === "issuer") return identity.issuer === void 0 ? readIssuer(identity, value, line) : twice(shown);
	if (name === "trusted_root") {
		if (identity.trustedRoot !== void 0) return twice(shown);
		if (!isRootName(value)) return {
			problem: `${shown} is not the name of a trusted root`,
			hint: "Write public-good, github or custom."
		};
		identity.trustedRoot = value;
		return;
	}
	if (!isCertificateExtension(name)) return unknownName(written);
	const values = [...identity.constraints.get(name) ?? [], value];
	if (values.length > LIMITS.identityConstraints || value.length > LIMITS.patternLength) return {
		problem: `${quoteUntrusted(written, 60)} has too many values, or one that is too long`,
		hint: "Write a pattern."
	};
	identity.constraints.set(name, values);
}
function twice(shown) {
	return {
		problem: `${shown} is said twice of one identity`,
		hint: "Say it once."
	};
}
function unknownName(written) {
	const known = [
		"issuer",
		"trusted-root",
		...WRITTEN_EXTENSIONS
	];
	const near = nearestName(written, known);
	return {
		problem: `certificates have no ${quoteUntrusted(written, 60)}`,
		hint: near === void 0 ? `Known: ${known.join(", ")}.` : `Did you mean ${near}?`
	};
}
// src/intoto/layout/encode-layout.ts
/** A layout as the payload of a file (in-toto v1.0, 4.3), with every member that the reference would fill in. */
function encodeLayout(layout) {
	const keys = /* @__PURE__ */ new Map();
	for (const [id, key] of layout.keys) keys.set(id, encodeFunctionaryKey(key, id));
	return jsonObject({
		_type: "layout",
		expires: formatUtcSeconds(layout.expires),
		inspect: layout.inspections.map(encodeInspection),
		keys,
		readme: layout.readme,
		steps: layout.steps.map(encodeStep)
	});
}
function encodeStep(step) {
	return jsonObject({
		_type: "step",
		name: step.name,
		threshold: step.threshold,
		pubkeys: step.pubkeys,
		expected_command: step.expectedCommand,
		expected_materials: encodeRules(step.expectedMaterials),
		expected_products: encodeRules(step.expectedProducts)
	});
}
function encodeInspection(inspection) {
	return jsonObject({
		_type: "inspection",
		name: inspection.name,
		run: inspection.run,
		expected_materials: encodeRules(inspection.expectedMaterials),
		expected_products: encodeRules(inspection.expectedProducts)
	});
}
function encodeRules(rules) {
	return rules.map((rule) => rule.tokens);
}
export { isOpenAddress as $, kindOf as $n, sha256HexOf as $r, readLeftOut as $t, wordMeant as A, isSafeName as An, parsePublicKey as Ar, isStepName as At, hasFile as B, unsignedLinkFileName as Bn, ROOTS_OF_GITHUB as Br, readTookOver as Bt, patternOfFile as C, readConverted as Cn, compilePattern as Cr, PATTERN_WORDS as Ct, yamlTexts as D, foreignUnfinishedFileName as Dn, patternTokens as Dr, flawOfMayChange as Dt, yamlText as E, begunValueOf as En, passes as Er, flawOfLine as Et, compareFiles as F, stepOfLinkBundle as Fn, SCHEMES$1 as Fr, isFlaw as Ft, pathsOf as G, ArtifactsBuilder as Gn, matchesIdentityPattern as Gr, sourceLines as Gt, isDirectory as H, parseBegun as Hn, rootMismatches as Hr, canClaimOnly as Ht, countOf as I, stepOfLinkFile as In, identityMismatches as Ir, encodeStatement as It, tableOfFiles as J, ArtifactTable as Jn, isCertificateExtension as Jr, CHECKOUT as Jt, uniteFiles as K, NO_ARTIFACTS as Kn, CERTIFICATE_EXTENSIONS as Kr, withSource as Kt, directoriesIn as L, stepOfUnfinishedLink as Ln, identityOf as Lr, parseStatement as Lt, isWhole as M, linkBundleName as Mn, publicKeyFromSpki as Mr, parseIntentPattern as Mt, placeInTaker as N, linkFileName as Nn, PORTABLE_BYTES as Nr, patternSegments as Nt, yamlWhole as O, isLinkBundleName as On, testOf as Or, holdsBrace as Ot, areSameBytes as P, linkNamedBy as Pn, lengthWithoutPadding as Pr, intentSegments as Pt, isAscii as Q, sha256In as Qn, jsonObject as Qr, readHiddenFiles as Qt, filesIn as R, stepOfUnsignedLink as Rn, keylessKeyId as Rr, readRecordedBy as Rt, installsText as S, withModes as Sn, parseRuleTokens as Sr, PATTERN_LISTS as St, yamlQuoted as T, begunFileName as Tn, literalToken as Tr, flawOfInstalled as Tt, joinFiles as U, parseBegunValue as Un, GITHUB_ISSUER as Ur, readSource as Ut, heldFiles as V, asBegunValue as Vn, isRootName as Vr, withTookOver as Vt, lessFiles as W, parseLink as Wn, isTooWide as Wr, saysNoRepository as Wt, testOfDirectory as X, digestPairs as Xn, compareCodePoints as Xr, comparableRecording as Xt, PathSelection as Y, joinNames as Yn, canonicalJson as Yr, NONE_AT_BEGIN as Yt, testOfPattern as Z, digestSet as Zn, isJsonObject as Zr, readDirectoryNotes as Zt, intentsWords as _, encodeRunBinding as _n, withSingleBraces as _r, scratchStatement as _t, signLink as a, CORE_CODES as ai, readOwnBytes as an, PAYLOAD_TYPE as ar, INTENTS_NAME as at, keyIdOf as b, isLinkMode as bn, formatUtcSeconds as br, takeStatements as bt, signMetadata as c, takesSource as cn, writeJson as cr, isIntentsInspection as ct, readWorkflowArtifactName as d, checkProducts as dn, NameList as dr, commandStatement as dt, sha256HexOfPieces as ei, readRecordedHalf as en, readSignedBegun as er, openNames as et, workflowArtifactPrefix as f, URI_SCHEMES as fn, describe as fr, definitionStatement as ft, withMore as g, BINDING_FACTS as gn, substitute as gr, releaseStatements as gt, shellLine as h, areCollisionResistant as hn, placeholders as hr, refStatements as ht, signBegun as i, keyIdPrefix as ii, withScratchNote as in, referencePayload as ir, INTENTS_COMMAND as it, filesTaken as j, isUnsignedLinkFileName as jn, publicKeyFromPem as jr, isLiteral as jt, asFile as k, isLinkFileName as kn, isKeyless as kr, isDefinition as kt, signPayload as l, checkLink as ln, readJson as lr, STEPS_ONLY as lt, plainWords as m, schemeOf as mn, parseParameters as mr, patternStatement as mt, readWrittenIdentities as n, toHex as ni, scratchNote as nn, WRAPPERS as nr, quotedRule as nt, writeWithLink as o, CoreError as oi, withOwnBytes as on, preAuthenticationEncoding as or, intentsInspection as ot, writeWorkflowArtifactName as p, coverageOf as pn, fill as pr, installsStatements as pt, TableFiles as q, artifactsOf as qn, WRITTEN_EXTENSIONS as qr, withoutRepository as qt, differencesOf as r, KEY_ID_FORMS as ri, withRecordedHalf as rn, WRAPPER_NAMES as rr, splitWords as rt, appendSignatures as s, StringCache as si, seesSource as sn, decodeBase64 as sr, intentsOf as st, encodeLayout as t, sha256HexOfTexts as ti, saysScratch as tn, readSignedMetadata as tr, joinWords as tt, encodeLink as u, isNormalised as un, readJsonDocument as ur, addsSourceStatement as ut, readSignedIntents as v, readRunBinding as vn, withSingleBracesAroundNames as vr, stepStatements as vt, takesText as w, withConverted as wn, hasWildcard as wr, flawOfDirectory as wt, stepsAbove as x, readModes as xn, parseUtcSeconds as xr, takesNothingStatement as xt, LayoutFile as y, FILE_MODES as yn, parseLayout as yr, submoduleStatement as yt, fitsOne as z, sublayoutDirectoryName as zn, CUSTOM_ROOT as zr, withRecordedBy as zt };
