// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Environment } from '../../../src/base/environment.ts'
import { Recorder } from '../../../src/recording/record-artifacts.ts'
import { readCommitTree, readWhole } from '../../../src/recording/source/commit-tree.ts'
import { ObjectChannel, withChannel } from '../../../src/recording/source/object-channel.ts'
import { recordWithSource } from '../../../src/recording/source/record-with-source.ts'
import { headOf, openWorkTree } from '../../../src/recording/source/repository.ts'
import { layoutOfCommit } from '../../../src/stages/intents/signed-layout.ts'
import { stageSettings } from '../../../src/stages/stage-settings.ts'
import { trackedIn } from '../../../src/stages/tracked-in.ts'
import { commitAll } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'
import { rejectionOf } from '../../support/errors.ts'

const files = {
  'a/b/c.txt': 'content',
  'd/e.txt': 'e',
  '.gitattributes': '*.txt text\n',
  'd/.gitattributes': '* -text\n'
}
const directory = directoryWith(files)
const commit = commitAll(directory)

/** A git that notes each of its starts before it is the one of this machine, or does something else. */
function notingGit(instead = ''): { readonly environment: Environment; readonly starts: () => string[] } {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const place = directoryWith({ notes: '' })
  writeFileSync(
    join(place, 'git'),
    `#!/bin/sh\nlast=; for word; do last="$last $word"; done\necho "$last" >> ${place}/notes\n${instead}\nexec ${real} "$@"\n`
  )
  chmodSync(join(place, 'git'), 0o755)
  const starts = (): string[] => readFileSync(join(place, 'notes'), 'utf8').split('\n').filter(Boolean)
  return { environment: { PATH: `${place}${delimiter}${process.env['PATH'] ?? ''}` }, starts }
}

async function compared(environment: Environment, place = directory): Promise<readonly string[]> {
  const recorder = new Recorder()
  const source = { directory: place, prefix: '', environment, encodings: 'demanded', tracked: 'recorded' } as const
  try {
    const request = { ...stageSettings(place, []), paths: ['.'] }
    return (await recordWithSource(recorder, request, source)).differences.map(({ path }) => path)
  } finally {
    await recorder.close()
  }
}

describe('one git answers', () => {
  test('whatever a clean checkout is compared with', async () => {
    const { environment, starts } = notingGit()
    expect(await compared(environment)).toEqual([])
    expect(starts()).toHaveLength(1)
  })
  test('where the layout of the commit is looked for', async () => {
    const { environment, starts } = notingGit()
    const layout = await layoutOfCommit(directory, 'a/b/root.layout', environment, { annotate: () => undefined })
    expect([layout, starts().length]).toEqual([undefined, 1])
  })
  test('which files the commit has', async () => {
    const { environment, starts } = notingGit()
    expect(await trackedIn(directory, environment)).toEqual(Object.keys(files).sort())
    expect(starts()).toHaveLength(1)
  })
  test('but for more objects than it passes on fast', async () => {
    const { environment, starts } = notingGit()
    await withChannel(openWorkTree(directory, environment), async (repository) => {
      const { entries } = await readCommitTree(repository, commit)
      const ids = Array.from({ length: 1001 }, () => entries[0]?.id as string)
      expect(await readWhole(repository, ids, 'blob', 1e6)).toHaveLength(1001)
    })
    expect(starts().map((words) => words.includes('--buffer'))).toEqual([false, true])
  })
})

describe('what one git answers is believed as little as what many do', () => {
  const damaged = (): string => {
    const place = directoryWith(files)
    commitAll(place)
    const id = execFileSync('git', ['-C', place, 'rev-parse', 'HEAD:d'], { encoding: 'utf8' }).trim()
    const other = execFileSync('git', ['-C', place, 'rev-parse', 'HEAD:a'], { encoding: 'utf8' }).trim()
    const object = (name: string): string => join(place, '.git/objects', name.slice(0, 2), name.slice(2))
    const bytes = readFileSync(object(other))
    rmSync(object(id))
    writeFileSync(object(id), bytes)
    return place
  }
  test('another tree under an id', async () =>
    expect((await rejectionOf(compared(process.env, damaged()))).code).toBe('SOURCE_UNREADABLE'))
  test('another HEAD than a commit', async () => {
    const place = directoryWith(files)
    commitAll(place)
    const blob = execFileSync('git', ['-C', place, 'rev-parse', 'HEAD:d/e.txt'], { encoding: 'utf8' })
    writeFileSync(join(place, '.git/HEAD'), blob)
    expect((await rejectionOf(compared(process.env, place))).code).toBe('GIT_FAILED')
  })
  test('no commit at all', async () => {
    const place = directoryWith({ a: 'a' })
    execFileSync('git', ['-C', place, 'init', '--quiet'])
    const head = withChannel(openWorkTree(place, process.env), headOf)
    expect((await rejectionOf(head)).code).toBe('GIT_FAILED')
  })
  test.each([
    ['ends without a word', 'exit 0'],
    ['ends with an error', 'echo broken >&2; exit 128'],
    ['prints what is no answer', 'echo 0 blob; exec sleep 60'],
    ['answers with what nobody asked for', `read name; printf '${'0'.repeat(40)} commit 0\\n\\n'; exec sleep 60`]
  ])('a git that %s', async (_what, instead) => {
    const { environment } = notingGit(`case "$last" in *cat-file*) ${instead};; esac`)
    const read = withChannel(openWorkTree(directory, environment), (repository) => readCommitTree(repository, commit))
    expect((await rejectionOf(read)).code).toBe('SOURCE_UNREADABLE')
  })
  test('a git that says nothing is not waited for', async () => {
    const { environment } = notingGit('exec sleep 60')
    const channel = new ObjectChannel(openWorkTree(directory, environment), 50)
    const asked = channel.read([commit], {
      begin: () => undefined,
      data: () => undefined,
      end: () => undefined,
      complete: true
    })
    const error = await rejectionOf(asked)
    channel.close()
    expect([error.code, error.message]).toEqual(['GIT_FAILED', expect.stringContaining('had not ended after 0.05 s')])
  })
  test('a channel is used again after an object that is missing', async () => {
    await withChannel(openWorkTree(directory, process.env), async (repository) => {
      expect((await rejectionOf(readCommitTree(repository, 'f'.repeat(40)))).code).toBe('SOURCE_UNREADABLE')
      expect((await readCommitTree(repository, commit)).entries).toHaveLength(4)
    })
  })
})
