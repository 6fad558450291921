// SPDX-License-Identifier: Apache-2.0
// Jobs of one run that do not see the same bytes of one commit, and honestly so.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Harness, Results } from '../harness.ts'
import { CHECK_OUT, command, intentsProject, job, layoutOf, stage } from '../intents-project.ts'
import { signedLink } from '../signed-link.ts'

const TWO_JOBS: Results = { build: 'success', test: 'success', verify: 'success' }
const TWO_REFUSED: Results = { ...TWO_JOBS, verify: 'failure' }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const pointerTo = (content: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`

export async function intentsSource(e2e: Harness): Promise<void> {
  const { server, project, check, run, expectRun } = e2e
  const { workflowOf, use } = intentsProject(e2e)

  /** Commands that two jobs run after their checkouts, before their stages. */
  const twoJobs = (build: string, test: string): string =>
    workflowOf(
      job('build', [CHECK_OUT, command(build), stage('build', { run: 'node scripts/build.mjs' })]) +
        job(
          'test',
          [
            CHECK_OUT,
            command(test),
            stage('test', { run: 'node --test', 'take-over': 'build', 'take-over-keys': project.key('build').public })
          ],
          '    needs: build\n'
        ),
      ['build', 'test']
    )

  await check('intents: content of Git LFS passes beside its pointer, and another pointer does not', async () => {
    const [content, other] = ['a large picture', 'a large virus  ']
    project.write('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n')
    project.write('assets/picture.bin', pointerTo(content))
    const layout = layoutOf(`steps:
  - { name: build, takes: source, adds: dist/** }
  - { name: test, takes: build }
release: build
`)
    // What "git lfs pull" leaves.
    const pull = (bytes: string): string => `printf '${bytes}' > assets/picture.bin`
    use(layout, twoJobs(pull(content), 'true'))
    const ran = await run()
    expectRun(ran, TWO_JOBS, 'passed')
    const [build, test] = ['build', 'test'].map((step) => signedLink(server, ran.runId, step))
    assert.equal(build?.materials['assets/picture.bin'], sha256(pointerTo(content)))
    assert.equal(test?.materials['assets/picture.bin'], sha256(pointerTo(content)))
    use(layout, twoJobs(pull(other), 'true'))
    const changed = await run()
    expectRun(changed, TWO_REFUSED, 'failed', 'TAKES_DIFFERS')
    assert.match(changed.printed, /assets\/picture\.bin/)
    use(layout, twoJobs(pull(content), `printf '${pointerTo(other).replaceAll('\n', '\\n')}' > assets/picture.bin`))
    const pointed = await run()
    expectRun(pointed, TWO_REFUSED, 'failed', 'TAKES_DIFFERS')
    assert.match(pointed.printed, /assets\/picture\.bin/)
  })
}
