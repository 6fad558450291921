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
    /** What its links say alike of products on a disk, as an environment. */
    readonly onDisk: JsonObject;
}
/** Verifies a layout that stands in the place of a link. */
export type VerifySublayout = (metadata: SignedMetadata, position: LayoutPosition) => Promise<Link>;
export interface AcceptStepsRequest {
    readonly request: VerificationRequest;
    readonly findings: Findings;
    readonly bounds: SublayoutBounds;
    /** Shared by all links of a verification. */
    readonly strings: StringCache;
    readonly layout: Layout;
    readonly position: LayoutPosition;
    readonly verifySublayout: VerifySublayout;
}
/** The steps of a layout that have enough links; why another has not goes to the findings. @throws what the ports throw */
export declare function acceptSteps(wanted: AcceptStepsRequest): Promise<Map<string, AcceptedStep>>;
