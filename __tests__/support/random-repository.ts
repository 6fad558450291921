// SPDX-License-Identifier: Apache-2.0
// Random repositories that have to do with what a checkout converts, and git to check them out.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SparseCheckout } from '../../src/recording/source/recorded-source.ts'
import type { Chance } from './cases.ts'
import { directoryWith } from './directory.ts'

export type Mode = '100644' | '100755' | '120000' | '160000'

export interface RandomFile {
  readonly mode: Mode
  /** Of a submodule, the commit. */
  readonly content: Buffer
  /** What Git LFS has for the pointer. */
  readonly lfs?: Buffer
}

export interface RandomRepository {
  readonly files: ReadonlyMap<string, RandomFile>
  readonly submodules: ReadonlyMap<string, RandomRepository>
  /** Without a work tree. */
  readonly directory: string
  readonly commit: string
}

const NO_SETTINGS = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  LC_ALL: 'C',
  HOME: '/nowhere',
  PATH: process.env['PATH']
}

/** git of no user. */
export function plainGit(directory: string, words: readonly string[], input: string | Buffer = ''): string {
  return execFileSync('git', ['-C', directory, ...words], {
    encoding: 'utf8',
    env: NO_SETTINGS,
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1 << 28
  }).trim()
}

/** A bare repository with one commit. */
export function repositoryWith(
  files: ReadonlyMap<string, RandomFile>,
  submodules: RandomRepository['submodules'] = new Map()
): RandomRepository {
  const directory = directoryWith()
  plainGit(directory, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main'])
  const parts: Buffer[] = [Buffer.from('commit refs/heads/main\nmark :1\ncommitter t <t@localhost> 0 +0000\ndata 0\n')]
  for (const [path, { mode, content }] of files) {
    const name = `"${path.replace(/["\\]/g, '\\$&')}"`
    if (mode === '160000') parts.push(Buffer.from(`M 160000 ${content.toString()} ${name}\n`))
    else parts.push(Buffer.from(`M ${mode} inline ${name}\ndata ${content.length}\n`), content, Buffer.from('\n'))
  }
  plainGit(directory, ['fast-import', '--quiet', '--force'], Buffer.concat(parts))
  return { files, submodules, directory, commit: readFileSync(join(directory, 'refs/heads/main'), 'utf8').trim() }
}

/** Settings of a machine, as git's configuration has them. */
export const MACHINES = {
  'nothing is set': [],
  'autocrlf input': ['core.autocrlf=input'],
  'eol crlf': ['core.eol=crlf'],
  'autocrlf true': ['core.autocrlf=true'],
  'autocrlf true, eol lf': ['core.autocrlf=true', 'core.eol=lf'],
  'case of letters ignored': ['core.ignorecase=true'],
  'case of letters ignored, autocrlf true': ['core.ignorecase=true', 'core.autocrlf=true']
} as const satisfies Readonly<Record<string, readonly string[]>>

export interface HowToCheckOut {
  readonly into?: string
  readonly sparse?: SparseCheckout | undefined
}

/** A clean checkout. @param settings of `MACHINES` */
export function checkOut(
  { directory, commit, submodules }: RandomRepository,
  settings: readonly string[],
  { into = join(directoryWith(), 'work'), sparse }: HowToCheckOut = {}
): string {
  mkdirSync(into, { recursive: true })
  plainGit(into, ['init', '--quiet', '--template='])
  writeBelow(into, '.git/objects/info/alternates', `${join(directory, 'objects')}\n`)
  if (sparse !== undefined)
    plainGit(
      into,
      ['sparse-checkout', 'set', sparse.cone ? '--cone' : '--no-cone', '--stdin'],
      sparse.patterns.join('\n')
    )
  plainGit(into, [...settings.flatMap((setting) => ['-c', setting]), 'checkout', '--quiet', '--detach', commit])
  for (const [path, repository] of submodules)
    if (existsSync(join(into, path))) checkOut(repository, settings, { into: join(into, path) })
  return into
}

/** Git LFS has nothing to do with a pointer without the attribute. */
function hasLfsFilter(work: string, path: string): boolean {
  return plainGit(work, ['check-attr', '-z', 'filter', '--', path]).split('\0')[2] === 'lfs'
}

/** Puts what Git LFS has in the place of pointers. */
export function pullLfs(work: string, { files, submodules }: RandomRepository): void {
  for (const [path, { lfs }] of files)
    if (lfs !== undefined && hasLfsFilter(work, path)) writeFileSync(join(work, path), lfs)
  for (const [path, repository] of submodules) pullLfs(join(work, path), repository)
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

export function lfsPointer(content: Buffer): Buffer {
  return Buffer.from(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`
  )
}

const NAMES = [
  'a.txt', 'b.txt', 'c.c', 'd.bin', 'e', 'f.utf', 'g.id', 'h i.txt', 'é.txt', '日本.txt', '-x.txt', '#y.txt', '[z].txt',
  '!n.txt', 'file.txt', 'x*.txt', 'q"q.txt', 'A.TXT', 'k.lfs', 'l.crlf', 'm.auto', "s'.txt", 'Makefile', '.hidden'
] as const // prettier-ignore

const PIECES = [
  'line', 'text\n', 'text\r\n', '\r', '\n', '\n\n', '\0', 'é\n', '日本\n', '😀', '\u001a', '\t', '\u007f', '\u0001\u0002\u0003', '\ufeff',
  '$Id$', '$Id$\n', '$Id: abc $', '$Id: a b c $', '$Id:x$', '$Id:a b$', '$Id', '$Id:', '$$Id$', '$Id: $Id$', '$Idx$Id: y $', '$Id\0$Id$',
  '$Id: 0123456789012345678901234567890123456789 $\n', '$Id: x\ny $', '$Date$', ' $ ', '$Id:  $', '$Id:\t$'
] as const // prettier-ignore

function randomContent(chance: Chance): Buffer {
  const kind = chance.below(12)
  if (kind === 0) return Buffer.alloc(0)
  if (kind === 1) return Buffer.from(Array.from({ length: chance.below(300) }, () => chance.below(256)))
  if (kind === 2) {
    const line = `${'printable text '.repeat(chance.below(30))}${'\u0001'.repeat(chance.below(4))}\n`
    return Buffer.from(line.repeat(1 + chance.below(3)))
  }
  const plain = kind > 6
  const pieces = Array.from({ length: chance.below(9) }, () =>
    plain ? chance.pick(['line ', 'text\n', 'more\n', 'é\n', '$Id$\n', '$']) : chance.pick(PIECES)
  )
  // A lone surrogate is no UTF-8.
  return Buffer.concat([Buffer.from(pieces.join('')), ...(chance.once(15) ? [Buffer.from([0xed, 0xa0, 0x80])] : [])])
}

const PATTERNS = [
  '*', '*.txt', '*.c', '*.bin', 'e', '*.utf', '*.id', '/a.txt', 'sub/*', 'sub/**', '**/b.txt', 'sub/a.txt', '"h i.txt"', '"\\303\\251.txt"',
  'é.txt', '\\#y.txt', '[[]z].txt', '\\!n.txt', '!n.txt', 'sub/', '*.t?t', '[a-c].*', '**', '*.lfs', '*.crlf', '*.auto', 'a.*', '"q\\"q.txt"', '#y.txt', '/sub/deep/*'
] as const // prettier-ignore
const WORDS = [
  'text', '-text', '!text', 'text=auto', 'text=input', 'text=foo', 'crlf', '-crlf', 'crlf=input', 'crlf=auto', 'eol=lf', 'eol=crlf', '!eol', '-eol', 'eol=foo', 'eol',
  'ident', '-ident', 'ident=x', 'binary', '-binary', '!binary', 'mac', '-mac', 'diff=x', 'filter=lfs', '-diff', 'other', '--bad', 'b@d', 'text=', 'mine'
] as const // prettier-ignore
const ENCODINGS = [
  'UTF-16', 'utf16', 'UTF-16LE', 'utf-16be', 'UTF-16LE-BOM', 'utf-16be-bom', 'UTF-32', 'UTF-32LE', 'utf32be', 'UTF-8', 'utf8', 'UTF16LE'
] as const // prettier-ignore

function randomAttributes(chance: Chance): string {
  const lines = Array.from({ length: 1 + chance.below(6) }, () => {
    if (chance.once(10))
      return chance.pick([
        '[attr]mac text eol=crlf',
        '[attr]mine -text ident',
        '[attr]binary text',
        '[attr]mac binary',
        '[attr] bad text'
      ])
    if (chance.once(25)) return `${chance.pick(PATTERNS)} text ${'x'.repeat(chance.pick([2030, 2048, 2100]))}`
    const words = Array.from({ length: 1 + chance.below(3) }, () =>
      chance.once(8) ? `working-tree-encoding=${chance.pick(ENCODINGS)}` : chance.pick(WORDS)
    )
    return `${chance.once(12) ? ' ' : ''}${chance.pick(PATTERNS)}${chance.pick([' ', ' ', '\t', '  '])}${words.join(' ')}`
  })
  return `${chance.once(25) ? '\ufeff' : ''}${lines.join(chance.once(6) ? '\r\n' : '\n')}${chance.once(5) ? '' : '\n'}`
}

/** @param depth of submodules within */
export function randomRepository(chance: Chance, depth = 1): RandomRepository {
  const files = new Map<string, RandomFile>()
  const submodules = new Map<string, RandomRepository>()
  for (const above of ['', 'sub/', 'sub/deep/']) {
    if (above !== '' && chance.once(2)) continue
    for (let count = 2 + chance.below(6); count > 0; count -= 1) {
      const path = `${above}${chance.pick(NAMES)}`
      if (chance.once(9)) {
        files.set(path, {
          mode: '120000',
          content: Buffer.from(chance.pick(['a.txt', '../e', 'nowhere', '/etc/hostname', 'sub', '.', 'é']))
        })
      } else if (path.endsWith('.lfs') || chance.once(25)) {
        const lfs = randomContent(chance)
        files.set(path, { mode: '100644', content: lfsPointer(lfs), lfs })
      } else files.set(path, { mode: chance.once(5) ? '100755' : '100644', content: randomContent(chance) })
    }
    if (chance.below(3) < 2) {
      const mode = chance.once(40) ? '120000' : '100644'
      const content = Buffer.from(randomAttributes(chance))
      // No system makes a link to a name of thousands of bytes, and git goes on without it.
      files.set(`${above}.gitattributes`, { mode, content: mode === '120000' ? content.subarray(0, 200) : content })
    }
  }
  if (depth > 0 && chance.once(4)) {
    const submodule = randomRepository(chance, depth - 1)
    submodules.set('module', submodule)
    files.set('module', { mode: '160000', content: Buffer.from(submodule.commit) })
  }
  return repositoryWith(files, submodules)
}

export function writeBelow(work: string, path: string, content: Buffer | string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true })
  writeFileSync(join(work, path), content)
}

export function randomSparse(chance: Chance): SparseCheckout {
  const cone = chance.once(2)
  const from = cone
    ? ['sub', 'sub/deep', 'other', '/sub/', 'sub/deep/more']
    : [
        '/*',
        '!/*/',
        'sub',
        '/sub/',
        '!sub/deep',
        '*.txt',
        '!*.c',
        '/a.txt',
        'sub/*',
        '**/deep',
        '# no',
        'a.*',
        '!b.txt',
        'e'
      ]
  return { cone, patterns: Array.from({ length: 1 + chance.below(3) }, () => chance.pick(from)) }
}
