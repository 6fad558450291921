/** y² = x³ - 3x + b modulo the prime; every point but infinity is in the group, because the cofactor is 1. */
export interface Curve {
    /** As OpenSSL calls it. */
    readonly name: 'prime256v1' | 'secp384r1' | 'secp521r1';
    /** The identifier's content as hex. */
    readonly identifier: string;
    readonly prime: bigint;
    readonly b: bigint;
    readonly generator: readonly [x: bigint, y: bigint];
    readonly order: bigint;
    /** What the curve was made from, as hex. */
    readonly seed: string;
    /** Bytes of a coordinate. */
    readonly bytes: number;
}
export declare const CURVES: readonly Curve[];
/** The uncompressed form of a point, whatever form it comes in; undefined when it is not a point of the curve. */
export declare function uncompressedPoint(curve: Curve, bytes: Uint8Array): Uint8Array | undefined;
/**
 * The curve that parameters of an elliptic curve key stand for: its name, or the curve spelled out as OpenSSL does, with
 * the seed or without.
 */
export declare function curveOfParameters(parameters: Uint8Array): Curve | undefined;
/** The parameters that name a curve. */
export declare function curveName(curve: Curve): Uint8Array;
