// SPDX-License-Identifier: Apache-2.0
// The rooms of the house and the arrows between them. Arrows point down only.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { circlesAmong, COMPUTED, importsOf } from './support/imports.ts'

const SRC = resolve(import.meta.dirname, '../src')

interface House {
  /** From the ground up. A room may import from every floor below its own. */
  readonly floors: readonly (readonly string[])[]
  /** Who else may import from whom, on one floor. */
  readonly neighbours: readonly (readonly [from: string, to: string])[]
}

/** The rooms of `src`. */
const OUTER: House = {
  floors: [
    ['base'],
    ['intoto', 'files'],
    ['recording', 'signing', 'sigstore', 'commands'],
    ['reporting'],
    ['stages', 'gate', 'layouts'],
    ['github'],
    ['actions', 'cli']
  ],
  // A file that is too large is refused under the core's code for documents.
  neighbours: [['files', 'intoto']]
}

/** The rooms of `src/intoto`, and the files that lie in none. */
const INNER: House = {
  floors: [
    ['text-encoding.d.ts', 'codes.ts'],
    ['bytes', 'hashing', 'json'],
    ['artifacts'],
    ['keys', 'signatures', 'envelope'],
    ['rules'],
    ['layout', 'link'],
    ['intents'],
    ['verification'],
    ['index.ts']
  ],
  neighbours: [
    ['hashing', 'bytes'],
    ['json', 'bytes'],
    ['signatures', 'keys'],
    ['envelope', 'keys'],
    ['envelope', 'signatures']
  ]
}

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

const floorOf = ({ floors }: House, room: string): number => floors.findIndex((rooms) => rooms.includes(room))

const roomOf = (file: string): string => relative(SRC, file).split(sep)[0] as string

const innerRoomOf = (file: string): string => relative(SRC, file).split(sep)[1] as string

function mayImport(house: House, from: string, to: string): boolean {
  if (from === to) return true
  const isBelow = floorOf(house, to) >= 0 && floorOf(house, to) < floorOf(house, from)
  return isBelow || house.neighbours.some(([one, other]) => one === from && other === to)
}

/**
 * The codes of a room, `ROOM/codes.ts`, are a floor of their own right above the base: they import from nowhere else, and
 * the room that makes one table of all may read every one of them.
 */
const isCodes = (file: string): boolean => /^[^/\\]+[/\\]codes\.ts$/.test(relative(SRC, file))
const READER_OF_CODES = 'reporting'

/** The rooms that run without Node. */
const CORE: readonly string[] = ['base', 'intoto']

