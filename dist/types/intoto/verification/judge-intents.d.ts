import type { IntentFailure } from '../intents/intent-failure.js';
import { type Intents, type StepIntents } from '../intents/intents.js';
import type { Layout } from '../layout/layout.js';
import type { SourceClaim } from '../link/source-claim.js';
import type { AcceptedStep } from './accept-steps.js';
import type { Failure, Warning } from './failure.js';
import type { Findings } from './findings.js';
import type { SourceJudge } from './judge-source.js';
import type { LayoutPosition } from './layout-position.js';
import { type FinalProducts } from './released-products.js';
import type { VerificationRequest } from './verification.js';
export interface JudgeIntentsRequest {
    readonly intents: Intents;
    readonly layout: Layout;
    readonly accepted: ReadonlyMap<string, AcceptedStep>;
    /** Steps that links here are of, and that no layout has. */
    readonly unknownSteps: readonly string[];
    readonly position: LayoutPosition;
    readonly request: VerificationRequest;
    readonly findings: Findings;
    readonly sources: SourceJudge;
}
/** What the check found. */
export interface JudgedIntents {
    /** Of this layout, the cause first. */
    readonly failures: readonly Failure[];
    readonly warnings: readonly Warning[];
    readonly final: FinalProducts;
    /** What its links claim of source. */
    readonly claims: readonly SourceClaim[];
    /** Its steps in their order. */
    readonly steps: Iterable<StepIntents>;
}
/**
 * Holds all links that count against what the layout says, whatever became of its rules.
 *
 * @throws what the port throws that knows the source, unless something failed
 */
export declare function judgeIntents(wanted: JudgeIntentsRequest): Promise<JudgedIntents>;
/** A failure of the check, as verification tells it. */
export declare function failureOf({ step, statement, ...facts }: IntentFailure): Failure;
