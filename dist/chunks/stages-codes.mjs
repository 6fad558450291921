import { K as RoomError, d as SCRATCH_PRESENT } from "./base.mjs";
// src/stages/codes.ts
const STAGES_CODES = {
	STEP_NAME_UNSAFE: "A step name cannot be a file name.",
	RECORDING_NOT_STARTED: "A recording is to be stopped that was not started here with this key.",
	RECORDING_AMBIGUOUS: "Several recordings of one step were started and not ended, and nothing says which one ends.",
	RECORDING_OTHER: "An unfinished recording is of another step, run or job than the one that is to be ended.",
	RECORDING_TAMPERED: "An unfinished recording was changed, or something else put in its place.",
	SIGNING_KEY_MISSING: "A step is to be signed, and no key was given.",
	SIGNING_KEY_UNEXPECTED: "The signing key is not the one whose id was demanded.",
	CHECKOUT_DIFFERS: "What is checked out is not what a clean checkout of the commit writes.",
	CHECKOUT_COMMIT_OTHER: "Another commit is checked out than the one that was expected.",
	SIGN_REFUSED: "The working job's record does not fit what the signing job was told.",
	SIGN_MATERIALS_DIFFER: "The working job recorded other materials than the signing job finds.",
	SIGN_COMMIT_DIFFERS: "The signing job has a commit checked out that is not the run's.",
	SIGN_WORKSPACE_NOT_EMPTY: "The signing job's workspace is not empty.",
	SIGN_TIME_LIMIT: "Reading what the working job handed over took too long.",
	JOB_NOT_SUCCESSFUL: "The job or a command of the step did not succeed, or nobody said that it did, when the link was to be signed.",
	ENVIRONMENT_CHANGED: "A variable that steers actions was changed while a step ran.",
	WORKING_DIRECTORY_OUTSIDE: "The working directory of a step is not a directory of the workspace.",
	RECORDING_NOTHING: "A step recorded no file at all.",
	RECORDING_TOO_LARGE: "The link of a step would hold more than is ever read of one.",
	...SCRATCH_PRESENT,
	INSTALLED_NOTHING: "A step installed nothing in a directory that its installs names.",
	DEPENDENCY_MISSING: "A directory that dependencies names, or that a step in intents takes, is not there when the step begins.",
	DEPENDENCY_NOT_DIRECTORY: "What installs or dependencies names is not a directory, or is reached by a symbolic link.",
	HAND_OVER_NOTHING: "No product fits the patterns of what to hand over.",
	HAND_OVER_UNSAFE: "A product to hand over lies outside of the workspace, or could not be taken over.",
	HAND_OVER_CHANGED: "A product changed after it was recorded.",
	TAKE_OVER_NOT_FOUND: "The step to take over from stored no link or no products, or they are gone; or a file that a step in intents takes is neither handed over nor in the workspace.",
	TAKE_OVER_AMBIGUOUS: "Several workflow artifacts claim the step whose products are to be taken over.",
	TAKE_OVER_UNTRUSTED: "The link of the step to take over from is not signed by a key that was given, or by the workflow expected.",
	TAKE_OVER_DIFFERS: "What was handed over is not what the link of the step says.",
	TAKE_OVER_SUPERSEDED: "The step to take over from handed products over again since, and stored no link of them.",
	TAKE_OVER_UNSAFE: "A product to take over would land outside the workspace.",
	ARTIFACT_UPLOAD_FAILED: "A workflow artifact could not be stored.",
	KEYLESS_TOKEN_UNAVAILABLE: "The job cannot get an identity token.",
	KEYLESS_TOKEN_URL_REFUSED: "The URL to request an identity token from does not belong to the server of the run.",
	KEYLESS_IDENTITY_UNEXPECTED: "The certificate that came names another run than the one that signs."
};
/** A stage that cannot go on. */
var StagesError = class extends RoomError {};
export { StagesError as n, STAGES_CODES as t };
