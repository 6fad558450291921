import { D as nearestName, E as LIMITS, M as quoteUntrusted, N as InTotoError, P as RoomError, j as escapeUntrusted, u as GITHUB_SERVER } from "./base.mjs";
import { A as shortestPath, C as bracketsHint, D as deadRuleText, E as openNames, F as analysisBudget, Kt as parseUtcSeconds, M as quotedRule, N as splitWords, O as deadRuleHint, P as analyseList, S as keyIdOf, an as ROOTS_OF_GITHUB, cn as isTooWide, dn as WRITTEN_EXTENSIONS, fn as isCertificateExtension, in as CUSTOM_ROOT, it as isNormalised, k as neverFailingHint, n as writtenIdentity, nn as identityOf, on as isRootName, qt as parseRuleTokens, rn as keylessKeyId, sn as GITHUB_ISSUER, yn as CoreError, yt as isSafeName } from "./intoto.mjs";
import { t as require_dist } from "./yaml.mjs";
// src/layouts/expiry-text.ts
const HOUR = 36e5;
const UNITS = {
	hour: HOUR,
	day: 24 * HOUR,
	week: 168 * HOUR
};
/**
* An expiry as people write it: `90 days`, `1 year`, `2030-01-31` (the start of that day, UTC) or
* `2030-01-31T00:00:00Z`. Milliseconds since the epoch, or undefined when it is none of these.
*/
function parseExpiryText(text, now) {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseUtcSeconds(`${text}T00:00:00Z`);
	const match = /^(\d{1,5}) (hour|day|week|month|year)s?$/.exec(text);
	if (match === null) return parseUtcSeconds(text);
	const [, digits, unit] = match;
	const amount = Number(digits);
	if (amount === 0) return void 0;
	if (unit === "month" || unit === "year") return addMonths(now, unit === "year" ? 12 * amount : amount);
	return now + amount * UNITS[unit];
}
/** Calendar months later; 31 January and one month is the last day of February. */
function addMonths(now, months) {
	const date = new Date(now);
	const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
	const day = Math.min(date.getUTCDate(), target.getUTCDate());
	const result = Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds());
	return target.getUTCFullYear() > 9999 ? void 0 : result;
}
// src/layouts/read-address.ts
/** An address of the web without a slash at its end; `otherwise` where none is given, or what is given is none. */
function readAddress(reader, member, otherwise) {
	if (member === void 0) return otherwise;
	const text = reader.text(member.value, "address");
	if (text === void 0 || /^https?:\/\/[^\s]+[^\s/]$/.test(text)) return text ?? otherwise;
	reader.problem("LAYOUT_SOURCE_VALUE", member.value, `${quoteUntrusted(text)} is not an address of the web as certificates have it.`, `Write it in full and without a slash at its end, like ${otherwise}.`);
	return otherwise;
}
// src/layouts/yaml-reader.ts
/** Reads values, and hands what is wrong to the source, which knows its places. */
var YamlReader = class {
	/** The name of the file, for messages. */
	name;
	#source;
	constructor(source) {
		this.#source = source;
		this.name = source.name;
	}
	/** Undefined, so that a reader can return it in place of the value. */
	problem(code, at, message, hint) {
		this.#source.problem(code, at.offset, message, hint);
	}
	/** The same for an error of what stands there. */
	refusal(error, at, message, hint = "") {
		this.#source.refusal(error, at.offset, message, error.hint ?? hint);
	}
	warning(at, message, hint) {
		this.#source.warning(at.offset, message, hint);
	}
	/** What `read` gives. An error of it becomes a problem here. */
	attempt(at, read) {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof InTotoError)) throw error;
			return this.refusal(error, at, error.message);
		}
	}
	/** The members of a mapping, none when it is something else. Names that are not `known` are problems. */
	mapping(value, what, known) {
		if (value.kind !== "mapping") {
			this.problem("LAYOUT_SOURCE_TYPE", value, `${what} is a mapping of names to values.`, "Write \"name: value\" lines.");
			return /* @__PURE__ */ new Map();
		}
		if (known !== void 0) this.refuseUnknown(value.members, known);
		return value.members;
	}
	refuseUnknown(members, known) {
		for (const [name, { key }] of members) {
			if (known.includes(name)) continue;
			const near = nearestName(name, known);
			this.problem("LAYOUT_SOURCE_UNKNOWN", key, `There is no ${quoteUntrusted(name)} here.`, near === void 0 ? `Known here: ${known.join(", ")}.` : `Did you mean ${quoteUntrusted(near)}?`);
		}
	}
	/** A text that is not empty. */
	text(value, what) {
		if (value?.kind === "scalar" && typeof value.value === "string" && value.value !== "") return value.value;
		const found = value?.kind === "scalar" ? value.value === "" ? "empty" : String(value.value) : `a ${value?.kind ?? "nothing"}`;
		return this.problem("LAYOUT_SOURCE_TYPE", value ?? { offset: 0 }, `"${what}" needs a text, found ${found}.`, "Put the value into quotes.");
	}
	/** A text, or a list of texts; none when it is not there. */
	texts(member, what) {
		return oneOrMore(member).flatMap((item) => this.text(item, what) ?? []);
	}
	/** The items of what must be a list; none when it is something else. */
	list({ value }, message, hint) {
		if (value.kind === "list") return value.items;
		this.problem("LAYOUT_SOURCE_TYPE", value, message, hint);
		return [];
	}
	/** Words as a shell would split them, or a list of words. */
	words(value, what) {
		if (value.kind === "list") return value.items.flatMap((item) => this.text(item, what) ?? []);
		const text = this.text(value, what);
		return text === void 0 ? void 0 : this.attempt(value, () => splitWords(text));
	}
};
/** The items of a list, or the one value that stands in its place; none when it is not there. */
function oneOrMore(member) {
	if (member === void 0) return [];
	return member.value.kind === "list" ? member.value.items : [member.value];
}
// src/layouts/read-certificate.ts
/** What every functionary by identity may say. */
const CERTIFICATE_MEMBERS = ["certificate", "trusted-root"];
/** The identity with what `certificate:` and `trusted-root:` add. Undefined, with the problems noted, where that is wrong. */
function withCertificate(reader, members, identity) {
	const constraints = readConstraints(reader, members.get("certificate"), identity);
	const root = readRoot(reader, members.get("trusted-root"));
	if (constraints === void 0 || root === void 0) return void 0;
	return identityOf(identity.issuer, identity.subject, constraints, root.name);
}
function readConstraints(reader, member, { constraints: before }) {
	const constraints = new Map(before);
	if (member === void 0) return constraints;
	let right = member.value.kind === "mapping";
	for (const [written, { key, value }] of reader.mapping(member.value, "certificate")) {
		const name = written.replaceAll("-", "_");
		const values = readValues(reader, {
			key,
			value
		}, written);
		if (!isCertificateExtension(name)) right = refuseName(reader, key, written) ?? false;
		else if (before.has(name)) right = refuseTwice(reader, key, written) ?? false;
		else if (values === void 0) right = false;
		else constraints.set(name, values);
	}
	return right ? constraints : void 0;
}
/** One value, or a list of which one must fit. Numbers are texts there. */
function readValues(reader, member, name) {
	const items = oneOrMore(member);
	if (items.length === 0) return reader.problem("LAYOUT_SOURCE_VALUE", member.value, `"${name}" has nothing to fit.`, "Give at least one value.");
	const values = items.map((item) => wholeNumber(item) ?? reader.text(item, name));
	return values.every((value) => value !== void 0) ? values : void 0;
}
/** A whole number as text; YAML reads digits without quotes as a number. */
function wholeNumber(value) {
	return value.kind === "scalar" && Number.isSafeInteger(value.value) ? String(value.value) : void 0;
}
function refuseName(reader, key, written) {
	const near = nearestName(written, WRITTEN_EXTENSIONS);
	return reader.problem("LAYOUT_SOURCE_UNKNOWN", key, `Certificates have no ${quoteUntrusted(written)}.`, near === void 0 ? `Known: ${WRITTEN_EXTENSIONS.join(", ")}.` : `Did you mean ${quoteUntrusted(near)}?`);
}
function refuseTwice(reader, key, written) {
	return reader.problem("LAYOUT_SOURCE_VALUE", key, `What ${quoteUntrusted(written)} must be follows from other members of this functionary.`, "Say it there alone, or name the functionary by its \"identity\" instead of its \"workflow\".");
}
function readRoot(reader, member) {
	if (member === void 0) return { name: void 0 };
	const name = reader.text(member.value, "trusted-root");
	if (name !== void 0 && isRootName(name)) return { name };
	if (name !== void 0) reader.problem("LAYOUT_SOURCE_VALUE", member.value, `${quoteUntrusted(name)} is not the name of a trusted root.`, `Write ${[...ROOTS_OF_GITHUB, CUSTOM_ROOT].join(", ")}, or the name that stands before "=" where the root is given.`);
}
// src/layouts/functionary-forms.ts
const MEMBER_FORMS = {
	workflow: {
		form: /^(?:\.?\/)?\.github\/workflows\/[^@\s]+\.ya?ml$/,
		hint: "Write its path in the repository, without a ref: .github/workflows/ci.yml."
	},
	refs: {
		form: /^(?:refs\/|\*)\S*$/,
		hint: "Write the whole ref: refs/heads/main, or refs/tags/v*."
	},
	through: {
		form: /^[^/@\s]+\/[^/@\s]+\/\.github\/workflows\/[^/@\s]+@(?:refs\/\S+|[0-9a-f]{40}|[0-9a-f]{64}|\S*\*\S*)$/,
		hint: "Write owner/name/.github/workflows/file.yml@ and the whole ref as certificates have it, refs/tags/v1.0.0, or a commit."
	},
	"through-digests": {
		form: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
		hint: "Write the commit of the workflow in full, 40 digits."
	},
	triggers: {
		form: /^[a-z_*]+$/,
		hint: "Write names of events: push, pull_request, workflow_dispatch."
	},
	environments: {
		form: /\S/,
		hint: "Write the name of the deployment environment."
	},
	"repository-ids": {
		form: /^\d+$/,
		hint: "Write the number that GitHub gave the repository."
	}
};
/** Events that start workflows. */
const KNOWN_TRIGGERS = [
	"push",
	"pull_request",
	"pull_request_target",
	"pull_request_review",
	"merge_group",
	"workflow_dispatch",
	"workflow_run",
	"repository_dispatch",
	"schedule",
	"release",
	"create",
	"deployment",
	"deployment_status",
	"issue_comment",
	"registry_package"
];
/** Whether the workflow that a `through` names may change without the layout changing. */
function isMovable(through) {
	return !/@(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(through);
}
// src/layouts/keyless-functionary.ts
/** The functionary as an identity with constraints. */
function workflowIdentity(functionary) {
	const { workflow, repository, refs, through, server, issuer } = functionary;
	const own = `${server}/${repository}/${workflow}`;
	const subjects = through.length > 0 ? through.map((place) => `${server}/${place}`) : refs.map((ref) => `${own}@${ref}`);
	const [subject = own, ...more] = subjects;
	const exact = more.length === 0 && !subject.includes("*");
	const constraints = /* @__PURE__ */ new Map([
		["source_repository_uri", [`${server}/${repository}`]],
		["source_repository_ref", refs],
		["build_config_uri", refs.map((ref) => `${own}@${ref}`)]
	]);
	const further = [
		["runner_environment", functionary.runner],
		["build_signer_digest", functionary.throughDigests],
		["build_trigger", functionary.triggers],
		["deployment_environment", functionary.environments],
		["source_repository_id", functionary.repositoryIds]
	];
	for (const [name, values] of further) if (values.length > 0) constraints.set(name, values);
	if (more.length > 0) constraints.set("build_signer_uri", subjects);
	const wide = through.length > 0 ? `${server}/*/*/.github/workflows/*@**` : `${own}@**`;
	return identityOf(issuer, exact ? {
		kind: "exact",
		text: subject
	} : {
		kind: "pattern",
		text: more.length === 0 ? subject : wide
	}, constraints);
}
// src/layouts/read-workflow.ts
/** What a functionary that is a workflow may say. */
const WORKFLOW_MEMBERS = [
	"workflow",
	"repository",
	"refs",
	"runner",
	"through",
	"through-digests",
	"triggers",
	"environments",
	"repository-ids",
	"issuer",
	"server",
	...CERTIFICATE_MEMBERS
];
const RUNNERS = ["github-hosted", "self-hosted"];
/**
* The identity that a workflow signs with. Undefined, with the problems noted, where it is not said well enough.
*
* @param ownRepository `owner/name` that workflows without a repository of their own belong to
*/
function readWorkflow(reader, functionary, ownRepository) {
	const { name, members, at } = functionary;
	reader.refuseUnknown(members, WORKFLOW_MEMBERS);
	const formed = (member) => readFormed(reader, members.get(member), member);
	const [workflow] = formed("workflow");
	const refs = formed("refs");
	if (refs.length === 0) return reader.problem("LAYOUT_SOURCE_MISSING", at, `The functionary ${quoteUntrusted(name)} has no "refs", so every branch could perform its steps.`, "Name those that may: \"refs: [refs/heads/main]\".");
	const repository = readRepository(reader, functionary, ownRepository);
	if (repository === void 0) return void 0;
	const runner = readRunner(reader, functionary);
	if (runner === void 0) return void 0;
	const [through, throughDigests, triggers] = [
		formed("through"),
		formed("through-digests"),
		formed("triggers")
	];
	const environments = formed("environments");
	adviseOnWorkflow(reader, members, {
		through,
		throughDigests,
		triggers,
		environments
	});
	if (workflow === void 0) return void 0;
	return withCertificate(reader, members, workflowIdentity({
		workflow: workflow.replace(/^\.?\//, ""),
		repository,
		refs,
		runner,
		through,
		throughDigests,
		triggers,
		environments,
		repositoryIds: formed("repository-ids"),
		issuer: readAddress(reader, members.get("issuer"), GITHUB_ISSUER),
		server: readAddress(reader, members.get("server"), GITHUB_SERVER)
	}));
}
function readRepository(reader, { name, members, at }, otherwise) {
	const member = members.get("repository");
	const repository = member === void 0 ? otherwise : reader.text(member.value, "repository");
	if (repository !== void 0 && /^[\w.-]+\/[\w.-]+$/.test(repository)) return repository;
	return reader.problem("LAYOUT_SOURCE_MISSING", member?.value ?? at, `The functionary ${quoteUntrusted(name)} has no "repository" of the form owner/name.`, "Name the repository whose workflow it is, here or with --repository.");
}
function readRunner(reader, { members, at }) {
	const member = members.get("runner");
	const runner = reader.texts(member, "runner");
	const odd = runner.find((word) => !RUNNERS.includes(word));
	if (odd === void 0) return runner;
	return reader.problem("LAYOUT_SOURCE_VALUE", member?.value ?? at, `There are no runners of the kind ${quoteUntrusted(odd)}.`, `Known: ${RUNNERS.join(", ")}.`);
}
/** Texts of the form that a member has; others are problems. */
function readFormed(reader, member, what) {
	const { form, hint } = MEMBER_FORMS[what];
	return oneOrMore(member).flatMap((item) => {
		const text = wholeNumber(item) ?? reader.text(item, what);
		if (text !== void 0 && NAMING_WORKFLOWS.includes(what) && isTooWide(text)) return refuseWide(reader, item, text);
		if (text === void 0 || form.test(text)) return text ?? [];
		reader.problem("LAYOUT_SOURCE_VALUE", item, `${quoteUntrusted(text)} is not what "${what}" takes: it would fit no certificate.`, hint);
		return [];
	});
}
/** Members of which a `**` before the `@` would leave open whose workflow is meant. */
const NAMING_WORKFLOWS = ["workflow", "through"];
/** A pattern that anybody's workflow could fit; nothing, so that a list can go on. */
function refuseWide(reader, at, text) {
	reader.problem("LAYOUT_SOURCE_VALUE", at, `${quoteUntrusted(text)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody.`, "Name owner, repository and workflow there; \"*\" stops at \"/\". Behind the \"@\", \"**\" may stand for any ref.");
	return [];
}
/** What can be meant, and seldom is. */
function adviseOnWorkflow(reader, members, { through, throughDigests, triggers, environments }) {
	const warn = (member, message, hint) => reader.warning(members.get(member)?.value ?? { offset: 0 }, message, hint);
	const movable = through.find(isMovable);
	if (movable !== void 0 && throughDigests.length === 0) warn("through", `${quoteUntrusted(movable)} may be another workflow tomorrow: tags and branches move, and commits of forks can be called as those of a repository.`, "Add through-digests with the commits that you reviewed, or name a commit after \"@\".");
	for (const trigger of triggers) {
		if (trigger.includes("*") || KNOWN_TRIGGERS.includes(trigger)) continue;
		const near = nearestName(trigger, KNOWN_TRIGGERS);
		warn("triggers", `${quoteUntrusted(trigger)} is not known as an event that starts workflows.`, near === void 0 ? "Check its spelling." : `Did you mean ${near}?`);
	}
	if (environments.length > 0 && through.some((place) => /\/stage\.ya?ml@/.test(place))) warn("environments", "Jobs of an isolated stage have no deployment environment, so nothing fits.", "Leave it away.");
}
// src/layouts/read-functionaries.ts
const IDENTITY_MEMBERS = [
	"identity",
	"issuer",
	...CERTIFICATE_MEMBERS
];
function readFunctionaries(reader, member, root, settings) {
	const functionaries = /* @__PURE__ */ new Map();
	if (member === void 0) {
		reader.problem("LAYOUT_SOURCE_MISSING", root, "\"functionaries\" is missing.", "Name who performs steps: \"functionaries: {ci: {key: .in-toto/keys/ci.pub}}\".");
		return functionaries;
	}
	const owner = /* @__PURE__ */ new Map();
	for (const [name, { key, value }] of reader.mapping(member.value, "functionaries")) {
		const functionary = readFunctionary(reader, name, value, settings);
		functionaries.set(name, functionary);
		if (functionary === void 0) continue;
		const other = owner.get(functionary.key.fingerprint);
		if (other !== void 0) reader.problem("LAYOUT_SOURCE_KEY_SHARED", key, `${quoteUntrusted(name)} and ${quoteUntrusted(other)} have the same key; one person could meet a threshold of two.`, "Give each functionary a key of its own.");
		owner.set(functionary.key.fingerprint, name);
	}
	return functionaries;
}
function readFunctionary(reader, name, at, settings) {
	const members = reader.mapping(at, `The functionary ${quoteUntrusted(name)}`);
	if (at.kind !== "mapping") return void 0;
	const functionary = {
		name,
		members,
		at
	};
	if (members.has("workflow")) return byIdentity(readWorkflow(reader, functionary, settings.repository));
	if (members.has("identity")) return byIdentity(readIdentity(reader, members));
	return readKeyHolder(reader, functionary, settings);
}
function byIdentity(key) {
	return key === void 0 ? void 0 : {
		key,
		keyId: keylessKeyId(key)
	};
}
/** `{key}`: whoever holds the private half. */
function readKeyHolder(reader, { name, members, at }, { readKey, keyIdForm }) {
	refuseConstraints(reader, name, members);
	const member = members.get("key");
	if (member === void 0) return reader.problem("LAYOUT_SOURCE_MISSING", at, `The functionary ${quoteUntrusted(name)} has neither a "key" nor a "workflow" or "identity".`, "Name the file of its public key, or the workflow that it is.");
	const path = reader.text(member.value, "key");
	if (path === void 0) return void 0;
	try {
		const key = readKey(path);
		return {
			key,
			keyId: keyIdOf(key, keyIdForm)
		};
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
		const message = `The key ${quoteUntrusted(path)} cannot be used: ${error.message}`;
		return reader.refusal(error, member.value, message, "Check the path.");
	}
}
/** A key says nothing of where it is used, so what would narrow a workflow narrows nothing here. */
function refuseConstraints(reader, name, members) {
	reader.refuseUnknown(members, [
		"key",
		...WORKFLOW_MEMBERS,
		...IDENTITY_MEMBERS
	]);
	if (!members.has("key")) return;
	for (const [member, { key }] of members) {
		if (member === "key" || !KEYLESS_MEMBERS.includes(member)) continue;
		reader.problem("LAYOUT_SOURCE_UNKNOWN", key, `${quoteUntrusted(member)} stands beside the key of ${quoteUntrusted(name)}, and nothing would enforce it: whoever holds the key may sign anywhere.`, "Leave it out, or name a \"workflow\" in the place of the key.");
	}
}
const KEYLESS_MEMBERS = [...WORKFLOW_MEMBERS, ...IDENTITY_MEMBERS];
/** `{identity, issuer, certificate, trusted-root}`: a certificate by its own words. With a `*` the identity is a pattern. */
function readIdentity(reader, members) {
	reader.refuseUnknown(members, IDENTITY_MEMBERS);
	const at = members.get("identity")?.value;
	const text = reader.text(at, "identity");
	if (text === void 0 || at === void 0) return void 0;
	const issuer = readAddress(reader, members.get("issuer"), GITHUB_ISSUER);
	if (text === "" || /[\s\p{Cc}]/u.test(text)) return reader.problem("LAYOUT_SOURCE_VALUE", at, `The identity ${quoteUntrusted(text)} is empty or holds white space, which no certificate has there.`, "Write it as the certificate has it; `in-toto-actions inspect BUNDLE` shows it.");
	if (issuer === "https://token.actions.githubusercontent.com" && !text.includes("/")) return reader.problem("LAYOUT_SOURCE_VALUE", at, `${quoteUntrusted(text)} does not name a workflow, and GitHub vouches for workflows alone.`, "Name the issuer that vouches for this identity: \"issuer: https://accounts.google.com\".");
	if (isTooWide(text)) {
		refuseWide(reader, at, text);
		return;
	}
	if (text.startsWith("*")) reader.warning(at, `The identity ${quoteUntrusted(text)} may be almost anybody whom ${issuer} vouches for.`, "Begin with the server and the owner: https://github.com/owner/*/.github/workflows/*@**.");
	const identity = withCertificate(reader, members, writtenIdentity(text, issuer));
	const [open] = identity === void 0 ? [] : openNames(identity);
	if (open === void 0) return identity;
	refuseWide(reader, at, open);
}
// src/layouts/read-items.ts
/** Reads steps and inspections, and keeps in mind which names are taken and who performs something. */
var ItemReader = class {
	/** The functionaries that steps named. */
	used = /* @__PURE__ */ new Set();
	#reader;
	#functionaries;
	#names = /* @__PURE__ */ new Set();
	constructor(reader, functionaries) {
		this.#reader = reader;
		this.#functionaries = functionaries;
	}
	steps(member, root) {
		return this.#items(member, root, "steps").map((value) => this.#step(value));
	}
	inspections(member, root) {
		return this.#items(member, root, "inspections").map((value) => this.#inspection(value));
	}
	#items(member, root, name) {
		if (member !== void 0) return this.#reader.list(member, `"${name}" is a list.`, "Start each entry with \"- name: …\".");
		this.#reader.problem("LAYOUT_SOURCE_MISSING", root, `"${name}" is missing.`, "Add a step: \"- {name: build, by: ci}\".");
		return [];
	}
	#step(value) {
		const members = this.#reader.mapping(value, "A step", [
			"name",
			"by",
			"threshold",
			"run",
			"materials",
			"products"
		]);
		const name = this.#name(members, value, "step");
		const functionaries = this.#by(members.get("by"), value);
		const threshold = readThreshold(this.#reader, members.get("threshold"), functionaries);
		const { materials, products, rules } = this.#ruleLists(members);
		return {
			item: {
				kind: "step",
				name: name ?? "",
				threshold,
				pubkeys: functionaries.flatMap((functionary) => this.#functionaries.get(functionary)?.keyId ?? []),
				expectedCommand: this.#command(members.get("run")),
				...rules
			},
			materials,
			products
		};
	}
	#inspection(value) {
		const members = this.#reader.mapping(value, "An inspection", [
			"name",
			"run",
			"materials",
			"products"
		]);
		const name = this.#name(members, value, "inspection");
		const run = this.#command(members.get("run"));
		if (run.length === 0) this.#reader.problem("LAYOUT_SOURCE_MISSING", members.get("run")?.value ?? value, "An inspection needs a command.", "Write \"run: …\".");
		const { materials, products, rules } = this.#ruleLists(members);
		return {
			item: {
				kind: "inspection",
				name: name ?? "",
				run,
				...rules
			},
			materials,
			products
		};
	}
	#name(members, at, what) {
		const member = members.get("name");
		if (member === void 0) return this.#reader.problem("LAYOUT_SOURCE_MISSING", at, `A ${what} has no "name".`, "Give it a name of its own.");
		const name = this.#reader.text(member.value, "name");
		if (name === void 0) return void 0;
		const refuse = (message, hint) => this.#reader.problem("LAYOUT_SOURCE_NAME", member.value, message, hint);
		if (!isSafeName(name)) return refuse(`The name ${quoteUntrusted(name)} cannot be a file name on every system.`, "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot.");
		if (this.#names.has(name)) return refuse(`The name ${quoteUntrusted(name)} stands twice.`, "Give each step and inspection a name of its own.");
		this.#names.add(name);
		return name;
	}
	#by(member, step) {
		if (member === void 0) {
			this.#reader.problem("LAYOUT_SOURCE_MISSING", step, "A step has no \"by\".", "Say who performs it: \"by: ci\" or \"by: [alice, bob]\".");
			return [];
		}
		const items = oneOrMore(member);
		if (items.length === 0) this.#reader.problem("LAYOUT_SOURCE_VALUE", member.value, "Nobody may perform this step.", "Name at least one functionary.");
		return [...new Set(items.flatMap((item) => this.#functionaryName(item)))];
	}
	#functionaryName(item) {
		const name = this.#reader.text(item, "by");
		if (name === void 0) return [];
		this.used.add(name);
		if (this.#functionaries.has(name)) return [name];
		const near = nearestName(name, [...this.#functionaries.keys()]);
		this.#reader.problem("LAYOUT_SOURCE_UNKNOWN", item, `There is no functionary ${quoteUntrusted(name)}.`, near === void 0 ? "Define it under \"functionaries\"." : `Did you mean ${quoteUntrusted(near)}?`);
		return [];
	}
	#command(member) {
		return member === void 0 ? [] : this.#reader.words(member.value, "run") ?? [];
	}
	#ruleLists(members) {
		const materials = readRules(this.#reader, members.get("materials"), "materials");
		const products = readRules(this.#reader, members.get("products"), "products");
		return {
			materials,
			products,
			rules: {
				expectedMaterials: materials.map(({ rule }) => rule),
				expectedProducts: products.map(({ rule }) => rule)
			}
		};
	}
};
function readThreshold(reader, member, functionaries) {
	if (member === void 0) return 1;
	const { value } = member;
	const number = value.kind === "scalar" && typeof value.value === "number" ? value.value : 0;
	if (!Number.isSafeInteger(number) || number < 1) {
		reader.problem("LAYOUT_SOURCE_VALUE", value, "A threshold is a whole number from 1.", "Write for example \"threshold: 2\".");
		return 1;
	}
	if (functionaries.length > 0 && number > functionaries.length) reader.problem("LAYOUT_SOURCE_VALUE", value, `The threshold is ${number}, and ${functionaries.length === 1 ? "1 functionary" : `${functionaries.length} functionaries`} may perform the step.`, "Name more functionaries in \"by\", or lower the threshold.");
	return number;
}
/** What is written in the place of rules where nothing is to be checked; in the layout it is the empty list. */
const ANYTHING = "anything";
function readRules(reader, member, name) {
	if (member === void 0) return [];
	const { value } = member;
	if (value.kind === "scalar" && value.value === ANYTHING) return [];
	const example = `Write for example [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]; "${name}: ${ANYTHING}" if nothing is to be checked, or [DISALLOW *] if there must be no files.`;
	const items = reader.list(member, `"${name}" is a list of rules.`, example);
	if (value.kind === "list" && items.length === 0) reader.problem("LAYOUT_SOURCE_VALUE", value, `An empty list lets everything pass.`, `Write "${name}: ${ANYTHING}" if nothing is to be checked, or [DISALLOW *] if there must be no files.`);
	return items.flatMap((item) => readRule(reader, item) ?? []);
}
function readRule(reader, item) {
	const words = readRuleWords(reader, item);
	if (words === void 0) return void 0;
	if (words.length === 1) {
		const message = `A rule has at least two words, and ${quoteUntrusted(words[0])} is one.`;
		const hint = words[0] === ANYTHING ? "Write \"anything\" in the place of the list, without brackets." : "In a list in brackets a comma ends a rule; put a rule that holds one into double quotes: \"ALLOW a,b\".";
		return reader.refusal(new CoreError("METADATA_RULE_INVALID", message, { hint }), item, message);
	}
	return reader.attempt(item, () => ({
		rule: parseRuleTokens(words, reader.name),
		offset: item.offset
	}));
}
/** A backslash that means itself, for those who think of other implementations; no path has one here. */
const BACKSLASH = "[\\]";
/** The words of a rule. In text a backslash would take the next character as it is, and so widen the rule or narrow it. */
function readRuleWords(reader, item) {
	const text = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
	if (!text.replaceAll(BACKSLASH, "").includes("\\")) return text.includes(BACKSLASH) ? reader.attempt(item, () => splitWords(text.replaceAll(BACKSLASH, "[\\\\]"))) : reader.words(item, "rule");
	return reader.problem("LAYOUT_SOURCE_VALUE", item, `The rule ${quoteUntrusted(text)} holds a backslash, which separates nothing in recorded paths.`, withoutBackslashes(text));
}
/** What is probably meant by a rule with backslashes; escaped. */
function withoutBackslashes(text) {
	if (/\\[\s"']/.test(text)) return "Put a name with blanks or quotes into quotes: ALLOW \"a b\".";
	const quoted = (rule) => escapeUntrusted(JSON.stringify(rule));
	const slashes = text.replaceAll(BACKSLASH, "/").replace(/\\+/g, "/");
	if (!/\\[*?[]/.test(text)) return `Write ${quoted(slashes)}.`;
	const literal = text.replace(/\\([*?[])/g, "[$1]").replace(/\\+/g, "/");
	return `Write ${quoted(slashes)}, or, to mean the character after the backslash itself, ${quoted(literal)}.`;
}
// src/layouts/review-rules.ts
/** Remarks on one list of rules of a step or inspection. */
function reviewRules(list, owner, placed) {
	const rules = placed.map(({ rule }) => rule);
	const remarks = reviewList(list, owner, placed);
	const refused = new Set(remarks.map(({ offset }) => offset));
	for (const [index, { rule, offset }] of placed.entries()) {
		const remark = (message, hint) => void remarks.push({
			offset,
			message,
			hint,
			weight: "warning"
		});
		const earlier = rules.slice(0, index);
		if (rule.type === "REQUIRE") {
			const never = unmeetable(rule.path, offset);
			if (never !== void 0) remarks.push(never);
			else if (/[*?]/.test(rule.path)) remark("REQUIRE takes a path as it is; * and ? mean themselves.", "Write the path of one file.");
			if (earlier.some((other) => other.type !== "MATCH" && "pattern" in other && other.type !== "DISALLOW" && other.pattern.matches(rule.path))) remark("An earlier rule may take the file before REQUIRE looks for it.", "Put REQUIRE first.");
			continue;
		}
		const { source } = rule.pattern;
		if (source.includes("**")) remark("** is the same as * here; * crosses directories.", "Write *.");
		if (/\{.*,.*\}/.test(source)) remark("Braces mean themselves in a pattern.", "Write one rule for each alternative.");
		const brackets = bracketsHint(rule.tokens);
		if (brackets !== void 0) remark(brackets.message, brackets.hint);
		if (source.includes("\\") && !refused.has(offset)) remark("A backslash means itself in a pattern.", "To match *, ? or [ write [*], [?] or [[].");
	}
	return remarks;
}
/** A REQUIRE of a path that no link can have. */
function unmeetable(path, offset) {
	if (isNormalised(path)) return void 0;
	const meant = shortestPath(path);
	const write = meant !== void 0 && isNormalised(meant) ? ` Write ${quotedRule(["REQUIRE", meant])}.` : "";
	return {
		offset,
		message: `This rule can never be met: no file can be recorded as ${quoteUntrusted(path)}.`,
		hint: `Paths are relative, with forward slashes, without ./ at the start and / at the end.${write}`,
		weight: "problem"
	};
}
/** What makes a list worthless, and rules that can do nothing. */
function reviewList(list, owner, placed) {
	const rules = placed.map(({ rule }) => rule);
	const [first] = placed;
	const whole = {
		owner,
		kind: list,
		rules
	};
	const analysis = first === void 0 ? void 0 : analyseList(whole);
	if (first === void 0 || analysis === void 0) return [];
	const { failing, passing, dead } = analysis;
	const budget = analysisBudget();
	const remarks = [];
	if (failing === void 0) {
		const through = quoteUntrusted(passing.path);
		remarks.push({
			offset: first.offset,
			message: `These rules for ${list} can never fail: what no rule takes is allowed. ${through} gets through, for example.`,
			hint: neverFailingHint(whole, analysis, `write "${list}: anything" if nothing is to be checked`, budget),
			weight: "problem"
		});
	}
	for (const [index, { rule, offset }] of placed.entries()) {
		const why = dead[index];
		if (why === void 0) continue;
		const meant = why.because === "fits-nothing" && "pattern" in rule && rule.pattern.source.includes("[\\]");
		remarks.push({
			offset,
			message: `This rule can never take anything: ${deadRuleText(why, rules, index)}.`,
			hint: deadRuleHint(whole, index, analysis, budget),
			weight: meant ? "warning" : "problem"
		});
	}
	return remarks;
}
// src/layouts/review-items.ts
/** Problems and warnings of the rules of all items. */
function reviewItems(reader, steps, inspections) {
	const stepNames = steps.map(({ item }) => item.name);
	const allNames = [...stepNames, ...inspections.map(({ item }) => item.name)];
	for (const { item, materials, products } of [...steps, ...inspections]) {
		const names = item.kind === "step" ? stepNames : allNames;
		for (const placed of [...materials, ...products]) checkMatch(reader, placed, names);
		for (const [list, rules] of [["materials", materials], ["products", products]]) for (const { weight, offset, message, hint } of reviewRules(list, item.name, rules)) if (weight === "warning") reader.warning({ offset }, message, hint);
		else reader.problem("LAYOUT_SOURCE_RULE", { offset }, message, hint);
	}
}
function checkMatch(reader, { rule, offset }, names) {
	if (rule.type !== "MATCH" || names.includes(rule.from)) return;
	const near = nearestName(rule.from, names);
	reader.problem("LAYOUT_SOURCE_UNKNOWN", { offset }, `A MATCH rule names ${quoteUntrusted(rule.from)}, and there is no such step.`, near === void 0 ? `The steps are: ${names.map((name) => quoteUntrusted(name)).join(", ")}.` : `Did you mean ${quoteUntrusted(near)}?`);
}
// src/layouts/problem.ts
var import_dist = require_dist();
/** All mistakes of a layout source; its code is that of the first. */
var LayoutSourceError = class extends RoomError {
	problems;
	constructor(source, problems) {
		const [first, ...rest] = problems;
		const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
		super(first.code, `${first.message}${more}`, {
			at: `${source}:${first.line}:${first.column}`,
			hint: first.hint
		});
		this.problems = problems;
	}
};
// src/layouts/yaml-source.ts
/** Collects what is wrong, so that all mistakes of a file are shown at once. */
var YamlSource = class {
	name;
	warnings = [];
	#text;
	#lines = new import_dist.LineCounter();
	#problems = [];
	constructor(text, name) {
		this.#text = text;
		this.name = name;
	}
	/** The one document of the file. @throws LayoutSourceError with a YAML_ code */
	read() {
		if (this.#text.length > LIMITS.smallFileBytes) {
			this.problem("YAML_TOO_LARGE", 0, `The file has more than ${LIMITS.smallFileBytes} characters.`, "Write a shorter layout.");
			this.throwProblems();
		}
		const documents = (0, import_dist.parseAllDocuments)(this.#text, {
			lineCounter: this.#lines,
			version: "1.2",
			schema: "core",
			merge: false,
			stringKeys: true,
			prettyErrors: false
		});
		const [document, second] = Array.isArray(documents) ? documents : [];
		const [error] = document?.errors ?? [];
		if (error !== void 0) {
			const code = error.code === "DUPLICATE_KEY" ? "YAML_KEY_DUPLICATE" : "YAML_SYNTAX";
			this.problem(code, error.pos[0], escapeUntrusted(error.message), hintFor(code, this.#text, error.pos[0]));
			this.throwProblems();
		}
		if (second !== void 0) this.problem("YAML_SYNTAX", second.range[0], "The file holds more than one document.", "Remove what follows \"---\".");
		if (document === void 0 || document.contents === null) this.problem("YAML_SYNTAX", 0, "The file is empty.", "Write a layout with expires, functionaries and steps.");
		else this.#refuseFeatures(document.contents);
		this.throwProblems();
		return convert(document.contents);
	}
	/** Anchors make two places of a file depend on each other, and tags make values something else. */
	#refuseFeatures(contents) {
		(0, import_dist.visit)(contents, { Node: (_key, node) => {
			const offset = offsetOf(node);
			if ((0, import_dist.isAlias)(node)) this.problem("YAML_FEATURE", offset, "An alias stands here.", "Write the value out.");
			else if (node.anchor !== void 0) this.problem("YAML_FEATURE", offset, "An anchor stands here.", "Remove it and write values out.");
			else if (node.tag !== void 0) this.problem("YAML_FEATURE", offset, `The tag ${quoteUntrusted(node.tag)} stands here.`, "Remove it.");
		} });
	}
	problem(code, offset, message, hint) {
		this.#note(code, offset, message, hint);
	}
	/** Notes an error as a problem, under its own code. */
	refusal({ code }, offset, message, hint) {
		this.#note(code, offset, message, hint);
	}
	#note(code, offset, message, hint) {
		const { line, column } = this.#place(offset);
		this.#problems.push({
			code,
			line,
			column,
			message,
			hint,
			excerpt: this.#excerpt(line, column)
		});
	}
	warning(offset, message, hint) {
		this.warnings.push({
			...this.#place(offset),
			message,
			hint
		});
	}
	/** @throws LayoutSourceError when there is any problem */
	throwProblems() {
		const [first, ...rest] = this.#problems.toSorted((a, b) => a.line === b.line ? a.column - b.column : a.line - b.line);
		if (first !== void 0) throw new LayoutSourceError(escapeUntrusted(this.name), [first, ...rest]);
	}
	#place(offset) {
		const { line, col } = this.#lines.linePos(offset);
		return {
			line: Math.max(line, 1),
			column: Math.max(col, 1)
		};
	}
	#excerpt(line, column) {
		const text = (this.#text.split("\n")[line - 1] ?? "").replace(/\r$/, "").replaceAll("	", " ");
		if (text.length > 200) return [];
		const before = escapeUntrusted(text.slice(0, column - 1));
		return [escapeUntrusted(text), `${" ".repeat(before.length)}^`];
	}
};
/** A rule within a list in brackets, from a bracket or comma on, with what YAML reads as a list or a mapping in it. */
const FLOW_RULE = /[[,]\s*((?:CREATE|DELETE|MODIFY|ALLOW|DISALLOW|REQUIRE|MATCH)\s+[^\s,"'[\]{}]*[[{].*?)(?=\s*,\s*(?:CREATE|DELETE|MODIFY|ALLOW|DISALLOW|REQUIRE|MATCH)\s|\s*(?:,|\]\s*\}?)\s*(?:#.*)?$)/gim;
/** What to do where the parser gives up. */
function hintFor(code, text, offset) {
	if (code === "YAML_KEY_DUPLICATE") return "Remove one of the two, or put their values together.";
	const end = text.indexOf("\n", offset);
	const start = Math.max(0, offset - 2e3);
	const [rule] = [...text.slice(start, end < 0 ? offset + 2e3 : Math.min(end, offset + 2e3)).matchAll(FLOW_RULE)].slice(-1);
	return rule === void 0 ? "See whether a quote or a bracket is open, and whether lines that belong together begin in the same column." : `In a list in brackets, put a rule that holds brackets, braces or a comma into double quotes: ${escapeUntrusted(JSON.stringify(rule[1]))}.`;
}
function convert(node) {
	const offset = offsetOf(node);
	if ((0, import_dist.isMap)(node)) {
		const members = /* @__PURE__ */ new Map();
		for (const pair of node.items) {
			if (!(0, import_dist.isPair)(pair)) continue;
			const key = pair.key;
			const value = pair.value === null ? {
				kind: "scalar",
				value: null,
				offset: offsetOf(key)
			} : convert(pair.value);
			members.set((0, import_dist.isScalar)(key) ? String(key.value) : "", {
				key: convert(key),
				value
			});
		}
		return {
			kind: "mapping",
			members,
			offset
		};
	}
	if ((0, import_dist.isSeq)(node)) return {
		kind: "list",
		items: node.items.map((item) => convert(item)),
		offset
	};
	const value = (0, import_dist.isScalar)(node) ? node.value : null;
	return {
		kind: "scalar",
		value: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null,
		offset
	};
}
function offsetOf(node) {
	return node.range?.[0] ?? 0;
}
// src/layouts/build-layout.ts
/**
* Builds a layout.
*
* @throws LayoutSourceError with every mistake of the file; its codes are YAML_ and LAYOUT_SOURCE_, and those of keys
* and rules
*/
function buildLayout(request) {
	const source = new YamlSource(request.text, request.source);
	const root = source.read();
	const layout = readLayout(new YamlReader(source), root, request);
	source.throwProblems();
	return {
		layout,
		warnings: source.warnings
	};
}
/** The layout that a mapping describes; stand-ins are where problems were noted. */
function readLayout(reader, root, request) {
	const members = reader.mapping(root, "The file", [
		"expires",
		"readme",
		"functionaries",
		"steps",
		"inspections"
	]);
	if (root.kind !== "mapping") return EMPTY;
	const expires = readExpiry(reader, members.get("expires"), root, request.now);
	const readme = members.has("readme") ? reader.text(members.get("readme")?.value, "readme") ?? "" : "";
	const functionaries = readFunctionaries(reader, members.get("functionaries"), root, request);
	const items = new ItemReader(reader, functionaries);
	const steps = items.steps(members.get("steps"), root);
	const listed = members.get("inspections");
	const inspections = listed === void 0 ? [] : items.inspections(listed, root);
	if (steps.length === 0 && members.has("steps")) reader.problem("LAYOUT_SOURCE_EMPTY", members.get("steps")?.value ?? root, "The layout has no steps, so it would demand nothing.", "Add a step: \"- {name: build, by: ci}\".");
	reviewItems(reader, steps, inspections);
	warnOfUnused(reader, members.get("functionaries")?.value, items.used);
	return {
		expires: expires ?? 0,
		readme,
		keys: keysOf(functionaries),
		steps: steps.map(({ item }) => item),
		inspections: inspections.map(({ item }) => item)
	};
}
const EMPTY = {
	expires: 0,
	readme: "",
	keys: /* @__PURE__ */ new Map(),
	steps: [],
	inspections: []
};
function readExpiry(reader, member, root, now) {
	const hint = "Write for example \"1 year\", \"90 days\" or \"2030-01-31\".";
	if (member === void 0) return reader.problem("LAYOUT_SOURCE_MISSING", root, "\"expires\" is missing.", hint);
	const { value } = member;
	const text = reader.text(value, "expires");
	if (text === void 0) return void 0;
	const expires = parseExpiryText(text, now);
	if (expires === void 0) return reader.problem("LAYOUT_SOURCE_VALUE", value, `${quoteUntrusted(text)} does not say when the layout expires.`, hint);
	if (expires <= now) return reader.problem("LAYOUT_SOURCE_EXPIRED", value, `${quoteUntrusted(text)} has passed already.`, hint);
	return expires;
}
function warnOfUnused(reader, functionaries, used) {
	if (functionaries?.kind !== "mapping") return;
	for (const [name, { key }] of functionaries.members) if (!used.has(name)) reader.warning(key, `The functionary ${quoteUntrusted(name)} performs no step.`, "Remove it, or name it in a step's \"by\".");
}
function keysOf(functionaries) {
	return new Map([...functionaries.values()].flatMap((one) => one === void 0 ? [] : [[one.keyId, one.key]]));
}
export { LayoutSourceError as n, buildLayout as t };
