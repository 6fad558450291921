// SPDX-License-Identifier: Apache-2.0
// Whole processes side by side in one run, Node's start included, as ratios: ours beside in-toto-python,
// in-toto-golang (where they are installed by `npm run referees`) and openssl in two processes over the same files. Each
// target is printed with whether it is met, and at the end all that are not; machines are noisy, so nothing here passes
// or fails.
//   npm run bench                everything; needs about 3 GiB of disk, and half an hour
//   npm run bench -- --small     a tenth of it, to see that it works
//   npm run bench -- --actions   only how fast the actions start
//   npm run bench -- --hand-over only the copy of what is handed over
//   npm run bench -- --sign      only the signing job of an isolated stage
//   npm run bench -- --source    only what it costs to compare a checkout with its commit
//   npm run bench -- --run       only recording: 50 000 and 200 000 files, and one large one
//   npm run bench -- --verify    only verification of long chains and of a batch
//   npm run bench -- --check     only what the check of intents costs beside the rest of a verification
//   npm run bench -- --one-core  only recording and verification when nobody has more than one core
//   npm run bench -- --linear    only whether time and memory grow with what there is to do, and no faster
//   npm run bench -- --hostile   only what attacks cost; a word after it, only those with it in their name
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchActions } from './bench-actions.ts'
import { writeIntentsChain } from './bench-check.ts'
import { benchHandOver } from './bench-hand-over.ts'
import { benchHostile } from './bench-hostile.ts'
import { benchSign } from './bench-sign.ts'
import { benchSource } from './bench-source.ts'
import { benchLinear } from './bench/linear.ts'
import { measure } from './bench/measure.ts'
import { benchOneCore } from './bench/one-core.ts'
import { OURS } from './bench/programs.ts'
import { race } from './bench/race.ts'
import { benchRun } from './bench/run-rows.ts'
import { Verdicts } from './bench/verdicts.ts'
import { benchVerify } from './bench/verify-rows.ts'

const scale = process.argv.includes('--small') ? 0.1 : 1
const SOURCE_FILES = 20_000

/** The check may cost a quarter of what all else costs. */
const MOST_OF_CHECK = 1.25

async function benchCheck(directory: string, count: number): Promise<void> {
  const steps = Math.round(200 * scale)
  const words = writeIntentsChain(directory, steps, count)
  const where = ['--verification-keys', 'owner.pub', '--link-dir', '.', '-q']
  const verify = (layout: string): string[] => [...OURS, 'verify', '--layout', layout, ...where]
  const three = ['IN_TOTO_LAYOUT=intents.layout', 'IN_TOTO_LAYOUT_KEYS=owner.pub', 'IN_TOTO_LINK_DIR=.']
  race({
    title: `verify: ${steps} steps of ${count} files in intents`,
    cwd: directory,
    ours: verify('intents.layout'),
    others: [
      { name: 'without the check', command: verify('rules.layout'), target: 1 / MOST_OF_CHECK },
      { name: 'the program', command: ['env', ...three, ...OURS, 'check', 'v1', ...words] }
    ]
  })
}

function withKey(place: string, bench: (place: string, scale: number) => void): void {
  measure([...OURS, 'key', 'generate', '-o', 'key'], place)
  bench(place, scale)
}

/** What is measured, by its flag, each in a directory of its own; in this order, unless it is only done when asked for. */
const MODES: Readonly<Record<string, (place: string) => Promise<void> | void>> = {
  actions: benchActions,
  'hand-over': (place) => benchHandOver(place, Math.round(5000 * scale)),
  sign: (place) => benchSign(place, Math.round(5000 * scale)),
  source: (place) => benchSource(place, Math.round(SOURCE_FILES * scale)),
  run: (place) => withKey(place, benchRun),
  verify: (place) => benchVerify(place, scale),
  check: (place) => benchCheck(place, Math.round(5000 * scale)),
  'one-core': (place) => withKey(place, benchOneCore),
  linear: (place) => withKey(place, benchLinear),
  hostile: (place) => benchHostile(place, process.argv[process.argv.indexOf('--hostile') + 1])
}
const ONLY_ASKED: readonly string[] = ['hostile']

const work = mkdtempSync(join(tmpdir(), 'in-toto-bench-'))
const verdicts = new Verdicts()
const { log } = console
console.log = (...values: readonly unknown[]): void => {
  verdicts.hear(values.join(' '))
  log(...values)
}
try {
  const asked = Object.keys(MODES).filter((mode) => process.argv.includes(`--${mode}`))
  for (const [mode, bench] of Object.entries(MODES)) {
    if (asked.length > 0 ? !asked.includes(mode) : ONLY_ASKED.includes(mode)) continue
    const place = join(work, mode)
    mkdirSync(place)
    await bench(place)
    rmSync(place, { recursive: true, force: true })
  }
  log(verdicts.summary)
} finally {
  rmSync(work, { recursive: true, force: true })
}
