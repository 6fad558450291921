// SPDX-License-Identifier: Apache-2.0
// Links of honest checkouts, as the stage writes them: what verification holds against each other in one link agrees, and
// so does what a repository says of the commit.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { claimedSource, type ClaimedSource } from '../../src/intoto/verification/claimed-source.ts'
import { SourceJudge, type JudgedSource } from '../../src/intoto/verification/judge-source.ts'
import { commitFiles } from '../../src/recording/source/commit-files.ts'
import { commitAll, CommitJob, git } from '../support/commit-job.ts'
import { directoryWith } from '../support/directory.ts'
import { valueAt } from '../support/json.ts'

type Texts = Readonly<Record<string, string>>

const claimed = (of: CommitJob, step: string): ClaimedSource =>
  claimedSource(parseLink(valueAt(of.link(step))).link, { step, run: { repository: 'o/r' } })

/** What verification finds of links of steps of a job, against the repository that was checked out. */
function judged(of: CommitJob, ...steps: string[]): Promise<JudgedSource> {
  const sources = steps.map((step) => claimed(of, step))
  const environment = { PATH: process.env['PATH'] }
  const judge = new SourceJudge({
    claims: 'demanded',
    only: ['/src/'],
    checkedBy: 'a test',
    files: (commit, only) =>
      commitFiles({ directory: of.origin, commit, environment, ...(only === undefined ? {} : { only }) })
  })
  return judge.judge(sources, 'all', false)
}

const FILES: Texts = {
  'a.js': 'alpha\n',
  'src/b.js': 'beta\n',
  'ä ö.txt': 'x\n',
  '.gitattributes': '*.txt text eol=crlf\n'
}

async function expectAgreement(of: CommitJob, commit: string, ...steps: string[]): Promise<JudgedSource> {
  const found = await judged(of, ...steps)
  expect([found.failures, found.report]).toMatchObject([[], { commit }])
  return found
}

test('with converted files and links', async () => {
  const of = new CommitJob(FILES)
  symlinkSync('src', join(of.origin, 'link'))
  symlinkSync('nowhere', join(of.origin, 'dangling'))
  const commit = commitAll(of.origin)
  expect((await of.checkoutStage(() => of.checkOut(commit), { commit })).codes).toEqual([])
  expect(await expectAgreement(of, commit, 'checkout')).toMatchObject({ warnings: [], report: { files: 6 } })
})
test('in directories, beside one at the top', async () => {
  const of = new CommitJob(FILES)
  const ran = [
    await of.checkoutStage(() => of.checkOut(of.commit, 'one'), { products: 'one' }, 'one'),
    await of.checkoutStage(() => of.checkOut(of.commit, 'b/two'), { products: './b/two/' }, 'two'),
    await of.checkoutStage(undefined, {}, 'top')
  ]
  expect(ran.map(({ codes }) => codes)).toEqual([[], [], []])
  expect((await expectAgreement(of, of.commit, 'one', 'two', 'top')).warnings).toEqual([])
})
test('with submodules in one job only', async () => {
  const library = directoryWith({ 'lib.js': 'lib\n' })
  commitAll(library)
  const of = new CommitJob(FILES)
  git(of.origin, 'submodule', 'add', '--quiet', `file://${library}`, 'lib')
  const commit = commitAll(of.origin)
  await of.checkoutStage(() => of.checkOut(commit), { commit }, 'without')
  const update = (): void => {
    of.checkOut(commit)
    of.git('submodule', 'update', '--init', '--quiet')
  }
  await of.checkoutStage(update, { commit }, 'with')
  const { warnings } = await expectAgreement(of, commit, 'without', 'with')
  expect(warnings).toMatchObject([{ code: 'SOURCE_UNCHECKED', message: expect.stringContaining('"lib"') as unknown }])
})
test('of a sparse one, whose part is computed, beside a whole one', async () => {
  const of = new CommitJob(FILES)
  const sparse = (): void => {
    of.checkOut()
    of.git('sparse-checkout', 'set', '--no-cone', '/src/')
  }
  const asked = { 'sparse-checkout': '/src/', 'sparse-checkout-cone-mode': 'false' }
  expect((await of.checkoutStage(sparse, asked, 'sparse')).codes).toEqual([])
  rmSync(join(of.workspace, '.git'), { recursive: true })
  expect((await of.checkoutStage(undefined, {}, 'whole')).codes).toEqual([])
  const { warnings } = await expectAgreement(of, of.commit, 'sparse', 'whole')
  expect(warnings).toMatchObject([{ code: 'SOURCE_PARTIAL', step: 'sparse' }])
})
test('with files in an encoding that nobody can check, which is told', async () => {
  const of = new CommitJob({ '.gitattributes': 'a.txt text working-tree-encoding=ISO-8859-1\n', 'a.txt': '' })
  writeFileSync(join(of.origin, 'a.txt'), Buffer.from([0xe4, 0x0a]))
  const commit = commitAll(of.origin)
  for (const [step, path] of [
    ['top', '.'],
    ['below', 'in']
  ] as const) {
    const ran = await of.checkoutStage(
      () => of.checkOut(commit, path),
      { commit, encodings: 'told', products: path },
      step
    )
    expect([ran.codes, of.link(step).environment['own_bytes']]).toEqual([[], [join(path, 'a.txt')]])
  }
  const { warnings } = await expectAgreement(of, commit, 'top', 'below')
  expect(warnings).toMatchObject([{ code: 'SOURCE_UNCHECKED', message: expect.stringContaining('"below"') as unknown }])
})
test('of another repository: it claims nothing, and the reason says which it is', async () => {
  const of = new CommitJob(FILES)
  await of.checkoutStage(undefined, { repository: 'else/where' })
  expect((await judged(of, 'checkout')).failures).toMatchObject([
    { code: 'SOURCE_UNKNOWN', step: 'checkout', details: [expect.stringContaining('"else/where"')] }
  ])
})
