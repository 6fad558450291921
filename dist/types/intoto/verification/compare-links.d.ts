import type { Artifacts } from '../artifacts/artifacts.js';
import type { Link } from '../link/link.js';
import type { Failure } from './failure.js';
/** A link and the functionary who signed it. */
export interface AttributedLink {
    readonly keyId: string;
    readonly link: Link;
}
/** Links of one step must report the same materials and products (in-toto v1.0, 5.2). */
export declare function compareLinks(stepName: string, stepPath: string, first: AttributedLink, other: AttributedLink): Failure[];
/** Whether both have the same paths with the same digests. */
export declare function sameArtifacts(one: Artifacts, other: Artifacts): boolean;
