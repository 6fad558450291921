// SPDX-License-Identifier: Apache-2.0
// The curves whose keys are read (SP 800-186, 3.2.1), and points on them in every form (SEC 1, 2.3.4). Nothing here is
// secret, so nothing has to take the same time whatever the number.
import { concatBytes } from '../bytes/concat-bytes.ts'
import { fromHex, toHex } from '../bytes/hex.ts'
import { bytesOfNumber, derElement, derInteger, numberOfBytes, TAG } from './der.ts'

/** y² = x³ - 3x + b modulo the prime; every point but infinity is in the group, because the cofactor is 1. */
export interface Curve {
  /** As OpenSSL calls it. */
  readonly name: 'prime256v1' | 'secp384r1' | 'secp521r1'
  /** The identifier's content as hex. */
  readonly identifier: string
  readonly prime: bigint
  readonly b: bigint
  readonly generator: readonly [x: bigint, y: bigint]
  readonly order: bigint
  /** What the curve was made from, as hex. */
  readonly seed: string
  /** Bytes of a coordinate. */
  readonly bytes: number
}

export const CURVES: readonly Curve[] = [
  {
    name: 'prime256v1',
    identifier: '2a8648ce3d030107',
    prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    generator: [
      0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n
    ],
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    seed: 'c49d360886e704936a6678e1139d26b7819f7e90',
    bytes: 32
  },
  {
    name: 'secp384r1',
    identifier: '2b81040022',
    prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    generator: [
      0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
      0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn
    ],
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    seed: 'a335926aa319a27a1d00896a6773a4827acdac73',
    bytes: 48
  },
  {
    name: 'secp521r1',
    identifier: '2b81040023',
    prime: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    generator: [
      0xc6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
      0x11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n
    ],
    order:
      0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    seed: 'd09e8800291cb85396cc6717393284aaa0da64ba',
    bytes: 66
  }
]

/** The uncompressed form of a point, whatever form it comes in; undefined when it is not a point of the curve. */
export function uncompressedPoint(curve: Curve, bytes: Uint8Array): Uint8Array | undefined {
  const size = curve.bytes
  const [form] = bytes
  const x = numberOfBytes(bytes.subarray(1, 1 + size))
  if (x >= curve.prime) return undefined
  if (bytes.length === 1 + size && (form === 2 || form === 3)) {
    const root = power(squareOfY(curve, x), (curve.prime + 1n) / 4n, curve.prime)
    // Zero is no y of these curves, so there is always one of either parity.
    const y = root % 2n === BigInt(form - 2) ? root : curve.prime - root
    return isOnCurve(curve, x, y) ? pointBytes(curve, [x, y]) : undefined
  }
  if (bytes.length !== 1 + 2 * size) return undefined
  const y = numberOfBytes(bytes.subarray(1 + size))
  if (form !== 4 && form !== 6 + Number(y % 2n)) return undefined
  return y < curve.prime && isOnCurve(curve, x, y) ? pointBytes(curve, [x, y]) : undefined
}

/**
 * The curve that parameters of an elliptic curve key stand for: its name, or the curve spelled out as OpenSSL does, with
 * the seed or without.
 */
export function curveOfParameters(parameters: Uint8Array): Curve | undefined {
  const form = toHex(parameters)
  return CURVES.find((curve) => toHex(curveName(curve)) === form) ?? (spelledOut ??= allSpelledOut()).get(form)
}

/** The parameters that name a curve. */
export function curveName(curve: Curve): Uint8Array {
  return derElement(TAG.objectIdentifier, fromHex(curve.identifier))
}

const PRIME_FIELD = fromHex('2a8648ce3d0101')

/** ECParameters (RFC 3279, 2.3.5). */
function explicitParameters(curve: Curve, seeded: boolean): Uint8Array {
  const { prime, b, generator, order, seed, bytes } = curve
  return derElement(
    TAG.sequence,
    derInteger(1n),
    derElement(TAG.sequence, derElement(TAG.objectIdentifier, PRIME_FIELD), derInteger(prime)),
    derElement(
      TAG.sequence,
      derElement(TAG.octetString, bytesOfNumber(prime - 3n, bytes)),
      derElement(TAG.octetString, bytesOfNumber(b, bytes)),
      seeded ? derElement(TAG.bitString, new Uint8Array(1), fromHex(seed)) : new Uint8Array()
    ),
    derElement(TAG.octetString, pointBytes(curve, generator)),
    derInteger(order),
    derInteger(1n)
  )
}

function pointBytes({ bytes }: Curve, [x, y]: readonly [bigint, bigint]): Uint8Array {
  return concatBytes(new Uint8Array([4]), bytesOfNumber(x, bytes), bytesOfNumber(y, bytes))
}

function isOnCurve(curve: Curve, x: bigint, y: bigint): boolean {
  return (y * y) % curve.prime === squareOfY(curve, x)
}

/** Never negative: x³ - 3x + b is not for any x of 0 and above, since b is far above 2. */
function squareOfY({ prime, b }: Curve, x: bigint): bigint {
  return (x * x * x - 3n * x + b) % prime
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}

/** Made for the first key that does not name its curve, as hardly any does: making it takes 1 ms. */
let spelledOut: ReadonlyMap<string, Curve> | undefined

function allSpelledOut(): ReadonlyMap<string, Curve> {
  return new Map(
    CURVES.flatMap((curve) => [true, false].map((seeded) => [toHex(explicitParameters(curve, seeded)), curve]))
  )
}
