import { K as RoomError } from "./base.mjs";
// src/gate/codes.ts
const GATE_CODES = {
	GITHUB_FORBIDDEN: "GitHub refused a request: the token lacks a permission.",
	GITHUB_NOT_FOUND: "GitHub does not have what was asked for, or does not show it to this token.",
	GITHUB_UNAVAILABLE: "GitHub did not answer as it should, even after retries.",
	LAYOUT_REF_INVALID: "The ref from which the layout is to be read cannot be resolved.",
	LAYOUT_FILE_INVALID: "What the layout path names is not a plain file, or not the one that its id says.",
	SOURCE_NOT_FETCHED: "The files of the commit that was verified could not be fetched, so nobody knows whether the links name them.",
	SOURCE_COMMIT_UNKNOWN: "The repository does not have the commit whose files the links should name."
};
/** Reasons to block, beyond the failures of verification. */
const GATE_FAILURE_CODES = {
	NEEDED_JOB_FAILED: "A job that the gate needs did not succeed.",
	NEEDED_JOBS_NONE: "The gate was told of no needed job, so it may have run before the stages.",
	LINK_ARTIFACT_INVALID: "A workflow artifact that claims to hold a link holds something else.",
	LINK_ARTIFACT_RENAMED: "A link was stored as one of another step, job or attempt than it is of.",
	LINKS_COLLIDE: "Two workflow artifacts claim the same step and functionary.",
	LINK_SUPERSEDED: "A step was recorded again in a later attempt, and that recording is not signed.",
	LINK_OF_OLDER_ATTEMPT: "A link is of an older attempt, and nobody told whether its job succeeded in a later one.",
	LINK_JOB_NOT_SUCCESSFUL: "The job that a link comes from did not succeed when it ran last.",
	LINK_JOB_RAN_AGAIN: "The job that a link comes from ran again in a later attempt and stored no new one.",
	LINK_JOB_UNKNOWN: "The server does not list the job that a link says it comes from.",
	LINK_UPLOADED_BY_OTHER_JOB: "A link was stored by another job than the one that it names.",
	LINK_RUNNER_OTHER: "A link names another kind of runner than the server does for its job.",
	TAKE_OVER_OLD: "A step took products over by a link that does not count.",
	RUN_NOT_SUCCESSFUL: "The run whose links are verified did not succeed.",
	RUN_OF_OTHER_WORKFLOW: "The run whose links are verified is of another workflow than the one that was demanded.",
	RUN_OF_OTHER_BRANCH: "The run whose links are verified is of another branch than the one that was demanded.",
	RUN_OF_OTHER_EVENT: "The run whose links are verified was started by another event than was demanded.",
	RUN_OF_FORK: "The run whose links are verified is of another repository, such as a fork.",
	LAYOUT_CHANGED_SINCE: "The layout was changed after the run began, and by the new one the run fails.",
	OWN_LAYOUT_MISSING: "A change takes the layout away.",
	OWN_LAYOUT_INVALID: "A change brings a layout that cannot be read.",
	OWN_LAYOUT_UNSIGNED: "A change brings a layout that is not signed as the one that decides.",
	OWN_LAYOUT_WORSE: "By the layout that a change brings the verdict would be worse."
};
/** A gate that could not tell. */
var GateError = class extends RoomError {};
export { GATE_FAILURE_CODES as n, GateError as r, GATE_CODES as t };
