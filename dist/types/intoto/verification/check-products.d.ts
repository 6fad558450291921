import type { Artifacts } from '../artifacts/artifacts.js';
import type { Link } from '../link/link.js';
import type { Failure } from './failure.js';
/**
 * Compares files at hand with the final products; each must be among them, byte for byte as they were recorded, or as a
 * clean checkout writes them. No file at all is a failure.
 *
 * @param local the files; a symbolic link that was recorded by its target's name with the digest of that
 */
export declare function checkProducts(summary: Link, local: Artifacts): Failure[];
/** LINK_UNREADABLE for a link that names converted files in a way that says nothing. */
export declare function convertedUnreadable(stepName: string): Failure;
