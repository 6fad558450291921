import type { Artifacts } from '../artifacts/artifacts.js';
import type { Link } from '../link/link.js';
import type { Failure } from './failure.js';
/** Compares files at hand with the final products; each must be among them, byte for byte. No file at all is a failure. */
export declare function checkProducts(summary: Link, local: Artifacts): Failure[];
