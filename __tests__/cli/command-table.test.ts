// SPDX-License-Identifier: Apache-2.0
// Every command of the directory stands in the table, and every entry of the table can be called.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Command } from '../../src/cli/command.ts'
import { COMMANDS, commandSpecs, type CommandEntry } from '../../src/cli/commands.ts'
import { programHelp } from '../../src/cli/help.ts'

const DIRECTORY = resolve(import.meta.dirname, '../../src/cli/commands')

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'spec' in value && 'run' in value
}

describe('the table of commands', () => {
  test.each(readdirSync(DIRECTORY))('has every command of %s', async (file) => {
    const exports = Object.values((await import(join(DIRECTORY, file))) as Readonly<Record<string, unknown>>)
    const names = exports.filter(isCommand).map(({ spec }) => spec.name)
    expect([names.length > 0, names.filter((name) => !COMMANDS.some((entry) => entry.name === name))]).toEqual([
      true,
      []
    ])
  })
  test('calls each by the name that its help shows, and none twice', async () => {
    const names = COMMANDS.map(({ name }) => name)
    expect((await commandSpecs()).map(({ name }) => name)).toEqual(names)
    expect(new Set(names).size).toBe(names.length)
  })
  test('is listed by the help of the program', async () => {
    const specs = await commandSpecs()
    const lines = programHelp(specs).split('\n')
    for (const { name, summary } of specs) expect(lines).toContain(`  ${name.padEnd(16)}  ${summary}`)
  })
  test('with a gap does not compile', () => {
    // @ts-expect-error nothing is loaded
    const lacksCommand: CommandEntry = { name: 'nothing' }
    expect(lacksCommand).toBeDefined()
  })
})
