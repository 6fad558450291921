import { l as cutAtLine } from "./every-verification.mjs";
// src/github/alert-issue.ts
const LABEL = "in-toto-verification";
const TITLE = "The supply chain does not verify";
/** GitHub takes at most 65 536 characters. */
const ISSUE_CHARACTERS = 6e4;
/** Where the rest of a text is that was too long. */
const REST_IN_SUMMARY = "*The rest is in the summary of the run.*";
/** Opens the issue, or updates the one that is open; returns its number. @throws GITHUB_ codes */
async function raiseAlert(rest, { owner, repo, body: text }) {
	const body = cutAtLine(text, ISSUE_CHARACTERS, REST_IN_SUMMARY);
	const permission = "issues: write";
	const { data } = await rest.call({
		route: "GET /repos/{owner}/{repo}/issues",
		parameters: {
			owner,
			repo,
			state: "open",
			labels: LABEL,
			per_page: 30
		},
		what: "the open issues",
		permission
	});
	const open = (Array.isArray(data) ? data : []).find(({ title, pull_request }) => title === TITLE && pull_request === void 0);
	if (typeof open?.number === "number") {
		await rest.call({
			route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
			parameters: {
				owner,
				repo,
				issue_number: open.number,
				body
			},
			what: "an issue",
			permission
		});
		return open.number;
	}
	const number = (await rest.call({
		route: "POST /repos/{owner}/{repo}/issues",
		parameters: {
			owner,
			repo,
			title: TITLE,
			body,
			labels: [LABEL]
		},
		what: "an issue",
		permission
	})).data?.number;
	return typeof number === "number" ? number : 0;
}
export { raiseAlert as n, REST_IN_SUMMARY as t };
