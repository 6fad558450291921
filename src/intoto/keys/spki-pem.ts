// SPDX-License-Identifier: Apache-2.0
// PEM text to a key, strictly: one block, its label, its base64 and its DER each in the one correct spelling. OpenSSL
// by itself takes the first block of several and skips what follows the key within the block, and other verifiers
// might take the other.
import { Buffer } from 'node:buffer'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { InTotoError } from '../../base/errors.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { gpgKey, unreadableKey } from './key-errors.ts'

const BEGIN = '-----BEGIN '
const LABEL = /-----BEGIN ([^\r\n-]{0,64})-----/
const PRIVATE = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/
const PUBLIC_BLOCK = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/

/**
 * The one public key (SPKI) in a PEM text. Text around the block and either form of line ending are allowed.
 *
 * @throws KEY_UNREADABLE, KEY_NOT_PUBLIC, KEY_UNSUPPORTED for a GPG key
 */
export function readSpkiPem(text: string, where: string): KeyObject {
  const der = onlyBlock(text, where)
  const { key, written } = decode(der, where)
  if (!written.equals(der)) {
    throw unreadableKey('The PEM block holds more than a key, or a key that is not in DER form.', where)
  }
  return key
}

/** The key, and how OpenSSL writes it; what it cannot write, as a point at infinity, it should not have read. */
function decode(der: Buffer, where: string): { key: KeyObject; written: Buffer } {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return { key, written: key.export({ type: 'spki', format: 'der' }) }
  } catch (error) {
    throw unreadableKey('The PEM block holds no public key that OpenSSL can read.', where, undefined, error)
  }
}

function onlyBlock(text: string, where: string): Buffer {
  if (text.length > LIMITS.smallFileBytes) {
    throw unreadableKey(`The text has ${text.length} characters, too many for a key.`, where)
  }
  if (text.includes('\0')) {
    throw unreadableKey('The text holds NUL characters, as files in UTF-16 and binary files do.', where)
  }
  if (PRIVATE.test(text)) {
    throw new InTotoError('KEY_NOT_PUBLIC', 'A public key is needed here; this is a private key.', {
      at: where,
      hint: 'Give the public key, usually the file ending in .pub.'
    })
  }
  // Counted by its first words alone, so that a damaged block beside a good one does not go unseen.
  const blocks = text.split(BEGIN).length - 1
  if (blocks !== 1) throw unreadableKey(`Found ${blocks} PEM blocks where one public key is needed.`, where)
  const label = LABEL.exec(text)?.[1]
  if (label !== undefined && label !== 'PUBLIC KEY') throw otherBlock(label, where)
  const base64 = PUBLIC_BLOCK.exec(text)?.[1]?.replace(/\s+/g, '')
  const der = Buffer.from(base64 ?? '', 'base64')
  if (base64 === undefined || der.toString('base64') !== base64) {
    throw unreadableKey('The PEM block is damaged.', where)
  }
  return der
}

function otherBlock(label: string, where: string): InTotoError {
  switch (label) {
    case 'CERTIFICATE':
      return unreadableKey(
        'This is a certificate. Certificates are not read as keys, because nothing would check who issued them.',
        where,
        'Take the key out of it: openssl x509 -pubkey -noout -in FILE'
      )
    case 'RSA PUBLIC KEY':
      return unreadableKey(
        'This is a public key in the older form PKCS#1.',
        where,
        'Rewrite it: openssl rsa -RSAPublicKey_in -pubout -in FILE'
      )
    case 'PGP PUBLIC KEY BLOCK':
      return gpgKey(where)
    default:
      return unreadableKey(`Found a PEM block ${quoteUntrusted(label)}.`, where)
  }
}
