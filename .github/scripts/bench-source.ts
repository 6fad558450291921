// SPDX-License-Identifier: Apache-2.0
// What it costs to compare a checkout with its commit, beside recording it alone: the same files in the same run. Once as
// the commit has them, when only their names are read from git, and once with other ends of lines, when every blob is.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { recordWithSource } from '../../src/recording/source/record-with-source.ts'
import { stageSettings } from '../../src/stages/stage-settings.ts'

const ROUNDS = 5
const MEAN_BYTES = 4280
const MOST_TIMES = 2

/** @param work an empty directory */
export async function benchSource(work: string, count: number): Promise<void> {
  const workspace = join(work, 'workspace')
  const paths = writeCommit(workspace, count)
  const recorder = new Recorder()
  const settings = stageSettings(workspace, [])
  const source = { directory: workspace, prefix: '', environment: process.env } as const
  const plainly = async (): Promise<void> => {
    await recorder.record({ ...settings, paths, named: 'by-listing' })
  }
  const compared = async (): Promise<void> => {
    const request = { ...settings, paths: ['.'] }
    const { differences } = await recordWithSource(recorder, request, {
      ...source,
      encodings: 'demanded',
      tracked: 'all'
    })
    if (differences.length > 0) throw new Error(`a clean checkout has ${differences.length} differences`)
  }
  try {
    console.log(`\na checkout of ${count} files, compared with its commit; best of ${ROUNDS}`)
    await race('as the commit has them', plainly, compared)
    checkOutAgain(workspace)
    await race('with CR LF', plainly, compared)
  } finally {
    await recorder.close()
  }
}

async function race(what: string, plainly: () => Promise<void>, compared: () => Promise<void>): Promise<void> {
  const best = { plainly: Infinity, compared: Infinity }
  for (let round = 0; round < ROUNDS; round += 1) {
    best.plainly = Math.min(best.plainly, await timed(plainly))
    best.compared = Math.min(best.compared, await timed(compared))
  }
  const times = best.compared / best.plainly
  console.log(
    `  ${what}: recorded ${Math.round(best.plainly)} ms, compared ${Math.round(best.compared)} ms: ${times.toFixed(2)} times that, target ${MOST_TIMES} ${times <= MOST_TIMES ? 'met' : 'NOT met'}`
  )
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** @returns the paths of its files */
function writeCommit(workspace: string, count: number): string[] {
  const paths = writeSourceFiles(workspace, count)
  git(workspace, 'init', '--quiet')
  git(workspace, '-c', 'core.autocrlf=false', 'add', '--all')
  git(workspace, '-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '-m', 'all')
  git(workspace, 'gc', '--quiet')
  return paths
}

/** Files of text, in 400 directories. @returns their paths */
export function writeSourceFiles(workspace: string, count: number): string[] {
  const paths: string[] = []
  for (let index = 0; index < count; index += 1) {
    const directory = `d${index % 400}`
    if (index < 400) mkdirSync(join(workspace, directory), { recursive: true })
    const bytes = Math.round(-MEAN_BYTES * Math.log(1 - ((index * 7919) % 10_007) / 10_008))
    // Lines of 60 letters, as source text has them.
    const text = randomBytes(Math.ceil((bytes * 3) / 4))
      .toString('base64')
      .replace(/.{60}/g, '$&\n')
    writeFileSync(join(workspace, directory, `f${index}.txt`), `${text}\n`)
    paths.push(`./${directory}/f${index}.txt`)
  }
  return paths
}

function checkOutAgain(workspace: string): void {
  rmSync(join(workspace, '.git/index'))
  for (let index = 0; index < 400; index += 1) rmSync(join(workspace, `d${index}`), { recursive: true, force: true })
  git(workspace, '-c', 'core.autocrlf=true', 'reset', '--quiet', '--hard')
}

function git(directory: string, ...words: string[]): void {
  // Else a commit of many files starts a collection of its own beside what is measured.
  execFileSync('git', ['-C', directory, '-c', 'gc.auto=0', ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
}
