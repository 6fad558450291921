// SPDX-License-Identifier: Apache-2.0
// What is read fast is what is read with care: the same verdict on the same bytes, letter by letter as `verify --json`
// prints it, whatever is wrong with sections and envelopes.
import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'
import type { Bytes } from '../../src/intoto/bytes/bytes.ts'
import { PORTABLE_BYTES } from '../../src/intoto/bytes/portable-bytes.ts'
import { DigestSection } from '../../src/intoto/json/digest-section.ts'
import { readJson } from '../../src/intoto/json/read-json.ts'
import type { ParsedLink } from '../../src/intoto/link/parse-link.ts'
import { LINK_PREDICATE_TYPE, parseStatement, STATEMENT_TYPE } from '../../src/intoto/link/statement.ts'
import type { LinkStore } from '../../src/intoto/verification/verification.ts'
import { verifySupplyChain } from '../../src/intoto/verification/verify-supply-chain.ts'
import { REPORT_FORMATS } from '../../src/reporting/formats.ts'
import { reportOf, reportOfError } from '../../src/reporting/report-of.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { NOW, OWNER } from '../support/chain.ts'
import { plain } from '../support/json.ts'
import { EVERY_BUNDLE, SpeltChains, type SpeltChain, type SpeltSection } from '../support/spelt-chains.ts'

/** What nobody looks at any more is something else at once, and so is whatever still looks at it. */
const spoil = (bytes: Uint8Array): void => void bytes.fill(0x7d)
const WAYS: Readonly<Record<'fast' | 'careful' | 'portable', Bytes>> = {
  fast: { ...NODE_BYTES, release: spoil },
  careful: { ...NODE_BYTES, careful: true },
  portable: { ...PORTABLE_BYTES, release: spoil }
}

const storeOf = (files: ReadonlyMap<string, Uint8Array>): LinkStore => ({
  read: async (name) => {
    const bytes = files.get(name)
    return bytes === undefined ? undefined : Buffer.from(bytes)
  },
  release: spoil,
  names: async () => [...files.keys()],
  sub: () => storeOf(new Map())
})

async function verdict({ layout, files, compatibility }: SpeltChain, bytes: Bytes): Promise<string> {
  const { render } = REPORT_FORMATS.json
  const settings = { colour: 'plain', place: undefined } as never
  try {
    const verification = await verifySupplyChain({
      ports: { ...NODE_PORTS, bytes },
      layout,
      layoutSource: 'root.layout',
      layoutKeys: [OWNER.signer.publicKey],
      links: storeOf(files),
      now: NOW,
      compatibility,
      keyless: EVERY_BUNDLE
    })
    const summary = verification.outcome === 'passed' ? [...verification.summary.products] : []
    return `${render(reportOf(verification, []), settings)}${JSON.stringify(summary)}`
  } catch (error) {
    return render(reportOfError(error), settings)
  }
}

/** Whether a section was read into a table. Read with care, it is the same value or the same refusal. */
function isTaken(section: SpeltSection): boolean {
  return section.text.startsWith('[') ? isListTaken(section) : isObjectTaken(section)
}

function isObjectTaken({ text, kind }: SpeltSection): boolean {
  const read = (bytes: Bytes): unknown =>
    valueOrError(() => readJson(Buffer.from(`{"materials":${text}}`), { ...READING, bytes }).member('materials').value)
  if (kind === 'honest') return read(NODE_BYTES) instanceof DigestSection
  const [fast, careful] = [read(NODE_BYTES), read(WAYS.careful)]
  const told = (value: unknown): unknown => (typeof value === 'string' ? value : plain(value as never))
  expect(JSON.stringify(told(fast))).toBe(JSON.stringify(told(careful)))
  expect(careful instanceof DigestSection).toBe(false)
  return fast instanceof DigestSection
}

/** The same of resources, within a Statement. */
function isListTaken({ text }: SpeltSection): boolean {
  const statement = Buffer.from(
    `{"_type":"${STATEMENT_TYPE}","subject":${text},"predicateType":"${LINK_PREDICATE_TYPE}","predicate":{"name":"n"}}`
  )
  const read = (bytes: Bytes): unknown =>
    valueOrError(() => parseStatement(readJson(statement, { ...READING, bytes, resources: true })))
  const [fast, careful] = [read(NODE_BYTES), read(WAYS.careful)]
  const told = (value: unknown): unknown => {
    if (typeof value === 'string') return value
    const { link, unknownMembers } = value as ParsedLink
    return [[...link.products], unknownMembers]
  }
  expect(told(fast)).toEqual(told(careful))
  return typeof fast !== 'string' && (fast as ParsedLink).link.products instanceof ArtifactTable
}

const READING = { source: 'x', maxBytes: 1 << 24 } as const

function valueOrError(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return String(error)
  }
}

function formOf(name: string, content: Uint8Array, way: string): string {
  const text = Buffer.from(content).toString('latin1')
  if (name.endsWith('.sigstore.json')) return `Statement, ${way}`
  if (text.includes('"dsseEnvelope"')) return `bundle, ${way}`
  return `${text.includes('"signed"') ? 'Metablock' : 'DSSE'}, ${way}`
}

test('chains are judged the same', async () => {
  const count = caseCount(10_000)
  const chains = new SpeltChains(new Chance(seed()))
  const seen = { honest: 0, changed: 0, odd: 0 }
  const taken = { honest: 0, changed: 0, odd: 0 }
  let [passed, large] = [0, 0]
  const forms = new Set<string>()
  for (let index = 0; index < count; index += 1) {
    const chain = chains.next()
    const careful = await verdict(chain, WAYS.careful)
    expect([index, await verdict(chain, WAYS.fast)]).toEqual([index, careful])
    if (index % 10 === 0) expect([index, await verdict(chain, WAYS.portable)]).toEqual([index, careful])
    if (/"verdict":\s*"passed"/.test(careful)) passed += 1
    for (const [name, content] of chain.files) forms.add(formOf(name, content, chain.compatibility))
    if ([...chain.files.values()].some(({ length }) => length > 64 * 1024)) large += 1
    for (const section of chain.sections) {
      seen[section.kind] += 1
      if (isTaken(section)) taken[section.kind] += 1
    }
  }
  expect(taken.honest).toBeGreaterThanOrEqual(0.95 * seen.honest)
  expect(taken).toMatchObject({ changed: seen.changed, odd: 0 })
  expect([passed > 0, large > 0]).toEqual([true, true])
  for (const form of ['DSSE', 'Metablock', 'bundle', 'Statement'])
    for (const way of ['strict', 'reference']) expect(forms).toContain(`${form}, ${way}`)
  report('fast reading', count, seed(), {
    passed,
    'above 64 KB': large,
    'honest sections taken': taken.honest,
    'of honest': seen.honest,
    'odd ones declined': seen.odd - taken.odd,
    'changed ones read alike': taken.changed
  })
}, 3_600_000)
