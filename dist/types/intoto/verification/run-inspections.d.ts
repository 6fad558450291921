import type { Layout } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { Findings } from './findings.js';
import type { LayoutPosition } from './layout-position.js';
import type { VerificationRequest } from './verification.js';
export interface RunInspectionsRequest {
    readonly layout: Layout;
    /** The links of its steps. */
    readonly chain: ReadonlyMap<string, Link>;
    readonly position: LayoutPosition;
    /** Whether something is known to be wrong. Asked once, where an inspection would be run. */
    readonly failed: () => Promise<boolean>;
    readonly request: VerificationRequest;
    readonly findings: Findings;
}
/** Runs the inspections of a layout one after the other, then applies their rules. @throws what the runner throws */
export declare function runInspections(wanted: RunInspectionsRequest): Promise<void>;
