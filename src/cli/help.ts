// SPDX-License-Identifier: Apache-2.0
import { HELP_FLAG, type CommandSpec, type FlagSpec } from './arguments.ts'

export const PROGRAM = 'in-toto-actions'

/** The help of one command. */
export function commandHelp(spec: CommandSpec): string {
  const operand =
    spec.operands === undefined ? '' : spec.operands.least === 0 ? ` [${spec.operands.name}]` : ` ${spec.operands.name}`
  const rows = [...spec.flags, HELP_FLAG].map((flag) => [flagUsage(flag), flag.help] as const)
  const width = Math.min(38, Math.max(...rows.map(([usage]) => usage.length)))
  return [
    `${PROGRAM} ${spec.name}: ${spec.summary}`,
    '',
    `  ${PROGRAM} ${spec.name}${operand}${spec.flags.length > 0 ? ' [flags]' : ''}${spec.takesCommand === true ? ' -- command …' : ''}`,
    ...(spec.description === undefined ? [] : ['', spec.description]),
    '',
    'Flags:',
    ...rows.map(([usage, help]) =>
      usage.length > width ? `  ${usage}\n  ${' '.repeat(width)}  ${help}` : `  ${usage.padEnd(width)}  ${help}`
    ),
    '',
    spec.examples.length === 1 ? 'Example:' : 'Examples:',
    ...spec.examples.map((example) => `  ${example}`),
    ''
  ].join('\n')
}

/** The help of the program. */
export function programHelp(commands: readonly CommandSpec[]): string {
  return [
    `${PROGRAM}: signed evidence for every step of a software supply chain, and one verdict over all of it.`,
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(16)}  ${summary}`),
    '',
    'Exit status: 0 verified or done, 1 the answer is no, 2 could not tell or called wrongly.',
    `Start with: ${PROGRAM} demo`,
    `More on a command: ${PROGRAM} verify --help`,
    ''
  ].join('\n')
}

function flagUsage({ long, short, takes, value = 'VALUE' }: FlagSpec): string {
  const name = short === undefined ? `    --${long}` : `-${short}, --${long}`
  switch (takes) {
    case 'nothing':
      return name
    case 'one':
      return `${name} ${value}`
    case 'optional':
      return `${name} [${value}]`
    case 'many':
      return `${name} ${value} [${value} …]`
  }
}
