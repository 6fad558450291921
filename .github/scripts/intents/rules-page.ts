// SPDX-License-Identifier: Apache-2.0
// The part of docs/intents-and-rules.md that is made: sentences, and the rules that `layout build --explain` shows for them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../harness/repository.ts'
import { ExampleBuilder } from './built-example.ts'
import { fenced } from './keys-page.ts'

interface Shape {
  readonly title: string
  /** A directory of `examples/intents`, whose good example is shown. */
  readonly example: string
  /** Markdown. */
  readonly text: string
}

const SHAPES: readonly Shape[] = [
  {
    title: 'A step takes another',
    example: 'takes',
    text: 'A MATCH rule says that the files here are *among* those there. Here they have to be *the same*, so the sets that are equal form a ring: each points to the one before it, and the first to the last. A file that is missing further down fails at the first.'
  },
  {
    title: 'Stages of one job',
    example: 'adds-source',
    text: 'A checkout stage begins with nothing and makes everything. What it made is compared with what the stages behind it had.'
  },
  {
    title: 'New files',
    example: 'adds',
    text: '`adds` becomes CREATE where nobody takes the files, and a MATCH where somebody does. That at least one file fits, rules cannot say: the check does (`TOOK_NOTHING`).'
  },
  {
    title: 'Files that may be new',
    example: 'may-add',
    text: '`may-add` becomes the same rule without the sentence of the check.'
  },
  {
    title: 'Changed files',
    example: 'changes',
    text: 'A pattern that the step changes is a class of its own: before the step its files form one ring, and after it another.'
  },
  {
    title: 'Removed files',
    example: 'removes',
    text: 'What a pattern of `removes` fits is forbidden at the end.'
  },
  {
    title: 'A part of a step',
    example: 'only',
    text: 'A part is a ring, too, where `only` cuts no pattern in two. Where it does, rules say *among*, and the check says that all of it is there.'
  },
  {
    title: 'Directories that move',
    example: 'into',
    text: '`from` and `into` become `IN` on either side.'
  },
  {
    title: 'Installed directories',
    example: 'installs-into',
    text: 'An installed directory is one artifact, `dir:node_modules`, with one digest.'
  }
]

/** @throws for an example that is refused */
export function rulesPart(): string {
  const builder = new ExampleBuilder()
  try {
    return SHAPES.map((shape) => shapeSection(builder, shape)).join('\n\n')
  } finally {
    builder.remove()
  }
}

function shapeSection(builder: ExampleBuilder, { title, example, text }: Shape): string {
  const source = readFileSync(join(ROOT, 'examples/intents', example, 'good.yml'), 'utf8')
  const { status, text: printed } = builder.build(source, { flags: ['--explain'] })
  if (status !== 0) throw new Error(`the good example of ${example} is refused:\n${printed}`)
  const rules = printed.slice(printed.indexOf('\n\n')).trim()
  return [`## ${title}`, text, fenced('yaml', source), fenced('', rules)].join('\n\n')
}
