import type { Step } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { Warning } from './failure.js';
import type { VerificationRequest } from './verification.js';
/**
 * A stage may check out something else than the commit of its run, on purpose or not. Where the commit is expected that
 * its link claims, nobody need be told.
 */
export declare function compareCheckout({ name }: Step, { environment }: Link, { prefix, request }: {
    readonly prefix: string;
    readonly request: Pick<VerificationRequest, 'source'>;
}): Warning[];
