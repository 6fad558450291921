// SPDX-License-Identifier: Apache-2.0
// What a refused command offers to write is a layout that demands what was recorded, or it says that there is none.
import { describe, expect, test } from '@jest/globals'
import type { JsonValue } from '../../../src/intoto/json/json-value.ts'
import { buildIntents, stepsText } from '../../support/intents-source.ts'
import { check, type StepLink } from '../../support/intents-run.ts'

const ran = (link: StepLink, demands: string, step = 'do'): string => {
  const words = [`${step} takes nothing`, `${step} ${demands}`, 'release nothing', 'steps only']
  const { failures } = check({ words, links: { [step]: link } })
  expect(failures.map(({ code }) => code)).toEqual(['COMMAND_DIFFERS'])
  return failures[0]?.hint ?? ''
}
/** The lines in backquotes that a hint says to write, as keys of a step. */
const offered = (hint: string): string[] => [...hint.matchAll(/write `(.*?)` at/gs)].map(([, text]) => text as string)
const built = (...keys: string[]): ReturnType<typeof commandOf> =>
  commandOf(stepsText([['name: do, takes: nothing', ...keys].join(', ')]))
const commandOf = (text: string) => buildIntents(text).intents?.intents.steps.get('do')?.command

describe('a command', () => {
  test.each<[string, string[]]>([
    ['of words', ['make', 'all x']],
    ['with an empty word', ['echo', '', 'x']],
    ['of two lines', ['bash', '-c', 'make\nmake test']],
    ['with quotes', ['bash', '-c', `echo "it's" \\`]],
    ['with what is not shown', ['touch', 'a\u200db\u007f\u{e0041}\u0085']],
    ['that is long', ['bash', '-c', 'make x && '.repeat(40) + 'true']]
  ])('%s can be pasted', (_what, command) => {
    const [key, ...others] = offered(ran({ command }, 'command ["z"]'))
    expect(others).toEqual([])
    expect(key).not.toMatch(/\p{Cc}|\u200d/u)
    expect(built(key ?? '')?.words).toEqual(command)
  })
  test.each<[string, string[]]>([
    ['with a brace', ['bash', '-c', 'echo ${HOME}']],
    ['with a brace expanded', ['bash', '-c', 'touch {a,b}']],
    ['that is empty', ['', 'x']],
    ['of thousands of characters', ['bash', '-c', 'x'.repeat(5000)]]
  ])('%s goes into a script', (_what, command) => {
    const hint = ran({ command }, 'command ["z"]')
    expect(offered(hint)).toEqual([])
    expect(hint).toMatch(
      /script of the repository.*`command: sh scripts\/build\.sh`.*or take `command` out of the step/
    )
    expect(hint.length).toBeLessThan(1000)
  })
  test('of what may be a leg is offered with the place and the expression', () => {
    expect(ran({ command: ['a'] }, 'command ["z"]', 'do-linux')).toMatch(/at "do-linux".*\$\{\{ matrix\.NAME \}\}/)
    expect(ran({ command: ['a'] }, 'command ["z"]')).toMatch(/at the step, and/)
  })
})

describe('where it ran, and after what', () => {
  const inside = (environment: Record<string, JsonValue>): StepLink => ({ command: ['z'], environment })
  test.each(['p/q', 'a b', 'p\u200d'])('in %j', (directory) => {
    const [key] = offered(ran(inside({ working_directory: directory }), 'command ["z"]'))
    expect(built('command: z', key ?? '')?.workingDirectory).toBe(directory)
  })
  test.each<[string, JsonValue | undefined, RegExp]>([
    ['the top', undefined, /take `working-directory` out of the step/],
    ['the top, by name', '.', /take `working-directory` out of the step/],
    ['a directory of wildcards', 'a*', /Let the command run in a directory/],
    ['a directory outside', '../x', /Let the command run in a directory/],
    ['none that can be read', 1, /stages of this release/]
  ])('in %s', (_what, directory, hint) => {
    const link = inside(directory === undefined ? {} : { working_directory: directory })
    const found = ran(link, 'command ["z"] in "p"')
    expect(offered(found)).toEqual([])
    expect(found).toMatch(hint)
  })
  test.each(['. venv/bin/activate', 'a\nb', `x "it's"`, 'y '.repeat(200) + 'z'])('after %j', (setup) => {
    const [key] = offered(ran(inside({ setup }), 'command ["z"]'))
    expect(built('command: z', key ?? '')?.setup).toBe(setup)
  })
  test.each<[string, JsonValue, RegExp]>([
    ['a brace', 'f() { x; }', /script of the repository/],
    ['more than can be shown', 'x'.repeat(5000), /script of the repository/],
    ['what cannot be read', 1, /stages of this release/]
  ])('after %s', (_what, setup, hint) => {
    const found = ran(inside({ setup }), 'command ["z"]')
    expect(offered(found)).toEqual([])
    expect(found).toMatch(hint)
  })
})
