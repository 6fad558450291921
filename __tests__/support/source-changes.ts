// SPDX-License-Identifier: Apache-2.0
// Single changes of a clean checkout, and lies about them.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import type { DifferenceKind } from '../../src/recording/source/recorded-source.ts'
import type { Chance } from './cases.ts'
import { plainGit, writeBelow, type RandomFile, type RandomRepository } from './random-repository.ts'

/** What the comparison must say: a difference, or that it could not tell. */
export type Named = { readonly path: string; readonly kinds: readonly DifferenceKind[] } | 'SOURCE_UNREADABLE'

export interface ChangeOf {
  readonly work: string
  readonly repository: RandomRepository
  readonly chance: Chance
  /** A program that leaves a file behind when it runs. */
  readonly program: string
  /** How git is told to check out. */
  readonly settings: readonly string[]
}

type Change = (on: ChangeOf) => Named | undefined

/** Files of which every machine has an opinion: text without attributes, and one with `$Id$`. */
export const WITNESSES: ReadonlyMap<string, RandomFile> = new Map([
  ['witness/.gitattributes', text('* !text !crlf !eol !ident !working-tree-encoding !filter\nid.txt -text ident\n')],
  ...['1', '2', '3', 'deep/1'].map((name) => [`witness/${name}`, text(`text ${name}\nmore\n`)] as const),
  ['witness/id.txt', text('$Id$\n')]
])

function text(content: string): RandomFile {
  return { mode: '100644', content: Buffer.from(content) }
}

const CONTENT = ['content', 'lfs'] as const

/** A tracked path of a kind, from the top of the work tree. */
function pick(
  { work, repository, chance }: ChangeOf,
  fits: (path: string, file: RandomFile) => boolean
): string | undefined {
  const all = [...repository.files].flatMap(([path, file]) => {
    const submodule = repository.submodules.get(path)
    if (submodule === undefined) return [[path, file] as const]
    return [...submodule.files].map(([name, below]) => [`${path}/${name}`, below] as const)
  })
  const found = all.filter(
    ([path, file]) => file.mode !== '160000' && !path.endsWith('.gitattributes') && fits(join(work, path), file)
  )
  return found.length === 0 ? undefined : chance.pick(found)[0]
}

const isLink = (place: string): boolean => lstatSync(place).isSymbolicLink()
const holdsBytes = (place: string): boolean => !isLink(place) && lstatSync(place).size > 0

function changeByte(on: ChangeOf, path: string): Named {
  const place = join(on.work, path)
  const bytes = readFileSync(place)
  const at = on.chance.below(bytes.length)
  bytes[at] = (bytes[at] as number) ^ (1 << on.chance.below(8))
  writeFileSync(place, bytes)
  return { path, kinds: CONTENT }
}

/** Changes a byte after something that keeps git from seeing it, or before something that has git call it clean. */
const hidden =
  (lie: (on: ChangeOf, path: string) => void): Change =>
  (on) => {
    const path = pick(on, holdsBytes)
    if (path === undefined || path.startsWith('module/')) return undefined
    const named = changeByte(on, path)
    lie(on, path)
    return named
  }

/** Has git write a witness again after something changed how it does so. */
const checkedOutAgain =
  (prepare: (on: ChangeOf) => readonly string[], path = 'witness/1'): Change =>
  (on) => {
    const more = prepare(on)
    unlinkSync(join(on.work, path))
    const words = [...on.settings, ...more].flatMap((setting) => ['-c', setting])
    plainGit(on.work, [...words, 'checkout', 'HEAD', '--', path])
    return { path, kinds: CONTENT }
  }

const blobOf = (on: ChangeOf, path: string): string => plainGit(on.work, ['rev-parse', `HEAD:${path}`])

