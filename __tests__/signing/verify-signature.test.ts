// SPDX-License-Identifier: Apache-2.0
// Signatures that must not hold, in the manner of Wycheproof, and the few odd ones that do.
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { constants, createHash, generateKeyPairSync, privateEncrypt, sign, verify, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parsePublicKey, publicKeyFromPem, type PublicKey } from '../../src/intoto/keys/public-key.ts'
import { SCHEMES, type Scheme } from '../../src/intoto/keys/schemes.ts'
import { verifyOnPool, verifySignature } from '../../src/signing/verify-signature.ts'
import { valueAt } from '../support/json.ts'
import {
  bytesOf,
  der,
  derInteger,
  INTEGER,
  numberOf,
  plainRsa,
  SEQUENCE,
  spkiDer,
  spkiPem,
  pssPair,
  type Pair
} from '../intoto/keys/spellings.ts'

const MESSAGE = Buffer.from('message')
const NONE = Buffer.alloc(0)

const ED: Pair = generateKeyPairSync('ed25519')
const RSA: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
/** With the exponent that invites forgeries. */
const WEAK: Pair = generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 })
const CURVES: Record<string, Pair> = {
  256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  521: generateKeyPairSync('ec', { namedCurve: 'P-521' })
}
/** The orders of the groups (SP 800-186, 3.2.1). */
const ORDERS: Record<string, bigint> = {
  256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  384: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  521: 0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n
}
const ED25519_ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n

const schemes = Object.keys(SCHEMES) as Scheme[]
const rsaSchemes = schemes.filter((scheme) => SCHEMES[scheme].keyType === 'rsa')
const pssSchemes = rsaSchemes.filter((scheme) => scheme.startsWith('rsassa-pss'))
const pkcs1Schemes = rsaSchemes.filter((scheme) => scheme.startsWith('rsa-pkcs1v15'))
const ecdsaSchemes = schemes.filter((scheme) => SCHEMES[scheme].keyType === 'ecdsa')

function pairFor(scheme: Scheme): Pair {
  if (scheme === 'ed25519') return ED
  return SCHEMES[scheme].keyType === 'rsa' ? RSA : (CURVES[scheme.slice(-3)] as Pair)
}

interface Signing {
  readonly pair?: Pair
  readonly message?: Buffer
  readonly saltLength?: number
}
function signWith(scheme: Scheme, { pair = pairFor(scheme), message = MESSAGE, saltLength }: Signing = {}): Buffer {
  const parameters = SCHEMES[scheme]
  const key = pair.privateKey
  if (parameters.keyType === 'ed25519') return sign(null, message, key)
  if (parameters.keyType === 'ecdsa') return sign(parameters.hash, message, key)
  if (parameters.padding === 'pkcs1v15')
    return sign(parameters.hash, message, { key, padding: constants.RSA_PKCS1_PADDING })
  return sign(parameters.hash, message, {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST
  })
}

function keyOf(scheme: Scheme, { publicKey }: Pair = pairFor(scheme)): PublicKey {
  const text = scheme === 'ed25519' ? spkiDer(publicKey).subarray(-32).toString('hex') : spkiPem(publicKey)
  return parsePublicKey(valueAt({ keytype: SCHEMES[scheme].keyType, scheme, keyval: { public: text } }))
}

const flipped = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7))
  return copy
}

