// SPDX-License-Identifier: Apache-2.0
// Documents and keys that cannot be read.
import { generateKeyPairSync } from 'node:crypto'
import { chain, layoutOf, linkOf, stepOf } from '../chain.ts'
import type { Bench } from '../bench.ts'
import type { ErrorCase, Json } from '../error-case.ts'

const FILE = 'build.link'

function file(code: string, content: string | Uint8Array): ErrorCase {
  return { code, prepare: (bench) => bench.write(FILE, content), words: ['inspect', FILE] }
}

function link(code: string, value: Json): ErrorCase {
  return { code, prepare: (bench) => bench.sign(FILE, value, ['ci']), words: ['inspect', FILE] }
}

function layout(code: string, value: Json): ErrorCase {
  return { code, prepare: (bench) => bench.sign('root.layout', value, ['owner']), words: ['inspect', 'root.layout'] }
}

function key(code: string, prepare: (bench: Bench) => void, ...words: string[]): ErrorCase {
  return { code, prepare, words }
}

const SIGN = ['sign', '-f', 'write.link', '-k']
const without = (value: Json, name: string): Json =>
  Object.fromEntries(Object.entries(value).filter(([own]) => own !== name))
const encrypted = (bench: Bench): void => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'correct horse', format: 'pem', type: 'pkcs8' } as const
  bench.write('locked', privateKey.export(cipher))
  bench.sign('write.link', linkOf('write'), ['ci'])
}
const aLink = (bench: Bench): void => bench.sign('write.link', linkOf('write'), ['ci'])

export const METADATA_CASES: readonly ErrorCase[] = [
  file('JSON_NOT_UTF8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
  file('JSON_BYTE_ORDER_MARK', '\uFEFF{}'),
  file('JSON_SYNTAX', '{"signed": {"_type": "link",}}'),
  file('JSON_TRAILING_DATA', '{"signed": {}, "signatures": []} x'),
  file('JSON_TOO_DEEP', '['.repeat(2000)),
  file('JSON_MEMBER_DUPLICATE', '{"signed": {}, "signatures": [], "signed": {}}'),
  file('JSON_NUMBER_NOT_INTEGER', '{"signed": {"byproducts": {"return-value": 0.5}}, "signatures": []}'),
  file('JSON_STRING_LONE_SURROGATE', '{"signed": {"name": "\\ud800"}, "signatures": []}'),
  chain('JSON_TOO_LARGE', {
    more: (bench) => bench.write('values.json', `{"version": "${'1'.repeat(1_100_000)}"}`),
    flags: ['--parameters', 'values.json']
  }),
  link('METADATA_MEMBER_MISSING', without(linkOf('build'), 'name')),
  link('METADATA_TYPE_WRONG', linkOf('build', { command: 'make' })),
  layout('METADATA_VALUE_INVALID', layoutOf([stepOf('build', ['ci'])], { expires: 'next year' })),
  link('METADATA_TYPE_UNKNOWN', linkOf('build', { _type: 'lnk' })),
  file('METADATA_ENVELOPE_UNKNOWN', '{"name": "build"}'),
  file('METADATA_PAYLOAD_TYPE', '{"payloadType": "text/plain", "payload": "e30=", "signatures": []}'),
  file('METADATA_BASE64', '{"payloadType": "application/vnd.in-toto+json", "payload": "e3=0", "signatures": []}'),
  layout('METADATA_RULE_INVALID', layoutOf([stepOf('build', ['ci'], { expected_products: [['CREATES', '*']] })])),
  layout('METADATA_NAME_DUPLICATE', layoutOf([stepOf('build', ['ci']), stepOf('build', ['ann'])])),
  key('KEY_UNREADABLE', (bench) => bench.write('new.pub', 'no key'), 'key', 'show', 'new.pub'),
  key(
    'KEY_UNSUPPORTED',
    (bench) => {
      const { publicKey } = generateKeyPairSync('x25519')
      bench.write('new.pub', publicKey.export({ format: 'pem', type: 'spki' }))
    },
    'key',
    'show',
    'new.pub'
  ),
  chain('KEY_NOT_PUBLIC', { words: ['verify', '-l', 'root.layout', '--verification-keys', 'owner'] }),
  key('KEY_NOT_PRIVATE', aLink, ...SIGN, 'ci.pub'),
  key('KEY_PASSPHRASE_MISSING', encrypted, ...SIGN, 'locked'),
  {
    code: 'KEY_PASSPHRASE_WRONG',
    prepare: encrypted,
    words: [...SIGN, 'locked'],
    environment: { IN_TOTO_KEY_PASSPHRASE: 'wrong horse' }
  },
  {
    code: 'KEY_PASSPHRASE_UNUSABLE',
    words: ['key', 'generate', '-o', 'new'],
    environment: { IN_TOTO_KEY_PASSPHRASE: 'x'.repeat(1100) }
  }
]
