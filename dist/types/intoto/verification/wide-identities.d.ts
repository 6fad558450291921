import type { ParsedLayout } from '../layout/parse-layout.js';
import type { Failure } from './failure.js';
/** Functionaries that anybody's workflow can be, because a `**` stands where repository and workflow should be named. */
export declare function wideIdentities({ layout }: ParsedLayout): Failure[];
