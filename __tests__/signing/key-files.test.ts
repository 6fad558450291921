// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { generateKey } from '../../src/signing/generate-key.ts'
import { openPrivateKeyFile, readPublicKeyFile, writeKeyPair } from '../../src/signing/key-files.ts'
import { PASSPHRASE_VARIABLE } from '../../src/base/passphrase-variable.ts'
import { writeNewFiles } from '../../src/files/write-new-file.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const KEY = generateKey({ type: 'ed25519' })
const LOCKED = generateKey({ type: 'ed25519' }, 'pass')
const modeOf = (path: string): number => statSync(path).mode & 0o777

describe('a new pair of key files', () => {
  test('is written, the private one for its owner only, and nothing beside them', () => {
    const directory = directoryWith()
    writeKeyPair(join(directory, 'key'), KEY)
    expect(readdirSync(directory).sort()).toEqual(['key', 'key.pub'])
    expect([modeOf(join(directory, 'key')), modeOf(join(directory, 'key.pub'))]).toEqual([0o600, 0o644])
    expect(readFileSync(join(directory, 'key'), 'utf8')).toBe(KEY.privatePem)
    expect(readFileSync(join(directory, 'key.pub'), 'utf8')).toBe(KEY.publicPem)
    const { fingerprint } = KEY.publicKey
    expect(openPrivateKeyFile(join(directory, 'key')).signer.publicKey.fingerprint).toBe(fingerprint)
    expect(readPublicKeyFile(join(directory, 'key.pub')).fingerprint).toBe(fingerprint)
  })
  test('keeps the private key from others whatever the mask for new files', () => {
    const directory = directoryWith()
    const before = process.umask(0)
    try {
      writeKeyPair(join(directory, 'key'), KEY)
    } finally {
      process.umask(before)
    }
    expect([modeOf(join(directory, 'key')), modeOf(join(directory, 'key.pub'))]).toEqual([0o600, 0o644])
  })
  test.each<[string, (directory: string) => void]>([
    ['a private key', (directory) => writeFileSync(join(directory, 'key'), 'mine')],
    ['a public key', (directory) => writeFileSync(join(directory, 'key.pub'), 'mine')],
    ['a directory', (directory) => mkdirSync(join(directory, 'key'))],
    ['a link to a file', (directory) => linkTo(directory, 'key', 'other')],
    ['a link to nothing', (directory) => symlinkSync(join(directory, 'nothing'), join(directory, 'key.pub'))]
  ])('is not written over %s, and leaves everything as it was', (_name, prepare) => {
    const directory = directoryWith()
    prepare(directory)
    const before = contentOf(directory)
    const error = errorOf(() => writeKeyPair(join(directory, 'key'), KEY))
    expect(error.code).toBe('FILE_EXISTS')
    expect(error.at).toMatch(/key(\.pub)?$/)
    expect(contentOf(directory)).toEqual(before)
  })
  test('is not written into a directory that is not there', () => {
    const error = errorOf(() => writeKeyPair(join(directoryWith(), 'none', 'key'), KEY))
    expect([error.code, error.message.includes('ENOENT')]).toEqual(['FILE_UNWRITABLE', true])
    expect(JSON.stringify(error)).not.toContain(KEY.privatePem.split('\n')[1])
  })
  test('is written wholly or not at all', () => {
    const directory = directoryWith()
    const files = [
      { path: join(directory, 'a'), text: 'secret', mode: 0o600 },
      // Long enough for a file, too long for the temporary one beside it.
      { path: join(directory, 'b'.repeat(250)), text: 'b', mode: 0o644 }
    ]
    expect(errorOf(() => writeNewFiles(files)).code).toBe('FILE_UNWRITABLE')
    expect(readdirSync(directory)).toEqual([])
  })
  test('is written by one of two that try', () => {
    const directory = directoryWith()
    writeKeyPair(join(directory, 'key'), KEY)
    expect(errorOf(() => writeKeyPair(join(directory, 'key'), LOCKED)).code).toBe('FILE_EXISTS')
    expect(readFileSync(join(directory, 'key'), 'utf8')).toBe(KEY.privatePem)
  })
})

describe('a passphrase', () => {
  const path = (): string => join(directoryWith({ key: LOCKED.privatePem }), 'key')
  const environment = { [PASSPHRASE_VARIABLE]: 'pass' }
  test('is the one given', () => {
    expect(openPrivateKeyFile(path(), { given: 'pass' }).signer.publicKey.fingerprint).toBe(
      LOCKED.publicKey.fingerprint
    )
    expect(openPrivateKeyFile(path(), { given: 'pass' }).signer.publicKey.fingerprint).toBe(
      LOCKED.publicKey.fingerprint
    )
  })
  test('is the environment’s where none is given', () => {
    expect(openPrivateKeyFile(path(), { environment }).signer.publicKey.fingerprint).toBe(LOCKED.publicKey.fingerprint)
  })
  test.each<[string, Parameters<typeof openPrivateKeyFile>[1], string]>([
    ['the one given goes before the environment’s', { given: 'other', environment }, 'KEY_PASSPHRASE_WRONG'],
    ['an empty one is none', { given: '', environment }, 'KEY_PASSPHRASE_MISSING'],
    ['the environment may have none', { environment: {} }, 'KEY_PASSPHRASE_MISSING'],
    ['there may be none at all', undefined, 'KEY_PASSPHRASE_MISSING']
  ])('%s', (_name, from, code) => expect(errorOf(() => openPrivateKeyFile(path(), from)).code).toBe(code))
})

