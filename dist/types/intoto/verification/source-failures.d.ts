import type { Failure } from './failure.js';
/** @param notes whether the link notes any commit at all */
export declare function otherCommit(step: string, says: string, expected: string, notes?: 'notes another' | 'notes none'): Failure;
export declare function sourceFalse(step: string, wrongs: readonly string[]): Failure;
export declare function checkoutWithoutClaim({ step, otherRepository }: {
    readonly step: string;
    readonly otherRepository: string | undefined;
}): Failure;
export declare function nobodyClaims(links: number): Failure;
export declare function nobodyChecksOut(): Failure;
export declare function claimOfPart(step: string, only: readonly string[]): Failure;
