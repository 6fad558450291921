// SPDX-License-Identifier: Apache-2.0
// Steps of a job may run at the same time (`background`, `parallel`), and two stages that overlap in one workspace record
// each other's files. So each leaves a mark beside the workspace while it is open, and tells whom it met. The marks are a
// notice among honest stages: what runs in the job can change them, and nothing that is signed comes of them.
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { InTotoError } from '../base/errors.ts'
import { LIMITS } from '../base/limits.ts'
import { listed } from '../base/listed.ts'
import type { Runner } from '../base/runner.ts'
import { makeDirectory } from '../files/make-directory.ts'
import { readPlainFile } from '../files/read-file.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { jsonObject } from '../intoto/json/json-value.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { asBegunValue, type BegunValue } from '../intoto/link/begun.ts'
import type { StageRun } from './stage-run.ts'

const DIRECTORY = 'in-toto-stages'
const OPEN = '.open.json'
const ENDED = '.ended.json'
const MOST_NAMES = 5

export interface StageMark {
  readonly step: string
  readonly value: BegunValue
}

/** What tells a job from others that use the same directory for temporary files, now or before. */
type MarkRun = Pick<StageRun, 'binding' | 'job' | 'attempt' | 'workspace' | 'temporary'>

interface ReadMark extends StageMark {
  /** Which job it is of. */
  readonly place: string
  /** Values of the stages that had ended when it began. */
  readonly before: readonly string[]
  readonly isOpen: boolean
}

/**
 * Marks a stage as begun; returns the steps of the same workspace that have begun and not ended.
 *
 * @throws FILE_UNWRITABLE
 */
export function markBegun({ step, value }: StageMark, run: MarkRun): readonly string[] {
  const directory = join(run.temporary, DIRECTORY)
  if (!existsSync(directory)) makeDirectory(directory)
  const place = placeOf(run)
  const before = marksIn(directory, place).filter(({ isOpen }) => !isOpen)
  // First the own mark, then a look at the others: of two that begin at once, at least one sees the other.
  writeFileAtomically(
    join(directory, `${value}${OPEN}`),
    writeJson(jsonObject({ step, place, before: before.map((mark) => mark.value) })),
    'process'
  )
  return marksIn(directory, place)
    .filter((mark) => mark.isOpen && mark.value !== value)
    .map((mark) => mark.step)
}

/** Marks a stage as ended; returns the steps of the same workspace that were open at any time while it was. */
export function markEnded({ value }: Pick<StageMark, 'value'>, run: MarkRun): readonly string[] {
  const directory = join(run.temporary, DIRECTORY)
  const marks = marksIn(directory, placeOf(run))
  const before = marks.find((mark) => mark.value === value)?.before ?? []
  const others = marks.filter((mark) => mark.value !== value)
  try {
    // A stage that is still open has to learn of this one when it ends; when there is none, no mark is needed any more.
    if (others.some(({ isOpen }) => isOpen))
      renameSync(join(directory, `${value}${OPEN}`), join(directory, `${value}${ENDED}`))
    else removeMarks(directory, marks)
  } catch {
    // It has ended before, or somebody took the mark away; neither changes what is signed.
  }
  return others.filter((mark) => !before.includes(mark.value)).map((mark) => mark.step)
}

function removeMarks(directory: string, marks: readonly ReadMark[]): void {
  for (const { value, isOpen } of marks) rmSync(join(directory, `${value}${isOpen ? OPEN : ENDED}`), { force: true })
  rmdirSync(directory)
}

/** Says with whom a stage shares its workspace, in the log and, where that is wanted, in the summary of the job. */
export async function tellOverlap(
  runner: Runner,
  step: string,
  others: readonly string[],
  { when, summary }: { readonly when: 'begin' | 'end'; readonly summary: boolean }
): Promise<void> {
  if (others.length === 0) return
  const text = overlapText(step, others, when)
  runner.annotate('warning', 'Stages overlap', text)
  if (!summary) return
  const { overlapSummary } = await import('../reporting/stage-summary.ts')
  await runner.summary(overlapSummary(text))
}

function overlapText(step: string, others: readonly string[], when: 'begin' | 'end'): string {
  const distinct = [...new Set(others)]
  const names = listed(distinct, MOST_NAMES, (name) => quoteUntrusted(name, 100))
  const what =
    when === 'begin'
      ? `Step ${quoteUntrusted(step)} begins, and ${names} of the same workspace did not end: it runs at the same time, or failed before its end.`
      : `While step ${quoteUntrusted(step)} ran, ${names} of the same workspace had begun and not ended.`
  return `${what} Each records the files of the other. Let one end before the next begins; around a \`parallel\` group, put one begin before it and one end after it.`
}

function placeOf({ binding, job, attempt, workspace }: MarkRun): string {
  return JSON.stringify([binding.repository ?? '', binding.id ?? '', attempt, job, workspace])
}

/** The marks of one job, at most as many as a job has steps. What cannot be read is of nobody. */
function marksIn(directory: string, place: string): ReadMark[] {
  let files: string[]
  try {
    files = readdirSync(directory)
  } catch {
    return []
  }
  return files
    .slice(0, LIMITS.stageMarks)
    .map((file) => readMark(directory, file))
    .filter((mark) => mark !== undefined)
    .filter((mark) => mark.place === place)
}

function readMark(directory: string, file: string): ReadMark | undefined {
  const suffix = [OPEN, ENDED].find((end) => file.endsWith(end))
  const value = suffix === undefined ? undefined : asBegunValue(file.slice(0, -suffix.length))
  if (value === undefined) return undefined
  try {
    const bytes = readPlainFile(join(directory, file), LIMITS.smallFileBytes, 'refuse')
    if (bytes === undefined) return undefined
    const mark = readJson(bytes, { source: file, maxBytes: LIMITS.smallFileBytes })
    return {
      value,
      isOpen: suffix === OPEN,
      step: mark.member('step').string(),
      place: mark.member('place').string(),
      before: mark.member('before').strings()
    }
  } catch (error) {
    if (error instanceof InTotoError) return undefined
    throw error
  }
}
