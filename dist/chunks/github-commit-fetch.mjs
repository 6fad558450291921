import { r as getProxyUrl } from "./github-lazy-undici.mjs";
import { K as quoteUntrusted, V as LIMITS } from "./base.mjs";
import { h as GateError } from "./gate-start.mjs";
import { U as startOf } from "./every-action.mjs";
import { i as withRetries, n as RetryableFault, t as RETRY_POLICY } from "./github-retry.mjs";
import { join } from "node:path";
import { Buffer } from "node:buffer";
const { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } = process.getBuiltinModule("node:fs");
import { spawn } from "node:child_process";
import { getCACertificates } from "node:tls";
// src/recording/git/watched-program.ts
/** How often the bytes are counted: a disk that takes 2 GB a second is 100 MB further by then. */
const LOOK_EVERY_MS = 50;
/** Characters after which it is taken for one that never ends to talk. */
const MOST_CHARACTERS = 1048576;
const PASSED_ON = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Runs it to its end, or ends it. Rejects when it cannot be started. */
async function watchedProgram(request) {
	const { directory, bounds } = request;
	const group = process.platform !== "win32";
	const child = spawn(request.program, request.words, {
		cwd: directory,
		env: request.environment,
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: group
	});
	let stopped;
	let over = () => void 0;
	let reject = () => void 0;
	const end = new Promise((resolve, refuse) => {
		over = resolve;
		reject = refuse;
	});
	const stop = (reason) => {
		stopped ??= reason;
		kill(child, group);
		if (!group) over(void 0);
	};
	child.once("error", reject);
	child.once("close", (status) => over(status ?? void 0));
	const look = setInterval(() => {
		if ((bytesIn(directory) ?? 0) > bounds.bytes) stop("large");
	}, LOOK_EVERY_MS);
	const timer = setTimeout(() => stop("late"), bounds.ms);
	const passedOn = (signal) => {
		kill(child, group);
		for (const name of PASSED_ON) process.off(name, passedOn);
		process.kill(process.pid, signal);
	};
	for (const name of PASSED_ON) process.once(name, passedOn);
	try {
		const [printed, said] = [child.stdout, child.stderr].map((stream) => wordsOf(stream, () => stop("late")));
		const status = await end;
		if (stopped === void 0 && wholeBytesIn(directory) > bounds.bytes) stopped = "large";
		const words = {
			printed: printed?.() ?? "",
			said: said?.() ?? ""
		};
		return {
			...stopped === void 0 ? {
				ended: "exited",
				status
			} : { ended: stopped },
			...words
		};
	} finally {
		clearInterval(look);
		clearTimeout(timer);
		for (const name of PASSED_ON) process.off(name, passedOn);
		kill(child, group);
	}
}
/** The end of what it says. Who says more than is ever read is stopped. */
function wordsOf(stream, tooMuch) {
	let [text, heard] = ["", 0];
	stream?.setEncoding("utf8").on("data", (chunk) => {
		heard += chunk.length;
		text = `${text}${chunk}`.slice(-4096);
		if (heard > MOST_CHARACTERS) tooMuch();
	});
	return () => text.trim();
}
/** Ends the program and all of its group. Nothing to do where it is over. */
function kill(child, group) {
	const { pid } = child;
	if (pid === void 0) return;
	try {
		if (group) process.kill(-pid, "SIGKILL");
		else child.kill("SIGKILL");
	} catch (error) {
		if (!["ESRCH", "EPERM"].includes(error.code ?? "")) throw error;
	}
}
/** The same where nobody changes anything. */
function wholeBytesIn(directory) {
	const bytes = bytesIn(directory);
	if (bytes === void 0) throw new Error("what it wrote cannot be counted");
	return bytes;
}
/** Bytes of all files below; undefined where what was to be looked at went away meanwhile, as git's own files do. */
function bytesIn(directory) {
	try {
		return readdirSync(directory, {
			recursive: true,
			withFileTypes: true
		}).reduce((bytes, { name, parentPath }) => bytes + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0), 0);
	} catch {
		return;
	}
}
// src/recording/git/fetch-commit.ts
/** What git would else take from elsewhere, or do beside; after the settings of every other call. */
const SETTINGS = [
	"init.templateDir=",
	"http.followRedirects=false",
	"http.proxyAuthMethod=basic",
	"http.sslVerify=true",
	"http.schannelUseSSLCAInfo=true",
	"http.lowSpeedLimit=1",
	"http.lowSpeedTime=120",
	"protocol.version=2",
	"transfer.bundleURI=false",
	"transfer.fsckObjects=true",
	"fetch.fsckObjects=true",
	...[
		"zeroPaddedFilemode",
		"badTimezone",
		"missingSpaceBeforeDate",
		"missingEmail",
		"missingNameBeforeEmail"
	].map((name) => `fetch.fsck.${name}=ignore`),
	"fetch.unpackLimit=1",
	"core.bigFileThreshold=16m",
	"fetch.recurseSubmodules=false",
	"fetch.writeCommitGraph=false",
	"gc.auto=0",
	"maintenance.auto=false"
];
/**
* Fetches a commit without its history. What the server sends is data from outside: git compares each object with its
* id, and the commit that came is compared with the one that was asked for.
*
* The token stands in the environment of git, and neither in its arguments nor on the disk nor in what is returned.
* Versions before 2.31 do not read it there, and fetch what needs none.
*/
async function fetchCommit(request) {
	const address = addressOf(request);
	if (address === void 0) return failed("address", request.server);
	const { directory, commit } = request;
	const [repository, home] = [join(directory, "repository"), join(directory, "home")];
	for (const path of [repository, home]) mkdirSync(path);
	const settings = [...SETTINGS, `http.sslCAInfo=${authoritiesIn(directory)}`].flatMap((setting) => ["-c", setting]);
	const git = async (words, secrets = {}) => {
		const start = startOf({
			directory: repository,
			gitDirectory: repository
		}, [...settings, ...words], request.environment);
		if (start === void 0) return {
			ended: "nowhere",
			printed: "",
			said: ""
		};
		try {
			return await watchedProgram({
				...start,
				environment: {
					...start.env,
					...variables(home, address),
					...secrets
				},
				directory: repository,
				bounds: request.bounds
			});
		} catch (error) {
			return {
				ended: "exited",
				status: void 0,
				printed: "",
				said: String(error)
			};
		}
	};
	writeFileSync(authoritiesIn(directory), request.authorities.join("\n"));
	const format = commit.length === 64 ? ["--object-format=sha256"] : [];
	const steps = [
		() => git([
			"init",
			"--quiet",
			"--bare",
			"--template=",
			...format
		]),
		() => git([
			"fetch",
			"--quiet",
			"--depth=1",
			"--no-tags",
			"--no-recurse-submodules",
			address,
			commit
		], secretsFor(address, request)),
		() => git([
			"cat-file",
			"-t",
			commit
		])
	];
	let printed = "";
	for (const step of steps) {
		const end = await step();
		const fault = faultOf(end, request);
		if (fault !== void 0) return nothingLeft(directory, fault);
		printed = end.printed;
	}
	if (printed !== "commit") return nothingLeft(directory, failed("objects", `It is a ${printed}.`));
	return {
		outcome: "fetched",
		repository
	};
}
function nothingLeft(directory, fault) {
	rmSync(directory, {
		recursive: true,
		force: true
	});
	return fault;
}
const authoritiesIn = (directory) => join(directory, "authorities.pem");
function failed(reason, said) {
	return {
		outcome: "failed",
		reason,
		said
	};
}
/** Where the repository is; undefined where a token would go over the wire for all to read, or nobody knows whereto. */
function addressOf({ server, owner, name }) {
	if (!URL.canParse(server)) return void 0;
	const url = new URL(server);
	const isLoopback = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
	if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) return void 0;
	if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return void 0;
	const path = [
		...url.pathname.split("/"),
		encodeURIComponent(owner),
		`${encodeURIComponent(name)}.git`
	];
	return `${url.origin}/${path.filter((part) => part !== "").join("/")}`;
}
function variables(home, address) {
	return {
		HOME: home,
		USERPROFILE: home,
		XDG_CONFIG_HOME: home,
		GIT_ALLOW_PROTOCOL: new URL(address).protocol.slice(0, -1)
	};
}
/** What nobody may read beside our own processes. */
function secretsFor(address, { token, proxy = "" }) {
	return {
		GIT_CONFIG_COUNT: "2",
		GIT_CONFIG_KEY_0: `http.${address}.extraHeader`,
		GIT_CONFIG_VALUE_0: `Authorization: Basic ${basicOf(token)}`,
		GIT_CONFIG_KEY_1: "http.proxy",
		GIT_CONFIG_VALUE_1: proxy
	};
}
const basicOf = (token) => Buffer.from(`x-access-token:${token}`).toString("base64");
/** What is wrong with how a step ended; undefined where nothing is. */
function faultOf(end, request) {
	if (end.ended === "nowhere") return failed("no-git", "");
	if (end.ended === "large") return { outcome: "too-large" };
	const said = withoutSecrets(end.said, request);
	if (end.ended === "late") return failed("late", said);
	if (end.status === 0) return void 0;
	return failed(reasonIn(said), said);
}
/** A server may send back what it was sent. */
function withoutSecrets(said, { token, proxy }) {
	return [
		basicOf(token),
		token,
		...proxy === void 0 ? [] : [proxy, passwordOf(proxy)]
	].filter((secret) => secret !== "").reduce((text, secret) => text.replaceAll(secret, "***"), said);
}
function passwordOf(proxy) {
	return URL.canParse(proxy) ? decodeURIComponent(new URL(proxy).password) : "";
}
/** Decides about the words of a hint, and about another attempt. */
function reasonIn(said) {
	if (/not our ref|no such remote ref|couldn't find remote ref|unadvertised object/i.test(said)) return "no-commit";
	if (/repository '.*' not found|Authentication failed|could not read Username|returned error: (?:401|403|404)\b/.test(said)) return "no-access";
	if (/RPC failed|hung up|unexpected disconnect|early EOF/.test(said)) return "other";
	if (/fsck|bad object|invalid object|did not send all necessary objects|bad pack|inflate|index-pack|unpack/i.test(said)) return "objects";
	return "other";
}
// src/github/commit-fetch.ts
const BOUNDS = {
	bytes: LIMITS.fetchedBytes,
	ms: LIMITS.fetchMs,
	policy: RETRY_POLICY
};
/**
* Fetches a commit into a directory, which is empty.
*
* @throws SOURCE_NOT_FETCHED, SOURCE_COMMIT_UNKNOWN
*/
async function fetchForGate(place, commit, directory, { bytes, ms, policy } = BOUNDS) {
	const { serverUrl: server, token, environment, mask } = place;
	mask(Buffer.from(`x-access-token:${token}`).toString("base64"));
	const proxy = URL.canParse(server) ? getProxyUrl(server) : "";
	let attempts = 0;
	const attempt = async () => {
		attempts += 1;
		const own = join(directory, String(attempts));
		mkdirSync(own);
		const fetched = await fetchCommit({
			...place,
			directory: own,
			server,
			commit,
			proxy: proxy === "" ? void 0 : proxy,
			authorities: getCACertificates("default"),
			environment,
			bounds: {
				bytes,
				ms
			}
		});
		if (fetched.outcome !== "failed") return fetched;
		const error = faultError(fetched.reason, fetched.said, {
			place,
			commit,
			ms
		});
		throw fetched.reason === "other" ? new RetryableFault(fetched.said, void 0, error) : error;
	};
	try {
		return await withRetries(attempt, policy);
	} catch (error) {
		throw error instanceof RetryableFault ? error.cause : error;
	}
}
function faultError(reason, said, { place, commit, ms }) {
	const repository = quoteUntrusted(`${place.owner}/${place.name}`, 200);
	const short = commit.slice(0, 12);
	const at = `${place.owner}/${place.name}@${commit}`;
	const error = (code, what, hint) => new GateError(code, `${what}${said === "" ? "" : `: ${quoteUntrusted(said, 500)}`}.`, {
		at: quoteUntrusted(at, 300),
		hint
	});
	const could = `The files of commit ${short} of ${repository} could not be fetched`;
	switch (reason) {
		case "no-git": return error("SOURCE_NOT_FETCHED", `${could}, since no absolute directory of PATH holds git`, `Install git on the runner of the gate. ${OTHERWISE}`);
		case "address": return error("SOURCE_NOT_FETCHED", `${could}, since a token is only sent to a server by https, and GITHUB_SERVER_URL names none`, `Let the server answer by https. ${OTHERWISE}`);
		case "late": return error("SOURCE_NOT_FETCHED", `${could} in ${Math.round(ms / 1e3)} seconds`, `Run the job again. If it lasts, look whether a firewall keeps git away from the server. ${OTHERWISE}`);
		case "no-commit": return error("SOURCE_COMMIT_UNKNOWN", `The repository ${repository} does not have commit ${short}`, "See whether the input commit names a commit of this repository. A merge commit of a pull request goes away some time after the next push to it: start a new run then.");
		case "no-access": return error("SOURCE_NOT_FETCHED", `${could}, since the server does not show the repository to this token`, `Give the job the permission \`contents: read\`, and see that github-token is a valid token; git older than 2.31 cannot send it. ${OTHERWISE}`);
		case "objects": return error("SOURCE_NOT_FETCHED", `What the server sent as commit ${short} of ${repository} is not that commit, or not as git writes it`, `See what \`git fsck --strict\` says of a clone. ${OTHERWISE}`);
		case "other": return error("SOURCE_NOT_FETCHED", could, `Run the job again. If it lasts, look whether a firewall keeps git away from the server. ${OTHERWISE}`);
	}
}
const OTHERWISE = "With `source-check: none` the gate fetches nothing, and checks no source claim against the repository.";
export { fetchForGate };
