// SPDX-License-Identifier: Apache-2.0
// What is loaded before anything is done, by files and bytes: every start pays for it.
import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const DIST = resolve(import.meta.dirname, '../../dist')
const IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?"([^"]+)";/gm

/** Files that a bundle loads with itself, with their texts, and modules of Node's that it imports. */
function loadedWith(bundle: string): { readonly files: ReadonlyMap<string, string>; readonly modules: string[] } {
  const files = new Map<string, string>()
  const modules = new Set<string>()
  const open = [join(DIST, bundle)]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path)) continue
    const text = readFileSync(path, 'utf8')
    files.set(path, text)
    for (const [, target = ''] of text.matchAll(IMPORT))
      if (target.startsWith('.')) open.push(join(dirname(path), target))
      else modules.add(target.replace('node:', ''))
  }
  return { files, modules: [...modules] }
}

describe('what is loaded at the start', () => {
  test.each([
    ['cli', 8, 80_000],
    ['hash-worker', 4, 60_000],
    ['begin', 12, 800_000],
    ['end', 14, 800_000],
    ['sign', 16, 850_000],
    ['verify', 18, 1_100_000]
  ])('of %s are at most %i files', (bundle, most, bytes) => {
    const { files } = loadedWith(`${bundle}.mjs`)
    expect(files.size).toBeLessThanOrEqual(most)
    expect([...files.values()].reduce((sum, text) => sum + text.length, 0)).toBeLessThan(bytes)
  })
  test.each(['cli', 'begin', 'end', 'sign', 'verify'])('of %s is nothing that only some need', (bundle) => {
    const { files, modules } = loadedWith(`${bundle}.mjs`)
    expect(
      [...files.keys()].filter((path) => /undici|actions-github|run-artifacts|sigstore-(?!codes)|yaml/.test(path))
    ).toEqual([])
    // Of these the import alone loads streams, promises and WebCrypto; TLS and threads are for who needs them.
    expect(modules.filter((name) => /^(?:fs|crypto|util|https?|tls|worker_threads)$/.test(name))).toEqual([])
  })
  // One other character, and Node decodes the whole file.
  test.each(['cli', 'hash-worker', 'begin', 'end', 'sign', 'verify', 'index'])('of %s is ASCII', (bundle) => {
    const { files } = loadedWith(`${bundle}.mjs`)
    expect([...files].filter(([, text]) => /[^\0-\x7f]/.test(text)).map(([path]) => path)).toEqual([])
  })
  test('of the library for other programs is nothing of Node', () => {
    const { files, modules } = loadedWith('index.mjs')
    expect(modules).toEqual([])
    expect([...files.values()].filter((text) => text.includes('getBuiltinModule'))).toEqual([])
  })
})
