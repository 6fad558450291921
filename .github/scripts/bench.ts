// SPDX-License-Identifier: Apache-2.0
// Whole processes side by side in one run, Node's start included, as ratios: ours beside in-toto-python,
// in-toto-golang (where they are installed by `npm run referees`) and openssl on all cores over the same files. Targets
// are printed with whether they are met; machines are noisy, so nothing here passes or fails.
//   npm run bench                everything; needs about 3 GiB of disk
//   npm run bench -- --small     a tenth of it, to see that it works
//   npm run bench -- --actions   only how fast the actions start
//   npm run bench -- --hand-over only the copy of what is handed over
//   npm run bench -- --sign      only the signing job of an isolated stage
//   npm run bench -- --source    only what it costs to compare a checkout with its commit
//   npm run bench -- --verify    only verification of long chains and of a batch
//   npm run bench -- --check     only what the check of intents costs beside the rest of a verification
//   npm run bench -- --hostile   only what attacks cost; a word after it, only those with it in their name
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { goProgramPath } from './harness/go-program.ts'
import { pythonPrograms } from './harness/python-package.ts'
import { CLI } from './harness/repository.ts'
import { IN_TOTO_GOLANG, IN_TOTO_PYTHON } from './referees/judges.ts'
import { benchActions } from './bench-actions.ts'
import { writeIntentsChain } from './bench-check.ts'
import { benchHandOver } from './bench-hand-over.ts'
import { benchHostile } from './bench-hostile.ts'
import { benchSign } from './bench-sign.ts'
import { benchSource } from './bench-source.ts'
import { BATCH, VERIFY_ROWS, writeRulesChain, type VerifyRow } from './bench-verify.ts'

const small = process.argv.includes('--small')
const scale = small ? 0.1 : 1
const ROUNDS = 3
const SOURCE_FILES = 20_000
const cli = [process.execPath, CLI]
const python = pythonPrograms(IN_TOTO_PYTHON)
const go = goProgramPath(IN_TOTO_GOLANG)
const work = mkdtempSync(join(tmpdir(), 'in-toto-bench-'))

async function hostile(directory: string): Promise<void> {
  const after = process.argv[process.argv.indexOf('--hostile') + 1]
  await benchHostile(directory, after)
}

interface Measure {
  readonly seconds: number
  /** Peak resident memory in MB, where /usr/bin/time or /proc can tell. */
  readonly memory: number | undefined
}

/** A tiny parent that reports the peak memory of its only child. */
const WITH_MEMORY = `import resource,subprocess,sys,time
t=time.perf_counter();r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL).returncode
print(r,time.perf_counter()-t,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024)`

function once(command: readonly string[], cwd: string): Measure {
  const { stdout } = spawnSync('python3', ['-c', WITH_MEMORY, ...command], { cwd, encoding: 'utf8' })
  const [status, seconds, memory] = stdout.trim().split(' ').map(Number)
  if (status !== 0 || seconds === undefined)
    throw new Error(`${command.join(' ').slice(0, 200)}: exit status ${status}`)
  return { seconds, memory }
}

interface Contender {
  readonly name: string
  readonly command: readonly string[]
  /** Ours is to be at least this many times as fast (below 1: may take so much longer). */
  readonly target?: number
}

/** Turns about, so that what the machine does meanwhile hits all alike; the best of each counts. */
function race(
  title: string,
  cwd: string,
  ours: readonly string[],
  others: readonly Contender[],
  memoryTarget?: number
): void {
  const contenders: Contender[] = [{ name: 'ours', command: ours }, ...others]
  const best = new Map<string, Measure>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, command } of contenders) {
      const measure = once(command, cwd)
      const before = best.get(name)
      if (before === undefined || measure.seconds < before.seconds) best.set(name, measure)
    }
  }
  const mine = best.get('ours') as Measure
  console.log(`\n${title}`)
  for (const { name, target } of contenders) {
    const { seconds, memory } = best.get(name) as Measure
    const ratio = seconds / mine.seconds
    const verdict = target === undefined ? '' : `, target ${target} ${ratio >= target ? 'met' : 'NOT met'}`
    console.log(
      `  ${name.padEnd(16)} ${seconds.toFixed(2)} s, ${memory} MB${name === 'ours' ? '' : `: ${ratio.toFixed(2)} times ours${verdict}`}`
    )
  }
  if (memoryTarget !== undefined)
    console.log(`  memory: target ${memoryTarget} MB ${(mine.memory ?? 0) <= memoryTarget ? 'met' : 'NOT met'}`)
}

