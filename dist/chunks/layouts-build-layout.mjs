import { G as escapeUntrusted, K as quoteUntrusted, P as listed, U as nearestName, V as LIMITS, Y as InTotoError, p as GITHUB_SERVER } from "./base.mjs";
import { Br as ROOTS_OF_GITHUB, Cr as compilePattern, Ct as PATTERN_WORDS, E as yamlText, Ft as isFlaw, Jr as isCertificateExtension, Lr as identityOf, Mt as parseIntentPattern, Pt as intentSegments, Rr as keylessKeyId, Sr as parseRuleTokens, St as PATTERN_LISTS, Ur as GITHUB_ISSUER, Vr as isRootName, Wr as isTooWide, at as INTENTS_NAME, b as keyIdOf, bt as takeStatements, et as openNames, it as INTENTS_COMMAND, jt as isLiteral, mt as patternStatement, nt as quotedRule, ot as intentsInspection, pt as installsStatements, qr as WRITTEN_EXTENSIONS, sn as seesSource, tt as joinWords, un as isNormalised, ut as addsSourceStatement, xr as parseUtcSeconds, xt as takesNothingStatement, zr as CUSTOM_ROOT } from "./intoto.mjs";
import { _ as escapedForRule, b as firstStep, c as YamlReader, d as kindsOfPath, f as automatonOfIntent, g as canBeginWith, h as automatonOfRule, i as readIntents, l as oneOrMore, m as automatonOfPrefix, p as automatonOfMoved, r as ItemReader, s as TOP_KEYS, t as YamlSource, u as WorkSpent, v as segmentsOf, y as widened } from "./layouts-yaml-source.mjs";
import { C as canFail, S as shortestPath, T as analysisBudget, b as deadRuleHint, g as lineHides, n as writtenIdentity, u as bracketsHint, w as analyseList, x as neverFailingHint, y as deadRuleText } from "./intoto-verification.mjs";
import { _ as LayoutsError } from "./every-verification.mjs";
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
// src/layouts/compile/too-intricate.ts
/** The patterns of a layout cannot be told apart with the work that one layout may cost. */
var TooIntricate = class extends Error {
	/** Which pattern costs most, as it is written; undefined where all are of rules. */
	pattern;
	constructor(pattern) {
		super("patterns are too intricate");
		this.pattern = pattern;
	}
};
/** A layout in intents as sets of files, and the relations by which files come from one set to the next. */
var Pipeline = class {
	steps;
	inRules;
	/** Files of source that some jobs check out and others do not. */
	perJob;
	/** The sets of steps in intents, in order. */
	sets;
	#intents;
	#numbers;
	#ways;
	#from = /* @__PURE__ */ new Map();
	#to = /* @__PURE__ */ new Map();
	constructor({ intents, steps, inRules }) {
		this.steps = steps;
		this.inRules = inRules;
		this.#intents = intents.steps;
		this.perJob = intents.submodules.map((directory) => parseIntentPattern(`${directory}/**`));
		this.#numbers = new Map(steps.map((name, index) => [name, index]));
		this.sets = steps.flatMap((name, index) => intents.steps.has(name) ? [2 * index, 2 * index + 1] : []);
		this.#ways = [...intents.steps.values()].flatMap((step) => step.takes.map((take) => this.#wayOf(step.name, take)));
		for (const way of this.#ways) {
			listIn(this.#from, way.taken).push(way);
			listIn(this.#to, way.taker).push(way);
		}
	}
	set(step, kind) {
		return 2 * (this.#numbers.get(step) ?? -1) + (kind === "materials" ? 0 : 1);
	}
	kindOf(set) {
		return set % 2 === 0 ? "materials" : "products";
	}
	stepOf(set) {
		return this.steps[Math.floor(set / 2)] ?? "";
	}
	/** What is said of the step of a set; undefined for source and for steps in rules. */
	intentsOf(set) {
		return set === -1 ? void 0 : this.#intents.get(this.stepOf(set));
	}
	/** Where files of a set are taken to. */
	waysFrom(set) {
		return this.#from.get(set) ?? [];
	}
	/** Where materials come from. */
	waysTo(set) {
		return this.#to.get(set) ?? [];
	}
	#wayOf(taker, take) {
		return {
			...take.of === "source" ? WHOLE : partOf(take),
			taken: take.of === "source" ? -1 : this.set(take.step, "products"),
			taker: this.set(taker, "materials"),
			take
		};
	}
};
/** The list of a key, which is empty when the key is new. */
function listIn(lists, key) {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}
const WHOLE = {
	from: "",
	into: "",
	only: []
};
function partOf({ from, into, only }) {
	return {
		from: asPrefix(from),
		into: asPrefix(into),
		only
	};
}
function asPrefix(directory) {
	return directory === void 0 ? "" : `${directory}/`;
}
/** A file on its way to the taker; undefined when it is not taken. */
function along({ from, into, only }, name) {
	if (!name.startsWith(from) || only.length > 0 && !only.some((pattern) => pattern.matches(name))) return void 0;
	return into + name.slice(from.length);
}
/** Where a file of the taker was in what it takes; undefined when it does not come from there. */
function back(way, name) {
	if (!name.startsWith(way.into)) return void 0;
	const taken = way.from + name.slice(way.into.length);
	return along(way, taken) === void 0 ? void 0 : taken;
}
// src/layouts/compile/without-beginning.ts
/** The patterns of what follows a text in the names that fit a pattern. */
function withoutBeginning(pattern, beginning) {
	let forms = [pattern];
	for (const character of beginning) {
		const next = forms.flatMap((form) => {
			if (form.startsWith("*")) return [form, ...withoutBeginning(form.slice(1), character)];
			const escaped = escapedForRule(character);
			if (form.startsWith(escaped)) return [form.slice(escaped.length)];
			const brackets = /^\[[^\]]+\]/.exec(form)?.[0];
			return (form.startsWith("?") || brackets !== void 0) && compilePattern(brackets ?? "?").matches(character) ? [form.slice((brackets ?? "?").length)] : [];
		});
		forms = [...new Set(next)];
	}
	return forms.includes("*") ? ["*"] : forms;
}
// src/layouts/compile/patterns-there.ts
/** What is asked of the files below a directory of a set, as automata. */
var PatternsThere = class {
	#pipeline;
	#exact = /* @__PURE__ */ new Map();
	#widened = /* @__PURE__ */ new Map();
	#automata = /* @__PURE__ */ new Map();
	constructor(pipeline) {
		this.#pipeline = pipeline;
	}
	/** The patterns of intents that anything below the directory can fit, each once. */
	exactAt(set, directory) {
		const key = `${set} ${directory}`;
		const known = this.#exact.get(key);
		if (known !== void 0) return known;
		const tests = [...new Map(this.#patternsAt(set).map((pattern) => [pattern.text, pattern])).values()].map((pattern) => ({
			text: pattern.text,
			automaton: this.#automatonOf(pattern)
		})).filter(({ automaton }) => canBeginWith(automaton, directory));
		this.#exact.set(key, tests);
		return tests;
	}
	/** Patterns of rules for what follows the directory in names of the set, in order, and those of what lies deeper. */
	widenedAt(set, directory) {
		const key = `${set} ${directory}`;
		const known = this.#widened.get(key);
		if (known !== void 0) return known;
		const wide = [...new Map(this.#patternsAt(set).map((pattern) => [pattern.text, pattern])).values()].map(widened);
		const directories = [...this.#pipeline.waysFrom(set).map(({ from }) => from), ...this.#pipeline.waysTo(set).map(({ into }) => into)].filter((one) => one !== "");
		const below = [...new Set(directories)].map((one) => `${escapedForRule(one)}*`);
		const rests = (patterns) => [...new Set(patterns.flatMap((pattern) => withoutBeginning(pattern, directory)))];
		const found = {
			patterns: rests([...wide.flatMap(({ patterns }) => patterns), ...below]),
			deeper: rests(wide.flatMap(({ deeper }) => deeper))
		};
		this.#widened.set(key, found);
		return found;
	}
	#automatonOf(pattern) {
		const automaton = this.#automata.get(pattern.text) ?? automatonOfIntent(pattern);
		this.#automata.set(pattern.text, automaton);
		return automaton;
	}
	/** The patterns of intents that are asked of the names of a set. */
	#patternsAt(set) {
		const taken = this.#pipeline.waysFrom(set).flatMap(({ only }) => only);
		if (set === -1) return [...this.#pipeline.perJob];
		const step = this.#pipeline.intentsOf(set);
		if (step === void 0 || this.#pipeline.kindOf(set) === "materials") return taken;
		const { adds, mayAdd, changes, removes, mayRemove } = step;
		return [
			...adds,
			...mayAdd,
			...changes,
			...removes,
			...mayRemove,
			...taken
		];
	}
};
// src/layouts/compile/related-sets.ts
/**
* Relations of the sets of one layout, at most, some microseconds each. One step takes 256 legs `into` directories of
* their own with a million; where each of many legs does so and is taken so again, they multiply with every leg.
*/
const MOST_RELATIONS = 15e5;
/** Relations that are left to be looked at; of a layout with more of them none is known. */
var RelationBudget = class {
	#left;
	constructor(most = MOST_RELATIONS) {
		this.#left = most;
	}
	/**
	* All relations of a set, that to itself among them, up to what its files come from and down from there; undefined where
	* those of the layout are too many.
	*/
	relationsOf(pipeline, set) {
		const above = this.#spread([{
			set,
			here: "",
			there: ""
		}], (relation) => upwards(pipeline, relation));
		const all = this.#spread(above, (relation) => downwards(pipeline, relation));
		this.#left -= all.length;
		return this.#left < 0 ? void 0 : all;
	}
	/** Of more than are left only some. */
	#spread(from, next) {
		const found = new Map(from.map((relation) => [relationKey(relation), relation]));
		for (const relation of found.values()) {
			if (found.size > this.#left) break;
			for (const other of next(relation)) {
				const key = relationKey(other);
				if (!found.has(key)) found.set(key, other);
			}
		}
		return [...found.values()];
	}
};
/** The name that a file of the set has in the related one; undefined when the relation is about others. */
function nameThere({ here, there }, name) {
	return name.startsWith(here) ? there + name.slice(here.length) : void 0;
}
/** What names a relation. */
function relationKey(relation) {
	return `${relation.set}\0${relation.here}\0${relation.there}`;
}
function upwards(pipeline, relation) {
	const { set } = relation;
	const step = pipeline.intentsOf(set);
	if (step === void 0) return [];
	if (pipeline.kindOf(set) === "materials") return pipeline.waysTo(set).flatMap((way) => replaced(relation, way.taken, way.into, way.from));
	return [{
		...relation,
		set: step.addsSource ? -1 : set - 1
	}];
}
function downwards(pipeline, relation) {
	const { set } = relation;
	const taken = pipeline.waysFrom(set).flatMap((way) => replaced(relation, way.taker, way.from, way.into));
	if (set === -1) {
		const checkouts = pipeline.sets.filter((other) => pipeline.kindOf(other) === "products" && pipeline.intentsOf(other)?.addsSource === true);
		return [...taken, ...checkouts.map((checkout) => ({
			...relation,
			set: checkout
		}))];
	}
	return pipeline.intentsOf(set) !== void 0 && pipeline.kindOf(set) === "materials" ? [{
		...relation,
		set: set + 1
	}] : taken;
}
/** The relation one way on, where `prefix` becomes `by`. */
function replaced({ here, there }, set, prefix, by) {
	if (there.startsWith(prefix)) return [{
		set,
		here,
		there: by + there.slice(prefix.length)
	}];
	if (prefix.startsWith(there)) return [{
		set,
		here: here + prefix.slice(there.length),
		there: by
	}];
	return [];
}
/** Two prefixes without what both end with: `a/` for `b/a/` leads a file where nothing for `b/` does. */
function shortened(here, there) {
	let same = 0;
	while (same < Math.min(here.length, there.length) && here.at(-1 - same) === there.at(-1 - same)) same += 1;
	return [here.slice(0, here.length - same), there.slice(0, there.length - same)];
}
// src/layouts/compile/classes.ts
const ALL$1 = "*";
/** Of more, no pair is looked at. */
const MOST_PAIRS = 24;
/** Work of the automata of one layout, at most. */
const MOST_WORK = 2e7;
/** Reads classes, those of sets that have the same in common once. */
var ClassReader = class {
	#patterns;
	#work;
	/** By relations, and by the patterns that follow from them. */
	#known = /* @__PURE__ */ new Map();
	#byPatterns = /* @__PURE__ */ new Map();
	constructor(pipeline, most = MOST_WORK) {
		this.#work = { left: most };
		this.#patterns = new PatternsThere(pipeline);
	}
	/**
	* The classes of the files of a set by its relations; undefined where its patterns are too intricate to be told apart.
	*
	* @throws TooIntricate where those of all sets are
	*/
	classesOf(relations) {
		const sorted = [...relations].sort((a, b) => a.set - b.set);
		const key = sorted.map(relationKey).join("\n");
		if (this.#known.has(key)) return this.#known.get(key);
		const classes = this.#classesOf(sorted);
		this.#known.set(key, classes);
		return classes;
	}
	#classesOf(relations) {
		const exact = exactTests(relations, this.#patterns);
		const fine = [...rulePatterns(relations, this.#patterns, true)];
		const key = JSON.stringify([fine, [...exact.keys()].sort()]);
		if (this.#byPatterns.has(key)) return this.#byPatterns.get(key);
		const tests = [...exact.values()].map(({ automaton }) => automaton());
		const byPatterns = (patterns) => {
			try {
				return classesBy(patterns, tests, this.#work);
			} catch (error) {
				if (!(error instanceof WorkSpent)) throw error;
				throw new TooIntricate(error.heaviest.flatMap((index) => [...exact.values()][index - patterns.length]?.text ?? [])[0]);
			}
		};
		const classes = byPatterns(fine) ?? byPatterns([...rulePatterns(relations, this.#patterns, false)]);
		this.#byPatterns.set(key, classes);
		return classes;
	}
};
/** Undefined where there are too many combinations of patterns to look at. */
function classesBy(patterns, exact, work) {
	const kinds = kindsOfPath([...patterns.map(automatonOfRule), ...exact], { work });
	if (kinds === void 0) return void 0;
	const ordered = inOrder(patterns, kinds);
	const samples = /* @__PURE__ */ new Map();
	const found = new Map(ordered.map(({ pattern }) => [pattern, {
		samples: /* @__PURE__ */ new Set(),
		later: /* @__PURE__ */ new Map()
	}]));
	for (const { path, fits } of kinds) {
		const sort = fits.slice(patterns.length).map(Number).join("");
		const sample = samples.get(sort) ?? path;
		samples.set(sort, sample);
		const [first, ...later] = ordered.filter(({ index }) => fits[index] === true).map(({ pattern }) => pattern);
		const one = first === void 0 ? void 0 : found.get(first);
		one?.samples.add(sample);
		one?.later.set(JSON.stringify(later), later);
	}
	return [...found].flatMap(([pattern, one]) => one.samples.size === 0 ? [] : [{
		pattern,
		samples: [...one.samples],
		later: [...one.later.values()]
	}]);
}
/**
* Patterns that fit something; of several that fit the same, one. Those that fit less come before those that fit the same
* and more, else they keep their order.
*/
function inOrder(patterns, kinds) {
	const byFiles = /* @__PURE__ */ new Map();
	for (const [index, pattern] of patterns.entries()) {
		const fitting = kinds.flatMap(({ fits }, kind) => fits[index] === true ? [kind] : []);
		const key = fitting.join(",");
		if (fitting.length > 0 && !byFiles.has(key)) byFiles.set(key, {
			pattern,
			index,
			fitting
		});
	}
	let waiting = [...byFiles.values()].map((one) => ({
		...one,
		files: new Set(one.fitting)
	}));
	const ordered = [];
	while (waiting.length > 0) {
		const next = waiting.find((one) => waiting.every(({ fitting }) => fitting.length >= one.fitting.length || !fitting.every((kind) => one.files.has(kind))));
		ordered.push(next);
		waiting = waiting.filter((one) => one !== next);
	}
	return ordered;
}
/** What decides over the fate of a file of a set, by a text that says the same. */
function exactTests(relations, patterns) {
	const tests = /* @__PURE__ */ new Map();
	for (const { set, here, there } of relations) {
		if (here !== "") tests.set(JSON.stringify([here]), {
			text: void 0,
			automaton: () => automatonOfPrefix(here)
		});
		for (const { text, automaton } of patterns.exactAt(set, there)) tests.set(JSON.stringify([
			here,
			there,
			text
		]), {
			text,
			automaton: () => automatonOfMoved(automaton, here, there)
		});
	}
	return tests;
}
/** Patterns of rules that tell the files of a set apart, in the order of the layout; those of what lies deeper come last. */
function rulePatterns(relations, there, isFine) {
	const patterns = /* @__PURE__ */ new Set();
	const deeper = /* @__PURE__ */ new Set();
	for (const relation of relations) {
		const here = escapedForRule(relation.here);
		if (here !== "") patterns.add(`${here}*`);
		const rests = there.widenedAt(relation.set, relation.there);
		for (const rest of rests.patterns) patterns.add(here + rest);
		if (isFine) for (const rest of rests.deeper) deeper.add(here + rest);
	}
	return /* @__PURE__ */ new Set([
		...isFine ? together(patterns) : [],
		...patterns,
		...deeper,
		ALL$1
	]);
}
/** Patterns of what fits two of some, where one says how names begin and the other how they end. */
function together(patterns) {
	const beginnings = [...patterns].filter((pattern) => /^[^*?[]+\*$/.test(pattern));
	const endings = [...patterns].filter((pattern) => /^\*[^*?[]+$/.test(pattern));
	if (beginnings.length * endings.length > MOST_PAIRS) return [];
	return beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending.slice(1)));
}
// src/layouts/compile/indexed-relations.ts
/** The relations of one set, in order, and found by the sets that they lead to. */
var IndexedRelations = class {
	all;
	/** Sets whose files have the same names; it is the same value for sets with the same of them. */
	plain;
	#bySet = /* @__PURE__ */ new Map();
	/** By the pattern that their files begin with here, with their places among all. */
	#byBeginning = /* @__PURE__ */ new Map();
	/** Those with a prefix: by set, then by the patterns that their files begin with here, and there. */
	#byPrefixes = /* @__PURE__ */ new Map();
	constructor(all, known) {
		this.all = all;
		const plain = [];
		for (const [place, relation] of all.entries()) {
			listIn(this.#bySet, relation.set).push(relation);
			const beginning = escapedForRule(relation.here);
			listIn(this.#byBeginning, beginning).push([place, relation]);
			if (isPlain(relation)) plain.push(relation.set);
		}
		const key = plain.sort((a, b) => a - b).join(",");
		this.plain = known.get(key) ?? {
			number: known.size,
			sets: new Set(plain)
		};
		known.set(key, this.plain);
	}
	/** Those to a set, in order. */
	to(set) {
		return this.#bySet.get(set) ?? [];
	}
	/** Those that are about all files of a pattern of rules, in order. */
	about(pattern) {
		return chosen(this.#byBeginning, pattern);
	}
	/** Those that give files other names, or are about a directory alone, and lead files of one pattern to another. */
	leading(pattern, set, other) {
		const byHere = this.#byPrefixes.get(set) ?? byPrefixes(this.to(set));
		this.#byPrefixes.set(set, byHere);
		const found = [];
		for (const [here, there] of replacedBeginnings(pattern, other)) {
			const relation = byHere.get(here)?.get(there);
			if (relation !== void 0) found.push(relation);
		}
		return found;
	}
};
function byPrefixes(relations) {
	const byHere = /* @__PURE__ */ new Map();
	for (const relation of relations) {
		if (isPlain(relation)) continue;
		const here = escapedForRule(relation.here);
		const byThere = byHere.get(here) ?? /* @__PURE__ */ new Map();
		byHere.set(here, byThere.set(escapedForRule(relation.there), relation));
	}
	return byHere;
}
function isPlain({ here, there }) {
	return here === "" && there === "";
}
/** The directories that two patterns can begin with and be the same behind; looking at each pair of relations costs more. */
function* replacedBeginnings(pattern, other) {
	let [at, there] = [pattern.length, other.length];
	for (;;) {
		const [here, replaced] = [pattern.slice(0, at), other.slice(0, there)];
		if (isDirectory(here) && isDirectory(replaced)) yield [here, replaced];
		if (at === 0 || there === 0 || pattern[at - 1] !== other[there - 1]) return;
		at -= 1;
		there -= 1;
	}
}
function isDirectory(beginning) {
	return beginning === "" || beginning.endsWith("/");
}
function chosen(byBeginning, pattern) {
	const found = [];
	for (const [beginning, placed] of byBeginning) if (pattern.startsWith(beginning)) found.push(...placed);
	return found.sort(([one], [other]) => one - other).map(([, relation]) => relation);
}
// src/layouts/compile/cells.ts
/**
* The cells of each set, in the order of the layout: for each class of its files one, in the order in which rules ask.
* Sets with the same patterns share the names of their classes, so a cell also tells which of those its set never has.
*
* @throws TooIntricate
*/
function readCells(pipeline, histories, { mostWork, mostRelations } = {}) {
	const reader = new ClassReader(pipeline, mostWork);
	const budget = new RelationBudget(mostRelations);
	const plain = /* @__PURE__ */ new Map();
	const found = pipeline.sets.map((set) => budget.relationsOf(pipeline, set));
	if (found.includes(void 0)) return pipeline.sets.map((set) => ({
		set,
		cells: void 0,
		unknown: "ways"
	}));
	return pipeline.sets.map((set, index) => {
		const relations = new IndexedRelations(found[index] ?? [], plain);
		const cells = reader.classesOf(relations.all)?.map(({ pattern, samples, later }) => {
			return {
				set,
				pattern,
				samples: samples.filter((name) => !histories.isAbsent({
					set,
					name
				})),
				names: samples,
				later,
				relations,
				key: cellKey(set, pattern)
			};
		});
		return {
			set,
			cells,
			unknown: cells === void 0 ? "patterns" : void 0
		};
	});
}
/** What names a cell. */
function cellKey(set, pattern) {
	return `${set} ${pattern}`;
}
/** The cell that a relation leads to from another. */
function keyThere({ set, here, there }, pattern) {
	if (here === there) return cellKey(set, pattern);
	return cellKey(set, escapedForRule(there) + pattern.slice(escapedForRule(here).length));
}
// src/layouts/compile/histories.ts
/** What a step may do with files of a name. */
function doingOf(step, name) {
	const fits = (patterns) => patterns.some((pattern) => pattern.matches(name));
	return {
		adds: fits(step.adds) || fits(step.mayAdd),
		changes: fits(step.changes),
		removes: fits(step.removes),
		mayRemove: fits(step.mayRemove)
	};
}
/** Where a file can be over all honest runs of a pipeline, for each name and set. */
var Histories = class {
	#pipeline;
	/** By name, then by set. */
	#numbers = /* @__PURE__ */ new Map();
	#places = [];
	#absent = [];
	#below = [];
	#next = [];
	#holders = [];
	constructor(pipeline) {
		this.#pipeline = pipeline;
	}
	/** Whether no honest run has the file there. */
	isAbsent(place) {
		return this.#isAbsent(this.#number(place));
	}
	/** Whether the other place has the file, with the same bytes, in every honest run in which the first has it. */
	holds(other, place) {
		const number = this.#number(place);
		return this.#isAbsent(number) || this.#heldBy(number).has(this.#number(other));
	}
	/**
	* What has the file of a place, with the same bytes, in every honest run: the same value for places that say the same, where
	* files merely pass from one to the other. It is read by `has`.
	*/
	heldBy(place) {
		return this.#heldBy(this.#number(place));
	}
	/** Whether a place is among those. */
	has(held, { set, name }) {
		const number = this.#numbers.get(name)?.get(set);
		return number !== void 0 && held.has(number);
	}
	/** Whether a file of a place comes to another one as it is, unless it is left out on the way. */
	comesTo(other, place) {
		return this.#belowOf(this.#number(place)).has(this.#number(other));
	}
	/** Where what lies in a place comes from; undefined when it can be new there. Together these have all of it. */
	partsOf({ set, name }) {
		const step = this.#pipeline.intentsOf(set);
		if (step === void 0) return void 0;
		if (this.#pipeline.kindOf(set) === "materials") {
			if (this.#isPerJob(set, name)) return void 0;
			return this.#pipeline.waysTo(set).flatMap((way) => {
				const taken = back(way, name);
				return taken === void 0 ? [] : [{
					set: way.taken,
					name: taken
				}];
			});
		}
		if (this.#isPerJob(set, name)) return void 0;
		if (step.addsSource) return [{
			set: -1,
			name
		}];
		const { adds, changes, removes } = doingOf(step, name);
		if (adds) return void 0;
		const materials = {
			set: set - 1,
			name
		};
		if (removes) return [];
		return changes && !this.isAbsent(materials) ? void 0 : [materials];
	}
	/** Where a file goes from a place without being changed or removed. */
	nextOf({ set, name }) {
		const taken = this.#pipeline.waysFrom(set).flatMap((way) => {
			const there = along(way, name);
			return there === void 0 ? [] : [{
				set: way.taker,
				name: there
			}];
		});
		if (set === -1 && this.#pipeline.perJob.some((pattern) => pattern.matches(name))) return [];
		if (set === -1) return [...taken, ...this.#checkouts().map((checkout) => ({
			set: checkout,
			name
		}))];
		const step = this.#pipeline.intentsOf(set);
		if (step === void 0 || this.#pipeline.kindOf(set) === "products") return taken;
		const { changes, removes, mayRemove } = doingOf(step, name);
		return changes || removes || mayRemove ? [] : [{
			set: set + 1,
			name
		}];
	}
	/** Whether the job of a set checks a file out itself that other jobs may not have. */
	#isPerJob(set, name) {
		if (!this.#pipeline.perJob.some((pattern) => pattern.matches(name))) return false;
		return this.#pipeline.kindOf(set) === "materials" ? this.#pipeline.waysTo(set).some(({ taken }) => taken === -1) : this.#pipeline.intentsOf(set)?.addsSource === true;
	}
	#checkouts() {
		return this.#pipeline.sets.filter((set) => this.#pipeline.kindOf(set) === "products" && this.#pipeline.intentsOf(set)?.addsSource === true);
	}
	#number(place) {
		const ofName = this.#numbers.get(place.name) ?? /* @__PURE__ */ new Map();
		this.#numbers.set(place.name, ofName);
		const known = ofName.get(place.set);
		if (known !== void 0) return known;
		const number = this.#places.push(place) - 1;
		ofName.set(place.set, number);
		return number;
	}
	#isAbsent(number) {
		const known = this.#absent[number];
		if (known !== void 0) return known;
		const place = this.#places[number];
		const parts = this.partsOf(place);
		const absent = place.set !== -1 && parts?.every((part) => this.isAbsent(part)) === true;
		this.#absent[number] = absent;
		return absent;
	}
	/** The places that a file of this one comes to, itself among them. */
	#belowOf(number) {
		const known = this.#below[number];
		if (known !== void 0) return known;
		const below = /* @__PURE__ */ new Set([number]);
		for (const place of below) for (const next of this.#nextOf(place)) below.add(next);
		this.#below[number] = below;
		return below;
	}
	#nextOf(number) {
		const next = this.#next[number] ?? this.nextOf(this.#places[number]).map((place) => this.#number(place));
		this.#next[number] = next;
		return next;
	}
	#heldBy(number) {
		const known = this.#holders[number];
		if (known !== void 0) return known;
		const numbers = (this.partsOf(this.#places[number])?.filter((part) => !this.isAbsent(part)) ?? []).map((part) => this.#number(part));
		const [first, ...rest] = new Set(numbers.map((part) => this.#heldBy(part)));
		const isPassed = rest.length === 0 && numbers.some((part) => this.#nextOf(part).includes(number));
		const holders = first !== void 0 && isPassed ? first : this.#joined(number, first ?? /* @__PURE__ */ new Set(), rest);
		this.#holders[number] = holders;
		return holders;
	}
	#joined(number, first, rest) {
		const holders = new Set(this.#belowOf(number));
		for (const place of first) if (rest.every((other) => other.has(place))) holders.add(place);
		return holders;
	}
};
// src/layouts/compile/installed-rules.ts
const ANY = "dir:*";
var InstalledRules = class {
	#pipeline;
	#classes;
	#owners = /* @__PURE__ */ new Map();
	constructor(pipeline) {
		this.#pipeline = pipeline;
		const texts = pipeline.sets.flatMap((set) => pipeline.intentsOf(set)?.installs ?? []).map(({ directory }) => directory);
		this.#classes = classesOf(new Set(texts), takesWholeOfRules(pipeline));
	}
	/** Whether a list needs them: it does not where whatever its other rules take of directories stands in no set. */
	isNeeded(set, list) {
		if (!this.#isAbsent(set)) return true;
		return [...list?.asked ?? []].some(([pattern, tie]) => {
			if (tie.kind === "none" || withoutBeginning(pattern, "dir:").length === 0) return false;
			if (tie.kind !== "held") return true;
			if (this.#classes.length === 0) return false;
			return tie.by.some((other) => other.set >= set || !this.#isAbsent(other.set));
		});
	}
	/** Whether no honest run has an installed directory in a set. */
	#isAbsent(set) {
		return this.#classes.every((one) => this.#ownersOf(one, set).size === 0);
	}
	/** The rules of a set; they come before all others, whose patterns may fit the names of directories. */
	rulesOf(set) {
		return [...this.#classes.flatMap((one) => this.#rulesOfClass(one, set)), {
			words: ["DISALLOW", ANY],
			statements: this.#statements(set)
		}];
	}
	#rulesOfClass(one, set) {
		const owners = this.#ownersOf(one, set);
		if (owners.size === 0) return [];
		const group = this.#groupOf(one, owners);
		const at = group.indexOf(set);
		const statements = this.#statements(set);
		if (at >= 0 && group.length > 1) return one.patterns.map((pattern) => this.#match(pattern, group.at(at - 1), set));
		if (owners.has(set)) return (this.#pipeline.intentsOf(set)?.installs ?? []).filter(({ directory }) => one.texts.has(directory)).flatMap(({ directory }) => patternsOf(directory)).map((pattern) => ({
			words: ["CREATE", pattern],
			statements
		}));
		return one.patterns.flatMap((pattern) => [...owners.keys()].map((owner) => this.#match(pattern, owner, set)));
	}
	#match(pattern, other, set) {
		return {
			words: [
				"MATCH",
				pattern,
				"WITH",
				this.#pipeline.kindOf(other).toUpperCase(),
				"FROM",
				this.#pipeline.stepOf(other)
			],
			statements: this.#statements(set)
		};
	}
	/** All sets that have exactly what one installer left. */
	#groupOf(one, owners) {
		const [only, ...others] = [...owners];
		if (only === void 0 || others.length > 0 || only[1] === "some") return [];
		return this.#pipeline.sets.filter((set) => {
			const [first, ...rest] = [...this.#ownersOf(one, set)];
			return first?.[0] === only[0] && first[1] === "all" && rest.length === 0;
		});
	}
	#statements(set) {
		const step = this.#pipeline.intentsOf(set);
		if (step === void 0) return [];
		if (this.#pipeline.kindOf(set) === "products" && step.installs.length > 0) return step.installs.flatMap((one) => installsStatements(step.name, one));
		return step.takes.length === 0 ? [`${step.name} takes nothing`] : step.takes.flatMap((take) => takeStatements(step.name, take));
	}
	#ownersOf(one, set) {
		const key = `${this.#classes.indexOf(one)} ${set}`;
		const known = this.#owners.get(key);
		if (known !== void 0) return known;
		const step = this.#pipeline.intentsOf(set);
		const owners = step === void 0 ? /* @__PURE__ */ new Map() : this.#pipeline.kindOf(set) === "products" ? installs(step, one) ? /* @__PURE__ */ new Map([[set, "all"]]) : /* @__PURE__ */ new Map() : this.#taken(one, set, step);
		this.#owners.set(key, owners);
		return owners;
	}
	#taken(one, set, step) {
		const left = leftBy(step, one);
		const owners = /* @__PURE__ */ new Map();
		if (left === "none") return owners;
		for (const { taken, take } of this.#pipeline.waysTo(set)) {
			if (taken === -1 || take.of === "source" || take.only.length > 0) continue;
			if (take.from !== void 0 || take.into !== void 0) continue;
			if (this.#pipeline.intentsOf(taken) === void 0) {
				owners.set(taken, "some").set(taken - 1, "some");
				continue;
			}
			for (const there of [taken, taken - 1]) for (const [owner, share] of this.#ownersOf(one, there)) if (owners.get(owner) !== "all") owners.set(owner, left === "all" ? share : "some");
		}
		return owners;
	}
};
function installs({ installs: all }, { texts }) {
	return all.some(({ directory }) => texts.has(directory));
}
/** What of the directories that come to a step it takes: its own, and those that its scratch hides, it does not. */
function leftBy(step, one) {
	const [text = ""] = one.texts;
	if (one.texts.size > 1 || text === ANY) return installs(step, one) || step.scratch.length > 0 ? "some" : "all";
	if (installs(step, one)) return "none";
	if (step.scratch.length === 0 || text.startsWith("~/")) return "all";
	if (isPattern(text)) return "some";
	return step.scratch.some((line) => lineHides(line)(text, "directory")) ? "none" : "all";
}
/** Whether a step in intents begins with all of one in rules, which may have any directories. */
function takesWholeOfRules(pipeline) {
	return pipeline.sets.some((set) => pipeline.waysTo(set).some((way) => {
		return way.take.of === "step" && way.only.length === 0 && way.from === "" && way.into === "" && pipeline.intentsOf(way.taken) === void 0;
	}));
}
/** Texts that may name the same directory are of one class. */
function classesOf(texts, hasAny) {
	if (hasAny) return [{
		texts: /* @__PURE__ */ new Set([...texts, ANY]),
		patterns: [ANY]
	}];
	const all = [...texts];
	return (all.some(isPattern) ? [all] : all.map((text) => [text])).map((group) => ({
		texts: new Set(group),
		patterns: group.flatMap(patternsOf)
	}));
}
function patternsOf(text) {
	if (!isPattern(text) || isFlaw(intentSegments(text))) return [`dir:${escapedForRule(text)}`];
	return widened(parseIntentPattern(text)).patterns.map((pattern) => `dir:${pattern}`);
}
/** Whether a text names more than one directory. */
function isPattern(text) {
	return !isLiteral({ text });
}
// src/layouts/compile/required-files.ts
/** The rules that demand them. They come first: a rule before them could take the files. */
function requiredOf(step, kind) {
	const rules = /* @__PURE__ */ new Map();
	const demand = (verb, isGone) => {
		for (const pattern of step[verb]) {
			const name = onlyName(pattern);
			if (name !== void 0 && !isGone(name)) rules.set(name, patternStatement(step.name, verb, pattern));
		}
	};
	const fits = (patterns, name) => patterns.some((pattern) => pattern.matches(name));
	if (kind === "materials") {
		demand("changes", () => false);
		demand("removes", () => false);
	} else {
		demand("adds", (name) => fits(step.removes, name));
		demand("changes", (name) => fits(step.removes, name) || fits(step.mayRemove, name));
		for (const installs of step.installs) if (!isPattern(installs.directory)) rules.set(`dir:${installs.directory}`, installsStatements(step.name, installs)[0]);
	}
	return [...rules].map(([name, statement]) => ({
		words: ["REQUIRE", name],
		statements: [statement]
	}));
}
/** The name that a pattern fits, where it is one. */
function onlyName(pattern) {
	const names = [];
	for (const segment of segmentsOf(pattern)) {
		if (segment === "**") return void 0;
		const characters = segment.map((token) => {
			if (typeof token === "number") return token;
			const [range, ...others] = token === "*" || token.negated ? [] : token.ranges;
			return range === void 0 || others.length > 0 || range[0] !== range[1] ? void 0 : range[0];
		});
		if (characters.includes(void 0)) return void 0;
		names.push(String.fromCodePoint(...characters));
	}
	return names.join("/");
}
// src/layouts/compile/statements-of-rule.ts
/**
* What the layout says that makes a rule.
*
* @param other the set that the rule compares with
*/
function statementsOf(pipeline, cell, other) {
	const step = pipeline.intentsOf(cell.set);
	if (step === void 0) return [];
	const said = pipeline.kindOf(cell.set) === "materials" ? takesOf(pipeline, step, cell, other) : doesWithFiles(step, cell);
	const later = other === void 0 || other <= cell.set ? [] : takesOfLater(pipeline, cell, other);
	return [.../* @__PURE__ */ new Set([...said, ...later])];
}
/** What the step takes that has the files of a class, or, where nothing has any, all that it takes. */
function takesOf(pipeline, step, { set, names }, other) {
	const ways = pipeline.waysTo(set);
	if (ways.length === 0) return [takesNothingStatement(step.name)];
	const giving = ways.filter((way) => way.taken === other);
	const bearing = ways.filter((way) => names.some((name) => back(way, name) !== void 0));
	return (giving.length > 0 ? giving : bearing.length > 0 ? bearing : ways).flatMap(({ take }) => takeStatements(step.name, take));
}
/** What the step says it does with files of a class; where it says nothing, they are as it took them. */
function doesWithFiles(step, { names }) {
	if (step.addsSource) return [addsSourceStatement(step.name)];
	const done = PATTERN_WORDS.flatMap((word) => step[PATTERN_LISTS[word]].filter((pattern) => names.some((name) => pattern.matches(name))).map((pattern) => patternStatement(step.name, word, pattern)));
	if (done.length > 0) return done;
	return step.takes.length === 0 ? [takesNothingStatement(step.name)] : step.takes.flatMap((take) => takeStatements(step.name, take));
}
/** Why a set further down has the files: who takes them there. */
function takesOfLater(pipeline, { set, names }, other) {
	const taker = pipeline.intentsOf(other);
	if (taker === void 0 || taker.name === pipeline.stepOf(set)) return [];
	const direct = pipeline.waysFrom(set).filter((way) => pipeline.stepOf(way.taker) === taker.name && names.some((name) => along(way, name) !== void 0));
	return (direct.length > 0 ? direct.map(({ take }) => take) : taker.takes).flatMap((take) => takeStatements(taker.name, take));
}
// src/layouts/compile/rule-list.ts
const ALL = "*";
/** Makes the rules for the sets of a pipeline. */
var ListMaker = class {
	#pipeline;
	#ties;
	constructor(pipeline, ties) {
		this.#pipeline = pipeline;
		this.#ties = ties;
	}
	/** The rules for the files of a set, but for installed directories. */
	listOf(cells) {
		const tied = this.#withCommonEnd(cells.map((cell) => ({
			cell,
			tie: this.#tieOf(cell)
		})));
		const kept = /* @__PURE__ */ new Map();
		/** By pattern, what its rules leave to later ones: also of the classes that have none of their own. */
		const left = new Map(cells.map(({ pattern, later }) => [pattern, [...later]]));
		for (const { cell, tie } of [...tied].reverse()) {
			const { pattern, later } = cell;
			if (pattern === ALL || !this.#isSaidLater(cell, tie, kept)) kept.set(pattern, tie);
			else for (const patterns of later) {
				const at = patterns.findIndex((other) => kept.has(other));
				left.get(patterns[at])?.push(patterns.slice(at + 1));
			}
		}
		const rules = tied.flatMap(({ cell, tie }) => {
			const later = left.get(cell.pattern) ?? [];
			return kept.has(cell.pattern) ? this.#rulesOf({
				...cell,
				later
			}, tie, kept) : [];
		});
		return {
			rules: withoutRepeatedEnds(kept.get(ALL) === void 0 ? [...rules, {
				words: ["DISALLOW", ALL],
				statements: []
			}] : rules),
			asked: kept
		};
	}
	/** Where there is nothing but some classes, of which several ask one set before that has nothing else either, `*` asks it. */
	#withCommonEnd(tied) {
		const last = tied.at(-1);
		if (last?.cell.pattern !== ALL || last.tie.kind !== "none") return tied;
		const asked = tied.map(({ tie }) => tie.kind === "held" && tie.by.length === 1 ? tie.by[0] : void 0);
		const common = asked.find((one) => one !== void 0 && one.set < last.cell.set && one.here === "" && one.there === "" && this.#ties.get(cellKey(one.set, ALL))?.kind === "none" && asked.filter((other) => other?.set === one.set && other.here === other.there).length > 1);
		if (common === void 0) return tied;
		return [...tied.slice(0, -1), {
			cell: last.cell,
			tie: {
				kind: "held",
				by: [common]
			}
		}];
	}
	#tieOf({ set, pattern }) {
		return this.#ties.get(cellKey(set, pattern)) ?? { kind: "none" };
	}
	/** Whether the rules of later classes ask the same of the files of a class. */
	#isSaidLater(cell, tie, kept) {
		return cell.later.every((patterns) => {
			const next = nextKept(patterns, kept);
			return this.#effect(tie) === this.#effect(next) || tie.kind === "none" && this.#takesNone(cell, next);
		});
	}
	/** Whether what is asked of files that a set never has can be met only by sets before, which never have them either. */
	#takesNone({ set, pattern }, next) {
		if (next.kind !== "held") return false;
		return next.by.every((relation) => {
			if (relation.set >= set || relation.here !== relation.there) return false;
			return this.#ties.get(cellKey(relation.set, pattern))?.kind === "none";
		});
	}
	/** A text that is the same for ties that ask the same of the same file. */
	#effect(tie) {
		if (tie.kind !== "held") return JSON.stringify(tie);
		return tie.by.map(({ set, here, there }) => JSON.stringify([set, ...shortened(here, there)])).sort().join(" ");
	}
	#rulesOf(cell, tie, kept) {
		const { set, pattern } = cell;
		const statements = statementsOf(this.#pipeline, cell, void 0);
		const rule = (keyword) => ({
			words: [keyword, pattern],
			statements
		});
		const end = rule("DISALLOW");
		switch (tie.kind) {
			case "none": return [end];
			case "anything": return [rule("ALLOW")];
			case "held": return [...tie.by.map((relation) => this.#match(cell, relation)), end];
			case "own": {
				const made = [...tie.creates ? [rule("CREATE")] : [], ...tie.changes ? [rule("MODIFY")] : []];
				if (this.#fallsOnOwn(cell, tie, kept)) return made;
				const unchanged = this.#match(cell, {
					set: set - 1,
					here: "",
					there: ""
				});
				return [
					...made,
					...tie.keeps ? [unchanged] : [],
					end
				];
			}
		}
	}
	/** Whether what the step left as it was is asked for by the rules of later classes, and nothing else is. */
	#fallsOnOwn({ set, pattern, later }, { keeps }, kept) {
		return pattern !== ALL && later.every((patterns) => {
			const next = nextKept(patterns, kept);
			if (next.kind === "none") return !keeps;
			return next.kind === "held" && next.by.every((one) => one.set === set - 1 && one.here === one.there);
		});
	}
	#match(cell, { set, here, there }) {
		const rest = cell.pattern.slice(escapedForRule(here).length);
		const prefix = (directory) => directory === "" ? [] : ["IN", directory.slice(0, -1)];
		const kind = this.#pipeline.kindOf(set).toUpperCase();
		return {
			words: [
				"MATCH",
				rest,
				...prefix(here),
				"WITH",
				kind,
				...prefix(there),
				"FROM",
				this.#pipeline.stepOf(set)
			],
			statements: statementsOf(this.#pipeline, cell, set)
		};
	}
};
/** Before a last `DISALLOW *` no other needs to stand. */
function withoutRepeatedEnds(rules) {
	const last = rules.at(-1);
	if (last?.words.join(" ") !== "DISALLOW *") return [...rules];
	const end = rules.findLastIndex(({ words: [keyword] }) => keyword !== "DISALLOW");
	return [...rules.slice(0, end + 1), last];
}
function nextKept(patterns, kept) {
	const next = patterns.find((pattern) => kept.has(pattern));
	return (next === void 0 ? void 0 : kept.get(next)) ?? { kind: "none" };
}
// src/layouts/compile/groups.ts
/**
* The groups of cells, in the order of the first of each. A cell stands in one group, alone where it has files as no
* other does; cells that never have files stand in none.
*
* @param cells of all sets, in the order of the layout
*/
function groupsOf(cells, holders) {
	const byKey = new Map(cells.map((cell) => [cell.key, cell]));
	const grouped = /* @__PURE__ */ new Set();
	return cells.flatMap((first) => {
		if (first.samples.length === 0 || grouped.has(first)) return [];
		const group = groupFrom(first, byKey, holders, grouped);
		for (const cell of group) grouped.add(cell);
		return [group.sort((a, b) => a.set - b.set)];
	});
}
function groupFrom(first, byKey, holders, grouped) {
	const sets = holders.sameNamesOf(first);
	/** Any two of these are the same, which needs no look at each pair. */
	const isPlain = (cell) => cell.pattern === first.pattern && sets.has(cell.set) && holders.sameNamesOf(cell) === sets;
	const group = /* @__PURE__ */ new Set([first]);
	const others = [];
	for (const relation of holders.relationsOf(first)) {
		if (!holders.isHolder(relation, first)) continue;
		const other = byKey.get(keyThere(relation, first.pattern));
		if (other === void 0 || other.samples.length === 0 || grouped.has(other) || group.has(other)) continue;
		const plain = isPlain(other);
		if (![...plain ? others : group].every((member) => holders.areSame(member, other))) continue;
		group.add(other);
		if (!plain) others.push(other);
	}
	return [...group];
}
/**
* Groups whose cells stand in the order in which those of the next class do, wherever they can: so most lists ask the same
* of both, and need no rules of their own for the first.
*/
function inOrderOfNext(groups) {
	const groupOf = new Map(groups.flatMap((group) => group.map((cell) => [cell.key, group])));
	const nextOf = ({ set, later }) => groupOf.get(cellKey(set, later[0]?.[0] ?? ""));
	const ordered = /* @__PURE__ */ new Map();
	for (const group of nextFirst(groups, nextOf)) {
		const blocks = /* @__PURE__ */ new Map();
		for (const cell of group) listIn(blocks, nextOf(cell)).push(cell);
		const order = [...blocks].flatMap(([next, cells]) => {
			if (next === void 0) return cells;
			const places = /* @__PURE__ */ new Map();
			for (const [place, { set }] of (ordered.get(next) ?? next).entries()) if (!places.has(set)) places.set(set, place);
			const placeOf = ({ set }) => places.get(set) ?? -1;
			return cells.sort((a, b) => placeOf(a) - placeOf(b));
		});
		ordered.set(group, order);
	}
	return groups.map((group) => ordered.get(group));
}
/**
* Groups, each after those that its cells fall to next. Sets order their classes each for itself, so that two groups can
* be next to each other: of a cycle, whichever is met first comes last. A chain can be as long as a layout has patterns,
* which is too deep for calls.
*/
function nextFirst(groups, nextOf) {
	const done = /* @__PURE__ */ new Set();
	const met = /* @__PURE__ */ new Set();
	const waiting = [...groups].reverse();
	for (let group = waiting.at(-1); group !== void 0; group = waiting.at(-1)) {
		const next = met.has(group) ? [] : [...new Set(group.map(nextOf))].filter((one) => one !== void 0 && !met.has(one));
		met.add(group);
		waiting.push(...next.reverse());
		if (next.length > 0) continue;
		waiting.pop();
		done.add(group);
	}
	return done;
}
// src/layouts/compile/holders.ts
/** Finds the sets that have all that a cell has, under the same names. */
var Holders = class {
	#histories;
	#sameNames = /* @__PURE__ */ new Map();
	#known = /* @__PURE__ */ new Map();
	#numbers = /* @__PURE__ */ new Map();
	constructor(histories) {
		this.#histories = histories;
	}
	/** The relations that a rule about a cell can name, in order. */
	relationsOf(cell) {
		return cell.relations.about(cell.pattern).filter((relation) => this.isUsable(relation, cell));
	}
	/** Whether a rule about a cell can name what a relation is about. */
	isUsable({ set, here, there }, { set: own, pattern }) {
		return set !== -1 && (set !== own || here !== there) && (here === "" || pattern.startsWith(escapedForRule(here)));
	}
	/** Those of them that lead to whatever has all that the cell has. */
	holdersOf(cell) {
		return this.relationsOf(cell).filter((relation) => this.isHolder(relation, cell));
	}
	/** Whether a rule can name a relation, which leads to whatever has all that the cell has. */
	isHolder(relation, cell) {
		if (!this.isUsable(relation, cell)) return false;
		if (relation.here === "" && relation.there === "") return this.sameNamesOf(cell).has(relation.set);
		return cell.samples.every((name) => {
			const there = nameThere(relation, name);
			if (there === void 0) return false;
			return this.#histories.holds({
				set: relation.set,
				name: there
			}, {
				set: cell.set,
				name
			});
		});
	}
	/** The first relation from one cell to another that has all of it. */
	between(cell, other) {
		return cell.relations.to(other.set).find((relation) => keyThere(relation, cell.pattern) === other.key && this.isHolder(relation, cell));
	}
	/** Whether two cells have the same files in every honest run, and each can be asked about the other. */
	areSame(cell, other) {
		return this.#isHeldBy(cell, other) && this.#isHeldBy(other, cell);
	}
	#isHeldBy(cell, other) {
		if (cell.pattern === other.pattern && cell.set !== other.set && this.sameNamesOf(cell).has(other.set)) return true;
		return cell.relations.leading(cell.pattern, other.set, other.pattern).some((relation) => this.isHolder(relation, cell));
	}
	/** The same value for cells of a class of which this is known together. */
	sameNamesOf(cell) {
		const known = this.#sameNames.get(cell) ?? this.#read(cell);
		this.#sameNames.set(cell, known);
		return known;
	}
	#read({ set, samples, relations: { plain } }) {
		const held = samples.map((name) => [name, this.#histories.heldBy({
			set,
			name
		})]);
		const key = JSON.stringify([plain.number, ...held.map(([name, places]) => [name, this.#numberOf(places)])]);
		const known = this.#known.get(key);
		if (known !== void 0) return known;
		const sets = /* @__PURE__ */ new Set();
		for (const other of plain.sets) if (other !== -1 && held.every(([name, places]) => this.#histories.has(places, {
			set: other,
			name
		}))) sets.add(other);
		this.#known.set(key, sets);
		return sets;
	}
	#numberOf(held) {
		const number = this.#numbers.get(held) ?? this.#numbers.size;
		this.#numbers.set(held, number);
		return number;
	}
};
// src/layouts/compile/ties.ts
/** The ties of all cells, by their keys. */
function readTies(pipeline, histories, cells) {
	return new TieMaker(pipeline, histories, cells).ties;
}
var TieMaker = class {
	ties = /* @__PURE__ */ new Map();
	#pipeline;
	#histories;
	#holders;
	#groupOf = /* @__PURE__ */ new Map();
	constructor(pipeline, histories, cells) {
		this.#pipeline = pipeline;
		this.#histories = histories;
		this.#holders = new Holders(histories);
		const found = groupsOf(cells, this.#holders);
		const rings = inOrderOfNext(found);
		const groups = found.map((group, index) => ({
			cells: group,
			ring: rings[index],
			outside: this.#outsideOf(group)
		}));
		for (const group of groups) for (const { key } of group.cells) this.#groupOf.set(key, group);
		for (const cell of cells) if (cell.samples.length === 0) this.#tie(cell, { kind: "none" });
		for (const group of groups) this.#tieGroup(group);
	}
	#tie({ key }, tie) {
		this.ties.set(key, tie);
	}
	#tieGroup(group) {
		const { cells, ring, outside } = group;
		const [first] = cells;
		if (outside !== void 0) {
			const there = movedRelations(outside, first, cells.at(-1), this.#holders);
			for (const [index, cell] of cells.entries()) {
				const [before, next] = [cells[index - 1], cells[index + 1]];
				if (there !== void 0) this.#tie(cell, next === void 0 ? {
					kind: "held",
					by: there
				} : this.#heldBy(cell, next));
				else this.#tie(cell, before === void 0 ? {
					kind: "held",
					by: outside
				} : this.#heldBy(cell, before));
			}
			return;
		}
		const beyond = this.#beyond(group);
		if (beyond !== void 0) for (const [index, cell] of cells.entries()) this.#tie(cell, index === 0 ? {
			kind: "held",
			by: [beyond]
		} : this.#heldBy(cell, cells[index - 1]));
		else if (cells.length === 1) this.#tie(first, this.#alone(first));
		else for (const [index, cell] of ring.entries()) this.#tie(cell, this.#heldBy(cell, ring.at(index - 1)));
	}
	/** What the files of a group come from, where that is more than the group has. */
	#outsideOf(cells) {
		const [first] = cells;
		const own = new Set(cells.map(({ key }) => key));
		const relations = this.#holders.relationsOf(first);
		const chosen = [];
		let isOnlySource = true;
		for (const name of this.#namesInFirst(cells)) {
			const parts = this.#histories.partsOf({
				set: first.set,
				name
			});
			if (parts === void 0) return void 0;
			for (const part of parts) {
				if (this.#histories.isAbsent(part)) continue;
				if (part.set !== -1 || parts.length > 1) isOnlySource = false;
				const holds = (relation) => this.#holds(relation, name, part);
				if (chosen.some(holds)) continue;
				const candidates = relations.filter((relation) => holds(relation) && !own.has(keyThere(relation, first.pattern)));
				const best = candidates.find((relation) => relation.set === part.set && nameThere(relation, name) === part.name) ?? candidates.find((relation) => !this.#isBelow(relation, first, name));
				if (best === void 0) return void 0;
				chosen.push(best);
			}
		}
		return isOnlySource ? void 0 : withoutRepeated(chosen);
	}
	/** What any of a group can have, by its names in the first of them, whose class may be narrower. */
	#namesInFirst(cells) {
		const [first, ...others] = cells;
		const names = others.flatMap((cell) => {
			const relation = this.#holders.between(cell, first);
			return relation === void 0 ? [] : cell.samples.flatMap((name) => nameThere(relation, name) ?? []);
		});
		return /* @__PURE__ */ new Set([...first.samples, ...names]);
	}
	#heldBy(cell, other) {
		return {
			kind: "held",
			by: [this.#holders.between(cell, other)]
		};
	}
	#holds(relation, name, part) {
		const there = nameThere(relation, name);
		return there !== void 0 && this.#histories.holds({
			set: relation.set,
			name: there
		}, part);
	}
	#isBelow(relation, { set }, name) {
		const there = nameThere(relation, name);
		return there !== void 0 && this.#histories.comesTo({
			set: relation.set,
			name: there
		}, {
			set,
			name
		});
	}
	/** A set outside of the group to which all of its files come, so that whatever is lost on the way is missed. */
	#beyond({ cells }) {
		const [first] = cells;
		const own = new Set(cells.map(({ key }) => key));
		const holders = this.#holders.holdersOf(first);
		const found = [...holders].sort((a, b) => a.set - b.set).find((relation) => !own.has(keyThere(relation, first.pattern)) && cells.every((cell) => {
			const key = keyThere(relation, first.pattern);
			return cell.relations.to(relation.set).filter((other) => this.#holders.isHolder(other, cell) && keyThere(other, cell.pattern) === key).some((other) => cell.samples.every((name) => this.#isBelow(other, cell, name)));
		}));
		if (found === void 0) return void 0;
		const group = this.#groupOf.get(keyThere(found, first.pattern));
		const end = group?.outside === void 0 ? group?.cells.at(-1) : group.cells[0];
		return holders.find((relation) => end !== void 0 && keyThere(relation, first.pattern) === end.key) ?? found;
	}
	#alone(cell) {
		const { set, samples } = cell;
		const step = this.#pipeline.intentsOf(set);
		if (step === void 0 || this.#pipeline.kindOf(set) === "materials") return { kind: "anything" };
		if (step.addsSource) return {
			kind: "own",
			creates: true,
			changes: false,
			keeps: false
		};
		const doings = samples.map((name) => ({
			...doingOf(step, name),
			stays: !doingOf(step, name).removes && !this.#histories.isAbsent({
				set: set - 1,
				name
			})
		}));
		return {
			kind: "own",
			creates: doings.some(({ adds }) => adds),
			changes: doings.some(({ changes, stays }) => changes && stays),
			keeps: doings.some(({ stays }) => stays)
		};
	}
};
/** Relations of one cell as those of another; undefined where that has not all of them. */
function movedRelations(outside, from, to, holders) {
	if (from === to) return outside;
	const moved = outside.map((relation) => {
		const key = keyThere(relation, from.pattern);
		return to.relations.to(relation.set).find((other) => holders.isUsable(other, to) && keyThere(other, to.pattern) === key);
	});
	return moved.every((relation) => relation !== void 0) ? moved : void 0;
}
/** Of relations that lead each file to the same place, the widest. */
function withoutRepeated(relations) {
	const byEffect = /* @__PURE__ */ new Map();
	for (const relation of [...relations].sort((a, b) => a.here.length - b.here.length)) {
		const key = JSON.stringify([relation.set, ...shortened(relation.here, relation.there)]);
		if (!byEffect.has(key)) byEffect.set(key, relation);
	}
	return relations.filter((relation) => [...byEffect.values()].includes(relation));
}
// src/layouts/compile/compile-intents.ts
/** No list of any honest run has these, so that a list of which nothing else can be said can fail nevertheless. */
const NEVER_RECORDED = ".git/*";
/** The rules of each step in intents, by its name. @throws TooIntricate */
function compileIntents(request) {
	const pipeline = new Pipeline(request);
	const histories = new Histories(pipeline);
	const sets = readCells(pipeline, histories, request);
	const lists = new ListMaker(pipeline, readTies(pipeline, histories, sets.flatMap(({ cells }) => cells ?? [])));
	const installed = new InstalledRules(pipeline);
	const rulesOf = (set, step, cells) => {
		const list = cells === void 0 ? void 0 : lists.listOf(cells);
		return failing([
			...requiredOf(step, pipeline.kindOf(set)),
			...installed.isNeeded(set, list) ? installed.rulesOf(set) : [],
			...list?.rules ?? []
		], step, pipeline.kindOf(set));
	};
	const compiled = /* @__PURE__ */ new Map();
	for (const [index, { set, cells, unknown }] of sets.entries()) {
		if (pipeline.kindOf(set) !== "materials") continue;
		const step = pipeline.intentsOf(set);
		compiled.set(step.name, {
			materials: rulesOf(set, step, cells),
			products: rulesOf(set + 1, step, sets[index + 1]?.cells),
			isWhole: cells !== void 0 && sets[index + 1]?.cells !== void 0,
			unknown: unknown ?? sets[index + 1]?.unknown,
			names: {
				materials: namesIn(cells),
				products: namesIn(sets[index + 1]?.cells)
			}
		});
	}
	return compiled;
}
function namesIn(cells = []) {
	return [...new Set(cells.flatMap(({ names }) => names))];
}
/** A list that could not fail would be refused by whoever verifies strictly. */
function failing(rules, { name }, kind) {
	const parsed = rules.map(({ words }) => parseRuleTokens(words, name));
	if (canFail({
		owner: name,
		kind,
		rules: parsed
	}, analysisBudget())) return [...rules];
	return [{
		words: ["DISALLOW", NEVER_RECORDED],
		statements: []
	}, ...rules];
}
// src/layouts/intents/lost-elsewhere.ts
/** Sentences that end "nobody checks that \u2026", without these words; escaped. */
function lostElsewhere(intents) {
	const steps = [...intents.steps.values()];
	return [
		...steps.some(seesSource) ? ["the files of source are those of the commit"] : [],
		...intents.submodules.map((path) => `the files of the submodule ${quoteUntrusted(path)} are the same in all jobs`),
		"recordings leave out nothing but scratch, and that no scratch lay there when a step began",
		...steps.flatMap(lostOfStep),
		"a command that a link names has succeeded",
		...refsText("branch", intents.branches),
		...refsText("tag", intents.tags),
		"each link is of the step that it is named after, and of a step that the layout knows",
		...steps.every(({ delegated }) => delegated) ? [] : ["no layout stands in the place of a link"],
		...intents.release.length === 0 ? [] : [`the final products are those of ${intents.release.map(({ step }) => quoteUntrusted(step)).join(", ")}`]
	];
}
function lostOfStep(step) {
	const name = quoteUntrusted(step.name);
	return [
		...[...[...step.adds, ...step.changes].filter((pattern) => !isLiteral(pattern)), ...step.removes].map(({ text }) => `${name} had a file that fits ${quoteUntrusted(text)}`),
		...step.command === void 0 ? [] : [`${name} ran \`${escapeUntrusted(joinWords(step.command.words))}\``],
		...step.definition === void 0 ? [] : [`${name} has the definition ${step.definition}`]
	];
}
function refsText(what, patterns) {
	if (patterns.length === 0) return [];
	return [`the run is of a ${what} that fits ${patterns.map(({ text }) => quoteUntrusted(text)).join(" or ")}`];
}
// src/layouts/intents/uncompiled.ts
/** Named in one message. */
const NAMED = 8;
/** Notes a problem where rules are all that the layout carries, else a warning; nothing where all steps have their rules. */
function tellUncompiled(source, { intents, legs, elsewhere }, compiled) {
	const without = [...compiled].filter(([, { isWhole }]) => !isWhole).map(([name]) => quoteUntrusted(name));
	if (without.length === 0) return;
	const { at, message, simpler } = [...compiled.values()].some(({ unknown }) => unknown === "ways") ? manyWays(legs) : manyPatterns({
		intents,
		legs
	}, without);
	if (elsewhere === "rules-only") source.problem("LAYOUT_SOURCE_IMPOSSIBLE", at, `${message} So nobody would check what is taken, added and changed there.`, `${simpler}. Or leave out \`elsewhere\`, so that the layout carries the check, which needs no rules.`);
	else source.warning(at, `${message} Rules alone say nothing of what is taken, added and changed there; the check in the layout does.`, `${simpler}, if other implementations verify the layout.`);
}
/** The step that takes most into directories stands for all: the ways of its files are those that multiply. */
function manyWays(legs) {
	const moved = ({ takes }) => takes.filter(({ take }) => take.of === "step" && take.into !== void 0);
	const [most] = legs.toSorted((a, b) => moved(b).length - moved(a).length);
	const takes = most === void 0 ? [] : moved(most);
	const example = most === void 0 ? "" : `, such as ${takes.length} steps in ${quoteUntrusted(most.intents.name)}`;
	return {
		at: takes[0]?.offset ?? 0,
		message: `Rules cannot follow the files of the layout: what steps take into directories${example} comes by more ways than are looked at, because those that they take take files so, too.`,
		simpler: "Write with `from` which directory is taken (`{ from: dist, into: \u2026 }`), so that what merely passes through has no name for each way"
	};
}
function manyPatterns({ intents, legs }, without) {
	const patterns = intricateOf(legs);
	const texts = [...patterns.map(({ pattern }) => pattern.text), ...intents.submodules.map((directory) => `${directory}/**`)];
	const at = patterns[0]?.offset ?? legs[0]?.takes[0]?.offset ?? 0;
	const steps = `${without.length === 1 ? "step" : "steps"} ${listed(without, NAMED, (list) => list)}`;
	const named = [...new Set(texts)].map((text) => quoteUntrusted(text));
	return {
		at,
		message: `Rules cannot tell apart the files of ${steps}: ${named.length === 0 ? "the patterns of the layout give" : `${listed(named, NAMED, (list) => list)} together ${named.length === 1 ? "gives" : "give"}`} more combinations than are looked at.`,
		simpler: "Write fewer of these patterns: name files in full, or let what is made lie in directories of its own, such as `dist/linux/**`"
	};
}
/** Patterns with a wildcard, but for those of whole directories, each text once, where it stands. */
function intricateOf(legs) {
	const found = /* @__PURE__ */ new Map();
	for (const { files, takes } of legs) {
		const taken = takes.flatMap(({ take, offset }) => take.of === "source" ? [] : take.only.map((pattern) => ({
			pattern,
			offset
		})));
		for (const placed of [...Object.values(files).flat(), ...taken]) if (/[*?[]/.test(placed.pattern.text.replace(/\/\*\*$/, "")) && !found.has(placed.pattern.text)) found.set(placed.pattern.text, placed);
	}
	return [...found.values()];
}
// src/layouts/intents/emit-intents.ts
/** UTF-8 bytes of statements above which a warning is given: a program takes its words from the system. */
const MANY_BYTES = 24576;
/**
* The layout with rules and inspection.
*
* @param withoutRules whether steps in intents get none
*
* @throws INTENTS_INVALID for a text that no statement can hold, LAYOUT_SOURCE_VALUE for patterns that are too intricate, and for more
* than is read;
* LayoutSourceError with LAYOUT_SOURCE_IMPOSSIBLE where the layout carries rules alone, and they do not say all that rules can
*/
function emitIntents(source, layout, read, withoutRules = false) {
	const { intents, elsewhere } = read;
	const isWhole = elsewhere === "check";
	const inspection = intentsInspection(intents);
	if (isWhole) refuseTooMany(source, read, inspection.run);
	const names = layout.steps.map(({ name }) => name);
	const request = {
		intents,
		steps: names,
		inRules: new Set(names.filter((name) => !intents.steps.has(name)))
	};
	const compiled = withoutRules ? /* @__PURE__ */ new Map() : compiledOf(source, read, request);
	tellUncompiled(source, read, compiled);
	source.throwProblems();
	const steps = layout.steps.map((step) => ({
		...withRules(step, compiled.get(step.name)),
		...isWhole || !intents.steps.has(step.name) ? {} : { expectedCommand: expectedCommand(intents, step.name) }
	}));
	warnOfLength(source, inspection.run);
	const inspections = isWhole ? [...layout.inspections, inspection] : layout.inspections;
	return {
		layout: {
			...layout,
			steps,
			inspections
		},
		intents: {
			...read,
			compiled,
			lost: isWhole ? [] : lostElsewhere(intents)
		}
	};
}
function compiledOf(source, { places }, request) {
	try {
		return compileIntents(request);
	} catch (error) {
		if (!(error instanceof TooIntricate)) throw error;
		throw refusalOf(error, places, source.name);
	}
}
/** What is told of patterns that are too intricate: where that which costs the most stands. */
function refusalOf({ pattern }, places, source) {
	const [, place] = [...places].find(([statement]) => pattern !== void 0 && statement.endsWith(` ${pattern}`)) ?? [];
	const most = pattern === void 0 ? "" : ` ${quoteUntrusted(pattern)} costs the most.`;
	return new LayoutsError("LAYOUT_SOURCE_VALUE", `The patterns of the layout are too intricate to tell which files fit several of them.${most}`, {
		at: place === void 0 ? source : `${source}:${place.line}:${place.column}`,
		hint: "Write fewer patterns with several `*` or `?` in one name: `dist/**` stands for all that lies below a directory, `*.js` for all names that end so."
	});
}
/** Other implementations compare the words alone, so a command with something before it is left out. */
function expectedCommand({ steps }, name) {
	const command = steps.get(name)?.command;
	return command?.workingDirectory === void 0 && command?.setup === void 0 ? command?.words ?? [] : [];
}
function withRules(step, compiled) {
	if (compiled === void 0) return step;
	const rules = (list) => list.map(({ words }) => parseRuleTokens(words, step.name));
	return {
		...step,
		expectedMaterials: rules(compiled.materials),
		expectedProducts: rules(compiled.products)
	};
}
/** Before any work: nobody reads a longer list, whatever rules come of it. @throws LAYOUT_SOURCE_VALUE */
function refuseTooMany(source, { places }, run) {
	if (run.length <= LIMITS.rulesPerList) return;
	const lines = /* @__PURE__ */ new Map();
	for (const { line, column } of places.values()) {
		const at = `${source.name}:${line}:${column}`;
		lines.set(at, (lines.get(at) ?? 0) + 1);
	}
	const [most] = [...lines].toSorted(([, one], [, other]) => other - one);
	const before = INTENTS_COMMAND.length;
	throw new LayoutsError("LAYOUT_SOURCE_VALUE", `The layout says ${run.length - before} facts, each leg of a matrix its own, and at most ${LIMITS.rulesPerList - before} are read.`, {
		at: most?.[0] ?? source.name,
		hint: "Most of them come of this line. Use fewer legs; `legs: same` takes one leg of each step, not all, and `dist/**` stands for all files below a directory."
	});
}
function warnOfLength(source, run) {
	const bytes = new TextEncoder().encode(run.join(" ")).length;
	if (bytes <= MANY_BYTES) return;
	source.warning(0, `The inspection "${INTENTS_NAME}" has ${bytes} bytes of words, and some systems start no program with more than 32768.`, "Use fewer patterns or legs, or write `elsewhere: rules-only` if other implementations verify the layout.");
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
	if (at.kind === "scalar" && typeof at.value === "string" && at.value !== "") return reader.problem("LAYOUT_SOURCE_TYPE", at, `The functionary ${quoteUntrusted(name)} is a text, and a mapping says what it is.`, `For a key write \`${yamlText(name)}: { key: ${yamlText(at.value)} }\`.`);
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
		return reader.refusal(error, member.value, message, "Check the path: it starts at the current directory, or at `--base-path`.");
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
		if (source.slice(source.indexOf("{") + 1, Math.max(0, source.lastIndexOf("}"))).includes(",") && source.includes("{")) remark("Braces mean themselves in a pattern.", "Write one rule for each alternative.");
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
	const { layout, intents } = readLayout(new YamlReader(source), root, request);
	source.throwProblems();
	return {
		...intents === void 0 ? {
			layout,
			intents
		} : emitIntents(source, layout, intents, request.withoutRules === true),
		warnings: source.warnings
	};
}
const TOP = [
	"expires",
	"readme",
	"functionaries",
	"by",
	"threshold",
	"steps",
	"inspections",
	...TOP_KEYS
];
/** The layout that a mapping describes, without the rules of steps in intents; stand-ins are where problems were noted. */
function readLayout(reader, root, request) {
	const members = asMeant(reader.mapping(root, "The file", TOP));
	if (root.kind !== "mapping") return {
		layout: EMPTY,
		intents: void 0
	};
	const expires = readExpiry(reader, members.get("expires"), root, request.now);
	const readme = members.has("readme") ? reader.text(members.get("readme")?.value, "readme") ?? "" : "";
	const functionaries = readFunctionaries(reader, members.get("functionaries"), root, request);
	const items = new ItemReader(reader, functionaries, {
		by: members.get("by"),
		threshold: members.get("threshold")
	});
	const steps = items.steps(members.get("steps"), root);
	const listed = members.get("inspections");
	const inspections = listed === void 0 ? [] : items.inspections(listed, root);
	if (items.written.length === 0 && members.has("steps")) reader.problem("LAYOUT_SOURCE_EMPTY", members.get("steps")?.value ?? root, "The layout has no steps, so it would demand nothing.", firstStep(members));
	reviewItems(reader, steps, inspections);
	const intents = readIntents(reader, root, members, items.written, request.submodules);
	if (intents !== void 0) refuseInspectionName(reader, listed);
	warnOfUnused(reader, members.get("functionaries")?.value, items.used);
	return {
		layout: {
			expires: expires ?? 0,
			readme,
			keys: keysOf(functionaries),
			steps: steps.map(({ item }) => item),
			inspections: inspections.map(({ item }) => item)
		},
		intents
	};
}
/** A key that is misspelt was told as such; what it was meant to be is not missing as well. */
function asMeant(members) {
	const meant = new Map(members);
	for (const [name, member] of members) {
		const near = TOP.includes(name) ? void 0 : nearestName(name, TOP);
		if (near !== void 0 && !meant.has(near)) meant.set(near, member);
	}
	return meant;
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
/** What carries intents is called like nothing else. */
function refuseInspectionName(reader, listed) {
	const items = listed?.value.kind === "list" ? listed.value.items : [];
	for (const item of items) {
		const name = item.kind === "mapping" ? item.members.get("name")?.value : void 0;
		if (name?.kind === "scalar" && name.value === "intents") reader.problem("LAYOUT_SOURCE_NAME", name, `An inspection cannot be called "${INTENTS_NAME}": that one carries what the layout says in intents.`, "Give it another name.");
	}
}
function warnOfUnused(reader, functionaries, used) {
	if (functionaries?.kind !== "mapping") return;
	for (const [name, { key }] of functionaries.members) if (!used.has(name)) reader.warning(key, `The functionary ${quoteUntrusted(name)} performs no step.`, "Remove it, or name it in a step's \"by\".");
}
function keysOf(functionaries) {
	return new Map([...functionaries.values()].flatMap((one) => one === void 0 ? [] : [[one.keyId, one.key]]));
}
export { RelationBudget as a, back as c, ClassReader as i, NEVER_RECORDED as n, Pipeline as o, doingOf as r, along as s, buildLayout as t };
