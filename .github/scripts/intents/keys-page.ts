// SPDX-License-Identifier: Apache-2.0
// The part of docs/intents.md that is made: each key, and its two examples with what the command line says of them.
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { ExampleBuilder, exampleText } from './built-example.ts'
import { KEYS, type KeyOfLanguage } from './keys.ts'

/** @throws for a good example that is refused, and a bad one that is not */
export function keysPart(): string {
  const builder = new ExampleBuilder()
  try {
    const rows = KEYS.map(
      ({ name, written, place, meaning }) =>
        `| [\`${written ?? name}\`](#${anchor(name, written)}) | ${place} | ${meaning} |`
    )
    const table = ['| Key | Where | Meaning |', '| --- | --- | --- |', ...rows].join('\n')
    return [table, ...KEYS.map((key) => keySection(builder, key))].join('\n\n')
  } finally {
    builder.remove()
  }
}

function anchor(name: string, written: string | undefined): string {
  return written === undefined ? name : written.replaceAll(':', '').replaceAll(' ', '-')
}

function keySection(builder: ExampleBuilder, key: KeyOfLanguage): string {
  const { name, written, meaning, shows = 'sentences' } = key
  const good = exampleText(name, 'good')
  const bad = exampleText(name, 'bad')
  const intents = builder.intentsOf(good)
  const built = builder.build(good)
  if (built.status !== 0) throw new Error(`the good example of ${name} is refused:\n${built.text}`)
  const shown = shows === 'news' ? built.text : linesOf(builder.inspect().text, shows)
  const run = runPart(builder, intents, key)
  const refused = builder.build(bad, { isWhole: name !== 'by' })
  if (refused.status !== 1) throw new Error(`the bad example of ${name} is not refused:\n${refused.text}`)
  return [
    `### ${written ?? name}`,
    meaning,
    fenced('yaml', good),
    WHAT[shows],
    fenced('', shown),
    ...run,
    'This is refused when the layout is built:',
    fenced('yaml', bad),
    fenced('', refused.text)
  ].join('\n\n')
}

/** An honest run passes, and one in which something is wrong does not. */
function runPart(builder: ExampleBuilder, intents: Intents, { name, run }: KeyOfLanguage): string[] {
  const honest = builder.verify(intents, run, true)
  if (honest.status !== 0) throw new Error(`an honest run of ${name} is refused:\n${honest.text}`)
  const wrong = builder.verify(intents, run, false)
  if (wrong.status !== 1) throw new Error(`a wrong run of ${name} is not refused:\n${wrong.text}`)
  const theirsToo = 'theirs' in run.wrong ? run.wrong.theirs : undefined
  return [
    `${run.honest ?? 'An honest run passes'}. \`verify\` says:`,
    ...theirs(run.delegated?.theirs),
    fenced('', passed(honest.text)),
    `${run.what}. \`verify\` says:`,
    ...theirs(theirsToo),
    fenced('', failuresOf(wrong.text))
  ]
}

/** The verdict and the steps, without what is said of every run. */
function passed(text: string): string {
  const end = text.search(/\n {2}(?:source:|warning )/)
  return `${end < 0 ? text : text.slice(0, end)}\n  …`
}

/** The layout that stands in the place of a link. */
function theirs(file: string | undefined): string[] {
  return file === undefined ? [] : [fenced('yaml', exampleText('delegated', file))]
}

const WHAT = {
  sentences: 'The signed layout says:',
  steps: 'The signed layout says who, and how many:',
  news: '`layout build` says:'
} as const

/** What `inspect` shows of the sentences, or of who performs steps. */
function linesOf(text: string, shows: 'sentences' | 'steps'): string {
  const lines = text.split('\n')
  if (shows === 'steps') return lines.filter((line) => line.startsWith('step ')).join('\n')
  const start = lines.findIndex((line) => line.startsWith('inspection "intents"'))
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('  '))
  return lines
    .slice(start + 1, end)
    .map((line) => line.trim())
    .join('\n')
}

/** The failures, without what is said of every run. */
function failuresOf(text: string): string {
  const end = text.search(/\n\n(?: {2}(?:step|sublayout) "|FAILED: )/)
  return end < 0 ? text : text.slice(0, end)
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}
