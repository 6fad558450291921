// SPDX-License-Identifier: Apache-2.0
// What people read before they trust a root: each party by its name, the digest of what it signs with, and its time.
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import {
  describeTrustedRoot,
  outOfDate,
  type TrustedParty,
  type TrustedRootDescription
} from '../../src/sigstore/describe-trusted-root.ts'
import { embeddedRootFile } from '../../src/sigstore/embedded-roots.ts'
import { errorOf } from '../support/errors.ts'

interface Authority {
  subject?: { organization?: string; commonName?: string }
  certChain: { certificates: { rawBytes: string }[] }
  validFor: { start?: string; end?: string }
}
interface Log {
  publicKey: { rawBytes: string; validFor: { start?: string; end?: string } }
}
interface Root {
  certificateAuthorities: Authority[]
  tlogs: Log[]
  ctlogs: Log[]
  timestampAuthorities: Authority[]
}
const root = (): Root => JSON.parse(Buffer.from(embeddedRootFile('public-good')).toString()) as Root
const described = (change: (root: Root, first: Authority) => void): TrustedRootDescription => {
  const changed = root()
  const [first] = changed.certificateAuthorities
  if (first === undefined) throw new Error('the root has no authority')
  change(changed, first)
  return describeTrustedRoot(Buffer.from(JSON.stringify(changed)), 'root')
}
const sha256 = (base64 = ''): string => createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
const [START, MIDDLE, END] = ['2024-01-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z']
const [BEFORE, AFTER] = [Date.parse(START) - 1, Date.parse(END) + 1]

describe('an authority', () => {
  test.each<[Authority['subject'], string]>([
    [{ commonName: 'ca', organization: 'o' }, 'ca, o'],
    [{ commonName: 'ca', organization: '' }, 'ca'],
    [{ organization: 'o' }, 'o'],
    [{}, '']
  ])('of the subject %j is called %j', (subject, name) =>
    expect(
      described((_root, first) => Object.assign(first, { subject })).certificateAuthorities.map(
        (party) => party.name
      )[0]
    ).toBe(name)
  )
  test('without a subject has no name', () =>
    expect(described((_root, first) => delete first.subject).certificateAuthorities[0]?.name).toBe(''))
  test('is told by the certificate that issues others, and by its time', () => {
    const [party] = described((_root, first) => (first.validFor = { start: START, end: END })).certificateAuthorities
    const certificates = root().certificateAuthorities[0]?.certChain.certificates ?? []
    expect(party).toMatchObject({ fingerprint: sha256(certificates[0]?.rawBytes), start: START, end: END })
  })
})

describe('a log', () => {
  test('is told by its key, and by its time', () => {
    const { logs, certificateLogs } = described(({ tlogs, ctlogs }) =>
      [...tlogs, ...ctlogs].forEach(({ publicKey }) => (publicKey.validFor = { start: START, end: END }))
    )
    const keys = (logs: readonly Log[]): unknown[] =>
      logs.map(({ publicKey }) => ({ fingerprint: sha256(publicKey.rawBytes), start: START, end: END }))
    expect([logs, certificateLogs]).toMatchObject([keys(root().tlogs), keys(root().ctlogs)])
  })
  test('that counts still has no end', () => {
    const { logs } = described(({ tlogs }) => tlogs.forEach(({ publicKey }) => (publicKey.validFor = { start: START })))
    expect(logs.map((party) => [party.start, 'end' in party])).toEqual(root().tlogs.map(() => [START, false]))
  })
})

test('what a bundle must show is told', () =>
  expect([
    described(() => {}).demands,
    described((changed) => {
      changed.tlogs = []
      changed.ctlogs = []
    }).demands
  ]).toEqual([
    { logEntries: 1, scts: 1, timestamps: 1 },
    { logEntries: 0, scts: 0, timestamps: 1 }
  ]))
test('what is no trusted root is not described', () =>
  expect(errorOf(() => described((changed) => (changed.certificateAuthorities = []))).code).toBe(
    'TRUSTED_ROOT_INVALID'
  ))

describe('out of date is', () => {
  const party = (start: string, end?: string): TrustedParty => ({ name: '', url: '', fingerprint: '', start, end })
  const NOW: TrustedRootDescription = {
    demands: { logEntries: 1, scts: 1, timestamps: 1 },
    certificateAuthorities: [party(START)],
    logs: [party(START)],
    certificateLogs: [party(START)],
    timestampAuthorities: [party(START)]
  }
  const logs = (...parties: readonly TrustedParty[]): TrustedRootDescription => ({ ...NOW, logs: parties })
  test('nothing while one of each kind counts, or none is listed', () => {
    expect(outOfDate(NOW, AFTER)).toEqual([])
    expect(outOfDate(logs(), AFTER)).toEqual([])
    expect(outOfDate(logs(party(START, MIDDLE), party(MIDDLE)), AFTER)).toEqual([])
  })
  test.each([
    ['before it begins', BEFORE, true],
    ['when it begins', Date.parse(START), false],
    ['when it ends', Date.parse(END), false],
    ['after it ended', AFTER, true]
  ])('a log %s', (_what, now, isOut) => {
    const certain = { ...NOW, certificateAuthorities: [], certificateLogs: [], timestampAuthorities: [] }
    expect(outOfDate({ ...certain, logs: [party(START, END)] }, now)).toEqual(isOut ? ['log'] : [])
  })
  test.each([
    ['certificateAuthorities', 'certificate authority'],
    ['certificateLogs', 'certificate log'],
    ['timestampAuthorities', 'timestamp authority']
  ] as const)('%s of which each ended', (list, kind) =>
    expect(outOfDate({ ...NOW, [list]: [party(START, MIDDLE), party(MIDDLE, END)] }, AFTER)).toEqual([kind])
  )
})