/** What Node has and the language has not. The compiler says the same, and more, by `tsconfig.core.json`. */
const OF_NODE =
  /\b(?:(?:Buffer|process|globalThis|global|console|performance)(?=\.\w)|(?:require|set(?:Timeout|Interval|Immediate))(?=\())/

/** What is wrong with one file: imports against the tables, and in the core whatever belongs to Node. */
function violations(file: string, text: string): string[] {
  const room = roomOf(file)
  const name = relative(SRC, file)
  const outside = OUTSIDE[room]
  if (outside === undefined || floorOf(OUTER, room) < 0) return [`${name} is in a room that the table does not have`]
  if (room === 'intoto' && floorOf(INNER, innerRoomOf(file)) < 0) return [`${name} is nowhere in the table of the core`]
  const [global] = CORE.includes(room) ? (OF_NODE.exec(withoutComments(text)) ?? []) : []
  const ofNode = global === undefined ? [] : [`${name} uses ${global}`]
  const imports = importsOf(text).flatMap((target) => {
    if (target === COMPUTED) return [`${name} imports what it computes`]
    const path = resolve(dirname(file), target)
    const other = roomOf(path)
    if (isCodes(file)) return target.startsWith('.') && other === 'base' ? [] : [`${name} imports ${target}`]
    if (!target.startsWith('.')) return outside.test(target) ? [] : [`${name} imports ${target}`]
    if (room === READER_OF_CODES && isCodes(path)) return []
    if (!mayImport(OUTER, room, other)) return [`${name} imports the room ${other}`]
    if (room !== 'intoto' || other !== 'intoto' || mayImport(INNER, innerRoomOf(file), innerRoomOf(path))) return []
    return [`${name} imports the room intoto/${innerRoomOf(path)}`]
  })
  return [...ofNode, ...imports]
}

/** Circles of imports among some files, by what they import of each other. */
function circles(texts: ReadonlyMap<string, string>): string[][] {
  const imports = new Map(
    [...texts].map(([file, text]) => [
      file,
      importsOf(text)
        .filter((target) => target.startsWith('.'))
        .map((target) => resolve(dirname(file), target))
    ])
  )
  return circlesAmong(imports).map((circle) => circle.map((file) => relative(SRC, file)))
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
/** By file, what can import something; the rest is data. */
const texts: ReadonlyMap<string, string> = new Map(
  all.filter((file) => !file.endsWith('.json')).map((file) => [file, readFileSync(file, 'utf8')])
)

describe('the house', () => {
  test('has no import against the arrows', () =>
    expect([...texts].flatMap(([file, text]) => violations(file, text))).toEqual([]))
  test('has no file that imports itself by way of others', () => expect(circles(texts)).toEqual([]))
  test.each([
    ['outer', OUTER],
    ['inner', INNER]
  ])('has an %s table that allows no circle between rooms, and nothing that nobody needs', (name, house) => {
    const rooms = house.floors.flat()
    expect(new Set(rooms).size).toBe(rooms.length)
    const reached = new Map(
      rooms.map((room) => [room, rooms.filter((other) => other !== room && mayImport(house, room, other))])
    )
    expect(circlesAmong(reached)).toEqual([])
    const own = name === 'outer' ? roomOf : (file: string) => (roomOf(file) === 'intoto' ? innerRoomOf(file) : '')
    const used = new Set(
      [...texts].flatMap(([file, text]) =>
        importsOf(text).map((target) => `${own(file)} ${own(resolve(dirname(file), target))}`)
      )
    )
    expect(house.neighbours.filter(([from, to]) => !used.has(`${from} ${to}`))).toEqual([])
    expect(rooms.filter((room) => !all.some((file) => own(file) === room))).toEqual([])
  })
  test('was looked at whole', () => {
    const git = (...flags: string[]): string[] =>
      execFileSync('git', ['ls-files', ...flags, 'src'], { cwd: dirname(SRC), encoding: 'utf8' })
        .split('\n')
        .filter((line) => line !== '')
    // What was deleted is not there to be looked at, whether git was told or not.
    const deleted = new Set(git('--deleted'))
    const known = git('--cached', '--others', '--exclude-standard').filter((file) => !deleted.has(file))
    expect(all.map((file) => relative(dirname(SRC), file).replaceAll(sep, '/')).sort()).toEqual(known.sort())
    // A word that looks like an import is one, or stands in a comment or a text; none is overlooked.
    const looksLikeOne = /^(?:import|export)\b[^'"]*\bfrom ['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
    for (const [file, text] of texts) {
      const written = [...text.matchAll(looksLikeOne)].map(([, one, other]) => one ?? other)
      expect([relative(SRC, file), importsOf(text)]).toEqual([relative(SRC, file), expect.arrayContaining(written)])
    }
    expect([...texts.values()].flatMap(importsOf).length).toBeGreaterThan(1000)
  })
  test('starts programs in three files, itself in one, and git in two, of which one says what git may not do', () => {
    const starting = [...texts].filter(([, text]) => /child_process/.test(withoutComments(text)))
    expect(starting.map(([file]) => relative(SRC, file).replaceAll(sep, '/')).sort()).toEqual([
      // Starts a program of our own, and no other.
      'cli/batch/case-process.ts',
      'commands/command-pipe.ts',
      'commands/run-command.ts',
      'recording/git/run-git.ts',
      // Is told by `fetch-commit.ts` how to start git, for one fetch.
      'recording/git/watched-program.ts'
    ])
    const watching = [...texts].filter(([, text]) => /\bwatchedProgram\(\{/.test(text))
    expect(watching.map(([file]) => relative(SRC, file).replaceAll(sep, '/'))).toEqual([
      'recording/git/fetch-commit.ts'
    ])
    // Whoever wants the path of git wants to start it.
    const naming = [...texts].filter(([, text]) => /\b(?:findProgram|spawn|exec\w*)\(\s*['"`]git\b/.test(text))
    expect(naming.map(([file]) => relative(SRC, file).replaceAll(sep, '/'))).toEqual(['recording/git/run-git.ts'])
  })
  test('starts each action in a few lines, which decide nothing', () => {
    const long = all.filter((file) => roomOf(file) === 'actions' && readFileSync(file, 'utf8').split('\n').length > 30)
    expect(long).toEqual([])
  })
  test('names its files for what is in them', () => {
    expect(all.filter((file) => /(utils?|helpers?|common|types|misc)\.ts$/.test(file))).toEqual([])
  })
  test.each([
    ['an arrow upwards', 'intoto/json/x.ts', "import { a } from '../recording/walk.ts'"],
    ['a package of another room', 'gate/x.ts', 'import * as core from "@actions/core"'],
    ['a dynamic import upwards', 'signing/x.ts', "await import('../cli/main.ts')"],
    ['an import of what is computed', 'signing/x.ts', 'await import(`../${name}.ts`)'],
    ['a type upwards', 'signing/x.ts', "export type Main = import('../cli/main.ts').Main"],
    ['an arrow upwards in the core', 'intoto/rules/x.ts', "import type { Link } from '../link/link.ts'"],
    ['a room between equals in the core', 'intoto/link/x.ts', "export * from '../layout/layout.ts'"],
    ['neighbours the wrong way round', 'intoto/keys/x.ts', "import { a } from '../envelope/pae.ts'"],
    ['the front door from within', 'intoto/verification/x.ts', "import { a } from '../index.ts'"],
    ['a file of the core in no room', 'intoto/x.ts', ''],
    ['a room of the core that is not in the table', 'intoto/time/x.ts', ''],
    ['the disk in the core', 'intoto/json/x.ts', "import 'node:fs'"],
    ['cryptography of Node in the core', 'intoto/keys/x.ts', "import { verify } from 'node:crypto'"],
    ['a global of Node in the core', 'intoto/keys/x.ts', "export const bytes = Buffer.from('a')"],
    ['the environment in the core', 'intoto/json/x.ts', 'export const home = process.env'],
    ['a room between equals', 'gate/x.ts', "export { a } from '../stages/hand-over.ts'"],
    ['codes of a room above', 'recording/x.ts', "import { GateError } from '../gate/codes.ts'"],
    ['codes of a neighbour', 'gate/x.ts', "import { StagesError } from '../stages/codes.ts'"],
    ['codes that are made elsewhere', 'gate/codes.ts', "import { a } from '../files/read-file.ts'"],
    ['codes that read codes', 'gate/codes.ts', "import { CORE_CODES } from '../intoto/codes.ts'"],
    ['codes that know a file of their room', 'gate/codes.ts', "import { a } from './gate-run.ts'"],
    ['codes that know a package', 'gate/codes.ts', "import 'node:path'"],
    ['more than codes of a room above', 'reporting/x.ts', "import { a } from '../gate/gate-run.ts'"],
    ['what only has the name of codes', 'reporting/x.ts', "import { a } from '../gate/inner/codes.ts'"],
    ['the core in the base', 'base/x.ts', "import { a } from '../intoto/link/link.ts'"],
    ['node in the base', 'base/x.ts', "import 'node:path'"],
    ['a room that there is not', 'cli/x.ts', "import { a } from '../tools/a.ts'"],
    ['a room that is not in the table', 'tools/x.ts', '']
  ])('would be told of %s', (_name, file, text) => expect(violations(join(SRC, file), text)).toHaveLength(1))
  test('lets the table of all codes read those of every room', () => {
    const rooms = OUTER.floors.flat()
    const imports = rooms.map((room) => `import { a } from '../${room}/codes.ts'`).join('\n')
    expect(violations(join(SRC, READER_OF_CODES, 'x.ts'), imports)).toEqual([])
  })
  test.each([
    [
      'outer rooms',
      'gate/x.ts',
      "import { a } from '../stages/x.ts'",
      'stages/x.ts',
      "import { a } from '../gate/x.ts'"
    ],
    [
      'inner rooms',
      'intoto/link/x.ts',
      "import '../rules/x.ts'",
      'intoto/rules/x.ts',
      "import type { A } from '../link/x.ts'"
    ],
    ['files of a room', 'gate/x.ts', "export * from './y.ts'", 'gate/y.ts', "await import('./x.ts')"]
  ])('would be told of a circle between %s', (name, one, oneText, other, otherText) => {
    const planted = [
      [join(SRC, one), oneText],
      [join(SRC, other), otherText]
    ] as const
    expect(circles(new Map([...texts, ...planted]))).toEqual([[one, other, one]])
    const against = planted.flatMap(([file, text]) => violations(file, text))
    expect(against.length > 0).toBe(name !== 'files of a room')
  })
  test('would be told of a circle by a long way round', () => {
    const planted = ['a', 'b', 'c', 'd'].map((name, index, names) => {
      const next = names[(index + 1) % names.length] as string
      return [join(SRC, 'gate', `${name}.ts`), `import './${next}.ts'`] as const
    })
    expect(circles(new Map([...texts, ...planted]))).toEqual([
      ['a', 'b', 'c', 'd', 'a'].map((name) => `gate/${name}.ts`)
    ])
  })
})

test.each(all.filter((file) => roomOf(file) === 'intoto').map((file) => [relative(SRC, file), file] as const))(
  '%s loads by itself',
  async (_name, file) => {
    expect(typeof (await import(file))).toBe('object')
  }
)
