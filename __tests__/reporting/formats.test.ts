// SPDX-License-Identifier: Apache-2.0
// Every entry of the table of formats takes every report, can be asked for on the command line, and lets no text from
// outside out of its place.
import { beforeAll, describe, expect, test } from '@jest/globals'
import { FORMAT_NAMES, REPORT_FORMATS, type FormatSettings, type ReportFormat } from '../../src/reporting/formats.ts'
import { reportOfError } from '../../src/reporting/report-of.ts'
import type { AnyFailure, Report } from '../../src/reporting/report.ts'
import { verdictText } from '../../src/reporting/verdict-text.ts'
import { workflowCommand } from '../../src/reporting/workflow-commands.ts'
import { FilesError } from '../../src/files/codes.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

const SETTINGS: FormatSettings = {
  colour: 'plain',
  place: { file: 'root.layout', steps: new Map([['build', 7]]) }
}
const FAILURE: AnyFailure = { code: 'LINK_MISSING', step: 'build', message: 'what', details: ['detail'], hint: 'how' }
const FAILED: Report = { ...reportOfError(undefined), error: undefined, failures: [FAILURE] }
const ADVISORY: Report = { ...FAILED, verdict: 'advisory', failures: [], unsigned: [FAILURE] }
const PASSED: Report = { ...FAILED, verdict: 'passed', failures: [], subjects: [{ name: 'a', digest: {} }] }
const BROKEN = reportOfError(new FilesError('FILE_UNREADABLE', 'no file', { at: 'there', hint: 'look' }))

describe.each(FORMAT_NAMES)('the format %s', (name) => {
  const { render }: ReportFormat = REPORT_FORMATS[name]
  test('says why a verification failed, and why it broke off', () => {
    expect(render(FAILED, SETTINGS)).toMatch(/LINK_MISSING[\s\S]*how/)
    expect(render(BROKEN, SETTINGS)).toMatch(/FILE_UNREADABLE[\s\S]*no file[\s\S]*look/)
  })
  test('never takes anything else for a pass', () => {
    const passed = render(PASSED, SETTINGS)
    for (const report of [FAILED, ADVISORY, BROKEN]) {
      expect(render(report, SETTINGS)).not.toBe(passed)
      expect(render(report, SETTINGS)).not.toMatch(/^PASSED|"passed"|✅/m)
    }
  })
  test('ends with a line break, where it says anything', () => expect(render(FAILED, SETTINGS)).toMatch(/[^\n]\n$/))
})

test('text says that advice is no verdict', () => {
  expect(verdictText(ADVISORY, 'plain')).toMatch(/^ADVISORY: nothing is signed \(1 failure\)\.\n\nLINK_MISSING/)
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
    const ran = await verify('--format', name, '--layout-digest', 'zz', '--link-dir', 'nowhere', '--parameters', 'none')
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#file_unreadable')])
    // As text it stands on standard error alone.
    expect(ran.stdout.includes('FILE_UNREADABLE')).toBe(name !== 'text')
  })
  test.each(FORMAT_NAMES)('%s is offered by the help', async (name) =>
    expect((await cli(directory, ['verify', '--help'])).stdout).toContain(
      `${name} for ${REPORT_FORMATS[name].audience}`
    )
  )
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
})
