// SPDX-License-Identifier: Apache-2.0
// What people copy: each example names its layout, and fills nothing in that a fork or a misspelt name would leave empty.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

const FOLDER = resolve(import.meta.dirname, '../../examples/workflows')
const read = (path: string): string => readFileSync(join(FOLDER, path), 'utf8')
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort()

interface Uses {
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly jobs: Readonly<Record<string, Uses & { readonly steps?: readonly Uses[] }>>
}

/** Everything of the suite that a workflow uses, with its inputs. */
function usesOfSuite(workflow: string): Uses[] {
  const { jobs } = parse(workflow) as Workflow
  return Object.values(jobs)
    .flatMap((job) => [job, ...(job.steps ?? [])])
    .filter(({ uses }) => uses?.startsWith('in-toto-actions/') === true)
}

/** The keys that owners replace, as they stand in all examples. */
const OWNER =
  /layout-keys: \|\n([\s\S]*?END PUBLIC KEY-----)/.exec(read('keyless.yml'))?.[1]?.replace(/^ +/gm, '') ?? ''
const CI = read('layouts/keys/ci.pub')

describe('examples of workflows', () => {
  const examples = namesIn('.', '.yml')

  test('have a layout each, and no layout is for none', () => {
    expect(examples.length).toBeGreaterThan(5)
    expect(namesIn('layouts', '.layout.yml')).toEqual(examples)
  })
  test.each(examples)('%s says what its owners replace', (name) => {
    const text = read(`${name}.yml`)
    const head = text.slice(0, text.indexOf('\nname: '))
    for (const word of ['forty zeros', 'layout-keys', `layouts/${name}.layout.yml`]) expect(head).toContain(word)
    expect(head.includes('take-over-keys')).toBe(text.includes('take-over-keys:'))
    const layout = read(`layouts/${name}.layout.yml`)
    const [own = ''] = /# Before: .*/.exec(layout) ?? []
    expect(own).toContain(text.includes('signing-key:') ? 'keys/ci.pub' : 'repository')
    expect(layout.includes('keys/ci.pub }')).toBe(own.includes('keys/ci.pub'))
  })
  test.each(examples)('%s writes public keys out', (name) => {
    const text = read(`${name}.yml`)
    expect(text).not.toMatch(/\bvars\./)
    const used = usesOfSuite(text)
    const gates = used.filter(({ uses = '' }) => uses.startsWith('in-toto-actions/in-toto-actions@'))
    expect(gates.length).toBeGreaterThan(0)
    for (const gate of gates) expect(gate.with?.['layout-keys']?.trim()).toBe(OWNER)
    for (const { with: inputs = {} } of used)
      if ('take-over' in inputs && 'signing-key' in inputs) expect(inputs['take-over-keys']?.trim()).toBe(CI.trim())
  })
  test.each(examples)('%s names no release of the suite', (name) => {
    for (const { uses = '' } of usesOfSuite(read(`${name}.yml`))) expect(uses).toMatch(/@0{40}$/)
  })
})
