// SPDX-License-Identifier: Apache-2.0
// The shipped examples, with what their owners fill in and nothing else changed.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../harness/repository.ts'
import { SUITE } from './project.ts'

const FOLDER = join(ROOT, 'examples/workflows')

/** Where a release of the suite stands in an example before its owners choose one. */
export const NO_COMMIT = '0'.repeat(40)

/** Names of all examples. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => name.slice(0, -'.yml'.length))
  .sort()

/** Further inputs for the actions and workflows of an example, which name what is on loopback here. */
export interface Inputs {
  readonly stage?: Readonly<Record<string, string>>
  readonly gate?: Readonly<Record<string, string>>
}

/** Public keys in PEM form. */
export interface PublicKeys {
  readonly owner: string
  readonly ci: string
}

/** The workflow of an example, with the keys of its owners and the suite that is at hand. */
export function exampleWorkflow(name: string, keys: PublicKeys, inputs: Inputs = {}): string {
  // The local runner does not know what caches a workflow may use, and has none.
  const shipped = readFileSync(join(FOLDER, `${name}.yml`), 'utf8').replace(/^cache-mode: none.*\n/m, '')
  const text = withKeys(withKeys(shipped, 'layout-keys', keys.owner), 'take-over-keys', keys.ci).replaceAll(
    new RegExp(`(uses: ${SUITE}\\S*)@${NO_COMMIT}`, 'g'),
    '$1@e2e'
  )
  assert.ok(text.includes(keys.owner.split('\n')[1] ?? ''), `${name} takes the key of the owners`)
  assert.ok(!text.includes(NO_COMMIT), `${name} has the suite that is at hand`)
  // A variable that an owner does not define would be empty, and so would be what it controls.
  assert.doesNotMatch(text, /\bvars\./, `${name} writes out what is public`)
  const stages = withInputs(text, `${SUITE}/.github/workflows/stage.yml@e2e`, inputs.stage ?? {})
  return withInputs(stages, `${SUITE}@e2e`, inputs.gate ?? {})
}

/** The layout of an example as its owners write it. */
export function exampleLayout(name: string): string {
  return readFileSync(join(FOLDER, 'layouts', `${name}.layout.yml`), 'utf8')
}

/** Replaces every key that is written out behind an input. */
function withKeys(workflow: string, input: string, key: string): string {
  const written = new RegExp(`^( *)${input}: \\|\\n(?:\\1 +\\S.*\\n)+`, 'gm')
  return workflow.replaceAll(written, (_all, indent: string) => {
    const lines = key.trimEnd().split('\n')
    return `${indent}${input}: |\n${lines.map((line) => `${indent}  ${line}\n`).join('')}`
  })
}

/** Gives inputs to everything that uses something. */
function withInputs(workflow: string, used: string, inputs: Readonly<Record<string, string>>): string {
  const place = new RegExp(`(uses: ${used.replaceAll('.', '\\.')}(?: .*)?\\n(?:.*\\n)*?( *)with:\\n)`, 'g')
  return workflow.replaceAll(place, (head: string, _all: string, indent: string) =>
    [head, ...Object.entries(inputs).map(([name, value]) => `${indent}  ${name}: ${JSON.stringify(value)}\n`)].join('')
  )
}
