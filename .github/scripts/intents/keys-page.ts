// SPDX-License-Identifier: Apache-2.0
// The part of docs/intents.md that is made: each key, and its two examples with what the command line says of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../harness/repository.ts'
import { ExampleBuilder } from './built-example.ts'
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

function keySection(builder: ExampleBuilder, { name, written, meaning, shows = 'sentences' }: KeyOfLanguage): string {
  const good = example(name, 'good')
  const bad = example(name, 'bad')
  const built = builder.build(good)
  if (built.status !== 0) throw new Error(`the good example of ${name} is refused:\n${built.text}`)
  const shown = shows === 'news' ? built.text : linesOf(builder.inspect().text, shows)
  const refused = builder.build(bad, { isWhole: name !== 'by' })
  if (refused.status !== 1) throw new Error(`the bad example of ${name} is not refused:\n${refused.text}`)
  return [
    `### ${written ?? name}`,
    meaning,
    fenced('yaml', good),
    WHAT[shows],
    fenced('', shown),
    'This is refused:',
    fenced('yaml', bad),
    fenced('', refused.text)
  ].join('\n\n')
}

const WHAT = {
  sentences: 'The signed layout says:',
  steps: 'The signed layout says who, and how many:',
  news: '`layout build` says:'
} as const

/** What `inspect` shows of the sentences, or of who performs steps. Ids of keys differ from run to run. */
function linesOf(text: string, shows: 'sentences' | 'steps'): string {
  const lines = text.split('\n')
  if (shows === 'steps')
    return lines
      .filter((line) => line.startsWith('step '))
      .map((line) => line.replace(/\b[0-9a-f]{8}\b/g, '<key>'))
      .join('\n')
  const start = lines.findIndex((line) => line.startsWith('inspection "intents"'))
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('  '))
  return lines
    .slice(start + 1, end)
    .map((line) => line.trim())
    .join('\n')
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}

function example(name: string, kind: 'good' | 'bad'): string {
  return readFileSync(join(ROOT, 'examples/intents', name, `${kind}.yml`), 'utf8')
}
