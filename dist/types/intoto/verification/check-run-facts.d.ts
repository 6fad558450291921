import { type ClaimedRun } from './check-runs.js';
import type { Failure, Warning } from './failure.js';
/** Facts that can be expected. */
export declare const EXPECTED_FACTS: readonly ["id", "repository", "ref", "workflow", "event"];
export type ExpectedFact = (typeof EXPECTED_FACTS)[number];
/**
 * The facts that are expected, each as GitHub gives it. A workflow is the path of its file (`.github/workflows/ci.yml`),
 * wherever it was read, or all that GitHub tells of it (`owner/name/.github/workflows/ci.yml@refs/heads/main`).
 */
export type RunFacts = Readonly<Partial<Record<ExpectedFact, string>>>;
/** LINK_OF_OTHER_RUN for every link whose run is not as expected. */
export declare function checkRunFacts(claims: readonly ClaimedRun[], expected: RunFacts): Failure[];
/** For a chain that verifies although nobody said which run was expected. All of its links are of one. */
export declare function runNotAsked(claims: readonly ClaimedRun[]): Warning[];
