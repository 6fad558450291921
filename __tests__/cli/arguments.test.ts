// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { parseArguments, type CommandSpec } from '../../src/cli/arguments.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { VERSION } from '../../src/cli/version.ts'
import { readFileSync } from 'node:fs'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const SPEC: CommandSpec = {
  name: 'test',
  summary: '',
  takesCommand: true,
  operands: { name: 'FILE', least: 0, most: 1 },
  flags: [
    { long: 'materials', short: 'm', takes: 'many', help: '' },
    { long: 'name', short: 'n', takes: 'one', help: '' },
    { long: 'password', short: 'P', takes: 'optional', help: '' },
    { long: 'quiet', short: 'q', takes: 'nothing', help: '' }
  ],
  examples: []
}
const parse = (...words: string[]) => parseArguments(SPEC, words)

describe('a command line', () => {
  test('takes several values after one flag, and the flag again', () => {
    expect(parse('-m', 'a', 'b', '-n', 'x', '--materials', 'c').many('materials')).toEqual(['a', 'b', 'c'])
  })
  test('takes values that are attached', () => {
    const parsed = parse('--name=a=b', '-mx', '--password=')
    expect([parsed.one('name'), parsed.many('materials'), parsed.one('password')]).toEqual(['a=b', ['x'], ''])
  })
  test('takes an attached value alone', () => expect(parse('--materials=a', 'b')).toMatchObject({ operands: ['b'] }))
  test('ends at --', () => {
    const parsed = parse('-m', 'a', '--', 'make', '-n', '--', 'x')
    expect([parsed.command, parsed.has('name')]).toEqual([['make', '-n', '--', 'x'], false])
  })
  test('tells no command from an empty one', () =>
    expect([parse().command, parse('--').command]).toEqual([undefined, []]))
  test('takes an optional value or none', () => {
    expect([parse('-P').has('password'), parse('-P').one('password'), parse('-P', 'x').one('password')]).toEqual([
      true,
      undefined,
      'x'
    ])
  })
  test('takes a lone dash for a value', () => expect(parse('-n', '-').one('name')).toBe('-'))
  test.each<[string, string[], string]>([
    ['an unknown flag', ['--nme', 'x'], 'There is no flag "--nme".'],
    ['an unknown short flag', ['-z'], 'There is no flag "-z".'],
    ['a flag without its value', ['-n'], '--name needs a value.'],
    ['an empty value', ['-n', ''], '--name is empty.'],
    ['an empty value that is attached', ['--name='], '--name is empty.'],
    ['a flag without any value', ['-m', '-q'], '--materials needs at least one value.'],
    ['a flag given twice', ['-n', 'a', '-n', 'b'], '--name is given twice.'],
    ['a value for a flag that takes none', ['--quiet=yes'], '--quiet takes no value.'],
    ['too many operands', ['a', 'b'], '"b" belongs to no flag.']
  ])('is refused with %s', (_name, words, message) =>
    expect(errorOf(() => parse(...words))).toMatchObject({ code: 'USAGE', message })
  )
  test('suggests what was meant', () => expect(errorOf(() => parse('--nam', 'x')).hint).toBe('Did you mean --name?'))
  test('is refused where a value is missing or no choice', () => {
    expect(errorOf(() => parse().required('name')).code).toBe('USAGE')
    expect(errorOf(() => parse('-n', 'c').choice('name', ['a', 'b'])).message).toBe('--name takes a, b, not "c".')
    expect(parse().choice('name', ['a', 'b'])).toBe('a')
  })
})

describe('the program', () => {
  const here = directoryWith()
  test.each(COMMANDS.map(({ name }) => name))('%s explains itself', async (name) => {
    const { status, stdout } = await cli(here, [...name.split(' '), '--help'])
    expect([status, stdout]).toEqual([0, expect.stringContaining(`in-toto-actions ${name}`)])
    expect(stdout).toMatch(/Examples?:\n {2}in-toto-actions /)
  })
  test.each<[string[], number, RegExp]>([
    [[], 2, /Commands:/],
    [['--help'], 0, /Commands:/],
    [['--version'], 0, new RegExp(VERSION)],
    [['verfy'], 2, /Did you mean verify\?/],
    [['zzzzzz'], 2, /The commands are: .*demo/],
    [['record'], 2, /record is followed by one of: start, stop/],
    [['verify', '--jsn'], 2, /Did you mean --json\?/],
    [['key', 'show'], 2, /FILE is missing/],
    [['key', 'show', 'a', 'b'], 2, /one word too many/],
    [['key', 'show', 'a', '--', 'b'], 2, /runs no command/]
  ])('answers %j with %i', async (words, expected, pattern) => {
    const { status, stdout, stderr } = await cli(here, words)
    expect([status, stdout + stderr]).toEqual([expected, expect.stringMatching(pattern)])
  })
  test('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(VERSION).toBe(version)
  })
  test('says an error in JSON too when asked', async () => {
    const { status, stdout } = await cli(here, ['key', 'show', 'nowhere', '--json'])
    expect([status, JSON.parse(stdout)]).toMatchObject([2, { verdict: 'error', error: { code: 'FILE_UNREADABLE' } }])
  })
  test('shows no stack trace unless asked', async () => {
    expect((await cli(here, ['key', 'show', 'nowhere'])).stderr).not.toMatch(/\n\s+at .*\.ts/)
    expect((await cli(here, ['key', 'show', 'nowhere'], { environment: { IN_TOTO_DEBUG: '1' } })).stderr).toMatch(
      /\n\s+at .*\.ts/
    )
  })
})
