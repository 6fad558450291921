// SPDX-License-Identifier: Apache-2.0
// Where the command of a stage runs, by the bundles of begin, end and the gate.
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Job } from '../support/job.ts'
import { GATE } from '../support/pipeline.ts'
import { head, linkIn, namesIn, runIdsFrom, server, serveRepository, storedIn } from '../support/served-repository.ts'

const newRun = runIdsFrom(2_000)
serveRepository()

describe('the working directory of a stage', () => {
  /** A job of a run of its own, in whose workspace `sub` is a directory. */
  const newJob = (): Job => new Job({ GITHUB_RUN_ID: newRun() }, { 'sub/a.js': 'alpha', file: '' })
  const idOf = (job: Job): string => job.facts['GITHUB_RUN_ID'] ?? ''
  const environmentOf = (job: Job): Record<string, unknown> =>
    linkIn(storedIn(idOf(job))[0])['environment'] as Record<string, unknown>

  test.each([
    ['', '.', undefined],
    ['.', '.', undefined],
    ['./sub/', 'sub', 'sub'],
    [' sub//../sub ', 'sub', 'sub'],
    ['sub/../two words', 'two words', 'two words']
  ])('%j is recorded in its shortest form', async (given, shortest, recorded) => {
    const job = newJob()
    mkdirSync(join(job.workspace, 'two words'))
    const begun = await job.run('begin', { 'step-name': 'build', materials: '.', 'working-directory': given })
    expect(begun.outputs).toMatchObject({ 'working-directory': shortest, 'setup-directory': shortest })
    const ended = await job.stage('build', () => {}, {}, { 'working-directory': given })
    expect([ended.status, environmentOf(job)['working_directory']]).toEqual([0, recorded])
  })
  test('may be made by the setup, and removed by the command', async () => {
    const job = newJob()
    const begin = { 'working-directory': 'made/by/setup', setup: 'mkdir -p made/by/setup' }
    const begun = await job.run('begin', { 'step-name': 'build', ...begin })
    expect(begun.outputs).toMatchObject({ 'working-directory': 'made/by/setup', 'setup-directory': '.' })
    const ended = await job.stage('build', () => job.write('made/by/setup/x', 'x'), {}, begin)
    expect([ended.status, environmentOf(job)]).toEqual([
      0,
      expect.objectContaining({ working_directory: 'made/by/setup', setup: 'mkdir -p made/by/setup' })
    ])
    const other = newJob()
    const remove = (): void => rmSync(join(other.workspace, 'sub'), { recursive: true })
    expect((await other.stage('build', remove, {}, { 'working-directory': 'sub' })).status).toBe(0)
  })
  test.each([
    '..',
    '../../..',
    'sub/../..',
    '/tmp',
    'out',
    'out/gone',
    'sub/out',
    'dangling',
    'file',
    '.git/hooks',
    'a\nb'
  ])('%j is refused before anything is recorded', async (place) => {
    const job = newJob()
    for (const [name, target] of [
      ['out', job.directory],
      ['sub/out', '../..'],
      ['dangling', 'gone']
    ] as const)
      symlinkSync(target, join(job.workspace, name))
    const begun = await job.run('begin', { 'step-name': 'build', materials: 'sub/a.js', 'working-directory': place })
    expect([begun.status, begun.log, begun.outputs]).toEqual([
      1,
      expect.stringContaining(place.includes('\n') ? 'INPUT_INVALID' : 'WORKING_DIRECTORY_OUTSIDE'),
      {}
    ])
  })
  test.each(['key', 'later', 'none'])('that the command leads elsewhere signs nothing (sign %s)', async (sign) => {
    const job = newJob()
    const leadOut = (): void => {
      rmSync(join(job.workspace, 'sub'), { recursive: true })
      symlinkSync(job.directory, join(job.workspace, 'sub'))
    }
    const ended = await job.stage('build', leadOut, { sign, products: 'file' }, { 'working-directory': 'sub' })
    expect([ended.status, ended.log, namesIn(idOf(job))]).toEqual([
      1,
      expect.stringContaining('WORKING_DIRECTORY_OUTSIDE'),
      []
    ])
  })
  test('and the setup are shown by the gate, where the layout names a command', async () => {
    const id = newRun()
    const facts = { GITHUB_RUN_ID: id }
    server.runs.set(id, { id, attempt: 1, head, event: 'push' })
    const write = new Job({ ...facts, GITHUB_JOB: 'write' })
    const begin = { 'working-directory': 'elsewhere', setup: 'cp evil.mk elsewhere/Makefile', materials: '' }
    const written = await write.stage('write', () => write.write('a.js', 'alpha'), {}, begin)
    expect([written.status, written.log]).toEqual([0, expect.any(String)])
    const gate = new Job({ ...facts, GITHUB_JOB: 'verify' })
    const ran = await gate.run('verify', { ...GATE, layout: '.in-toto/make.layout' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    const summary = ran.summary.replace(/&#(\d+);/g, (_mark, number: string) => String.fromCharCode(Number(number)))
    for (const text of [ran.log, summary, readFileSync(ran.outputs['report'] ?? '', 'utf8')]) {
      expect(text).toMatch(/COMMAND_DIFFERS[\s\S]*COMMAND_DIFFERS/)
      for (const shown of ['elsewhere/', 'cp evil.mk elsewhere/Makefile']) expect(text).toContain(shown)
    }
  })
})
