// SPDX-License-Identifier: Apache-2.0
// This project goes through itself: its own repository is cloned, built, tested, packed and verified, by its own
// bundle and against the layout in .in-toto/, which is in intents. Then one byte of the package is changed, and verification must refuse it.
//   npm run self -- --keep DIR   leaves layout, keys, links and package in DIR
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CLI, ROOT } from './harness/repository.ts'
import { scratchDirectory } from './harness/scratch-directory.ts'
import { countsLine } from './harness/tally.ts'

const work = scratchDirectory('self')
const [flag, keep] = process.argv.slice(2)
const kept = flag === '--keep' && keep !== undefined ? resolve(keep) : join(work, 'kept')

function call(words: readonly string[], output: 'inherit' | 'pipe'): { status: number | null; text: string } {
  const { status, stdout } = spawnSync(process.execPath, [CLI, ...words], {
    cwd: ROOT,
    // The demo makes its places there.
    env: { ...process.env, TMPDIR: work },
    stdio: ['ignore', output, 'inherit'],
    encoding: 'utf8'
  })
  return { status, text: stdout ?? '' }
}

function fail(message: string): never {
  console.error(message)
  rmSync(work, { recursive: true, force: true })
  process.exit(1)
}

const commands = [
  '--build',
  'sh -c "npm ci --no-progress && npm run build && rm -r node_modules"',
  '--test',
  // One room: the whole suite ran before, and what is judged here is the pipeline.
  'sh -c "npm ci --no-progress && npm test -- __tests__/gate && rm -r node_modules"',
  '--package',
  'npm pack'
]
const pipeline = call(
  ['demo', '--project', ROOT, '--layout', '.in-toto/layout.yml', ...commands, '--keep', kept],
  'inherit'
)
if (pipeline.status !== 0) fail('The project does not pass through its own pipeline.')

const verify = [
  'verify',
  '-l',
  join(kept, 'root.layout'),
  '--verification-keys',
  join(kept, 'keys/owner.pub'),
  '--link-dir',
  join(kept, 'links'),
  '--base-path',
  join(kept, 'product'),
  '-p',
  '.',
  '-e',
  '*.none'
]
if (call([...verify, '--quiet'], 'pipe').status !== 0) fail('What was kept does not verify.')

const [file] = readdirSync(join(kept, 'product'))
if (file === undefined) fail('Nothing was packed.')
const path = join(kept, 'product', file)
const original = readFileSync(path)
const bytes = Buffer.from(original)
bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
writeFileSync(path, bytes)
const refused = call(verify, 'pipe')
writeFileSync(path, original)
console.log(`\nOne byte of ${file} changed:`)
console.log(refused.text)
if (refused.status !== 1 || !refused.text.includes(file)) fail('A changed package was not refused by name.')
rmSync(work, { recursive: true, force: true })
console.log(countsLine({ passed: 1, failed: 0 }))
