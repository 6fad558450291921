// SPDX-License-Identifier: Apache-2.0
// What people see of a gate: the verdict first, bounded, and nothing that text from outside could do.
import { describe, expect, test } from '@jest/globals'
import { FAILURE_CODES } from '../../src/intoto/verification/failure.ts'
import type { ItemReport } from '../../src/intoto/verification/verification.ts'
import { annotations } from '../../src/reporting/annotations.ts'
import type { AnyFailure, GateReport } from '../../src/reporting/report.ts'
import { code, cutAtLine, prose } from '../../src/reporting/markdown.ts'
import { chainGraph } from '../../src/reporting/mermaid.ts'
import { reportOf } from '../../src/reporting/report-of.ts'
import { sarifLog } from '../../src/reporting/sarif.ts'
import { jsonText } from '../../src/reporting/json-text.ts'
import { stageSummary } from '../../src/reporting/stage-summary.ts'
import { summaryMarkdown } from '../../src/reporting/summary-markdown.ts'
import { verdictReport } from '../../src/reporting/verdict-json.ts'
import { verdictText } from '../../src/reporting/verdict-text.ts'
import { ALICE, goodStore, verifyChain, WRITE } from '../support/chain.ts'

const item = (name: string, changes: Partial<ItemReport> = {}): ItemReport => ({
  name,
  kind: 'step',
  functionaries: ['0a1b2c3d4e5f'],
  threshold: 1,
  materials: 3,
  products: 4,
  trace: [],
  ...changes
})
const failure = (changes: Partial<AnyFailure> = {}): AnyFailure => ({
  code: 'RULE_ARTIFACT_DISALLOWED',
  step: 'build',
  list: 'materials',
  ruleIndex: 1,
  rule: 'DISALLOW *',
  message: 'what',
  details: ['detail'],
  hint: 'how',
  ...changes
})
const report = (changes: Partial<GateReport> = {}): GateReport => ({
  verdict: 'passed',
  failures: [],
  unsigned: [],
  error: undefined,
  warnings: [],
  notes: [],
  items: [item('checkout'), item('build')],
  chain: [
    { name: 'checkout', exactName: 'checkout', threshold: 1, from: [] },
    {
      name: 'build',
      exactName: 'build',
      threshold: 1,
      from: [{ step: 'checkout', exactStep: 'checkout', lists: ['materials'] }]
    }
  ],
  layout: {
    path: 'root.layout',
    repository: 'o/r',
    commit: 'c'.repeat(40),
    blob: 'b'.repeat(40),
    digest: `sha256:${'d'.repeat(64)}`,
    reason: 'from the base'
  },
  headLayout: undefined,
  run: { repository: 'o/r', id: '7', attempt: 1, commit: 'c'.repeat(40), event: 'push' },
  subjects: [],
  ...changes
})
const failed = (failures: readonly AnyFailure[], changes: Partial<GateReport> = {}): GateReport =>
  report({ verdict: 'failed', failures, ...changes })
const NEEDED: AnyFailure = { code: 'NEEDED_JOB_FAILED', message: 'what', details: [], hint: 'how' }
const PLACE = { file: '.in-toto/layout.yml', steps: new Map([['build', 9]]) }

