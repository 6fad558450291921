// SPDX-License-Identifier: Apache-2.0
// The rooms of the house and the arrows between them. Arrows point down only.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const SRC = resolve(import.meta.dirname, '../src')

/** From the ground up. A room may import from every floor below its own. */
const FLOORS: readonly (readonly string[])[] = [
  ['base'],
  ['intoto', 'files'],
  ['recording', 'signing', 'sigstore', 'commands'],
  ['reporting'],
  ['stages', 'gate', 'layouts'],
  ['github'],
  ['actions', 'cli']
]

/** What each room may import from outside. */
const OUTSIDE: Readonly<Record<string, RegExp>> = {
  base: /^$/,
  intoto: /^@noble\/hashes\/sha2\.js$/,
  files: /^node:/,
  recording: /^(node:.*|ignore|@noble\/hashes\/.*)$/,
  signing: /^node:/,
  sigstore: /^(node:|@sigstore\/|tuf-js(\/|$))/,
  commands: /^node:/,
  reporting: /^node:/,
  stages: /^node:/,
  gate: /^node:/,
  layouts: /^(node:|yaml$)/,
  github: /^(node:|@actions\/|yauzl$|undici$)/,
  actions: /^$/,
  cli: /^node:/
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room))

const IMPORT = /(?:\bfrom|\bimport\s*\(|\bimport)\s*['"]([^'"\s]+)['"]/g

const roomOf = (file: string): string => relative(SRC, file).split(sep)[0] as string

/** The rooms that run without Node. */
const CORE: readonly string[] = ['base', 'intoto']

/** What Node has and the language has not. The compiler says the same, and more, by `tsconfig.core.json`. */
const OF_NODE =
  /\b(?:(?:Buffer|process|globalThis|global|console|performance)(?=\.\w)|(?:require|set(?:Timeout|Interval|Immediate))(?=\())/

/** What is wrong with one file: imports against the table, and in the core whatever belongs to Node. */
function violations(file: string, text: string): string[] {
  const room = roomOf(file)
  const name = relative(SRC, file)
  const outside = OUTSIDE[room]
  if (outside === undefined || floorOf(room) < 0) return [`${name} is in a room that the table does not have`]
  const [global] = CORE.includes(room) ? (OF_NODE.exec(withoutComments(text)) ?? []) : []
  const ofNode = global === undefined ? [] : [`${name} uses ${global}`]
  const imports = [...text.matchAll(IMPORT)].flatMap(([, target = '']) => {
    if (!target.startsWith('.')) return outside.test(target) ? [] : [`${name} imports ${target}`]
    const other = roomOf(resolve(dirname(file), target))
    const isBelow = floorOf(other) >= 0 && floorOf(other) < floorOf(room)
    return other === room || isBelow ? [] : [`${name} imports the room ${other}`]
  })
  return [...ofNode, ...imports]
}

/** The lines of a file without those that are comments. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(\/\/|\/?\*).*$/gm, '')
}

function files(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(directory, entry.name)) : [join(directory, entry.name)]
  )
}

const all = files(SRC)

describe('the house', () => {
  test('has no import against the arrows', () =>
    expect(all.flatMap((file) => violations(file, readFileSync(file, 'utf8')))).toEqual([]))
  test('was looked at whole', () => {
    const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
      cwd: dirname(SRC),
      encoding: 'utf8'
    })
      .trim()
      .split('\n')
    expect(all.map((file) => relative(dirname(SRC), file).replaceAll(sep, '/')).sort()).toEqual(tracked.sort())
    const imports = all.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(IMPORT)])
    expect(imports.length).toBeGreaterThan(200)
  })
  test('starts each action in a few lines, which decide nothing', () => {
    const long = all.filter((file) => roomOf(file) === 'actions' && readFileSync(file, 'utf8').split('\n').length > 30)
    expect(long).toEqual([])
  })
  test('names its files for what is in them', () => {
    expect(all.filter((file) => /(utils?|helpers?|common|types|misc)\.ts$/.test(file))).toEqual([])
  })
  test.each([
    ['an arrow upwards', 'intoto/x.ts', "import { a } from '../recording/walk.ts'"],
    ['a package of another room', 'gate/x.ts', 'import * as core from "@actions/core"'],
    ['a dynamic import upwards', 'signing/x.ts', "await import('../cli/main.ts')"],
    ['the disk in the core', 'intoto/json/x.ts', "import 'node:fs'"],
    ['cryptography of Node in the core', 'intoto/keys/x.ts', "import { verify } from 'node:crypto'"],
    ['a global of Node in the core', 'intoto/keys/x.ts', "export const bytes = Buffer.from('a')"],
    ['the environment in the core', 'intoto/x.ts', 'export const home = process.env'],
    ['a room between equals', 'gate/x.ts', "export { a } from '../stages/hand-over.ts'"],
    ['the core in the base', 'base/x.ts', "import { a } from '../intoto/link/link.ts'"],
    ['node in the base', 'base/x.ts', "import 'node:path'"],
    ['a room that there is not', 'cli/x.ts', "import { a } from '../tools/a.ts'"],
    ['a room that is not in the table', 'tools/x.ts', '']
  ])('would be told of %s', (_name, file, text) => expect(violations(join(SRC, file), text)).toHaveLength(1))
})

test.each(all.filter((file) => roomOf(file) === 'intoto').map((file) => [relative(SRC, file), file] as const))(
  '%s loads by itself',
  async (_name, file) => {
    expect(typeof (await import(file))).toBe('object')
  }
)
