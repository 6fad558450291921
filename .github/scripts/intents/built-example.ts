// SPDX-License-Identifier: Apache-2.0
// Examples of layouts in intents, built by the command line as users start it.
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI } from '../harness/repository.ts'
import { scratchDirectory } from '../harness/scratch-directory.ts'

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
    for (const name of NAMES) this.run(['key', 'generate', '-o', name])
  }

  /** Builds a layout from what examples show; what every layout has stands below it, so that lines keep their numbers. */
  build(example: string, { isWhole = true, flags = [] }: BuildOptions = {}): Printed {
    // A layout warns of those who do nothing.
    const used = NAMES.filter((name) => name === 'ci' || new RegExp(`\\b${name}\\b`).test(example))
    const functionaries = used.map((name) => `${name}: { key: ${name}.pub }`).join(', ')
    const by = /^by:/m.test(example) || !isWhole ? '' : 'by: ci\n'
    writeFileSync(join(this.#directory, FILE), `${example}${by}expires: 1 year\nfunctionaries: { ${functionaries} }\n`)
    return this.run(['layout', 'build', FILE, ...flags])
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
    const text = `${stderr}${stdout}`.trimEnd()
    return { status, text: text.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '<time>').replace(/^\.\//gm, '') }
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true })
  }
}
