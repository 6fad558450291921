import type { Finding } from './finding.js';
import type { IntentFailure } from './intent-failure.js';
/** Findings as failures. @param findings step by step in the order of the layout, in each step the cause first */
export declare function foldFindings(findings: readonly Finding[]): IntentFailure[];