describe.each(schemes)('the scheme %s', (scheme) => {
  const key = keyOf(scheme)
  const signature = signWith(scheme)
  const check = (bad: Uint8Array): string => verifySignature(key, MESSAGE, bad)

  test('accepts a good signature, also of nothing and of what lies within other bytes', () => {
    expect(verifySignature(key, MESSAGE, signature)).toBe('valid')
    expect(verifySignature(key, NONE, signWith(scheme, { message: NONE }))).toBe('valid')
    const around = Buffer.concat([Buffer.from('before '), MESSAGE, Buffer.from(' after')])
    const signatureWithin = Buffer.concat([Buffer.alloc(3), signature, Buffer.alloc(3)])
    const view = new Uint8Array(around.buffer, around.byteOffset + 7, MESSAGE.length)
    expect(verifySignature(key, view, signatureWithin.subarray(3, -3))).toBe('valid')
  })
  test.each<[string, Buffer]>([
    ['an empty one', NONE],
    ['one byte', Buffer.from([0])],
    ['one cut short at its end', signature.subarray(0, -1)],
    ['one cut short at its start', signature.subarray(1)],
    ['half of one', signature.subarray(0, signature.length / 2)],
    ['one with a zero after it', Buffer.concat([signature, Buffer.alloc(1)])],
    ['one with a zero before it', Buffer.concat([Buffer.alloc(1), signature])],
    ['one twice', Buffer.concat([signature, signature])],
    ['one backwards', Buffer.from(signature).reverse()],
    ['one in hex', Buffer.from(signature.toString('hex'))],
    ['one in base64', Buffer.from(signature.toString('base64'))],
    ['zeros', Buffer.alloc(signature.length)],
    ['ones', Buffer.alloc(signature.length, 0xff)],
    ['a megabyte', Buffer.alloc(1 << 20, 0x30)],
    ['the message', MESSAGE],
    ['the digest of the message', createHash('sha256').update(MESSAGE).digest()]
  ])('refuses %s', (_name, bad) => expect(check(bad)).toBe('invalid'))
  test('refuses one with any bit flipped', () => {
    for (let bit = 0; bit < signature.length * 8; bit += 1) expect(check(flipped(signature, bit))).toBe('invalid')
  })
  test('refuses another message', () => {
    const others = [NONE, Buffer.from('Message'), Buffer.from('message\0'), Buffer.concat([MESSAGE, MESSAGE])]
    for (const other of others) expect(verifySignature(key, other, signature)).toBe('invalid')
  })
  test('refuses the signatures of all other schemes', () => {
    const accepted = schemes.filter(
      (other) => other !== scheme && verifySignature(key, MESSAGE, signWith(other)) === 'valid'
    )
    expect(accepted).toEqual([])
  })
  test('refuses arbitrary bytes, and never throws', () => {
    const run = fc.check(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => check(bytes) === 'invalid'))
    expect(run.failed).toBe(false)
  })
})

describe.each(ecdsaSchemes)('ECDSA: %s', (scheme) => {
  const key = keyOf(scheme)
  const order = ORDERS[scheme.slice(-3)] as bigint
  const [r, s] = integersOf(signWith(scheme))
  const signatureOf = (first: Buffer, second: Buffer): Buffer => der(SEQUENCE, first, second)
  const [derR, derS] = [derInteger(r), derInteger(s)]
  const content = Buffer.concat([derR, derS])

  test('reads what the signatures below are made of', () =>
    expect(verifySignature(key, MESSAGE, signatureOf(derR, derS))).toBe('valid'))
  test('takes the twin of a signature, as every ECDSA does', () =>
    expect(verifySignature(key, MESSAGE, signatureOf(derR, derInteger(order - s)))).toBe('valid'))
  test.each<[string, Buffer]>([
    ['r and s of 0', signatureOf(derInteger(0n), derInteger(0n))],
    ['r of 0', signatureOf(derInteger(0n), derS)],
    ['s of 0', signatureOf(derR, derInteger(0n))],
    ['r and s of 1', signatureOf(derInteger(1n), derInteger(1n))],
    ['r of the order', signatureOf(derInteger(order), derS)],
    ['s of the order', signatureOf(derR, derInteger(order))],
    ['r and s of the order', signatureOf(derInteger(order), derInteger(order))],
    ['r beyond the order', signatureOf(derInteger(r + order), derS)],
    ['s beyond the order', signatureOf(derR, derInteger(s + order))],
    ['r of 0 and s of the order', signatureOf(derInteger(0n), derInteger(order))],
    ['r and s exchanged', signatureOf(derS, derR)],
    ['a huge r', signatureOf(derInteger(r + order * 2n ** 4096n), derS)],
    ['a negative r', signatureOf(der(INTEGER, Buffer.from([0xff]), bytesOf(r)), derS)],
    ['a negative s', signatureOf(derR, der(INTEGER, Buffer.from([0x80]), bytesOf(s)))],
    ['an r with a zero too many', signatureOf(der(INTEGER, Buffer.from([0, 0]), bytesOf(r)), derS)],
    ['an r without bytes', signatureOf(der(INTEGER), derS)],
    ['no s', der(SEQUENCE, derR)],
    ['no integers', der(SEQUENCE)],
    ['a third integer', der(SEQUENCE, derR, derS, derInteger(1n))],
    ['bytes after the signature', Buffer.concat([signatureOf(derR, derS), Buffer.from([0, 0])])],
    ['a length in a longer form', Buffer.concat([Buffer.from([SEQUENCE, 0x82, 0, content.length]), content])],
    ['a length without end', Buffer.concat([Buffer.from([SEQUENCE, 0x80]), content, Buffer.from([0, 0])])],
    ['a length of 4 GiB', Buffer.concat([Buffer.from([SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff]), content])],
    ['a set', der(0x31, derR, derS)],
    ['strings of bytes', signatureOf(der(0x04, bytesOf(r)), der(0x04, bytesOf(s)))],
    ['r and s one after the other', Buffer.concat([bytesOf(r, 66), bytesOf(s, 66)])],
    ['nulls', signatureOf(der(0x05), der(0x05))]
  ])('refuses %s', (_name, bad) => expect(verifySignature(key, MESSAGE, bad)).toBe('invalid'))
  test('refuses another hash', () => {
    const { privateKey } = pairFor(scheme)
    const { hash } = SCHEMES[scheme] as { hash: string }
    for (const other of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3-256'].filter((name) => name !== hash)) {
      expect(verifySignature(key, MESSAGE, sign(other, MESSAGE, privateKey))).toBe('invalid')
    }
  })
})

