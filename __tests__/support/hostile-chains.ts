// SPDX-License-Identifier: Apache-2.0
// What somebody can put in the place of a link, a layout or a key to make a verification cost as much as it can: each
// grows with its size. Nobody has signed most of them; some are signed by a functionary. The tests try them small, and
// `npm run bench -- --hostile` as large as what is read.
import { Buffer } from 'node:buffer'
import { closeSync, linkSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { signMetadata, type SigningIdentity, type WrapperFormat } from '../../src/intoto/envelope/sign-metadata.ts'
import { preAuthenticationEncoding } from '../../src/intoto/envelope/pae.ts'
import { PAYLOAD_TYPE } from '../../src/intoto/envelope/payload-type.ts'
import type { JsonObject, JsonValue } from '../../src/intoto/json/json-value.ts'
import { linkFileName, sublayoutDirectoryName } from '../../src/intoto/link/link-file-name.ts'
import { ALICE, digest, keyObject, layoutOf, linkOf, OWNER, step } from './chain.ts'

const DISALLOW_ALL = ['DISALLOW', '*']

/** The honest layout: alice builds `app`. */
export const BUILD_LAYOUT = layoutOf([
  step('build', [ALICE], {
    expected_command: [],
    expected_products: [['REQUIRE', 'app'], ['CREATE', 'app'], DISALLOW_ALL]
  })
])
const BUILD_LINK = linkOf('build', { products: { app: digest('a') } })
const LINK = linkFileName('build', ALICE.keyId)

/** Writes a directory with a chain, and gives the arguments of `verify` for it. */
type Make = (directory: string, bytes: number) => void

export interface HostileChain {
  readonly name: string
  readonly make: Make
  /** Codes of which one answers it. */
  readonly codes: readonly string[]
  /** Bytes up to which it grows; a link's by default. */
  readonly place?: 'layout' | 'bundle' | 'key'
}

function file(value: unknown, signers: readonly SigningIdentity[], format: WrapperFormat = 'dsse'): Uint8Array {
  return signMetadata({ payload: jsonOf(value) as JsonObject, format, signers })
}

function jsonOf(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(jsonOf)
  if (typeof value !== 'object' || value === null) return value as JsonValue
  return new Map(Object.entries(value).map(([name, member]) => [name, jsonOf(member)]))
}

/** Files of an honest chain in a directory. */
export function writeHonestChain(directory: string): void {
  mkdirSync(join(directory, 'links'), { recursive: true })
  writeFileSync(join(directory, 'root.layout'), file(BUILD_LAYOUT, [OWNER]))
  writeFileSync(join(directory, 'owner.pub'), OWNER.signer.publicKey.pem)
  writeFileSync(join(directory, 'links', LINK), file(BUILD_LINK, [ALICE]))
}

/** The arguments of `verify` for a chain. */
export function verifyWords(directory: string): string[] {
  const at = (name: string): string => join(directory, name)
  return ['-l', at('root.layout'), '--verification-keys', at('owner.pub'), '--link-dir', at('links')]
}

/** A text between two others, so often that the file has about so many bytes. */
function repeated(before: string, piece: (index: number) => string, after: string): Make {
  return (directory, bytes) => writeRepeated(join(directory, 'links', LINK), bytes, before, piece, after)
}

function writeRepeated(
  path: string,
  bytes: number,
  before: string,
  piece: (index: number) => string,
  after: string
): void {
  const descriptor = openSync(path, 'w')
  writeSync(descriptor, before)
  let written = before.length + after.length
  for (let index = 0; written < bytes - 100_000 || index === 0;) {
    let chunk = ''
    while (chunk.length < 65_536 && written + chunk.length < bytes - 1000) {
      chunk += piece(index)
      index += 1
    }
    if (chunk === '') break
    writeSync(descriptor, chunk)
    written += Buffer.byteLength(chunk)
  }
  writeSync(descriptor, after)
  closeSync(descriptor)
}

const SIGNATURES = `"signatures":[{"keyid":"${ALICE.keyId}","sig":"${'ab'.repeat(64)}"}]`
const metablock = (piece: (index: number) => string, [open, close]: readonly [string, string]): Make =>
  repeated(`{${SIGNATURES},"signed":{"_type":"link","x":${open}`, piece, `${close}}}`)
const UNSIGNED = ['LINK_UNREADABLE', 'LINK_THRESHOLD']

/** A DSSE envelope around a payload that is signed by a functionary or not. */
function envelope(text: string, signatures: (message: Uint8Array) => readonly object[]): string {
  const bytes = Buffer.from(text)
  return JSON.stringify({
    payload: bytes.toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: signatures(preAuthenticationEncoding(PAYLOAD_TYPE, bytes))
  })
}

const byAlice = (message: Uint8Array): readonly object[] => [
  { keyid: ALICE.keyId, sig: Buffer.from(ALICE.signer.sign(message)).toString('base64') }
]

/** A payload of about so many bytes in an envelope of so many. */
function enveloped(
  build: (bytes: number) => string,
  signatures: (message: Uint8Array) => readonly object[] = byAlice
): Make {
  return (directory, bytes) =>
    writeFileSync(join(directory, 'links', LINK), envelope(build(Math.floor(bytes * 0.74) - 100_000), signatures))
}

function filled(before: string, piece: (index: number) => string, after: string): (bytes: number) => string {
  return (bytes) => {
    const pieces: string[] = []
    let length = before.length + after.length
    for (let index = 0; length < bytes || index === 0; index += 1) {
      const next = piece(index)
      pieces.push(next)
      length += next.length
    }
    return `${before}${pieces.join('')}${after}`
  }
}

/** A layout in the place of the link. */
function sublayout(directory: string, layout: object): string {
  writeFileSync(join(directory, 'links', LINK), file(layout, [ALICE]))
  const inner = join(directory, 'links', sublayoutDirectoryName('build', ALICE.keyId))
  mkdirSync(inner)
  return inner
}

/** A sublayout of steps `s0`, `s1` and so on. */
function sublayoutOfSteps(directory: string, count: number): string {
  const rules = { expected_command: [], expected_products: [['CREATE', '*'], DISALLOW_ALL] }
  return sublayout(directory, layoutOf(Array.from({ length: count }, (_, index) => step(`s${index}`, [ALICE], rules))))
}

/** Gives each of these steps the file of the first. */
function linkToAll(inner: string, first: string, count: number): void {
  for (let index = 1; index < count; index += 1) linkSync(first, join(inner, linkFileName(`s${index}`, ALICE.keyId)))
}

/** A Metablock whose signature covers a list of items in its environment, and spaces between them that it leaves out. */
function signedMetablock(items: (bytes: number) => string, spaced: (text: string) => string): Make {
  return (directory, bytes) => {
    const written = items(Math.floor(bytes * 0.9) - 100_000)
    const signed = `{"_type":"link","byproducts":{"return-value":0},"command":[],"environment":{"x":[${written}]},"materials":{},"name":"build","products":{}}`
    const sig = Buffer.from(ALICE.signer.sign(Buffer.from(signed))).toString('hex')
    writeFileSync(
      join(directory, 'links', LINK),
      `{"signatures":[{"keyid":"${ALICE.keyId}","sig":"${sig}"}],"signed":${spaced(signed)}}`
    )
  }
}

const LINK_TEXT = '"_type":"link","name":"build","command":[],"byproducts":{"return-value":0}'

/** Members in the order of Metablocks: they can be stepped over. */
const ordered = (index: number): string => `"${index.toString(36).padStart(7, '0')}":0,`
const disordered = (index: number): string =>
  `"${((index * 7919) % 100_000_007).toString(36)}z${index.toString(36)}":0,`

/** A file at the place of a link that nobody signed. */
const UNSIGNED_FILES: readonly HostileChain[] = [
  { name: 'lines without end', make: repeated('', () => '\n', 'x'), codes: UNSIGNED },
  { name: 'members in order', make: repeated('{"x":{', ordered, '"zzzzzzzz":0}}'), codes: UNSIGNED },
  { name: 'members in disorder', make: repeated('{"x":{', disordered, '"!":0}}'), codes: UNSIGNED },
  { name: 'members of the document', make: repeated('{', ordered, '"zzzzzzzz":0}'), codes: UNSIGNED },
  { name: 'empty objects', make: repeated('{"x":[', () => '{},', '{}]}'), codes: UNSIGNED },
  { name: 'lists of one', make: repeated('{"x":[', () => '[0],', '0]}'), codes: UNSIGNED },
  { name: 'objects of one', make: repeated('{"x":[', (index) => `{"a":"${index}"},`, '0]}'), codes: UNSIGNED },
  { name: 'objects of two', make: repeated('{"x":[', () => '{"a":0,"b":0},', '0]}'), codes: UNSIGNED },
  { name: 'texts', make: repeated('{"x":[', (index) => `"${index}",`, '0]}'), codes: UNSIGNED },
  { name: 'escapes', make: repeated('{"x":"', () => '\\n', '"}'), codes: UNSIGNED },
  { name: 'escapes and letters', make: repeated('{"x":"', () => 'a\\n', '"}'), codes: UNSIGNED },
  { name: 'a long text', make: repeated('{"x":"', () => 'aaaaaaaaaaaaaaaa', 'é"}'), codes: UNSIGNED },
  { name: 'long numbers', make: repeated('{"x":[', () => `${'9'.repeat(999)},`, '0]}'), codes: UNSIGNED },
  { name: 'a Metablock of empty objects', make: metablock(() => '{},', ['[', '0]']), codes: UNSIGNED },
  { name: 'a Metablock of members in order', make: metablock(ordered, ['{', '"zzzzzzzz":0}']), codes: UNSIGNED },
  { name: 'a Metablock in disorder', make: metablock(disordered, ['{', '"!":0}']), codes: UNSIGNED },
  { name: 'a Metablock of escapes', make: metablock(() => '\\u0000', ['"', '"']), codes: UNSIGNED },
  {
    name: 'a long signature of a Metablock',
    make: repeated(`{"signatures":[{"keyid":"${ALICE.keyId}","sig":"`, () => 'abababab', '"}],"signed":{}}'),
    codes: UNSIGNED
  },
  {
    name: 'a long key id',
    make: repeated('{"signatures":[{"keyid":"', () => 'abababab', '","sig":"ab"}],"signed":{}}'),
    codes: UNSIGNED
  },
  {
    name: 'a long signature of an envelope',
    make: repeated(
      `{"payload":"e30=","payloadType":"${PAYLOAD_TYPE}","signatures":[{"keyid":"${ALICE.keyId}","sig":"`,
      () => 'abababab',
      '"}]}'
    ),
    codes: UNSIGNED
  },
  {
    name: 'a long payload',
    make: repeated(
      '{"payload":"',
      () => 'abcdabcd',
      `","payloadType":"${PAYLOAD_TYPE}","signatures":[{"keyid":"${ALICE.keyId}","sig":"${'ab'.repeat(44)}"}]}`
    ),
    codes: UNSIGNED
  },
  {
    name: 'a payload of escapes',
    make: repeated('{"payload":"', () => '\\/aaa', `","payloadType":"${PAYLOAD_TYPE}","signatures":[]}`),
    codes: UNSIGNED
  },
  {
    name: 'a long payload and 256 signatures',
    make: repeated(
      '{"payload":"',
      () => 'abcdabcd',
      `","payloadType":"${PAYLOAD_TYPE}","signatures":[${Array.from({ length: 256 }, () => `{"sig":"${Buffer.alloc(64, 7).toString('base64')}"}`).join(',')}]}`
    ),
    codes: UNSIGNED
  },
  {
    name: 'many signatures',
    make: repeated('{"signatures":[', () => '{"keyid":"a","sig":"b"},', `{}],"signed":{}}`),
    codes: UNSIGNED
  },
  { name: 'too deep', make: repeated('', () => '[[[[[[[[', ''), codes: UNSIGNED },
  {
    name: 'a pipe',
    make: (directory) => {
      execFileSync('mkfifo', [join(directory, 'links', 'pipe')])
      replaceLink(directory, 'pipe')
    },
    codes: ['FILE_UNREADABLE']
  },
  {
    name: 'a device',
    make: (directory) => replaceLink(directory, '/dev/zero'),
    codes: ['FILE_UNREADABLE']
  }
]

function replaceLink(directory: string, target: string): void {
  execFileSync('ln', ['-sf', target, join(directory, 'links', LINK)])
}

/** What a functionary signed. */
const SIGNED_FILES: readonly HostileChain[] = [
  {
    name: 'a signed link of empty objects',
    make: enveloped(filled(`{${LINK_TEXT},"environment":{"x":[`, () => '{"a":0,"b":0},', '0]}}')),
    codes: ['LINK_UNREADABLE', 'RULE_ARTIFACT_REQUIRED', 'RULE_ARTIFACT_DISALLOWED']
  },
  {
    name: 'a signed link with unknown members',
    make: enveloped(filled(`{${LINK_TEXT},`, ordered, '"zzzzzzzz":0}')),
    codes: ['LINK_MEMBER_UNKNOWN', 'LINK_UNREADABLE']
  },
  {
    name: 'a signed link of files without digests',
    make: enveloped(filled(`{${LINK_TEXT},"products":{`, (index) => `"${index.toString(36)}":{},`, '"!":{}}}')),
    codes: ['LINK_UNREADABLE', 'LINK_DIGEST_INVALID']
  },
  {
    name: 'a signed link of files with short digests',
    make: enveloped(
      filled(`{${LINK_TEXT},"products":{`, (index) => `"${index.toString(36)}":{"a":"${index}"},`, '"!":{"a":"0"}}}')
    ),
    codes: ['LINK_UNREADABLE', 'LINK_DIGEST_INVALID', 'RULE_ARTIFACT_REQUIRED']
  },
  {
    name: 'a signed link of a file with many digests',
    make: enveloped(
      filled(
        `{${LINK_TEXT},"products":{"app":{`,
        (index) => `"${index.toString(36)}":"${'a'.repeat(32)}",`,
        '"!":"00"}}}'
      )
    ),
    codes: ['LINK_UNREADABLE', 'LINK_DIGEST_INVALID']
  },
  {
    name: 'a signed link of a list of files',
    make: enveloped(filled(`{${LINK_TEXT},"materials":[`, () => '{"a":{"b":"0"},"c":{}},', '0]}')),
    codes: ['LINK_UNREADABLE']
  },
  {
    name: 'a signed link of a long output',
    make: enveloped(filled(`{${LINK_TEXT},"environment":{"x":"`, () => '\\u0001\\n', '"}}')),
    codes: ['LINK_UNREADABLE', 'RULE_ARTIFACT_REQUIRED']
  },
  {
    name: 'a signed Metablock of empty objects',
    make: signedMetablock(
      filled('', () => '{"a":0,"b":0},', '0'),
      (text) => text
    ),
    codes: ['LINK_UNREADABLE', 'RULE_ARTIFACT_REQUIRED']
  },
  {
    name: 'a signed Metablock of empty objects and spaces',
    make: signedMetablock(
      filled('', () => '{"a":0,"b":0},', '0'),
      (text) => text.replaceAll(',{', ', {')
    ),
    codes: ['LINK_UNREADABLE', 'RULE_ARTIFACT_REQUIRED']
  },
  {
    name: 'a sublayout with files',
    make: enveloped(
      filled(
        '{"_type":"layout","products":{',
        (index) => `"${index.toString(36)}":{"md5":"${'a'.repeat(32)}"},`,
        '"!":{"a":"0"}}}'
      )
    ),
    codes: ['LINK_UNREADABLE']
  },
  {
    name: 'a sublayout of large size',
    make: enveloped(filled('{"_type":"layout","steps":[', () => '{},', '{}]}')),
    codes: ['LINK_UNREADABLE']
  },
  {
    name: 'a cycle of sublayouts',
    make: (directory) => {
      const names = ['s0', 's1', 's2', 's3', 's4', 's5']
      const rules = { expected_products: [['DISALLOW', 'zz']], expected_command: [] }
      const links = join(directory, 'links')
      writeFileSync(join(links, LINK), file(layoutOf(names.map((name) => step(name, [ALICE], rules))), [ALICE]))
      symlinkSync('.', join(links, sublayoutDirectoryName('build', ALICE.keyId)))
      for (const name of names) {
        linkSync(join(links, LINK), join(links, linkFileName(name, ALICE.keyId)))
        symlinkSync('.', join(links, sublayoutDirectoryName(name, ALICE.keyId)))
      }
    },
    codes: ['SUBLAYOUT_TOO_MANY']
  },
  {
    name: 'a sublayout with a pattern of stars',
    make: (directory, bytes) => {
      const stars = `a${'*'.repeat(Math.min(bytes, 4_000_000))}a`
      sublayout(directory, layoutOf([step('s', [ALICE], { expected_products: [['DISALLOW', stars]] })]))
    },
    codes: ['LINK_UNREADABLE']
  },
  {
    name: 'a sublayout with patterns that go back and forth',
    make: (directory, bytes) => {
      const pattern = `*${'a'.repeat(2000)}b?`
      const rules = Array.from({ length: Math.min(3500, Math.ceil(bytes / 3000)) }, () => ['DISALLOW', pattern])
      const products = Object.fromEntries(
        Array.from({ length: 4000 }, (_, index) => [`${'a'.repeat(3900)}${index}`, digest('a')])
      )
      const inner = sublayout(directory, layoutOf([step('s', [ALICE], { expected_products: rules })]))
      writeFileSync(join(inner, linkFileName('s', ALICE.keyId)), file(linkOf('s', { products }), [ALICE]))
    },
    codes: ['SUBLAYOUT_TOO_COSTLY', 'RULE_ARTIFACT_DISALLOWED', 'LINKS_OF_DIFFERENT_RUNS']
  },
  {
    name: 'a sublayout of many steps that compare with none there is',
    make: (directory, bytes) => {
      const rules = [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'q'], DISALLOW_ALL]
      const count = Math.min(10_000, Math.ceil(bytes / 400))
      const steps = Array.from({ length: count }, (_, index) =>
        step(`s${index}${'n'.repeat(60)}`, [ALICE], { expected_products: rules })
      )
      sublayout(directory, layoutOf(steps))
    },
    codes: ['LAYOUT_MATCH_UNKNOWN_STEP']
  },
  {
    name: 'a sublayout of many rules',
    make: (directory, bytes) => {
      const rules = Array.from({ length: 9999 }, () => ['ALLOW', '*'])
      const count = Math.min(100, Math.ceil(bytes / 150_000))
      const steps = Array.from({ length: count }, (_, index) =>
        step(`s${index}`, [ALICE], { expected_products: rules })
      )
      sublayout(directory, layoutOf(steps))
    },
    codes: ['LINK_UNREADABLE', 'LAYOUT_RULES_CANNOT_FAIL']
  },
  {
    name: 'a sublayout of many keys',
    make: (directory, bytes) => {
      const key = keyObject(ALICE)
      const keys = Object.fromEntries(
        Array.from({ length: Math.min(50_000, Math.ceil(bytes / 300)) }, (_, index) => [
          index.toString(16).padStart(64, '0'),
          { ...(key as object), keyid: index.toString(16).padStart(64, '0') }
        ])
      )
      sublayout(directory, layoutOf([step('s', [ALICE])], { keys }))
    },
    codes: ['LINK_UNREADABLE', 'LAYOUT_KEY_DUPLICATE']
  },
  {
    name: 'a sublayout whose steps have one large envelope',
    make: (directory, bytes) => {
      const inner = sublayoutOfSteps(directory, 60)
      const first = join(inner, linkFileName('s0', ALICE.keyId))
      writeFileSync(
        first,
        envelope(filled(`{${LINK_TEXT},"x":[`, () => '{},', '0]}')(Math.floor(bytes * 0.74) - 100_000), byAlice)
      )
      linkToAll(inner, first, 60)
    },
    codes: ['SUBLAYOUT_TOO_COSTLY', 'LINK_UNREADABLE', 'LINK_NAME_MISMATCH']
  },
  {
    name: 'a sublayout whose steps have large by-products each',
    make: (directory, bytes) => {
      const inner = sublayoutOfSteps(directory, 60)
      const first = join(inner, linkFileName('s0', ALICE.keyId))
      const text = filled(
        `{${LINK_TEXT},"environment":{"x":[`,
        () => '{"a":0,"b":0},',
        '0]}}'
      )(Math.min(4_500_000, Math.floor(bytes / 60)))
      writeFileSync(first, envelope(text, byAlice))
      linkToAll(inner, first, 60)
    },
    codes: ['SUBLAYOUT_TOO_COSTLY', 'LINK_UNREADABLE', 'LINK_NAME_MISMATCH']
  },
  {
    name: 'a sublayout whose steps have one large link',
    make: (directory, bytes) => {
      const inner = sublayoutOfSteps(directory, 60)
      const first = join(inner, linkFileName('s0', ALICE.keyId))
      writeRepeated(first, bytes, '{"x":[', () => '"aaaaaaaaaaaaaaaaaaaaaaaaaa",', '0]}')
      linkToAll(inner, first, 60)
    },
    codes: ['SUBLAYOUT_TOO_COSTLY', 'LINK_UNREADABLE']
  }
]

