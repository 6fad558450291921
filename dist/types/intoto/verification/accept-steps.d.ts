import type { Intents } from '../intents/intents.js';
import type { AcceptedEvidence, AcceptedSublayout } from '../intents/intents-evidence.js';
import { type SignedMetadata } from '../envelope/signed-metadata.js';
import type { JsonObject } from '../json/json-value.js';
import type { StringCache } from '../json/string-cache.js';
import type { KeyId } from '../keys/key-id.js';
import type { Layout } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { Findings } from './findings.js';
import type { LayoutPosition } from './layout-position.js';
import type { VerificationRequest } from './verification.js';
import { type SublayoutBounds } from './work.js';
/** A step whose links were accepted. */
export interface AcceptedStep {
    readonly link: Link;
    readonly functionaries: readonly KeyId[];
    readonly kind: 'step' | 'sublayout';
    /** All links that counted, `link` the first of them. What they record alike is held once. */
    readonly evidence: readonly AcceptedEvidence[];
    /** What its links say alike of products on a disk, as an environment. */
    readonly onDisk: JsonObject;
}
/** A layout that was verified, whether it passed or not. */
export interface VerifiedLayout extends Pick<AcceptedSublayout, 'inIntents' | 'intents' | 'claims'> {
    readonly summary: Link;
}
/** Verifies a layout that stands in the place of a link. */
export type VerifySublayout = (metadata: SignedMetadata, position: LayoutPosition) => Promise<VerifiedLayout>;
export interface AcceptStepsRequest {
    readonly request: VerificationRequest;
    readonly findings: Findings;
    readonly bounds: SublayoutBounds;
    /** Shared by all links of a verification. */
    readonly strings: StringCache;
    readonly layout: Layout;
    /** What it says in intents: the links of such a step agree, however many it needs. */
    readonly intents: Intents | undefined;
    readonly position: LayoutPosition;
    readonly verifySublayout: VerifySublayout;
}
/** The steps of a layout that have enough links; why another has not goes to the findings. @throws what the ports throw */
export declare function acceptSteps(wanted: AcceptStepsRequest): Promise<Map<string, AcceptedStep>>;
