// SPDX-License-Identifier: Apache-2.0
// Submodules that one job of a run needs, and another does not.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Harness, Results } from '../harness.ts'
import { CHECK_OUT, command, intentsProject, job, layoutOf, stage } from '../intents-project.ts'
import { signedLink } from '../signed-link.ts'

const JOBS: Results = { build: 'success', lint: 'success', verify: 'success' }

const LAYOUT = layoutOf(`source: { submodules: [library] }
steps:
  - { name: build, takes: source, adds: dist/** }
  - { name: lint, takes: source }
release: build
`)

export async function intentsSubmodules(e2e: Harness): Promise<void> {
  const { server, project, check, run, expectRun } = e2e
  const { workflowOf, use } = intentsProject(e2e)

  const workflow = (more: string): string =>
    workflowOf(
      job('build', [
        CHECK_OUT,
        command(`git submodule --quiet update --init${more}`),
        stage('build', { run: 'node scripts/build.mjs' })
      ]) + job('lint', [CHECK_OUT, stage('step', { 'step-name': 'lint', run: 'node --check src/greet.mjs' })]),
      ['build', 'lint']
    )

  await check('intents: submodules in one job alone pass, and not at another commit', async () => {
    const library = bareLibrary(join(project.repositories, 'acme/library'))
    project.write('.gitmodules', '[submodule "library"]\n\tpath = library\n\turl = https://github.com/acme/library\n')
    mkdirSync(join(project.tree, 'library'))
    project.git('update-index', '--add', '--cacheinfo', `160000,${library.committed},library`)
    use(LAYOUT, workflow(''))
    const ran = await run()
    expectRun(ran, JOBS, 'passed')
    const [build, lint] = ['build', 'lint'].map((step) =>
      Object.keys(signedLink(server, ran.runId, step)?.materials ?? {})
    )
    assert.ok(build?.includes('library/index.mjs') === true, 'the build has the files of the submodule')
    assert.deepEqual(
      build.filter((path) => !path.startsWith('library/')),
      lint
    )
    use(LAYOUT, workflow(` && git -C library checkout --quiet ${library.other}`))
    const moved = await run()
    expectRun(moved, { ...JOBS, verify: 'failure' }, 'failed', 'TAKES_EXTRA')
    assert.match(moved.printed, /library\/index\.mjs/)
  })
}

/** Makes a repository of two commits. */
function bareLibrary(directory: string): { readonly committed: string; readonly other: string } {
  mkdirSync(directory, { recursive: true })
  const git = (words: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', directory, ...words], { encoding: 'utf8', input }).trim()
  git(['init', '--quiet', '--bare', '--initial-branch', 'main'])
  const commit = (text: string, branch: string): string => {
    const blob = git(['hash-object', '-w', '--stdin'], text)
    const tree = git(['mktree'], `100644 blob ${blob}\tindex.mjs\n`)
    const made = git(['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost', 'commit-tree', '-m', 'A library', tree])
    git(['update-ref', `refs/heads/${branch}`, made])
    return made
  }
  return {
    committed: commit('export const version = 1\n', 'main'),
    other: commit('export const version = 2\n', 'next')
  }
}
