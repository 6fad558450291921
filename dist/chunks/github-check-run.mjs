import { l as cutAtLine } from "./every-verification.mjs";
import { t as REST_IN_SUMMARY } from "./github-alert-issue.mjs";
// src/github/check-run.ts
/** The Checks interface takes at most 65 535 characters of a summary. */
const SUMMARY_CHARACTERS = 6e4;
const MOST_ANNOTATIONS = 50;
/** Publishes a completed check run. @throws GITHUB_ codes */
async function publishCheckRun(rest, { owner, repo }, check) {
	const { commit, conclusion, title } = check;
	await rest.call({
		route: "POST /repos/{owner}/{repo}/check-runs",
		parameters: {
			owner,
			repo,
			name: "in-toto",
			head_sha: commit,
			status: "completed",
			conclusion,
			output: {
				title,
				summary: cutAtLine(check.summary, SUMMARY_CHARACTERS, REST_IN_SUMMARY),
				annotations: check.annotations.slice(0, MOST_ANNOTATIONS).map((annotation) => ({
					path: annotation.file,
					start_line: annotation.line,
					end_line: annotation.line,
					annotation_level: annotation.level === "error" ? "failure" : "warning",
					title: annotation.title.slice(0, 255),
					message: annotation.message
				}))
			}
		},
		what: "a check run",
		permission: "checks: write"
	});
}
export { publishCheckRun };
