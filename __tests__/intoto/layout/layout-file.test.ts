// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { LayoutFile } from '../../../src/intoto/layout/layout-file.ts'
import { readableLayout } from '../../../src/reporting/readable-layout.ts'
import { codes, file, LAYOUT, OWNER, verifyChain } from '../../support/chain.ts'
import { errorOf } from '../../support/errors.ts'

describe('a layout file', () => {
  test('is read once, whoever asks', async () => {
    const bytes = Buffer.from(file(LAYOUT, [OWNER]))
    const layout = new LayoutFile(bytes, 'root.layout')
    const seen = readableLayout(layout)
    expect(seen?.steps).toHaveLength(2)
    expect(layout.parsed().layout).toBe(seen)
    // Whoever read the bytes again now would find nothing.
    bytes.fill(0)
    expect(codes(await verifyChain({ layout }))).toEqual([])
  })
  test('that cannot be read is an error for whoever needs it, each time', () => {
    const layout = new LayoutFile(Buffer.from('{'), 'root.layout')
    expect(readableLayout(layout)).toBeUndefined()
    for (let time = 0; time < 2; time += 1) expect(errorOf(() => layout.parsed()).code).toBe('JSON_SYNTAX')
    expect(String(errorOf(() => layout.metadata()).at)).toContain('root.layout')
  })
  test.each<[text: string, hint: string | undefined]>([
    ['# comment\n\nexpires: 1 year\nsteps: []\n', '`layout sign`'],
    ['---\nexpires: 1 year\n', 'root.layout'],
    ['nothing of the sort', undefined],
    ['{', undefined],
    ['\ufeffexpires: 1 year', undefined]
  ])('that is a layout source is called that: %j', (text, hint) => {
    const layout = new LayoutFile(Buffer.from(text), 'layout.yml')
    const expected = hint === undefined ? expect.not.stringContaining('`layout sign`') : expect.stringContaining(hint)
    expect(errorOf(() => layout.metadata()).hint).toEqual(expected)
  })
  test('is not believed for having been read', async () => {
    const layout = new LayoutFile(file(LAYOUT, []), 'root.layout')
    expect(layout.parsed().layout.steps).toHaveLength(2)
    expect(codes(await verifyChain({ layout }))).toEqual(['LAYOUT_SIGNATURE_MISSING'])
  })
})
