// SPDX-License-Identifier: Apache-2.0
// Examples of layouts in intents, built by the command line as users start it.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { intentsOf } from '../../../src/intoto/intents/intents-of-layout.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { LayoutFile } from '../../../src/intoto/layout/layout-file.ts'
import { COMMIT } from '../../../src/layouts/proof/run-links.ts'
import { CLI } from '../harness/repository.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'
import { writeRun, type RunOfExample } from './wrong-run.ts'

const NAMES = ['ci', 'ann', 'bob'] as const
const FILE = 'layout.yml'

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
    for (const name of readdirSync(this.#directory)) if (name.endsWith('.link')) rmSync(join(this.#directory, name))
    writeRun(this.#directory, intents, run, isHonest)
    return this.run(['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--commit', COMMIT])
  }

  /** What the layout says that was built last. */
  intents(): Intents {
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
    return { status, text: text.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '<time>').replace(/^\.\//gm, '') }
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true })
  }
}
