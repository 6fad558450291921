import type { Evidence } from './evidence.js';
import type { Failure } from './failure.js';
import type { CollectRequest, Found } from './link-format.js';
/** Looks at one file: evidence, the reason why it is none, or undefined when there is no such file. */
export declare function collectFile({ evidence, failures, missing, rejected }: Found, { stepPath }: Pick<CollectRequest, 'stepPath'>, fileName: string, read: () => Promise<Evidence | string | undefined>): Promise<void>;
/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
export declare function unreadable(error: unknown, stepPath: string, at: string): Failure;
