// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { InTotoError } from '../base/errors.ts'
import { CoreError } from '../intoto/codes.ts'
import { FilesError } from '../files/codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { publicKeyFromPem, type PublicKey } from '../intoto/keys/public-key.ts'
import { LIMITS } from '../base/limits.ts'
import type { GeneratedKey } from './generate-key.ts'
import { loadPrivateKey, PASSPHRASE_VARIABLE, type KeySigner } from './key-signer.ts'
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
  const { text, othersMode } = readSmallFile(path)
  const passphrase = given ?? environment?.[PASSPHRASE_VARIABLE]
  return {
    signer: loadPrivateKey({ pem: text, passphrase, source: path }),
    warning: othersMode === undefined ? undefined : looseMode(path, othersMode)
  }
}

/** @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC */
export function readPublicKeyFile(path: string): PublicKey {
  return publicKeyFromPem(readSmallFile(path).text, path)
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

/** A text file within the bound for small files; pipes are read to their end. */
function readSmallFile(path: string): { text: string; othersMode: number | undefined } {
  const at = escapeUntrusted(path)
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    const stat = fstatSync(descriptor)
    const buffer = Buffer.alloc(LIMITS.smallFileBytes + 1)
    let length = 0
    for (let read = -1; read !== 0; length += read) {
      read = readSync(descriptor, buffer, length, buffer.length - length, null)
    }
    if (length > LIMITS.smallFileBytes) {
      throw new CoreError('KEY_UNREADABLE', `The file has more than ${LIMITS.smallFileBytes} bytes.`, {
        at,
        hint: 'Give the file of one key.'
      })
    }
    const loose = process.platform !== 'win32' && stat.isFile() && (stat.mode & 0o077) !== 0
    return { text: buffer.toString('utf8', 0, length), othersMode: loose ? stat.mode & 0o777 : undefined }
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw new FilesError(
      'FILE_UNREADABLE',
      `The file cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`,
      {
        at,
        cause: error,
        hint: 'Check the path, and that the file may be read.'
      }
    )
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
