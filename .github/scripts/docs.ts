// SPDX-License-Identifier: Apache-2.0
// Files that come from others: docs/errors.md from the tables of codes and commands that fail, docs/command-line.md from the commands' own help,
// docs/actions.md from the action.yml files, docs/steering.md from the table of variables, docs/rules-alone.md from runs of
// named pipelines, actions/build, test and package from actions/step, and the output shown in README.md, docs/intents.md and
// docs/intents-and-rules.md from real runs. With --check nothing is written and a difference fails.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI, ROOT } from './harness/repository.ts'
import { format, resolveConfig } from 'prettier'
import { parse } from 'yaml'
import { commandHelp, programHelp } from '../../src/cli/help.ts'
import { commandSpecs } from '../../src/cli/commands.ts'
import { GATE_FAILURE_CODES } from '../../src/gate/codes.ts'
import { apiPage } from './api-page.ts'
import { shownCodes } from './errors/shown-codes.ts'
import { warningsTable } from './errors/warnings.ts'
import { keysPart } from './intents/keys-page.ts'
import { rulesPart } from './intents/rules-page.ts'
import { rulesAlonePage } from './rules-alone-page.ts'
import { STAGE_ACTIONS, stageAction } from './stage-actions.ts'
import { steeringPage } from './steering-page.ts'
import { FAILURE_CODES } from '../../src/intoto/verification/failure.ts'
import { ERROR_CODES, MEANINGS } from '../../src/reporting/all-codes.ts'

const check = process.argv.includes('--check')
let different = 0

function page(name: string, text: string): void {
  const path = join(ROOT, name)
  let current = ''
  try {
    current = readFileSync(path, 'utf8')
  } catch {
    // A page that is not there yet differs.
  }
  if (current === text) return
  different += 1
  if (!check) writeFileSync(path, text)
  console.log(check ? `${name} is not what the code says; run "npm run docs"` : `${name} written`)
}

/** Whoever opens a page that is made sees where to change it. */
function madeFrom(what: string, text: string): string {
  return `<!-- Made from ${what} by \`npm run docs\`. -->\n\n${text}`
}

/** A code that is news of both kinds has its section where it comes first, so that its address is one. */
const documented = new Set<string>()

const shownOf = await shownCodes(Object.keys(MEANINGS))

function codes(table: Readonly<Record<string, string>>): string {
  const fresh = Object.entries(table).filter(([code]) => !documented.has(code))
  for (const [code] of fresh) documented.add(code)
  const sections = fresh.map(([code, meaning]) => [`### ${code}`, meaning, shownOf.get(code) ?? []].flat().join('\n\n'))
  return sections.map((section) => `${section}\n`).join('\n')
}

const errors = `# Errors and failures

Two kinds of bad news, never mixed. A **failure** is an answer: the supply chain does not verify, for this reason
(exit status 1). An **error** means that there is no answer: something could not be read, or was called wrongly (exit
status 2). A mistake in a \`layout.yml\` (\`LAYOUT_SOURCE_…\`, \`YAML_…\`, \`INTENT_PATTERN_INVALID\`) is an error that
\`layout build\` and \`layout sign\` answer with exit status 1: they read all of it, and it is no layout. Both carry a code that never changes its meaning. Each message says what happened, where, and how to fix it.
Below a code stands what a real command prints that ends with it; of a verdict with several reasons, the one that is meant.

## Failures

${codes(FAILURE_CODES)}
## Failures of the gate

Reasons to block that lie outside the specification: what the run did, and what it stored.

${codes(GATE_FAILURE_CODES)}
## Errors

${codes(ERROR_CODES)}
## Warnings

A warning changes no verdict. It tells what nobody looked at, or what somebody should.

${await format(warningsTable(), { parser: 'markdown', printWidth: 120 })}`

const commands = await commandSpecs()
const helps = commands.map((spec) => `## ${spec.name}\n\n\`\`\`\n${commandHelp(spec).trimEnd()}\n\`\`\`\n`)
const commandLine = `# Command line

\`\`\`
${programHelp(commands).trimEnd()}
\`\`\`

${helps.join('\n')}`

interface Described {
  readonly description: string
  readonly default?: string | number | boolean
  readonly required?: boolean
}

interface Puts {
  readonly inputs?: Readonly<Record<string, Described>>
  readonly outputs?: Readonly<Record<string, Described>>
}

interface ActionFile extends Puts {
  readonly description: string
}

const ACTIONS = [
  '.',
  ...['checkout', 'build', 'test', 'package', 'step', 'begin', 'end', 'sign', 'source'].map((name) => `actions/${name}`)
]

function cell(text: string): string {
  return text.trim().replaceAll('|', '\\|').replace(/\s+/g, ' ').replaceAll('<', '&lt;')
}

function actionPart(directory: string): string {
  const { description, ...puts } = parse(readFileSync(join(ROOT, directory, 'action.yml'), 'utf8')) as ActionFile
  const name = directory === '.' ? 'verify' : directory.replace('actions/', '')
  return described(name, directory === '.' ? '' : `/${directory}`, description, puts)
}