describe('Ed25519', () => {
  const key = keyOf('ed25519')
  const signature = signWith('ed25519')
  const [r, s] = [signature.subarray(0, 32), numberOf(Buffer.from(signature.subarray(32)).reverse())]
  const withS = (value: bigint): Buffer => Buffer.concat([r, bytesOf(value, 32).reverse()])

  test('reads what the signatures below are made of', () =>
    expect(verifySignature(key, MESSAGE, withS(s))).toBe('valid'))
  test.each<[string, Buffer]>([
    // RFC 8032, 5.1.7: S must be below the order; else every signature has several spellings.
    ...Array.from({ length: 7 }, (_, index): [string, Buffer] => {
      const times = BigInt(index + 1)
      return [`S with the order added ${times} times`, withS(s + times * ED25519_ORDER)]
    }),
    ['S of 0', withS(0n)],
    ['S of the order', withS(ED25519_ORDER)],
    ['S with its highest bits set', Buffer.concat([signature.subarray(0, 63), Buffer.from([0xff])])],
    ['R of the identity', Buffer.concat([Buffer.from([1]), Buffer.alloc(31), signature.subarray(32)])],
    ['R and S exchanged', Buffer.concat([signature.subarray(32), r])],
    [
      'the signature of the digest (Ed25519ph is another scheme)',
      sign(null, createHash('sha512').update(MESSAGE).digest(), ED.privateKey)
    ]
  ])('refuses %s', (_name, bad) => expect(verifySignature(key, MESSAGE, bad)).toBe('invalid'))
})

describe.each(rsaSchemes)('RSA: %s', (scheme) => {
  const key = keyOf(scheme)
  const signature = signWith(scheme)
  const modulus = numberOf(Buffer.from(RSA.publicKey.export({ format: 'jwk' }).n as string, 'base64url'))
  const value = numberOf(signature)
  test.each<[string, Buffer]>([
    ['0', bytesOf(0n, 256)],
    ['1', bytesOf(1n, 256)],
    ['the modulus', bytesOf(modulus, 256)],
    ['one less than the modulus', bytesOf(modulus - 1n, 256)],
    ['the signature with the modulus added', bytesOf(value + modulus)],
    ['the negative of the signature', bytesOf(modulus - value, 256)]
  ])('refuses %s', (_name, bad) => expect(verifySignature(key, MESSAGE, bad)).toBe('invalid'))
  test('refuses a signature that lost its leading zero', () => {
    let [short, count] = [signature, 0]
    while (short[0] !== 0) {
      count += 1
      short = signWith(scheme, { message: Buffer.from(`message ${count}`) })
    }
    const message = Buffer.from(count === 0 ? MESSAGE : `message ${count}`)
    expect(verifySignature(key, message, short)).toBe('valid')
    expect(verifySignature(key, message, short.subarray(1))).toBe('invalid')
  })
})

