// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'
import { publicKeyFromPem, type PublicKey } from '../intoto/keys/public-key.ts'
import { LIMITS } from '../intoto/limits.ts'
import type { GeneratedKey } from './generate-key.ts'
import { loadPrivateKey, type KeySigner } from './key-signer.ts'

/** @throws FILE_UNREADABLE, and what `loadPrivateKey` throws */
export function readPrivateKeyFile(path: string, passphrase: string | undefined): KeySigner {
  return loadPrivateKey({ pem: readSmallFile(path), passphrase, source: path })
}

/** @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC */
export function readPublicKeyFile(path: string): PublicKey {
  return publicKeyFromPem(readSmallFile(path), path)
}

/**
 * Writes `<prefix>` (readable by its owner only) and `<prefix>.pub`. Neither may exist: a key that something relies on
 * is never overwritten.
 *
 * @throws FILE_EXISTS, FILE_UNWRITABLE
 */
export function writeKeyPair(prefix: string, key: GeneratedKey): void {
  writeNewFile(prefix, key.privatePem, 0o600)
  try {
    writeNewFile(`${prefix}.pub`, key.publicPem, 0o644)
  } catch (error) {
    rmSync(prefix, { force: true })
    throw error
  }
}

function writeNewFile(path: string, text: string, mode: number): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new InTotoError('FILE_EXISTS', 'The file exists already and is not overwritten.', {
        at: escapeUntrusted(path),
        hint: 'Choose another name, or move the old key away if nothing relies on it.'
      })
    }
    throw new InTotoError('FILE_UNWRITABLE', 'The file cannot be written.', { at: escapeUntrusted(path), cause: error })
  }
}

/** A text file of at most 1 MiB, read without following how it grows. */
function readSmallFile(path: string): string {
  const at = escapeUntrusted(path)
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    const { size } = fstatSync(descriptor)
    if (size > LIMITS.smallFileBytes) {
      throw new InTotoError('KEY_UNREADABLE', `The file has ${size} bytes, too many for a key.`, { at })
    }
    const buffer = Buffer.alloc(LIMITS.smallFileBytes)
    return buffer.toString('utf8', 0, readSync(descriptor, buffer))
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw new InTotoError(
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
