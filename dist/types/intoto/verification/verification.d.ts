import type { CorePorts } from './core-ports.js';
import type { ExpectedSource, SourceReport } from './expected-source.js';
import type { CertificateIdentity, KeylessIdentity } from '../keys/keyless-identity.js';
import type { PublicKey } from '../keys/public-key.js';
import type { LayoutFile } from '../layout/layout-file.js';
import type { Inspection } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { HiddenFiles } from '../link/recording-notes.js';
import type { RunBinding } from '../link/run-binding.js';
import type { RunFacts } from './check-run-facts.js';
import type { Pattern } from '../rules/pattern.js';
import type { RuleEffect } from '../rules/apply-rules.js';
import type { Failure, Warning } from './failure.js';
import type { KnownLinks } from './known-links.js';
import type { SublayoutBounds } from './work.js';
/** Where links come from; a directory, or what was collected from workflow artifacts. */
export interface LinkStore {
    /** The bytes of a file, or undefined when there is none. Other faults throw. */
    read(fileName: string): Promise<Uint8Array | undefined>;
    /** Is told that nobody looks at what `read` gave any more, and may give its memory back at once. */
    release?(bytes: Uint8Array): void;
    /** The names of all files, in any order. */
    names(): Promise<readonly string[]>;
    /** The store of a sublayout's links, `<step>.<first 8 of keyid>`. */
    sub(directoryName: string): LinkStore;
}
/** Runs an inspection's command and records the files around it. Commands that cannot be started throw. */
export interface InspectionRunner {
    run(inspection: Inspection): Promise<Link | 'timed-out'>;
}
/** A bundle whose signature, certificate, timestamps and log entry have been verified, and nothing else. */
export interface VerifiedBundle {
    readonly certificate: CertificateIdentity;
    /** Names of all trusted roots against which it verifies. */
    readonly trustedRoots: readonly string[];
    readonly payloadType: string;
    readonly payload: Uint8Array;
}
/** Verifies Sigstore bundles against a trusted root. Who may have signed is not its business. */
export interface KeylessVerifier {
    /** @throws BUNDLE_ codes for a bundle that does not verify, each of its own; JSON_ codes */
    verify(bundle: Uint8Array, source: string): Promise<VerifiedBundle>;
}
/** `strict` adds the checks that the specification leaves out; `reference` gives in-toto-python's verdict. */
export type Compatibility = 'strict' | 'reference';
export interface VerificationRequest {
    readonly ports: CorePorts;
    /** Its bytes; the file where somebody has read it before, so that it is read once. */
    readonly layout: Uint8Array | LayoutFile;
    /** The name of the layout for messages, usually its path. */
    readonly layoutSource: string;
    /** Each of these must have signed the layout. */
    readonly layoutKeys: readonly PublicKey[];
    /** Instead of keys: the layout is a Sigstore bundle, and one of these must have signed it. */
    readonly layoutIdentities?: readonly KeylessIdentity[] | undefined;
    /** SHA-256 that the layout's file must have, as 64 hexadecimal digits: pins one layout among all that were signed. */
    readonly layoutDigest?: string | undefined;
    readonly links: LinkStore;
    /** Of these links, what was read before. */
    readonly known?: KnownLinks | undefined;
    /** Milliseconds since the epoch. */
    readonly now: number;
    readonly parameters?: ReadonlyMap<string, string> | undefined;
    readonly compatibility: Compatibility;
    /** Needed for layouts with keyless functionaries. */
    readonly keyless?: KeylessVerifier | undefined;
    /** The run that every link must claim, fact by fact; undefined demands only that all claim the same one. */
    readonly run?: RunBinding | undefined;
    /** Facts that the run of every link must tell, exactly so. Of none at all, a warning tells which run it was. */
    readonly runFacts?: RunFacts | undefined;
    /**
     * The branch or tag that the run is for, in full, where its ref does not tell: of a pull request the branch it goes to. A
     * layout in intents may speak for some branches only.
     */
    readonly branch?: string | undefined;
    /** What the claims about source must be; undefined demands only that all claim the same, and what each recorded. */
    readonly source?: ExpectedSource | undefined;
    /** Undefined: commands of the layout must not be run, and a layout that has some does not verify. */
    /** `withheld`: something outside is wrong already, so none is run, and a layout that has some does not verify. */
    /** `elsewhere`: another implementation asks, which runs them itself, and nothing is run here; never a verdict of its own. */
    readonly inspections?: InspectionRunner | 'withheld' | 'elsewhere' | undefined;
    /** Whose inspections are run: of the root layout alone, or with `all` of those, too, that functionaries signed. */
    readonly inspectionsOf?: 'all' | 'root' | undefined;
    /** Steps besides those of the layouts that may have links, by name or pattern; none when undefined. Strictly only. */
    readonly otherSteps?: readonly Pattern[] | undefined;
    /**
     * Links of a step that has its evidence by somebody whom the layout does not authorise for that step: in a directory
     * they may be anybody's, and are only told; what jobs of a run store is refused. `told` when undefined. Strictly only.
     */
    readonly nobodysLinks?: 'refused' | 'told' | undefined;
    /** Steps that were recorded in this run, as something else than the links tells. Strictly only. */
    readonly recorded?: readonly string[] | undefined;
    /** What layouts in the place of links may cause; bounds of their own for each verification by default. */
    readonly sublayoutBounds?: SublayoutBounds | undefined;
    /** Name of the summary link. */
    readonly summaryName?: string | undefined;
    /** Called before each step is read, for progress lines: steps done and steps in all. */
    readonly onProgress?: ((done: number, all: number) => void) | undefined;
}
/** What was found of one step or inspection, whether it passed or not. */
export interface ItemReport {
    /** With the steps of outer layouts before it. */
    readonly name: string;
    readonly kind: 'step' | 'inspection' | 'sublayout';
    /** Key ids of the functionaries whose links counted. */
    readonly functionaries: readonly string[];
    /** Whether its link was looked at although nobody signed it, for advice. */
    readonly unsigned?: true;
    readonly threshold: number | bigint;
    readonly materials: number;
    readonly products: number;
    /** Exclude patterns, escaped, with how many files each hid; at most 20, those that hid most. */
    readonly excluded?: readonly HiddenFiles[];
    /** Effects of the rules that were applied. */
    readonly trace: readonly RuleEffect[];
}
interface VerificationFacts {
    readonly items: readonly ItemReport[];
    readonly warnings: readonly Warning[];
    /** The source that the links claim; undefined where they claim none, or do not agree. */
    readonly source?: SourceReport | undefined;
    /** The words of the checks of intents that were made, of the layout and those in the place of links, in any order. */
    readonly checks?: readonly (readonly string[])[];
}
/** The answer. A failed verification has at least one reason. */
export type Verification = (VerificationFacts & {
    readonly outcome: 'passed';
    readonly summary: Link;
}) | (VerificationFacts & {
    readonly outcome: 'failed';
    readonly failures: readonly [Failure, ...Failure[]];
});
export {};
