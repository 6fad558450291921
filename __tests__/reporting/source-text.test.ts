// SPDX-License-Identifier: Apache-2.0
// Every report tells of the source, and whose word it is.
import { describe, expect, test } from '@jest/globals'
import type { SourceReport } from '../../src/intoto/verification/expected-source.ts'
import type { FormatName } from '../../src/reporting/format-names.ts'
import { REPORT_FORMATS } from '../../src/reporting/formats.ts'
import { reportOf } from '../../src/reporting/report-of.ts'
import { verifyChain } from '../support/chain.ts'

const COMMIT = 'a1'.repeat(20)
const WHOLE: SourceReport = {
  commit: COMMIT,
  tree: 'c3'.repeat(20),
  files: 12,
  digest: 'd'.repeat(64),
  checkedBy: 'the gate'
}
const OWN_WORD: SourceReport = { ...WHOLE, checkedBy: undefined }
const PART: SourceReport = { ...WHOLE, files: undefined, digest: undefined }

async function written(format: FormatName, source: SourceReport | undefined): Promise<string> {
  const report = reportOf({ ...(await verifyChain()), source }, [])
  return REPORT_FORMATS[format].render(report, { colour: 'plain', place: { file: 'x', steps: new Map() } })
}

describe('people read', () => {
  test.each(['text', 'markdown'] as const)('in %s', async (format) => {
    const plain = async (source: SourceReport): Promise<string> =>
      (await written(format, source)).replace(/&#(\d+);/g, (_mark, code: string) => String.fromCharCode(Number(code)))
    expect(await plain(WHOLE)).toContain('12 files, held against the repository by the gate')
    expect(await plain(OWN_WORD)).toContain('12 files, not held against the repository')
    expect(await plain(PART)).toContain('some of its files, held')
    for (const source of [WHOLE, OWN_WORD, PART]) expect(await plain(source)).toContain(COMMIT)
    expect((await written(format, undefined)).toLowerCase()).not.toContain('source')
  })
})
describe('programs read', () => {
  test('in JSON', async () => {
    const read = async (source?: SourceReport): Promise<unknown> =>
      (JSON.parse(await written('json', source)) as { source: unknown }).source
    const { checkedBy, ...facts } = WHOLE
    expect(await read(WHOLE)).toEqual({ ...facts, checked: true, checkedBy })
    expect(await read(OWN_WORD)).toEqual({ ...facts, checked: false })
    expect(await read(PART)).toEqual({ ...facts, files: null, digest: null, checked: true, checkedBy })
    expect(await read()).toBeUndefined()
  })
  test('in SARIF', async () => {
    expect(JSON.parse(await written('sarif', WHOLE))).toMatchObject({
      runs: [{ properties: { source: { commit: COMMIT, checked: true } } }]
    })
    expect(await written('sarif', undefined)).not.toContain('"source"')
  })
})
