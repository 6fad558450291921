// SPDX-License-Identifier: Apache-2.0
import { countsOf, roomOf, scoreOf, type FileResult, type Results } from './results.ts'
import { intervalOf, type SampleResult, type SampleResults } from './sample.ts'

/** The page about mutants, as Markdown that still wants formatting. */
export function reportOf(
  results: Results,
  samples: SampleResults,
  isStale: (file: string) => boolean,
  files: readonly string[]
): string {
  const rooms = [...new Set(files.map(roomOf))].sort()
  return [
    '<!-- From docs/mutants.json by `npm run mutants`; do not edit. -->',
    '# Mutants',
    'A mutant is a small change of the source. A test must notice it, or nobody would notice the same mistake. ' +
      '[Stryker](https://stryker-mutator.io) makes them, texts left alone, and two operators of this project: ' +
      '`DropStatement` leaves out a statement that calls or throws, `DropElement` one string of a literal list. ' +
      'The score is the part that tests noticed. `npm run mutants -- ROOM` measures what is not measured yet or has ' +
      'changed, which is marked stale. "near" says that only tests of the same directory or room were asked.',
    '## Rooms',
    table(
      ['Room', 'Files measured', 'Score', 'Noticed', 'Survived'],
      rooms.map((room) => roomLine(room, results, files))
    ),
    ...samplesPart(samples),
    ...rooms.flatMap((room) => roomPart(room, results, isStale))
  ].join('\n\n')
}

function samplesPart(samples: SampleResults): string[] {
  const lines = Object.entries(samples).map(([room, sample]) => `- \`${room}\`: ${sampleLine(sample)}`)
  if (lines.length === 0) return []
  return [
    '## Samples',
    'Where all mutants of a room would take hours, `--sample N` tries one in N, drawn by a seed from every file as it ' +
      'is. The interval holds the score of all of them in nineteen of twenty samples.',
    lines.join('\n')
  ]
}

export function sampleLine(sample: SampleResult): string {
  const { oneIn, seed, commit, date, tests, files, noticed, survived } = sample
  const [least, most] = intervalOf(sample)
  const share = percent(scoreOf({ killed: noticed, timeouts: 0, survived }))
  return (
    `${share} (${least.toFixed(1)} to ${most.toFixed(1)} %): ${noticed} noticed, ${survived} survived; one in ${oneIn}, ` +
    `seed ${seed}, ${files[0]} of ${files[1]} files, tests: ${tests}, commit ${code(commit)}, ${date}`
  )
}

function ofRoom(room: string, results: Results): [file: string, result: FileResult][] {
  return Object.entries(results)
    .filter(([file]) => roomOf(file) === room)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function roomLine(room: string, results: Results, files: readonly string[]): string[] {
  const measured = ofRoom(room, results)
  const counts = countsOf(measured.map(([, result]) => result))
  const all = files.filter((file) => roomOf(file) === room).length
  return [
    `\`${room}\``,
    `${measured.length} of ${all}`,
    percent(scoreOf(counts)),
    String(counts.killed + counts.timeouts),
    String(counts.survived)
  ]
}

function roomPart(room: string, results: Results, isStale: (file: string) => boolean): string[] {
  const measured = ofRoom(room, results)
  if (measured.length === 0) return []
  const lines = measured.map(([file, result]) => [
    `\`${file}\`${isStale(file) ? ' (stale)' : ''}`,
    percent(scoreOf(countsOf([result]))),
    `${result.killed + result.timeouts}`,
    `${result.survived.length}`,
    result.tests,
    `\`${result.commit}\``,
    result.date,
    `${result.seconds} s`
  ])
  return [
    `## ${room}`,
    table(['File', 'Score', 'Noticed', 'Survived', 'Tests', 'Commit', 'Date', 'Took'], lines),
    ...measured.filter(([, { survived }]) => survived.length > 0).map(([file, result]) => survivorsOf(file, result))
  ]
}

function survivorsOf(file: string, { survived }: FileResult): string {
  const lines = survived.map(
    ({ line, by, before, after }) =>
      `- Line ${line}, ${by}: ${code(before)} → ${after === '' ? 'nothing' : code(after)}`
  )
  return `### Survivors of ${file}\n\n${lines.join('\n')}`
}

/** One line of code, cut where it is long. */
export function code(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  const shown = line.length > 90 ? `${line.slice(0, 89)}…` : line
  // A fence that is longer than any run of backticks in it.
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return `${fence}${space}${shown}${space}${fence}`
}

const percent = (score: number | undefined): string => (score === undefined ? '–' : `${score.toFixed(1)} %`)

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n')
}
