/** The roots that issue certificates to runs on github.com. */
export declare const ROOTS_OF_GITHUB: readonly ['public-good', 'github'];
/** How a root is called that nobody gave a name. */
export declare const CUSTOM_ROOT = "custom";
/** Whether a text can be the name of a trusted root. */
export declare function isRootName(text: string): boolean;
/**
 * Why none of the trusted roots that vouch for a certificate may do so for this functionary; empty when one may.
 *
 * @param vouching names of all roots against which the bundle verifies
 */
export declare function rootMismatches({ issuer, trustedRoot }: {
    readonly issuer: string;
    readonly trustedRoot: string | undefined;
}, vouching: readonly string[]): string[];