describe.each(pssSchemes)('RSA-PSS: %s', (scheme) => {
  const key = keyOf(scheme)
  const { hash } = SCHEMES[scheme] as { hash: string }
  test.each([0, 1, 20, 'digest', 'most'] as const)('takes a salt of length %s, as in-toto-python does', (length) => {
    const { RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_MAX_SIGN } = constants
    const saltLength =
      length === 'digest' ? RSA_PSS_SALTLEN_DIGEST : length === 'most' ? RSA_PSS_SALTLEN_MAX_SIGN : length
    expect(verifySignature(key, MESSAGE, signWith(scheme, { saltLength }))).toBe('valid')
  })
  test('refuses a mask made with another hash', () => {
    const other = hash === 'sha256' ? 'sha1' : 'sha256'
    const pair = pssPair(hash, other, 0)
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 }
    const signature = sign(hash, MESSAGE, { key: pair.privateKey, ...padding })
    expect(verify(hash, MESSAGE, { key: pair.publicKey, ...padding }, signature)).toBe(true)
    expect(verifySignature(keyOf(scheme, { ...pair, publicKey: plainRsa(pair.publicKey) }), MESSAGE, signature)).toBe(
      'invalid'
    )
  })
  test('takes the signature of a key marked for PSS', () => {
    const pair = pssPair(hash, hash, 20)
    const signature = signWith(scheme, { pair })
    expect(verifySignature(keyOf(scheme, pair), MESSAGE, signature)).toBe('valid')
    expect(verifySignature(keyOf(scheme, pair), Buffer.from('other'), signature)).toBe('invalid')
  })
})

test.each([2049, 2055, 2056, 3072])('RSA-PSS holds with a key of %s bits', (modulusLength) => {
  const pair = generateKeyPairSync('rsa', { modulusLength })
  expect(verifySignature(keyOf('rsassa-pss-sha256', pair), MESSAGE, signWith('rsassa-pss-sha256', { pair }))).toBe(
    'valid'
  )
})

describe.each(pkcs1Schemes)('PKCS #1 v1.5: %s', (scheme) => {
  const key = keyOf(scheme)
  const { hash } = SCHEMES[scheme] as { hash: string }
  const digest = createHash(hash).update(MESSAGE).digest()
  const good = digestInfoOf(signWith(scheme), RSA.publicKey)
  const encrypt = (content: Buffer, privateKey = RSA.privateKey): Buffer =>
    privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, content)
  const oid = good.subarray(2, -digest.length - 2)

  test('reads what the signatures below are made of', () => {
    expect(good.subarray(-digest.length).equals(digest)).toBe(true)
    expect(verifySignature(key, MESSAGE, encrypt(good))).toBe('valid')
    expect(verifySignature(key, MESSAGE, encrypt(der(SEQUENCE, oid, der(0x04, digest))))).toBe('valid')
  })
  test.each<[string, Buffer]>([
    ['a digest without the name of its hash', encrypt(digest)],
    ['a hash named without its NULL', encrypt(der(SEQUENCE, der(SEQUENCE, oid.subarray(2, -2)), der(0x04, digest)))],
    ['bytes after the digest', encrypt(Buffer.concat([good, Buffer.alloc(8)]))],
    ['bytes after the digest within the sequence', encrypt(der(SEQUENCE, oid, der(0x04, digest), Buffer.from([5, 0])))],
    ['a longer digest', encrypt(der(SEQUENCE, oid, der(0x04, digest, Buffer.alloc(1))))],
    ['a shorter digest', encrypt(der(SEQUENCE, oid, der(0x04, digest.subarray(0, -1))))],
    ['nothing', encrypt(NONE)],
    ['padding for encryption', paddedForEncryption(good)]
  ])('refuses %s', (_name, bad) => expect(verifySignature(key, MESSAGE, bad)).toBe('invalid'))

  test('refuses the cube root of a padding with garbage after it (Bleichenbacher, 2006)', () => {
    const start = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(8, 0xff), Buffer.from([0]), good])
    const wanted = numberOf(start) << BigInt(8 * (384 - start.length))
    const forged = cubeRoot(wanted) + 1n
    expect(
      bytesOf(forged ** 3n, 384)
        .subarray(0, start.length)
        .equals(start)
    ).toBe(true)
    expect(verifySignature(keyOf(scheme, WEAK), MESSAGE, bytesOf(forged, 384))).toBe('invalid')
    expect(verifySignature(keyOf(scheme, WEAK), MESSAGE, signWith(scheme, { pair: WEAK }))).toBe('valid')
  })
})

