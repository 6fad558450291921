declare const brand: unique symbol;
/** An artifact's path or URI as the link spells it. Reference semantics: compared byte for byte, never cleaned. */
export type ArtifactPath = string & {
    readonly [brand]: 'ArtifactPath';
};
/**
 * A digest set in one canonical text, `sha256:<hex>`, several in order of their names joined by `,`. Two sets are equal
 * when all of their algorithms and values are (in-toto v1.0 compares whole hash objects), hence when the texts are.
 */
export type DigestSet = string & {
    readonly [brand]: 'DigestSet';
};
/** Paths and their digests, in order of the paths by code point. `artifactsOf` and `ArtifactsBuilder` make them. */
export interface Artifacts extends Iterable<[ArtifactPath, DigestSet]> {
    readonly size: number;
    get(path: ArtifactPath): DigestSet | undefined;
    has(path: ArtifactPath): boolean;
    /** The paths alone, in the same order. */
    paths(): Iterable<ArtifactPath>;
}
/** The digests as pairs of algorithm and hex, in order of the algorithms' names. */
export declare function digestPairs(digests: DigestSet): [algorithm: string, hex: string][];
/** The SHA-256 among the digests, 64 digits; undefined where there is none. */
export declare function sha256In(digests: DigestSet): string | undefined;
/** The canonical text of a digest set. Algorithm names and hex must hold neither `:` nor `,`, as their parsers ensure. */
export declare function digestSet(pairs: Iterable<readonly [algorithm: string, hex: string]>): DigestSet;
export {};
