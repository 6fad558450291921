import { V as LIMITS } from "./base.mjs";
import { t as readFile } from "./every-action.mjs";
import { s as pathFrom } from "./command-line.mjs";
import { join } from "node:path";
import { homedir } from "node:os";
// src/cli/trusted-root-files.ts
/** The bytes of a root: of a file, of `public-good` or `github`, or fetched where `tuf:` stands before these. */
async function trustedRootFile(name, console) {
	const { embeddedRootFile, isEmbeddedRoot, rootToFetch } = await import("./load-sigstore-embedded-roots.mjs");
	if (isEmbeddedRoot(name)) return embeddedRootFile(name);
	const place = rootToFetch(name);
	if (place === void 0) return readFile(pathFrom(console, name), LIMITS.smallFileBytes);
	const { TUF_REPOSITORIES } = await import("./sigstore-tuf-repositories.mjs");
	return fetchRoot(TUF_REPOSITORIES[place](), defaultCache(console));
}
async function fetchRoot(repository, cacheDirectory) {
	const [{ fetchTrustedRoot }, { httpGet }] = await Promise.all([import("./sigstore-fetch-trusted-root.mjs"), import("./github-http-get.mjs")]);
	return fetchTrustedRoot({
		repository,
		get: httpGet,
		cacheDirectory
	});
}
/** Where programs of a user keep what they can fetch again (XDG Base Directory Specification; LOCALAPPDATA on Windows). */
function defaultCache({ environment }) {
	const set = [environment["XDG_CACHE_HOME"], environment["LOCALAPPDATA"]].find((path) => (path ?? "") !== "");
	return join(set ?? join(homedir(), ".cache"), "in-toto-actions", "tuf");
}
export { fetchRoot as n, trustedRootFile as r, defaultCache as t };
