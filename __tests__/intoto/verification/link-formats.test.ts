// SPDX-License-Identifier: Apache-2.0
// Every format of the table is told by its file names, and can be looked at by whoever does not verify.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { linkBundleName, linkFileName, unsignedLinkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { encodeStatement } from '../../../src/intoto/link/statement.ts'
import { KnownLinks } from '../../../src/intoto/verification/known-links.ts'
import type { LinkFormat } from '../../../src/intoto/verification/link-format.ts'
import {
  LINK_FORMAT_NAMES,
  LINK_FORMATS,
  linkFormatOf,
  type LinkFormatName
} from '../../../src/intoto/verification/link-formats.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { ALICE, file, LAYOUT, WRITE } from '../../support/chain.ts'
import { rejectionOf } from '../../support/errors.ts'
import { valueAt } from '../../support/json.ts'

const envelope = (payload: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      dsseEnvelope: { payload: Buffer.from(payload).toString('base64'), payloadType: PAYLOAD_TYPE, signatures: [] }
    })
  )
const STATEMENT = writeJson(encodeStatement(parseLink(valueAt(WRITE)).link, 'https://github.com'))

/** For each format, what its files are named, and one with a link of the step "write". */
const FILES: Readonly<
  Record<LinkFormatName, { readonly nameOf: (step: string) => string; readonly file: Uint8Array }>
> = {
  signed: { nameOf: (step) => linkFileName(step, ALICE.keyId), file: file(WRITE, [ALICE]) },
  bundle: { nameOf: (step) => linkBundleName(step, ALICE.keyId), file: envelope(STATEMENT) },
  unsigned: { nameOf: unsignedLinkFileName, file: file(WRITE, []) }
}

describe.each(LINK_FORMAT_NAMES)('the format %s', (name) => {
  const { nameOf, file: bytes } = FILES[name]
  const looking = (): Parameters<LinkFormat['look']>[2] => ({
    known: new KnownLinks(NODE_PORTS.hasher),
    bytes: NODE_PORTS.bytes
  })

  test('is told from all others by the names of its files', () => {
    for (const step of ['write', 'a.b', 'write.link', 'write.00000000'])
      expect([step, linkFormatOf(nameOf(step), step)]).toEqual([step, name])
  })
  test('tells the step from the names of its files', () => {
    for (const step of ['write', 'a.b', 'write.link', 'write.00000000'])
      expect(LINK_FORMATS[name].stepOf(nameOf(step))).toBe(step)
    for (const fileName of [
      `${nameOf('write')}x`,
      `a/${nameOf('write')}`,
      `a\\${nameOf('write')}`,
      nameOf(''),
      'write'
    ])
      expect([fileName, LINK_FORMATS[name].stepOf(fileName)]).toEqual([fileName, undefined])
  })
  test.each(['writ', 'rite', 'write.', 'other', ''])('has no file of the step write for step %j', (step) =>
    expect(linkFormatOf(nameOf('write'), step)).toBeUndefined()
  )
  test.each([
    ['more behind it', `${nameOf('write')}x`],
    ['something before it', `x${nameOf('write')}`],
    ['a directory', `a/${nameOf('write')}`],
    ['capitals', nameOf('write').toUpperCase()],
    ['a line break', `${nameOf('write')}\n`]
  ])('has no file with %s', (_what, fileName) => expect(linkFormatOf(fileName, 'write')).toBeUndefined())
  test('can be looked at', async () =>
    expect((await LINK_FORMATS[name].look(bytes, nameOf('write'), looking()))?.name).toBe('write'))
  test('is no link when it holds a layout or nothing', async () => {
    const { look } = LINK_FORMATS[name]
    const layout = name === 'bundle' ? envelope(JSON.stringify(LAYOUT)) : file(LAYOUT, [])
    const found = await look(layout, nameOf('write'), looking()).catch((error: unknown) => error)
    expect(found instanceof Error ? (found as { code?: string }).code : found).toBe(
      name === 'bundle' ? 'METADATA_TYPE_UNKNOWN' : undefined
    )
    expect((await rejectionOf(look(Buffer.from('{'), nameOf('write'), looking()))).code).toBe('JSON_SYNTAX')
  })
})

test('a table with a gap does not compile', () => {
  const { collect: _, ...rest } = LINK_FORMATS.signed
  // @ts-expect-error it is not said what a step has of them
  const lacks: LinkFormat = rest
  // @ts-expect-error bundles are missing
  const table: Readonly<Record<LinkFormatName, 1>> = { signed: 1, unsigned: 1 }
  expect([lacks, table]).toHaveLength(2)
})
