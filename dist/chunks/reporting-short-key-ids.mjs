// src/reporting/short-key-ids.ts
/** The start of a key id, as names of link files have it: enough for people to tell keys apart. */
function shortKeyId(keyId) {
	return keyId.slice(0, 8);
}
/** Several, in one line. */
function shortKeyIds(keyIds, between = ", ") {
	return keyIds.map(shortKeyId).join(between);
}
export { shortKeyIds as n, shortKeyId as t };
