// SPDX-License-Identifier: Apache-2.0
// Small changes of the source that a test should notice.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './harness/repository.ts'
import { git } from './mutants/repository.ts'
import { runChanged } from './mutants/run-changed.ts'
import { runNamed } from './mutants/run-named.ts'
import { runRoom, writeReport } from './mutants/run-room.ts'

const USAGE = `Usage: npm run mutants -- ROOM [FILE…] [--far] [--again] [--sample N [--seed TEXT]] [--jobs N]
                               [--minutes N]
       npm run mutants -- --named [WORD…]
       npm run mutants -- --changed [--seconds N] [--seed TEXT]
       npm run mutants -- --report

ROOM       mutates the files of src/ROOM that are not measured yet or have changed (with FILE, those whose path holds
           it), and writes docs/mutants.json and docs/mutants.md after each
  --far    lets tests of other rooms try what the near ones left
  --again  also files that are measured
  --sample  one in N mutants of every file of the room, drawn by the seed (the commit), and keeps the score alone
  --jobs   how many mutants are tried at once (1)
  --minutes  no file is begun after so many
--named    applies the known survivors (those whose name holds every WORD), and says which test kills each
--changed  tries mutants of files that changed since the commit in .ci/mutants-since, for so many seconds (60)
--report   writes docs/mutants.md anew, with what is stale by now`

function usage(): never {
  console.error(USAGE)
  process.exit(2)
}

function readWords(): ReturnType<typeof parse> {
  try {
    return parse()
  } catch {
    return usage()
  }
}

function parse() {
  const word = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  return parseArgs({
    allowPositionals: true,
    options: {
      named: flag,
      changed: flag,
      report: flag,
      far: flag,
      again: flag,
      jobs: word,
      minutes: word,
      seconds: word,
      sample: word,
      seed: word
    }
  })
}

const { values, positionals } = readWords()
const number = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : /^[1-9]\d{0,4}$/.test(text) ? Number(text) : usage()

async function run(): Promise<boolean> {
  const [room, ...words] = positionals
  if (values.named) return runNamed(positionals)
  if (values.changed && room === undefined) return runChanged(number(values.seconds, 60), values.seed)
  if (values.report && room === undefined) {
    await writeReport()
    return true
  }
  if (room === undefined || !readdirSync(join(ROOT, 'src')).includes(room)) return usage()
  const { far, again, seed = git('rev-parse', 'HEAD') } = values
  const sample = values.sample === undefined ? undefined : { oneIn: number(values.sample, 1), seed }
  const [jobs, minutes] = [number(values.jobs, 1), number(values.minutes, 10_000)]
  return runRoom({ room, words, far, again, jobs, minutes, sample })
}

process.exitCode = (await run()) ? 0 : 1
