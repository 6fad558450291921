import type { Bytes } from '../bytes/bytes.js';
import type { StringCache } from '../json/string-cache.js';
import type { Layout, Step } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { CorePorts } from './core-ports.js';
import type { Evidence } from './evidence.js';
import type { Failure } from './failure.js';
import type { KnownLinks } from './known-links.js';
import type { Compatibility, KeylessVerifier, LinkStore } from './verification.js';
export interface CollectRequest {
    readonly step: Step;
    /** The step's name with those of outer layouts before it, escaped. */
    readonly stepPath: string;
    readonly layout: Layout;
    readonly links: LinkStore;
    readonly compatibility: Compatibility;
    /** Shared by all links of a verification. */
    readonly strings: StringCache;
    readonly keyless: KeylessVerifier | undefined;
    readonly known: KnownLinks | undefined;
    /** Bytes of memory that the values of one link may take; as much as of any link, when left out. */
    readonly signedValues?: number | undefined;
    readonly ports: CorePorts;
}
/** What the files of a step gave so far. */
export interface Found {
    readonly evidence: Evidence[];
    readonly failures: Failure[];
    readonly missing: string[];
    /** Files that do not count, and why. */
    readonly rejected: string[];
}
/** Who looks at a file before it is verified, and keeps what he reads. */
export interface Looking {
    readonly known: KnownLinks;
    readonly bytes: Bytes;
    /** Bytes of a file that is read whole and kept, at most. */
    readonly keptBytes?: number | undefined;
}
/** What a link says of itself. */
export type LookedAt = Pick<Link, 'name' | 'environment'>;
export interface LinkFormat {
    /** Whether a file is named like one of a step. */
    readonly isNamed: (fileName: string, step: string) => boolean;
    /** The step whose file a file of this format is named like; undefined when it is not named so. */
    readonly stepOf: (fileName: string) => string | undefined;
    /**
     * What a file says, whoever signed it and whether the signature is good or not: for looking at, never for deciding.
     * Undefined for a layout in the place of a link.
     *
     * @throws JSON_, METADATA_ and BUNDLE_ codes
     */
    readonly look: (file: Uint8Array, fileName: string, looking: Looking) => Promise<LookedAt | undefined>;
    /** Looks through the files of a step, and adds the evidence to what was found. @throws what the ports throw */
    readonly collect: (found: Found, request: CollectRequest) => Promise<void>;
}
