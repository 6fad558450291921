// SPDX-License-Identifier: Apache-2.0
// The random tests in full; the ordinary suite tries a twentieth of their cases. Prints count and seed of each, with
// commit and date, for the note that goes with a change.
//   npm run deep                 with the seed that the suite uses
//   npm run deep -- --seed 42    with another one
import { execFileSync, spawnSync } from 'node:child_process'
import { ROOT } from './harness/repository.ts'

const [flag, value] = process.argv.slice(2)
if (flag !== undefined && (flag !== '--seed' || !/^\d{1,9}$/.test(value ?? ''))) {
  console.error('Usage: npm run deep [-- --seed NUMBER]')
  process.exit(2)
}
const git = (...words: string[]): string => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim()
const changed = git('status', '--porcelain') === '' ? '' : ' with uncommitted changes'
console.log(`deep: commit ${git('rev-parse', 'HEAD')}${changed}, ${new Date().toISOString()}`)
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--verbose',
    '__tests__/deep'
  ],
  {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, IN_TOTO_DEEP: '1', ...(value === undefined ? {} : { IN_TOTO_SEED: value }) }
  }
)
process.exitCode = status ?? 1
