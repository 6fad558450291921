// SPDX-License-Identifier: Apache-2.0
// Whole processes side by side in one run, Node's start included, as ratios: ours beside in-toto-python,
// in-toto-golang (where they are installed by `npm run referees`) and openssl in two processes over the same files. Each
// target is printed with whether it is met, and at the end all that are not; machines are noisy, so nothing here passes
// or fails.
//   npm run bench -- --help      what can be measured
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

interface Mode {
  readonly what: string
  readonly bench: (place: string) => Promise<void> | void
  /** Only done when it is asked for. */
  readonly onlyAsked?: true
}

/** What is measured, by its flag, each in a directory of its own; in this order. */
const MODES: Readonly<Record<string, Mode>> = {
  actions: { what: 'how fast the command line and the actions start', bench: benchActions },
  'hand-over': {
    what: 'the copy of what is handed over',
    bench: (place) => benchHandOver(place, Math.round(5000 * scale))
  },
  sign: { what: 'the signing job of an isolated stage', bench: (place) => benchSign(place, Math.round(5000 * scale)) },
  source: {
    what: 'what it costs to compare a checkout with its commit',
    bench: (place) => benchSource(place, Math.round(SOURCE_FILES * scale))
  },
  run: {
    what: 'recording: 50 000 and 200 000 files, and one large one',
    bench: (place) => withKey(place, benchRun)
  },
  verify: { what: 'verification of long chains and of a batch', bench: (place) => benchVerify(place, scale) },
  check: {
    what: 'what the check of intents costs beside the rest of a verification',
    bench: (place) => benchCheck(place, Math.round(5000 * scale))
  },
  'one-core': {
    what: 'recording and verification when nobody has more than one core',
    bench: (place) => withKey(place, benchOneCore)
  },
  linear: {
    what: 'whether time and memory grow with what there is to do, and no faster',
    bench: (place) => withKey(place, benchLinear)
  },
  hostile: {
    what: 'what attacks cost; a word after it: only those with it in their name',
    bench: (place) => benchHostile(place, hostileWord),
    onlyAsked: true
  }
}

const HELP = `Usage: npm run bench -- [--small] [--MODE]...

Measures whole processes beside in-toto-python and in-toto-golang, where \`npm run referees\` installed them, and prints
whether targets are met. Without a mode it measures all but --hostile, which takes half an hour and 3 GiB of disk. Let the
machine do nothing else meanwhile.

  --small        a tenth of the work, to see that it goes through
${Object.entries(MODES)
  .map(([name, { what }]) => `  --${name.padEnd(12)} ${what}`)
  .join('\n')}
`

const words = process.argv.slice(2)
const hostileAt = words.indexOf('--hostile') + 1
const hostileWord = hostileAt > 0 && words[hostileAt]?.startsWith('-') === false ? words[hostileAt] : undefined
const flags = words.filter((_word, index) => hostileWord === undefined || index !== hostileAt)
const scale = flags.includes('--small') ? 0.1 : 1
const unknown = flags.find(
  (flag) => !['--help', '--small', ...Object.keys(MODES).map((mode) => `--${mode}`)].includes(flag)
)
if (unknown !== undefined || flags.includes('--help')) {
  if (unknown !== undefined) console.error(`Unknown word ${unknown}.\n`)
  console.log(HELP)
  process.exit(unknown === undefined ? 0 : 2)
}

const work = mkdtempSync(join(tmpdir(), 'in-toto-bench-'))
const verdicts = new Verdicts()
const { log } = console
console.log = (...values: readonly unknown[]): void => {
  verdicts.hear(values.join(' '))
  log(...values)
}
try {
  const asked = Object.keys(MODES).filter((mode) => flags.includes(`--${mode}`))
  for (const [mode, { bench, onlyAsked = false }] of Object.entries(MODES)) {
    if (asked.length > 0 ? !asked.includes(mode) : onlyAsked) continue
    const place = join(work, mode)
    mkdirSync(place)
    await bench(place)
    rmSync(place, { recursive: true, force: true })
  }
  log(verdicts.summary)
} finally {
  rmSync(work, { recursive: true, force: true })
}
