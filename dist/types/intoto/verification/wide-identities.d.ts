import type { ParsedLayout } from '../layout/parse-layout.js';
import type { Failure } from './failure.js';
/** Functionaries that anybody's workflow can be, because wildcards stand where owner, repository and workflow should be named. */
export declare function wideIdentities({ layout }: ParsedLayout): Failure[];