describe('the permissions of a private key file', () => {
  test.each<[number, string | undefined]>([
    [0o600, undefined],
    [0o400, undefined],
    [0o700, undefined],
    [0o640, '0640'],
    [0o604, '0604'],
    [0o644, '0644'],
    [0o660, '0660'],
    [0o610, '0610'],
    [0o777, '0777']
  ])('%i give a warning where others have any', (mode, shown) => {
    const path = join(directoryWith({ 'key\n': KEY.privatePem }), 'key\n')
    chmodSync(path, mode)
    const { signer, warning } = openPrivateKeyFile(path)
    expect(signer.publicKey.fingerprint).toBe(KEY.publicKey.fingerprint)
    expect(warning?.mode).toBe(shown)
    if (warning === undefined) return
    expect(warning).toMatchObject({ code: 'KEY_FILE_MODE', at: path.replace('\n', '\\u{a}') })
    expect(warning.message).toContain(shown)
  })
  test('of new files give none', () => {
    const path = join(directoryWith(), 'key')
    writeKeyPair(path, KEY)
    expect(openPrivateKeyFile(path).warning).toBeUndefined()
  })
})

function pipeOf(): string {
  const path = join(directoryWith(), 'pipe')
  execFileSync('mkfifo', [path])
  return path
}

describe('a key file', () => {
  const MEBIBYTE = 1024 * 1024
  const padded = (bytes: number): string => KEY.publicPem + ' '.repeat(bytes - KEY.publicPem.length)
  test('may be as large as the bound, and one byte more is refused', () => {
    const directory = directoryWith({ bound: padded(MEBIBYTE), more: padded(MEBIBYTE + 1) })
    expect(readPublicKeyFile(join(directory, 'bound')).fingerprint).toBe(KEY.publicKey.fingerprint)
    expect(errorOf(() => readPublicKeyFile(join(directory, 'more'))).code).toBe('KEY_UNREADABLE')
  })
  test('may be a pipe that delivers it in pieces, of which nobody asks who may read it', async () => {
    const path = join(directoryWith(), 'pipe')
    execFileSync('mkfifo', ['-m', '644', path])
    const half = KEY.privatePem.length / 2
    const pieces = [KEY.privatePem.slice(0, half), KEY.privatePem.slice(half)]
    const writer = spawn('sh', ['-c', '{ printf %s "$1"; sleep 0.2; printf %s "$2"; } > "$0"', path, ...pieces])
    const ended = new Promise((resolve) => writer.once('close', resolve))
    const { signer, warning } = openPrivateKeyFile(path)
    await ended
    expect([signer.publicKey.fingerprint, warning]).toEqual([KEY.publicKey.fingerprint, undefined])
  })
  test.each<[string, () => unknown, string]>([
    ['that is missing', () => readPublicKeyFile(join(directoryWith(), 'none')), 'FILE_UNREADABLE'],
    ['that is missing, of a private key', () => openPrivateKeyFile(join(directoryWith(), 'none')), 'FILE_UNREADABLE'],
    ['that is a directory', () => readPublicKeyFile(directoryWith()), 'FILE_UNREADABLE'],
    ['whose path has a NUL', () => readPublicKeyFile('a\0b'), 'FILE_UNREADABLE'],
    ['without end', () => readPublicKeyFile('/dev/zero'), 'FILE_UNREADABLE'],
    ['without end, of a private key', () => openPrivateKeyFile('/dev/zero'), 'KEY_UNREADABLE'],
    ['that is a pipe into which nobody writes', () => readPublicKeyFile(pipeOf()), 'FILE_UNREADABLE'],
    ['that is empty', () => readPublicKeyFile(join(directoryWith({ key: '' }), 'key')), 'KEY_UNREADABLE'],
    ['that is empty, of a private key', () => openPrivateKeyFile('/dev/null'), 'KEY_UNREADABLE'],
    [
      'that is huge',
      () => readPublicKeyFile(join(directoryWith({ big: Buffer.alloc(2_000_000) }), 'big')),
      'KEY_UNREADABLE'
    ],
    [
      'in UTF-16',
      () => readPublicKeyFile(join(directoryWith({ key: Buffer.from(`\ufeff${KEY.publicPem}`, 'utf16le') }), 'key')),
      'KEY_UNREADABLE'
    ],
    ['that is private', () => readPublicKeyFile(join(directoryWith({ key: KEY.privatePem }), 'key')), 'KEY_NOT_PUBLIC'],
    ['that is public', () => openPrivateKeyFile(join(directoryWith({ key: KEY.publicPem }), 'key')), 'KEY_NOT_PRIVATE']
  ])('%s is refused', (_name, call, code) => {
    const error = errorOf(call)
    expect(error.code).toBe(code)
    expect([error.at, error.hint].every((text) => text !== undefined && text !== '')).toBe(true)
  })
})

function linkTo(directory: string, name: string, target: string): void {
  writeFileSync(join(directory, target), 'theirs')
  symlinkSync(join(directory, target), join(directory, name))
}

/** The files of a directory with their content; of others their names. */
function contentOf(directory: string): unknown[] {
  return readdirSync(directory, { withFileTypes: true })
    .map((entry) => [entry.name, entry.isFile() ? readFileSync(join(directory, entry.name), 'utf8') : '-'] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