/** Files at the place of a layout or key. */
const OTHER_PLACES: readonly HostileChain[] = [
  {
    name: 'a layout of empty objects',
    place: 'layout',
    make: (directory, bytes) =>
      writeRepeated(join(directory, 'root.layout'), bytes, `{${SIGNATURES},"signed":[`, () => '{},', '0]}'),
    codes: ['METADATA_TYPE_WRONG', 'JSON_TOO_MANY_VALUES']
  },
  {
    name: 'a layout of rules that nobody signed',
    place: 'layout',
    make: (directory, bytes) =>
      writeRepeated(
        join(directory, 'root.layout'),
        bytes,
        `{${SIGNATURES},"signed":{"_type":"layout","expires":"2030-01-01T00:00:00Z","inspect":[],"keys":{},"steps":[{"expected_products":[`,
        () => '["ALLOW","*"],',
        '["ALLOW","*"]],"name":"s"}]}}'
      ),
    codes: ['LAYOUT_SIGNATURE_MISSING', 'METADATA_VALUE_INVALID']
  },
  {
    name: 'a key that is a pipe',
    place: 'key',
    make: (directory) => {
      execFileSync('mkfifo', [join(directory, 'pipe')])
      execFileSync('ln', ['-sf', 'pipe', join(directory, 'owner.pub')])
    },
    codes: ['FILE_UNREADABLE']
  },
  {
    name: 'a key of many blocks',
    place: 'key',
    make: (directory, bytes) =>
      writeRepeated(join(directory, 'owner.pub'), bytes, '', () => '-----BEGIN PUBLIC KEY ', ''),
    codes: ['KEY_UNREADABLE']
  }
]

export const HOSTILE_CHAINS: readonly HostileChain[] = [...UNSIGNED_FILES, ...SIGNED_FILES, ...OTHER_PLACES]

/** An honest chain with what is hostile put in its place. */
export function writeHostileChain(directory: string, chain: HostileChain, bytes: number): void {
  writeHonestChain(directory)
  chain.make(directory, bytes)
}

/** An honest link of a million files that were there before and are there still, and a layout for it. */
export function writeMillionFiles(directory: string, format: WrapperFormat, count = 1_000_000): void {
  const files = new Map(
    Array.from({ length: count }, (_, index) => [
      `packages/of/the/tree/${(index % 1000).toString(36)}/file-${index}.txt`,
      { sha256: index.toString(16).padStart(64, '0') }
    ])
  )
  const rules = { expected_command: [], expected_products: [['CREATE', 'packages/*'], DISALLOW_ALL] }
  writeFileSync(join(directory, 'root.layout'), file(layoutOf([step('build', [ALICE], rules)]), [OWNER]))
  const link = linkOf('build', { products: Object.fromEntries(files) })
  writeFileSync(join(directory, 'links', LINK), file(link, [ALICE], format))
}