describe('a key that is none', () => {
  test.each(schemes)('with the scheme %s verifies nothing and throws nothing', (scheme) => {
    for (const spki of [{}, undefined, null, 'key', NONE, MESSAGE]) {
      const broken = { ...keyOf(scheme), spki } as unknown as PublicKey
      expect(verifySignature(broken, MESSAGE, signWith(scheme))).toBe('invalid')
    }
  })
  test('of another type than its scheme verifies nothing', () => {
    const confused = schemes.flatMap((scheme) =>
      schemes
        .filter((other) => SCHEMES[other].keyType !== SCHEMES[scheme].keyType)
        .map((other) =>
          verifySignature({ ...keyOf(scheme), spki: spkiDer(pairFor(other).publicKey) }, MESSAGE, signWith(scheme))
        )
    )
    expect(confused.length).toBeGreaterThan(50)
    expect(new Set(confused)).toEqual(new Set(['invalid']))
  })
})

test('a message of 100 MB is not copied', () => {
  const message = Buffer.alloc(100_000_000, 'x')
  const cases = (['ed25519', 'ecdsa-sha2-nistp256', 'rsassa-pss-sha256'] as const).map(
    (scheme) => [keyOf(scheme), signWith(scheme, { message })] as const
  )
  const kibibytes = (): number => process.resourceUsage().maxRSS
  const before = kibibytes()
  for (const [key, signature] of cases) expect(verifySignature(key, message, signature)).toBe('valid')
  expect(kibibytes() - before).toBeLessThan(50_000)
})

test('a public key from a file verifies with the scheme of its type', () => {
  for (const scheme of ['ed25519', 'rsassa-pss-sha256', ...ecdsaSchemes] as const) {
    const key = publicKeyFromPem(spkiPem(pairFor(scheme).publicKey), 'x')
    expect([key.scheme, verifySignature(key, MESSAGE, signWith(scheme))]).toEqual([scheme, 'valid'])
  }
})

/** r and s of an ECDSA signature that OpenSSL wrote. */
function integersOf(signature: Buffer): [bigint, bigint] {
  const start = signature[1] === 0x81 ? 3 : 2
  const length = signature[start + 1] as number
  const second = start + 2 + length
  return [numberOf(signature.subarray(start + 2, second)), numberOf(signature.subarray(second + 2))]
}

/** What stands after the padding of a PKCS #1 v1.5 signature. */
function digestInfoOf(signature: Buffer, publicKey: KeyObject): Buffer {
  const { n, e } = publicKey.export({ format: 'jwk' })
  const [modulus, exponent] = [n, e].map((text) => numberOf(Buffer.from(text as string, 'base64url'))) as [
    bigint,
    bigint
  ]
  const padded = bytesOf(modularPower(numberOf(signature), exponent, modulus), 256)
  return padded.subarray(padded.indexOf(0, 2) + 1)
}

/** Signed with the padding that encryption uses (block type 2). */
function paddedForEncryption(content: Buffer): Buffer {
  const padding = Buffer.alloc(256 - 3 - content.length, 7)
  const block = Buffer.concat([Buffer.from([0, 2]), padding, Buffer.from([0]), content])
  return privateEncrypt({ key: RSA.privateKey, padding: constants.RSA_NO_PADDING }, block)
}

