// SPDX-License-Identifier: Apache-2.0
// Every entry of the table of formats takes every report, can be asked for on the command line, and lets no text from
// outside out of its place.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { escapeUntrusted } from '../../src/base/escape-untrusted.ts'
import { FilesError } from '../../src/files/codes.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { parseLayout } from '../../src/intoto/layout/parse-layout.ts'
import type { ItemReport } from '../../src/intoto/verification/verification.ts'
import { FORMAT_NAMES } from '../../src/reporting/format-names.ts'
import { REPORT_FORMATS, type FormatSettings, type ReportFormat } from '../../src/reporting/formats.ts'
import { reportOfError } from '../../src/reporting/report-of.ts'
import {
  chainOf,
  exactChain,
  exactSubjects,
  subjectsOf,
  type AnyFailure,
  type Report
} from '../../src/reporting/report.ts'
import { verdictText } from '../../src/reporting/verdict-text.ts'
import { workflowCommand } from '../../src/reporting/workflow-commands.ts'
import { ALICE, BOB, layoutOf, step } from '../support/chain.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { valueAt } from '../support/json.ts'

const SETTINGS: FormatSettings = {
  colour: 'plain',
  place: { file: 'root.layout', steps: new Map([['build', 7]]) }
}

/** A name that would be a formula, end a cell or a text, clear a terminal and give the runner a command. */
const EVIL = '=1+"a",\'<b>&\u001b[2J\n::error::evil\u202e'
/** As a report has it. */
const SHOWN = escapeUntrusted(EVIL)
const { layout: LAYOUT } = parseLayout(
  valueAt(
    layoutOf([
      step('build', [ALICE]),
      step(EVIL, [BOB], {
        expected_materials: [
          ['MATCH', EVIL, 'WITH', 'PRODUCTS', 'FROM', 'build'],
          ['DISALLOW', '*']
        ],
        expected_products: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', EVIL]]
      }),
      step('pack', [BOB], { expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', EVIL]] })
    ])
  )
)
const ITEMS: ItemReport[] = LAYOUT.steps.map(({ name, expectedMaterials }) => ({
  name: escapeUntrusted(name),
  kind: 'step',
  functionaries: [ALICE.keyId],
  threshold: 1,
  materials: 3,
  products: 4,
  trace: expectedMaterials.map((rule, index) => ({
    list: 'materials',
    index,
    rule,
    before: 3,
    consumed: 1,
    consumedPaths: [EVIL as ArtifactPath]
  }))
}))
const SUBJECTS = subjectsOf(artifactsOf([[EVIL as ArtifactPath, digestSet([['sha256', 'a'.repeat(64)]])]]))

const MISSING: AnyFailure = {
  code: 'LINK_MISSING',
  step: 'build',
  message: 'The link is gone',
  details: ['detail'],
  hint: 'Find it'
}
const HOSTILE: AnyFailure = {
  code: 'RULE_ARTIFACT_DISALLOWED',
  step: SHOWN,
  list: 'materials',
  ruleIndex: 0,
  rule: SHOWN,
  artifacts: [SHOWN],
  at: SHOWN,
  message: 'A stranger came',
  details: [SHOWN],
  hint: 'Send it away'
}
/** Of no step. */
const EXPIRED: AnyFailure = {
  code: 'LAYOUT_EXPIRED',
  message: 'The time is over',
  details: [],
  hint: 'Sign it anew'
}
const FAILURES = [MISSING, HOSTILE, EXPIRED]
const WARNINGS = [{ code: 'LINK_IGNORED', step: SHOWN, message: `${SHOWN} was not counted` }] as const

const NOTHING: Report = { ...reportOfError(undefined), error: undefined, chain: chainOf(LAYOUT), items: ITEMS }
const FAILED: Report = { ...NOTHING, failures: FAILURES, warnings: WARNINGS, notes: [SHOWN] }
const ADVISORY: Report = { ...FAILED, verdict: 'advisory', failures: [], unsigned: [MISSING, HOSTILE] }
const PASSED: Report = { ...FAILED, verdict: 'passed', failures: [], subjects: SUBJECTS }
const BROKEN: Report = {
  ...NOTHING,
  ...reportOfError(new FilesError('FILE_UNREADABLE', 'No file is there', { at: SHOWN, hint: 'Look for it' })),
  chain: chainOf(LAYOUT),
  items: ITEMS
}

/** What people and programs take for a pass, wherever it stands. */
const LIKE_A_PASS = /\bpass(?:ed|es|ing)?\b|\bsucce|\bok\b|(?<!\bnot )\bverified\b|[✅✔☑]/i

/** What is left in a text that could steer whoever shows it, line by line. */
function steering(text: string): string[] {
  return (
    text
      // The sign of our own headings, which has a selector of its colours.
      .replaceAll('## ⚠\ufe0f ', '## ')
      .split('\n')
      .filter((line) => escapeUntrusted(line, Infinity) !== line || /^\s*::(?:error|warning)::/.test(line))
  )
}

describe.each(FORMAT_NAMES)('the format %s', (name) => {
  const { render }: ReportFormat = REPORT_FORMATS[name]
  test.each(FAILURES)('says of a failure what, why and what to do: $code', (failure) => {
    const [alone, among] = [{ ...FAILED, failures: [failure] }, FAILED].map((report) => render(report, SETTINGS))
    for (const part of [failure.code, failure.message, failure.hint]) {
      expect(alone).toContain(part)
      expect(among).toContain(part)
    }
  })
  test('says why it could not be told', () => {
    for (const part of ['FILE_UNREADABLE', 'No file is there', 'Look for it'])
      expect(render(BROKEN, SETTINGS)).toContain(part)
  })
  test('says what is missing where the verdict is advice', () => {
    for (const { code, message, hint } of [MISSING, HOSTILE])
      for (const part of [code, message, hint]) expect(render(ADVISORY, SETTINGS)).toContain(part)
  })
  test.each(Object.entries({ FAILED, ADVISORY, BROKEN }))('takes %s for no pass', (_what, report) => {
    const [shown, passed] = [render(report, SETTINGS), render(PASSED, SETTINGS)]
    expect(shown).not.toBe(passed)
    expect(shown).not.toMatch(LIKE_A_PASS)
    expect(shown).not.toBe('')
  })
  test('says different things of different verdicts', () => {
    const reports = [PASSED, FAILED, ADVISORY, BROKEN, { ...FAILED, failures: [MISSING] }]
    expect(new Set(reports.map((report) => render(report, SETTINGS))).size).toBe(reports.length)
  })
  test.each(Object.entries({ PASSED, FAILED, ADVISORY, BROKEN }))(
    'lets no name steer a terminal or a runner: %s',
    (_what, report) => expect(steering(render(report, SETTINGS))).toEqual([])
  )
  test('ends with a line break, where it says anything', () => expect(render(FAILED, SETTINGS)).toMatch(/[^\n]\n$/))
})

describe('a report', () => {
  test('has the names of steps as failures have them, whoever wrote the layout', () => {
    expect(chainOf(LAYOUT).map(({ name, from }) => [name, ...from.map((source) => source.step)])).toEqual([
      ['build'],
      [SHOWN, 'build'],
      ['pack', SHOWN]
    ])
    // Programs get them as they are.
    expect(exactChain(NOTHING)).toMatchObject([
      { name: 'build', threshold: 1, from: [] },
      { name: EVIL, from: [{ step: 'build', lists: ['materials'] }] },
      { name: 'pack', from: [{ step: EVIL }] }
    ])
    // So the graph finds what is wrong with them.
    const graph = REPORT_FORMATS.markdown.render({ ...FAILED, failures: [HOSTILE] }, SETTINGS)
    expect(graph).toMatch(/s0\[.*:::good\n {2}s1\[.*:::broken\n {2}s2\[.*:::good\n/)
    expect(graph).toContain('s0 -. broken .-> s1')
    const missing = REPORT_FORMATS.markdown.render(
      { ...FAILED, failures: [{ ...MISSING, step: SHOWN }], items: ITEMS.slice(0, 1) },
      SETTINGS
    )
    expect(missing).toContain('s1 -. broken .-> s2')
    expect(missing).toMatch(/s0\[.*:::good\n {2}s1\[.*:::broken\n {2}s2\[.*:::missing\n/)
  })
  test('has the names of products to show, and exact ones for programs', () => {
    expect(SUBJECTS).toMatchObject([{ name: SHOWN, exactName: EVIL }])
    expect(exactSubjects(PASSED)).toEqual([{ name: EVIL, digest: { sha256: 'a'.repeat(64) } }])
    const { products } = JSON.parse(REPORT_FORMATS.json.render(PASSED, SETTINGS)) as { products: object }
    expect(Object.keys(products)).toEqual([EVIL])
  })
})

test('text says that advice is no verdict', () => {
  expect(verdictText(ADVISORY, 'plain')).toMatch(/^ADVISORY: nothing is signed \(2 failures\)\.\n\nLINK_MISSING/)
  expect(verdictText(ADVISORY, 'plain')).not.toMatch(/PASSED|FAILED/)
})

describe('a workflow command', () => {
  const annotation = { level: 'error', title: 'title', message: 'm', file: 'a.yml', line: 3 } as const
  test('has place and title', () =>
    expect(workflowCommand(annotation)).toBe('::error title=title,file=a.yml,line=3::m'))
  test.each([
    [
      { message: 'a\n::set-output name=x::y\r' },
      '::error title=title,file=a.yml,line=3::a%0A::set-output name=x::y%0D'
    ],
    [{ title: 'a,file=b::c' }, '::error title=a%2Cfile=b%3A%3Ac,file=a.yml,line=3::m'],
    [{ file: 'a:b,c%\n' }, '::error title=title,file=a%3Ab%2Cc%25%0A,line=3::m']
  ])('is one line that nothing ends early: %j', (changes, line) =>
    expect(workflowCommand({ ...annotation, ...changes })).toBe(line)
  )
})

describe('verify --format', () => {
  let directory = ''
  const words = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub']
  const verify = (...more: string[]): Promise<Ran> => cli(directory, [...words, ...more], { now: Date.UTC(2026, 0, 2) })
  beforeAll(async () => {
    directory = directoryWith({
      'layout.yml':
        'expires: 1 year\nfunctionaries: {ci: {key: ci.pub}}\nsteps: [{name: build, by: ci, products: [DISALLOW x]}]\n'
    })
    for (const command of [
      ['key', 'generate', '-o', 'owner'],
      ['key', 'generate', '-o', 'ci'],
      ['layout', 'sign', 'layout.yml', '-k', 'owner', '-q']
    ])
      await cli(directory, command, { now: Date.UTC(2026, 0, 1) })
  })
  test.each(FORMAT_NAMES)('%s prints the reasons of a failure, and status 1', async (name) => {
    const ran = await verify('--format', name)
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([1, expect.stringContaining('LINK_MISSING'), ''])
  })
  test.each(FORMAT_NAMES)('%s prints what could not be told, and status 2', async (name) => {
    const ran = await verify(
      '--format',
      name,
      '--layout-digest',
      '0'.repeat(64),
      '--link-dir',
      'nowhere',
      '--parameters',
      'none'
    )
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#file_unreadable')])
    // As text it stands on standard error alone.
    expect(ran.stdout.includes('FILE_UNREADABLE')).toBe(name !== 'text')
  })
  test.each(FORMAT_NAMES)('%s is offered by the help', async (name) =>
    expect((await cli(directory, ['verify', '--help'])).stdout).toContain(
      `${name} for ${REPORT_FORMATS[name].audience}`
    )
  )
  test.each(FORMAT_NAMES)('%s shows nothing that steers of a layout that was tampered with', async (name) => {
    const tampered = directoryWith({ 'owner.pub': readFileSync(join(directory, 'owner.pub'), 'utf8') })
    const envelope = JSON.parse(readFileSync(join(directory, 'root.layout'), 'utf8')) as { payload: string }
    const layout = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as { steps: [{ name: string }] }
    layout.steps[0].name = EVIL
    const changed = { ...envelope, payload: Buffer.from(JSON.stringify(layout)).toString('base64') }
    writeFileSync(join(tampered, 'root.layout'), JSON.stringify(changed))
    const ran = await cli(tampered, [...words, '--format', name], { now: Date.UTC(2026, 0, 2) })
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('LAYOUT_SIGNATURE_')])
    expect(steering(ran.stdout)).toEqual([])
  })
  test('json is what --json prints, whether it verifies, fails or breaks off', async () => {
    for (const more of [[], ['--parameters', 'none'], ['--quiet']])
      expect((await verify('--format', 'json', ...more)).stdout).toBe((await verify('--json', ...more)).stdout)
  })
  test('text is what is printed by default', async () =>
    expect((await verify('--format', 'text')).stdout).toBe((await verify()).stdout))
  test.each([
    [['--format', 'xml'], '--format takes'],
    [['--format', 'sarif', '--json'], 'contradict each other']
  ])('%j is refused', async (more, message) => {
    const ran = await verify(...more)
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(message)])
  })
  test('--quiet silences text alone', async () => {
    expect((await verify('--quiet')).stdout).toBe('')
    expect((await verify('--quiet', '--format', 'sarif')).stdout).toContain('LINK_MISSING')
  })
})

test('tables with a gap do not compile', () => {
  // @ts-expect-error it says nothing
  const lacksText: ReportFormat = { audience: 'nobody' }
  // @ts-expect-error annotations are missing
  const lacksFormat: Record<keyof typeof REPORT_FORMATS, ReportFormat> = { ...REPORT_FORMATS, annotations: undefined }
  expect([lacksText, lacksFormat]).toHaveLength(2)
  // An entry by its name takes what every entry takes, also where it needs the report alone.
  expect(REPORT_FORMATS.json.render(FAILED, SETTINGS)).toBe(REPORT_FORMATS['json'].render(FAILED, SETTINGS))
})
