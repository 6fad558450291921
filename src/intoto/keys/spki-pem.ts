// SPDX-License-Identifier: Apache-2.0
// PEM text to the bytes in it, strictly: one block, its label and its base64 each in the one correct spelling. OpenSSL
// by itself takes the first block of several, and other verifiers might take the other.
import { decodedLength } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { gpgKey, unreadableKey } from './key-errors.ts'

const BEGIN = '-----BEGIN '
const LABEL = /-----BEGIN ([^\r\n-]{0,64})-----/
const PRIVATE = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/
const PUBLIC_BLOCK = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/

/**
 * The bytes of the one public key (SPKI) in a PEM text. Text around the block and either form of line ending are allowed.
 *
 * @throws KEY_UNREADABLE, KEY_NOT_PUBLIC, KEY_UNSUPPORTED for a GPG key
 */
export function derOfPem(text: string, where: string): Uint8Array {
  if (text.length > LIMITS.smallFileBytes) {
    throw unreadableKey(`The text has ${text.length} characters, too many for a key.`, where)
  }
  if (text.includes('\0')) {
    throw unreadableKey('The text holds NUL characters, as files in UTF-16 and binary files do.', where)
  }
  if (PRIVATE.test(text)) {
    throw new CoreError('KEY_NOT_PUBLIC', 'A public key is needed here; this is a private key.', {
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
  const der = new Uint8Array(decodedLength(base64 ?? ''))
  // Padding is part of the form here.
  if (base64 === undefined || base64.length % 4 !== 0 || PORTABLE_BYTES.decodeBase64(base64, der) === undefined) {
    throw unreadableKey('The PEM block is damaged.', where)
  }
  return der
}

/** A PEM block as OpenSSL writes it: lines of 64 characters, LF, one at the end. */
export function pemOfDer(der: Uint8Array): string {
  const lines = PORTABLE_BYTES.encodeBase64(der).match(/.{1,64}/g) as string[]
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

function otherBlock(label: string, where: string): CoreError {
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
