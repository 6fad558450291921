// SPDX-License-Identifier: Apache-2.0
// Examples of layouts in intents, built by the command line as users start it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { intentsOf } from '../../../src/intoto/intents/intents-of-layout.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { LayoutFile } from '../../../src/intoto/layout/layout-file.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { COMMIT } from '../../../src/layouts/self-test/run-links.ts'
import { CLI, ROOT } from '../harness/repository.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'
import { signerOf, THIS_LAYOUT, writeRun, type RunOfExample } from './wrong-run.ts'

const NAMES = ['ci', 'ann', 'bob'] as const
const FILE = 'layout.yml'
/** What the layouts that stand in the place of a link say of their step, so that links can be made for it. */
const THEIRS = readStatements(['compile takes source', 'compile adds dist/**', 'release compile', 'steps only'])
/** Links, and directories with those of layouts in the place of one. */
const OF_A_RUN = /\.[0-9a-f]{8}(?:\.link)?$/

/** The text of one file of an example. */
export function exampleText(name: string, file: string): string {
  return readFileSync(join(ROOT, 'examples/intents', name, `${file}.yml`), 'utf8')
}

/** What a command printed. */
export interface Printed {
  readonly status: number | null
  /** Both streams, what is news first. */
  readonly text: string
}

export interface BuildOptions {
  /** Whether all steps are performed by `ci` where nothing else is said. */
  readonly isWhole?: boolean
  readonly flags?: readonly string[]
}

/** A directory with the keys that examples name. */
export class ExampleBuilder {
  readonly #directory = scratchDirectory('intents')

  constructor() {
    for (const name of [...NAMES, 'owner']) this.run(['key', 'generate', '-o', name])
  }

  /** Builds a layout from what examples show; what every layout has stands below it, so that lines keep their numbers. */
  build(example: string, { isWhole = true, flags = [] }: BuildOptions = {}): Printed {
    // A layout warns of those who do nothing.
    const used = NAMES.filter((name) => name === 'ci' || new RegExp(`\\b${name}\\b`).test(example))
    const functionaries = used.map((name) => `${name}: { key: ${name}.pub }`).join(', ')
    const by = /^by:/m.test(example) || !isWhole ? '' : 'by: ci\n'
    writeFileSync(join(this.#directory, FILE), `${example}${by}expires: 1 year\nfunctionaries: { ${functionaries} }\n`)
    return this.run(['layout', 'build', FILE, '-k', 'owner', ...flags])
  }

  /** Verifies a run of the layout that was built last. */
  verify(intents: Intents, run: RunOfExample, isHonest: boolean): Printed {
    for (const name of readdirSync(this.#directory))
      if (OF_A_RUN.test(name)) rmSync(join(this.#directory, name), { recursive: true })
    writeRun(this.#directory, intents, run, isHonest)
    const { wrong, delegated, flags = [] } = run
    const wrongRun = isHonest || wrong.step !== undefined ? undefined : wrong
    if (delegated !== undefined) this.#delegate(delegated.step, wrongRun?.theirs ?? delegated.theirs, run)
    const own = (wrongRun?.flags ?? flags).map((word) => (word === THIS_LAYOUT ? this.#digest('root.layout') : word))
    return this.run(['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--commit', COMMIT, ...own])
  }

  /** Puts a layout of `ann` in the place of a link of `ci`, and links of what is done by it below. */
  #delegate(step: string, theirs: string, run: RunOfExample): void {
    const place = linkFileName(step, signerOf(this.#directory, 'ci').keyId)
    const below = place.replace(/\.link$/, '')
    const text = `${exampleText('delegated', theirs)}by: ann\nexpires: 1 year\nfunctionaries: { ann: { key: ann.pub } }\n`
    writeFileSync(join(this.#directory, 'theirs.yml'), text)
    const built = this.run(['layout', 'build', 'theirs.yml', '-k', 'ci', '-o', place, '--quiet'])
    if (built.status !== 0) throw new Error(`the layout in the place of a link is refused:\n${built.text}`)
    mkdirSync(join(this.#directory, below))
    const done = { ...run, adds: { compile: run.adds?.[step] ?? [] }, by: { compile: ['ann'] } }
    writeRun({ directory: this.#directory, below }, THEIRS, done, true)
  }

  #digest(name: string): string {
    return createHash('sha256')
      .update(readFileSync(join(this.#directory, name)))
      .digest('hex')
  }

  /** What an example says, also one whose layout carries its rules alone. */
  intentsOf(example: string): Intents {
    const { status, text } = this.build(example.replace(/^elsewhere: .*\n/m, ''))
    if (status !== 0) throw new Error(`the example is refused:\n${text}`)
    const file = new LayoutFile(readFileSync(join(this.#directory, 'root.layout')), 'root.layout')
    const intents = intentsOf(file.parsed().layout)
    if (intents === undefined) throw new Error('the example carries no intents')
    return intents
  }

  /** Shows the layout that was built last. */
  inspect(): Printed {
    return this.run(['inspect', 'root.layout'])
  }

  run(words: readonly string[]): Printed {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
      cwd: this.#directory,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' }
    })
    const text = `${stderr}${stdout}`.trimEnd().replace(/\b[0-9a-f]{8}\b/g, '<key>')
    const plain = text.replace(/\b(?!(.)\1{63})(?!(..)\2{31})[0-9a-f]{64}\b/g, '<digest>')
    return { status, text: plain.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '<time>').replace(/^\.\//gm, '') }
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true })
  }
}
