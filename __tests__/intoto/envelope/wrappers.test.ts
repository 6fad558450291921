// SPDX-License-Identifier: Apache-2.0
// Every wrapper of the table is written, known again, checked, and offered on the command line.
import { describe, expect, test } from '@jest/globals'
import { FORMAT_FLAG } from '../../../src/cli/signing-flags.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import type { Wrapper } from '../../../src/intoto/envelope/wrapper.ts'
import { WRAPPER_NAMES, WRAPPERS } from '../../../src/intoto/envelope/wrappers.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { ALICE, BOB, codes, file, goodStore, text, verifyChain, WRITE } from '../../support/chain.ts'

describe.each(WRAPPER_NAMES)('the wrapper %s', (name) => {
  test('is known by its members', () => {
    const bytes = file(WRITE, [ALICE], name)
    const { wrapper, container, signatures } = readSignedMetadata(bytes, { source: 'x', maxBytes: 1e6 })
    expect([wrapper, container, signatures.map(({ keyId }) => keyId)]).toEqual([name, 'file', [ALICE.keyId]])
    expect(Object.keys(JSON.parse(text(bytes)) as object).sort()).toEqual([...WRAPPERS[name].members].sort())
    const others = WRAPPER_NAMES.filter((other) => other !== name)
    expect(others.some((other) => WRAPPERS[name].members.includes(WRAPPERS[other].members[0]))).toBe(false)
  })
  test.each(['strict', 'reference'] as const)('verifies and takes nothing else, %s', async (compatibility) => {
    const links = goodStore().put('write', ALICE, WRITE, [ALICE], name)
    expect(codes(await verifyChain({ links, compatibility }))).toEqual([])
    const other = goodStore().put('write', ALICE, WRITE, [{ ...BOB, keyId: ALICE.keyId }], name)
    expect(codes(await verifyChain({ links: other, compatibility }))).toContain('LINK_THRESHOLD')
    const unsigned = goodStore().put('write', ALICE, WRITE, [], name)
    expect(codes(await verifyChain({ links: unsigned, compatibility }))).toContain('LINK_THRESHOLD')
  })
  test('takes a signature without a key id for that of any key only if it says so', async () => {
    const bytes = text(file(WRITE, [ALICE], name)).replaceAll(ALICE.keyId, '')
    const links = goodStore()
    links.files.set(linkFileName('write', ALICE.keyId), Buffer.from(bytes))
    const expected = WRAPPERS[name].keyIds === 'optional' ? [] : ['LINK_THRESHOLD']
    expect(codes(await verifyChain({ links })).slice(0, 1)).toEqual(expected)
  })
  test('is offered by the command line', () => expect(FORMAT_FLAG.value?.split('|')).toContain(name))
})

test('a document that is none of them is refused with all their names', () => {
  const read = (): unknown => readSignedMetadata(Buffer.from('{}'), { source: 'x', maxBytes: 10 })
  for (const name of WRAPPER_NAMES) expect(read).toThrow(WRAPPERS[name].noun)
})

test('a Metablock around no object is unreadable before any signature is looked at', async () => {
  const links = goodStore()
  links.files.set(linkFileName('write', ALICE.keyId), Buffer.from('{"signed":7,"signatures":[]}'))
  expect(codes(await verifyChain({ links }))).toEqual(['LINK_UNREADABLE'])
})

test('a table with a gap does not compile', () => {
  const { keyIds: _, ...rest } = WRAPPERS.dsse
  // @ts-expect-error it is not said whether signatures need a key id
  const lacks: Wrapper = rest
  expect(lacks).toBeDefined()
})
