// SPDX-License-Identifier: Apache-2.0
// The checkout stage by the bundles of begin and end, in processes that an earlier workflow step tries to mislead.
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { directoryWith } from '../support/directory.ts'
import { Job, type Ran } from '../support/job.ts'
import { CI, linkIn, namesIn, repository, runIdsFrom, serveRepository, storedAs } from '../support/served-repository.ts'

const newRun = runIdsFrom(13_000)
serveRepository()

interface Stage {
  readonly job: Job
  readonly run: string
  readonly end: (variables?: Readonly<Record<string, string>>) => Promise<Ran>
}

/** A checkout stage that has begun, with a workspace in which the commit of the run was checked out. */
async function begun(variables: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const run = newRun()
  const job = new Job({ GITHUB_RUN_ID: run })
  const { outputs } = await job.run('begin', { 'step-name': 'checkout' }, variables)
  execFileSync('git', ['clone', '--quiet', repository, '.'], { cwd: job.workspace, stdio: 'ignore' })
  const { recording = '', 'recording-digest': digest = '' } = outputs
  const inputs = { recording, 'recording-digest': digest, products: '.', 'product-source': 'git' }
  return { job, run, end: (more = {}) => job.run('end', { ...inputs, 'signing-key': CI.privatePem }, more) }
}

const git = (job: Job, ...words: string[]): string =>
  execFileSync('git', ['-C', job.workspace, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

describe('a checkout stage', () => {
  test('claims the commit whose files it found', async () => {
    const { job, run, end } = await begun()
    const ran = await end()
    expect([ran.status, ran.log]).toEqual([0, expect.any(String)])
    const { environment } = linkIn(storedAs('in-toto.checkout.', run)) as { environment: Record<string, unknown> }
    expect(environment).toMatchObject({
      checkout: { commit: job.facts['GITHUB_SHA'] },
      source: { commit: job.facts['GITHUB_SHA'], digest: expect.stringMatching(/^[0-9a-f]{64}$/) }
    })
  })
  test('believes no state, which an earlier step can set', async () => {
    const { job, run, end } = await begun({ STATE_isPost: 'true' })
    appendFileSync(join(job.workspace, '.in-toto/layout.yml'), '# evil\n')
    const ran = await end({ STATE_isPost: 'true', STATE_commit: job.facts['GITHUB_SHA'] ?? '' })
    expect([ran.status, namesIn(run)]).toEqual([1, []])
    expect(ran.log).toMatch(/CHECKOUT_DIFFERS[\s\S]*layout\.yml[\s\S]*STATE_isPost/)
  })
  test('runs no program that a repository names, however it is named', async () => {
    const { job, end } = await begun()
    const directory = directoryWith()
    const [proof, program] = [join(directory, 'proof'), join(directory, 'program')]
    writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\ncat\n`)
    chmodSync(program, 0o755)
    writeFileSync(join(directory, 'more'), `[core]\n\tfsmonitor = ${program}\n[filter "y"]\n\tclean = ${program}\n`)
    for (const [name, value] of [
      ['core.fsmonitor', program],
      ['core.hooksPath', directory],
      ['core.pager', program],
      ['core.sshCommand', program],
      ['filter.x.clean', program],
      ['filter.x.smudge', program],
      ['filter.x.process', program],
      ['filter.x.required', 'true'],
      ['diff.x.textconv', program],
      ['alias.cat-file', `!${program}`],
      ['alias.rev-parse', `!${program}`],
      ['include.path', join(directory, 'more')]
    ] as const)
      git(job, 'config', name, value)
    mkdirSync(join(job.workspace, '.git/info'), { recursive: true })
    writeFileSync(join(job.workspace, '.git/info/attributes'), '* filter=x diff=x\n')
    for (const name of ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman'])
      execFileSync('cp', [program, join(job.workspace, '.git/hooks', name)])
    execFileSync('cp', [program, join(directory, 'post-index-change')])
    const ran = await end()
    expect([ran.status, ran.log, existsSync(proof)]).toEqual([0, expect.any(String), false])
    expect(ran.log).toMatch(/::warning title=\d+ things kept in \.git::[\s\S]*hooks\/post-checkout/)
    // Git itself, asked the plain way, runs it.
    try {
      git(job, 'status')
    } catch {
      // What it runs is no filter.
    }
    expect(existsSync(proof)).toBe(true)
  })
})
