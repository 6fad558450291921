// SPDX-License-Identifier: Apache-2.0
// Recordings that break off at what lies in the directory.
import { cpSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CLI } from '../../harness/repository.ts'
import type { Bench, Printed } from '../bench.ts'
import type { CommandCase } from '../error-case.ts'

function run(code: string, prepare: (bench: Bench) => void, ...paths: string[]): CommandCase {
  return { code, prepare, words: ['run', '-n', 'build', '--signing-key', 'ci', '-m', ...paths, '--', 'true'] }
}

/** Directories that each hold two symbolic links to the one before. */
function doubling(bench: Bench): void {
  bench.write('src/0/a.js', 'a')
  for (let level = 1; level < 20; level += 1) {
    bench.makeDirectory(`src/${level}`)
    for (const name of ['one', 'two']) bench.symlink(`../${level - 1}`, `src/${level}/${name}`)
  }
}

/** Two files of a size for which threads are started. */
function large(bench: Bench): void {
  for (const name of ['one', 'two']) {
    bench.write(`src/${name}.bin`, '')
    truncateSync(join(bench.directory, `src/${name}.bin`), 20 * 2 ** 20)
  }
}

/** Directories of packages, each of which the link notes with all lines of what it leaves out. */
function manyPackages(bench: Bench): void {
  bench.write('package.json', '{}\n')
  for (let index = 0; index < 5100; index += 1) bench.write(`packages/${index}/node_modules/a.js`, '')
}

const LEFT_OUT = ['!*.md', '!*.map', '!*.d.ts', '!*.log', '!docs/', '!test/', '!.cache/', '!.bin/', '!.vite/']

/** The bundle, whose thread ends as one does for which memory does not last. */
function withBrokenThread(bench: Bench, words: readonly string[]): Promise<Printed> {
  const dist = `${bench.directory}.dist`
  cpSync(dirname(CLI), dist, { recursive: true, filter: (path) => basename(path) !== 'types' })
  writeFileSync(join(dist, 'hash-worker.mjs'), "throw new RangeError('Array buffer allocation failed')\n")
  return bench.program(join(dist, 'cli.mjs'), words)
}

export const RECORDING_CASES: readonly CommandCase[] = [
  run('RECORD_TOO_MANY_LINKS', doubling, 'src'),
  run('RECORD_UNREADABLE', (bench) => bench.write('src', ''), 'src/a.js'),
  run(
    'RECORD_FILE_CHANGED',
    (bench) => {
      // The system makes the content of this file anew for whoever reads it.
      bench.makeDirectory('src')
      bench.symlink('/proc/uptime', 'src/server.log')
    },
    'src'
  ),
  { ...run('RECORD_WORKER_FAILED', large, 'src'), run: withBrokenThread },
  {
    code: 'RECORDING_TOO_LARGE',
    prepare: manyPackages,
    words: [
      'run',
      '-n',
      'build',
      '--signing-key',
      'ci',
      '-m',
      'package.json',
      '--dependencies',
      '**/node_modules'
    ].concat(LEFT_OUT, ['--', 'true'])
  }
]
