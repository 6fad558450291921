import type { Layout } from '../layout/layout.js';
import type { Failure, Warning } from './failure.js';
import type { VerificationRequest } from './verification.js';
/** A layout that expires at this very second has expired, as in the reference since 2.1. */
export declare function checkExpiry({ expires }: Layout, prefix: string, { now, layoutSource }: Pick<VerificationRequest, 'now' | 'layoutSource'>): {
    failures: Failure[];
    warnings: Warning[];
};