function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** The largest integer whose cube is at most `value`. */
function cubeRoot(value: bigint): bigint {
  let [low, high] = [0n, 1n << BigInt(Math.ceil(value.toString(2).length / 3) + 1)]
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** 3n <= value) low = middle
    else high = middle - 1n
  }
  return low
}

describe('on the pool of threads', () => {
  const SIZES = [0, 64 * 1024 - 1, 64 * 1024, 200_000, 8 * 1024 * 1024 + 1]

  test.each(schemes)('a message of any size is judged as here, with %s', async (scheme) => {
    const key = keyOf(scheme)
    for (const size of SIZES) {
      const message = Buffer.alloc(size, 'x')
      const signature = signWith(scheme, { message })
      const other = Buffer.concat([message, Buffer.from('x')])
      expect(await verifyOnPool(key, message, signature)).toBe('valid')
      for (const bad of [
        NONE,
        flipped(signature, 77),
        signature.subarray(1),
        Buffer.concat([signature, NONE, MESSAGE])
      ])
        expect(await verifyOnPool(key, message, bad)).toBe('invalid')
      expect(await verifyOnPool(key, other, signature)).toBe('invalid')
    }
  })
  test('what is verified is what it was when it was given, whatever becomes of the bytes', async () => {
    const message = Buffer.alloc(1 << 20, 'x')
    const signature = signWith('ed25519', { message })
    const other = Buffer.alloc(1 << 20, 'y')
    const [good, bad] = [
      verifyOnPool(keyOf('ed25519'), message, signature),
      verifyOnPool(keyOf('ed25519'), other, signature)
    ]
    message.fill('y')
    other.fill('x')
    expect([await good, await bad]).toEqual(['valid', 'invalid'])
  })
  test('a key that is none verifies nothing and throws nothing', async () => {
    const message = Buffer.alloc(1 << 17)
    for (const scheme of schemes) {
      const broken = { ...keyOf(scheme), spki: MESSAGE }
      expect(await verifyOnPool(broken, message, signWith(scheme, { message }))).toBe('invalid')
    }
  })
  test.each<[string, string, Record<string, string>, number]>([
    ['each core that is left', 'sizePoolByCores()', {}, Math.max(1, availableParallelism() - 1)],
    ['each that somebody wants', 'sizePoolByCores()', { UV_THREADPOOL_SIZE: '2' }, 2],
    ['each that Node starts, in the process of somebody else', '', {}, 4]
  ])('begins with a thread for %s', (_name, before, wanted, threads) => {
    const { UV_THREADPOOL_SIZE: _, ...environment } = process.env
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', countThreads(before)], {
      encoding: 'utf8',
      env: { ...environment, ...wanted }
    })
    // Nobody finds the variable whom it was not given, such as programs that are started.
    expect(JSON.parse(printed)).toEqual([['invalid', 'invalid'], existsSync('/proc/self/task') ? threads : 0, wanted])
  })
})

/** Prints what two signatures are, how many threads the pool has then, and what became of the variable for that. */
const countThreads = (before: string): string => `
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { generateKeyPairSync } from 'node:crypto'
import { publicKeyOf } from '${import.meta.dirname}/../../src/signing/public-key-of.ts'
import { sizePoolByCores, verifyOnPool } from '${import.meta.dirname}/../../src/signing/verify-signature.ts'
${before}
const key = publicKeyOf(generateKeyPairSync('ed25519').publicKey, 'key')
const message = new Uint8Array(1 << 20)
const found = await Promise.all([1, 2].map((size) => verifyOnPool(key, message, new Uint8Array(size))))
const tasks = existsSync('/proc/self/task') ? readdirSync('/proc/self/task') : []
const pool = tasks.filter((id) => readFileSync('/proc/self/task/' + id + '/comm', 'utf8').trim() === 'libuv-worker')
const { UV_THREADPOOL_SIZE } = process.env
console.log(JSON.stringify([found, pool.length, { UV_THREADPOOL_SIZE }]))
`