const installed = (contenders: readonly Contender[]): Contender[] =>
  contenders.filter(({ name, command: [program = ''] }) => {
    if (!program.startsWith('/') || existsSync(program)) return true
    console.log(`  (${name} is not installed; run "npm run referees" first)`)
    return false
  })

function benchRun(): void {
  const tree = join(work, 'tree')
  const count = Math.round(50_000 * scale)
  for (let index = 0; index < count; index += 1) {
    const directory = join(tree, `d${index % 500}`)
    if (index < 500) mkdirSync(directory, { recursive: true })
    writeFileSync(
      join(directory, `f${index}.txt`),
      randomBytes(Math.round(-4280 * Math.log(1 - ((index * 7919) % 10_007) / 10_008)))
    )
  }
  const names = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const cores = availableParallelism()
  const lists = Array.from({ length: cores }, (_, core) => names.filter((_name, index) => index % cores === core))
  for (const [core, list] of lists.entries()) writeFileSync(join(work, `list${core}`), list.join('\n'))
  const pass = lists.map((_, core) => `xargs openssl dgst -sha256 < list${core} & `).join('')
  const words = ['-n', 's', '-m', 'tree', '-p', 'tree', '--signing-key', 'key']
  race(
    `run: ${count} files, materials and products`,
    work,
    [...cli, 'run', ...words, '-x', '-q'],
    installed([
      { name: 'in-toto-python', command: [join(python, 'in-toto-run'), ...words, '-x'], target: 4 },
      {
        name: 'in-toto-golang',
        command: [go, 'run', '-n', 's', '-m', 'tree', '-p', 'tree', '-k', 'key', '-x'],
        target: 2.2
      },
      { name: 'openssl, 2 passes', command: ['sh', '-c', `${pass}wait; ${pass}wait`], target: 1 / 1.2 }
    ])
  )
  rmSync(tree, { recursive: true })
}

function benchLargeFile(): void {
  const file = openSync(join(work, 'large'), 'w')
  const block = randomBytes(1024 * 1024)
  const mebibytes = Math.round(2048 * scale)
  for (let index = 0; index < mebibytes; index += 1) writeSync(file, block)
  closeSync(file)
  race(
    `run: one file of ${mebibytes} MiB`,
    work,
    [...cli, 'run', '-n', 's', '-p', 'large', '--signing-key', 'key', '-x', '-q'],
    installed([
      {
        name: 'in-toto-python',
        command: [join(python, 'in-toto-run'), '-n', 's', '-p', 'large', '--signing-key', 'key', '-x']
      },
      { name: 'in-toto-golang', command: [go, 'run', '-n', 's', '-p', 'large', '-k', 'key', '-x'] },
      { name: 'openssl', command: ['openssl', 'dgst', '-sha256', 'large'], target: 1 / 1.15 }
    ])
  )
  rmSync(join(work, 'large'))
}

function benchVerify(row: VerifyRow): void {
  const steps = Math.round(row.steps * scale)
  const directory = join(work, 'chain')
  mkdirSync(directory)
  const bytes = writeRulesChain(directory, { ...row, steps })
  const words = ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', '.']
  race(
    `verify, ${row.format}: ${steps} steps of ${row.artifacts} artifacts, ${row.changed * 100} % changed in each (${Math.round(bytes / 1e6)} MB of links)`,
    directory,
    [...cli, 'verify', ...words, '-q'],
    installed([
      { name: 'in-toto-python', command: [join(python, 'in-toto-verify'), ...words], target: row.python },
      {
        name: 'in-toto-golang',
        command: [go, 'verify', '--layout', 'root.layout', '--layout-keys', 'owner.pub', '--link-dir', '.'],
        target: row.go
      }
    ]),
    row.memory
  )
  rmSync(directory, { recursive: true })
}

