import type { KeylessIdentity } from './keyless-identity.js';
/**
 * The patterns of an identity that anybody's workflow may fit: of its holder, and of the workflow or repository that
 * calls it, unless something else that its certificate must say names an owner or a repository.
 */
export declare function openNames({ issuer, subject, constraints }: Pick<KeylessIdentity, 'issuer' | 'subject' | 'constraints'>): string[];
/** Whether an address leaves its server or its owner open: `https://github.com/*` and what follows. */
export declare function isOpenAddress(text: string): boolean;
