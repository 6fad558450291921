// SPDX-License-Identifier: Apache-2.0
// Changes of signed metadata around its payload: other signatures, and other spellings of base64.
import { add, remove, rename, type Json } from './object-changes.ts'

/** A text of base64 that stands for the same in other letters. */
const urlSafe = (text: unknown): string => String(text).replaceAll('+', '-').replaceAll('/', '_')
const unpadded = (text: unknown): string => String(text).replace(/=+$/, '')

export const DOCUMENT_CHANGES: readonly (readonly [
  name: string,
  formats: readonly ('metablock' | 'dsse')[],
  change: (document: Json, signature: Json) => void
])[] = [
  ['unchanged', ['metablock', 'dsse'], () => undefined],
  ['a member beside', ['metablock', 'dsse'], add('evil', 1)],
  ['signatures in other letters', ['metablock', 'dsse'], rename('signatures')],
  ['a member beside the signature', ['metablock', 'dsse'], (_document, signature) => add('evil', 1)(signature)],
  ['keyid in other letters', ['metablock', 'dsse'], (_document, signature) => rename('keyid')(signature)],
  ['no keyid', ['metablock', 'dsse'], (_document, signature) => remove('keyid')(signature)],
  ['sig in other letters', ['metablock', 'dsse'], (_document, signature) => rename('sig')(signature)],
  [
    'a signature in the shape of GPG',
    ['metablock', 'dsse'],
    (document, { keyid, sig }) => add('signatures', [{ keyid, signature: sig, other_headers: '04' }])(document)
  ],
  [
    'a signature of both shapes',
    ['metablock', 'dsse'],
    (_document, signature) => Object.assign(signature, { signature: signature['sig'], other_headers: '04' })
  ],
  [
    'a signature with half of the shape of GPG',
    ['metablock', 'dsse'],
    (_document, signature) => add('signature', 'ab')(signature)
  ],
  [
    'a signature with other_headers',
    ['metablock', 'dsse'],
    (_document, signature) => add('other_headers', '04')(signature)
  ],
  [
    'another signature in the shape of GPG after it',
    ['metablock', 'dsse'],
    (document, signature) =>
      add('signatures', [signature, { keyid: 'ab', signature: 'ab', other_headers: '04' }])(document)
  ],
  [
    'another signature of the key in the shape of GPG before it',
    ['metablock'],
    (document, signature) =>
      add('signatures', [{ keyid: signature['keyid'], signature: 'ab', other_headers: '04' }, signature])(document)
  ],
  [
    'another signature without sig after it',
    ['metablock', 'dsse'],
    (document, signature) => add('signatures', [signature, { keyid: 'ab' }])(document)
  ],
  [
    'another signature without keyid after it',
    ['metablock', 'dsse'],
    (document, signature) => add('signatures', [signature, { sig: 'abab' }])(document)
  ],
  [
    'white space in the signature',
    ['metablock', 'dsse'],
    (_document, signature) => add('sig', String(signature['sig']).replace(/^.{8}/, '$& '))(signature)
  ],
  [
    'a line break in the signature',
    ['metablock', 'dsse'],
    (_document, signature) => add('sig', `${String(signature['sig'])}\n`)(signature)
  ],
  [
    'the signature in capitals',
    ['metablock'],
    (_document, signature) => add('sig', String(signature['sig']).toUpperCase())(signature)
  ],
  [
    'the signature without padding',
    ['dsse'],
    (_document, signature) => add('sig', unpadded(signature['sig']))(signature)
  ],
  ['the payload without padding', ['dsse'], (document) => add('payload', unpadded(document['payload']))(document)],
  [
    'half of the padding of the payload',
    ['dsse'],
    (document) => add('payload', String(document['payload']).replace(/=$/, ''))(document)
  ],
  [
    'the payload with white space',
    ['dsse'],
    (document) => add('payload', String(document['payload']).replace(/^.{8}/, '$& '))(document)
  ],
  [
    'the payload with a line break',
    ['dsse'],
    (document) => add('payload', String(document['payload']).replace(/^.{8}/, '$&\n'))(document)
  ],
  [
    'the payload with a line break at its end',
    ['dsse'],
    (document) => add('payload', `${String(document['payload'])}\n`)(document)
  ],
  [
    'everything in the alphabet for addresses',
    ['dsse'],
    (document, signature) => {
      add('payload', urlSafe(document['payload']))(document)
      add('sig', urlSafe(signature['sig']))(signature)
    }
  ],
  [
    'the signature in the alphabet for addresses, without padding',
    ['dsse'],
    (_document, signature) => add('sig', unpadded(urlSafe(signature['sig'])))(signature)
  ],
  [
    'the payload with spare bits',
    ['dsse'],
    (document) => add('payload', spareBits(String(document['payload'])))(document)
  ],
  [
    'the payload with a letter beyond ASCII',
    ['dsse'],
    (document) => add('payload', `\u00e9${String(document['payload']).slice(1)}`)(document)
  ]
]

/** One byte in the last four digits, which leaves four bits over; they become ones. */
function spareBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const at = text.length - 3
  return `${text.slice(0, at)}${alphabet[alphabet.indexOf(text.charAt(at)) | 1] ?? ''}==`
}