describe('the summary', () => {
  test.each<[GateReport, RegExp]>([
    [report(), /^## ✅ Passed/],
    [failed([failure()]), /^## ❌ Failed: the supply chain does not verify/],
    [report({ verdict: 'advisory', unsigned: [failure({ code: 'LINK_THRESHOLD' })] }), /^## ⚠️ Advisory: not verified/],
    [
      report({ verdict: 'failed', error: { code: 'GITHUB_FORBIDDEN', message: 'm' } }),
      /^## ❌ Failed: it could not be told/
    ]
  ])('begins with the verdict', (value, head) => expect(summaryMarkdown(value)).toMatch(head))

  test('says what is wrong, where, and how to fix it', () => {
    const text = summaryMarkdown(failed([failure()]))
    for (const part of [
      'RULE_ARTIFACT_DISALLOWED',
      'Rule: `expected_materials[1]`, `DISALLOW *`',
      '**To fix it:** how',
      'docs/errors.md#rule_artifact_disallowed',
      'root.layout',
      '`detail`'
    ])
      expect(text).toContain(part)
  })
  test('says by which layout, and what the changed one would say', () => {
    const text = summaryMarkdown(
      report({ headLayout: { commit: 'e'.repeat(40), verdict: 'failed', codes: ['LINK_MISSING'] } })
    )
    expect(text).toContain('c'.repeat(40))
    expect(text).toMatch(/This change also changes the layout.*\*\*failed\*\* \(`LINK_MISSING`\)/)
  })
  test('is bounded, whatever comes', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      failure({ step: `s${index}`, details: Array.from({ length: 200 }, () => 'x'.repeat(5000)) })
    )
    const items = Array.from({ length: 3000 }, (_, index) =>
      item(`s${index}`, { functionaries: Array.from({ length: 50 }, () => 'f'.repeat(64)) })
    )
    const chain = items.map(({ name }) => ({
      name,
      exactName: name,
      threshold: 1,
      from: items.slice(0, 5).map((other) => ({ step: other.name, exactStep: other.name, lists: [] }))
    }))
    const text = summaryMarkdown(failed(many, { items, chain, notes: many.map(() => 'n'.repeat(3000)) }))
    expect(text.length).toBeLessThanOrEqual(250_000)
    expect(text.endsWith('*The rest is in the report file.*\n')).toBe(true)
    expect(summaryMarkdown(failed(many.map((one) => ({ ...one, details: [] }))))).toContain('2950 further failures')
  })
  test('shows where a command ran and after which setup, where the layout names a command', async () => {
    const environment = {
      ...(WRITE['environment'] as object),
      working_directory: 'elsewhere',
      setup: 'cp evil Makefile'
    }
    const verification = await verifyChain({ links: goodStore().put('write', ALICE, { ...WRITE, environment }) })
    const summary = summaryMarkdown(report({ warnings: verification.warnings }))
    const own = reportOf(verification, [])
    const read = summary.replace(/&#(\d+);/g, (_mark, number: string) => String.fromCharCode(Number(number)))
    for (const text of [read, verdictText(own, 'plain'), jsonText(verdictReport(own))]) {
      expect(text).toMatch(/COMMAND_DIFFERS[\s\S]*COMMAND_DIFFERS/)
      for (const shown of ['elsewhere/', 'cp evil Makefile']) expect(text).toContain(shown)
    }
  })
  test('of nothing says nothing more', () =>
    expect(summaryMarkdown(report({ items: [], chain: [], layout: undefined }))).not.toMatch(/###|mermaid/))
})

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '](javascript:alert(1))',
  '@octocat',
  '| a | b |',
  '``` \n# head',
  '"];click s0 "javascript:alert(1)"',
  '::error::x',
  '\u202eevil',
  '<!--',
  '`x`',
  '</details>',
  '![x](https://example.org/x)',
  'https://example.org',
  '%%{init: {}}%%',
  '\u001b[31m',
  '$$x$$',
  '#1'
]

describe('text from outside', () => {
  test.each(HOSTILE)('does nothing in a summary: %j', (hostile) => {
    const text = summaryMarkdown(
      failed(
        [failure({ step: hostile, message: hostile, hint: hostile, details: [hostile], rule: hostile, at: hostile })],
        {
          items: [item(hostile)],
          chain: [{ name: hostile, exactName: hostile, threshold: 1, from: [] }],
          notes: [hostile],
          warnings: [{ code: 'LINK_IGNORED', message: hostile }],
          headLayout: { commit: hostile, verdict: 'failed', codes: [hostile] }
        }
      )
    )
    // What stands in code spans is shown as it is; everything else must have lost its meaning.
    const outside = text.replace(/```mermaid[\s\S]*?```/, '').replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
    expect(outside).not.toMatch(/<img|javascript:|@octocat|<!--(?! -->)|example\.org|[\u202e\u001b]|\$\$x/)
    expect(outside.match(/<\/details>/g)).toHaveLength(1)
    expect(text.split('\n').filter((line) => line.startsWith('::') || line.startsWith('# '))).toEqual([])
    const graph = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? ''
    const label = /\["(.*)"\]:::/.exec(graph)?.[1] ?? ''
    expect(label).toMatch(/^(?:[\p{L}\p{N} ,._-]|#\d+;|<b>|<\/b>|<br>)*$/u)
  })
  test('is no syntax in a sentence', () => expect(prose('*a* @b')).toBe('&#42;a&#42; &#64;<!-- -->b'))
  test.each([
    ['a', '`a`'],
    ['`', '`` ` ``'],
    ['a``b', '```a``b```'],
    ['', '` `']
  ])('is code: %j', (text, shown) => expect(code(text)).toBe(shown))
  test('does not end a table cell', () => expect(code('a|b', 'table')).toBe('`a\\|b`'))
})

describe('a text that is too long', () => {
  test('is cut at a line', () => expect(cutAtLine('a\n'.repeat(100), 50, 'more')).toMatch(/a\n\nmore\n$/))
  test('of one line is left out', () => expect(cutAtLine('a'.repeat(100), 50, 'more')).toBe('\n\nmore\n'))
  test('is left alone otherwise', () => expect(cutAtLine('a', 50, 'more')).toBe('a'))
})

describe('the graph', () => {
  test('of a good chain has nothing red', () => {
    const text = chainGraph(report())
    expect(text).toContain('s0 --> s1')
    expect(text).toContain('3 materials<br>4 products<br>by 0a1b2c3d')
    expect(text).not.toContain('linkStyle')
  })
  test('shows the broken edge and step red', () => {
    const text = chainGraph(failed([failure()]))
    expect(text).toContain('s0 -. broken .-> s1')
    expect(text).toContain('linkStyle 0 stroke:#cf222e')
    expect(text).toMatch(/s1\[.*:::broken/)
  })
  test('breaks no edge for products, and every edge of a step without a link', () => {
    expect(chainGraph(failed([failure({ list: 'products' })]))).toContain('s0 --> s1')
    expect(chainGraph(failed([failure({ code: 'LINK_MISSING', step: 'checkout' })]))).toContain('-. broken .->')
  })
  test('draws a step that was not reached as such', () => {
    expect(chainGraph(report({ items: [item('checkout')] }))).toMatch(/not reached.*:::missing/)
    expect(chainGraph(failed([failure({ code: 'LINK_MISSING' })], { items: [item('checkout')] }))).toMatch(
      /no link that counts.*:::broken/
    )
  })
  test('of a long chain is cut and says so', () => {
    const chain = Array.from({ length: 70 }, (_, index) => ({
      name: `s${index}`,
      exactName: `s${index}`,
      threshold: 1,
      from: [{ step: 's69', exactStep: 's69', lists: [] }]
    }))
    expect(chainGraph({ chain, items: [], failures: [] })).toContain('10 further steps are not drawn.')
  })
})

describe('annotations', () => {
  test('are ten at most, the most important first, on the line of the step', () => {
    const list = annotations(failed([...Array.from({ length: 20 }, () => failure()), NEEDED]), PLACE)
    expect(list).toHaveLength(10)
    expect(list[0]).toMatchObject({ title: 'NEEDED_JOB_FAILED', line: 1 })
    expect(list[1]).toMatchObject({ level: 'error', line: 9, file: PLACE.file })
  })
  test('of an error and of advice', () => {
    expect(
      annotations(report({ verdict: 'failed', error: { code: 'X', message: 'm', hint: 'h' } }), PLACE)
    ).toMatchObject([{ title: 'X', message: expect.stringContaining('m\nh\n') }])
    expect(annotations(report({ verdict: 'advisory' }), PLACE)).toMatchObject([{ level: 'warning' }])
    expect(annotations(report(), PLACE)).toEqual([])
  })
})

test('SARIF has one rule a code and one result a failure', () => {
  const log = sarifLog(failed([failure(), failure({ step: 'x' }), failure({ code: 'LINK_MISSING' })]), PLACE) as {
    runs: [
      {
        tool: { driver: { rules: { id: string; shortDescription: { text: string } }[] } }
        results: {
          ruleId: string
          ruleIndex: number
          locations: { physicalLocation: { region: { startLine: number } } }[]
        }[]
      }
    ]
  }
  const [{ tool, results }] = log.runs
  expect(tool.driver.rules.map(({ id, shortDescription }) => [id, shortDescription.text])).toEqual([
    ['LINK_MISSING', FAILURE_CODES.LINK_MISSING],
    ['RULE_ARTIFACT_DISALLOWED', FAILURE_CODES.RULE_ARTIFACT_DISALLOWED]
  ])
  expect(
    results.map(({ ruleId, ruleIndex, locations }) => [
      ruleId,
      ruleIndex,
      locations[0]?.physicalLocation.region.startLine
    ])
  ).toEqual([
    ['LINK_MISSING', 0, 9],
    ['RULE_ARTIFACT_DISALLOWED', 1, 9],
    ['RULE_ARTIFACT_DISALLOWED', 1, 1]
  ])
  expect((sarifLog(report(), PLACE) as typeof log).runs[0].results).toEqual([])
  expect((sarifLog(report({ error: { code: 'X', message: 'm' } }), PLACE) as typeof log).runs[0].results).toHaveLength(
    1
  )
})

test('SARIF of advice warns of the signatures that are missing, and fails no pull request', () => {
  const log = sarifLog(report({ verdict: 'advisory', unsigned: [failure({ code: 'LINK_THRESHOLD' })] }), PLACE) as {
    runs: [
      {
        tool: { driver: { rules: { defaultConfiguration: object; properties: Record<string, unknown> }[] } }
        results: object[]
      }
    ]
  }
  const [{ tool, results }] = log.runs
  expect(results).toMatchObject([{ ruleId: 'LINK_THRESHOLD', level: 'warning' }])
  expect(tool.driver.rules).toMatchObject([{ defaultConfiguration: { level: 'warning' } }])
  expect(Number(tool.driver.rules[0]?.properties['security-severity'])).toBeLessThan(7)
})

test('the summary of a stage says who signed, or that nobody did', () => {
  const facts = { step: 'a|b', linkFile: 'a.link', linkDigest: 'sha256:0', materials: 1, products: 2 }
  expect(stageSummary({ ...facts, signedBy: '0a1b2c3d'.repeat(8) })).toContain(
    '| `a.link` | `sha256:0` | 1 | 2 | `0a1b2c3d` |'
  )
  expect(stageSummary({ ...facts, signedBy: undefined })).toMatch(/Unsigned[\s\S]*nobody/)
})
