// SPDX-License-Identifier: Apache-2.0
// The curve in plain arithmetic (RFC 8032, 5.1), to find the points of small order without trusting the table.
import { Buffer } from 'node:buffer'
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { ed25519Weakness } from '../../../src/intoto/keys/ed25519-point.ts'

const P = 2n ** 255n - 19n
const mod = (value: bigint): bigint => ((value % P) + P) % P
const power = (base: bigint, exponent: bigint): bigint => {
  let [result, square, rest] = [1n, mod(base), exponent]
  for (; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * square)
    square = mod(square * square)
  }
  return result
}
const inverse = (value: bigint): bigint => power(value, P - 2n)
const D = mod(-121_665n * inverse(121_666n))

interface Point {
  x: bigint
  y: bigint
}
const IDENTITY: Point = { x: 0n, y: 1n }
function add(a: Point, b: Point): Point {
  const k = mod(D * mod(a.x * b.x) * mod(a.y * b.y))
  return { x: mod((a.x * b.y + a.y * b.x) * inverse(1n + k)), y: mod((a.y * b.y + a.x * b.x) * inverse(mod(1n - k))) }
}
function times(factor: bigint, point: Point): Point {
  let [result, addend] = [IDENTITY, point]
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = add(result, addend)
    addend = add(addend, addend)
  }
  return result
}
/** A point with this y, or undefined. */
function lift(y: bigint): Point | undefined {
  const xSquared = mod((y * y - 1n) * inverse(mod(D * y * y + 1n)))
  const candidate = power(xSquared, (P + 3n) / 8n)
  const roots = [candidate, mod(candidate * power(2n, (P - 1n) / 4n))]
  const x = roots.find((root) => mod(root * root) === xSquared)
  return x === undefined ? undefined : { x, y }
}
const GROUP_ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n

const encode = (y: bigint, sign: 0 | 1): Buffer =>
  Buffer.from((y + (sign === 1 ? 2n ** 255n : 0n)).toString(16).padStart(64, '0'), 'hex').reverse()

/** All eight points whose order divides 8, as multiples of what the group order leaves of a random point. */
function torsion(): Point[] {
  for (let y = 2n; ; y += 1n) {
    const point = lift(y)
    if (point === undefined) continue
    const rest = times(GROUP_ORDER, point)
    if (times(4n, rest).y !== 1n) return Array.from({ length: 8 }, (_, index) => times(BigInt(index), rest))
  }
}

test('all points of small order are refused, with either sign', () => {
  const points = torsion()
  expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(8)
  for (const { y } of points) {
    for (const sign of [0, 1] as const) expect(ed25519Weakness(encode(y, sign))).toMatch(/small order/)
  }
})

test('a y that is not reduced is refused, with either sign', () => {
  for (let y = P; y < 2n ** 255n; y += 1n) {
    for (const sign of [0, 1] as const) expect(ed25519Weakness(encode(y, sign))).toMatch(/encoding/)
  }
})

test('the y beside those, and keys that were generated, are not refused', () => {
  for (const y of [2n, 3n, P - 2n]) expect(ed25519Weakness(encode(y, 1))).toBeUndefined()
  for (let count = 0; count < 50; count += 1) {
    const spki = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })
    expect(ed25519Weakness(spki.subarray(-32))).toBeUndefined()
  }
})
