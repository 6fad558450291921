import { type Files } from './files.js';
import type { OwnChanges } from './own-changes.js';
import type { StepRecord } from './step-record.js';
/**
 * What a checkout did beside adding the files of the commit.
 *
 * @param source undefined where nobody can tell them
 */
export declare function checkoutChanges({ link, endDirectories }: StepRecord, source: Files | undefined): OwnChanges;
