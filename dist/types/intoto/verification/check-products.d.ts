import type { Artifacts } from '../artifacts/artifacts.js';
import type { Link } from '../link/link.js';
import type { Failure } from './failure.js';
/**
 * Compares files at hand with the final products; each must be among them, byte for byte. No file at all is a failure.
 *
 * @param local the files; where a checkout wrote them in another form, with the digest that the commit has of them: that a
 * link says what was written is no reason to take it for that
 */
export declare function checkProducts(summary: Link, local: Artifacts): Failure[];
/** LINK_UNREADABLE for a link that names converted files in a way that says nothing. */
export declare function convertedUnreadable(stepName: string): Failure;
