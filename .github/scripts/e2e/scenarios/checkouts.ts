// SPDX-License-Identifier: Apache-2.0
// Checkouts that are not what they say, and honest ones that look odd.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { ALL, type Harness } from '../harness.ts'
import { withStepBefore } from '../rerun.ts'
import { signedLink } from '../signed-link.ts'

/** What an earlier workflow step leaves: the commit, a file of it changed, and more that each case adds. */
const left = (more: string): Readonly<Record<string, string>> => ({
  shell: 'bash',
  run: [
    'git init --quiet .',
    // Without it the real action removes all that is there.
    'git remote add origin "https://github.com/$GITHUB_REPOSITORY"',
    'git fetch --quiet --depth 1 origin "$GITHUB_SHA"',
    'git checkout --quiet --force FETCH_HEAD',
    more
  ].join('\n')
})
const EVIL = 'echo "// evil" >> src/greet.mjs'

export async function runCheckouts(e2e: Harness): Promise<void> {
  const { server, project, check, run, expectRun, useWorkflow } = e2e
  const BLOCKED = { checkout: 'failure', verify: 'failure' } as const

  for (const [what, more, code] of [
    ['to skip its work', `${EVIL}\necho "STATE_isPost=true" >> "$GITHUB_ENV"`, /CHECKOUT_DIFFERS|checkout_differs/],
    [
      'to leave another commit',
      'git -c user.name=e -c user.email=e@e commit --quiet --allow-empty -m evil\necho "STATE_isPost=true" >> "$GITHUB_ENV"',
      /checkout_commit_other/
    ],
    [
      'to check out what replaces a file',
      'evil=$( (cat src/greet.mjs; echo "// evil") | git hash-object -w --stdin)\ngit replace "$(git rev-parse HEAD:src/greet.mjs)" "$evil"\nrm src/greet.mjs',
      /checkout_differs/
    ]
  ] as const) {
    await check(`a checkout that an earlier step brings ${what} leaves no link`, async () => {
      useWorkflow(withStepBefore(project.pipeline(), 'checkout', left(more)))
      const ran = await run()
      expectRun(ran, BLOCKED, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
      assert.match(ran.annotations.join('\n'), code)
      assert.equal(signedLink(server, ran.runId, 'checkout'), undefined)
    })
  }

  await check('another commit is checked out where stage and gate name it, and not where they do not', async () => {
    const commit = project.git('rev-parse', 'HEAD')
    project.write('src/later.mjs', 'export const later = true\n')
    useWorkflow(project.pipeline({ inputs: { checkout: { ref: commit, commit } }, verify: { commit } }))
    const ran = await run()
    expectRun(ran, ALL, 'passed')
    assert.equal(signedLink(server, ran.runId, 'checkout')?.products['src/later.mjs'], undefined)
    useWorkflow(project.pipeline({ inputs: { checkout: { ref: commit } } }))
    const refused = await run()
    expectRun(refused, BLOCKED, 'failed', 'NEEDED_JOB_FAILED', 'LINK_MISSING')
    assert.match(refused.annotations.join('\n'), /checkout_commit_other/)
    useWorkflow(project.pipeline({ inputs: { checkout: { ref: commit, commit } } }))
    expectRun(await run(), { ...ALL, verify: 'failure' }, 'failed', 'SOURCE_OTHER_COMMIT')
    project.git('rm', '--quiet', '--force', 'src/later.mjs')
  })

  await check(
    'files that a checkout converts, and pointers of Git LFS, go from job to job as the files they are',
    async () => {
      project.write('.gitattributes', 'notes.txt text eol=crlf\nbig.bin filter=lfs -text\n')
      project.write('notes.txt', 'one\ntwo\n')
      const content = 'a large file'
      const oid = createHash('sha256').update(content).digest('hex')
      project.write(
        'big.bin',
        `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`
      )
      useWorkflow(project.pipeline())
      const ran = await run()
      expectRun(ran, ALL, 'passed')
      const [checkout, build] = ['checkout', 'build'].map((step) => signedLink(server, ran.runId, step))
      const ofCommit = createHash('sha256').update('one\ntwo\n').digest('hex')
      const onDisk = createHash('sha256').update('one\r\ntwo\r\n').digest('hex')
      assert.equal(checkout?.products['notes.txt'], ofCommit)
      assert.deepEqual(checkout.environment['converted'], { products: { 'notes.txt': onDisk } })
      assert.equal(build?.materials['notes.txt'], ofCommit)
      project.git('rm', '--quiet', '--force', '.gitattributes', 'notes.txt', 'big.bin')
    }
  )
}
