import { A as isGitId, B as LIMITS, F as firstOf, G as InTotoError, H as quoteUntrusted, I as nearestName, K as RoomError, M as count, N as isSha256Hex, O as isAttempt, U as generalHint, V as escapeUntrusted, W as hintOr, d as SCRATCH_PRESENT, j as listed, x as readGitignoreLine, y as groupBy } from "./base.mjs";
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
const SCHEMES$2 = {
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
	return Object.hasOwn(SCHEMES$2, text);
}
/**
* Whether `keytype` and `scheme` of a key object go together. Older ECDSA keys repeat their scheme as their type, and
* then it must be the same one: in-toto-python reads no other pair.
*/
function isTypeOfScheme(keyType, scheme) {
	const known = SCHEMES$2[scheme].keyType;
	return keyType === known || known === "ecdsa" && keyType === scheme;
}
/** True for every `keytype` that goes with some scheme. */
function isKnownKeyType(keyType) {
	return Object.keys(SCHEMES$2).some((scheme) => isTypeOfScheme(keyType, scheme));
}
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
/** Initial SHA256 state from RFC 6234 §6.1: the first 32 bits of the fractional parts of the
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
* SHA-224 / SHA-256 round constants from RFC 6234 §5.1: the first 32 bits
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
/** Reusable SHA-224 / SHA-256 message schedule buffer `W_t` from RFC 6234 §6.2 step 1. */
const SHA256_W = /* @__PURE__ */ new Uint32Array(64);
/** Internal SHA-224 / SHA-256 compression engine from RFC 6234 §6.2. */
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
/** Internal SHA-256 hash class grounded in RFC 6234 §6.2. */
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
// src/intoto/hashing/sha256.ts
/** SHA-256 in lower-case hex, of something small: a key, the object of a key. */
function sha256Hex(bytes) {
	return toHex(sha256(bytes));
}
/** The same of something of any size. */
async function sha256HexOf(bytes, hasher) {
	return bytes.length <= LIMITS.hashedInCore ? sha256Hex(bytes) : toHex(await hasher.sha256(bytes));
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
// src/intoto/keys/key-errors.ts
/** KEY_UNREADABLE. */
function unreadableKey(message, at, hint, cause) {
	return new CoreError("KEY_UNREADABLE", message, {
		at,
		cause,
		hint: hint ?? "Give one public key in PEM form: -----BEGIN PUBLIC KEY----- … -----END PUBLIC KEY-----."
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
	return BY_PARAMETERS.get(toHex(parameters));
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
/** Never negative: x³ - 3x + b is not for any x of 0 and above, since b is far above 2. */
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
const BY_PARAMETERS = new Map(CURVES.flatMap((curve) => [
	curveName(curve),
	explicitParameters(curve, true),
	explicitParameters(curve, false)
].map((form) => [toHex(form), curve])));
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
	const parameters = SCHEMES$2[scheme];
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
const UTF8$8 = new TextEncoder();
const ALPHABET$1 = UTF8$8.encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = 61;
const ZERO_DIGIT = 65;
const NO_DIGIT = 255;
/** What characters mean: of the first alphabet, and of the one that is safe in addresses. */
const [STANDARD, URL_SAFE] = ["+/", "-_"].map((special) => {
	const values = (/* @__PURE__ */ new Uint8Array(256)).fill(NO_DIGIT);
	ALPHABET$1.subarray(0, 62).forEach((character, value) => values[character] = value);
	values[special.charCodeAt(0)] = 62;
	values[special.charCodeAt(1)] = 63;
	return values;
});
function encodeBase64(bytes) {
	const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
	let length = 0;
	for (let index = 0; index < bytes.length; index += 3) {
		const three = bytes[index] << 16 | (bytes[index + 1] ?? 0) << 8 | (bytes[index + 2] ?? 0);
		out[length] = ALPHABET$1[three >> 18];
		out[length + 1] = ALPHABET$1[three >> 12 & 63];
		out[length + 2] = ALPHABET$1[three >> 6 & 63];
		out[length + 3] = ALPHABET$1[three & 63];
		length += 4;
	}
	return DECODER$1.decode(out.fill(PADDING, Math.ceil(bytes.length * 4 / 3)));
}
function decodeBase64$1(text, into) {
	const end = lengthWithoutPadding(text);
	const over = end % 4;
	if (over === 1 || end < text.length && text.length % 4 !== 0) return void 0;
	const values = text.includes("-") || text.includes("_") ? URL_SAFE : STANDARD;
	const digits = new Uint8Array(end + 4);
	UTF8$8.encodeInto(text, digits);
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
	return makePublicKey((scheme === "ed25519" ? ed25519FromHex : keyOfPem)(publicAt.string(), publicAt.where), scheme, publicAt.where);
}
/**
* A public key in PEM form (SPKI), with the default scheme of its type: rsassa-pss-sha256 for RSA, as in-toto-python
* and in-toto-golang choose. The text may hold other things than a key, but only one PEM block.
*
* @throws KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
*/
function publicKeyFromPem(pem, source) {
	const where = escapeUntrusted(source);
	return withDefaultScheme(keyOfPem(pem, where), where);
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
		keyType: SCHEMES$2[scheme].keyType,
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
const ANY$1 = {
	ranges: [],
	negated: true
};
/** The segments of a pattern, or why it is none. */
function intentSegments(text) {
	const flaw = flawOfText(text);
	if (flaw !== void 0) return flaw;
	const segments = [];
	for (const name of text.split("/")) {
		const segment = name === "**" ? name : tokensOf$1(name);
		if ("flaw" in Object(segment)) return segment;
		segments.push(segment);
	}
	return segments;
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
	if (text.startsWith("dir:")) return flaw("starts with `dir:`", "Name an installed directory in `installs-into`, without `dir:`.");
	return flawOfSlashes(text);
}
function flawOfSlashes(text) {
	if (text.startsWith("/")) return flaw("starts with a slash", `Write ${quoteUntrusted(text.replace(/^\/+/, ""))}.`);
	if (text.endsWith("/")) return flaw("ends with a slash", `Write ${quoteUntrusted(`${text.replace(/\/+$/, "")}/**`)} for all files below it.`);
	const odd = text.split("/").find((name) => name === "" || name === "." || name === "..");
	if (odd === void 0) return void 0;
	return flaw(`has ${odd === "" ? "two slashes in a row" : `a part ${quoteUntrusted(odd)}`}`, "Write the path as it is recorded: from the top of the workspace, in its shortest form.");
}
/** The elements of one name. */
function tokensOf$1(name) {
	const characters = [...name];
	const tokens = [];
	let at = 0;
	while (at < characters.length) {
		const character = characters[at];
		at += 1;
		if (character === "*") {
			if (characters[at] === "*") return flaw(`has \`**\` beside other characters in ${quoteUntrusted(name)}`, "It stands alone between slashes: write `*` for any part of one name, `**/` for any directories.");
			tokens.push("*");
		} else if (character === "?") tokens.push(ANY$1);
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
	if (first === "^") return flaw("has brackets that begin with `^`", "Write `[!…]` for any other character.");
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
		places ??= placesOf$1(segments);
		return isNormal(path) && greedyMatch(places, path.split("/"));
	};
}
/** What is not in its shortest form names another place than it seems to. */
function isNormal(path) {
	return !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path);
}
function placesOf$1(segments) {
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
/** A JSON string as `JSON.stringify` writes it; undefined for any other spelling. */
function readString(text) {
	return readAsWritten(text, (value) => typeof value === "string");
}
/** Words as `JSON.stringify` writes them; undefined for any other spelling, and for no word. */
function readWords(text) {
	const isWords = (value) => Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === "string");
	return readAsWritten(text, isWords);
}
function readAsWritten(text, fits) {
	try {
		const value = JSON.parse(text);
		return fits(value) && JSON.stringify(value) === text ? value : void 0;
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
		...[...intents.steps.values()].flatMap(wordsOfStep),
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
function wordsOfStep(step) {
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
	const from = take.from === void 0 ? "" : ` from ${JSON.stringify(take.from)}`;
	const into = take.into === void 0 ? "" : ` into ${JSON.stringify(take.into)}`;
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
	const start = `${step} installs ${JSON.stringify(directory)}`;
	return mayChange.length === 0 ? [start] : mayChange.map((line) => `${start} may-change ${line}`);
}
function commandStatement(step, { words, workingDirectory, setup }) {
	const directory = workingDirectory === void 0 ? "" : ` in ${JSON.stringify(workingDirectory)}`;
	const after = setup === void 0 ? "" : ` after ${JSON.stringify(setup)}`;
	return `${step} command ${JSON.stringify(words)}${directory}${after}`;
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
	return `source submodules ${JSON.stringify(directory)}`;
}
function versionStatement({ number, after }) {
	return `layout ${number}${after === void 0 ? "" : ` after ${after}`}`;
}
function withPatterns(start, only) {
	return only.length === 0 ? [start] : only.map(({ text }) => `${start} only ${text}`);
}
// src/intoto/intents/step-draft.ts
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const TAKES$1 = new RegExp(`^([^ ]+)(?: from (${STRING}))?(?: into (${STRING}))?(?: only (.+))?$`, "su");
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
		const [, step = "", from, into, only] = TAKES$1.exec(said) ?? [];
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
// src/intoto/envelope/reference-base64.ts
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Bytes that decode base64 as in-toto-python does, and else as others do. */
function referenceBytes(port) {
	return {
		...port,
		mixesBase64: true,
		decodeBase64: (text, into) => text.length % 4 === 0 ? port.decodeBase64(withoutSpareBits(standard(text)), into) : void 0
	};
}
function standard(text) {
	return text.replaceAll("-", "+").replaceAll("_", "/");
}
/** The same bytes, with zeros for the bits that none of them takes. */
function withoutSpareBits(text) {
	const spare = text.endsWith("==") ? 15 : text.endsWith("=") ? 3 : 0;
	if (spare === 0) return text;
	const end = text.indexOf("=");
	const digit = ALPHABET.indexOf(text.charAt(end - 1));
	return digit < 0 ? text : `${text.slice(0, end - 1)}${ALPHABET.charAt(digit & ~spare)}${text.slice(end)}`;
}
// src/intoto/json/one-member.ts
/**
* An object with a single member. Links hold millions of them (`{"sha256": "…"}`), and a Map for each takes several times
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
const LONGEST$1 = 160;
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
		if (found.length <= LONGEST$1) {
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
// src/intoto/json/expect-type.ts
/** Checks the member `_type`, by which in-toto metadata says what it is. @throws METADATA_TYPE_UNKNOWN */
function expectType(at, expected) {
	const typeAt = at.member("_type");
	if (typeAt.value === expected) return;
	throw new CoreError("METADATA_TYPE_UNKNOWN", `Expected _type "${expected}".`, { at: typeAt.where });
}
// src/intoto/json/unknown-members.ts
/** The members of `object` that are not in `known`, the first of them. */
function unknownMembers$1(object, known) {
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
// src/intoto/json/canonical-json.ts
const UTF8$7 = new TextEncoder();
/**
* The canonical form of a value, in UTF-8; what a Metablock signature covers and what key ids are computed from.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function canonicalJson(value) {
	const chunks = [];
	serialise(value, (text) => text.replace(/["\\]/g, "\\$&"), (text) => chunks.push(UTF8$7.encode(text)));
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
	const tokens = tokensOf(pattern);
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
function tokensOf(pattern) {
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
* <extension>: [value…], trusted_root?}}`.
*
* @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING, KEY_UNSUPPORTED, KEY_UNREADABLE
*/
function parseKeylessIdentity(at) {
	for (const [name, member] of at.members()) if (!KEY_MEMBERS$1.includes(name)) throw unreadable$2(member, `has a member ${quoteUntrusted(name, 60)} that is not known`, "Constraints stand within keyval.");
	const schemeAt = at.member("scheme");
	if (schemeAt.string() !== SCHEME) throw new CoreError("KEY_UNSUPPORTED", `The scheme of a keyless functionary is ${quoteUntrusted(schemeAt.string(), 60)}.`, {
		at: schemeAt.where,
		hint: `Only ${SCHEME} is known.`
	});
	const value = at.member("keyval");
	const [exact, pattern] = [value.optional("identity"), value.optional("identity_pattern")];
	const subjectAt = exact ?? pattern;
	if (subjectAt === void 0 || exact !== void 0 && pattern !== void 0) throw unreadable$2(value, "names neither an identity nor a pattern of one, or both", "Give `identity` or `identity_pattern`.");
	const [issuer, text] = [value.member("issuer").string(), subjectAt.string()];
	if (issuer.length > LIMITS.patternLength || text.length > LIMITS.patternLength) throw unreadable$2(value, "has an issuer or an identity that is too long", "Write a shorter pattern.");
	if (!isPlain$1(issuer) || !isPlain$1(text)) throw unreadable$2(value, "has an empty issuer or identity, or one with white space", "Write the issuer and the identity as the certificate has them.");
	return identityOf$1(issuer, {
		kind: exact === void 0 ? "pattern" : "exact",
		text
	}, readConstraints(value), readTrustedRoot(value));
}
function readConstraints(value) {
	const constraints = /* @__PURE__ */ new Map();
	for (const [name, member] of value.members()) {
		if (OTHER_MEMBERS.includes(name)) continue;
		if (!isCertificateExtension(name)) throw unreadable$2(member, `has a constraint ${quoteUntrusted(name, 60)} that is not known`, "Verify with a version that knows it.");
		const values = member.strings(LIMITS.identityConstraints);
		if (values.some((pattern) => pattern.length > LIMITS.patternLength)) throw unreadable$2(member, `has the constraint ${name} with a value that is too long`, "Write a shorter pattern.");
		if (values.length === 0 || values.includes("")) throw unreadable$2(member, `has the constraint ${name} with nothing to fit`, "Give at least one value.");
		constraints.set(name, values);
	}
	return constraints;
}
function readTrustedRoot(value) {
	const at = value.optional("trusted_root");
	if (at === void 0) return void 0;
	const name = at.string();
	if (isRootName(name)) return name;
	throw unreadable$2(at, "names a trusted root by what can be no name of one", "Write public-good, github or custom.");
}
/** Makes a functionary by identity. @param trustedRoot name of the root that must vouch for it */
function identityOf$1(issuer, subject, constraints, trustedRoot) {
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
		fingerprint: digestOf$1(members(identity))
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
function digestOf$1(object) {
	return sha256Hex(canonicalJson(jsonObject(object)));
}
function isPlain$1(text) {
	return text !== "" && !/[\s\p{Cc}]/u.test(text);
}
function unreadable$2(at, what, hint) {
	return new CoreError("KEY_UNREADABLE", `A keyless functionary ${what}.`, {
		at: at.where,
		hint
	});
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
	if (!isArtifactKind(destinationKind)) throw invalid("MATCH … WITH takes MATERIALS or PRODUCTS.");
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
	const unknown = unknownMembers$1(at, LAYOUT_MEMBERS);
	const keyIdMismatches = [];
	const keys = /* @__PURE__ */ new Map();
	const keysAt = at.optional("keys");
	const keyCount = keysAt?.object().size ?? 0;
	if (keyCount > LIMITS.layoutKeys) throw at.invalid(`The layout has ${keyCount} keys; at most ${LIMITS.layoutKeys} are read.`);
	for (const [id, keyAt] of keysAt?.members() ?? []) {
		if (!isKeyId(id)) throw keyAt.invalid("A key id is made of hexadecimal digits.");
		addUnknown(unknown, unknownMembers$1(keyAt, KEY_MEMBERS).filter((member) => member.looksLike !== void 0));
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
		addUnknown(unknown, unknownMembers$1(step, STEP_MEMBERS));
		return parseStep(step, names);
	});
	const inspections = at.member("inspect").list(LIMITS.layoutItems).map((inspection) => {
		addUnknown(unknown, unknownMembers$1(inspection, INSPECTION_MEMBERS));
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
const NAME$1 = /^[a-zA-Z0-9_-]+$/;
/** Substitution parameters: an object of strings (in-toto v1.0, 4.3.4). @throws METADATA_TYPE_WRONG, PARAMETER_INVALID */
function parseParameters(at) {
	const parameters = /* @__PURE__ */ new Map();
	for (const [name, value] of at.members()) {
		if (!NAME$1.test(name) || typeof value.value !== "string") throw new CoreError("PARAMETER_INVALID", `The parameter ${quoteUntrusted(name)} is not a name of letters, digits, "_" and "-" with a string.`, {
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
		if (name === void 0 || !NAME$1.test(name)) throw new CoreError("PARAMETER_SYNTAX", `${quoteUntrusted(text)} has a brace that is neither a parameter nor doubled.`, {
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
// src/intoto/layout/substitute-layout.ts
/**
* Puts parameters into rules and commands as the reference does (in-toto v1.0, 4.3.4); names, keys and the readme keep
* their braces.
*
* @throws PARAMETER_MISSING, PARAMETER_SYNTAX, METADATA_RULE_INVALID when a rule is none afterwards
*/
function substituteLayout(layout, parameters) {
	const word = (text, where) => substitute(text, parameters, where);
	return withWords(layout, {
		rule: word,
		expected: word,
		run: word
	});
}
/**
* The same in the strict mode: braces that are no parameter with a value are text. Doubled braces of an expected command
* stay, since it is only compared; `compareCommand` takes them for either.
*
* @throws METADATA_RULE_INVALID when a rule is none afterwards
*/
function fillLayout(layout, parameters) {
	return withWords(layout, {
		rule: (word) => fill(word, parameters, "single"),
		expected: (word) => fill(word, parameters, "kept"),
		run: (word) => fill(word, parameters, "single")
	});
}
/** The layout where no parameters are given: `{{name}}` in the command of an inspection is `{name}`, as it is with them. */
function unfilledLayout(layout) {
	if (layout.inspections.length === 0) return layout;
	return {
		...layout,
		inspections: layout.inspections.map((item) => ({
			...item,
			run: item.run.map(withSingleBracesAroundNames)
		}))
	};
}
function withWords(layout, { rule, expected, run }) {
	const rules = (list, where) => list.map(({ tokens }, index) => {
		const place = `${where}[${index}]`;
		return parseRuleTokens(tokens.map((word) => rule(word, place)), place);
	});
	const lists = (item) => {
		const where = `${item.kind} ${quoteUntrusted(item.name)}`;
		return {
			expectedMaterials: rules(item.expectedMaterials, `${where}, expected_materials`),
			expectedProducts: rules(item.expectedProducts, `${where}, expected_products`)
		};
	};
	return {
		...layout,
		steps: layout.steps.map((step) => {
			const where = `step ${quoteUntrusted(step.name)}, expected_command`;
			return {
				...step,
				...lists(step),
				expectedCommand: step.expectedCommand.map((word) => expected(word, where))
			};
		}),
		inspections: layout.inspections.map((inspection) => {
			const where = `inspection ${quoteUntrusted(inspection.name)}, run`;
			return {
				...inspection,
				...lists(inspection),
				run: inspection.run.map((word) => run(word, where))
			};
		})
	};
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
const BACKSLASH$4 = 92;
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
const TEXT = 32;
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
		if (byte === BACKSLASH$4) return this.#escapedString(start);
		if (byte !== 34) throw this.error("JSON_SYNTAX", "A string ends early or holds a control character.");
		this.ascii = high < 128;
		this.spend(TEXT + (end - start) * (this.ascii ? 1 : 2));
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
			this.spend(TEXT + 4 * piece.length);
			parts.push(String.fromCharCode(...piece));
			piece.length = 0;
		};
		this.position = start;
		for (;;) {
			if (this.bytes[this.position] === 34) break;
			if (this.bytes[this.position] === BACKSLASH$4) piece.push(this.#escape());
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
			} else if (byte === BACKSLASH$4) {
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
	return byte !== void 0 && byte >= 32 && byte !== 34 && byte !== BACKSLASH$4;
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
/** ASCII names, each after the one before it, so none stands twice. */
var NameList = class {
	names;
	/** @param names in strictly rising order, ASCII */
	constructor(names) {
		this.names = names;
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
/** `{"name": {"sha256": "…"}, …}`; to whoever reads JSON an object like any other. */
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
// src/intoto/json/scan-section.ts
const OPEN = 123;
const CLOSE = 125;
const COLON$3 = 58;
const COMMA$3 = 44;
const BACKSLASH$3 = 92;
const ALGORITHM$2 = new TextEncoder().encode("\"sha256\"");
const HEX_DIGITS$1 = 64;
/** Digests for which there is room at first, where nobody knows how many there are. */
const ROOM = 64;
/** By byte: the value of a hexadecimal digit in lower case, and a number above all values for any other byte. */
const DIGITS = (/* @__PURE__ */ new Uint8Array(256)).fill(16);
for (const [value, digit] of [..."0123456789abcdef"].entries()) DIGITS[digit.charCodeAt(0)] = value;
/**
* The section that begins at a place, with at least one name; undefined for anything that is not in the usual spelling.
*
* @param before names that were read before, of which many are mostly the same; the same list comes back if all are
*/
function scanSection(place, before) {
	const { bytes } = place;
	if (bytes[place.start] !== OPEN) return void 0;
	const scan = new Scan(place, before?.names ?? []);
	do
		if (!scan.entry()) return void 0;
	while (scan.take(COMMA$3));
	if (!scan.take(CLOSE)) return void 0;
	const { count, names, position, spaces, characters } = scan;
	return {
		list: before !== void 0 && names === before.names && count === names.length ? before : new NameList(names === before?.names ? names.slice(0, count) : names),
		digests: fitting(scan.digests, count * 32),
		end: position,
		spaces,
		characters
	};
}
/** What is used of an array, without a copy where hardly anything is left over. */
function fitting(digests, length) {
	return length > .75 * digests.length ? digests.subarray(0, length) : digests.slice(0, length);
}
var Scan = class {
	#bytes;
	#text;
	/** Names that are expected, and the next of them. */
	#expected;
	#next = 0;
	/** The names so far: the expected ones as long as they come one after the other. */
	names;
	#own;
	#last;
	digests;
	count = 0;
	characters = 0;
	spaces = 0;
	position;
	constructor({ bytes, start, text }, expected) {
		this.#bytes = bytes;
		this.#text = text;
		this.#expected = expected;
		this.names = expected;
		this.position = start + 1;
		this.digests = new Uint8Array((expected.length + ROOM) * 32);
	}
	/** Steps over white space and the byte, when it comes next. */
	take(byte) {
		const bytes = this.#bytes;
		let { position } = this;
		while (isSpace(bytes[position])) position += 1;
		this.spaces += position - this.position;
		const found = bytes[position] === byte;
		this.position = found ? position + 1 : position;
		return found;
	}
	/** A name and its digest. */
	entry() {
		return this.take(34) && this.#name() && this.take(COLON$3) && this.take(OPEN) && this.take(34) && this.#algorithm() && this.take(COLON$3) && this.take(34) && this.#digest() && this.take(CLOSE);
	}
	#name() {
		const expected = this.#expected[this.#next];
		if (expected !== void 0 && this.#is(expected)) {
			this.position += expected.length + 1;
			return this.#take(expected, true);
		}
		const bytes = this.#bytes;
		const start = this.position;
		let end = start;
		let byte = bytes[end];
		while (byte !== void 0 && byte >= 32 && byte < 128 && byte !== 34 && byte !== BACKSLASH$3) {
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
		this.characters += name.length;
		if (this.#own === void 0 && !(expected && this.#next === this.count)) {
			this.#own = this.#expected.slice(0, this.count);
			this.names = this.#own;
		}
		this.#own?.push(name);
		if (expected) this.#next += 1;
		return true;
	}
	/** The name of the algorithm, after its first quote. */
	#algorithm() {
		const bytes = this.#bytes;
		const start = this.position - 1;
		for (let index = 1; index < ALGORITHM$2.length; index += 1) if (bytes[start + index] !== ALGORITHM$2[index]) return false;
		this.position = start + ALGORITHM$2.length;
		return true;
	}
	/** The digits, and the quote after them. */
	#digest() {
		const bytes = this.#bytes;
		const { position } = this;
		if (bytes[position + HEX_DIGITS$1] !== 34) return false;
		let into = this.count * 32;
		if (into === this.digests.length) this.#grow();
		const { digests } = this;
		let all = 0;
		for (let index = position; index < position + HEX_DIGITS$1; index += 2) {
			const high = DIGITS[bytes[index]];
			const low = DIGITS[bytes[index + 1]];
			all |= high | low;
			digests[into] = high << 4 | low;
			into += 1;
		}
		this.count += 1;
		this.position = position + HEX_DIGITS$1 + 1;
		return all < 16;
	}
	#grow() {
		const larger = new Uint8Array(2 * this.digests.length);
		larger.set(this.digests);
		this.digests = larger;
	}
};
// src/intoto/json/known-sections.ts
/** Sections that are kept: of one link both, and both of the one before it. */
const KEPT = 4;
/** Bytes of all that are kept. */
const KEPT_BYTES$1 = 16777216;
/** Bytes of memory that the reader of JSON takes off for each entry, its names and digits included, but its own name. */
const ENTRY = 246;
const SINGLE = 80;
const OBJECT$1 = 208;
const MEMBER$2 = 64;
/** Sections that were read lately; one for all documents that may hold the same. */
var KnownSections = class {
	#known = [];
	#bytes = 0;
	#list;
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
		}, this.#list);
		if (scanned === void 0) return void 0;
		const { list, digests, end, spaces, characters } = scanned;
		this.#list = list;
		const count = list.names.length;
		const section = new DigestSection(list, digests, (count === 1 ? SINGLE : OBJECT$1 + count * MEMBER$2) + count * ENTRY + characters);
		this.#keep(bytes.subarray(start, end), section, spaces);
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
	#find(bytes, start, port) {
		return this.#known.find(({ written }) => {
			const { length } = written;
			return start + length <= bytes.length && port.equal(bytes.subarray(start, start + length), written);
		});
	}
	/** Of what is read a copy is kept, for whoever gave it gives its memory back; and what is kept no more makes room for it. */
	#keep(read, section, spaces) {
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
			written,
			section,
			spaces
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
	const sections = new KnownSections();
	SECTIONS$1.set(strings, sections);
	return sections;
}
// src/intoto/json/skim-json.ts
const COMMA$2 = 44;
const COLON$2 = 58;
const BACKSLASH$2 = 92;
const UTF8$6 = new TextEncoder();
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
		if (inString && byte === BACKSLASH$2) {
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
	if (unit === 34 || unit === BACKSLASH$2) {
		into[at] = BACKSLASH$2;
		into[at + 1] = unit;
		return 2;
	}
	if (unit < 128) {
		into[at] = unit;
		return 1;
	}
	const text = unit >= 55296 && unit <= 57343 ? String.fromCharCode(unit, tokens.escapeAt(tokens.position)) : String.fromCharCode(unit);
	return UTF8$6.encodeInto(text, into.subarray(at)).written;
}
// src/intoto/json/json-reader.ts
const COMMA$1 = 44;
const COLON$1 = 58;
/** Bytes of memory that values take, estimated by what the language's machine has for each. Empty ones are shared. */
const TAKES = {
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
const WRITTEN_SECTIONS = SECTIONS.map((name) => new TextEncoder().encode(`"${name}"`));
/** Reads one document, and remembers which members of its outermost object are canonical JSON already. */
var JsonReader = class {
	#tokens;
	#strings;
	/** Members of the outermost object that are stepped over where they can be. */
	#later;
	#artifacts;
	#sections;
	/** At which depth members are those of a link. */
	#linkDepth = 1;
	#depth = 0;
	#skimmed = /* @__PURE__ */ new Map();
	#members = /* @__PURE__ */ new Map();
	constructor(tokens, strings, { later = () => false, artifactMemory, sections } = {}) {
		this.#tokens = tokens;
		this.#strings = strings;
		this.#later = later;
		this.#sections = sections;
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
			tokens.spend(TAKES.single);
			return this.#strings.object(first, value);
		}
		tokens.spend(TAKES.object + TAKES.member);
		const members = /* @__PURE__ */ new Map([[first, value]]);
		let previous = first;
		while (tokens.take(COMMA$1)) {
			const name = this.#name();
			if (name <= previous || !tokens.ascii) tokens.canonical = false;
			previous = name;
			tokens.spend(TAKES.member);
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
		tokens.spend(TAKES.outermost);
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
		const sections = this.#depth === this.#linkDepth && SECTIONS.includes(name) ? this.#sections : void 0;
		return (sections && sectionsOf(this.#strings).read(this.#tokens, sections)) ?? this.#value();
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
			skip: () => sectionsOf(this.#strings).skip(this.#tokens, port)
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
		tokens.spend(TAKES.list);
		const items = [];
		do {
			tokens.spend(TAKES.item);
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
	const reader = new JsonReader(tokens, cache, {
		later: options.later,
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
	const alphabets = {
		standard: false,
		urlSafe: false
	};
	for (let start = 0; start <= end; start += PIECE) {
		const last = start + PIECE > end;
		const piece = text(start, last ? written.length : start + PIECE);
		alphabets.standard ||= piece.includes("+") || piece.includes("/");
		alphabets.urlSafe ||= piece.includes("-") || piece.includes("_");
		const into = decoded.subarray(start / 4 * 3);
		const found = port.decodeBase64(piece, into);
		const mixed = alphabets.standard && alphabets.urlSafe && port.mixesBase64 !== true;
		if (found === void 0 || !last && found !== PIECE / 4 * 3 || mixed) throw notBase64(where);
	}
	return {
		all,
		decoded
	};
}
function notBase64(at) {
	return new CoreError("METADATA_BASE64", "The value is not base64 in its one correct spelling.", { at });
}
// src/intoto/envelope/pae.ts
const UTF8$5 = new TextEncoder();
/** DSSE's pre-authentication encoding (protocol 1.0.2): what a DSSE signature covers. Lengths are in bytes. */
function preAuthenticationEncoding(payloadType, payload) {
	return concatBytes(paeHeader(payloadType, payload.length), payload);
}
/** What stands before a payload of so many bytes. */
function paeHeader(payloadType, payloadLength) {
	const type = UTF8$5.encode(payloadType);
	return concatBytes(UTF8$5.encode(`DSSEv1 ${type.length} `), type, UTF8$5.encode(` ${payloadLength} `));
}
// src/intoto/envelope/payload-type.ts
/** The payload type of in-toto metadata in DSSE. */
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** Of the beginning of a step, which is ours. A signature covers the type, so a beginning never becomes a link. */
const BEGUN_PAYLOAD_TYPE = "application/vnd.in-toto-actions.begun+json";
// src/intoto/envelope/dsse.ts
const UTF8$4 = new TextEncoder();
/** What lies in the place of something else. */
const HINTS$1 = /* @__PURE__ */ new Map([[PAYLOAD_TYPE, "This is a layout or a link. Give the beginning of a step, as `record start` writes it."], [BEGUN_PAYLOAD_TYPE, "This is the beginning of a step that never ended. `record stop` ends it and writes the link."]]);
const DSSE = {
	title: "DSSE",
	noun: "a DSSE envelope",
	members: [
		"payload",
		"payloadType",
		"signatures"
	],
	read: (document, options) => readEnvelope(document, options),
	write: (payload, signers, bytes) => writeEnvelope(UTF8$4.encode(writeJson(payload)), signers, bytes),
	sign: sign$1,
	keyIds: "optional",
	referenceMessage: void 0
};
/** The envelope of one type of payload that a document is. @throws JSON_ and METADATA_ codes */
function readEnvelope({ root: at, later }, { source, ...limits }, expected = PAYLOAD_TYPE) {
	const typeAt = at.member("payloadType");
	const payloadType = typeAt.string();
	if (payloadType !== expected) throw new CoreError("METADATA_PAYLOAD_TYPE", `The payload type is ${quoteUntrusted(payloadType)}, not "${expected}".`, {
		at: typeAt.where,
		hint: HINTS$1.get(payloadType)
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
/** The envelope around a payload, whose bytes stay as they are. */
function writeEnvelope(payload, signers, bytes = PORTABLE_BYTES, payloadType = PAYLOAD_TYPE) {
	const signatures = sign$1(preAuthenticationEncoding(payloadType, payload), signers);
	return jsonObject({
		payload: bytes.encodeBase64(payload),
		payloadType,
		signatures
	});
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
function sign$1(message, signers) {
	return signers.map(({ signer, keyId }) => jsonObject({
		keyid: keyId,
		sig: PORTABLE_BYTES.encodeBase64(signer.sign(message))
	}));
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
const UTF8$3 = new TextEncoder();
const NAME = UTF8$3.encode("\"payload\"");
const END = UTF8$3.encode("\"");
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
// src/intoto/envelope/reference-form.ts
const NOTHING$5 = /* @__PURE__ */ new Map();
const LINK = /* @__PURE__ */ new Map([
	["name", null],
	["materials", NOTHING$5],
	["products", NOTHING$5],
	["byproducts", NOTHING$5],
	["command", []],
	["environment", NOTHING$5]
]);
/** Without steps or inspections there is no model: both are read before anything is filled in. */
const LAYOUT = /* @__PURE__ */ new Map([
	["keys", NOTHING$5],
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
	if (payload.get("_type") === "link") return only$1(payload, LINK, "link");
	const layout = new Map([...only$1(payload, LAYOUT, "layout"), ["_type", payload.get("_type") ?? null]]);
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
	return JsonAt.root(named$1(form), payload.source);
}
function named$1(form) {
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
function only$1(object, defaults, type) {
	const members = [...defaults].map(([name, value]) => {
		const given = object.get(name);
		return [name, given === void 0 ? value : given];
	});
	return new Map([["_type", type], ...members]);
}
function each(list, defaults, type) {
	if (!Array.isArray(list)) return list;
	return list.map((item) => isJsonObject(item) ? only$1(item, defaults, type) : item);
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
	write: (payload, signers) => jsonObject({
		signatures: sign(canonicalJson(payload), signers),
		signed: payload
	}),
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
	}), options, BEGUN_PAYLOAD_TYPE));
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
// src/intoto/artifacts/artifact-table.ts
/** Words of one digest. */
const WORDS = 32 / Uint32Array.BYTES_PER_ELEMENT;
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
		const slot = words[position * WORDS] & TEXTS - 1;
		const text = texts[slot];
		if (text !== void 0 && sameWords(words, position, textWords, slot)) return text;
		const made = textOf(this.digests, position * 32);
		texts[slot] = made;
		textWords.set(words.subarray(position * WORDS, (position + 1) * WORDS), slot * WORDS);
		return made;
	}
	/** Whether the digest at a position is that of another table at a position of its own. */
	isSame(position, other, there) {
		return sameWords(this.#words, position, other.#words, there);
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
	let left = at * WORDS;
	let right = there * WORDS;
	for (const end = left + WORDS; left < end; left += 1) {
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
const textWords = new Uint32Array(TEXTS * WORDS);
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
/** A table of its own. @param names in strictly rising order, ASCII @param digests 32 bytes each, all of their array */
function tableOfNames(names, digests) {
	return new ArtifactTable({
		list: new NameList(names),
		digests
	});
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
	let next = 0;
	for (const [position, name] of here.names.entries()) {
		while (next < there.names.length && there.names[next] < name) next += 1;
		if (there.names[next] === name) positions[position] = next;
	}
	JOINED.set(here, {
		with: there,
		positions
	});
	return positions;
}
// src/intoto/link/write-artifacts.ts
const UTF8$2 = new TextEncoder();
const HEX_DIGITS = UTF8$2.encode("0123456789abcdef");
const [QUOTE, BACKSLASH$1, COMMA] = UTF8$2.encode(`"\\,`);
const BEFORE_DIGEST = UTF8$2.encode("\":{\"sha256\":\"");
const AFTER_DIGEST = UTF8$2.encode("\"}");
/** Bytes of an entry beside its name: a comma, the name's first quote, and all that follows it. */
const BESIDE_NAME = 2 + BEFORE_DIGEST.length + 64 + AFTER_DIGEST.length;
/** About how many bytes artifacts take, each with one SHA-256 and an ASCII name. */
function expectedBytes(artifacts) {
	let bytes = 2;
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
		if (unit < 32 || unit > 126 || unit === QUOTE || unit === BACKSLASH$1) return void 0;
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
	const size = sizeOf$1(at.value);
	if (size > most) throw at.invalid(`The recording names ${size} ${what} of what it left out; at most ${most} are read.`, "Find out who wrote the link: a step has as many lines as its layout or its workflow has for it. Record the step again.");
}
/** Members or items, and the items of lists within. */
function sizeOf$1(value) {
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
		unknownMembers: unknownMembers$1(at, LINK_MEMBERS)
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
/** A beginning as the payload of a file. */
function encodeBegun({ value, link }) {
	return jsonObject({
		_type: "begun",
		value,
		link: encodeLink(link)
	});
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
const NONE$3 = /* @__PURE__ */ new Map();
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
	if (halves === void 0) return NONE$3;
	if (!isJsonObject(halves)) return "malformed";
	const half = halves.get(kind);
	if (half === void 0) return NONE$3;
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
// src/intoto/link/on-disk.ts
const NOTHING$4 = /* @__PURE__ */ new Map();
/**
* What all links of one step say of its products on a disk, as an environment. What only some of them say counts for
* nothing: one functionary alone must not let other bytes in.
*
* @param environments of the links, at least one
*/
function productsOnDisk(environments) {
	const links = saidByAll(environments.map(linksIn));
	const told = agreedConversion(environments);
	return links.size === 0 ? told : withModes(told, "products", links);
}
function agreedConversion(environments) {
	const halves = [];
	for (const environment of environments) {
		const half = readConverted(environment, "products");
		if (half === "malformed") return /* @__PURE__ */ new Map([["converted", environment.get("converted")]]);
		halves.push(half);
	}
	return withConverted(NOTHING$4, "products", saidByAll(halves));
}
/** The products that an environment calls symbolic links. */
function linksIn(environment) {
	const modes = readModes(environment, "products") ?? NOTHING$4;
	const links = ["symlink", "executable symlink"];
	return new Map([...modes].filter(([, mode]) => links.includes(mode)).map(([path]) => [path, "symlink"]));
}
function saidByAll(said) {
	const [first, ...others] = said;
	return new Map([...first].filter(([path, value]) => others.every((other) => other.get(path) === value)));
}
/** What an environment says of the products of its link on a disk; nothing of what cannot be read, which fails elsewhere. */
function productForms(environment, products) {
	const targets = /* @__PURE__ */ new Map();
	const converted = /* @__PURE__ */ new Map();
	for (const path of linksIn(environment).keys()) {
		const sha256 = sha256Of(products, path);
		if (sha256 !== void 0) targets.set(path, sha256);
	}
	const files = readConverted(environment, "products");
	for (const [path, disk] of files === "malformed" ? [] : files) {
		const commit = sha256Of(products, path);
		if (commit !== void 0) converted.set(path, {
			disk,
			commit
		});
	}
	return {
		targets,
		converted
	};
}
function sha256Of(artifacts, path) {
	const digests = artifacts.get(path);
	return digests === void 0 ? void 0 : sha256In(digests);
}
// src/intoto/verification/payload-of.ts
/**
* What metadata says that somebody signed who is trusted with it: as it is written, or as the reference reads it.
*
* @throws JSON_ and METADATA_ codes
*/
function payloadOf({ signedPayload }, compatibility) {
	return compatibility === "reference" ? referencePayload(signedPayload) : signedPayload;
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
const USUAL = /^sha256:[0-9a-f]{64}$/;
const LOWER_CASE = /^[0-9a-f]+$/;
/** Whether there is a digest, and each has a known name and a value of the right length in lower case. */
function areKnownDigests(digests) {
	if (USUAL.test(digests)) return true;
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
const SCHEMES$1 = Object.keys(URI_SCHEMES);
/** The scheme that a text starts with; empty for none. An unknown scheme is part of a file's name, as in the reference. */
function schemeOf(text) {
	return SCHEMES$1.find((scheme) => text.startsWith(scheme)) ?? "";
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
		return named.get(lastName$1(path)) ?? [];
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
const MOST_NAMES$2 = 5;
/** The products by their last name, of each name the first. */
function byLastName(products) {
	const found = /* @__PURE__ */ new Map();
	for (const product of products.paths()) {
		const same = found.get(lastName$1(product));
		if (same === void 0) found.set(lastName$1(product), [product]);
		else if (same.length < MOST_NAMES$2) same.push(product);
	}
	return found;
}
const lastName$1 = (path) => path.slice(path.lastIndexOf("/") + 1);
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
	if (path !== void 0 && !isPath$1(path)) return "malformed";
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
		if (!isPath$1(path)) return void 0;
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
const isPath$1 = (value) => typeof value === "string" && value !== "" && value.length <= LIMITS.nameLength;
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
// src/intoto/artifacts/with-directories.ts
/**
* Each entry with the innermost of the directories that it lies in; undefined where it lies in none.
*
* @param entries by name, in order of code points
* @param directories each with a slash at its end; the empty one holds everything
*/
function* withDirectories(entries, directories) {
	const sorted = [...directories].sort(compareCodePoints);
	const around = [];
	let next = 0;
	for (const [name, value] of entries) {
		while (around.length > 0 && !name.startsWith(around.at(-1))) around.pop();
		for (; next < sorted.length && compareCodePoints(sorted[next], name) <= 0; next += 1) if (name.startsWith(sorted[next])) around.push(sorted[next]);
		yield [
			name,
			value,
			around.at(-1)
		];
	}
}
// src/intoto/verification/claimed-source.ts
/**
* @param claimed the run that the link belongs to, and its step
* @param intents what its layout says of the step in intents
*/
function claimedSource({ environment, materials, products }, claimed, intents) {
	const claim = readSource(environment);
	const checkout = environment.get("checkout");
	const contradictions = checkout === void 0 || claim === void 0 || claim === "malformed" ? [] : contradictionsOf(claim, checkout, {
		environment,
		products
	});
	const leftOut = readRecordedHalf(environment, "products")?.leftOut.values() ?? [];
	const bringsSource = checkout !== void 0 || materials.size === 0 && readTookOver(environment).length === 0;
	return {
		...claimed,
		claim,
		noRepository: saysNoRepository(environment),
		checkout: checkout !== void 0,
		takesSource: seesSource(intents),
		otherRepository: otherRepository(checkout, claimed),
		ownBytes: readOwnBytes(environment),
		leftOut: [...leftOut].reduce((sum, files) => sum + files, 0),
		products: claim !== void 0 && bringsSource ? products : void 0,
		contradictions
	};
}
/** A name that is no name of a repository, or is held against a run that names none, is no other one. */
function otherRepository(checkout, { run }) {
	const named = isObject(checkout) ? checkout.get("repository") : void 0;
	const own = run === void 0 || run === "malformed" ? void 0 : run.repository;
	if (typeof named !== "string" || own === void 0 || !/^[\w.-]+\/[\w.-]+$/.test(named)) return void 0;
	return comparable(named) === comparable(own) ? void 0 : named;
}
/** As the server reads it. */
const comparable = (repository) => repository.toLowerCase().replace(/\.git$/, "");
const isObject = (value) => value !== void 0 && isJsonObject(value);
function contradictionsOf(claim, checkout, { environment, products }) {
	const commit = isObject(checkout) ? checkout.get("commit") : void 0;
	const told = readRecordedHalf(environment, "products");
	const others = told?.paths.filter((path) => !isWhole$1(path, claim)) ?? [];
	const isCounted = told === void 0 || told.leftOut.size === 0;
	return [
		...commit === claim.commit ? [] : [`It claims source of commit ${claim.commit}, and says that it checked out ${typeof commit === "string" ? quoteUntrusted(commit, 80) : "something that it does not name"}.`],
		...others.length === 0 ? [] : [`A checkout records all files of the commit, and it says that it recorded ${listed(others, LIMITS.sentenceNames, (path) => quoteUntrusted(path, 200))}.`],
		...isCounted ? filesDiffer(claim, products, new Set(readOwnBytes(environment))) : []
	];
}
/** Whether a path that was recorded is the whole work tree; it may be written as `./app/` for `app`. */
function isWhole$1(path, { path: top = "." }) {
	const short = path.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
	return short === "" || short === "." || short === top;
}
/** The products against what is claimed of the commit and of each of its submodules. */
function filesDiffer({ path, submodules, ...own }, products, ownBytes) {
	const top = path === void 0 ? "" : `${path}/`;
	const works = new Map([[top, {
		prefix: "",
		claimed: own,
		found: [],
		ownBytes: false
	}], ...[...submodules].map(([at, claimed]) => [`${top}${at}/`, {
		prefix: `${at}/`,
		claimed,
		found: [],
		ownBytes: false
	}])]);
	for (const [name, digests, directory] of withDirectories(products, works.keys())) {
		const work = directory === void 0 ? void 0 : works.get(directory);
		if (work === void 0 || directory === void 0) return [`It claims source in ${quoteUntrusted(top)}, and recorded ${quoteUntrusted(name)}.`];
		work.found.push([name.slice(directory.length), sha256In(digests) ?? ""]);
		work.ownBytes ||= ownBytes.has(name);
	}
	return [...works.values()].flatMap(differenceIn);
}
function differenceIn({ prefix, claimed, found, ownBytes }) {
	const recorded = {
		files: found.length,
		digest: sha256HexOfTexts(sourceLines(found))
	};
	if (recorded.files === claimed.files && (recorded.digest === claimed.digest || ownBytes)) return [];
	return [`${prefix === "" ? "It claims" : `Of the submodule ${quoteUntrusted(prefix.slice(0, -1))} it claims`} ${filesText$1(claimed)}, and recorded ${filesText$1(recorded)}.`];
}
/** Files with the digest over them, in words. */
function filesText$1({ files, digest }) {
	return `${count(files, "file")} with the digest ${digest}`;
}
// src/intoto/verification/collect-file.ts
/** Looks at one file: evidence, the reason why it is none, or undefined when there is no such file. */
async function collectFile({ evidence, failures, missing, rejected }, { stepPath }, fileName, read) {
	const at = escapeUntrusted(fileName);
	try {
		const item = await read();
		if (item === void 0) missing.push(at);
		else if (typeof item === "string") rejected.push(`${at} ${item}`);
		else evidence.push(item);
	} catch (error) {
		failures.push(unreadable$1(error, stepPath, at));
	}
}
/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
function unreadable$1(error, stepPath, at) {
	if (!(error instanceof InTotoError) || !/^(JSON|METADATA|KEY|BUNDLE)_/.test(error.code)) throw error;
	if (error.code.startsWith("BUNDLE_")) return {
		code: "LINK_BUNDLE_REFUSED",
		errorCode: error.code,
		step: stepPath,
		at,
		message: `The bundle ${at} is refused: ${error.message}`,
		details: [],
		hint: hintOr(error, "Record the step again, and find out what made or changed the bundle.")
	};
	return {
		code: "LINK_UNREADABLE",
		errorCode: error.code,
		step: stepPath,
		at: String(error.at),
		message: `The link ${at} is malformed: ${error.message}`,
		details: [],
		hint: `Record the step again, and find out what damaged the file. ${hintOr(error, "")}`.trimEnd()
	};
}
// src/intoto/verification/count-functionaries.ts
/** The most functionaries that can each be given a signer of its own (a maximum matching, by augmenting paths). */
function countFunctionaries(signers) {
	const mayBe = /* @__PURE__ */ new Map();
	for (const { functionary, keyIds } of signers) mayBe.set(functionary, /* @__PURE__ */ new Set([...mayBe.get(functionary) ?? [], ...keyIds]));
	const signerOf = /* @__PURE__ */ new Map();
	const place = (signer, tried) => {
		for (const keyId of mayBe.get(signer)) {
			if (tried.has(keyId)) continue;
			tried.add(keyId);
			const other = signerOf.get(keyId);
			if (other !== void 0 && !place(other, tried)) continue;
			signerOf.set(keyId, signer);
			return true;
		}
		return false;
	};
	for (const signer of mayBe.keys()) place(signer, /* @__PURE__ */ new Set());
	return signerOf.size;
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
// src/intoto/verification/check-runner.ts
/** Why a step did not run where its functionary may run, by the words of its link; empty when it did. */
function runnerMismatches({ constraints }, { link }) {
	const allowed = constraints.get("runner_environment");
	if (allowed === void 0) return [];
	const wanted = allowed.map((pattern) => quoteUntrusted(pattern)).join(" or ");
	const mismatch = (whose, runner) => {
		if (runner === void 0) return [`${whose} ran on a runner of which its link says nothing, not ${wanted}`];
		if (allowed.some((pattern) => matchesIdentityPattern(pattern, runner))) return [];
		return [`${whose} ran on a runner that is ${quoteUntrusted(runner)}, not ${wanted}`];
	};
	const claimed = readRunBinding(link.environment);
	const recordedBy = readRecordedBy(link.environment);
	const signed = mismatch("the step", claimed === void 0 || claimed === "malformed" ? void 0 : claimed.runner);
	if (recordedBy === void 0) return signed;
	if (recordedBy === "malformed") return [...signed, "the link does not say in a readable way which job recorded it"];
	return [...signed, ...mismatch(`the job ${quoteUntrusted(recordedBy.job)} that recorded the step`, recordedBy.runner)];
}
// src/intoto/link/statement.ts
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const LINK_PREDICATE_TYPE = "https://in-toto.io/attestation/link/v0.3";
const MEMBERS$1 = [
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
* Reads a Statement with the link predicate.
*
* @throws METADATA_TYPE_UNKNOWN for another statement or predicate, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
* METADATA_VALUE_INVALID
*/
function parseStatement(at) {
	expectText(at.member("_type"), STATEMENT_TYPE);
	expectText(at.member("predicateType"), LINK_PREDICATE_TYPE);
	const predicate = at.member("predicate");
	const unknown = [...unknownMembers$1(at, MEMBERS$1), ...unknownMembers$1(predicate, PREDICATE_MEMBERS)];
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
	const artifacts = new ArtifactsBuilder();
	for (const resource of at?.list(LIMITS.statementResources) ?? []) {
		addUnknown(unknown, unknownMembers$1(resource, RESOURCE_MEMBERS));
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
// src/intoto/verification/keyless-link.ts
/**
* Verifies a bundle with in-toto metadata in it. Whether its signer may have signed it is for the caller to say.
*
* @throws BUNDLE_, JSON_ and METADATA_ codes; TRUSTED_ROOT_MISSING when nothing can verify bundles
*/
async function verifyBundle(bundle, source, verifier) {
	if (verifier === void 0) throw new CoreError("TRUSTED_ROOT_MISSING", `${quoteUntrusted(source)} is signed by an identity, and no trusted root was given to verify that with.`, {
		at: escapeUntrusted(source),
		hint: "Name the trusted root of the Sigstore that signed: `--trusted-root public-good`, `--trusted-root github`, or the trusted_root.json of your own. With the library, give a verifier in `keyless`."
	});
	const verified = await verifier.verify(bundle, source);
	if (verified.payloadType === "application/vnd.in-toto+json") return verified;
	throw new CoreError("BUNDLE_PAYLOAD_TYPE", `The payload type of the bundle is ${quoteUntrusted(verified.payloadType)}, not "${PAYLOAD_TYPE}", so it holds something else than in-toto metadata.`, {
		at: escapeUntrusted(source),
		hint: "Sign the link or layout itself: `in-toto-actions sign --file FILE --keyless`. Keep signatures of other documents elsewhere."
	});
}
/** Verifies a bundle and reads the link that it holds. @throws what `verifyBundle` throws */
async function readKeylessLink(bundle, source, { keyless, ports, known }) {
	const { certificate, trustedRoots, payload } = await verifyBundle(bundle, source, keyless);
	return {
		parsed: await known?.find("statement", source, payload) ?? readStatement(payload, source, {
			bytes: ports.bytes,
			memory: LIMITS.signedMemory - bundle.length
		}),
		certificate,
		trustedRoots
	};
}
/**
* The link within a bundle, whoever signed it and whether the signature is good or not: for looking at, never for
* deciding.
*
* @throws BUNDLE_NOT_ENVELOPE, JSON_ and METADATA_ codes
*/
function readUnverifiedBundle(bundle, source, { bytes, strings } = {}) {
	const envelope = readJson(bundle, {
		source,
		maxBytes: LIMITS.bundleBytes,
		bytes
	}).optional("dsseEnvelope");
	if (envelope === void 0) throw new CoreError("BUNDLE_NOT_ENVELOPE", "The bundle holds no envelope, so no link or layout is in it.", {
		at: escapeUntrusted(source),
		hint: "Sign the link or layout itself: `in-toto-actions sign --file FILE --keyless`."
	});
	const payload = decodeBase64(envelope.member("payload"), bytes);
	return {
		parsed: readStatement(payload, source, {
			bytes,
			strings,
			memory: LIMITS.unsignedMemory - bundle.length
		}),
		payload
	};
}
function readStatement(payload, source, options) {
	return parseStatement(readJson(payload, {
		...options,
		source: `${source} (payload)`,
		maxBytes: LIMITS.linkBytes
	}));
}
const RUN = /^(https:\/\/[^/]+)\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)\/attempts\/(\d+)$/;
/**
* The run that a certificate names: undefined when it is not one of a workflow run (of a person, say), and `malformed`
* when it names half of one, which equals no other.
*/
function certifiedRun({ extensions }) {
	const address = extensions.get("run_invocation_uri");
	const commit = extensions.get("source_repository_digest");
	if (address === void 0 && commit === void 0) return void 0;
	const [, server, repository, id, attempt] = RUN.exec(address ?? "") ?? [];
	if (server === void 0 || repository === void 0 || id === void 0 || attempt === void 0) return "malformed";
	const uri = extensions.get("source_repository_uri");
	if (commit === void 0 || uri !== void 0 && uri !== `${server}/${repository}`) return "malformed";
	const workflow = extensions.get("build_config_uri");
	const facts = {
		repository_id: extensions.get("source_repository_id"),
		ref: extensions.get("source_repository_ref"),
		event: extensions.get("build_trigger"),
		workflow: workflow?.startsWith(`${server}/`) === true ? workflow.slice(server.length + 1) : workflow
	};
	const known = Object.entries(facts).filter((fact) => fact[1] !== void 0);
	return {
		id,
		attempt,
		repository,
		commit,
		...Object.fromEntries(known)
	};
}
/** The link may name its run, too; what it names must be what the certificate names. */
function checkCertifiedRun(parsed, certified, step) {
	const claimed = readRunBinding(parsed.link.environment);
	if (claimed === void 0 || certified === void 0 || certified === "malformed") return [];
	const facts = Object.keys(certified).filter((fact) => claimed === "malformed" || claimed[fact] !== void 0 && claimed[fact] !== certified[fact]);
	if (facts.length === 0) return [];
	return [{
		code: "LINK_RUN_NOT_CERTIFIED",
		step,
		message: `The link of step "${step}" claims another run than the certificate that signed it.`,
		details: facts.map((fact) => `${fact}: ${claimed === "malformed" ? "cannot be read" : quoteUntrusted(String(claimed[fact]))} in the link, ${quoteUntrusted(String(certified[fact]))} in the certificate`),
		hint: "Find out what wrote the link: a stage of this suite takes both from the run."
	}];
}
// src/intoto/verification/link-bundles.ts
const LINK_BUNDLES = {
	isNamed: isLinkBundleName,
	stepOf: stepOfLinkBundle,
	look: async (file, fileName, { known, bytes }) => {
		const { parsed, payload } = readUnverifiedBundle(file, fileName, {
			bytes,
			strings: known.strings
		});
		await known.keep("statement", fileName, payload, parsed);
		return parsed.link;
	},
	collect: collect$2
};
/** Every bundle of the step is verified, and is evidence for the first functionary whose identity it proves. */
async function collect$2(found, request) {
	const { step, links } = request;
	const identities = identitiesOf(request);
	if (identities.size === 0) return;
	const names = (await links.names()).filter((name) => isLinkBundleName(name, step.name)).sort();
	if (names.length === 0) found.missing.push(`${escapeUntrusted(step.name)}.*.sigstore.json`);
	if (names.length > LIMITS.bundlesPerStep || names.length * identities.size > LIMITS.identityTrials) {
		await collectFile(found, request, `${step.name}.*.sigstore.json`, () => {
			throw new CoreError("BUNDLE_TOO_MANY", `There are ${names.length} bundles of one step, for ${identities.size} identities.`, { hint: "Find out what stores so many." });
		});
		return;
	}
	for (const fileName of names) await collectFile(found, request, fileName, async () => {
		const bytes = await links.read(fileName);
		return bytes === void 0 ? void 0 : readBundle(bytes, fileName, identities, request);
	});
}
function identitiesOf({ step, layout }) {
	const identities = /* @__PURE__ */ new Map();
	for (const keyId of step.pubkeys) {
		const key = layout.keys.get(keyId);
		if (key !== void 0 && isKeyless(key)) identities.set(keyId, key);
	}
	return identities;
}
/** The evidence, or why it does not count. */
async function readBundle(bytes, fileName, identities, request) {
	const { parsed, certificate, trustedRoots } = await readKeylessLink(bytes, fileName, request);
	const reasons = [];
	const keyIds = [];
	for (const [keyId, identity] of identities) {
		const mismatches = [
			...identityMismatches(identity, certificate),
			...rootMismatches(identity, trustedRoots),
			...runnerMismatches(identity, parsed)
		];
		if (mismatches.length === 0) keyIds.push(keyId);
		else reasons.push(`not ${keyId.slice(0, 8)}, since ${mismatches.join(" and ")}`);
	}
	const [keyId] = keyIds;
	if (keyId === void 0) return `is signed by another identity: ${firstOf(reasons, LIMITS.sentenceNames).join("; ")}`;
	return {
		kind: "keyless",
		keyId,
		keyIds,
		functionary: JSON.stringify([certificate.issuer, certificate.subject]),
		at: escapeUntrusted(fileName),
		parsed,
		certificate
	};
}
// src/intoto/verification/check-signatures.ts
/**
* Checks signatures of one document. What the signatures cover is computed once.
*
* Strictly, every signature that could be the key's is tried: key ids are hints (DSSE 1.0.2). The reference tries only
* the first that carries the key's id.
*/
var SignatureChecker = class {
	#metadata;
	#compatibility;
	#signatures;
	#message;
	constructor(metadata, compatibility, signatures) {
		this.#metadata = metadata;
		this.#compatibility = compatibility;
		this.#signatures = signatures;
	}
	/**
	* @param keyIds the ids that a signature by the key may carry
	* @param anyId true when the ids are not known for certain, as for a key given as PEM
	* @throws METADATA_MEMBER_MISSING where the reference reads no document because of any of its signatures
	*/
	async check(key, keyIds, anyId) {
		if (this.#compatibility === "reference") this.#demandReadable();
		const candidates = this.#candidates(keyIds, anyId);
		if (candidates.length === 0) return "missing";
		this.#message ??= this.#whatIsSigned();
		for (const candidate of candidates.slice(0, trialsOf$1(this.#message))) {
			const bytes = this.#bytesOf(candidate);
			if (bytes === void 0) continue;
			if (await this.#signatures.verify(key, this.#message, bytes) === "valid") return "valid";
		}
		return "invalid";
	}
	#demandReadable() {
		if (this.#metadata.signatures.every(({ reference }) => reference !== "malformed")) return;
		throw new CoreError("METADATA_MEMBER_MISSING", "A signature names no key, or there is none beside the key.", { at: this.#metadata.payload.where });
	}
	#candidates(keyIds, anyId) {
		const { signatures, wrapper } = this.#metadata;
		const named = signatures.filter(({ keyId }) => keyIds.includes(keyId));
		if (this.#compatibility === "reference") return named.slice(0, 1);
		if (anyId) return [...named, ...signatures.filter(({ keyId }) => !keyIds.includes(keyId))];
		return WRAPPERS[wrapper].keyIds === "optional" ? [...named, ...signatures.filter(({ keyId }) => keyId === "")] : named;
	}
	#bytesOf({ bytes, reference }) {
		return this.#compatibility === "strict" || typeof reference !== "object" ? bytes : reference.bytes;
	}
	#whatIsSigned() {
		const { referenceMessage } = WRAPPERS[this.#metadata.wrapper];
		return this.#compatibility === "strict" || referenceMessage === void 0 ? this.#metadata.signedBytes() : referenceMessage(this.#metadata.payload.object());
	}
};
/** Each trial hashes the whole message. Who knows the key's id is tried first, so nobody who signed as usual is left out. */
function trialsOf$1(message) {
	return Math.max(LIMITS.signatureTrials, Math.floor(LIMITS.signatureTrialBytes / (message.length + 1)));
}
// src/intoto/verification/read-link-file.ts
/** Reads a file, but for what is known of its very bytes. @throws what `readSignedMetadata` throws */
async function readLinkFile(file, fileName, known, options) {
	const before = await known?.findFile(fileName, file, options);
	if (before !== void 0) return before;
	const metadata = readSignedMetadata(file, options);
	const { payloadBytes } = metadata;
	return {
		metadata,
		parsed: payloadBytes === void 0 ? void 0 : await known?.find("link", fileName, payloadBytes)
	};
}
// src/intoto/verification/signed-links.ts
const SIGNED_LINKS = {
	isNamed: isLinkFileName,
	stepOf: stepOfLinkFile,
	look: lookAtLink,
	collect: collect$1
};
/** The link in a wrapper. A large one is not kept: nobody has signed it as far as is known here. */
async function lookAtLink(file, fileName, { known, bytes, keptBytes = LIMITS.keptLinkBytes }) {
	const { strings } = known;
	const options = {
		source: fileName,
		maxBytes: LIMITS.linkBytes,
		bytes,
		strings
	};
	const metadata = readSignedMetadata(file, options);
	const payload = metadata.payloadBytes ?? metadata.payloadPart;
	if (file.length > keptBytes && payload !== void 0) {
		const facts = lookAtFacts(payload, options);
		if (facts !== void 0) known.keepName(fileName, facts.name);
		return facts;
	}
	if (metadata.kind !== "link") return void 0;
	const parsed = parseLink(metadata.payload);
	await known.keepFile(fileName, file, metadata, parsed);
	return parsed.link;
}
const GROWING = [
	"materials",
	"products",
	"byproducts"
];
/** The name and the environment of a link, without its artifacts. */
function lookAtFacts(payload, options) {
	const { root } = readJsonDocument(payload, {
		...options,
		later: (name) => GROWING.includes(name)
	});
	if (kindOf(root) !== "link") return void 0;
	return {
		name: root.member("name").string(),
		environment: root.optional("environment")?.object() ?? /* @__PURE__ */ new Map()
	};
}
async function collect$1(found, request) {
	const { step, layout, links } = request;
	for (const keyId of new Set(step.pubkeys)) {
		const key = layout.keys.get(keyId);
		if (key === void 0 || isKeyless(key)) continue;
		const fileName = linkFileName(step.name, keyId);
		await collectFile(found, request, fileName, async () => {
			const bytes = await links.read(fileName);
			return bytes === void 0 ? void 0 : readSigned(bytes, fileName, keyId, key, request);
		});
	}
}
/** The evidence, or why it does not count. Bytes are given back as soon as nobody needs them. */
async function readSigned(bytes, fileName, keyId, key, request) {
	const { strings, known, links, ports, signedValues } = request;
	const options = {
		source: fileName,
		maxBytes: LIMITS.linkBytes,
		strings,
		bytes: ports.bytes,
		signedValues
	};
	let release = () => links.release?.(bytes);
	let found;
	try {
		const { metadata, parsed } = await readLinkFile(bytes, fileName, known, options);
		const { payloadBytes } = metadata;
		if (payloadBytes !== void 0) {
			release();
			release = () => ports.bytes.release?.(payloadBytes);
		}
		found = await evidenceOf({
			metadata,
			known: parsed,
			at: escapeUntrusted(fileName),
			release
		}, keyId, key, request);
		return found;
	} finally {
		if (typeof found !== "object") release();
	}
}
async function evidenceOf(facts, keyId, key, { compatibility, ports }) {
	const finding = await new SignatureChecker(facts.metadata, compatibility, ports.signatures).check(key, [keyId], false);
	if (finding === "missing") return `has no signature by key ${keyId}`;
	if (finding === "invalid") return `has a signature by key ${keyId} that does not verify`;
	return {
		kind: "signed",
		keyId,
		keyIds: [keyId],
		key,
		functionary: key.fingerprint,
		...facts
	};
}
// src/intoto/verification/link-formats.ts
/** In the order in which the files of a step are looked through. */
const LINK_FORMATS = {
	signed: SIGNED_LINKS,
	bundle: LINK_BUNDLES,
	unsigned: {
		isNamed: isUnsignedLinkFileName,
		stepOf: stepOfUnsignedLink,
		look: lookAtLink,
		collect: async () => {}
	}
};
const LINK_FORMAT_NAMES = Object.keys(LINK_FORMATS);
/** The format that a file is named like; undefined for a file that is not named like a link of the step. */
function linkFormatOf(fileName, step) {
	return LINK_FORMAT_NAMES.find((name) => LINK_FORMATS[name].isNamed(fileName, step));
}
// src/intoto/verification/links-of-others.ts
/**
* What to say of each, escaped, in the order of their names.
*
* @throws what the store of the links throws
*/
async function linksOfOthers({ step, layout, links }) {
	const own = new Set(step.pubkeys.map((keyId) => linkFileName(step.name, keyId)));
	const takesBundles = [...layout.keys].some(([keyId, key]) => step.pubkeys.includes(keyId) && isKeyless(key));
	return [...await links.names()].sort().flatMap((name) => {
		const there = `there, and not counted: ${escapeUntrusted(name)}`;
		if (isLinkBundleName(name, step.name)) return takesBundles ? [] : [`${there}, which an identity signed; this step is for functionaries with keys`];
		if (!isLinkFileName(name, step.name) || own.has(name)) return [];
		return [`${there}, ${signerOf(name, {
			step,
			layout
		})}`];
	});
}
/** Whose key the name of a file says, and what the layout lets it do. */
function signerOf(fileName, { step, layout }) {
	const known = [...layout.keys.keys()].filter((keyId) => linkFileName(step.name, keyId) === fileName);
	const [first] = known;
	if (first === void 0) return "by its name signed with a key that the layout does not know";
	const names = layout.steps.filter(({ pubkeys }) => known.some((keyId) => pubkeys.includes(keyId))).map(({ name }) => name);
	const whose = `by its name signed with the key ${escapeUntrusted(keyIdPrefix(first))}`;
	return names.length === 0 ? `${whose}, which the layout authorises for no step` : `${whose}, which the layout authorises for ${listed(names, LIMITS.sentenceNames, (name) => quoteUntrusted(name))} and not for this step`;
}
// src/intoto/verification/collect-links.ts
/** Loads the links of a step and keeps those that an authorised functionary signed. */
async function collectLinks(request) {
	const { step, stepPath, compatibility } = request;
	const found = {
		evidence: [],
		failures: [],
		missing: [],
		rejected: []
	};
	for (const format of LINK_FORMAT_NAMES) await LINK_FORMATS[format].collect(found, request);
	const { evidence, failures, missing, rejected } = found;
	if (failures.length > 0) return {
		evidence,
		failures,
		warnings: []
	};
	const functionaries = compatibility === "strict" ? countFunctionaries(evidence) : countAsReference(evidence);
	if (functionaries < step.threshold || evidence.length === 0) return {
		evidence,
		failures: [rejected.length === 0 && functionaries === evidence.length ? linksMissing(step, stepPath, {
			evidence,
			missing,
			others: await linksOfOthers(request)
		}) : thresholdNotMet(step, stepPath, functionaries, [...rejected, ...missing.map((name) => `${name} is not there`)])],
		warnings: []
	};
	return {
		evidence,
		failures,
		warnings: rejected.map((reason) => ({
			code: "LINK_IGNORED",
			step: stepPath,
			message: `${reason}; it was not counted.`
		}))
	};
}
/** The reference counts key ids. It knows no identities, so these are counted as ever. */
const REFERENCE_COUNTS = {
	signed: "key ids",
	keyless: "functionaries"
};
function countAsReference(evidence) {
	const counted = (by) => evidence.filter(({ kind }) => REFERENCE_COUNTS[kind] === by);
	return new Set(counted("key ids").map(({ keyId }) => keyId)).size + countFunctionaries(counted("functionaries"));
}
function linksMissing(step, stepPath, { evidence, missing, others }) {
	const has = others.length === 0 ? `${evidence.length}` : `${evidence.length} of those whom the layout authorises for it`;
	return {
		code: "LINK_MISSING",
		step: stepPath,
		message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} ${step.threshold === 1 ? "link" : "links"} and has ${has}.`,
		details: firstOf([...others, ...missing.map((name) => `not there: ${name}`)]),
		hint: others.length === 0 ? `In a workflow, see whether a stage with \`step-name: ${escapeUntrusted(step.name)}\` ran and succeeded. On the command line, record it with \`in-toto-actions run${nameFlag(step.name)} ...\`, and pass the directory that contains the link file as \`--link-dir\`.` : `Somebody performed the step whom the layout does not authorise for it: each file is named by the key that signed it. Let the step be signed with the key of a functionary of its \`by\`; only if the other one may perform it, too, add it there, and sign the layout again.`
	};
}
/** A name that a shell takes as it is; others are left to whoever writes the command. */
function nameFlag(name) {
	return /^\w[\w.-]*$/.test(name) ? ` -n ${name}` : "";
}
function thresholdNotMet(step, stepPath, functionaries, reasons) {
	return {
		code: "LINK_THRESHOLD",
		step: stepPath,
		message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} ${step.threshold === 1 ? "functionary" : "functionaries"}; links of ${functionaries === 0 ? "none" : functionaries} were accepted.`,
		details: firstOf(reasons),
		hint: "The step must be performed and signed by a functionary whom the layout authorises for it."
	};
}
// src/intoto/verification/compare-links.ts
/** Links of one step must report the same materials and products (in-toto v1.0, 5.2). */
function compareLinks(stepName, stepPath, first, other) {
	return ["materials", "products"].flatMap((list) => {
		if (sameArtifacts(first.link[list], other.link[list])) return [];
		const paths = differingPaths(first.link[list], other.link[list]);
		const shown = paths.slice(0, 100).map((path) => escapeUntrusted(path));
		return [{
			code: "LINKS_DISAGREE",
			step: stepPath,
			list,
			artifacts: shown,
			message: `Functionaries ${first.keyId} and ${other.keyId} report different ${list} for step ${quoteUntrusted(stepName)}: ${paths.length} ${paths.length === 1 ? "differs" : "differ"}.`,
			details: shown,
			hint: "Find out whose machine differs. Only a reproducible step can have several functionaries."
		}];
	});
}
/** Whether both have the same paths with the same digests. */
function sameArtifacts(one, other) {
	if (one.size !== other.size) return false;
	if (one instanceof ArtifactTable && other instanceof ArtifactTable) return one.equals(other);
	for (const [path, digests] of one) if (other.get(path) !== digests) return false;
	return true;
}
function differingPaths(a, b) {
	const differing = [];
	for (const [path, digests] of a) if (b.get(path) !== digests) differing.push(path);
	for (const path of b.paths()) if (!a.has(path)) differing.push(path);
	return differing;
}
// src/intoto/verification/counted-store.ts
/** Opening a file or a directory, in units of work. */
const OPENING = 5e3;
/** A store whose files count as work: a unit for each byte. */
function countedStore(store, work) {
	return {
		read: async (fileName) => {
			work.spend(OPENING);
			const bytes = await store.read(fileName);
			work.spend(bytes?.length ?? 0);
			return bytes;
		},
		release: (bytes) => store.release?.(bytes),
		names: async () => {
			const names = await store.names();
			work.spend(OPENING + names.length);
			return names;
		},
		sub: (directoryName) => countedStore(store.sub(directoryName), work)
	};
}
// src/intoto/verification/read-ahead.ts
/** Steps that are begun before it is their turn. */
const AHEAD = 4;
/** Bytes of files that are held before another is read ahead; of large ones, one at a time is enough. */
const HELD_BYTES = 8388608;
/** Not at all: each step is begun when the one before it is done with. */
const IN_TURN = { steps: 0 };
const SOME_AHEAD = { steps: AHEAD };
/**
* Results for items, one after the other. Those that are begun early read from a store that lets them wait for room; the
* one whose turn it is waits for nothing.
*
* @param begin gets a store for one item alone
* @throws what `begin` throws, when it is the turn of that item
*/
async function* readAhead(items, store, begin, { steps, bytes = HELD_BYTES }) {
	const room = new Room(bytes);
	const begun = [];
	let next = 0;
	for (const turn of items.keys()) {
		for (; next < items.length && next <= turn + steps; next += 1) {
			const visitor = {
				turn: next,
				held: 0
			};
			const result = begin(items[next], room.storeFor(visitor, store));
			result.catch(() => {});
			begun.push({
				result,
				visitor
			});
		}
		const { result, visitor } = begun.shift();
		room.letIn(turn);
		yield await result;
		room.leave(visitor);
	}
}
var Room = class {
	#most;
	#held = 0;
	/** Files whose length nobody knows yet. */
	#reading = 0;
	#turn = 0;
	#waiting = [];
	constructor(most) {
		this.#most = most;
	}
	storeFor(visitor, store) {
		return {
			read: async (fileName) => {
				while (visitor.turn > this.#turn && (this.#reading > 0 || this.#held >= this.#most)) await new Promise((resolve) => this.#waiting.push(resolve));
				this.#reading += 1;
				try {
					const bytes = await store.read(fileName);
					visitor.held += bytes?.length ?? 0;
					this.#held += bytes?.length ?? 0;
					return bytes;
				} finally {
					this.#reading -= 1;
					this.#wake();
				}
			},
			release: (bytes) => store.release?.(bytes),
			names: () => store.names(),
			sub: (directoryName) => store.sub(directoryName)
		};
	}
	letIn(turn) {
		this.#turn = turn;
		this.#wake();
	}
	leave({ held }) {
		this.#held -= held;
		this.#wake();
	}
	#wake() {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const resume of waiting) resume();
	}
};
// src/intoto/verification/remember-reads.ts
/** A store that notes how many bytes each file has that was read from it. */
function rememberReads(store, seen) {
	return {
		read: async (fileName) => {
			const bytes = await store.read(fileName);
			if (bytes !== void 0) seen.set(fileName, bytes.length);
			return bytes;
		},
		release: (bytes) => store.release?.(bytes),
		names: () => store.names(),
		sub: (directoryName) => store.sub(directoryName)
	};
}
// src/intoto/verification/work-exceeded.ts
/** Thrown when a bound is reached, up to where the outermost layout goes on without the step. Never to a caller. */
var WorkExceeded = class extends Error {
	of;
	constructor(of) {
		super();
		this.of = of;
	}
};
// src/intoto/verification/held-values.ts
/** What is left of the bounds on what is held at one time. */
var HeldValues = class {
	#values;
	#artifacts;
	constructor(values = LIMITS.sublayoutValues, artifacts = LIMITS.sublayoutArtifacts) {
		this.#values = values;
		this.#artifacts = artifacts;
	}
	/** Bytes that are left for values. */
	get values() {
		return this.#values;
	}
	/** Takes what a link takes off the bounds. @throws WorkExceeded */
	take({ command, byproducts, environment, materials, products }) {
		for (const value of [
			command,
			byproducts,
			environment
		]) this.#values -= weightOf(value);
		for (const artifacts of [materials, products]) for (const [path, digests] of artifacts) this.#artifacts -= ARTIFACT + path.length + digests.length;
		if (this.#values < 0 || this.#artifacts < 0) throw new WorkExceeded("memory");
	}
	/** What a layout in the place of a link takes is free again when its verification is over. */
	async within(verify) {
		const [values, artifacts] = [this.#values, this.#artifacts];
		try {
			return await verify();
		} finally {
			this.#values = values;
			this.#artifacts = artifacts;
		}
	}
};
/** Bytes that an artifact takes beside the characters of its path and its digests. */
const ARTIFACT = 200;
/** Bytes of memory that a value takes, estimated, as the reader of JSON does. */
function weightOf(value) {
	if (typeof value === "string") return 32 + value.length;
	let weight = 16;
	if (isJsonObject(value)) {
		weight += 192;
		for (const [name, member] of value) weight += 96 + name.length + weightOf(member);
	} else if (Array.isArray(value)) {
		weight += 184;
		for (const item of value) weight += 32 + weightOf(item);
	}
	return weight;
}
// src/intoto/verification/work.ts
/** Work that is left. */
var Work = class {
	#left;
	constructor(units) {
		this.#left = units;
	}
	/** Whether it never ends. */
	get isUnbounded() {
		return this.#left === Number.POSITIVE_INFINITY;
	}
	/** @throws WorkExceeded */
	spend(units) {
		this.#left -= units;
		if (this.#left < 0) throw new WorkExceeded("work");
	}
};
/** Of the root layout, which its owners answer for. */
const UNBOUNDED = new Work(Number.POSITIVE_INFINITY);
/** What layouts in the place of links may cause in one verification. */
var SublayoutBounds = class {
	work;
	/** What their links hold. */
	held;
	/** Bytes of one of them. */
	layoutBytes;
	#layouts;
	constructor(layouts = LIMITS.sublayouts, units = LIMITS.sublayoutWork, layoutBytes = LIMITS.layoutBytes, held = new HeldValues()) {
		this.held = held;
		this.layoutBytes = layoutBytes;
		this.#layouts = layouts;
		this.work = new Work(units);
	}
	/** Whether there may be one more layout. */
	takeLayout() {
		this.#layouts -= 1;
		return this.#layouts >= 0;
	}
};
/** SUBLAYOUT_TOO_MANY. */
function tooManyLayouts(step) {
	return {
		code: "SUBLAYOUT_TOO_MANY",
		step,
		message: `More than ${LIMITS.sublayouts} layouts stand in the place of links.`,
		details: [],
		hint: "Find out who signed so many layouts, or flatten them."
	};
}
/** SUBLAYOUT_TOO_COSTLY. */
function tooCostly(step, of) {
	return {
		code: "SUBLAYOUT_TOO_COSTLY",
		step,
		details: [],
		...of === "work" ? {
			message: `The layouts in the place of links, up to that of step "${step}", would read and compare more than the bound of ${LIMITS.sublayoutWork} units of work.`,
			hint: "Find out who signed the layout of that step: it has many rules with wildcards, or many or very large links."
		} : {
			message: `The links of the layout in the place of the link of step "${step}" take more memory than may be held at one time: ${inMiB(LIMITS.sublayoutValues)} for by-products and environments, ${inMiB(LIMITS.sublayoutArtifacts)} for artifacts.`,
			hint: "Find out who signed the layout of that step: its links record many files, or long outputs of commands."
		}
	};
}
function inMiB(bytes) {
	return `${bytes / 1048576} MiB`;
}
// src/intoto/verification/accept-steps.ts
/** The steps of a layout that have enough links; why another has not goes to the findings. @throws what the ports throw */
async function acceptSteps(wanted) {
	const { request, findings, layout, position } = wanted;
	const accepted = /* @__PURE__ */ new Map();
	const links = rememberReads(position.links, position.seen);
	const ahead = position.depth > 0 ? IN_TURN : SOME_AHEAD;
	const all = readAhead(layout.steps, links, (step, store) => collectStep(step, store, wanted), ahead);
	for (const [index, step] of layout.steps.entries()) {
		if (position.depth === 0) request.onProgress?.(index, layout.steps.length);
		const collected = (await all.next()).value;
		findings.fail("", collected.failures);
		findings.warn(collected.warnings);
		for (const { at } of collected.evidence) position.counted.add(at);
		const found = await readEvidence(collected.evidence, {
			...wanted,
			step,
			stepPath: pathOf(step, position)
		});
		if (found !== void 0 && collected.failures.length === 0) accepted.set(step.name, found);
	}
	return accepted;
}
function pathOf({ name }, { prefix }) {
	return `${prefix}${escapeUntrusted(name)}`;
}
function collectStep(step, links, { request, bounds, strings, layout, position }) {
	const { compatibility, ports, keyless, known } = request;
	return collectLinks({
		step,
		stepPath: pathOf(step, position),
		layout,
		links,
		compatibility,
		strings,
		keyless,
		known,
		signedValues: position.depth > 0 ? bounds.held.values : void 0,
		ports
	});
}
async function readEvidence(evidence, context) {
	const { step, stepPath, findings, request } = context;
	let first;
	const counted = [];
	const isChecked = context.intents?.steps.has(step.name) === true;
	const agreement = request.compatibility === "strict" || step.threshold > 1 || isChecked;
	let readable = true;
	for (const item of evidence) {
		const found = await linkOf(item, context);
		if (found === void 0) {
			readable = false;
			continue;
		}
		const { link } = found;
		if (context.position.depth > 0) context.bounds.held.take(link);
		if (first === void 0) first = {
			keyId: item.keyId,
			link
		};
		else if (agreement) findings.fail("", compareLinks(step.name, stepPath, first, {
			keyId: item.keyId,
			link
		}));
		counted.push({
			...found,
			link: sharing(link, first.link)
		});
	}
	if (first === void 0 || !readable) return void 0;
	return {
		link: first.link,
		functionaries: evidence.map(({ keyId }) => keyId),
		kind: counted.some(({ kind }) => kind === "sublayout") ? "sublayout" : "step",
		evidence: counted,
		onDisk: productsOnDisk(counted.map(({ link }) => link.environment))
	};
}
/** Links of one step mostly record the same, and there may be many. */
function sharing(link, first) {
	return {
		...link,
		materials: sameArtifacts(link.materials, first.materials) ? first.materials : link.materials,
		products: sameArtifacts(link.products, first.products) ? first.products : link.products
	};
}
async function linkOf(item, context) {
	switch (item.kind) {
		case "signed": {
			const link = await signedLink(item, context);
			item.release();
			return link;
		}
		case "keyless": return asLink(item.at, keylessLink(item, context));
	}
}
const asLink = (at, link) => ({
	kind: "link",
	at,
	link
});
/** The link that an identity signed. Its certificate tells the run, whatever the link says. */
function keylessLink({ parsed, certificate, at }, context) {
	const { step, stepPath, findings, position } = context;
	const certified = certifiedRun(certificate);
	findings.fail(position.prefix, checkLink(parsed, step.name, at));
	findings.fail("", checkCertifiedRun(parsed, certified, stepPath));
	const run = certified ?? readRunBinding(parsed.link.environment);
	findings.claims.push({
		step: stepPath,
		run
	});
	noteSource(parsed.link, {
		step: stepPath,
		run
	}, context);
	return parsed.link;
}
/** The reference knows neither runs nor source; where somebody says what they must be, they are looked at all the same. */
function noteSource(link, claimed, { findings, request, intents, step }) {
	const { compatibility, source, runFacts } = request;
	if (compatibility === "strict" || source !== void 0 || runFacts !== void 0) findings.sources.push(claimedSource(link, claimed, intents?.steps.get(step.name)));
}
function isLayout({ known, metadata }) {
	return known === void 0 && kindOf(metadata.signedPayload) === "layout";
}
/** The link of one functionary: read from the file, or the summary of the layout that stands in its place. */
async function signedLink(evidence, context) {
	const { metadata, known, at } = evidence;
	const { step, stepPath, findings, position, request } = context;
	try {
		if (isLayout(evidence)) {
			checkLayoutSize(metadata, context.bounds);
			return await sublayoutSummary(evidence, context);
		}
		const parsed = known ?? parseLink(payloadOf(metadata, request.compatibility));
		const claimed = {
			step: stepPath,
			run: readRunBinding(parsed.link.environment)
		};
		if (request.compatibility === "strict") {
			findings.fail(position.prefix, checkLink(parsed, step.name, at));
			findings.claims.push(claimed);
		}
		noteSource(parsed.link, claimed, context);
		return asLink(at, parsed.link);
	} catch (error) {
		if (position.depth > 0 && error instanceof CoreError && error.code === "JSON_TOO_MANY_VALUES") throw new WorkExceeded("memory");
		findings.fail("", [unreadable$1(error, stepPath, at)]);
		return;
	}
}
/** A layout is a layout, also in the place of a link. @throws JSON_TOO_LARGE */
function checkLayoutSize(metadata, { layoutBytes }) {
	const { length } = metadata.signedBytes();
	if (length <= layoutBytes) return;
	throw new CoreError("JSON_TOO_LARGE", `The layout has ${length} bytes; at most ${layoutBytes} are read.`, { at: metadata.signedPayload.where });
}
/** Step 7: verified like any layout, with the functionary's key and the links of its own directory. */
async function sublayoutSummary({ metadata, keyId, at }, { step, stepPath, findings, bounds, intents, position, verifySublayout }) {
	if (position.depth >= LIMITS.sublayoutDepth) {
		findings.fail("", [{
			code: "SUBLAYOUT_TOO_DEEP",
			step: stepPath,
			message: `Layouts nest deeper than ${LIMITS.sublayoutDepth} levels.`,
			details: [],
			hint: "Flatten the layouts."
		}]);
		return;
	}
	if (!bounds.takeLayout()) {
		findings.fail("", [tooManyLayouts(stepPath)]);
		return;
	}
	const { work, held } = bounds;
	const links = position.links.sub(sublayoutDirectoryName(step.name, keyId));
	try {
		const { summary, ...told } = await held.within(() => verifySublayout(metadata, {
			prefix: `${stepPath}/`,
			depth: position.depth + 1,
			links: position.depth === 0 ? countedStore(links, work) : links,
			parameters: void 0,
			summaryName: step.name,
			ofRun: position.ofRun || intents?.sourceCommit === "run",
			counted: /* @__PURE__ */ new Set(),
			seen: /* @__PURE__ */ new Map(),
			work
		}));
		if (position.depth === 0) held.take(summary);
		return {
			kind: "sublayout",
			at,
			link: summary,
			...told
		};
	} catch (error) {
		if (!(error instanceof WorkExceeded)) throw error;
		findings.fail("", [tooCostly(stepPath, error.of)]);
		return;
	}
}
// src/intoto/verification/check-expiry.ts
const DAY = 864e5;
/** A layout that expires at this very second has expired, as in the reference since 2.1. */
function checkExpiry({ expires }, prefix, { now, layoutSource }) {
	const time = formatUtcSeconds(expires);
	const where = prefix === "" ? "The layout" : `The layout of step "${prefix.slice(0, -1)}"`;
	if (expires <= now) return {
		failures: [{
			code: "LAYOUT_EXPIRED",
			...prefix === "" ? { at: escapeUntrusted(layoutSource) } : {},
			message: `${where} expired at ${time}; it was checked at ${formatUtcSeconds(now)}.`,
			details: [],
			hint: "Let its owners review the layout and sign it with a later date."
		}],
		warnings: []
	};
	if (expires - now >= 14 * DAY) return {
		failures: [],
		warnings: []
	};
	return {
		failures: [],
		warnings: [{
			code: "LAYOUT_EXPIRES_SOON",
			message: `${where} expires at ${time}.`
		}]
	};
}
// src/intoto/rules/counterpart.ts
/**
* For a MATCH rule, the path that an artifact has at the destination, or undefined when prefix or pattern do not fit.
* Prefixes are literal and the pattern applies to what follows them. An absolute remainder would make the reference
* leave the prefix behind and crash; here it does not fit.
*/
function counterpartOf({ pattern, sourcePrefix, destinationPrefix }, work) {
	const source = asDirectory(sourcePrefix);
	const destination = asDirectory(destinationPrefix);
	return (path) => {
		if (!path.startsWith(source)) return void 0;
		const name = path.slice(source.length);
		if (!pattern.matches(name, work) || source !== "" && /^\/|\\/.test(name)) return void 0;
		return `${destination}${name}`;
	};
}
/** A prefix of a MATCH rule with the slash that the reference adds. */
function asDirectory(prefix) {
	return prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
}
const SCHEMES = Object.keys(URI_SCHEMES);
/** All characters of our schemes, each of which may matter by itself. */
const SCHEME_CHARACTERS = new Set(SCHEMES.join(""));
const COMPLETE = /* @__PURE__ */ new Set([
	"letter",
	"word",
	"word:",
	"drive",
	"name"
]);
/** Characters at which what `nextPathState` says may change: it says the same of all from one to the next. */
const PATH_CUTS = [...[
	...SCHEME_CHARACTERS,
	"+",
	"-",
	".",
	"/",
	":"
].flatMap((character) => [code(character), code(character) + 1]), ...[
	"AZ",
	"az",
	"09"
].flatMap(([low = "", high = ""]) => [code(low), code(high) + 1])];
/** Whether a path may end here. */
function isWholePath(state) {
	return COMPLETE.has(state) || state.startsWith("=") && state !== "=";
}
/** The state after one more character; undefined when no such path is in its shortest form. No backslashes are asked for. */
function nextPathState(state, character) {
	if (state.startsWith("=")) return afterBeginning(state.slice(1), character);
	switch (state) {
		case "letter":
		case "word":
			if (character === ":") return state === "word" ? "word:" : void 0;
			return /[A-Za-z0-9+.-]/.test(character) ? "word" : inName(character);
		case "word:": return character === "/" ? "word:/" : "name";
		case "word:/": return character === "/" ? "body" : inSegment("segment", character);
		case "body": return /[A-Za-z]/.test(character) ? "drive" : inSegment("segment", character);
		case "drive": return character === ":" ? void 0 : inName(character);
		default: return inSegment(state, character);
	}
}
/** After what may become one of our schemes. */
function afterBeginning(beginning, character) {
	const text = beginning + character;
	if (schemeOf(text) !== "") return "body";
	if (SCHEMES.some((scheme) => scheme.startsWith(text))) return `=${text}`;
	if (beginning !== "") return nextPathState(beginning.length === 1 ? "letter" : "word", character);
	return /[A-Za-z]/.test(character) ? "letter" : inSegment("segment", character);
}
function inName(character) {
	return character === "/" ? "segment" : "name";
}
function inSegment(state, character) {
	if (state === "name") return inName(character);
	if (character === "/") return void 0;
	if (character !== "." || state === "dots") return "name";
	return state === "segment" ? "dot" : "dots";
}
function code(character) {
	return character.codePointAt(0);
}
// src/intoto/rules/alphabet.ts
const LAST = 1114111;
const BACKSLASH = 92;
const SURROGATES = [55296, 57343];
const READABLE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:+,=@~!#$%&()[]{}*?<>|^;'\"` ";
/**
* The classes that the tests make of all characters that a path can have, the most readable first. A backslash and
* halves of a pair are in no path.
*/
function characterClasses(tests) {
	const cuts = /* @__PURE__ */ new Set([
		0,
		BACKSLASH,
		93,
		SURROGATES[0],
		SURROGATES[1] + 1,
		...PATH_CUTS
	]);
	for (const [low, high] of tests.flatMap(({ ranges }) => ranges)) cuts.add(low).add(high + 1);
	const starts = [...cuts].filter((cut) => cut <= LAST).sort((a, b) => a - b);
	return starts.flatMap((low, index) => {
		if (low === BACKSLASH || low >= SURROGATES[0] && low <= SURROGATES[1]) return [];
		const { character, rank } = mostReadable(low, (starts[index + 1] ?? 1114112) - 1);
		return [{
			character,
			rank,
			passed: tests.map((test) => passes(test, low))
		}];
	}).sort((a, b) => a.rank - b.rank).map(({ character, passed }) => ({
		character,
		passed
	}));
}
function mostReadable(low, high) {
	const rank = [...READABLE].findIndex((character) => {
		const codePoint = character.codePointAt(0);
		return low <= codePoint && codePoint <= high;
	});
	return rank === -1 ? {
		character: String.fromCodePoint(low),
		rank: 94 + low
	} : {
		character: READABLE[rank],
		rank
	};
}
// src/intoto/rules/atoms.ts
/** Elements of all patterns together; more are not begun with. */
const MOST_TOKENS = 2e3;
/** All combinations that a normal path can have. Undefined when the budget does not last. */
function atomsOf(patterns, budget) {
	if (patterns.reduce((sum, tokens) => sum + tokens.length, 0) > MOST_TOKENS) return void 0;
	const walk = new PatternWalk(patterns);
	const atoms = /* @__PURE__ */ new Map();
	let layer = [{
		path: "",
		state: "=",
		positions: walk.start
	}];
	const seen = /* @__PURE__ */ new Set();
	while (layer.length > 0) {
		const next = [];
		for (const { path, state, positions } of layer) for (const letter of walk.classes) {
			const moved = nextPathState(state, letter.character);
			if (moved === void 0) continue;
			budget.moves -= positions.length + 1;
			const reached = walk.move(positions, letter);
			const key = `${moved} ${reached.join(",")}`;
			if (seen.has(key)) continue;
			seen.add(key);
			budget.states -= 1;
			if (budget.states < 0 || budget.moves < 0) return void 0;
			const longer = {
				path: path + letter.character,
				state: moved,
				positions: reached
			};
			next.push(longer);
			note(atoms, longer, walk);
		}
		layer = next;
	}
	return [...atoms.values()];
}
function note(atoms, { path, state, positions }, walk) {
	if (!isWholePath(state)) return;
	const fits = walk.fits(positions);
	const key = fits.map(Number).join("");
	if (!atoms.has(key)) atoms.set(key, {
		path,
		fits
	});
}
/** The positions of all patterns, numbered one after the other. */
var PatternWalk = class {
	classes;
	start;
	/** For each position: the number of its test, `*`, or undefined at the end of a pattern. */
	#elements = [];
	/** For each pattern, the position after its last element. */
	#ends = [];
	constructor(patterns) {
		const tests = /* @__PURE__ */ new Map();
		const starts = [];
		for (const tokens of patterns) {
			starts.push(this.#elements.length);
			for (const token of tokens) this.#elements.push(token === "*" ? token : numberOf(testOf(token), tests));
			this.#ends.push(this.#elements.length);
			this.#elements.push(void 0);
		}
		this.classes = distinctClasses([...tests.values()].map(({ test }) => test));
		const reached = /* @__PURE__ */ new Set();
		for (const position of starts) this.#reach(position, reached);
		this.start = sorted(reached);
	}
	/** The positions after one character of a class. */
	move(positions, { passed }) {
		const reached = /* @__PURE__ */ new Set();
		for (const position of positions) {
			const element = this.#elements[position];
			if (element === "*") this.#reach(position, reached);
			else if (element !== void 0 && passed[element] === true) this.#reach(position + 1, reached);
		}
		return sorted(reached);
	}
	fits(positions) {
		const reached = new Set(positions);
		return this.#ends.map((end) => reached.has(end));
	}
	/** A star may stand for nothing, so what follows it is reached with it. */
	#reach(position, reached) {
		reached.add(position);
		if (this.#elements[position] === "*") reached.add(position + 1);
	}
};
function numberOf(test, tests) {
	const key = JSON.stringify([test.negated, test.ranges]);
	const found = tests.get(key) ?? {
		number: tests.size,
		test
	};
	tests.set(key, found);
	return found.number;
}
/** The classes of characters that differ in something that tests or the automaton of paths ask; the most readable first. */
function distinctClasses(tests) {
	const byKey = /* @__PURE__ */ new Map();
	for (const one of characterClasses(tests)) {
		const key = `${pathClass(one.character)} ${one.passed.map(Number).join("")}`;
		if (!byKey.has(key)) byKey.set(key, one);
	}
	return [...byKey.values()];
}
/** What the automaton of paths makes of a character, from each state that tells characters apart. */
function pathClass(character) {
	return STATES.map((state) => nextPathState(state, character) ?? "-").join(" ");
}
const STATES = reachableStates();
function reachableStates() {
	const found = /* @__PURE__ */ new Set(["="]);
	const characters = characterClasses([]).map(({ character }) => character);
	for (const state of found) for (const character of characters) {
		const next = nextPathState(state, character);
		if (next !== void 0) found.add(next);
	}
	return [...found];
}
function sorted(positions) {
	return [...positions].sort((a, b) => a - b);
}
// src/intoto/rules/analyse-list.ts
const TREATMENTS = {
	materials: [
		"deleted",
		"unchanged",
		"modified"
	],
	products: [
		"created",
		"unchanged",
		"modified"
	]
};
/** UTF-16 code units of all patterns of a list together; of more nothing is looked at as a whole. */
const MOST_TEXT = 1e5;
/** Moves of one list, at most. */
const MOVES_OF_LIST = 1e6;
/** Far above every list that people write, and a second at most. */
function analysisBudget() {
	return {
		states: 2e4,
		moves: 4e6,
		pairs: {
			states: 1e5,
			moves: 4e6
		}
	};
}
/** Analyses a list. Undefined when the budget does not last: then nothing is known of it. */
function analyseList(list, budget = analysisBudget()) {
	const { rules, kind } = list;
	const patterns = /* @__PURE__ */ new Map();
	const used = rules.map((rule) => {
		if (rule.type === "REQUIRE" || isPassedOver(rule)) return void 0;
		const key = JSON.stringify([prefixOf(rule), rule.pattern.source]);
		const number = patterns.get(key) ?? patterns.size;
		patterns.set(key, number);
		return number;
	});
	if ([...patterns.keys()].reduce((sum, key) => sum + key.length, 0) > MOST_TEXT) return void 0;
	const tokens = [...patterns.keys()].map((key) => {
		const [prefix, source] = JSON.parse(key);
		return [...[...prefix].map(literalToken), ...patternTokens(source)];
	});
	const most = Math.min(budget.moves, MOVES_OF_LIST);
	const own = {
		states: budget.states,
		moves: most
	};
	const atoms = atomsOf(tokens, own);
	budget.moves -= most - own.moves;
	if (atoms === void 0) return void 0;
	budget.moves -= atoms.length * TREATMENTS[kind].length * rules.length;
	if (budget.moves < 0) return void 0;
	const findings = new ListFindings(list);
	for (const atom of atoms) {
		const fits = used.map((number) => number !== void 0 && atom.fits[number] === true);
		for (const treatment of TREATMENTS[kind]) findings.tryFile(atom.path, fits, treatment);
	}
	return findings.analysis();
}
/** Whether a list fails for one path, whatever the steps that MATCH compares with have. */
function failsFor(list, path) {
	const fits = list.rules.map((rule) => rule.type === "REQUIRE" || fitsPath(rule, path));
	const findings = new ListFindings(list);
	for (const treatment of TREATMENTS[list.kind]) findings.tryFile(path, fits, treatment);
	return findings.analysis().failing !== void 0;
}
function fitsPath(rule, path) {
	const prefix = prefixOf(rule);
	return path.startsWith(prefix) && rule.pattern.matches(path.slice(prefix.length));
}
/** What trying files has shown. */
var ListFindings = class {
	#list;
	#taken;
	#dead;
	#failing;
	#untaken;
	#kept;
	constructor(list) {
		this.#list = list;
		this.#taken = list.rules.map(() => void 0);
		this.#dead = list.rules.map(() => void 0);
		if (list.rules.some(({ type }) => type === "REQUIRE")) this.#failing = "without a file";
	}
	/** One file, past all rules that fit it. */
	tryFile(path, fits, treatment) {
		const example = {
			path,
			treatment
		};
		/** By which rule the answer of each other step was asked for, and was no. */
		const missed = /* @__PURE__ */ new Map();
		let by;
		for (const [index, rule] of this.#list.rules.entries()) {
			if (rule.type === "REQUIRE" || fits[index] !== true) continue;
			const effect = effectOf(rule, this.#list, treatment);
			const before = by ?? missed.get(effect);
			if (effect === "never") this.#dead[index] ??= {
				because: "treatment",
				example
			};
			else if (before !== void 0) this.#blocked(index, before, example);
			else {
				this.#taken[index] ??= example;
				if (effect === "takes" || effect === "forbids") by = index;
				else missed.set(effect, index);
				if (effect === "forbids") this.#failing ??= example;
				if (effect === "takes") this.#kept ??= example;
			}
		}
		if (by === void 0) this.#untaken ??= example;
	}
	analysis() {
		const dead = this.#list.rules.map(({ type }, index) => type === "REQUIRE" || this.#taken[index] !== void 0 || isPassedOver(this.#list.rules[index]) ? void 0 : this.#dead[index] ?? { because: "fits-nothing" });
		return {
			failing: this.#failing,
			passing: this.#untaken ?? this.#kept,
			taken: this.#taken,
			dead
		};
	}
	/** An earlier rule says more than that files are not treated so. */
	#blocked(index, by, example) {
		const known = this.#dead[index];
		if (known === void 0 || known.because === "treatment") this.#dead[index] = {
			because: "taken",
			by,
			example
		};
	}
};
/**
* What a rule does with a file that it fits: takes it, forbids it, never takes it; else the answer of another set of
* artifacts decides, and rules with the same text here get the same answer.
*/
function effectOf(rule, list, treatment) {
	const when = (wanted) => treatment === wanted ? "takes" : "never";
	switch (rule.type) {
		case "ALLOW": return "takes";
		case "DISALLOW": return "forbids";
		case "CREATE": return when("created");
		case "DELETE": return when("deleted");
		case "MODIFY": return when("modified");
		case "MATCH": return matchEffect(rule, list, when);
	}
}
function matchEffect(rule, { owner, kind }, when) {
	const prefixes = shortened(asDirectory(rule.sourcePrefix), asDirectory(rule.destinationPrefix));
	if (rule.from !== owner || prefixes[0] !== prefixes[1]) return JSON.stringify([
		rule.from,
		rule.destinationKind,
		prefixes
	]);
	return rule.destinationKind === kind ? "takes" : when("unchanged");
}
/** Two prefixes without what both end with: `a/` for `b/a/` maps a path as nothing for `b/` does. */
function shortened(source, destination) {
	let same = 0;
	while (same < Math.min(source.length, destination.length) && source.at(-1 - same) === destination.at(-1 - same)) same += 1;
	return [source.slice(0, source.length - same), destination.slice(0, destination.length - same)];
}
/**
* Behind the scheme of an address the path could go on with a slash, where MATCH does not follow it. What such a rule takes
* is not looked at: without it the others take and forbid no less, so nothing that is said of them is said in vain.
*/
function isPassedOver(rule) {
	return rule?.type === "MATCH" && asDirectory(rule.sourcePrefix).endsWith(":/");
}
function prefixOf(rule) {
	return rule.type === "MATCH" ? asDirectory(rule.sourcePrefix) : "";
}
// src/intoto/rules/never-fails-by-pairs.ts
/** Which files get through is not known here; this one stands for all. */
const ANY = {
	path: "any/file",
	treatment: "unchanged"
};
/** The analysis of a list that is proven to pass whatever the links say; undefined where there is no such proof. */
function neverFailsByPairs({ owner, kind, rules }, budget) {
	const dead = rules.map(() => void 0);
	for (const [index, rule] of rules.entries()) {
		if (rule.type === "REQUIRE") return void 0;
		if (rule.type !== "DISALLOW") continue;
		const why = whyDead(rule.pattern.source, rules.slice(0, index), {
			owner,
			kind,
			budget
		});
		if (why === void 0) return void 0;
		dead[index] = why;
	}
	return {
		failing: void 0,
		passing: ANY,
		taken: rules.map(() => void 0),
		dead
	};
}
function whyDead(source, before, { owner, kind, budget }) {
	const takers = before.flatMap((rule, by) => takesAllThatFits(rule, owner, kind) ? [{
		by,
		taker: rule.pattern
	}] : []);
	const every = takers.find(({ taker }) => /^\*+$/.test(taker.source));
	if (every !== void 0) return {
		because: "taken",
		by: every.by,
		example: ANY
	};
	if (atomsOf([patternTokens(source)], budget)?.some(({ fits: [here] }) => here === true) === false) return { because: "fits-nothing" };
	for (const { by, taker } of takers) if (atomsOf([patternTokens(taker.source), patternTokens(source)], budget)?.some(({ fits: [there, here] }) => here === true && there !== true) === false) return {
		because: "taken",
		by,
		example: ANY
	};
}
/** Whether a rule ends the way of every file that fits its pattern, whatever the links say. */
function takesAllThatFits(rule, owner, kind) {
	if (rule.type === "ALLOW" || rule.type === "DISALLOW") return true;
	return rule.type === "MATCH" && rule.from === owner && rule.destinationKind === kind && asDirectory(rule.sourcePrefix) === "" && asDirectory(rule.destinationPrefix) === "";
}
// src/intoto/rules/can-fail.ts
/** A path for which nearly every list fails that can fail at all. */
const UNEXPECTED = "zq/zq";
/** The analysis of a list that passes whatever the links say; undefined for all others, and where neither the budget lasts nor a simpler proof is found. */
function analysisIfNeverFailing(list, budget) {
	if (failsFor(list, UNEXPECTED)) return void 0;
	const analysis = analyseList(list, budget);
	if (analysis === void 0) return neverFailsByPairs(list, budget.pairs);
	return analysis.failing === void 0 ? analysis : void 0;
}
/** False for a list that passes whatever the links say. True as well where the budget does not last. */
function canFail(list, budget) {
	return analysisIfNeverFailing(list, budget) === void 0;
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
// src/intoto/rules/shortest-path.ts
/**
* The path that somebody means who writes one as no file is recorded: relative, with forward slashes, in its shortest
* form. Undefined where nothing is left, or where a `..` or a drive leads elsewhere.
*/
function shortestPath(text) {
	const segments = text.replaceAll("\\", "/").split("/").filter((segment) => segment !== "" && segment !== ".");
	return segments.length === 0 || segments.some((segment) => segment === ".." || /^[A-Za-z]:/.test(segment)) ? void 0 : segments.join("/");
}
// src/intoto/rules/dead-rule-hint.ts
/** How to make a list fail that cannot; escaped. `otherwise` is what to write where nothing is to be checked. */
function neverFailingHint({ rules }, { dead }, otherwise, budget) {
	const last = rules.findLastIndex(({ type }) => type === "DISALLOW");
	const rule = rules[last];
	const why = dead[last];
	if (rule === void 0 || why === void 0) return `End the list with DISALLOW *, or ${otherwise}.`;
	if (why.because !== "taken") return hintForUnfit(rule, budget);
	return `${quotedRule(rule.tokens)} comes too late: narrow or remove ${takers(rules, why.by, rule, budget)}, or ${otherwise}.`;
}
/** What to do about the rule at `index`, which is dead; escaped. */
function deadRuleHint(list, index, { dead }, budget) {
	const { rules } = list;
	const rule = rules[index];
	const why = dead[index];
	switch (why.because) {
		case "fits-nothing": return hintForUnfit(rule, budget);
		case "treatment": return "CREATE belongs to products and DELETE to materials; leave it out here, or write ALLOW.";
		case "taken": {
			const by = rules[why.by];
			const without = rules.toSpliced(index, 1);
			const better = (changed) => {
				const analysis = analyseList({
					...list,
					rules: changed
				}, budget);
				return analysis?.failing !== void 0 && deadIn(analysis.dead) < deadIn(dead);
			};
			const leave = better(without) ? ", or leave this one out" : "";
			if (by.type === "MATCH" && leave !== "") return "Leave it out.";
			return better(without.toSpliced(why.by, 0, rule)) ? `Put it before ${quotedRule(by.tokens)}${leave}.` : `Narrow or remove ${takers(rules, why.by, rule, budget)}${leave}.`;
		}
	}
}
function deadIn(dead) {
	return dead.filter((why) => why !== void 0).length;
}
/** The rule that takes all that another one fits; or where it needs others for that, all of them. */
function takers(rules, by, rule, budget) {
	const taker = rules[by];
	return analyseList({
		owner: "",
		kind: "products",
		rules: [taker, rule]
	}, budget)?.dead[1] !== void 0 ? quotedRule(taker.tokens) : `the rules before it, such as ${quotedRule(taker.tokens)}`;
}
/** How to write a rule whose pattern fits no path that can be recorded. */
function hintForUnfit(rule, budget) {
	const meant = meantRule(rule.tokens, budget);
	const write = meant === void 0 ? "" : ` Write ${quotedRule(meant)}.`;
	return `No path that can be recorded fits ${quotedRule(rule.tokens)}: paths are relative, with forward slashes, without ./ at the start and / at the end.${write}`;
}
/** The rule with paths as they are recorded; undefined where nobody can tell that it fits something then. */
function meantRule([keyword = "", ...words], budget) {
	const tokens = [keyword, ...words.map((word, index) => isPath(words, index) ? asRecorded(word, index) : word)];
	const analysis = analyseList({
		owner: "",
		kind: "products",
		rules: [parseRuleTokens(tokens, "")]
	}, budget);
	return analysis === void 0 || analysis.dead[0]?.because === "fits-nothing" ? void 0 : tokens;
}
/** The pattern, and what follows IN. */
function isPath(words, index) {
	return index === 0 || index % 2 === 0 && words[index - 1].toUpperCase() === "IN";
}
/** A path or pattern as it is recorded. The first of a rule stands for files, so for those below a directory. */
function asRecorded(word, index) {
	const short = word.length > LONGEST ? void 0 : shortestPath(word.replaceAll("[\\]", "/"));
	if (short === void 0) return word;
	return index === 0 && /[/\\]$/.test(word) ? `${short}/*` : short;
}
/** UTF-16 code units of a path that is corrected, far below the bound of patterns. */
const LONGEST = 1e3;
// src/intoto/rules/dead-rule-text.ts
/** Why the rule at `index` of a list never takes anything, for people; escaped. */
function deadRuleText(why, rules, index) {
	switch (why.because) {
		case "fits-nothing": return "no path that can be recorded fits it";
		case "treatment": {
			const { type } = rules[index];
			return `${type} never takes ${type === "CREATE" ? "a material" : "a product"} such as ${quoteUntrusted(why.example.path)}`;
		}
		case "taken": {
			const before = rules[why.by];
			const text = escapeUntrusted(joinWords(before.tokens));
			const example = quoteUntrusted(why.example.path);
			return before.type === "MATCH" ? `"${text}" before it asks the same of all that it fits, ${example} for example` : `"${text}" before it takes all that it fits, ${example} for example`;
		}
	}
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
// src/intoto/verification/wide-identities.ts
/** Functionaries that anybody's workflow can be, because wildcards stand where owner, repository and workflow should be named. */
function wideIdentities({ layout }) {
	const wide = [...layout.keys.values()].flatMap((key) => isKeyless(key) ? openNames(key) : []);
	if (wide.length === 0) return [];
	return [{
		code: "LAYOUT_IDENTITY_TOO_WIDE",
		message: "A functionary of the layout may be the workflow of any repository, or be called by one: what it names has a \"**\" before the \"@\", or a \"*\" for the owner.",
		details: firstOf(wide.map((text) => quoteUntrusted(text))),
		hint: "Name owner, repository and workflow before the \"@\", where \"*\" stops at \"/\", as in \"https://github.com/owner/name/.github/workflows/*@refs/**\", and sign the layout again."
	}];
}
// src/intoto/verification/check-layout.ts
/**
* Everything in a layout that strict verification refuses.
*
* @param work is told what the analysis of its lists cost
* @param intents what it says in intents: steps there are constrained by the check, whatever their rules can do
*/
function checkLayout(parsed, work, intents) {
	const { layout } = parsed;
	const isChecked = ({ name }) => intents?.steps.has(name) === true;
	const items = [...layout.steps, ...layout.inspections];
	const names = new Set(items.map((item) => item.name));
	const budget = analysisBudget();
	const left = () => budget.moves + budget.pairs.moves;
	const before = left();
	const failures = [
		...unknownMembers(parsed),
		...duplicateKeys(parsed),
		...wideIdentities(parsed),
		...layout.steps.length === 0 ? [emptyLayout()] : [],
		...layout.steps.flatMap((step) => functionaries(step, parsed)),
		...items.flatMap((item) => [
			...unsafeName(item),
			...isChecked(item) ? [] : KINDS$1.flatMap((kind) => rulesThatCannotFail(item, kind, budget)),
			...unknownSteps(item, "materials", item.expectedMaterials, names),
			...unknownSteps(item, "products", item.expectedProducts, names)
		]),
		...unconstrainedSteps(layout.steps.filter((step) => !isChecked(step)), items, budget)
	];
	work?.spend((before - left()) * WORK_OF_MOVE);
	return failures;
}
/** A move of the analysis takes as long as so many units of work. */
const WORK_OF_MOVE = 25;
function emptyLayout() {
	return {
		code: "LAYOUT_EMPTY",
		message: "The layout has no steps, so anything would verify.",
		details: [],
		hint: "Add the steps of the pipeline to the layout and sign it again."
	};
}
function unknownMembers({ unknownMembers: members }) {
	return members.map(({ at, looksLike }) => looksLike === void 0 ? {
		code: "LAYOUT_MEMBER_UNKNOWN",
		at,
		message: "The layout has a member that this tool does not know and so cannot enforce.",
		details: [at],
		hint: "Remove the member, or verify with a tool that enforces it."
	} : {
		code: "LAYOUT_MEMBER_CASE",
		at,
		message: `A member is spelled like "${looksLike}" in other letter case; tools that ignore case would read it in its place.`,
		details: [at],
		hint: `Spell it "${looksLike}" or remove it.`
	});
}
function duplicateKeys({ layout, keyIdMismatches }) {
	const failures = keyIdMismatches.map(({ keyId, inside }) => ({
		code: "LAYOUT_KEY_ID_MISMATCH",
		message: `The key that stands in the layout under ${keyId} says that its id is ${quoteUntrusted(inside, 100)}.`,
		details: [],
		hint: `Write ${keyId} as its "keyid", too, or take that member away; then sign the layout again.`
	}));
	const idOf = /* @__PURE__ */ new Map();
	for (const [keyId, key] of layout.keys) {
		const other = idOf.get(key.fingerprint);
		if (other === void 0) {
			idOf.set(key.fingerprint, keyId);
			continue;
		}
		failures.push({
			code: "LAYOUT_KEY_DUPLICATE",
			message: `One key stands in the layout as ${other} and as ${keyId}; one person could meet a threshold of two.`,
			details: [],
			hint: "Keep one of the two key ids."
		});
	}
	return failures;
}
function functionaries(step, { layout }) {
	const at = { step: escapeUntrusted(step.name) };
	const failures = step.pubkeys.filter((keyId) => !layout.keys.has(keyId)).map((keyId) => ({
		...at,
		code: "LAYOUT_KEY_UNKNOWN",
		message: `Step ${quoteUntrusted(step.name)} authorises the key id ${keyId}, which the layout does not define.`,
		details: [],
		hint: "Add the key to the layout, or remove the id from the step."
	}));
	const distinct = new Set(step.pubkeys.map((keyId) => layout.keys.get(keyId)?.fingerprint ?? keyId)).size;
	if (step.threshold < 1) failures.push({
		...at,
		code: "LAYOUT_THRESHOLD_INVALID",
		message: `Step ${quoteUntrusted(step.name)} has the threshold ${step.threshold}; at least one functionary must have performed it.`,
		details: [],
		hint: "Set the threshold to 1 or more."
	});
	else if (step.threshold > distinct) failures.push({
		...at,
		code: "LAYOUT_THRESHOLD_UNREACHABLE",
		message: `Step ${quoteUntrusted(step.name)} demands ${step.threshold} functionaries and authorises ${distinct}.`,
		details: [],
		hint: "Authorise more functionaries, or lower the threshold."
	});
	return failures;
}
function unsafeName(item) {
	if (isSafeName(item.name)) return [];
	return [{
		code: "LAYOUT_NAME_UNSAFE",
		step: escapeUntrusted(item.name),
		message: `The ${item.kind} ${quoteUntrusted(item.name)} has a name that is not one plain file name on every system.`,
		details: [],
		hint: "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot."
	}];
}
function listOf(item, kind) {
	const rules = kind === "materials" ? item.expectedMaterials : item.expectedProducts;
	return {
		owner: item.name,
		kind,
		rules
	};
}
/**
* Every list ends with an implicit `ALLOW *`, so one that forbids and demands nothing passes whatever it is given, and so
* does one whose DISALLOW comes too late or fits no path. Only the empty list says that on purpose.
*/
function rulesThatCannotFail(item, kind, budget) {
	const list = listOf(item, kind);
	const { rules } = list;
	const analysis = rules.length === 0 ? void 0 : analysisIfNeverFailing(list, budget);
	if (analysis === void 0) return [];
	const { passing, dead } = analysis;
	const through = quoteUntrusted(passing.path);
	return [{
		code: "LAYOUT_RULES_CANNOT_FAIL",
		step: escapeUntrusted(item.name),
		list: kind,
		message: `The rules for the ${kind} of ${item.kind} ${quoteUntrusted(item.name)} can never fail, whatever the links say: ${through} gets through, for example.`,
		details: firstOf(rules.map((rule, index) => {
			const why = dead[index];
			const text = escapeUntrusted(joinWords(rule.tokens));
			return why === void 0 ? text : `${text}: ${deadRuleText(why, rules, index)}`;
		})),
		hint: neverFailingHint(list, analysis, "leave it empty if nothing is to be checked", budget)
	}];
}
/** Lists that say nothing at all: allowed, and worth a look. */
function emptyLists({ steps, inspections }, prefix, intents) {
	const empty = [...steps.filter(({ name }) => intents?.steps.has(name) !== true), ...inspections.filter((inspection) => !isIntentsInspection(inspection))].flatMap((item) => KINDS$1.filter((kind) => listOf(item, kind).rules.length === 0).map((kind) => `${kind} of ${quoteUntrusted(`${prefix}${item.name}`)}`));
	if (empty.length === 0) return [];
	return [{
		code: "LAYOUT_LIST_EMPTY",
		message: `Empty lists of rules let everything pass: ${listed(empty, NAMED$3, (list) => list)}.`
	}];
}
const KINDS$1 = ["materials", "products"];
/** How many empty lists are named. */
const NAMED$3 = 20;
function unknownSteps(item, list, rules, names) {
	return rules.flatMap((rule, ruleIndex) => rule.type === "MATCH" && !names.has(rule.from) ? [{
		code: "LAYOUT_MATCH_UNKNOWN_STEP",
		step: escapeUntrusted(item.name),
		list,
		ruleIndex,
		rule: escapeUntrusted(rule.tokens.join(" ")),
		message: `A MATCH rule names ${quoteUntrusted(rule.from)}, and the layout has no such step.`,
		details: [],
		hint: `Change FROM ${escapeUntrusted(rule.from)} to ${oneOf(names)}, or add the step ${quoteUntrusted(rule.from)}; then sign the layout again.`
	}] : []);
}
/** Which name may stand there, in one sentence. */
function oneOf(names) {
	const shown = listed([...names], LIMITS.sentenceNames, (name) => quoteUntrusted(name));
	return names.size === 1 ? shown : `one of ${shown}`;
}
/** Steps whose own lists cannot fail and to which no other item compares anything. */
function unconstrainedSteps(steps, items, budget) {
	const matchedByOthers = new Set(items.flatMap((item) => [...item.expectedMaterials, ...item.expectedProducts].flatMap((rule) => rule.type === "MATCH" && rule.from !== item.name ? [rule.from] : [])));
	return steps.filter((step) => !matchedByOthers.has(step.name) && KINDS$1.every((kind) => !canFail(listOf(step, kind), budget))).map((step) => ({
		code: "LAYOUT_STEP_UNCONSTRAINED",
		step: escapeUntrusted(step.name),
		message: `Nothing about the artifacts of step ${quoteUntrusted(step.name)} can fail, and no other step compares with them.`,
		details: [],
		hint: "Tie the step to the chain, for example with \"MATCH * WITH PRODUCTS FROM <earlier step>\" and \"DISALLOW *\"."
	}));
}
// src/intoto/verification/check-runs.ts
/**
* Every link must claim the run that is verified, where that is known; a link that names no run is a stranger too.
* All links must come from one run of the pipeline: the same id, repository and commit, or none of them bound to a run
* at all.
*/
function checkRuns(claims, expected) {
	const others = expected === void 0 ? [] : claims.filter(({ run }) => !belongsTo(run, expected));
	if (others.length > 0) return others.map((claim) => ofOtherRun(claim, expected));
	const groups = /* @__PURE__ */ new Map();
	for (const claim of claims) {
		const key = identityOf(claim.run);
		const group = groups.get(key) ?? [];
		group.push(claim);
		groups.set(key, group);
	}
	if (groups.size <= 1 && !claims.some(({ run }) => run === "malformed")) return [];
	const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
	const family = new Set(largest);
	const strangers = claims.filter((claim) => !family.has(claim) || claim.run === "malformed");
	return [{
		code: "LINKS_OF_DIFFERENT_RUNS",
		...strangers.length === 1 && strangers[0] !== void 0 ? { step: strangers[0].step } : {},
		message: `The links come from ${groups.size} different runs; ${strangers.length} of ${claims.length} ${strangers.length === 1 ? "does" : "do"} not belong to the run of the others.`,
		details: firstOf(claims.map(({ step, run }) => `${step}: ${describeRun(run)}`)),
		hint: "Run the whole pipeline again, and verify only links of that run."
	}];
}
function belongsTo(run, expected) {
	if (run === void 0 || run === "malformed") return false;
	return Object.keys(expected).every((fact) => run[fact] === expected[fact] || !DEMANDED_FACTS.includes(fact) && run[fact] === void 0);
}
/** A link that does not tell its ref may be of a tag that is called like the branch. */
const DEMANDED_FACTS = [...BINDING_FACTS, "ref"];
function ofOtherRun({ step, run }, expected) {
	return {
		code: "LINK_OF_OTHER_RUN",
		step,
		message: `The link of step "${step}" does not belong to the run that is verified.`,
		details: [`claims:   ${describeRun(run, expected)}`, `expected: ${describeRun(expected, expected)}`],
		hint: "Verify the links of the run that made them; a link of an earlier run says nothing about this one. Links that are kept with a release are verified with run-binding: any."
	};
}
function identityOf(run) {
	if (run === void 0 || run === "malformed") return String(run);
	return JSON.stringify(BINDING_FACTS.map((fact) => run[fact] ?? null));
}
/**
* What binds a link to a run, in words.
*
* @param expected names more facts to show than those that bind
*/
function describeRun(run, expected = {}) {
	if (run === void 0) return "names no run";
	if (run === "malformed") return "names a run in a form that cannot be read";
	const facts = [.../* @__PURE__ */ new Set([...BINDING_FACTS, ...Object.keys(expected)])].flatMap((fact) => {
		const value = run[fact];
		return value === void 0 ? [] : [`${fact} ${quoteUntrusted(value, 120)}`];
	});
	return facts.length === 0 ? "names a run without id, repository and commit" : facts.join(", ");
}
// src/intoto/verification/check-run-facts.ts
/** Facts that can be expected. */
const EXPECTED_FACTS = [
	"id",
	"repository",
	"ref",
	"workflow",
	"event"
];
/** LINK_OF_OTHER_RUN for every link whose run is not as expected. */
function checkRunFacts(claims, expected) {
	const facts = EXPECTED_FACTS.filter((fact) => expected[fact] !== void 0);
	return claims.flatMap(({ step, run }) => {
		const told = run === void 0 || run === "malformed" ? {} : run;
		const others = facts.filter((fact) => !isAs(fact, told[fact], expected[fact]));
		if (others.length === 0) return [];
		return [{
			code: "LINK_OF_OTHER_RUN",
			step,
			message: `The link of step "${step}" is not from the run you named: ${allOf(others)} ${others.length === 1 ? "does" : "do"} not match.`,
			details: others.map((fact) => `${fact}: expected ${quoteUntrusted(expected[fact])}, found ${found(run, told[fact])}`),
			hint: `Verify the links of the run that you mean. If these links are the right ones, correct or leave out ${allOf(others.map((fact) => FLAGS[fact]))}.`
		}];
	});
}
/** How the command line calls them. */
const FLAGS = {
	id: "--run-id",
	repository: "--repository",
	ref: "--ref",
	workflow: "--workflow",
	event: "--event"
};
/** "a", "a and b", "a, b and c". */
function allOf(names) {
	return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
function isAs(fact, told, expected) {
	if (told === expected) return true;
	return fact === "workflow" && told !== void 0 && !expected.includes("@") && FILE_OF_WORKFLOW.exec(told)?.[1] === expected;
}
/** The path of a workflow's file within its repository, which may have an `@` in its name. */
const FILE_OF_WORKFLOW = /^[^/]+\/[^/]+\/([^@]+)@refs\//;
function found(run, told) {
	if (run === void 0) return "a link that names no run";
	if (run === "malformed") return "a run in a form that cannot be read";
	return told === void 0 ? "none: the link does not tell it" : quoteUntrusted(told);
}
/** For a chain that verifies although nobody said which run was expected. All of its links are of one. */
function runNotAsked(claims) {
	return claims.slice(0, 1).map(({ run }) => ({
		code: "RUN_NOT_ASKED",
		message: `Nobody said which run was expected, so any would have done. These links are of the run with ${describeRun(run)}.`
	}));
}
// src/intoto/verification/compare-checkout.ts
/**
* A stage may check out something else than the commit of its run, on purpose or not. Where the commit is expected that
* its link claims, nobody need be told.
*/
function compareCheckout({ name }, { environment }, { prefix, request }) {
	const run = readRunBinding(environment);
	const claim = readSource(environment);
	if (run === void 0 || run === "malformed" || run.commit === void 0) return [];
	if (claim !== void 0 && request.source?.commit !== void 0) return [];
	const seen = seenCommit(environment, claim);
	if (seen === "nothing" || seen.commit === run.commit) return [];
	const { commit } = seen;
	return [{
		code: "CHECKOUT_OF_OTHER_COMMIT",
		step: `${prefix}${escapeUntrusted(name)}`,
		message: `Step ${quoteUntrusted(name)} checked out ${typeof commit === "string" ? quoteUntrusted(commit, 80) : "something that it does not name"}; the run is of commit ${quoteUntrusted(run.commit, 80)}.`
	}];
}
function seenCommit(environment, claim) {
	const checkout = environment.get("checkout");
	if (checkout !== void 0) return { commit: isJsonObject(checkout) ? checkout.get("commit") : void 0 };
	return claim === void 0 || claim === "malformed" ? "nothing" : claim;
}
// src/intoto/verification/compare-command.ts
/**
* How a command differs from the one that the layout expects (5.2, step 8): a difference is worth a look and proves
* nothing, since a command can be aliased. The same words in another directory, or after a setup that could rewrite what
* they run, are another command, too.
*
* Each difference is a warning of its own, so that a long one pushes no other out of sight.
*/
function compareCommand(step, { command, environment }, { prefix, compatibility }) {
	const expected = step.expectedCommand;
	if (expected.length === 0) return [];
	const differences = [];
	const wanted = wordsOf(expected);
	const same = (word, ran) => word === ran || compatibility === "strict" && withSingleBraces(word) === ran;
	if (expected.length !== command.length || !expected.every((word, index) => same(word, command[index]))) differences.push(command.length === 0 ? `does not say what it ran: its link names no command (\`record\`, and \`begin\` without \`run\`, record none); the layout expects ${wanted}. Record it with \`run\`, or leave the command out of the layout` : `ran ${wordsOf(command)}; the layout expects ${wanted}${withoutValue(expected, compatibility)}`);
	if (compatibility === "strict") {
		const directory = environment.get("working_directory");
		if (directory !== void 0 && directory !== ".") {
			const place = textOr$1(directory, (text) => /^$|\/$/.test(text) ? text : `${text}/`);
			differences.push(`ran its command in ${place}; the layout expects ${wanted} at the top of the workspace`);
		}
		const setup = environment.get("setup");
		if (setup !== void 0) differences.push(`ran the setup ${textOr$1(setup)} before its command; the layout expects ${wanted} alone`);
	}
	return differences.map((difference) => ({
		code: "COMMAND_DIFFERS",
		step: `${prefix}${escapeUntrusted(step.name)}`,
		message: `Step ${quoteUntrusted(step.name)} ${difference}.`
	}));
}
/** Words as a shell and `inspect` have them: each in quotes that needs some, so that no two commands look alike. */
function wordsOf(words) {
	return `\`${escapeUntrusted(joinWords(words))}\``;
}
/** Parameters that were not given stay as they are written, which explains a difference. */
function withoutValue(expected, compatibility) {
	const [name] = compatibility === "strict" ? expected.flatMap(placeholders) : [];
	return name === void 0 ? "" : `; if {${escapeUntrusted(name)}} is a parameter, it has no value`;
}
/** What is no text is said to be that: whoever made the link must not hide something by its type. */
function textOr$1(value, form = (text) => text) {
	return typeof value === "string" ? quoteUntrusted(form(value)) : `(unreadable: ${describe(value)})`;
}
// src/intoto/verification/compare-modes.ts
/** Files that a step passed on in one mode and a later step was given in another, where both recorded modes. */
function* compareModes(links, prefix) {
	const left = /* @__PURE__ */ new Map();
	for (const [step, link] of links) {
		const given = readModes(link.environment, "materials");
		if (given !== void 0) yield* changes(step, link, given, left, prefix);
		const made = readModes(link.environment, "products");
		if (made !== void 0) for (const path of link.products.paths()) left.set(path, {
			step,
			mode: made.get(path)
		});
	}
}
function* changes(step, link, given, left, prefix) {
	for (const path of link.materials.paths()) {
		const before = left.get(path);
		const mode = given.get(path);
		if (before === void 0 || before.mode === mode) continue;
		yield {
			code: "MODE_CHANGED",
			step: `${prefix}${escapeUntrusted(step)}`,
			message: `${quoteUntrusted(path)} left step ${quoteUntrusted(before.step)} ${named(before.mode)} and came to step ${quoteUntrusted(step)} ${named(mode)}.`
		};
	}
}
function named(mode) {
	return mode === void 0 ? "as a plain file" : `as ${typeof mode === "string" ? escapeUntrusted(mode, 40) : "something else"}`;
}
// src/intoto/verification/explained-failures.ts
/** Failures that say the same of a step as another of the check says. */
const SAME = {
	LINK_UNKNOWN_STEP: "STEP_UNKNOWN",
	LINK_NAME_MISMATCH: "LINK_NAME",
	SOURCE_UNKNOWN: "SOURCE_UNKNOWN",
	SOURCE_DIFFERS: "SOURCE_DIFFERS",
	SOURCE_OTHER_COMMIT: "SOURCE_OTHER_COMMIT",
	SOURCE_FALSE: "SOURCE_FALSE"
};
/** Details of one failure, at most. */
const MOST_DETAILS = 100;
/**
* Takes in what causes explain: a failure of a rule whose files are all named by causes, and a failure that says of a step,
* or of none, what a cause says of it.
*
* @param causes of the check, of one layout
*/
function explainFailures(causes, others) {
	const byPath = /* @__PURE__ */ new Map();
	const byCode = /* @__PURE__ */ new Map();
	for (const cause of causes) {
		for (const path of cause.artifacts ?? []) byPath.set(path, (byPath.get(path) ?? /* @__PURE__ */ new Set()).add(cause));
		byCode.set(cause.code, [...byCode.get(cause.code) ?? [], cause]);
	}
	const more = /* @__PURE__ */ new Map();
	const left = others.filter((other) => {
		const cause = causeOf(other, byPath, byCode);
		if (cause === void 0) return true;
		more.set(cause, [...more.get(cause) ?? [], ...linesOf(other)]);
		return false;
	});
	return {
		causes: causes.map((cause) => {
			const lines = more.get(cause);
			return lines === void 0 ? cause : {
				...cause,
				details: [...cause.details, ...lines].slice(0, MOST_DETAILS)
			};
		}),
		others: left
	};
}
function causeOf(other, byPath, byCode) {
	const { code, step, artifacts = [], rule } = other;
	const same = SAME[code];
	if (same !== void 0) return byCode.get(same)?.find((cause) => step === void 0 || cause.step === void 0 || cause.step === step);
	const [first] = artifacts;
	if (rule === void 0 || first === void 0 || !artifacts.every((path) => byPath.has(path))) return void 0;
	const named = [...byPath.get(first)];
	return named.find((cause) => cause.step === step) ?? named[0];
}
/** What a failure says, in lines of another. */
function linesOf({ code, step, list, ruleIndex, rule, message, details }) {
	if (rule === void 0) return [`${code}: ${message}`, ...details];
	return [`${code}: expected_${list}[${ruleIndex}] of step "${step}" (${rule}) refuses it, too.`];
}
// src/intoto/verification/findings.ts
/** What a verification has found so far, in all of its layouts. Of what there is much, the first are kept and the rest is counted. */
var Findings = class {
	failures = [];
	warnings = [];
	items = [];
	claims = [];
	/** What the links say of source, and of their run, where anybody asks for it. */
	sources = [];
	/** Names of the steps of all layouts so far. */
	steps = /* @__PURE__ */ new Set();
	/** The words of each check of intents that was made, in any order. */
	checks = [];
	/** Names of the inspections of all layouts so far. */
	inspections = /* @__PURE__ */ new Set();
	/** Failures in all, those that are not kept among them. */
	failed = 0;
	/** Failures of checks of intents. */
	#causes = /* @__PURE__ */ new Set();
	#warned = 0;
	#traced = 0;
	/** Adds failures of one layout. `prefix` are the steps of outer layouts, each followed by "/"; escaped. */
	fail(prefix, failures) {
		for (const failure of failures) {
			this.failed += 1;
			if (this.failures.length >= LIMITS.failures) continue;
			this.failures.push(placed(prefix, failure));
		}
	}
	/**
	* Puts the failures of the check of intents of one layout before what was found since, but for what the checks of layouts
	* below it found, and for commands that failed, of which files follow; what they explain becomes a part of them.
	*
	* @param since how many failures were kept before
	*/
	explain(since, prefix, causes) {
		if (causes.length === 0) return;
		const found = this.failures.splice(since);
		const below = found.filter((failure) => this.#causes.has(failure));
		const explained = explainFailures(causes.map((cause) => placed(prefix, cause)), found.filter((failure) => !this.#causes.has(failure)));
		for (const cause of explained.causes) this.#causes.add(cause);
		const first = explained.others.filter(({ code }) => code === "LINK_COMMAND_FAILED");
		const rest = explained.others.filter(({ code }) => code !== "LINK_COMMAND_FAILED");
		const all = [
			...below,
			...first,
			...explained.causes,
			...rest
		];
		this.failed += all.length - found.length;
		this.failures.push(...all.slice(0, LIMITS.failures - since));
	}
	/** Adds failures of the whole chain. What a check of intents told already becomes a part of that. */
	failBeside(failures) {
		const causes = this.failures.filter((failure) => this.#causes.has(failure));
		const explained = explainFailures(causes, failures);
		const by = new Map(causes.map((cause, index) => [cause, explained.causes[index]]));
		for (const [index, failure] of this.failures.entries()) this.failures[index] = by.get(failure) ?? failure;
		const lacksLinks = this.failures.some(({ code }) => code === "LINK_MISSING");
		this.fail("", lacksLinks ? explained.others.map(ofMissingLinks) : explained.others);
	}
	warn(warnings) {
		for (const warning of warnings) {
			this.#warned += 1;
			if (this.warnings.length < LIMITS.warnings) this.warnings.push(warning);
		}
	}
	report(item) {
		this.#traced += item.trace.length;
		this.items.push(this.#traced <= LIMITS.traceLines ? item : {
			...item,
			trace: []
		});
	}
	/** What was found and is not in the report; empty where all of it is. */
	leftOut() {
		const parts = [
			[this.failed - this.failures.length, "failure"],
			[this.#warned - this.warnings.length, "warning"],
			[Math.max(0, this.#traced - LIMITS.traceLines), "effect"]
		].filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
		return parts.length === 0 ? [] : [{
			code: "REPORT_CUT",
			message: `The report leaves out ${parts.join(" and ")} of the ${count(this.failed, "failure")} found: it lists the first ${LIMITS.failures} failures, ${LIMITS.warnings} warnings and ${LIMITS.traceLines} effects of rules.`
		}];
	}
};
/** What nobody claims could stand in the links that are missing, and is then no reason to ask for less. */
function ofMissingLinks(failure) {
	return failure.code === "SOURCE_UNKNOWN" && failure.step === void 0 ? {
		...failure,
		hint: "This can be a consequence of the links that are missing (LINK_MISSING): bring those first, and verify again."
	} : failure;
}
/** A failure of a layout, with the steps of outer layouts before its step. */
function placed(prefix, failure) {
	return prefix === "" || failure.step === void 0 ? failure : {
		...failure,
		step: `${prefix}${failure.step}`
	};
}
// src/intoto/verification/hidden-files.ts
const MOST_PATTERNS$1 = 20;
const MOST_CHARACTERS$2 = 200;
/** What a step left out, to show: patterns are escaped and cut, and the first of them stand for a long list. */
function hiddenFilesOf({ environment }) {
	return readHiddenFiles(environment).sort((one, other) => filesOf$1(other) - filesOf$1(one)).slice(0, MOST_PATTERNS$1).map(({ pattern, ...files }) => ({
		pattern: escapeUntrusted(pattern, MOST_CHARACTERS$2),
		...files
	}));
}
/** Files that a step had before it and left out: rules see none of them, so somebody should have a look. */
function warnOfHiddenFiles(step, { environment }, prefix) {
	const hiding = readHiddenFiles(environment).filter((hidden) => hidden.pattern !== ".git" && filesOf$1(hidden) > 0 && !letsIn(hidden));
	if (hiding.length === 0) return [];
	const shown = hiding.slice(0, MOST_PATTERNS$1).map((hidden) => `${quoteUntrusted(hidden.pattern, MOST_CHARACTERS$2)} (${hiddenFilesText(hidden)})`);
	const more = hiding.length > MOST_PATTERNS$1 ? [`${hiding.length - MOST_PATTERNS$1} more patterns`] : [];
	return [{
		code: "FILES_EXCLUDED",
		step: `${prefix}${escapeUntrusted(step)}`,
		message: `Step ${quoteUntrusted(step)} left files out, which no rule sees: ${[...shown, ...more].join(", ")}.`
	}];
}
/** Whether a pattern lets files in and nothing tells otherwise: one of several lines may do both. */
function letsIn(hidden) {
	return hidden.pattern.startsWith("!") && filesOf$1(hidden) === 1e400 && !hidden.pattern.includes("\n");
}
/** What one pattern hid, in words. */
function hiddenFilesText({ materials, products }) {
	if (materials === void 0 || products === void 0) return "the link does not say how many files";
	const told = [number(materials, "material"), number(products, "product")].filter((text) => text !== "");
	return told.length === 0 ? "no file" : told.join(", ");
}
/** Whoever records stops counting somewhere. */
function number(files, noun) {
	return files === 0 ? "" : `${count(files, noun)}${files >= LIMITS.countedLeftOut ? " or more" : ""}`;
}
/** What is not told may be anything. */
function filesOf$1({ materials = 1e400, products = 1e400 }) {
	return Math.max(materials, products);
}
// src/intoto/intents/fold-findings.ts
/** Files that a failure lists. */
const MOST_FILES = 100;
/** Characters of a statement: with a pattern of the greatest length it is still whole. */
const MOST_CHARACTERS$1 = 2 * LIMITS.patternLength;
/** Findings as failures. @param findings step by step in the order of the layout, in each step the cause first */
function foldFindings(findings) {
	const told = [];
	const causes = /* @__PURE__ */ new Map();
	const named = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const same = finding.cause === void 0 ? void 0 : named.get(finding.cause);
		const { files, later } = same === void 0 ? apart(finding, causes) : {
			files: [],
			later: /* @__PURE__ */ new Set([same])
		};
		for (const cause of later) if (finding.step !== void 0 && finding.step !== cause.finding.step) cause.later.add(finding.step);
		if (files.length === 0 && later.size > 0) continue;
		const one = {
			finding,
			files,
			later: /* @__PURE__ */ new Set()
		};
		told.push(one);
		if (finding.cause !== void 0) named.set(finding.cause, one);
		for (const file of files) if (!causes.has(file)) causes.set(file, one);
	}
	return told.map(failureOf$1);
}
/** The files of a finding that follow from nothing, and the causes of the others. */
function apart(finding, causes) {
	const later = /* @__PURE__ */ new Set();
	if (finding.follows === "alone") return {
		files: finding.files,
		later
	};
	return {
		files: finding.files.filter((file) => {
			const cause = causes.get(file);
			if (cause === void 0 || finding.follows === "ends" && cause.finding.step !== finding.step) return true;
			later.add(cause);
			return false;
		}),
		later
	};
}
function failureOf$1({ finding, files, later }) {
	const { code, step, statement, say } = finding;
	const { message, details = [], hint } = say(files);
	const steps = listed([...later], LIMITS.sentenceNames, (name) => `"${escapeUntrusted(name)}"`);
	const followed = later.size === 0 ? [] : [`The same shows in ${later.size === 1 ? "step" : "steps"} ${steps}.`];
	const artifacts = files.slice(0, MOST_FILES).map((file) => escapeUntrusted(file));
	return {
		code,
		step: step === void 0 ? void 0 : escapeUntrusted(step),
		statement: statement === void 0 ? void 0 : escapeUntrusted(statement, MOST_CHARACTERS$1),
		artifacts,
		message,
		details: [...details.slice(0, MOST_FILES), ...followed],
		hint
	};
}
// src/intoto/intents/files.ts
const NO_FILES = [];
/** Whether an artifact is a whole directory, as installed ones are. */
function isDirectory(path) {
	return path.startsWith("dir:");
}
/** Artifacts without those that are whole directories. No generator: it would take longer than the comparison. */
function filesIn(artifacts) {
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
	const found = [];
	for (const entry of artifacts) if (isDirectory(entry[0])) found.push(entry);
	else if (entry[0] > "dir;") break;
	return found;
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
	const united = [];
	joinFiles(left, right, (path, one, other) => {
		if (one !== void 0 && other !== void 0 && !areSameBytes(one, other)) conflicts.add(path);
		united.push([path, one ?? other]);
	});
	return united;
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
	return isWhole(take) ? filesIn(products) : { [Symbol.iterator]: () => partTaken(take, products) };
}
function* partTaken(take, products) {
	for (const [path, digests] of filesIn(products)) {
		const place = placeInTaker(take, path);
		if (place !== void 0) yield [place, digests];
	}
}
// src/intoto/intents/installed-directories.ts
/** Whether a step installs a directory. @param name `dir:D` */
function installsOf(step) {
	const compiled = step.installs.map((installs) => ({
		installs,
		fits: directoryTest(installs)
	}));
	return (name) => compiled.filter(({ fits }) => fits(name.slice(4))).map(({ installs }) => installs);
}
/** Whether what is installed names one directory, and not those of a pattern. */
function isOneDirectory({ directory }) {
	return directory.startsWith("~/") || isLiteral({ text: directory });
}
/** A test of directories, without `dir:`. */
function directoryTest(installs) {
	if (isOneDirectory(installs)) return (directory) => directory === installs.directory;
	const pattern = parseIntentPattern(installs.directory);
	return (directory) => !directory.startsWith("~/") && pattern.matches(directory);
}
/** Whether a gitignore line hides a path, or a directory above it. @param path of the workspace, without a slash at its end */
function lineHides(line) {
	const read = readGitignoreLine(line);
	if (read === void 0) return () => false;
	const { directoriesOnly, fits } = read;
	return (path, kind) => {
		if (path.startsWith("~/")) return false;
		const parts = path.split("/");
		let way = "";
		return parts.some((part, index) => {
			way = way === "" ? part : `${way}/${part}`;
			return (!directoriesOnly || kind === "directory" || index < parts.length - 1) && fits(way, part);
		});
	};
}
/** Whoever recorded a step in rules chose its lines: what no layout in intents may say is not handed on. */
const isReadable = (line) => flawOfMayChange(line) === void 0;
/** Follows directories from step to step, in the order of the layout. */
var DirectoryCourse = class {
	#begins = /* @__PURE__ */ new Map();
	#ends = /* @__PURE__ */ new Map();
	/** What a step must begin with. Those that it takes have to be known already. */
	begin(step) {
		const taken = this.beginOf(step);
		this.#begins.set(step.name, taken);
		return taken;
	}
	/** What a step would have to begin with. */
	beginOf(step) {
		const directories = /* @__PURE__ */ new Map();
		const conflicts = /* @__PURE__ */ new Set();
		const own = installsOf(step);
		const hidden = step.scratch.map(lineHides);
		for (const take of step.takes) {
			if (take.of === "source" || !isWhole(take)) continue;
			for (const [name, installed] of this.#ends.get(take.step) ?? []) {
				const directory = name.slice(4);
				if (own(name).length > 0 || hidden.some((hides) => hides(directory, "directory"))) continue;
				const known = directories.get(name);
				if (known !== void 0 && !areSameBytes(known.digests, installed.digests)) conflicts.add(name);
				if (known === void 0) directories.set(name, installed);
			}
		}
		return {
			directories,
			conflicts
		};
	}
	/** Notes what a step hands on. */
	end({ name, intents, link, endDirectories }) {
		const ends = new Map(this.#begins.get(name)?.directories);
		const own = intents === void 0 ? void 0 : installsOf(intents);
		const notes = readDirectoryNotes(link.environment, "products");
		for (const [directory, digests] of endDirectories) {
			const installs = own?.(directory);
			if (installs?.length === 0) continue;
			const mayChange = installs?.flatMap((one) => one.mayChange) ?? notes?.get(directory)?.filter(isReadable) ?? [];
			ends.set(directory, {
				digests,
				mayChange,
				by: intents
			});
		}
		this.#ends.set(name, ends);
	}
};
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
	return pattern === "source" || pattern === "nothing" ? `[${pattern.slice(0, 1)}]${pattern.slice(1)}` : pattern;
}
/** What a reader does not see as it is would be pasted as something else; a backquote ends what is to be pasted. */
const seen = (character) => character === "`" || escapeUntrusted(character) !== character ? "?" : character;
/** What a step installs, as the value of `installs-into`. */
function installsText(installs) {
	const parts = installs.map(({ directory, mayChange }) => mayChange.length === 0 ? yamlText(directory) : `{ ${yamlText(directory)}: { may-change: ${yamlTexts(mayChange)} } }`);
	return parts.length === 1 ? parts[0] : `[${parts.join(", ")}]`;
}
// src/intoto/intents/offered-patterns.ts
/** Files of which each is named. */
const MOST_NAMES$1 = 3;
/** Patterns of one offer. */
const MOST_PATTERNS = 10;
/** Names of one kind that are tried as a pattern of their own: each is held against all files that it must not fit. */
const MOST_KINDS = 50;
/**
* Patterns that fit some files and not others.
*
* @param files at least one, none twice
*/
function patternsFor(files, others = []) {
	if (files.length <= MOST_NAMES$1) return offered(files.map(patternOfFile), files);
	const avoided = new Avoided(others);
	const common = commonDirectory(files);
	const single = collect(common, files, {
		avoided,
		partsOf: (name) => name.split(/\d+/)
	});
	return offered(single.length <= MOST_PATTERNS ? single : collect(common, files, {
		avoided,
		partsOf: withEnding
	}), files);
}
/** Some of the patterns. A link may name files by paths that no pattern fits. */
function offered(texts, files) {
	const shown = texts.filter((text) => !isFlaw(patternSegments(text))).slice(0, MOST_PATTERNS);
	if (shown.length === texts.length) return {
		texts,
		left: 0
	};
	const patterns = shown.map(parseIntentPattern);
	return {
		texts: shown,
		left: files.filter((file) => !patterns.some((pattern) => pattern.matches(file))).length
	};
}
/** Files that no pattern may fit. */
var Avoided = class {
	#files;
	#directories = /* @__PURE__ */ new Set();
	#kinds = 0;
	constructor(files) {
		this.#files = [...files];
		for (const file of this.#files) for (let slash = file.indexOf("/"); slash >= 0; slash = file.indexOf("/", slash + 1)) this.#directories.add(file.slice(0, slash));
	}
	isIn(directory) {
		return directory === "" || this.#directories.has(directory);
	}
	/** Whether a pattern fits one of them, or too many were tried already. */
	fits(text) {
		this.#kinds += 1;
		if (this.#kinds > MOST_KINDS) return true;
		if (isFlaw(patternSegments(text))) return true;
		const pattern = parseIntentPattern(text);
		return this.#files.some((file) => pattern.matches(file));
	}
};
/** Any name with the same ending. */
function withEnding(name) {
	const dot = name.lastIndexOf(".");
	return dot <= 0 ? [name] : ["", name.slice(dot)];
}
/** Names before directories. @param files all below the directory; '' is the top */
function collect(directory, files, way) {
	if (!way.avoided.isIn(directory)) return [`${patternOfFile(directory)}/**`];
	const start = directory === "" ? "" : `${directory}/`;
	const here = [];
	const below = /* @__PURE__ */ new Map();
	for (const file of files) {
		const slash = file.indexOf("/", start.length);
		if (slash < 0) here.push(file);
		else push(below, file.slice(0, slash), file);
	}
	return [...ofNames(start, here, way), ...[...below].flatMap(([inner, some]) => collect(inner, some, way))];
}
function ofNames(start, files, { avoided, partsOf }) {
	if (files.length <= MOST_NAMES$1) return files.map(patternOfFile);
	const kinds = /* @__PURE__ */ new Map();
	for (const file of files) push(kinds, JSON.stringify(partsOf(file.slice(start.length))), file);
	return [...kinds].flatMap(([kind, some]) => {
		if (some.length === 1) return some.map(patternOfFile);
		const text = patternOfFile(start) + JSON.parse(kind).map(patternOfFile).join("*");
		return avoided.fits(text) ? some.map(patternOfFile) : [text];
	});
}
function push(groups, key, file) {
	const group = groups.get(key);
	if (group === void 0) groups.set(key, [file]);
	else group.push(file);
}
function commonDirectory(files) {
	let common = files[0].split("/").slice(0, -1);
	for (const file of files) {
		const parts = file.split("/").slice(0, -1);
		let same = 0;
		while (same < common.length && common[same] === parts[same]) same += 1;
		common = common.slice(0, same);
	}
	return common.join("/");
}
// src/intoto/intents/layout-lines.ts
/** What stands behind a line. */
const SIGN = "and sign the layout again";
/** Keys under which one pattern says two things. */
const AGAINST = {
	adds: ["may-add", "removes"],
	"may-add": ["adds", "removes"],
	changes: ["removes"],
	removes: [
		"adds",
		"may-add",
		"changes",
		"may-remove"
	],
	"may-remove": ["removes"]
};
const said = (step, key) => step[PATTERN_LISTS[key]];
/** Patterns as they stand in a layout. */
const textsOf = (patterns) => patterns.map(({ text }) => text);
/** A line in backquotes. */
function lineOf(key, texts) {
	return `\`${key}: ${yamlTexts([...new Set(texts)])}\``;
}
/** A line with more patterns; undefined where one of them says the contrary elsewhere, or there is none. */
function lineWith(step, key, { texts }) {
	return AGAINST[key].some((other) => said(step, other).some(({ text }) => texts.includes(text))) || texts.length === 0 ? void 0 : lineOf(key, [...textsOf(said(step, key)), ...texts]);
}
/** A line with more lines of scratch. */
function scratchLine({ scratch }, lines) {
	return lineOf("scratch", [...scratch, ...lines]);
}
/**
* A line with more directories that are installed; the key alone where nothing can be installed into one of them.
*
* @param names `dir:D`; others are passed over
*/
function installsLine({ installs, scratch }, names) {
	const more = names.filter(isDirectory).map((name) => {
		const directory = name.slice(4);
		return {
			directory: directory.startsWith("~/") ? directory : patternOfFile(directory),
			mayChange: []
		};
	});
	const hidden = scratch.map(lineHides);
	if (more.some(({ directory }) => flawOfInstalled(directory) !== void 0 || hidden.some((hides) => hides(directory, "directory")))) return "`installs-into`";
	return `\`installs-into: ${installsText([...installs, ...more])}\``;
}
/** The lines by which patterns stand under another key, beside further ones. */
function movedLines(step, patterns, { from, to, beside = [] }) {
	const rest = said(step, from).filter((pattern) => !patterns.includes(pattern));
	const line = lineOf(to, [...textsOf(said(step, to)), ...textsOf(patterns)]);
	const old = textsOf(said(step, from));
	const lines = [...beside, line];
	return rest.length === 0 ? `${lines.join(" and ")} in place of ${lineOf(from, old)}` : [lineOf(from, textsOf(rest)), ...lines].join(" and ");
}
/** Patterns for files, of names alone where what they have in common says the contrary elsewhere. */
function patternsBeside(step, key, files) {
	const patterns = patternsFor(files);
	if (lineWith(step, key, patterns) !== void 0) return patterns;
	return offered(files.map(patternOfFile), files);
}
/** What is said of files that no offered pattern fits. */
function partNote({ left }) {
	return left === 0 ? "" : ` These patterns fit a part of them; ${left} more ${left === 1 ? "file" : "files"} must be named, too.`;
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
// src/intoto/intents/take-offers.ts
/** The first of some takes by which a step would begin with these files as it did. */
function firstThatHolds({ holds }, files, all) {
	for (const { takes, patterns } of all) {
		const note = patterns.map(partNote).join("");
		if (takes.length > 0 && (note !== "" || holds(takes, files))) return {
			line: `\`takes: ${takesText(takes)}\``,
			note
		};
	}
}
const whole = (step) => ({
	of: "step",
	step,
	only: [],
	from: void 0,
	into: void 0
});
/** Takes with those steps from which files come: all of them, else the files alone. @param origins their files */
function takingMore(context, files, origins) {
	const part = files.some(isDirectory) ? [] : [takingFiles(context, origins)];
	return firstThatHolds(context, files, [takingWhole(context, [...origins.keys()]), ...part]);
}
/** Whatever the others take themselves need not be said any more. */
function takingWhole({ step, records }, others) {
	const wholeOf = (name) => (records.get(name)?.intents?.takes ?? []).filter((take) => take.of === "source" || isWhole(take));
	const through = new Set(others.flatMap((name) => [...stepsAbove(name, wholeOf)]));
	const hasSource = [...others, ...through].some((name) => wholeOf(name).some(({ of }) => of === "source"));
	return {
		takes: [...step.takes.filter((take) => {
			if (take.of === "source") return !hasSource;
			return !others.includes(take.step) && !(isWhole(take) && through.has(take.step));
		}), ...others.filter((name) => !through.has(name)).map(whole)],
		patterns: []
	};
}
function takingFiles({ step, records }, origins) {
	const patterns = [];
	let takes = step.takes;
	for (const [name, files] of origins) {
		const own = new Set(files);
		const made = patternsFor(files, without(records.get(name), own));
		if (made.texts.length === 0) return {
			takes: [],
			patterns
		};
		patterns.push(made);
		const only = made.texts.map(parseIntentPattern);
		const isPart = (take) => take.of === "step" && take.step === name && take.from === void 0 && take.into === void 0;
		takes = takes.some(isPart) ? takes.map((take) => isPart(take) ? {
			...take,
			only: [...take.only, ...only]
		} : take) : [...takes, {
			...whole(name),
			only
		}];
	}
	return {
		takes,
		patterns
	};
}
function without({ link }, own) {
	return Array.from(filesIn(link.products), ([path]) => path).filter((path) => !own.has(path));
}
/** Takes without some of their files. @param isLess which of the takes are to have less */
function takingLess(context, files, less) {
	const { step } = context;
	const unwanted = new Set(files);
	return firstThatHolds(context, files, less.map((isLess) => {
		const patterns = [];
		return {
			takes: step.takes.flatMap((take) => {
				if (take.of === "source" || !isLess(take)) return [take];
				const part = partWithout(context, take, unwanted);
				if (part === void 0) return [];
				patterns.push(part);
				return [{
					...take,
					only: part.texts.map(parseIntentPattern)
				}];
			}),
			patterns
		};
	}));
}
/** Patterns, as they lie in the taken step, for all that is taken but some files; undefined where nothing is left. */
function partWithout({ records, record }, take, unwanted) {
	const wanted = [];
	const others = [];
	for (const [path] of filesIn(records.get(take.step).link.products)) {
		const place = placeInTaker(take, path);
		(place !== void 0 && !unwanted.has(place) && record.link.materials.has(place) ? wanted : others).push(path);
	}
	if (wanted.length === 0) return void 0;
	const part = patternsFor(wanted, others);
	return part.texts.length === 0 ? void 0 : part;
}
// src/intoto/intents/begin-findings.ts
/** Names of files in one sentence. */
function namesOf$1(files) {
	return listed(files, 3, (file) => quoteUntrusted(file));
}
/** What stands for files that were named. */
function pronoun(files) {
	return files.length === 1 ? "it" : "them";
}
/** The cause first: what lies in the way is extra, too, and what two takes disagree about differs. */
function beginFindings(differences, context) {
	const { extra, missing, differing, conflicts, inTheWay } = differences;
	const { step, taken } = context;
	const statementOf = ([file = ""]) => takeStatement(step.name, takesWith(taken, file).at(-1) ?? step.takes[0]);
	const finding = (code, files, say) => {
		if (files.length === 0) return [];
		const statement = code === "SCRATCH_PRESENT" ? installsStatement(step, files) : statementOf(files);
		return [{
			code,
			step: step.name,
			statement,
			follows: "begins",
			files,
			say
		}];
	};
	return [
		...finding("SCRATCH_PRESENT", inTheWay, (files) => sayInTheWay(step, files)),
		...finding("TAKES_CONFLICT", conflicts, (files) => sayConflict(context, files)),
		...finding("TAKES_EXTRA", extra, (files) => sayExtra(context, files)),
		...finding("TAKES_MISSING", missing, (files) => sayMissing(context, files)),
		...finding("TAKES_DIFFERS", differing, (files) => sayDiffering(context, files))
	];
}
/** What a step says that it takes; nothing without a take. */
function takeStatement(step, take) {
	return take === void 0 ? takesNothingStatement(step) : takeStatements(step, take)[0];
}
/** @param file what lies where the step installs */
function installsStatement(step, [file = ""]) {
	const directory = file.replace(/^dir:/, "");
	const installs = step.installs.find((one) => directoryTest(one)(directory) || isOneDirectory(one) && directory.startsWith(`${one.directory}/`));
	return installsStatements(step.name, installs)[0];
}
/** The takes that hand a file on. */
function takesWith(taken, file) {
	return taken.filter(({ files }) => {
		for (const [path] of files) if (path === file) return true;
		return false;
	}).map(({ take }) => take);
}
const nameOf = (take) => take.of === "source" ? "source" : `step "${take.step}"`;
function sayInTheWay({ name }, files) {
	return {
		message: `Step "${name}" installs into a directory that already held ${namesOf$1(files)} when it began.`,
		hint: "Let the step begin with nothing there: restore caches after the stage begins, and install no second time into one workspace. Files tracked by git are not dependencies: name the subdirectory that the step installs into."
	};
}
function sayConflict(context, files) {
	const { step, taken } = context;
	const [file = ""] = files;
	if (isDirectory(file)) return {
		message: `Step "${step.name}" takes ${namesOf$1(files)} of two steps, which installed other bytes there.`,
		hint: `Let both install the same, from one lock file, or let the step install its own, ${installsLine(step, files)}, in a new run where nothing lies there when it begins.`
	};
	const takes = takesWith(taken, file);
	const offer = takingLess(context, files, takes.flatMap((one) => one.of === "source" ? [] : [(take) => take === one]));
	const write = offer === void 0 ? "" : `: ${offer.line}, and sign the layout again`;
	return {
		message: `Step "${step.name}" takes ${namesOf$1(files)} from ${takes.map(nameOf).join(" and ")}, which have other bytes of ${pronoun(files)}.`,
		hint: `Find out why they do not agree, if they should. Else say which one is meant, and take of the other only what does not hold ${pronoun(files)}${write}.${offer?.note ?? ""}`
	};
}
function sayExtra(context, files) {
	const { step, record, records } = context;
	const [file = ""] = files;
	const message = `Step "${step.name}" began with ${namesOf$1(files)}, which nothing that it takes has.`;
	const { origins, unknown } = originsOf(files, record, records);
	if (isDirectory(file)) {
		const offer = unknown.length > 0 ? void 0 : takingMore(context, files, origins);
		return {
			message,
			hint: `Let it take the whole of the step that installs ${files.length === 1 ? "the directory" : "the directories"}${offer === void 0 ? "" : `, ${offer.line}`}, or install ${pronoun(files)} itself, ${installsLine(step, files)}, in a new run where nothing lies there when it begins.`
		};
	}
	if (unknown.length > 0) return {
		message,
		hint: `Find out what put ${pronoun(unknown)} there before the step began: an earlier workflow step, a restored cache or a kept workspace. No step above ended with the same bytes of ${unknown.length === files.length ? pronoun(unknown) : namesOf$1(unknown)}.`
	};
	const steps = [...origins.keys()];
	const ended = `${steps.length === 1 ? "Step" : "Steps"} ${steps.map((name) => `"${name}"`).join(" and ")} ended with ${pronoun(files)}.`;
	if (steps.every((name) => areBeside(step, records.get(name)?.intents))) return {
		message,
		hint: `${ended} Legs of one step do not see each other: run each in a checkout of its own, or remove ${namesOf$1(files)} before "${step.name}" begins.`
	};
	const offer = takingMore(context, files, origins);
	return {
		message,
		hint: offer === void 0 ? `${ended} Find out how ${pronoun(files)} came there without the rest of it.` : `${ended} If "${step.name}" begins after that in the same job, write ${offer.line} and sign the layout again; else find out how ${files.length === 1 ? "it" : "they"} came there.${offer.note}`
	};
}
/** Whether two steps look like legs of one: they begin alike, and their names do. */
function areBeside(step, other) {
	const [start] = /^.+?-/.exec(step.name) ?? [];
	return start !== void 0 && other?.name.startsWith(start) === true && takesText(step.takes) === takesText(other.takes);
}
/** By step what it ended with last, and what no step above ended with. */
function originsOf(files, record, records) {
	const origins = /* @__PURE__ */ new Map();
	const unknown = [];
	for (const file of files) {
		const origin = originOf(file, record, records);
		if (origin === void 0) unknown.push(file);
		else {
			const known = origins.get(origin);
			if (known === void 0) origins.set(origin, [file]);
			else known.push(file);
		}
	}
	return {
		origins,
		unknown
	};
}
/** The last step above that ended with the same file. */
function originOf(file, record, records) {
	const digests = record.link.materials.get(file);
	let origin;
	for (const [name, { link }] of records) {
		if (name === record.name) break;
		const there = link.products.get(file);
		if (there !== void 0 && digests !== void 0 && areSameBytes(there, digests)) origin = name;
	}
	return origin;
}
function sayMissing(context, files) {
	const { step, record, taken } = context;
	const [file = ""] = files;
	const without = `Step "${step.name}" began without ${namesOf$1(files)}, which`;
	if (isDirectory(file)) return {
		message: `${without} another step installed, and it takes that step whole.`,
		hint: missingDirectories(context, files)
	};
	const [take] = takesWith(taken, file);
	const message = `${without} it takes from ${nameOf(take)}.`;
	if (files.every((one) => /(?:^|\/)\./.test(one))) return {
		message,
		hint: "actions/upload-artifact leaves hidden files out: write `include-hidden-files: true` there. Else find out what removed them before the step began."
	};
	if (take.of === "source" || !isWhole(take)) return {
		message,
		hint: `Find out what removed ${pronoun(files)} before the step began, or why nothing was placed there.`
	};
	if (!hasSome(taken, take, record)) return {
		message,
		hint: `Nothing of ${nameOf(take)} was there: take its files over before the step begins. Else find out what removed them.`
	};
	const offer = takingLess(context, files, [(one) => isWhole(one) && holdsOne(taken, one, files)]);
	const part = offer === void 0 ? "" : ` Only if the step is meant to begin with a part, write ${offer.line} and sign the layout again.${offer.note}`;
	return {
		message,
		hint: `Find out what removed ${pronoun(files)} before the step began.${part}`
	};
}
function missingDirectories({ step, record }, files) {
	const lines = files.map((name) => `${patternOfFile(name.slice(4))}/`);
	const scratch = lines.some((line) => line.startsWith("~/") || flawOfLine(line) !== void 0) ? "" : `, or leave its own behind, ${scratchLine(step, lines)}; and sign the layout again`;
	const own = `let the step install its own, ${installsLine(step, files)}`;
	return files.every((name) => record.link.products.has(name)) ? `In another job ${own}${scratch}.` : `In another job ${own}, in a new run${scratch}.`;
}
/** Whether any file of a take is there. */
function hasSome(taken, take, { link }) {
	for (const one of taken) if (one.take === take) {
		for (const [path] of one.files) if (link.materials.has(path)) return true;
	}
	return false;
}
/** Whether a take hands one of some files on. */
function holdsOne(taken, take, files) {
	const wanted = new Set(files);
	for (const one of taken) if (one.take === take) {
		for (const [path] of one.files) if (wanted.has(path)) return true;
	}
	return false;
}
function sayDiffering({ step, taken }, files) {
	const [file = ""] = files;
	const began = `Step "${step.name}" began with other bytes of ${namesOf$1(files)} than`;
	if (isDirectory(file)) return {
		message: `${began} the step has that installed ${pronoun(files)}.`,
		hint: "Find out what changed the directory since it was installed. What tools rewrite in there, the step that installs it names with `may-change`."
	};
	const [take] = takesWith(taken, file);
	return {
		message: `${began} ${nameOf(take)} has.`,
		hint: `Find out what changed ${pronoun(files)} before the step began. Files of source in an artifact of a Windows job have other line ends: let this job check out itself, and take of the artifact only what the other step added.`
	};
}
// src/intoto/intents/released-files.ts
/** The files that are final, and conflicts among released steps. */
function releasedFiles({ release, steps }, records) {
	const holders = /* @__PURE__ */ new Map();
	const warnings = [];
	let complete = true;
	for (const one of inLayoutOrder(release, records)) {
		const record = records.get(one.step);
		if (record === void 0) {
			complete = false;
			continue;
		}
		const before = stepsAbove(one.step, (name) => steps.get(name)?.takes ?? []);
		const fits = patternsOf$1(one, record);
		const unmet = new Set(one.only);
		let some = false;
		joinFiles(filesIn(record.link.materials), filesIn(record.link.products), (path, had, has) => {
			if (had !== void 0 && has !== void 0 && areSameBytes(had, has)) return;
			const known = holders.get(path)?.filter(({ step }) => !before.has(step));
			if (has === void 0) {
				if (known !== void 0) holders.set(path, known);
				return;
			}
			if (!fits(path)) return;
			some = true;
			for (const pattern of unmet) if (pattern.matches(path)) unmet.delete(pattern);
			holders.set(path, [...known ?? [], {
				step: one.step,
				digests: has
			}]);
		});
		warnings.push(...warningsOf(one, [...unmet], some));
	}
	const conflicts = [...holders].filter(([, all]) => all.some(({ digests }) => !areSameBytes(digests, all[0].digests)));
	return {
		findings: conflictFindings(conflicts, release, holders),
		warnings,
		files: complete && conflicts.length === 0 ? filesOf(holders) : void 0
	};
}
/** Whoever takes another stands below it. */
function inLayoutOrder(release, records) {
	const places = new Map([...records.keys()].map((name, place) => [name, place]));
	const place = ({ step }) => places.get(step) ?? -1;
	return [...release].sort((one, other) => place(one) - place(other));
}
/** What only `may-add` allows is released where a pattern names it. A step in rules says nothing of what it adds. */
function patternsOf$1({ only }, { intents }) {
	const all = intents === void 0 || intents.addsSource;
	const patterns = only.length > 0 ? only : all ? void 0 : [...intents.adds, ...intents.changes];
	return (path) => patterns === void 0 || patterns.some((pattern) => pattern.matches(path));
}
function warningsOf(release, unmet, some) {
	const { step } = release;
	if (unmet.length > 0) return unmet.map(({ text }) => `Nothing that step "${step}" made fits ${quoteUntrusted(text)}, which is to be released.`);
	return some ? [] : [`Step "${step}" is to be released, and made nothing that it says it adds or changes.`];
}
function conflictFindings(conflicts, release, all) {
	const [first] = conflicts;
	if (first === void 0) return [];
	const [, holders] = first;
	const steps = [...new Set(holders.map(({ step }) => step))];
	const last = steps.at(-1);
	return [{
		code: "RELEASE_CONFLICT",
		step: last,
		statement: releaseStatements(release.find(({ step }) => step === last))[0],
		follows: "begins",
		files: conflicts.map(([path]) => path),
		say: (files) => ({
			message: `Steps ${steps.map((step) => `"${step}"`).join(" and ")} are released, and have other bytes of ${namesOf$1(files)}.`,
			hint: `Say which one is final, and release of the others only what is their own: for the files of "${last}" write ${releaseLine(conflicts, release, all)}. Or let one step take the other and have the last word.`
		})
	}];
}
/** Of names that several have, only the last is released. */
function releaseLine(conflicts, release, all) {
	const lost = /* @__PURE__ */ new Map();
	for (const [path, holders] of conflicts) for (const { step } of holders.slice(0, -1)) lost.set(step, (lost.get(step) ?? /* @__PURE__ */ new Set()).add(path));
	const items = release.flatMap(({ step, only }) => {
		const unwanted = lost.get(step);
		const texts = unwanted === void 0 ? textsOf(only) : ownPatterns$1(step, unwanted, all);
		if (texts.length > 0) return [`{ ${yamlText(step)}: ${yamlTexts(texts)} }`];
		return unwanted === void 0 ? [yamlText(step)] : [];
	});
	return `\`release: ${items.length === 1 ? items.join("") : `[${items.join(", ")}]`}\``;
}
function ownPatterns$1(step, unwanted, all) {
	const own = [];
	for (const [path, holders] of all) if (!unwanted.has(path) && holders.some((holder) => holder.step === step)) own.push(path);
	return own.length === 0 ? [] : patternsFor(own, unwanted).texts;
}
function filesOf(holders) {
	return artifactsOf([...holders].flatMap(([path, [first]]) => first === void 0 ? [] : [[path, first.digests]]));
}
// src/intoto/intents/run-findings.ts
const BRANCHES = "refs/heads/";
const TAGS = "refs/tags/";
/** A run of a branch or tag that the layout does not name. @param ref undefined where nobody says it */
function branchFindings({ branches, tags }, ref) {
	if (ref === void 0 || branches.length + tags.length === 0) return [];
	if (isNamed(ref, BRANCHES, branches) || isNamed(ref, TAGS, tags)) return [];
	const [first] = refStatements({
		branches,
		tags
	});
	const name = ref.replace(/^refs\/(?:heads|tags)\//, "");
	const key = ref.startsWith(TAGS) ? "tags" : "branches";
	const hint = ref === name ? "Only branches and tags can be covered: verify the run of a pull request by a layout without `branches` and `tags`." : `If it is meant to cover it, add ${key === "tags" ? "the tag" : "the branch"} to the layout, ${lineOf(key, [...textsOf(key === "tags" ? tags : branches), patternOfFile(name)])}, and sign it again.`;
	return [{
		code: "BRANCH_OTHER",
		step: void 0,
		statement: first,
		follows: "alone",
		files: [],
		say: () => ({
			message: `The run is for ${quoteUntrusted(ref)}, which this layout does not cover.`,
			hint
		})
	}];
}
function isNamed(ref, kind, patterns) {
	return ref.startsWith(kind) && patterns.some((pattern) => pattern.matches(ref.slice(kind.length)));
}
/** Steps told apart in a report. */
const MOST_STEPS = 100;
/** Links of steps that the layout does not know. */
function unknownStepFindings(unknown) {
	return unknown.slice(0, MOST_STEPS).map((step) => ({
		code: "STEP_UNKNOWN",
		step,
		statement: STEPS_ONLY,
		follows: "alone",
		files: [],
		say: () => ({
			message: `There is a link of step ${quoteUntrusted(step)}, and the layout knows no such step.`,
			hint: `Find out what stored it. If the step belongs to the pipeline, add it to the layout, \`- { name: ${yamlText(step)}, takes: source }\` with what else it does, and sign it again; or take the stage out of the workflow.`
		})
	}));
}
// src/intoto/link/strange-submodules.ts
/**
* Of a submodule within another one the repository of that one tells, which nobody asked.
*
* @param committed Git's ids of the commits of submodules by their paths
*/
function strangeSubmodules(submodules, committed) {
	const claimed = [...submodules].sort(([one], [other]) => compareCodePoints(one, other));
	const places = claimed.map(([path]) => `${path}/`);
	const strange = [];
	for (const [path, { commit }, within] of withDirectories(claimed, places)) {
		const wanted = committed.get(path);
		if (wanted !== commit && (wanted !== void 0 || within === void 0)) strange.push({
			path,
			commit,
			wanted
		});
	}
	return strange;
}
/** To stand behind "a submodule at". */
function submoduleText({ path, commit, wanted }) {
	const has = wanted === void 0 ? "the commit has none there" : `the commit has it at ${wanted}`;
	return `${quoteUntrusted(path)} of commit ${commit}; ${has}`;
}
/**
* A submodule that cannot be where it is claimed, since the commit itself has a file there, below it, or in the place of a
* directory above it.
*
* @param files of the commit itself by path, in order of code points
*/
function submoduleOverFiles(submodules, files) {
	const places = [...submodules.keys()].map((path) => `${path}/`).sort(compareCodePoints);
	const asDirectories = [];
	for (const [path, , place] of withDirectories(files, places)) {
		if (place !== void 0) return place.slice(0, -1);
		asDirectories.push(`${path}/`);
	}
	for (const [place, , file] of withDirectories(places.map((place) => [place, void 0]), asDirectories)) if (file !== void 0) return place.slice(0, -1);
}
// src/intoto/intents/claims-of-step.ts
/** What the links of a step claim of source: one for each link that counts, at least one. */
function claimsOf$1({ accepted }) {
	return accepted.flatMap((evidence) => {
		const claims = inEvidence(evidence);
		return (claims.length === 0 ? [void 0] : claims).map((claim) => ({
			at: evidence.at,
			by: evidence,
			claim
		}));
	});
}
function inEvidence(evidence) {
	if (evidence.kind === "sublayout") return evidence.claims;
	const claim = readSource(evidence.link.environment);
	return claim === void 0 ? [] : [claim];
}
/** The claims of one link, or of the links below a layout in its place, as far as they can be read. */
function claimsIn(evidence) {
	return inEvidence(evidence).filter((claim) => claim !== "malformed");
}
// src/intoto/intents/source-claims.ts
/**
* @param records all of them; those that see no source claim nothing that counts here
* @param source which files a claim is about; whether some link has them decides between claims of equally many
*/
function judgeClaims(records, known, source) {
	const flaws = /* @__PURE__ */ new Map();
	const placed = [];
	const truth = known.files === void 0 ? void 0 : summaryOf(known.files);
	const note = (step, flaw) => {
		if (!flaws.has(step)) flaws.set(step, flaw);
	};
	for (const record of records) {
		if (!seesSource(record.intents)) continue;
		for (const { at, claim } of claimsOf$1(record)) {
			const flaw = flawOf$1(claim, known, truth) ?? overFiles(claim, known, source);
			if (flaw === void 0) placed.push({
				step: record.name,
				at,
				claim
			});
			else note(record.name, {
				...flaw,
				at
			});
		}
	}
	const agreed = majorityOf(placed, (claim) => source.of(claim) !== void 0);
	for (const { step, at, claim } of agreed === void 0 ? [] : placed) {
		const says = differs(claim, agreed);
		if (says !== void 0) note(step, {
			code: "SOURCE_DIFFERS",
			says,
			at
		});
	}
	for (const { step, at, says } of submodulesDiffer(placed)) note(step, {
		code: "SOURCE_DIFFERS",
		says,
		at
	});
	const good = /* @__PURE__ */ new Map();
	for (const { step, claim } of placed) if (!flaws.has(step) && !good.has(step)) good.set(step, claim);
	return {
		flaws,
		agreed,
		good
	};
}
/** What is wrong with one claim, whatever others say. */
function flawOf$1(claim, known, truth) {
	if (claim === void 0) return {
		code: "SOURCE_UNKNOWN",
		says: "claims no source"
	};
	if (claim === "malformed") return {
		code: "SOURCE_UNKNOWN",
		says: "claims source in a way that the stages of this suite do not write"
	};
	if (claim.only !== void 0) return {
		code: "SOURCE_UNKNOWN",
		says: "claims a part of the commit alone, since its checkout is sparse"
	};
	if (claim.path !== void 0) return {
		code: "SOURCE_UNKNOWN",
		says: `claims source in the directory ${quoteUntrusted(claim.path)}, not at the top of the workspace`
	};
	if (known.commit !== void 0 && claim.commit !== known.commit) return {
		code: "SOURCE_OTHER_COMMIT",
		says: `claims source of commit ${claim.commit}; the one that is verified is ${quoteUntrusted(known.commit, 80)}`
	};
	if (truth !== void 0 && (claim.files !== truth.files || claim.digest !== truth.digest)) return {
		code: "SOURCE_FALSE",
		says: `claims ${filesText(claim)}; in the repository the commit has ${filesText(truth)}`
	};
	const [strange] = known.submodules === void 0 ? [] : strangeSubmodules(claim.submodules, known.submodules);
	return strange === void 0 ? void 0 : {
		code: "SOURCE_FALSE",
		says: `claims a submodule at ${submoduleText(strange)}`
	};
}
/** Files would come in as those of a submodule that cannot be there. */
function overFiles(claim, { files }, source) {
	if (claim.submodules.size === 0) return void 0;
	const path = submoduleOverFiles(claim.submodules, source.own(claim) ?? []);
	if (path === void 0) return void 0;
	const says = `claims a submodule at ${quoteUntrusted(path)}`;
	return files === void 0 ? {
		code: "SOURCE_DIFFERS",
		says: `${says}, where by another link the commit has files of its own`
	} : {
		code: "SOURCE_FALSE",
		says: `${says}; in the repository the commit has files of its own there`
	};
}
/** Number of files and the digest over them. */
function summaryOf(files) {
	const sorted = [...files].sort(([one], [other]) => compareCodePoints(one, other));
	return {
		files: files.size,
		digest: sha256HexOfTexts(sourceLines(sorted))
	};
}
function filesText({ files, digest }) {
	return `${count(files, "file")} with the digest ${digest}`;
}
const KEYS = [
	"commit",
	"tree",
	"files",
	"digest"
];
const keyOf$1 = (claim) => KEYS.map((key) => claim[key]).join(" ");
/** The claim of most links; of equally many the first whose files some link has. */
function majorityOf(placed, isRecorded) {
	const votes = /* @__PURE__ */ new Map();
	for (const { claim } of placed) {
		const known = votes.get(keyOf$1(claim)) ?? {
			claim,
			votes: 0
		};
		known.votes += 1;
		votes.set(keyOf$1(claim), known);
	}
	const most = Math.max(0, ...[...votes.values()].map((one) => one.votes));
	const best = [...votes.values()].filter((one) => one.votes === most).map(({ claim }) => claim);
	return best.length < 2 ? best[0] : best.find(isRecorded) ?? best[0];
}
function differs(claim, agreed) {
	const key = KEYS.find((one) => claim[one] !== agreed[one]);
	if (key === void 0) return void 0;
	return `claims ${{
		commit: "source of commit",
		tree: "the tree",
		files: "files of source:",
		digest: "files with the digest"
	}[key]} ${claim[key]}; most others claim ${agreed[key]}`;
}
/** Submodules are compared where two claims have them. */
function submodulesDiffer(placed) {
	const first = /* @__PURE__ */ new Map();
	return placed.flatMap(({ step, at, claim }) => {
		const wrong = [...claim.submodules].find(([path, files]) => {
			const known = first.get(path) ?? files;
			first.set(path, known);
			return known.commit !== files.commit || known.files !== files.files || known.digest !== files.digest;
		});
		return wrong === void 0 ? [] : [{
			step,
			at,
			says: `claims other files of the submodule ${quoteUntrusted(wrong[0])} than an earlier link`
		}];
	});
}
// src/intoto/intents/source-files.ts
/** The files of source that a run began with, as far as its links or whoever verifies tell them. */
var SourceFiles = class {
	/** By the submodule of which they may tell the files; all of them by ''. */
	#told = /* @__PURE__ */ new Map();
	#known;
	/** @param known SHA-256 by path, from the repository */
	constructor(records, known) {
		for (const record of records.values()) {
			if (!seesSource(record.intents)) continue;
			const one = candidate(record, records);
			for (const submodule of ["", ...one.submodules]) {
				const told = this.#told.get(submodule) ?? new ToldParts(submodule);
				this.#told.set(submodule, told);
				told.add(one);
			}
		}
		this.#known = known === void 0 ? void 0 : [...artifactsOf([...known].map(([path, hex]) => [path, `sha256:${hex}`]))];
	}
	/**
	* The files that a claim is about, those of its submodules among them; undefined where no link tells them.
	*
	* @param claim undefined where none holds: then the repository alone can tell
	*/
	of(claim) {
		if (claim === void 0) return this.#known;
		const own = this.own(claim);
		const parts = [...claim.submodules].map(([path, files]) => this.#part(path, files));
		if (own === void 0 || parts.includes(void 0)) return void 0;
		return parts.length === 0 ? own : uniteFiles([own, ...parts]).files;
	}
	/** The files of the commit itself that a claim is about, without those of its submodules; undefined where no link tells. */
	own(claim) {
		return this.#known ?? this.#part("", claim);
	}
	/** A submodule of a claim whose files no link has, where those of the commit itself are known. */
	untold(claim) {
		if (this.own(claim) === void 0) return void 0;
		return [...claim.submodules].find(([path, files]) => this.#part(path, files) === void 0)?.[0];
	}
	#part(submodule, wanted) {
		return this.#told.get(submodule)?.find(wanted);
	}
};
/** What links tell of one submodule, or of the commit itself: each is looked at once, however many files are looked for. */
var ToldParts = class {
	#submodule;
	#waiting = [];
	#found = /* @__PURE__ */ new Map();
	#next = 0;
	constructor(submodule) {
		this.#submodule = submodule;
	}
	add(one) {
		this.#waiting.push(one);
	}
	/** Those of the first link that has them. */
	find(wanted) {
		const key = keyOf(wanted);
		while (!this.#found.has(key)) {
			const one = this.#waiting[this.#next];
			if (one === void 0) return void 0;
			this.#next += 1;
			const files = one.files().get(this.#submodule) ?? [];
			const told = keyOf({
				files: files.length,
				digest: digestOf(files, this.#submodule)
			});
			if (!this.#found.has(told)) this.#found.set(told, files);
		}
		return this.#found.get(key);
	}
};
const keyOf = ({ files, digest }) => `${files} ${digest}`;
/** @param submodule that they lie in; empty for none */
function digestOf(files, submodule) {
	const from = submodule === "" ? 0 : submodule.length + 1;
	return sha256HexOfTexts(sourceLines(files.map(([path, digests]) => [path.slice(from), sha256In(digests) ?? ""])));
}
function candidate(record, records) {
	const submodules = claimsOf$1(record).map((one) => one.claim).find((one) => one !== void 0 && one !== "malformed")?.submodules ?? NO_SUBMODULES;
	let groups;
	return {
		submodules: [...submodules.keys()],
		files: () => groups ??= bySubmodule(ofNothingElse(record, records), submodules)
	};
}
const NO_SUBMODULES = /* @__PURE__ */ new Map();
function ofNothingElse({ link, ...record }, records) {
	const intents = record.intents;
	if (intents.addsSource) return filesIn(link.products);
	const others = [];
	for (const take of intents.takes) {
		const taken = take.of === "step" ? records.get(take.step) : void 0;
		if (take.of === "step" && taken !== void 0) others.push(filesTaken(take, taken.link.products));
	}
	const all = filesIn(link.materials);
	if (others.length === 0) return all;
	const less = [];
	joinFiles(all, uniteFiles(others).files, (path, own, other) => {
		if (own !== void 0 && other === void 0) less.push([path, own]);
	});
	return less;
}
function bySubmodule(files, submodules) {
	if (submodules.size === 0) return /* @__PURE__ */ new Map([["", [...files]]]);
	const groups = /* @__PURE__ */ new Map();
	const directories = Array.from(submodules.keys(), (submodule) => `${submodule}/`);
	for (const [path, digests, directory = "/"] of withDirectories(files, directories)) {
		const submodule = directory.slice(0, -1);
		const group = groups.get(submodule);
		if (group === void 0) groups.set(submodule, [[path, digests]]);
		else group.push([path, digests]);
	}
	return groups;
}
// src/intoto/intents/begin-differences.ts
/**
* The files of each take; undefined where one of them is not known: a step without a link that counts, or source that no
* link tells.
*
* @param source the files of the commit
*/
function takenFiles(step, records, source) {
	const taken = [];
	for (const take of step.takes) {
		const products = take.of === "step" ? records.get(take.step)?.link.products : void 0;
		const files = take.of === "source" ? source : products === void 0 ? void 0 : filesTaken(take, products);
		if (files === void 0) return void 0;
		taken.push({
			take,
			files
		});
	}
	return taken;
}
/** Compares the materials with what was taken. */
function beginDifferences(record, step, taken, directories) {
	const { files, conflicts } = uniteFiles(taken.map((one) => one.files));
	const found = {
		extra: [],
		missing: [],
		differing: [],
		inTheWay: []
	};
	const places = step.installs.filter(isOneDirectory).map(({ directory }) => `${directory}/`);
	joinFiles(files, filesIn(record.link.materials), (path, there, here) => {
		if (there === void 0) found.extra.push(path);
		else if (here === void 0) found.missing.push(path);
		else if (places.some((place) => path.startsWith(place))) found.inTheWay.push(path);
		else if (!conflicts.has(path) && !areSameBytes(there, here)) found.differing.push(path);
	});
	const own = installsOf(step);
	joinFiles(artifactsOf([...directories.directories].map(([name, { digests }]) => [name, digests])), record.beginDirectories, (name, there, here) => {
		if (here !== void 0 && own(name).length > 0) found.inTheWay.push(name);
		else if (there === void 0) found.extra.push(name);
		else if (here === void 0) found.missing.push(name);
		else if (!directories.conflicts.has(name) && !areSameBytes(there, here)) found.differing.push(name);
	});
	return {
		...found,
		conflicts: [...conflicts, ...directories.conflicts]
	};
}
// src/intoto/intents/hidden-by.ts
/** Characters held against characters, of one line. */
const WORK_OF_LINE = 1e7;
/** The files that a gitignore line hides; none where it would cost too much to tell. */
function hiddenBy(line, paths) {
	if (workOfLine(line, paths.reduce((sum, path) => sum + trialsOf(path), 0)) > 1e7) return [];
	const hides = lineHides(line);
	return paths.filter((path) => hides(path, "file"));
}
/** Characters that a line is held against: a path, and each directory above it. */
function trialsOf(path) {
	return path.length * path.split("/").length;
}
/** Units of work, at most. Without a wildcard two texts are compared, which ends with the first difference. */
function workOfLine(line, trials) {
	return line.length + (/[*?[\\]/.test(line) ? line.length : 1) * trials;
}
// src/intoto/intents/recording-facts.ts
const NOTHING_RECORDED = {
	paths: [],
	leftOut: [],
	exclude: [],
	directories: /* @__PURE__ */ new Map(),
	unrecorded: []
};
const MEMBERS = [
	"exclude",
	"lstrip_paths",
	"line_endings",
	"materials",
	"products",
	"scratch"
];
const HALF_MEMBERS = [
	"exclude",
	"lstrip_paths",
	"line_endings",
	"paths",
	"left_out",
	"directories",
	"unrecorded"
];
/** Reads what an environment says of its recording. */
function readRecording(environment) {
	const recording = environment.get("recording");
	if (recording === void 0) return {
		unsaid: "does not say what it recorded and what it left out",
		silent: true
	};
	if (!isJsonObject(recording)) return unsaid(UNREADABLE);
	const unknown = flawOf(recording, MEMBERS);
	if (unknown !== void 0) return unsaid(unknown);
	const scratch = recording.get("scratch");
	if (scratch !== void 0 && typeof scratch !== "string") return unsaid(UNREADABLE);
	const materials = readHalf(environment, recording, "materials");
	if ("unsaid" in materials) return materials;
	const products = readHalf(environment, recording, "products");
	return "unsaid" in products ? products : {
		materials,
		products,
		scratch
	};
}
const unsaid = (text) => ({
	unsaid: text,
	silent: false
});
const UNREADABLE = "does not say in a readable way what it recorded";
function readHalf(environment, recording, kind) {
	const half = recording.get(kind);
	if (half === void 0 && kind === "materials" && recording.get("scratch") === "checkout") return NOTHING_RECORDED;
	if (half === void 0) return unsaid(`does not say which ${kind} it recorded`);
	if (!isJsonObject(half)) return unsaid(UNREADABLE);
	const unknown = flawOf(half, HALF_MEMBERS);
	if (unknown !== void 0) return unsaid(unknown);
	const paths = textsIn(half, "paths");
	const unrecorded = textsIn(half, "unrecorded");
	const exclude = textsIn(half.has("exclude") ? half : recording, "exclude");
	const leftOut = readLeftOut(environment, kind);
	const directories = readDirectoryNotes(environment, kind);
	if (!half.has("paths") || paths === void 0 || unrecorded === void 0 || exclude === void 0 || leftOut === void 0 || directories === void 0) return unsaid(UNREADABLE);
	return {
		paths,
		unrecorded,
		exclude,
		leftOut: [...leftOut.keys()],
		directories
	};
}
/** What names of files no longer tell, or what nobody knows. */
function flawOf(settings, known) {
	if ([...settings.keys()].find((name) => !known.includes(name)) !== void 0) return "says something of its recording that is not known";
	if (settings.has("lstrip_paths")) return "stripped prefixes of paths";
	return settings.has("line_endings") ? "normalised line ends" : void 0;
}
/** Empty where there is no such member. */
function textsIn(settings, name) {
	const value = settings.get(name) ?? [];
	return Array.isArray(value) && value.every((text) => typeof text === "string") ? value : void 0;
}
// src/intoto/intents/recording-lines.ts
var RecordingLines = class {
	#step;
	#needed;
	#materials;
	constructor(step, needed, materials) {
		this.#step = step;
		this.#needed = needed;
		this.#materials = materials;
	}
	/** What to do about a line that hid files. */
	ofLine(line, half) {
		if (line === ".git") return "Record the step by the stages of this release, which leave out `/.git` alone.";
		if (!this.#canBeScratch(line)) return "Take the line out of the workflow: it cannot be one of the scratch of this step.";
		const there = half === "materials" ? "in a new run where nothing that fits lies there when the step begins" : "and sign the layout again; what fits must not lie there when the step begins";
		return `If the step may leave that behind, write ${scratchLine(this.#step, [line])} at it, ${there}. Else take the line out of the workflow.`;
	}
	/** What to do about a directory that was not looked into. */
	ofDirectory(directory) {
		const step = this.#step;
		if (step.addsSource || flawOfInstalled(directory) !== void 0) return "Record the step by the stages of this release, in a workspace without that directory.";
		const line = `${patternOfFile(directory)}/`;
		const left = directory.startsWith("~/") || !this.#canBeScratch(line) ? "" : `, or ${scratchLine(step, [line])}, in a new run, if it may leave it behind`;
		return `Record the step by the stages of this release. If it installs the directory, write ${installsLine(step, [`dir:${directory}`])} at it, in a new run${left}.`;
	}
	/** Not what would hide something that the step takes or installs. */
	#canBeScratch(line) {
		const { addsSource, installs } = this.#step;
		if (addsSource || flawOfLine(line) !== void 0) return false;
		const hides = lineHides(line);
		if (installs.some(({ directory }) => hides(directory.replace(/^(?:\*\*\/)+/, ""), "directory"))) return false;
		return !hiddenBy(line, [...(this.#needed.taken ?? []).flatMap(({ files }) => Array.from(files, ([path]) => path)), ...this.#examples()]).some((path) => !this.#isRecorded(path));
	}
	/** What a step says that it adds is recorded below scratch, too, where it was recorded. */
	#isRecorded(path) {
		const { adds, mayAdd } = this.#step;
		return this.#materials.has(path) && [...adds, ...mayAdd].some((pattern) => pattern.matches(path));
	}
	/** Names that the step would begin with in a run in which steps above do what they say. */
	#examples() {
		return this.#step.takes.flatMap((take) => {
			if (take.of === "source") return [];
			const made = this.#needed.records.get(take.step)?.intents?.adds ?? [];
			return textsOf(isWhole(take) ? made : take.only).map(exampleOf).flatMap((name) => placeInTaker(take, name) ?? []);
		});
	}
};
/** A name that most probably fits. */
function exampleOf(pattern) {
	return pattern.replace(/\[(.)[^\]]*\]/gu, "$1").replace(/\*+|\?/g, "x");
}
/** The line by which more may differ inside of an installed directory. @param name `dir:D`, which the step installs */
function mayChangeLine({ installs, ...step }, name, line) {
	const own = installsOf({ installs })(name);
	const changed = installs.map((one) => one === own[0] ? {
		...one,
		mayChange: [...one.mayChange, line]
	} : one);
	return installsLine({
		...step,
		installs: changed
	}, []);
}
// src/intoto/intents/check-recording.ts
/** The one line of the recorder's own. */
const OWN_LINE = "/.git";
const HALVES$2 = ["materials", "products"];
function checkRecording({ accepted }, step, begun) {
	const flaws = /* @__PURE__ */ new Map();
	for (const { kind, link } of accepted) {
		if (kind === "sublayout") continue;
		for (const flaw of flawsOf(link, step, begun)) flaws.set(`${flaw.code} ${flaw.says}`, flaw);
	}
	return [...flaws.values()].slice(0, LIMITS.sentenceNames);
}
function flawsOf(link, step, begun) {
	const facts = readRecording(link.environment);
	if ("unsaid" in facts) return facts.silent && step.recording === "any" ? [] : [unknown(facts.unsaid, { silent: facts.silent })];
	const { begins } = begun;
	const lines = new RecordingLines(step, begun, link.materials);
	return [
		...aboutScratch(facts, step),
		...HALVES$2.flatMap((half) => aboutLines(facts[half], half, {
			step,
			lines
		})),
		...HALVES$2.flatMap((half) => aboutDirectories(facts[half], half, {
			artifacts: link[half],
			begun: link.materials,
			step,
			begins,
			lines
		})),
		...HALVES$2.flatMap((half) => aboutPaths(facts[half], half, step))
	];
}
function unknown(says, { hidden, silent = false } = {}) {
	const others = silent ? " For links of another implementation write `recording: any` at the step, and sign the layout again." : "";
	return {
		code: "RECORDING_UNKNOWN",
		says,
		...hidden === void 0 ? {} : { hidden },
		hint: `Record the step by the stages of this release, and take \`materials\`, \`products\` and \`exclude\` out of the workflow: a step in intents is recorded whole.${others}`
	};
}
function aboutScratch({ scratch, materials }, step) {
	if (step.addsSource) return scratch === "checkout" ? [] : [unknown("does not say that it is of a checkout, which the step must be")];
	const lines = new Set(step.scratch);
	const line = materials.leftOut.find((one) => lines.has(one));
	if (line !== void 0) return [present(`says that files lay under the line ${quoteUntrusted(line)} when it began`, scratchStatement(step, line))];
	if (scratch === "none at begin") return [];
	if (scratch === void 0) return [unknown("does not say that nothing of its scratch lay there when it began")];
	if (scratch === "checkout") return [unknown("says that it is of a checkout, and the step adds no source")];
	const [first] = step.scratch;
	const statement = first === void 0 ? void 0 : scratchStatement(step, first);
	return [present(`says of scratch ${quoteUntrusted(scratch)}, not "${NONE_AT_BEGIN}"`, statement)];
}
function present(says, statement) {
	return {
		code: "SCRATCH_PRESENT",
		says,
		statement,
		hint: "Let none of its scratch files lie there when the stage begins. Restore caches after the stage begins. Where an earlier stage of the job leaves them behind, let that stage remove them, or write `installs-into` or `may-add` for them at its step."
	};
}
/** Each line that hid something is a line of scratch. */
function aboutLines({ leftOut, exclude }, half, { step, lines: offers }) {
	const allowed = /* @__PURE__ */ new Set([OWN_LINE, ...step.scratch]);
	return (exclude.includes(".git") ? [...leftOut, ".git"] : leftOut).filter((line) => !allowed.has(line)).slice(0, LIMITS.sentenceNames).map((line) => ({
		code: "EXCLUDED_UNEXPECTED",
		says: `left files out of its ${half} by the line ${quoteUntrusted(line)}, which is not one of its scratch lines`,
		hidden: {
			half,
			among: (paths) => hiddenBy(line, paths)
		},
		hint: offers.ofLine(line, half)
	}));
}
/** Of an installed directory only what its installer names may be left out, and no directory is passed over but those. */
function aboutDirectories({ directories, unrecorded }, half, { artifacts, begun, step, begins, lines: offers }) {
	const own = installsOf(step);
	const has = (name) => artifacts.has(name);
	const mayChange = (name) => {
		if (half === "materials") return begins.get(name)?.mayChange;
		const installs = own(name);
		return installs.length === 0 ? void 0 : installs.flatMap((one) => one.mayChange);
	};
	const flawOf = (name, left) => {
		if (!has(name)) {
			if (begins.has(name)) return void 0;
			const installs = own(name);
			if (installs.length === 0) return passedOver(name, half, offers);
			return half === "products" && installs.some(isOneDirectory) ? void 0 : withoutDigest(name, half);
		}
		const lines = mayChange(name);
		const allowed = lines === void 0 ? void 0 : new Set(lines);
		const odd = allowed === void 0 ? void 0 : left.find((line) => !allowed.has(line));
		const by = half === "materials" ? begins.get(name)?.by : step;
		return odd === void 0 ? void 0 : leftOutInside(name, {
			line: odd,
			half,
			by
		});
	};
	const noted = [];
	for (const [name, left] of directories) {
		const flaw = flawOf(name, left);
		if (flaw !== void 0) noted.push(flaw);
		if (noted.length === LIMITS.sentenceNames) break;
	}
	const silent = directoriesIn(artifacts).find(([name]) => mayChange(name) !== void 0 && !directories.has(name));
	return [
		...noted,
		...silent === void 0 ? [] : [unknown(`does not say what it left out of ${quoteUntrusted(silent[0])}`)],
		...unrecorded.filter((name) => half === "materials" || !begun.has(name) && !begins.has(name)).slice(0, LIMITS.sentenceNames).map((name) => passedOver(name, half, offers))
	];
}
/** @param by the step that installs it, where that is in intents */
function leftOutInside(name, { line, half, by }) {
	const allowed = by === void 0 || flawOfMayChange(line) !== void 0 ? "" : `If tools rewrite that, let the step that installs it say so, ${mayChangeLine(by, name, line)} at step "${by.name}", and sign the layout again. Else take`;
	return {
		code: "EXCLUDED_UNEXPECTED",
		directory: name,
		says: `left out of ${quoteUntrusted(name)} in its ${half} what the line ${quoteUntrusted(line)} fits`,
		hint: `${allowed === "" ? "Take" : allowed} the line out of the workflow.`
	};
}
/** Of a directory that the step installs, and that is there by its note alone. */
function withoutDigest(name, half) {
	return {
		code: "EXCLUDED_UNEXPECTED",
		directory: name,
		says: `left files of ${quoteUntrusted(name)} out of its ${half}, and has no digest of the directory there`,
		hint: "Record the step by the stages of this release, which record a digest of each directory that they name. What the step installs must not lie there when it begins."
	};
}
function passedOver(name, half, offers) {
	const directory = name.replace(/^dir:/, "");
	return {
		code: "EXCLUDED_UNEXPECTED",
		directory: name,
		says: `passed over the directory ${quoteUntrusted(directory)} in its ${half}, and did not begin with it as installed`,
		hidden: {
			half,
			among: (paths) => paths.filter((path) => path.startsWith(`${directory}/`))
		},
		hint: offers.ofDirectory(directory)
	};
}
function aboutPaths({ paths }, half, step) {
	if (paths.length === 1 && paths[0] === "." || paths.length === 0 && half === "materials" && step.addsSource) return [];
	const shown = paths.length === 0 ? "nothing" : paths.slice(0, 3).map((path) => quoteUntrusted(path)).join(", ");
	const among = (files) => outside(paths, files);
	return [unknown(`recorded ${shown} as its ${half}, not the whole workspace`, { hidden: {
		half,
		among
	} })];
}
/** The files that neither are one of the places nor lie in one. */
function outside(places, files) {
	const within = new Set(places);
	const sorted = files.map((path) => [path, void 0]).sort(([one], [other]) => compareCodePoints(one, other));
	for (const [path, , directory] of withDirectories(sorted, places.map((place) => `${place}/`))) if (directory !== void 0) within.add(path);
	return files.filter((path) => !within.has(path));
}
// src/intoto/intents/checkout-changes.ts
/**
* What a checkout did beside adding the files of the commit.
*
* @param source undefined where nobody can tell them
*/
function checkoutChanges({ link, endDirectories }, source) {
	const added = [];
	const removed = [];
	const changed = [];
	if (source !== void 0) joinFiles(source, filesIn(link.products), (path, there, here) => {
		if (there === void 0) added.push(path);
		else if (here === void 0) removed.push(path);
		else if (!areSameBytes(there, here)) changed.push(path);
	});
	return {
		added: [...added, ...endDirectories.map(([name]) => name)],
		removed,
		changed,
		notRemoved: [],
		reshaped: /* @__PURE__ */ new Set(),
		unmet: [],
		gone: []
	};
}
// src/intoto/intents/command-offer.ts
/** Characters that a hint offers to paste at most. */
const MOST_CHARACTERS = 1e3;
/** @param step its name; that of a leg ends with `-` and its values */
function commandHint(step, command) {
	if (command.length === 0) return "Let the stage run the command (input `run`), or take the command out of the layout, and sign it again.";
	return only("command", command[0] !== "" && command.every((word) => !holdsBrace(word)) && isShort(command.join(" ")) ? `write \`command: [${command.map(yamlQuoted).join(", ")}]\` ${at(step)}` : `${INTO_SCRIPT}, which a layout can demand (\`command: sh scripts/build.sh\`), or take \`command\` out of the step`);
}
function directoryHint(step, directory) {
	if (typeof directory !== "string") return unreadable("working-directory");
	if (directory === ".") return only("directory", "take `working-directory` out of the step");
	return flawOfDirectory(directory) === void 0 ? only("directory", `write \`working-directory: ${yamlWhole(directory)}\` ${at(step)}`) : "Let the command run in a directory of the workspace that a layout can name, or take `command` out of the step, and sign the layout again.";
}
function setupHint(step, setup) {
	if (typeof setup !== "string") return unreadable("setup");
	if (setup === "") return only("setup", "take `setup` out of the step");
	return only("setup", !holdsBrace(setup) && isShort(setup) ? `write \`setup: ${yamlWhole(setup)}\` ${at(step)}` : `${INTO_SCRIPT}, which a layout can demand (\`setup: . scripts/setup.sh\`)`);
}
const INTO_SCRIPT = "put it into a script of the repository";
function only(what, action) {
	return `Find out who changed the ${what} in the workflow. Only if it is meant, ${action}, and sign the layout again.`;
}
/** The signed layout knows legs alone, and one line of the source may be of several. */
function at(step) {
	return step.includes("-") ? `at ${quoteUntrusted(step)} (in a matrix, with \`\${{ matrix.NAME }}\` for what differs between its legs)` : "at the step";
}
function unreadable(key) {
	return `Record the step by the stages of this release, or take \`${key}\` out of the step, and sign the layout again.`;
}
const isShort = (text) => text.length <= MOST_CHARACTERS;
// src/intoto/intents/command-findings.ts
function commandFindings({ accepted }, step) {
	const { name, command, definition } = step;
	const findings = [];
	const note = (code, statement, saying) => {
		if (saying !== void 0 && !findings.some((one) => one.code === code)) findings.push({
			code,
			step: name,
			statement,
			follows: "alone",
			files: [],
			say: () => saying
		});
	};
	for (const { link } of accepted) {
		if (command !== void 0) note("COMMAND_DIFFERS", commandStatement(name, command), commandDiffers(name, command, link));
		if (definition !== void 0) note("DEFINITION_DIFFERS", definitionStatement(name, definition), definitionDiffers(name, definition, link));
	}
	return findings;
}
/** The same words in another directory, or after a setup that could rewrite what they run, are another command. */
function commandDiffers(name, wanted, { command, environment }) {
	const { words, workingDirectory = ".", setup = "" } = wanted;
	const directory = environment.get("working_directory") ?? ".";
	const before = environment.get("setup") ?? "";
	if (words.length !== command.length || !words.every((word, index) => word === command[index])) return {
		message: `Step "${name}" ${command.length === 0 ? "names no command" : `ran \`${shown(command)}\``}; the layout demands \`${shown(words)}\`.`,
		hint: commandHint(name, command)
	};
	if (directory !== workingDirectory) return {
		message: `Step "${name}" ran its command in ${textOr(directory)}; the layout demands ${quoteUntrusted(workingDirectory)}.`,
		hint: directoryHint(name, directory)
	};
	if (before === setup) return void 0;
	return {
		message: `Step "${name}" ran ${before === "" ? "no setup" : `the setup ${textOr(before)}`} before its command; the layout demands ${setup === "" ? "none" : quoteUntrusted(setup)}.`,
		hint: setupHint(name, before)
	};
}
function definitionDiffers(name, wanted, { environment }) {
	const found = environment.get("definition");
	if (found === wanted) return void 0;
	return {
		message: `The job of step "${name}" ${found === void 0 ? "does not say which definition it has" : `has the definition ${textOr(found)}`}; the layout demands ${wanted}.`,
		hint: typeof found === "string" && isDefinition(found) ? `See what changed in the job in the workflow. If that is meant, write \`definition: ${yamlText(found)}\` at the step, and sign the layout again.` : "Record the step by the stages of this release, which say it, or take the definition out of the layout, and sign it again."
	};
}
/** Words as a shell has them, each in quotes that needs some. */
function shown(words) {
	return escapeUntrusted(joinWords(words));
}
function textOr(value) {
	return typeof value === "string" ? quoteUntrusted(value) : "(unreadable)";
}
// src/intoto/intents/given-away.ts
/** A sentence for each thing that such a layout says more loosely. @param outer what the layout around it says of the step */
function givenAway({ name, accepted }, outer) {
	return accepted.flatMap((evidence) => {
		if (evidence.kind === "link" || evidence.intents === void 0) return [];
		const where = `The layout ${evidence.at}, which stands in the place of the link of step "${name}",`;
		return looserIn([...evidence.intents.steps.values()], outer).map(([what, names]) => `${where} ${what}${listed(names, LIMITS.sentenceNames, (text) => quoteUntrusted(text))}.`);
	});
}
/** What is looser, to stand behind the layout, and the names of which it is said. */
function looserIn(inner, outer) {
	const any = inner.filter(({ recording }) => recording === "any").map((step) => step.name);
	const scratch = new Set(outer.scratch);
	const lines = new Set(inner.flatMap((step) => step.scratch).filter((line) => !scratch.has(line)));
	const delegated = inner.filter((step) => step.delegated).map((step) => step.name);
	return [
		["takes links that do not say what they left out (`recording: any`), of ", outer.recording === "any" ? [] : any],
		["lets its steps leave files behind that the step itself does not have as scratch: ", [...lines]],
		["lets files differ in directories that its steps install, where the step itself does not have them as `may-change`: ", changingIn(inner, outer)],
		["lets further layouts stand in the place of links, of ", delegated]
	].filter(([, names]) => names.length > 0);
}
/** Lines of what may differ inside of installed directories, each with its directory before it. */
function changingIn(inner, outer) {
	const installs = installsOf(outer);
	const changing = inner.flatMap((step) => step.installs.flatMap(({ directory, mayChange }) => {
		const same = outer.installs.find((one) => one.directory === directory);
		const there = same === void 0 ? installs(`dir:${directory}`) : [same];
		const allowed = new Set(there.flatMap((one) => one.mayChange));
		return mayChange.filter((line) => !allowed.has(line)).map((line) => `${directory}: ${line}`);
	}));
	return [...new Set(changing)];
}
// src/intoto/intents/link-findings.ts
/** Finds links that are of another step, and layouts that stand where a link must. */
function linkFindings({ name, intents, accepted }) {
	const statement = intents === void 0 ? void 0 : takeStatement(name, intents.takes[0]);
	const finding = (code, saying) => saying === void 0 ? [] : [{
		code,
		step: name,
		statement,
		follows: "alone",
		files: [],
		say: () => saying
	}];
	return [...finding("LINK_NAME", accepted.map((one) => otherName(name, one)).find(isSaid)), ...finding("SUBLAYOUT_UNEXPECTED", accepted.map((one) => unexpectedLayout(one, intents)).find(isSaid))];
}
const isSaid = (saying) => saying !== void 0;
/** Else a copy of the link of one leg could stand for another leg. */
function otherName(name, { kind, at, link }) {
	if (kind === "sublayout" || link.name === name) return void 0;
	return {
		message: `The link ${at} stands for step ${quoteUntrusted(name)}, and is one of step ${quoteUntrusted(link.name)}.`,
		hint: "Find out who renamed or copied the link, and run the step itself."
	};
}
function unexpectedLayout(evidence, step) {
	if (evidence.kind === "link" || step === void 0) return void 0;
	if (!step.delegated) return {
		message: `The layout ${evidence.at} stands in the place of the link of step "${step.name}", which is not delegated.`,
		hint: `If others may say how the step is done, write \`delegated: true\` at it, and sign the layout again${evidence.inIntents ? "" : "; in a new run let whoever signed that layout write all of its steps in intents"}. Else let the step record a link.`
	};
	if (evidence.inIntents) return void 0;
	return {
		message: `The layout ${evidence.at}, which stands in the place of the link of step "${step.name}", is not in intents with all of its steps, so nobody knows what they left out.`,
		hint: "Let whoever signed it write all of its steps in intents, and sign it again."
	};
}
// src/intoto/intents/changed-forms.ts
/** Files that one of the links of a step began with and ended with, in another form. */
function changedForms(accepted) {
	const changed = /* @__PURE__ */ new Set();
	for (const { kind, link } of accepted) {
		if (kind === "sublayout") continue;
		for (const path of otherBytes(link)) changed.add(path);
		for (const path of otherKind(link)) changed.add(path);
	}
	return changed;
}
/** SHA-256 of what lay on the disk, where the link tells it. */
function diskOf(artifacts, converted, path) {
	const digests = artifacts.get(path);
	return digests && (converted.get(path) ?? sha256In(digests));
}
function otherBytes({ environment, materials, products }) {
	const [begun, ended] = [readConverted(environment, "materials"), readConverted(environment, "products")];
	if (begun === "malformed" || ended === "malformed") return [];
	return [.../* @__PURE__ */ new Set([...begun.keys(), ...ended.keys()])].filter((path) => {
		const [before, after] = [diskOf(materials, begun, path), diskOf(products, ended, path)];
		return before !== void 0 && after !== void 0 && before !== after;
	});
}
/** Files that became symbolic links, and links that became files. */
function otherKind({ environment, materials, products }) {
	const [begun, ended] = [readModes(environment, "materials"), readModes(environment, "products")];
	if (begun === void 0 || ended === void 0) return [];
	return [.../* @__PURE__ */ new Set([...begun.keys(), ...ended.keys()])].filter((path) => materials.has(path) && products.has(path) && isLinkMode(begun.get(path)) !== isLinkMode(ended.get(path)));
}
// src/intoto/intents/own-changes.ts
/** The patterns of one list, and those that no file has fitted yet. */
var Waiting = class {
	#patterns;
	#unmet;
	constructor(patterns) {
		this.#patterns = patterns;
		this.#unmet = patterns;
	}
	/** Takes a file that counts for all patterns that it fits. Returns one of them. */
	take(path) {
		this.look(path);
		return this.#patterns.length === 0 ? void 0 : this.#patterns.find((pattern) => pattern.matches(path));
	}
	/** Looks whether a file fits some that nothing has fitted yet. */
	look(path) {
		if (this.#unmet.length > 0) this.#unmet = this.#unmet.filter((pattern) => !pattern.matches(path));
	}
	get unmet() {
		return this.#unmet;
	}
};
const fitsOne = (patterns, path) => patterns.some((pattern) => pattern.matches(path));
/** Compares both sides of a step that is no checkout. */
function ownChanges({ link, endDirectories, accepted }, step) {
	const [adds, changes, removes] = [
		new Waiting(step.adds),
		new Waiting(step.changes),
		new Waiting(step.removes)
	];
	const forms = changedForms(accepted);
	const reshaped = /* @__PURE__ */ new Set();
	const found = {
		added: [],
		removed: [],
		changed: [],
		notRemoved: [],
		gone: []
	};
	joinFiles(filesIn(link.materials), filesIn(link.products), (path, before, after) => {
		if (before === void 0) {
			if (adds.take(path) === void 0 && !fitsOne(step.mayAdd, path)) found.added.push(path);
			return;
		}
		changes.look(path);
		const removing = removes.take(path);
		if (after === void 0) {
			found.gone.push(path);
			if (removing === void 0 && !fitsOne(step.mayRemove, path)) found.removed.push(path);
		} else if (removing !== void 0) found.notRemoved.push({
			path,
			pattern: removing,
			isNew: !areSameBytes(before, after)
		});
		else {
			const isSame = areSameBytes(before, after);
			if (isSame && !forms.has(path) || fitsOne(step.changes, path)) return;
			found.changed.push(path);
			if (isSame) reshaped.add(path);
		}
	});
	const installs = installsOf(step);
	for (const [name] of endDirectories) if (installs(name).length === 0) found.added.push(name);
	const names = endDirectories.map(([name]) => name.slice(4));
	return {
		...found,
		reshaped,
		unmet: [
			...adds.unmet.map((pattern) => ({
				verb: "adds",
				pattern
			})),
			...changes.unmet.map((pattern) => ({
				verb: "changes",
				pattern
			})),
			...removes.unmet.map((pattern) => ({
				verb: "removes",
				pattern
			})),
			...step.installs.filter((one) => !names.some(directoryTest(one))).map((one) => ({
				verb: "installs",
				installs: one
			}))
		]
	};
}
// src/intoto/intents/unmet-findings.ts
/** @param context asked for where the finding is told */
function unmetFinding(step, unmet, context) {
	const { name } = step;
	const finding = {
		code: "TOOK_NOTHING",
		step: name,
		follows: "alone"
	};
	if (unmet.verb === "installs") {
		const { installs } = unmet;
		const [statement] = installsStatements(name, installs);
		const files = isOneDirectory(installs) ? [`dir:${installs.directory}`] : [];
		return {
			...finding,
			statement,
			files,
			say: () => sayNotInstalled(name, installs)
		};
	}
	const { verb, pattern } = unmet;
	const say = {
		adds: sayNotAdded,
		changes: sayNotChanged,
		removes: sayNoneRemoved
	}[verb];
	return {
		...finding,
		statement: patternStatement(name, verb, pattern),
		files: [],
		say: () => say(step, pattern, context())
	};
}
function sayNotInstalled(name, { directory }) {
	return {
		message: `Step "${name}" installed nothing into ${quoteUntrusted(directory)}.`,
		hint: "See that its command installs there. npm writes no node_modules for a project without dependencies: then take the line out of the layout, and sign it again."
	};
}
function sayNotAdded(step, pattern, { release }) {
	const { name, adds, changes } = step;
	const lines = movedLines(step, [pattern], {
		from: "adds",
		to: "may-add"
	});
	const missing = release.some((one) => one.step === name && one.only.length === 0) && adds.length + changes.length === 1 ? "let the pattern stand under `may-add`, name what is final by a pattern under `release`," : `write ${lines},`;
	return {
		message: `No file that step "${name}" made fits ${quoteUntrusted(pattern.text)}, which it says it adds.`,
		hint: `See that the command makes it, where the pattern says and under a name that was not there before. If it may be missing, ${missing} ${SIGN}.`
	};
}
function sayNotChanged(step, pattern, { made }) {
	const isSaid = [...step.adds, ...step.mayAdd].some(({ text }) => text === pattern.text);
	const lines = made.some((file) => pattern.matches(file)) && !isSaid ? movedLines(step, [pattern], {
		from: "changes",
		to: "adds"
	}) : void 0;
	return {
		message: `No file that step "${step.name}" began with fits ${quoteUntrusted(pattern.text)}, which it says it changes.`,
		hint: `See that the step takes the file. ${lines === void 0 ? "If there is none to change, take the pattern out of `changes`," : `If it is meant to make the file anew, write ${lines},`} ${SIGN}.`
	};
}
function sayNoneRemoved(step, pattern) {
	const lines = movedLines(step, [pattern], {
		from: "removes",
		to: "may-remove"
	});
	return {
		message: `No file that step "${step.name}" began with fits ${quoteUntrusted(pattern.text)}, which it says it removes.`,
		hint: `See that the step takes the file. If there need not be one, write ${lines}, ${SIGN}.`
	};
}
// src/intoto/intents/own-findings.ts
/** What happened before what did not. @param context asked for where something is told */
function ownFindings({ added, removed, changed, reshaped, notRemoved, unmet }, step, context) {
	const finding = (code, files, statement, say) => files.length === 0 ? [] : [{
		code,
		step: step.name,
		statement,
		follows: "ends",
		files,
		say
	}];
	const said = (verb, [pattern]) => pattern === void 0 ? takeStatement(step.name, step.takes[0]) : patternStatement(step.name, verb, pattern);
	const again = notRemoved.map(({ path }) => path);
	const patterns = notRemoved.slice(0, 1).map(({ pattern }) => pattern);
	return [
		...finding("ADDED_UNEXPECTED", added, said("adds", step.adds), (files) => sayAdded(step, files)),
		...finding("REMOVED_UNEXPECTED", removed, said("removes", step.removes), (files) => sayRemoved(step, files, context())),
		...finding("CHANGED_UNEXPECTED", changed, said("changes", step.changes), (files) => sayChanged(step, files, reshaped)),
		...finding("NOT_REMOVED", again, said("removes", patterns), (files) => sayNotRemoved(step, files, notRemoved)),
		...unmet.map((one) => unmetFinding(step, one, context))
	];
}
/** Whatever the way, what was not meant is found out first. @param lines undefined where none would do */
function onlyIf(meant, lines, patterns) {
	return lines === void 0 ? "" : ` Only if the step is meant to ${meant}, write ${lines}, ${SIGN}.${partNote(patterns)}`;
}
const they = (files) => files.length === 1 ? "it" : "they";
function sayAdded(step, files) {
	const { name } = step;
	const it = pronoun(files);
	if (step.addsSource) return {
		message: `Step "${name}" ended with ${namesOf$1(files)}, which the commit does not have.`,
		hint: `Find out what wrote ${it} before the checkout stage ended, and let it run later or not at all: a checkout adds the files of the commit alone. What is to be made, a step of its own adds, which takes "${name}".`
	};
	const message = `Step "${name}" ended with ${namesOf$1(files)}, which it did not begin with and does not say it adds.`;
	const directories = files.filter(isDirectory);
	const installs = directories.length === 0 ? [] : [installsLine(step, directories)];
	const plain = files.filter((file) => !isDirectory(file));
	if (plain.length === 0) {
		const [what, does] = files.length === 1 ? ["the directory", "does"] : ["the directories", "do"];
		return {
			message,
			hint: `Find out what wrote ${what} during the step. Only if the step is meant to install ${it}, write ${installs.join("")} at the step, ${SIGN}; ${does === "do" ? "those" : "one"} that it begins with ${does} not count at its end.`
		};
	}
	const patterns = patternsBeside(step, "adds", plain);
	const [adds, mayAdd] = ["adds", "may-add"].map((key) => lineWith(step, key, patterns));
	const lines = adds === void 0 || mayAdd === void 0 ? void 0 : `${[...installs, adds].join(" and ")} at it, or ${[...installs, mayAdd].join(" and ")} where ${they(files)} may be missing`;
	return {
		message,
		hint: `Find out what wrote ${it} during the step.${onlyIf(`make ${it}`, lines, patterns)} What it only leaves behind is \`scratch\`.`
	};
}
function sayRemoved(step, files, { ends }) {
	const it = pronoun(files);
	if (step.addsSource) return {
		message: `Step "${step.name}" ended without ${namesOf$1(files)}, which the commit has.`,
		hint: `Find out what removed ${it} before the checkout stage ended. What is meant to be removed, a step of its own removes, which takes "${step.name}".`
	};
	const patterns = patternsFor(files, ends);
	const removes = lineWith(step, "removes", patterns);
	const mayRemove = lineWith(step, "may-remove", patterns);
	const stay = mayRemove === void 0 ? [] : [`${mayRemove} where ${they(files)} may stay`];
	const lines = [...removes === void 0 ? [] : [`${removes} at it`], ...stay];
	return {
		message: `Step "${step.name}" ended without ${namesOf$1(files)}, which it began with and does not say it removes.`,
		hint: `Find out what removed ${it} during the step.${onlyIf(`remove ${it}`, lines.length === 0 ? void 0 : lines.join(", or "), patterns)}`
	};
}
function sayChanged(step, files, reshaped) {
	const { name } = step;
	const [file = ""] = files;
	const it = pronoun(files);
	if (step.addsSource) return {
		message: `Step "${name}" ended with other bytes of ${namesOf$1(files)} than the commit has.`,
		hint: `Find out what wrote ${it} before the checkout stage ended. What is meant to be changed, a step of its own changes, which takes "${name}".`
	};
	const there = [...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(file)) ? ` What a step adds must not have been there; ${files.length === 1 ? "this was" : "these were"}.` : "";
	if (files.every((path) => reshaped.has(path))) return sayReshaped(step, files);
	const patterns = patternsFor(files);
	return {
		message: `Step "${name}" ended with other bytes of ${namesOf$1(files)} than it began with, and does not say it changes ${it}.${there}`,
		hint: `Find out what wrote ${it} during the step.${onlyIf(`change ${it}`, atIt(lineWith(step, "changes", patterns)), patterns)}`
	};
}
/** Nobody sees it by the digests. */
function sayReshaped(step, files) {
	const patterns = patternsFor(files);
	const [are, is] = files.length === 1 ? ["It is", "it is"] : ["They are", "they are"];
	return {
		message: `Step "${step.name}" ended with ${namesOf$1(files)} in another form than it began with, and does not say it changes ${pronoun(files)}. ${are} what the commit has before and after: on the disk ${is} with other ends of lines, an expanded or plain \`$Id$\`, content or pointer of Git LFS, or a file in the place of a symbolic link.`,
		hint: `Find out what wrote ${pronoun(files)} during the step. If its command fetches content of Git LFS, let \`git lfs pull\` or \`lfs: true\` of the checkout do so before the stage begins.${onlyIf(`change ${pronoun(files)}`, atIt(lineWith(step, "changes", patterns)), patterns)}`
	};
}
const atIt = (line) => line === void 0 ? void 0 : `${line} at it`;
/** Whatever names such a file among what is removed has to move, else the file would still be one to remove. */
function sayNotRemoved(step, files, all) {
	const it = pronoun(files);
	const moving = step.removes.filter((pattern) => all.some(({ path }) => pattern.matches(path)));
	const anew = all.filter(({ isNew }) => isNew).map(({ path }) => path);
	const patterns = anew.length === 0 ? NONE$2 : patternsFor(anew);
	const lines = movedLines(step, moving, {
		from: "removes",
		to: "may-remove",
		beside: patterns.texts.length === 0 ? [] : [lineOf("changes", [...textsOf(step.changes), ...patterns.texts])]
	});
	const may = anew.length === 0 ? `${they(files)} may stay` : `the step is meant to make ${pronoun(anew)} anew`;
	return {
		message: `Step "${step.name}" says that it removes ${namesOf$1(files)}, and ended with ${it}.`,
		hint: `Let the command of the step remove ${it}. If ${may}, write ${lines}, ${SIGN}.${partNote(patterns)}`
	};
}
const NONE$2 = {
	texts: [],
	left: 0
};
// src/intoto/intents/removed-again.ts
/**
* What one taken step removed, and another has still: it is there again, which may surprise.
*
* @param taken undefined where it is not known
* @param gone of each step, the files that it took and did not hand on
*/
function comesBack(step, taken, gone) {
	if (taken === void 0 || taken.length < 2) return [];
	const removed = /* @__PURE__ */ new Map();
	for (const { take } of taken) {
		if (take.of === "source") continue;
		for (const path of gone.get(take.step) ?? []) {
			const place = placeInTaker(take, path);
			if (place !== void 0) removed.set(place, take.step);
		}
	}
	if (removed.size === 0) return [];
	const again = /* @__PURE__ */ new Map();
	for (const { files } of taken) for (const [path] of files) {
		const by = removed.get(path);
		if (by !== void 0) again.set(by, (again.get(by) ?? /* @__PURE__ */ new Set()).add(path));
	}
	return [...again].map(([by, paths]) => `Step "${by}" removed ${namesOf$1([...paths])}, and step "${step.name}" has ${pronoun([...paths])} again from something else that it takes.`);
}
// src/intoto/intents/source-findings.ts
/** A flaw in what a link claims of source, as a finding of its step. */
function claimFinding(record, { code, says, at }) {
	return {
		code,
		step: record.name,
		statement: sourceStatement(record),
		follows: "begins",
		...code === "SOURCE_UNKNOWN" ? {} : { cause: `${code} ${says}` },
		files: [],
		say: () => ({
			message: `The link of step "${record.name}" ${says}.`,
			details: [`It is ${at}.`],
			hint: HINTS[code]
		})
	};
}
const HINTS = {
	SOURCE_UNKNOWN: "Let the job check out the whole repository at the top of the workspace, without `path` and `sparse-checkout`, before the stage begins, and record it by the stages of this release. A step that needs no source takes `nothing`, or what it needs of other steps.",
	SOURCE_DIFFERS: "All jobs of a run must check out the same commit. Run the whole pipeline again, and find out what changed the checkout of this job.",
	SOURCE_OTHER_COMMIT: "Verify the links of the run that made them from that commit; on your own machine check that commit out, and run the steps again. Where the jobs check out the tip of a pull request instead of its merge, write `source: { commit: head }` in the layout; where they check out a commit that you name, `source: { commit: named }`; and sign it again.",
	SOURCE_FALSE: "Do not use what was built: the job saw other files than the commit has, or lies about them. Find out what ran in that job before the stage began."
};
/**
* No link has the files that are claimed and nothing else under their names.
*
* @param submodule where the files of a submodule alone are in question
*/
function sourceAmbiguous(record, claim, submodule) {
	return {
		code: "SOURCE_AMBIGUOUS",
		step: record.name,
		statement: sourceStatement(record),
		follows: "alone",
		files: [],
		say: () => submodule === void 0 ? sayAmbiguous(record, claim) : sayOfSubmodule(record, claim, submodule)
	};
}
/** A repository holds no files of its submodules, so none that is asked can tell them. */
function sayOfSubmodule({ name, link, ...record }, claim, submodule) {
	const { addsSource: adds } = record.intents;
	const wanted = claim.submodules.get(submodule);
	const deeper = [...claim.submodules.keys()].filter((path) => path.startsWith(`${submodule}/`));
	const had = Array.from(filesIn(adds ? link.products : link.materials), ([path]) => path).filter((path) => path.startsWith(`${submodule}/`) && !deeper.some((one) => path.startsWith(`${one}/`)));
	const number = count(had.length, "file");
	const there = had.length === 0 ? "no file" : `${number}${had.length === 1 ? "," : ", such as"} ${quoteUntrusted(had[0])},`;
	return {
		message: `Step "${name}" ${adds ? "ended" : "began"} with ${there} in the submodule ${quoteUntrusted(submodule)}, and claims ${filesText(wanted)} of its commit ${wanted.commit}. No link has exactly these, so something was changed, added or missing there.`,
		hint: `A repository that is asked, \`verify --source\`, holds no files of its submodules. Check out ${wanted.commit} of the submodule, compare what the link recorded below ${quoteUntrusted(submodule)} with it, and remove what does not belong there before the step begins.`
	};
}
/** Where a step had source alone, numbers tell more than digests. */
function sayAmbiguous({ name, link, ...record }, claim) {
	const { addsSource: adds, takes } = record.intents;
	const names = "Verify again with a clone at hand, `verify --source .` in it: that names the files.";
	if (takes.every(({ of }) => of === "source")) {
		const had = [...filesIn(adds ? link.products : link.materials)].length;
		const claimed = [...claim.submodules.values()].reduce((sum, { files }) => sum + files, claim.files);
		const step = `Step "${name}" ${adds ? "ended" : "began"} with ${count(had, "file")}`;
		return {
			message: had === claimed ? `${step}, as many as it claims of its commit, and not with the same bytes: something changed or replaced files of the checkout.` : `${step}, and claims ${claimed} of its commit: something untracked or changed lay there, or a file was missing.`,
			hint: `${names} Remove what does not belong there before the step begins.`
		};
	}
	return {
		message: `No link tells which files are those of source that step "${name}" claims, which are ${filesText(claim)}.`,
		hint: `${names} For links that tell it themselves, add a step that takes source alone, \`- { name: checkout, takes: nothing, adds: source }\`, and take it.`
	};
}
/** The statement by which a step sees source. */
function sourceStatement({ name, intents }) {
	return intents?.addsSource === true ? addsSourceStatement(name) : takeStatements(name, { of: "source" })[0];
}
// src/intoto/intents/took-nothing.ts
/** What is told of takes by which nothing comes, though the taken step has a link. */
function tookNothingOf({ name, takes }, records) {
	return takes.flatMap((take) => {
		const taken = take.of === "source" || isWhole(take) ? void 0 : records.get(take.step);
		return taken === void 0 ? [] : emptyParts(take, taken).map((part) => `Nothing that step "${taken.name}" ended with ${part}, which step "${name}" takes.`);
	});
}
function emptyParts(take, { link }) {
	const { only, from } = take;
	if (only.length > 0) return unmetOf(take, link.products).map(({ text }) => `fits ${quoteUntrusted(text)}`);
	const [first] = filesTaken(take, link.products);
	return first === void 0 ? [from === void 0 ? "is a file" : `lies in ${quoteUntrusted(from)}`] : [];
}
/** A pattern names files as they lie in the taken step, and begins with the directory that is stripped. */
function unmetOf({ only }, products) {
	let unmet = only;
	for (const [path] of filesIn(products)) {
		if (unmet.length === 0) break;
		unmet = unmet.filter((pattern) => !pattern.matches(path));
	}
	return unmet;
}
// src/intoto/intents/step-check.ts
/** Looks at steps one by one, in the order of the layout. */
var StepCheck = class {
	#context;
	/** Of each step so far, the files that it took and did not hand on. */
	#gone = /* @__PURE__ */ new Map();
	#ambiguous = false;
	constructor(context) {
		this.#context = context;
	}
	step(record) {
		const { intents } = record;
		const ofLinks = linkFindings(record);
		if (intents === void 0) return {
			claims: [],
			findings: ofLinks,
			warnings: []
		};
		const { claims, ambiguous, source } = this.#sourceOf(record);
		const { directories, records } = this.#context;
		const begins = directories.begin(intents);
		if (ofLinks.some(({ code }) => code === "SUBLAYOUT_UNEXPECTED")) return {
			claims,
			findings: ofLinks,
			warnings: []
		};
		const taken = takenFiles(intents, records, source);
		const flaws = checkRecording(record, intents, {
			begins: begins.directories,
			taken,
			records
		});
		const began = taken === void 0 ? NOTHING_DIFFERS : beginDifferences(record, intents, taken, begins);
		const changes = intents.addsSource ? checkoutChanges(record, source) : ownChanges(record, intents);
		this.#gone.set(record.name, changes.gone);
		return {
			claims: claims.map((finding) => withFiles(finding, began, changes, intents)),
			findings: [
				...ofLinks,
				...flaws.map((flaw) => flawFinding(flaw, intents, began, changes)),
				...ambiguous,
				...taken === void 0 || claims.length > 0 ? [] : beginFindings(began, {
					record,
					step: intents,
					records,
					taken,
					holds: this.#holds(record, intents, source, began)
				}),
				...intents.addsSource && claims.length > 0 ? [] : ownFindings(changes, intents, () => this.#ownContext(record)),
				...commandFindings(record, intents)
			],
			warnings: [
				...givenAway(record, intents),
				...comesBack(intents, taken, this.#gone),
				...tookNothingOf(intents, records)
			]
		};
	}
	/** Whether other takes would do: of what is to pass nothing may differ any more, and nothing else that did not. */
	#holds(record, intents, source, began) {
		const { directories, records } = this.#context;
		return (takes, files) => {
			const changed = {
				...intents,
				takes
			};
			const taken = takenFiles(changed, records, source);
			if (taken === void 0 || ![...intents.changes, ...intents.removes].every((one) => fitsTaken(one, taken))) return false;
			const differences = beginDifferences(record, changed, taken, directories.beginOf(changed));
			const passing = new Set(files);
			return DIFFERENCES.every((kind) => {
				const known = new Set(began[kind]);
				return differences[kind].every((file) => known.has(file) && !passing.has(file));
			});
		};
	}
	#ownContext({ link }) {
		const ends = Array.from(filesIn(link.products), ([path]) => path);
		return {
			ends,
			made: ends.filter((path) => !link.materials.has(path)),
			release: this.#context.release
		};
	}
	/** The files of the commit, for a step that takes or adds them, and what is wrong with what it claims of them. */
	#sourceOf(record) {
		const { claims, source } = this.#context;
		if (!seesSource(record.intents)) return {
			claims: [],
			ambiguous: [],
			source: void 0
		};
		const flaw = claims.flaws.get(record.name);
		if (flaw !== void 0) return {
			claims: [claimFinding(record, flaw)],
			ambiguous: [],
			source: source.of(claims.agreed)
		};
		const claim = claims.good.get(record.name);
		const files = source.of(claim);
		if (files !== void 0 || this.#ambiguous || this.#context.lacksSource) return {
			claims: [],
			ambiguous: [],
			source: files
		};
		this.#ambiguous = true;
		return {
			claims: [],
			ambiguous: [sourceAmbiguous(record, claim, source.untold(claim))],
			source: void 0
		};
	}
};
const DIFFERENCES = [
	"extra",
	"missing",
	"differing",
	"conflicts",
	"inTheWay"
];
const NOTHING_DIFFERS = {
	extra: [],
	missing: [],
	differing: [],
	conflicts: [],
	inTheWay: []
};
/** A claim that is wrong explains all in which the step differs from source. */
function withFiles(finding, began, changes, step) {
	const { extra, missing, differing } = began;
	const { added, removed, changed } = changes;
	return {
		...finding,
		files: step.addsSource ? [
			...added,
			...removed,
			...changed
		] : [
			...extra,
			...missing,
			...differing
		]
	};
}
/** Whether something that is taken fits a pattern: without it the layout says what cannot be. */
function fitsTaken(pattern, taken) {
	return taken.some(({ files }) => {
		for (const [path] of files) if (pattern.matches(path)) return true;
		return false;
	});
}
/** What a recording did not see explains what is missing in it. */
function flawFinding({ code, says, hint, statement, directory, hidden }, step, { missing }, { removed }) {
	return {
		code,
		step: step.name,
		statement: statement ?? takeStatement(step.name, step.takes[0]),
		follows: "alone",
		files: [...directory === void 0 ? [] : [directory], ...hidden === void 0 ? [] : hidden.among(hidden.half === "materials" ? missing : removed)],
		say: () => ({
			message: `The link of step "${step.name}" ${says}.`,
			hint
		})
	};
}
// src/intoto/intents/step-record.ts
/** A step with a link that counts. Several links of one step have the same artifacts, so the first speaks for them. */
var StepRecord = class {
	name;
	/** Undefined for a step in rules. */
	intents;
	/** At least one. */
	accepted;
	link;
	#directories = /* @__PURE__ */ new Map();
	constructor(name, intents, accepted) {
		this.name = name;
		this.intents = intents;
		this.accepted = accepted;
		this.link = accepted[0].link;
	}
	/** The materials that are whole directories. */
	get beginDirectories() {
		return this.#directoriesOf(this.link.materials);
	}
	/** The products that are whole directories. */
	get endDirectories() {
		return this.#directoriesOf(this.link.products);
	}
	#directoriesOf(artifacts) {
		const known = this.#directories.get(artifacts) ?? directoriesIn(artifacts);
		this.#directories.set(artifacts, known);
		return known;
	}
};
/** The steps of a layout with links that count, in its order. */
function stepRecords({ intents, accepted, layoutSteps }) {
	const records = /* @__PURE__ */ new Map();
	for (const name of layoutSteps) {
		const [first, ...others] = accepted.get(name) ?? [];
		if (first !== void 0) records.set(name, new StepRecord(name, intents.steps.get(name), [first, ...others]));
	}
	return records;
}
// src/intoto/link/submodules-not-in-all.ts
/** Submodules that some jobs have and others do not, each once. @param jobs paths of the submodules of each job */
function submodulesNotInAll(jobs) {
	return [...new Set(jobs.flatMap((paths) => [...paths]))].filter((path) => jobs.some((paths) => !paths.has(path)));
}
/** Paths that lie below no other of them. */
function outermost(paths) {
	const known = new Set(paths);
	return [...known].filter((path) => {
		const parts = path.split("/");
		return !parts.some((_, index) => index > 0 && known.has(parts.slice(0, index).join("/")));
	});
}
// src/intoto/intents/submodules-in-some.ts
/** Named in one message. */
const NAMED$2 = 3;
/** A warning that says which submodules these are, and what to write for all of them; none where there are none. */
function submodulesInSome(records, { submodules }) {
	const seen = [...records].flatMap((record) => {
		if (!seesSource(record.intents)) return [];
		const claimed = claimsOf$1(record).flatMap(({ claim }) => claim === void 0 || claim === "malformed" ? [] : [...claim.submodules.keys()]);
		return [{
			step: record.name,
			claimed: new Set(claimed)
		}];
	});
	const isNamed = (path) => submodules.some((directory) => path === directory || path.startsWith(`${directory}/`));
	const strange = submodulesNotInAll(seen.map(({ claimed }) => claimed)).filter((path) => !isNamed(path));
	const [path, ...others] = strange;
	const having = seen.find(({ claimed }) => path !== void 0 && claimed.has(path));
	const without = seen.find(({ claimed }) => path !== void 0 && !claimed.has(path));
	if (path === void 0 || having === void 0 || without === void 0) return [];
	const written = outermost([...submodules, ...strange]).map((directory) => yamlText(directory)).join(", ");
	const more = others.length === 0 ? "" : `, nor do all jobs have ${listed(others, NAMED$2, (one) => quoteUntrusted(one))}`;
	const them = others.length === 0 ? "it" : "them";
	return [`Step "${having.step}" has the submodule ${quoteUntrusted(path)} and step "${without.step}" has not${more}, which the rules refuse. Check ${them} out in all jobs or in none, or write \`source: { submodules: [${written}] }\` in the layout and sign it again.`];
}
// src/intoto/intents/submodules-unasked.ts
/** What is told of submodules, in sentences. @param records of steps that take or add source */
function submodulesUnasked(records) {
	const witnesses = /* @__PURE__ */ new Map();
	for (const record of records) for (const { by, claim } of claimsOf$1(record)) {
		if (claim === void 0 || claim === "malformed") continue;
		for (const path of claim.submodules.keys()) witnesses.set(path, (witnesses.get(path) ?? /* @__PURE__ */ new Set()).add(witnessOf(by)));
	}
	const paths = [...witnesses.keys()];
	const alone = paths.filter((path) => witnesses.get(path)?.size === 1);
	const agreed = paths.filter((path) => witnesses.get(path)?.size !== 1);
	return [...alone.length === 0 ? [] : [`The files of ${names(alone)} are what one job alone says, and no other job or functionary confirms.`], ...agreed.length === 0 ? [] : [`The files of ${names(agreed)} are what the recorders say.`]];
}
function names(paths) {
	const quoted = listed(paths, LIMITS.sentenceNames, (path) => quoteUntrusted(path, 200));
	return `the ${paths.length === 1 ? "submodule" : "submodules"} ${quoted}`;
}
/** Stages of one job are one witness, and so are links that say nothing of their job and stand for one step. */
function witnessOf({ at, link }) {
	const run = readRunBinding(link.environment);
	const job = run === void 0 || run === "malformed" ? void 0 : run.job;
	return job === void 0 ? `link ${at}` : `job ${job}`;
}
// src/intoto/intents/told-causes.ts
/** Findings of one step that tell more, each where it is told. */
function withCauses(findings, context) {
	const missing = findings.find(({ code }) => code === "TAKES_MISSING")?.files ?? [];
	const extra = findings.find(({ code }) => code === "TAKES_EXTRA")?.files ?? [];
	const causes = {
		TAKES_EXTRA: (saying, files) => ofMoved(saying, files, {
			...context,
			missing
		}) ?? ofOwn(saying, files, context) ?? ofScratch(saying, files, context),
		TAKES_MISSING: (saying, files) => ofLost(saying, files, {
			...context,
			extra
		}),
		CHANGED_UNEXPECTED: (saying, files) => ofCommit(saying, files, context)
	};
	return findings.map((finding) => {
		const cause = causes[finding.code];
		return cause === void 0 ? finding : {
			...finding,
			say: (files) => withCause(finding.say(files), files.filter(isFile), cause)
		};
	});
}
const isFile = (path) => !isDirectory(path);
function withCause(saying, files, cause) {
	return cause(saying, files) ?? saying;
}
/** A file that is missing lies there under another name. */
function ofMoved(saying, files, { record, step, records, source, missing }) {
	if (missing.length === 0) return void 0;
	const wanted = new Set(missing);
	const named = /* @__PURE__ */ new Map();
	for (const one of takenFiles(step, records, source())) for (const [path, digests] of one.files) if (wanted.has(path)) named.set(sha256In(digests), path);
	named.delete(void 0);
	for (const file of files) {
		const lost = named.get(sha256In(record.link.materials.get(file)));
		if (lost === void 0) continue;
		const cure = lastName(lost) === lastName(file) ? "If it is meant to lie there, say so with `from` and `into` at what the step takes, and sign the layout again." : "If it is meant to be renamed, let a step do that which says so with `adds` and `removes`.";
		return {
			...saying,
			hint: `${quoteUntrusted(file)} has the bytes of ${quoteUntrusted(lost)}, which is missing: was it renamed or moved? ${cure} Else put it where the step takes it from.`
		};
	}
}
/** The same from the other side: without it, what is missing would be offered to be taken no more. */
function ofLost(saying, files, { record, step, records, source, extra }) {
	if (extra.length === 0) return void 0;
	const wanted = new Set(files);
	const there = /* @__PURE__ */ new Map();
	for (const file of extra) there.set(sha256In(record.link.materials.get(file)), file);
	there.delete(void 0);
	for (const one of takenFiles(step, records, source())) for (const [path, digests] of one.files) {
		const found = wanted.has(path) ? there.get(sha256In(digests)) : void 0;
		if (found !== void 0) return {
			...saying,
			hint: `The bytes of ${quoteUntrusted(path)} lie at ${quoteUntrusted(found)}: was it renamed or moved? Put it back before the step begins, or let the layout say where it goes.`
		};
	}
}
const lastName = (path) => path.slice(path.lastIndexOf("/") + 1);
/** What the step is to add lies there, and no step above made it. */
function ofOwn(saying, files, { record, step, records }) {
	const patterns = [...step.adds, ...step.mayAdd];
	const own = files.filter((file) => patterns.some((pattern) => pattern.matches(file)));
	const [first] = own;
	if (first === void 0 || own.some((file) => isOfStepAbove(file, record, records))) return void 0;
	const more = own.length === 1 ? "is" : `and ${own.length - 1} more are`;
	const them = own.length === 1 ? "it" : "them";
	const what = `${quoteUntrusted(first)} ${more} what "${step.name}" itself adds: an earlier run of it left ${them} there. Remove ${them} before you run the step again.`;
	return {
		...saying,
		hint: own.length === files.length ? what : `${what} ${saying.hint}`
	};
}
function isOfStepAbove(file, record, records) {
	const digests = record.link.materials.get(file);
	for (const [name, { link }] of records) {
		if (name === record.name) break;
		const there = link.products.get(file);
		if (there !== void 0 && areSameBytes(there, digests)) return true;
	}
	return false;
}
/** A step above left it behind, where nobody recorded it. */
function ofScratch(saying, files, { record, records }) {
	for (const [name, { link }] of records) {
		if (name === record.name) break;
		const facts = readRecording(link.environment);
		for (const line of "unsaid" in facts ? [] : facts.products.leftOut) {
			const [file] = hiddenBy(line, files);
			if (file === void 0 || link.products.has(file)) continue;
			return {
				...saying,
				hint: `Step "${name}" left out of its recording what the line ${quoteUntrusted(line)} fits, as ${quoteUntrusted(file)} does. If it left that behind, let it remove it before it ends, or run "${record.name}" in a checkout of its own. What later steps need of it, "${name}" adds: write a pattern for it under \`may-add\` there, in place of the line of scratch, and sign the layout again.`
			};
		}
	}
}
/** A file that tools write again lies in the commit as well. */
function ofCommit(saying, files, { step, source }) {
	if (step.addsSource) return void 0;
	const wanted = new Set(files);
	for (const [path] of source() ?? []) if (wanted.has(path)) return {
		...saying,
		hint: `${saying.hint} ${quoteUntrusted(path)} is a file of the commit; if it is generated, take it out of git: \`git rm --cached -- ${escapeUntrusted(shellText(path))}\`.`
	};
}
/** One word of a shell. */
function shellText(text) {
	return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
// src/intoto/intents/check-intents.ts
/**
* Holds the links of a run against what its layout says in intents. Whatever could not be looked at is told, and is wrong
* for a reason of its own where it must be there: a step without a link has no failure here.
*/
function checkIntents(evidence) {
	const { intents, known } = evidence;
	const records = stepRecords(evidence);
	const source = new SourceFiles(records, known.files);
	const claims = judgeClaims(records.values(), known, source);
	const directories = new DirectoryCourse();
	const check = new StepCheck({
		records,
		claims,
		source,
		directories,
		lacksSource: [...intents.steps.values()].some((step) => seesSource(step) && !records.has(step.name)),
		release: intents.release
	});
	const ofClaims = [];
	const findings = [];
	const warnings = submodulesInSome(records.values(), intents);
	const notEvaluated = [];
	for (const name of evidence.layoutSteps) {
		const record = records.get(name);
		if (record === void 0) {
			if (intents.steps.has(name)) notEvaluated.push(`Step "${name}" has no link that counts, so nothing of it was looked at.`);
			continue;
		}
		const checked = check.step(record);
		ofClaims.push(...checked.claims);
		findings.push(...withCausesOf(checked.findings, record, {
			records,
			source: () => source.of(claims.agreed)
		}));
		warnings.push(...checked.warnings);
		directories.end(record);
	}
	const released = releasedFiles(intents, records);
	return {
		failures: foldFindings([
			...branchFindings(intents, known.ref),
			...unknownStepFindings(evidence.unknownSteps),
			...ofClaims,
			...findings,
			...released.findings
		]),
		warnings: [...warnings, ...released.warnings].map((text) => escapeUntrusted(text, 1e3)),
		notEvaluated: [...notEvaluated, ...unknownOfRun(evidence, [...records.values()].filter(({ intents: step }) => seesSource(step)))],
		released: released.files
	};
}
/** Of a step in rules nothing is found that has a cause here. */
function withCausesOf(findings, record, run) {
	const { intents: step } = record;
	return step === void 0 ? findings : withCauses(findings, {
		...run,
		record,
		step
	});
}
/** What nobody told, so that nothing could be held against it. */
function unknownOfRun({ intents, known }, seeing) {
	const source = seeing.length > 0;
	return [
		...intents.branches.length + intents.tags.length > 0 && known.ref === void 0 ? ["The branch or tag of the run is unknown, so `branches` and `tags` were not checked."] : [],
		...source && known.commit === void 0 ? ["Nobody said which commit is verified: an older run that agrees with itself would pass."] : [],
		...source && known.files === void 0 ? ["The files of source are what the recorders say."] : [],
		...submodulesUnasked(seeing)
	];
}
// src/intoto/verification/intents-work.ts
/** Units of work for a file in one list of a link, whatever is said about it. */
const WORK_OF_FILE = 20;
/** How often a step holds what it installs against one directory. */
const INSTALLS_ASKED = 4;
const HALVES$1 = ["materials", "products"];
/** Units of work, as `Work` counts them. */
function workOfIntents(intents, accepted) {
	const sizes = new Map([...accepted].map(([step, evidence]) => [step, sizeOf(evidence)]));
	const sizeIn = (step) => sizes.get(step) ?? NOTHING$3;
	let work = 0;
	for (const { files } of sizes.values()) work += files * WORK_OF_FILE;
	const steps = [...intents.steps.values()];
	const directories = new DirectoryWork(sizes, steps);
	const takes = steps.reduce((sum, step) => sum + step.takes.length, 0);
	work += steps.length * (steps.length + takes);
	for (const step of steps) {
		work += workOfPatterns(ownPatterns(step), sizeIn(step.name)) + directories.of(step);
		for (const take of step.takes) work += workOfTake(take, sizes);
		work += workOfLines(step, accepted);
		work += step.installs.length * sizeIn(step.name).files + workOfComparing(step, accepted.get(step.name) ?? []);
		if (seesSource(step)) work += workOfSubmodules(accepted.get(step.name) ?? [], sizes);
	}
	for (const { step, only } of intents.release) {
		const own = intents.steps.get(step);
		const patterns = only.length > 0 || own === void 0 ? only : [...own.adds, ...own.changes];
		work += sizeIn(step).files * WORK_OF_FILE + workOfPatterns(patterns, sizeIn(step)) + takes;
	}
	return work;
}
const NO_DIRECTORIES = {
	count: 0,
	characters: 0,
	trials: 0
};
const NOTHING$3 = {
	files: 0,
	characters: 0,
	directories: NO_DIRECTORIES,
	lines: 0
};
function ownPatterns({ adds, mayAdd, changes, removes, mayRemove }) {
	return [
		...adds,
		...mayAdd,
		...changes,
		...removes,
		...mayRemove
	];
}
function workOfPatterns(patterns, { files, characters }) {
	return patterns.reduce((sum, { text }) => sum + (isProduct(text) ? text.length * characters : files + characters), 0);
}
/** Whether matching can take the product of both lengths: a run that is tried again, or many ranges for one character. */
function isProduct(pattern) {
	return !/^[^*[]*\*{0,2}$/.test(pattern);
}
/** All files of the taken step are looked at, whatever part of them is taken. */
function workOfTake(take, sizes) {
	if (take.of === "source") return mostFiles(sizes);
	const size = sizes.get(take.step) ?? NOTHING$3;
	return 1 + size.files * WORK_OF_FILE + 2 * workOfPatterns(take.only, size);
}
/** What a layout in the place of a link installs is held against what the step says that it installs. */
function workOfComparing({ installs }, evidence) {
	let work = 0;
	for (const one of evidence) {
		const inner = (one.kind === "sublayout" ? [...one.intents?.steps.values() ?? []] : []).flatMap((step) => step.installs);
		const characters = inner.reduce((sum, { directory }) => sum + directory.length, 0);
		work += inner.length * installs.length + workOfPatterns(installs.map(asText), {
			files: inner.length,
			characters
		});
	}
	return work;
}
/** What is claimed of submodules is held against all files of the commit, once for each claim. */
function workOfSubmodules(evidence, sizes) {
	return evidence.flatMap(claimsIn).filter(({ submodules }) => submodules.size > 0).reduce((sum, { submodules }) => sum + submodules.size * WORK_OF_FILE + mostFiles(sizes), 0);
}
function mostFiles(sizes) {
	return Math.max(0, ...[...sizes.values()].map(({ files }) => files)) * WORK_OF_FILE;
}
/** Follows directories from step to step, as the check does. */
var DirectoryWork = class {
	#sizes;
	/** What each step so far ends with, at most. */
	#ends = /* @__PURE__ */ new Map();
	/** Whatever is taken twice is held once. */
	#all;
	/** Lines of all that is installed. */
	#mayChange;
	constructor(sizes, steps) {
		this.#sizes = sizes;
		this.#mayChange = steps.flatMap(({ installs }) => installs).reduce((sum, one) => sum + one.mayChange.length, 0);
		this.#all = [...sizes.values()].map(({ directories }) => directories).reduce(both, NO_DIRECTORIES);
	}
	of(step) {
		const { directories: own, lines } = this.#sizes.get(step.name) ?? NOTHING$3;
		let taken = NO_DIRECTORIES;
		for (const take of step.takes) if (take.of === "step" && isWhole(take)) taken = both(taken, this.#ends.get(take.step) ?? this.#sizes.get(take.step)?.directories ?? NO_DIRECTORIES);
		this.#ends.set(step.name, least(both(taken, own), this.#all));
		const seen = both(taken, own);
		const installs = workOfPatterns(step.installs.map(asText), {
			files: seen.count,
			characters: seen.characters
		});
		const scratch = step.scratch.reduce((sum, line) => sum + workOfLine(line, taken.trials), 0);
		return seen.count * WORK_OF_FILE + INSTALLS_ASKED * installs + scratch + this.#mayChange * own.count + lines;
	}
};
function asText({ directory }) {
	return { text: directory };
}
function both(one, other) {
	return {
		count: one.count + other.count,
		characters: one.characters + other.characters,
		trials: one.trials + other.trials
	};
}
function least(one, other) {
	return one.count < other.count ? one : other;
}
/** Lines that hid something and may not: which files they explain is told up to a bound. */
function workOfLines(step, accepted) {
	const allowed = new Set(step.scratch);
	let odd = 0;
	for (const { link } of accepted.get(step.name) ?? []) for (const half of HALVES$1) for (const line of readLeftOut(link.environment, half)?.keys() ?? []) if (line !== "/.git" && !allowed.has(line)) odd += 1;
	return Math.min(odd, LIMITS.sentenceNames) * WORK_OF_LINE;
}
function sizeOf(evidence) {
	let [files, characters, lines] = [
		0,
		0,
		0
	];
	let directories = NO_DIRECTORIES;
	for (const { link } of evidence) for (const half of HALVES$1) {
		const artifacts = link[half];
		files += artifacts.size;
		for (const path of artifacts.paths()) characters += path.length;
		for (const [name] of directoriesIn(artifacts)) directories = both(directories, {
			count: 1,
			characters: name.length,
			trials: trialsOf(name)
		});
		for (const left of readDirectoryNotes(link.environment, half)?.values() ?? []) lines += left.length;
	}
	return {
		files,
		characters,
		directories,
		lines
	};
}
// src/intoto/verification/released-products.ts
/**
* What several steps say alike counts, as with several functionaries of one step.
*
* @param released undefined where it could not be told: then nothing is final
*/
function releasedProducts({ release }, released, accepted) {
	const products = released ?? NO_ARTIFACTS;
	const forms = [];
	for (const step of new Set(release.map((entry) => entry.step))) {
		const found = accepted.get(step);
		if (found === void 0) continue;
		const { link, onDisk } = found;
		const converted = readConverted(onDisk, "products");
		if (converted === "malformed") return {
			products,
			onDisk
		};
		forms.push({
			link,
			converted,
			links: readModes(onDisk, "products") ?? NOTHING$2
		});
	}
	const converted = /* @__PURE__ */ new Map();
	const links = /* @__PURE__ */ new Map();
	for (const [path, digests] of products) {
		const holders = forms.filter(({ link }) => link.products.get(path) === digests);
		const written = new Set(holders.map((form) => form.converted.get(path)));
		const [disk] = written;
		if (disk !== void 0 && written.size === 1) converted.set(path, disk);
		if (holders.length > 0 && holders.every((form) => form.links.has(path))) links.set(path, "symlink");
	}
	const onDisk = withConverted(/* @__PURE__ */ new Map(), "products", converted);
	return {
		products,
		onDisk: links.size === 0 ? onDisk : withModes(onDisk, "products", links)
	};
}
const NOTHING$2 = /* @__PURE__ */ new Map();
// src/intoto/verification/judge-intents.ts
/**
* Holds all links that count against what the layout says, whatever became of its rules.
*
* @throws what the port throws that knows the source, unless something failed
*/
async function judgeIntents(wanted) {
	const { intents, layout, accepted, unknownSteps, position } = wanted;
	const { prefix, work } = position;
	const evidence = new Map([...accepted].map(([step, found]) => [step, found.evidence]));
	work.spend(workOfIntents(intents, evidence));
	const verdict = checkIntents({
		intents,
		accepted: evidence,
		layoutSteps: layout.steps.map(({ name }) => name),
		unknownSteps,
		known: await knownOfRun(wanted)
	});
	const of = prefix === "" ? "" : ` (the layout in the place of the link of step "${prefix.slice(0, -1)}")`;
	return {
		failures: verdict.failures.map(failureOf),
		warnings: [...verdict.warnings.map((message) => ({
			code: "INTENTS_LOOSE",
			message: `${message}${of}`
		})), ...verdict.notEvaluated.map((message) => ({
			code: "INTENTS_NOT_EVALUATED",
			message: `Not evaluated: ${message}${of}`
		}))],
		final: releasedProducts(intents, verdict.released, accepted),
		claims: claimsOf(intents, accepted)
	};
}
/** Whatever the layout says of the commit, whoever verifies has said which one it is, or nobody has. */
async function knownOfRun({ intents, position, request, findings, sources }) {
	const { source, run, runFacts, branch } = request;
	const told = await sources.toldOf(findings.sources, findings.failed > 0);
	return {
		commit: source?.commit ?? (position.ofRun || intents.sourceCommit === "run" ? run?.commit : void 0),
		files: told?.digests,
		submodules: told?.submodules,
		ref: branch ?? targetOf(run?.ref ?? runFacts?.ref, run?.event ?? runFacts?.event)
	};
}
/**
* The ref that a run is for: of a pull request its ref says nothing. A merge queue runs on a branch of its own, whose name
* tells the other one; but whoever may push can make a branch of such a name, and only the event tells a queue.
*/
function targetOf(ref, event) {
	const queued = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(ref ?? "")?.[1];
	if (queued !== void 0 && event === "merge_group") return `refs/heads/${queued}`;
	if (queued !== void 0 && event === void 0) return void 0;
	return ref?.startsWith("refs/pull/") === true ? void 0 : ref;
}
/** A failure of the check, as verification tells it. */
function failureOf({ step, statement, ...facts }) {
	const list = HALVES[facts.code];
	return {
		...facts,
		...step === void 0 ? {} : { step },
		...list === void 0 ? {} : { list },
		...statement === void 0 ? {} : { statement }
	};
}
/** Which half of a link a failure is about, where it is about one. */
const HALVES = {
	TAKES_EXTRA: "materials",
	TAKES_MISSING: "materials",
	TAKES_DIFFERS: "materials",
	TAKES_CONFLICT: "materials",
	ADDED_UNEXPECTED: "products",
	REMOVED_UNEXPECTED: "products",
	CHANGED_UNEXPECTED: "products",
	NOT_REMOVED: "products"
};
/** What links say of the source that their steps took or added, those of layouts in the place of links among them. */
function claimsOf({ steps }, accepted) {
	return [...steps.values()].flatMap((step) => {
		return seesSource(step) ? (accepted.get(step.name)?.evidence ?? []).flatMap(claimsIn) : [];
	});
}
// src/intoto/rules/path-queue.ts
/** A queue of artifacts of any form, path by path. */
var PathQueue = class {
	#request;
	#paths;
	constructor(request) {
		this.#request = request;
		this.#paths = [...request.item[request.kind].paths()];
	}
	get size() {
		return this.#paths.length;
	}
	has(path) {
		return this.#paths.includes(path);
	}
	matching(pattern) {
		return this.#paths.filter((path) => pattern.matches(path, this.#request.work));
	}
	take(rule) {
		const consumes = consumer(rule, this.#request);
		const first = [];
		this.#paths = this.#paths.filter((path) => {
			if (!consumes(path)) return true;
			if (first.length < 10) first.push(path);
			return false;
		});
		return first;
	}
};
/** Which artifacts of the queue a rule takes out. */
function consumer(rule, { item, kind, links, digests, work }) {
	const { materials, products } = item;
	const own = item[kind];
	const counts = digests === "collision-resistant" ? areCollisionResistant : () => true;
	switch (rule.type) {
		case "ALLOW": return (path) => rule.pattern.matches(path, work);
		case "CREATE": return (path) => rule.pattern.matches(path, work) && products.has(path) && !materials.has(path);
		case "DELETE": return (path) => rule.pattern.matches(path, work) && materials.has(path) && !products.has(path);
		case "MODIFY": return (path) => rule.pattern.matches(path, work) && materials.has(path) && products.has(path) && materials.get(path) !== products.get(path);
		case "MATCH": {
			const there = links.get(rule.from)?.[rule.destinationKind];
			if (there === void 0) return () => false;
			const counterpart = counterpartOf(rule, work);
			return (path) => {
				const name = counterpart(path);
				if (name === void 0) return false;
				const found = there.get(name);
				return found !== void 0 && found === own.get(path) && counts(found);
			};
		}
		case "DISALLOW":
		case "REQUIRE": return () => false;
	}
}
// src/intoto/rules/table-queue.ts
const NONE$1 = () => false;
/** A queue of the artifacts of a table. */
var TableQueue = class {
	#own;
	#request;
	/** Positions in the table, rising; those up to `size`. */
	#positions;
	size;
	/** @param own the artifacts that the rules are about */
	constructor(own, request) {
		this.#own = own;
		this.#request = request;
		this.size = own.size;
		this.#positions = new Int32Array(own.size);
		for (let position = 0; position < own.size; position += 1) this.#positions[position] = position;
	}
	has(path) {
		const position = this.#own.list.positionOf(path);
		return position >= 0 && this.#positions.subarray(0, this.size).includes(position);
	}
	matching(pattern) {
		const fits = this.#fits(pattern);
		return [...this.#positions.subarray(0, this.size)].filter(fits).map((position) => this.#nameAt(position));
	}
	take(rule) {
		const consumes = this.#consumer(rule);
		if (consumes === NONE$1) return [];
		const positions = this.#positions;
		const first = [];
		let left = 0;
		for (let index = 0; index < this.size; index += 1) {
			const position = positions[index];
			if (!consumes(position)) {
				positions[left] = position;
				left += 1;
			} else if (first.length < 10) first.push(this.#nameAt(position));
		}
		this.size = left;
		return first;
	}
	#nameAt(position) {
		return this.#own.names[position];
	}
	/** What `consumer` of paths says, for positions. */
	#consumer(rule) {
		const { item, kind } = this.#request;
		switch (rule.type) {
			case "ALLOW": return this.#fits(rule.pattern);
			case "CREATE":
			case "DELETE": {
				const fits = this.#fits(rule.pattern);
				const there = this.#isThere(rule.type === "CREATE" ? item.materials : item.products);
				return (position) => fits(position) && !there(position);
			}
			case "MODIFY": {
				const fits = this.#fits(rule.pattern);
				const other = kind === "products" ? item.materials : item.products;
				const [there, same] = [this.#isThere(other), this.#isSame(other)];
				return (position) => fits(position) && there(position) && !same(position);
			}
			case "MATCH": return this.#matches(rule);
			case "DISALLOW":
			case "REQUIRE": return NONE$1;
		}
	}
	#matches(rule) {
		const there = this.#request.links.get(rule.from)?.[rule.destinationKind];
		if (there === void 0) return NONE$1;
		if (rule.sourcePrefix === "" && rule.destinationPrefix === "") {
			const [fits, same] = [this.#fits(rule.pattern), this.#isSame(there)];
			return (position) => fits(position) && same(position);
		}
		const counterpart = counterpartOf(rule, this.#request.work);
		const own = this.#own;
		return (position) => {
			const name = counterpart(this.#nameAt(position));
			if (name === void 0) return false;
			if (!(there instanceof ArtifactTable)) return there.get(name) === own.digestsAt(position);
			const other = there.list.positionOf(name);
			return other >= 0 && own.isSame(position, there, other);
		};
	}
	/** Whether a path is among other artifacts. */
	#isThere(others) {
		const own = this.#own;
		if (!(others instanceof ArtifactTable)) return (position) => others.has(this.#nameAt(position));
		if (others.list === own.list) return () => true;
		const positions = joinNames(own.list, others.list);
		return (position) => positions[position] >= 0;
	}
	/** Whether a path is among other artifacts with the same digest. One is SHA-256, which resists collisions. */
	#isSame(others) {
		const own = this.#own;
		if (others === own) return () => true;
		if (!(others instanceof ArtifactTable)) return (position) => others.get(this.#nameAt(position)) === own.digestsAt(position);
		if (others.list === own.list) return (position) => own.isSame(position, others, position);
		const positions = joinNames(own.list, others.list);
		return (position) => {
			const there = positions[position];
			return there >= 0 && own.isSame(position, others, there);
		};
	}
	#fits(pattern) {
		const { work } = this.#request;
		const { list } = this.#own;
		if (pattern.isFree !== true && work !== void 0 && work.isUnbounded !== true) return (position) => pattern.matches(this.#nameAt(position), work);
		const mask = maskOf(list, pattern);
		return (position) => mask[position] === 1;
	}
};
/** Bytes of all masks that are kept for one list of names, beside the last. */
const KEPT_BYTES = 65536;
const MASKS = /* @__PURE__ */ new WeakMap();
/** By position in a list of names: 1 where a pattern fits. */
function maskOf(list, pattern) {
	const masks = MASKS.get(list) ?? /* @__PURE__ */ new Map();
	MASKS.set(list, masks);
	const before = masks.get(pattern.source);
	if (before !== void 0) return before;
	const mask = Uint8Array.from(list.names, (name) => pattern.matches(name) ? 1 : 0);
	if ((masks.size + 1) * mask.length > KEPT_BYTES) masks.clear();
	masks.set(pattern.source, mask);
	return mask;
}
// src/intoto/rules/apply-rules.ts
/** How many artifacts a failure names. */
const NAMED$1 = 100;
/** How many MATCH rules a failure explains for each artifact. */
const MISSES = 10;
/** Applies one list of rules. */
function applyRules(request) {
	const { rules, kind, item, work } = request;
	const trace = [];
	const own = item[kind];
	const queue = own instanceof ArtifactTable ? new TableQueue(own, request) : new PathQueue(request);
	for (const [index, rule] of rules.entries()) {
		const before = queue.size;
		work?.spend(1 + before);
		const failure = judge(rule, index, queue, request);
		if (failure !== void 0) {
			trace.push({
				list: kind,
				index,
				rule,
				before,
				consumed: 0,
				consumedPaths: []
			});
			return {
				trace,
				failure
			};
		}
		const consumedPaths = queue.take(rule);
		trace.push({
			list: kind,
			index,
			rule,
			before,
			consumed: before - queue.size,
			consumedPaths
		});
	}
	return {
		trace,
		failure: void 0
	};
}
function judge(rule, index, queue, request) {
	if (rule.type === "DISALLOW") {
		const found = queue.matching(rule.pattern);
		if (found.length === 0) return void 0;
		const artifacts = found.sort().slice(0, NAMED$1).map((path) => explainArtifact$1(path, index, request));
		return {
			type: "disallowed",
			index,
			rule,
			count: found.length,
			artifacts
		};
	}
	if (rule.type === "REQUIRE" && !queue.has(rule.path)) {
		const alreadyConsumed = request.item[request.kind].has(rule.path);
		return {
			type: "required",
			index,
			rule,
			path: rule.path,
			alreadyConsumed
		};
	}
}
function explainArtifact$1(path, before, { rules, kind, item, links, work }) {
	const material = item.materials.get(path);
	const product = item.products.get(path);
	const here = item[kind].get(path);
	const misses = [];
	for (const [ruleIndex, rule] of rules.slice(0, before).entries()) {
		if (rule.type !== "MATCH") continue;
		if (misses.length >= MISSES) break;
		work?.spend(1);
		const name = counterpartOf(rule, work)(path);
		if (name === void 0) continue;
		const { from } = rule;
		const link = links.get(from);
		const there = link?.[rule.destinationKind].get(name);
		if (there !== void 0 && there === here) misses.push({
			ruleIndex,
			from,
			because: "weak",
			here
		});
		else if (there !== void 0) misses.push({
			ruleIndex,
			from,
			because: "differs",
			here,
			there
		});
		else misses.push({
			ruleIndex,
			from,
			because: link === void 0 ? "no-link" : "absent"
		});
	}
	return {
		path,
		change: changeOf(material, product),
		misses
	};
}
function changeOf(material, product) {
	if (material === void 0) return "created";
	if (product === void 0) return "deleted";
	return material === product ? "unchanged" : "modified";
}
// src/intoto/rules/brackets-hint.ts
/** A class of a pattern that looks like a name: a letter first, or dots; two characters at least, and no range. */
const NAME_IN_BRACKETS = /\[(?=[^\]]{2})\[?(?:\.{3})?[A-Za-z_$@][\w$.]*\]/g;
/** One letter in either case, as in `[Mm]akefile`. */
const EITHER_CASE = /^\[([A-Za-z])\1\]$/i;
/** A hint for a rule whose pattern has brackets that are probably meant as they are. */
function bracketsHint(tokens) {
	const [keyword = "", source = "", ...rest] = tokens;
	let found;
	const meant = source.replace(NAME_IN_BRACKETS, (name) => {
		if (EITHER_CASE.test(name)) return name;
		found ??= name;
		return name.replaceAll("[", "[[]");
	});
	if (found === void 0) return void 0;
	return {
		message: `${escapeUntrusted(found)} fits one of the characters in the brackets, and no name with brackets.`,
		hint: `To mean the brackets, write the rule in double quotes: ${quotedRule([
			keyword,
			meant,
			...rest
		])}.`,
		meant
	};
}
// src/intoto/verification/check-rules.ts
/** Applies both rule lists of a step or inspection (in-toto v1.0, 4.3.3), materials first. */
function checkRules({ item, link, links, unavailable, compatibility, work }) {
	const lists = [["materials", item.expectedMaterials], ["products", item.expectedProducts]];
	const digests = compatibility === "strict" ? "collision-resistant" : "any";
	const failures = [];
	const trace = [];
	for (const [kind, rules] of lists) {
		if (rules.some((rule) => rule.type === "MATCH" && unavailable.has(rule.from))) continue;
		const applied = applyRules({
			rules,
			kind,
			item: link,
			links,
			digests,
			work
		});
		for (const line of applied.trace) trace.push(line);
		if (applied.failure !== void 0) failures.push(describeFailure(item.name, {
			list: kind,
			rules,
			work,
			links
		}, applied.failure));
	}
	return {
		failures,
		trace
	};
}
/** A rule's failure in words: which rule, which artifacts, and why no earlier rule took them. */
function describeFailure(name, { list, rules, work, links }, failure) {
	const step = escapeUntrusted(name);
	const rule = escapeUntrusted(joinWords(failure.rule.tokens));
	const place = {
		step,
		list,
		ruleIndex: failure.index,
		rule
	};
	if (failure.type === "required") {
		const path = quoteUntrusted(failure.path);
		return {
			...place,
			code: "RULE_ARTIFACT_REQUIRED",
			artifacts: [escapeUntrusted(failure.path)],
			message: failure.alreadyConsumed ? `Step "${step}": ${path} is demanded by expected_${list}[${failure.index}] (${rule}), but an earlier rule of the list has taken it.` : `Step "${step}": ${path} is demanded by expected_${list}[${failure.index}] (${rule}) and is not among the ${list}.`,
			details: [],
			hint: failure.alreadyConsumed ? "Put the REQUIRE rule before the rule that takes the artifact." : "Find out why the step did not have the file. REQUIRE takes a path, not a pattern."
		};
	}
	const hidden = failure.count - failure.artifacts.length;
	const installed = list === "materials" ? directoryOf(failure.artifacts, links) : void 0;
	return {
		...place,
		code: "RULE_ARTIFACT_DISALLOWED",
		artifacts: failure.artifacts.map(({ path }) => escapeUntrusted(path)),
		message: `Step "${step}": ${failure.count} of the ${list} ${failure.count === 1 ? "is" : "are"} forbidden by expected_${list}[${failure.index}] (${rule}).`,
		details: [
			...failure.artifacts.map((artifact) => explainArtifact(artifact, list)),
			...hidden > 0 ? [`… and ${hidden} more`] : [],
			...bracketsMeant(failure.artifacts, rules.slice(0, failure.index), list, work)
		],
		hint: installed ?? ofSubmodules(failure.artifacts, links) ?? changedBetween(failure.artifacts, list) ?? `Find out what wrote or changed these files. Only if they are expected, let the layout say so, in intents at the step, in rules by one that takes them before expected_${list}[${failure.index}], and sign it again.`
	};
}
/** What to do where all that is forbidden lies in submodules that some of the links have and others do not. */
function ofSubmodules(artifacts, links) {
	const strange = outermost(inSome(links));
	if (strange.length === 0 || !artifacts.every(({ path }) => strange.some((one) => path.startsWith(`${one}/`)))) return void 0;
	const them = strange.length === 1 ? "it" : "them";
	const written = strange.map((one) => yamlText(one)).join(", ");
	return `Not all jobs have the ${strange.length === 1 ? "submodule" : "submodules"} ${listed(strange, 3, (one) => quoteUntrusted(one))}. Check ${them} out in all jobs or in none; or, where the layout is in intents, let \`source: { submodules: [${written}] }\` name ${them}, beside what it names already, and sign it again.`;
}
const SUBMODULES_IN_SOME = /* @__PURE__ */ new WeakMap();
/** Submodules that not all links that claim source have; read once for all failures of a layout. */
function inSome(links) {
	const known = SUBMODULES_IN_SOME.get(links);
	if (known !== void 0) return known;
	const found = submodulesNotInAll([...links.values()].flatMap(({ environment }) => {
		const claim = readSource(environment);
		return claim === void 0 || claim === "malformed" ? [] : [new Set(claim.submodules.keys())];
	}));
	SUBMODULES_IN_SOME.set(links, found);
	return found;
}
/** What to look at where a file that an earlier step has was changed before this one began. */
function changedBetween(artifacts, list) {
	if (list !== "materials") return void 0;
	const steps = new Set(artifacts.map(({ misses }) => misses.find(({ because }) => because === "differs")?.from));
	const [from] = steps;
	if (steps.size !== 1 || from === void 0) return void 0;
	return `Something changed these files between step "${escapeUntrusted(from)}" and this one: look at what runs between them. Only if that is meant, record it as a step of its own in the layout.`;
}
/** What to do where all that is forbidden lies in a directory that a step installed, and that was not named again. */
function directoryOf(artifacts, links) {
	for (const [step, { products }] of links) for (const name of products.paths()) {
		const directory = name.startsWith("dir:") ? name.slice(4) : void 0;
		if (directory === void 0 || !artifacts.every(({ path }) => path.startsWith(`${directory}/`))) continue;
		return `Step "${escapeUntrusted(step)}" recorded ${quoteUntrusted(directory)} as one digest. Name ${quoteUntrusted(directory)} in \`dependencies\` of this step, too (--dependencies on the command line).`;
	}
}
/** Earlier rules that would fit a forbidden file if their brackets meant themselves. */
function bracketsMeant(artifacts, earlier, list, work) {
	const meant = [];
	for (const [index, rule] of earlier.entries()) {
		const brackets = "pattern" in rule ? bracketsHint(rule.tokens) : void 0;
		if (brackets === void 0) continue;
		if (meant.length >= BRACKETS) break;
		work.spend(artifacts.length);
		const pattern = compilePattern(brackets.meant);
		const prefix = rule.type === "MATCH" ? asDirectory(rule.sourcePrefix) : "";
		const fits = ({ path }) => path.startsWith(prefix) && pattern.matches(path.slice(prefix.length), work);
		if (artifacts.some(fits)) meant.push(`expected_${list}[${index}]: ${brackets.message} ${brackets.hint}`);
	}
	return meant;
}
/** Of how many rules a failure says that their brackets mean something else. */
const BRACKETS = 10;
function explainArtifact({ path, change, misses }, list) {
	const reasons = misses.map((miss) => explainMiss(miss, list));
	const treated = list === "products" ? `${change} by the step` : "";
	const why = [...reasons, ...reasons.length === 0 || list === "products" ? [treated] : []].filter((text) => text !== "");
	return `${escapeUntrusted(path)}${why.length === 0 ? "" : `: ${why.join("; ")}`}`;
}
function explainMiss(miss, list) {
	const from = `step "${escapeUntrusted(miss.from)}" (by expected_${list}[${miss.ruleIndex}])`;
	switch (miss.because) {
		case "no-link": return `${from} has no link to compare with`;
		case "absent": return `not there in ${from}`;
		case "weak": return `equal in ${from} only by ${shortDigest(miss.here)}, which other files can have as well; record with sha256`;
		case "differs": return `differs from ${from}: ${shortDigest(miss.here)} here, ${shortDigest(miss.there)} there`;
	}
}
function shortDigest(digests) {
	return digestPairs(digests).slice(0, 4).map(([algorithm, hex]) => `${escapeUntrusted(algorithm)} ${hex.slice(0, 12)}`).join("+");
}
// src/intoto/verification/judge-item.ts
/** Applies the rules of one step or inspection, and reports on it. */
function judgeItem(item, { link, kind, functionaries, threshold, isInIntents = false }, others, { findings, prefix }) {
	const { failures, trace } = checkRules({
		item,
		link,
		...others
	});
	findings.fail(prefix, isInIntents ? failures.map(withHintOfIntents) : failures);
	findings.report({
		name: `${prefix}${escapeUntrusted(item.name)}`,
		kind,
		functionaries,
		threshold,
		materials: link.materials.size,
		products: link.products.size,
		excluded: hiddenFilesOf(link),
		trace
	});
}
/** Whoever writes intents writes no rules: what he can do about one stands at the step. */
function withHintOfIntents(failure) {
	const { step, list } = failure;
	const keys = list === "materials" ? "`takes`" : "`adds`, `may-add`, `changes`, `removes` or `may-remove`";
	return {
		...failure,
		hint: `The rule was made from what layout.yml says; there is none to write. It holds files of step "${step}" against those of other steps, so if another failure names the cause, look there. Else find out what wrote, changed or removed these files; only if that is meant, say so at the step in layout.yml (${keys}), and sign it again.`
	};
}
// src/intoto/verification/recorded-files.ts
/** Names in one sentence. */
const MOST_NAMES = 10;
/** How products and submodules contradict a repository, as far as it tells; empty where they do not. */
function recordedFalsely(recorded, claim, told) {
	return [...told.digests === void 0 ? [] : falseProducts(recorded, claim, told.digests, told.unknownEncodings), ...told.submodules === void 0 ? [] : falseSubmodules(claim, told.submodules)];
}
function falseProducts({ products, ownBytes, leftOut }, { path: at, only, submodules }, digests, unknownEncodings = NONE) {
	if (products === void 0) return [];
	const top = at === void 0 ? "" : `${at}/`;
	const own = new Set(ownBytes);
	const [strange, different] = [[], []];
	const [seen, excused] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
	const places = [top, ...[...submodules.keys()].map((path) => `${top}${path}/`)];
	for (const [name, found, place] of withDirectories(products, places)) {
		const path = name.slice(top.length);
		const isOfOther = place !== void 0 && place !== top;
		if (isOfOther || place === top && unknownEncodings.has(path)) excused.add(name);
		if (isOfOther) continue;
		const committed = place === void 0 ? void 0 : digests.get(path);
		if (committed === void 0) strange.push(name);
		else {
			seen.add(path);
			if (committed !== sha256In(found) && !own.has(name)) different.push(name);
		}
	}
	const known = ownBytes.filter((name) => !excused.has(name));
	const missing = leftOut > 0 || only !== void 0 ? [] : [...digests.keys()].filter((path) => !seen.has(path));
	return [
		...sentence("It recorded files that the commit does not have", strange),
		...sentence("It recorded files with other digests than the commit has", different),
		...sentence("It says that nobody can compare files, and their encoding is known", known),
		...sentence("It did not record files that the commit has", missing)
	];
}
const NONE = /* @__PURE__ */ new Set();
function sentence(what, paths) {
	return paths.length === 0 ? [] : [`${what}: ${listed(paths, MOST_NAMES, (path) => quoteUntrusted(path))}.`];
}
function falseSubmodules({ submodules }, committed) {
	return strangeSubmodules(submodules, committed).map((strange) => `It claims a submodule at ${submoduleText(strange)}.`);
}
// src/intoto/verification/source-failures.ts
/** @param notes whether the link notes any commit at all */
function otherCommit(step, says, expected, notes = "notes another") {
	return {
		code: "SOURCE_OTHER_COMMIT",
		step,
		message: `Expected commit ${escapeUntrusted(expected, 80)}; the link of step "${step}" ${says}.`,
		details: [],
		hint: notes === "notes none" ? NOTES_NONE : NOTES_ANOTHER
	};
}
const NOTES_ANOTHER = "Verify the links of the run that made them from that commit; on your own machine check that commit out, and run the steps again. Where the pipeline checks out another commit on purpose, say which one: with the input `commit` of the stage and of the gate, or with `verify --commit`.";
const NOTES_NONE = "These links note no commit: record with `run --commit \"$(git rev-parse HEAD)\"`, or leave `--commit` out.";
function sourceFalse(step, wrongs) {
	return {
		code: "SOURCE_FALSE",
		step,
		message: `What the link of step "${step}" claims of the source is not true.`,
		details: firstOf(wrongs),
		hint: "Do not use what was built: the job saw other files than the commit has, or its functionary lies about them. Find out what ran in that job before the checkout was recorded."
	};
}
function checkoutWithoutClaim({ step, otherRepository }) {
	return {
		code: "SOURCE_UNKNOWN",
		step,
		message: `The link of step "${step}" records a checkout, and claims no source.`,
		details: otherRepository === void 0 ? [] : [`It says that the job checked out the repository ${quoteUntrusted(otherRepository)}, whose commits cannot be held against the run.`],
		hint: WITHOUT_CLAIM
	};
}
function nobodyClaims(links) {
	return {
		code: "SOURCE_UNKNOWN",
		message: links === 1 ? "The link has no source claim, so the commit cannot be checked." : `None of the ${links} links has a source claim, so the commit cannot be checked.`,
		details: [],
		hint: WITHOUT_CLAIM
	};
}
function nobodyChecksOut() {
	return {
		code: "SOURCE_UNKNOWN",
		message: "No link records a checkout, so the source claims cannot be held against any files.",
		details: [],
		hint: "Let one job check out by the stage `checkout`, and the others take over from it. Where each job checks out by itself, say `source: auto` in the gate, or leave `--source` out."
	};
}
function claimOfPart(step, only) {
	const most = LIMITS.sentenceNames;
	const flags = listed(only, most, (line) => `--source-pattern '${escapeUntrusted(line, 200)}'`).replaceAll(", --", " --");
	return {
		code: "SOURCE_UNKNOWN",
		step,
		message: `The link of step "${step}" claims source for some files of the commit only.`,
		details: [`Its patterns: ${listed(only, most, (line) => quoteUntrusted(line, 200))}.`],
		hint: `Check out all files. If the job is to have these files only, name the patterns: in the gate one a line in the input \`source-patterns\`, with \`verify\` as \`${flags}\`.`
	};
}
const WITHOUT_CLAIM = "Record the checkout with the stage `checkout` of this release or a later one. Where links without it are to pass, say `source: none` in the gate, or leave `--source` out.";
// src/intoto/verification/check-sources.ts
/**
* All claims must name one commit and one tree, whatever the directory of the work tree; number and digest of files are
* compared among claims about the same part of the commit, submodules where two claims both have one.
*/
function checkSources(sources, demands) {
	const failures = sources.flatMap((source) => wrongsOf(source, demands));
	const wrong = new Set(failures.map(({ step }) => step));
	const good = sources.filter((source) => isGood(source) && !wrong.has(source.step));
	const claimed = sources.some(({ claim }) => claim !== void 0);
	if (!claimed && failures.length === 0) failures.push(...withoutClaims(sources, demands));
	if (claimed && failures.length === 0) failures.push(...withoutCheckout(sources, demands));
	return {
		failures: [...failures, ...differences(good)],
		good
	};
}
const isGood = ({ claim }) => claim !== void 0 && claim !== "malformed";
/** What is wrong with one link, whatever the others say. */
function wrongsOf(source, demands) {
	const { claim, step, contradictions } = source;
	if (claim === void 0) return mustClaim(source, demands) ? [checkoutWithoutClaim(source)] : [];
	if (claim === "malformed") return [sourceFalse(step, ["The claim is not written as the stages of this suite write it."])];
	const commit = expectedOf(source, demands);
	if (commit !== void 0 && claim.commit !== commit) return [otherCommit(step, `claims source of commit ${claim.commit}`, commit)];
	if (claim.only !== void 0 && !mayBeOf(claim.only, demands)) return [claimOfPart(step, claim.only)];
	const wrongs = [...contradictions, ...demands.files === void 0 ? [] : notInRepository({
		...source,
		claim
	}, demands.files, demands.parts)];
	return wrongs.length === 0 ? [] : [sourceFalse(step, wrongs)];
}
function mustClaim({ checkout, otherRepository }, { claims }) {
	return checkout && (claims === "demanded" || claims === "where-possible" && otherRepository === void 0);
}
/** Any functionary can claim a part of the commit, and say nothing of the rest. */
function mayBeOf(only, demands) {
	return demands.claims !== "demanded" || demands.only !== void 0 && partOf(only) === partOf(demands.only);
}
/** Whoever demands claims and names no commit means that of the run. */
function expectedOf({ run }, { commit, claims }) {
	if (commit !== void 0 || claims === "optional") return commit;
	return run === void 0 || run === "malformed" ? void 0 : run.commit;
}
/** A part of a commit as a text. */
const partOf = (only) => JSON.stringify(only);
/** A claim about some files of the commit that nobody computed again is told as unchecked elsewhere. */
function notInRepository(source, whole, parts) {
	const { claim } = source;
	const { commit, tree } = whole;
	if (claim.commit !== commit) return [`It claims commit ${claim.commit}; the repository was asked for commit ${commit}.`];
	if (claim.tree !== tree) return [`It claims tree ${claim.tree}; in the repository the commit has tree ${tree}.`];
	const files = claim.only === void 0 ? whole : parts.get(partOf(claim.only));
	const wrongs = recordedFalsely(source, claim, whole);
	if (files === void 0 || claim.files === files.files && claim.digest === files.digest) return wrongs;
	return [`It claims ${filesText$1(claim)}; in the repository the commit has ${filesText$1(files)}${claim.only === void 0 ? "" : " for these patterns"}.`, ...wrongs];
}
/** Links of which none claims anything. */
function withoutClaims(sources, { claims, commit, extent, run }) {
	if (sources.length === 0 || extent === "so far") return [];
	const silent = claims === "demanded" ? sources : sources.filter(({ noRepository }) => !noRepository);
	if (claims !== "optional" && silent.length > 0) return [nobodyClaims(sources.length)];
	if (commit === void 0 || run === "known") return [];
	return sources.flatMap(({ step, run: bound }) => {
		const named = bound === void 0 || bound === "malformed" ? void 0 : bound.commit;
		if (named === commit) return [];
		return [named === void 0 ? otherCommit(step, "claims no source, and notes no commit", commit, "notes none") : otherCommit(step, `claims no source, and belongs to a run of commit ${quoteUntrusted(named, 80)}`, commit)];
	});
}
/** A claim alone says nothing of what was built: that a link recorded these files does. */
function withoutCheckout(sources, { claims, extent }) {
	if (claims !== "demanded" || extent === "so far") return [];
	if (sources.some(({ checkout, takesSource }) => checkout || takesSource)) return [];
	return [nobodyChecksOut()];
}
function differences(sources) {
	const facts = /* @__PURE__ */ new Map();
	for (const { step, claim } of sources) for (const [fact, value] of factsOf(claim)) {
		const values = facts.get(fact) ?? /* @__PURE__ */ new Map();
		const steps = values.get(value) ?? [];
		steps.push(step);
		facts.set(fact, values.set(value, steps));
	}
	const differing = [...facts].filter(([, values]) => values.size > 1);
	if (differing.length === 0) return [];
	const [stranger, ...strangers] = new Set(differing.flatMap(([, values]) => strangersIn(values)));
	return [{
		code: "SOURCE_DIFFERS",
		...strangers.length === 0 ? { step: stranger } : {},
		message: `The links claim different source: they do not agree on ${differing.slice(0, 3).map(([fact]) => fact).join(", ")}${differing.length > 3 ? ` and ${differing.length - 3} more` : ""}.`,
		details: firstOf(differing.flatMap(([fact, values]) => [...values].map(([value, steps]) => `${fact}: ${value} in the link of ${firstOf(steps, 3).join(", ")}`))),
		hint: "All jobs of a run must check out the same commit. Run the whole pipeline again, and find out what changed the checkout of the job that stands alone."
	}];
}
/** All but the largest group. */
function strangersIn(values) {
	const [, ...others] = [...values.values()].sort((a, b) => b.length - a.length);
	return others.flat();
}
function* factsOf({ commit, tree, files, digest, only, submodules }) {
	yield ["commit", commit];
	yield ["tree", tree];
	yield [only === void 0 ? "files" : `files of the patterns ${quoteUntrusted(only.join(" "), 200)}`, filesText$1({
		files,
		digest
	})];
	for (const [path, submodule] of submodules) yield [`submodule ${quoteUntrusted(path)}`, `commit ${submodule.commit}, ${filesText$1(submodule)}`];
}
// src/intoto/verification/judge-source.ts
/** Judges what links claim of source, against what was demanded. It reads the files of each commit once. */
var SourceJudge = class {
	#expected;
	#run;
	#known = /* @__PURE__ */ new Map();
	/** @param run whether the run is known that is verified, and with it its commit */
	constructor(expected = { claims: "optional" }, run = "unknown") {
		this.#expected = expected;
		this.#run = run;
	}
	/**
	* @param failed whether the chain is known to be bad: then what cannot be told hides no reason
	* @throws what the port throws that knows the files, unless something failed
	*/
	async judge(sources, extent, failed) {
		const { claims, only, checkedBy } = this.#expected;
		const nobody = {
			files: void 0,
			parts: NO_PARTS
		};
		const demands = {
			commit: this.#commit(),
			claims,
			only,
			extent,
			run: this.#run,
			...nobody
		};
		const alone = checkSources(sources, demands);
		const told = await this.#ask(alone.good, failed || alone.failures.length > 0);
		const { failures, good } = checkSources(sources, {
			...demands,
			...told
		});
		const [first] = good;
		if (failures.length > 0) return {
			failures,
			warnings: [],
			report: void 0
		};
		const silent = claims === "where-possible" || first !== void 0 ? silentCheckouts(sources) : [];
		if (first === void 0) return {
			failures,
			warnings: claims === "where-possible" && extent === "all" ? [NOBODY_CLAIMS, ...silent] : silent,
			report: void 0
		};
		const whole = good.find(({ claim }) => claim.only === void 0)?.claim;
		return {
			failures,
			warnings: [
				...silent,
				...partsIn(good),
				...uncheckedIn(good, told)
			],
			report: {
				commit: first.claim.commit,
				tree: first.claim.tree,
				files: whole?.files,
				digest: whole?.digest,
				checkedBy: told.files !== void 0 && (whole !== void 0 || told.parts.size > 0) ? checkedBy : void 0
			}
		};
	}
	/**
	* What the repository has of the commit that the claims agree on, where it tells; asked once.
	*
	* @param failed as for `judge`
	* @throws what the port throws that knows the files, unless something failed
	*/
	async toldOf(sources, failed) {
		const { claims } = this.#expected;
		const nobody = {
			files: void 0,
			parts: NO_PARTS
		};
		const { good, failures } = checkSources(sources, {
			commit: this.#commit(),
			claims,
			extent: "so far",
			run: this.#run,
			...nobody
		});
		const otherwise = failures.length > 0 ? this.#commit() : void 0;
		const { files } = await this.#ask(good, failed || failures.length > 0, otherwise);
		return files;
	}
	#commit() {
		const { commit, files } = this.#expected;
		return commit ?? (typeof files === "object" ? files.commit : void 0);
	}
	/**
	* @param otherwise the commit to ask for where no claim is good
	* @throws what the port throws, unless something failed
	*/
	async #ask(good, failed, otherwise) {
		const { files } = this.#expected;
		if (typeof files !== "function") return {
			files,
			parts: NO_PARTS
		};
		const [commit = otherwise, other] = new Set(good.map(({ claim }) => claim.commit));
		if (commit === void 0 || other !== void 0) return {
			files: void 0,
			parts: NO_PARTS
		};
		try {
			const whole = await this.#lookUp(files, commit);
			const parts = /* @__PURE__ */ new Map();
			for (const { claim } of good) {
				const { only } = claim;
				if (only === void 0 || parts.has(partOf(only)) || parts.size >= MOST_PARTS) continue;
				parts.set(partOf(only), await this.#lookUp(files, commit, only));
			}
			return {
				files: whole,
				parts
			};
		} catch (error) {
			if (failed) return {
				files: void 0,
				parts: NO_PARTS
			};
			throw error;
		}
	}
	/** Asks once for each commit and part of it. */
	#lookUp(ask, commit, only) {
		const key = JSON.stringify([commit, only]);
		const asked = this.#known.get(key) ?? (only === void 0 ? ask(commit, only) : sumsOf(ask(commit, only)));
		this.#known.set(key, asked);
		return asked;
	}
};
/** Files are compared with those of the whole commit, so that each part need not be kept. */
async function sumsOf(asked) {
	const { commit, tree, files, digest } = await asked;
	return {
		commit,
		tree,
		files,
		digest
	};
}
/** Then no link is held against any commit, which somebody should know. */
const NOBODY_CLAIMS = {
	code: "SOURCE_UNCLAIMED",
	message: "No link has a source claim, so the commit cannot be checked: each says that its step began without a repository. Let each job check out by the stage `checkout`, or take over from one that did; `source: demanded` in the gate refuses such a run."
};
/** What a checkout without a claim recorded, nobody can hold against any commit. */
function silentCheckouts(sources) {
	return sources.flatMap(({ step, checkout, claim, otherRepository }) => checkout && claim === void 0 ? [{
		code: "SOURCE_UNCLAIMED",
		step,
		message: `The link of step "${step}" records a checkout${otherRepository === void 0 ? "" : ` of the repository ${quoteUntrusted(otherRepository)}`}, and claims no source, so its files cannot be checked; \`source: demanded\` in the gate refuses it.`
	}] : []);
}
/** Of the other files of the commit such a link says nothing. */
function partsIn(good) {
	return good.flatMap(({ step, claim: { only } }) => only === void 0 ? [] : [{
		code: "SOURCE_PARTIAL",
		step,
		message: `The link of step "${step}" claims source for these patterns alone, and nothing of other files of the commit: ${patternsOf(only)}.`
	}]);
}
const patternsOf = (only) => listed(only, LIMITS.sentenceNames, (pattern) => quoteUntrusted(pattern, 200));
const NO_PARTS = /* @__PURE__ */ new Map();
/** Each of them reads the whole commit again. */
const MOST_PARTS = 20;
function uncheckedIn(good, { files, parts }) {
	if (files === void 0) return [{
		code: "SOURCE_UNCHECKED",
		message: "The source claims were not checked against a repository."
	}];
	const unchecked = /* @__PURE__ */ new Set();
	for (const { step, claim, products, ownBytes, leftOut } of good) {
		if (products !== void 0 && ownBytes.length > 0) unchecked.add(`${count(ownBytes.length, "file")} of step "${step}" in encodings that only git's own library knows`);
		if (products !== void 0 && leftOut > 0) unchecked.add(`${count(leftOut, "file")} that exclude patterns left out of step "${step}"`);
		const { only } = claim;
		if (only !== void 0 && !parts.has(partOf(only))) unchecked.add(`the files of the patterns ${patternsOf(only)}`);
		for (const path of claim.submodules.keys()) unchecked.add(`the files of submodule ${quoteUntrusted(path)}`);
	}
	if (unchecked.size === 0) return [];
	return [{
		code: "SOURCE_UNCHECKED",
		message: `Some source claims could not be checked against the repository: ${listed([...unchecked], LIMITS.sentenceNames, (part) => part)}.`
	}];
}
// src/intoto/keys/derive-key-id.ts
/**
* Computes a key id: SHA-256 over the canonical key object, as 64 hexadecimal digits. The object of the form `current`
* has type, scheme and value; that of `legacy` also names two hash algorithms, and its PEM has no trailing newline.
*/
function keyIdOf(key, form) {
	return sha256Hex(canonicalJson(jsonObject(keyMembers(key, form))));
}
// src/intoto/keys/pem-key-ids.ts
/** The ids under which a key that was given as PEM may have signed, the current one first: PEM says no id. */
function pemKeyIds(key) {
	return [keyIdOf(key, "current"), keyIdOf(key, "legacy")];
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
// src/intoto/verification/open-layout.ts
/** Verifies the signatures of a layout. With failures, nothing of it is believed. @throws what `LayoutFile` throws */
async function openLayout(request) {
	const file = layoutFileOf(request);
	const metadata = file.metadata();
	const [wrong] = await layoutOriginFailures(file, request);
	if (wrong !== void 0) return { failures: [wrong] };
	const identities = request.layoutIdentities ?? [];
	if (identities.length > 0) return openBundle(file, identities, request);
	const [first, ...rest] = await layoutSignatureFailures(metadata, request);
	if (first !== void 0) return { failures: [first, ...rest] };
	const { compatibility } = request;
	return { parsed: compatibility === "strict" ? file.parsed() : parseLayout(payloadOf(metadata, compatibility)) };
}
/** What was verified counts; where it is what stands in the file, it was perhaps read before. */
async function openBundle(file, identities, request) {
	const verified = await verifyLayoutBundle(file, identities, request);
	if ("failure" in verified) return { failures: [verified.failure] };
	const { payload } = verified;
	const { bytes } = request.ports;
	const inFile = file.metadata().payloadBytes;
	if (inFile !== void 0 && bytes.equal(inFile, payload)) return { parsed: file.parsed() };
	return { parsed: parseLayout(readJson(payload, {
		source: `${file.source} (payload)`,
		maxBytes: LIMITS.layoutBytes,
		bytes
	})) };
}
/** The layout of a request as a file. */
function layoutFileOf({ layout, layoutSource, ports, compatibility }) {
	if (layout instanceof LayoutFile) return compatibility === "reference" ? new LayoutFile(layout.bytes, layout.source, ports.bytes) : layout;
	return new LayoutFile(layout, layoutSource, ports.bytes);
}
/** What is wrong before any signature is looked at. */
async function layoutOriginFailures(file, request) {
	const at = escapeUntrusted(request.layoutSource);
	const [keys, identities] = [request.layoutKeys.length, request.layoutIdentities?.length ?? 0];
	if (keys === 0 === (identities === 0)) return [{
		code: "LAYOUT_KEYS_MISSING",
		at,
		message: keys === 0 ? "No key was given to verify the layout with, so anybody could have written it." : "Keys and identities were given to verify the layout with; one signature cannot be of both kinds.",
		details: [],
		hint: "Give the public keys of the owners of the layout (`layoutKeys`), or the identities of which one signed it (`layoutIdentities`)."
	}];
	if (request.layoutDigest === void 0) return [];
	const found = await sha256HexOf(file.bytes, request.ports.hasher);
	if (request.layoutDigest.toLowerCase() === found) return [];
	return [{
		code: "LAYOUT_DIGEST_DIFFERS",
		at,
		message: `The layout has the SHA-256 ${found}; ${quoteUntrusted(request.layoutDigest, 100)} was demanded.`,
		details: [],
		hint: "An older layout that was signed once may have been put in its place. Use the one that was demanded."
	}];
}
/** The payload of a bundle that one of the identities signed. @throws TRUSTED_ROOT_MISSING */
async function verifyLayoutBundle({ bytes }, identities, { layoutSource, keyless }) {
	const at = escapeUntrusted(layoutSource);
	try {
		const { certificate, trustedRoots, payload } = await verifyBundle(bytes, layoutSource, keyless);
		const reasons = identities.map((identity) => [...identityMismatches(identity, certificate), ...rootMismatches(identity, trustedRoots)]);
		if (reasons.some((list) => list.length === 0)) return { payload };
		return { failure: {
			code: "LAYOUT_IDENTITY_OTHER",
			at,
			message: `The layout is signed by ${quoteUntrusted(certificate.subject)}, and not by an identity that was demanded.`,
			details: reasons.map((list) => list.join(" and ")),
			hint: "Give the identity of whom you trust to write the layout, or let its owner sign it."
		} };
	} catch (error) {
		if (!(error instanceof InTotoError) || !/^(BUNDLE|JSON|METADATA)_/.test(error.code)) throw error;
		return { failure: {
			code: "LAYOUT_BUNDLE_REFUSED",
			errorCode: error.code,
			at,
			message: `The bundle around the layout is refused: ${error.message}`,
			details: [],
			hint: hintOr(error, "Let the owners of the layout sign it again.")
		} };
	}
}
/** Every key that the caller gave must have signed the layout; there is no "m of n" (5.2). */
async function layoutSignatureFailures(metadata, request) {
	const at = escapeUntrusted(request.layoutSource);
	const checker = new SignatureChecker(metadata, request.compatibility, request.ports.signatures);
	const failures = [];
	for (const key of request.layoutKeys) {
		const keyIds = pemKeyIds(key);
		if (await checker.check(key, keyIds, true) === "valid") continue;
		const named = metadata.signatures.some(({ keyId }) => keyIds.some((own) => own === keyId));
		failures.push(named ? {
			code: "LAYOUT_SIGNATURE_INVALID",
			at,
			message: `The signature of key ${keyIds[0]} does not fit the layout: the layout was changed after it was signed.`,
			details: [],
			hint: "Let the owners review the layout and sign it again."
		} : {
			code: "LAYOUT_SIGNATURE_MISSING",
			at,
			message: `The layout is not signed by key ${keyIds[0]}.`,
			details: metadata.signatures.map(({ keyId }) => `signed by ${escapeUntrusted(keyId, 100)}`),
			hint: "Give the key of whom you trust to write the layout, or let its owner sign it."
		});
	}
	return failures;
}
// src/intoto/verification/run-inspections.ts
const NOTHING$1 = /* @__PURE__ */ new Set();
/** Runs the inspections of a layout one after the other, then applies their rules. @throws what the runner throws */
async function runInspections(wanted) {
	const { layout, chain, position, failed, request, findings } = wanted;
	const { prefix } = position;
	const { inspections: runner } = request;
	const inspections = layout.inspections.filter((inspection) => !isIntentsInspection(inspection));
	const [first] = inspections;
	if (first === void 0 || runner === "elsewhere") return;
	const names = namesOf(inspections);
	if (runner === void 0) {
		findings.fail(prefix, [inspectionNotAllowed(names)]);
		return;
	}
	if (position.depth > 0 && request.inspectionsOf !== "all") {
		findings.fail(prefix, [inspectionOfSublayout(names, prefix)]);
		return;
	}
	if (runner === "withheld") {
		findings.fail(prefix, [inspectionWithheld(first)]);
		return;
	}
	if (await failed()) return;
	const links = new Map(chain);
	for (const inspection of inspections) {
		const link = await runner.run(inspection);
		if (link === "timed-out") {
			findings.fail(prefix, [inspectionTimedOut(inspection)]);
			return;
		}
		const value = link.byproducts.get("return-value");
		if (value !== 0) {
			findings.fail(prefix, [inspectionFailed(inspection, value)]);
			return;
		}
		links.set(inspection.name, link);
	}
	for (const inspection of inspections) judgeItem(inspection, {
		link: links.get(inspection.name),
		kind: "inspection",
		functionaries: [],
		threshold: 0
	}, {
		links,
		unavailable: NOTHING$1,
		compatibility: request.compatibility,
		work: position.work
	}, {
		findings,
		prefix
	});
}
/** The first of them. */
function namesOf(inspections) {
	const names = inspections.map(({ name }) => name);
	return listed(names, LIMITS.sentenceNames, (name) => quoteUntrusted(name));
}
/** Owners answer for the commands of their layout; a functionary may write others into one of his own. */
function inspectionOfSublayout(names, prefix) {
	return {
		code: "INSPECTION_OF_SUBLAYOUT",
		message: `The layout in the place of the link of step "${prefix.slice(0, -1)}" demands inspections (${names}), which run commands that a functionary chose; that was not allowed.`,
		details: [],
		hint: "If you trust the functionaries of that step to run commands here, allow the inspections of sublayouts, too: --sublayout-inspections on the command line, `inspections: allow-sublayouts` in the gate."
	};
}
function inspectionNotAllowed(names) {
	return {
		code: "INSPECTION_NOT_ALLOWED",
		message: `The layout demands inspections (${names}), which run commands that the layout chooses; that was not allowed.`,
		details: [],
		hint: "If you trust the layout to run commands here, pass `--allow-inspections` on the command line, or set `inspections: allow` in the gate."
	};
}
function inspectionWithheld({ name }) {
	return {
		code: "INSPECTION_WITHHELD",
		step: escapeUntrusted(name),
		message: `The inspection ${quoteUntrusted(name)} and those after it were not run, because something else is wrong already.`,
		details: [],
		hint: "Correct the rest first."
	};
}
function inspectionTimedOut({ name, run }) {
	return {
		code: "INSPECTION_TIMED_OUT",
		step: escapeUntrusted(name),
		message: `The inspection ${quoteUntrusted(name)} did not end in the time for it, and was ended with all that it had started.`,
		details: [escapeUntrusted(run.join(" "))],
		hint: "See why its command takes so long; on the command line --inspection-timeout gives it more time."
	};
}
function inspectionFailed(inspection, value) {
	return {
		code: "INSPECTION_FAILED",
		step: escapeUntrusted(inspection.name),
		message: `The inspection ${quoteUntrusted(inspection.name)} did not succeed: ${value === void 0 ? "it has no command" : `its command returned ${describe(value)}`}.`,
		details: [escapeUntrusted(inspection.run.join(" "))],
		hint: "Look at what the inspection printed."
	};
}
// src/intoto/verification/summary-link.ts
/**
* The link that stands for a whole chain (in-toto v1.0, 5.3.7): materials of the first step; products, by-products and
* command of the last, and what was said of those products on a disk.
*
* @param final the products that a layout in intents releases, in place of those of the last step
*/
function summaryLink(layout, accepted, name, final) {
	const first = accepted.get(layout.steps.at(0)?.name ?? "")?.link;
	const { link: last, onDisk } = accepted.get(layout.steps.at(-1)?.name ?? "") ?? {};
	return {
		name,
		command: last?.command ?? [],
		materials: first?.materials ?? NO_ARTIFACTS,
		products: final?.products ?? last?.products ?? NO_ARTIFACTS,
		byproducts: last?.byproducts ?? /* @__PURE__ */ new Map(),
		environment: final?.onDisk ?? onDisk ?? /* @__PURE__ */ new Map()
	};
}
// src/intoto/verification/known-links.ts
/**
* Links that somebody read before they are verified, so that verification need not read them again. What was read
* counts for a payload, or a file, of the same bytes only: who changes a file in between gains nothing, and nothing is
* believed for being here.
*/
var KnownLinks = class {
	/** Shared by all who read links for this. */
	strings = new StringCache("supply-chain");
	#hasher;
	#maxBytes;
	#links = /* @__PURE__ */ new Map();
	#files = /* @__PURE__ */ new Map();
	#names = /* @__PURE__ */ new Map();
	#bytes = 0;
	/** @param maxBytes of files whose payload is a part of them; more are not kept, and of 0 nothing is */
	constructor(hasher, maxBytes = LIMITS.knownFileBytes) {
		this.#hasher = hasher;
		this.#maxBytes = maxBytes;
	}
	/** Keeps what was read from a payload of a file. */
	async keep(form, fileName, payload, parsed) {
		if (this.#maxBytes === 0) return;
		this.#names.set(fileName, parsed.link.name);
		this.#links.set(`${form} ${fileName}`, {
			digest: await this.#digest(payload),
			parsed
		});
	}
	/** What was read from this very payload of a file of this name. */
	async find(form, fileName, payload) {
		const known = this.#links.get(`${form} ${fileName}`);
		return known !== void 0 && known.digest === await this.#digest(payload) ? known.parsed : void 0;
	}
	/**
	* Keeps what was read from a file of signed metadata: by its payload where that has bytes of its own, else by the
	* whole file. Then what its signatures cover is kept, too, for as many bytes as fit; what does not fit is read again.
	*/
	async keepFile(fileName, file, metadata, parsed) {
		const { wrapper, container, signatures, kind, payloadBytes } = metadata;
		if (payloadBytes !== void 0) return this.keep("link", fileName, payloadBytes, parsed);
		this.#names.set(fileName, parsed.link.name);
		if (this.#bytes + file.length > this.#maxBytes) return;
		this.#bytes += file.length;
		const digest = await this.#digest(file);
		const signed = metadata.signedBytes();
		this.#files.set(fileName, {
			wrapper,
			container,
			signatures,
			kind,
			digest,
			signed,
			parsed
		});
	}
	/** Keeps nothing of a file but the step that its link names. */
	keepName(fileName, step) {
		if (this.#maxBytes > 0) this.#names.set(fileName, step);
	}
	/** The step that the link in a file of this name named when it was read: for looking at, never for deciding. */
	nameIn(fileName) {
		return this.#names.get(fileName);
	}
	/** What was read from this very file of this name, where it was kept by the whole file. */
	async findFile(fileName, file, options) {
		const known = this.#files.get(fileName);
		if (known === void 0 || known.digest !== await this.#digest(file)) return void 0;
		const { wrapper, container, signatures, kind, signed, parsed } = known;
		return {
			metadata: {
				wrapper,
				container,
				signatures,
				kind,
				signedBytes: () => signed,
				payloadBytes: void 0,
				get payload() {
					return readSignedMetadata(file, options).payload;
				},
				get signedPayload() {
					return readSignedMetadata(file, options).signedPayload;
				}
			},
			parsed
		};
	}
	async #digest(payload) {
		return toHex(await this.#hasher.sha256(payload));
	}
};
// src/intoto/verification/unknown-links.ts
/** How many unknown steps are named one by one, and how many files of each. */
const NAMED = 20;
/** UTF-16 code units of the longest name for which a similar one is looked for. */
const SIMILAR_LENGTH = 64;
/** How many characters two names share that begin alike. */
const ALIKE = 3;
/** Among how many steps. */
const SIMILAR_NAMES = 1e3;
/**
* Every step that has a link, an unfinished recording or a recording without signature here, and no place in a layout.
* What a file is called counts, and what it names inside, whoever signed it.
*
* @throws what the store throws
*/
async function unknownLinks(request) {
	const traces = request.recorded.filter((step) => !request.steps.has(step)).map((step) => ({
		step,
		shown: `a recording of ${quoteUntrusted(step)} that waits for its signature`
	}));
	const passedOver = [];
	const refused = [];
	let budget = LIMITS.strayLinkBytes;
	for (const fileName of [...await request.links.names()].sort()) {
		const steps = stepsOf(fileName);
		const [first] = steps;
		if (first === void 0) continue;
		const known = steps.find(({ step }) => request.steps.has(step));
		if (known === void 0) {
			if (await isOfInspection(fileName, request)) continue;
			const other = steps.find(({ step }) => isOther(step, request)) ?? first;
			traces.push({
				step: other.step,
				shown: quoteUntrusted(fileName)
			});
			continue;
		}
		if (known.format === void 0 || request.counted.has(escapeUntrusted(fileName))) continue;
		const { name: inside, bytes } = await nameInside(fileName, known.format, budget, request);
		budget -= bytes;
		if (inside === void 0 || request.steps.has(inside)) {
			if (isRefused(known.step, request)) refused.push({
				step: known.step,
				shown: quoteUntrusted(fileName)
			});
			else if (!request.seen.has(fileName)) passedOver.push(fileName);
			continue;
		}
		traces.push({
			step: inside,
			shown: `${quoteUntrusted(fileName)}, which is named for ${quoteUntrusted(known.step)}`
		});
	}
	const allowed = traces.filter(({ step }) => isOther(step, request));
	const unknown = traces.filter(({ step }) => !isOther(step, request));
	return {
		failures: [...unknownStepFailures(unknown, request), ...unauthorisedLinks(refused)],
		steps: [...new Set(unknown.map(({ step }) => step))],
		warnings: [...allowed.length === 0 ? [] : [otherStepsIgnored(allowed)], ...passedOver.length === 0 ? [] : [passedOverLinks(passedOver)]]
	};
}
/** The steps that a file can be one of: a dot may stand in a step's name as well. No format for an unfinished link. */
function stepsOf(fileName) {
	const unfinished = stepOfUnfinishedLink(fileName);
	if (unfinished !== void 0) return [{
		step: unfinished,
		format: void 0
	}];
	return LINK_FORMAT_NAMES.flatMap((format) => {
		const step = LINK_FORMATS[format].stepOf(fileName);
		return step === void 0 ? [] : [{
			step,
			format
		}];
	});
}
function isOther(step, { otherSteps, work }) {
	return otherSteps.some((pattern) => pattern.matches(step, work));
}
function isRefused(step, request) {
	return request.complete.has(step) && !isOther(step, request);
}
/** The unsigned `<inspection>.link` that the reference leaves beside the links: of no run, and signed by nobody. */
async function isOfInspection(fileName, { links, inspections, ports }) {
	const inspection = stepOfUnsignedLink(fileName);
	if (inspection === void 0 || !inspections.has(inspection)) return false;
	try {
		const file = await links.read(fileName);
		if (file === void 0) return false;
		const { kind, signatures, payload } = readSignedMetadata(file, {
			source: fileName,
			maxBytes: LIMITS.strayLinkBytes,
			bytes: ports.bytes
		});
		if (kind !== "link" || signatures.length > 0) return false;
		const { link } = parseLink(payload);
		return link.name === inspection && !link.environment.has("run");
	} catch (error) {
		if (isOfDocument(error)) return false;
		throw error;
	}
}
/** The step that a link names inside, and the bytes read for it. No name when it cannot be read: it counts for nobody. */
async function nameInside(fileName, format, maxBytes, { links, known, seen, ports }) {
	const before = known?.nameIn(fileName);
	if (before !== void 0 || maxBytes <= 0 || (seen.get(fileName) ?? 0) > LIMITS.strayLinkBytes) return {
		name: before,
		bytes: 0
	};
	let bytes = 0;
	try {
		const file = await links.read(fileName);
		bytes = file?.length ?? 0;
		if (file === void 0 || bytes > maxBytes) return {
			name: void 0,
			bytes
		};
		const looking = {
			known: known ?? new KnownLinks(ports.hasher, 0),
			bytes: ports.bytes
		};
		return {
			name: (await LINK_FORMATS[format].look(file, fileName, looking))?.name,
			bytes
		};
	} catch (error) {
		if (isOfDocument(error)) return {
			name: void 0,
			bytes
		};
		throw error;
	}
}
/** Whether an error says that a document is at fault, and not the machine. */
function isOfDocument(error) {
	return error instanceof InTotoError && /^(JSON|METADATA|BUNDLE)_/.test(error.code);
}
function unknownStepFailures(traces, { steps, work }) {
	const byStep = /* @__PURE__ */ new Map();
	for (const { step, shown } of traces) byStep.set(step, [...(byStep.get(step) ?? []).slice(0, 19), shown]);
	const known = [...steps].slice(0, SIMILAR_NAMES);
	const failures = [...byStep].slice(0, NAMED).map(([step, shown]) => unknownStep(step, shown, nearestStep(step, known, work)));
	const hidden = byStep.size - failures.length;
	if (hidden === 0) return failures;
	return [...failures, {
		code: "LINK_UNKNOWN_STEP",
		message: `There are links of ${hidden} more steps that the layout does not have.`,
		details: [...byStep.keys()].slice(NAMED, 40).map((step) => quoteUntrusted(step, 100)),
		hint: "Find out what stores so many, or whether the layout is one of another pipeline."
	}];
}
function unknownStep(step, shown, near) {
	const nearest = near === void 0 ? "" : `; the nearest is ${quoteUntrusted(near)}`;
	const allow = /^\w[\w.-]*$/.test(step) ? `: --other-steps ${step}, or other-steps: ${step} in the gate` : ` with other-steps (--other-steps on the command line)`;
	const rename = near === void 0 ? "" : `If ${quoteUntrusted(near)} is meant, correct the name of the stage. `;
	return {
		code: "LINK_UNKNOWN_STEP",
		step: escapeUntrusted(step),
		message: `A link says that step ${quoteUntrusted(step)} was performed, and the layout has no such step${nearest}.`,
		details: shown.map((file) => `seen: ${file}`),
		hint: `${rename}Add the step to the layout and sign it again. If another layout covers it, allow it${allow}.`
	};
}
/** The step that is spelled almost so; else the one that begins alike, as the legs of a matrix do. */
function nearestStep(step, known, work) {
	if (step.length > SIMILAR_LENGTH) return void 0;
	const similar = known.filter(({ length }) => length <= 128);
	work.spend(similar.reduce((sum, { length }) => sum + length * step.length, 0));
	const alike = (name) => [...step].findIndex((character, index) => name[index] !== character);
	const [longest] = known.map((name) => ({
		name,
		length: name.startsWith(step) ? step.length : alike(name)
	})).filter(({ length }) => length >= ALIKE).sort((a, b) => b.length - a.length);
	return nearestName(step, similar) ?? longest?.name;
}
/** Of a step that is known, by none who may perform it: nothing compares what such a recording says. */
function passedOverLinks(fileNames) {
	return {
		code: "LINK_IGNORED",
		message: `Passed over ${count(fileNames.length, "link")} of steps of the layout, whose ${fileNames.length === 1 ? "signer" : "signers"} it does not authorise for the step: ${firstOfThem(fileNames)}. A second recording of a step, as by a leg of a matrix, needs a step of its own in the layout.`
	};
}
/** What nobody answers for says what it likes: which job made it, and in which attempt. */
function unauthorisedLinks(traces) {
	return [...groupBy(traces, ({ step }) => step)].slice(0, NAMED).map(([step, files]) => ({
		code: "LINK_OF_NOBODY",
		step: escapeUntrusted(step),
		message: `Besides the links that count, the run stored ${count(files.length, "link")} of step ${quoteUntrusted(step)} whose ${files.length === 1 ? "signer" : "signers"} the layout does not authorise.`,
		details: firstOf(files.map(({ shown }) => `not counted: ${shown}`)),
		hint: `Find out which job stored it. If that job should perform the step, add its key or identity to the step in the layout, and sign the layout again; the leg of a matrix needs a step of its own. If another layout covers it, allow the step in the gate with other-steps.`
	}));
}
function otherStepsIgnored(allowed) {
	const steps = [...new Set(allowed.map(({ step }) => step))];
	return {
		code: "LINK_IGNORED",
		message: `Links of ${count(steps.length, "other step")} were not looked at, as other-steps allows: ${firstOfThem(steps)}.`
	};
}
function firstOfThem(names) {
	return `${names.slice(0, NAMED).map((name) => quoteUntrusted(name, 100)).join(", ")}${names.length > NAMED ? " and more" : ""}`;
}
// src/intoto/layout/parameter-uses.ts
/**
* Where rules and commands hold names in braces, in order.
*
* A rule decides, and the command of an inspection runs, so each name there must have a value; but for the variables of a
* shell, like `${HOME}`. The expected command of a step is only compared: without a value its braces are text, as in
* `curl -w %{http_code}`.
*/
function parameterUses({ steps, inspections }) {
	return [...steps, ...inspections].flatMap((item) => [...usesInRules(item), ...useInCommand(item)]);
}
/** Where a use stands, for people; escaped. */
function describeUse({ item, rule }) {
	const owner = `${item.kind} ${quoteUntrusted(item.name)}`;
	return rule === void 0 ? `the command of ${owner}` : `expected_${rule.list}[${rule.index}] of ${owner}`;
}
/** A use as text; escaped. */
function useText({ words }) {
	return escapeUntrusted(joinWords(words));
}
function usesInRules(item) {
	const lists = {
		materials: item.expectedMaterials,
		products: item.expectedProducts
	};
	return ["materials", "products"].flatMap((list) => lists[list].flatMap(({ tokens }, index) => {
		const names = tokens.flatMap(placeholders);
		return names.length === 0 ? [] : [{
			item,
			rule: {
				list,
				index
			},
			words: tokens,
			names,
			demanded: names
		}];
	}));
}
function useInCommand(item) {
	const words = item.kind === "step" ? item.expectedCommand : item.run;
	const names = words.flatMap(placeholders);
	if (names.length === 0) return [];
	return [{
		item,
		rule: void 0,
		words,
		names,
		demanded: item.kind === "step" ? [] : words.flatMap((word) => placeholders(word.replaceAll("${", "")))
	}];
}
// src/intoto/verification/unfit-parameters.ts
/** How many places of parameters are named below one failure. */
const PLACES = 20;
/** Among how many names, and for how long ones, a similar one is looked for. */
const SIMILAR = {
	names: 1e3,
	length: 64
};
/** White space at an end, or a control character: `$(cat file)` in YAML, or a line break that came along. */
const HARD_TO_SEE = /^\s|\s$|\p{Cc}/u;
/** Whether a parameter stands in a class of characters, as in `[{x}]`. */
function standsInClass(name, word) {
	const before = word.split(`{${name}}`).slice(0, -1);
	return before.some((_part, index) => /\[[^\]]*$/.test(before.slice(0, index + 1).join("")));
}
/** Parameters without a value, and values that would make a rule or a command another one, or nothing at all. */
function unfitParameters(layout, parameters = /* @__PURE__ */ new Map()) {
	const uses = parameterUses(layout);
	const byName = /* @__PURE__ */ new Map();
	for (const use of uses) for (const name of new Set(use.names)) {
		const known = byName.get(name);
		if (known === void 0) byName.set(name, [use]);
		else known.push(use);
	}
	const failures = notGiven(uses, byName, parameters);
	for (const [name, value] of parameters) {
		const used = byName.get(name) ?? [];
		const inRule = used.filter(({ rule }) => rule !== void 0);
		const [first, firstRule] = [used[0], inRule[0]];
		const inClass = inRule.find(({ words }) => words.some((word) => standsInClass(name, word)));
		if (value.trim() === "" && first !== void 0) failures.push({
			...placeOf(first),
			code: "PARAMETER_EMPTY",
			message: `The parameter ${quoteUntrusted(name)} is ${value === "" ? "empty" : "white space alone"}, so ${describeUse(first)} would ${first.rule === void 0 ? "be another command" : "fit other files than it says, or none"}: ${useText(first)}.`,
			details: placesOf(used),
			hint: "Give a value. An expression of a workflow is empty where it names nothing."
		});
		else if (hasWildcard(value) && firstRule !== void 0) failures.push({
			...placeOf(firstRule),
			code: "PARAMETER_WILDCARD",
			message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, which ${describeUse(firstRule)} would read as a pattern: ${useText(firstRule)}.`,
			details: placesOf(inRule),
			hint: "Give a value without *, ? and [, or write the pattern into the layout."
		});
		else if (inClass !== void 0 && !/^[a-zA-Z0-9]$/.test(value)) failures.push({
			...placeOf(inClass),
			code: "PARAMETER_WILDCARD",
			message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)} and stands within brackets in ${describeUse(inClass)}, where a value is a set of characters: ${useText(inClass)}.`,
			details: [],
			hint: "Take the parameter out of the brackets, or give one letter or digit."
		});
		else if (HARD_TO_SEE.test(value) && firstRule !== void 0) failures.push({
			...placeOf(firstRule),
			code: "PARAMETER_UNFIT",
			message: `The parameter ${quoteUntrusted(name)} has the value ${quoteUntrusted(value)}, and ${describeUse(firstRule)} would fit none of the files that it seems to name: ${useText(firstRule)}.`,
			details: placesOf(inRule),
			hint: `Give the value without white space around it and without control characters: ${quoteUntrusted(value.replace(/\p{Cc}/gu, "").trim())}.`
		});
	}
	return failures;
}
/** A layout that demands parameters which have no value: its rules would be about files with braces in their names. */
function notGiven(uses, byName, parameters) {
	const missing = /* @__PURE__ */ new Map();
	for (const use of uses) for (const name of use.demanded) if (!parameters.has(name) && !missing.has(name)) missing.set(name, use);
	const names = [...missing.keys()];
	const [name, first] = [...missing][0] ?? [];
	if (name === void 0 || first === void 0) return [];
	const shown = names.slice(0, LIMITS.sentenceNames);
	const unused = [...parameters.keys()].filter((given) => !byName.has(given) && given.length <= SIMILAR.length);
	const instead = shown.filter(({ length }) => length <= SIMILAR.length).flatMap((wanted) => {
		const near = nearestName(wanted, unused.slice(0, SIMILAR.names));
		return near === void 0 ? [] : [`A value was given for ${near}; did you mean ${wanted}? `];
	});
	return [{
		...placeOf(first),
		code: "PARAMETER_NOT_GIVEN",
		message: `The layout has ${count(names.length, "parameter")} without a value: ${listed(names, LIMITS.sentenceNames, (one) => `{${one}}`)}.`,
		details: [...missing].slice(0, PLACES).map(([one, use]) => `{${one}} in ${describeUse(use)}: ${useText(use)}`),
		hint: `${instead.join("")}Give a value for ${names.length === 1 ? "it" : "each"}: {${shown.map((one) => `"${one}": "…"`).join(", ")}}.${withBraces(name, first)}`
	}];
}
/** How to write a use that means the braces themselves. */
function withBraces(name, { rule, words }) {
	if (rule === void 0) return ` Where the command means the braces, write {{${name}}}.`;
	if (words[0].toUpperCase() === "REQUIRE") return "";
	return ` Where the rule means the braces, write ${quotedRule(words.map((word) => word.replaceAll(`{${name}}`, `[{]${name}}`)))}.`;
}
/** Rules that fit no file any more with the values that parameters have, and did as they were written. */
function disarmedRules(before, after, parameters) {
	const filled = new Map([...after.steps, ...after.inspections].map((item) => [item.name, item]));
	return parameterUses(before).flatMap((use) => {
		if (use.rule === void 0) return [];
		const member = use.rule.list === "materials" ? "expectedMaterials" : "expectedProducts";
		const written = use.item[member][use.rule.index];
		const rule = filled.get(use.item.name)?.[member][use.rule.index];
		return fitsNothing(rule) && !fitsNothing(written) ? [disarmed(use, rule, parameters)] : [];
	});
}
function fitsNothing(rule) {
	if (rule.type === "REQUIRE") return false;
	return analyseList({
		owner: "",
		kind: "products",
		rules: [rule]
	})?.dead[0]?.because === "fits-nothing";
}
function disarmed(use, rule, parameters) {
	const values = [...new Set(use.names)].map((name) => [name, parameters.get(name)]);
	const given = values.map(([name, value]) => `${quoteUntrusted(name)} (${quoteUntrusted(value)})`).join(" and ");
	return {
		...placeOf(use),
		code: "PARAMETER_UNFIT",
		message: `With the value of the parameter ${given}, ${describeUse(use)} fits no file: ${escapeUntrusted(joinWords(rule.tokens))}.`,
		details: [],
		hint: values.map(([, value]) => hintFor(value)).find((hint) => hint !== void 0) ?? AS_RECORDED
	};
}
const AS_RECORDED = "Give values as files are recorded: relative paths with forward slashes, without ./ at the start and / at the end.";
/** How to write a value that is no path in its shortest form; undefined where nothing is to be seen. */
function hintFor(value) {
	const meant = shortestPath(value);
	if (meant === value) return void 0;
	const write = meant === void 0 ? "" : `, like ${quoteUntrusted(meant)}`;
	if (value.includes("\\")) return `Give the value with / between directories${write}; recorded paths have no backslash.`;
	if (/^(?:\/|[A-Za-z]:)/.test(value)) return `Give a path relative to the top of the workspace${write}.`;
	if (/(?:^|\/)\.\.(?:\/|$)/.test(value)) return "Give a path below the top of the workspace, without .. in it.";
	return `Give the path in its shortest form${write}.`;
}
function placeOf({ item, rule, words }) {
	const step = escapeUntrusted(item.name);
	return rule === void 0 ? { step } : {
		step,
		list: rule.list,
		ruleIndex: rule.index,
		rule: escapeUntrusted(joinWords(words))
	};
}
/** All places but one, which the message names. */
function placesOf(uses) {
	return uses.slice(1, 21).map((use) => `also in ${describeUse(use)}: ${useText(use)}`);
}
// src/intoto/verification/verify-supply-chain.ts
/**
* Verifies a supply chain.
*
* A layout or a parameter that cannot be read is an error; everything that is wrong with the evidence is a failure in
* the value returned.
*
* @throws every JSON_, METADATA_, KEY_ and PARAMETER_ code, for the layout; whatever the ports throw
*/
async function verifySupplyChain(wanted) {
	const request = wanted.compatibility === "strict" ? wanted : readAsReference(wanted);
	const opened = await openLayout(request);
	const failures = "failures" in opened ? [...opened.failures] : [];
	const findings = new Findings();
	if (request.compatibility === "reference") findings.warn([{
		code: "REFERENCE_COMPATIBLE",
		message: "The strict checks were turned off."
	}]);
	const { links, parameters, summaryName = "" } = request;
	const root = {
		prefix: "",
		depth: 0,
		links,
		parameters,
		summaryName,
		ofRun: false,
		counted: /* @__PURE__ */ new Set(),
		seen: /* @__PURE__ */ new Map(),
		work: UNBOUNDED
	};
	const bounds = request.sublayoutBounds ?? new SublayoutBounds();
	const sources = new SourceJudge(request.source, request.run?.commit === void 0 ? "unknown" : "known");
	const course = {
		request,
		findings,
		bounds,
		sources,
		strings: new StringCache("supply-chain")
	};
	const summary = "failures" in opened ? void 0 : (await verifyLayout(opened.parsed, root, course)).summary;
	findings.fail("", runFailures(course));
	const claimed = request.compatibility === "strict" || request.source !== void 0 ? findings.sources : [];
	const source = await sources.judge(claimed, "all", findings.failed > 0);
	findings.failBeside(source.failures);
	findings.warn(source.warnings);
	failures.push(...findings.failures);
	if (request.compatibility === "strict") findings.warn(warningsOfRuns(request, findings, failures));
	const facts = {
		items: findings.items,
		warnings: [...findings.warnings, ...findings.leftOut()],
		source: source.report,
		...findings.checks.length === 0 ? {} : { checks: findings.checks }
	};
	const [first, ...rest] = failures;
	if (first !== void 0) return {
		...facts,
		outcome: "failed",
		failures: [first, ...rest]
	};
	return {
		...facts,
		outcome: "passed",
		summary
	};
}
/** What is wrong with the runs that the links claim. */
function runFailures({ request, findings }) {
	const { run, runFacts = {} } = request;
	return [...checkRuns(findings.claims, run), ...checkRunFacts(findings.sources, runFacts)];
}
/** What a chain leaves open about its run. */
function warningsOfRuns({ run, runFacts, source }, { claims }, failures) {
	if (claims.length > 0 && claims.every((claim) => claim.run === void 0)) return [{
		code: "RUN_UNBOUND",
		message: "No link names the run that it belongs to, so links of different runs could be mixed."
	}];
	const asked = run !== void 0 || source?.commit !== void 0;
	const nothing = runFacts !== void 0 && EXPECTED_FACTS.every((fact) => runFacts[fact] === void 0);
	return asked || !nothing || failures.length > 0 ? [] : runNotAsked(claims);
}
/** The same request, with base64 as the reference decodes it, and nothing of what others read. */
function readAsReference(request) {
	const { ports } = request;
	return {
		...request,
		ports: {
			...ports,
			bytes: referenceBytes(ports.bytes)
		},
		known: void 0
	};
}
/** Steps 3 to 11 for one layout whose signatures are verified. There is a summary link also when something failed. */
async function verifyLayout(parsed, position, course) {
	const { request, findings } = course;
	const { prefix } = position;
	const strict = request.compatibility === "strict";
	const [failuresBefore, kept] = [findings.failed, findings.failures.length];
	const read = readSignedIntents(parsed.layout);
	const intents = read !== void 0 && "steps" in read ? read : void 0;
	if (read !== void 0 && "code" in read) findings.fail(prefix, [read]);
	const expiry = checkExpiry(parsed.layout, prefix, request);
	findings.fail(prefix, expiry.failures);
	findings.warn(expiry.warnings);
	const { layout, says } = withParameters(parsed.layout, position, course);
	if (strict) {
		const refused = checkLayout({
			...parsed,
			layout
		}, position.work, intents);
		findings.fail(prefix, says === "all" ? refused : refused.filter(({ code }) => !OF_RULES.has(code)));
		findings.warn(emptyLists(layout, prefix, intents));
	}
	for (const { name } of layout.steps) findings.steps.add(name);
	for (const { name } of layout.inspections) findings.inspections.add(name);
	const accepted = await acceptSteps({
		...course,
		layout,
		intents,
		position,
		verifySublayout: (sublayout, below) => verifyLayout(parseLayout(payloadOf(sublayout, request.compatibility)), below, course)
	});
	const unknownSteps = await unknownStepsHere(new Set(accepted.keys()), {
		intents,
		position
	}, course);
	const links = new Map([...accepted].map(([name, { link }]) => [name, link]));
	judgeSteps(says === "all" ? layout : withoutRules(layout), accepted, {
		links,
		intents,
		position
	}, course);
	findings.warn(compareModes(links, prefix));
	const judged = intents === void 0 ? void 0 : await judgeIntents({
		...course,
		intents,
		layout,
		accepted,
		position,
		unknownSteps
	});
	if (judged !== void 0) tellOfIntents(judged, {
		layout: parsed.layout,
		kept,
		prefix
	}, findings);
	const failed = async () => strict ? isKnownBad(position, course) : findings.failed > failuresBefore;
	await runInspections({
		layout,
		chain: links,
		position,
		failed,
		request,
		findings
	});
	const final = position.depth === 0 ? judged?.final : void 0;
	return {
		summary: summaryLink(layout, accepted, position.summaryName, final),
		inIntents: intents !== void 0 && layout.steps.every(({ name }) => intents.steps.has(name)),
		intents,
		claims: judged?.claims ?? []
	};
}
/** Whether anything is wrong with the chain as far as it is known. @throws what the port throws that knows the source */
async function isKnownBad({ depth }, course) {
	const { findings, sources } = course;
	if (findings.failed > 0 || runFailures(course).length > 0) return true;
	const { failures } = await sources.judge(findings.sources, depth === 0 ? "all" : "so far", false);
	return failures.length > 0;
}
/** @param kept how many failures there were before this layout was looked at */
function tellOfIntents({ failures, warnings }, { layout, kept, prefix }, findings) {
	findings.checks.push(intentsWords(layout));
	findings.explain(kept, prefix, failures);
	findings.warn(warnings);
}
/**
* Steps of which there are links here, and that no layout has; strictly each is a failure. The reference looks for none but
* by intents.
*
* @throws what the store throws
*/
async function unknownStepsHere(accepted, { intents, position }, { request, findings }) {
	const { links, counted, seen, depth, prefix, work } = position;
	const { steps, inspections } = findings;
	const { otherSteps = [], nobodysLinks = "told", ports } = request;
	const strict = request.compatibility === "strict";
	if (!strict && intents === void 0) return [];
	const complete = nobodysLinks === "refused" ? accepted : /* @__PURE__ */ new Set();
	const { known, recorded = [] } = depth === 0 && strict ? request : {};
	const unknown = await unknownLinks({
		links,
		counted,
		seen,
		recorded,
		steps,
		inspections,
		complete,
		otherSteps,
		known,
		ports,
		work
	});
	if (strict) {
		findings.fail(prefix, unknown.failures);
		findings.warn(unknown.warnings);
	}
	return unknown.steps;
}
/** What failures say that follow from rules. */
const OF_RULES = /* @__PURE__ */ new Set([
	"LAYOUT_RULES_CANNOT_FAIL",
	"LAYOUT_STEP_UNCONSTRAINED",
	"LAYOUT_MATCH_UNKNOWN_STEP"
]);
/** @throws PARAMETER_ codes, METADATA_RULE_INVALID */
function withParameters(layout, { parameters, prefix }, { request, findings }) {
	if (request.compatibility === "reference") return {
		layout: parameters === void 0 ? layout : substituteLayout(layout, parameters),
		says: "all"
	};
	const unfit = unfitParameters(layout, parameters);
	findings.fail(prefix, unfit);
	if (unfit.length > 0) return {
		layout,
		says: "all but its rules"
	};
	if (parameters === void 0) return {
		layout: unfilledLayout(layout),
		says: "all"
	};
	const filled = fillLayout(layout, parameters);
	const disarmed = disarmedRules(layout, filled, parameters);
	findings.fail(prefix, disarmed);
	return disarmed.length > 0 ? {
		layout,
		says: "all but its rules"
	} : {
		layout: filled,
		says: "all"
	};
}
/** The steps without what depends on parameters. */
function withoutRules(layout) {
	const nothing = {
		expectedMaterials: [],
		expectedProducts: []
	};
	return {
		...layout,
		steps: layout.steps.map((step) => ({
			...step,
			...nothing,
			expectedCommand: []
		}))
	};
}
/** Looks at each step that has a link. */
function judgeSteps(layout, accepted, { links, intents, position: { prefix, work } }, { request, findings }) {
	const { compatibility } = request;
	const unavailable = new Set(layout.steps.map(({ name }) => name).filter((name) => !accepted.has(name)));
	for (const step of layout.steps) {
		const found = accepted.get(step.name);
		if (found === void 0) continue;
		findings.warn(compareCommand(step, found.link, {
			prefix,
			compatibility
		}));
		findings.warn(compareCheckout(step, found.link, {
			prefix,
			request
		}));
		if (intents?.steps.get(step.name)?.recording !== "whole") findings.warn(warnOfHiddenFiles(step.name, found.link, prefix));
		const isInIntents = intents?.steps.has(step.name) === true;
		judgeItem(step, {
			...found,
			threshold: step.threshold,
			isInIntents
		}, {
			links,
			unavailable,
			compatibility,
			work
		}, {
			findings,
			prefix
		});
	}
}
// src/intoto/verification/with-products.ts
/** The answer when files at hand must be final products, too; a chain that failed stays as it is. */
function withProducts(verification, local) {
	if (verification.outcome === "failed") return verification;
	const [first, ...rest] = checkProducts(verification.summary, local);
	if (first === void 0) return verification;
	const { items, warnings, source } = verification;
	return {
		outcome: "failed",
		failures: [first, ...rest],
		items,
		warnings,
		source
	};
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
// src/intoto/envelope/sign-metadata.ts
const UTF8$1 = new TextEncoder();
/**
* Wraps and signs a layout or link; returns the bytes of the file. No signers give an unsigned file.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a payload that has no canonical form
*/
function signMetadata({ payload, format, signers, bytes = PORTABLE_BYTES }) {
	return fileBytes(WRAPPERS[format].write(payload, signers, bytes));
}
/** Signs the bytes of a payload as they are, in DSSE, which alone can. Returns the bytes of the file. */
function signPayload(payload, signers, bytes) {
	return fileBytes(writeEnvelope(payload, signers, bytes));
}
/**
* Wraps and signs the beginning of a step, which is always in DSSE: its signatures cover the type. Returns the bytes of
* the file.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function signBegun(payload, signers, bytes) {
	return fileBytes(writeEnvelope(UTF8$1.encode(writeJson(payload)), signers, bytes, BEGUN_PAYLOAD_TYPE));
}
/**
* Adds signatures to what is there. The payload keeps its bytes, so earlier signatures stay good; a signature under a
* key id that is already there is replaced, because securesystemslib refuses two under one id.
*/
function appendSignatures(metadata, document, signers) {
	const added = WRAPPERS[metadata.wrapper].sign(metadata.signedBytes(), signers);
	const ids = new Set(added.map((signature) => signature.get("keyid")));
	const kept = document.get("signatures").filter((signature) => !ids.has(signature.get("keyid")));
	return fileBytes(new Map([...document, ["signatures", [...kept, ...added]]]));
}
function fileBytes(document) {
	return UTF8$1.encode(`${writeJson(document)}\n`);
}
// src/intoto/bytes/byte-writer.ts
const UTF8 = new TextEncoder();
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
			this.#end += UTF8.encodeInto(part, this.#bytes.subarray(this.#end)).written;
			start = end;
		}
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
// src/intoto/envelope/write-envelope.ts
/** Bytes that are encoded at one time; of three of them, four digits come, and no padding between. */
const PART = 49152;
/** Whatever stands around the payload, but for very many signatures. */
const BESIDE_PAYLOAD = 2048;
/**
* Signs a payload (DSSE protocol 1.0.2) and returns the bytes of the envelope's file, with a line feed at the end. The bytes are those of the
* same document written as any JSON.
*
* @param payload written behind `PAE_HEADER_ROOM`
* @throws what a signer throws
*/
function signedEnvelope(payload, signers, bytes = PORTABLE_BYTES, payloadType = PAYLOAD_TYPE) {
	const { all: message, written } = payload.finish((length) => paeHeader(payloadType, length));
	const signatures = DSSE.sign(message, signers);
	const writer = new ByteWriter(0, Math.ceil(written.length / 3) * 4 + BESIDE_PAYLOAD);
	writer.text("{\"payload\":\"");
	for (let start = 0; start < written.length; start += PART) writer.text(bytes.encodeBase64(written.subarray(start, start + PART)));
	writer.text(`","payloadType":${writeJson(payloadType)},"signatures":${writeJson(signatures)}}\n`);
	return writer.finish(() => NOTHING).written;
}
const NOTHING = /* @__PURE__ */ new Uint8Array();
// src/intoto/link/write-link-payload.ts
/**
* A link as the payload of an envelope (in-toto v1.0, 4.4): the bytes that `writeJson` gives of `encodeLink`, put together
* once.
*
* @param room bytes that stay free in front
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function writeLinkPayload(link, room) {
	const before = `{"_type":"link","byproducts":${writeJson(link.byproducts)},"command":${writeJson(link.command)},"environment":${writeJson(link.environment)},"materials":`;
	const between = `,"name":${writeJson(link.name)},"products":`;
	const expected = expectedBytes(link.materials) + expectedBytes(link.products);
	const writer = new ByteWriter(room, before.length + between.length + expected + 1);
	writer.text(before);
	writeArtifacts(link.materials, writer);
	writer.text(between);
	writeArtifacts(link.products, writer);
	writer.text("}");
	return writer;
}
// src/intoto/link/sign-link.ts
/**
* Wraps and signs a link; returns the bytes of the file, those that `signMetadata` gives of `encodeLink`.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a link that has no canonical form
*/
function signLink({ link, format, signers, bytes }) {
	if (format !== "dsse") return signMetadata({
		payload: encodeLink(link),
		format,
		signers,
		bytes
	});
	return signedEnvelope(writeLinkPayload(link, 128), signers, bytes);
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
// src/intoto/verification/failure.ts
/** Every failure code with its one-line meaning; docs/errors.md is generated from this table. */
const FAILURE_CODES = {
	LAYOUT_KEYS_MISSING: "No key was given to verify the layout with.",
	LAYOUT_SIGNATURE_MISSING: "The layout has no signature by a key that must have signed it.",
	LAYOUT_SIGNATURE_INVALID: "A signature of the layout does not verify.",
	LAYOUT_DIGEST_DIFFERS: "The layout is not the one whose digest was demanded; it may be an older one.",
	LAYOUT_EXPIRED: "The layout has expired.",
	LAYOUT_EMPTY: "The layout has no steps, so it demands nothing.",
	LAYOUT_THRESHOLD_INVALID: "A step demands fewer than one functionary.",
	LAYOUT_THRESHOLD_UNREACHABLE: "A step demands more functionaries than it authorises.",
	LAYOUT_KEY_DUPLICATE: "One key stands in the layout under two key ids.",
	LAYOUT_KEY_UNKNOWN: "A step authorises a key id that the layout does not define.",
	LAYOUT_KEY_ID_MISMATCH: "A key of the layout names another key id inside than outside.",
	LAYOUT_MEMBER_UNKNOWN: "The layout has a member that this tool does not know and so cannot enforce.",
	LAYOUT_MEMBER_CASE: "A member is spelled like a known one in other letter case; readers would disagree.",
	LAYOUT_RULES_CANNOT_FAIL: "A list of rules can never fail, so it demands nothing.",
	LAYOUT_STEP_UNCONSTRAINED: "Nothing about the artifacts of a step can make verification fail.",
	LAYOUT_MATCH_UNKNOWN_STEP: "A MATCH rule names a step that the layout does not have.",
	LAYOUT_NAME_UNSAFE: "A step or inspection has a name that cannot be a file name.",
	LAYOUT_IDENTITY_TOO_WIDE: "A functionary of the layout may be the workflow of any repository.",
	LAYOUT_IDENTITY_OTHER: "The layout is signed by another identity than those that were demanded.",
	LAYOUT_BUNDLE_REFUSED: "The Sigstore bundle around the layout does not verify.",
	LAYOUT_INTENTS_INVALID: "What the layout says in intents cannot be read, so nothing can be held to it.",
	PARAMETER_WILDCARD: "A parameter put into a rule holds a wildcard character.",
	PARAMETER_EMPTY: "A parameter that the layout uses is empty.",
	PARAMETER_NOT_GIVEN: "The layout waits for a parameter that was not given.",
	PARAMETER_UNFIT: "With the parameters that were given, a rule fits no file.",
	LINK_MISSING: "There are fewer links for a step than its threshold.",
	LINK_UNREADABLE: "A link is malformed.",
	LINK_BUNDLE_REFUSED: "The Sigstore bundle of a link does not verify.",
	LINK_RUN_NOT_CERTIFIED: "A link claims another run than the certificate that signed it.",
	LINK_THRESHOLD: "Fewer distinct functionaries than the threshold signed links for a step.",
	LINK_SIGNATURE_MISSING: "A link is not signed by a key that must have signed it.",
	LINK_NAME_MISMATCH: "A link names another step than the one it was filed under.",
	LINK_MEMBER_UNKNOWN: "A link has a member that the specification does not know.",
	LINK_MEMBER_CASE: "A member of a link is spelled like a known one in other letter case.",
	LINK_PATH_NOT_NORMALISED: "An artifact path is absolute, has backslashes, or is not in its shortest form.",
	LINK_DIGEST_INVALID: "An artifact has no digest, or one that is not known: its algorithm, its length or its letter case.",
	LINK_COMMAND_FAILED: "The command of a step did not succeed.",
	LINK_OUTCOME_MISSING: "A link names a command, and does not say whether it succeeded.",
	LINK_OF_NOBODY: "A run stored a link of a step of the layout by nobody who may perform that step.",
	LINK_UNKNOWN_STEP: "There is a link of a step that the layout does not have.",
	LINKS_DISAGREE: "Links of one step report different artifacts.",
	LINK_OF_OTHER_RUN: "A link does not belong to the run that is verified.",
	LINKS_OF_DIFFERENT_RUNS: "Links come from different runs of the pipeline.",
	SOURCE_DIFFERS: "Links of one run claim different source.",
	SOURCE_OTHER_COMMIT: "A link claims source of another commit than the one that is verified.",
	SOURCE_FALSE: "What a link claims of source is not what the repository has, or not what the link itself recorded.",
	SOURCE_UNKNOWN: "A link that must claim source does not, no link does, or one claims some files where all are demanded.",
	TAKES_EXTRA: "A step began with a file that nothing it takes has.",
	TAKES_MISSING: "A step began without a file that it takes.",
	TAKES_DIFFERS: "A step began with other bytes than what it takes has.",
	TAKES_CONFLICT: "Two things that a step takes have other bytes under one name.",
	SOURCE_AMBIGUOUS: "No link tells the files of source apart from the others that a step takes.",
	BRANCH_OTHER: "The run is of a branch or tag for which the layout does not speak.",
	ADDED_UNEXPECTED: "A step ended with a new file that it does not say it adds.",
	REMOVED_UNEXPECTED: "A step ended without a file that it does not say it removes.",
	CHANGED_UNEXPECTED: "A step ended with other bytes in a file that it does not say it changes.",
	NOT_REMOVED: "A step ended with a file that it says it removes.",
	TOOK_NOTHING: "Nothing fits a pattern of what a step adds, changes, removes or installs.",
	EXCLUDED_UNEXPECTED: "A recording left out files by a line that the layout does not have as scratch.",
	...SCRATCH_PRESENT,
	RECORDING_UNKNOWN: "A link does not say as we write it what it recorded and what it left out.",
	LINK_NAME: "The name within a link is not that of the step.",
	COMMAND_DIFFERS: "A step ran another command than the layout demands.",
	DEFINITION_DIFFERS: "The definition of a job is not the one that the layout demands.",
	SUBLAYOUT_UNEXPECTED: "A layout stands in the place of a link of a step that is not delegated.",
	STEP_UNKNOWN: "There is a link of a step that the layout does not know.",
	RELEASE_CONFLICT: "Two released steps have other bytes under one name.",
	RULE_ARTIFACT_DISALLOWED: "An artifact is forbidden by a DISALLOW rule.",
	RULE_ARTIFACT_REQUIRED: "An artifact demanded by a REQUIRE rule is not there.",
	SUBLAYOUT_TOO_DEEP: "Layouts nest deeper than the bound.",
	SUBLAYOUT_TOO_MANY: "More layouts stand in the place of links than the bound.",
	SUBLAYOUT_TOO_COSTLY: "Layouts in the place of links would cause more work, or hold more memory, than the bound.",
	INSPECTION_WITHHELD: "An inspection was not run, because something else was wrong already.",
	INSPECTION_NOT_ALLOWED: "The layout demands inspections, and running commands of a layout was not allowed.",
	INSPECTION_OF_SUBLAYOUT: "A layout in the place of a link demands inspections, and running commands of functionaries was not allowed.",
	INSPECTION_TIMED_OUT: "The command of an inspection did not end in the time for it.",
	INSPECTION_FAILED: "The command of an inspection did not succeed.",
	PRODUCT_UNKNOWN: "A file given as final product is not among the final products.",
	PRODUCT_DIFFERS: "A file given as final product differs from what was recorded of it.",
	PRODUCT_MISSING: "A product that a link names is not among the files given.",
	PRODUCT_NONE: "Final products were asked for, and no file was found to compare, or one that was named is left out.",
	PRODUCT_OUTSIDE: "A file given as final product is a symbolic link that leads out of the workspace, or into `.git`."
};
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
	const found = identities.map(({ text, issuer: own = issuer, constraints, trustedRoot }) => identityOf$1(own, {
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
// src/intoto/keys/written-identity.ts
/** An identity as people write it: with a `*` it is a pattern. GitHub vouches for it unless another issuer is named. */
function writtenIdentity(text, issuer = GITHUB_ISSUER) {
	return identityOf$1(issuer, {
		kind: text.includes("*") ? "pattern" : "exact",
		text
	}, /* @__PURE__ */ new Map());
}
// src/intoto/verification/layout-refusals.ts
/**
* What strict verification would refuse in a layout by itself, whatever the links say: whoever signs it is told before.
* Parameters stand for themselves.
*
* @param source the name of the layout for messages
* @param now milliseconds since the epoch
*/
function layoutRefusals(parsed, source, now) {
	return [...checkExpiry(parsed.layout, "", {
		now,
		layoutSource: source
	}).failures, ...checkLayout(parsed)];
}
export { analysisBudget as $, installsStatements as $n, stepOfUnfinishedLink as $t, takesText as A, ROOTS_OF_GITHUB as An, sha256HexOfTexts as Ar, seesSource as At, areSameBytes as B, KEY_ID_FORMS as Bn, FILE_MODES as Bt, pemKeyIds as C, parseUtcSeconds as Cn, parsePublicKey as Cr, readDirectoryNotes as Ct, checkIntents as D, identityOf$1 as Dn, lengthWithoutPadding as Dr, withRecordedHalf as Dt, applyRules as E, isKeyless as En, PORTABLE_BYTES as Er, scratchNote as Et, installsOf as F, CERTIFICATE_EXTENSIONS as Fn, schemeOf as Ft, deadRuleHint as G, INTENTS_COMMAND as Gn, withConverted as Gt, isOpenAddress as H, digestSet as Hn, readModes as Ht, isOneDirectory as I, WRITTEN_EXTENSIONS as In, BINDING_FACTS as It, joinWords as J, intentsOf as Jn, foreignUnfinishedFileName as Jt, neverFailingHint as K, INTENTS_NAME as Kn, begunFileName as Kt, lineHides as L, isCertificateExtension as Ln, encodeRunBinding as Lt, yamlTexts as M, GITHUB_ISSUER as Mn, CORE_CODES as Mr, checkLink as Mt, yamlWhole as N, isTooWide as Nn, CoreError as Nr, isNormalised as Nt, stepsAbove as O, keylessKeyId as On, isJsonObject as Or, withScratchNote as Ot, directoryTest as P, matchesIdentityPattern as Pn, coverageOf as Pt, analyseList as Q, definitionStatement as Qn, linkNamedBy as Qt, isWhole as R, canonicalJson as Rn, readRunBinding as Rt, LayoutFile as S, formatUtcSeconds as Sn, testOf as Sr, comparableRecording as St, bracketsHint as T, compilePattern as Tn, publicKeyFromSpki as Tr, saysScratch as Tt, openNames as U, sha256In as Un, withModes as Ut, hiddenFilesText as V, digestPairs as Vn, isLinkMode as Vt, deadRuleText as W, readSignedIntents as Wn, readConverted as Wt, splitWords as X, addsSourceStatement as Xn, linkBundleName as Xt, quotedRule as Y, isIntentsInspection as Yn, isSafeName as Yt, canFail as Z, commandStatement as Zn, linkFileName as Zt, withProducts as _, writeJson as _n, intentSegments as _r, canClaimOnly as _t, encodeLayout as a, parseLink as an, PATTERN_LISTS as ar, linkFormatOf as at, KnownLinks as b, parseParameters as bn, passes as br, withSource as bt, appendSignatures as c, artifactsOf as cn, flawOfInstalled as cr, certifiedRun as ct, signPayload as d, readSignedBegun as dn, holdsBrace as dr, encodeStatement as dt, unsignedLinkFileName as en, patternStatement as er, distinctClasses as et, readWorkflowArtifactName as f, readSignedMetadata as fn, isDefinition as fr, parseStatement as ft, shellLine as g, preAuthenticationEncoding as gn, patternSegments as gr, withTookOver as gt, plainWords as h, PAYLOAD_TYPE as hn, parseIntentPattern as hr, readTookOver as ht, FAILURE_CODES as i, parseBegunValue as in, takesNothingStatement as ir, LINK_FORMATS as it, yamlText as j, isRootName as jn, SCHEMES$2 as jr, takesSource as jt, patternOfFile as k, CUSTOM_ROOT as kn, jsonObject as kr, withOwnBytes as kt, signBegun as l, encodeLink as ln, flawOfLine as lr, checkCertifiedRun as lt, writeWorkflowArtifactName as m, WRAPPER_NAMES as mn, isLiteral as mr, withRecordedBy as mt, writtenIdentity as n, encodeBegun as nn, submoduleStatement as nr, nextPathState as nt, differencesOf as o, ArtifactsBuilder as on, PATTERN_WORDS as or, readLinkFile as ot, workflowArtifactPrefix as p, WRAPPERS as pn, isStepName as pr, readRecordedBy as pt, shortestPath as q, intentsInspection as qn, begunValueOf as qt, readWrittenIdentities as r, parseBegun as rn, takeStatements as rr, UNBOUNDED as rt, signLink as s, NO_ARTIFACTS as sn, flawOfDirectory as sr, SignatureChecker as st, layoutRefusals as t, asBegunValue as tn, releaseStatements as tr, isWholePath as tt, signMetadata as u, tableOfNames as un, flawOfMayChange as ur, readKeylessLink as ut, verifySupplyChain as v, readJson as vn, isFlaw as vr, readSource as vt, keyIdOf as w, parseRuleTokens as wn, publicKeyFromPem as wr, readLeftOut as wt, layoutFileOf as x, parseLayout as xn, patternTokens as xr, withoutRepository as xt, parameterUses as y, describe as yn, literalToken as yr, sourceLines as yt, placeInTaker as z, compareCodePoints as zn, productForms as zt };
