// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../intoto/codes.ts'
import { readOpened } from '../files/read-file.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { publicKeyFromPem, type PublicKey } from '../intoto/keys/public-key.ts'
import { LIMITS } from '../base/limits.ts'
import type { GeneratedKey } from './generate-key.ts'
import { loadPrivateKey, type KeySigner } from './key-signer.ts'
import { PASSPHRASE_VARIABLE } from '../base/passphrase-variable.ts'
import { writeNewFiles } from '../files/write-new-file.ts'

/** Where a passphrase comes from: the one given, or else the environment's. */
export interface PassphraseFrom {
  readonly given?: string | undefined
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
}

/** Something about a key file that its owner should mend. */
export interface KeyFileWarning {
  readonly code: 'KEY_FILE_MODE'
  /** The path, escaped. */
  readonly at: string
  /** The permissions found, like `0644`. */
  readonly mode: string
  readonly message: string
  readonly hint: string
}

export interface PrivateKeyFile {
  readonly signer: KeySigner
  /** Where others than the owner may read the file; never on Windows, and never for pipes. */
  readonly warning: KeyFileWarning | undefined
}

/**
 * Reads a private key, and looks at who may read it.
 *
 * @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PRIVATE, KEY_PASSPHRASE_MISSING,
 * KEY_PASSPHRASE_WRONG
 */
export function openPrivateKeyFile(path: string, { given, environment }: PassphraseFrom = {}): PrivateKeyFile {
  const { text, othersMode } = readSmallFile(path, 'wait')
  const passphrase = given ?? environment?.[PASSPHRASE_VARIABLE]
  return {
    signer: loadPrivateKey({ pem: text, passphrase, source: path }),
    warning: othersMode === undefined ? undefined : looseMode(path, othersMode)
  }
}

/** @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC */
export function readPublicKeyFile(path: string): PublicKey {
  return publicKeyFromPem(readSmallFile(path, 'refuse').text, path)
}

/**
 * Writes `<prefix>` (readable by its owner only) and `<prefix>.pub`. Neither may exist: a key that something relies on
 * is never overwritten.
 *
 * @throws FILE_EXISTS, FILE_UNWRITABLE
 */
export function writeKeyPair(prefix: string, key: GeneratedKey): void {
  writeNewFiles([
    { path: prefix, text: key.privatePem, mode: 0o600 },
    { path: `${prefix}.pub`, text: key.publicPem, mode: 0o644 }
  ])
}

function looseMode(path: string, bits: number): KeyFileWarning {
  const mode = bits.toString(8).padStart(4, '0')
  return {
    code: 'KEY_FILE_MODE',
    at: escapeUntrusted(path),
    mode,
    message: `Others than its owner may read or change the private key: its mode is ${mode}.`,
    hint: 'Take their permissions away: chmod 600 FILE. Replace the key if others had access to the machine.'
  }
}

/** A text file within the bound for small files. */
function readSmallFile(path: string, namedPipes: 'refuse' | 'wait'): { text: string; othersMode: number | undefined } {
  try {
    const { bytes, stats } = readOpened(path, LIMITS.smallFileBytes, namedPipes)
    const loose = process.platform !== 'win32' && stats.isFile() && (stats.mode & 0o077) !== 0
    return { text: Buffer.from(bytes).toString('utf8'), othersMode: loose ? stats.mode & 0o777 : undefined }
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    throw new CoreError('KEY_UNREADABLE', `The file has more than ${LIMITS.smallFileBytes} bytes.`, {
      at: error.at,
      hint: 'Give the file of one key.'
    })
  }
}
