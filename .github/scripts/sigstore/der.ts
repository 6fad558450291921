// SPDX-License-Identifier: Apache-2.0
// As much of DER as a certificate log needs, and one self-signed certificate.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)

const oid = (hex: string): Buffer => Buffer.from(`06${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`, 'hex')

function extent(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = bytes.readUInt8(at + 1)
  const more = (first & 0x80) !== 0 ? first & 0x7f : 0
  const start = at + 2 + more
  return { start, end: start + (more === 0 ? first : bytes.readUIntBE(at + 2, more)) }
}

/** The elements within an element, each whole. */
export function childrenOf(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  const { start, end } = extent(bytes, 0)
  for (let at = start; at < end;) {
    const next = extent(bytes, at).end
    found.push(bytes.subarray(at, next))
    at = next
  }
  return found
}

const POISON = oid('2b06010401d679020403')

/** The part of a precertificate that a certificate log signs: without the extension that poisons it. */
export function withoutPoison(precertificate: Buffer): Buffer {
  const [body = Buffer.alloc(0)] = childrenOf(precertificate)
  const fields = childrenOf(body)
  const [list = Buffer.alloc(0)] = childrenOf(fields.at(-1) ?? Buffer.alloc(0))
  const kept = childrenOf(list).filter((extension) => !extension.includes(POISON))
  return sequence(...fields.slice(0, -1), der(0xa3, sequence(...kept)))
}

/** A certificate for a host that vouches for itself, for a day around now. */
export function selfSigned(host: string): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(host)))))
  const time = (offset: number): Buffer => {
    const text = new Date(Date.now() + offset).toISOString()
    return der(0x17, Buffer.from(text.replace(/[-:T]|\.\d+/g, '').slice(2)))
  }
  const day = 24 * 60 * 60 * 1000
  const alternative = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    algorithm,
    name,
    sequence(time(-day), time(day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternative))
  )
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
}