/** One batch beside as many processes of in-toto-python, of which one is measured. */
function benchBatch(): void {
  const chains = Math.round(BATCH.chains * scale)
  const directory = join(work, 'chain')
  mkdirSync(directory)
  writeRulesChain(directory, { ...SMALL_CHAIN })
  const words = ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', '.']
  const lines = Array.from({ length: chains }, (_, id) => JSON.stringify({ id, args: words }))
  writeFileSync(join(directory, 'batch'), lines.join('\n'))
  const ours = once([...cli, 'verify', '--batch', 'batch'], directory)
  console.log(
    `\nverify --batch: ${chains} small chains\n  ours             ${ours.seconds.toFixed(2)} s, ${ours.memory} MB`
  )
  for (const { name, command } of installed([
    { name: 'in-toto-python', command: [join(python, 'in-toto-verify'), ...words] }
  ])) {
    const ratio = (chains * once(command, directory).seconds) / ours.seconds
    const verdict = ratio >= BATCH.python ? 'met' : 'NOT met'
    console.log(`  ${name}, a process each: ${ratio.toFixed(0)} times ours, target ${BATCH.python} ${verdict}`)
  }
  rmSync(directory, { recursive: true })
}

const SMALL_CHAIN: VerifyRow = { format: 'dsse', steps: 4, artifacts: 10, changed: 0.3, python: 0, go: 0, memory: 0 }

/** The check may cost a quarter of what all else costs. */
const MOST_OF_CHECK = 1.25

async function benchCheck(directory: string, count: number): Promise<void> {
  const steps = Math.round(200 * scale)
  const words = writeIntentsChain(directory, steps, count)
  const verify = (layout: string): string[] => [
    ...cli,
    'verify',
    '--layout',
    layout,
    '--verification-keys',
    'owner.pub',
    '--link-dir',
    '.',
    '-q'
  ]
  const three = ['IN_TOTO_LAYOUT=intents.layout', 'IN_TOTO_LAYOUT_KEYS=owner.pub', 'IN_TOTO_LINK_DIR=.']
  race(`verify: ${steps} steps of ${count} files in intents`, directory, verify('intents.layout'), [
    { name: 'without the check', command: verify('rules.layout'), target: 1 / MOST_OF_CHECK },
    { name: 'the program', command: ['env', ...three, ...cli, 'check', 'v1', ...words] }
  ])
}

/** A measure over some files, in a place that is removed afterwards. */
async function benchIn(
  name: string,
  bench: (place: string, files: number) => Promise<void>,
  files = 5000
): Promise<void> {
  const place = join(work, name)
  mkdirSync(place)
  try {
    await bench(place, Math.round(files * scale))
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

try {
  if (process.argv.includes('--hand-over')) {
    await benchIn('hand-over', benchHandOver)
  } else if (process.argv.includes('--sign')) {
    await benchIn('sign', benchSign)
  } else if (process.argv.includes('--source')) {
    await benchIn('source', benchSource, SOURCE_FILES)
  } else if (process.argv.includes('--check')) {
    await benchIn('check', benchCheck)
  } else if (process.argv.includes('--verify')) {
    for (const row of VERIFY_ROWS) benchVerify(row)
    benchBatch()
  } else if (process.argv.includes('--hostile')) {
    await benchIn('hostile', hostile)
  } else {
    once([...cli, 'key', 'generate', '-o', 'key'], work)
    race(
      'start: --version',
      work,
      [...cli, '--version'],
      [{ name: 'bare Node', command: [process.execPath, '-e', '0'] }]
    )
    mkdirSync(join(work, 'actions'))
    await benchActions(join(work, 'actions'))
    if (!process.argv.includes('--actions')) {
      await benchIn('hand-over', benchHandOver)
      await benchIn('sign', benchSign)
      await benchIn('source', benchSource, SOURCE_FILES)
      benchRun()
      benchLargeFile()
      for (const row of VERIFY_ROWS) benchVerify(row)
      benchBatch()
      await benchIn('check', benchCheck)
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
