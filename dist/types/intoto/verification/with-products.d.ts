import type { Artifacts } from '../artifacts/artifacts.js';
import type { Verification } from './verification.js';
/** The answer when files at hand must be final products, too; a chain that failed stays as it is. */
export declare function withProducts(verification: Verification, local: Artifacts): Verification;
