// SPDX-License-Identifier: Apache-2.0
// Two random trees have one digest of the whole directory exactly when they are one tree, however much names of files look
// like lines of the text behind the digest.
import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { directoryWith } from '../support/directory.ts'

const CASES = 4000
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const CONTENTS = ['', 'a', 'a/b']
const NAMES = ['a', 'b', 'a  b', ' a', 'empty  a', `${sha('')}  a`, `link ${sha('a')}  a`, '.git', '-', 'é']

type Entry = { readonly kind: 'file' | 'link'; readonly text: string } | { readonly kind: 'directory' }

/** A few entries, of which none lies in what is no directory. */
function randomTree(chance: Chance): ReadonlyMap<string, Entry> {
  const tree = new Map<string, Entry>()
  for (let count = chance.below(4); count > 0; count -= 1) {
    const parts = Array.from({ length: 1 + chance.below(2) }, () => chance.pick(NAMES))
    const path = parts.join('/')
    const above = tree.get(parts[0] ?? '')
    if (tree.has(path) || (parts.length > 1 && above !== undefined && above.kind !== 'directory')) continue
    if (parts.length > 1) tree.set(parts[0] ?? '', { kind: 'directory' })
    const kind = chance.pick(['file', 'link', 'directory'] as const)
    tree.set(
      path,
      kind === 'directory'
        ? { kind }
        : { kind, text: kind === 'link' ? `${chance.pick(CONTENTS)}x` : chance.pick(CONTENTS) }
    )
  }
  return tree
}

function write(tree: ReadonlyMap<string, Entry>, directory: string): void {
  mkdirSync(directory, { recursive: true })
  for (const [path, entry] of tree) {
    const at = join(directory, path)
    if (entry.kind === 'directory') {
      mkdirSync(at, { recursive: true })
      continue
    }
    mkdirSync(dirname(at), { recursive: true })
    if (entry.kind === 'file') writeFileSync(at, entry.text)
    else symlinkSync(entry.text, at)
  }
}

test('directories have one digest exactly when they hold the same', async () => {
  const chance = new Chance(seed())
  const recorder = new Recorder()
  const [byDigest, byTree] = [new Map<string, string>(), new Map<string, string>()]
  const seen = { equal: 0, links: 0, 'empty directories': 0 }
  const total = caseCount(CASES)
  try {
    for (let index = 0; index < total; index += 1) {
      const tree = randomTree(chance)
      const baseDirectory = directoryWith()
      write(tree, join(baseDirectory, 'd'))
      const { artifacts } = await recorder.record({
        paths: ['dir:d'],
        baseDirectory,
        exclude: [],
        lstripPaths: [],
        lineEndings: 'as-is',
        symlinkedDirectories: 'skip'
      })
      const digest = [...artifacts][0]?.[1] ?? ''
      const text = JSON.stringify([...tree].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (byTree.has(text)) seen.equal += 1
      if (text.includes('"link"')) seen.links += 1
      if (
        [...tree].some(
          ([path, { kind }]) => kind === 'directory' && ![...tree.keys()].some((other) => other.startsWith(`${path}/`))
        )
      )
        seen['empty directories'] += 1
      expect([index, byDigest.get(digest) ?? text]).toEqual([index, text])
      expect([index, byTree.get(text) ?? digest]).toEqual([index, digest])
      byDigest.set(digest, text)
      byTree.set(text, digest)
    }
  } finally {
    await recorder.close()
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  report('digests of whole directories', total, seed(), { trees: byDigest.size, ...seen })
}, 300_000)
