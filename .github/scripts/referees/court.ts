// SPDX-License-Identifier: Apache-2.0
// What all judges share: a place to work, our command line, and chains for them to judge.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI } from '../harness/repository.ts'
import { runProgram, type RanProgram } from '../harness/run-program.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'
import { Tally } from '../harness/tally.ts'

export const KEY_TYPES = ['ed25519', 'ecdsa', 'rsa'] as const
export const FORMATS = ['dsse', 'metablock'] as const
export type KeyType = (typeof KEY_TYPES)[number]
export type Format = (typeof FORMATS)[number]

/** Words for us and for in-toto-python, where a chain lies. */
export const VERIFY = ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', '.']

const LAYOUT = `expires: 1 year
functionaries:
  writer: { key: writer.pub }
  packer: { key: packer.pub }
steps:
  - name: write
    by: writer
    run: touch foo.txt
    materials: [DISALLOW *]
    products: [CREATE foo.txt, DISALLOW *]
  - name: pack
    by: packer
    run: cp foo.txt foo.pack
    materials: [MATCH foo.txt WITH PRODUCTS FROM write, DISALLOW *]
    products: [REQUIRE foo.pack, CREATE foo.pack, MATCH foo.txt WITH PRODUCTS FROM write, DISALLOW *]
`

const PACKAGES_LAYOUT = `expires: 1 year
functionaries:
  writer: { key: writer.pub }
  packer: { key: packer.pub }
steps:
  - name: install
    by: writer
    run: cp -R ../packages-seed packages
    materials: [DISALLOW *]
    products: [REQUIRE dir:packages, CREATE dir:packages, DISALLOW *]
  - name: use
    by: packer
    run: touch foo.txt
    materials: [REQUIRE dir:packages, MATCH dir:* WITH PRODUCTS FROM install, DISALLOW *]
    products: [CREATE foo.txt, DISALLOW *]
`

export class Court {
  readonly tally = new Tally()
  readonly work = scratchDirectory('referees')
  /** What was made once, by what it is; judges get copies. */
  readonly #made = new Map<string, Promise<string>>()

  run(program: string, words: readonly string[], cwd = this.work): Promise<RanProgram> {
    return runProgram(program, words, { cwd })
  }

  ours(words: readonly string[], cwd = this.work): Promise<RanProgram> {
    return this.run(process.execPath, [CLI, ...words], cwd)
  }

  directory(name: string): string {
    const path = join(this.work, name.replace(/[^\w.-]+/g, '-'))
    mkdirSync(path, { recursive: true })
    return path
  }

  /** Puts keys of owner, writer and packer into a directory. */
  async keys(at: string, type: KeyType): Promise<void> {
    cpSync(await this.#once(`keys-${type}`, (place) => this.#makeKeys(place, type)), at, { recursive: true })
  }

  /** Puts keys, layout and links of a small chain into a directory, all by our command line. */
  async chain(at: string, type: KeyType, format: Format): Promise<void> {
    const made = this.#once(`chain-${type}-${format}`, (place) => this.#makeChain(place, type, format))
    cpSync(await made, at, { recursive: true })
  }

  /** Puts keys, layout and links of a chain into a directory, of which one step uses packages that another installed. */
  async packages(at: string): Promise<void> {
    await this.keys(at, 'ed25519')
    writeFileSync(join(at, 'layout.yml'), PACKAGES_LAYOUT)
    const layout = ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner', '--keyid', 'both']
    await expectStatus(this.ours(layout, at), 0)
    for (const name of ['a', '.cache']) mkdirSync(join(this.directory('packages-seed'), name), { recursive: true })
    for (const name of ['a/index.js', '.cache/x']) writeFileSync(join(this.directory('packages-seed'), name), name)
    const stage = this.directory(`${at.slice(this.work.length + 1)}-stage`)
    const sign = (name: string): string[] => ['-m', '.', '-p', '.', '--signing-key', join(at, name), '-d', at]
    const install = ['run', '-n', 'install', ...sign('writer'), '--installs', 'packages', '!.cache/']
    await expectStatus(this.ours([...install, '--', 'cp', '-R', '../packages-seed', 'packages'], stage), 0)
    const use = ['run', '-n', 'use', ...sign('packer'), '--dependencies', 'packages', '!.cache/']
    await expectStatus(this.ours([...use, '--', 'touch', 'foo.txt'], stage), 0)
  }

  end(): void {
    rmSync(this.work, { recursive: true, force: true })
    this.tally.end()
  }

  #once(name: string, make: (place: string) => Promise<void>): Promise<string> {
    const before = this.#made.get(name)
    if (before !== undefined) return before
    const place = this.directory(`made-${name}`)
    const made = make(place).then(() => place)
    this.#made.set(name, made)
    return made
  }

  async #makeKeys(at: string, type: KeyType): Promise<void> {
    for (const name of ['owner', 'writer', 'packer'])
      await expectStatus(this.ours(['key', 'generate', '--type', type, '-o', name], at), 0)
  }

  async #makeChain(at: string, type: KeyType, format: Format): Promise<void> {
    await this.keys(at, type)
    writeFileSync(join(at, 'layout.yml'), LAYOUT)
    const layout = ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner', '--keyid', 'both']
    await expectStatus(this.ours([...layout, '--format', format], at), 0)
    const stage = this.directory(`stage-${type}-${format}`)
    const sign = (name: string): string[] => ['--signing-key', join(at, name), '-d', at, '--format', format]
    await expectStatus(
      this.ours(['run', '-n', 'write', '-p', '.', ...sign('writer'), '--', 'touch', 'foo.txt'], stage),
      0
    )
    await expectStatus(
      this.ours(
        ['run', '-n', 'pack', '-m', '.', '-p', '.', ...sign('packer'), '--', 'cp', 'foo.txt', 'foo.pack'],
        stage
      ),
      0
    )
  }
}

export async function expectStatus(running: Promise<RanProgram>, status: number): Promise<RanProgram> {
  const ran = await running
  assert.equal(ran.status, status, `exit status ${ran.status}\n${ran.text}`)
  return ran
}

/** Removes a link of a chain. */
export function tamper(at: string, step = 'pack'): void {
  const link = readdirSync(at).find((name) => name.startsWith(`${step}.`) && name.endsWith('.link')) ?? ''
  rmSync(join(at, link))
}
