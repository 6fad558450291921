// SPDX-License-Identifier: Apache-2.0
// The part of docs/intents.md that is made: each key, and its two examples with what the command line says of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../harness/repository.ts'
import { ExampleBuilder } from './built-example.ts'
import type { RunOfExample } from './wrong-run.ts'
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
  const good = example(name, 'good')
  const bad = example(name, 'bad')
  const built = builder.build(good)
  if (built.status !== 0) throw new Error(`the good example of ${name} is refused:\n${built.text}`)
  const shown = shows === 'news' ? built.text : linesOf(builder.inspect().text, shows)
  const broken = key.run === undefined ? [] : runPart(builder, name, key.run)
  const refused = builder.build(bad, { isWhole: name !== 'by' })
  if (refused.status !== 1) throw new Error(`the bad example of ${name} is not refused:\n${refused.text}`)
  return [
    `### ${written ?? name}`,
    meaning,
    fenced('yaml', good),
    WHAT[shows],
    fenced('', shown),
    ...broken,
    'This is refused when the layout is built:',
    fenced('yaml', bad),
    fenced('', refused.text)
  ].join('\n\n')
}

/** An honest run passes, and one in which something is wrong does not. */
function runPart(builder: ExampleBuilder, name: string, run: RunOfExample): string[] {
  const intents = builder.intents()
  const honest = builder.verify(intents, run, true)
  if (honest.status !== 0) throw new Error(`an honest run of ${name} is refused:\n${honest.text}`)
  const wrong = builder.verify(intents, run, false)
  if (wrong.status !== 1) throw new Error(`a wrong run of ${name} is not refused:\n${wrong.text}`)
  return [`${run.what}. \`verify\` says:`, fenced('', failuresOf(wrong.text))]
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
  const end = text.search(/\n\n {2}step "/)
  return end < 0 ? text : text.slice(0, end)
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}

function example(name: string, kind: 'good' | 'bad'): string {
  return readFileSync(join(ROOT, 'examples/intents', name, `${kind}.yml`), 'utf8')
}
