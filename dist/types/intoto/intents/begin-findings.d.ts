import type { BeginDifferences } from './begin-differences.js';
import type { BeginContext } from './begin-context.js';
import type { Finding } from './finding.js';
import type { Take } from './intents.js';
/** Names of files in one sentence. */
export declare function namesOf(files: readonly string[]): string;
/** What stands for files that were named. */
export declare function pronoun(files: readonly string[]): string;
/** The cause first: what lies in the way is extra, too, and what two takes disagree about differs. */
export declare function beginFindings(differences: BeginDifferences, context: BeginContext): Finding[];
/** What a step says that it takes; nothing without a take. */
export declare function takeStatement(step: string, take: Take | undefined): string;