export const CHANGES: Readonly<Record<string, Change>> = {
  'a bit': (on) => {
    const path = pick(on, holdsBytes)
    return path === undefined ? undefined : changeByte(on, path)
  },
  'a byte more': (on) => {
    const path = pick(on, (place) => !isLink(place))
    if (path === undefined) return undefined
    writeFileSync(
      join(on.work, path),
      Buffer.concat([readFileSync(join(on.work, path)), Buffer.from([on.chance.below(256)])])
    )
    return { path, kinds: CONTENT }
  },
  'a byte less': (on) => {
    const path = pick(on, holdsBytes)
    if (path === undefined) return undefined
    writeFileSync(join(on.work, path), readFileSync(join(on.work, path)).subarray(1))
    return { path, kinds: CONTENT }
  },
  'a file less': (on) => {
    const path = pick(on, () => true)
    if (path === undefined) return undefined
    unlinkSync(join(on.work, path))
    return { path, kinds: ['missing'] }
  },
  'another name': (on) => {
    const path = pick(on, () => true)
    if (path === undefined) return undefined
    renameSync(join(on.work, path), join(on.work, `${path}.renamed`))
    return { path, kinds: ['missing'] }
  },
  'another mode': (on) => {
    const path = pick(on, (place) => !isLink(place))
    if (path === undefined) return undefined
    const place = join(on.work, path)
    chmodSync(place, (lstatSync(place).mode & 0o111) === 0 ? 0o755 : 0o644)
    return { path, kinds: ['mode'] }
  },
  'a link for a file': (on) => {
    const path = pick(on, (place) => !isLink(place))
    if (path === undefined) return undefined
    const place = join(on.work, path)
    // It leads to the same bytes.
    renameSync(place, join(on.work, '.git/moved'))
    symlinkSync(join(on.work, '.git/moved'), place)
    return { path, kinds: ['type'] }
  },
  'a file for a link': (on) => {
    const path = pick(on, isLink)
    if (path === undefined) return undefined
    const target = readlinkSync(join(on.work, path))
    unlinkSync(join(on.work, path))
    writeFileSync(join(on.work, path), target)
    return { path, kinds: ['type'] }
  },
  'another target': (on) => {
    const path = pick(on, isLink)
    if (path === undefined) return undefined
    const target = readlinkSync(join(on.work, path))
    unlinkSync(join(on.work, path))
    symlinkSync(`./${target}`, join(on.work, path))
    return { path, kinds: ['target'] }
  },
  'a directory for a file': (on) => {
    const path = pick(on, () => true)
    if (path === undefined) return undefined
    rmSync(join(on.work, path))
    mkdirSync(join(on.work, path))
    return { path, kinds: ['type'] }
  },
  'a link for a directory': ({ work }) => {
    renameSync(join(work, 'witness'), join(work, '.git/witness'))
    symlinkSync('.git/witness', join(work, 'witness'))
    return { path: 'witness', kinds: ['type'] }
  },
  'other ends of lines': ({ work }) => {
    const content = readFileSync(join(work, 'witness/1'), 'utf8')
    writeFileSync(
      join(work, 'witness/1'),
      content.includes('\r') ? content.replaceAll('\r', '') : content.replaceAll('\n', '\r\n')
    )
    return { path: 'witness/1', kinds: CONTENT }
  },
  'another $Id$': ({ work, chance }) => {
    writeFileSync(join(work, 'witness/id.txt'), chance.pick(['$Id$\n', '$Id: anything $\n', '$Id:  $\n']))
    return { path: 'witness/id.txt', kinds: CONTENT }
  },
  'hidden by assume-unchanged': hidden(({ work }, path) =>
    plainGit(work, ['update-index', '--assume-unchanged', '--', path])
  ),
  'hidden by skip-worktree': hidden(({ work }, path) =>
    plainGit(work, ['update-index', '--skip-worktree', '--', path])
  ),
  'hidden in the index': hidden(({ work }, path) => {
    const blob = plainGit(work, ['hash-object', '-w', '--no-filters', '--', join(work, path)])
    plainGit(work, ['update-index', '--cacheinfo', `100644,${blob},${path}`])
  }),
  'hidden from the index': hidden(({ work }, path) =>
    plainGit(work, ['rm', '--quiet', '--cached', '--', `:(literal)${path}`])
  ),
  'hidden by another index': hidden(({ work }) => rmSync(join(work, '.git/index'))),
  'hidden by a filter': hidden(({ work, program, repository }, path) => {
    writeBelow(work, '.git/info/attributes', '* filter=evil diff=evil\n')
    for (const way of ['clean', 'smudge', 'process']) plainGit(work, ['config', `filter.evil.${way}`, program])
    plainGit(work, ['config', 'diff.evil.textconv', program])
    plainGit(work, ['config', 'core.fsmonitor', program])
    plainGit(work, ['config', 'core.hooksPath', join(program, '..')])
    plainGit(work, ['config', 'core.sshCommand', program])
    void [path, repository]
  }),
  'hidden by a replaced blob': hidden((on, path) => {
    const other = plainGit(on.work, ['hash-object', '-w', '--no-filters', '--', join(on.work, path)])
    plainGit(on.work, ['update-ref', `refs/replace/${blobOf(on, path)}`, other])
  }),
  'a blob that was replaced': checkedOutAgain((on) => {
    const other = plainGit(on.work, ['hash-object', '-w', '--stdin'], 'evil\n')
    plainGit(on.work, ['update-ref', `refs/replace/${blobOf(on, 'witness/1')}`, other])
    return []
  }),
  'a commit that was replaced': checkedOutAgain((on) => {
    const { work } = on
    const blob = plainGit(work, ['hash-object', '-w', '--stdin'], 'evil\n')
    const witness = plainGit(work, ['mktree'], `100644 blob ${blob}\t1\n`)
    const tree = plainGit(work, ['mktree'], `040000 tree ${witness}\twitness\n`)
    const commit = plainGit(work, [
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@localhost',
      'commit-tree',
      tree,
      '-m',
      'evil'
    ])
    plainGit(work, ['update-ref', `refs/replace/${on.repository.commit}`, commit])
    return []
  }),
  'an attribute of the repository': checkedOutAgain(({ work, settings }) => {
    const crlf = settings.some((setting) => setting === 'core.autocrlf=true')
    writeBelow(work, '.git/info/attributes', `witness/1 text eol=${crlf ? 'lf' : 'crlf'}\n`)
    return []
  }),
  'an attribute that nobody tracks': checkedOutAgain(({ work, settings }) => {
    const crlf = settings.some((setting) => setting === 'core.autocrlf=true')
    writeBelow(work, 'witness/deep/.gitattributes', `1 text eol=${crlf ? 'lf' : 'crlf'}\n`)
    return []
  }, 'witness/deep/1'),
  'a setting of a home': checkedOutAgain(({ settings }) =>
    settings.some((setting) => setting === 'core.autocrlf=true') ? ['core.autocrlf=false'] : ['core.autocrlf=true']
  ),
  'a smudge filter of the configuration': checkedOutAgain(({ work }) => {
    writeBelow(work, '.git/info/attributes', 'witness/1 filter=evil\n')
    plainGit(work, ['config', 'filter.evil.smudge', 'printf evil'])
    return []
  }),
  'other bytes under the id of a blob': (on) => {
    const path = 'witness/1'
    const id = blobOf(on, path)
    writeFileSync(join(on.work, path), 'evil')
    writeBelow(on.work, `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`, deflateSync('blob 4\0evil'))
    return 'SOURCE_UNREADABLE'
  },
  'other names under the id of a tree': (on) => {
    const id = plainGit(on.work, ['rev-parse', 'HEAD:witness'])
    const tree = Buffer.concat([Buffer.from('100644 1\0'), Buffer.alloc(20)])
    writeBelow(
      on.work,
      `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`,
      deflateSync(Buffer.concat([Buffer.from(`tree ${tree.length}\0`), tree]))
    )
    return 'SOURCE_UNREADABLE'
  }
}
