import { B as hintOr, F as count, G as escapeUntrusted, K as quoteUntrusted, N as withoutEnd, P as listed, R as firstOf, S as readGitignoreLine, U as nearestName, V as LIMITS, Y as InTotoError, b as groupBy, f as SCRATCH_PRESENT, k as beginsLikeDrive } from "./base.mjs";
import { $n as kindOf, $r as sha256HexOf, $t as readLeftOut, An as isSafeName, B as hasFile, Bt as readTookOver, C as patternOfFile, Cn as readConverted, Cr as compilePattern, D as yamlTexts, Dr as patternTokens, Dt as flawOfMayChange, E as yamlText, Er as passes, Et as flawOfLine, F as compareFiles, Fn as stepOfLinkBundle, Ft as isFlaw, G as pathsOf, Gr as matchesIdentityPattern, Gt as sourceLines, H as isDirectory, Hr as rootMismatches, I as countOf, In as stepOfLinkFile, Ir as identityMismatches, J as tableOfFiles, Jn as ArtifactTable, K as uniteFiles, Kn as NO_ARTIFACTS, L as directoriesIn, Ln as stepOfUnfinishedLink, Lr as identityOf$1, Lt as parseStatement, M as isWhole$1, Mt as parseIntentPattern, N as placeInTaker, Nn as linkFileName, Nt as patternSegments, O as yamlWhole, On as isLinkBundleName, Or as testOf, Ot as holdsBrace, P as areSameBytes, Qn as sha256In, Qt as readHiddenFiles, R as filesIn, Rn as stepOfUnsignedLink, Rt as readRecordedBy, S as installsText, Sn as withModes, Sr as parseRuleTokens, St as PATTERN_LISTS, T as yamlQuoted, Tr as literalToken, Tt as flawOfInstalled, U as joinFiles, Ur as GITHUB_ISSUER, Ut as readSource, V as heldFiles, W as lessFiles, Wn as parseLink, Wt as saysNoRepository, X as testOfDirectory, Xn as digestPairs, Xr as compareCodePoints, Y as PathSelection, Yn as joinNames, Yt as NONE_AT_BEGIN, Z as testOfPattern, Zr as isJsonObject, Zt as readDirectoryNotes, _ as intentsWords, _r as withSingleBraces, _t as scratchStatement, an as readOwnBytes, ar as PAYLOAD_TYPE, b as keyIdOf, bn as isLinkMode, br as formatUtcSeconds, bt as takeStatements, ct as isIntentsInspection, dn as checkProducts, dt as commandStatement, ei as sha256HexOfPieces, en as readRecordedHalf, et as openNames, fn as URI_SCHEMES, fr as describe, ft as definitionStatement, gn as BINDING_FACTS, gr as substitute, gt as releaseStatements, hn as areCollisionResistant, hr as placeholders, ht as refStatements, ii as keyIdPrefix, ir as referencePayload, j as filesTaken, jn as isUnsignedLinkFileName, jt as isLiteral, kn as isLinkFileName, kr as isKeyless, kt as isDefinition, ln as checkLink, lr as readJson, lt as STEPS_ONLY, mn as schemeOf, mt as patternStatement, ni as toHex, nr as WRAPPERS, nt as quotedRule, oi as CoreError, pr as fill, pt as installsStatements, q as TableFiles, qn as artifactsOf, si as StringCache, sn as seesSource, sr as decodeBase64, ti as sha256HexOfTexts, tr as readSignedMetadata, tt as joinWords, ur as readJsonDocument, ut as addsSourceStatement, v as readSignedIntents, vn as readRunBinding, vr as withSingleBracesAroundNames, vt as stepStatements, w as takesText, wn as withConverted, wr as hasWildcard, wt as flawOfDirectory, x as stepsAbove, xn as readModes, xt as takesNothingStatement, y as LayoutFile, yr as parseLayout, z as fitsOne, zn as sublayoutDirectoryName } from "./intoto.mjs";
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
// src/intoto/link/on-disk.ts
const NOTHING$3 = /* @__PURE__ */ new Map();
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
	return withConverted(NOTHING$3, "products", saidByAll(halves));
}
/** The products that an environment calls symbolic links. */
function linksIn(environment) {
	const modes = readModes(environment, "products") ?? NOTHING$3;
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
	const others = told?.paths.filter((path) => !isWhole(path, claim)) ?? [];
	const isCounted = told === void 0 || told.leftOut.size === 0;
	return [
		...commit === claim.commit ? [] : [`It claims source of commit ${claim.commit}, and says that it checked out ${typeof commit === "string" ? quoteUntrusted(commit, 80) : "something that it does not name"}.`],
		...others.length === 0 ? [] : [`A checkout records all files of the commit, and it says that it recorded ${listed(others, LIMITS.sentenceNames, (path) => quoteUntrusted(path, 200))}.`],
		...isCounted ? filesDiffer(claim, products, new Set(readOwnBytes(environment))) : []
	];
}
/** Whether a path that was recorded is the whole work tree; it may be written as `./app/` for `app`. */
function isWhole(path, { path: top = "." }) {
	const short = withoutEnd(path.replace(/^(?:\.\/+)+/, ""), "/");
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
async function readKeylessLink(bundle, source, { keyless, ports, known, strings }) {
	const { certificate, trustedRoots, payload } = await verifyBundle(bundle, source, keyless);
	return {
		parsed: await known?.find("statement", source, payload) ?? readStatement(payload, source, {
			bytes: ports.bytes,
			strings,
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
	const reading = {
		...options,
		source: `${source} (payload)`,
		maxBytes: LIMITS.linkBytes,
		resources: true
	};
	return parseStatement(readJson(payload, reading));
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
// src/intoto/rules/shortest-path.ts
/**
* The path that somebody means who writes one as no file is recorded: relative, with forward slashes, in its shortest
* form. Undefined where nothing is left, or where a `..` or a drive leads elsewhere.
*/
function shortestPath(text) {
	const segments = text.replaceAll("\\", "/").split("/").filter((segment) => segment !== "" && segment !== ".");
	return segments.length === 0 || segments.some((segment) => segment === ".." || beginsLikeDrive(segment)) ? void 0 : segments.join("/");
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
			...isChecked(item) ? [] : KINDS.flatMap((kind) => rulesThatCannotFail(item, kind, budget)),
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
	const empty = [...steps.filter(({ name }) => intents?.steps.has(name) !== true), ...inspections.filter((inspection) => !isIntentsInspection(inspection))].flatMap((item) => KINDS.filter((kind) => listOf(item, kind).rules.length === 0).map((kind) => `${kind} of ${quoteUntrusted(`${prefix}${item.name}`)}`));
	if (empty.length === 0) return [];
	return [{
		code: "LAYOUT_LIST_EMPTY",
		message: `Empty lists of rules let everything pass: ${listed(empty, NAMED$3, (list) => list)}.`
	}];
}
const KINDS = ["materials", "products"];
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
	return steps.filter((step) => !matchedByOthers.has(step.name) && KINDS.every((kind) => !canFail(listOf(step, kind), budget))).map((step) => ({
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
// src/intoto/verification/links-first.ts
/** Which findings of the check of intents were made by the links of which step, in all layouts so far. */
var Reliance = class {
	/** The first finding that was made by the links of a step, or of what takes it, by the step with those of outer layouts. */
	#first = /* @__PURE__ */ new Map();
	/**
	* Notes by which links failures were found.
	*
	* @param prefix the steps of outer layouts, each followed by "/"; escaped
	* @param causes with the prefix before their steps
	* @param steps of the layout in its order, so that what a step takes stands before it
	*/
	note(prefix, causes, steps) {
		const places = /* @__PURE__ */ new Map();
		const noteAt = (step, place) => {
			const known = places.get(step);
			if (place !== void 0 && (known === void 0 || place < known)) places.set(step, place);
		};
		for (const [place, { step }] of causes.entries()) if (step !== void 0) noteAt(step.slice(prefix.length), place);
		for (const { name, takes } of [...steps].toReversed()) for (const take of takes) if (take.of === "step") noteAt(take.step, places.get(name));
		for (const [step, place] of places) {
			const key = `${prefix}${step}`;
			if (!this.#first.has(key)) this.#first.set(key, causes[place]);
		}
	}
	/** Where a failure belongs among others; undefined where nothing among them follows from it. */
	placeAmong(told, { code, step }) {
		if (step === void 0 || !isOfLinks(code)) return void 0;
		const places = withOuter(step).flatMap((one) => this.#first.get(one) ?? []).map((cause) => told.indexOf(cause)).filter((place) => place >= 0);
		return places.length === 0 ? void 0 : Math.min(...places);
	}
};
const OF_LINKS = /^(?:LINKS?_|SUBLAYOUT_TOO_)/;
/** Whether a failure says that links of a step do not count, or not as they are. */
function isOfLinks(code) {
	return OF_LINKS.test(code);
}
/** A step, and those of outer layouts in whose place its layout stands. */
function withOuter(step) {
	const parts = step.split("/");
	return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
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
	#reliance = new Reliance();
	#warned = 0;
	#traced = 0;
	/**
	* Adds failures of one layout: those of links before what a check of intents found by them. `prefix` are the steps of outer
	* layouts, each followed by "/"; escaped.
	*/
	fail(prefix, failures) {
		this.failed += failures.length;
		for (const failure of failures) this.#keep(placed(prefix, failure));
	}
	/**
	* Puts the failures of the check of intents of one layout before what was found since, but for what the checks of layouts
	* below it found, for commands that failed, of which files follow, and for what is wrong with links by which it was found;
	* what they explain becomes a part of them.
	*
	* @param since how many failures were kept before
	* @param steps of the layout in its order, with what they take
	*/
	explain(since, prefix, causes, steps = []) {
		if (causes.length === 0) return;
		const found = this.failures.splice(since);
		const below = found.filter((failure) => this.#causes.has(failure));
		const explained = explainFailures(causes.map((cause) => placed(prefix, cause)), found.filter((failure) => !this.#causes.has(failure)));
		for (const cause of explained.causes) this.#causes.add(cause);
		this.#reliance.note(prefix, explained.causes, steps);
		const first = explained.others.filter(({ code }) => code === "LINK_COMMAND_FAILED");
		const rest = explained.others.filter(({ code }) => code !== "LINK_COMMAND_FAILED");
		const all = [
			...below,
			...first,
			...explained.causes,
			...rest
		];
		this.failed += all.length - found.length;
		for (const failure of all) this.#keep(failure);
	}
	/** Of more than the bound the first are kept. */
	#keep(failure) {
		const place = this.#causes.has(failure) ? void 0 : this.#reliance.placeAmong(this.failures, failure);
		if (place !== void 0) this.failures.splice(place, 0, failure);
		else if (this.failures.length < LIMITS.failures) this.failures.push(failure);
		if (this.failures.length > LIMITS.failures) this.failures.pop();
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
		for (const cause of later) if (finding.step !== void 0 && finding.step !== cause.finding.step) (isAlike(finding, cause.finding) ? cause.later : cause.unlike).add(finding.step);
		if (files.length === 0 && later.size > 0) continue;
		const one = {
			finding,
			files,
			later: /* @__PURE__ */ new Set(),
			unlike: /* @__PURE__ */ new Set()
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
/** Codes by what is wrong with a file. Of other bytes nobody knows here whether they are the same. */
const ALIKE$1 = [["ADDED_UNEXPECTED", "TAKES_EXTRA"], ["REMOVED_UNEXPECTED", "TAKES_MISSING"]];
/** Whether two findings say the same of a file. */
function isAlike(finding, cause) {
	if (finding.cause !== void 0 && finding.cause === cause.cause) return true;
	return ALIKE$1.some((codes) => codes.includes(finding.code) && codes.includes(cause.code));
}
function failureOf$1({ finding, files, later, unlike }) {
	const { code, step, statement, say } = finding;
	const { message, details = [], hint } = say(files);
	const others = [...unlike].filter((name) => !later.has(name));
	const followed = [...later.size === 0 ? [] : [`The same shows in ${stepsText$1([...later])}.`], ...others.length === 0 ? [] : [`In the same files ${stepsText$1(others)} ${others.length === 1 ? "differs" : "differ"} from what ${others.length === 1 ? "it takes" : "they take"}.`]];
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
function stepsText$1(names) {
	const steps = listed(names, LIMITS.sentenceNames, (name) => `"${escapeUntrusted(name)}"`);
	return `${names.length === 1 ? "step" : "steps"} ${steps}`;
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
	#lacked;
	constructor(lacked) {
		this.#lacked = lacked;
	}
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
		const isKnown = this.#lacked.ofDirectories(step) === void 0;
		const own = installsOf(step);
		const hidden = step.scratch.map(lineHides);
		for (const take of step.takes) {
			if (take.of === "source" || !isWhole$1(take)) continue;
			for (const [name, installed] of this.#ends.get(take.step) ?? []) {
				const directory = name.slice(4);
				if (own(name).length > 0 || hidden.some((hides) => hides(directory, "directory"))) continue;
				const known = directories.get(name);
				if (known !== void 0 && !areSameBytes(known.digests, installed.digests)) conflicts.add(name);
				if (known === void 0) directories.set(name, isKnown ? installed : {
					...installed,
					mayChange: void 0
				});
			}
		}
		return {
			directories,
			conflicts,
			isKnown
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
// src/intoto/intents/lacked-links.ts
/** Steps that lack a link, and what hangs on them. */
var LackedLinks = class {
	/** The step without a link that could tell which files are those of source; undefined where all that could have theirs. */
	source;
	#intents;
	#layoutSteps;
	#records;
	/** Of each step, the one without a link that it takes whole, directly or through others. */
	#through = /* @__PURE__ */ new Map();
	/** @param layoutSteps in the order of the layout, so that whatever a step takes stands before it */
	constructor(intents, layoutSteps, records) {
		this.#intents = intents;
		this.#layoutSteps = layoutSteps;
		this.#records = records;
		let source;
		for (const step of intents.steps.values()) {
			const through = this.ofDirectories(step);
			if (through !== void 0) this.#through.set(step.name, through);
			if (seesSource(step)) source ??= records.has(step.name) ? this.ofFiles(step) : step.name;
		}
		this.source = source;
	}
	/** The step without a link whose files a step takes; undefined where all have one. */
	ofFiles({ takes }) {
		for (const take of takes) if (take.of === "step" && !this.#records.has(take.step)) return take.step;
	}
	/** The step without a link that has a say in the installed directories with which a step begins. */
	ofDirectories({ takes }) {
		for (const take of takes) {
			if (take.of === "source" || !isWhole$1(take)) continue;
			const lacked = this.#records.has(take.step) ? this.#through.get(take.step) : take.step;
			if (lacked !== void 0) return lacked;
		}
	}
	/** What was not looked at, a sentence for each link that is missing. @param isSourceUntold whether no other link tells it */
	sentences(isSourceUntold) {
		const hanging = this.#hanging();
		const released = this.#intents.release.find(({ step }) => !this.#records.has(step))?.step;
		return this.#layoutSteps.flatMap((name) => {
			if (this.#records.has(name)) return [];
			const { takers = [], below = [] } = hanging.get(name) ?? {};
			const others = [
				...takers.length === 0 ? [] : [`what ${stepsText(takers)} took`],
				...below.length === 0 ? [] : [`the installed directories with which ${stepsText(below)} began`],
				...isSourceUntold && this.source === name ? ["which files are those of source"] : [],
				...released === name ? ["what is final"] : []
			];
			const own = this.#intents.steps.has(name);
			if (!own && others.length === 0) return [];
			const what = others.length === 0 ? "the check skipped it" : `the check skipped ${[...own ? ["the step itself"] : [], ...others].join("; ")}`;
			return [`Step "${escapeUntrusted(name)}" has no link that counts, so ${what}.`];
		});
	}
	/** By the step without a link, which others take it, and which began with directories that come through it. */
	#hanging() {
		const all = /* @__PURE__ */ new Map();
		const hangingOn = (name) => {
			const known = all.get(name) ?? {
				takers: [],
				below: []
			};
			all.set(name, known);
			return known;
		};
		for (const { name, takes } of this.#intents.steps.values()) {
			const record = this.#records.get(name);
			if (record === void 0) continue;
			const lacked = new Set(takes.flatMap((take) => take.of === "step" && !this.#records.has(take.step) ? [take.step] : []));
			for (const one of lacked) hangingOn(one).takers.push(name);
			const through = this.#through.get(name);
			if (through !== void 0 && !lacked.has(through) && record.beginDirectories.length > 0) hangingOn(through).below.push(name);
		}
		return all;
	}
};
function stepsText(names) {
	return `${names.length === 1 ? "step" : "steps"} ${listed(names, LIMITS.sentenceNames, (name) => `"${name}"`)}`;
}
// src/intoto/intents/legs.ts
/** The other legs of a step, as far as what they say shows it; none for a step without a matrix. */
function otherLegs(step, { steps }) {
	return [...steps.values()].flatMap((other) => {
		const values = other === step ? void 0 : valuesApart(step, other);
		return values === void 0 ? [] : [{
			step: other,
			values
		}];
	});
}
/** The values in which two legs differ; undefined for steps that are no legs of one matrix. */
function valuesApart(one, other) {
	const pairings = pairingsOf(one.name.split("-"), other.name.split("-"));
	if (pairings.length === 0) return void 0;
	const [own, others] = [saidBy(one), saidBy(other)];
	if (own.length !== others.length || own.every((text, index) => text === others[index])) return void 0;
	return pairings.find((pairs) => {
		const ways = [replacing(pairs, String.raw`(?<![A-Za-z0-9])(?:`, String.raw`)(?![A-Za-z0-9])`), replacing(pairs, "", "")];
		return own.every((text, index) => text === others[index] || ways.some((way) => way(text) === others[index]));
	})?.map(([value]) => value);
}
/** What a step says behind its name, as names of legs spell values. */
function saidBy(step) {
	return stepStatements(step).map((statement) => statement.slice(step.name.length).replace(/[^A-Za-z0-9._-]/g, "-"));
}
/** Ways in which the values in two names may belong together: those of several dimensions as one, or each by itself. */
function pairingsOf(own, other) {
	const least = Math.min(own.length, other.length);
	let start = 0;
	while (start < least && own[start] === other[start]) start += 1;
	let end = 0;
	while (end < least - start && own.at(-1 - end) === other.at(-1 - end)) end += 1;
	const middle = (parts) => parts.slice(start, parts.length - end).join("-");
	const whole = [middle(own), middle(other)];
	if (start === 0 || whole[0] === "" || whole[1] === "") return [];
	if (own.length !== other.length) return [[whole]];
	return [[whole], own.flatMap((part, index) => part === other[index] ? [] : [[part, other[index]]])];
}
/** Puts values of one leg in the place of those of another. @param before of an expression, around the values */
function replacing(pairs, before, behind) {
	const values = new Map(pairs);
	const any = [...values.keys()].sort((one, other) => other.length - one.length).map((value) => value.replaceAll(".", String.raw`\.`)).join("|");
	const expression = new RegExp(`${before}${any}${behind}`, "g");
	return (text) => text.replace(expression, (value) => values.get(value));
}
// src/intoto/intents/leg-causes.ts
/** A line of the layout that is offered. */
const OFFERED = /`(?:takes|adds|may-add|changes|removes|may-remove|installs-into): /;
/** Findings of one step, told with its legs in mind. */
function withLegs(findings, context) {
	return findings.map((finding) => ({
		...finding,
		say: (files) => toldOfLeg(finding, files, context)
	}));
}
function toldOfLeg(finding, files, context) {
	const saying = finding.say(files);
	const legs = otherLegs(context.step, context.intents);
	const [first] = legs;
	if (first === void 0) return saying;
	const hint = swapHint(finding, files, legs, context);
	if (hint !== void 0) return {
		...saying,
		hint
	};
	return OFFERED.test(saying.hint) ? {
		...saying,
		hint: `${saying.hint} ${noteOf(context.step, first)}`
	} : saying;
}
/** A line that is right for one leg alone would be wrong for the others. */
function noteOf({ name }, { step, values }) {
	const shown = listed(values, 3, (value) => quoteUntrusted(value));
	return `"${name}" and "${step.name}" look like legs of one matrix, and a line of layout.yml stands for all of its legs: write \`\${{ matrix.NAME }}\` in place of ${shown}, and only what each leg does.`;
}
/** What explains a finding by another leg; undefined where nothing does. */
function swapHint({ code, statement }, files, legs, { step, record, intents }) {
	const { name } = step;
	const all = (leg) => files.every((file) => adds(leg, file));
	if (code === "TAKES_EXTRA") {
		const swap = takenSwap(step, intents, all);
		return swap && `This is what "${swap.given}" adds, and "${name}" takes that of "${swap.wanted}": let the job of each leg fetch what its own leg takes, and run the steps again.`;
	}
	const isMade = ({ step: leg }) => {
		if (code === "ADDED_UNEXPECTED") return all(leg);
		if (code !== "TOOK_NOTHING" || !String(statement).startsWith(`${name} adds `)) return false;
		for (const [path] of record.link.products) if (!record.link.materials.has(path) && adds(leg, path) && !adds(step, path)) return true;
		return false;
	};
	const other = legs.find(isMade);
	return other && `${code === "ADDED_UNEXPECTED" ? "This is" : "The step made"} what "${other.step.name}" adds: was "${name}" run with the parameters of that leg? Run each leg with its own, under the name that belongs to them.`;
}
function adds(step, file) {
	return [...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(file));
}
/** The leg whose files came in the place of those of the one that is taken. */
function takenSwap(step, intents, hasAll) {
	const own = new Set(step.takes.flatMap((take) => take.of === "source" ? [] : [take.step]));
	for (const wanted of own) {
		const taken = intents.steps.get(wanted);
		const given = taken && otherLegs(taken, intents).find((leg) => !own.has(leg.step.name) && hasAll(leg.step));
		if (given !== void 0) return {
			wanted,
			given: given.step.name
		};
	}
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
	const wholeOf = (name) => (records.get(name)?.intents?.takes ?? []).filter((take) => take.of === "source" || isWhole$1(take));
	const through = new Set(others.flatMap((name) => [...stepsAbove(name, wholeOf)]));
	const hasSource = [...others, ...through].some((name) => wholeOf(name).some(({ of }) => of === "source"));
	return {
		takes: [...step.takes.filter((take) => {
			if (take.of === "source") return !hasSource;
			return !others.includes(take.step) && !(isWhole$1(take) && through.has(take.step));
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
	const statementOf = ([file = ""]) => takeStatement(step.name, takesWith(taken, file)[0] ?? step.takes[0]);
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
	return taken.filter(({ files }) => hasFile(files, file)).map(({ take }) => take);
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
	if (unknown.length > 0 && step.takes.some(({ of }) => of === "source")) return {
		message,
		hint: `${namesOf$1(unknown)} ${unknown.length === 1 ? "is" : "are"} not in the commit, and no step above ended with the same bytes: if ${unknown.length === 1 ? "it belongs" : "they belong"} to the project, commit ${pronoun(unknown)}, and run the steps again; else remove ${pronoun(unknown)} before the step begins. An earlier workflow step, a restored cache or a kept workspace may have put ${pronoun(unknown)} there.`
	};
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
	if (take.of === "source" || !isWhole$1(take)) return {
		message,
		hint: `Find out what removed ${pronoun(files)} before the step began, or why nothing was placed there.`
	};
	if (!hasSome(taken, take, record)) return {
		message,
		hint: `Nothing of ${nameOf(take)} was there: take its files over before the step begins. Else find out what removed them.`
	};
	const offer = takingLess(context, files, [(one) => isWhole$1(one) && holdsOne(taken, one, files)]);
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
		for (const path of pathsOf(one.files)) if (link.materials.has(path)) return true;
	}
	return false;
}
/** Whether a take hands one of some files on. */
function holdsOne(taken, take, files) {
	const wanted = new Set(files);
	for (const one of taken) if (one.take === take) {
		for (const path of pathsOf(one.files)) if (wanted.has(path)) return true;
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
	if (take.of === "source") return {
		message: `${began} ${nameOf(take)} has.`,
		hint: `The commit has other bytes of ${pronoun(files)}: commit what was changed, if it is meant, and run the steps again; else put ${pronoun(files)} back. \`git status\` names what is not committed. If nobody changed ${pronoun(files)}, find out what did before the step began. ${OTHER_LINE_ENDS}`
	};
	return {
		message: `${began} ${nameOf(take)} has.`,
		hint: `Find out what changed ${pronoun(files)} before the step began. ${OTHER_LINE_ENDS}`
	};
}
const OTHER_LINE_ENDS = "Files of source in an artifact of a Windows job have other line ends: let this job check out itself, and take of the artifact only what the other step added.";
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
		const { materials, products } = record.link;
		compareFiles(filesIn(materials), filesIn(products), (path, standing) => {
			const known = holders.get(path)?.filter(({ step }) => !before.has(step));
			if (standing === "left") {
				if (known !== void 0) holders.set(path, known);
				return;
			}
			if (!fits(path)) return;
			some = true;
			for (const pattern of unmet) if (pattern.matches(path)) unmet.delete(pattern);
			holders.set(path, [...known ?? [], {
				step: one.step,
				digests: products.get(path)
			}]);
		});
		warnings.push(...warningsOf(one, [...unmet], some));
	}
	const conflicts = [...holders].filter(([, all]) => all.some(({ digests }) => !areSameBytes(digests, all[0].digests)));
	return {
		findings: complete ? conflictFindings(conflicts, release, holders) : [],
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
	const over = new OverFiles(known, source);
	const note = (step, flaw) => {
		if (!flaws.has(step)) flaws.set(step, flaw);
	};
	for (const record of records) {
		if (!seesSource(record.intents)) continue;
		for (const { at, claim } of claimsOf$1(record)) {
			const flaw = flawOf$1(claim, known, truth) ?? over.flawOf(claim);
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
var OverFiles = class {
	#known;
	#source;
	/** What was found last: nearly all links claim the same submodules of the same commit. */
	#last;
	constructor(known, source) {
		this.#known = known;
		this.#source = source;
	}
	flawOf(claim) {
		if (claim.submodules.size === 0) return void 0;
		const path = this.#pathOf(claim, this.#source.own(claim) ?? NO_FILES);
		if (path === void 0) return void 0;
		const says = `claims a submodule at ${quoteUntrusted(path)}`;
		return this.#known.files === void 0 ? {
			code: "SOURCE_DIFFERS",
			says: `${says}, where by another link the commit has files of its own`
		} : {
			code: "SOURCE_FALSE",
			says: `${says}; in the repository the commit has files of its own there`
		};
	}
	#pathOf({ submodules }, own) {
		const paths = JSON.stringify([...submodules.keys()]);
		if (this.#last?.own !== own || this.#last.paths !== paths) this.#last = {
			own,
			paths,
			over: submoduleOverFiles(submodules, own)
		};
		return this.#last.over;
	}
};
const NO_FILES = [];
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
// src/intoto/intents/source-digest.ts
/** SHA-256 in hex of what `sourceLines` writes. @param directory that all of them lie in, and are named from; '' for none */
function digestOfSource(files, directory) {
	const from = directory === "" ? 0 : directory.length + 1;
	if (files instanceof TableFiles) return sha256HexOfPieces(linesOfTable(files, from));
	const lines = Array.from(files, ([path, digests]) => [path.slice(from), sha256In(digests) ?? ""]);
	return sha256HexOfTexts(sourceLines(lines));
}
const HEX = new TextEncoder().encode("0123456789abcdef");
const [SPACE, END] = [32, 10];
/** Bytes of a line beside its name. */
const BESIDE_NAME = 67;
/** Bytes of lines that are hashed at once. */
const TOGETHER = 65536;
/** The lines, some at a time; each piece holds until the next is asked for. */
function* linesOfTable(files, from) {
	const { names, digests } = files.table;
	let room = new Uint8Array(TOGETHER);
	let at = 0;
	for (let position = 0; position < names.length; position += 1) {
		if (files.hides(position)) continue;
		const name = names[position];
		const length = BESIDE_NAME + name.length - from;
		if (at + length > room.length) {
			yield room.subarray(0, at);
			at = 0;
			if (length > room.length) room = new Uint8Array(length);
		}
		for (let byte = position * 32; byte < (position + 1) * 32; byte += 1) {
			const value = digests[byte];
			room[at] = HEX[value >> 4];
			room[at + 1] = HEX[value & 15];
			at += 2;
		}
		room[at] = SPACE;
		room[at + 1] = SPACE;
		at += 2;
		for (let character = from; character < name.length; character += 1) {
			room[at] = name.charCodeAt(character);
			at += 1;
		}
		room[at] = END;
		at += 1;
	}
	yield room.subarray(0, at);
}
// src/intoto/intents/source-files.ts
/** The files of source that a run began with, as far as its links or whoever verifies tell them. */
var SourceFiles = class {
	/** By the submodule of which they may tell the files; all of them by ''. */
	#told = /* @__PURE__ */ new Map();
	#known;
	/** What was united last: the claims of nearly all links are one. */
	#united;
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
		this.#known = known === void 0 ? void 0 : inTable([...artifactsOf([...known].map(([path, hex]) => [path, `sha256:${hex}`]))]);
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
		if (parts.length === 0) return own;
		const key = JSON.stringify([keyOf(claim), ...[...claim.submodules].map(([path, files]) => [path, keyOf(files)])]);
		if (this.#united?.key !== key) this.#united = {
			key,
			files: uniteFiles([own, ...parts]).files
		};
		return this.#united.files;
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
				files: countOf(files),
				digest: digestOfSource(files, this.#submodule)
			});
			if (!this.#found.has(told)) this.#found.set(told, inTable(files));
		}
		return this.#found.get(key);
	}
};
const keyOf = ({ files, digest }) => `${files} ${digest}`;
/** Where a table can hold them, so that they can be compared by position with those of links. */
function inTable(files) {
	return files instanceof TableFiles ? files : tableOfFiles(files) ?? files;
}
function candidate(record, records) {
	const submodules = new Set(claimsOf$1(record).flatMap(({ claim }) => claim === void 0 || claim === "malformed" ? [] : [...claim.submodules.keys()]));
	let groups;
	return {
		submodules,
		files: () => groups ??= bySubmodule(ofNothingElse(record, records), submodules)
	};
}
function ofNothingElse({ link, ...record }, records) {
	const intents = record.intents;
	if (intents.addsSource) return filesIn(link.products);
	const others = [];
	for (const take of intents.takes) {
		const taken = take.of === "step" ? records.get(take.step) : void 0;
		if (take.of === "step" && taken !== void 0) others.push(filesTaken(take, taken.link.products));
	}
	const all = filesIn(link.materials);
	return others.length === 0 ? all : lessFiles(all, uniteFiles(others).files);
}
function bySubmodule(files, submodules) {
	if (submodules.size === 0) return /* @__PURE__ */ new Map([["", heldFiles(files)]]);
	const groups = /* @__PURE__ */ new Map();
	const directories = Array.from(submodules, (submodule) => `${submodule}/`);
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
	const places = new PathSelection(step.installs.filter(isOneDirectory).map(({ directory }) => testOfDirectory(directory)));
	const materials = filesIn(record.link.materials);
	const visit = (path, standing) => {
		if (standing === "right") found.extra.push(path);
		else if (standing === "left") found.missing.push(path);
		else if (places.has(path)) found.inTheWay.push(path);
		else if (!conflicts.has(path)) found.differing.push(path);
	};
	compareFiles(files, materials, visit, places);
	const own = installsOf(step);
	const expected = [...directories.directories].map(([name, { digests }]) => [name, digests]);
	joinFiles(artifactsOf(expected), record.beginDirectories, (name, there, here) => {
		if (here !== void 0 && own(name).length > 0) found.inTheWay.push(name);
		else if (there === void 0) {
			if (directories.isKnown) found.extra.push(name);
		} else if (here === void 0) found.missing.push(name);
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
			return textsOf(isWhole$1(take) ? made : take.only).map(exampleOf).flatMap((name) => placeInTaker(take, name) ?? []);
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
		const taken = begins.get(name);
		if (taken !== void 0 || half === "materials") return taken?.mayChange;
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
		const by = half === "materials" || begins.has(name) ? begins.get(name)?.by : step;
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
	if (source !== void 0) compareFiles(source, filesIn(link.products), (path, standing) => {
		if (standing === "right") added.push(path);
		else if (standing === "left") removed.push(path);
		else changed.push(path);
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
/** What to do about a link that does not say where its command ran. @param wanted by the layout */
function unsaidDirectoryHint(wanted) {
	const again = "Record the step again by a stage, or by `in-toto-actions run`, which say it.";
	return wanted === "." ? `${again} For links of another implementation write \`recording: any\` at the step, and sign the layout again.` : again;
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
		if (command !== void 0) note("COMMAND_DIFFERS", commandStatement(name, command), commandDiffers(step, command, link));
		if (definition !== void 0) note("DEFINITION_DIFFERS", definitionStatement(name, definition), definitionDiffers(name, definition, link));
	}
	return findings;
}
/** The same words in another directory, or after a setup that could rewrite what they run, are another command. */
function commandDiffers({ name, recording }, wanted, { command, environment }) {
	const { words, workingDirectory = ".", setup = "" } = wanted;
	const directory = environment.get("working_directory") ?? (recording === "any" ? "." : silentDirectory(environment));
	const before = environment.get("setup") ?? "";
	if (words.length !== command.length || !words.every((word, index) => word === command[index])) return {
		message: `Step "${name}" ${command.length === 0 ? "names no command" : `ran \`${shown(command)}\``}; the layout demands \`${shown(words)}\`.`,
		hint: commandHint(name, command)
	};
	if (directory === void 0) return {
		message: `Step "${name}" does not say where it ran its command; the layout demands ${quoteUntrusted(workingDirectory)}.`,
		hint: unsaidDirectoryHint(workingDirectory)
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
/**
* The directory of a link that names none: the top for a stage's, which names any other. `run` names each, so without
* the note it is a link of somebody else, who may have been anywhere.
*/
function silentDirectory(environment) {
	const run = readRunBinding(environment);
	return run === void 0 || run === "malformed" || run.repository === void 0 ? void 0 : ".";
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
		hint: `If others may say how the step is done, write ${delegatedLine(step)}, and sign the layout again${evidence.inIntents ? "" : "; in a new run let whoever signed that layout write all of its steps in intents"}. Else let the step record a link.`
	};
	if (evidence.inIntents) return void 0;
	return {
		message: `The layout ${evidence.at}, which stands in the place of the link of step "${step.name}", is not in intents with all of its steps, so nobody knows what they left out.`,
		hint: "Let whoever signed it write all of its steps in intents, and sign it again."
	};
}
/** A step that may be delegated demands nothing of its own stage: no layout in its place shows that. */
function delegatedLine({ command, definition }) {
	const keys = [
		...command === void 0 ? [] : ["command"],
		...command?.workingDirectory === void 0 ? [] : ["working-directory"],
		...command?.setup === void 0 ? [] : ["setup"],
		...definition === void 0 ? [] : ["definition"]
	];
	const line = "`delegated: true`";
	if (keys.length === 0) return `${line} at it`;
	return `${line} in place of ${keys.map((key) => `\`${key}\``).join(", ")} at it; the steps of the layout behind it can demand ${keys.length === 1 ? "that" : "those"}`;
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
const fitsSome = (patterns, path) => patterns.some((pattern) => pattern.matches(path));
/** Compares both sides of a step that is no checkout. */
function ownChanges({ link, endDirectories, accepted }, step) {
	const forms = changedForms(accepted);
	const reshaped = /* @__PURE__ */ new Set();
	const found = {
		added: [],
		removed: [],
		changed: [],
		notRemoved: [],
		gone: []
	};
	let unmetAdds = step.adds;
	const ofGone = (path) => {
		found.gone.push(path);
		if (!fitsSome(step.removes, path) && !fitsSome(step.mayRemove, path)) found.removed.push(path);
	};
	const ofNew = (path) => {
		if (unmetAdds.length > 0) unmetAdds = unmetAdds.filter((pattern) => !pattern.matches(path));
		if (!fitsSome(step.adds, path) && !fitsSome(step.mayAdd, path)) found.added.push(path);
	};
	const ofKept = (path, isSame) => {
		const pattern = step.removes.find((one) => one.matches(path));
		if (pattern !== void 0) found.notRemoved.push({
			path,
			pattern,
			isNew: !isSame
		});
		else if (!fitsSome(step.changes, path)) {
			found.changed.push(path);
			if (isSame) reshaped.add(path);
		}
	};
	const materials = filesIn(link.materials);
	compareFiles(materials, filesIn(link.products), (path, standing) => {
		if (standing === "left") ofGone(path);
		else if (standing === "right") ofNew(path);
		else ofKept(path, standing === "same");
	}, new PathSelection(step.removes.map(testOfPattern), forms));
	const unmet = (patterns) => patterns.filter((pattern) => !fitsOne(materials, pattern));
	const installs = installsOf(step);
	for (const [name] of endDirectories) if (installs(name).length === 0) found.added.push(name);
	const names = endDirectories.map(([name]) => name.slice(4));
	return {
		...found,
		reshaped,
		unmet: [
			...unmetAdds.map((pattern) => ({
				verb: "adds",
				pattern
			})),
			...unmet(step.changes).map((pattern) => ({
				verb: "changes",
				pattern
			})),
			...unmet(step.removes).map((pattern) => ({
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
// src/intoto/intents/close-files.ts
/** Files of the same name in other case, of the same last name, or below the directory that a pattern begins with. */
function closeFiles({ text }, files) {
	const wanted = text.toLowerCase();
	const wildcard = wanted.search(/[*?[]/);
	const start = wildcard < 0 ? void 0 : wanted.slice(0, wanted.lastIndexOf("/", wildcard) + 1);
	const isClose = (file) => {
		const name = file.toLowerCase();
		if (start !== void 0) return start !== "" && name.startsWith(start);
		return lastName$1(name) === lastName$1(wanted);
	};
	return files.filter((file) => !isDirectory(file) && isClose(file));
}
const lastName$1 = (path) => path.slice(path.lastIndexOf("/") + 1);
/** A step without those patterns of a key that nothing fits, and that some files were meant for. */
function withoutMistaken(step, verb, files, unmet) {
	const mistaken = /* @__PURE__ */ new Set();
	for (const one of unmet) if (one.verb === verb && closeFiles(one.pattern, files).length > 0) mistaken.add(one.pattern);
	return mistaken.size === 0 ? step : {
		...step,
		[verb]: step[verb].filter((pattern) => !mistaken.has(pattern))
	};
}
/** The line in which patterns for the files that were meant stand in the place of a pattern; undefined for none. */
function replacingLine(step, verb, pattern, files) {
	const close = closeFiles(pattern, files);
	const patterns = close.length === 0 ? void 0 : patternsFor(close);
	if (patterns === void 0 || patterns.left > 0) return void 0;
	const rest = step[verb].filter((one) => one !== pattern);
	const line = lineWith({
		...step,
		[verb]: rest
	}, verb, patterns);
	return line === void 0 ? void 0 : `${line} in place of ${lineOf(verb, textsOf(step[verb]))}`;
}
// src/intoto/intents/unmet-findings.ts
/**
* @param context asked for where the finding is told
* @param unsaid files that the step did something with and does not say it
*/
function unmetFinding(step, unmet, context, unsaid) {
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
		say: () => {
			const saying = say(step, pattern, context());
			const line = replacingLine(step, verb, pattern, unsaid[verb]);
			if (line === void 0) return saying;
			const files = closeFiles(pattern, unsaid[verb]);
			const hint = `It ${DID[verb]} ${namesOf$1(files)}: if that is what the pattern is meant for, write ${line}, ${SIGN}. Else see what the command does.`;
			return {
				...saying,
				hint
			};
		}
	};
}
const DID = {
	adds: "made",
	changes: "changed",
	removes: "removed"
};
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
		...finding("ADDED_UNEXPECTED", added, said("adds", step.adds), (files) => sayAdded(withoutMistaken(step, "adds", files, unmet), files)),
		...finding("REMOVED_UNEXPECTED", removed, said("removes", step.removes), (files) => sayRemoved(withoutMistaken(step, "removes", files, unmet), files, context())),
		...finding("CHANGED_UNEXPECTED", changed, said("changes", step.changes), (files) => sayChanged(withoutMistaken(step, "changes", files, unmet), files, reshaped)),
		...finding("NOT_REMOVED", again, said("removes", patterns), (files) => sayNotRemoved(step, files, notRemoved)),
		...unmet.map((one) => unmetFinding(step, one, context, {
			adds: added,
			changes: changed,
			removes: removed
		}))
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
	const patterns = anew.length === 0 ? NONE$3 : patternsFor(anew);
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
const NONE$3 = {
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
	for (const { files } of taken) for (const path of pathsOf(files)) {
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
		const taken = take.of === "source" || isWhole$1(take) ? void 0 : records.get(take.step);
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
	const files = filesIn(products);
	return only.filter((pattern) => !fitsOne(files, pattern));
}
// src/intoto/intents/step-check.ts
/** Looks at steps one by one, in the order of the layout. */
var StepCheck = class {
	#context;
	/** Of each step so far, the files that it took and did not hand on. */
	#gone = /* @__PURE__ */ new Map();
	#ambiguous = false;
	#sourceUntold = false;
	constructor(context) {
		this.#context = context;
	}
	step(record) {
		const { intents } = record;
		const ofLinks = linkFindings(record);
		if (intents === void 0) return {
			claims: [],
			findings: ofLinks,
			taken: [],
			warnings: []
		};
		const { claims, ambiguous, source } = this.#sourceOf(record);
		const { directories, records } = this.#context;
		const begins = directories.begin(intents);
		if (ofLinks.some(({ code }) => code === "SUBLAYOUT_UNEXPECTED")) return {
			claims,
			findings: ofLinks,
			taken: [],
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
				...commandFindings(record, intents),
				...ambiguous,
				...taken === void 0 || claims.length > 0 ? [] : beginFindings(began, {
					record,
					step: intents,
					records,
					taken,
					holds: this.#holds(record, intents, source, began)
				}),
				...intents.addsSource && claims.length > 0 ? [] : ownFindings(changes, intents, () => this.#ownContext(record))
			],
			taken: taken ?? [],
			warnings: [
				...givenAway(record, intents),
				...comesBack(intents, taken, this.#gone),
				...tookNothingOf(intents, records)
			]
		};
	}
	/** Whether a link is missing that could have told the files of source, and no other told them. */
	get isSourceUntold() {
		return this.#sourceUntold;
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
		const ends = pathsOf(filesIn(link.products));
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
		const lacks = this.#context.lacked.source !== void 0;
		this.#sourceUntold ||= files === void 0 && lacks;
		if (files !== void 0 || this.#ambiguous || lacks) return {
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
	return taken.some(({ files }) => fitsOne(files, pattern));
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
// src/intoto/intents/submodule-causes.ts
/** The submodules that a step claims; all of them, whoever of its functionaries says it. */
function submodulesClaimed(record) {
	return new Set([...claimed(record)].map(([path]) => path));
}
function* claimed(record) {
	for (const { claim } of claimsOf$1(record)) if (claim !== void 0 && claim !== "malformed") for (const [path, { commit }] of claim.submodules) yield [path, commit];
}
/** Those of some directories below which a step has files where it sees source. */
function directoriesHeld({ link, intents }, directories) {
	const files = filesIn(intents?.addsSource === true ? link.products : link.materials);
	const held = /* @__PURE__ */ new Set();
	const places = Array.from(directories, (directory) => `${directory}/`);
	for (const [, , place] of withDirectories(files, places)) if (place !== void 0) held.add(place.slice(0, -1));
	const inner = Array.from(held);
	for (const one of inner) for (let slash = one.lastIndexOf("/"); slash > 0; slash = one.lastIndexOf("/", slash - 1)) held.add(one.slice(0, slash));
	return held;
}
/** A submodule in which some files lie, and that the step itself does not claim; undefined for none. */
function unclaimed(files, { record, records, committed }) {
	const own = submodulesClaimed(record);
	const known = /* @__PURE__ */ new Map();
	for (const other of records.values()) if (seesSource(other.intents)) {
		for (const [path, commit] of claimed(other)) if (!own.has(path) && !known.has(path)) known.set(path, {
			path,
			commit,
			by: `step "${other.name}"`
		});
	}
	for (const [path, commit] of committed ?? []) if (!own.has(path)) known.set(path, {
		path,
		commit,
		by: "the repository"
	});
	for (const file of files) for (let slash = file.indexOf("/"); slash > 0; slash = file.indexOf("/", slash + 1)) {
		const found = known.get(file.slice(0, slash));
		if (found !== void 0) return found;
	}
}
/** What is said of a submodule first, and what else there is behind it. */
function before(saying, files, path, hint) {
	const isAll = files.every((file) => file.startsWith(`${path}/`));
	return {
		...saying,
		hint: isAll ? hint : `${hint} Of the other files: ${saying.hint}`
	};
}
const CHECK_OUT = "`git submodule update --init --recursive`, or `submodules: recursive` at actions/checkout, before the step begins";
/** Files of a submodule that nothing has. A step that takes no source claims nothing of its own. */
function ofOtherCommit(saying, files, run) {
	const found = seesSource(run.record.intents) ? unclaimed(files, run) : void 0;
	if (found === void 0) return void 0;
	const { path, by, commit } = found;
	return before(saying, files, path, `${quoteUntrusted(path)} is a submodule, which ${by} has at commit ${commit}; step "${run.record.name}" began with files there and does not claim that commit: another one was checked out, or the files came there without git. Check out the one that the commit names: ${CHECK_OUT}.`);
}
/** Files of a submodule that another step has. */
function ofNoCheckout(saying, files, run) {
	const found = unclaimed(files, run);
	if (found === void 0) return void 0;
	const { path, by } = found;
	if (directoriesHeld(run.record, [path]).has(path)) return ofOtherCommit(saying, files, run);
	return before(saying, files, path, `${quoteUntrusted(path)} is a submodule, which ${by} has, and step "${run.record.name}" began without it. Check it out there: ${CHECK_OUT}. Only if the step is meant to begin without it, take less.`);
}
// src/intoto/intents/submodules-in-some.ts
/** Named in one message. */
const NAMED$2 = 3;
const NONE$2 = /* @__PURE__ */ new Set();
/** A warning that says which submodules these are, and what to write for all of them; none where there are none. */
function submodulesInSome(records, { submodules }) {
	const seen = [...records].filter(({ intents }) => seesSource(intents)).map((record) => ({
		record,
		claimed: submodulesClaimed(record)
	}));
	const isNamed = (path) => submodules.some((directory) => path === directory || path.startsWith(`${directory}/`));
	const inSome = submodulesNotInAll(seen.map(({ claimed }) => claimed)).filter((path) => !isNamed(path));
	const held = new Map(seen.map(({ record }) => [record, inSome.length === 0 ? NONE$2 : directoriesHeld(record, inSome)]));
	const lacking = (path) => seen.find(({ record, claimed }) => !claimed.has(path) && held.get(record)?.has(path) !== true);
	const strange = inSome.filter((path) => lacking(path) !== void 0);
	const [path, ...others] = strange;
	const having = seen.find(({ claimed }) => path !== void 0 && claimed.has(path));
	const without = path === void 0 ? void 0 : lacking(path);
	if (path === void 0 || having === void 0 || without === void 0) return [];
	const written = outermost([...submodules, ...strange]).map((directory) => yamlText(directory)).join(", ");
	const more = others.length === 0 ? "" : `, nor do all jobs have ${listed(others, NAMED$2, (one) => quoteUntrusted(one))}`;
	const them = others.length === 0 ? "it" : "them";
	return [`Step "${having.record.name}" has the submodule ${quoteUntrusted(path)} and step "${without.record.name}" has not${more}, which the rules refuse. Check ${them} out in all jobs or in none, or write \`source: { submodules: [${written}] }\` in the layout and sign it again.`];
}
// src/intoto/intents/submodules-unasked.ts
/**
* What is told of submodules, in sentences.
*
* @param records of steps that take or add source
* @param isAsked whether the repository told which commits they are at
*/
function submodulesUnasked(records, isAsked) {
	const witnesses = /* @__PURE__ */ new Map();
	for (const record of records) for (const { by, claim } of claimsOf$1(record)) {
		if (claim === void 0 || claim === "malformed") continue;
		for (const path of claim.submodules.keys()) witnesses.set(path, (witnesses.get(path) ?? /* @__PURE__ */ new Set()).add(witnessOf(by)));
	}
	const paths = [...witnesses.keys()];
	const alone = paths.filter((path) => witnesses.get(path)?.size === 1);
	const agreed = paths.filter((path) => witnesses.get(path)?.size !== 1);
	return [...alone.length === 0 ? [] : [`The files of ${names(alone)} are what one job alone says, and no other job or functionary confirms: let a second job check ${alone.length === 1 ? "it" : "them"} out, too.`], ...agreed.length === 0 ? [] : [`The files of ${names(agreed)} are what the recorders say, all of them alike${isAsked ? `: the repository that was asked names ${agreed.length === 1 ? "its commit" : "their commits"}, as the links do, and has no files of ${agreed.length === 1 ? "it" : "them"}` : ""}.`]];
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
		TAKES_EXTRA: (saying, files) => ofOtherCommit(saying, files, context) ?? ofMoved(saying, files, {
			...context,
			missing
		}) ?? ofOwn(saying, files, context) ?? ofScratch(saying, files, context) ?? ofRewritten(saying, files, context),
		TAKES_MISSING: (saying, files) => ofNoCheckout(saying, files, context) ?? ofLost(saying, files, {
			...context,
			extra
		}),
		TAKES_DIFFERS: (saying, files) => ofOtherCommit(saying, files, context),
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
function ofMoved(saying, files, { record, taken, missing }) {
	if (missing.length === 0) return void 0;
	const wanted = new Set(missing);
	const named = /* @__PURE__ */ new Map();
	for (const one of taken) for (const [path, digests] of one.files) if (wanted.has(path)) named.set(sha256In(digests), path);
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
function ofLost(saying, files, { record, taken, extra }) {
	if (extra.length === 0) return void 0;
	const wanted = new Set(files);
	const there = /* @__PURE__ */ new Map();
	for (const file of extra) there.set(sha256In(record.link.materials.get(file)), file);
	there.delete(void 0);
	for (const one of taken) for (const [path, digests] of one.files) {
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
/** The last step above that ended with a file of that name. */
function lastWith(file, record, records) {
	let last;
	for (const [name, { link }] of records) {
		if (name === record.name) break;
		if (link.products.has(file)) last = name;
	}
	return last;
}
/** A step above made a file of that name, which was written again since. */
function ofRewritten(saying, files, { record, records }) {
	const file = files.find((one) => !isOfStepAbove(one, record, records) && lastWith(one, record, records) !== void 0);
	if (file === void 0) return void 0;
	const by = lastWith(file, record, records);
	return {
		...saying,
		hint: `Step "${by}" ended with ${quoteUntrusted(file)}, with other bytes: find out what wrote it again between that and "${record.name}". ${saying.hint}`
	};
}
/** A step above left it behind, where nobody recorded it. Where one ended with the file, that one comes first. */
function ofScratch(saying, all, { record, records }) {
	const files = all.filter((file) => lastWith(file, record, records) === void 0);
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
		hint: `${saying.hint} ${quoteUntrusted(path)} is a file of the commit; if it is generated, take it out of git, \`git rm -- ${escapeUntrusted(shellText(path))}\`, commit that${saidAsAdded(step, path)}.`
	};
}
/** What the step has to say then, since the file is new in it. */
function saidAsAdded(step, path) {
	if ([...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(path))) return "";
	const line = lineWith(step, "adds", patternsFor([path]));
	return line === void 0 ? "" : `, and write ${line} at the step that makes it, in a new run`;
}
/** One word of a shell. */
function shellText(text) {
	return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
// src/intoto/intents/check-intents.ts
/**
* Holds the links of a run against what its layout says in intents. Whatever could not be looked at is told, and is wrong
* for a reason of its own where it must be there: a step without a link has no failure here, nor has what hangs on it.
*/
function checkIntents(evidence) {
	const { intents, known } = evidence;
	const records = stepRecords(evidence);
	const lacked = new LackedLinks(intents, evidence.layoutSteps, records);
	const source = new SourceFiles(records, known.files);
	const claims = judgeClaims(records.values(), known, source);
	const directories = new DirectoryCourse(lacked);
	const check = new StepCheck({
		records,
		claims,
		source,
		directories,
		lacked,
		release: intents.release
	});
	const ofClaims = [];
	const findings = [];
	const warnings = submodulesInSome(records.values(), intents);
	for (const name of evidence.layoutSteps) {
		const record = records.get(name);
		if (record === void 0) continue;
		const checked = check.step(record);
		ofClaims.push(...checked.claims);
		findings.push(...withCausesOf(checked.findings, record, {
			records,
			taken: checked.taken,
			source: () => source.of(claims.agreed),
			committed: known.submodules,
			intents
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
		notEvaluated: [...lacked.sentences(check.isSourceUntold), ...unknownOfRun(evidence, [...records.values()].filter(({ intents: step }) => seesSource(step)))],
		released: released.files
	};
}
/** Of a step in rules nothing is found that has a cause here. */
function withCausesOf(findings, record, run) {
	const { intents: step } = record;
	if (step === void 0) return findings;
	return withLegs(withCauses(findings, {
		...run,
		record,
		step
	}), {
		intents: run.intents,
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
		...submodulesUnasked(seeing, known.submodules !== void 0)
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
	const sizeIn = (step) => sizes.get(step) ?? NOTHING$2;
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
const NOTHING$2 = {
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
	const size = sizes.get(take.step) ?? NOTHING$2;
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
		this.#all = [...sizes.values()].map(({ directories }) => directories).reduce(both$1, NO_DIRECTORIES);
	}
	of(step) {
		const { directories: own, lines } = this.#sizes.get(step.name) ?? NOTHING$2;
		let taken = NO_DIRECTORIES;
		for (const take of step.takes) if (take.of === "step" && isWhole$1(take)) taken = both$1(taken, this.#ends.get(take.step) ?? this.#sizes.get(take.step)?.directories ?? NO_DIRECTORIES);
		this.#ends.set(step.name, least(both$1(taken, own), this.#all));
		const seen = both$1(taken, own);
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
function both$1(one, other) {
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
		characters += charactersOf(artifacts);
		for (const [name] of directoriesIn(artifacts)) directories = both$1(directories, {
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
/** Of all paths; a list of names that several links share is counted once. */
function charactersOf(artifacts) {
	if (artifacts instanceof ArtifactTable) return artifacts.list.characters;
	let characters = 0;
	for (const path of artifacts.paths()) characters += path.length;
	return characters;
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
			links: readModes(onDisk, "products") ?? NOTHING$1
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
const NOTHING$1 = /* @__PURE__ */ new Map();
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
		claims: claimsOf(intents, accepted),
		steps: intents.steps.values()
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
const ALL = () => true;
/**
* Both. Where one says the same of all positions, as most do, nobody looks at each, which halves the time that the rules of
* a chain take.
*/
function both(one, other) {
	if (one === NONE$1 || other === NONE$1) return NONE$1;
	if (one === ALL) return other;
	return other === ALL ? one : (position) => one(position) && other(position);
}
function not(test) {
	return test === ALL ? NONE$1 : (position) => !test(position);
}
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
		this.#positions = firstPositions(own.size);
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
		if (consumes === ALL) {
			const first = [...positions.subarray(0, Math.min(this.size, 10))].map((position) => this.#nameAt(position));
			this.size = 0;
			return first;
		}
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
				const there = this.#isThere(rule.type === "CREATE" ? item.materials : item.products);
				return this.#fitting(rule.pattern, not(there));
			}
			case "MODIFY": {
				const other = kind === "products" ? item.materials : item.products;
				return this.#fitting(rule.pattern, both(this.#isThere(other), not(this.#isSame(other))));
			}
			case "MATCH": return this.#matches(rule);
			case "DISALLOW":
			case "REQUIRE": return NONE$1;
		}
	}
	#matches(rule) {
		const there = this.#request.links.get(rule.from)?.[rule.destinationKind];
		if (there === void 0) return NONE$1;
		if (rule.sourcePrefix === "" && rule.destinationPrefix === "") return this.#fitting(rule.pattern, this.#isSame(there));
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
		if (others.list === own.list) return ALL;
		const positions = joinNames(own.list, others.list);
		return (position) => positions[position] >= 0;
	}
	/** Whether a path is among other artifacts with the same digest. One is SHA-256, which resists collisions. */
	#isSame(others) {
		const own = this.#own;
		if (others === own) return ALL;
		if (!(others instanceof ArtifactTable)) return (position) => others.get(this.#nameAt(position)) === own.digestsAt(position);
		if (others.list === own.list) return (position) => own.isSame(position, others, position);
		const positions = joinNames(own.list, others.list);
		return (position) => {
			const there = positions[position];
			return there >= 0 && own.isSame(position, others, there);
		};
	}
	/** What a pattern fits and a test says. */
	#fitting(pattern, test) {
		const fits = this.#fits(pattern);
		return this.#isCounted(pattern) ? (position) => fits(position) && test(position) : both(fits, test);
	}
	#fits(pattern) {
		if (this.#isCounted(pattern)) return (position) => pattern.matches(this.#nameAt(position), this.#request.work);
		const mask = maskOf(this.#own.list, pattern);
		return mask === "all" ? ALL : (position) => mask[position] === 1;
	}
	/** Where somebody counts the steps that patterns take, they are taken. */
	#isCounted({ isFree }) {
		const { work } = this.#request;
		return isFree !== true && work !== void 0 && work.isUnbounded !== true;
	}
};
/** Positions from 0 on, of which each queue begins with a copy. */
let rising = /* @__PURE__ */ new Int32Array();
function firstPositions(size) {
	if (rising.length < size) rising = Int32Array.from({ length: size }, (_, position) => position);
	return rising.slice(0, size);
}
/** Bytes of all masks that are kept for one list of names, beside the last. */
const KEPT_BYTES = 65536;
const MASKS = /* @__PURE__ */ new WeakMap();
/** What of a list of names a pattern fits. */
function maskOf(list, pattern) {
	const masks = MASKS.get(list) ?? /* @__PURE__ */ new Map();
	MASKS.set(list, masks);
	const before = masks.get(pattern.source);
	if (before !== void 0) return before;
	const each = Uint8Array.from(list.names, (name) => pattern.matches(name) ? 1 : 0);
	const mask = each.includes(0) ? each : "all";
	if ((masks.size + 1) * each.length > KEPT_BYTES) masks.clear();
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
			...hidden > 0 ? [`\u2026 and ${hidden} more`] : [],
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
		for (const path of claim.submodules.keys()) unchecked.add(`the files of submodule ${quoteUntrusted(path)}, which lie in another repository`);
	}
	if (unchecked.size === 0) return [];
	return [{
		code: "SOURCE_UNCHECKED",
		message: `Some source claims could not be checked against the repository: ${listed([...unchecked], LIMITS.sentenceNames, (part) => part)}.`
	}];
}
// src/intoto/keys/pem-key-ids.ts
/** An id is the digest of a document that is written for it; whoever verifies chain after chain asks for the same. */
const KNOWN = /* @__PURE__ */ new WeakMap();
/** The ids under which a key that was given as PEM may have signed, the current one first: PEM says no id. */
function pemKeyIds(key) {
	const known = KNOWN.get(key);
	if (known !== void 0) return known;
	const ids = [keyIdOf(key, "current"), keyIdOf(key, "legacy")];
	KNOWN.set(key, ids);
	return ids;
}
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
	const source = `${file.source} (payload)`;
	return { parsed: parseLayout(readJson(payload, {
		source,
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
const NOTHING = /* @__PURE__ */ new Set();
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
		unavailable: NOTHING,
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
		const options = {
			source: fileName,
			maxBytes: LIMITS.strayLinkBytes,
			bytes: ports.bytes
		};
		const { kind, signatures, payload } = readSignedMetadata(file, options);
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
		hint: `${instead.join("")}Give a value for ${names.length === 1 ? "it" : "each"}: {${shown.map((one) => `"${one}": "\u2026"`).join(", ")}}.${withBraces(name, first)}`
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
	if (value.startsWith("/") || beginsLikeDrive(value)) return `Give a path relative to the top of the workspace${write}.`;
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
function tellOfIntents({ failures, warnings, steps }, { layout, kept, prefix }, findings) {
	findings.checks.push(intentsWords(layout));
	findings.explain(kept, prefix, failures, steps);
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
export { LINK_FORMATS as A, canFail as C, isWholePath as D, distinctClasses as E, checkCertifiedRun as F, readKeylessLink as I, productForms as L, readLinkFile as M, SignatureChecker as N, nextPathState as O, certifiedRun as P, shortestPath as S, analysisBudget as T, hiddenFilesText as _, verifySupplyChain as a, deadRuleHint as b, layoutFileOf as c, applyRules as d, checkIntents as f, lineHides as g, isOneDirectory as h, withProducts as i, linkFormatOf as j, UNBOUNDED as k, pemKeyIds as l, installsOf as m, writtenIdentity as n, parameterUses as o, directoryTest as p, FAILURE_CODES as r, KnownLinks as s, layoutRefusals as t, bracketsHint as u, isOfLinks as v, analyseList as w, neverFailingHint as x, deadRuleText as y };