/** The reusable workflow, which says what it is in its first comment. */
function stagePart(): string {
  const path = '.github/workflows/stage.yml'
  const { on } = parse(readFileSync(join(ROOT, path), 'utf8')) as { on: { workflow_call: Puts } }
  const description =
    'A stage in isolation, as a job of its own (`jobs.<id>.uses`): your command runs in a working job without any identity, and a signing job signs. See [keyless](keyless.md#isolated-stages).'
  return described('stage', `/${path}`, description, on.workflow_call)
}

function described(name: string, path: string, description: string, { inputs, outputs }: Puts): string {
  const of = (value: string | number | boolean | undefined): string =>
    value === undefined || value === '' ? '' : `\`${cell(String(value))}\``
  return [
    `## ${name}`,
    `\`uses: in-toto-actions/in-toto-actions${path}@<commit>\``,
    cell(description),
    table(
      ['Input', 'Default', 'Meaning'],
      Object.entries(inputs ?? {}).map(([name, input]) => [
        `\`${name}\``,
        input.required === true ? '**required**' : of(input.default),
        cell(input.description)
      ])
    ),
    table(
      ['Output', 'Meaning'],
      Object.entries(outputs ?? {}).map(([name, output]) => [`\`${name}\``, cell(output.description)])
    )
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const actions = `# Actions

Every input and output, as the \`action.yml\` files and \`stage.yml\` describe them. Where to begin: [adopting](adopting.md).

The command of \`build\`, \`test\`, \`package\` and \`step\` runs inside of a composite and can write that composite's
outputs. Use them for looking things up. Do not base decisions on them: verdicts come from \`verify\`.

${[...ACTIONS.map(actionPart), stagePart()].join('\n\n')}
`

/** What differs from run to run is replaced by what stays the same. */
function stable(output: string): string {
  return output
    .replace(/[0-9a-f]{64}/g, (hex) => `${hex.slice(0, 0)}<digest>`)
    .replace(/(sha256 )[0-9a-f]{12}/g, '$1<digest>')
    .replace(/\.[0-9a-f]{8}\.link/g, '.<keyid>.link')
    .replace(/local-[0-9a-f]{12}/g, '<run>')
    .replace(/commit "[0-9a-f]{40}"/g, 'commit "<commit>"')
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '<time>')
    .replace(/\([\d.]+ s\)/g, '(… s)')
}

const demo = stable(
  execFileSync(process.execPath, [CLI, 'demo'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' }
  })
)
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const shown = readme.replace(
  /(<!-- demo -->\n\n```\n)[\s\S]*?(\n```\n\n<!-- \/demo -->)/,
  (_all, open: string, close: string) => `${open}${demo.trimEnd()}${close}`
)
if (!shown.includes(demo.trimEnd())) throw new Error('README.md has no place for the output of the demo')
const step = readFileSync(join(ROOT, 'actions/step/action.yml'), 'utf8')
for (const action of STAGE_ACTIONS) page(`actions/${action.name}/action.yml`, stageAction(step, action))
page('docs/errors.md', madeFrom('the tables of codes in src and runs of .github/scripts/errors', errors))
page(
  'docs/actions.md',
  madeFrom('the action.yml files and stage.yml', await format(actions, { parser: 'markdown', printWidth: 120 }))
)
page(
  'docs/steering.md',
  madeFrom(
    'src/stages/steering-table.ts',
    await format(steeringPage(), {
      ...(await resolveConfig(join(ROOT, 'docs/steering.md'))),
      parser: 'markdown'
    })
  )
)
page(
  'docs/rules-alone.md',
  madeFrom(
    'running the compiler of src/layouts/compile',
    await format(await rulesAlonePage(), {
      ...(await resolveConfig(join(ROOT, 'docs/rules-alone.md'))),
      parser: 'markdown'
    })
  )
)
page('docs/command-line.md', madeFrom('the help of the commands in src/cli', `${commandLine.trimEnd()}\n`))
page('README.md', shown)
page(
  'docs/library.md',
  madeFrom(
    'the declarations in dist/types',
    await format(apiPage(join(ROOT, 'dist/types')), {
      ...(await resolveConfig(join(ROOT, 'docs/library.md'))),
      parser: 'markdown'
    })
  )
)
/** A page that people write, with one part that is made. */
async function pageWithPart(name: string, mark: string, made: string): Promise<void> {
  const written = readFileSync(join(ROOT, name), 'utf8')
  const [open, close] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const [start, end] = [written.indexOf(open), written.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`${name} has no place for ${mark}`)
  const whole = `${written.slice(0, start)}${open}\n\n${made}\n\n${written.slice(end)}`
  page(name, await format(whole, { ...(await resolveConfig(join(ROOT, name))), parser: 'markdown' }))
}
await pageWithPart('docs/intents.md', 'keys', keysPart())
await pageWithPart('docs/intents-and-rules.md', 'rules', rulesPart())
console.log(
  `${Object.keys(MEANINGS).length} codes, ${ACTIONS.length} actions and ${commands.length} commands documented`
)
process.exitCode = check && different > 0 ? 1 : 0
