import type { KeylessIdentity } from '../keys/keyless-identity.js';
import type { ParsedLink } from '../link/parse-link.js';
/** Why a step did not run where its functionary may run, by the words of its link; empty when it did. */
export declare function runnerMismatches({ constraints }: KeylessIdentity, { link }: ParsedLink): string[];
